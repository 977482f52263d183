"""Many plans of one programme, each without some of its mentors: every rule judged, and what is left counted anew.

Rules only: no figures, sentences, answers or bounds, which such a plan does not have. What the judge has worked out of
journeys, dates and hours is the same whoever is gone, and is kept from one plan to the next.
"""

from __future__ import annotations

from collections.abc import Collection

from mentormatch.checking.case import Case
from mentormatch.checking.facts import Facts
from mentormatch.checking.room import Room
from mentormatch.checking.rules import JUDGED
from mentormatch.domain.frozen import evolve, frozen
from mentormatch.domain.history import History
from mentormatch.domain.people import Status
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import Breach


@frozen
class Remaining:
    """What the judge finds of one such plan. reached: people who want a mentor and have one in it, by id."""

    breaches: tuple[Breach, ...]
    reached: frozenset[str]


class JudgeWithout:
    """The judge of plans of one programme without some of its mentors."""

    def __init__(self, programme: Programme, history: History) -> None:
        self.programme, self.history = programme, history
        nothing = Plan(scope="match", made_from="", programme=programme.name, as_of=programme.as_of)
        self._whole = Case(programme, history, nothing)

    def remaining(self, gone: Collection[str], plan: Plan) -> Remaining:
        """gone: who takes nobody, and whose pairs are over. plan: who, where and when."""
        case = self._case(gone, plan)
        found = [breach for rule in JUDGED for breach in rule.breaches(case)]
        counted = {mentee.id for mentee in case.facts.counted}
        return Remaining(breaches=tuple(found), reached=frozenset(counted & {pair.mentee for pair in plan.pairs}))

    def _case(self, gone: Collection[str], plan: Plan) -> Case:
        """The plan before the judge: the programme with those mentors paused and without a row of pairs of theirs."""
        whole, absent = self._whole, set(gone)
        mentors = tuple(
            evolve(mentor, status=Status.PAUSED) if mentor.id in absent else mentor for mentor in self.programme.mentors
        )
        rows = tuple(row for row in self.history.pairs if row.mentor not in absent)
        case = whole.beside(plan)
        case.programme = evolve(self.programme, mentors=mentors)
        case.history = evolve(self.history, pairs=rows)
        case.facts = Facts(case.programme, case.history)
        case.room = Room(case.facts, whole.journeys, whole.dates, whole.options)
        return case
