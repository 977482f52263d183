"""Changing one cell: comparing it, adding to it, scaling it, lists in it. Raises ChangeError with words for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from mentormatch.changes.kinds import Rate
from mentormatch.domain.problem import Cell

_NUMBER = re.compile(r"^£?\s*(-?\d[\d,]*(?:\.\d+)?)$")
_PENNY = Decimal("0.01")


class ChangeError(ValueError):
    """A change that cannot be made: where it was asked for, what is wrong, what was seen, what to do."""

    def __init__(self, where: Cell, says: str, *, seen: str | None = None, remedy: str = "") -> None:
        super().__init__(says)
        self.where, self.says, self.seen, self.remedy = where, says, seen, remedy


def same(one: str, other: str) -> bool:
    """Whether two cells say the same: case and blanks around do not matter."""
    return one.strip().casefold() == other.strip().casefold()


def items(cell: str) -> list[str]:
    """The items of a list in a cell."""
    return [piece.strip() for piece in re.split(r"[;\n]", cell) if piece.strip()]


def holds(cell: str, values: Iterable[str]) -> bool:
    """Whether a cell says one of these, whole or as one of its items."""
    pieces = [cell, *items(cell)]
    return any(same(piece, value) for value in values for piece in pieces)


def with_items(cell: str, more: Iterable[str]) -> str:
    """The list with items joined that it does not have yet."""
    out = items(cell)
    out += [one for one in more if not any(same(one, there) for there in out)]
    return "; ".join(out)


def without_items(cell: str, gone: Iterable[str]) -> str:
    """The list without items; an item such as "person: M07" goes with M07. As it stood where none of them is in it."""
    gone = list(gone)
    kept = [one for one in items(cell) if not any(same(piece, name) for name in gone for piece in _names(one))]
    return cell if len(kept) == len(items(cell)) else "; ".join(kept)


def _names(item: str) -> tuple[str, ...]:
    _, colon, value = item.partition(":")
    return (item, value) if colon else (item,)


def added(cell: str, more: Decimal, *, fraction: bool) -> str | None:
    """The number and so much more; None where the cell is no number."""
    number = _number(cell)
    return None if number is None else _text(number + more, fraction)


def scaled(cell: str, rate: Rate, *, fraction: bool) -> str | None:
    """So many hundredths of the number, halves rounded up; None where the cell is no number."""
    number = _number(cell)
    return None if number is None else _text(number * rate.percent / 100, fraction)


def scaled_whole(number: int, rate: Rate) -> int:
    """So many hundredths of a whole number, halves rounded up."""
    return int((Decimal(number) * rate.percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def _number(cell: str) -> Decimal | None:
    found = _NUMBER.match(cell.strip())
    return Decimal(found[1].replace(",", "")) if found else None


def _text(number: Decimal, fraction: bool) -> str:
    rounded = number.quantize(_PENNY if fraction else Decimal(1), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
