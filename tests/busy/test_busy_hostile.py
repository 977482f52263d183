"""Files made to hang, to fill the memory or to crash end in a sentence, soon."""

from __future__ import annotations

import time

import pytest
from calendar_text import FIRST, LAST, ics, read

from mentormatch.busy import BusyError, busy_times

HOUR = "UID:{n} DTSTART:{since}T100000Z DTEND:{since}T110000Z "


def refused(data: bytes) -> str:
    """What is said of a file, in less time than anybody would notice."""
    began = time.process_time()
    with pytest.raises(BusyError) as caught:
        busy_times(data, FIRST, LAST, "Europe/London")
    assert time.process_time() - began < 10 and caught.value.remedy
    return caught.value.says


@pytest.mark.parametrize("freq", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_a_rule_within_the_day_is_refused_with_its_number(freq: str) -> None:
    first = HOUR.format(n=1, since="20270301")
    assert "event 2 " in refused(ics(first, HOUR.format(n=2, since="20000101") + f"RRULE:FREQ={freq}"))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300", "FREQ=DAILY;BYSETPOS=2",
        "FREQ=WEEKLY;BYHOUR=25", "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;BYSECOND=1,2,3", "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=3", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;FREQ=DAILY", "FREQ=", "X", "FREQ=DAILY;UNTIL=20279999", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=9999999999", "FREQ=YEARLY;BYMONTH=0",
    ],
)  # fmt: skip
def test_a_rule_that_may_have_no_date_at_all_is_refused(rule: str) -> None:
    assert "event 1 " in refused(ics(HOUR.format(n=1, since="20270301") + f"RRULE:{rule}"))


def test_very_many_rules_that_go_far_back_are_refused_before_they_are_followed() -> None:
    events = [HOUR.format(n=1, since="19000101") + "RRULE:FREQ=DAILY" for _ in range(1000)]
    assert "too often before the term by event 5" in refused(ics(*events))
    rare = [HOUR.format(n=1, since="20270101") + "RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5MO" for _ in range(1000)]
    assert "too often" in refused(ics(*rare))


def test_a_million_events_are_refused() -> None:
    event = b"BEGIN:VEVENT\nDTSTART:2\nEND:VEVENT\n"
    assert "more than 50000 events" in refused(b"BEGIN:VCALENDAR\n" + event * 1_000_000 + b"END:VCALENDAR\n")


def test_too_many_events_in_the_term_are_refused_before_any_is_looked_at() -> None:
    assert "events in the term" in refused(ics(*(HOUR.format(n=n, since="20270301") for n in range(4001))))


@pytest.mark.parametrize("name", ["RDATE", "EXDATE"])
def test_a_flood_of_dates_is_refused(name: str) -> None:
    dates = ",".join(["20270301T100000Z"] * 5001)
    assert "event 1" in refused(ics(HOUR.format(n=1, since="20270301") + f"{name}:{dates}"))


def test_very_long_events_that_repeat_are_refused() -> None:
    long = "UID:a DTSTART:20200101T000000Z DTEND:20300101T000000Z RRULE:FREQ=DAILY"
    assert "days that are taken" in refused(ics(long))


def test_components_within_components_are_refused() -> None:
    assert "parts within parts" in refused(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000)


def test_a_zone_that_changes_by_the_second_is_refused() -> None:
    zone = "BEGIN:VTIMEZONE|TZID:X|BEGIN:STANDARD|DTSTART:16010101T000000|RRULE:FREQ=SECONDLY|TZOFFSETFROM:+0500|"
    event = "UID:b DTSTART;TZID=X:20270301T100000 DURATION:PT1H"
    assert "time zone" in refused(ics(event, head=zone + "TZOFFSETTO:+0500|END:STANDARD|END:VTIMEZONE"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not a calendar file"), (b"\0" * 10_000, "is not a calendar file"), (b"PK\x03", "is not a calendar"),
        (b"<html>", "is not a calendar"), ("BEGIN:VCALENDAR".encode("utf-16"), "is not a calendar"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101", "is cut off in event 1"),
        (b"BEGIN:VCALENDAR\n", "cut off"),
        (b"BEGIN:VCALENDAR\nEND:VEVENT\n", "is damaged"),
        (ics("UID:a DTSTART:99999999T000000"), "event 1"), (ics("UID:a"), "when event 1 begins"),
        (ics("UID:a DTSTART:20270301T100000Z DURATION:PT99999999999999H"), "event 1"),
        (ics("UID:a DTSTART:20270301T100000Z DURATION:-PT1H"), "event 1"),
        (ics("UID:a DTSTART:20270301T250000Z DTEND:20270301T260000Z"), "event 1"),
        (ics("UID:a DTSTART:20270301T100000Z RDATE:20279999T100000Z DTEND:20270301T110000Z"), "event 1"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_or_is_damaged_says_so(data: bytes, says: str) -> None:
    assert says in refused(data)


def test_an_ordinary_diary_of_ten_years_is_read() -> None:
    old = [HOUR.format(n=n, since="20190301") for n in range(3000)]
    weekly = [HOUR.format(n=f"w{n}", since="20260105") + "RRULE:FREQ=WEEKLY" for n in range(20)]
    assert len({one.day for one in read(*old, *weekly).times}) == 26
