"""What it would take to reach one more person: a plan that does, and the first tier in which it is worse.

Where every option is written out the whole is searched, and what is found is proven unless the clock cut it. The first
guess is the tier in which it was worse for somebody else: with all tiers before held, one search tells whether that is
so for this person too. In a large programme the search is made round that person only: every option of theirs and of
the mentors they could have, and of everybody else what the plan has chosen; a better plan may exist farther off, and
the answer says so. Where nothing is found that near, the whole is searched, cut by a count of work.
"""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.candidates import PairKind
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.plan import Answer, AnswerKind, Placed, PlannedPair, Witness
from mentormatch.matching.formulation import Formulation
from mentormatch.matching.load import load_of
from mentormatch.matching.meetings import formulate_meetings
from mentormatch.planning.decode import slot_of
from mentormatch.planning.effort import Deadline, Effort
from mentormatch.planning.tiers import Run
from mentormatch.solving import Tier
from mentormatch.solving.again import Again
from mentormatch.solving.certificates import hold
from mentormatch.solving.rows import keep_columns, with_one_of
from mentormatch.solving.turns import COMPACT

WORK_NEAR, WORK_FAR = 0.5, 2.0
"""A search for one tier is cut after so much of the solver's own count of work, the same on every machine."""

Where = dict[tuple[str, str], Placed]


@attrs.frozen(eq=False, kw_only=True)
class _Trade:
    """A choice with the person, by column of the whole, and the first tier in which it is worse; sure: proven."""

    tier: str
    chosen: np.ndarray
    sure: bool


class Witnesses:
    """Searches with one person made sure of, tier by tier, each held at the plan's value until one is worse.

    found: by mentee, the plan that each answer rests on.
    """

    def __init__(
        self, formulation: Formulation, run: Run, pairs: tuple[PlannedPair, ...], effort: Effort, deadline: Deadline
    ) -> None:
        """pairs: those of the plan."""
        assert run.chosen is not None
        self.formulation, self.effort, self.deadline, self.chosen = formulation, effort, deadline, run.chosen
        self.here = {(pair.mentee, pair.mentor): _placed(pair) for pair in pairs}
        self.values = {tier.name: tier.value_of(run.chosen) for tier in formulation.block.tiers}
        self.values[catalogue.LOAD.name] = load_of(formulation.case, run.chosen)
        self.found: dict[str, Witness] = {}
        self.guess = catalogue.PRIORITY.name
        self.asked: dict[int, Again] = {}

    @cached_property
    def _bare(self) -> tuple[Tier, ...]:
        """The tiers that columns can change, giving nothing."""
        tiers = self.formulation.block.tiers
        return tuple(
            Tier(tier.name, tier.sense, tier.points, constant=tier.constant) for tier in tiers if tier.points.any()
        )

    def _up_to(self, number: int) -> Again:
        """The problem with the tiers up to this one: the fewer tiers tell columns apart, the smaller it is."""
        known = min((size for size in self.asked if size > number), default=number + 1)
        return self.asked.setdefault(known, Again(self.formulation.block.model, self._bare[:known]))

    def answer(self, mentee: str) -> Answer:
        """The answer "traded" for a mentee who waits though somebody is acceptable to them."""
        case = self.formulation.case
        n_columns = self.formulation.block.model.n_columns
        own = np.zeros(n_columns, dtype=bool)
        own[case.columns_of_mentee(case.mentee_index[mentee])] = True
        everything = np.ones(n_columns, dtype=bool)
        if n_columns <= COMPACT and not case.open_hours:
            return self._told(mentee, self._search_whole(own))
        near = self._search(own, self._near(own), self._counted(WORK_NEAR))
        told = self._told(mentee, near)
        if told.there is not None:
            return told
        return self._told(mentee, self._search(own, everything, self._counted(WORK_FAR)))

    def _counted(self, work: float) -> solving.Effort:
        return solving.Effort(threads=1, work_limit=work, seed=self.effort.seed, prices=False, conflict=False)

    def _near(self, own: np.ndarray) -> np.ndarray:
        """What the plan has chosen, and every column of this person and of the mentors they could have."""
        case = self.formulation.case
        near = own | self.chosen
        near[len(case.columns) :] = True
        near[: len(case.columns)] |= np.isin(case.mentor, np.unique(case.mentor[own[: len(case.columns)]]))
        return near

    def _search_whole(self, own: np.ndarray) -> _Trade | bool:
        """What is found among all columns; else whether it is proven that no choice has this person."""
        names = [tier.name for tier in self._bare]
        first = names.index(self.guess) if self.guess in names else 0
        found = self._search_from(first, own)
        if first and not isinstance(found, _Trade) and not self.deadline.over():
            found = self._search_from(0, own)  # it is worse before that
        if isinstance(found, _Trade):
            self.guess = found.tier
        return found

    def _search_from(self, first: int, own: np.ndarray) -> _Trade | bool:
        """The same from one tier on, those before held at the plan's values."""
        effort = solving.Effort(threads=self.effort.threads, seed=self.effort.seed, prices=False)
        proven, hint, tiers = True, None, self._bare
        for number in range(first, len(tiers)):
            left = self.deadline.left()
            if left == 0:
                proven = False
                break
            held = [(tier, self.values[tier.name]) for tier in tiers[:number]]
            left_to_search = attrs.evolve(effort, time_limit=left)
            solution = self._up_to(number).best(tiers[number], one_of=own, held=held, effort=left_to_search, hint=hint)
            if solution.stopped == "interrupted":
                self.deadline.interrupt()
            if solution.chosen is None:
                return solution.stopped == "infeasible"
            hint = solution.chosen
            proven = proven and solution.stopped is None
            if self._worse(tiers[number], tiers[number].value_of(hint)):
                break
        everything = np.ones(len(own), dtype=bool)
        return False if hint is None else self._first_worse(everything, hint, proven)

    def _search(self, own: np.ndarray, among: np.ndarray, effort: solving.Effort) -> _Trade | bool:
        """What is found among some columns; else whether it is proven that no choice has this person."""
        model = with_one_of(keep_columns(self.formulation.block.model, among), own[among])
        whole = bool(among.all()) and not self.formulation.case.open_hours  # else rules or columns are left out
        proven, hint = whole, None
        for of_all in self.formulation.block.tiers:
            tier = Tier(of_all.name, of_all.sense, of_all.points[among], constant=of_all.constant)
            left = self.deadline.left()
            if left == 0:
                proven = False
                break
            if hint is not None and not tier.points.any():
                continue
            solution = solving.solve(model, (tier,), attrs.evolve(effort, time_limit=left), hint=hint)
            if solution.stopped == "interrupted":
                self.deadline.interrupt()
            if solution.chosen is None:
                return whole and solution.stopped == "infeasible"
            hint = solution.chosen
            proven = proven and solution.stopped is None
            if self._worse(tier, tier.value_of(hint)):
                break
            model = hold(model, tier, self.values[tier.name])
        return False if hint is None else self._first_worse(among, hint, proven)

    def _first_worse(self, among: np.ndarray, hint: np.ndarray, proven: bool) -> _Trade | bool:
        chosen = np.zeros(len(among), dtype=bool)
        chosen[np.flatnonzero(among)[hint]] = True
        for tier in self.formulation.block.tiers:
            if self._worse(tier, self._value(tier, chosen)):
                return _Trade(tier=tier.name, chosen=chosen, sure=proven)
        return False

    def _worse(self, tier: Tier, value: int) -> bool:
        here = self.values[tier.name]
        return value < here if tier.sense == "max" else value > here

    def _value(self, tier: Tier, chosen: np.ndarray) -> int:
        return load_of(self.formulation.case, chosen) if tier.name == catalogue.LOAD.name else tier.value_of(chosen)

    def _told(self, mentee: str, found: _Trade | bool) -> Answer:
        """The answer, its plan noted; a choice that cannot be given places and hours is none."""
        where = self._where(found.chosen) if isinstance(found, _Trade) else None
        if not isinstance(found, _Trade) or where is None:
            first = next(tier for tier in self.formulation.block.tiers if tier.points.any())
            return self._traded(mentee, first.name, None, sure=found is True)
        tier = next(tier for tier in self.formulation.block.tiers if tier.name == found.tier)
        self.found[mentee] = Witness(
            gone=tuple(sorted(pair for pair, placed in self.here.items() if where.get(pair) != placed)),
            come=tuple(placed for pair, placed in sorted(where.items()) if self.here.get(pair) != placed),
        )
        return self._traded(mentee, found.tier, self._value(tier, found.chosen), sure=found.sure)

    def _traded(self, mentee: str, tier: str, there: int | None, *, sure: bool) -> Answer:
        here = self.values[tier]
        return Answer(mentee=mentee, kind=AnswerKind.TRADED, tier=tier, here=here, there=there, sure=sure)

    def _where(self, chosen: np.ndarray) -> Where | None:
        """Places and hours of a choice, or None where rules that were left out forbid it."""
        case = self.formulation.case
        if not case.open_hours:
            options = case.columns.option[np.flatnonzero(chosen[: len(case.columns)])]
        else:
            pairs = case.pairs_of(chosen)
            values = {tier.name: tier.value_of(chosen) for tier in self.formulation.block.tiers}
            meetings = formulate_meetings(case.programme, case.candidates, case.quality, case.seats, pairs, values)
            effort = attrs.evolve(self._counted(WORK_NEAR), time_limit=self.deadline.left())
            solution = solving.solve(meetings.block.model, meetings.block.tiers[:1], effort)
            if solution.chosen is None:
                return None
            options = meetings.case.columns.option[np.flatnonzero(solution.chosen)]
        return {(placed.mentee, placed.mentor): placed for placed in map(self._placed, options.tolist())}

    def _placed(self, option: int) -> Placed:
        pairs = self.formulation.case.candidates
        spot = int(pairs.option_spot[option])
        pair, slot = int(pairs.spot_pair[spot]), slot_of(pairs, option)
        return Placed(
            mentee=pairs.mentees[int(pairs.pair_mentee[pair])],
            mentor=pairs.mentors[int(pairs.pair_mentor[pair])],
            place=None if slot is None else pairs.places[int(pairs.spot_place[spot])],
            slot=slot,
            needs_approval=bool(pairs.pair_needs_approval[pair]) and int(pairs.pair_kind[pair]) != PairKind.HELD,
        )


def _placed(pair: PlannedPair) -> Placed:
    meeting = pair.meeting
    place, slot = (meeting.place, meeting.slot) if meeting else (None, None)
    return Placed(mentee=pair.mentee, mentor=pair.mentor, place=place, slot=slot, needs_approval=pair.needs_approval)
