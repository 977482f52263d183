"""Plans for tests of the judge: given who meets whom and when, every figure is filled in as the judge reckons it.

So a forged plan is wrong in one thing only. What the judge itself reckons is tested by hand in tests/quality,
tests/rules and tests/checking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs
from builders import slot as slot_of

from mentormatch.checking import verdict_of
from mentormatch.checking.answers import overtaken
from mentormatch.checking.case import Case, Planned
from mentormatch.checking.figures import renewal, way_of
from mentormatch.checking.rules import diary, keep_apart_margin
from mentormatch.checking.rules.held import may_stay
from mentormatch.checking.rules.hours import room_by_week
from mentormatch.checking.sentences import of_part
from mentormatch.checking.sieve import Sieve
from mentormatch.checking.values import values
from mentormatch.domain import wording
from mentormatch.domain.history import History, PairState
from mentormatch.domain.plan import (
    Answer,
    AnswerKind,
    Meeting,
    OnHold,
    PartPoints,
    Plan,
    PlannedPair,
    Reason,
    RunnerUp,
    TierValue,
)
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import BY_ID
from mentormatch.domain.slots import Slot

Pair = tuple[str, str]
Where = tuple[str, "Slot | str"] | None


def honest_plan(
    programme: Programme,
    history: History | None = None,
    meetings: Mapping[Pair, Where] | None = None,
    *,
    left_out: tuple[Pair, ...] = (),
) -> Plan:
    """The plan of just these pairs at these places and hours, held pairs with their recorded meetings beside them."""
    history = history or History()
    wanted = {pair: _where(where) for pair, where in (meetings or {}).items()}
    bare = Plan(scope="match", made_from="", programme=programme.name, as_of=programme.as_of)
    case = Case(programme, history, bare)
    for pair in case.facts.in_force:
        wanted.setdefault(pair, case.options.recorded(pair))
    pairs = tuple(_bare_pair(case, pair, where) for pair, where in sorted(wanted.items(), key=lambda item: item[0]))
    resting = tuple(
        OnHold(mentee=pair[0], mentor=pair[1], state=row.state)
        for pair, row in sorted(case.facts.on_hold.items())
        if pair not in wanted
    )
    return filled_in(programme, history, attrs.evolve(bare, pairs=pairs, on_hold=resting, pins_left_out=left_out))


def filled_in(programme: Programme, history: History, plan: Plan) -> Plan:
    """The same decisions with every figure, answer and tier as the judge reckons them."""
    case = Case(programme, history, plan)
    sieve = Sieve(case)
    plan = attrs.evolve(plan, pairs=tuple(_full_pair(case, sieve, one) for one in case.planned))
    case.plan = plan
    tiers = tuple(
        TierValue(name=kind.name, part="match", sense=kind.sense, value=values(case)[kind.name])
        for kind in programme.policy.tier_order()
    )
    reach = next(tier.value for tier in tiers if tier.name == "reach")
    return attrs.evolve(
        plan,
        tiers=tiers,
        unmatched=tuple(_answer(case, sieve, mentee, reach) for mentee in case.waiting),
        overtaken=tuple(sorted(overtaken(case, sieve), key=lambda row: (row.waiting, row.placed, row.mentor))),
    )


def greedy_plan(programme: Programme, history: History | None = None) -> Plan:
    """A plan that breaks no rule: each mentee in turn gets the best mentor and hour that is still free."""
    history = history or History()
    start = honest_plan(programme, history, _recorded_or_else(programme, history))
    case = Case(programme, history, start)
    sieve, taken, people = Sieve(case), list(case.planned), Counter[str]()
    use = {mentor.id: list(room_by_week(case, mentor)) for mentor in programme.mentors}
    for one in taken:
        _book(case, use, one)
    for mentee in case.facts.counted:
        found = sorted(sieve.acceptable(mentee), key=lambda candidate: (-candidate.best, candidate.mentor.id))
        for _ in range(case.facts.wants_left(mentee)):
            for candidate in found:
                one = _first_fit(case, candidate, taken, people, use)
                if one is not None:
                    taken.append(one)
                    people[one.pair.mentor] += 1
                    _book(case, use, one)
                    break
    left_out = tuple(pair for pair in case.facts.pins if pair not in {one.key for one in taken})
    pairs = tuple(attrs.evolve(one.pair, pinned=one.pin) for one in sorted(taken, key=lambda one: one.key))
    return filled_in(programme, history, attrs.evolve(start, pairs=pairs, pins_left_out=left_out))


def refused_for(programme: Programme, history: History | None, plan: Plan, **more: Any) -> list[str]:
    """The ids for which the judge refuses a plan, each once, sorted; [] = it holds."""
    verdict = verdict_of(programme, history or History(), plan, **more)
    return sorted({breach.rule for breach in verdict.breaches})


def with_tier(plan: Plan, name: str, **changes: Any) -> Plan:
    """The plan with one tier changed."""
    tiers = tuple(attrs.evolve(tier, **changes) if tier.name == name else tier for tier in plan.tiers)
    return attrs.evolve(plan, tiers=tiers)


def with_pair(plan: Plan, at: int = 0, **changes: Any) -> Plan:
    """The plan with one pair changed."""
    pairs = list(plan.pairs)
    pairs[at] = attrs.evolve(pairs[at], **changes)
    return attrs.evolve(plan, pairs=tuple(pairs))


# ------------------------------------------------------------------------------------------------------------- inside


def _where(where: Where) -> tuple[str, Slot] | None:
    if where is None:
        return None
    place, slot = where
    return place, slot_of(slot) if isinstance(slot, str) else slot


def _bare_pair(case: Case, pair: Pair, where: tuple[str, Slot] | None) -> PlannedPair:
    record = case.facts.held.get(pair)
    meeting = Meeting(place=where[0], slot=where[1]) if where else None
    state = record.state if record else PairState.IDEA
    pinned = record is None and pair in case.facts.pins
    return PlannedPair(mentee=pair[0], mentor=pair[1], state=state, quality=0, meeting=meeting, pinned=pinned)


def _full_pair(case: Case, sieve: Sieve, one: Planned) -> PlannedPair:
    quality = case.quality(one.mentee, one.mentor, one.place)
    meeting = one.pair.meeting
    if meeting:
        turn = case.turn_of(one.mentee, meeting)
        meeting = attrs.evolve(
            meeting,
            mentee_way=way_of(case, one.mentee, meeting.place),
            mentor_way=way_of(case, one.mentor, meeting.place),
            dates_planned=case.dates.planned(turn, meeting.slot.weekday).bit_count(),
            dates_held=case.dates.held(one.mentee, one.mentor, meeting.place, meeting.slot).bit_count(),
        )
    return attrs.evolve(
        one.pair,
        quality=quality.total,
        parts=tuple(
            PartPoints(part=part, points=points, of=most, says=of_part(case, one, part))
            for part, (points, most) in quality.parts.items()
        ),
        meeting=meeting,
        runners_up=_runners_up(case, sieve, one) if one.idea else (),
        needs_approval=case.facts.approval_open(one.mentee, one.mentor),
        moved=case.options.recorded(one.key) is not None and not one.kept,
        renew_by=renewal(case, one),
    )


def _runners_up(case: Case, sieve: Sieve, one: Planned) -> tuple[RunnerUp, ...]:
    taken = {other.pair.mentor for other in case.by_mentee[one.pair.mentee]}
    others = [found for found in sieve.acceptable(one.mentee) if found.mentor.id not in taken]
    others.sort(key=lambda found: (-found.best, found.mentor.id))
    return tuple(
        RunnerUp(
            mentor=found.mentor.id,
            quality=found.best,
            place=min(place for place, points in found.qualities.items() if points == found.best),
            needs_approval=case.facts.approval_open(one.mentee, found.mentor),
        )
        for found in others[:2]
    )


def _answer(case: Case, sieve: Sieve, mentee: Any, reach: int) -> Answer:
    if sieve.acceptable(mentee):
        return Answer(mentee=mentee.id, kind=AnswerKind.TRADED, tier="reach", here=reach, sure=False)
    refusals = (sieve.refused_by(mentee, other) for other in case.programme.mentors if other.id != mentee.id)
    counts = Counter(rule.id for rule in refusals if rule)
    reasons = tuple(
        Reason(rule=rule, says=wording.refused(BY_ID[rule], number), figures={"mentors": number})
        for rule, number in sorted(counts.items())
    )
    return Answer(mentee=mentee.id, kind=AnswerKind.NONE_ACCEPTABLE, reasons=reasons)


def _recorded_or_else(programme: Programme, history: History) -> dict[Pair, Where]:
    """For each held pair the recorded meeting, or its first option, or none."""
    bare = Plan(scope="match", made_from="", programme=programme.name, as_of=programme.as_of)
    case = Case(programme, history, bare)
    out: dict[Pair, Where] = {}
    for pair in case.facts.in_force:
        mentee, mentor = case.facts.mentees[pair[0]], case.facts.mentors[pair[1]]
        recorded = case.options.recorded(pair)
        out[pair] = recorded
        if recorded is not None and not may_stay(case, mentee, mentor):
            found = case.options_of(mentee, mentor)
            options = [
                (place, turn.slot(*at))
                for place in found.places
                for turn, starts in found.by_place[place]
                for at in case.starts.each(starts)
            ]
            out[pair] = options[0] if options else None
    return out


def _first_fit(case: Case, candidate: Any, taken: list[Planned], people: Counter[str], use: Any) -> Planned | None:
    mentee, mentor = candidate.mentee, candidate.mentor
    key = (mentee.id, mentor.id)
    if people[mentor.id] >= case.facts.free_places(mentor) or any(other.key == key for other in taken):
        return None
    near = [other for other in taken if {*other.key} & {*key} and other.pair.meeting]
    wary = case.facts.apart(mentee.id) | case.facts.apart(mentor.id)
    watched = [other for other in taken if wary & {*other.key} and other.pair.meeting]
    by_place = case.options_of(mentee, mentor).by_place
    for place in sorted(candidate.qualities, key=lambda place: (-candidate.qualities[place], place)):
        for turn, starts in by_place[place]:
            for weekday, start in case.starts.each(starts):
                meeting = Meeting(place=place, slot=turn.slot(weekday, start))
                bare = PlannedPair(mentee=key[0], mentor=key[1], state=PairState.IDEA, quality=0, meeting=meeting)
                one = case.as_planned(bare)
                if _fits(case, one, near, watched, use):
                    return one
    return None


def _fits(case: Case, one: Planned, near: list[Planned], watched: list[Planned], use: Any) -> bool:
    meeting = one.pair.meeting
    assert meeting is not None
    taken = case.room.use(one.mentee, one.mentor, meeting.place, meeting.slot)
    left = use[one.pair.mentor]
    if any(taken.minutes > rest for week, rest in enumerate(left) if taken.weeks >> week & 1):
        return False
    for other in near:
        for person in {*one.key} & {*other.key}:
            if diary.clash(case, person, diary._stop(case, one), diary._stop(case, other)):
                return False
    return not any(
        other.place == one.place and other.at_a_venue and keep_apart_margin._too_near(case, one, other)
        for other in watched
    )


def _book(case: Case, use: Any, one: Planned) -> None:
    slot = one.pair.meeting.slot if one.pair.meeting else None
    taken = case.room.use(one.mentee, one.mentor, one.place, slot)
    left = use[one.pair.mentor]
    for week in range(len(left)):
        left[week] -= taken.minutes * (taken.weeks >> week & 1)
