"""Which rules of repeating are followed, and how often they repeat at most: so that none is endless to follow.

Rules of RFC 5545, 3.3.10, as calendars write them. Refused are repeats within a day, and combinations that may have no
date at all or need centuries of looking for one.
"""

from __future__ import annotations

import datetime as dt
import re

import attrs

from mentormatch.busy.errors import TAKE_OUT, BusyError

_DAYS_EACH = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_KNOWN = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"))
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"\d{8}(T\d{6}Z?)?")


@attrs.frozen(kw_only=True)
class Rule:
    """text: the rule, one that can be followed. ends: a day after which it has no date, if it says so.

    rare: it may have to look through years for its next date, as for a fifth Monday in February.
    """

    text: str
    freq: str
    interval: int
    times_each: int
    ends: dt.date | None
    rare: bool

    def repeats(self, first: dt.date, last: dt.date) -> int:
        """At most how many dates it has from one day to another."""
        days = (last - first).days + 1
        return max(0, min(days, (days // (_DAYS_EACH[self.freq] * self.interval) + 2) * self.times_each))


def rule_of(text: str, number: int, *, timed: bool) -> Rule:
    """A rule that may be followed. timed: it repeats an hour, not a day. Raises BusyError with the event's number."""
    parts = _parts(text, number)
    freq = parts.get("FREQ", "")
    if freq in _WITHIN_A_DAY:
        raise BusyError(f"event {number} repeats within the day: nobody's diary does", TAKE_OUT)
    interval = _number(parts.get("INTERVAL", "1"))
    if (
        freq not in _DAYS_EACH
        or not set(parts) <= _KNOWN
        or not 1 <= interval <= 1000
        or not _possible(parts, interval)
    ):
        raise _unknown(number)
    ends = None
    if "UNTIL" in parts:
        if not _UNTIL.fullmatch(parts["UNTIL"]) or "COUNT" in parts:
            raise _unknown(number)
        ends = _day(parts["UNTIL"], number)
        if timed and len(parts["UNTIL"]) == 8:
            # A day as the end of something that has an hour: the last one would be lost.
            parts["UNTIL"] += "T235959"
    if "COUNT" in parts and not 1 <= _number(parts["COUNT"]) < 10**6:
        raise _unknown(number)
    listed = {name: len(parts[name].split(",")) for name in ("BYDAY", "BYMONTHDAY", "BYMONTH") if name in parts}
    times_each = listed.get("BYDAY", 1) * (5 if freq in ("MONTHLY", "YEARLY") and "BYDAY" in listed else 1)
    times_each = max(times_each, listed.get("BYMONTHDAY", 1))
    if freq == "YEARLY":
        times_each *= listed.get("BYMONTH", 12 if {"BYDAY", "BYMONTHDAY"} & set(listed) else 1)
    joined = ";".join(f"{name}={value}" for name, value in parts.items())
    return Rule(text=joined, freq=freq, interval=interval, times_each=times_each, ends=ends, rare=_rare(parts))


def _parts(text: str, number: int) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in text.strip().rstrip(";").upper().split(";"):
        name, equals, value = piece.partition("=")
        if not equals or name in parts or not value:
            raise _unknown(number)
        parts[name.strip()] = value.strip()
    return parts


def _possible(parts: dict[str, str], interval: int) -> bool:
    """Whether the rule is one that calendars write, and has a date at least every few decades."""
    freq = parts["FREQ"]
    days, of_month = parts.get("BYDAY"), _numbers(parts.get("BYMONTHDAY"), 31)
    months, positions = _numbers(parts.get("BYMONTH"), 12), _numbers(parts.get("BYSETPOS"), 5)
    if None in (of_month, months, positions) or any(month < 1 for month in months or ()):
        return False
    assert of_month is not None and months is not None and positions is not None  # told above; for the type checker
    named = [_DAY.fullmatch(day) for day in days.split(",")] if days else []
    if not all(named) or len(named) > 35:
        return False
    numbered = any(day and day[1] for day in named)
    if freq in ("DAILY", "WEEKLY"):
        narrow = of_month or positions or numbered or (months and interval > 1)
        return not narrow and not (freq == "DAILY" and days and interval > 1)
    if interval > 1 and freq == "MONTHLY" and months:
        return False
    if positions and (numbered or of_month or not days):
        return False
    fifth = any(day and day[1] and day[1][-1] == "5" for day in named) or any(abs(one) == 5 for one in positions)
    if interval > 1 and ((of_month and days) or fifth or any(abs(day) > 28 for day in of_month)):
        return False
    longest = max((_LENGTHS[month - 1] for month in months), default=31)
    return not of_month or any(abs(day) <= longest for day in of_month)


def _rare(parts: dict[str, str]) -> bool:
    return parts["FREQ"] in ("MONTHLY", "YEARLY") and bool({"BYDAY", "BYMONTHDAY", "BYSETPOS"} & set(parts))


def _numbers(text: str | None, most: int) -> list[int] | None:
    """The whole numbers of a list, none of them 0 or beyond +-most; None where it is no such list."""
    if text is None:
        return []
    if not re.fullmatch(r"[+-]?\d{1,3}(,[+-]?\d{1,3}){0,99}", text):
        return None
    numbers = [int(one) for one in text.split(",")]
    return numbers if all(0 < abs(one) <= most for one in numbers) else None


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def _day(text: str, number: int) -> dt.date:
    try:
        day = dt.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise _unknown(number) from None
    # A day more: what is said in UTC may be the next day's morning here.
    return day + dt.timedelta(days=1) if day.year < 9999 else day


def _unknown(number: int) -> BusyError:
    return BusyError(f"event {number} repeats by a rule that is not understood", TAKE_OUT)
