"""Nobody could be put into a session, or moved into it from another of theirs, to a better plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.rules import OF_A_PERSON, OF_A_SESSION, session_budget
from mentormatch.domain import tiers
from mentormatch.domain.frozen import evolve
from mentormatch.domain.timetable import Session
from mentormatch.domain.verdict import Breach

BETTER = "answer"
COMPARED = (
    tiers.FIXED_PEOPLE,
    tiers.REACH_GROUP,
    tiers.WISH,
    tiers.WISH_FIRST,
    tiers.GROUP_QUALITY,
)
"""In their order; fixed sessions run or not whoever is in them."""


def breaches(court: Court) -> Iterator[Breach]:
    """One move for each person who could be better placed by one."""
    said = {tier.name: tier.spent for tier in court.case.plan.tiers}
    spent = [max(0, said.get(kind.name, 0)) for kind in COMPARED]
    people = {*court.case.facts.mentees}
    for one in court.held:
        people |= set(one.pattern.fixed_people)
    for person in sorted(people):
        move = first_better(court, person, spent)
        if move:
            to, out = move
            says = f"{person} could be in {to.id}" + (f" instead of {out.id}." if out else ".")
            yield Breach(rule=BETTER, says=says, people=(person,))


def first_better(court: Court, person: str, spent: Sequence[int]) -> tuple[Held, Held | None] | None:
    """The first session into which somebody could go, and what they would leave for it."""
    own = court.attended_by.get(person, [])
    for to in court.held:
        if not to.pattern.by_name or to in own or not court.going.may_attend(person, to.pattern):
            continue
        for out in (None, *own):
            if not _is_better(court, person, [*(one for one in own if one is not out), to], spent):
                continue
            moved = _moved(court, person, to, out)
            if keeps_the_rules(moved, person, _changed(court, moved)):
                return to, out
    return None


def _moved(court: Court, person: str, to: Held, out: Held | None) -> Court:
    sessions: list[Session] = []
    for one in court.held:
        people = set(one.session.attendees)
        if one is to:
            people.add(person)
        elif one is out:
            people.discard(person)
        sessions.append(evolve(one.session, attendees=tuple(sorted(people))) if one in (to, out) else one.session)
    return court.with_sessions(sessions)


def _changed(court: Court, moved: Court) -> list[Held]:
    return [new for new, old in zip(moved.held, court.held) if new.session is not old.session]


def keeps_the_rules(moved: Court, person: str, changed: Sequence[Held]) -> bool:
    """Whether nothing is broken that one person's move could break."""
    for rule in OF_A_PERSON:
        if any(rule.of_person(moved, person)):
            return False
    for one in changed:
        if any(any(rule.of_session(moved, one)) for rule in OF_A_SESSION):
            return False
    return not any(session_budget.breaches(moved))


def _is_better(court: Court, person: str, after: Sequence[Held], spent: Sequence[int]) -> bool:
    """Whether the tiers are better in their order. What later tiers were given of one does not count as lost."""
    now = own_part(court, person, court.attended_by.get(person, ()))
    for new, old, given in zip(own_part(court, person, after), now, spent):
        if new - old > given:
            return True
        if new < old:
            return False
    return False


def own_part(court: Court, person: str, sessions: Sequence[Held]) -> tuple[int, ...]:
    """What somebody in these sessions adds to each of the tiers that are compared."""
    row = court.case.facts.mentees.get(person)
    attended = {one.session.activity for one in sessions}
    return (
        sum(person in one.pattern.fixed_people for one in sessions),
        int(row is not None and bool(sessions)),
        int(row is not None and bool(attended & set(row.wishes))),
        int(row is not None and bool(attended & set(row.wishes[:1]))),
        sum(court.ground.points.of(person, one.pattern) for one in sessions),
    )
