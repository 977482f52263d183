"""People and places as columns, made once: from here on nobody looks at objects, except at rows of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import numpy as np

from mentormatch.candidates.bits import pack
from mentormatch.candidates.candidates import Between
from mentormatch.candidates.commitments import Commitments, commitments_of
from mentormatch.candidates.dates import EVER, Dates
from mentormatch.candidates.journeys import JourneyMatrices, Journeys, journeys_of
from mentormatch.candidates.record import Record, record_of
from mentormatch.candidates.wants import WantTables, want_tables
from mentormatch.candidates.ways import ways_between
from mentormatch.domain.folding import folded
from mentormatch.domain.history import History
from mentormatch.domain.people import Meets, Member, Mentee, Mentor, Status
from mentormatch.domain.places import PHONE, VIDEO
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import DAY, Availability
from mentormatch.term.calendar import Calendar
from mentormatch.travel import Travel

UNKNOWN = -1
ALWAYS_OUT, NEVER_IN = -1, DAY + 10_000
"""Limits of somebody who has none."""
MEETS_BY_REMOTE_PLACE = {PHONE: Meets.PHONE, VIDEO: Meets.VIDEO}


@attrs.frozen(eq=False, kw_only=True)
class People:
    """One list of people, sorted by id; columns of shape (n,) unless said.

    pattern: index into the roster's `availabilities`. away: week masks, shape (n, 7). stage, area: UNKNOWN or a number.
    usable, barred: bool, shape (n, n_places): may be used for meetings; is in `not_at`.
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
    usable: np.ndarray
    barred: np.ndarray
    journeys: Journeys

    def __len__(self) -> int:
        return len(self.ids)


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Roster:
    """All columns that the rules read.

    since: ordinal of each mentee's first possible date. dates_from: the weeks on or after it, cut by the term, (n, 7).
    cleared_weeks: weeks on or before `cleared_until`, (n_mentors, 7); none where it is not known.
    shut: (n_places, 7). open_pattern: index into `availabilities` by place. staffed_pattern: UNKNOWN = never.
    """

    programme: Programme
    dates: Dates
    places: tuple[str, ...]
    n_venues: int
    availabilities: tuple[Availability, ...]
    mentees: People
    mentors: People
    journey_matrices: JourneyMatrices

    minutes: np.ndarray
    rhythm: np.ndarray
    since: np.ndarray
    dates_from: np.ndarray

    cleared_until: np.ndarray
    cleared: np.ndarray
    cleared_weeks: np.ndarray
    trained: np.ndarray
    may_ask: np.ndarray

    duty_pattern: int
    open_pattern: np.ndarray
    staffed_pattern: np.ndarray
    first_meeting_ok: np.ndarray
    shut: np.ndarray

    between: Between
    commitments: Commitments
    record: Record
    wants: WantTables

    @property
    def n_places(self) -> int:
        """Venues, phone and video."""
        return len(self.places)

    @cached_property
    def same_person(self) -> np.ndarray:
        """The index of each mentee among the mentors, UNKNOWN for most, shape (n_mentees,)."""
        return np.array([self.mentors.index.get(name, UNKNOWN) for name in self.mentees.ids], dtype=np.int32)

    @cached_property
    def reach_of_mentees(self) -> np.ndarray:
        """The places usable for each, as words, shape (n_mentees, n_words(n_places))."""
        return pack(self.mentees.usable)

    @cached_property
    def reach_of_mentors(self) -> np.ndarray:
        """The places usable for each, as words, shape (n_mentors, n_words(n_places))."""
        return pack(self.mentors.usable)

    @cached_property
    def planned_by_rhythm(self) -> dict[Rhythm, np.ndarray]:
        """Planned dates in the term by rhythm, shape (n_firsts, 7) each; of the rhythms that occur."""
        return {rhythm: self.dates.planned(rhythm) for at, rhythm in enumerate(Rhythm) if (self.rhythm == at).any()}


@attrs.define
class _Patterns:
    """Collects distinct availabilities; equal windows and dates share an index."""

    default: Availability
    found: dict[Availability, int] = attrs.field(factory=dict)

    def of(self, given: Availability | None) -> int:
        availability = self.default if given is None else given
        return self.found.setdefault(availability, len(self.found))


def roster_of(programme: Programme, history: History, travel: Travel) -> Roster:
    """The columns of a programme and its history."""
    policy, venues = programme.policy, programme.venues
    dates = Dates.of(Calendar.of(programme))
    places = (*(venue.id for venue in venues), *MEETS_BY_REMOTE_PLACE)
    patterns = _Patterns(policy.default_availability)
    matrices = JourneyMatrices.of(travel, programme)
    areas: dict[str, int] = {}
    mentees, mentors = programme.mentees, programme.mentors
    people = [_people(rows, programme, patterns, areas, dates, matrices) for rows in (mentees, mentors)]
    begins = [max(programme.as_of, m.available_from or programme.as_of).toordinal() for m in mentees]
    since = np.array(begins, dtype=np.int64)
    cleared = [EVER if m.cleared_until is None else m.cleared_until.toordinal() for m in mentors]
    cleared_until = np.array(cleared, dtype=np.int64)
    known = np.array([m.cleared_until is not None for m in mentors], dtype=bool)
    required = set(map(folded, policy.required_training))
    between, sites = ways_between(programme, travel, matrices)
    rhythm_index = {rhythm: at for at, rhythm in enumerate(Rhythm)}
    duty_pattern = patterns.of(policy.duty_hours)
    open_pattern = np.array([patterns.of(venue.opening) for venue in venues] + [UNKNOWN] * 2, dtype=np.int32)
    staffed = [UNKNOWN if venue.staffed is None else patterns.of(venue.staffed) for venue in venues]
    return Roster(
        programme=programme,
        dates=dates,
        places=places,
        n_venues=len(venues),
        mentees=people[0],
        mentors=people[1],
        journey_matrices=matrices,
        minutes=np.array([m.meeting_minutes or policy.meeting_minutes for m in mentees], dtype=np.int32),
        rhythm=np.array([rhythm_index[m.rhythm] for m in mentees], dtype=np.int8),
        since=since,
        dates_from=dates.since(since) & dates.term,
        cleared_until=cleared_until,
        cleared=known & (cleared_until >= programme.as_of.toordinal()),
        cleared_weeks=np.where(known[:, None], dates.until(cleared_until), np.uint64(0)),
        trained=np.array([_trained(m, required, programme) for m in mentors], dtype=bool),
        may_ask=np.array([m.may_ask_officer is not False for m in mentors], dtype=bool),
        duty_pattern=duty_pattern,
        open_pattern=open_pattern,
        staffed_pattern=np.array([*staffed, UNKNOWN, UNKNOWN], dtype=np.int32),
        first_meeting_ok=np.array([venue.first_meeting_ok for venue in venues] + [True] * 2, dtype=bool),
        shut=_rows([dates.shut(venue) for venue in venues] + [np.zeros(7, dtype=np.uint64)] * 2, 7),
        between=between,
        commitments=commitments_of(programme, dates, sites),
        record=record_of(programme, history),
        wants=want_tables(programme),
        availabilities=tuple(patterns.found),
    )


def _people(
    rows: Sequence[Mentee] | Sequence[Mentor],
    programme: Programme,
    patterns: _Patterns,
    areas: dict[str, int],
    dates: Dates,
    matrices: JourneyMatrices,
) -> People:
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
    barred = np.zeros((len(rows), len(venues) + 2), dtype=bool)
    for at, member in enumerate(rows):
        barred[at, [place_index[name] for name in member.not_at if name in place_index]] = True
    return People(
        ids=tuple(m.id for m in rows),
        index={m.id: at for at, m in enumerate(rows)},
        members=rows,
        active=np.array([m.status is Status.ACTIVE for m in rows], dtype=bool),
        stage=np.array([UNKNOWN if m.stage is None else m.stage for m in rows], dtype=np.int32),
        area=np.array([_area(m, areas) for m in rows], dtype=np.int32),
        needs_approval=np.array([m.needs_approval for m in rows], dtype=bool),
        pattern=pattern,
        away=_rows(away, 7),
        out_from=np.array([ALWAYS_OUT if m.out_from is None else m.out_from for m in rows], dtype=np.int32),
        home_by=np.array([NEVER_IN if m.home_by is None else m.home_by for m in rows], dtype=np.int32),
        usable=_usable(rows, programme, journeys),
        barred=barred,
        journeys=journeys,
    )


def _area(member: Member, areas: dict[str, int]) -> int:
    """The number of a member's area, one that is not known yet counted in."""
    area = folded(member.area or "")
    return areas.setdefault(area, len(areas)) if area else UNKNOWN


def _usable(rows: Sequence[Member], programme: Programme, journeys: Journeys) -> np.ndarray:
    """Which places each may be asked to: bool, shape (n, n_places)."""
    venues = programme.venues
    one_to_one = np.array([venue.one_to_one for venue in venues], dtype=bool)
    step_free = np.array([venue.step_free for venue in venues], dtype=bool)
    dry = np.array([not venue.alcohol_served for venue in venues], dtype=bool)
    needs_step_free = np.array([m.step_free for m in rows], dtype=bool)[:, None]
    needs_dry = np.array([m.not_where_alcohol for m in rows], dtype=bool)[:, None]
    in_person = np.array([Meets.IN_PERSON in m.meets for m in rows], dtype=bool)[:, None]
    out = np.zeros((len(rows), len(venues) + 2), dtype=bool)
    out[:, : len(venues)] = (
        journeys.possible[:, : len(venues)]
        & one_to_one
        & (step_free | ~needs_step_free)
        & (dry | ~needs_dry)
        & in_person
    )
    for at, meets in enumerate(MEETS_BY_REMOTE_PLACE.values()):
        out[:, len(venues) + at] = [meets in m.meets for m in rows]
    return out


def _trained(mentor: Mentor, required: set[str], programme: Programme) -> bool:
    still = mentor.trained_until is None or mentor.trained_until >= programme.as_of
    return still and required <= set(map(folded, mentor.training))


def _rows(rows: Sequence[np.ndarray], width: int) -> np.ndarray:
    return np.array(rows, dtype=np.uint64).reshape(len(rows), width)


def needed(roster: Roster, mentee: np.ndarray, mentor: np.ndarray) -> np.ndarray:
    """Whether each of some pairs needs an approval."""
    return np.asarray(roster.mentees.needs_approval[mentee] | roster.mentors.needs_approval[mentor])
