"""A plan: who could meet whom, where and when, why, who is still waiting and why, and what is proven.

The body of a plan (decisions, tier values, reasons, runners-up) is the same byte for byte on every machine wherever
every tier is proven. Bounds, prices, times and versions are evidence, and stand apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import PairState
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import NO_TIMETABLE, Timetable

Figures = Mapping[str, Any]


@frozen
class PartPoints:
    """What one part adds to a pair's quality: points out of `of`, and a sentence."""

    part: str
    points: int
    of: int
    says: str


@frozen
class Way:
    """One side's way to a meeting: mode, minutes one way, pence there and back; check = within doubt of a limit."""

    mode: str
    minutes: int
    pence: int
    known_from: str
    check: bool = False


@frozen
class Meeting:
    """Where and when: a venue id, "phone" or "video"; the slot; each side's way there; dates planned and held."""

    place: str
    slot: Slot
    mentee_way: Way | None = None
    mentor_way: Way | None = None
    dates_planned: int = 0
    dates_held: int = 0


@frozen
class RunnerUp:
    """Another possible mentor, not checked against others' places. needs_approval: an officer must first agree."""

    mentor: str
    quality: int
    place: str
    needs_approval: bool = False


@frozen
class PlannedPair:
    """A pair of the plan. state "idea" is the software's; every other state is people's own.

    needs_approval: an officer must first agree. renew_by: the clearance or approval that ends within the term, or None.
    moved: the meeting is not the one recorded. meeting None: no meeting yet.
    """

    mentee: str
    mentor: str
    state: PairState
    quality: int
    parts: tuple[PartPoints, ...] = ()
    meeting: Meeting | None = None
    runners_up: tuple[RunnerUp, ...] = ()
    needs_approval: bool = False
    pinned: bool = False
    moved: bool = False
    renew_by: dt.date | None = None
    notes: tuple[str, ...] = ()


class AnswerKind(Enum):
    """Why somebody is still waiting."""

    NONE_ACCEPTABLE = "none-acceptable"
    SHORTAGE = "shortage"
    TRADED = "traded"


@frozen
class Reason:
    """One line of an answer: the rule as it may be shown, a sentence, the figures in it."""

    rule: str
    says: str
    figures: Figures = attrs.field(factory=dict)


@frozen
class Swap:
    """Who would have to give up a place for whom: `mentor` would serve the person instead of `instead_of`.

    needs_approval: an officer must first agree to the person with the mentor.
    """

    mentor: str
    instead_of: str
    needs_approval: bool = False


@frozen
class Answer:
    """Why one person waits.

    shortage: `people` who can only be served by `mentors`, who have `places` between them; where hours are short,
    `minutes_needed` and `minutes_left` in the fullest week. smallest: whether no smaller such set exists.
    traded: the first `tier` that would be worse, its value `here` and `there` (None: no plan at all reaches this
    person beside the pairs in force); sure: proven.
    """

    mentee: str
    kind: AnswerKind
    reasons: tuple[Reason, ...] = ()
    people: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    places: int | None = None
    minutes_needed: int | None = None
    minutes_left: int | None = None
    smallest: bool | None = None
    swap: Swap | None = None
    tier: str | None = None
    here: int | None = None
    there: int | None = None
    sure: bool | None = None


@frozen
class Overtaken:
    """Somebody waits longer, with no less priority, than somebody who was placed with a mentor they could have had.

    needs_approval: an officer must first agree to the one who waits with that mentor.
    """

    waiting: str
    placed: str
    mentor: str
    needs_approval: bool = False


@frozen
class OnHold:
    """A held pair that is paused until somebody has looked, or that rests. Why is told by `show --safeguarding`."""

    mentee: str
    mentor: str
    state: PairState


class Proof(Enum):
    """What a tier's bound rests on."""

    COUNTED = "counted"
    PRICES = "prices"
    CLAIMED = "claimed"


@frozen
class TierValue:
    """One tier: its value, a bound that no plan passes given the tiers before, and what the bound rests on.

    proof None: not proven; the bound is then true all the same, or None. spent: what later tiers gave away of the value
    first reached. prices: by row name, over `scale`; only with proof "prices" or beside an unproven bound.
    """

    name: str
    part: str
    sense: str
    value: int
    bound: int | None = None
    proof: Proof | None = None
    spent: int = 0

    @property
    def proven(self) -> bool:
        """Whether no plan under the same rules does better here, given the tiers before."""
        return self.proof is not None


@frozen
class RowPrice:
    """The price of one row, by what the row says: rule id, whose it is, and the week or the stops that it is about."""

    rule: str
    who: tuple[str, ...]
    about: tuple[Any, ...]
    price: int


@frozen
class PriceList:
    """Prices that prove a bound of one tier: price / scale points for each unit of a row.

    bound: what they add up to, where that may be less than the tier's own bound; None: they must prove that.
    """

    tier: str
    scale: int
    prices: tuple[RowPrice, ...]
    bound: int | None = None


@frozen
class Placed:
    """A pair of a plan by ids, with place and hour only; both None: no meeting yet.

    needs_approval: an officer must first agree.
    """

    mentee: str
    mentor: str
    place: str | None = None
    slot: Slot | None = None
    needs_approval: bool = False


@frozen
class Witness:
    """Another plan under the same rules, as what differs: pairs of this plan that are gone, and those that come.

    A pair that stays but meets elsewhere or at another hour stands in both.
    """

    gone: tuple[tuple[str, str], ...] = ()
    come: tuple[Placed, ...] = ()


@frozen
class Evidence:
    """How the plan was found: nothing here changes what it says.

    tiers: name -> solver, status, seconds. sizes: pairs, options and so on. stopped: "clock", "interrupted" or None.
    witnesses: for each answer "traded" with a value `there`, by mentee, a plan that has that value.
    """

    price_lists: tuple[PriceList, ...] = ()
    tiers: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    sizes: Mapping[str, int] = attrs.field(factory=dict)
    versions: Mapping[str, str] = attrs.field(factory=dict)
    seconds: Mapping[str, float] = attrs.field(factory=dict)
    threads: int = 1
    stopped: str | None = None
    witnesses: Mapping[str, Witness] = attrs.field(factory=dict)


@frozen
class Point:
    """What a plan stands for in a trade-off: no plan has more of one measure without less of the other.

    measures: (name, value) of both. held: the tiers that were brought to their best before either, in their order.
    Of the other tiers such a plan proves nothing, and it says of nobody what it would take to reach them.
    """

    measures: tuple[tuple[str, int], ...]
    held: tuple[str, ...] = ()


@frozen
class Plan:
    """What the software proposes. made_from: a hash of the programme, policy and history that it was made from.

    scope: "match" (pairs), "schedule" (the timetable) or "plan" (both). point: set where it is one of a trade-off, and
    not what the programme's own order of tiers would choose.
    """

    scope: str
    made_from: str
    programme: str
    as_of: dt.date
    pairs: tuple[PlannedPair, ...] = ()
    on_hold: tuple[OnHold, ...] = ()
    unmatched: tuple[Answer, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()
    pins_left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    tiers: tuple[TierValue, ...] = ()
    timetable: Timetable = NO_TIMETABLE
    evidence: Evidence = attrs.field(factory=Evidence)
    point: Point | None = None

    @property
    def ideas(self) -> tuple[PlannedPair, ...]:
        """The pairs that the software proposes."""
        return tuple(pair for pair in self.pairs if pair.state is PairState.IDEA)

    @property
    def proven(self) -> bool:
        """Whether every tier is proven."""
        return all(tier.proven for tier in self.tiers)
