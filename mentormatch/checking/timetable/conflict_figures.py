"""The figures of a rule under which fixed sessions cannot hold together, reckoned anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.fixed_ways import FixedWays, Where
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.domain import rules
from mentormatch.domain.timetable import TOTAL, CannotHold


def told_of(court: Court, slots: Sequence[FixedWays], rule: str) -> CannotHold:
    """What should be told of a rule, of these slots."""
    if rule == rules.SESSION_ROOMS.id:
        rooms = {where.pattern.venue.id: where.pattern.venue.rooms for slot in slots for where in slot.ways}
        return CannotHold(rule=rule, about=tuple(sorted(rooms)), limit=sum(rooms.values()), needs=len(slots))
    if rule in (rules.DIARY.id, rules.SESSION_CEILING.id, rules.WEEKLY_HOURS.id):
        number = Counter(person for slot in slots for person in {one for where in slot.ways for one in where.could})
        least = 2 if len(slots) > 1 else 1
        return CannotHold(rule=rule, about=tuple(sorted(one for one, times in number.items() if times >= least)))
    if rule == rules.SESSION_BUDGET.id:
        return _budget(court, slots)
    return CannotHold(rule=rule)


def _budget(court: Court, slots: Sequence[FixedWays]) -> CannotHold:
    rule, budgets = rules.SESSION_BUDGET.id, court.case.policy.budgets
    for heading in sorted({one.heading for one in budgets}):
        mine = [one for one in budgets if one.heading == heading]
        weeks: Counter[int] = Counter()
        for slot in slots:
            weeks.update(_least(court, slot, heading))
        a_week = min((one.pence_a_week for one in mine if one.pence_a_week is not None), default=None)
        if a_week is not None and max(weeks.values(), default=0) > a_week:
            return CannotHold(rule=rule, about=(heading, "week"), limit=a_week, needs=max(weeks.values()))
        a_term = min((one.pence_a_term for one in mine if one.pence_a_term is not None), default=None)
        if a_term is not None and sum(weeks.values()) > a_term:
            return CannotHold(rule=rule, about=(heading, "term"), limit=a_term, needs=sum(weeks.values()))
    return CannotHold(rule=rule)


def _least(court: Court, slot: FixedWays, heading: str) -> dict[int, int]:
    """Pence of a slot in each week, where that is least."""
    ways = [dict.fromkeys(weeks_of(where.pattern.open), _pence(court, where, heading)) for where in slot.ways]
    weeks = set.intersection(*(set(one) for one in ways))
    return {week: min(one[week] for one in ways) for week in weeks}


def _pence(court: Court, where: Where, heading: str) -> int:
    """Of one date, with the cheapest leaders, or all of those who are fixed."""
    money, pattern = court.ground.money, where.pattern

    def under(pence: Counter[str]) -> int:
        return sum(pence.values()) if heading == TOTAL else pence[heading]

    each = sorted(under(money.of_leader(person, pattern)) for person in where.could)
    few = each if pattern.leaders_given else each[: where.needed]
    return under(money.a_date(pattern, (), ())) + sum(few)
