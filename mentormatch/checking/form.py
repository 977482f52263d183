"""Whether a plan can be read at all beside this programme: known ids, known rules and states, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from mentormatch.checking.order import MATCH, SCHEDULE, SCOPES, part_of
from mentormatch.checking.timetable.form import unreadable
from mentormatch.domain import rules
from mentormatch.domain.history import PairState
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import Answer, AnswerKind, Plan, PlannedPair, Proof
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import NO_TIMETABLE
from mentormatch.domain.verdict import Breach

PLAN = "plan"
MADE_FROM = "made-from"


def breaches(programme: Programme, plan: Plan, made_from: str | None) -> Iterator[Breach]:
    """What keeps a plan from being judged further."""
    if made_from is not None and plan.made_from != made_from:
        yield Breach(rule=MADE_FROM, says="The plan was made from another programme, policy or history.")
    if plan.programme != programme.name or plan.as_of != programme.as_of:
        says = f"The plan is of {plan.programme} on {plan.as_of}, not of {programme.name} on {programme.as_of}."
        yield Breach(rule=MADE_FROM, says=says)
    of_pairs = (*_notes(plan), *_unknown(programme, plan), *_twice(plan), *_states(plan))
    for says in (*_scope(plan), *of_pairs, *unreadable(programme, plan.timetable)):
        yield Breach(rule=PLAN, says=says)


def _scope(plan: Plan) -> Iterator[str]:
    """A plan is of pairs, of sessions or of both; it says nothing of the other, and its tiers are of the right part."""
    if plan.scope not in SCOPES:
        yield f'The plan is of "{plan.scope}", which is nothing that is planned.'
    if plan.scope == MATCH and plan.timetable != NO_TIMETABLE:
        yield "The plan is of pairs, and has a timetable."
    pairs = (plan.pairs, plan.on_hold, plan.unmatched, plan.overtaken, plan.pins_left_out, plan.evidence.witnesses)
    if plan.scope == SCHEDULE and any(pairs):
        yield "The plan is of sessions, and says something of pairs."
    for tier in plan.tiers:
        if tier.part != part_of(tier.name):
            yield f'{tier.name} is a tier of "{tier.part}", which is no part of the plan.'


def _notes(plan: Plan) -> Iterator[str]:
    """Notes are shown to people, and nothing says what they must be: so there may be none."""
    if plan.notes:
        yield "The plan has a note that nobody can check."
    for row in plan.pairs:
        if row.notes:
            yield f"{row.mentee} with {row.mentor} has a note that nobody can check."


def _unknown(programme: Programme, plan: Plan) -> Iterator[str]:
    """Ids that nobody and no place has."""
    mentees = {row.id for row in programme.mentees}
    mentors = {row.id for row in programme.mentors}
    places = {row.id for row in programme.venues} | set(REMOTE)
    pairs = [*((row.mentee, row.mentor) for row in plan.pairs), *((row.mentee, row.mentor) for row in plan.on_hold)]
    pairs += [*plan.pins_left_out, *((row.waiting, row.mentor) for row in plan.overtaken)]
    said_mentees = [*(mentee for mentee, _ in pairs), *(row.placed for row in plan.overtaken)]
    said_mentors = [mentor for _, mentor in pairs]
    said_places = [row.meeting.place for row in plan.pairs if row.meeting]
    for row in plan.pairs:
        said_mentors += [other.mentor for other in row.runners_up]
        said_places += [other.place for other in row.runners_up]
    for answer in plan.unmatched:
        said_mentees += [answer.mentee, *answer.people]
        said_mentors += answer.mentors
        if answer.swap is not None:
            said_mentees.append(answer.swap.instead_of)
            said_mentors.append(answer.swap.mentor)
    for mentee, witness in plan.evidence.witnesses.items():
        said_mentees += [mentee, *(one for one, _ in witness.gone), *(one.mentee for one in witness.come)]
        said_mentors += [*(one for _, one in witness.gone), *(one.mentor for one in witness.come)]
        said_places += [one.place for one in witness.come if one.place is not None]
    yield from _strangers("mentee", said_mentees, mentees)
    yield from _strangers("mentor", said_mentors, mentors)
    yield from _strangers("place", said_places, places)
    for answer in plan.unmatched:
        for reason in answer.reasons:
            if reason.rule not in rules.BY_ID:
                yield f'"{reason.rule}", a reason for {answer.mentee}, is no rule.'


def _strangers(what: str, said: Iterable[str], known: set[str]) -> Iterator[str]:
    for name in sorted(set(said) - known):
        yield f'"{name}" is no {what} of the programme.'


def _twice(plan: Plan) -> Iterator[str]:
    listed = Counter((row.mentee, row.mentor) for row in plan.pairs)
    listed.update((row.mentee, row.mentor) for row in plan.on_hold)
    for mentee, mentor in sorted(pair for pair, times in listed.items() if times > 1):
        yield f"{mentee} with {mentor} is listed twice."
    for what, names in (
        ("answer", [answer.mentee for answer in plan.unmatched]),
        ("tier", [tier.name for tier in plan.tiers]),
        ("price list", [prices.tier for prices in plan.evidence.price_lists]),
    ):
        for name in sorted(name for name, times in Counter(names).items() if times > 1):
            yield f"{name} has two {what}s." if what == "answer" else f"There are two {what}s of {name}."
    for mentee, mentor in sorted(pair for pair, times in Counter(plan.pins_left_out).items() if times > 1):
        yield f"{mentee} and {mentor} are left out twice."
    passed = Counter((row.waiting, row.placed, row.mentor) for row in plan.overtaken)
    for waiting, placed, _ in sorted(row for row, times in passed.items() if times > 1):
        yield f"{waiting} is said twice to be overtaken by {placed}."


def _states(plan: Plan) -> Iterator[str]:
    for row in plan.pairs:
        if not _known_state(row):
            yield f"{row.mentee} with {row.mentor} stands as {row.state}, which is no state of a pair in a plan."
    for answer in plan.unmatched:
        if not _known_kind(answer):
            yield f"{answer.mentee} has an answer of no known kind, {answer.kind}."
    for tier in plan.tiers:
        if tier.proof is not None and not isinstance(tier.proof, Proof):
            yield f"{tier.name} rests on {tier.proof}, which is no proof."


def _known_state(row: PlannedPair) -> bool:
    return isinstance(row.state, PairState) and (row.state is PairState.IDEA or row.state.holds)


def _known_kind(answer: Answer) -> bool:
    return isinstance(answer.kind, AnswerKind)
