"""Small programmes as folders, and the installed command run on them as somebody would run it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from ready import Ready

COMMAND = Path(sys.executable).with_name("mentormatch.exe" if os.name == "nt" else "mentormatch")
SECONDS = 120
"""After which a command has hung."""

TOML = """format = 1
name = "{name}"
synthetic = true
as_of = 2027-01-04
salt = "test"

[term]
first_day = 2027-01-04
weeks = 20
"""
PERSON = {
    "home": "KA7 1",
    "availability": "Mon-Fri 09:00-18:00",
    "stage": "1",
    "waiting_since": "2026-10-12",
    "bus_pass": "own",
    "interests": "walking",
}
MENTOR = {
    "home": "KA7 1",
    "availability": "Mon-Fri 09:00-18:00",
    "stage": "4",
    "clearance_until": "2029-01-01",
    "max_people": "1",
    "bus_pass": "own",
    "interests": "walking",
}
LIBRARY = {
    "id": "V01",
    "name": "Alder Library",
    "town": "Ayr",
    "postcode": "KA7 1JB",
    "open": "Mon-Fri 09:00-18:00",
    "staffed": "Mon-Fri 09:00-18:00",
    "one_to_one": "yes",
}
NAMES = {"P01": "Rowan Birch", "P02": "Łucja Ó Néill", "P03": "Ash Thorn", "M01": "Hazel Finch", "M02": "Jay Wren"}


def installed(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command, started as somebody starts it; output read as UTF-8."""
    return subprocess.run(
        [str(COMMAND), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
        timeout=SECONDS,
    )


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own that has its imports behind it (see `ready`); output read as UTF-8.

    `installed` shows what depends on the start: each verb is run so at least once (`test_end_to_end_installed`).
    """
    if sys.platform != "linux":  # elsewhere there is no fork, or none that is safe after so much was loaded
        return installed(*arguments)
    words = [*map(str, arguments)]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        try:
            code = waiting().run(words, out, err, SECONDS)
        except subprocess.TimeoutExpired:
            waiting.cache_clear()
            raise
        return subprocess.CompletedProcess(words, code, out.read_text("utf-8"), err.read_text("utf-8"))


@cache
def waiting() -> Ready:
    """One for each process of pytest, from the first command on (`conftest` ends it)."""
    return Ready()


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Rows as CSV; the header is all the keys in the order in which they come."""
    given = list(rows)
    header = list(dict.fromkeys(key for row in given for key in row))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, header)
        writer.writeheader()
        writer.writerows(given)


def girvan(folder: Path, *, people: int = 3, mentors: int = 2, contacts: bool = True) -> Path:
    """A programme of three people and two mentors with a place each, so that one person waits."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.toml").write_text(TOML.format(name="Girvan"), encoding="utf-8")
    write(folder / "people.csv", [person(f"P{n:02}") for n in range(1, people + 1)])
    write(folder / "mentors.csv", [mentor(f"M{n:02}") for n in range(1, mentors + 1)])
    write(folder / "venues.csv", [LIBRARY])
    if contacts:
        write(folder / "contacts.csv", [{"id": key, "name": name} for key, name in NAMES.items()])
    return folder


def person(id: str, **more: str) -> dict[str, str]:
    return {"id": id, **PERSON, **more}


def mentor(id: str, **more: str) -> dict[str, str]:
    return {"id": id, **MENTOR, **more}
