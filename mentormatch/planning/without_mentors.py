"""The pairs of a programme without some of its mentors, asked again and again: the problem is made once.

Who is gone takes nobody, and the pairs that they have are over: those people want somebody else. All else stays as it
is: their commitments, whom they give a lift, sessions that they lead. What is searched, in this order: pairs that the
coordinator keeps together; people reached; people of the plan at hand who have a mentor, whoever it is; pairs of that
plan; and, among ways that are as good, priority and then a number drawn from the programme's salt, so that it does not
depend on a solver who keeps a mentor. Diaries and weekly hours are rows like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

import attrs
import numpy as np

from mentormatch.candidates import Candidates, PairKind, find_candidates
from mentormatch.candidates.tie_breaks import hashes
from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History, PairRecord, PairState
from mentormatch.domain.people import Status
from mentormatch.domain.plan import Meeting, OnHold, Plan, PlannedPair
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import DIARY, MARGIN
from mentormatch.matching.case import Case
from mentormatch.matching.columns import make_columns, usable_spots
from mentormatch.matching.load import Load, add_load
from mentormatch.matching.objectives import pair_tiers
from mentormatch.matching.quality import Quality, quality_of
from mentormatch.matching.rows import ROWS
from mentormatch.matching.seats import Seats, seats_of
from mentormatch.planning.decode import slot_of
from mentormatch.planning.match import ImpossiblePinsError
from mentormatch.solving import Model, Tier
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.without import Best, Limit, Ranked, Without

PINS, PINS_SINCE, REACH, PEOPLE, PAIRS = "pins", "pins-since", "reach", "people-kept", "pairs-kept"
PRIORITY, TIE_BREAK = "priority", "tie-break"
SEARCHED = (PINS, PINS_SINCE, REACH, PEOPLE, PAIRS, PRIORITY, TIE_BREAK)
"""The tiers in order."""
TIE_NUMBERS = 64
"""The tie-break of a person is below this."""

Pair = tuple[str, str]


@frozen
class Left:
    """What is left without some mentors.

    plan: pairs, on hold, pins left out; only who, where and when. reached: people who want a mentor and have one.
    kept: of the people who had one in the plan at hand, who has one now; same: who has one of theirs; each by id.
    pairs_kept: pairs of that plan. bound: nobody reaches more people. proven: reach and what of that plan is kept.
    settled: who has a mentor is no accident of the search.
    """

    plan: Plan
    reached: int
    kept: frozenset[str]
    same: frozenset[str]
    pairs_kept: int
    bound: int | None
    proven: bool
    settled: bool


class NothingLeftError(RuntimeError):
    """No choice of pairs was found without some mentors in the work given."""


@attrs.frozen(eq=False, kw_only=True, slots=False)
class WithoutMentors:
    """A programme's pairs, ready to be asked without any of its mentors.

    base: the pairs of the plan at hand, by mentee and mentor. wants: by mentee, 0 of who is not active. widened: flags
    by column of each row of diaries and of people kept apart that is "at most one" but for what people wrote down.
    """

    programme: Programme
    base: frozenset[Pair]
    case: Case
    problem: Without
    wants: np.ndarray
    widened: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, programme: Programme, history: History, base: Iterable[Pair]) -> WithoutMentors:
        """base: the pairs of the plan at hand. Raises ImpossiblePinsError as planning does."""
        candidates = find_candidates(programme, history)
        if candidates.input_problems:
            raise ImpossiblePinsError(candidates.input_problems)
        active = np.array([person.status is Status.ACTIVE for person in programme.mentees], dtype=bool)
        wants = np.where(active, np.array([person.wants for person in programme.mentees], dtype=np.int64), 0)
        seats = _all_wanted(seats_of(programme, candidates), wants)
        case = _case(programme, candidates, quality_of(programme, candidates), seats)
        pairs = frozenset(base)
        model, load, widened = _rows(case)
        return cls(
            programme=programme,
            base=pairs,
            case=case,
            problem=Without(model, _tiers(case, load, pairs)),
            wants=wants,
            widened=widened,
        )

    @property
    def people(self) -> tuple[str, ...]:
        """Who has a mentor in the plan at hand, sorted."""
        return tuple(sorted({mentee for mentee, _ in self.base}))

    def without(self, gone: Collection[str], *, work: float | None = None) -> Left:
        """The best that is left without these mentors. work: as in solving.without. Raises NothingLeftError."""
        absent = np.isin(self.case.mentor, [self.case.mentor_index[one] for one in gone])
        left = self._left(gone)
        none_wanted = ~self.case.held & (left[self.case.mentee] == 0)
        best = self.problem.best(
            self._padded(absent | none_wanted),
            self._limits(absent, left),
            work=work,
            hint=self._with_all if gone else None,
            settled=lambda values: self._settled(gone, values),
        )
        if best.chosen is None:
            raise NothingLeftError("no choice of pairs was found in the work given")
        return self._told(best, gone)

    @cached_property
    def _with_all(self) -> np.ndarray:
        """A choice that is allowed while nobody is gone: what is left of it always is."""
        nobody = np.zeros(len(self.case.mentor), dtype=bool)
        left = self._left(())
        none_wanted = ~self.case.held & (left[self.case.mentee] == 0)
        best = self.problem.best(self._padded(none_wanted), self._limits(nobody, left), settled=lambda _: True)
        if best.chosen is None:
            raise NothingLeftError("no choice of pairs is allowed at all")
        return best.chosen

    def _settled(self, gone: Collection[str], values: Sequence[int]) -> bool:
        """Whether these values alone say who has a mentor: who had one that stays and, of the others, none or all."""
        stay = [pair for pair in self.base if pair[1] not in gone]
        people, pairs = values[SEARCHED.index(PEOPLE)], values[SEARCHED.index(PAIRS)]
        return pairs == len(stay) and people in (len({mentee for mentee, _ in stay}), len(self.people))

    def _padded(self, flags: np.ndarray) -> np.ndarray:
        """Flags by column of the case, and of the units of load after those, of which none is meant."""
        return np.concatenate([flags, np.zeros(self.problem.model.n_columns - len(flags), dtype=bool)])

    def _left(self, gone: Collection[str]) -> np.ndarray:
        """By mentee how many pairs more they may have: what they want less what they hold with those who stay."""
        used = np.zeros(len(self.wants), np.int64)
        for row in _staying((*self.case.candidates.held, *self.case.candidates.on_hold), gone):
            used[self.case.mentee_index[row.mentee]] += 1
        return np.maximum(0, self.wants - used)

    def _limits(self, absent: np.ndarray, left: np.ndarray) -> list[Limit]:
        """What is tighter than in the rows, which were made for everybody who may want anybody new.

        New pairs of somebody who may have several and has some; and rows widened by meetings of which some are over.
        """
        case, out = self.case, []
        for mentee in np.flatnonzero(case.seats.several & (self.wants > left) & (left > 0)):
            out.append(Limit(self._padded(~case.held & (case.mentee == mentee)), int(left[mentee])))
        counted, absent = self._padded(case.recorded & ~case.columns.further), self._padded(absent)
        for columns in self.widened:
            stay = int((columns & counted & ~absent).sum())
            if stay < int((columns & counted).sum()):
                out.append(Limit(columns, max(1, stay)))
        return out

    def _told(self, best: Best, gone: Collection[str]) -> Left:
        assert best.chosen is not None
        plan = self._plan(best.chosen, gone)
        had = {mentee for mentee, _ in self.base}
        proven = best.proven > SEARCHED.index(PAIRS)
        return Left(
            plan=plan,
            reached=best.values[SEARCHED.index(REACH)],
            kept=frozenset(pair.mentee for pair in plan.pairs if pair.mentee in had),
            same=frozenset(pair.mentee for pair in plan.pairs if (pair.mentee, pair.mentor) in self.base),
            pairs_kept=best.values[SEARCHED.index(PAIRS)],
            bound=best.bounds[SEARCHED.index(REACH)],
            proven=proven,
            settled=best.proven == len(SEARCHED) or (proven and self._settled(gone, best.values)),
        )

    def _plan(self, chosen: np.ndarray, gone: Collection[str]) -> Plan:
        """Who, where and when, and nothing else of a plan."""
        pairs = self.case.candidates
        held = {(row.mentee, row.mentor): row for row in pairs.held}
        planned = sorted(
            (self._pair(int(column), held) for column in np.flatnonzero(chosen[: len(self.case.columns)])),
            key=lambda pair: (pair.mentee, pair.mentor),
        )
        there = {(pair.mentee, pair.mentor) for pair in planned}
        pins = {(row.mentee, row.mentor) for row in _staying(pairs.pins, gone)}
        return Plan(
            scope="match",
            made_from="",
            programme=self.programme.name,
            as_of=self.programme.as_of,
            pairs=tuple(planned),
            on_hold=tuple(
                OnHold(mentee=row.mentee, mentor=row.mentor, state=row.state) for row in _staying(pairs.on_hold, gone)
            ),
            pins_left_out=tuple(sorted(pins - there)),
        )

    def _pair(self, column: int, held: dict[Pair, PairRecord]) -> PlannedPair:
        case, pairs = self.case, self.case.candidates
        spot, option, pair = (int(by[column]) for by in (case.columns.spot, case.columns.option, case.columns.pair))
        who = (pairs.mentees[int(pairs.pair_mentee[pair])], pairs.mentors[int(pairs.pair_mentor[pair])])
        slot = slot_of(pairs, option)
        return PlannedPair(
            mentee=who[0],
            mentor=who[1],
            state=held[who].state if who in held else PairState.IDEA,
            quality=int(case.quality.total[spot]),
            meeting=None if slot is None else Meeting(place=pairs.places[int(pairs.spot_place[spot])], slot=slot),
            needs_approval=bool(pairs.pair_needs_approval[pair]) and who not in held,
            pinned=int(pairs.pair_kind[pair]) == PairKind.PIN,
        )


def _staying(rows: Iterable[PairRecord], gone: Collection[str]) -> list[PairRecord]:
    return [row for row in rows if row.mentor not in gone]


def _all_wanted(seats: Seats, wants: np.ndarray) -> Seats:
    """The seats as if nobody held anybody: whoever may come to want somebody new has columns for that.

    several: who may have more than one pair, whoever is gone.
    """
    return attrs.evolve(seats, wants_left=wants, several=np.maximum(wants, seats.held_by_mentee) >= 2)


def _case(programme: Programme, candidates: Candidates, quality: Quality, seats: Seats) -> Case:
    spots = usable_spots(programme, candidates, quality, seats)
    columns = make_columns(candidates, spots, seats, open_hours=False)
    return Case(
        programme=programme, candidates=candidates, quality=quality, seats=seats, columns=columns, open_hours=False
    )


def _rows(case: Case) -> tuple[Model, Load, tuple[np.ndarray, ...]]:
    """The rows of matching, and the columns of those that are widened.

    Load is not searched; its rows are there all the same, for they tell which columns are one mentor's.
    """
    rows = RowBuilder()
    for rule in ROWS:
        rule.add(case, rows)
    load = add_load(case, rows)
    model, widened = rows.model(len(case.columns) + load.n_units), []
    for at, name in enumerate(rows.names):
        if name[0] in (DIARY.id, MARGIN.id) and rows.upper[at] > 1:
            columns = np.zeros(model.n_columns, dtype=bool)
            columns[model.entry_column[model.entry_row == at]] = True
            widened.append(columns)
    return model, load, tuple(widened)


def _tiers(case: Case, load: Load, base: frozenset[Pair]) -> tuple[Ranked, ...]:
    """SEARCHED as points on columns, each with the most that can be."""
    usual = {tier.name: tier for tier in pair_tiers(case, load)}
    pairs, best = case.candidates, ~case.columns.further
    had = np.isin(pairs.mentees, [mentee for mentee, _ in base])
    ties = (hashes(case.programme.salt, pairs.mentees) % np.uint64(TIE_NUMBERS)).astype(np.int64)
    in_base = np.array(
        [(pairs.mentees[a], pairs.mentors[b]) in base for a, b in zip(pairs.pair_mentee, pairs.pair_mentor)], dtype=bool
    )
    n_pins = len(pairs.pins)
    counted = case.seats.counted
    most_reached = min(int(counted.sum()), int(case.seats.free_places.sum()) + len(pairs.held))
    most_priority = int(np.sort(case.seats.priority[counted])[::-1][:most_reached].sum())

    def own(name: str, points: np.ndarray) -> Tier:
        return Tier(name, "max", np.concatenate([points.astype(np.int64), np.zeros(load.n_units, np.int64)]))

    return (
        Ranked(usual[PINS], n_pins),
        Ranked(usual[PINS_SINCE], n_pins * (n_pins + 1) // 2),
        Ranked(usual[REACH], most_reached),
        Ranked(own(PEOPLE, best & had[case.mentee]), int(had.sum())),
        Ranked(own(PAIRS, in_base[case.columns.pair]), len(base)),
        Ranked(usual[PRIORITY], most_priority, apart=True),
        Ranked(own(TIE_BREAK, np.where(best & had[case.mentee], ties[case.mentee], 0)), int(ties[had].sum())),
    )
