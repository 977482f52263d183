"""Whom a drop-in is offered to, and how many are expected."""

from __future__ import annotations

from mentormatch.checking.timetable.going import Going
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.domain.people import Mentee
from mentormatch.domain.places import Activity, Form


class Offers:
    """The offer of each drop-in's pattern; nobody in it is ever named."""

    def __init__(self, going: Going) -> None:
        self.going, self.case = going, going.case
        self._of: dict[int, tuple[Mentee, ...]] = {}

    def to(self, pattern: Pattern) -> tuple[Mentee, ...]:
        """Everybody who is offered a drop-in, by id; nobody where the activity is by name."""
        if pattern.by_name:
            return ()
        if id(pattern) not in self._of:
            self._of[id(pattern)] = self._find(pattern)
        return self._of[id(pattern)]

    def _find(self, pattern: Pattern) -> tuple[Mentee, ...]:
        facts, leaders = self.case.facts, set(self.going.possible_leaders(pattern))
        could = [
            mentee
            for mentee in self.case.programme.mentees
            if self.going.wants_groups(mentee)
            and not facts.apart(mentee.id) & leaders
            and self.going.may_attend(mentee.id, pattern)
        ]
        stay: set[str] = set()
        for mentee in sorted(could, key=lambda one: (-facts.priority(one), one.id)):
            if not facts.apart(mentee.id) & stay:
                stay.add(mentee.id)
        return tuple(mentee for mentee in could if mentee.id in stay)

    def turnout(self, activity: Activity) -> int:
        """Percent of those enrolled, or offered, who come."""
        if activity.turnout is not None:
            return activity.turnout
        return 100 if activity.form is Form.INDIVIDUAL else self.case.policy.turnout

    def expected(self, pattern: Pattern) -> int:
        """How many come to a drop-in."""
        activity = pattern.activity
        heads = sum(self.going.heads(mentee) for mentee in self.to(pattern))
        room = max(0, pattern.venue.capacity - activity.least_leaders)
        return min(heads * self.turnout(activity) // 100, activity.largest, room)
