"""A journal that does not belong to the database beside it: sync programs put old ones back, and SQLite plays them.

A journal holds the pages as they were before its transaction, the first page with its change counter among them. Beside
its own database that counter is the same or one behind; further apart, it is an older transaction's, and playing it
back would undo what was done since. Age is no sign: real ones are sometimes older than the database.
"""

from __future__ import annotations

import struct
from pathlib import Path

_MAGIC = bytes((0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7))
_COUNTER = slice(24, 28)
_FURTHEST = 1


def put_aside_if_stale(database: Path) -> Path | None:
    """Renames the journal beside a database if it belongs to an older state of it, and says to what; else None."""
    journal = database.with_name(f"{database.name}-journal")
    try:
        before = _counter_in(journal.read_bytes())
        with database.open("rb") as file:
            now = struct.unpack(">I", file.read(100)[_COUNTER])[0]
    except (OSError, struct.error):
        return None
    if before is None or now - before <= _FURTHEST:
        return None
    aside = database.with_name(f"{database.name}-journal.old")
    journal.replace(aside)
    return aside


def _counter_in(journal: bytes) -> int | None:
    """The change counter of the first page in a journal; None where it holds none.

    A journal is a run of segments: a header that fills a sector and says how many pages follow, each with its number
    before it and a checksum after it (SQLite, "The Rollback Journal", database file format 3).
    """
    at = 0
    while journal[at : at + 8] == _MAGIC and len(journal) >= at + 28:
        records, _, _, sector, page = struct.unpack(">iIIII", journal[at + 8 : at + 28])
        if not sector or not page:
            return None
        at += sector
        while records > 0 and at + page + 8 <= len(journal):
            if struct.unpack(">I", journal[at : at + 4])[0] == 1:
                counter: int = struct.unpack(">I", journal[at + 4 : at + 4 + page][_COUNTER])[0]
                return counter
            at, records = at + page + 8, records - 1
        at += -at % sector
    return None
