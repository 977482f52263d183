"""The bank holidays of the parts of the United Kingdom, by year.

They come from the package `holidays`, which loads every country of the world to say them: a quarter of the time of a
small plan. So those of the years that are planned for stand in a table made of it, and only other years are asked for.
tests/term holds the table to the package; after a new version of it, `python -m tools.build_bank_holidays` makes the
table anew.
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from importlib import resources

TABLE = resources.files("mentormatch.term").joinpath("data/bank_holidays.csv")


@cache
def bank_holidays(part: str, year: int) -> frozenset[dt.date]:
    """The bank holidays of a part of the country (ISO 3166-2, "SCT"), without weekend days that have a substitute."""
    known = _table().get((part, str(year)))
    return asked(part, year) if known is None else frozenset(dt.date.fromisoformat(f"{year}-{day}") for day in known)


def asked(part: str, year: int) -> frozenset[dt.date]:
    """The same as the package says it."""
    import holidays

    named = holidays.country_holidays("GB", subdiv=part, years=(year - 1, year, year + 1))
    observed = {name.removesuffix(" (observed)") for day, name in named.items() if name.endswith("(observed)")}
    return frozenset(
        day
        for day, name in named.items()
        if day.year == year and not (day.weekday() >= 5 and any(each in observed for each in name.split("; ")))
    )


@cache
def _table() -> dict[tuple[str, str], list[str]]:
    """By part and year, months and days."""
    rows = csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())
    return {(row["part"], row["year"]): row["days"].split() for row in rows}
