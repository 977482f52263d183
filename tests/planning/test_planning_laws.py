"""Laws of the planner as a whole: what changes nothing, what never makes it worse, and each part of quality alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import attrs
import pytest
from builders import LATER, mentee, mentor, programme, want
from random_programmes import random_programme

from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History, KeepApart, PairRecord, PairState
from mentormatch.domain.people import Mentor
from mentormatch.domain.places import Commitment
from mentormatch.domain.plan import Plan
from mentormatch.domain.policy import Policy
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.tiers import GROUPS
from mentormatch.domain.travelling import Spot
from mentormatch.domain.week import ALWAYS
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan


def planned(given: Programme, history: History) -> Plan | None:
    """The plan, or None where a pin cannot hold by itself and the input is refused."""
    try:
        return make_plan(given, history, "made from", Effort(threads=1, explain=False))
    except ImpossiblePinsError:
        return None


def tier(plan: Plan, name: str) -> int:
    return next(one.value for one in plan.tiers if one.name == name)


def values(plan: Plan) -> dict[str, int]:
    return {one.name: one.value for one in plan.tiers}


def chosen(plan: Plan) -> list[tuple[object, ...]]:
    """Who meets whom, where and when; who else could be is another matter."""
    return [(row.mentee, row.mentor, row.state, row.quality, row.meeting) for row in plan.pairs]


# ------------------------------------------------------------------------------------------- what changes nothing


@cache
def unused() -> list[tuple[Programme, History, Plan, tuple[str, str]]]:
    """Pairs that a plan could have had and did not. Nothing is given away: a worse start would allow more of it.

    No commitments and no sessions: one who is kept apart from somebody may not be near those either.
    """
    out = []
    for seed in range(40):
        drawn, history = random_programme(seed, mentees=4, mentors=4)
        policy = evolve(drawn.policy, quality_give=0, max_minutes=90)
        given = evolve(drawn, policy=policy, commitments=(), activities=())
        plan = planned(given, history)
        for pair in plan.ideas if plan else ():
            out += [(given, history, plan, (pair.mentee, other.mentor)) for other in pair.runners_up]
    return out


def places_of(plan: Plan, person: str) -> set[str]:
    return {row.meeting.place for row in plan.pairs if row.meeting and person in (row.mentee, row.mentor)}


def test_keeping_two_apart_who_are_not_paired_changes_no_pair_and_no_value() -> None:
    tried = 0
    for given, history, plan, pair in unused():
        if places_of(plan, pair[0]) & places_of(plan, pair[1]):
            continue  # at one venue within the margin the two would have to give way to each other
        banned = planned(evolve(given, keep_apart=(*given.keep_apart, KeepApart(people=pair))), history)
        assert banned is not None
        assert (chosen(banned), values(banned)) == (chosen(plan), values(plan)), (given.name, pair)
        tried += 1
    assert tried > 10


def test_a_no_between_two_who_are_not_paired_changes_no_pair_and_no_value() -> None:
    tried = 0
    for given, history, plan, pair in unused():
        no = PairRecord(mentee=pair[0], mentor=pair[1], state=PairState.DECLINED, since=given.as_of, by=pair[0])
        banned = planned(given, evolve(history, pairs=(*history.pairs, no)))
        assert banned is not None
        assert (chosen(banned), values(banned)) == (chosen(plan), values(plan)), (given.name, pair)
        tried += 1
    assert tried > 20


def test_a_mentor_with_no_places_changes_no_pair_and_no_value() -> None:
    for seed in range(450, 465):
        given, history = random_programme(seed)
        full = Mentor(id="M99", spot=Spot.unknown(), max_people=0, stage=5)
        one, other = planned(given, history), planned(evolve(given, mentors=(*given.mentors, full)), history)
        if one is not None and other is not None:
            assert (one.pairs, values(one)) == (other.pairs, values(other)), seed


def test_scaling_all_weights_changes_no_pair() -> None:
    for seed in range(540, 555):
        given, history = random_programme(seed)
        weights = {part: 3 * weight for part, weight in given.policy.weights.items()}
        scaled = evolve(given, policy=evolve(given.policy, weights=weights))
        one, other = planned(given, history), planned(scaled, history)
        if one is not None and other is not None:
            assert chosen(one) == chosen(other), seed


def test_other_ids_change_no_tier_before_the_tie_break() -> None:
    tried = 0
    for seed in range(600, 645):
        given, history = random_programme(seed)
        ids = sorted({row.id for row in (*given.mentees, *given.mentors)})
        new = {old: f"X{(7 * at + 3) % 10}{at}" for at, old in enumerate(ids)}
        one, other = planned(given, history), planned(renamed(given, new), renamed(history, new))
        assert (one is None) == (other is None), seed
        if one is None or other is None:
            continue
        before = [row.name for row in one.tiers][: [row.name for row in one.tiers].index("canonical")]
        assert {name: tier(one, name) for name in before} == {name: tier(other, name) for name in before}, seed
        tried += 1
    assert tried > 30


def renamed(value: Any, new: dict[str, str]) -> Any:
    """The same with every text that is an id replaced, wherever it stands."""
    if isinstance(value, str):
        return new.get(value, value)
    if isinstance(value, tuple | frozenset):
        return type(value)(renamed(one, new) for one in value)
    if attrs.has(type(value)):
        fields = {field.name: renamed(getattr(value, field.name), new) for field in attrs.fields(type(value))}
        return attrs.evolve(value, **{name: one for name, one in fields.items() if one is not getattr(value, name)})
    return value


# ------------------------------------------------------------------------------------- what never makes it worse


def a_further_mentor(given: Programme) -> Programme:
    further = mentor("M99", at=given.mentors[0].spot, when="Mon-Tue 09:00-17:00", stage=5, training=("induction",))
    return evolve(given, mentors=(*given.mentors, further))


def a_further_place(given: Programme) -> Programme:
    return evolve(given, mentors=tuple(evolve(row, max_people=row.max_people + 1) for row in given.mentors))


def everybody(given: Programme, **fields: Any) -> Programme:
    mentees, mentors = ([evolve(row, **fields) for row in rows] for rows in (given.mentees, given.mentors))
    return evolve(given, mentees=tuple(mentees), mentors=tuple(mentors))


def policy(**fields: Any) -> Callable[[Programme], Programme]:
    return lambda given: evolve(given, policy=evolve(given.policy, **fields))


def mentors(**fields: Any) -> Callable[[Programme], Programme]:
    return lambda given: evolve(given, mentors=tuple(evolve(row, **fields) for row in given.mentors))


def without_commitments(given: Programme) -> Programme:
    return evolve(given, commitments=(), activities=(), closures=())


LOOSER: dict[str, Callable[[Programme], Programme]] = {
    "a further mentor": a_further_mentor,
    "a further place": a_further_place,
    "requires": lambda given: everybody(given, requires=(), not_with=()),
    "stage": policy(min_gap=-10),
    "areas": policy(areas_apart=False),
    "travel": lambda given: policy(max_minutes=10_000)(everybody(given, max_minutes=None, max_pence=None)),
    "step-free and alcohol": lambda given: everybody(given, step_free=False, not_where_alcohol=False),
    "common-hour": lambda given: everybody(given, availability=ALWAYS),
    "commitments and closures": without_commitments,
    "approval": lambda given: everybody(given, needs_approval=False),
    "floor": policy(floor=0),
    "new people": mentors(new_people=None, people_elsewhere=0),
    "hours": mentors(minutes_a_week=10_000),
    "keep-apart": lambda given: evolve(given, keep_apart=()),
    "clearance": mentors(cleared_until=LATER),
    "training": lambda given: policy(required_training=())(mentors(trained_until=None)(given)),
    "not-at": lambda given: everybody(given, not_at=()),
    "home-by": lambda given: everybody(given, home_by=None, out_from=None),
    "first-meetings": policy(supervised_meetings=0),
}
"""A rule dropped by its id, or room added."""


@cache
def cases() -> list[tuple[Programme, History, int]]:
    """Programmes in which reach comes first, and what it is: mentors have little time, and one is busy on Mondays.

    Nobody is paired yet: a pair in force that may meet again takes hours that it did not need on hold. One venue: a
    nearer one that opens up may take the place of one with better hours in a pair's list.
    """
    out = []
    for seed in range(480, 530):
        drawn, history = random_programme(seed, mentees=4, mentors=3)
        kept = {drawn.venues[0].id, None}
        busy = Commitment(person="M0", slot=Slot(weekday=0, start=600, minutes=300), venue=None)
        given = evolve(
            drawn, venues=drawn.venues[:1], policy=evolve(drawn.policy, tiers=GROUPS, min_gap=2),
            mentors=tuple(evolve(row, minutes_a_week=100) for row in drawn.mentors),
            commitments=(busy, *(row for row in drawn.commitments if row.venue in kept)),
            activities=tuple(row for row in drawn.activities if row.fixed_venue in kept),
            closures=tuple(row for row in drawn.closures if row.venue in kept),
        )  # fmt: skip
        approvals = History(approvals=history.approvals)
        out.append((given, approvals, reach(given, approvals)))
    return out


def reach(given: Programme, history: History) -> int:
    plan = planned(given, history)
    assert plan is not None
    return tier(plan, "reach")


@pytest.mark.parametrize("what", LOOSER)
def test_more_room_or_a_rule_less_never_lowers_reach_where_reach_comes_first(what: str) -> None:
    rises = 0
    for given, history, tight in cases():
        loose = reach(LOOSER[what](given), history)
        assert loose >= tight, given.name
        rises += loose > tight
    assert rises, "it must make a difference somewhere"


def test_a_no_taken_back_never_lowers_reach_where_reach_comes_first() -> None:
    rises = 0
    for at, (given, history, loose) in enumerate(cases()):
        pairs = [(one.id, other.id) for one in given.mentees for other in given.mentors if one.id != other.id]
        noes = [
            PairRecord(mentee=one, mentor=other, state=PairState.DECLINED, since=given.as_of, by=one)
            for one, other in pairs[at % 3 :: 3]
        ]
        tight = reach(given, evolve(history, pairs=tuple(noes)))
        assert loose >= tight, given.name
        rises += loose > tight
    assert rises


# ------------------------------------------------------------------------------- each part of quality by itself


ALONE: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "travel": ({}, {"at": 0}, {"at": 1_500}),
    "life": ({"life_stage": "parent"}, {"life_stage": "parent"}, {"life_stage": "older"}),
    "interests": ({"interests": ("football",)}, {"interests": ("football",)}, {"interests": ("knitting",)}),
    "lived": (
        {"lived": ("prison",)},
        {"lived": ("prison",), "lived_use": True},
        {"lived": ("care",), "lived_use": True},
    ),
    "stage": ({"stage": 1}, {"stage": 3}, {"stage": 5}),
    "wishes": ({"prefers": (want("gender: woman"),)}, {"gender": "woman"}, {"gender": "man"}),
    "choice": ({}, {"when": "Mon 08:00-16:00"}, {"when": "Mon 08:00-10:30"}),
}
"""Of the mentee, of the mentor who suits them better, and of the one who is the same but for this part."""


@pytest.mark.parametrize("part", ALONE)
def test_each_part_of_quality_alone_can_decide_who_is_paired(part: str) -> None:
    """Whichever of the two ids is the better one's; and with no weight on the part, the ids decide."""
    own, better, worse = ALONE[part]

    def paired(first: dict[str, Any], second: dict[str, Any], **weights: Mapping[str, int]) -> str:
        given = programme([mentee(**own)], [mentor("M1", **first), mentor("M2", **second)], policy=weights)
        plan = planned(given, History())
        assert plan is not None
        (pair,) = plan.pairs
        return pair.mentor

    assert (paired(better, worse), paired(worse, better)) == ("M1", "M2")
    weightless = {"weights": {**Policy().weights, part: 0}}
    assert paired(better, worse, **weightless) == paired(worse, better, **weightless)
