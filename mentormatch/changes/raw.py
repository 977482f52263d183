"""The cells of a folder before they mean anything, and the little that must be known of them to change them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from mentormatch.domain.frozen import evolve, frozen


@frozen
class Row:
    """number: as a spreadsheet counts it. cells: under each heading of the table."""

    number: int
    cells: tuple[str, ...]


@frozen
class Table:
    """header: names of columns, as they are known here. rows: by number, rising."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...] = ()

    def cell(self, row: Row, column: str) -> str:
        """What stands in a column; blank where there is no such column."""
        return row.cells[self.header.index(column)] if column in self.header else ""


@frozen
class Raw:
    """settings: programme.toml as a table. tables: by name, without ".csv"; a file that is not there is not in it."""

    settings: Mapping[str, Any] = attrs.field(factory=dict)
    tables: Mapping[str, Table] = attrs.field(factory=dict)

    def table(self, name: str) -> Table:
        """The table; an empty one where there is no such file."""
        return self.tables.get(name) or Table(name=name, header=())

    def with_table(self, table: Table) -> Raw:
        """The same with one table in the place of its like."""
        return evolve(self, tables={**self.tables, table.name: table})


class Gone(Enum):
    """What becomes of a cell that names an id whose row is removed."""

    ROW = "its row goes, too"
    BLANK = "it becomes blank"
    ITEM = "the id is taken out of the list"


@frozen
class Shape:
    """What is known of files and settings.

    columns: by table. references: (table, column) -> (tables whose ids stand there, what becomes of them). fractions:
    columns that need not be whole numbers. defaults: what a blank cell means. settings: programme.toml where nothing is
    said, by path.
    """

    columns: Mapping[str, tuple[str, ...]]
    references: Mapping[tuple[str, str], tuple[tuple[str, ...], Gone]] = attrs.field(factory=dict)
    fractions: frozenset[tuple[str, str]] = frozenset()
    defaults: Mapping[tuple[str, str], str] = attrs.field(factory=dict)
    settings: Mapping[tuple[str, ...], Any] = attrs.field(factory=dict)
