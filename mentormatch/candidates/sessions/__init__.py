"""Who may lead and attend what, when and where: docs/timetable.md, T1 to T6, in columns. Decides nothing.

In: a Programme and its History. Out: `SessionCandidates`. Never here: which patterns run, who is in them.
"""

from mentormatch.candidates.sessions.attendees import LOST
from mentormatch.candidates.sessions.find import find_sessions
from mentormatch.candidates.sessions.found import Attending, Busy, Leading, Patterns, SessionCandidates

__all__ = ["LOST", "Attending", "Busy", "Leading", "Patterns", "SessionCandidates", "find_sessions"]
