"""Who has an idea, who waits, in which order: counted the same way by every report."""

from __future__ import annotations

from collections import Counter

from mentormatch.domain.history import PairState
from mentormatch.domain.people import Mentee, Mentor, Status, Urgency
from mentormatch.domain.plan import Answer, Plan, PlannedPair
from mentormatch.domain.programme import Programme
from mentormatch.reports.words import weeks_waited


def mentee_by_id(programme: Programme) -> dict[str, Mentee]:
    """Those to be mentored, by id."""
    return {mentee.id: mentee for mentee in programme.mentees}


def mentor_by_id(programme: Programme) -> dict[str, Mentor]:
    """The mentors, by id."""
    return {mentor.id: mentor for mentor in programme.mentors}


def priority(mentee: Mentee, programme: Programme) -> int:
    """p of docs/problem.md section 8, here only to put a list in order: the judge reckons the tier."""
    policy, on = programme.policy, programme.as_of
    points = min(weeks_waited(mentee.waiting_since, on), policy.most_weeks)
    if mentee.urgency_set_by and mentee.urgency_until and mentee.urgency_until >= on:
        points += policy.urgent_points * (Urgency.URGENT in mentee.urgency)
        points += policy.raised_points * (Urgency.RAISED in mentee.urgency)
    return points


def weeks_by_person(programme: Programme) -> dict[str, int]:
    """Whole weeks that each has waited."""
    return {mentee.id: weeks_waited(mentee.waiting_since, programme.as_of) for mentee in programme.mentees}


def ideas_in_order(plan: Plan, programme: Programme) -> list[PlannedPair]:
    """The ideas, highest priority first, then longest wait, then ids; those an officer must agree to last."""
    mentees = mentee_by_id(programme)

    def order(pair: PlannedPair) -> tuple[bool, int, int, str, str]:
        mentee = mentees.get(pair.mentee)
        if mentee is None:
            return (pair.needs_approval, 0, 0, pair.mentee, pair.mentor)
        waited = weeks_waited(mentee.waiting_since, programme.as_of)
        return (pair.needs_approval, -priority(mentee, programme), -waited, pair.mentee, pair.mentor)

    return sorted(plan.ideas, key=order)


def waiting_in_order(plan: Plan, programme: Programme) -> list[Answer]:
    """The answers, longest wait first."""
    mentees = mentee_by_id(programme)

    def order(answer: Answer) -> tuple[int, str]:
        mentee = mentees.get(answer.mentee)
        return (-weeks_waited(mentee.waiting_since, programme.as_of) if mentee else 0, answer.mentee)

    return sorted(plan.unmatched, key=order)


def unserved(plan: Plan, programme: Programme) -> list[str]:
    """Ids of those who want a mentor and have no pair in the plan, answered or not, longest wait first."""
    served = {pair.mentee for pair in plan.pairs} | {held.mentee for held in plan.on_hold}
    left = {
        mentee.id
        for mentee in programme.mentees
        if mentee.status is Status.ACTIVE and mentee.wants >= 1 and mentee.id not in served
    } | {answer.mentee for answer in plan.unmatched}
    waited = weeks_by_person(programme)
    return sorted(left, key=lambda person: (-waited.get(person, 0), person))


def first_ideas(plan: Plan) -> dict[str, PlannedPair]:
    """The strongest idea of each person who has no mentor yet."""
    have = {pair.mentee for pair in plan.pairs if pair.state is not PairState.IDEA}
    out: dict[str, PlannedPair] = {}
    for pair in sorted(plan.ideas, key=lambda pair: (-pair.quality, pair.mentor)):
        if pair.mentee not in have:
            out.setdefault(pair.mentee, pair)
    return out


def at_their_limit(plan: Plan, programme: Programme) -> list[Mentor]:
    """Mentors who would have as many people as they take: ideas, pairs in force and people elsewhere."""
    mentors = [*(pair.mentor for pair in plan.pairs), *(held.mentor for held in plan.on_hold)]
    people = Counter(mentors)
    return [
        mentor
        for mentor in programme.mentors
        if mentor.status is Status.ACTIVE and people[mentor.id] + mentor.people_elsewhere >= mentor.max_people
    ]
