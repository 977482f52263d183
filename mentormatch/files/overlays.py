"""A scenario's TOML file -> an Overlay. Every fault is told with the file and the line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from mentormatch.changes import Add, Change, ChangeRows, Close, Overlay, Rate, Remove, Settings, Stop, Where
from mentormatch.domain.problem import Cell, Problem, Problems
from mentormatch.domain.travelling import Mode
from mentormatch.files.nearest import nearest
from mentormatch.files.shape import shape
from mentormatch.files.texts import read_text
from mentormatch.files.toml import Toml, read_toml
from mentormatch.files.values import Wrong, text

FOLDER = "whatif"
SAFEGUARDED = "keep_apart"
"""Rows of this file may be added and never changed or taken out: nobody asks what would be if two could meet."""

_PERCENT = re.compile(r"^([+-]?)\s*(\d+(?:\.\d+)?)\s*%$")
_CLOCK = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)$")
_AREAS = {"apart": True, "together": False}


def read_overlay(folder: Path, name: str) -> tuple[Overlay | None, tuple[Problem, ...]]:
    """The overlay of a name: "two-leave" is DIR/whatif/two-leave.toml, "a+b" is a, then b; a path is itself.

    None, and at least one problem, where there is none to be had.
    """
    problems = Problems()
    whole: Overlay | None = None
    for piece in name.split("+"):
        path = _path(folder, piece.strip(), problems)
        content = None if path is None else read_text(path, problems)
        toml = None if content is None or path is None else read_toml(content, path.name, problems)
        if toml is None or path is None:
            continue
        one = _Reader(toml, problems).overlay(path.stem)
        whole = one if whole is None else whole + one
    return (None if problems.errors else whole), tuple(problems.items)


def overlays_of(folder: Path) -> list[str]:
    """The names of the scenarios that lie in the folder."""
    return sorted(path.stem for path in (folder / FOLDER).glob("*.toml"))


def _path(folder: Path, name: str, problems: Problems) -> Path | None:
    known = overlays_of(folder)
    if name in known:
        return folder / FOLDER / f"{name}.toml"
    path = Path(name)
    if name and path.is_file():
        return path
    meant = nearest(name, known)
    there = (
        f"Scenarios in {FOLDER}: {', '.join(known)}." if known else f"Put it into the folder {FOLDER}, as {name}.toml."
    )
    remedy = f'Nearest: "{meant}". {there}' if meant else there
    problems.error("is no scenario and no file", where=Cell(file=FOLDER), seen=name, remedy=remedy)
    return None


@attrs.define(kw_only=False, eq=False)
class _Reader:
    toml: Toml
    problems: Problems

    def overlay(self, name: str) -> Overlay:
        """The overlay; what cannot be read of it is left out and told."""
        top = self.toml.table
        kinds: dict[str, Callable[[dict[str, Any], tuple[str, ...]], Change | None]] = {
            "change": self._change, "add": self._add, "remove": self._remove, "close": self._close, "stop": self._stop,
        }  # fmt: skip
        self._unknown(top, ("name", "says", "areas", "settings", "scale", *kinds), ())
        changes: list[Change] = []
        for key in top:
            if key in kinds:
                changes += self._each(key, kinds[key])
        changes += self._settings(top)
        title, says = (self._text(top, (key,)) for key in ("name", "says"))
        return Overlay(name=name, title=title or name, says=says or "", changes=tuple(changes))

    # ---------------------------------------------------------------------------------------- rows

    def _each(self, key: str, read: Callable[[dict[str, Any], tuple[str, ...]], Change | None]) -> list[Change]:
        rows = self.toml.table[key]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._tell((key,), "must be a list of tables", remedy=f"Write [[{key}]], in double brackets, for each.")
            return []
        made = (read(row, (key, str(at))) for at, row in enumerate(rows))
        return [one for one in made if one is not None]

    def _change(self, row: dict[str, Any], path: tuple[str, ...]) -> Change | None:
        self._unknown(row, ("table", "ids", "where", "not", "set", "plus", "scale", "with", "without"), path)
        table = self._table(row, path, changed=True)
        if table is None:
            return None
        change = ChangeRows(
            source=self.toml.cell(*path),
            table=table,
            where=self._where(row, path),
            sets={key: _cell(value) for key, value in self._inner(row, (*path, "set")).items()},
            plus=self._numbers(row, (*path, "plus")),
            scale=self._rates(row, (*path, "scale")),
            joins={key: _all(value) for key, value in self._inner(row, (*path, "with")).items()},
            leaves={key: _all(value) for key, value in self._inner(row, (*path, "without")).items()},
        )
        if not (change.sets or change.plus or change.scale or change.joins or change.leaves):
            remedy = 'Say what: set = { status = "paused" }, plus, scale, with or without.'
            self._tell(path, "changes nothing", remedy=remedy)
        return change

    def _add(self, row: dict[str, Any], path: tuple[str, ...]) -> Change | None:
        self._unknown(row, ("table", "like", "row"), path)
        table = self._table(row, path)
        cells = {key: _cell(value) for key, value in self._inner(row, (*path, "row")).items()}
        if not cells:
            self._tell((*path, "row"), "is missing", remedy='Write row = { id = "M90", home = "Girvan" }.')
        if table is None:
            return None
        return Add(source=self.toml.cell(*path), table=table, cells=cells, like=self._text(row, (*path, "like")))

    def _remove(self, row: dict[str, Any], path: tuple[str, ...]) -> Change | None:
        self._unknown(row, ("table", "ids", "where", "not"), path)
        table = self._table(row, path, changed=True)
        where = self._where(row, path)
        if not (where.has or where.but):
            self._tell(path, "does not say which rows go", remedy='Write ids = ["M07"] or where = { area = "..." }.')
            return None
        return None if table is None else Remove(source=self.toml.cell(*path), table=table, where=where)

    def _close(self, row: dict[str, Any], path: tuple[str, ...]) -> Change | None:
        self._unknown(row, ("ids", "where", "not", "from", "to", "why"), path)
        days = [self._day(row, (*path, key)) for key in ("from", "to")]
        where = self._where(row, path)
        if not (where.has or where.but):
            self._tell(path, "does not say which venues are shut", remedy='Write ids = ["V03"].')
            return None
        if None in days:
            return None
        first, last = (str(day) for day in days)
        why = self._text(row, (*path, "why")) or ""
        return Close(source=self.toml.cell(*path), where=where, first=first, last=last, why=why)

    def _stop(self, row: dict[str, Any], path: tuple[str, ...]) -> Change | None:
        self._unknown(row, ("mode", "after"), path)
        mode = self._text(row, (*path, "mode"))
        known = [one.value for one in Mode if one is not Mode.FOOT]
        if mode is None or mode not in known:
            says = "must be a way of getting about that can stop"
            self._tell((*path, "mode"), says, mode, f"One of: {', '.join(known)}.")
            return None
        after: int | None = None
        if "after" in row:
            found = _CLOCK.match(str(row["after"]))
            if found is None or mode != Mode.BUS.value:
                says = "must be a time of day, and of the bus"
                self._tell((*path, "after"), says, row["after"], 'Write after = "18:30".')
                return None
            after = 60 * int(found[1]) + int(found[2])
        return Stop(source=self.toml.cell(*path), mode=mode, after=after)

    def _table(self, row: dict[str, Any], path: tuple[str, ...], *, changed: bool = False) -> str | None:
        known = tuple(shape().columns)
        name = row.get("table")
        if not isinstance(name, str) or name.removesuffix(".csv") not in known:
            meant = nearest(str(name), known) if name else None
            remedy = f'Nearest: "{meant}".' if meant else f"One of: {', '.join(known)}."
            self._tell((*path, "table"), "must be a file that a scenario can change", name, remedy)
            return None
        name = name.removesuffix(".csv")
        if changed and name == SAFEGUARDED:
            says = "is about safety: a scenario may add to it, and change or take out nothing"
            self._tell((*path, "table"), says, name)
            return None
        return name

    def _where(self, row: dict[str, Any], path: tuple[str, ...]) -> Where:
        has = {key: _all(value) for key, value in self._inner(row, (*path, "where")).items()}
        if "ids" in row:
            has = {"id": _all(row["ids"]), **has}
        but = {key: _all(value) for key, value in self._inner(row, (*path, "not")).items()}
        return Where(has=has, but=but)

    # ---------------------------------------------------------------------------------------- settings

    def _settings(self, top: dict[str, Any]) -> list[Change]:
        sets: dict[tuple[str, ...], Any] = {}
        lines: dict[tuple[str, ...], Cell] = {}
        for key, value in self._inner(top, ("settings",)).items():
            self._flat(tuple(key.split(".")), value, ("settings", key), sets, lines)
        if "areas" in top:
            if top["areas"] in _AREAS:
                sets["policy", "areas_apart"] = _AREAS[top["areas"]]
                lines["policy", "areas_apart"] = self.toml.cell("areas")
            else:
                self._tell(("areas",), 'must be "apart" or "together"', top["areas"])
        scale: dict[tuple[str, ...], Rate] = {}
        for key, value in self._inner(top, ("scale",)).items():
            given: dict[tuple[str, ...], Any] = {}
            self._flat(tuple(key.split(".")), value, ("scale", key), given, lines)
            for path, one in given.items():
                rate = self._rate(one, lines[path])
                if rate is not None:
                    scale[path] = rate
        if not sets and not scale:
            return []
        return [Settings(source=self.toml.cell("settings" if sets else "scale"), sets=sets, scale=scale, lines=lines)]

    def _flat(
        self,
        path: tuple[str, ...],
        value: Any,
        at: tuple[str, ...],
        out: dict[tuple[str, ...], Any],
        lines: dict[tuple[str, ...], Cell],
    ) -> None:
        """Leaves of nested tables by path; a list is a leaf."""
        if isinstance(value, dict) and value:
            for key, inner in value.items():
                self._flat((*path, *key.split(".")), inner, (*at, key), out, lines)
            return
        out[path], lines[path] = value, self.toml.cell(*at)

    # ---------------------------------------------------------------------------------------- values

    def _inner(self, row: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        value = row.get(path[-1], {})
        if isinstance(value, dict):
            return value
        self._tell(path, "must be a table", remedy=f"Write {path[-1]} = {{ column = value }}.")
        return {}

    def _numbers(self, row: dict[str, Any], path: tuple[str, ...]) -> dict[str, Decimal]:
        out: dict[str, Decimal] = {}
        for key, value in self._inner(row, path).items():
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                self._tell((*path, key), "must be a number", value)
            else:
                out[key] = Decimal(str(value))
        return out

    def _rates(self, row: dict[str, Any], path: tuple[str, ...]) -> dict[str, Rate]:
        given = {key: self._rate(value, self.toml.cell(*path, key)) for key, value in self._inner(row, path).items()}
        return {key: rate for key, rate in given.items() if rate is not None}

    def _rate(self, value: Any, where: Cell) -> Rate | None:
        found = _PERCENT.match(value) if isinstance(value, str) else None
        if found is None:
            remedy = 'Write "80%", "-20%" or "+10%".'
            self.problems.error("must be a percentage", where=where, seen=str(value)[:60], remedy=remedy)
            return None
        number = Decimal(found[2])
        return Rate(percent={"": number, "+": 100 + number, "-": 100 - number}[found[1]])

    def _day(self, row: dict[str, Any], path: tuple[str, ...]) -> str | None:
        value = row.get(path[-1])
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value.isoformat()
        self._tell(path, "must be a date", value, f"Write {path[-1]} = 2027-03-01, without quotation marks.")
        return None

    def _text(self, row: dict[str, Any], path: tuple[str, ...]) -> str | None:
        if path[-1] not in row:
            return None
        try:
            found: str = text(row[path[-1]])
        except Wrong as fault:
            self._tell(path, fault.says, row[path[-1]], fault.remedy)
            return None
        return found

    def _unknown(self, table: Mapping[str, Any], known: tuple[str, ...], path: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                meant = nearest(name, known)
                remedy = f'Nearest: "{meant}".' if meant else f"Known here: {', '.join(known)}."
                self._tell((*path, name), "is not known here", name, remedy)

    def _tell(self, path: tuple[str, ...], says: str, seen: Any = None, remedy: str = "") -> None:
        shown = None if seen is None else str(seen)[:60]
        named = says if shown is not None and shown == path[-1] else f"{path[-1]}: {says}"
        self.problems.error(named, where=self.toml.cell(*path), seen=shown, remedy=remedy)


def _cell(value: Any) -> str:
    """A value as it would stand in a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _all(value: Any) -> tuple[str, ...]:
    """One value or several, as they would stand in cells."""
    return tuple(_cell(one) for one in value) if isinstance(value, list) else (_cell(value),)
