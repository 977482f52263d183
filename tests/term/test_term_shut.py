"""Bank holidays and shut weeks: the quick ways to know them say what the slow ones say."""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch.domain.places import Closure, Venue
from mentormatch.domain.policy import Term
from mentormatch.domain.travelling import Spot
from mentormatch.domain.week import ALWAYS, DateRange
from mentormatch.term.bank_holidays import TABLE, asked, bank_holidays
from mentormatch.term.calendar import Calendar

FIRST = dt.date(2026, 12, 9)
PLACE = Venue(id="hall", name="Hall", spot=Spot(234_000, 621_000), area="south", council_run=True)


def test_the_table_of_bank_holidays_is_what_the_package_says() -> None:
    rows = [row.split(",") for row in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) == 80
    wrong = [row for row in rows if bank_holidays(row[0], int(row[1])) != asked(row[0], int(row[1]))]
    assert not wrong, "python -m tools.build_bank_holidays makes the table anew"


def test_years_that_the_table_lacks_are_asked_for() -> None:
    assert dt.date(2050, 12, 26) in bank_holidays("SCT", 2050)


days = st.integers(-30, 120).map(lambda n: FIRST + dt.timedelta(days=n))
stretches = st.tuples(days, st.integers(0, 40)).map(lambda t: (t[0], t[0] + dt.timedelta(days=t[1])))
closures = st.builds(
    lambda stretch, where, council: Closure(first=stretch[0], last=stretch[1], council_run_only=council, **where),
    stretches,
    st.sampled_from([{}, {"venue": "hall"}, {"venue": "other"}, {"area": "south"}, {"area": "north"}]),
    st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(closures, max_size=3), st.lists(stretches, max_size=2), st.booleans(), st.booleans(), st.integers(0, 6))
def test_a_venue_is_shut_in_the_weeks_in_which_there_is_a_why(closed, away, open_on_holidays, council, weekday) -> None:
    opening = attrs.evolve(ALWAYS, away=tuple(DateRange(first=first, last=last) for first, last in away))
    venue = attrs.evolve(PLACE, opening=opening, open_on_bank_holidays=open_on_holidays, council_run=council)
    calendar = Calendar(term=Term(first_day=FIRST, weeks=10), closures=tuple(closed))
    days_of_term = (calendar.day_in(week, weekday) for week in range(calendar.n_weeks))
    inside = [day for day in days_of_term if calendar.term.first_day <= day <= calendar.term.last_day]
    assert calendar.shut(venue, weekday) == calendar.mask(day for day in inside if calendar.why_shut(venue, day))
