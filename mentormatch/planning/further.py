"""What further sessions could bring to those whom a timetable leaves without one: counted, with nothing searched."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.sessions import find_sessions
from mentormatch.domain.further import Further
from mentormatch.domain.history import History
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.scheduling import Case
from mentormatch.scheduling.alike import sessions_like
from mentormatch.scheduling.rows.size import least_people


def further_sessions(programme: Programme, history: History, plan: Plan) -> tuple[Further, ...]:
    """Of each activity by name, those to which most could go together first, then by id.

    Whether leaders, a room and the money for it are left is not looked at; nor, in a plan of both, are its meetings.
    """
    case = Case(programme=programme, found=find_sessions(programme, history, meetings_stay=plan.scope != "plan"))
    without = _Without.of(case, plan)
    runs = [one.activity for one in plan.timetable.sessions]
    out = [
        without.further(at, activity, runs.count(activity.id))
        for at, activity in enumerate(case.found.patterns.activities)
        if activity.entry is Entry.BY_NAME and (activity.sessions or activity.fixed)
    ]
    return tuple(sorted(out, key=lambda one: (-one.together, -one.could, one.activity)))


@attrs.frozen(eq=False, kw_only=True)
class _Without:
    """Who of those without a session could go to a pattern that does not run: arrays of pairs, by pattern.

    number: of them, by pattern. apart: indices of people kept apart, the smaller first.
    """

    case: Case
    pattern: np.ndarray
    person: np.ndarray
    heads: np.ndarray
    number: np.ndarray
    apart: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, case: Case, plan: Plan) -> _Without:
        attending = case.found.attending
        runs = np.zeros(case.n_patterns, dtype=bool)
        runs[[one.pattern for one in sessions_like(case, plan.timetable.sessions)]] = True
        waiting = {one.mentee for one in plan.timetable.not_reached}
        waits = np.array([name in waiting for name in case.found.people], dtype=bool)
        kept = waits[attending.person] & ~runs[attending.pattern]
        pattern = attending.pattern[kept]
        return cls(
            case=case,
            pattern=pattern,
            person=attending.person[kept],
            heads=attending.heads[kept],
            number=np.bincount(pattern, minlength=case.n_patterns),
            apart=frozenset(case.found.apart),
        )

    def further(self, at: int, activity: Activity, runs: int) -> Further:
        """What there is to say of one activity. at: its index."""
        patterns = self.case.found.patterns
        mine = patterns.activity == at
        pattern, together = self._most_at_once(np.flatnonzero(mine & (self.number > 0)), activity)
        nothing = np.zeros(self.case.n_choices, dtype=bool)
        return Further(
            activity=activity.id,
            asked=max(activity.sessions, len(set(activity.fixed))),
            runs=runs,
            could=len(np.unique(self.person[mine[self.pattern]])),
            together=together,
            needs=least_people(self.case, activity),
            slot=Decoder(case=self.case, chosen=nothing).slot(pattern) if together else None,
            venue=patterns.venues[int(patterns.venue[pattern])].id if together else None,
        )

    def _most_at_once(self, some: np.ndarray, activity: Activity) -> tuple[int, int]:
        """The first of some patterns to which most could go together, and how many; (0, 0) where nobody could."""
        best, most = 0, 0
        for pattern in some[np.argsort(-self.number[some], kind="stable")].tolist():
            if self.number[pattern] <= most:
                break
            together = self._together(pattern, activity)
            if together > most:
                best, most = pattern, together
        return best, most

    def _together(self, pattern: int, activity: Activity) -> int:
        """How many have room together, the fewest heads first; of two kept apart whoever comes first."""
        begin, end = np.searchsorted(self.pattern, [pattern, pattern + 1])
        patterns = self.case.found.patterns
        room = min(activity.largest, patterns.venues[int(patterns.venue[pattern])].capacity - activity.least_leaders)
        inside: list[int] = []
        for at in (begin + np.argsort(self.heads[begin:end], kind="stable")).tolist():
            person, heads = int(self.person[at]), int(self.heads[at])
            beside = any((min(person, one), max(person, one)) in self.apart for one in inside)
            if heads <= room and not beside:
                inside.append(person)
                room -= heads
        return len(inside)
