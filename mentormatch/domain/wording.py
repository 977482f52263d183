"""The sentences of a plan, each from its figures: counts and minutes, never what somebody has lived.

Planner and judge reckon the figures apart and word them here, so that the judge can refuse a sentence that says
something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from mentormatch.domain.places import REMOTE
from mentormatch.domain.rules import Rule

SHARED_FROM = 500
"""From this closeness on, two interests are named as shared."""

UNKNOWN = "not known of both"


def travel(place: str | None, mentee: int | None, mentor: int | None) -> str:
    """Minutes one way of both sides, None where there is no way at all; place None: no meeting yet."""
    if place is None:
        return "no place yet"
    if place in REMOTE:
        return f"by {place}, no journey"
    if mentee is None:
        return f"no way there for the mentee, {'none' if mentor is None else f'{mentor} minutes'} for the mentor"
    return f"{mentee} minutes for the mentee, {'no way there' if mentor is None else mentor} for the mentor"


def life(alike: int, known: int) -> str:
    """How many of the things known of both are alike."""
    return f"{alike} of {known} things known of both are alike" if known else UNKNOWN


def interests(shared: Sequence[str] | None) -> str:
    """The labels of the mentee's interests that the mentor shares; None: not known of both."""
    if shared is None:
        return UNKNOWN
    return f"both like {', '.join(map(str.lower, shared))}, or something near it" if shared else "no interest in common"


def lived(common: int | None) -> str:
    """How many experiences both have lived; None: not known of both, or not to be used."""
    if common is None:
        return "not known of both, or not to be used"
    return f"{common} in common" if common else "nothing in common"


def stage(gap: int | None) -> str:
    """How many stages the mentor is ahead; None: not known of both."""
    return UNKNOWN if gap is None else f"the mentor is {gap} {'stage' if gap == 1 else 'stages'} further on"


def wishes(given: bool) -> str:
    """Whether either of the two has told what they would like."""
    return "what each would like, as far as it is known" if given else "no wishes given"


def choice(starts: int) -> str:
    """How many starts a week the two could agree on at the place."""
    return f"{starts} {'hour' if starts == 1 else 'hours'} a week to choose from"


def refused(rule: Rule, mentors: int) -> str:
    """How many mentors a rule refuses; `rule` as it may be shown."""
    return rule.says.format(mentors="1 mentor" if mentors == 1 else f"{mentors} mentors")


def short_of_places(people: int, places: int) -> str:
    """So many people have only so many places between them."""
    return f"these {people} people share {places} {'place' if places == 1 else 'places'}"


def short_of_hours(people: int, needed: int, left: int) -> str:
    """So many people need more minutes a week than their mentors have left."""
    who = "this person needs" if people == 1 else f"these {people} people need"
    return f"{who} at least {needed} minutes a week, and the mentors have {left}"
