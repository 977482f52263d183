"""One person's page, safeguarding, the tables, what `verify` says, problems, names."""

from __future__ import annotations

import csv
import io
import json

import attrs
import builders_reports as made
import pytest

from mentormatch.domain import rules
from mentormatch.domain.history import History, KeepApart
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.verdict import Breach, Depth
from mentormatch.reports import catalogue, detail, person, problems, safeguarding, tables, verified
from mentormatch.reports.first_screen import first_screen
from mentormatch.reports.names import Names, short
from mentormatch.reports.refusals import sentence
from mentormatch.reports.words import lines, strength


def no_reasons(mentee: str, mentor: str) -> tuple:
    return ()


def page(who: str, why_not=no_reasons, **more) -> str:
    return "\n".join(person.page(made.screen(**more), who, why_not))


def test_an_idea_is_explained_part_by_part() -> None:
    text = page("P001")
    assert "both like football" in text
    assert "Tue 10:00, Cumnock library" in text
    assert "not checked against others' places): M03 Jay W. (fair)" in text


def test_who_waits_reads_the_list_of_refusals_and_mentor_by_mentor() -> None:
    def why_not(mentee: str, mentor: str) -> tuple:
        return ((rules.TRAVEL, {"venue": "V1", "mentee_minutes": 52, "mentee_minutes_over": 7}),)

    text = page("P004", why_not)
    assert "2 with no hour in common" in text
    assert "nearest place V1: 7 minutes too far (52 min)" in text


@pytest.mark.parametrize("cause", ["keep-apart", "clearance", "training", "not-at", "home-by"])
def test_mentor_by_mentor_a_safeguarding_cause_reads_as_no_place(cause: str) -> None:
    def refused(rule: str):
        return lambda mentee, mentor: (
            (rules.BY_ID[rule], {"missing": ("a word that must not be read",), "cleared_until": "2020"}),
        )

    assert page("P004", refused(cause)) == page("P004", refused("places"))
    assert "must not be read" not in page("P004", refused(cause))


def test_a_mentors_page_has_people_hours_and_diary() -> None:
    text = page("M03")
    assert "2 of at most 3 people" in text
    assert "140 of 240 minutes" in text
    assert text.index("Mon 13:00") < text.index("Fri 11:00")


def test_only_the_safeguarding_page_names_the_cause() -> None:
    programme = made.programme(keep_apart=(KeepApart(people=("M03", "P007")),))
    judged = made.judged(made.plan(on_hold=(made.HELD,), pairs=made.plan().pairs[:3]))
    screen = made.screen(programme=programme, judged=judged)

    def why_not(mentee: str, mentor: str) -> tuple:
        return ((rules.KEEP_APART, {}),)

    told = "\n".join(safeguarding.behind(screen, History(), (), why_not))
    assert "the two must be kept apart" in told
    assert "3 mentors who must be kept apart" in told
    other = "\n".join(
        [*detail.detail(screen), *person.page(screen, "P004", why_not), *person.page(screen, "M03", why_not)]
    )
    assert "apart" not in other


def test_the_tables_carry_ids_and_names_only_where_asked_for() -> None:
    plain = tables.ideas(made.judged(), made.programme(), Names())
    named = tables.ideas(made.judged(), made.programme(), made.NAMES)
    assert "mentee name" not in plain.header
    assert "Rowan" not in str(plain.rows)
    assert "mentee name" in named.header
    assert all(len(row) == len(named.header) for row in named.rows)
    assert "Rowan B." in named.rows[1]


def test_who_waits_is_a_table_with_the_longest_wait_first() -> None:
    table = tables.still_waiting(made.judged(), made.programme(), Names())
    assert [row[0] for row in table.rows] == ["P004", "P005", "P006"]


def test_verify_says_what_became_of_each_bound() -> None:
    text = "\n".join(verified.verified(made.judged(depth=Depth.ADDED_UP), "another"))
    assert "CHANGED" in text
    assert "right; bound added up; list not proved complete" in text
    assert "Nothing broken in 4 pairs" in text


def test_verify_names_what_is_broken() -> None:
    breach = Breach(rule="diary", says="M01 is in two places on Tue 10:00.")
    text = "\n".join(verified.verified(made.judged(breaches=(breach,)), None))
    assert "M01 is in two places on Tue 10:00. [diary]" in text
    assert "REFUSED" in text


def test_a_broken_safeguarding_rule_is_named_only_by_its_own_page() -> None:
    breach = Breach(rule="keep-apart", says="P001 and M01 must be kept apart.", people=("P001", "M01"))
    screen = made.screen(judged=made.judged(breaches=(breach,)))
    text = "\n".join([*verified.verified(screen.judged, None, made.NAMES), first_screen(screen)])
    assert "apart" not in text
    assert "P001 Rowan B. with M01 Hazel F.: cannot be planned like this." in text
    assert "must be kept apart" in "\n".join(safeguarding.behind(screen, History(), (), no_reasons))


def test_solving_again_stops_at_the_first_difference() -> None:
    plan = made.plan()
    other = attrs.evolve(plan, tiers=(attrs.evolve(plan.tiers[0], value=5, bound=5), *plan.tiers[1:]))
    assert verified.contradicts(made.judged(plan), made.judged(other))
    assert not verified.contradicts(made.judged(plan), made.judged(plan))
    assert "DIFFERENT" in "\n".join(verified.compared(made.judged(plan), made.judged(other)))


def test_the_first_fifty_problems_and_how_many_more() -> None:
    many = [
        Problem(severity=Severity.ERROR, says="is not a day", seen=f"x{n}", where=Cell(file="people.csv", row=n))
        for n in range(10_000)
    ]
    shown = problems.told(many, (Severity.ERROR,))
    assert len(shown) == 52
    assert "and 9,950 more: --all" in shown[-1]
    assert len(problems.told(many, (Severity.ERROR,), None)) == 10_001
    assert "10,000 errors are put right" in problems.summary(many)


def test_problems_as_json_and_csv_hold_every_column() -> None:
    given = [
        Problem(severity=Severity.ERROR, says="is no id", seen="=1+1", where=Cell(file="a.csv", row=2, column="id"))
    ]
    assert json.loads(problems.as_json(given))[0]["seen"] == "=1+1"
    assert next(csv.DictReader(io.StringIO(problems.as_csv(given))))["seen"] == "'=1+1"


@pytest.mark.parametrize(
    ("name", "known_as", "expected"),
    [
        ("Rowan Birch", "", "Rowan B."),
        ("Birch, Rowan", "", "Rowan B."),
        ("Elizabeth Ann Fern", "Betty", "Betty F."),
        ("Rowan", "", "Rowan"),
        ("", "", ""),
    ],
)
def test_first_name_and_initial(name: str, known_as: str, expected: str) -> None:
    assert short(name, known_as) == expected


def test_strong_fair_and_thin_are_the_two_highest_the_middle_and_the_two_lowest_bands() -> None:
    policy = made.programme().policy
    assert [strength(points, policy) for points in (0, 200, 400, 401, 600, 601, 1000)] == [
        "thin", "thin", "thin", "fair", "fair", "strong", "strong",
    ]  # fmt: skip
    two = attrs.evolve(policy, bands=(500,))
    assert [strength(points, two) for points in (100, 900)] == ["fair", "strong"]


def test_the_rules_are_listed_with_what_may_be_offered() -> None:
    text = "\n".join(catalogue.rule_list(made.programme().policy))
    assert "keep-apart" in text
    assert "may be offered as a remedy" in text
    assert "supervised_meetings = 2" in text


@pytest.mark.parametrize("who", ["P001", "P003", "P004", "P006", "M02", "M03"])
def test_no_page_is_wider_than_a_screen(who: str) -> None:
    assert max(map(len, page(who).splitlines())) <= 80
    assert max(map(len, detail.detail(made.screen()))) <= 80


def test_a_long_word_is_broken_rather_than_running_off_the_screen() -> None:
    assert all(len(line) <= 80 for line in lines("x" * 200, "  - "))


@pytest.mark.parametrize(
    ("rule", "figures", "said"),
    [
        (rules.TRAVEL, {"venue": None}, "no place that both can get to"),
        (rules.TRAVEL, {"venue": "V1", "mentor_pence_over": 250}, "nearest place V1: £2.50 too dear for the mentor"),
        (rules.HOURS, {"mentee_free": "Tue 10:00-12:00", "mentor_free": None}, "Tue 10:00-12:00 against not known"),
        (rules.STAGE, {"gap": 0, "at_least": 1}, "0 stages further on, at least 1 needed"),
        (rules.APPROVAL, {"refused": True, "may_ask": True}, "an officer has said no"),
        (rules.REQUIRES, {"not_met": ("mentee",), "not_with": False}, "not what the mentee requires"),
        (rules.STATE, {}, "tried before, or not wished"),
    ],
)
def test_a_refusal_says_by_how_much(rule, figures: dict, said: str) -> None:
    assert said in sentence(rule, figures)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_sentence_even_without_figures(rule) -> None:
    text = sentence(rule, {})
    assert text
    assert "{" not in text
    assert "None" not in text or rule in (rules.DATES, rules.AREAS, rules.TRAINING)
