"""What every activity is sieved on: people as columns by the part they would play, the week, and what is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mentormatch.candidates.commitments import Commitments, Taken, commitments_of, fixed_sessions
from mentormatch.candidates.dates import EVER
from mentormatch.candidates.held import Meeting, Pair, Standing, planned_dates, standing_of
from mentormatch.candidates.hours import Week
from mentormatch.candidates.journeys import Journeys, journeys_of
from mentormatch.candidates.people import Distinct, People, people_of
from mentormatch.candidates.roster import Roster, roster_of, trained
from mentormatch.domain.folding import folded
from mentormatch.domain.history import History
from mentormatch.domain.people import Meets, Member, Mentee, Mentor, Status
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.travel import Travel


@attrs.frozen(eq=False, kw_only=True)
class Crowd:
    """People who would lead, or would attend, each by one row. Arrays of shape (n,) unless said.

    people: their journeys are those within limits. ways: the same, and the least leg of all where there is none; least:
    the least leg in any case. there: the weeks in which they can be anywhere, week masks, shape (n, 7). trained,
    clear: of a mentor on `as_of`, true of others. cleared: the weeks on or before `cleared_until`, (n, 7), or all.
    wished: index of `wished_times`, -1 = none. way_class: an index into the classes of `Between`.
    """

    people: People
    ways: Journeys
    least: Journeys
    there: np.ndarray
    mentor: np.ndarray
    trained: np.ndarray
    clear: np.ndarray
    cleared: np.ndarray
    wished: np.ndarray
    way_class: np.ndarray

    def __len__(self) -> int:
        return len(self.people)


@attrs.frozen(eq=False, kw_only=True)
class Ground:
    """All that the sieve of sessions reads.

    recorded: the meetings of pairs that stay where they are, none where meetings are decided too (not meetings_stay).
    sessions: the number of each fixed slot, by (activity id, slot). since: the weeks on or after `as_of`, shape (7,).
    could_attend: of `attendees`, who counts as one to attend. in_force: the mentors of each person's pairs in force.
    """

    roster: Roster
    standing: Standing
    recorded: Mapping[Pair, Meeting]
    meetings_stay: bool
    taken: Commitments
    sessions: Mapping[tuple[str, Slot], int]
    week: Week
    times: Mapping[str, int]
    since: np.ndarray
    leaders: Crowd
    attendees: Crowd
    could_attend: np.ndarray
    in_force: Mapping[str, frozenset[str]]

    @property
    def programme(self) -> Programme:
        """The programme that all is of."""
        return self.roster.programme


def ground_of(programme: Programme, history: History, travel: Travel, meetings_stay: bool) -> Ground:
    """The ground of a programme; meetings_stay: recorded meetings that may stay are commitments."""
    roster = roster_of(programme, history, travel)
    standing = standing_of(roster)
    recorded = recorded_of(standing) if meetings_stay else {}
    distinct = Distinct(
        programme.policy.default_availability, {one: at for at, one in enumerate(roster.availabilities)}
    )
    leaders = _crowd(roster, distinct, _leaders(programme))
    attendees = _crowd(roster, distinct, _attendees(programme))
    none = _without_sessions(programme)
    times = {one.id: distinct.of(one.times) for one in programme.activities if one.times is not None}
    return Ground(
        roster=roster,
        standing=standing,
        recorded=recorded,
        meetings_stay=meetings_stay,
        taken=commitments_of(programme, roster.dates, roster.commitments.sites, list(_meetings(roster, recorded))),
        sessions=fixed_sessions(programme),
        week=Week.of(tuple(distinct.found)),
        times=times,
        since=roster.dates.since(np.array([programme.as_of.toordinal()]))[0],
        leaders=leaders,
        attendees=attendees,
        could_attend=np.array([_wants_groups(row, none) for row in attendees.people.members], dtype=bool),
        in_force=_in_force(standing),
    )


def recorded_of(standing: Standing) -> dict[Pair, Meeting]:
    """The recorded meetings of pairs in force that may stay."""
    return {pair: standing.recorded[pair] for pair in sorted(standing.safe)}


def _meetings(roster: Roster, recorded: Mapping[Pair, Meeting]) -> list[Taken]:
    """The recorded meetings as commitments of both people."""
    sites = roster.commitments.sites
    return [
        Taken(
            person=person,
            slot=meeting.slot,
            weeks=planned_dates(roster, mentee, meeting.slot),
            site=sites.index(roster.places[meeting.place], None),
        )
        for (mentee, mentor), meeting in recorded.items()
        for person in dict.fromkeys((roster.mentees.ids[mentee], roster.mentors.ids[mentor]))
    ]


def _in_force(standing: Standing) -> Mapping[str, frozenset[str]]:
    mentors: dict[str, set[str]] = {}
    for row in standing.held:
        mentors.setdefault(row.mentee, set()).add(row.mentor)
    return {mentee: frozenset(names) for mentee, names in mentors.items()}


def _leaders(programme: Programme) -> list[Member]:
    """Everybody who leads something, by their mentor row, else as staff; of fixed leaders also as a mentee."""
    fixed = {name for activity in programme.activities for name in activity.fixed_leaders}
    rows: dict[str, Member] = {m.id: m for m in programme.mentees if m.id in fixed}
    rows |= {m.id: m for m in programme.staff if m.leads or m.id in fixed}
    rows |= {m.id: m for m in programme.mentors if m.leads or m.id in fixed or m.id in rows}
    return [rows[name] for name in sorted(rows)]


def _attendees(programme: Programme) -> list[Member]:
    """Everybody who could attend by their mentee row, and fixed people who are no mentees as mentors, else as staff."""
    fixed = {name for activity in programme.activities for name in people_fixed(activity)}
    rows: dict[str, Member] = {m.id: m for m in (*programme.staff, *programme.mentors) if m.id in fixed}
    none = _without_sessions(programme)
    rows |= {m.id: m for m in programme.mentees if m.id in fixed or _wants_groups(m, none)}
    return [rows[name] for name in sorted(rows)]


def people_fixed(activity: Activity) -> tuple[str, ...]:
    """Who is in the fixed sessions of an activity by name; a drop-in names nobody."""
    return activity.fixed_people if activity.entry is Entry.BY_NAME else ()


def _without_sessions(programme: Programme) -> set[str]:
    """Whoever wants no session, in any of their rows."""
    return {row.id for row in (*programme.mentees, *programme.mentors, *programme.staff) if row.max_sessions == 0}


def _wants_groups(row: Member, none: set[str]) -> bool:
    active = row.status is Status.ACTIVE
    return isinstance(row, Mentee) and active and row.id not in none and Meets.IN_PERSON in row.meets


def _crowd(roster: Roster, distinct: Distinct, rows: Sequence[Member]) -> Crowd:
    programme, dates = roster.programme, roster.dates
    people = people_of(rows, programme, distinct, {}, dates, roster.journey_matrices)
    least = journeys_of(rows, roster.journey_matrices, programme.policy, limits=False)
    n = len(rows)
    mentor = np.array([isinstance(row, Mentor) for row in rows], dtype=bool)
    untils = [row.cleared_until if isinstance(row, Mentor) else None for row in rows]
    until = np.array([EVER if day is None else day.toordinal() for day in untils], dtype=np.int64)
    known = np.array([day is not None for day in untils], dtype=bool)
    begins = [row.available_from if isinstance(row, Mentee) else None for row in rows]
    begin = np.array([0 if day is None else day.toordinal() for day in begins], dtype=np.int64)
    cleared = np.where((known | ~mentor)[:, None], dates.until(until), np.uint64(0)).reshape(n, 7)
    required = set(map(folded, programme.policy.required_training))
    has_training = [not isinstance(row, Mentor) or trained(row, required, programme) for row in rows]
    return Crowd(
        people=people,
        ways=_else(people.journeys, least),
        least=least,
        there=~people.away & dates.since(begin).reshape(n, 7) & cleared,
        mentor=mentor,
        trained=np.array(has_training, dtype=bool),
        clear=~mentor | (known & (until >= programme.as_of.toordinal())),
        cleared=cleared,
        wished=np.array([-1 if m.wished_times is None else distinct.of(m.wished_times) for m in rows], dtype=np.int32),
        way_class=np.array([roster.between.class_by_person[name] for name in people.ids], dtype=np.intp),
    )


def _else(journeys: Journeys, least: Journeys) -> Journeys:
    """The journeys, and the least leg of all where there is none."""
    here = journeys.possible
    return Journeys(
        **{
            field.name: np.where(here, getattr(journeys, field.name), getattr(least, field.name))
            for field in attrs.fields(Journeys)
        }
    )
