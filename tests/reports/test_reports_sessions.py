"""The screen after `schedule`, weeks of people and venues, money, lists: their words, their width, whom they name."""

from __future__ import annotations

import attrs
import builders_reports as made
import builders_sessions as hand
import pytest

from mentormatch.domain import rules
from mentormatch.domain.further import Further
from mentormatch.domain.history import KeepApart
from mentormatch.domain.people import Meets
from mentormatch.domain.plan import Proof, TierValue
from mentormatch.domain.timetable import FixedLeftOut, Instead, NotReached, Offers, Refused, WhyNot
from mentormatch.domain.verdict import Breach
from mentormatch.reports import detail, verified
from mentormatch.reports.names import Names
from mentormatch.reports.sessions import claims, further, money, page, reached, tables, week
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.sessions.screen import session_screen


def shown(**more) -> str:
    return session_screen(hand.screen(**more))


def in_one_line(text: str | list[str]) -> str:
    return " ".join((text if isinstance(text, str) else "\n".join(text)).split())


def none_possible(person: str, **activity_by_rule: int) -> NotReached:
    refused = tuple(
        Refused(activity=f"{rule}{n}", rule=rule.replace("_", "-"))
        for rule, number in activity_by_rule.items()
        for n in range(number)
    )
    return NotReached(mentee=person, why=WhyNot.NONE_POSSIBLE, refused=refused)


# the screen


def test_the_screen_goes_from_safety_to_the_next_command() -> None:
    text = session_screen(hand.screen(), {"football": "x"})
    marks = ("Safety", "Fixed sessions that cannot", "Not in their fixed session", "Before you ring", "The week (4")
    marks += ("In a session by name: 4 of 7", "In none (2)", "By form", "Leaders (3)", "Dates not held: 4 of 71")
    marks += ("Costs", "Fares in hand", "What came first", "Under your rules", "Next")
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= 80


def test_an_activity_without_a_possible_slot_is_named_with_the_reason_before_what_is_to_settle() -> None:
    timetable = attrs.evolve(hand.TIMETABLE, left_out=())
    text = session_screen(hand.screen(timetable), {"arts": "nobody can lead it"})
    assert "  - Creative arts: nobody can lead it" in text
    assert text.index("Creative arts") < text.index("Before you ring")
    assert "Without a session in this plan: Creative arts." in session_screen(hand.screen(timetable))


def test_a_fixed_session_left_out_is_told_once() -> None:
    assert session_screen(hand.screen(), {"arts": "nobody can lead it"}).count("Creative arts") == 1


def test_a_refused_timetable_is_not_shown() -> None:
    broken = made.judged(hand.plan(), breaches=(Breach(rule="session-rooms", says="two in one room"),))
    text = shown(judged=broken)
    assert "refused" in text
    assert "Harbour walk" not in text


def test_value_bound_and_gap_stand_beside_each_other() -> None:
    rows = {
        line.split()[0]: line.split()[1:] for line in shown().splitlines() if line.startswith("  ") and line.split()
    }
    assert rows["reach-group"][:3] == ["4", "4", "0"]
    assert rows["group-quality"][:3] == ["3,981", "4,100", "2.90%"]
    assert rows["cost"][:3] == ["£1,234.56", "£1,200.00", "2.88%"]


def test_what_the_judge_added_up_stands_beside_the_bound_of_the_solver() -> None:
    judged = hand.judged()
    found = tuple(
        attrs.evolve(one, priced={"group-quality": 4_211, "cost": 119_000}.get(one.name))
        for one in judged.verdict.tiers
    )
    judged = attrs.evolve(judged, verdict=attrs.evolve(judged.verdict, tiers=found))
    text = shown(judged=judged)
    rows = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.startswith("  ") and line.split()}
    assert rows["reach-group"] == ["4", "4", "-", "0", "proven,", "checked"]
    assert rows["group-quality"] == ["3,981", "4,100", "4,211", "2.90%", "not", "proven"]
    assert rows["cost"][:3] == ["£1,234.56", "£1,200.00", "£1,190.00"]
    assert "Added up: a bound that prices prove" in text
    assert "added up" not in shown()


def test_a_search_that_was_cut_claims_nothing_that_is_not_proven() -> None:
    cut = made.stopped(attrs.evolve(hand.plan(), tiers=hand.TIERS[1:]))
    cut = attrs.evolve(cut, tiers=tuple(attrs.evolve(tier, proof=None) for tier in cut.tiers))
    text = in_one_line(shown(judged=made.judged(cut)))
    assert "stopped by the clock" in text
    assert "no timetable has more" not in text


def test_what_later_tiers_were_given_is_no_gap() -> None:
    spent = attrs.evolve(hand.TIERS[2], value=3990, spent=10, bound=4000)
    assert "group-quality 3,990 4,000 0 " in in_one_line(shown(judged=made.judged(hand.plan(tiers=(spent,)))))


def test_the_next_command_is_whole_and_of_the_verb_that_was_typed() -> None:
    assert "mentormatch schedule ayrshire --out FOLDER" in shown()
    assert "mentormatch plan ayrshire --out FOLDER" in shown(verb="plan")
    assert "mentormatch show ayrshire PERSON --plan out/plan.json" in shown(saved_as="out/plan.json")


def test_a_plan_of_both_shows_ideas_and_the_week() -> None:
    both = made.plan(scope="plan", timetable=hand.TIMETABLE, tiers=(*made.plan().tiers, *hand.TIERS))
    text = shown(judged=made.judged(both), verb="plan")
    assert text.index("Whom to ask first") < text.index("The week (4 sessions)")
    assert "No plan under your rules finds an idea" in text
    assert "no timetable has more than 4" in in_one_line(text)


def test_an_empty_timetable_is_a_screen_too() -> None:
    text = shown(judged=made.judged(hand.plan(hand.Timetable())))
    assert "No sessions." in text
    assert max(map(len, text.splitlines())) <= 80


# the week


def test_sessions_stand_by_day_with_hours_place_numbers_and_leaders() -> None:
    screen = hand.screen()
    lines = week.grid(Goings(screen), hand.SESSIONS)
    tuesday = lines.index("Tuesday")
    assert lines[tuesday + 1].split() == ["10:00-11:30", "Harbour", "walk", "Heron", "shore", "3/2", "M01", "S01"]
    assert lines[tuesday + 2].split()[:2] == ["14:00-15:00", "B"]
    assert "-/9" in lines[lines.index("Friday") + 1]
    assert all(len(line) <= 80 for line in lines)


def test_somebodys_week_has_what_is_in_their_diary_and_the_way_between() -> None:
    text = in_one_line(page.of_person(hand.screen(), "P001"))
    assert "10:00-11:30 Harbour walk Heron shore; from home bus 34 min" in text
    assert "12:00-13:00 busy elsewhere; 29 min on the way, 30 between" in text
    assert "26 min on the way, 60 between; home 2 min" in text
    assert "22 of 26 dates held" in text


def test_recorded_meetings_are_in_the_week_of_both() -> None:
    assert "15:00-16:00 meeting with M03" in in_one_line(page.of_person(hand.screen(), "P003"))
    assert "15:00-16:00 meeting with P003" in in_one_line(page.of_person(hand.screen(), "M03"))
    assert "17:00-18:00 meeting with P005 by phone" in in_one_line(page.of_person(hand.screen(), "M03"))


def test_things_on_alternate_weeks_have_no_way_between_them() -> None:
    other = hand.session("football#1", "V1", ("M01",), ("P001",), fixed=False)
    first = attrs.evolve(other, slot=attrs.evolve(other.slot, start=600, first=1), dates=hand.days("2027-01-05"))
    screen = hand.screen(
        attrs.evolve(hand.TIMETABLE, sessions=(first, other)), programme=hand.programme(commitments=())
    )
    assert "on the way" not in in_one_line(page.of_person(screen, "P001"))


def test_a_leaders_page_has_sessions_and_hours() -> None:
    text = in_one_line(page.of_leader(hand.screen(), "M01"))
    assert "M01 Hazel F. leads 2 sessions" in text
    assert "224 of 240 minutes in the fullest week" in text


def test_a_venues_page_has_its_sessions_only() -> None:
    text = in_one_line(page.of_venue(hand.screen(), "V1"))
    assert "2 sessions; 2 rooms, 20 people in one" in text
    assert "Harbour walk" not in text


# who has something, who not


def test_each_who_has_nothing_by_name_has_a_reason() -> None:
    text = in_one_line(shown())
    assert "P004 Linnet S.: no way there within their limits (2 activities); not free at its hours (1 activity)" in text
    assert "P006: no place free" in text
    assert "Of these one could go to a drop-in." in text


def test_who_could_go_to_nothing_that_runs_reads_so_and_on_their_own_page_what_keeps_them_out_of_it() -> None:
    answer = NotReached(
        mentee="P006", why=WhyNot.NONE_RUNS, patterns=3, refused=(Refused(activity="walk", rule="travel"),)
    )
    screen = hand.screen(attrs.evolve(hand.TIMETABLE, not_reached=(answer,)))
    assert "P006: nothing that they could go to runs" in in_one_line(session_screen(screen))
    own = in_one_line(page.of_person(screen, "P006"))
    assert "nothing that they could go to runs, though it could in 3 ways." in own
    assert "Of what runs: Harbour walk no way there within their limits" in own


@pytest.mark.parametrize("rule", [rule for rule in rules.BY_ID.values() if rule.kind is rules.Kind.SAFEGUARDING])
def test_a_safeguarding_cause_reads_as_lack_of_places(rule: rules.Rule) -> None:
    """Also where the planner wrote the rule itself down."""
    full = NotReached(mentee="P004", why=WhyNot.NO_ROOM, patterns=5)
    for hidden in ((rule.id,), ("places",)):
        alone = NotReached(
            mentee="P004", why=WhyNot.NONE_POSSIBLE, refused=tuple(Refused(activity="walk", rule=id) for id in hidden)
        )
        assert reached.why(alone) == reached.why(full) == "no place free"
    mixed = none_possible("P004", **{rule.id: 3, "travel": 1})
    assert reached.why(mixed) == reached.why(none_possible("P004", travel=1))


@pytest.mark.parametrize("cause", ["keep-apart", "not-at", "home-by", "clearance", None])
def test_who_is_not_in_a_fixed_session_reads_the_same_whatever_the_cause(cause: str | None) -> None:
    row = FixedLeftOut(activity="walk", slot=hand.slot(1, 10), person="P007", rule=cause)
    text = shown(judged=made.judged(hand.plan(attrs.evolve(hand.TIMETABLE, left_out=(row,)))))
    assert "P007, Harbour walk, Tue 10:00: no place free" in text


def test_every_rule_about_sessions_has_words() -> None:
    for rule in (*rules.SESSION_RULES, *rules.RULES):
        words = reached.phrase(rule.id)
        assert words and words != rule.id and "{" not in words


def test_only_those_count_who_want_groups_and_meet_in_person() -> None:
    programme = hand.programme(
        mentees=(hand.mentee("P001"), hand.mentee("P002", max_sessions=0), hand.mentee("P003", meets=(Meets.PHONE,)))
    )
    assert [row.id for row in reached.counted(hand.screen(programme=programme))] == ["P001"]


def test_meetings_and_forums_alone_are_said() -> None:
    assert "Only meetings and forums (1): P005" in shown()
    alone = attrs.evolve(hand.TIMETABLE, sessions=hand.SESSIONS[:2])
    programme = hand.programme(mentees=hand.programme().mentees[:4])
    assert "Nobody is offered only meetings and forums." in session_screen(hand.screen(alone, programme=programme))


# money and dates


def test_fares_are_counted_with_company_and_only_in_weeks_in_which_something_is_held() -> None:
    fares = money.fares(Goings(hand.screen()))
    alone = money.fares(Goings(hand.screen(programme=hand.programme(mentees=(hand.mentee("P001"),)))))
    assert max(fares["P001"].values()) == 2 * max(alone["P001"].values())
    assert len(fares["P001"]) == len(hand.SESSIONS[0].dates)


def test_costs_stand_by_heading_with_their_limits_and_the_total_last() -> None:
    lines = money.costs(hand.TIMETABLE.costs)
    assert lines[2].split() == ["hire", "£40.00", "£50.00", "£800.00", "no", "limit"]
    assert lines[3].split() == ["total", "£64.00", "no", "limit", "£1,234.56", "£2,000.00"]


def test_dates_lost_are_counted_on_the_screen_and_listed_in_detail() -> None:
    screen = hand.screen()
    assert "5 Jan 2027" not in session_screen(screen)
    text = in_one_line(detail.detail(screen, page.detail(screen)))
    assert "dark before the end: 5 Jan 2027, 12 Jan 2027, 19 Jan 2027, 26 Jan 2027" in text


def test_detail_of_a_timetable_alone_says_nothing_of_pairs() -> None:
    screen = hand.screen()
    text = in_one_line(detail.detail(screen, page.detail(screen)))
    assert "with a mentor or an idea" not in text
    assert "What makes an idea strong" not in text


# lists


def test_nobody_is_named_for_a_drop_in_even_if_a_plan_did() -> None:
    named = attrs.evolve(hand.SESSIONS[3], attendees=("P001", "P006"))
    screen = hand.screen(attrs.evolve(hand.TIMETABLE, sessions=(named,)))
    rows = tables.attendance(Goings(screen), hand.NAMES).rows
    assert [row[2] for row in rows] == ["S01"]


def test_the_list_of_who_is_in_nothing_says_how_many_drop_ins_and_not_which() -> None:
    table = tables.not_reached(Goings(hand.screen()), Names())
    assert table.rows[0] == ("P004", reached.why(hand.TIMETABLE.not_reached[0]), "1")
    assert "Recovery" not in str(table)


def test_lists_have_names_only_where_they_were_asked_for() -> None:
    goings = Goings(hand.screen())
    for table in (tables.attendance, tables.fares, tables.not_reached):
        assert "Rowan" not in str(table(goings, Names()))
        assert "name" in table(goings, hand.NAMES).header
    assert "Linnet S." in str(tables.not_reached(goings, hand.NAMES))
    assert all(len(row) == len(table.header) for table in (tables.sessions(goings),) for row in table.rows)


def test_fares_have_a_column_for_each_week() -> None:
    table = tables.fares(Goings(hand.screen()), Names())
    assert table.header[:3] == ("person", "dearest week", "term")
    row = next(row for row in table.rows if row[0] == "P002")
    assert row[3:8] == ("0.00", "0.00", "0.00", "0.00", "5.50")


# nobody reads who must be kept from whom


def test_what_is_shown_does_not_change_with_who_is_kept_apart() -> None:
    apart = hand.programme(keep_apart=(KeepApart(people=("P001", "P006")), KeepApart(people=("P004", "M01"))))
    for show in (
        lambda screen: page.of_person(screen, "P006"),
        lambda screen: page.of_venue(screen, "V2"),
        lambda screen: detail.detail(screen, page.detail(screen)),
    ):
        assert show(hand.screen(programme=apart)) == show(hand.screen())
    assert shown(programme=apart).replace("2 keep-apart, ", "").split() == shown().split()


def test_verify_counts_sessions() -> None:
    assert "Nothing broken in 4 sessions" in "\n".join(verified.verified(hand.judged(), None))


# what people who want a choice could have


def offering(*choices):
    return attrs.evolve(hand.TIMETABLE, offers=(Offers(mentee="P001", wanted=2, choices=choices),))


def test_a_person_who_wants_a_choice_reads_what_they_could_have_where_and_what_they_would_leave() -> None:
    first, second = hand.TIMETABLE.sessions[:2]
    given = offering(Instead(session=first.id, instead_of=(second.id,)))
    text = in_one_line(page.of_person(hand.screen(given), "P001"))
    assert "Could have instead:" in text and "; instead of " in text and "the same place may be offered to two" in text
    assert "Could have instead" in "\n".join(detail.detail(hand.screen(given), page.detail(hand.screen(given))))
    assert "1 could have something else instead (1 offer" in in_one_line(shown(judged=hand.judged(hand.plan(given))))


def test_somebody_for_whom_nothing_else_is_free_is_told_so_and_no_reason() -> None:
    text = in_one_line(page.of_person(hand.screen(offering()), "P001"))
    assert "Wants a choice; nothing else is free for them as things stand." in text


def test_the_list_of_offers_has_ids_and_names_only_where_asked_for() -> None:
    first, second = hand.TIMETABLE.sessions[:2]
    goings = Goings(hand.screen(offering(Instead(session=first.id, instead_of=(second.id,)))))
    table = tables.offers(goings, Names())
    assert table.rows[0][:3] == ("P001", "1", first.id) and table.rows[0][-1] == second.id
    assert tables.offers(goings, hand.NAMES).rows[0][1] == "Rowan B."


# what came first, of both


def test_a_plan_of_both_lists_what_came_first_of_pairs_and_sessions_in_one_order_without_what_is_at_nothing() -> None:
    def tier(name: str, value: int, part: str = "match") -> TierValue:
        return TierValue(name=name, part=part, sense="max", value=value, bound=value, proof=Proof.CLAIMED)

    tiers = (
        tier("pins", 0), tier("fixed-sessions", 1, "schedule"), tier("reach", 3), tier("reach-group", 4, "schedule"),
        tier("quality", 900), tier("cost", 1200, "schedule"), tier("canonical", 77), tier("meetings-wished", 1),
    )  # fmt: skip
    given = hand.judged(hand.plan(scope="plan", tiers=tiers))
    told = claims.table(given, "mentormatch show girvan detail")
    assert [line.split()[0] for line in told[2:7]] == ["fixed-sessions", "reach", "reach-group", "quality", "cost"]
    assert "3 more matters that came to nothing or break ties:" in in_one_line(told)
    assert max(map(len, told)) <= 80


# one after the other


def _twice():
    """P001, M01 and S01 have the walk twice, one straight after the other in one hall."""
    first, *others = hand.TIMETABLE.sessions
    again = attrs.evolve(first, id="walk#2", slot=attrs.evolve(first.slot, start=first.slot.end))
    return attrs.evolve(hand.TIMETABLE, sessions=(first, again, *others))


def test_dates_of_two_sessions_of_one_activity_are_told_once_together() -> None:
    text = in_one_line(page.of_leader(hand.screen(_twice()), "S01"))
    assert text.count("Harbour walk, 2 sessions: 44 of 52 dates held this term.") == 1
    assert text.count("dates held this term") == 2


def test_whoever_is_there_already_comes_to_the_next_session_from_the_one_before_and_not_from_home() -> None:
    text = in_one_line(page.of_person(hand.screen(_twice()), "S01"))
    assert text.count("from home") == 2  # on Tuesday to the first, and on Friday
    assert "Heron shore; 0 min between; home 34 min" in text


# one more session


def test_one_more_session_is_told_with_where_most_could_go_and_whether_they_are_enough() -> None:
    some = Further(activity="walk", asked=2, runs=1, could=4, together=3, needs=3, slot=hand.slot(1, 10), venue="V1")
    nobody = Further(activity="football", asked=1, runs=1, could=0, together=0, needs=5)
    text = in_one_line(further.page(hand.screen(), (some, nobody)))
    assert "2 people are in no session by name." in text
    assert "Harbour walk 1 2 4 3 3" in text
    assert "Harbour walk, 3 at once: Tue 10:00, Dipper Community Centre at Kilmarnock" in text
    assert "enough of them could come for: Harbour walk." in text
    few = in_one_line(further.page(hand.screen(), (attrs.evolve(some, needs=4), nobody)))
    assert "Nowhere and at no time could enough of them come" in few


def test_the_screen_says_where_to_see_what_one_more_session_could_bring() -> None:
    assert "What one more session could bring them: mentormatch show ayrshire further" in in_one_line(shown())
