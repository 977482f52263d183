"""What is told of a rule under which fixed sessions cannot hold together: whose it is, what there is, what it takes."""

from __future__ import annotations

import numpy as np

from mentormatch.domain import rules
from mentormatch.domain.timetable import CannotHold
from mentormatch.planning.sessions.fixed import FixedSessions, FixedSlot
from mentormatch.scheduling.case import weeks_of
from mentormatch.scheduling.rows.budget import pence_under

OF_PEOPLE = (rules.DIARY.id, rules.SESSION_CEILING.id, rules.WEEKLY_HOURS.id)
WEEK, TERM = "week", "term"


def told_of(fixed: FixedSessions, members: tuple[int, ...], rule: str) -> CannotHold:
    """The figures of one rule of a set of slots, by number."""
    slots = [fixed.slots[at] for at in members]
    if rule == rules.SESSION_ROOMS.id:
        return _rooms(fixed, slots)
    if rule in OF_PEOPLE:
        return CannotHold(rule=rule, about=_shared(fixed, slots))
    if rule == rules.SESSION_BUDGET.id:
        return _budget(fixed, slots)
    return CannotHold(rule=rule)


def _rooms(fixed: FixedSessions, slots: list[FixedSlot]) -> CannotHold:
    patterns = fixed.case.found.patterns
    venues = {int(patterns.venue[way.runs]) for slot in slots for way in slot.ways}
    there = sorted((patterns.venues[at].id, patterns.venues[at].rooms) for at in venues)
    return CannotHold(
        rule=rules.SESSION_ROOMS.id,
        about=tuple(name for name, _ in there),
        limit=sum(number for _, number in there),
        needs=len(slots),
    )


def _shared(fixed: FixedSessions, slots: list[FixedSlot]) -> tuple[str, ...]:
    """Who could lead two of the sessions or more; of one session alone, who could lead it."""
    person, people = fixed.case.person, fixed.case.found.people
    number: dict[str, int] = {}
    for slot in slots:
        for name in {people[int(person[leader])] for way in slot.ways for leader in way.leaders}:
            number[name] = number.get(name, 0) + 1
    return tuple(sorted(name for name, times in number.items() if times >= min(2, len(slots))))


def _budget(fixed: FixedSessions, slots: list[FixedSlot]) -> CannotHold:
    """The first budget, by heading, a week before the term, that the sessions overspend wherever they are."""
    budgets = fixed.case.programme.policy.budgets
    for heading in sorted({one.heading for one in budgets}):
        weeks = sum(_least_pence(fixed, slot, heading) for slot in slots)
        a_week = [one.pence_a_week for one in budgets if one.heading == heading and one.pence_a_week is not None]
        a_term = [one.pence_a_term for one in budgets if one.heading == heading and one.pence_a_term is not None]
        for what, limits, needs in ((WEEK, a_week, int(np.max(weeks))), (TERM, a_term, int(np.sum(weeks)))):
            if limits and needs > min(limits):
                about = (heading, what)
                return CannotHold(rule=rules.SESSION_BUDGET.id, about=about, limit=min(limits), needs=needs)
    return CannotHold(rule=rules.SESSION_BUDGET.id)


def _least_pence(fixed: FixedSessions, slot: FixedSlot, heading: str) -> np.ndarray:
    """Pence of a slot in each week where they are least, with the cheapest leaders; shape (64,)."""
    case = fixed.case
    pence = pence_under(case, heading)
    out = []
    for way in slot.ways:
        each = sorted(int(pence[leader]) for leader in way.leaders)
        whole = int(pence[way.runs]) + sum(each if way.given else each[: way.needed])
        out.append(whole * weeks_of(case.found.patterns.open[[way.runs]])[0])
    return np.asarray(np.min(np.stack(out), axis=0))
