"""Changes made to the cells of a folder, one after another; which change each changed cell comes from is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from mentormatch.changes import cells as cell
from mentormatch.changes.cells import ChangeError
from mentormatch.changes.difference import Difference
from mentormatch.changes.kinds import Add, Change, ChangeRows, Close, Overlay, Remove, Settings, Stop, Where
from mentormatch.changes.paths import at_path, with_path
from mentormatch.changes.raw import Gone, Raw, Row, Shape, Table
from mentormatch.domain.frozen import evolve, frozen
from mentormatch.domain.problem import Cell


@frozen
class Applied:
    """What a stack of overlays made of the cells.

    origins: (table, row number, column) -> where it was asked for; column None: the whole row. settings: by path.
    """

    raw: Raw
    origins: Mapping[tuple[str, int, str | None], Cell] = attrs.field(factory=dict)
    settings: Mapping[tuple[str, ...], Cell] = attrs.field(factory=dict)


def applied(overlays: tuple[Overlay, ...], raw: Raw, shape: Shape) -> Applied:
    """The cells after all changes of all overlays, in order. Raises ChangeError for the first that cannot be made."""
    origins: dict[tuple[str, int, str | None], Cell] = {}
    settings: dict[tuple[str, ...], Cell] = {}
    for change in (change for overlay in overlays for change in overlay.changes):
        after = _made(change, raw, shape)
        origins |= dict.fromkeys(Difference.between(raw, after).cells(), change.source)
        if isinstance(change, Settings):
            paths = (*change.sets, *change.scale)
            settings |= {path: change.lines.get(path, change.source) for path in paths}
        elif isinstance(change, Stop) and change.after is not None:
            settings |= dict.fromkeys(_LAST_BUSES, change.source)
        raw = after
    return Applied(raw=raw, origins=origins, settings=settings)


def _made(change: Change, raw: Raw, shape: Shape) -> Raw:
    return _MAKES[type(change)](change, raw, shape)


# ------------------------------------------------------------------------------------------------ rows


def _change_rows(change: ChangeRows, raw: Raw, shape: Shape) -> Raw:
    for column in {**change.sets, **change.plus, **change.scale, **change.joins, **change.leaves}:
        _known(change.source, change.table, column, shape)
    table = raw.table(change.table)
    chosen = {row.number for row in _rows(change.source, table, change.where, shape)}
    for column, value in change.sets.items():
        table = _each(table, chosen, column, lambda _, value=value: value)  # type: ignore[misc]
    for numbers, how in ((change.plus, cell.added), (change.scale, cell.scaled)):
        for column, by in numbers.items():
            table = _each(table, chosen, column, _counted(change, column, by, how, shape))
    for column, more in change.joins.items():
        table = _each(table, chosen, column, lambda text, more=more: cell.with_items(text, more))  # type: ignore[misc]
    for column, gone in change.leaves.items():
        table = _each(table, chosen, column, lambda text, gone=gone: cell.without_items(text, gone))  # type: ignore[misc]
    return raw.with_table(table)


def _counted(change: ChangeRows, column: str, by: Any, how: Callable[..., str | None], shape: Shape) -> Any:
    key = (change.table, column)

    def counted(text: str) -> str:
        number = text if text.strip() else shape.defaults.get(key, "")
        out = how(number, by, fraction=key in shape.fractions)
        if out is not None:
            return out
        if not text.strip():
            says = f'has rows of {change.table}.csv in it whose "{column}" is blank, so there is nothing to reckon with'
            remedy = f'Set it instead, or leave them out: not = {{ {column} = "" }}.'
        else:
            says, remedy = f'would reckon with a "{column}" that is no number', "Set it instead."
        raise ChangeError(change.source, says, seen=text.strip() or None, remedy=remedy)

    return counted


def _add(change: Add, raw: Raw, shape: Shape) -> Raw:
    for column in change.cells:
        _known(change.source, change.table, column, shape)
    table = raw.table(change.table)
    cells: dict[str, str] = {}
    if change.like is not None:
        where = Where(has={"id": (change.like,)})
        cells = dict(zip(table.header, _rows(change.source, table, where, shape)[0].cells))
    cells |= change.cells
    for column in cells:
        table = _with_column(table, column)
    number = max((row.number for row in table.rows), default=1) + 1
    row = Row(number=number, cells=tuple(cells.get(column, "") for column in table.header))
    return raw.with_table(evolve(table, rows=(*table.rows, row)))


def _remove(change: Remove, raw: Raw, shape: Shape) -> Raw:
    table = raw.table(change.table)
    gone = _rows(change.source, table, change.where, shape)
    ids = [one for row in gone if (one := table.cell(row, "id").strip())]
    raw = raw.with_table(_without(table, gone))
    for (name, column), (of, becomes) in shape.references.items():
        if change.table not in of or column not in raw.table(name).header:
            continue
        left = {other.cell(row, "id").strip() for other in map(raw.table, of) for row in other.rows}
        missing = [one for one in ids if one not in left]  # who mentors may be mentored, too, under one id
        raw = raw.with_table(_forgotten(raw.table(name), column, missing, becomes))
    return raw


def _forgotten(table: Table, column: str, ids: list[str], becomes: Gone) -> Table:
    naming = [row for row in table.rows if cell.without_items(text := table.cell(row, column), ids) != text]
    numbers = {row.number for row in naming}
    if becomes is Gone.ROW:
        return _without(table, naming)
    if becomes is Gone.BLANK:
        return _each(table, numbers, column, lambda _: "")
    table = _each(table, numbers, column, lambda text: cell.without_items(text, ids))
    if table.name == "keep_apart":  # one alone is kept apart from nobody
        alone = [row for row in table.rows if row.number in numbers and len(cell.items(table.cell(row, column))) < 2]
        table = _without(table, alone)
    return table


def _close(change: Close, raw: Raw, shape: Shape) -> Raw:
    venues = raw.table("venues")
    for row in _rows(change.source, venues, change.where, shape):
        cells = {"venue": venues.cell(row, "id"), "from": change.first, "to": change.last, "why": change.why}
        raw = _add(Add(source=change.source, table="closures", cells=cells), raw, shape)
    return raw


# ------------------------------------------------------------------------------------------------ settings


_LAST_BUSES = (("travel", "buses", "last_bus"), ("travel", "buses", "last_bus_sunday"))


def _settings(change: Settings, raw: Raw, shape: Shape) -> Raw:
    settings = raw.settings
    for path, value in change.sets.items():
        settings = _put(change, settings, path, value)
    for path, rate in change.scale.items():
        now = at_path(settings, path)
        now = shape.settings.get(path) if now is None else now
        where = change.lines.get(path, change.source)
        if isinstance(now, bool) or not isinstance(now, int):
            says = "is no number that can be scaled" if now is not None else "is no setting that has a number yet"
            raise ChangeError(where, says, seen=".".join(path), remedy="Set it below [settings] instead.")
        settings = _put(change, settings, path, cell.scaled_whole(now, rate))
    return evolve(raw, settings=settings)


def _put(change: Settings, settings: Mapping[str, Any], path: tuple[str, ...], value: Any) -> Mapping[str, Any]:
    try:
        return with_path(settings, path, value)
    except KeyError as fault:
        where = change.lines.get(path, change.source)
        remedy = "A table of a list goes by its heading or id: budgets.hire.pence_a_week."
        raise ChangeError(
            where, f"has nothing that goes by {fault.args[0]}", seen=".".join(path), remedy=remedy
        ) from fault


def _stop(change: Stop, raw: Raw, shape: Shape) -> Raw:
    if change.after is not None:
        settings = raw.settings
        for path in _LAST_BUSES:
            now = at_path(settings, path)
            last = change.after if now is None and path not in shape.settings else min(
                change.after, _minute(now if now is not None else shape.settings[path], change))  # fmt: skip
            settings = with_path(settings, path, last)
        return evolve(raw, settings=settings)
    for name in ("people", "mentors", "staff"):
        table = raw.table(name)
        usual = shape.defaults.get((name, "travels_by"), "")
        numbers = {
            row.number
            for row in table.rows
            if cell.holds(table.cell(row, "travels_by").strip() or usual, (change.mode,))
        }
        if numbers:
            table = _each(table, numbers, "travels_by", lambda text, usual=usual: (  # type: ignore[misc]
                cell.without_items(text.strip() or usual, (change.mode,)) or "foot"))  # fmt: skip
            raw = raw.with_table(table)
    return raw


def _minute(value: Any, change: Stop) -> int:
    if isinstance(value, int):
        return value
    hours, _, minutes = str(value).partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        raise ChangeError(change.source, "cannot be compared with the last bus of programme.toml", seen=str(value))
    return 60 * int(hours) + int(minutes)


# ------------------------------------------------------------------------------------------------ small steps


def _known(where: Cell, name: str, column: str, shape: Shape) -> None:
    if name not in shape.columns:
        raise ChangeError(where, "is no file of a programme", seen=name, remedy=f"Files: {', '.join(shape.columns)}.")
    if column not in shape.columns[name]:
        remedy = f"Its columns: {', '.join(shape.columns[name])}."
        raise ChangeError(where, f"is not a column of {name}.csv", seen=column, remedy=remedy)


def _rows(where: Cell, table: Table, which: Where, shape: Shape) -> list[Row]:
    """The rows meant; at least one, or else it is told: a change that touches nobody is a slip."""
    for column in (*which.has, *which.but):
        _known(where, table.name, column, shape)

    def meant(row: Row) -> bool:
        return all(_holds(table, row, column, values) for column, values in which.has.items()) and not any(
            _holds(table, row, column, values) for column, values in which.but.items()
        )

    for column, values in which.has.items():
        if column == "id" and (missing := [one for one in values if not _any(table, one)]):
            says, remedy = f"is no id in {table.name}.csv", f"Look it up in {table.name}.csv."
            raise ChangeError(where, says, seen=missing[0], remedy=remedy)
    found = [row for row in table.rows if meant(row)]
    if not found:
        remedy = "See how the cells are written there."
        raise ChangeError(where, f"means no row of {table.name}.csv", seen=str(which), remedy=remedy)
    return found


def _any(table: Table, one: str) -> bool:
    return any(cell.same(table.cell(row, "id"), one) for row in table.rows)


def _holds(table: Table, row: Row, column: str, values: tuple[str, ...]) -> bool:
    text = table.cell(row, column)
    return any(cell.same(text, value) for value in values) if column == "id" else cell.holds(text, values)


def _with_column(table: Table, column: str) -> Table:
    if column in table.header:
        return table
    rows = tuple(evolve(row, cells=(*row.cells, "")) for row in table.rows)
    return evolve(table, header=(*table.header, column), rows=rows)


def _each(table: Table, numbers: set[int], column: str, becomes: Callable[[str], str]) -> Table:
    """One column of some rows changed."""
    table = _with_column(table, column)
    at = table.header.index(column)

    def changed(row: Row) -> Row:
        if row.number not in numbers or (text := becomes(row.cells[at])) == row.cells[at]:
            return row
        return evolve(row, cells=(*row.cells[:at], text, *row.cells[at + 1 :]))

    return evolve(table, rows=tuple(changed(row) for row in table.rows))


def _without(table: Table, gone: list[Row]) -> Table:
    numbers = {row.number for row in gone}
    return evolve(table, rows=tuple(row for row in table.rows if row.number not in numbers))


_MAKES: dict[type, Callable[[Any, Raw, Shape], Raw]] = {
    ChangeRows: _change_rows, Add: _add, Remove: _remove, Close: _close, Settings: _settings, Stop: _stop,
}  # fmt: skip
