"""Opening the file and changing it: settings that outlive a power cut and a synced folder, and migrations.

No write-ahead log: in a folder that OneDrive or a share keeps, it loses commits silently. Deleted rows are overwritten
(secure_delete), since names of people may have stood near them. What each setting is worth was measured; the figures
stand in the team's notes on files.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentormatch.store.journals import put_aside_if_stale
from mentormatch.store.migrations import MIGRATIONS

NAME = "mentormatch.sqlite"
APPLICATION = 0x6D6D7631  # "mmv1"
WAIT_SECONDS = 5.0
_PRAGMAS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)


class StoreError(RuntimeError):
    """The file cannot be used: a sentence for people."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the store, made or brought up to date if need be. Raises StoreError."""
    made = not path.exists()
    try:
        if not made and path.stat().st_size == 0:
            raise StoreError(f"{path.name} is empty. Put the last copy of it in its place, or take it away.")
        if path.with_name(f"{path.name}-wal").exists():
            raise StoreError(
                f"Beside {path.name} lies a file {path.name}-wal, which mentormatch never makes. Ask for help."
            )
        if (aside := put_aside_if_stale(path)) is not None:
            raise StoreError(
                f"Beside {path.name} lay the journal of an older state of it, as sync programs put back. It would have "
                f"undone what was done since, and is now called {aside.name}. Nothing is lost: try again."
            )
        mode = "rwc" if made else "rw"
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS, isolation_level=None
        )
    except (sqlite3.Error, OSError) as fault:
        raise StoreError(_words(path, fault)) from fault
    try:
        if made and os.name == "posix":
            path.chmod(0o600)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _bring_up_to_date(connection, path)
        yield connection
    except sqlite3.Error as fault:
        raise StoreError(_words(path, fault)) from fault
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of what is done inside, or none of it. It takes the lock at once, so that it never fails half-way for it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Runs the migrations that the file has not seen, all at once or none."""
    version, application = _version(connection)
    if version > len(MIGRATIONS):
        raise StoreError(f"{path.name} was made by a newer mentormatch. Install that one.")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION and (tables or version):
        raise StoreError(f"{path.name} is no store of mentormatch. Take it away, or give it another name.")
    if version == len(MIGRATIONS):
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StoreError(_damaged(path))
        return
    with transaction(connection):
        version, _ = _version(connection)  # another process may have been quicker
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> tuple[int, int]:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return int(version), int(application)


def _damaged(path: Path) -> str:
    return (
        f"{path.name} is damaged. Put the last copy of it in its place; without one take it away: calendars are then "
        "written anew, and still replace what people have."
    )


def _words(path: Path, fault: sqlite3.Error | OSError) -> str:
    code = getattr(fault, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"{path.name} is in use by another mentormatch. Wait until that one is done, and try again."
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return _damaged(path)
    if code.startswith("SQLITE_FULL"):
        return f"There is no room for {path.name}. Nothing in it was changed. Make room on the disk, and try again."
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return f"{path.name} cannot be written in {path.parent}. See that you may write in that folder."
    return f"{path.name} cannot be used: {fault}."
