"""Sunset at a place, and sessions out of doors that end in time."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from mentormatch.domain.places import Venue
from mentormatch.domain.policy import Term
from mentormatch.domain.travelling import Spot
from mentormatch.term import Calendar
from mentormatch.term.daylight import latitude_longitude, sunset, sunset_at

NOWHERE = Spot.unknown()
TERM = Term(first_day=dt.date(2026, 9, 7), weeks=26)
PARK = Venue(id="V1", name="Park", spot=NOWHERE, outdoor=True)


def at(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def test_the_guide_s_own_example_of_a_grid_reference():
    # Ordnance Survey, A Guide to Coordinate Systems in Great Britain, worked example: 52 39 27.25 N, 1 43 04.52 E
    assert latitude_longitude(651_410, 313_177) == (52.658, 1.718)


@pytest.mark.parametrize(
    ("day", "clock"),
    [("2026-12-21", "15:48"), ("2026-06-21", "22:04"), ("2026-10-24", "17:57"), ("2026-03-29", "19:50")],
)
def test_sunset_at_ayr_is_that_of_the_tables_within_a_minute(day, clock):
    assert abs(sunset(dt.date.fromisoformat(day), NOWHERE, "Europe/London") - at(clock)) <= 1


def test_the_clock_change_moves_sunset_by_an_hour_from_saturday_to_sunday():
    saturday = sunset(dt.date(2026, 10, 24), NOWHERE, "Europe/London")
    sunday = sunset(dt.date(2026, 10, 25), NOWHERE, "Europe/London")
    assert 60 <= saturday - sunday <= 64


def test_a_walk_that_ends_at_four_is_lost_only_in_the_darkest_weeks():
    calendar = Calendar(term=TERM)
    lost = [
        calendar.day_in(week, 2)
        for week in range(calendar.n_weeks)
        if calendar.dark(PARK, 2, at("16:00"), 15) >> week & 1
    ]
    assert lost
    assert {day.month for day in lost} <= {11, 12, 1}
    assert dt.date(2026, 12, 23) in lost


def test_where_there_is_light_nothing_is_lost():
    lit = attrs.evolve(PARK, lit=True)
    assert Calendar(term=TERM).dark(lit, 2, at("20:00"), 15) == 0


def test_a_place_where_the_sun_does_not_set_has_no_evening():
    assert sunset_at(dt.date(2026, 6, 21), (70.0, 20.0), "Europe/Oslo") == 0
