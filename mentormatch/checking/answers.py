"""The answers of those who wait, the runners-up of those who do not, and who was overtaken, each worked out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from mentormatch.checking.case import Case, Planned
from mentormatch.checking.needs import least_minutes, minutes_left
from mentormatch.checking.order import tier_order
from mentormatch.checking.rules import diary, keep_apart_margin
from mentormatch.checking.rules.hours import room_by_week
from mentormatch.checking.sharing import Sharing
from mentormatch.checking.sieve import Candidate, Sieve
from mentormatch.checking.witnesses import disproves, reached_by
from mentormatch.domain import rules, tiers
from mentormatch.domain.history import PairState
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.plan import Answer, AnswerKind, Meeting, Overtaken, Placed, PlannedPair, RunnerUp, Witness
from mentormatch.domain.verdict import Breach

ANSWER = "answer"
RUNNERS_UP = 2
OF_ALL = {"mentee", "kind", "swap"}
OF_KIND = {
    AnswerKind.NONE_ACCEPTABLE: {*OF_ALL, "reasons"},
    AnswerKind.SHORTAGE: {
        *OF_ALL, "reasons", "people", "mentors", "places", "minutes_needed", "minutes_left", "smallest",
    },
    AnswerKind.TRADED: {*OF_ALL, "tier", "here", "there", "sure"},
}  # fmt: skip
"""The fields that each kind of answer has."""


def listed(case: Case, values: dict[str, int], *, everybody: bool = True) -> Iterator[Breach]:
    """Whether everybody who waits has an answer (if so asked), and nobody else; needs no list of candidates."""
    waiting = {mentee.id for mentee in case.waiting}
    answered = {answer.mentee for answer in case.plan.unmatched}
    for mentee in sorted(waiting - answered) if everybody else ():
        yield _breach(f"{mentee} waits and has no answer.", mentee)
    for mentee in sorted(answered - waiting):
        yield _breach(f"{mentee} does not wait and has an answer.", mentee)
    senses = {kind.name: kind.sense for kind in tier_order(case.policy, case.plan)}
    for answer in case.plan.unmatched:
        yield from _out_of_place(answer)
        if answer.kind is AnswerKind.TRADED:
            yield from _traded(answer, values, senses)


def breaches(case: Case, sieve: Sieve, values: dict[str, int]) -> Iterator[Breach]:
    """Everything said of candidates that is not so. values: those of the tiers of the plan."""
    waiting = {mentee.id: mentee for mentee in case.waiting}
    sharing = Sharing(case, sieve)
    for answer in case.plan.unmatched:
        mentee = waiting.get(answer.mentee)
        if mentee is not None:
            yield from _answer(case, sieve, sharing, answer, mentee)
            if answer.kind is AnswerKind.TRADED and answer.sure:
                yield from _sure(case, answer, sieve.acceptable(mentee), values)
    for one in case.planned:
        yield from _runners_up(case, sieve, one)
    yield from _overtaken(case, sieve)


def _out_of_place(answer: Answer) -> Iterator[Breach]:
    """What is said beside what an answer of its kind says: nobody reckons it anew, so it may not stand there."""
    for field in attrs.fields(Answer):  # type: ignore[arg-type]
        said = getattr(answer, field.name)
        if field.name not in OF_KIND[answer.kind] and said != field.default:
            yield _breach(
                f"{field.name} has no place in the answer {answer.kind.value} of {answer.mentee}.", answer.mentee
            )


def _breach(says: str, *people: str) -> Breach:
    return Breach(rule=ANSWER, says=says, people=people)


# --------------------------------------------------------------------------------------------------------- waiting


def _answer(case: Case, sieve: Sieve, sharing: Sharing, answer: Answer, mentee: Mentee) -> Iterator[Breach]:
    candidates = sieve.acceptable(mentee)
    if answer.kind is AnswerKind.NONE_ACCEPTABLE:
        if candidates:
            names = ", ".join(_possible(case, mentee, found.mentor) for found in candidates)
            yield _breach(f"{mentee.id} is said to have no possible mentor, and has {names}.", mentee.id)
        else:
            yield from _counts(case, sieve, answer, mentee)
    elif not candidates:
        yield _breach(f"{mentee.id} has no possible mentor, and the answer is {answer.kind.value}.", mentee.id)
    if answer.kind is AnswerKind.SHORTAGE:
        yield from _shortage(case, sieve, sharing, answer)
    if answer.kind is AnswerKind.SHORTAGE:
        yield from _swap(case, answer, mentee, candidates)
    elif answer.swap is not None:
        yield _breach(f"A swap is named for {mentee.id}, who is short of nothing.", mentee.id)


def _possible(case: Case, mentee: Mentee, mentor: Mentor) -> str:
    """A mentor as one whom somebody could have: never without the mark where an officer must first agree."""
    return f"{mentor.id} (if an officer agrees)" if case.facts.approval_open(mentee, mentor) else mentor.id


def _counts(case: Case, sieve: Sieve, answer: Answer, mentee: Mentee) -> Iterator[Breach]:
    """Mentors refused under each rule, as shown; the person themselves left out."""
    refusals = (sieve.refused_by(mentee, other) for other in case.programme.mentors if other.id != mentee.id)
    right = Counter(rule.id for rule in refusals if rule is not None)
    said: Counter[str] = Counter()
    for reason in answer.reasons:
        mentors = reason.figures.get("mentors")
        said[reason.rule] += mentors if isinstance(mentors, int) else 0
        for name in sorted(set(reason.figures) - {"mentors"}):
            yield _breach(f'"{name}" is no figure of a reason of {mentee.id}.', mentee.id)
    for rule in sorted(set(right) | set(said)):
        if right[rule] != said[rule]:
            says = (
                f"{said[rule]} mentors are said to be refused to {mentee.id} under {rule}; counted anew {right[rule]}."
            )
            yield _breach(says, mentee.id)


def _shortage(case: Case, sieve: Sieve, sharing: Sharing, answer: Answer) -> Iterator[Breach]:
    """The set is counted again: who they are, whom they could have, and what those have left."""
    who = f"the shortage of {answer.mentee}"
    if answer.mentee not in answer.people:
        yield _breach(f"{answer.mentee} does not stand in the set that is short of places.", answer.mentee)
    if len(set(answer.people)) != len(answer.people) or len(set(answer.mentors)) != len(answer.mentors):
        yield _breach(f"Somebody is counted twice in {who}.", answer.mentee)
        return
    may = {mentee.id: mentee for mentee in (*case.waiting, *case.with_ideas_only)}
    people = [may[person] for person in answer.people if person in may]
    for person in answer.people:
        if person not in may:
            yield _breach(f"{person} neither waits nor has only ideas, and stands in {who}.", person)
    served = {person.id: sieve.acceptable(person) for person in people}
    outside = {found.mentor.id for candidates in served.values() for found in candidates} - set(answer.mentors)
    if outside:
        yield _breach(f"{', '.join(sorted(outside))} could serve somebody in {who} and is left out.", answer.mentee)
    of_hours = answer.minutes_needed is not None or answer.minutes_left is not None
    if of_hours:
        yield from _short_of_hours(case, answer, served)
    else:
        yield from _short_of_places(case, answer)
        if answer.mentee in answer.people and may.keys() >= set(answer.people):
            yield from (_breach(says, answer.mentee) for says in sharing.wrong(answer))
    yield from _told(answer, rules.WEEKLY_HOURS if of_hours else rules.PLACES)


def _told(answer: Answer, rule: rules.Rule) -> Iterator[Breach]:
    """What the reasons of a shortage say in figures is what the answer itself says."""
    right = {
        "people": len(answer.people),
        "mentors": len(answer.mentors),
        "places": answer.places,
        "needed": answer.minutes_needed,
        "left": answer.minutes_left,
    }
    for reason in answer.reasons:
        wrong = sorted(name for name, said in reason.figures.items() if name not in right or said != right[name])
        if reason.rule != rule.id or wrong:
            says = f"A reason of the shortage of {answer.mentee} is {reason.rule} ({', '.join(wrong)}), not {rule.id}."
            yield _breach(says, answer.mentee)


def _short_of_places(case: Case, answer: Answer) -> Iterator[Breach]:
    places = sum(case.facts.free_places(case.facts.mentors[mentor]) for mentor in answer.mentors)
    if answer.places != places:
        yield _breach(f"{answer.places} places are counted for {answer.mentee}; counted anew {places}.", answer.mentee)
    if places >= len(answer.people):
        yield _breach(f"{places} places are enough for the {len(answer.people)} of {answer.mentee}.", answer.mentee)


def _short_of_hours(case: Case, answer: Answer, served: dict[str, list[Candidate]]) -> Iterator[Breach]:
    """There must be a week in which they need no less, and have no more, than is said."""
    needed, left = answer.minutes_needed, answer.minutes_left
    if needed is None or left is None or needed <= left:
        yield _breach(f"The hours of {answer.mentee} do not fall short: {needed} needed, {left} left.", answer.mentee)
        return
    by_week = zip(least_minutes(case, served), minutes_left(case, answer.mentors))
    if not any(least >= needed and most <= left for least, most in by_week):
        says = f"In no week are {needed} minutes needed and {left} left in the shortage of {answer.mentee}."
        yield _breach(says, answer.mentee)


def _swap(case: Case, answer: Answer, mentee: Mentee, candidates: list[Candidate]) -> Iterator[Breach]:
    """The first idea, by mentor and mentee, whose place this person could have with all else left as it is."""
    said, right = answer.swap, first_swap(case, candidates)
    if (said and (said.mentor, said.instead_of)) != (right and (right[0].pair.mentor, right[1])):
        anew = f"{_possible(case, mentee, right[0].mentor)} instead of {right[1]}" if right else "none"
        yield _breach(f"The swap for {answer.mentee} is not the one worked out anew: {anew}.", answer.mentee)


def first_swap(case: Case, candidates: list[Candidate]) -> tuple[Planned, str] | None:
    """The idea that the mentee of these candidates could have, and the mentee who would give it up.

    None where no option fits beside the other meetings.
    """
    by_mentor = {found.mentor.id: found for found in candidates}
    for mentor, mentee in sorted((one.pair.mentor, one.pair.mentee) for one in case.ideas):
        if mentor in by_mentor:
            rest = [one for one in case.planned if one.key != (mentee, mentor)]
            new = next((one for one in _ways_to_meet(case, by_mentor[mentor]) if _fits(case, one, rest)), None)
            if new is not None:
                return new, mentee
    return None


def _ways_to_meet(case: Case, found: Candidate) -> Iterator[Planned]:
    """The pair with each of its options."""
    by_place = case.options_of(found.mentee, found.mentor).by_place
    for place in found.qualities:
        for turn, starts in by_place[place]:
            for weekday, start in case.starts.each(starts):
                meeting = Meeting(place=place, slot=turn.slot(weekday, start))
                yield case.as_planned(
                    PlannedPair(
                        mentee=found.mentee.id,
                        mentor=found.mentor.id,
                        state=PairState.IDEA,
                        quality=found.qualities[place],
                        meeting=meeting,
                    )
                )


def _fits(case: Case, new: Planned, rest: list[Planned]) -> bool:
    """Whether a new meeting breaks neither hours, nor a diary, nor the margin of people kept apart."""
    uses = [
        case.room.use(one.mentee, one.mentor, one.place, one.pair.meeting.slot if one.pair.meeting else None)
        for one in (*(one for one in rest if one.pair.mentor == new.pair.mentor), new)
    ]
    if any(used > room for used, room in zip(case.room.added_up(uses), room_by_week(case, new.mentor))):
        return False
    return not any(diary.too_near(case, new, one) or keep_apart_margin.broken(case, new, one) for one in rest)


def _traded(answer: Answer, values: dict[str, int], senses: dict[str, str]) -> Iterator[Breach]:
    """The tier exists, stands as said, and would be worse."""
    tier = answer.tier or ""
    if tier not in values:
        yield _breach(f'"{tier}", given for {answer.mentee}, is no tier.', answer.mentee)
    elif answer.here != values[tier]:
        yield _breach(f"{tier} is said to be {answer.here} for {answer.mentee} and is {values[tier]}.", answer.mentee)
    elif answer.there is not None and not _worse(answer.there, values[tier], senses[tier]):
        says = f"{tier} would not be worse with {answer.mentee}: {answer.there} instead of {answer.here}."
        yield _breach(says, answer.mentee)


def _sure(case: Case, answer: Answer, candidates: list[Candidate], values: dict[str, int]) -> Iterator[Breach]:
    """The plan in which they have somebody's place is one that reaches them: none at a worse price is the best."""
    swap = first_swap(case, candidates)
    if swap is None:
        return
    new, instead = swap
    meeting = new.pair.meeting
    assert meeting is not None
    come = Placed(
        mentee=answer.mentee,
        mentor=new.pair.mentor,
        place=meeting.place,
        slot=meeting.slot,
        needs_approval=case.facts.approval_open(new.mentee, new.mentor),
    )
    reached = reached_by(case, Witness(gone=((instead, new.pair.mentor),), come=(come,)))
    if reached is not None and disproves(case, reached, answer, values):
        says = f"{answer.mentee} is said to be reached at no better price, and could be in place of {instead}."
        yield _breach(says, answer.mentee)


def _worse(there: int, here: int, sense: str) -> bool:
    return there < here if sense == tiers.MAX else there > here


# ------------------------------------------------------------------------------------------------------- runners-up


def _runners_up(case: Case, sieve: Sieve, one: Planned) -> Iterator[Breach]:
    """The best two of the others, by quality, then id; a held pair may name none."""
    if not one.idea and not one.pair.runners_up:
        return
    taken = {other.pair.mentor for other in case.by_mentee[one.pair.mentee]}
    held = case.facts.held
    others = [
        found
        for found in sieve.acceptable(one.mentee)
        if found.mentor.id not in taken and (one.mentee.id, found.mentor.id) not in held
    ]
    others.sort(key=lambda found: (-found.best, found.mentor.id))
    right = others[:RUNNERS_UP]
    who = f"The runners-up of {one.pair.mentee} with {one.pair.mentor}"
    if [row.mentor for row in one.pair.runners_up] != [found.mentor.id for found in right]:
        anew = ", ".join(_possible(case, one.mentee, found.mentor) for found in right) or "nobody"
        yield _breach(f"{who} are not those worked out anew: {anew}.", *one.key)
        return
    for row, found in zip(one.pair.runners_up, right):
        if not _best_place(row, found):
            yield _breach(f"{who}: {row.mentor} is given {row.quality} at {row.place}, not {found.best}.", *one.key)


def _best_place(row: RunnerUp, found: Candidate) -> bool:
    return row.quality == found.best and found.qualities.get(row.place) == found.best


# -------------------------------------------------------------------------------------------------------- overtaken


def overtaken(case: Case, sieve: Sieve) -> set[Overtaken]:
    """Everybody who waits longer, with no less priority, than somebody placed with a mentor they could have had."""
    out = set()
    for waiting in case.waiting:
        if waiting.waiting_since is None:
            continue
        for placed in case.with_ideas_only:
            if placed.waiting_since is None or placed.waiting_since <= waiting.waiting_since:
                continue
            if case.facts.priority(placed) > case.facts.priority(waiting):
                continue
            for one in case.by_mentee[placed.id]:
                if sieve.candidate(waiting, one.mentor):
                    asked = case.facts.approval_open(waiting, one.mentor)
                    row = Overtaken(waiting=waiting.id, placed=placed.id, mentor=one.mentor.id, needs_approval=asked)
                    out.add(row)
    return out


def _overtaken(case: Case, sieve: Sieve) -> Iterator[Breach]:
    """Who is listed; their marks are judged with those of all who are named."""
    right = {_who(row): row for row in overtaken(case, sieve)}
    said = {_who(row) for row in case.plan.overtaken}
    for waiting, placed, mentor in sorted(set(right) - said):
        agreed = ", if an officer agrees" if right[waiting, placed, mentor].needs_approval else ""
        says = f"{waiting} is overtaken by {placed} with {mentor}{agreed}, and not listed."
        yield _breach(says, waiting)
    for waiting, placed, mentor in sorted(said - set(right)):
        yield _breach(f"{waiting} is not overtaken by {placed} with {mentor}.", waiting)


def _who(row: Overtaken) -> tuple[str, str, str]:
    return (row.waiting, row.placed, row.mentor)
