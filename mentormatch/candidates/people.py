"""People as columns: what is asked of mentees, mentors and staff alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from mentormatch.candidates.dates import Dates
from mentormatch.candidates.journeys import REMOTE_PLACES, JourneyMatrices, Journeys, journeys_of
from mentormatch.domain.folding import folded
from mentormatch.domain.people import Meets, Member, Status
from mentormatch.domain.places import PHONE, VIDEO
from mentormatch.domain.programme import Programme
from mentormatch.domain.week import DAY, Availability

UNKNOWN = -1
ALWAYS_OUT, NEVER_IN = -1, DAY + 10_000
"""Limits of somebody who has none."""
MEETS_BY_REMOTE_PLACE = {PHONE: Meets.PHONE, VIDEO: Meets.VIDEO}


@attrs.frozen(eq=False, kw_only=True)
class People:
    """One list of people, sorted by id; columns of shape (n,) unless said.

    pattern: index into a list of distinct availabilities. away: week masks, (n, 7). stage, area: UNKNOWN or a number.
    suits: bool, shape (n, n_venues): has a journey there, and the venue is as they need it. usable, barred: bool, shape
    (n, n_places): may be used for meetings; is in `not_at`.
    """

    ids: tuple[str, ...]
    index: Mapping[str, int]
    members: Sequence[Member]
    active: np.ndarray
    stage: np.ndarray
    area: np.ndarray
    needs_approval: np.ndarray
    pattern: np.ndarray
    away: np.ndarray
    out_from: np.ndarray
    home_by: np.ndarray
    suits: np.ndarray
    usable: np.ndarray
    barred: np.ndarray
    journeys: Journeys

    def __len__(self) -> int:
        return len(self.ids)


@attrs.define
class Distinct:
    """Collects distinct availabilities; equal windows and dates share an index. default: of those not known."""

    default: Availability
    found: dict[Availability, int] = attrs.field(factory=dict)

    def of(self, given: Availability | None) -> int:
        availability = self.default if given is None else given
        return self.found.setdefault(availability, len(self.found))


def people_of(
    rows: Sequence[Member],
    programme: Programme,
    patterns: Distinct,
    areas: dict[str, int],
    dates: Dates,
    matrices: JourneyMatrices,
) -> People:
    """The columns of some rows."""
    venues = programme.venues
    journeys = journeys_of(rows, matrices, programme.policy)
    pattern = np.array([patterns.of(m.availability) for m in rows], dtype=np.int32)
    away_by_pattern: dict[Any, np.ndarray] = {}
    default = programme.policy.default_availability
    away = []
    for m in rows:
        stretches = (default if m.availability is None else m.availability).away
        if stretches not in away_by_pattern:
            away_by_pattern[stretches] = dates.away(stretches)
        away.append(away_by_pattern[stretches])
    place_index = {venue.id: at for at, venue in enumerate(venues)}
    barred = np.zeros((len(rows), len(venues) + REMOTE_PLACES), dtype=bool)
    for at, member in enumerate(rows):
        barred[at, [place_index[name] for name in member.not_at if name in place_index]] = True
    suits = _suits(rows, programme, journeys)
    return People(
        ids=tuple(m.id for m in rows),
        index={m.id: at for at, m in enumerate(rows)},
        members=rows,
        active=np.array([m.status is Status.ACTIVE for m in rows], dtype=bool),
        stage=np.array([UNKNOWN if m.stage is None else m.stage for m in rows], dtype=np.int32),
        area=np.array([_area(m, areas) for m in rows], dtype=np.int32),
        needs_approval=np.array([m.needs_approval for m in rows], dtype=bool),
        pattern=pattern,
        away=masks_by_weekday(away),
        out_from=np.array([ALWAYS_OUT if m.out_from is None else m.out_from for m in rows], dtype=np.int32),
        home_by=np.array([NEVER_IN if m.home_by is None else m.home_by for m in rows], dtype=np.int32),
        suits=suits,
        usable=_usable(rows, programme, suits),
        barred=barred,
        journeys=journeys,
    )


def _area(member: Member, areas: dict[str, int]) -> int:
    """The number of a member's area, one that is not known yet counted in."""
    area = folded(member.area or "")
    return areas.setdefault(area, len(areas)) if area else UNKNOWN


def _suits(rows: Sequence[Member], programme: Programme, journeys: Journeys) -> np.ndarray:
    """Which venues each can get to, and be at: bool, shape (n, n_venues)."""
    step_free = np.array([venue.step_free for venue in programme.venues], dtype=bool)
    dry = np.array([not venue.alcohol_served for venue in programme.venues], dtype=bool)
    needs_step_free = np.array([m.step_free for m in rows], dtype=bool)[:, None]
    needs_dry = np.array([m.not_where_alcohol for m in rows], dtype=bool)[:, None]
    there = journeys.possible[:, : len(programme.venues)]
    return np.asarray(there & (step_free | ~needs_step_free) & (dry | ~needs_dry))


def _usable(rows: Sequence[Member], programme: Programme, suits: np.ndarray) -> np.ndarray:
    """Which places each may be asked to for a meeting: bool, shape (n, n_places)."""
    n_venues = len(programme.venues)
    one_to_one = np.array([venue.one_to_one for venue in programme.venues], dtype=bool)
    in_person = np.array([Meets.IN_PERSON in m.meets for m in rows], dtype=bool)[:, None]
    out = np.zeros((len(rows), n_venues + REMOTE_PLACES), dtype=bool)
    out[:, :n_venues] = suits & one_to_one & in_person
    for at, meets in enumerate(MEETS_BY_REMOTE_PLACE.values()):
        out[:, n_venues + at] = [meets in m.meets for m in rows]
    return out


def masks_by_weekday(rows: Sequence[np.ndarray]) -> np.ndarray:
    """Week masks of shape (7,) each as one array of shape (n, 7)."""
    return np.array(rows, dtype=np.uint64).reshape(len(rows), 7)
