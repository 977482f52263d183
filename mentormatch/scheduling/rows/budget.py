"""No heading is overspent, in a week or over the term."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.timetable import FARES, FOOD, HIRE, SESSIONAL, TOTAL
from mentormatch.scheduling.case import Case, full_weeks_of, on_in
from mentormatch.solving.blocks import RowBuilder


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("session-budget", heading, week) and ("session-budget", heading, "term")."""
    for budget in case.programme.policy.budgets:
        pence = pence_under(case, budget.heading)
        columns = np.flatnonzero(pence)
        open_then = case.found.patterns.open[case.pattern[columns]]
        if budget.pence_a_week is not None:
            for week in full_weeks_of(open_then, budget.pence_a_week):
                there = columns[on_in(open_then, week)]
                if pence[there].sum() > budget.pence_a_week:
                    name = ("session-budget", budget.heading, week)
                    rows.add(name, there, pence[there], upper=budget.pence_a_week)
        if budget.pence_a_term is not None and len(columns):
            whole = pence[columns] * case.open_dates[case.pattern[columns]]
            if whole.sum() > budget.pence_a_term:
                rows.add(("session-budget", budget.heading, "term"), columns, whole, upper=budget.pence_a_term)


def pence_under(case: Case, heading: str) -> np.ndarray:
    """Pence a date of each column under a heading, or under all: shape (n_choices,)."""
    patterns, leading, attending = case.found.patterns, case.found.leading, case.found.attending

    def under(name: str) -> int:
        return int(heading in (TOTAL, name))

    hire = _hire_is_under(case, heading)
    food = case.by_activity([under(row.heading or FOOD) for row in patterns.activities])
    return np.concatenate(
        [
            patterns.hire * hire + patterns.food * food + patterns.fares * under(FARES),
            leading.sessional * under(SESSIONAL) + leading.fare * under(FARES),
            attending.food * food[attending.pattern] + attending.fare * under(FARES),
        ]
    )


def _hire_is_under(case: Case, heading: str) -> np.ndarray:
    """1 for each pattern whose hire counts under a heading: the venue's, else the activity's, else "hire"."""
    patterns = case.found.patterns
    if heading == TOTAL:
        return np.ones(len(patterns), dtype=np.int64)
    venue = np.array([row.heading for row in patterns.venues], dtype=object)[patterns.venue]
    activity = np.array([row.heading or HIRE for row in patterns.activities], dtype=object)[patterns.activity]
    return np.asarray(np.where(venue != "", venue, activity) == heading).astype(np.int64)
