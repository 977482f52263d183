"""The best plan of a small programme by trying all of them: an oracle that shares nothing with the planner.

Pairs, places, hours and points are the judge's own (mentormatch.checking), written apart from the planner; what is
tried, in which order tiers are asked and what is taken back follows docs/problem.md, sections 5, 6 and 8.

What a tier up to canonical sees of a pair is its quality and whether a recorded meeting moves: its *look*. So the sets
of pairs, each with a look, are listed first, as arrays, under wants and places alone (`Table`). Whether a set can be
given places and hours is asked of a search (`Hours`), and only for the sets that would be best.
"""

from __future__ import annotations

from itertools import combinations, product

import attrs
import numpy as np
from brute_ways import MEETINGS, Chosen, Hours, Pair, meeting_values, pairs_of

from mentormatch.checking.case import Case
from mentormatch.checking.sieve import Sieve, refused_state
from mentormatch.checking.wants import all_required_met
from mentormatch.domain import tiers
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentee, Mentor, Status
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import TierKind, band_of

LIMIT = 200_000
"""Programmes with more sets of pairs than this are not enumerated."""


class TooLargeError(Exception):
    """The programme has more sets of pairs than the limit: skipped, and counted as such."""


# ---------------------------------------------------------------------------------------------------- sets of pairs


class Table:
    """Every set of pairs with their looks that wants and free places allow.

    values: points by set and tier up to canonical, shape (n_sets, n_tiers). state: which state of each mentee, shape
    (n_sets, n_mentees); a state is the pairs of one mentee with their looks.
    """

    def __init__(self, case: Case, pairs: list[Pair], limit: int) -> None:
        self.case, self.pairs = case, pairs
        self.kinds = [kind for kind in case.policy.tier_order() if kind not in MEETINGS]
        mentors = {mentor.id: at for at, mentor in enumerate(case.programme.mentors)}
        free = np.array([case.facts.free_places(mentor) for mentor in case.programme.mentors])
        base = np.array([mentor.people_elsewhere for mentor in case.programme.mentors])
        for _, mentor in case.facts.held:
            base[mentors[mentor]] += 1
        self.mentees = [mentee for mentee in case.programme.mentees if any(p.mentee == mentee.id for p in pairs)]
        self.states: list[list[Chosen]] = []
        self.values = np.zeros((1, len(self.kinds)), dtype=np.int64)
        self.state = np.zeros((1, 0), dtype=np.int64)
        taken = np.zeros((1, len(free)), dtype=np.int64)
        for mentee in self.mentees:
            states = self._states(mentee)
            self.states.append(states)
            points = np.array([self._points(mentee, state) for state in states]).reshape(len(states), len(self.kinds))
            ideas = np.zeros((len(states), len(free)), dtype=np.int64)
            for at, state in enumerate(states):
                for index, _ in state:
                    ideas[at, mentors[pairs[index].mentor]] += not pairs[index].held
            if len(taken) * len(states) > 10 * limit:
                raise TooLargeError(f"{len(taken)} x {len(states)} sets of pairs")
            fits = ((taken[:, None, :] + ideas[None]) <= free).all(axis=2)
            old, new = np.nonzero(fits)
            if len(old) > limit:
                raise TooLargeError(f"{len(old)} sets of pairs")
            taken = taken[old] + ideas[new]
            self.values = self.values[old] + points[new]
            self.state = np.concatenate([self.state[old], new[:, None]], axis=1)
        self.values[:, [kind.name for kind in self.kinds].index(tiers.LOAD.name)] = ((base + taken) ** 2).sum(axis=1)

    def _states(self, mentee: Mentee) -> list[Chosen]:
        """All held pairs of a mentee, each with one look, and any ideas that there is room for."""
        mine = [pair for pair in self.pairs if pair.mentee == mentee.id]
        held, others = [pair for pair in mine if pair.held], [pair for pair in mine if not pair.held]
        out = []
        for number in range(min(self.case.facts.wants_left(mentee), len(others)) + 1):
            for ideas in combinations(others, number):
                together = sorted((*held, *ideas), key=lambda pair: pair.index)
                for looks in product(*(pair.looks for pair in together)):
                    out.append(tuple(zip((pair.index for pair in together), looks)))
        return out

    def _points(self, mentee: Mentee, state: Chosen) -> list[int]:
        """What the pairs of one mentee add to each tier; load is reckoned for all together."""
        mine = [self.pairs[index] for index, _ in state]
        moves = sum(moved for _, (_, moved) in state)
        points = sorted((quality for _, (quality, _) in state), reverse=True)
        points = points if self.case.facts.counts(mentee) else []
        found = {
            tiers.PINS.name: sum(pair.pin for pair in mine),
            tiers.PINS_SINCE.name: sum(
                self.case.facts.pin_standing[pair.mentee, pair.mentor] for pair in mine if pair.pin
            ),
            tiers.APPROVAL.name: sum(pair.needs_approval for pair in mine),
            tiers.STABILITY_MEETINGS.name: moves,
            tiers.CANONICAL.name: sum(pair.tie for pair in mine),
            tiers.REACH.name: int(bool(points)),
            tiers.PRIORITY.name: self.case.facts.priority(mentee) if points else 0,
            tiers.QUALITY.name: sum(points[:1]),
            tiers.FURTHER_NUMBER.name: len(points[1:]),
            tiers.FURTHER_QUALITY.name: sum(points[1:]),
        }
        for best in points[:1]:
            found[tiers.fairness(band_of(best, self.case.policy.bands)).name] = 1
        return [found.get(kind.name, 0) for kind in self.kinds]

    def chosen(self, row: int) -> Chosen:
        """The pairs of one set with their looks."""
        states = (of_mentee[at] for of_mentee, at in zip(self.states, self.state[row]))
        return tuple(sorted(one for state in states for one in state))

    def reaching(self, mentee: str) -> np.ndarray:
        """The sets that hold a pair of somebody."""
        for at, one in enumerate(self.mentees):
            if one.id == mentee:
                has = np.array([bool(state) for state in self.states[at]])
                return np.flatnonzero(has[self.state[:, at]])
        return np.zeros(0, dtype=np.int64)


# ------------------------------------------------------------------------------------------------------- the best


@attrs.frozen(eq=False, kw_only=True)
class Best:
    """reached: the value of each tier when it was its turn. final: after what was given and not needed is taken back.

    pairs: the sets of pairs, as (mentee, mentor), that are best; more than one only where tie-breaks add up alike.
    """

    reached: dict[str, int]
    final: dict[str, int]
    pairs: set[frozenset[tuple[str, str]]]


@attrs.frozen(kw_only=True)
class Trade:
    """The first tier in which the best plan that reaches somebody is worse, and its value there; None: no such plan."""

    tier: str | None
    there: int | None


class BruteForce:
    """All plans of one programme. Raises TooLargeError where there are more sets of pairs than the limit."""

    def __init__(self, programme: Programme, history: History, limit: int = LIMIT) -> None:
        nothing = Plan(scope="match", made_from="", programme=programme.name, as_of=programme.as_of)
        self.case = Case(programme, history, nothing)
        self.sieve = Sieve(self.case)
        self.pairs = pairs_of(self.case, self.sieve)
        self.table = Table(self.case, self.pairs, limit)
        self.hours = Hours(self.case, self.pairs)
        self._allowed: dict[int, bool] = {}

    def impossible_pins(self) -> list[tuple[str, str]]:
        """Pairs to be kept together that break a rule which no pin overrides: the input is refused for them."""
        facts = self.case.facts
        known = [(one, other) for one, other in facts.pins if one in facts.mentees and other in facts.mentors]
        return [pin for pin in known if not self._may_be_kept(facts.mentees[pin[0]], facts.mentors[pin[1]])]

    def _may_be_kept(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether a pin breaks nothing but what a pin overrides: policy, travel, hours and dates."""
        facts, options = self.case.facts, self.case.options
        if mentee.id == mentor.id or Status.ACTIVE is not mentee.status or Status.ACTIVE is not mentor.status:
            return False
        if refused_state(self.case, mentee.id, mentor.id) or not all_required_met(facts, mentee, mentor):
            return False
        if facts.approval_forbids(mentee, mentor) or not facts.free_places(mentor):
            return False
        if facts.kept_apart(mentee.id, mentor.id) or not facts.cleared(mentor) or not facts.trained(mentor):
            return False
        return bool(options.of(mentee, mentor).places) or not options.hours(mentee, mentor, with_dates=True)

    def allowed(self, row: int) -> bool:
        """Whether the pairs of a row of the table can have places and hours."""
        if row not in self._allowed:
            self._allowed[row] = self.hours.allow(self.table.chosen(row))
        return self._allowed[row]

    def best(self) -> Best | None:
        """The best plan by every tier in order; None where no plan is allowed at all."""
        rows, kinds = np.arange(len(self.table.values)), self.table.kinds
        reached: dict[str, int] = {}
        for kind in kinds[:-1]:
            value = self._best_value(rows, kind)
            if value is None:
                return None
            reached[kind.name] = value
            rows = self._no_worse(rows, kind, value, self._give(kind, value))
        for kind in kinds[:-1]:
            if self._give(kind, reached[kind.name]):
                rows = self._no_worse(rows, kind, self._surely(rows, kind), 0)
        reached[kinds[-1].name] = self._surely(rows, kinds[-1])
        rows = self._no_worse(rows, kinds[-1], reached[kinds[-1].name], 0)
        return self._with_hours(rows, reached)

    def _with_hours(self, rows: np.ndarray, reached: dict[str, int]) -> Best:
        """The best of some rows that differ in no tier up to canonical, by places and hours."""
        found: dict[int, list[int]] = {}
        for row in rows.tolist():
            cost = self.hours.cheapest(self.table.chosen(row))
            if cost is not None:
                found.setdefault(cost, []).append(row)
        cost = min(found)
        meetings = meeting_values(cost)
        final = dict(zip((kind.name for kind in self.table.kinds), self.table.values[found[cost][0]].tolist()))
        pairs = {
            frozenset((self.pairs[index].mentee, self.pairs[index].mentor) for index, _ in self.table.chosen(row))
            for row in found[cost]
        }
        return Best(reached=reached | meetings, final=final | meetings, pairs=pairs)

    def trade(self, mentee: str, here: dict[str, int]) -> Trade:
        """What it would cost to reach somebody: every tier held at its value `here`, one after another."""
        rows = self.table.reaching(mentee)
        for kind in self.table.kinds:
            there = self._best_value(rows, kind)
            if there is None:
                return Trade(tier=None, there=None)
            if _sign(kind) * there < _sign(kind) * here[kind.name]:
                return Trade(tier=kind.name, there=there)
            rows = self._no_worse(rows, kind, here[kind.name], 0)
        raise AssertionError(f"{mentee} can be reached by a plan that is worse in no tier up to canonical")

    def _give(self, kind: TierKind, value: int) -> int:
        """What later tiers may spend of a value."""
        policy = self.case.policy
        if kind.name in policy.gives:
            return policy.gives[kind.name]
        return value * policy.quality_give // 1000 if kind is tiers.QUALITY else 0

    def _best_value(self, rows: np.ndarray, kind: TierKind) -> int | None:
        """The best value of a tier among some rows that have places and hours; None where none has."""
        values = self.table.values[rows, self.table.kinds.index(kind)]
        for at in np.argsort(-_sign(kind) * values, kind="stable").tolist():
            if self.allowed(int(rows[at])):
                return int(values[at])
        return None

    def _surely(self, rows: np.ndarray, kind: TierKind) -> int:
        value = self._best_value(rows, kind)
        assert value is not None, "rows with an allowed one among them have lost it"
        return value

    def _no_worse(self, rows: np.ndarray, kind: TierKind, value: int, give: int) -> np.ndarray:
        """Those of some rows that lie at most `give` behind a value; rows known to be not allowed are dropped."""
        values = _sign(kind) * self.table.values[rows, self.table.kinds.index(kind)]
        kept = rows[values >= _sign(kind) * value - give]
        return np.array([row for row in kept.tolist() if self._allowed.get(row, True)], dtype=np.int64)


def _sign(kind: TierKind) -> int:
    return 1 if kind.sense == tiers.MAX else -1
