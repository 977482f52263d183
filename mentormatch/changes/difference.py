"""What differs between two states of a folder's cells: it can be looked at, made, and undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from mentormatch.changes.raw import Raw, Row, Table
from mentormatch.domain.frozen import evolve, frozen


@frozen
class TableDifference:
    """rows: number -> (row before, row after), only where they differ; None where it is not there.

    Where the header changed, every row is in it. table: whether the file was there before, and is after.
    """

    name: str
    headers: tuple[tuple[str, ...], tuple[str, ...]]
    rows: Mapping[int, tuple[Row | None, Row | None]]
    there: tuple[bool, bool] = (True, True)

    def inverse(self) -> TableDifference:
        """The same the other way round."""
        return TableDifference(
            name=self.name,
            headers=(self.headers[1], self.headers[0]),
            rows={number: (after, before) for number, (before, after) in self.rows.items()},
            there=(self.there[1], self.there[0]),
        )


@frozen
class Difference:
    """settings: (before, after), whole, or None where nothing in them differs."""

    tables: tuple[TableDifference, ...] = ()
    settings: tuple[Mapping[str, Any], Mapping[str, Any]] | None = attrs.field(default=None)

    @classmethod
    def between(cls, before: Raw, after: Raw) -> Difference:
        """What differs."""
        names = sorted(set(before.tables) | set(after.tables))
        tables = (_of_table(name, before, after) for name in names)
        settings = None if before.settings == after.settings else (before.settings, after.settings)
        return cls(tables=tuple(one for one in tables if one is not None), settings=settings)

    def inverse(self) -> Difference:
        """What undoes it."""
        settings = None if self.settings is None else (self.settings[1], self.settings[0])
        return Difference(tables=tuple(one.inverse() for one in self.tables), settings=settings)

    def apply(self, raw: Raw) -> Raw:
        """The cells after. Raises ValueError where they are not those from before."""
        tables = dict(raw.tables)
        for one in self.tables:
            table = raw.table(one.name)
            if table.header != one.headers[0] or (one.name in raw.tables) != one.there[0]:
                raise ValueError(f"{one.name} is not as it was before this change")
            if one.there[1]:
                tables[one.name] = _patched(table, one)
            else:
                del tables[one.name]
        settings = raw.settings
        if self.settings is not None:
            if settings != self.settings[0]:
                raise ValueError("settings are not as they were before this change")
            settings = self.settings[1]
        return evolve(raw, settings=settings, tables=tables)

    def cells(self) -> Iterator[tuple[str, int, str | None]]:
        """(table, row number, column) of what is not as before; column None: the whole row came."""
        for one in self.tables:
            before, after = one.headers
            for number, (was, now) in one.rows.items():
                if now is None:
                    continue
                if was is None:
                    yield one.name, number, None
                    continue
                had = dict(zip(before, was.cells))
                for column, cell in zip(after, now.cells):
                    if cell != had.get(column, ""):
                        yield one.name, number, column


def _of_table(name: str, before: Raw, after: Raw) -> TableDifference | None:
    one, other = before.table(name), after.table(name)
    there = (name in before.tables, name in after.tables)
    if one == other and there[0] == there[1]:
        return None
    was, now = ({row.number: row for row in table.rows} for table in (one, other))
    changed = {
        number: (was.get(number), now.get(number))
        for number in sorted(was.keys() | now.keys())
        if was.get(number) != now.get(number)
    }
    return TableDifference(name=name, headers=(one.header, other.header), rows=changed, there=there)


def _patched(table: Table, one: TableDifference) -> Table:
    rows = {row.number: row for row in table.rows}
    for number, (before, after) in one.rows.items():
        if rows.get(number) != before:
            raise ValueError(f"row {number} of {one.name} is not as it was before this change")
        if after is None:
            del rows[number]
        else:
            rows[number] = after
    return Table(name=one.name, header=one.headers[1], rows=tuple(rows[number] for number in sorted(rows)))
