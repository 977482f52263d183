"""A folder -> a programme, its history, its contacts, and everything that is wrong, missing or assumed, all at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History
from mentormatch.domain.policy import Term
from mentormatch.domain.problem import Cell, Problem, Problems, Severity
from mentormatch.domain.programme import Programme
from mentormatch.domain.telling import Tellings
from mentormatch.files.answers import answers_of, tell_unknown
from mentormatch.files.build import build
from mentormatch.files.checks import CHECKS
from mentormatch.files.columns import SHEETS
from mentormatch.files.contacts import Contacts, contacts_of
from mentormatch.files.folder import SETTINGS, files_of
from mentormatch.files.gaps import Gap, gaps_of, tell_gaps
from mentormatch.files.headings import known_heading
from mentormatch.files.homes import Places
from mentormatch.files.reading import Reading
from mentormatch.files.rows import Answers, Parsed, parse_rows
from mentormatch.files.settings import Settings, read_settings
from mentormatch.files.shapes import Sheet
from mentormatch.files.tables import Table, heading_key, read_table, tidy
from mentormatch.files.tellings import tellings_of
from mentormatch.files.texts import read_text
from mentormatch.files.toml import Toml, read_toml

if TYPE_CHECKING:
    from mentormatch.changes import Overlay, Raw
    from mentormatch.files.changed import Laid


@frozen
class Loaded:
    """What a folder holds. programme: None if and only if a problem is an error. gaps: what could be asked.

    tellings: what people wish to be told, and what may be told about them; no plan depends on it.
    """

    programme: Programme | None
    history: History
    contacts: Contacts
    problems: tuple[Problem, ...]
    gaps: tuple[Gap, ...] = ()
    tellings: Tellings = attrs.field(factory=Tellings)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops planning."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read_raw(folder: Path | str, overlays: tuple[Overlay, ...] = ()) -> Raw | None:
    """The cells of a programme's folder before they mean anything, overlays laid over them.

    None where they cannot be read; `read_programme` says why.
    """
    from mentormatch.files.changed import laid, raw_of

    problems = Problems()
    files = files_of(Path(folder), problems)
    toml = None if files is None else _toml(files, problems)
    if files is None or toml is None:
        return None
    tables = _tables(files, problems)
    if not overlays:
        return raw_of(tables, toml)
    over = laid(overlays, tables, toml, problems)
    return None if over is None else over.applied.raw


def read_programme(folder: Path | str, overlays: tuple[Overlay, ...] = ()) -> Loaded:
    """Reads a programme's folder. Never raises for what is in it: what cannot be used is among the problems.

    overlays: changes laid over its cells, one after another, before anything is made of them; no file changes.
    """
    folder = Path(folder)
    problems = Problems()
    files = files_of(folder, problems)
    if files is None:
        return _nothing(problems)
    toml = _toml(files, problems)
    tables = _tables(files, problems)
    over: Laid | None = None
    if overlays and toml is not None:
        from mentormatch.files.changed import laid

        over = laid(overlays, tables, toml, problems)
        if over is None:
            return _nothing(problems)
        tables, toml = over.tables, over.toml
    settings = None if toml is None else read_settings(toml, problems)
    reading = _read_rows(folder, files, tables, settings or STAND_IN, problems)
    read = len(problems.items)
    build(reading)
    tellings = tellings_of(reading)
    for check in CHECKS:
        problems.items.extend(check(reading))
    gaps = gaps_of(reading)
    problems.items.extend(tell_gaps(gaps, reading))
    if settings is None:
        problems.items[read:] = [problem for problem in problems.items[read:] if _stands_by_itself(problem)]
    if over is not None:
        problems.items[:] = over.told_of(problems.items)
    return Loaded(
        programme=None if problems.errors else _programme(reading),
        history=History(pairs=tuple(reading.pairs), approvals=tuple(reading.approvals)),
        contacts=reading.contacts,
        problems=_sorted(problems.items),
        gaps=gaps,
        tellings=tellings,
    )


def _nothing(problems: Problems) -> Loaded:
    return Loaded(programme=None, history=History(), contacts=Contacts(), problems=_sorted(problems.items))


STAND_IN = Settings(term=Term(first_day=dt.date(2027, 1, 4)), as_of=dt.date(2027, 1, 4))
"""What the rows are checked against where programme.toml cannot be read."""


def _stands_by_itself(problem: Problem) -> bool:
    """Whether it holds whatever programme.toml would say."""
    column = problem.where.column if problem.where else None
    return problem.severity is Severity.ERROR and column not in ("stage", "area", "pinned")


def _programme(reading: Reading) -> Programme:
    settings = reading.settings
    return Programme(
        name=settings.name,
        synthetic=settings.synthetic,
        term=settings.term,
        as_of=settings.as_of,
        salt=settings.salt,
        stages=settings.stages,
        areas=settings.areas,
        policy=settings.policy,
        mentees=tuple(reading.mentees),
        mentors=tuple(reading.mentors),
        staff=tuple(reading.staff),
        venues=tuple(reading.venues),
        activities=tuple(reading.activities),
        keep_apart=tuple(reading.keep_apart),
        commitments=tuple(reading.commitments),
        closures=tuple(reading.closures),
        journeys=tuple(reading.journeys),
    )


_ORDER = {
    severity: at for at, severity in enumerate((Severity.ERROR, Severity.WARNING, Severity.ASK, Severity.ASSUMED))
}
_FILES = {SETTINGS: -1} | {sheet.file: at for at, sheet in enumerate(SHEETS)}


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    """Errors first, then by file and row; what is equal in these stays in the order found."""

    def key(problem: Problem) -> tuple[int, int, int]:
        where = problem.where
        file = _FILES.get(where.file, len(_FILES)) if where else -2
        return _ORDER[problem.severity], file, (where.row or 0) if where else 0

    return tuple(sorted(problems, key=key))


# ------------------------------------------------------------------------------------------------ what is in them


def _toml(files: dict[str, Path], problems: Problems) -> Toml | None:
    if SETTINGS not in files:
        problems.error(
            "is missing",
            where=Cell(file=SETTINGS),
            remedy="It says format = 1, a name, and below [term] first_day and weeks. `mentormatch new` writes one.",
        )
        return None
    text = read_text(files[SETTINGS], problems)
    return None if text is None else read_toml(text, SETTINGS, problems)


def _tables(files: dict[str, Path], problems: Problems) -> dict[str, Table]:
    """The cells of all files that are there and can be read."""
    out: dict[str, Table] = {}
    for sheet in SHEETS:
        if sheet.name == "to-ask" or sheet.file not in files:
            continue
        text = read_text(files[sheet.file], problems)
        table = None if text is None else read_table(text, sheet.file, known_heading(sheet), problems)
        if table is not None:
            out[sheet.name] = table
    return out


def _read_rows(
    folder: Path, files: dict[str, Path], tables: dict[str, Table], settings: Settings, problems: Problems
) -> Reading:
    """All rows of all files."""
    answers = answers_of(files, problems)
    rows: dict[str, list[Parsed]] = {}
    row_of: dict[str, dict[str, int]] = {}
    not_whole: set[str] = set()
    for sheet in SHEETS:
        if sheet.name == "to-ask":
            continue
        if sheet.file not in files and sheet.name not in tables:
            if sheet.needed:
                remedy = f"It holds {sheet.says}; the header alone is enough to begin with."
                problems.error("is missing", where=Cell(file=sheet.file), remedy=remedy)
                not_whole.add(sheet.name)
            continue
        rows[sheet.name] = _rows(sheet, tables.get(sheet.name), answers, row_of, not_whole, problems)
    places = Places.of(settings.policy.travel, folder)
    problems.items.extend(places.problems)
    reading = Reading(
        folder=folder,
        problems=problems,
        settings=settings,
        places=places,
        rows=rows,
        row_of=row_of,
        not_whole=not_whole,
    )
    reading.contacts = contacts_of(rows.get("contacts", []), problems)
    tell_unknown(answers, reading)
    return reading


def _rows(
    sheet: Sheet,
    table: Table | None,
    answers: Answers,
    row_of: dict[str, dict[str, int]],
    not_whole: set[str],
    problems: Problems,
) -> list[Parsed]:
    if table is None:
        not_whole.add(sheet.name)
        return []
    if not table.whole:
        not_whole.add(sheet.name)
    wanted = answers if sheet.name in ("people", "mentors", "staff") else {}
    rows = parse_rows(table, sheet, wanted, problems)
    if "id" not in sheet.by_name or sheet.name == "contacts":
        return rows
    seen: dict[str, int] = {}
    unique: list[Parsed] = []
    for row in rows:
        one = row.values["id"]
        if one in seen:
            problems.error(
                f"stands in row {seen[one]} already",
                where=row.cell("id"),
                seen=one,
                person=one,
                remedy="Give each its own id, or take one of the two rows out.",
            )
            continue
        seen[one] = row.number
        unique.append(row)
    id_at = next((at for at, heading in enumerate(table.header) if heading_key(heading) == "id"), None)
    if id_at is not None:
        for number, cells in table.rows:
            seen.setdefault(tidy(cells[id_at]), number)
    row_of[sheet.name] = {one: number for one, number in seen.items() if one}
    return unique
