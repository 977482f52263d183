"""Hours and dates that leave no room, or that no longer count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mentormatch.domain.people import Member, Mentee, Status
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.week import Availability, clock
from mentormatch.files.reading import Reading, at, in_short, some


def _active(reading: Reading) -> Iterator[Member]:
    for member in (*reading.mentees, *reading.mentors):
        if member.status is Status.ACTIVE:
            yield member


def backward_curfew(reading: Reading) -> Iterator[Problem]:
    """home_by at or before out_from."""
    for member in reading.people():
        if member.home_by is not None and member.out_from is not None and member.home_by <= member.out_from:
            yield Problem(
                severity=Severity.ERROR,
                where=at(member.source, "home_by"),
                seen=clock(member.home_by),
                person=member.id,
                says=f"is not after out_from, {clock(member.out_from)}",
                remedy="Change one of the two hours.",
            )


def no_hour_long_enough(reading: Reading) -> Iterator[Problem]:
    """Nobody can be met who has no stretch within duty hours that is as long as a meeting."""
    policy = reading.settings.policy
    known: dict[tuple[Availability, int], bool] = {}
    for member in _active(reading):
        if member.availability is None:
            continue
        own = member.meeting_minutes if isinstance(member, Mentee) else None
        minutes = own or policy.meeting_minutes
        key = (member.availability, minutes)
        if key not in known:
            known[key] = _has_stretch(member.availability, policy.duty_hours, minutes)
        if not known[key]:
            yield Problem(
                severity=Severity.WARNING,
                where=at(member.source, "availability"),
                person=member.id,
                says=f"has no {minutes} minutes within the hours of meetings ({in_short(policy.duty_hours)})",
                remedy="Ask for more hours, or see whether these were written down rightly.",
            )


def _has_stretch(one: Availability, other: Availability, minutes: int) -> bool:
    for window in one.windows:
        for against in other.windows:
            shared = window.weekday == against.weekday and set(window.weeks) & set(against.weeks)
            if shared and min(window.end, against.end) - max(window.start, against.start) >= minutes:
                return True
    return False


def lost_to_dates_away(reading: Reading) -> Iterator[Problem]:
    """Somebody who is away on every day of the term, or first available after it."""
    term = reading.settings.term
    days = [term.first_day + dt.timedelta(days=n) for n in range(7 * term.weeks)]
    for member in _active(reading):
        away = member.availability.away if member.availability else ()
        if away and all(any(day in stretch for stretch in away) for day in days):
            yield Problem(
                severity=Severity.WARNING,
                where=at(member.source, "away"),
                person=member.id,
                says="covers the whole term",
                remedy='If the person rests, write "paused" in the column status.',
            )
        if isinstance(member, Mentee) and member.available_from is not None and member.available_from > term.last_day:
            yield Problem(
                severity=Severity.WARNING,
                where=at(member.source, "available_from"),
                person=member.id,
                seen=member.available_from.isoformat(),
                says="lies after the end of the term",
                remedy="Write 0 in the column wants until then.",
            )


def outside_availability(reading: Reading) -> Iterator[Problem]:
    """Commitments in hours in which the person is not free anyway: they take nothing away, or the hours are wrong."""
    hours: dict[str, list[Availability]] = {}
    for member in reading.people():
        if member.availability is not None:
            hours.setdefault(member.id, []).append(member.availability)
    outside: dict[str, Cell | None] = {}
    for one in reading.commitments:
        given = hours.get(one.person)
        weeks = "AB" if one.slot.rhythm.value == "weekly" else "AB"[one.slot.first - 1]
        if given and not any(_touches(free, one.slot.weekday, weeks, one.slot.start, one.slot.end) for free in given):
            outside.setdefault(one.person, one.source)
    if outside:
        yield Problem(
            severity=Severity.ASSUMED,
            where=Cell(file="commitments.csv"),
            says=f"hours outside the availability of {some(sorted(outside))} are right, and take nothing away",
        )


def _touches(free: Availability, weekday: int, weeks: str, start: int, end: int) -> bool:
    return any(low < end and start < high for week in weeks for low, high in free.on(weekday, week))


def clearance_ends(reading: Reading) -> Iterator[Problem]:
    """Clearances that are over, and those that end soon; driving papers likewise."""
    today = reading.settings.as_of
    soon = today + dt.timedelta(weeks=reading.settings.policy.expiry_weeks)
    ending: list[str] = []
    for mentor in reading.mentors:
        if mentor.status is Status.LEFT or mentor.cleared_until is None:
            continue
        if mentor.cleared_until < today:
            yield Problem(
                severity=Severity.WARNING,
                where=at(mentor.source, "clearance_until"),
                seen=mentor.cleared_until.isoformat(),
                says="is past; the mentor is matched with nobody, and meetings are paused",
                person=mentor.id,
                remedy="Renew it, and write the new date here.",
            )
        elif mentor.cleared_until < soon:
            ending.append(f"{mentor.id} on {mentor.cleared_until.isoformat()}")
    if ending:
        yield Problem(
            severity=Severity.WARNING,
            where=Cell(file="mentors.csv", column="clearance_until"),
            says=f"ends within {reading.settings.policy.expiry_weeks} weeks for {some(sorted(ending))}",
            remedy="Renew them in time: dates after the end are not held.",
        )


def priority_counts(reading: Reading) -> Iterator[Problem]:
    """Priorities that do not count: nobody is said to have set them, or they are over."""
    today = reading.settings.as_of
    for mentee in reading.mentees:
        if not mentee.urgency:
            continue
        if mentee.urgency_set_by is None or mentee.urgency_until is None:
            column = "priority_set_by" if mentee.urgency_set_by is None else "priority_until"
            yield Problem(
                severity=Severity.WARNING,
                where=at(mentee.source, column),
                person=mentee.id,
                says="is blank, so that the priority does not count",
                remedy="Write who decided on it, and until when it counts.",
            )
        elif mentee.urgency_until < today:
            yield Problem(
                severity=Severity.WARNING,
                where=at(mentee.source, "priority_until"),
                seen=mentee.urgency_until.isoformat(),
                says="is past, so that the priority no longer counts",
                person=mentee.id,
                remedy="Decide anew, or clear the priority.",
            )


def too_many_urgent(reading: Reading) -> Iterator[Problem]:
    """More than a fifth urgent: then nobody is."""
    active = [mentee for mentee in reading.mentees if mentee.status is Status.ACTIVE and mentee.wants]
    urgent = [mentee for mentee in active if any(one.value == "urgent" for one in mentee.urgency)]
    if len(active) >= 5 and 5 * len(urgent) > len(active):
        yield Problem(
            severity=Severity.WARNING,
            where=Cell(file="people.csv", column="priority"),
            says=f"is urgent for {len(urgent)} of {len(active)}: where most are urgent, nobody is",
            remedy="Look at them again together; one in five at most.",
        )
