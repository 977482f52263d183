"""What a plan made already gives to the timetable of a programme that differs little: a start, and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from random_timetables import random_timetable_programme

from mentormatch import engine
from mentormatch.candidates.sessions import find_sessions
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.files import read_programme
from mentormatch.planning import (
    Effort,
    ImpossiblePinsError,
    NothingFoundError,
    make_both,
    make_schedule,
    session_search,
)
from mentormatch.planning.base import Base
from mentormatch.planning.session_known import with_prices
from mentormatch.planning.session_search import search_sessions
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.together import plan as together_plan
from mentormatch.records import body_bytes
from mentormatch.scheduling import formulate_sessions
from mentormatch.scheduling.alike import choices_like, sessions_like
from mentormatch.scheduling.parts import parts_of
from mentormatch.scheduling.start import left_of, started
from mentormatch.scheduling.tightened import tightened
from mentormatch.scheduling.ways import Ways
from mentormatch.solving import broken_rows
from mentormatch.solving.branching import TIER
from mentormatch.solving.certificates import hold
from mentormatch.solving.found import better
from mentormatch.solving.separable import bound_by_parts
from mentormatch.solving.solvers import Clock

AYRSHIRE = Path(__file__).parents[2] / "scenarios" / "ayrshire"
EFFORT = Effort(threads=1, explain=False)
Given = tuple[Programme, History]
Make = Callable[..., Plan]


def plan_of(make: Make, given: Given, base: Base | None = None) -> Plan | None:
    try:
        return make(*given, "made from", EFFORT, base=base)
    except (ImpossiblePinsError, NothingFoundError):
        return None


def planned_base(make: Make, given: Given) -> Base | None:
    base = Base(programme=given[0], history=given[1])
    base.plan = plan_of(make, given, base)
    return None if base.plan is None else base


def changed(seed: int) -> Given:
    """The programme of a seed with one or two things otherwise."""
    r, (programme, history) = random.Random(seed), random_timetable_programme(seed)
    other, _ = random_timetable_programme(seed + 1)
    for kind in r.sample(range(6), r.choice((1, 1, 2))):
        if kind == 0:
            programme, history = without_mentor(programme, history)
        elif kind == 1:
            programme = evolve(programme, staff=(*programme.staff, *(evolve(row, id="S77") for row in other.staff[:1])))
        elif kind == 2:
            programme = evolve(programme, activities=tuple(evolve(row, largest=row.largest + 1) for row in
                                                           programme.activities))  # fmt: skip
        elif kind == 3:
            programme = evolve(programme, policy=evolve(programme.policy, max_minutes=r.choice((5, 20, 90))))
        elif kind == 4:
            programme = evolve(programme, commitments=())
        else:
            rows = tuple(evolve(row, availability=other.mentees[0].availability) for row in programme.mentees[:1])
            programme = evolve(programme, mentees=(*rows, *programme.mentees[1:]))
    return programme, history


def without_mentor(programme: Programme, history: History) -> Given:
    gone = programme.mentors[0].id
    if any(gone in row.fixed_leaders for row in programme.activities) or any(gone in row.people for row in
                                                                           programme.keep_apart):  # fmt: skip
        return programme, history
    pairs = tuple(row for row in history.pairs if row.mentor != gone)
    return evolve(programme, mentors=programme.mentors[1:]), evolve(history, pairs=pairs)


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_a_start_from_the_base_breaks_nothing_and_is_never_worse_than_one_without_it(first: int) -> None:
    gained = 0
    for seed in range(first, first + 20):
        base = plan_of(make_schedule, random_timetable_programme(seed))
        assert base is not None
        given, history = changed(seed)
        found = find_sessions(given, history)
        relaxed = formulate_sessions(given, found, ways=False)
        cold, warm = started(relaxed), started(relaxed, sessions_like(relaxed.case, base.timetable.sessions))
        whole = formulate_sessions(given, found)
        assert not len(broken_rows(whole.block.model, whole.completed(warm))), seed
        tiers, (one, other) = relaxed.block.tiers, (relaxed.completed(cold), relaxed.completed(warm))
        assert not better(tiers, one, other), seed
        gained += better(tiers, other, one)
    assert gained


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_all_of_a_plan_is_left_in_the_very_same_programme(first: int) -> None:
    held = 0
    for seed in range(first, first + 20):
        given, history = random_timetable_programme(seed)
        base = plan_of(make_schedule, (given, history))
        assert base is not None
        relaxed = formulate_sessions(given, find_sessions(given, history), ways=False)
        left = left_of(relaxed, sessions_like(relaxed.case, base.timetable.sessions))
        assert (left == choices_like(relaxed.case, base.timetable.sessions)).all(), seed
        assert relaxed.values(left) == {tier.name: tier.value for tier in base.tiers}, seed
        held += bool(base.timetable.sessions)
    assert held > 5


@pytest.mark.parametrize("parts", [False, True], ids=["as it stands", "by parts"])
@pytest.mark.parametrize("first", range(0, 24, 8))
def test_a_timetable_from_a_base_is_the_one_made_from_nothing_byte_for_byte(
    first: int, parts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parts:
        monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    tried = 0
    for seed in range(first, first + 8):
        base, given = planned_base(make_schedule, random_timetable_programme(seed)), changed(seed)
        assert base is not None
        cold, warm = plan_of(make_schedule, given), plan_of(make_schedule, given, base.sent())
        assert cold is not None and warm is not None
        assert [(one.name, one.value, one.proven) for one in cold.tiers] == [
            (one.name, one.value, one.proven) for one in warm.tiers
        ], seed
        assert body_bytes(cold) == body_bytes(warm), seed
        tried += all(one.proven for one in cold.tiers) and bool(cold.timetable.sessions)
    assert tried >= 4


@pytest.mark.parametrize("first", range(0, 16, 8))
def test_a_plan_of_both_from_a_base_is_the_one_made_from_nothing_byte_for_byte(first: int) -> None:
    tried = 0
    for seed in range(first, first + 8):
        base, given = planned_base(make_both, random_timetable_programme(seed)), changed(seed)
        if base is None:
            continue
        cold, warm = plan_of(make_both, given), plan_of(make_both, given, base.sent())
        assert (cold is None) == (warm is None), seed
        if cold is None or warm is None:
            continue
        assert body_bytes(cold) == body_bytes(warm), seed
        tried += all(one.proven for one in cold.tiers) and bool(cold.timetable.sessions)
    assert tried >= 2


def test_a_plan_of_both_made_in_rounds_from_a_base_is_never_worse_than_the_base_where_nothing_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(together_plan, "AS_IT_STANDS", -1)
    tried = 0
    for seed in range(12):
        given = random_timetable_programme(seed)
        base = planned_base(make_both, given)
        if base is None or base.plan is None:
            continue
        again = plan_of(make_both, given, base.sent())
        assert again is not None
        for before, now in zip(base.plan.tiers, again.tiers, strict=True):
            if before.value != now.value:
                assert (now.value > before.value) == (now.sense == "max"), (seed, before, now)
                break
        tried += bool(base.plan.timetable.sessions and base.plan.pairs)
    assert tried >= 3


@pytest.mark.parametrize("stopped", [None, "clock"])
def test_what_a_base_took_in_all_counts_where_the_clock_cut_it(
    stopped: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*given: Any) -> Plan:
        plan = make_both(*given[:4])
        return evolve(plan, evidence=evolve(plan.evidence, stopped=stopped))

    monkeypatch.setattr(engine.planning, "make_both", made)
    given, history = random_timetable_programme(3)
    base = Base(programme=given, history=history)
    assert engine.plan(given, history, scope="plan", effort=EFFORT, base=base).verdict.verified
    assert base.judging is not None
    assert (base.used is not None and base.used > base.judging) if stopped else base.used is None


def test_what_telling_and_judging_took_before_is_kept_for_them() -> None:
    given, history = random_timetable_programme(3)
    base, effort = planned_base(make_both, (given, history)), evolve(EFFORT, time_limit=10.0)
    assert base is not None and base.telling is not None
    base.telling, base.judging = 2.0, 1.0
    assert 3.0 < together_plan.after_the_search(effort, base) < 5.0
    assert together_plan.after_the_search(effort, None) == 0.0


@pytest.mark.parametrize("make", [make_schedule, make_both])
def test_the_base_of_a_wholly_other_programme_does_no_harm(make: Make) -> None:
    tried = 0
    for seed in range(5):
        base, given = planned_base(make, random_timetable_programme(seed + 500)), random_timetable_programme(seed)
        if base is None:
            continue
        cold, warm = plan_of(make, given), plan_of(make, given, base.sent())
        assert (cold is None) == (warm is None), seed
        if cold is not None and warm is not None:
            assert body_bytes(cold) == body_bytes(warm), seed
            tried += 1
    assert tried >= 3


def test_bounds_by_the_prices_of_a_base_hold_where_there_was_no_time_for_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = 0
    for seed in range(24):
        given, history = changed(seed)
        found = find_sessions(given, history)
        best = search_sessions(given, found, EFFORT).values
        with monkeypatch.context() as patched:
            patched.setattr(session_search, "AS_IT_STANDS", -1)
            base = planned_base(make_schedule, random_timetable_programme(seed))
            assert base is not None
            relaxed = formulate_sessions(given, found, ways=False)
            begin = base.begin()
            assert begin is not None and begin.known is not None
            tiers = {tier.name: tier for tier in relaxed.block.tiers}
            for name, known in begin.known.prices_in(relaxed.case).items():
                model, names = tightened(relaxed)
                for earlier in relaxed.block.tiers[: list(tiers).index(name)]:
                    model = hold(model, earlier, best[earlier.name])
                    names.append((TIER, earlier.name))
                model, names, price = with_prices(model, names, Ways(relaxed), known)
                bound = bound_by_parts(
                    model,
                    tiers[name],
                    parts_of(relaxed),
                    Clock(0.0),
                    start=known.active,
                    live=np.ones(relaxed.case.n_patterns, dtype=bool),
                    near=best[name],
                    prices=price,
                )
                assert bound is not None
                reached = bound.bound >= best[name] if tiers[name].sense == "max" else bound.bound <= best[name]
                assert reached, (seed, name, bound.bound, best[name])
                told += bool(price.any())
    assert told >= 10


def test_where_a_venue_closes_its_sessions_alone_are_lost() -> None:
    loaded = read_programme(AYRSHIRE)
    assert loaded.programme is not None
    found = find_sessions(loaded.programme, loaded.history)
    before = formulate_sessions(loaded.programme, found, ways=False)
    sessions = tuple(Decoder(case=before.case, chosen=started(before)).sessions.values())
    closing = Counter(one.venue for one in sessions).most_common(1)[0][0]
    stays = [one for one in sessions if one.venue != closing]
    assert 5 < len(stays) < len(sessions)
    there = found.only(np.array([found.patterns.venues[at].id != closing for at in found.patterns.venue]))
    after = formulate_sessions(loaded.programme, there, ways=False)
    like = sessions_like(after.case, sessions)
    wanted = choices_like(after.case, sessions)
    assert len(like) == len(stays)
    assert wanted.sum() == sum(1 + len(one.leaders) + len(one.attendees) for one in stays)
    left = left_of(after, like)
    assert left[wanted].all()
    assert after.values(started(after, like))["reach-group"] >= after.values(left)["reach-group"]
