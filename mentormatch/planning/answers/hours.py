"""Sets of people whose least minutes add up to more than their mentors have left in a week.

As with places, no part of a set falls short without the person asked about: that would say nothing of them.
"""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.candidates.tie_breaks import hashes, tie_breaks
from mentormatch.domain import wording
from mentormatch.domain.plan import Answer, AnswerKind, Reason
from mentormatch.matching.case import Case
from mentormatch.matching.rows.hours import led_minutes, minutes_a_week
from mentormatch.planning.answers.parts import short_part
from mentormatch.planning.answers.swaps import Swaps
from mentormatch.solving.blocks import RowBuilder
from mentormatch.term import Calendar

WORK = 0.2
"""A search is cut after so much of the solver's count of work, the same on every machine."""
ROUNDS = 5
"""How often another set is looked for where the one found holds a part that falls short without the person."""


@attrs.frozen(eq=False, kw_only=True)
class HoursLeft:
    """The week in which most people need their mentors.

    least: minutes by mentee, over all their options in that week (0: none). left: minutes by mentor, beside sessions
    and the least of held pairs.
    """

    week: int
    least: np.ndarray
    left: np.ndarray


def hours_left(case: Case, acceptable: np.ndarray) -> HoursLeft:
    """acceptable: bool by pair. `case` must name the hours of all options."""
    n_weeks = Calendar.of(case.programme).n_weeks
    ideas = acceptable[case.columns.pair] & case.timed
    weeks = np.arange(n_weeks, dtype=np.uint64)
    in_week = (case.weeks[:, None] >> weeks & np.uint64(1)).astype(bool)
    week = int(in_week[ideas].sum(axis=0).argmax()) if ideas.any() else 0
    uses = np.where(in_week[:, week], case.minutes, 0)
    least = _least(case.mentee, uses, ideas, len(case.candidates.mentees))
    led = led_minutes(case, n_weeks)[:, week]
    left = np.array([minutes_a_week(case, mentor) for mentor in range(len(led))], dtype=np.int64) - led
    recorded = np.zeros(len(led), dtype=np.int64)
    held = np.zeros(len(led), dtype=np.int64)
    for pair in np.unique(case.columns.pair[case.held]).tolist():
        mine = case.columns.pair == pair
        mentor = int(case.candidates.pair_mentor[pair])
        held[mentor] += int(uses[mine].min())
        recorded[mentor] += int(uses[mine & case.recorded].max(initial=0))
    return HoursLeft(week=week, least=least, left=np.maximum(0, np.maximum(left, recorded) - held))


def _least(mentee: np.ndarray, uses: np.ndarray, ideas: np.ndarray, n_mentees: int) -> np.ndarray:
    none = np.iinfo(np.int64).max
    least = np.full(n_mentees, none, dtype=np.int64)
    np.minimum.at(least, mentee[ideas], uses[ideas])
    return np.where(least == none, 0, least)


class HoursShortages:
    """The acceptable pairs as a graph with minutes on both sides."""

    def __init__(self, case: Case, mentors_of: dict[int, list[int]], hours: HoursLeft) -> None:
        self.case, self.mentors_of, self.hours = case, mentors_of, hours

    def answer(self, mentee: int, everybody: list[int], everywhere: list[int], swaps: Swaps) -> Answer | None:
        """The smallest set with this mentee whose hours fall short, or None. everybody, everywhere: their component."""
        if not int(self.hours.least[mentee]):
            return None
        everybody = [person for person in everybody if person == mentee or self.hours.least[person]]
        found = self._smallest(mentee, everybody, everywhere)
        if found is None:
            return None
        people, proven = found
        mentors = sorted({mentor for person in people for mentor in self.mentors_of[person]})
        needed = int(sum(self.hours.least[person] for person in people))
        left = int(sum(self.hours.left[mentor] for mentor in mentors))
        ids = self.case.candidates
        return Answer(
            mentee=ids.mentees[mentee],
            kind=AnswerKind.SHORTAGE,
            reasons=(
                Reason(
                    rule="hours",
                    says=wording.short_of_hours(len(people), needed, left),
                    figures={"people": len(people), "mentors": len(mentors), "needed": needed, "left": left},
                ),
            ),
            people=tuple(ids.mentees[person] for person in sorted(people)),
            mentors=tuple(ids.mentors[mentor] for mentor in mentors),
            minutes_needed=needed,
            minutes_left=left,
            smallest=proven,
            swap=swaps.first(mentee),
        )

    def _smallest(self, mentee: int, everybody: list[int], everywhere: list[int]) -> tuple[set[int], bool] | None:
        index = {person: at for at, person in enumerate(everybody)}
        at_mentor = {mentor: len(everybody) + at for at, mentor in enumerate(everywhere)}
        rows = RowBuilder()
        for person in everybody:
            for mentor in self.mentors_of[person]:
                rows.add(("with",), np.array([index[person], at_mentor[mentor]]), np.array([1, -1]), upper=0)
        n = len(everybody) + len(everywhere)
        values = np.concatenate([self.hours.least[everybody], -self.hours.left[everywhere]])
        rows.add(("short",), np.arange(n), values, lower=1)
        rows.add(("this one",), np.array([index[mentee]]), lower=1)
        salt = self.case.programme.salt
        none = np.zeros(len(everywhere), dtype=np.int64)
        ties = tie_breaks(hashes(salt, [self.case.candidates.mentees[person] for person in everybody]))
        tiers = (
            solving.Tier("size", "min", np.concatenate([np.ones(len(everybody), dtype=np.int64), none])),
            solving.Tier("ties", "min", np.concatenate([ties, none])),
        )
        effort = solving.Effort(threads=1, work_limit=WORK, prices=False, conflict=False)
        for _ in range(ROUNDS):
            solution = solving.solve(rows.model(n), tiers, effort)
            if solution.chosen is None:
                return None
            people = {everybody[at] for at in np.flatnonzero(solution.chosen[: len(everybody)]).tolist()}
            part = self._short_without(mentee, people)
            if part is None:
                return people, solution.stopped is None
            rows.add(("not all of these",), np.array(sorted(index[person] for person in part)), upper=len(part) - 1)
        return None

    def _short_without(self, mentee: int, people: set[int]) -> set[int] | None:
        """A part of these people that falls short by itself and does not hold the mentee, or None."""
        needs, room = self.hours.least, self.hours.left
        return short_part(people - {mentee}, self.mentors_of, lambda one: int(needs[one]), lambda one: int(room[one]))
