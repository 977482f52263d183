"""People and places as columns, made once: from here on nobody looks at objects, except at rows of the record."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

from mentormatch.candidates.bits import pack
from mentormatch.candidates.candidates import Between
from mentormatch.candidates.commitments import Commitments, commitments_of
from mentormatch.candidates.dates import EVER, Dates
from mentormatch.candidates.journeys import JourneyMatrices
from mentormatch.candidates.people import MEETS_BY_REMOTE_PLACE, UNKNOWN, Distinct, People, masks_by_weekday, people_of
from mentormatch.candidates.record import Record, record_of
from mentormatch.candidates.wants import WantTables, want_tables
from mentormatch.candidates.ways import ways_between
from mentormatch.domain.folding import folded
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentor
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import Availability
from mentormatch.term.calendar import Calendar
from mentormatch.travel import Travel


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


def roster_of(programme: Programme, history: History, travel: Travel) -> Roster:
    """The columns of a programme and its history."""
    policy, venues = programme.policy, programme.venues
    dates = Dates.of(Calendar.of(programme))
    places = (*(venue.id for venue in venues), *MEETS_BY_REMOTE_PLACE)
    patterns = Distinct(policy.default_availability)
    matrices = JourneyMatrices.of(travel, programme)
    areas: dict[str, int] = {}
    mentees, mentors = programme.mentees, programme.mentors
    people = [people_of(rows, programme, patterns, areas, dates, matrices) for rows in (mentees, mentors)]
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
        trained=np.array([trained(m, required, programme) for m in mentors], dtype=bool),
        may_ask=np.array([m.may_ask_officer is not False for m in mentors], dtype=bool),
        duty_pattern=duty_pattern,
        open_pattern=open_pattern,
        staffed_pattern=np.array([*staffed, UNKNOWN, UNKNOWN], dtype=np.int32),
        first_meeting_ok=np.array([venue.first_meeting_ok for venue in venues] + [True] * 2, dtype=bool),
        shut=masks_by_weekday([dates.shut(venue) for venue in venues] + [np.zeros(7, dtype=np.uint64)] * 2),
        between=between,
        commitments=commitments_of(programme, dates, sites),
        record=record_of(programme, history),
        wants=want_tables(programme),
        availabilities=tuple(patterns.found),
    )


def trained(mentor: Mentor, required: set[str], programme: Programme) -> bool:
    """Whether a mentor has all training required (folded), and it is in date."""
    still = mentor.trained_until is None or mentor.trained_until >= programme.as_of
    return still and required <= set(map(folded, mentor.training))


def needed(roster: Roster, mentee: np.ndarray, mentor: np.ndarray) -> np.ndarray:
    """Whether each of some pairs needs an approval."""
    return np.asarray(roster.mentees.needs_approval[mentee] | roster.mentors.needs_approval[mentor])
