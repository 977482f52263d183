"""Somebody else's calendar file -> when they are busy, and nothing else of it.

In: the bytes of an .ics file, the term's days, the programme's time zone. Out: stretches of local days, each with the
number of the event it comes from. Titles, notes, places and names are dropped before anything is parsed: no library, no
message and no log ever has them. Never here: whose calendar it is, and what follows from it.

What a file may cost is counted before it is spent (`limits`): a hostile one ends in a `BusyError`.
"""

from mentormatch.busy.errors import BusyError
from mentormatch.busy.expand import Busy, BusyTimes, busy_times
from mentormatch.busy.limits import LARGEST

__all__ = ["LARGEST", "Busy", "BusyError", "BusyTimes", "busy_times"]
