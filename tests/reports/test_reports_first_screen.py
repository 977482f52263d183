"""The first screen after `match`: its order, its size, its words, and what it may claim."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import attrs
import builders_reports as made
import pytest

from mentormatch.domain.history import PairState
from mentormatch.domain.plan import Overtaken, Proof, Swap
from mentormatch.domain.verdict import Breach, Depth
from mentormatch.reports import detail, verified
from mentormatch.reports.first_screen import HEIGHT, first_screen
from mentormatch.reports.names import Names

GOLDEN = Path(__file__).parent / "data" / "first_screen.txt"


def test_the_screen_reads_as_it_was_reviewed() -> None:
    assert first_screen(made.screen()) == GOLDEN.read_text(encoding="utf-8")


def test_safety_comes_first_and_the_next_command_last() -> None:
    text = first_screen(made.screen(saved_as="out/plan.json", ideas_as="out/ideas.csv"))
    marks = ("Safety", "Before you ring", "Ideas for", "Longest wait", "Whom to ask", "Still waiting")
    marks += ("Nobody who has a mentor", "Mentors at their limit", "Assumed", "No plan under your rules", "Next")
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_swap_and_an_overtaking_that_an_officer_must_agree_to_say_so() -> None:
    plan = made.plan()
    short = attrs.evolve(plan.unmatched[1], swap=Swap(mentor="M03", instead_of="P003", needs_approval=True))
    passed = (
        Overtaken(waiting="P004", placed="P001", mentor="M01", needs_approval=True),
        Overtaken(waiting="P005", placed="P001", mentor="M01", needs_approval=True),
        Overtaken(waiting="P005", placed="P002", mentor="M02"),
    )
    given = made.plan(unmatched=(plan.unmatched[0], short, plan.unmatched[2]), overtaken=passed)
    text = " ".join(first_screen(made.screen(judged=made.judged(given))).split())
    assert "could see them instead of P003, if an officer agrees" in text
    assert "could have had: P004 Linnet S. (if an officer agrees), P005." in text


def big(people: int) -> made.Screen:
    mentees = [made.mentee(f"P{n:03}", n % 50) for n in range(people)]
    mentors = [made.mentor(f"M{n:03}", cleared_until=made.AS_OF + dt.timedelta(days=n)) for n in range(people)]
    pairs = tuple(made.idea(f"P{n:03}", f"M{n:03}", 100 + 7 * n) for n in range(people // 2))
    waiting = tuple(made.none_fits(f"P{n:03}", travel=n, places=3, stage=1) for n in range(people // 2, people))
    names = Names(by_id={row.id: "Bartholomew F." for row in (*mentees, *mentors)})
    programme = made.programme(mentees=tuple(mentees), mentors=tuple(mentors))
    plan = made.plan(pairs=pairs, unmatched=waiting)
    return made.screen(programme=programme, judged=made.judged(plan), names=names)


def test_a_large_programme_still_fits_one_screen() -> None:
    lines = first_screen(big(120)).splitlines()
    assert len(lines) <= HEIGHT + 6
    assert max(map(len, lines)) <= 80


def test_long_lists_say_where_the_rest_is() -> None:
    text = first_screen(big(120))
    assert re.search(r"and \d+ more: mentormatch match ayrshire --out FOLDER", text)
    assert re.search(r"and \d+ more: mentormatch show ayrshire detail", text)


def test_the_longest_wait_is_named() -> None:
    assert "Longest wait without one: P004 Linnet S., 31 weeks." in first_screen(made.screen())


def test_who_waits_is_counted_even_where_no_answer_was_worked_out() -> None:
    text = first_screen(made.screen(judged=made.judged(made.plan(unmatched=()))))
    assert "Ideas for 3 of 6 waiting" in text
    assert "P004 Linnet S., 31 weeks" in text
    assert "why is not known yet" in text


def test_no_sentence_ends_in_two_full_stops() -> None:
    pair = made.idea("P007", "M03", state=PairState.AGREED, moved=True)
    screen = made.screen(judged=made.judged(made.plan(pairs=(pair,), pins_left_out=(("P001", "M01"),))))
    assert ".." not in first_screen(screen)


def test_whom_to_ask_first_follows_the_wait_and_those_who_need_an_officer_come_last() -> None:
    text = first_screen(made.screen())
    assert text.index("about P002") < text.index("about P001") < text.index("about P003")


def test_a_thin_idea_says_talk_first() -> None:
    assert re.search(r"P002.*thin:\s+talk first", first_screen(made.screen()), re.DOTALL)


def test_without_contacts_there_are_ids_only() -> None:
    assert "Rowan" not in first_screen(made.screen(names=Names()))


def test_a_refused_plan_says_so_and_names_no_next_step() -> None:
    breach = Breach(rule="caseload", says="M01 has 3 people and places for 1.", people=("M01",))
    text = first_screen(made.screen(judged=made.judged(breaches=(breach,))))
    assert "do not use this plan" in text
    assert "M01 has 3 people" in text
    assert "Next:" not in text
    assert "nothing broken" not in text


@pytest.mark.parametrize("cause", ["keep-apart", "clearance", "training", "not-at", "home-by", "first-meetings"])
def test_a_safeguarding_cause_reads_as_lack_of_places(cause: str) -> None:
    def shown(rule: str) -> str:
        answer = made.none_fits("P004", **{rule: 2, "travel": 1})
        screen = made.screen(judged=made.judged(made.plan(unmatched=(answer,))))
        return first_screen(screen) + "\n".join(detail.detail(screen))

    assert shown(cause) == shown("places")


# What may be claimed


def reach(proof: Proof | None, bound: int | None = 4) -> made.Plan:
    plan = made.plan()
    return attrs.evolve(plan, tiers=(attrs.evolve(plan.tiers[0], proof=proof, bound=bound), *plan.tiers[1:]))


def test_checked_is_said_only_where_the_judge_added_it_up() -> None:
    assert "(Checked.)" in first_screen(made.screen(judged=made.judged(reach(Proof.PRICES))))
    added = first_screen(made.screen(judged=made.judged(reach(Proof.PRICES), depth=Depth.ADDED_UP)))
    assert "(Checked.)" not in added
    assert "list not proved complete" in " ".join(added.split())


def test_a_claim_of_the_solver_is_said_to_be_one() -> None:
    text = first_screen(made.screen(judged=made.judged(reach(Proof.CLAIMED))))
    assert "(Checked.)" not in text
    assert "Proven by the solver; not checked here." in text.replace("\n", " ")


def test_an_unproven_reach_says_how_many_more_there_could_be() -> None:
    text = first_screen(made.screen(judged=made.judged(reach(None, bound=6))))
    assert "at most 2 more could have one" in text
    assert "No plan" not in text


@pytest.mark.parametrize("proof", [*Proof, None])
def test_where_the_clock_cut_the_search_nothing_claims_the_most(proof: Proof | None) -> None:
    screen = made.screen(judged=made.judged(made.stopped(reach(proof)), depth=Depth.CLAIMED))
    text = first_screen(screen) + "\n".join(detail.detail(screen))
    text += "\n".join(verified.verified(screen.judged, None))
    assert "stopped by the clock" in text
    assert not re.search(r"\b(maximum|maximal|best|proven|optimal)\b", text, re.IGNORECASE)


def test_tiers_without_a_proof_are_not_passed_over() -> None:
    plan = made.plan()
    plan = attrs.evolve(plan, tiers=(plan.tiers[0], attrs.evolve(plan.tiers[1], proof=None, bound=90)))
    assert "In 1 lesser matter there may be" in first_screen(made.screen(judged=made.judged(plan)))
