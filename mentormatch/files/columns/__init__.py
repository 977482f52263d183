"""Every file of a programme's folder and every column in it, once: reader, docs and templates derive from here."""

from mentormatch.files.columns.people import MENTORS, PEOPLE, STAFF
from mentormatch.files.columns.places import ACTIVITIES, BUSY, CLOSURES, COMMITMENTS, TRAVEL, VENUES
from mentormatch.files.columns.record import APPROVALS, CONTACTS, KEEP_APART, PAIRS, TO_ASK

SHEETS = (
    PEOPLE, MENTORS, STAFF, VENUES, ACTIVITIES, PAIRS, KEEP_APART, APPROVALS, COMMITMENTS, BUSY, CONTACTS, CLOSURES,
    TRAVEL, TO_ASK,
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

__all__ = [
    "ACTIVITIES", "APPROVALS", "BUSY", "BY_NAME", "CLOSURES", "COMMITMENTS", "CONTACTS", "KEEP_APART", "MENTORS",
    "PAIRS", "PEOPLE", "SHEETS", "STAFF", "TO_ASK", "TRAVEL", "VENUES",
]  # fmt: skip
