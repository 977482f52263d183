"""Whose place somebody who waits could have: an idea taken out, and an option in its place that fits all the rest.

Counts, minutes of each week, both people's diaries and the margin between people kept apart are those of the plan.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from mentormatch.candidates import NO_HOUR
from mentormatch.candidates.stops import clashes, too_near
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import Swap
from mentormatch.matching.case import Case
from mentormatch.matching.rows.hours import led_minutes, minutes_a_week
from mentormatch.matching.rows.margin import kept_apart
from mentormatch.term import Calendar


class Swaps:
    """A plan as the options it has chosen, and every option that could be chosen instead.

    case: names the hours of all usable options. chosen: indices of options. acceptable: bool by pair.
    """

    def __init__(self, case: Case, chosen: np.ndarray, acceptable: np.ndarray) -> None:
        self.case, self.acceptable = case, acceptable
        pairs = case.candidates
        self.chosen = chosen[pairs.option_weekday[chosen] != NO_HOUR]
        self.led = led_minutes(case, Calendar.of(case.programme).n_weeks)
        of_pair = pairs.spot_pair[pairs.option_spot[chosen]]
        held = {(row.mentee, row.mentor) for row in case.candidates.held}
        named = ((pairs.mentors[pairs.pair_mentor[at]], pairs.mentees[pairs.pair_mentee[at]], at) for at in of_pair)
        self.ideas = sorted((mentor, mentee, int(at)) for mentor, mentee, at in named if (mentee, mentor) not in held)

    def first(self, mentee: int) -> Swap | None:
        """The first idea, by mentor and mentee, that this person could have instead with some option; None: none."""
        pairs = self.case.candidates
        mine = self.case.columns_of_mentee(mentee)
        mine = mine[self.case.timed[mine] & self.acceptable[self.case.columns.pair[mine]]]
        by_mentor = {
            pairs.mentors[mentor]: mine[self.case.mentor[mine] == mentor]
            for mentor in np.unique(self.case.mentor[mine]).tolist()
        }
        for mentor, placed, pair in self.ideas:
            if mentor not in by_mentor:
                continue
            options = np.unique(self.case.columns.option[by_mentor[mentor]])
            if self._any_fits(options, pairs.mentees[mentee], mentor, pair):
                own = self.case.columns.pair[by_mentor[mentor][0]]
                return Swap(mentor=mentor, instead_of=placed, needs_approval=bool(pairs.pair_needs_approval[own]))
        return None

    def _any_fits(self, options: np.ndarray, mentee: str, mentor: str, without: int) -> bool:
        pairs = self.case.candidates
        rest = self.chosen[pairs.spot_pair[pairs.option_spot[self.chosen]] != without]
        fits = self._in_hours(options, rest, mentor)
        for person in {mentee, mentor}:
            fits &= ~self._clashes(options, self._of(rest, person), person)
            for one, other in self._apart:
                if person in (one, other):
                    fits &= ~self._near(options, self._of(rest, other if person == one else one))
        return bool(fits.any())

    @cached_property
    def _apart(self) -> list[tuple[str, str]]:
        return sorted(kept_apart(self.case))

    def _of(self, options: np.ndarray, person: str) -> np.ndarray:
        """Those of some options that are somebody's own meetings, as mentee or as mentor."""
        pairs = self.case.candidates
        pair = pairs.spot_pair[pairs.option_spot[options]]
        mentee = self.case.mentee_index.get(person, -1)
        mentor = self.case.mentor_index.get(person, -1)
        mine: np.ndarray = options[(pairs.pair_mentee[pair] == mentee) | (pairs.pair_mentor[pair] == mentor)]
        return mine

    def _in_hours(self, options: np.ndarray, rest: np.ndarray, mentor: str) -> np.ndarray:
        """Which options the mentor has minutes for in each of their weeks, beside the rest."""
        pairs, index = self.case.candidates, self.case.mentor_index[mentor]
        mine = rest[pairs.pair_mentor[pairs.spot_pair[pairs.option_spot[rest]]] == index]
        own = self._use(mine)
        recorded = own[pairs.option_recorded[mine]].sum(axis=0)
        left = np.maximum(np.maximum(minutes_a_week(self.case, index) - self.led[index], recorded), 0)
        after = own.sum(axis=0) + self._use(options)
        return np.asarray(((after <= left) | (self._use(options) == 0)).all(axis=1))

    def _use(self, options: np.ndarray) -> np.ndarray:
        """Minutes that options take of their mentors by week, the way there and back included."""
        pairs = self.case.candidates
        way = 2 * pairs.spot_minutes_mentor[pairs.option_spot[options]].astype(np.int64)
        minutes = pairs.option_minutes[options].astype(np.int64) + way
        weeks = np.arange(self.led.shape[1], dtype=np.uint64)
        in_week = (pairs.option_planned[options][:, None] >> weeks & np.uint64(1)).astype(np.int64)
        use: np.ndarray = in_week * minutes[:, None]
        return use

    def _clashes(self, options: np.ndarray, others: np.ndarray, person: str) -> np.ndarray:
        """Which options clash with others in one person's diary, or are the very same stop."""
        stops = self.case.stops_of_options(np.concatenate([options, others]))
        clash = clashes(stops, self.case.between(person)) | np.eye(len(stops), dtype=bool)
        first, second = stops.of_column[: len(options)], stops.of_column[len(options) :]
        return np.asarray(clash[np.ix_(first, second)].any(axis=1))

    def _near(self, options: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Which options are too near to others, of somebody who is kept apart from one of the two."""
        pairs = self.case.candidates
        remote = np.array([place in REMOTE for place in pairs.places], dtype=bool)
        others = others[~remote[pairs.spot_place[pairs.option_spot[others]]]]
        one, other = self.case.stops_of_options(options), self.case.stops_of_options(others)
        near = too_near(one, other, self.case.programme.policy.keep_apart_margin)
        return np.asarray(near[np.ix_(one.of_column, other.of_column)].any(axis=1))
