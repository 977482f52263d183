"""The plans that answers "traded" rest on: each put together from this plan and what differs, judged like any plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.order import PLAN, tier_order
from mentormatch.checking.rules import JUDGED
from mentormatch.checking.values import values
from mentormatch.domain import rules, tiers
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import PairState
from mentormatch.domain.plan import Answer, AnswerKind, Meeting, Placed, Plan, PlannedPair, Witness
from mentormatch.domain.verdict import Breach

WITNESS = "witness"


def breaches(case: Case, found: dict[str, int]) -> Iterator[Breach]:
    """Values of answers that no plan shows, plans that no answer asks for, and all that is wrong with those plans.

    found: the values of the tiers of the plan itself.
    """
    shown = case.plan.evidence.witnesses
    traded = {
        answer.mentee: answer
        for answer in case.plan.unmatched
        if answer.kind is AnswerKind.TRADED and answer.there is not None
    }
    for mentee in sorted(set(traded) - set(shown)):
        yield _breach(f"No plan is shown that reaches {mentee} at that price.", mentee)
    for mentee in sorted(set(shown) - set(traded)):
        yield _breach(f"A plan is shown for {mentee} that no answer rests on.", mentee)
    sound = []
    for mentee in sorted(set(shown) & set(traded)):
        wrong, reached = _judged(case, traded[mentee], shown[mentee], found)
        yield from wrong
        if reached is not None:
            sound.append((mentee, reached))
    for answer in case.plan.unmatched:
        by = [mentee for mentee, reached in sound if answer.sure and disproves(case, reached, answer, found)]
        if by:
            says = f"{answer.mentee} is said to be reached at no better price, and the plan for {by[0]} has one."
            yield _breach(says, answer.mentee)


def _breach(says: str, *people: str) -> Breach:
    return Breach(rule=WITNESS, says=says, people=people)


@attrs.frozen(eq=False, kw_only=True)
class Reached:
    """Another plan that keeps all rules: whom it reaches, and its values."""

    people: frozenset[str]
    values: dict[str, int]


def reached_by(case: Case, witness: Witness) -> Reached | None:
    """The plan that a witness stands for, or None where there is none or it breaks a rule."""
    if _wrong_with(case, witness):
        return None
    other = case.beside(_plan(case, witness))
    return None if any(True for _ in _broken(other)) else _reached(other)


def _broken(other: Case) -> Iterator[Breach]:
    """Every rule that another plan breaks; in the scope "plan" its meetings stand beside the same sessions."""
    for rule in JUDGED:
        yield from rule.breaches(other)
    if other.plan.scope == PLAN:
        from mentormatch.checking.timetable.court import Court
        from mentormatch.checking.timetable.judging import broken

        yield from broken(Court.of(other))


def _reached(other: Case) -> Reached:
    found = values(other)
    if other.plan.scope == PLAN:
        from mentormatch.checking.timetable.court import Court
        from mentormatch.checking.timetable.values import values as values_of_sessions

        found |= values_of_sessions(Court.of(other))
    return Reached(people=frozenset(other.by_mentee), values=found)


def disproves(case: Case, reached: Reached, answer: Answer, found: dict[str, int]) -> bool:
    """Whether a plan shows that no plan at all, or none at so good a value, reaching somebody is not so."""
    if answer.kind is not AnswerKind.TRADED or answer.mentee not in reached.people:
        return False
    if answer.there is None:
        return True
    for kind in tier_order(case.policy, case.plan):
        if kind.name == answer.tier:
            return _worse(answer.there, reached.values[kind.name], kind.sense)
        if _worse(reached.values[kind.name], found[kind.name], kind.sense):
            return False
    return False


def _judged(case: Case, answer: Answer, witness: Witness, found: dict[str, int]) -> tuple[list[Breach], Reached | None]:
    """What is wrong with a witness, and the plan where no rule is broken."""
    wrong = _wrong_with(case, witness)
    if wrong:
        return [_breach(f"The plan for {answer.mentee} {wrong}", answer.mentee)], None
    other = case.beside(_plan(case, witness))
    broken = [
        _breach(f"In the plan for {answer.mentee}: {_told(breach)}", answer.mentee, *breach.people)
        for breach in _broken(other)
    ]
    reached = _reached(other)
    out = [*broken, *_as_said(case, answer, reached, found)]
    return out, None if broken else reached


def _as_said(case: Case, answer: Answer, reached: Reached, found: dict[str, int]) -> Iterator[Breach]:
    """Whether it reaches the person, then its values tier by tier."""
    if answer.mentee not in reached.people:
        yield _breach(f"The plan for {answer.mentee} does not reach them.", answer.mentee)
    there = reached.values
    for kind in tier_order(case.policy, case.plan):
        if kind.name == answer.tier:
            if there[kind.name] != answer.there:
                says = f"{answer.tier} is said to be {answer.there} with {answer.mentee} and is {there[kind.name]}."
                yield _breach(says, answer.mentee)
            return
        if _worse(there[kind.name], found[kind.name], kind.sense):
            says = f"{kind.name} is worse before {answer.tier} in the plan for {answer.mentee}."
            yield _breach(says, answer.mentee)


def _told(breach: Breach) -> str:
    """Its sentence. A safeguarding rule is not named: these words are shown as they stand."""
    if rules.BY_ID[breach.rule].kind is not rules.Kind.SAFEGUARDING:
        return breach.says
    return f"{' with '.join(breach.people) or 'somebody'}: cannot be planned like this."


def _wrong_with(case: Case, witness: Witness) -> str:
    """What keeps a witness from being read as a plan, or nothing."""
    here = {(pair.mentee, pair.mentor) for pair in case.plan.pairs}
    if not here.issuperset(witness.gone):
        return "takes out a pair that is not there."
    there = Counter(here - set(witness.gone))
    there.update((one.mentee, one.mentor) for one in witness.come)
    if any(times > 1 for times in there.values()):
        return "has a pair twice."
    if any((one.place is None) != (one.slot is None) for one in witness.come):
        return "has a place without an hour, or an hour without a place."
    return ""


def _plan(case: Case, witness: Witness) -> Plan:
    """The plan with what differs. What follows from who meets whom is filled in; marks of approvals are as said."""
    gone = set(witness.gone)
    stay = [pair for pair in case.plan.pairs if (pair.mentee, pair.mentor) not in gone]
    pairs = sorted((*stay, *(_pair(case, one) for one in witness.come)), key=lambda one: (one.mentee, one.mentor))
    kept = {(pair.mentee, pair.mentor) for pair in pairs}
    left_out = tuple(sorted(pin for pin in case.facts.pins if pin not in kept))
    return evolve(case.plan, pairs=tuple(pairs), pins_left_out=left_out, unmatched=(), overtaken=())


def _pair(case: Case, one: Placed) -> PlannedPair:
    key = (one.mentee, one.mentor)
    record = case.facts.held.get(key)
    mentee, mentor = case.facts.mentees[one.mentee], case.facts.mentors[one.mentor]
    return PlannedPair(
        mentee=one.mentee,
        mentor=one.mentor,
        state=PairState.IDEA if record is None else record.state,
        quality=case.quality(mentee, mentor, one.place).total,
        meeting=None if one.place is None or one.slot is None else Meeting(place=one.place, slot=one.slot),
        needs_approval=one.needs_approval,
        pinned=record is None and key in case.facts.pins,
    )


def _worse(there: int, here: int, sense: str) -> bool:
    return there < here if sense == tiers.MAX else there > here
