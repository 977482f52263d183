"""What a timetable costs by heading, and the fares that each person needs in hand, week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from mentormatch.domain.timetable import TOTAL, Cost
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.words import columns, count, lines, listed

DEAREST_SHOWN = 3


def pounds(pence: int | None) -> str:
    """ "£1,234.50"; "no limit" for None."""
    return "no limit" if pence is None else f"£{pence / 100:,.2f}"


def costs(given: tuple[Cost, ...]) -> list[str]:
    """Each heading with what it takes in the dearest week and over the term, and the limits."""
    if not given:
        return ["Costs: none."]
    rows = [("", "dearest week", "limit", "term", "limit")]
    order = sorted(given, key=lambda one: (one.heading == TOTAL, one.heading))
    rows += [
        (one.heading, pounds(one.pence_a_week), pounds(one.limit_a_week), pounds(one.pence_a_term),
         f"{pounds(one.limit_a_term):>11}")
        for one in order
    ]  # fmt: skip
    rows[0] = (*rows[0][:4], f"{'limit':>11}")
    return ["Costs, for as many as are expected to come:", *columns(rows, right=(1, 2, 3))]


def fares(goings: Goings) -> dict[str, dict[dt.date, int]]:
    """Pence by person and Monday: there and back to every session and meeting held in that week, company included.

    Only people who pay anything, and only weeks in which they do.
    """
    out: dict[str, dict[dt.date, int]] = {}
    for person, given in goings.by_person.items():
        by_week: dict[dt.date, int] = {}
        for going in given:
            for day in going.dates if going.pence else ():
                monday = day - dt.timedelta(days=day.weekday())
                by_week[monday] = by_week.get(monday, 0) + going.pence
        if by_week:
            out[person] = dict(sorted(by_week.items()))
    return out


def fares_in_hand(goings: Goings, more: str) -> list[str]:
    """How many need fares, how much in their dearest week, and who most. more: where the whole list is."""
    by_person = {person: max(by_week.values()) for person, by_week in fares(goings).items()}
    if not by_person:
        return ["Nobody needs fares in hand."]
    most = sorted(by_person, key=lambda person: (-by_person[person], person))
    who = listed(
        (f"{goings.screen.names(one)} {pounds(by_person[one])}" for one in most[:DEAREST_SHOWN]), DEAREST_SHOWN
    )
    text = f"Fares in hand: {count(len(most), 'person', 'people')}, in their dearest week {_range(by_person)}; "
    return lines(f"{text}most: {who}. All of them: {more}")


def _range(pence_by_person: Mapping[str, int]) -> str:
    low, high = min(pence_by_person.values()), max(pence_by_person.values())
    return pounds(low) if low == high else f"{pounds(low)} to {pounds(high)}"
