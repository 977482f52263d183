"""What `find_sessions` has in columns and what the oracle has in objects, both as plain values that can be compared."""

from __future__ import annotations

from mentormatch.domain.rules import BY_ID, shown_as
from mentormatch.domain.slots import Slot


def weeks(mask):
    return {week for week in range(64) if int(mask) >> week & 1}


def shown(rule):
    return shown_as(BY_ID[rule]).id


def found_by_columns(c):
    """SessionCandidates as plain values by pattern."""
    out, keys, p = {}, [], c.patterns
    for at in range(len(p)):
        activity = p.activities[p.activity[at]]
        fixed = int(p.fixed[at])
        slot = activity.fixed[fixed] if fixed >= 0 else None
        slot = slot or Slot(
            weekday=int(p.weekday[at]),
            start=int(p.start[at]),
            minutes=int(p.end[at] - p.start[at]),
            rhythm=activity.rhythm,
            first=int(p.first[at]),
        )
        assert (slot.weekday, slot.start, slot.end, slot.first) == tuple(
            int(getattr(p, name)[at]) for name in ("weekday", "start", "end", "first")
        )
        keys.append((activity.id, slot, p.venues[p.venue[at]].id, fixed))
        out[keys[-1]] = {
            "planned": weeks(p.planned[at]),
            "open": weeks(p.open[at]),
            "figures": {name: int(getattr(p, name)[at]) for name in ("hire", "expected", "points", "food", "fares")},
            "offer": tuple(sorted(p.offers.get(at, ()))),
            "leaders": {},
            "attendees": {},
        }
    for side, columns, names in (
        ("leaders", c.leading, ("minutes", "sessional", "fare", "given", "mentor", "first_aid")),
        ("attendees", c.attending, ("heads", "points", "wish", "food", "fare", "given", "counted")),
    ):
        for at in range(len(columns.pattern)):
            here, person = out[keys[columns.pattern[at]]][side], c.people[columns.person[at]]
            assert person not in here
            here[person] = {name: int(getattr(columns, name)[at]) for name in names}
    assert keys == sorted(keys, key=lambda key: (key[0], key[3] < 0, key[1].key, key[2]))
    return out


def found_by_loops(oracle):
    """The same of the oracle."""
    return {
        one.key: {
            "planned": {oracle.week(day) for day in one.planned},
            "open": {oracle.week(day) for day in one.open},
            "figures": {
                "hire": oracle.hire(one),
                "expected": one.expected,
                "points": one.points,
                "food": one.food,
                "fares": one.fares,
            },
            "offer": one.offer,
            "leaders": {person: {k: int(v) for k, v in vars(who).items()} for person, who in one.leaders.items()},
            "attendees": {person: {k: int(v) for k, v in vars(who).items()} for person, who in one.attendees.items()},
        }
        for one in oracle.patterns
    }


def differing(one, other, path=()):
    """The paths at which two nests of dicts differ, with both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            yield from differing(one.get(key, "-"), other.get(key, "-"), (*path, key))
    elif one != other:
        yield f"{' '.join(map(str, path))}: {one} by columns, {other} by the page"


def sessions_differ(c, oracle):
    """Everything in which `find_sessions` and the page differ, a sentence each."""
    yield from differing(found_by_columns(c), found_by_loops(oracle))
    refused = {key: shown(rule) for key, rule in c.refused.items()}
    yield from differing(refused, oracle.refused, ("refused",))
    left = {}
    for activity, slot, person, rule in c.fixed_refused:
        of = c.patterns.activities[activity]
        left[of.id, of.fixed[slot], *([person] if person else [])] = shown(rule)
    yield from differing(left, oracle.left_out, ("left out",))
    yield from differing({"counted": tuple(c.counted)}, {"counted": tuple(oracle.counted)})
    yield from _weeks(c, oracle)


def _weeks(c, oracle):
    number = {person: at for at, person in enumerate(c.people)}
    n_weeks = c.busy.meetings.shape[1]
    meetings = {person: [0] * n_weeks for person in c.people}
    minutes = {person: [0] * n_weeks for person in c.people}
    for one in oracle.meetings:
        for week in {oracle.week(day) for day in one.days}:
            for person in {one.mentee, one.mentor} & set(c.people):
                meetings[person][week] += 1
            if one.mentor in minutes:
                minutes[one.mentor][week] += one.minutes
    for person, at in number.items():
        yield from differing(
            {"meetings": c.busy.meetings[at].tolist(), "minutes": c.busy.meeting_minutes[at].tolist()},
            {"meetings": meetings[person], "minutes": minutes[person]},
            (person,),
        )
        venues = c.patterns.venues
        for a, here in enumerate(venues):
            for b, there in enumerate(venues):
                said, right = int(c.between[c.class_of[at], a, b]), oracle.between(person, here.id, there.id)
                if said != right and max(said, right) < 10**5:
                    yield f"between {here.id} and {there.id} for {person}: {said} by columns, {right} by the page"
    apart = {tuple(sorted((c.people[a], c.people[b]))) for a, b in c.apart}
    right = {(a, b) for a in c.people for b in c.people if a < b and oracle.kept_apart(a, b)}
    if apart != right:
        yield f"kept apart: {apart ^ right}"
