"""The tiers of a plan: names, senses, and the order they come in where policy does not say otherwise."""

from __future__ import annotations

from mentormatch.domain.frozen import frozen

MAX, MIN = "max", "min"


@frozen
class TierKind:
    """group: the name under which policy orders it. says: what it means, to a coordinator."""

    name: str
    group: str
    sense: str
    says: str


PINS = TierKind(name="pins", group="pins", sense=MAX, says="pairs to keep together that are kept together")
PINS_SINCE = TierKind(
    name="pins-since", group="pins", sense=MAX, says="standing of the pairs kept together: the youngest is let go first"
)
REACH = TierKind(name="reach", group="reach", sense=MAX, says="people with a mentor or an idea for one")
APPROVAL = TierKind(name="approval", group="reach", sense=MIN, says="ideas that an officer must first agree to")
PRIORITY = TierKind(name="priority", group="priority", sense=MAX, says="priority and weeks waited of those reached")
STABILITY_PEOPLE = TierKind(
    name="stability-people", group="stability", sense=MIN, says="people who have a mentor now and would have none"
)
STABILITY_PAIRS = TierKind(name="stability-pairs", group="stability", sense=MIN, says="pairs ended")
STABILITY_MEETINGS = TierKind(
    name="stability-meetings", group="stability", sense=MIN, says="kept pairs whose place or hour moves"
)
QUALITY = TierKind(name="quality", group="quality", sense=MAX, says="points of each person's best pair")
FURTHER_NUMBER = TierKind(
    name="further-number", group="quality", sense=MAX, says="further mentors for those who want more"
)
FURTHER_QUALITY = TierKind(name="further-quality", group="quality", sense=MAX, says="points of further pairs")
LOAD = TierKind(name="load", group="load", sense=MIN, says="sum of the squares of mentors' people")
CANONICAL = TierKind(name="canonical", group="canonical", sense=MIN, says="the tie-break: a number from the ids")
MEETINGS_WISHED = TierKind(
    name="meetings-wished", group="meetings", sense=MAX, says="meetings at a wished time, by side"
)
MEETINGS_MIDDLE = TierKind(
    name="meetings-middle", group="meetings", sense=MIN, says="twice the minutes from the middle of the common window"
)
MEETINGS_PLACE = TierKind(name="meetings-place", group="meetings", sense=MIN, says="places in the order of their ids")
MEETINGS_START = TierKind(name="meetings-start", group="meetings", sense=MIN, says="starts in the order of the week")
MEETINGS_CANONICAL = TierKind(
    name="meetings-canonical", group="meetings", sense=MIN, says="the tie-break: a number from place and hour"
)

FIXED_SESSIONS = TierKind(name="fixed-sessions", group="sessions", sense=MAX, says="fixed sessions that take place")
FIXED_PEOPLE = TierKind(name="fixed-people", group="sessions", sense=MAX, says="people kept in their fixed sessions")
REACH_GROUP = TierKind(name="reach-group", group="sessions", sense=MAX, says="people in at least one session by name")
WISH = TierKind(name="wish", group="sessions", sense=MAX, says="people in a session that they wish for")
WISH_FIRST = TierKind(name="wish-first", group="sessions", sense=MAX, says="people in a session of their first wish")
GROUP_QUALITY = TierKind(name="group-quality", group="sessions", sense=MAX, says="points of people at their sessions")
COST = TierKind(name="cost", group="sessions", sense=MIN, says="pence over the term, as expected")
LEADERS_LOAD = TierKind(
    name="leaders-load", group="sessions", sense=MIN, says="sum of the squares of leaders' sessions"
)
SESSIONS_CANONICAL = TierKind(
    name="sessions-canonical", group="sessions", sense=MIN, says="the tie-break of sessions: a number from the ids"
)

OF_SESSIONS = (
    FIXED_SESSIONS,
    FIXED_PEOPLE,
    REACH_GROUP,
    WISH,
    WISH_FIRST,
    GROUP_QUALITY,
    COST,
    LEADERS_LOAD,
    SESSIONS_CANONICAL,
)
"""The tiers of the scope "schedule", in their order."""

GROUPS = ("reach", "priority", "stability", "fairness", "quality", "load")
"""The order of policy; pins come before, canonical and meetings after."""


def fairness(band: int) -> TierKind:
    """The tier that wants fewest people whose best pair is in `band` (1 = weakest)."""
    return TierKind(
        name=f"fairness-{band}", group="fairness", sense=MIN, says=f"people whose best idea is in band {band}"
    )


_BY_GROUP = {
    "reach": (REACH, APPROVAL),
    "priority": (PRIORITY,),
    "stability": (STABILITY_PEOPLE, STABILITY_PAIRS, STABILITY_MEETINGS),
    "quality": (QUALITY, FURTHER_NUMBER, FURTHER_QUALITY),
    "load": (LOAD,),
}


def in_order(groups: tuple[str, ...], bands: int) -> tuple[TierKind, ...]:
    """All tiers in policy's order. bands: the number of band ends; the best band follows from the others."""
    out: list[TierKind] = [PINS, PINS_SINCE]
    for group in groups:
        out.extend(fairness(band) for band in range(1, bands + 1)) if group == "fairness" else out.extend(
            _BY_GROUP[group]
        )
    return (
        *out,
        CANONICAL,
        MEETINGS_WISHED,
        MEETINGS_MIDDLE,
        MEETINGS_PLACE,
        MEETINGS_START,
        MEETINGS_CANONICAL,
    )


def band_of(quality: int, ends: tuple[int, ...]) -> int:
    """The band of a quality: 1 + the number of ends below it, so that an end belongs to the band it closes."""
    return 1 + sum(quality > end for end in ends)
