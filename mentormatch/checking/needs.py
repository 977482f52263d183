"""Least minutes that people need week by week, and the most that mentors can have left."""

from __future__ import annotations

from collections.abc import Iterable

from mentormatch.checking.case import Case
from mentormatch.checking.room import Use
from mentormatch.checking.rules.held import may_stay
from mentormatch.checking.rules.hours import room_by_week
from mentormatch.checking.sieve import Candidate
from mentormatch.domain.people import Mentee, Mentor


def least_minutes(case: Case, served: dict[str, list[Candidate]]) -> list[int]:
    """By week: the sum over people of the least that any of their options takes of its mentor."""
    out = [0] * case.room.n_weeks
    for candidates in served.values():
        uses = [use for found in candidates for use in _uses(case, found.mentee, found.mentor, found.qualities)]
        _add(out, uses)
    return out


def minutes_left(case: Case, mentors: Iterable[str]) -> list[int]:
    """By week: the most that these mentors can have left beside sessions and the pairs they hold."""
    out = [0] * case.room.n_weeks
    for mentor_id in mentors:
        mentor = case.facts.mentors[mentor_id]
        left = list(room_by_week(case, mentor))
        for mentee_id, other in case.facts.in_force:
            if other == mentor_id:
                held = [0] * case.room.n_weeks
                _add(held, _held_uses(case, case.facts.mentees[mentee_id], mentor))
                left = [rest - use for rest, use in zip(left, held)]
        out = [total + max(0, rest) for total, rest in zip(out, left)]
    return out


def _add(out: list[int], uses: list[Use]) -> None:
    """Add, week by week, the least of several ways to meet."""
    for week in range(len(out)):
        out[week] += min((use.minutes * (use.weeks >> week & 1) for use in uses), default=0)


def _uses(case: Case, mentee: Mentee, mentor: Mentor, places: Iterable[str]) -> list[Use]:
    """One use for each place, weekday and turn with an option."""
    by_place = case.options_of(mentee, mentor).by_place
    return [
        case.room.use(mentee, mentor, place, turn.slot(weekday, 0))
        for place in places
        for turn, starts in by_place[place]
        for weekday in range(7)
        if starts & case.starts.day(weekday)
    ]


def _held_uses(case: Case, mentee: Mentee, mentor: Mentor) -> list[Use]:
    found = case.options_of(mentee, mentor)
    uses = _uses(case, mentee, mentor, found.places)
    recorded = case.options.recorded((mentee.id, mentor.id))
    if recorded is not None and may_stay(case, mentee, mentor):
        uses.append(case.room.use(mentee, mentor, *recorded))
    else:
        uses.append(case.room.use(mentee, mentor, None, None))
    return uses
