"""Sentences of a plan, worded anew from the judge's own figures: one that says anything else is refused.

What is said of a pair is reckoned from its two people and its place; what is said of somebody who waits, from the
figures of the answer, which are judged where answers are.
"""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.case import Case, Planned
from mentormatch.checking.facts import folded
from mentormatch.checking.quality.choice import starts
from mentormatch.domain import parts, rules, wording
from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.plan import Answer, AnswerKind, Reason
from mentormatch.domain.verdict import Breach


def breaches(case: Case) -> Iterator[Breach]:
    """Every sentence that is not the one its figures make."""
    for one in case.planned:
        for part in one.pair.parts:
            if part.part in parts.BY_ID and part.says != of_part(case, one, part.part):
                who = f"{one.pair.mentee} with {one.pair.mentor}"
                yield Breach(rule="value", says=f"{who}: {part.part} says what is not so.", people=one.key)
    for answer in case.plan.unmatched:
        for reason in answer.reasons:
            if reason.says != of_reason(answer, reason):
                says = f"A reason of {answer.mentee} ({reason.rule}) says what is not so."
                yield Breach(rule="answer", says=says, people=(answer.mentee,))


def of_part(case: Case, one: Planned, part: str) -> str:
    """What one part of a pair's quality should say."""
    mentee, mentor, place = one.mentee, one.mentor, one.place
    match part:
        case parts.TRAVEL.id:
            ways = [None if place is None else case.journeys.way(member, place) for member in (mentee, mentor)]
            there, back = (None if way is None else way.minutes for way in ways)
            return wording.travel(place, there, back)
        case parts.LIFE.id:
            return _life(mentee, mentor)
        case parts.INTERESTS.id:
            return wording.interests(_shared(case, mentee, mentor))
        case parts.LIVED.id:
            return wording.lived(_lived(mentee, mentor))
        case parts.STAGE.id:
            ahead = None if mentee.stage is None or mentor.stage is None else mentor.stage - mentee.stage
            return wording.stage(ahead)
        case parts.WISHES.id:
            return wording.wishes(len(mentee.prefers) + len(mentor.prefers) > 0)
        case _:
            return wording.choice(starts(case, mentee, mentor, place))


def of_reason(answer: Answer, reason: Reason) -> str | None:
    """What a reason should say beside the figures of its answer; None where nothing may be said."""
    if answer.kind is AnswerKind.NONE_ACCEPTABLE:
        mentors = reason.figures.get("mentors")
        return wording.refused(rules.BY_ID[reason.rule], mentors) if isinstance(mentors, int) else None
    people, needed, left = len(answer.people), answer.minutes_needed, answer.minutes_left
    if needed is not None and left is not None:
        return wording.short_of_hours(people, needed, left)
    return None if answer.places is None else wording.short_of_places(people, answer.places)


def _life(mentee: Mentee, mentor: Mentor) -> str:
    told = (
        (folded(mentee.life_stage), folded(mentor.life_stage)),
        (folded(mentee.family), folded(mentor.family)),
        (folded(mentee.faith), folded(mentor.faith)),
        (folded(mentee.pathway), folded(mentor.pathway)),
    )
    of_both = [one == other for one, other in told if one and other]
    return wording.life(sum(of_both), len(of_both))


def _lived(mentee: Mentee, mentor: Mentor) -> int | None:
    if not (mentor.lived_use and mentee.lived and mentor.lived):
        return None
    return len({folded(label) for label in mentee.lived} & {folded(label) for label in mentor.lived})


def _shared(case: Case, mentee: Mentee, mentor: Mentor) -> list[str] | None:
    own = case.known_interests(mentee)
    if not own or not case.known_interests(mentor):
        return None
    return [Taxonomy.load().label(one) for one in own if case.closest(one, mentor) >= wording.SHARED_FROM]
