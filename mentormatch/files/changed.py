"""Overlays laid over the cells of a folder while it is read; a fault in a changed cell is told of the overlay."""

from __future__ import annotations

import attrs

from mentormatch.changes import Applied, ChangeError, Overlay, Raw, Row, applied
from mentormatch.changes import Table as RawTable
from mentormatch.domain.frozen import evolve
from mentormatch.domain.problem import Cell, Problem, Problems
from mentormatch.files.columns import BY_NAME
from mentormatch.files.headings import columns_of
from mentormatch.files.shape import shape
from mentormatch.files.tables import Table
from mentormatch.files.toml import Toml

Tables = dict[str, Table]


@attrs.frozen(kw_only=True, eq=False)
class Laid:
    """The tables and settings after the overlays, and where each changed cell was asked for."""

    tables: Tables
    toml: Toml
    applied: Applied

    def told_of(self, problems: list[Problem]) -> list[Problem]:
        """The problems; those of changed cells told of the line that changed them."""
        return [_moved(problem, self.applied) for problem in problems]


def laid(overlays: tuple[Overlay, ...], tables: Tables, toml: Toml, problems: Problems) -> Laid | None:
    """The overlays laid over all that was read, or None and a problem that says which of them cannot be."""
    raw = raw_of(tables, toml)
    try:
        done = applied(overlays, raw, shape())
    except ChangeError as fault:
        problems.error(fault.says, where=fault.where, seen=fault.seen, remedy=fault.remedy)
        return None
    changed = {name: _table(name, table, tables.get(name)) for name, table in done.raw.tables.items()}
    settings = attrs.evolve(toml, table=dict(done.raw.settings), elsewhere=done.settings)
    return Laid(tables=changed, toml=settings, applied=done)


def raw_of(tables: Tables, toml: Toml) -> Raw:
    """The cells of a folder, under the names that columns go by here."""
    return Raw(settings=toml.table, tables={name: _raw(name, table) for name, table in tables.items()})


def _raw(name: str, table: Table) -> RawTable:
    columns = columns_of(table, BY_NAME[name], Problems())
    header = tuple(column.name if column else heading for column, heading in zip(columns, table.header))
    rows = tuple(Row(number=number, cells=tuple(cells)) for number, cells in table.rows)
    return RawTable(name=name, header=header, rows=rows)


def _table(name: str, raw: RawTable, before: Table | None) -> Table:
    rows = tuple((row.number, list(row.cells)) for row in raw.rows)
    if before is None:
        return Table(file=f"{name}.csv", delimiter=",", header=raw.header, header_row=1, rows=rows, whole=True)
    header = (*before.header, *raw.header[len(before.header) :])
    return attrs.evolve(before, header=header, rows=rows)


def _moved(problem: Problem, done: Applied) -> Problem:
    where = problem.where
    if where is None or where.row is None:
        return problem
    table = where.file.removesuffix(".csv")
    origin = done.origins.get((table, where.row, where.column)) or done.origins.get((table, where.row, None))
    if origin is None:
        return problem
    return evolve(problem, where=Cell(file=origin.file, row=origin.row, column=where.column))
