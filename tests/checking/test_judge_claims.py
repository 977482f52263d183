"""What an answer calls the smallest set, or the best price, is refused where counting or a plan shows another."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from builders import mentee, mentor, programme, slot
from honest_plans import honest_plan, refused_for

from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.plan import Answer, AnswerKind, Placed, Plan, Swap, Witness
from mentormatch.reports.verified import verified

ONE = {"max_people": 1}
PLACES = {("E1", "M1"): ("cafe", "Tue 10:00-11:00"), ("E2", "M2"): ("cafe", "Wed 10:00-11:00")}


def only(*mentors: str) -> dict[str, tuple[str, ...]]:
    return {"not_with": tuple({"M1", "M2", "M3"} - set(mentors))}


def short(plan: Plan, person: str, people: str, mentors: str, **more: object) -> Plan:
    """The plan with one answer changed to a shortage, all else as it was."""
    of, by = tuple(people.split()), tuple(mentors.split())
    answer = Answer(
        mentee=person, kind=AnswerKind.SHORTAGE, people=of, mentors=by, places=len(by), **{"smallest": True, **more}
    )
    others = (row for row in plan.unmatched if row.mentee != person)
    return attrs.evolve(plan, unmatched=tuple(sorted((*others, answer), key=lambda row: row.mentee)))


# ------------------------------------------------------------------------------------------------------- the smallest

NESTED = programme(
    [mentee("E1"), mentee("E2"), mentee("E3", **only("M1"))], [mentor("M1", **ONE), mentor("M2", **ONE)],
)  # fmt: skip
"""Three share two places, and no two of them share one."""
SMALL = programme(
    [mentee("E1", **only("M1")), mentee("E2", **only("M2")), mentee("E3", **only("M1"))],
    [mentor("M1", **ONE), mentor("M2", **ONE)],
)
"""Two share one place; with a third and another place they are three that share two."""
SWAP = Swap(mentor="M1", instead_of="E1")


def test_the_smallest_set_is_left_alone() -> None:
    plan = honest_plan(NESTED, None, PLACES)
    assert refused_for(NESTED, None, short(plan, "E3", "E1 E2 E3", "M1 M2", swap=SWAP)) == []
    plan = honest_plan(SMALL, None, PLACES)
    assert refused_for(SMALL, None, short(plan, "E3", "E1 E3", "M1", swap=SWAP)) == []


@pytest.mark.parametrize(("claimed", "refused"), [(True, ["answer"]), (False, [])])
def test_a_larger_set_may_be_shown_but_not_called_the_smallest(claimed: bool, refused: list[str]) -> None:
    plan = honest_plan(SMALL, None, PLACES)
    larger = short(plan, "E3", "E1 E2 E3", "M1 M2", swap=SWAP, smallest=claimed)
    assert refused_for(SMALL, None, larger) == refused


def test_a_smaller_set_of_other_people_is_found_among_the_same_mentors() -> None:
    """E4 and E5 could have M1 alone, as E3: the set shown goes round by M2 and M3."""
    people = [mentee("E1", **only("M1", "M2")), mentee("E2", **only("M2", "M3")), mentee("E3", **only("M1", "M3"))]
    made = programme([*people, mentee("E4", **only("M1", "M2"))], [mentor(name, **ONE) for name in ("M1", "M2", "M3")])
    meetings = {**PLACES, ("E3", "M3"): ("cafe", "Thu 10:00-11:00")}
    plan, swap = honest_plan(made, None, meetings), Swap(mentor="M1", instead_of="E1")
    assert refused_for(made, None, short(plan, "E4", "E1 E2 E3 E4", "M1 M2 M3", swap=swap)) == []
    more = programme(
        [*people, mentee("E4", **only("M1", "M2")), mentee("E5", **only("M1", "M2"))],
        [mentor(name, **ONE) for name in ("M1", "M2", "M3")],
    )
    plan = honest_plan(more, None, meetings)
    assert "answer" in refused_for(more, None, short(plan, "E4", "E1 E2 E3 E4", "M1 M2 M3", swap=swap))


def test_a_set_that_holds_a_part_short_without_the_person_says_nothing_of_them() -> None:
    people = [mentee("E1", **only("M1")), mentee("E2", **only("M2")), mentee("E3", **only("M1"))]
    made = programme([*people, mentee("E4", **only("M2"))], [mentor("M1", **ONE), mentor("M2", **ONE)])
    plan = honest_plan(made, None, PLACES)
    swap = Swap(mentor="M2", instead_of="E2")
    right = short(plan, "E4", "E2 E4", "M2", swap=swap, smallest=False)
    assert refused_for(made, None, right) == []
    wrong = short(plan, "E4", "E1 E3 E4", "M1 M2", swap=swap, smallest=False)
    assert refused_for(made, None, wrong) == ["answer"]


# --------------------------------------------------------------------------------------------------- no better price

TWO = programme([mentee("E1"), mentee("E2")], [mentor("M1", **ONE)])
HERE = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}


@pytest.mark.parametrize(("sure", "refused"), [(True, ["answer"]), (False, [])])
def test_nobody_is_surely_out_of_reach_who_could_be_in_somebodys_place(sure: bool, refused: list[str]) -> None:
    plan = honest_plan(TWO, None, HERE)
    told = attrs.evolve(plan.unmatched[0], sure=sure)
    assert told.there is None
    assert refused_for(TWO, None, attrs.evolve(plan, unmatched=(told,))) == refused


@pytest.mark.parametrize(("sure", "refused"), [(True, ["witness"]), (False, [])])
def test_what_the_plan_shown_for_somebody_else_betters_is_not_sure(sure: bool, refused: list[str]) -> None:
    """The plan shown for E4 reaches E2 as well, who is said to be out of reach."""
    long_ago = {"waiting_since": dt.date(2026, 12, 1)}
    people = [mentee("E1", **long_ago), mentee("E2"), mentee("E3", **long_ago), mentee("E4")]
    made = programme(people, [mentor("M1", **ONE), mentor("M2", **ONE)])
    plan = honest_plan(made, None, {**HERE, ("E3", "M2"): ("cafe", "Wed 10:00-11:00")})
    came = (
        Placed(mentee="E2", mentor="M2", place="cafe", slot=slot("Wed 10:00-11:00")),
        Placed(mentee="E4", mentor="M1", place="cafe", slot=slot("Tue 10:00-11:00")),
    )
    unreached, reached = plan.unmatched
    answers = (attrs.evolve(unreached, sure=sure), attrs.evolve(reached, tier="priority", here=10, there=0))
    shows = {"E4": Witness(gone=(("E1", "M1"), ("E3", "M2")), come=came)}
    forged = attrs.evolve(plan, unmatched=answers, evidence=attrs.evolve(plan.evidence, witnesses=shows))
    assert refused_for(made, None, forged, bounds=False) == refused


def test_what_stays_a_claim_is_called_one() -> None:
    plan = short(honest_plan(NESTED, None, PLACES), "E3", "E1 E2 E3", "M1 M2", swap=SWAP)
    told = " ".join(" ".join(verified(judge(NESTED, History(), plan), None)).split())
    assert "Claimed, and nothing found against it: that no smaller group is short of places or time (1 answer)." in told
