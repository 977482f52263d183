"""Patterns of one activity: each slot at each venue where it could be held (T1), before anybody is asked."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.commitments import NO_SESSION
from mentormatch.candidates.hours import LETTERS, RHYTHMS
from mentormatch.candidates.sessions.ground import Ground
from mentormatch.domain.folding import folded
from mentormatch.domain.places import Activity, Venue
from mentormatch.domain.rules import SESSION_DATES, SESSION_PLACE, SESSION_TIME
from mentormatch.domain.week import DAY

PLACED = -1
"""Instead of the number of a fixed slot."""


@attrs.frozen(eq=False, kw_only=True)
class Hours:
    """Distinct slots of one activity, arrays of shape (n_hours,).

    fixed: index into `activity.fixed`, PLACED = none. room: int16, shape (n_availabilities, n_hours): the longest way
    there and back for which each availability leaves time, below 0 where the slot itself does not fit.
    """

    weekday: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    rhythm: np.ndarray
    fixed: np.ndarray
    room: np.ndarray


@attrs.frozen(eq=False, kw_only=True)
class Slots:
    """Patterns of one activity, arrays of shape (n_patterns,): (fixed first, `Slot.key`, venue) ascending.

    hour: index into `hours`. session: the number of the fixed session, NO_SESSION = placed. planned, open: week masks.
    """

    activity: Activity
    hours: Hours
    hour: np.ndarray
    venue: np.ndarray
    session: np.ndarray
    planned: np.ndarray
    open: np.ndarray

    def __len__(self) -> int:
        return len(self.hour)

    def only(self, which: np.ndarray) -> Slots:
        """Those at some positions, or where flags are true."""
        columns = {name: getattr(self, name)[which] for name in ("hour", "venue", "session", "planned", "open")}
        chosen: Slots = attrs.evolve(self, **columns)
        return chosen

    @property
    def fixed(self) -> np.ndarray:
        """Which fixed slot of the activity each is, PLACED = none."""
        return np.asarray(self.hours.fixed[self.hour])

    @property
    def weekday(self) -> np.ndarray:
        """By pattern."""
        return np.asarray(self.hours.weekday[self.hour])

    @property
    def start(self) -> np.ndarray:
        """Minute of the day by pattern."""
        return np.asarray(self.hours.start[self.hour])

    @property
    def end(self) -> np.ndarray:
        """Minute of the day by pattern."""
        return np.asarray(self.hours.end[self.hour])


def slots_of(ground: Ground, activity: Activity) -> tuple[Slots, str | None, dict[int, str]]:
    """The patterns; where there are none the first rule that leaves none, and the same by fixed slot."""
    hours = _hours(ground, activity)
    named = _everywhere(ground, activity, hours)
    fitting = _with_open_dates(ground, named.only(_at_venues(ground, named)))
    held = fitting.only(_half_open(fitting))
    refused = dict.fromkeys(_fixed_lost(hours.fixed, fitting), SESSION_PLACE.id)
    refused |= dict.fromkeys(_fixed_lost(fitting.fixed, held), SESSION_DATES.id)
    if not len(hours.start):
        return held, SESSION_TIME.id, refused
    if not len(fitting):
        return held, SESSION_PLACE.id, refused
    return held, None if len(held) else SESSION_DATES.id, refused


def _fixed_lost(before: np.ndarray, after: Slots) -> list[int]:
    return sorted(set(before.tolist()) - set(after.fixed.tolist()) - {PLACED})


# --------------------------------------------------------------------------------------------------------------- hours


def placed_at_most(activity: Activity) -> int:
    """How many placed sessions of an activity may run."""
    return max(0, activity.sessions - len(set(activity.fixed)))


def _hours(ground: Ground, activity: Activity) -> Hours:
    fixed = list(dict.fromkeys(activity.fixed))
    rows = [(one.weekday, one.start, one.end, one.first, RHYTHMS.index(one.rhythm)) for one in fixed]
    columns = [np.array(rows).reshape(-1, 5)]
    if placed_at_most(activity):
        columns.append(_placed(ground, activity))
    weekday, start, end, first, rhythm = np.concatenate(columns).astype(np.int16).T
    number = np.full(len(weekday), PLACED, dtype=np.int32)
    number[: len(fixed)] = [activity.fixed.index(one) for one in fixed]
    hours = Hours(
        weekday=weekday,
        start=start,
        end=end,
        first=first,
        rhythm=rhythm,
        fixed=number,
        room=_room(ground, weekday, start, end, first, rhythm),
    )
    if activity.id not in ground.times:
        return hours
    return _some(hours, (number != PLACED) | (hours.room[ground.times[activity.id]] >= 0))


def _placed(ground: Ground, activity: Activity) -> np.ndarray:
    """Every start of the week for every first: rows of weekday, start, end, first, rhythm."""
    starts = np.arange(0, DAY - activity.minutes + 1, ground.programme.policy.start_step)
    weekday, start, first = np.meshgrid(np.arange(7), starts, activity.rhythm.firsts, indexing="ij")
    rhythm = np.full(weekday.shape, RHYTHMS.index(activity.rhythm))
    rows = np.stack([weekday, start, start + activity.minutes, first, rhythm], axis=-1)
    return np.asarray(rows.reshape(-1, 5))


def _room(
    ground: Ground, weekday: np.ndarray, start: np.ndarray, end: np.ndarray, first: np.ndarray, rhythm: np.ndarray
) -> np.ndarray:
    """What each availability leaves around each slot, in all letters of the slot."""
    a, b = (ground.week.slack(letter, weekday, start, end - start) for letter in (0, 1))
    turns = zip(rhythm.tolist(), first.tolist())
    letters = np.array([LETTERS[RHYTHMS[kind]][number - 1] for kind, number in turns], dtype="<U2")
    return np.where(letters == "A", a, np.where(letters == "B", b, np.minimum(a, b)))


def _some(hours: Hours, which: np.ndarray) -> Hours:
    columns = {field.name: getattr(hours, field.name)[..., which] for field in attrs.fields(Hours)}
    return Hours(**columns)


# -------------------------------------------------------------------------------------------------------------- venues


def _everywhere(ground: Ground, activity: Activity, hours: Hours) -> Slots:
    """Each slot at each venue that is named for it; a placed pattern that equals a fixed one left out."""
    venues = ground.programme.venues
    at_fixed = np.array([activity.fixed_venue in (None, venue.id) for venue in venues], dtype=bool)
    named = np.array([not activity.venues or venue.id in activity.venues for venue in venues], dtype=bool)
    if activity.fixed_venue is None:
        there = np.broadcast_to(named, (len(hours.start), len(venues)))
    else:
        there = np.where((hours.fixed != PLACED)[:, None], at_fixed, named)
    there = there & ~(_equals_a_fixed_one(hours)[:, None] & at_fixed)
    hour, venue = np.nonzero(there)
    by_name = np.argsort([rhythm.value for rhythm in RHYTHMS]).argsort()
    keys = (hours.end, hours.first, by_name[hours.rhythm], hours.start, hours.weekday, hours.fixed == PLACED)
    order = np.lexsort((venue, *(key[hour] for key in keys)))
    hour, venue = hour[order], venue[order]
    session = np.full(len(hours.start), NO_SESSION, dtype=np.int32)
    here = hours.fixed != PLACED
    session[here] = [ground.sessions[activity.id, activity.fixed[at]] for at in hours.fixed[here]]
    planned = _planned(ground, hours)[hour]
    return Slots(
        activity=activity, hours=hours, hour=hour, venue=venue, session=session[hour], planned=planned, open=planned
    )


def _equals_a_fixed_one(hours: Hours) -> np.ndarray:
    """Which placed slots are also given as fixed."""
    keys = np.stack([hours.weekday, hours.start, hours.end, hours.first, hours.rhythm], axis=1)
    fixed = {tuple(key) for key in keys[hours.fixed != PLACED].tolist()}
    equal = np.array([tuple(key) in fixed for key in keys.tolist()], dtype=bool).reshape(len(keys))
    return equal & (hours.fixed == PLACED)


def _at_venues(ground: Ground, slots: Slots) -> np.ndarray:
    """Where the venue is open then, and is as the activity needs it."""
    suits = np.array([_suits(slots.activity, venue) for venue in ground.programme.venues], dtype=bool)
    opening = ground.roster.open_pattern[slots.venue]
    return np.asarray(suits[slots.venue] & (slots.hours.room[opening, slots.hour] >= 0))


def _suits(activity: Activity, venue: Venue) -> bool:
    has = set(map(folded, venue.facilities))
    return venue.outdoor == activity.outdoor and venue.capacity > 0 and has >= set(map(folded, activity.facilities))


# --------------------------------------------------------------------------------------------------------------- dates


def _planned(ground: Ground, hours: Hours) -> np.ndarray:
    """The planned dates of each slot."""
    out = np.zeros(len(hours.start), dtype=np.uint64)
    for at in np.unique(hours.rhythm):
        here = hours.rhythm == at
        by_first = ground.roster.dates.planned(RHYTHMS[at])
        out[here] = by_first[hours.first[here] - 1, hours.weekday[here]]
    return out & ground.since[hours.weekday]


def _with_open_dates(ground: Ground, slots: Slots) -> Slots:
    open_dates = slots.planned & ~ground.roster.shut[slots.venue, slots.weekday]
    if slots.activity.outdoor and len(slots):
        open_dates &= ~_dark(ground, slots)
    dated: Slots = attrs.evolve(slots, open=open_dates)
    return dated


def _half_open(slots: Slots) -> np.ndarray:
    return (slots.planned != 0) & at_least_half(slots.open, slots.planned)


def at_least_half(dates: np.ndarray, planned: np.ndarray) -> np.ndarray:
    """Whether half of the planned dates are among some, as week masks."""
    return np.asarray(2 * count(dates).astype(np.int16) >= count(planned))


def _dark(ground: Ground, slots: Slots) -> np.ndarray:
    """The weeks in which it ends after sunset, less the margin."""
    calendar, margin = ground.roster.dates.calendar, ground.programme.policy.sunset_margin
    keys = np.stack([slots.venue, slots.weekday, slots.end], axis=1)
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    venues = ground.programme.venues
    masks = [calendar.dark(venues[venue], day, end, margin) for venue, day, end in distinct.tolist()]
    return np.array(masks, dtype=np.uint64)[which.reshape(-1)]
