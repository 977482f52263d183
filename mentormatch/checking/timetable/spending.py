"""What the sessions of a timetable cost, by heading and week."""

from __future__ import annotations

from collections import Counter

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.domain.timetable import TOTAL, Cost


def pence_a_date(court: Court, one: Held) -> Counter[str]:
    """Pence of one date of a session by heading."""
    return court.ground.money.a_date(one.pattern, one.session.leaders, one.session.attendees)


def spent_by_week(court: Court) -> dict[str, dict[int, int]]:
    """Pence by heading and week of open dates; under "total" those of all headings."""
    out: dict[str, dict[int, int]] = {}
    for one in court.held:
        for heading, pence in pence_a_date(court, one).items():
            for name in dict.fromkeys((heading, TOTAL)):
                weeks = out.setdefault(name, {})
                for week in weeks_of(one.pattern.open):
                    weeks[week] = weeks.get(week, 0) + pence
    return out


def costs(court: Court) -> tuple[Cost, ...]:
    """A row for each heading with a budget or with pence, and for all together; by heading."""
    spent, out = spent_by_week(court), []
    budgets = court.case.policy.budgets
    for heading in sorted({*spent, *(budget.heading for budget in budgets)}):
        weeks = spent.get(heading, {})
        a_week = [b.pence_a_week for b in budgets if b.heading == heading and b.pence_a_week is not None]
        a_term = [b.pence_a_term for b in budgets if b.heading == heading and b.pence_a_term is not None]
        out.append(
            Cost(
                heading=heading,
                pence_a_week=max(weeks.values(), default=0),
                pence_a_term=sum(weeks.values()),
                limit_a_week=min(a_week, default=None),
                limit_a_term=min(a_term, default=None),
            )
        )
    return tuple(out)
