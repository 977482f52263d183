"""The kinds of change there are, as plain values. Each knows the line it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Cell


@frozen
class Where:
    """Which rows: every column holds one of its values, as the whole cell or one of a list in it, and none of `but`'s.

    Both empty: all rows.
    """

    has: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    but: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def __str__(self) -> str:
        pieces = [f"{column} {' or '.join(one or 'blank' for one in values)}" for column, values in self.has.items()]
        pieces += [f"{column} not {' or '.join(one or 'blank' for one in vs)}" for column, vs in self.but.items()]
        return ", ".join(pieces) or "all"


@frozen
class Rate:
    """A number of which so many hundredths are left: "80%" and "-20%" are 80."""

    percent: Decimal


@frozen
class ChangeRows:
    """Cells of rows of a table that are there. joins, leaves: items of lists."""

    source: Cell
    table: str
    where: Where
    sets: Mapping[str, str] = attrs.field(factory=dict)
    plus: Mapping[str, Decimal] = attrs.field(factory=dict)
    scale: Mapping[str, Rate] = attrs.field(factory=dict)
    joins: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    leaves: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)


@frozen
class Add:
    """A row more. like: the id of a row whose cells it has where it says nothing itself."""

    source: Cell
    table: str
    cells: Mapping[str, str]
    like: str | None = None


@frozen
class Remove:
    """Rows go; where their ids stand elsewhere, `Shape.references` says what becomes of it."""

    source: Cell
    table: str
    where: Where


@frozen
class Close:
    """Venues are shut from one day to another, both included."""

    source: Cell
    where: Where
    first: str
    last: str
    why: str = ""


@frozen
class Stop:
    """A mode of travel is no more; who had no other goes on foot. after: only from that minute of the day on (bus)."""

    source: Cell
    mode: str
    after: int | None = None


@frozen
class Settings:
    """Settings of programme.toml by path; a table of a list goes by its heading or id."""

    source: Cell
    sets: Mapping[tuple[str, ...], Any] = attrs.field(factory=dict)
    scale: Mapping[tuple[str, ...], Rate] = attrs.field(factory=dict)
    lines: Mapping[tuple[str, ...], Cell] = attrs.field(factory=dict)


Change = ChangeRows | Add | Remove | Close | Stop | Settings


@frozen
class Overlay:
    """A named change to a programme: its changes one after another."""

    name: str
    title: str = ""
    says: str = ""
    changes: tuple[Change, ...] = ()

    def __add__(self, other: Overlay) -> Overlay:
        """This one, then the other."""
        titles = " + ".join(one.title or one.name for one in (self, other))
        says = " ".join(one.says for one in (self, other) if one.says)
        return Overlay(name=f"{self.name}+{other.name}", title=titles, says=says, changes=self.changes + other.changes)
