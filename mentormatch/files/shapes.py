"""What a column is, and a file of columns. The reader, docs/formats.md and what `new` writes derive from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import attrs

from mentormatch.domain.frozen import frozen


def fields_of(cls: Any) -> tuple[Any, ...]:
    """The fields of a class of the domain."""
    return attrs.fields(cls)


@frozen
class Column:
    """One column.

    parser: the text of a cell that is not blank -> its value; raises ValueError (see cells.py) with words for people.
    field: the field of the domain class that the value goes to; None = the column's name; "" = build.py deals with it.
    binding: it protects somebody, so that a misspelt heading is an error rather than a warning.
    default: what holds where the cell is blank, in words; left out where the class says it.
    """

    name: str
    parser: Callable[[str], Any]
    meaning: str
    field: str | None = None
    unit: str = ""
    allowed: str = ""
    default: str = ""
    example: str = ""
    required: bool = False
    binding: bool = False

    @property
    def goes_to(self) -> str:
        """The field of the domain class that the value goes to, or "" where build.py deals with it."""
        return self.name if self.field is None else self.field


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Sheet:
    """One file of the folder. makes: the domain class of a row, for defaults. needed: whether there must be one."""

    name: str
    columns: tuple[Column, ...]
    says: str
    makes: type | None = None
    needed: bool = False

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}
