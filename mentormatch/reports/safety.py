"""What the judge looked at, and what people must look at before they ring anyone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from mentormatch.domain import rules
from mentormatch.domain.people import Status
from mentormatch.domain.plan import Plan
from mentormatch.domain.problem import Problem, Severity
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import Kind
from mentormatch.domain.verdict import Breach, JudgedPlan
from mentormatch.reports.names import Names
from mentormatch.reports.words import count, day, listed


def line(judged: JudgedPlan, programme: Programme) -> str:
    """What was there to be kept, and that the judge found nothing broken; or what it found."""
    if not judged.verdict.verified:
        return f"{count(len(judged.verdict.breaches), 'thing')} broken: do not use this plan."
    return f"{listed(_kept(judged.plan, programme), 9)}: checked a second way, nothing broken."


def before_ringing(plan: Plan, programme: Programme, problems: Iterable[Problem], names: Names) -> list[str]:
    """What to settle before ringing anyone, the most pressing first; empty where there is nothing."""
    out = []
    if plan.on_hold:
        pairs = listed((f"{names(held.mentee)} with {names(held.mentor)}" for held in plan.on_hold), 3)
        out.append(f"{count(len(plan.on_hold), 'pair')} on hold until you have looked: {pairs}")
    out += _running_out(plan, programme, names)
    waiting = [pair for pair in plan.ideas if pair.needs_approval]
    if waiting:
        pairs = listed((f"{names(pair.mentee)} with {names(pair.mentor)}" for pair in waiting), 3)
        out.append(
            f"{count(len(waiting), 'pair')} {_need(len(waiting))} an officer's yes before the person is told: {pairs}"
        )
    out += [_one_person(problem) for problem in problems if may_be_one_person(problem)]
    return out


def breach_words(breach: Breach, names: Names) -> str:
    """What does not hold, in a sentence. Which safeguarding rule it is, is told by `show --safeguarding` alone."""
    rule = rules.BY_ID.get(breach.rule)
    if rule is None or rule.kind is not Kind.SAFEGUARDING:
        return breach.says
    return f"{' with '.join(map(names, breach.people)) or 'A pair'}: cannot be planned like this."


def may_be_one_person(problem: Problem) -> bool:
    """Whether it says that two rows may be about one person."""
    text = problem.says.lower()
    return problem.severity is Severity.WARNING and ("one person" in text or "same person" in text)


def _one_person(problem: Problem) -> str:
    return str(problem).split("\n", 1)[0]


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def _kept(plan: Plan, programme: Programme) -> list[str]:
    """What there is to keep, by number; a kind of which there is none is left out."""
    members = (*programme.mentees, *programme.mentors)
    apart = sum(row.holds_on(programme.as_of) for row in programme.keep_apart)
    places = sum(len(member.not_at) for member in members)
    hours = sum(member.home_by is not None or member.out_from is not None for member in members)
    sessions = plan.timetable.sessions
    of_mentors = {mentor.id for mentor in programme.mentors}
    leaders = {leader for session in sessions for leader in session.leaders} & of_mentors
    mentors = len({pair.mentor for pair in plan.pairs} | leaders)
    kept = [
        (apart, f"{apart:,} keep-apart"),
        (places, count(places, "place not to go", "places not to go")),
        (hours, count(hours, "curfew")),
        (mentors, f"clearance and training of {count(mentors, 'mentor')}"),
        (len(plan.pairs), f"places, hours and diaries of {count(len(plan.pairs), 'pair')}"),
        (len(sessions), f"rooms, leaders, sizes and dates of {count(len(sessions), 'session')}"),
    ]
    return [text for number, text in kept if number] or ["No sessions" if plan.scope == "schedule" else "No pairs"]


def _running_out(plan: Plan, programme: Programme, names: Names) -> list[str]:
    """Clearances and approvals that end soon: those of people in the plan, the soonest first."""
    soon = programme.as_of + dt.timedelta(weeks=programme.policy.expiry_weeks)
    people: dict[str, int] = {}
    for pair in plan.pairs:
        people[pair.mentor] = people.get(pair.mentor, 0) + 1
    ending: list[tuple[dt.date, str]] = []
    for mentor in programme.mentors:
        until = mentor.cleared_until
        if mentor.status is Status.ACTIVE and until is not None and until <= soon:
            who = names(mentor.id)
            about = f" ({count(people[mentor.id], 'person', 'people')})" if mentor.id in people else ""
            word = "ran out" if until < programme.as_of else "runs out"
            ending.append((until, f"{who}: clearance {word} on {day(until)}{about}"))
    cleared = {mentor.id: mentor.cleared_until for mentor in programme.mentors}
    for pair in plan.pairs:
        if pair.renew_by and pair.renew_by <= soon and pair.renew_by != cleared.get(pair.mentor):
            text = f"{names(pair.mentee)} with {names(pair.mentor)}: renew by {day(pair.renew_by)}"
            ending.append((pair.renew_by, text))
    return [text for _, text in sorted(ending)]
