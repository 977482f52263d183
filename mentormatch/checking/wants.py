"""Whether a requirement or a wish of one about the other is met, and whether that is known at all."""

from __future__ import annotations

from mentormatch.checking.facts import Facts, folded
from mentormatch.domain.people import Mentee, Mentor, Trait, Want

SAID_OF_ONESELF = {
    Trait.GENDER: "gender",
    Trait.LIFE_STAGE: "life_stage",
    Trait.FAMILY: "family",
    Trait.FAITH: "faith",
    Trait.PATHWAY: "pathway",
}
ENGLISH = "english"


def met(facts: Facts, want: Want, mentee: Mentee, mentor: Mentor, *, about: Mentee | Mentor) -> bool:
    """Whether a want about one of the two is met; what is not known of them counts as met."""
    value = folded(want.value)
    if want.trait in SAID_OF_ONESELF:
        answer = folded(getattr(about, SAID_OF_ONESELF[want.trait]))
        return answer in ("", value)
    if want.trait is Trait.LANGUAGE:
        spoken = {folded(name) for name in about.languages} or {ENGLISH}
        return value in spoken or (mentee.interpreter_ok and value in facts.interpreted)
    if want.trait is Trait.TRAINING:
        return value in {folded(label) for label in mentor.training}
    if want.trait is Trait.LIVED:
        if about is mentor and not mentor.lived_use:
            return False
        return not about.lived or value in {folded(label) for label in about.lived}
    return about.id == want.value


def known(want: Want, mentor: Mentor, *, about: Mentee | Mentor) -> bool:
    """Whether the answer to a want is known: what nobody said is not, and no lived experience that must not be used."""
    if want.trait in SAID_OF_ONESELF:
        return bool(folded(getattr(about, SAID_OF_ONESELF[want.trait])))
    if want.trait is Trait.LIVED:
        return bool(about.lived) and (about is not mentor or mentor.lived_use)
    return True


def all_required_met(facts: Facts, mentee: Mentee, mentor: Mentor) -> bool:
    """Whether each requirement of either is met and neither is somebody the other does not want."""
    if mentor.id in mentee.not_with or mentee.id in mentor.not_with:
        return False
    return all(met(facts, want, mentee, mentor, about=mentor) for want in mentee.requires) and all(
        met(facts, want, mentee, mentor, about=mentee) for want in mentor.requires
    )
