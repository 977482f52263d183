"""What a plan made already gives to the plan of a programme that differs little: time, and nothing else."""

from __future__ import annotations

import random

import numpy as np
import pytest
from random_programmes import random_programme

from mentormatch.candidates import find_candidates
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.matching.formulation import Formulation, formulate
from mentormatch.matching.quality import quality_of
from mentormatch.matching.seats import seats_of
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan
from mentormatch.planning import match as planning_match
from mentormatch.planning.base import Base, question_of
from mentormatch.planning.tiers import Run
from mentormatch.records import body_bytes

EFFORT = Effort(threads=1, explain=False)
Given = tuple[Programme, History]


def drawn(seed: int) -> Given:
    return random_programme(seed, mentees=5, mentors=4)


def planned_base(seed: int) -> Base | None:
    programme, history = drawn(seed)
    base = Base(programme=programme, history=history)
    try:
        base.plan = make_plan(base.programme, base.history, "made from", EFFORT, base=base)
    except ImpossiblePinsError:
        return None
    return base


def changed(seed: int) -> Given:
    """The programme of a seed with one or two things otherwise."""
    r, (programme, history) = random.Random(seed), drawn(seed)
    other, _ = drawn(seed + 1)
    for kind in r.sample(range(6), r.choice((1, 1, 2))):
        if kind == 0:
            programme = evolve(programme, mentors=tuple(programme.mentors[1:]))
            left = {row.id for row in programme.mentors}
            history = evolve(history, pairs=tuple(row for row in history.pairs if row.mentor in left))
        elif kind == 1:
            more = evolve(other.mentors[0], id="M77")
            programme = evolve(programme, mentors=(*programme.mentors, more))
        elif kind == 2:
            rows = tuple(evolve(row, max_people=row.max_people + 1) for row in programme.mentors)
            programme = evolve(programme, mentors=rows)
        elif kind == 3:
            programme = evolve(programme, policy=evolve(programme.policy, max_minutes=r.choice((5, 20, 90))))
        elif kind == 4:
            programme = evolve(programme, commitments=())
        else:
            rows = tuple(evolve(row, availability=other.mentees[0].availability) for row in programme.mentees[:1])
            programme = evolve(programme, mentees=(*rows, *programme.mentees[1:]))
    return programme, history


def plan_of(given: Given, base: Base | None = None) -> Plan | None:
    try:
        return make_plan(*given, "made from", EFFORT, base=base)
    except ImpossiblePinsError:
        return None


@pytest.mark.parametrize("first", range(0, 16, 8))
def test_a_plan_from_a_base_is_the_plan_made_from_nothing_byte_for_byte(first: int) -> None:
    tried = 0
    for seed in range(first, first + 8):
        base, given = planned_base(seed), changed(seed)
        if base is None:
            continue
        cold, warm = plan_of(given), plan_of(given, base.sent())
        assert (cold is None) == (warm is None), seed
        if cold is not None and warm is not None:
            assert body_bytes(cold) == body_bytes(warm), seed
            assert [(one.bound, one.proof) for one in cold.tiers] == [(one.bound, one.proof) for one in warm.tiers]
            tried += 1
    assert tried >= 4


def test_what_was_asked_before_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    base = planned_base(3)
    assert base is not None and base.plan is not None
    told = evolve(base.programme, name="another name")  # nothing that pairs are searched by
    asked: list[object] = []
    monkeypatch.setattr(
        planning_match, "run_tiers", lambda block, *_, **__: asked.append(block) or pytest.fail("asked")
    )
    with pytest.raises(pytest.fail.Exception, match="asked"):
        make_plan(told, base.history, "made from", EFFORT)
    asked.clear()
    with pytest.raises(pytest.fail.Exception, match="asked"):  # places and hours alone
        make_plan(told, base.history, "made from", EFFORT, base=base)
    assert all(name[0] != "load" for block in asked for name in block.row_names)  # type: ignore[attr-defined]


def formulated(programme: Programme, history: History) -> Formulation:
    candidates = find_candidates(programme, history)
    return formulate(programme, candidates, quality_of(programme, candidates), seats_of(programme, candidates))


@pytest.mark.parametrize(("stopped", "asked"), [(None, 1), ("clock", 1), ("interrupted", 2)])
def test_the_same_question_has_the_same_answer_also_where_the_clock_cut_it(stopped: str | None, asked: int) -> None:
    programme, history = drawn(3)
    base, formulation, searched = Base(programme=programme, history=history), formulated(programme, history), []

    def search(like: np.ndarray | None) -> Run:
        searched.append(like)
        return Run(chosen=np.zeros(formulation.block.model.n_columns, dtype=bool), tiers={}, stopped=stopped)

    first, again = (base.run(formulation, EFFORT, search) for _ in range(2))
    assert first.stopped == again.stopped == stopped
    assert len(searched) == asked


def test_another_limit_is_another_question() -> None:
    def question(programme: Programme, history: History) -> bytes:
        return question_of(formulated(programme, history).block, EFFORT)

    programme, history = drawn(3)
    weights = evolve(programme.policy, weights={**programme.policy.weights, "travel": 9})
    assert question(programme, history) == question(evolve(programme, name="x"), history)
    assert question(programme, history) != question(evolve(programme, policy=weights), history)
