"""A disclosed plan -> entries -> iCalendar bytes; and the same on a CalDAV server.

In: `Disclosed` views of a judged plan, what was last exported, a secret key, the time. Out: bytes of files, what to
remember, and what has changed for whom. `publishing` (extra `caldav`) puts them on a server. Never here: a plan as the
planner made it, the store, the disk, or a word that the reader may not know.
"""

from mentormatch.calendars.contents import Content, Occurrence, Where
from mentormatch.calendars.exporting import CalendarFile, Exported, export
from mentormatch.calendars.stamping import Change

__all__ = ["CalendarFile", "Change", "Content", "Exported", "Occurrence", "Where", "export"]
