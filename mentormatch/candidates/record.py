"""The record as planning reads it: refusals, places held, pins, approvals, who is kept apart; by index of person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs
import numpy as np

from mentormatch.candidates.dates import EVER
from mentormatch.domain.history import Approval, History, PairRecord, PairState
from mentormatch.domain.programme import Programme

NO_DAY = -1


@attrs.frozen(eq=False, kw_only=True)
class PairSet:
    """Some pairs, by key: mentee index * n_mentors + mentor index, ascending."""

    keys: np.ndarray

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]], n_mentors: int) -> PairSet:
        """The set of those pairs."""
        return cls(keys=np.array(sorted({i * n_mentors + j for i, j in pairs}), dtype=np.int64))

    def among(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where they stand among ascending keys: (positions there, indexes here), both ascending."""
        if not len(keys) or not len(self.keys):
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
        low, high = np.searchsorted(self.keys, (keys[0], keys[-1] + 1))
        position = np.searchsorted(keys, self.keys[low:high])
        found = keys[np.minimum(position, len(keys) - 1)] == self.keys[low:high]
        return position[found], np.arange(low, high)[found]

    def contains(self, keys: np.ndarray) -> np.ndarray:
        """Which of ascending keys are in the set, bool."""
        out = np.zeros(len(keys), dtype=bool)
        out[self.among(keys)[0]] = True
        return out


@attrs.frozen(eq=False, kw_only=True)
class Approvals:
    """The approval that counts: of each mentee for any mentor, shape (n_mentees,), and of single pairs.

    on: ordinal of the decision, NO_DAY = none. given: agreed and not past its end. until: ordinal, EVER = no end.
    """

    on: np.ndarray
    given: np.ndarray
    refused: np.ndarray
    until: np.ndarray
    pairs: PairSet
    pair_on: np.ndarray
    pair_given: np.ndarray
    pair_refused: np.ndarray
    pair_until: np.ndarray

    def of(self, mentee: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(given, refused, until) of pairs with ascending keys."""
        given, refused, until = self.given[mentee], self.refused[mentee], self.until[mentee]
        position, own = self.pairs.among(keys)
        later = self.pair_on[own] >= self.on[mentee[position]]
        position, own = position[later], own[later]
        given[position], refused[position] = self.pair_given[own], self.pair_refused[own]
        until[position] = self.pair_until[own]
        return given, refused, until


@attrs.frozen(eq=False, kw_only=True)
class Record:
    """refused: the pairs that rule `state` refuses. holding, pins: rows whose two people are in the programme.

    unknown_pins: rows of pins whose people are not. free_places: by mentor. apart: pairs in one row in force;
    apart_from: everybody a person is kept apart from, by id.
    """

    refused: PairSet
    holding: tuple[PairRecord, ...]
    pins: tuple[PairRecord, ...]
    unknown_pins: tuple[PairRecord, ...]
    free_places: np.ndarray
    approvals: Approvals
    apart: PairSet
    apart_from: Mapping[str, frozenset[str]]


def record_of(programme: Programme, history: History) -> Record:
    """The record of a programme, read on `as_of`."""
    mentees = {m.id: at for at, m in enumerate(programme.mentees)}
    mentors = {m.id: at for at, m in enumerate(programme.mentors)}

    def known(row: PairRecord) -> bool:
        return row.mentee in mentees and row.mentor in mentors

    holding = history.holding(programme.as_of)
    pins = history.pins()
    apart_from = _apart_from(programme)
    n_mentors = len(mentors)
    refused = [
        (mentees[mentee], mentors[mentor])
        for mentee, mentor in _refused_by_state(programme, history)
        if mentee in mentees and mentor in mentors
    ]
    apart = [
        (at, mentors[other]) for name, at in mentees.items() for other in apart_from.get(name, ()) if other in mentors
    ]
    return Record(
        refused=PairSet.of(refused, n_mentors),
        holding=tuple(row for row in holding if known(row)),
        pins=tuple(row for row in pins if known(row)),
        unknown_pins=tuple(row for row in pins if not known(row)),
        free_places=_free_places(programme, history, holding),
        approvals=_approvals(programme, history.approvals, mentees, mentors),
        apart=PairSet.of(apart, n_mentors),
        apart_from=apart_from,
    )


def _refused_by_state(programme: Programme, history: History) -> Iterable[tuple[str, str]]:
    rows_by_pair: dict[tuple[str, str], list[PairRecord]] = {}
    for row in history.pairs:
        rows_by_pair.setdefault((row.mentee, row.mentor), []).append(row)
    cooling_off = dt.timedelta(weeks=programme.policy.cooling_off_weeks)
    for pair, rows in rows_by_pair.items():
        last = rows[-1]
        declined = any(row.state is PairState.DECLINED for row in rows)
        again_from = last.again_from or last.since + cooling_off
        too_soon = last.state is PairState.ENDED and programme.as_of < again_from
        if too_soon or (declined and History(pairs=tuple(rows)).refused(*pair)):
            yield pair


def _free_places(programme: Programme, history: History, holding: Iterable[PairRecord]) -> np.ndarray:
    first_held: dict[tuple[str, str], dt.date] = {}
    for row in history.pairs:
        if row.state.holds:
            first_held.setdefault((row.mentee, row.mentor), row.since)
    held: dict[str, int] = {}
    new: dict[str, int] = {}
    for row in holding:
        held[row.mentor] = held.get(row.mentor, 0) + 1
        if first_held[row.mentee, row.mentor] >= programme.term.first_day:
            new[row.mentor] = new.get(row.mentor, 0) + 1
    free = []
    for mentor in programme.mentors:
        places = mentor.max_people - mentor.people_elsewhere - held.get(mentor.id, 0)
        if mentor.new_people is not None:
            places = min(places, mentor.new_people - new.get(mentor.id, 0))
        free.append(max(places, 0))
    return np.array(free, dtype=np.int32)


def _approvals(
    programme: Programme, rows: Iterable[Approval], mentees: Mapping[str, int], mentors: Mapping[str, int]
) -> Approvals:
    """Of rows of one day the last in the order of the record counts, as with rows of pairs."""
    general: dict[int, Approval] = {}
    own: dict[tuple[int, int], Approval] = {}
    for row in rows:  # sorted by mentee, mentor, day: later rows replace earlier ones
        if row.mentee not in mentees:
            continue
        if row.mentor is None:
            general[mentees[row.mentee]] = row
        elif row.mentor in mentors:
            own[mentees[row.mentee], mentors[row.mentor]] = row
    as_of = programme.as_of

    def columns(found: Iterable[Approval | None]) -> tuple[np.ndarray, ...]:
        listed = list(found)
        agreed = [row is not None and row.agreed and (row.until is None or row.until >= as_of) for row in listed]
        return (
            np.array([NO_DAY if row is None else row.on.toordinal() for row in listed], dtype=np.int64),
            np.array(agreed, dtype=bool),
            np.array([row is not None and not row.agreed for row in listed], dtype=bool),
            np.array([_end(row) for row in listed], dtype=np.int64),
        )

    on, given, refused, until = columns(general.get(at) for at in range(len(mentees)))
    pair_on, pair_given, pair_refused, pair_until = columns(own[pair] for pair in sorted(own))
    return Approvals(
        on=on,
        given=given,
        refused=refused,
        until=until,
        pairs=PairSet.of(own, len(mentors)),
        pair_on=pair_on,
        pair_given=pair_given,
        pair_refused=pair_refused,
        pair_until=pair_until,
    )


def _end(row: Approval | None) -> int:
    return EVER if row is None or row.until is None else row.until.toordinal()


def _apart_from(programme: Programme) -> dict[str, frozenset[str]]:
    """Everybody each person is kept apart from on `as_of`, by id."""
    together: dict[str, set[str]] = {}
    for row in programme.keep_apart:
        if row.holds_on(programme.as_of):
            for person in row.people:
                together.setdefault(person, set()).update(row.people)
    return {person: frozenset(others - {person}) for person, others in together.items()}
