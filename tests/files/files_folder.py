"""Small folders in a line: good ones, of which a test spoils one thing."""

from __future__ import annotations

from pathlib import Path

from mentormatch.domain.problem import Problem, Severity
from mentormatch.files import Loaded, read_programme

PROGRAMME = """\
format = 1
name = "Test"
synthetic = true
areas = ["South Ayrshire", "North Ayrshire", "East Ayrshire"]
[term]
first_day = 2027-01-11
weeks = 26
"""
PEOPLE = """\
id,home,availability,stage,bus_pass,waiting_since,travels_by,max_minutes
P001,KA7 1,Mon-Fri 10:00-16:00,1,own,03/11/2026,foot; bus,45
P002,Troon,Tue 13:00-17:00,2,none,04/11/2026,foot; bus,45
"""
MENTORS = """\
id,home,availability,stage,bus_pass,clearance_until,travels_by,max_minutes,hours_a_week
M001,Ayr,Mon-Fri 09:00-17:00,4,own,30/09/2028,foot; bus,45,4
M004,KA8 0,Mon-Fri 09:00-17:00,5,none,30/09/2028,foot; bus,45,4
"""
VENUES = """\
id,name,postcode,one_to_one,staffed
library,Library,Ayr,yes,Mon-Fri 09:00-17:00
hall,Hall,Troon,yes,Mon-Fri 09:00-17:00
"""
GOOD = {"programme.toml": PROGRAMME, "people.csv": PEOPLE, "mentors.csv": MENTORS, "venues.csv": VENUES}


def write(folder: Path, **changed: str | bytes | None) -> Path:
    """A good folder with some files changed; a name such as people_csv is people.csv; None leaves a file out."""
    files: dict[str, str | bytes | None] = {**GOOD}
    for name, content in changed.items():
        stem, _, suffix = name.rpartition("_")
        files[f"{stem}.{suffix}".replace("to_ask", "to-ask")] = content
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if content is not None:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path, **changed: str | bytes | None) -> Loaded:
    """What reading such a folder gives."""
    return read_programme(write(folder, **changed))


def with_columns(table: str, **cells: str) -> str:
    """A table with a column more; its cell is in the first row only."""
    lines = table.splitlines()
    for name, cell in cells.items():
        quoted = '"' + cell.replace('"', '""') + '"'
        lines = [f"{lines[0]},{name}", f"{lines[1]},{quoted}", *(f"{line}," for line in lines[2:])]
    return "\n".join(lines) + "\n"


def only(loaded: Loaded, severity: Severity = Severity.ERROR) -> Problem:
    """The one problem of a severity."""
    found = [problem for problem in loaded.problems if problem.severity is severity]
    assert len(found) == 1, "\n".join(str(problem) for problem in found) or "no such problem"
    return found[0]


def told(loaded: Loaded, *pieces: str, severity: Severity | None = None) -> bool:
    """Whether one problem has all these pieces in its words."""
    return any(
        all(piece in str(problem) for piece in pieces)
        for problem in loaded.problems
        if severity is None or problem.severity is severity
    )
