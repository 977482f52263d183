"""Values of programme.toml: each reader gives the value, or raises Wrong with words for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from mentormatch.domain.policy import Policy, Term
from mentormatch.domain.week import Availability, WeekError, parse_availability, parse_date
from mentormatch.files.shapes import fields_of

COUNTRIES = ("SCT", "ENG", "WLS", "NIR")
ELSEWHERE = ("weights", "group_weights", "rarity", "budgets", "travel")
"""Fields of Policy that have a heading of their own."""

Read = Callable[[Any], Any]


class Wrong(ValueError):
    """A value of the wrong kind: what it must be, as a sentence's end and a remedy."""

    def __init__(self, says: str, remedy: str = "") -> None:
        super().__init__(says)
        self.says, self.remedy = says, remedy


def text(value: Any) -> str:
    """A text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise Wrong("must be a text", 'Put it in quotation marks: "Ayrshire".')
    return value.strip()


def truth(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong("must be true or false", "Write it in lower case and without quotation marks.")
    return value


def number(value: Any) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong("must be a whole number", "Write it without quotation marks and without a point.")
    return value


def day(value: Any) -> dt.date:
    """A date, also in quotation marks."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return parse_date(value)
        except WeekError as fault:
            raise Wrong(fault.says, fault.remedy) from fault
    raise Wrong("must be a date", "Write it as 2027-03-25, without quotation marks.")


def hours(value: Any) -> Availability:
    """Hours of the week, as in the columns of availability."""
    try:
        return parse_availability(text(value))
    except WeekError as fault:
        raise Wrong(fault.says, fault.remedy) from fault


def several(read: Read) -> Read:
    """A list, each of whose values is read by `read`."""

    def read_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Wrong("must be a list", 'Write it in brackets: ["one", "two"].')
        return tuple(read(one) for one in value)

    return read_all


def numbers(value: Any) -> dict[str, int]:
    """A table of whole numbers, none negative."""
    if not isinstance(value, dict):
        raise Wrong("must be a table", "Write name = number, one a line, below a heading in brackets.")
    for name, one in value.items():
        try:
            if number(one) < 0:
                raise Wrong("must be 0 or more")
        except Wrong as fault:
            raise Wrong(f"{fault.says} (at {name})", fault.remedy) from fault
    return value


def weeks(value: Any) -> int:
    found = number(value)
    try:
        Term(first_day=dt.date(2027, 1, 4), weeks=found)
    except ValueError as fault:
        raise Wrong(str(fault)) from fault
    return found


def zone(value: Any) -> str:
    found = text(value)
    if _is_zone(found) or not _is_zone("Europe/London"):  # a machine that knows no zones cannot say that one is wrong
        return found
    raise Wrong("is not a time zone", 'Write "Europe/London".')


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def country(value: Any) -> str:
    found = text(value).upper()
    if found not in COUNTRIES:
        raise Wrong(
            "is not a part of the country whose bank holidays are known", f"Write one of: {', '.join(COUNTRIES)}."
        )
    return found


_READERS: dict[type, Read] = {bool: truth, int: number, str: text, Availability: hours}


def policy_readers() -> dict[str, Read]:
    """How each key of [policy] is read, by the type of its default."""
    out: dict[str, Read] = {}
    defaults = Policy()
    for field in fields_of(Policy):
        value = getattr(defaults, field.name)
        if field.name in ELSEWHERE:
            continue
        if isinstance(value, tuple):
            out[field.name] = several(number if field.name == "bands" else text)
        elif isinstance(value, Mapping):
            out[field.name] = numbers
        else:
            out[field.name] = _READERS[type(value)]
    return out
