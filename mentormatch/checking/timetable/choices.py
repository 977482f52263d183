"""What everybody who wants a choice is offered, found anew: docs/timetable.md, T7, "Offers".

Each offer is a move of one person alone, and is tried as such: only the sessions gone into and left, the week of that
person, and the budgets can be broken by it. What one move leaves as it is, is not asked again for the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

import attrs

from mentormatch.checking.timetable.better import own_part
from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.checking.timetable.rules import (
    OF_A_PERSON,
    keep_apart,
    keep_apart_margin,
    session_leaders,
    session_size,
)
from mentormatch.checking.timetable.spending import spent_by_week
from mentormatch.domain.frozen import evolve
from mentormatch.domain.people import Mentee
from mentormatch.domain.timetable import TOTAL, Instead, Offers, Session
from mentormatch.domain.verdict import Breach

ANSWER = "answer"
OF_ITS_PEOPLE = (session_size, session_leaders, keep_apart)
"""What a session must be whatever else there is."""
REACHED = 2
"""The parts of a person that say whether they are in a fixed session, and in any: no offer changes these."""
Worth = tuple[int, ...]


def breaches(court: Court) -> Iterator[Breach]:
    """Whoever wants a choice and has no offers or others, and whoever has offers and did not ask."""
    said, right = court.case.plan.timetable.offers, tuple(honest(court))
    by_mentee = {row.mentee: row for row in said}
    for row in right:
        told = by_mentee.get(row.mentee)
        if told != row:
            here = f"{told.wanted} wanted, {_words(told)}" if told else "nothing said"
            yield _breach(f"offers to {row.mentee}: {here}; anew {row.wanted} wanted, {_words(row)}.", row.mentee)
    for mentee in sorted({row.mentee for row in said} - {row.mentee for row in right}):
        yield _breach(f"{mentee} has offers, and did not ask for a choice of sessions.", mentee)
    if [row.mentee for row in said] != sorted(row.mentee for row in said):
        yield _breach("offers are not in the order of ids.")


def honest(court: Court) -> Iterator[Offers]:
    """What each should be offered, by id."""
    choosing = Choosing(court)
    for mentee in sorted(court.case.programme.mentees, key=lambda row: row.id):
        number = court.case.policy.offers if mentee.offers is None else mentee.offers
        if number and court.going.wants_groups(mentee):
            choices = tuple(offer for offer, _ in choosing.of(mentee))[:number]
            yield Offers(mentee=mentee.id, wanted=number, choices=choices)


@attrs.define(eq=False, slots=False)
class Choosing:
    """Moves of one person, each tried by itself."""

    court: Court
    _may_leave: dict[tuple[str, str], bool] = attrs.field(factory=dict, init=False)

    def of(self, mentee: Mentee) -> list[tuple[Instead, Worth]]:
        """Every offer to somebody in its order: the best of each activity, then the second best of each, and so on."""
        found = [
            (to, *best)
            for to in self.court.held
            if self._could_join(mentee.id, to) and (best := self._instead(mentee.id, to)) is not None
        ]
        place = {one.id: at for at, one in enumerate(self.court.held)}
        found.sort(key=lambda row: (tuple(-much for much in row[2]), place[row[0].id]))
        before: Counter[str] = Counter()
        turns: list[tuple[int, Instead, Worth]] = []
        for to, left, worth in found:
            offer = Instead(session=to.id, instead_of=tuple(one.id for one in left))
            turns.append((before[to.session.activity], offer, worth))
            before[to.session.activity] += 1
        return [(offer, worth) for _, offer, worth in sorted(turns, key=lambda row: row[0])]

    def _could_join(self, person: str, to: Held) -> bool:
        """Whether somebody is none of a session by name, may attend it, and is no one too many in it."""
        if not to.pattern.by_name or person in to.session.attendees:
            return False
        if not self.court.going.may_attend(person, to.pattern):
            return False
        return not self._spoils(evolve(to, session=_with(to.session, person)))

    def _may_be_left(self, person: str, out: Held) -> bool:
        key = (person, out.id)
        if key not in self._may_leave:
            self._may_leave[key] = not self._spoils(evolve(out, session=_without(out.session, person)))
        return self._may_leave[key]

    def _spoils(self, changed: Held) -> bool:
        return any(any(rule.of_session(self.court, changed)) for rule in OF_ITS_PEOPLE)

    def _instead(self, person: str, to: Held) -> tuple[tuple[Held, ...], Worth] | None:
        """The fewest of theirs that somebody must leave for a session, of as few the best; None: it cannot be."""
        own = self.court.attended_by.get(person, [])
        free = [one for one in own if not (one.pattern.fixed and person in one.pattern.fixed_people)]
        for number in range(len(free) + 1):
            best: tuple[tuple[Held, ...], Worth] | None = None
            for left in combinations(free, number):
                if not self._holds(person, to, left):
                    continue
                after = [*(one for one in own if one not in left), to]
                worth = own_part(self.court, person, after)[REACHED:]
                if best is None or worth > best[1]:
                    best = left, worth
            if best is not None:
                return best
        return None

    def _holds(self, person: str, to: Held, left: Sequence[Held]) -> bool:
        """Whether somebody can be in one session instead of others, and no rule is broken by it."""
        if not all(self._may_be_left(person, out) for out in left):
            return False
        joined = _with(to.session, person)
        gone = {one.id for one in left}
        theirs = [one.session for one in self.court.sessions_of(person) if one.id not in gone]
        alone = self.court.with_sessions([*theirs, joined])
        if any(any(rule.of_person(alone, person)) for rule in OF_A_PERSON):
            return False
        return self._pence_hold(person, to, left) and self._far_enough(person, to, left)

    # --------------------------------------------------------------------------------------------- everybody's rules

    def _far_enough(self, person: str, to: Held, left: Sequence[Held]) -> bool:
        """Whether people kept apart from somebody are still far enough from what they would be in."""
        if not self.court.case.facts.apart(person):
            return True
        changed = {to.id: _with(to.session, person), **{one.id: _without(one.session, person) for one in left}}
        moved = self.court.with_sessions(changed.get(one.id, one.session) for one in self.court.held)
        there = next(one for one in moved.held if one.id == to.id)
        return not any(keep_apart_margin.of_session(moved, there))

    @cached_property
    def _spent(self) -> dict[str, dict[int, int]]:
        return spent_by_week(self.court)

    def _pence_hold(self, person: str, to: Held, left: Iterable[Held]) -> bool:
        """Whether no budget is overspent by it."""
        more: dict[str, Counter[int]] = {}
        for one, sign in ((to, 1), *((out, -1) for out in left)):
            for heading, pence in self.court.ground.money.of_attendee(person, one.pattern).items():
                for name in dict.fromkeys((heading, TOTAL)):
                    weeks = more.setdefault(name, Counter())
                    for week in weeks_of(one.pattern.open):
                        weeks[week] += sign * pence
        for budget in self.court.case.policy.budgets:
            here, there = more.get(budget.heading, Counter()), self._spent.get(budget.heading, {})
            weekly = max((there.get(week, 0) + much for week, much in here.items()), default=0)
            if budget.pence_a_week is not None and weekly > budget.pence_a_week:
                return False
            if budget.pence_a_term is not None and sum(there.values()) + sum(here.values()) > budget.pence_a_term:
                return False
        return True


def _with(session: Session, person: str) -> Session:
    return evolve(session, attendees=tuple(sorted((*session.attendees, person))))


def _without(session: Session, person: str) -> Session:
    return evolve(session, attendees=tuple(one for one in session.attendees if one != person))


def _words(row: Offers) -> str:
    told = (f"{one.session} instead of {', '.join(one.instead_of) or 'nothing'}" for one in row.choices)
    return "; ".join(told) or "none"


def _breach(says: str, *people: str) -> Breach:
    return Breach(rule=ANSWER, says=says, people=people)
