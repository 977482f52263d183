"""The assembly: patterns of each activity, sieved by their leaders, with who could lead and attend them, in columns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from mentormatch.candidates.sessions import figures
from mentormatch.candidates.sessions.attendees import Attended, attended_by
from mentormatch.candidates.sessions.busy import busy_by
from mentormatch.candidates.sessions.found import FEW, Attending, Leading, Patterns, SessionCandidates
from mentormatch.candidates.sessions.ground import Ground, ground_of, people_fixed
from mentormatch.candidates.sessions.leaders import Led, led_by
from mentormatch.candidates.sessions.offers import expected, offered
from mentormatch.candidates.sessions.slots import PLACED, Slots, slots_of
from mentormatch.candidates.sieve import travel_of
from mentormatch.domain.history import History
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import SESSION_LEADERS
from mentormatch.travel import Travel


def find_sessions(
    programme: Programme, history: History, travel: Travel | None = None, *, meetings_stay: bool = True
) -> SessionCandidates:
    """What could be held, led and attended. meetings_stay: recorded meetings that may stay do so."""
    ground = ground_of(programme, history, travel_of(programme) if travel is None else travel, meetings_stay)
    parts = [_part(ground, activity) for activity in programme.activities if activity.sessions or activity.fixed]
    people = _people(ground, parts)
    index = {name: at for at, name in enumerate(people)}
    class_by_person = ground.roster.between.class_by_person
    n_venues = len(programme.venues)
    return SessionCandidates(
        people=people,
        patterns=_patterns(ground, parts),
        leading=_leading(ground, parts, index),
        attending=_attending(ground, parts, index),
        busy=busy_by(ground, people),
        between=ground.roster.between.minutes[:, :n_venues, :n_venues],
        class_of=np.array([class_by_person[name] for name in people], dtype=np.intp),
        apart=_apart(ground, index),
        counted=tuple(name for name, could in zip(ground.attendees.people.ids, ground.could_attend) if could),
        refused={key: rule for part in parts for key, rule in part.refused.items()},
        fixed_refused=tuple(row for part in parts for row in part.fixed_refused),
        given_refused=_given_refused(parts),
        lost=np.concatenate(
            [np.zeros((int(ground.could_attend.sum()), 0), np.uint8), *(p.lost for p in parts)], axis=1
        ),
        unheld={programme.activities[part.activity].id: part.unheld for part in parts if part.unheld},
    )


@attrs.frozen(eq=False, kw_only=True)
class _Part:
    """One activity: `activity` is its index; `could` are those by name, `offer` those whom a drop-in is offered to."""

    activity: int
    slots: Slots
    led: Led
    could: np.ndarray
    given: np.ndarray
    offer: np.ndarray
    expected: np.ndarray
    refused: dict[tuple[str, str], str]
    fixed_refused: list[tuple[int, int, str | None, str]]
    given_refused: dict[tuple[int, str], str]
    lost: np.ndarray
    unheld: str = ""


# -------------------------------------------------------------------------------------------------------- one activity


def _part(ground: Ground, activity: Activity) -> _Part:
    held, none, fixed_refused = slots_of(ground, activity)
    slots, led, unled = led_by(ground, held)
    if none is None and not len(slots):
        none = SESSION_LEADERS.id
    at = ground.programme.activities.index(activity)
    lost: list[tuple[int, int, str | None, str]] = [
        (at, slot, None, rule) for slot, rule in sorted((fixed_refused | unled).items())
    ]
    attended = attended_by(ground, slots)
    if activity.entry is Entry.DROP_IN:
        part = _drop_in(ground, at, slots, led, attended.could, lost)
        return attrs.evolve(part, unheld="" if len(part.slots) else none or FEW)
    names = ground.attendees.people.ids
    by_row = attended.refused if none is None else dict.fromkeys(np.flatnonzero(ground.could_attend).tolist(), none)
    nobody = np.zeros_like(attended.could)
    return _Part(
        activity=at,
        slots=slots,
        led=led,
        could=attended.could,
        given=attended.given,
        offer=nobody,
        expected=np.zeros(len(slots), dtype=np.int64),
        refused={(names[row], activity.id): rule for row, rule in sorted(by_row.items())},
        fixed_refused=lost + _people_left_out(at, slots, attended),
        given_refused=attended.given_refused,
        lost=attended.lost[ground.could_attend],
        unheld=none or "",
    )


def _drop_in(
    ground: Ground,
    at: int,
    slots: Slots,
    led: Led,
    could: np.ndarray,
    lost: list[tuple[int, int, str | None, str]],
) -> _Part:
    """A drop-in, without the placed patterns to which too few would come."""
    activity = slots.activity
    offer = offered(ground, slots, led, could)
    number = expected(ground, slots, _come(ground, activity), offer)
    stays = (slots.fixed != PLACED) | (number >= activity.smallest)
    of_led = stays[led.pattern]
    columns = {field.name: getattr(led, field.name)[of_led] for field in attrs.fields(Led)}
    columns["pattern"] = (np.cumsum(stays) - 1)[columns["pattern"]]
    nobody = np.zeros((len(ground.attendees), int(stays.sum())), dtype=bool)
    return _Part(
        activity=at,
        slots=slots.only(stays),
        led=Led(**columns),
        could=nobody,
        given=nobody,
        offer=offer[:, stays],
        expected=number[stays],
        refused={},
        fixed_refused=lost,
        given_refused={},
        lost=np.zeros((int(ground.could_attend.sum()), int(stays.sum())), dtype=np.uint8),
    )


def _come(ground: Ground, activity: Activity) -> np.ndarray:
    """Heads times turnout in percent, by row of those who attend."""
    return figures.heads(ground) * figures.turnout_of(activity, ground.programme.policy)


def _people_left_out(at: int, slots: Slots, attended: Attended) -> list[tuple[int, int, str | None, str]]:
    """Fixed people who could be in no pattern of a fixed slot, with the rule at its first one."""
    out: list[tuple[int, int, str | None, str]] = []
    fixed = slots.fixed
    for slot in sorted(set(fixed.tolist()) - {PLACED}):
        patterns = np.flatnonzero(fixed == slot).tolist()
        for person in sorted(set(people_fixed(slots.activity))):
            rules = [attended.given_refused.get((pattern, person)) for pattern in patterns]
            if rules[0] is not None and None not in rules:
                out.append((at, slot, person, rules[0]))
    return out


# -------------------------------------------------------------------------------------------------------------- people


def _people(ground: Ground, parts: Sequence[_Part]) -> tuple[str, ...]:
    """Everybody who could lead, attend, or be offered something."""
    leaders, attendees = ground.leaders.people.ids, ground.attendees.people.ids
    found: set[str] = set()
    for part in parts:
        found.update(leaders[row] for row in np.unique(part.led.row).tolist())
        found.update(attendees[row] for row in np.flatnonzero((part.could | part.offer).any(axis=1)).tolist())
    return tuple(sorted(found))


def _apart(ground: Ground, index: dict[str, int]) -> tuple[tuple[int, int], ...]:
    pairs = {
        (at, index[other])
        for name, at in index.items()
        for other in ground.roster.record.apart_from.get(name, ())
        if other in index and name < other
    }
    return tuple(sorted(pairs))


# ------------------------------------------------------------------------------------------------------------- columns


def _firsts(parts: Sequence[_Part]) -> list[int]:
    """The number of the first pattern of each part."""
    lengths = [len(part.slots) for part in parts]
    return [sum(lengths[:at]) for at in range(len(parts))]


def _joined(parts: Sequence[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, dtype=dtype), *(part.astype(dtype) for part in parts)])


def _patterns(ground: Ground, parts: Sequence[_Part]) -> Patterns:
    offers = [_offer(ground, part) for part in parts]
    names = ground.attendees.people.ids
    listed = {
        first + pattern: tuple(names[row] for row in np.flatnonzero(part.offer[:, pattern]).tolist())
        for first, part in zip(_firsts(parts), parts)
        if part.slots.activity.entry is Entry.DROP_IN
        for pattern in range(len(part.slots))
    }
    slots = [part.slots for part in parts]
    return Patterns(
        activities=ground.programme.activities,
        venues=ground.programme.venues,
        activity=_joined([np.full(len(part.slots), part.activity) for part in parts], np.int32),
        venue=_joined([one.venue for one in slots], np.int32),
        weekday=_joined([one.weekday for one in slots], np.int8),
        start=_joined([one.start for one in slots], np.int16),
        end=_joined([one.end for one in slots], np.int16),
        first=_joined([one.hours.first[one.hour] for one in slots], np.int8),
        fixed=_joined([one.fixed for one in slots], np.int32),
        planned=_joined([one.planned for one in slots], np.uint64),
        open=_joined([one.open for one in slots], np.uint64),
        hire=_joined([figures.hire(ground, one) for one in slots], np.int64),
        drop_in=_joined([np.full(len(one), one.activity.entry is Entry.DROP_IN) for one in slots], bool),
        expected=_joined([part.expected for part in parts], np.int64),
        points=_joined([points for points, _, _ in offers], np.int64),
        food=_joined([food for _, food, _ in offers], np.int64),
        fares=_joined([fares for _, _, fares in offers], np.int64),
        offers=listed,
    )


def _offer(ground: Ground, part: _Part) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points, pence of food and of fares of what is offered, by pattern."""
    slots, n = part.slots, len(part.slots)
    come = _come(ground, slots.activity)
    pattern, row = np.nonzero(part.offer.T)
    turnout = figures.turnout_of(slots.activity, ground.programme.policy)
    by_pair = (
        figures.points(ground, slots, row, pattern) * turnout // 100,
        figures.food(slots.activity, come)[row],
        figures.fares(ground, come)[row, slots.venue[pattern]],
    )
    points, food, fares = (_summed(pattern, values, n) for values in by_pair)
    return points, food, fares


def _summed(at: np.ndarray, values: np.ndarray, n: int) -> np.ndarray:
    out = np.zeros(n, dtype=np.int64)
    np.add.at(out, at, values)
    return out


def _leading(ground: Ground, parts: Sequence[_Part], index: dict[str, int]) -> Leading:
    led, firsts = [part.led for part in parts], _firsts(parts)
    person = _person_by_row(ground.leaders.people.ids, index)
    return Leading(
        pattern=_joined([first + one.pattern for first, one in zip(firsts, led)], np.int32),
        person=_joined([person[one.row] for one in led], np.int32),
        minutes=_joined([one.minutes for one in led], np.int64),
        sessional=_joined([one.sessional for one in led], np.int64),
        fare=_joined([one.fare for one in led], np.int64),
        given=_joined([one.given for one in led], bool),
        mentor=_joined([one.mentor for one in led], bool),
        first_aid=_joined([one.first_aid for one in led], bool),
    )


def _person_by_row(names: Sequence[str], index: dict[str, int]) -> np.ndarray:
    """The index among all people by row of a crowd, -1 for those who could do nothing."""
    return np.array([index.get(name, -1) for name in names], dtype=np.int32)


def _attending(ground: Ground, parts: Sequence[_Part], index: dict[str, int]) -> Attending:
    person = _person_by_row(ground.attendees.people.ids, index)
    heads = figures.heads(ground)
    columns: dict[str, list[np.ndarray]] = {field.name: [] for field in attrs.fields(Attending)}
    for first, part in zip(_firsts(parts), parts):
        slots, come = part.slots, _come(ground, part.slots.activity)
        pattern, row = np.nonzero(part.could.T)
        columns["pattern"].append(first + pattern)
        columns["person"].append(person[row])
        columns["heads"].append(heads[row])
        columns["points"].append(figures.points(ground, slots, row, pattern))
        columns["wish"].append(figures.wish_rank(ground, slots.activity)[row])
        columns["food"].append(figures.food(slots.activity, come)[row])
        columns["fare"].append(figures.fares(ground, come)[row, slots.venue[pattern]])
        columns["given"].append(part.given[row, pattern])
        columns["counted"].append(ground.could_attend[row])
    types = {"pattern": np.int32, "person": np.int32, "given": bool, "counted": bool}
    return Attending(**{name: _joined(values, types.get(name, np.int64)) for name, values in columns.items()})


def _given_refused(parts: Sequence[_Part]) -> dict[tuple[int, str], str]:
    return {
        (first + pattern, person): rule
        for first, part in zip(_firsts(parts), parts)
        for (pattern, person), rule in sorted(part.given_refused.items())
    }
