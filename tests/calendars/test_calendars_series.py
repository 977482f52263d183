"""Single times become a series, and the series takes place at exactly those times, whatever they are."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from builders import MONDAY, slot
from calendar_readers import by_icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch.calendars import ical
from mentormatch.calendars.contents import Content, Occurrence, Where, from_json, to_json
from mentormatch.calendars.series import Series, series_of
from mentormatch.domain.policy import Term
from mentormatch.domain.slots import Rhythm
from mentormatch.term import Calendar

HERE, THERE = Where(words="Library"), Where(words="Hall", north=55_461, east=-4_629)
STAMP = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


def once(day: dt.date, start: int = 600, where: Where = HERE) -> Occurrence:
    return Occurrence(day=day, start=start, minutes=60, where=where)


def dates(rhythm: Rhythm, first: int = 1, when: str = "Tue 10:00-11:00") -> list[dt.date]:
    calendar = Calendar(term=Term(first_day=MONDAY, weeks=26))
    hour = slot(when, rhythm, first)
    return list(calendar.planned(hour))


@pytest.mark.parametrize(("rhythm", "first"), [(rhythm, first) for rhythm in Rhythm for first in rhythm.firsts])
def test_dates_not_held_are_left_out_and_nothing_else_is_needed(rhythm: Rhythm, first: int) -> None:
    planned = dates(rhythm, first)
    held = [once(day) for at, day in enumerate(planned) if at not in (0, 2)]
    series = series_of(held, rhythm)
    assert (series.rhythm, series.left_out, series.moved, series.alone) == (rhythm, (planned[2],), (), ())
    assert (series.first.day, series.last) == (planned[1], planned[-1])


def test_a_changed_hour_half_way_moves_dates_within_their_week() -> None:
    planned = dates(Rhythm.WEEKLY)
    held = [once(day) if at < 8 else once(day + 2 * DAY, 700, THERE) for at, day in enumerate(planned)]
    series = series_of(held, Rhythm.WEEKLY)
    assert series.alone == () and series.left_out == ()
    assert all(abs((rule - one.day).days) <= 6 for rule, one in series.moved)
    assert len(series.moved) == 8


def test_one_time_has_no_rule_and_none_at_all_is_refused() -> None:
    assert series_of([once(MONDAY)], Rhythm.WEEKLY) == Series(first=once(MONDAY), last=MONDAY)
    with pytest.raises(ValueError, match="needs a time"):
        series_of([], Rhythm.WEEKLY)


def test_two_times_in_one_week_of_a_weekly_thing_stand_apart() -> None:
    planned = [once(day) for day in dates(Rhythm.WEEKLY)]
    extra = once(planned[4].day + DAY)
    assert series_of([*planned, extra], Rhythm.WEEKLY).alone == (extra,)


TIMES = st.builds(
    Occurrence,
    day=st.integers(0, 250).map(lambda days: dt.date(2026, 9, 1) + days * DAY),
    start=st.sampled_from((600, 675)),
    minutes=st.sampled_from((45, 60)),
    where=st.sampled_from((HERE, THERE)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TIMES, min_size=1, max_size=14, unique_by=lambda one: (one.day, one.start)), st.sampled_from(Rhythm))
def test_whatever_the_times_are_a_reader_finds_exactly_those(times: list[Occurrence], rhythm: Rhythm) -> None:
    content = Content(title="Appointment", rhythm=rhythm, occurrences=tuple(times))
    assert from_json(to_json(content)) == content
    made = ical.render(content, 7, STAMP, "Europe/London")
    events = [one.with_uid(f"{number:032}@mm.invalid") for number, one in enumerate(made)]
    found = by_icalendar(ical.calendar("", "Europe/London", 2026, events))
    local = [(start.astimezone(LONDON).replace(tzinfo=None), end - start, place) for start, end, _, place in found]
    assert sorted(local) == sorted((_local(one), dt.timedelta(minutes=one.minutes), one.where.words) for one in times)


def _local(one: Occurrence) -> dt.datetime:
    return dt.datetime.combine(one.day, dt.time(one.start // 60, one.start % 60))
