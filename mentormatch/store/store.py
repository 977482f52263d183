"""What is remembered, by what it is."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from mentormatch.domain.exported import Entry, Published, Reader, ReaderKind
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.store.database import NAME, opened, transaction


class Store:
    """The store of one programme's folder. Each call opens the file, does its work at once, and lets go of it.

    Every method raises StoreError where the file cannot be used; then nothing has changed.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    @property
    def exists(self) -> bool:
        """Whether anything has been remembered yet."""
        return self.path.exists()

    # ------------------------------------------------------------------------------------------------ calendars

    def entries(self) -> tuple[Entry, ...]:
        """What was last exported; nothing where there is no store yet."""
        if not self.exists:
            return ()
        with opened(self.path) as connection:
            rows = connection.execute("SELECT kind, reader, thing, sequence, stamp, content FROM entries").fetchall()
        return tuple(
            Entry(
                reader=Reader(kind=ReaderKind(kind), id=reader),
                thing=tuple(json.loads(thing)),
                sequence=sequence,
                stamp=dt.datetime.fromisoformat(stamp),
                content=content,
            )
            for kind, reader, thing, sequence, stamp, content in rows
        )

    def fact(self, name: str) -> str | None:
        """A fact remembered under a name."""
        if not self.exists:
            return None
        with opened(self.path) as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def remember_export(
        self, judged: JudgedPlan, body: str, entries: Iterable[Entry], moment: dt.datetime, facts: Mapping[str, str]
    ) -> None:
        """Puts the entries in the place of those before; body: the hash of the plan that they came from."""
        plan, at = judged.plan, moment.isoformat()
        rows = [
            (one.reader.kind.value, one.reader.id, _thing(one.thing), one.sequence, one.stamp.isoformat(), one.content)
            for one in entries
        ]
        with opened(self.path) as connection, transaction(connection):
            known = {
                (kind, reader, thing): (sequence, content)
                for kind, reader, thing, sequence, content in connection.execute(
                    "SELECT kind, reader, thing, sequence, content FROM entries"
                )
            }
            gone = known.keys() - {row[:3] for row in rows}
            new = [row for row in rows if known.get(row[:3]) != (row[3], row[5])]
            connection.executemany("DELETE FROM entries WHERE (kind, reader, thing) = (?, ?, ?)", sorted(gone))
            connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", new)
            connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", sorted(facts.items()))
            connection.execute(
                "INSERT OR IGNORE INTO plans (at, scope, made_from, as_of, body) VALUES (?, ?, ?, ?, ?)",
                (at, plan.scope, plan.made_from, plan.as_of.isoformat(), body),
            )
            _note(connection, at, "exported", {"plan": body, "changed": len(new), "gone": len(gone)})

    def forget_exports(self, moment: dt.datetime) -> None:
        """Forgets every entry: for a new key, whose calendars are new ones."""
        with opened(self.path) as connection, transaction(connection):
            connection.execute("DELETE FROM entries")
            connection.execute("DELETE FROM facts WHERE name = 'key'")
            _note(connection, moment.isoformat(), "forgot exports", {})

    # ------------------------------------------------------------------------------------------------ files

    def files(self, folder: Path) -> frozenset[str]:
        """The names of the files that were written into a folder."""
        if not self.exists:
            return frozenset()
        with opened(self.path) as connection:
            rows = connection.execute("SELECT name FROM files WHERE folder = ?", (str(folder.resolve()),)).fetchall()
        return frozenset(name for (name,) in rows)

    def remember_files(self, folder: Path, names: Iterable[str]) -> None:
        """Puts these names in the place of those before."""
        where = str(folder.resolve())
        with opened(self.path) as connection, transaction(connection):
            connection.execute("DELETE FROM files WHERE folder = ?", (where,))
            connection.executemany("INSERT INTO files VALUES (?, ?)", [(where, name) for name in sorted(set(names))])

    # ------------------------------------------------------------------------------------------------ servers

    def published(self, place: str) -> dict[str, Published]:
        """What was put into one collection of a server, by UID."""
        if not self.exists:
            return {}
        with opened(self.path) as connection:
            rows = connection.execute("SELECT uid, etag, digest FROM published WHERE place = ?", (place,)).fetchall()
        return {uid: Published(uid=uid, etag=etag, digest=digest) for uid, etag, digest in rows}

    def remember_published(self, place: str, one: Published) -> None:
        """Remembers one object as it now lies there."""
        with opened(self.path) as connection, transaction(connection):
            connection.execute(
                "INSERT OR REPLACE INTO published VALUES (?, ?, ?, ?)", (place, one.uid, one.etag, one.digest)
            )

    def forget_published(self, place: str, uid: str) -> None:
        """Forgets one object that is no longer there."""
        with opened(self.path) as connection, transaction(connection):
            connection.execute("DELETE FROM published WHERE place = ? AND uid = ?", (place, uid))

    def places(self) -> tuple[str, ...]:
        """Every collection into which something was put."""
        if not self.exists:
            return ()
        with opened(self.path) as connection:
            rows = connection.execute("SELECT DISTINCT place FROM published ORDER BY place").fetchall()
        return tuple(place for (place,) in rows)


def _thing(thing: tuple[str, ...]) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def _note(connection: sqlite3.Connection, at: str, what: str, about: Mapping[str, object]) -> None:
    connection.execute(
        "INSERT INTO log (at, what, about) VALUES (?, ?, ?)", (at, what, json.dumps(about, sort_keys=True))
    )
