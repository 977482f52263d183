"""One person's page, for a coordinator: their ideas and why, who else could be, or why there is nobody yet.

A mentor's page shows their people, hours and diary. Points and parts stand here because this page explains;
lists say strong, fair or thin.
"""

from __future__ import annotations

from collections.abc import Iterable

from mentormatch.domain.disclosure import participant_text
from mentormatch.domain.history import PairState
from mentormatch.domain.people import Mentee, Mentor, Status
from mentormatch.domain.plan import PlannedPair, RunnerUp
from mentormatch.reports import answers, waiting
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.refusals import WhyNot, shown
from mentormatch.reports.words import STATES, columns, count, day, lines, strength, ways, weeks_waited, where

MENTORS_SHOWN = 12


def page(screen: Screen, person: str, why_not: WhyNot) -> list[str]:
    """Everything about one id; a person in both lists has both parts. Empty where nobody has it."""
    out: list[str] = []
    mentee = waiting.mentee_by_id(screen.programme).get(person)
    mentor = waiting.mentor_by_id(screen.programme).get(person)
    if mentee:
        out += _mentee(screen, mentee, why_not)
    if mentor:
        out += [*([""] if out else []), *_mentor(screen, mentor)]
    return out


def _mentee(screen: Screen, mentee: Mentee, why_not: WhyNot) -> list[str]:
    plan, programme = screen.judged.plan, screen.programme
    out = lines(_who(screen, mentee))
    for pair in plan.pairs:
        if pair.mentee == mentee.id:
            out += ["", *_pair(screen, pair)]
    for held in plan.on_hold:
        if held.mentee == mentee.id:
            out += [
                "",
                *lines(f"On hold until you have looked: {screen.names(held.mentor)}. They keep the place."),
            ]
    answer = next((answer for answer in plan.unmatched if answer.mentee == mentee.id), None)
    if answer:
        out += [
            "",
            *(line for text in answers.in_full(answer, screen.names) for line in lines(text, "", "  ")),
        ]
        out += _mentor_by_mentor(screen, mentee, why_not)
    said = participant_text(plan, programme, mentee.id).strip().split("\n\n")
    out += ["", "Words you can say or send to them:"]
    return out + [line for text in said for line in lines(text, "  | ", "  | ")]


def _who(screen: Screen, mentee: Mentee) -> str:
    waited = weeks_waited(mentee.waiting_since, screen.programme.as_of)
    text = screen.names(mentee.id)
    if mentee.area:
        text += f", {mentee.area}"
    if mentee.status is not Status.ACTIVE:
        text += f", {mentee.status.value}"
    if mentee.wants == 0:
        return text + ", wants no mentor now."
    if mentee.waiting_since:
        text += f", referred {day(mentee.waiting_since)} ({count(waited, 'week')})"
    return text + "."


def _pair(screen: Screen, pair: PlannedPair) -> list[str]:
    policy = screen.programme.policy
    kind = f"{strength(pair.quality, policy)} idea" if pair.state is PairState.IDEA else STATES[pair.state]
    out = lines(f"{screen.names(pair.mentor)}: {kind} ({pair.quality} of 1000 points).")
    out += lines(where(pair, screen.programme) + ".", "  ")
    if pair.meeting:
        journeys = ways(pair.meeting, screen.names(pair.mentee), screen.names(pair.mentor))
        out += lines(f"{journeys}.", "  ") if journeys else []
        held, planned = pair.meeting.dates_held, pair.meeting.dates_planned
        out += lines(f"{held} of {planned} planned dates this term are held.", "  ") if planned else []
    if pair.needs_approval:
        out += lines("Needs an officer's yes. Ask the mentor first, then the officer; tell the person last.", "  ")
    if pair.renew_by:
        out += lines(f"To renew by {day(pair.renew_by)}: a clearance or approval ends then.", "  ")
    if pair.pinned:
        out += lines("You asked to keep these two together.", "  ")
    if pair.moved:
        out += lines("Another place or hour than the one recorded.", "  ")
    for note in pair.notes:
        out += lines(note, "  ")
    if pair.parts:
        out.append("  Why:")
        out += columns([(part.part, f"{part.points} of {part.of}", part.says) for part in pair.parts], (1,), "    ")
    if pair.runners_up:
        others = ", ".join(_other(other, screen) for other in pair.runners_up)
        out += lines(f"Also possible (not checked against others' places): {others}.", "  ")
    return out


def _other(other: RunnerUp, screen: Screen) -> str:
    strong = strength(other.quality, screen.programme.policy)
    return f"{screen.names(other.mentor)} ({strong}{_if_agreed(other.needs_approval)})"


def _if_agreed(needs_approval: bool) -> str:
    return "; needs an officer's yes" if needs_approval else ""


def _mentor_by_mentor(screen: Screen, mentee: Mentee, why_not: WhyNot) -> list[str]:
    """What stands against each mentor; the ones against whom least stands first."""
    told = []
    for mentor in screen.programme.mentors:
        if mentor.id == mentee.id or mentor.status is not Status.ACTIVE:
            continue
        reasons = shown(why_not(mentee.id, mentor.id))
        asked = screen.needs_yes(mentee, mentor)
        open_to = "possible if an officer agrees" if asked else "possible by all rules"
        told.append((len(reasons), mentor.id, "; ".join(reasons) or f"{open_to}, but taken by others"))
    told.sort()
    if not told:
        return []
    out = ["", "Mentor by mentor:"]
    out += columns([(screen.names(mentor), text) for _, mentor, text in told[:MENTORS_SHOWN]])
    return out + ([f"  and {len(told) - MENTORS_SHOWN:,} more"] if len(told) > MENTORS_SHOWN else [])


def _mentor(screen: Screen, mentor: Mentor) -> list[str]:
    plan, programme = screen.judged.plan, screen.programme
    people = [pair for pair in plan.pairs if pair.mentor == mentor.id]
    held = [held for held in plan.on_hold if held.mentor == mentor.id]
    taken = len(people) + len(held) + mentor.people_elsewhere
    text = f"{screen.names(mentor.id)}, mentor"
    if mentor.area:
        text += f", {mentor.area}"
    if mentor.status is not Status.ACTIVE:
        text += f", {mentor.status.value}"
    out = lines(f"{text}: {taken} of at most {count(mentor.max_people, 'person', 'people')}.")
    if mentor.people_elsewhere:
        out += lines(f"{mentor.people_elsewhere} of them elsewhere.", "  ")
    if mentor.cleared_until:
        out += lines(f"Clearance until {day(mentor.cleared_until)}.", "  ")
    minutes = busiest_week(people, screen)
    most = mentor.minutes_a_week if mentor.minutes_a_week is not None else programme.policy.minutes_a_week
    out += lines(f"Meetings and the way there: {minutes} of {most} minutes in the fullest week.", "  ")
    rows = [
        (where(pair, programme), f"{screen.names(pair.mentee)}: {STATES[pair.state]}{_if_agreed(pair.needs_approval)}")
        for pair in sorted(people, key=lambda pair: pair.meeting.slot.key if pair.meeting else (9, 0, "", 0, 0))
    ]
    rows += [("on hold until you have looked", screen.names(given.mentee)) for given in held]
    return [*out, *(["  Diary:", *columns(rows, indent="    ")] if rows else ["  Nobody yet."])]


def busiest_week(people: Iterable[PlannedPair], screen: Screen) -> int:
    """Minutes of meetings and the mentor's way there and back in their fullest week, sessions left out."""
    from mentormatch.term.calendar import Calendar

    calendar = Calendar.of(screen.programme)
    mentees = waiting.mentee_by_id(screen.programme)
    by_week: dict[int, int] = {}
    for pair in people:
        if pair.meeting is None:
            continue
        mentee = mentees.get(pair.mentee)
        since = max([screen.programme.as_of, *([mentee.available_from] if mentee and mentee.available_from else [])])
        way = pair.meeting.mentor_way.minutes if pair.meeting.mentor_way else 0
        for date in calendar.planned(pair.meeting.slot, since):
            week = calendar.week_of(date)
            by_week[week] = by_week.get(week, 0) + pair.meeting.slot.minutes + 2 * way
    return max(by_week.values(), default=0)
