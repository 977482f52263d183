"""In no week does a mentor give more minutes than they have, sessions led and the way there and back included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
        used, room = case.room.added_up(uses), case.room.rows(mentor)
        over = [(use - rest, week) for week, (use, rest) in enumerate(zip(used, room)) if use > rest]
        if over:
            _, week = max(over, key=lambda found: (found[0], -found[1]))
            monday = case.dates.calendar.day_in(week, 0)
            says = f"{mentor.id} would need {used[week]} minutes in the week of {monday} and has {room[week]}."
            yield Breach(rule=RULE.id, says=says, people=(mentor.id,))
