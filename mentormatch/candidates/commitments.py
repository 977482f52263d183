"""What people have anyway: their commitments and the fixed sessions they lead or attend, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import numpy as np

from mentormatch.candidates.dates import Dates
from mentormatch.candidates.ways import Sites
from mentormatch.domain.places import Commitment
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot

NO_SESSION = -1


@attrs.frozen(eq=False, kw_only=True)
class Commitments:
    """Rows sorted by person: shape (n,). weeks: the dates in the term. site: an index into `sites`, NOWHERE = unknown.

    session: of a fixed session its index in `fixed_sessions`, NO_SESSION for all else. Only rows that have a date in
    the term are here.
    """

    sites: Sites
    slice_by_person: Mapping[str, slice]
    weekday: np.ndarray
    start: np.ndarray
    end: np.ndarray
    weeks: np.ndarray
    site: np.ndarray
    session: np.ndarray

    def rows_of(self, people: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The first row of each person and how many they have, shape (n_people,)."""
        none = slice(0, 0)
        found = [self.slice_by_person.get(name, none) for name in people]
        first = np.array([one.start for one in found], dtype=np.intp)
        return first, np.array([one.stop - one.start for one in found], dtype=np.intp)

    def rows_of_all(self, people: Iterable[str]) -> np.ndarray:
        """The rows of several people together."""
        parts = [np.arange(one.start, one.stop) for name in people if (one := self.slice_by_person.get(name))]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.intp)


@attrs.frozen(eq=False, kw_only=True)
class Taken:
    """One row of Commitments before it is one."""

    person: str
    slot: Slot
    weeks: int
    site: int
    session: int = NO_SESSION


def commitments_of(programme: Programme, dates: Dates, sites: Sites, more: Iterable[Taken] = ()) -> Commitments:
    """All commitments of a programme, and more beside them, by person."""
    rows = [row for row in (*_of_programme(programme, dates, sites), *more) if row.weeks]
    rows.sort(key=lambda row: row.person)
    slices: dict[str, slice] = {}
    for at, row in enumerate(rows):
        begun = slices.get(row.person)
        slices[row.person] = slice(at if begun is None else begun.start, at + 1)
    return Commitments(
        sites=sites,
        slice_by_person=slices,
        weekday=np.array([row.slot.weekday for row in rows], dtype=np.int8),
        start=np.array([row.slot.start for row in rows], dtype=np.int32),
        end=np.array([row.slot.end for row in rows], dtype=np.int32),
        weeks=np.array([row.weeks for row in rows], dtype=np.uint64),
        site=np.array([row.site for row in rows], dtype=np.int32),
        session=np.array([row.session for row in rows], dtype=np.int32),
    )


def fixed_sessions(programme: Programme) -> dict[tuple[str, Slot], int]:
    """The number of each fixed slot of an activity, by (activity, slot)."""
    keys = ((activity.id, slot) for activity in programme.activities for slot in activity.fixed)
    return {key: at for at, key in enumerate(dict.fromkeys(keys))}


def _of_programme(programme: Programme, dates: Dates, sites: Sites) -> Iterator[Taken]:
    mask_by_recurrence: dict[object, int] = {}
    for row, session in _all(programme):
        recurrence = (row.slot.weekday, row.slot.rhythm, row.slot.first, row.starts_on, row.ends_on)
        if recurrence not in mask_by_recurrence:
            mask_by_recurrence[recurrence] = dates.mask_of(row.slot, row.starts_on, row.ends_on)
        yield Taken(
            person=row.person,
            slot=row.slot,
            weeks=mask_by_recurrence[recurrence],
            site=sites.index(row.venue, row.spot),
            session=session,
        )


def _all(programme: Programme) -> Iterator[tuple[Commitment, int]]:
    for row in programme.commitments:
        yield row, NO_SESSION
    number = fixed_sessions(programme)
    for activity in programme.activities:
        for slot in activity.fixed:
            for person in sorted({*activity.fixed_leaders, *activity.fixed_people}):
                commitment = Commitment(person=person, slot=slot, venue=activity.fixed_venue)
                yield commitment, number[activity.id, slot]
