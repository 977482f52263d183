"""What each part of a pair's quality says, in one sentence: counts and minutes, never what somebody has lived."""

from __future__ import annotations

from mentormatch.candidates import Candidates
from mentormatch.domain.folding import folded
from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.parts import Part
from mentormatch.domain.people import Mentee, Mentor

LIFE = ("life_stage", "family", "faith", "pathway")
CLOSE = 500
"""From this closeness on, two interests are named as shared."""


def says(part: Part, mentee: Mentee, mentor: Mentor, candidates: Candidates, spot: int) -> str:
    """The sentence for one part of a pair at a place."""
    match part.id:
        case "travel":
            return _travel(candidates, spot)
        case "life":
            return _life(mentee, mentor)
        case "interests":
            return _interests(mentee, mentor)
        case "lived":
            return _lived(mentee, mentor)
        case "stage":
            return _stage(mentee, mentor)
        case "wishes":
            return (
                "what each would like, as far as it is known" if mentee.prefers or mentor.prefers else "no wishes given"
            )
        case _:
            starts = int(candidates.spot_choice[spot])
            return f"{starts} {'hour' if starts == 1 else 'hours'} a week to choose from"


def _travel(candidates: Candidates, spot: int) -> str:
    if int(candidates.spot_place[spot]) < 0:
        return "no place yet"
    name = candidates.places[int(candidates.spot_place[spot])]
    if name in ("phone", "video"):
        return f"by {name}, no journey"
    ways = (int(candidates.spot_minutes_mentee[spot]), int(candidates.spot_minutes_mentor[spot]))
    return f"{ways[0]} minutes for the mentee, {ways[1]} for the mentor"


def _life(mentee: Mentee, mentor: Mentor) -> str:
    known = [
        folded(one) == folded(other)
        for field in LIFE
        if (one := getattr(mentee, field)) is not None and (other := getattr(mentor, field)) is not None
    ]
    return f"{sum(known)} of {len(known)} things known of both are alike" if known else "not known of both"


def _interests(mentee: Mentee, mentor: Mentor) -> str:
    if not mentee.interests or not mentor.interests:
        return "not known of both"
    taxonomy = Taxonomy.load()
    shared = [
        taxonomy.label(one).lower()
        for one in dict.fromkeys(mentee.interests)
        if max(taxonomy.closeness(one, other) for other in mentor.interests) >= CLOSE
    ]
    return f"both like {', '.join(shared)}, or something near it" if shared else "no interest in common"


def _lived(mentee: Mentee, mentor: Mentor) -> str:
    if not mentee.lived or not mentor.lived or not mentor.lived_use:
        return "not known of both, or not to be used"
    common = len({folded(label) for label in mentee.lived} & {folded(label) for label in mentor.lived})
    return f"{common} in common" if common else "nothing in common"


def _stage(mentee: Mentee, mentor: Mentor) -> str:
    if mentee.stage is None or mentor.stage is None:
        return "not known of both"
    gap = mentor.stage - mentee.stage
    return f"the mentor is {gap} {'stage' if gap == 1 else 'stages'} further on"
