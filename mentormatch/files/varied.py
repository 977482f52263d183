"""--vary PATH=FROM..TO:STEP -> the overlays of a grid's points. Every fault is told of the option and what was seen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mentormatch.changes import Change, ChangeRows, Overlay, Rate, Raw, Settings, Where
from mentormatch.changes.paths import at_path
from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Cell, Problems
from mentormatch.files.nearest import nearest
from mentormatch.files.shape import shape

OPTION = "--vary"
MOST_POINTS = 2_000
"""Points of a grid at the most: each is a plan of its own."""
SHORT = {
    "travel.max": "minutes one way at the most, for everybody: who has a lower limit of their own keeps it",
    "budget.total": "every budget, by the week and by the term",
}
"""Names that stand for more than one setting."""
_NUMBER = re.compile(r"^(-?\d+(?:\.\d+)?)(%?)$")
_BUDGET = ("pence_a_week", "pence_a_term")


@frozen
class Axis:
    """One --vary: the setting's name, and what it becomes, as it was written, in order."""

    name: str
    values: tuple[str, ...]


@frozen
class Point:
    """One point of a grid: a value for each axis, in the order of the options, and the overlay that makes it so."""

    values: tuple[str, ...]
    overlay: Overlay


def grid(texts: Iterable[str], raw: Raw) -> tuple[tuple[Axis, ...], tuple[Point, ...], Problems]:
    """The axes of some --vary, and every point of the grid that they span, the last axis fastest.

    raw: the cells of the programme, which has the budgets that may be meant. No points where there are problems.
    """
    problems = Problems()
    axes = [axis for text in texts if (axis := _axis(text, raw, problems)) is not None]
    for name in {axis.name for axis in axes}:
        if sum(axis.name == name for axis in axes) > 1:
            _tell(problems, "is varied twice", name, "Give all its values in one --vary.")
    number = 1
    for axis in axes:
        number *= len(axis.values)
    if number > MOST_POINTS:
        says = f"makes {number:,} points, and {MOST_POINTS:,} are the most"
        _tell(problems, says, ", ".join(axis.name for axis in axes), "Take larger steps.")
    if problems.errors:
        return tuple(axes), (), problems
    points = tuple(_point(tuple(axes), values, raw) for values in itertools.product(*(axis.values for axis in axes)))
    return tuple(axes), points, problems


def _axis(text: str, raw: Raw, problems: Problems) -> Axis | None:
    name, equals, given = text.partition("=")
    name, given = name.strip(), given.strip()
    if not equals or not name or not given:
        _tell(problems, "must say what becomes what", text, 'Write --vary travel.max=20..60:5 or "policy.floor=0,300".')
        return None
    known = _settings(raw)
    if name not in known and name not in SHORT:
        meant = nearest(name, [*SHORT, *known])
        remedy = (
            f'Nearest: "{meant}".' if meant else f"Short names: {', '.join(SHORT)}; docs/formats.md has the others."
        )
        _tell(problems, "is no setting that can be varied", name, remedy)
        return None
    values = _values(name, given, problems)
    if name in SHORT and not all(_NUMBER.match(value) for value in values):
        _tell(problems, f"{name}: must be numbers or percentages", given, "Write 20..60:5 or 80%..100%:5%.")
        return None
    if values and any(value.endswith("%") for value in values) and not _scales(name, known):
        _tell(problems, f"{name}: is no whole number, so no percentage of it can be taken", given, "Give its values.")
        return None
    return Axis(name=name, values=values) if values else None


def _values(name: str, given: str, problems: Problems) -> tuple[str, ...]:
    """ "20..60:5" or "0,300,600" as values, each as it would be written; none, and a problem, where it is neither."""
    if ".." not in given:
        values = tuple(dict.fromkeys(piece.strip() for piece in given.split(",") if piece.strip()))
        if not values:
            _tell(problems, f"{name}: has no value", given, "Write 20..60:5, or values with commas: 20,30,45.")
        return values
    ends, _, by = given.partition(":")
    low, _, high = ends.partition("..")
    found = [_NUMBER.match(piece.strip()) for piece in (low, high, by or ("1%" if "%" in ends else "1"))]
    if None in found:
        _tell(
            problems, f"{name}: must go from a number to a number by a step", given, "Write 20..60:5 or 80%..100%:5%."
        )
        return ()
    numbers = [Decimal(one[1]) for one in found if one]
    percent = {one[2] for one in found if one}
    if len(percent) > 1:
        _tell(problems, f"{name}: has percentages and plain numbers in one span", given, "Write 80%..100%:5%.")
        return ()
    first, last, step = numbers
    if step <= 0 or last < first:
        _tell(
            problems, f"{name}: must rise, by a step above nothing", given, "Write the smaller number first: 20..60:5."
        )
        return ()
    count = int((last - first) / step) + 1
    if count > MOST_POINTS:
        _tell(problems, f"{name}: has {count:,} values, and {MOST_POINTS:,} are the most", given, "Take a larger step.")
        return ()
    sign = percent.pop()
    return tuple(f"{(first + at * step).normalize():f}{sign}" for at in range(count))


def _settings(raw: Raw) -> dict[str, Any]:
    """Every setting by its path in programme.toml, as it is or by default."""
    out = {".".join(path): value for path, value in shape().settings.items()}
    for path in shape().settings:
        if (now := at_path(raw.settings, path)) is not None:
            out[".".join(path)] = now
    for heading in _headings(raw):
        for part in _BUDGET:
            out[f"budgets.{heading}.{part}"] = at_path(raw.settings, ("budgets", heading, part))
    return out


def _headings(raw: Raw) -> list[str]:
    rows = raw.settings.get("budgets", [])
    return [str(row["heading"]) for row in rows if isinstance(row, dict) and row.get("heading")]


def _scales(name: str, known: dict[str, Any]) -> bool:
    value = known.get(name)
    return name in SHORT or (isinstance(value, int) and not isinstance(value, bool))


def _point(axes: tuple[Axis, ...], values: tuple[str, ...], raw: Raw) -> Point:
    name = ", ".join(f"{axis.name}={value}" for axis, value in zip(axes, values))
    changes = [change for axis, value in zip(axes, values) for change in _changes(axis.name, value, raw)]
    return Point(values=values, overlay=Overlay(name=name, title=name, changes=tuple(changes)))


def _changes(name: str, value: str, raw: Raw) -> list[Change]:
    if name == "budget.total":
        given = _settings(raw)
        paths = [
            ("budgets", heading, part)
            for heading in _headings(raw)
            for part in _BUDGET
            if given[f"budgets.{heading}.{part}"] is not None
        ]
        return [_setting(path, value) for path in paths]
    if name == "travel.max":
        return [_setting(("policy", "max_minutes"), value), *_own_limits(value, raw)]
    path = tuple(name.split("."))
    return [_setting(path, value)]


def _own_limits(value: str, raw: Raw) -> list[Change]:
    """Limits of their own that people, mentors and staff have above that; a percentage scales every one of them."""
    out: list[Change] = []
    share = value.endswith("%")
    for table in ("people", "mentors", "staff"):
        rows = raw.table(table)
        own = {rows.cell(row, "id"): rows.cell(row, "max_minutes").strip() for row in rows.rows}
        ids = tuple(one for one, limit in own.items() if limit.isdigit() and (share or int(limit) > Decimal(value)))
        if ids:
            out.append(
                ChangeRows(
                    source=_source(f"travel.max={value}"),
                    table=table,
                    where=Where(has={"id": ids}),
                    sets={} if share else {"max_minutes": value},
                    scale={"max_minutes": Rate(percent=Decimal(value[:-1]))} if share else {},
                )
            )
    return out


def _setting(path: tuple[str, ...], value: str) -> Settings:
    where = _source(f"{'.'.join(path)}={value}")
    if value.endswith("%"):
        return Settings(source=where, scale={path: Rate(percent=Decimal(value[:-1]))}, lines={path: where})
    return Settings(source=where, sets={path: _typed(value)}, lines={path: where})


def _typed(value: str) -> Any:
    """A value as TOML would read it; words stay words."""
    if value in ("true", "yes", "false", "no"):
        return value in ("true", "yes")
    found = _NUMBER.match(value)
    if found is None:
        return value
    return int(value) if "." not in value else float(value)


def _source(text: str) -> Cell:
    return Cell(file=f"{OPTION} {text}")


def _tell(problems: Problems, says: str, seen: str, remedy: str) -> None:
    problems.error(says, where=Cell(file=OPTION), seen=seen[:80], remedy=remedy)
