"""What planner and judge say of timetables, beside what trying everything and plain loops say."""

from __future__ import annotations

import random
from collections import Counter

from choosing_timetables import offers_by_the_page
from honest_timetables import honest_timetable
from timetable_brute import TimetableBrute
from timetable_rows import COMPARED, ROWS, SENSE, TIERS

from mentormatch import engine
from mentormatch.checking import judge
from mentormatch.checking.values import first_reached
from mentormatch.domain.places import Entry
from mentormatch.domain.timetable import Session, WhyNot
from mentormatch.planning import Effort


def differences(brute, programme, history, decided):
    """What is wrong with the timetable that is planned, a sentence each; counts the tiers that decided."""
    judged = engine.plan(programme, history, scope="schedule", effort=Effort(threads=1))
    reached, final, deciding = brute.best()
    decided.update(deciding)
    for breach in judged.verdict.breaches:
        yield f"the judge: {breach.rule}: {breach.says}"
    for tier in judged.plan.tiers:
        name, best = tier.name, reached[tier.name]
        if tier.proof is not None and (tier.value, first_reached(tier), tier.bound) != (final[name], best, best):
            said = f"{tier.value}, first {first_reached(tier)}, bound {tier.bound}"
            yield f"{name} is {said} by {tier.proof.value}; the best is {final[name]}, first {best}"
        elif tier.bound is not None and SENSE[name] * best > SENSE[name] * tier.bound:
            yield f"{name} cannot pass {tier.bound}, it is said, and can be {best}"
    sessions = judged.plan.timetable.sessions
    timetable = as_rows(brute.rows, sessions)
    if brute.rows.breaks(timetable):
        yield f"the plan breaks {brute.rows.breaks(timetable)}"
    if brute.rows.worth(timetable) != {tier.name: tier.value for tier in judged.plan.tiers}:
        yield f"the plan is worth {brute.rows.worth(timetable)}"
    yield from _answers(brute, judged.plan.timetable, timetable)
    spent = {tier.name: max(0, tier.spent) for tier in judged.plan.tiers}
    right = offers_by_the_page(brute.rows, programme, timetable)
    told = told_offers(brute.rows, sessions, judged.plan.timetable.offers)
    if told != right:
        yield f"offers: {told}, by the page {right}"
    moves = list(better_moves(brute.rows, timetable, spent))
    if moves:
        yield f"somebody could be better placed: {moves}"


def as_rows(rows, sessions):
    """Sessions as a timetable of `Rows`."""
    number = {one.key[:3]: at for at, one in enumerate(rows.patterns)}
    return {number[one.activity, one.slot, one.venue]: (one.leaders, one.attendees) for one in sessions}


def _answers(brute, said, timetable):
    oracle, inside = brute.oracle, {person for _, people in timetable.values() for person in people}
    right = {}
    for person in oracle.counted:
        if person in inside:
            continue
        theirs = sum(number for (who, _), number in oracle.theirs.items() if who == person)
        refused = {activity: rule for (who, activity), rule in oracle.refused.items() if who == person}
        offered = {brute.patterns[at].key[:3] for at in timetable if person in brute.patterns[at].offer}
        right[person] = (WhyNot.NONE_POSSIBLE, 0, refused, offered)
        if theirs:
            stages = where_it_runs(oracle, [brute.patterns[at] for at in timetable], person)
            why = WhyNot.NO_ROOM if stages is None else WhyNot.NONE_RUNS
            right[person] = (why, theirs, stages or {}, offered)
    key = {one.id: (one.activity, one.slot, one.venue) for one in said.sessions}
    told = {
        one.mentee: (one.why, one.patterns, {r.activity: r.rule for r in one.refused}, {key[i] for i in one.drop_ins})
        for one in said.not_reached
    }
    if told != right:
        yield f"not reached: {told}, by the page {right}"
    out = {(one.activity, one.slot, one.person): one.rule for one in said.left_out}
    if out != left_out(brute, timetable):
        yield f"left out: {out}, by the page {left_out(brute, timetable)}"


def where_it_runs(oracle, running, person):
    """activity -> the stage of T3 at which none that runs is left; None where one is theirs or safety does."""
    order = ("session-for-whom", "travel", "common-hour", "session-dates")
    out = {}
    for one in running:
        if one.activity.entry is Entry.BY_NAME:
            stage = oracle.stage_of(one, person)
            if stage not in order:
                return None
            out[one.activity.id] = max(stage, out.get(one.activity.id, order[0]), key=order.index)
    return out


def told_offers(rows, sessions, offers):
    """What is offered, by id, as `offers_by_the_page` has it."""
    number = {one.key[:3]: at for at, one in enumerate(rows.patterns)}
    pattern = {one.id: number[one.activity, one.slot, one.venue] for one in sessions}
    return {
        row.mentee: [(pattern[one.session], {pattern[name] for name in one.instead_of}) for one in row.choices]
        for row in offers
    }


def left_out(brute, timetable):
    """Fixed slots that do not run and fixed people by name who are not in one that does, with the rule."""
    out, oracle = {}, brute.oracle
    running = {(brute.patterns[at].activity.id, brute.patterns[at].slot): at for at in timetable}
    for activity in oracle.p.activities:
        for slot in activity.fixed:
            at = running.get((activity.id, slot))
            if at is None or brute.patterns[at].fixed < 0:
                out[activity.id, slot, None] = oracle.left_out.get((activity.id, slot))
                continue
            for person in brute.patterns[at].named:
                if person not in timetable[at][1]:
                    row = oracle.attending_row(person)
                    out[activity.id, slot, person] = oracle.stage_of(brute.patterns[at], person) if row else "paused"
    return out


def better_moves(rows, timetable, spent):
    """(person, session, session left) of every move of one person to a better timetable that breaks no row."""
    before = rows.worth(timetable)
    for at in timetable:
        for person in rows.patterns[at].attendees:
            if person in timetable[at][1]:
                continue
            for out in [None, *(other for other in timetable if person in timetable[other][1])]:
                moved = dict(timetable)
                if out is not None:
                    moved[out] = (moved[out][0], tuple(one for one in moved[out][1] if one != person))
                moved[at] = (moved[at][0], tuple(sorted((*moved[at][1], person))))
                if _better(before, rows.worth(moved), spent) and not rows.breaks(moved):
                    yield person, at, out


def _better(before, after, spent):
    for name in COMPARED:
        if after[name] < before[name]:
            return False
        if after[name] - before[name] > spent.get(name, 0):
            return True
    return False


# --------------------------------------------------------------------------------------------------- timetables drawn


def drawn(rows, draw):
    """A timetable of patterns, leaders and attendees that are possible one by one, and often not together."""
    n = min(len(rows.patterns), draw.choice((1, 1, 2, 2, 3)))
    out = {}
    for at in sorted(draw.sample(range(len(rows.patterns)), n)):
        one = rows.patterns[at]
        leaders = one.given or draw.sample(sorted(one.leaders), min(len(one.leaders), draw.choice((1, 1, 1, 2))))
        people = sorted(one.attendees)
        people = draw.sample(people, draw.randint(0, len(people))) if draw.random() < 0.5 else people
        out[at] = (tuple(sorted(set(leaders))), tuple(sorted(people)))
    return out


def sessions_of(rows, timetable):
    """The sessions of a timetable of the oracle, without ids."""
    return [
        Session(
            id="", activity=one.activity.id, venue=one.venue.id, slot=one.slot, fixed=one.fixed >= 0,
            leaders=timetable[at][0], attendees=timetable[at][1],
        )
        for at, one in enumerate(rows.patterns)
        if at in timetable
    ]  # fmt: skip


def judged_apart(rows, programme, history, timetable):
    """(rows broken as the judge says, values as it reckons, people it finds better placed)."""
    plan = honest_timetable(programme, *sessions_of(rows, timetable), record=history)
    breaches = judge(programme, history, plan).verdict.breaches
    broken = {one.rule for one in breaches if one.rule in ROWS}
    other = {one.rule for one in breaches if one.rule not in (*ROWS, "answer", "bound", "session-fixed")}
    moved = {person for one in breaches if one.rule == "answer" and "could be in" in one.says for person in one.people}
    return broken, {tier.name: tier.value for tier in plan.tiers}, moved, other


def unlike(rows, programme, history, seed, bound: Counter):
    """Where judge and loops differ on timetables drawn at random; counts each row that alone forbade one."""
    draw = random.Random(f"drawn {seed}")
    for _ in range(8 if rows.patterns else 0):
        timetable = drawn(rows, draw)
        said, values, moved, other = judged_apart(rows, programme, history, timetable)
        right = rows.breaks(timetable)
        bound.update(right)
        bound.update(f"{one} alone" for one in right if len(right) == 1)
        if said != right or other:
            yield f"{timetable}: the judge says {said} {other}, the page {right}"
        if values != rows.worth(timetable):
            yield f"{timetable}: the judge says {values}, the page {rows.worth(timetable)}"
        if not right:
            bound["allowed"] += 1
            better = {person for person, _, _ in better_moves(rows, timetable, {})}
            bound["better session"] += bool(better)
            if better != moved:
                yield f"{timetable}: better for {better}, the judge says {moved}"


__all__ = ["TIERS", "TimetableBrute", "differences", "unlike"]
