"""The one time zone that is shipped says what the clocks do, hour by hour, now and ten years on."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from mentormatch.calendars.zones import YEARS, ZoneError, instant, vtimezone

LONDON = b"""BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2031])
def test_london_is_the_same_bytes_in_every_year(year: int) -> None:
    assert vtimezone("Europe/London", year) == LONDON


@pytest.mark.parametrize("name", ["Europe/London", "Australia/Sydney", "America/New_York", "Asia/Tokyo", "UTC"])
def test_a_zone_by_two_rules_agrees_with_the_zone_itself(name: str) -> None:
    text = vtimezone(name, 2026).decode()
    told = tzical(io.StringIO(text)).get()
    zone = ZoneInfo(name)
    differ = []
    for moment in _moments(zone):
        early, late = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
        if early == late and moment.replace(tzinfo=told).utcoffset() != early:
            differ.append(moment)
    assert not differ[:5]


def _moments(zone: ZoneInfo) -> Iterator[dt.datetime]:
    """Every day of ten years, and every hour of the days about a change."""
    day, end = dt.datetime(2026, 1, 1), dt.datetime(2026 + YEARS, 1, 1)
    while day < end:
        near = [(day + dt.timedelta(days=n)).replace(tzinfo=zone).utcoffset() for n in (-1, 2)]
        yield from (day + dt.timedelta(hours=hour) for hour in (range(24) if near[0] != near[1] else (12,)))
        day += dt.timedelta(days=1)


def test_a_zone_whose_clocks_follow_no_two_rules_is_refused() -> None:
    with pytest.raises(ZoneError, match="no rule"):
        vtimezone("Africa/Casablanca", 2026)


@pytest.mark.parametrize(("day", "minute"), [(dt.date(2027, 3, 28), 90), (dt.date(2026, 10, 25), 90)])
def test_an_hour_that_is_there_twice_or_not_at_all_is_refused(day: dt.date, minute: int) -> None:
    with pytest.raises(ZoneError, match="clocks change"):
        instant("Europe/London", day, minute)
    assert instant("Europe/London", day, 300).hour in (4, 5)
