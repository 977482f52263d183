"""Two judged plans beside each other: what differs, how sure that is, and who gains and who loses. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import attrs

from mentormatch.domain import tiers
from mentormatch.domain.frozen import frozen
from mentormatch.domain.people import Mentee
from mentormatch.domain.plan import TierValue
from mentormatch.domain.programme import Programme
from mentormatch.whatif.measures import Kind, Measured, Scenario, measured, tier_of


class Sure(Enum):
    """How sure a difference is."""

    PROVEN = "proven"
    SIGN = "direction proven"
    GAP = "within the gap"
    UNKNOWN = "not proven"
    PLAN = "of these plans"


@frozen
class Change:
    """One figure against the base's. low, high: between these the true difference lies, where bounds say so."""

    kind: Kind
    before: int
    after: int
    sure: Sure
    low: int | None = None
    high: int | None = None

    @property
    def by(self) -> int:
        """How much more it is."""
        return self.after - self.before


class Fate(Enum):
    """What a scenario is to somebody."""

    GAINS = "gains"
    LOSES = "loses"
    MOVES = "other mentor"
    NEW = "new"
    GONE = "gone"


class Because(Enum):
    """Why, as far as two plans tell. of a pair that is not in the other plan."""

    MENTOR_GONE = "their mentor is not there"
    MENTOR_NEW = "a mentor who was not there"
    RULES = "the two cannot meet"
    OTHERS = "others have the place"
    ROOM = "there is a place"


@frozen
class PersonChange:
    """What a scenario changes for one person. mentor: the one before or after that `because` is about.

    points: of their best pair before and after, 0 = none. says: why the two cannot meet, as it may be shown.
    others: who has the place instead.
    """

    person: str
    fate: Fate
    before: str | None = None
    after: str | None = None
    points: tuple[int, int] = (0, 0)
    because: Because | None = None
    says: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@frozen
class Group:
    """People of an area or at a stage: who want a mentor, and who is reached."""

    of: str
    name: str
    wanting: int
    reached: int


@frozen
class Compared:
    """One scenario against the base."""

    scenario: Scenario
    measured: Measured
    changes: tuple[Change, ...] = ()
    people: tuple[PersonChange, ...] = ()
    groups: tuple[Group, ...] = ()


@frozen
class Comparison:
    """The base and every scenario. The base's own changes and people are empty. kinds: every figure that one has."""

    base: Compared
    scenarios: tuple[Compared, ...]
    kinds: tuple[Kind, ...] = attrs.field(default=())

    @property
    def all(self) -> tuple[Compared, ...]:
        """The base, then the scenarios."""
        return (self.base, *self.scenarios)


WhyNot = Callable[[Scenario, str, str], tuple[str, ...]]
"""Why two cannot meet under a scenario, as it may be shown; () where they could, or where nothing more may be told."""


def compare(
    base: Scenario, scenarios: tuple[Scenario, ...], why_not: WhyNot, *, searched: frozenset[str] | None = None
) -> Comparison:
    """Everything that differs between each scenario's plan and the base's.

    searched: names of the tiers of pairs that were, None = all; the others come before nothing.
    """
    first = measured(base)
    out = [
        Compared(
            scenario=one,
            measured=(now := measured(one)),
            changes=_changes(base, first, one, now, searched),
            people=_people(base, first, one, now, why_not),
            groups=_groups(one, now),
        )
        for one in scenarios
    ]
    whole = Compared(scenario=base, measured=first, groups=_groups(base, first))
    kinds = {kind.id: kind for one in (whole, *out) for kind in one.measured.kinds}
    return Comparison(base=whole, scenarios=tuple(out), kinds=tuple(kinds.values()))


def _changes(
    base: Scenario, before: Measured, one: Scenario, after: Measured, searched: frozenset[str] | None
) -> tuple[Change, ...]:
    return tuple(
        _change(
            kind,
            before.values[kind.id],
            after.values[kind.id],
            tier_of(base, kind),
            tier_of(one, kind),
            settled=_settled(base, kind, searched) and _settled(one, kind, searched),
        )
        for kind in after.kinds
        if kind.id in before.values and kind.id in after.values
    )


def _settled(one: Scenario, kind: Kind, searched: frozenset[str] | None) -> bool:
    """Whether all that comes before a figure's tier is proven: else the best plan may have less here than this one."""
    names = [tier.name for tier in one.plan.tiers]
    if kind.tier not in names:
        return False
    before = one.plan.tiers[: names.index(kind.tier)]
    return all(tier.proven for tier in before if searched is None or tier.name in searched)


def _change(
    kind: Kind, before: int, after: int, was: TierValue | None, now: TierValue | None, *, settled: bool
) -> Change:
    """The difference; of a tier, bounds of both plans say between what the difference of the best there are lies."""
    if was is None or now is None:
        return Change(kind=kind, before=before, after=after, sure=Sure.PLAN)
    if not settled:
        return Change(kind=kind, before=before, after=after, sure=Sure.UNKNOWN)
    if was.proven and now.proven:
        return Change(kind=kind, before=before, after=after, sure=Sure.PROVEN, low=after - before, high=after - before)
    a, b = _range(was), _range(now)
    if a is None or b is None:
        return Change(kind=kind, before=before, after=after, sure=Sure.UNKNOWN)
    low, high = b[0] - a[1], b[1] - a[0]
    sure = Sure.SIGN if low > 0 or high < 0 else Sure.GAP
    return Change(kind=kind, before=before, after=after, sure=sure, low=low, high=high)


def best_between(one: Scenario, kind: Kind) -> tuple[int, int] | None:
    """Between what the best plan's value of a figure lies; None where nobody knows, or where no tier says it.

    Known only while every tier before it that has a bound is proven: else the best plan may have less here.
    """
    names = [tier.name for tier in one.plan.tiers]
    if kind.tier not in names:
        return None
    at = names.index(kind.tier)
    if any(tier.bound is not None and not tier.proven for tier in one.plan.tiers[:at]):
        return None
    return _range(one.plan.tiers[at])


def _range(tier: TierValue) -> tuple[int, int] | None:
    """Between what the best value of a tier lies, given the tiers before."""
    if tier.proven:
        return tier.value, tier.value
    if tier.bound is None:
        return None
    return (tier.value, tier.bound) if tier.sense == tiers.MAX else (tier.bound, tier.value)


def _groups(one: Scenario, now: Measured) -> tuple[Group, ...]:
    """By area and by stage, each in the programme's order; who has none is told as "not known"."""
    programme = one.programme
    names: dict[tuple[str, str], list[bool]] = {("area", area): [] for area in programme.areas}
    names |= {("stage", stage): [] for stage in programme.stages}
    for mentee in programme.mentees:
        if mentee.id in now.reached:
            for part in parts_of(mentee, programme):
                names.setdefault(part, []).append(now.reached[mentee.id])
    return tuple(
        Group(of=of, name=name, wanting=len(given), reached=sum(given)) for (of, name), given in names.items() if given
    )


def parts_of(mentee: Mentee, programme: Programme) -> tuple[tuple[str, str], tuple[str, str]]:
    """The area and the stage that somebody is counted in."""
    stage = None if mentee.stage is None else programme.stages[mentee.stage]
    return ("area", mentee.area or "not known"), ("stage", stage or "not known")


def _people(
    base: Scenario, before: Measured, one: Scenario, after: Measured, why_not: WhyNot
) -> tuple[PersonChange, ...]:
    """Everybody for whom something differs, those who lose first, then by id."""
    out = []
    for person in sorted(before.reached.keys() | after.reached.keys()):
        change = _person(person, base, before, one, after, why_not)
        if change is not None:
            out.append(change)
    order = (Fate.LOSES, Fate.GAINS, Fate.MOVES, Fate.NEW, Fate.GONE)
    return tuple(sorted(out, key=lambda change: (order.index(change.fate), change.person)))


def _person(
    person: str, base: Scenario, before: Measured, one: Scenario, after: Measured, why_not: WhyNot
) -> PersonChange | None:
    was, now = before.best.get(person), after.best.get(person)

    def change(fate: Fate, why: Why | None = None) -> PersonChange:
        given = why or Why()
        return PersonChange(
            person=person,
            fate=fate,
            before=was.mentor if was else None,
            after=now.mentor if now else None,
            points=(was.quality if was else 0, now.quality if now else 0),
            because=given.because,
            says=given.says,
            others=given.others,
        )

    if person not in after.reached:
        return change(Fate.GONE)
    if person not in before.reached:
        return change(Fate.NEW)
    had, has = before.reached[person], after.reached[person]
    if had == has and (was is None or now is None or was.mentor == now.mentor):
        return None
    if had and not has:
        return change(Fate.LOSES, None if was is None else _lost(person, was.mentor, one, base, why_not))
    if not had:
        why = None if now is None else _lost(person, now.mentor, base, one, why_not)
        return change(Fate.GAINS, None if why is None else why.turned())
    assert was is not None
    return change(Fate.MOVES, _lost(person, was.mentor, one, base, why_not))


@frozen
class Why:
    """Why a pair is in one plan and not in the other."""

    because: Because | None = None
    says: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def turned(self) -> Why:
        """The same said of the plan that has the pair."""
        turned = {Because.MENTOR_GONE: Because.MENTOR_NEW, Because.OTHERS: Because.ROOM}
        return Why(because=turned.get(self.because, self.because) if self.because else None, says=self.says)


def _lost(person: str, mentor: str, here: Scenario, other: Scenario, why_not: WhyNot) -> Why:
    """Why a pair of the other plan is not in this one, and who is with that mentor here and was not there."""
    if all(one.id != mentor for one in here.programme.mentors):
        return Why(because=Because.MENTOR_GONE)
    if says := why_not(here, person, mentor):
        return Why(because=Because.RULES, says=says)
    there = {pair.mentee for pair in other.plan.pairs if pair.mentor == mentor}
    others = {pair.mentee for pair in here.plan.pairs if pair.mentor == mentor} - there
    return Why(because=Because.OTHERS, others=tuple(sorted(others)))
