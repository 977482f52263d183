"""Which dates a weekly slot is held on, and why not.

In: a term, closures, bank holidays. Out: dates, and the same as bit masks over the term's weeks (bit k = the k-th
week from the Monday on or before the first day). Never here: who meets whom.
"""

from mentormatch.term.calendar import Calendar, NotHeld
from mentormatch.term.meetings import Meetings

__all__ = ["Calendar", "Meetings", "NotHeld"]
