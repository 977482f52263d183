"""What each part of a pair's quality says: the figures here, the words in `domain.wording`."""

from __future__ import annotations

from mentormatch.candidates import Candidates
from mentormatch.domain import wording
from mentormatch.domain.folding import folded
from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.parts import Part
from mentormatch.domain.people import Mentee, Mentor

LIFE = ("life_stage", "family", "faith", "pathway")


def says(part: Part, mentee: Mentee, mentor: Mentor, candidates: Candidates, spot: int) -> str:
    """The sentence for one part of a pair at a place."""
    match part.id:
        case "travel":
            return _travel(candidates, spot)
        case "life":
            return _life(mentee, mentor)
        case "interests":
            return wording.interests(_shared(mentee, mentor))
        case "lived":
            return wording.lived(_lived(mentee, mentor))
        case "stage":
            unknown = mentee.stage is None or mentor.stage is None
            return wording.stage(None if unknown else mentor.stage - mentee.stage)  # type: ignore[operator]
        case "wishes":
            return wording.wishes(bool(mentee.prefers or mentor.prefers))
        case _:
            return wording.choice(int(candidates.spot_choice[spot]))


def _travel(candidates: Candidates, spot: int) -> str:
    at = int(candidates.spot_place[spot])
    mentee = int(candidates.spot_minutes_mentee[spot]) if candidates.spot_mode_mentee[spot] >= 0 else None
    mentor = int(candidates.spot_minutes_mentor[spot]) if candidates.spot_mode_mentor[spot] >= 0 else None
    return wording.travel(None if at < 0 else candidates.places[at], mentee, mentor)


def _life(mentee: Mentee, mentor: Mentor) -> str:
    known = [
        folded(one) == folded(other)
        for field in LIFE
        if (one := getattr(mentee, field)) is not None and (other := getattr(mentor, field)) is not None
    ]
    return wording.life(sum(known), len(known))


def _shared(mentee: Mentee, mentor: Mentor) -> list[str] | None:
    """The labels of what both like; None where one of them has told nothing that the taxonomy knows."""
    taxonomy = Taxonomy.load()
    own, others = (
        [one for one in dict.fromkeys(member.interests) if one in taxonomy.label_by_id] for member in (mentee, mentor)
    )
    if not own or not others:
        return None
    near = (one for one in own if max(taxonomy.closeness(one, other) for other in others) >= wording.SHARED_FROM)
    return [taxonomy.label(one) for one in near]


def _lived(mentee: Mentee, mentor: Mentor) -> int | None:
    if not mentee.lived or not mentor.lived or not mentor.lived_use:
        return None
    return len({folded(label) for label in mentee.lived} & {folded(label) for label in mentor.lived})
