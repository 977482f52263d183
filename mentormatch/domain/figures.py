"""Fields for settings that are figures: checked when they are made, with a plain sentence where one cannot be.

A setting may come from a table of programme.toml: a table changes the figures that it names and leaves the others, and
a time of day may be written "22:30". The metadata (`unit`, `source`) is what docs/travel.md and docs/formats.md say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

import attrs
from attrs import field


def minute_of_day(value: int | str | time) -> int:
    """Minutes after midnight of 1350, "22:30" or a TOML time. Raises ValueError for anything else."""
    if isinstance(value, bool):
        raise ValueError(f"{value} is not a time of day. Write it like 22:30.")
    if isinstance(value, int):
        return value
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    hours, colon, minutes = str(value).strip().partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(minutes) < 60):
        raise ValueError(f'"{value}" is not a time of day. Write it like 22:30.')
    return int(hours) * 60 + int(minutes)


def whole(low: int, high: int) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """A validator of whole numbers from low to high."""

    def check(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"{attribute.name} is {value!r}. It must be a whole number.")
        if not low <= value <= high:
            raise ValueError(f"{attribute.name} is {value}. It must lie between {low} and {high}.")

    return check


def whole_or_none(low: int, high: int) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """The same; None passes."""
    check = whole(low, high)

    def check_unless_none(owner: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None:
            check(owner, attribute, value)

    return check_unless_none


def speed(owner: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """A validator of metres an hour."""
    whole(100, 200_000)(owner, attribute, value)
    if value % 100:
        raise ValueError(f"{attribute.name} is {value}. It must be a multiple of 100 metres an hour (0.1 km/h).")


def named(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """A validator of names."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{attribute.name} is missing. Give it a name.")


def figure(default: Any, low: int, high: int, unit: str, source: str) -> Any:
    """A field for a whole number with its unit and where it was read."""
    return field(default=default, validator=whole(low, high), metadata={"unit": unit, "source": source})


def time_of_day(default: Any, source: str) -> Any:
    """A field for a minute of the day, which may be given as "22:30"."""
    return field(
        default=default,
        converter=minute_of_day,
        validator=whole(0, 1440),
        metadata={"unit": "minute of the day", "source": source},
    )


def optional_time(source: str) -> Any:
    """The same for a sailing that may not be."""
    return field(
        default=None,
        converter=attrs.converters.optional(minute_of_day),
        validator=whole_or_none(0, 1440),
        metadata={"unit": "minute of the day, or none: no sailing", "source": source},
    )


def is_a(cls: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """A validator of objects of a class."""

    def check(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not isinstance(value, cls):
            raise ValueError(f"{attribute.name} is {value!r}. It must be a table of settings.")

    return check


def table_over(default: Any) -> Callable[[Any], Any]:
    """Let a TOML table change some figures of a default and leave the others."""

    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        refuse_unknown_keys(type(default), value)
        return attrs.evolve(default, **value)

    return convert


def built(cls: Any) -> Callable[[Any], Any]:
    """Let a TOML table stand for an object of a class."""

    def convert(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is not a {cls.__name__}. It must be a table of settings.")
        refuse_unknown_keys(cls, value)
        missing = [a.name for a in attrs.fields(cls) if a.default is attrs.NOTHING and a.name not in value]
        if missing:
            raise ValueError(f"{cls.__name__} lacks {', '.join(missing)}.")
        return cls(**value)

    return convert


def refuse_unknown_keys(cls: Any, table: Mapping[str, Any]) -> None:
    """Raises ValueError for a key that is no setting of a class."""
    known = [attribute.name for attribute in attrs.fields(cls)]
    for key in table:
        if key not in known:
            raise ValueError(f'"{key}" is not a setting of {cls.__name__}. Settings: {", ".join(known)}.')


def group(default: Any, source: str = "") -> Any:
    """A field for figures that have a table of their own."""
    return field(
        default=default,
        converter=table_over(default),
        validator=is_a(type(default)),
        metadata={"source": source},
    )
