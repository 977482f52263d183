"""Journeys that somebody looked up: rows that override the distance model.

A row names two ends, each a postcode, a sector ("KA7 1") or a venue id. Which row counts, best first: both
ends postcodes; both ends postcodes or sectors; one end a venue; then more postcodes; then a row for this
mode before one for any; then the row's own direction before the return of another; then the later row. A
missing return is the same as the way there. Blank minutes: cannot. Pence are of a return journey; blank:
the model's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import frozen

from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.travelling import Mode, Spot
from mentormatch.travel.legs import postcode_keys
from mentormatch.travel.postcode_files import tidy_postcode

Key = tuple[str, str]
Rank = tuple[int, int, bool, bool, int]


@frozen
class TableRow:
    """One looked-up journey. minutes: one way, None = cannot. pence: return, None = as the model says.
    mode: None = any. line: where it stood, for messages."""

    start: str
    end: str
    mode: Mode | None
    minutes: int | None
    pence: int | None = None
    line: int = 0

    @property
    def keys(self) -> tuple[Key, Key]:
        return _key(self.start), _key(self.end)


def _key(text: str) -> Key:
    """The most exact thing that a text names; what has not the shape of a postcode or sector is a venue."""
    code = tidy_postcode(text)
    if code:
        return "postcode", code
    words = text.upper().split()
    if len(words) == 2 and len(words[1]) == 1 and tidy_postcode(text + "AA"):
        return "sector", " ".join(words)
    return "place", text.strip()


@frozen(eq=False)
class TravelTable:
    """Looked-up journeys, in the order of the file (later rows win over earlier equals)."""

    rows: tuple[TableRow, ...] = ()
    file: str = "travel table"

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[str, Any] | Sequence[Any]],
        file: str = "travel table",
        first_row: int = 2,
    ) -> tuple[TravelTable, list[Problem]]:
        """The table and what was wrong with it; a row that cannot be read is left out, with an error.

        A row is a mapping with from, to, mode ("any" or blank for all), minutes, pence, or a sequence in
        that order.
        """
        good: list[TableRow] = []
        problems: list[Problem] = []
        seen: dict[tuple[Key, Key, Mode | None], int] = {}
        for line, raw in enumerate(rows, start=first_row):
            row = _read(raw, line)
            if isinstance(row, str):
                problems.append(_problem(Severity.ERROR, Cell(file=file, row=line), row, "The row is left out."))
                continue
            problems.extend(_doubts(row, seen, Cell(file=file, row=line)))
            seen[(*row.keys, row.mode)] = line
            good.append(row)
        return cls(tuple(good), file), problems

    @cached_property
    def _rows_by_ends(self) -> dict[tuple[Key, Key], list[int]]:
        found: dict[tuple[Key, Key], list[int]] = {}
        for at, row in enumerate(self.rows):
            found.setdefault(row.keys, []).append(at)
        return found

    def ranked(self, mode: Mode) -> list[tuple[Rank, Key, Key]]:
        """Every row that speaks of a mode, in both directions, weakest first: (rank, from, to), rank[-1] =
        row."""
        both = []
        for at, row in enumerate(self.rows):
            if row.mode in (None, mode):
                a, b = row.keys
                both.append((self._rank(at, a, b, True), a, b))
                both.append((self._rank(at, a, b, False), b, a))
        return sorted(both)

    def find(self, start: Spot, end: Spot, mode: Mode) -> TableRow | None:
        """The row that counts for one way from start to end, or None. Looks keys up one by one."""
        best: Rank | None = None
        for a in _keys_of(start):
            for b in _keys_of(end):
                for key, own_direction in (((a, b), True), ((b, a), False)):
                    for at in self._rows_by_ends.get(key, ()):
                        rank = self._rank(at, a, b, own_direction)
                        if self.rows[at].mode in (None, mode) and (best is None or rank > best):
                            best = rank
        return None if best is None else self.rows[best[-1]]

    def _rank(self, at: int, a: Key, b: Key, own_direction: bool) -> Rank:
        kinds = a[0], b[0]
        exactness = 0 if "place" in kinds else 1 if "sector" in kinds else 2
        return exactness, kinds.count("postcode"), self.rows[at].mode is not None, own_direction, at


def _keys_of(spot: Spot) -> list[Key]:
    keys = list(postcode_keys(spot.postcode))
    return [*keys, ("place", spot.place)] if spot.place else keys


def _read(raw: Mapping[str, Any] | Sequence[Any], line: int) -> TableRow | str:
    if not isinstance(raw, Mapping):
        raw = dict(zip(("from", "to", "mode", "minutes", "pence"), raw))
    text = {name: "" if raw.get(name) is None else str(raw[name]).strip() for name in raw}
    start, end = text.get("from", ""), text.get("to", "")
    if not start or not end:
        return '"from" and "to" must both be given.'
    named = text.get("mode", "").lower()
    mode: Mode | None = None
    if named not in ("", "any"):
        try:
            mode = Mode(named)
        except ValueError:
            return f'"{named}" is not a mode. Modes: {", ".join(m.value for m in Mode)}, any.'
    figures: list[int | None] = []
    for name, most in (("minutes", 1440), ("pence", 1_000_000)):
        figure = text.get(name, "")
        if figure and not (figure.isascii() and figure.isdigit() and int(figure) <= most):
            return f'{name} "{figure}" is not a whole number from 0 to {most}.'
        figures.append(int(figure) if figure else None)
    return TableRow(start, end, mode, figures[0], figures[1], line)


def _doubts(row: TableRow, seen: Mapping[tuple[Key, Key, Mode | None], int], where: Cell) -> list[Problem]:
    doubts = []
    a, b = row.keys
    if row.minutes == 0 and a != b:
        says = f"0 minutes between {row.start} and {row.end}, which are different places."
        doubts.append(_problem(Severity.WARNING, where, says, "Leave the minutes blank if it cannot be done."))
    earlier = seen.get((a, b, row.mode))
    if earlier is not None:
        says = f"says again what row {earlier} says; the later row counts."
        doubts.append(_problem(Severity.WARNING, where, says, "Take one of the two out."))
    return doubts


def _problem(severity: Severity, where: Cell, says: str, remedy: str) -> Problem:
    return Problem(severity=severity, says=says, where=where, remedy=remedy)
