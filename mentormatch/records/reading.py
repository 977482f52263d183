"""Takes a plain dict apart and tells all that is wrong with it by its path, such as pairs[3].meeting.start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeVar

import attrs

from mentormatch.domain.problem import Cell, Problem, Problems

E = TypeVar("E", bound=Enum)
T = TypeVar("T")


class RecordError(ValueError):
    """A record that cannot be read; `problems` say all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems[:5]))
        self.problems = problems


class _Missing(Exception):
    """Something was wrong here and has been told; whoever reads the whole gives it up."""


def number(value: Any) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("is not a whole number")
    return value


def text(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError("is not a text")
    return value


def truth(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def day(value: Any) -> dt.date:
    """A date as 2027-03-25."""
    try:
        return dt.date.fromisoformat(text(value))
    except ValueError as fault:
        raise ValueError("is not a date such as 2027-03-25") from fault


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError("is not a list")
    return tuple(text(one) for one in value)


def word(kind: type[E]) -> Callable[[Any], E]:
    """One of the values of an enum."""

    def read(value: Any) -> E:
        try:
            return kind(value)
        except ValueError as fault:
            known = ", ".join(str(member.value) for member in kind)
            raise ValueError(f"is none of: {known}") from fault

    return read


def or_none(read: Callable[[Any], T]) -> Callable[[Any], T | None]:
    """Null, or what `read` reads."""
    return lambda value: None if value is None else read(value)


def as_given(value: Any) -> Any:
    """Any plain value, lists as tuples."""
    if isinstance(value, list):
        return tuple(as_given(one) for one in value)
    if isinstance(value, dict):
        return {key: as_given(one) for key, one in value.items()}
    return value


@attrs.define(kw_only=True, eq=False)
class Node:
    """A table of a record, its path, and where problems are told."""

    value: Mapping[str, Any]
    path: str
    problems: Problems
    file: str = "plan.json"

    def tell(self, key: str, says: str, seen: Any = None) -> None:
        """Notes a problem of a key."""
        path = f"{self.path}.{key}" if self.path and key else self.path or key
        shown = None if seen is None or isinstance(seen, (dict, list)) else str(seen)[:60]
        self.problems.error(says, where=Cell(file=self.file, column=path or None), seen=shown)

    def get(self, key: str, read: Callable[[Any], T]) -> T:
        """The value of a key that must be there. Raises _Missing when it has told what is wrong."""
        if key not in self.value:
            self.tell(key, "is missing")
            raise _Missing
        try:
            return read(self.value[key])
        except (ValueError, TypeError) as fault:
            self.tell(key, str(fault), self.value[key])
            raise _Missing from fault

    def get_or(self, key: str, read: Callable[[Any], T], default: T) -> T:
        """The value of a key, or the default where it is not there."""
        return self.get(key, read) if key in self.value else default

    def table(self, key: str) -> Node:
        """The table under a key. Raises _Missing when it has told what is wrong."""
        value = self.get(key, _a_table)
        return Node(
            value=value, path=f"{self.path}.{key}" if self.path else key, problems=self.problems, file=self.file
        )

    def each(self, key: str) -> Iterator[Node]:
        """The tables of the list under a key; what is no table is told and left out."""
        try:
            rows = self.get(key, _a_list)
        except _Missing:
            return
        path = f"{self.path}.{key}" if self.path else key
        for at, row in enumerate(rows):
            if isinstance(row, dict):
                yield Node(value=row, path=f"{path}[{at}]", problems=self.problems, file=self.file)
            else:
                self.tell(f"{key}[{at}]", "is not a table", row)

    def all(self, key: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        """What `read` makes of each table of a list, those left out of which something is wrong."""
        return tuple(made for node in self.each(key) if (made := attempt(read, node)) is not None)


def attempt(read: Callable[[Node], T], node: Node) -> T | None:
    """What `read` makes of a table, or None where something in it was wrong and has been told."""
    try:
        return read(node)
    except _Missing:
        return None
    except ValueError as fault:  # the class itself refuses the values
        node.tell("", str(fault))
        return None


def _a_table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("is not a table")
    return value


def _a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("is not a list")
    return value
