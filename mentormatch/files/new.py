"""A programme to begin with: small, made up, commented, and good enough for `match` at once."""

from __future__ import annotations

from pathlib import Path

from mentormatch.files.columns import BY_NAME
from mentormatch.files.writing import WriteError, csv_text, replace

TEMPLATE = """\
# A programme for mentormatch. Lines that begin with # are remarks. Every setting is explained in docs/formats.md.
format = 1
name = "Our programme"
synthetic = true                        # the people in this folder are made up; take this line out for real ones
areas = ["South Ayrshire", "North Ayrshire", "East Ayrshire"]
# as_of = 2027-01-11                    # today, for waiting times and expiries; without it the term's first day
salt = "spring 2027"                    # a new word each term, so that nobody loses every tie

[term]
first_day = 2027-01-11
weeks = 26
timezone = "Europe/London"
bank_holidays = "SCT"                   # SCT, ENG, WLS or NIR

# [policy]
# meeting_minutes = 60
# min_gap = 1                           # a mentor is at least so many stages further on
# duty_hours = "Mon-Fri 09:00-20:00; Sat 10:00-16:00"
# areas_apart = false                   # true: people are matched only within their area

# [weights]                             # how much each part of a good match weighs; what is left out keeps its weight
# travel = 20
# interests = 15
"""

_ROWS: dict[str, tuple[dict[str, str], ...]] = {
    "people": (
        {"id": "P001", "wants": "1", "waiting_since": "03/11/2026", "home": "KA7 1",
         "availability": "Mon-Fri 10:00-16:00", "travels_by": "foot; bus", "bus_pass": "own", "max_minutes": "45",
         "gender": "woman", "stage": "1", "interests": "walking; art", "requires": "gender: woman"},
        {"id": "P002", "wants": "1", "waiting_since": "24/11/2026", "home": "Prestwick",
         "availability": "Tue 13:00-17:00; Thu 13:00-20:00", "travels_by": "foot; bus", "bus_pass": "none",
         "max_minutes": "40", "gender": "man", "stage": "2", "interests": "fishing; football", "lived": "recovery"},
        {"id": "P003", "wants": "1", "waiting_since": "01/12/2026", "home": "Troon",
         "availability": "A: Wed 10-16; B: Fri 10-16", "travels_by": "foot; bus", "bus_pass": "ask",
         "gender": "man", "rhythm": "fortnightly", "stage": "1"},
    ),
    "mentors": (
        {"id": "M01", "max_people": "2", "hours_a_week": "6", "clearance_until": "30/09/2028", "home": "KA8 0",
         "availability": "Mon-Thu 09:30-15:30", "travels_by": "foot; bus", "bus_pass": "own", "max_minutes": "45",
         "gender": "woman", "stage": "4", "interests": "walking; singing", "lived": "recovery", "lived_use": "yes"},
        {"id": "M02", "max_people": "1", "hours_a_week": "4", "clearance_until": "31/12/2028", "home": "Ayr",
         "availability": "Tue-Fri 12:00-20:00", "travels_by": "foot; car", "bus_pass": "none", "max_minutes": "30",
         "gender": "man", "stage": "5", "interests": "fishing", "lived": "recovery", "lived_use": "yes"},
    ),
    "venues": (
        {"id": "library-ayr", "name": "Ayr library (made up)", "postcode": "Ayr", "open": "Mon-Sat 09:00-20:00",
         "staffed": "Mon-Sat 09:00-17:00", "one_to_one": "yes", "step_free": "yes", "council_run": "yes"},
        {"id": "hall-prestwick", "name": "Prestwick hall (made up)", "postcode": "Prestwick",
         "open": "Mon-Fri 10:00-20:00", "staffed": "Mon-Fri 10:00-18:00", "one_to_one": "yes", "step_free": "yes"},
    ),
    "keep_apart": ({"people": "P002; M01", "until": "", "set_by": "S01"},),
    "pairs": (),
    "contacts": (
        {"id": "P001", "name": "Rowan Wren", "known_as": "Rowan", "phone": "01632 960001"},
        {"id": "P002", "name": "Ash Heron", "known_as": "Ash", "phone": "01632 960002"},
        {"id": "P003", "name": "Reed Tern", "known_as": "Reed", "phone": "01632 960003"},
        {"id": "M01", "name": "Hazel Plover", "known_as": "Hazel", "phone": "01632 960004"},
        {"id": "M02", "name": "Alder Flint", "known_as": "Alder", "phone": "01632 960005"},
    ),
}  # fmt: skip
_MORE = {
    "people": ("home_by", "not_at", "status", "prefers", "not_with", "needs_approval"),
    "mentors": ("people_elsewhere", "requires", "prefers", "not_with", "status"),
    "pairs": tuple(column.name for column in BY_NAME["pairs"].columns),
}
"""Columns that are often needed and are blank in the rows above."""


def new_programme(folder: Path) -> tuple[Path, ...]:
    """Writes a small made-up programme to begin with and says which files. Raises WriteError and then writes nothing.

    Refused: a folder that holds anything, and one inside a git work tree, where lists of people do not belong.
    """
    folder = folder.resolve()
    _refuse(folder)
    texts = {"programme.toml": TEMPLATE.encode()}
    for name, rows in _ROWS.items():
        given = {column for row in rows for column in row} | set(_MORE.get(name, ()))
        columns = [column.name for column in BY_NAME[name].columns if column.name in given]
        cells = [[row.get(column, "") for column in columns] for row in rows]
        texts[f"{name}.csv"] = csv_text([columns, *cells]).encode("utf-8-sig")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WriteError(f"{folder} could not be made: {fault.strerror or fault}.") from fault
    for name, content in texts.items():
        replace(folder / name, content)
    return tuple(folder / name for name in texts)


def _refuse(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise WriteError(f"{folder} is a file. Give the name of a folder that is not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise WriteError(f"{folder} is not empty. Give the name of a folder that is not there yet.")
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            raise WriteError(
                f"{folder} lies inside {above}, which is under git: lists of people would be kept there for good. "
                "Choose a folder elsewhere."
            )
