"""What a timetable says beside its sessions: costs, what was fixed and is left out, who is in none and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mentormatch.candidates.sessions import LOST, SessionCandidates
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.rules import BY_ID, PLACES, shown_as
from mentormatch.domain.timetable import (
    FARES,
    FOOD,
    HIRE,
    SESSIONAL,
    TOTAL,
    Cost,
    FixedLeftOut,
    NotReached,
    Refused,
    Session,
    WhyNot,
)
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.scheduling import Case
from mentormatch.scheduling.case import weeks_of
from mentormatch.scheduling.rows.budget import pence_under


def _shown(rule: str) -> str:
    return shown_as(BY_ID[rule]).id


# --------------------------------------------------------------------------------------------------------------- costs


def costs(decoder: Decoder) -> tuple[Cost, ...]:
    """A row for each heading with a budget or with pence, and for all together where any are spent; by heading."""
    case, columns = decoder.case, np.flatnonzero(decoder.chosen)
    held = weeks_of(case.found.patterns.open[case.pattern[columns]]).astype(np.int64)
    budgets = case.programme.policy.budgets
    limited = {budget.heading for budget in budgets}
    out = []
    for heading in sorted(_headings(case) | limited):
        pence = pence_under(case, heading)[columns]
        if heading not in limited and not pence.any():
            continue
        weeks = pence @ held
        a_week = [b.pence_a_week for b in budgets if b.heading == heading and b.pence_a_week is not None]
        a_term = [b.pence_a_term for b in budgets if b.heading == heading and b.pence_a_term is not None]
        out.append(
            Cost(
                heading=heading,
                pence_a_week=int(weeks.max(initial=0)),
                pence_a_term=int(weeks.sum()),
                limit_a_week=min(a_week, default=None),
                limit_a_term=min(a_term, default=None),
            )
        )
    return tuple(out)


def _headings(case: Case) -> set[str]:
    """Every heading under which anything could be spent."""
    patterns = case.found.patterns
    named = {row.heading for row in patterns.activities} | {row.heading for row in patterns.venues}
    return {FARES, FOOD, HIRE, SESSIONAL, TOTAL} | (named - {""})


# ------------------------------------------------------------------------------------------------------------ left out


def never_held(found: SessionCandidates) -> tuple[FixedLeftOut, ...]:
    """Fixed slots that cannot be, whatever else there is, by (activity, slot)."""
    rows = sorted(
        (found.patterns.activities[at].id, found.patterns.activities[at].fixed[number].key, at, number, rule)
        for at, number, person, rule in found.fixed_refused
        if person is None
    )
    return tuple(
        FixedLeftOut(activity=name, slot=found.patterns.activities[at].fixed[number], rule=_shown(rule))
        for name, _, at, number, rule in rows
    )


def left_out(decoder: Decoder) -> tuple[FixedLeftOut, ...]:
    """Fixed slots that do not run and, of those that do, fixed people who are not in them, by (activity, slot, id)."""
    found = decoder.case.found
    running = {
        (session.activity, int(found.patterns.fixed[pattern])): pattern
        for pattern, session in decoder.sessions.items()
        if session.fixed
    }
    cannot = {(at, slot): rule for at, slot, person, rule in found.fixed_refused if person is None}
    out: list[FixedLeftOut] = []
    for at, activity in enumerate(found.patterns.activities):
        for slot in sorted(set(activity.fixed), key=lambda one: one.key):
            number = activity.fixed.index(slot)
            pattern = running.get((activity.id, number))
            if pattern is None:
                rule = cannot.get((at, number))
                out.append(FixedLeftOut(activity=activity.id, slot=slot, rule=None if rule is None else _shown(rule)))
            else:
                out.extend(_people_left_out(decoder, activity, pattern))
    return tuple(out)


def _people_left_out(decoder: Decoder, activity: Activity, pattern: int) -> Iterator[FixedLeftOut]:
    if activity.entry is Entry.DROP_IN:
        return
    session = decoder.sessions[pattern]
    for person in sorted(set(activity.fixed_people) - set(session.attendees)):
        rule = decoder.case.found.given_refused.get((pattern, person))
        yield FixedLeftOut(
            activity=activity.id, slot=session.slot, person=person, rule=None if rule is None else _shown(rule)
        )


# --------------------------------------------------------------------------------------------------------- not reached


def not_reached(decoder: Decoder) -> tuple[NotReached, ...]:
    """Everybody for whom sessions are and who is in none by name, by id."""
    found, case = decoder.case.found, decoder.case
    index = {name: at for at, name in enumerate(found.people)}
    could = np.bincount(found.attending.person, minlength=len(found.people))
    columns = case.attended[decoder.chosen[case.attended]]
    reached = {found.people[int(person)] for person in case.person[columns]}
    drop_ins = {
        pattern: set(found.patterns.offers[pattern]) for pattern in decoder.sessions if found.patterns.drop_in[pattern]
    }
    return tuple(
        _answer(decoder, mentee, int(could[index[mentee]]) if mentee in index else 0, drop_ins)
        for mentee in sorted(found.counted)
        if mentee not in reached
    )


def _answer(decoder: Decoder, mentee: str, could: int, drop_ins: dict[int, set[str]]) -> NotReached:
    sessions: dict[int, Session] = decoder.sessions
    offered = tuple(sessions[pattern].id for pattern, names in drop_ins.items() if mentee in names)
    if could:
        lost = _lost_where_it_runs(decoder, mentee)
        if lost is None:
            return NotReached(mentee=mentee, why=WhyNot.NO_ROOM, patterns=could, drop_ins=offered)
        return NotReached(mentee=mentee, why=WhyNot.NONE_RUNS, patterns=could, refused=lost, drop_ins=offered)
    refused = decoder.case.found.refused
    return NotReached(
        mentee=mentee,
        why=WhyNot.NONE_POSSIBLE,
        refused=tuple(
            Refused(activity=activity.id, rule=_shown(refused[mentee, activity.id]))
            for activity in decoder.case.found.patterns.activities
            if (mentee, activity.id) in refused
        ),
        drop_ins=offered,
    )


def _lost_where_it_runs(decoder: Decoder, mentee: str) -> tuple[Refused, ...] | None:
    """Of each activity that runs by name the rule that keeps somebody out of it; None where none does that may be told.

    Of several sessions of an activity the one that is asked last tells: the first after which none of them is left.
    """
    found = decoder.case.found
    by_activity: dict[int, int] = {}
    row = found.counted.index(mentee)
    for pattern in sorted(decoder.sessions):
        if not found.patterns.drop_in[pattern]:
            at, rule = int(found.patterns.activity[pattern]), int(found.lost[row, pattern])
            if not rule or _shown(LOST[rule]) == PLACES.id:
                return None
            by_activity[at] = max(rule, by_activity.get(at, 0))
    return tuple(
        Refused(activity=found.patterns.activities[at].id, rule=_shown(LOST[rule]))
        for at, rule in sorted(by_activity.items())
    )
