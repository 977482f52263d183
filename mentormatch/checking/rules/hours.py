"""In no week does a mentor give more minutes than they have, sessions led and the way there and back included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.rules.held import may_stay
from mentormatch.domain.people import Mentor
from mentormatch.domain.rules import WEEKLY_HOURS
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = WEEKLY_HOURS


def breaches(case: Case) -> Iterator[Breach]:
    """The fullest week of each mentor who has too much in one; what held pairs used already is no breach."""
    for mentor in case.programme.mentors:
        pairs = [one for one in case.planned if one.pair.mentor == mentor.id]
        if not pairs:
            continue
        uses = []
        for one in pairs:
            slot = one.pair.meeting.slot if one.pair.meeting else None
            uses.append(case.room.use(one.mentee, mentor, one.place, slot))
        used, room = case.room.added_up(uses), room_by_week(case, mentor)
        over = [(use - rest, week) for week, (use, rest) in enumerate(zip(used, room)) if use > rest]
        if over:
            _, week = max(over, key=lambda found: (found[0], -found[1]))
            monday = case.dates.calendar.day_in(week, 0)
            says = f"{mentor.id} would need {used[week]} minutes in the week of {monday} and has {room[week]}."
            yield Breach(rule=RULE.id, says=says, people=(mentor.id,))


def room_by_week(case: Case, mentor: Mentor) -> tuple[int, ...]:
    """Minutes for meetings by week, widened to what recorded meetings use that may stay; never below 0."""
    uses = []
    for mentee_id, mentor_id in case.facts.in_force:
        mentee = case.facts.mentees[mentee_id]
        if mentor_id == mentor.id and may_stay(case, mentee, mentor):
            place, slot = case.options.recorded((mentee_id, mentor_id)) or (None, None)
            uses.append(case.room.use(mentee, mentor, place, slot))
    left, used = case.room.left_by_sessions(mentor), case.room.added_up(uses)
    return tuple(max(rest, use, 0) for rest, use in zip(left, used))
