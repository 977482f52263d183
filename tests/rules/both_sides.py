"""One small programme, asked twice: what the judge refuses in it is what the planner does not offer.

For a rule about one pair, `refused_by_both`: the judge is given a plan of just these meetings, the planner is asked
whether each of them is among its options and, where one is not, which of its rules took it away. For a rule about a
whole plan, `made_by_the_planner`: the plan that it makes, which the judge must find sound.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from builders import history
from builders import slot as slot_of
from honest_plans import Pair, Where, honest_plan, refused_for

from mentormatch.candidates import find_candidates, why_not
from mentormatch.domain.history import Approval, History, PairRecord
from mentormatch.domain.people import Meets, Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import HOURS, TRAVEL
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import Availability, Window
from mentormatch.planning import Effort, make_plan

LETTER = {1: "A", 2: "B"}


def refused_by_both(made: Programme, record: History | None, meetings: Mapping[Pair, Where] | None) -> list[str]:
    """The ids of the rules for which the judge refuses these meetings; the planner must refuse them for the same."""
    record, meetings = record or History(), meetings or {}
    judged = refused_for(made, record, honest_plan(made, record, meetings))
    planned = sorted({rule for pair, where in meetings.items() for rule in planner_refuses(made, record, pair, where)})
    assert planned == judged, f"the planner refuses it for {planned}, the judge for {judged}"
    return judged


def planner_refuses(made: Programme, record: History, pair: Pair, where: Where) -> list[str]:
    """The id of the first rule for which the planner does not offer this meeting; [] = it is one of its options."""
    assert where is not None
    place, slot = where[0], slot_of(where[1]) if isinstance(where[1], str) else where[1]
    if (place, slot) in offered(made, record, pair):
        return []
    # asked about the pair as it is, and then about the pair if it could only meet there and then
    there_and_then = _only_at(made, place, slot)
    for asked in (made, there_and_then):
        failed = why_not(asked, record, *pair)
        if failed:
            return [failed[0][0].id]
    # a place that is offered as soon as it is the only one was beaten by another
    return [TRAVEL.id if (place, slot) in offered(there_and_then, record, pair) else HOURS.id]


def offered(made: Programme, record: History, pair: Pair) -> set[tuple[str, Slot]]:
    """The (place, slot) of every option that the planner may choose for a pair."""
    found = find_candidates(made, record)
    out = set()
    for option, spot in enumerate(found.option_spot.tolist()):
        at = int(found.spot_pair[spot])
        if pair == (found.mentees[found.pair_mentee[at]], found.mentors[found.pair_mentor[at]]):
            weekday = int(found.option_weekday[option])
            if weekday >= 0:
                slot = Slot(
                    weekday=weekday,
                    start=int(found.option_start[option]),
                    minutes=int(found.option_minutes[option]),
                    rhythm=tuple(Rhythm)[found.option_rhythm[option]],
                    first=int(found.option_first[option]),
                )
                out.add((found.places[found.spot_place[spot]], slot))
    return out


def made_by_the_planner(made: Programme, *rows: PairRecord | Approval) -> Plan:
    """The plan that the planner makes of a programme and these rows; the judge must find it sound."""
    record = history(*rows)
    plan = make_plan(made, record, "x", Effort(threads=1))
    assert refused_for(made, record, plan) == []
    return plan


def pairs_of(plan: Plan) -> set[Pair]:
    """Who meets whom in a plan."""
    return {(pair.mentee, pair.mentor) for pair in plan.pairs}


def _only_at(made: Programme, place: str, slot: Slot) -> Programme:
    """The same programme with no other place and no other hour than these."""
    weeks = LETTER[slot.first] if slot.rhythm is Rhythm.FORTNIGHTLY else "AB"
    on_duty = all(made.policy.duty_hours.covers(slot.weekday, week, slot.start, slot.end) for week in weeks)
    hour = (Window(weekday=slot.weekday, start=slot.start, end=slot.end, weeks=weeks),) if on_duty else ()
    venues = [attrs.evolve(one, one_to_one=one.one_to_one and one.id == place) for one in made.venues]
    by = Meets(place) if place in REMOTE else Meets.IN_PERSON
    return attrs.evolve(
        made,
        venues=venues,
        mentees=[_meeting_only(one, by) for one in made.mentees],
        mentors=[_meeting_only(one, by) for one in made.mentors],
        policy=attrs.evolve(made.policy, duty_hours=Availability(windows=hour)),
    )


def _meeting_only(one: Mentee | Mentor, by: Meets) -> Mentee | Mentor:
    return attrs.evolve(one, meets=tuple(way for way in one.meets if way is by))
