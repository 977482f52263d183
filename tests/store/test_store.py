"""What is remembered comes back, whole or not at all, and a file that is unfit ends in a sentence."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mentormatch.domain.exported import Entry, Published, Reader, ReaderKind
from mentormatch.domain.frozen import evolve
from mentormatch.domain.plan import Plan
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.store import NAME, Store, StoreError
from mentormatch.store.migrations import MIGRATIONS

MOMENT = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.UTC)
PLAN = Plan(scope="match", made_from="0" * 32, programme="p", as_of=dt.date(2027, 1, 11))
JUDGED = JudgedPlan(plan=PLAN, verdict=Verdict())


def entry(number: int, content: str = "{}") -> Entry:
    reader = Reader(kind=ReaderKind.PERSON, id=f"P{number} Ä'\"")
    return Entry(reader=reader, thing=("meeting", "P1", f"M{number}"), sequence=number, stamp=MOMENT, content=content)


def keep(store: Store, *entries: Entry, body: str = "b", **facts: str) -> None:
    store.remember_export(JUDGED, body, entries, MOMENT, facts)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / NAME) as connection:
        return connection.execute(query).fetchall()


def test_entries_come_back_as_they_were_and_are_replaced_by_the_next(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.entries() == () and store.fact("key") is None and not store.exists
    keep(store, entry(1), entry(2), key="abc")
    assert set(store.entries()) == {entry(1), entry(2)} and store.fact("key") == "abc"
    changed = evolve(entry(2), content='{"x": 1}', sequence=9)
    keep(store, changed, entry(3), body="c")
    assert set(Store(tmp_path).entries()) == {changed, entry(3)}
    assert rows(tmp_path, "SELECT what FROM log") == [("exported",)] * 2
    assert rows(tmp_path, "SELECT body FROM plans") == [("b",), ("c",)]


def test_the_log_is_only_added_to(tmp_path: Path) -> None:
    keep(Store(tmp_path), entry(1))
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        rows(tmp_path, "UPDATE log SET what = 'nothing'")


def test_what_was_published_and_written_is_kept_by_place(tmp_path: Path) -> None:
    store = Store(tmp_path)
    one = Published(uid="u", etag='"1"', digest="d")
    store.remember_published("https://a/", one)
    store.remember_published("https://a/", evolve(one, etag=None))
    store.remember_published("https://b/", one)
    assert store.published("https://a/") == {"u": evolve(one, etag=None)} and store.places() == (
        "https://a/",
        "https://b/",
    )
    store.forget_published("https://a/", "u")
    assert store.published("https://a/") == {}
    store.remember_files(tmp_path / "x", ["a.ics", "b.ics"])
    store.remember_files(tmp_path / "x", ["b.ics"])
    assert store.files(tmp_path / "x") == {"b.ics"} and store.files(tmp_path) == frozenset()


def test_deleted_entries_leave_no_trace_in_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, *(entry(number, f'{{"title":"Zebedee{number}"}}') for number in range(40)))
    assert b"Zebedee" in (tmp_path / NAME).read_bytes()
    keep(store)
    store.forget_exports(MOMENT)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert rows(tmp_path, "PRAGMA journal_mode") == [("delete",)]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is empty"), (b"a text that is no database, and long enough to be read as one\n" * 20, "damaged")],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(StoreError, match=says):
        Store(tmp_path).entries()
    assert (tmp_path / NAME).read_bytes() == content


def test_somebody_elses_database_and_one_of_a_newer_mentormatch_are_refused(tmp_path: Path) -> None:
    rows(tmp_path, "CREATE TABLE theirs (x)")
    with pytest.raises(StoreError, match="no store of mentormatch"):
        Store(tmp_path).entries()
    (tmp_path / NAME).unlink()
    keep(Store(tmp_path), entry(1))
    rows(tmp_path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer mentormatch"):
        Store(tmp_path).entries()


def test_a_write_ahead_log_beside_it_is_refused(tmp_path: Path) -> None:
    keep(Store(tmp_path), entry(1))
    (tmp_path / f"{NAME}-wal").write_bytes(b"x")
    with pytest.raises(StoreError, match="-wal"):
        Store(tmp_path).entries()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, *(entry(number, "{}" * 400) for number in range(60)))
    raw = bytearray((tmp_path / NAME).read_bytes())
    raw[8192 : len(raw) - 4096] = b"\xff" * (len(raw) - 12288)
    (tmp_path / NAME).write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"):
        store.entries()


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    keep(store, entry(1))
    pages = rows(tmp_path, "PRAGMA page_count")[0][0]
    from mentormatch.store import database

    monkeypatch.setattr(database, "_PRAGMAS", (*database._PRAGMAS, f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreError, match="no room"):
        keep(store, *(entry(number, "x" * 2000) for number in range(100)))
    assert store.entries() == (entry(1),)


def test_who_waits_too_long_for_another_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentormatch.store import database

    store = Store(tmp_path)
    keep(store, entry(1))
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="in use"):
        keep(store, entry(2))
    other.execute("ROLLBACK")
    other.close()
    assert store.entries() == (entry(1),)


KILLED = """
import sys
sys.path.insert(0, sys.argv[2])
from test_store import Store, Path, keep, entry
store = Store(Path(sys.argv[1]))
for number in range(1, 1000):
    keep(store, *(entry(n, "x" * 500) for n in range(number, number + 40)), body=str(number))
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_loses_nothing_that_was_done(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), here], stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert worker.stdout is not None
    done = 0
    for line in worker.stdout:
        done = int(line)
        if done == 7:
            worker.kill()
    worker.wait()
    worker.stdout.close()
    entries = Store(tmp_path).entries()
    first = min(one.sequence for one in entries)
    assert len(entries) == 40 and first in (done, done + 1)
    assert rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]


def test_each_migration_is_done_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentormatch.store import database

    keep(Store(tmp_path), entry(1))
    good = ("CREATE TABLE more (x INTEGER) STRICT", "INSERT INTO more VALUES (1)")
    for broken in range(len(good) + 1):
        bad = (*good[:broken], "this is no SQL", *good[broken:])
        monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, bad))
        with pytest.raises(StoreError):
            Store(tmp_path).entries()
        assert rows(tmp_path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
        assert rows(tmp_path, "SELECT name FROM sqlite_schema WHERE name = 'more'") == []
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, good))
    assert Store(tmp_path).entries() == (entry(1),)
    assert rows(tmp_path, "SELECT x FROM more") == [(1,)]


LEFT = """
import os, sys
sys.path.insert(0, sys.argv[2])
from test_store import Path, Store, entry, keep
from mentormatch.store import database
from mentormatch.store.database import opened, transaction
with opened(Path(sys.argv[1]) / "mentormatch.sqlite") as connection:
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA user_version = 1")  # the first page is in the journal, as it is at every commit
    connection.execute("UPDATE facts SET value = 'half-way'")
    for number in range(200):
        connection.execute("INSERT INTO published VALUES ('p', ?, NULL, ?)", (str(number), "x" * 500))
    os._exit(9)
"""


def left_half_way(folder: Path) -> bytes:
    """A transaction ends in the middle, its pages on the disk; the journal that it leaves."""
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", LEFT, str(folder), here], check=False, timeout=60)
    assert done.returncode == 9
    return (folder / f"{NAME}-journal").read_bytes()


def test_a_journal_left_by_a_cut_is_played_back_and_nothing_half_done_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, entry(1), key="whole")
    assert len(left_half_way(tmp_path)) > 1000
    assert store.fact("key") == "whole" and store.entries() == (entry(1),) and store.published("p") == {}


def test_an_old_journal_that_a_sync_program_puts_back_is_not_played(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, entry(1), key="old")
    old = left_half_way(tmp_path)
    store.entries()
    for number in range(2, 6):
        keep(store, entry(number), body=str(number), key="new")
    (tmp_path / f"{NAME}-journal").write_bytes(old)
    with pytest.raises(StoreError, match="journal of an older state"):
        store.entries()
    assert store.entries() == (entry(5),) and store.fact("key") == "new"
    assert (tmp_path / f"{NAME}-journal.old").read_bytes() == old
