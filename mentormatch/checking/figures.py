"""Figures of each pair of the plan: ways, dates, points by part, marks. Each is reckoned anew and compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mentormatch.checking.case import Case, Planned
from mentormatch.checking.journeys import Journey
from mentormatch.domain.people import Member
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import Meeting, Way
from mentormatch.domain.verdict import Breach


def breaches(case: Case) -> Iterator[Breach]:
    """Every figure of a pair that is not what it should be."""
    for one in case.planned:
        wrong = [*_quality(case, one), *_marks(case, one)]
        if one.pair.meeting:
            wrong += [*_dates(case, one, one.pair.meeting), *_ways(case, one, one.pair.meeting)]
        for says in wrong:
            yield Breach(rule="value", says=f"{one.pair.mentee} with {one.pair.mentor}: {says}", people=one.key)


def _quality(case: Case, one: Planned) -> Iterator[str]:
    right = case.quality(one.mentee, one.mentor, one.place)
    if one.pair.quality != right.total:
        yield f"quality {one.pair.quality}, reckoned anew {right.total}."
    listed = {part.part: (part.points, part.of) for part in one.pair.parts}
    if len(listed) != len(one.pair.parts):
        yield "a part of the quality is listed twice."
    for part, (points, out_of) in right.parts.items():
        if part in listed and listed[part] != (points, out_of):
            yield f"{part} {listed[part][0]} of {listed[part][1]}, reckoned anew {points} of {out_of}."
        elif part not in listed and out_of:
            yield f"{part} is missing from the parts of the quality."
    for part in sorted(set(listed) - set(right.parts)):
        yield f'"{part}" is no part of the quality.'


def _marks(case: Case, one: Planned) -> Iterator[str]:
    recorded = case.options.recorded(one.key)
    moved = recorded is not None and not one.kept
    if one.pair.moved != moved:
        yield "is marked as moved and is not." if one.pair.moved else "is not marked as moved."
    renew_by = renewal(case, one)
    if one.pair.renew_by != renew_by:
        yield f"to be renewed by {one.pair.renew_by}, reckoned anew {renew_by}."


def renewal(case: Case, one: Planned) -> dt.date | None:
    """The earlier end of clearance and approval, if the pair has a planned date after it."""
    if one.pair.meeting is None:
        return None
    last = case.dates.last_planned(one.mentee, one.pair.meeting.slot)
    ends = [one.mentor.cleared_until, case.facts.approval_ends(one.mentee, one.mentor)]
    first = min((end for end in ends if end is not None), default=None)
    return first if first is not None and last is not None and first < last else None


def _dates(case: Case, one: Planned, meeting: Meeting) -> Iterator[str]:
    planned = case.dates.planned(case.turn_of(one.mentee, meeting), meeting.slot.weekday).bit_count()
    held = case.dates.held(one.mentee, one.mentor, meeting.place, meeting.slot).bit_count()
    if (meeting.dates_planned, meeting.dates_held) != (planned, held):
        said = f"{meeting.dates_held} of {meeting.dates_planned}"
        yield f"{said} dates held, counted anew {held} of {planned}."


def _ways(case: Case, one: Planned, meeting: Meeting) -> Iterator[str]:
    for member, way in ((one.mentee, meeting.mentee_way), (one.mentor, meeting.mentor_way)):
        if meeting.place in REMOTE:
            if way is not None:
                yield f"{member.id} needs no way to a meeting by {meeting.place}."
            continue
        right = case.journeys.way(member, meeting.place)
        within = case.journeys.to(member, meeting.place) is not None
        if way is None or right is None:
            if within:
                yield f"the way of {member.id} is missing."
            continue
        says = _difference(way, right, within)
        if says:
            yield f"the way of {member.id} to {meeting.place} {says}"


def _difference(way: Way, right: Journey, within: bool) -> str:
    """What differs; of a recorded meeting beyond all limits the mark is not judged."""
    said = (way.mode, way.minutes, way.pence, _plain(way.known_from))
    found = (right.mode.value, right.minutes, right.pence, _plain(right.known_from.name))
    if said != found:
        return f"is given as {_words(said)}, reckoned anew {_words(found)}."
    if within and way.check != right.check:
        return 'lacks the mark "check".' if right.check else 'is marked "check" for nothing.'
    return ""


def _words(way: tuple[str, int, int, str]) -> str:
    return f"{way[0]}, {way[1]} minutes, {way[2]} pence, from {way[3]}"


def _plain(name: str) -> str:
    return name.lower().replace("_", " ").replace("-", " ")


def way_of(case: Case, member: Member, place: str) -> Way | None:
    """A member's way as the plan should give it."""
    found = case.journeys.way(member, place)
    if found is None:
        return None
    return Way(
        mode=found.mode.value,
        minutes=found.minutes,
        pence=found.pence,
        known_from=_plain(found.known_from.name),
        check=found.check,
    )
