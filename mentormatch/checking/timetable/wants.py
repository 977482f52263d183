"""Whether somebody is what an activity asks for: the wants of `for_whom`, of mentees, mentors and staff alike."""

from __future__ import annotations

from mentormatch.checking.facts import Facts, folded
from mentormatch.checking.wants import ENGLISH, SAID_OF_ONESELF
from mentormatch.domain.people import Member, Mentee, Mentor, Trait
from mentormatch.domain.places import Activity


def meant_for(facts: Facts, activity: Activity, member: Member) -> bool:
    """Whether everything that an activity asks for is so, or not known, of somebody."""
    return all(_met(facts, want, member) for want in activity.for_whom)


def _met(facts: Facts, want: str, member: Member) -> bool:
    """One want such as "gender: woman"; one about nothing known, or that asks for nothing, is met by nobody."""
    about, _, said = want.partition(":")
    value = folded(said)
    trait = next((trait for trait in Trait if trait.value == folded(about)), None)
    if trait is None or not value:
        return False
    if trait in SAID_OF_ONESELF:
        return folded(getattr(member, SAID_OF_ONESELF[trait])) in ("", value)
    if trait is Trait.LANGUAGE:
        spoken = {folded(name) for name in member.languages} or {ENGLISH}
        helped = isinstance(member, Mentee) and member.interpreter_ok and value in facts.interpreted
        return value in spoken or helped
    if trait is Trait.TRAINING:
        return isinstance(member, Mentor) and value in {folded(label) for label in member.training}
    if trait is Trait.LIVED:
        if isinstance(member, Mentor) and not member.lived_use:
            return False
        return not member.lived or value in {folded(label) for label in member.lived}
    return folded(member.id) == value
