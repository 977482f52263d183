"""Comparing judged plans: what each scenario changes, for whom, why, and how sure that is."""

from __future__ import annotations

import datetime as dt
import pickle
import random

import attrs
import pytest
from builders import commitment, mentee, mentor, programme
from random_programmes import random_programme

from mentormatch import engine
from mentormatch.commands.whatif import Reasons
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentor, Urgency
from mentormatch.domain.plan import Plan, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan
from mentormatch.records import body_bytes
from mentormatch.whatif import (
    Asked,
    Because,
    Compared,
    Comparison,
    Fate,
    PersonChange,
    Scenario,
    Sure,
    compare,
    effort_for,
    measured,
    plans,
)
from mentormatch.whatif.run import longest_first

EFFORT = effort_for(time_limit=None, threads=1, seed=0, all_tiers=False)


def test_whom_somebody_has_named_first_and_who_still_waits_is_counted_while_that_holds() -> None:
    until = {"urgency": (Urgency.RAISED,), "urgency_set_by": "S1"}
    people = [
        mentee("E1", **until, urgency_until=dt.date(2030, 1, 1)),
        mentee("E2", **until, urgency_until=dt.date(2020, 1, 1)),
        mentee("E3"),
        mentee("E4", **until, urgency_until=dt.date(2030, 1, 1)),
    ]
    given = programme(mentees=people, mentors=[mentor("M1", max_people=1)])
    assert scenario("now", given).plan.pairs
    assert measured(scenario("now", given)).values["seldom-heard"] == 1


def scenario(name: str, given: Programme, history: History | None = None) -> Scenario:
    history = history or History()
    judged = engine.plan(given, history, effort=EFFORT)
    assert judged.verdict.verified, judged.verdict.breaches
    return Scenario(name=name, title=name, says="", programme=given, history=history, judged=judged)


def compared(before: Programme, after: Programme) -> Comparison:
    return compare(scenario("now", before), (scenario("then", after),), Reasons())


def only(comparison: Comparison) -> Compared:
    (one,) = comparison.scenarios
    return one


def person(comparison: Comparison, name: str) -> PersonChange:
    return next(one for one in only(comparison).people if one.person == name)


def by(comparison: Comparison, figure: str) -> tuple[int, Sure]:
    change = next(one for one in only(comparison).changes if one.kind.id == figure)
    return change.by, change.sure


TWO = programme(mentees=2, mentors=[mentor("M1", max_people=1), mentor("M2", max_people=1)])
ONE = evolve(TWO, mentors=TWO.mentors[:1])


def test_the_same_programme_twice_differs_in_nothing() -> None:
    comparison = compared(TWO, TWO)
    assert only(comparison).people == ()
    assert all(change.by == 0 for change in only(comparison).changes)


def test_a_mentor_who_leaves_costs_one_their_place_and_says_so() -> None:
    comparison = compared(TWO, ONE)
    assert by(comparison, "reached") == (-1, Sure.PROVEN)
    assert by(comparison, "waiting") == (1, Sure.PLAN)
    (lost,) = (one for one in only(comparison).people if one.fate is Fate.LOSES)
    assert lost.because in (Because.MENTOR_GONE, Because.OTHERS)


def test_a_mentor_who_comes_gives_one_a_place_and_says_so() -> None:
    comparison = compared(ONE, TWO)
    assert by(comparison, "reached") == (1, Sure.PROVEN)
    (gained,) = (one for one in only(comparison).people if one.fate is Fate.GAINS)
    assert gained.because in (Because.MENTOR_NEW, Because.ROOM)


def test_a_pair_that_rules_forbid_is_told_by_its_rule() -> None:
    before = programme(mentees=[mentee("E1", when="Mon 10:00-12:00")], mentors=[mentor("M1")])
    after = evolve(before, commitments=(commitment("M1", "Mon 09:00-13:00"),))
    lost = person(compared(before, after), "E1")
    assert (lost.fate, lost.because) == (Fate.LOSES, Because.RULES)
    assert "hour" in " ".join(lost.says)


def test_a_safeguarding_rule_reads_as_a_lack_of_places() -> None:
    from builders import apart

    before = programme(mentees=1, mentors=1)
    after = evolve(before, keep_apart=(apart("E1", "M1"),))
    lost = person(compared(before, after), "E1")
    assert (lost.because, lost.says, lost.others) == (Because.OTHERS, (), ())


def test_areas_are_counted_apart() -> None:
    given = programme(
        mentees=[mentee("E1", area="North"), mentee("E2", area="South")],
        mentors=[mentor("M1", area="North", max_people=2)],
        areas=("North", "South"),
    )
    comparison = compared(given, evolve(given, policy=evolve(given.policy, areas_apart=True)))
    groups = {(one.name, one.wanting, one.reached) for one in only(comparison).groups if one.of == "area"}
    assert groups == {("North", 1, 1), ("South", 1, 0)}


RANGES = {
    "both proven": ((5, 5, True), (7, 7, True), Sure.PROVEN),
    "apart": ((5, 6, False), (8, 9, False), Sure.SIGN),
    "within the gap": ((5, 8, False), (7, 9, False), Sure.GAP),
    "no bound": ((5, None, False), (7, 7, True), Sure.UNKNOWN),
}


@pytest.mark.parametrize("what", RANGES)
def test_a_difference_is_as_sure_as_the_bounds_of_both_plans(what: str) -> None:
    *ends, sure = RANGES[what]

    def with_reach(name: str, end: tuple[int, int | None, bool]) -> Scenario:
        one = scenario(name, TWO)
        tiers = [tier if tier.name != "reach" else _tier(tier, *end) for tier in one.plan.tiers]
        plan: Plan = evolve(one.plan, tiers=tuple(tiers))
        return evolve(one, judged=evolve(one.judged, plan=plan))

    one = compare(with_reach("now", ends[0]), (with_reach("then", ends[1]),), Reasons()).scenarios[0]  # type: ignore[arg-type]
    assert next(change.sure for change in one.changes if change.kind.id == "reached") is sure


def test_what_comes_after_something_unproven_is_not_called_proven() -> None:
    one = scenario("now", TWO)
    tiers = tuple(_tier(tier, tier.value, 9, False) if tier.name == "reach" else tier for tier in one.plan.tiers)
    cut = evolve(one, judged=evolve(one.judged, plan=evolve(one.plan, tiers=tiers)))
    (changed,) = compare(one, (cut,), Reasons(), searched=EFFORT.only).scenarios
    sure = {change.kind.id: change.sure for change in changed.changes}
    assert (sure["reached"], sure["priority"], sure["quality"]) == (Sure.GAP, Sure.UNKNOWN, Sure.UNKNOWN)
    (same,) = compare(one, (one,), Reasons(), searched=EFFORT.only).scenarios
    assert {change.kind.id: change.sure for change in same.changes}["quality"] is Sure.PROVEN


def _tier(tier: TierValue, value: int, bound: int | None, proven: bool) -> TierValue:
    return attrs.evolve(tier, **{"value": value, "bound": bound, "proof": tier.proof if proven else None})


def test_a_programme_comes_to_another_process_as_it_is() -> None:
    for seed in range(5):
        given, history = random_programme(seed)
        asked = Asked(name="now", programme=given, history=history)
        assert pickle.loads(pickle.dumps(asked)) == asked
    alone = plans((Asked(name="one", programme=ONE, history=History()),), scope="match", effort=EFFORT)
    sent = pickle.loads(pickle.dumps(alone["one"]))
    assert sent.plan.pairs == alone["one"].plan.pairs


def test_several_processes_say_what_one_says_and_the_base_is_there_first() -> None:
    """What is asked for longest is begun first, and everything comes out in the order in which it was asked."""
    asked = tuple(Asked(name=name, programme=given, history=History())
                  for name, given in (("now", TWO), ("fewer", ONE), ("again", TWO)))  # fmt: skip
    done: list[str] = []
    side_by_side = plans(asked, scope="match", effort=EFFORT, jobs=2, done=done.append)
    alone = plans(asked, scope="match", effort=EFFORT)
    assert list(side_by_side) == ["now", "fewer", "again"] == list(alone)
    assert sorted(done) == sorted(side_by_side)
    assert done[0] == "now"
    for name, judged in side_by_side.items():
        assert judged.verdict.verified
        assert body_bytes(judged.plan) == body_bytes(alone[name].plan)
    assert [one.name for one in longest_first(list(asked[1:]))] == ["again", "fewer"]


def test_a_plan_is_told_of_before_it_is_judged() -> None:
    told: list[Plan] = []
    judged = engine.plan(ONE, History(), effort=EFFORT, unjudged=told.append)
    assert told == [judged.plan]


def test_a_mentor_more_never_makes_the_tiers_worse_in_their_order() -> None:
    """Lexicographically, with nothing given away by earlier tiers for later ones."""
    compared_at_all = 0
    for seed in range(12):
        given, history = random_programme(seed, mentees=3, mentors=2)
        given = evolve(given, policy=evolve(given.policy, quality_give=0, gives={}))
        model: Mentor = random.Random(seed).choice(given.mentors)
        more = evolve(given, mentors=(*given.mentors, evolve(model, id="M99", people_elsewhere=0)))
        try:
            effort = Effort(threads=1, explain=False)
            before, after = (make_plan(one, history, "made from", effort) for one in (given, more))
        except ImpossiblePinsError:
            continue
        assert _ordered(after) >= _ordered(before), seed
        compared_at_all += 1
    assert compared_at_all >= 8


def _ordered(plan: Plan) -> list[int]:
    """The tiers' values in their order, more being better; the tie-break has no better."""
    names = [tier for tier in plan.tiers if "canonical" not in tier.name]
    return [tier.value if tier.sense == "max" else -tier.value for tier in names]
