"""ideas.csv with "asked on" filled in: which ideas were put to people, and when. Its other columns are for people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Cell, Problem, Problems
from mentormatch.files import cells
from mentormatch.files.cells import CellError
from mentormatch.files.headings import known_heading
from mentormatch.files.rows import parse_rows
from mentormatch.files.shapes import Column, Sheet
from mentormatch.files.tables import heading_key, read_table
from mentormatch.files.texts import read_text

Pair = tuple[str, str]


def tick(text: str) -> dt.date | bool:
    """The day; True for a bare tick, False for a no."""
    try:
        return cells.yes_no(text)
    except CellError:
        return cells.date(text)


TICKED = "asked on"
IDEAS = Sheet(
    name="ideas", says="the ideas of a plan, as `match --out` writes them",
    columns=(
        Column(name="mentee", parser=cells.identifier, required=True, example="P014", meaning="id in people.csv"),
        Column(name="mentor", parser=cells.identifier, required=True, example="M07", meaning="id in mentors.csv"),
        Column(name=TICKED, parser=tick, example="12/01/2027", default="not asked",
               meaning="the day on which the two were asked, or an x"),
    ),
)  # fmt: skip


@frozen
class Ticked:
    """on: the pairs ticked, in the order of the file, with the day where one is given. problems: why a row cannot be
    read; then nothing of the file should be used."""

    on: dict[Pair, dt.date | None]
    problems: tuple[Problem, ...]


def read_ticked(path: Path) -> Ticked:
    """The pairs ticked in a filled-in ideas.csv."""
    problems = Problems()
    text = read_text(path, problems)
    table = None if text is None else read_table(text, path.name, known_heading(IDEAS), problems)
    if table is None:
        return Ticked(on={}, problems=problems.errors)
    if heading_key(TICKED) not in map(heading_key, table.header):
        problems.error(
            f'has no column "{TICKED}"',
            where=Cell(file=path.name, row=table.header_row),
            remedy="Take the ideas.csv that was saved with the plan, and fill that column in.",
        )
    on: dict[Pair, dt.date | None] = {}
    for row in parse_rows(table, IDEAS, {}, problems):
        day = row.values.get(TICKED, False)
        if day is not False:
            on[row.values["mentee"], row.values["mentor"]] = None if day is True else day
    return Ticked(on=on, problems=problems.errors)
