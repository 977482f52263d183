"""No heading is overspent, in a week or over the term."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.spending import spent_by_week
from mentormatch.domain.rules import SESSION_BUDGET
from mentormatch.domain.verdict import Breach

RULE = SESSION_BUDGET


def breaches(court: Court) -> Iterator[Breach]:
    """Budgets that are overspent in their dearest week, or over the term."""
    spent = spent_by_week(court)
    for budget in court.case.policy.budgets:
        weeks = spent.get(budget.heading, {})
        dearest, whole = max(weeks.values(), default=0), sum(weeks.values())
        if budget.pence_a_week is not None and dearest > budget.pence_a_week:
            says = f"{budget.heading} takes {dearest} pence in its dearest week, and has {budget.pence_a_week}."
            yield Breach(rule=RULE.id, says=says)
        if budget.pence_a_term is not None and whole > budget.pence_a_term:
            says = f"{budget.heading} takes {whole} pence over the term, and has {budget.pence_a_term}."
            yield Breach(rule=RULE.id, says=says)
