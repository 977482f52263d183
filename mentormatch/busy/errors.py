"""Why a calendar file cannot be used, in words for people."""

from __future__ import annotations


class BusyError(ValueError):
    """says: what is wrong, with the number of the event and nothing of its text. remedy: what to do."""

    def __init__(self, says: str, remedy: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy


TAKE_OUT = "Take it out of the calendar, or write the hours into commitments.csv instead."
EXPORT_LESS = "Export only the months of the term, or a calendar of busy times alone."
EXPORT_AGAIN = "Export it again as an iCalendar file (.ics)."
