import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from solving_oracle import allowed_choices

from mentormatch.solving import NO_LOWER, NO_UPPER, Effort, Model, Tier, add_rows, assignment_rows, solve, solvers
from mentormatch.solving.found import better
from mentormatch.solving.rows import keep_rows


def no_rows(n_columns: int) -> Model:
    return Model(n_columns, [], [], [], [], [])


def hard(seed: int = 0, jobs: int = 60, agents: int = 6) -> tuple[Model, list[Tier]]:
    """A generalized assignment problem that no solver finishes in a hundredth of a second."""
    rng = np.random.default_rng(seed)
    job, agent = np.divmod(np.arange(jobs * agents), agents)
    need = rng.integers(1, 100, jobs * agents)
    cost = 111 - need + rng.integers(-10, 11, jobs * agents)
    capacity = np.bincount(agent, need, agents).astype(int) * 8 // (10 * agents)
    model = assignment_rows(job, agent, np.ones(jobs, int), np.full(agents, jobs), need, capacity)
    return model, [Tier("reach", "max", np.ones(jobs * agents, int)), Tier("cost", "min", cost)]


def test_nothing_to_choose_is_an_answer_too() -> None:
    solution = solve(no_rows(0), [Tier("reach", "max", [], constant=4)])
    assert solution.chosen is not None
    assert len(solution.chosen) == 0
    assert [(r.value, r.bound, r.proof) for r in solution.tiers] == [(4, 4, "counted")]


def test_without_tiers_any_allowed_choice_will_do() -> None:
    model = add_rows(no_rows(3), [0, 0, 0], [0, 1, 2], 1, lower=2)
    solution = solve(model, [])
    assert solution.chosen is not None
    assert solution.chosen.sum() >= 2
    assert solution.tiers == ()
    assert solution.stopped is None


def test_without_rows_every_column_that_helps_is_chosen_and_it_is_proven_without_a_search() -> None:
    solution = solve(no_rows(3), [Tier("worth", "max", [2, -1, 3]), Tier("few", "min", [0, 1, 0])])
    assert solution.chosen is not None
    assert solution.chosen.tolist() == [True, False, True]
    assert [r.bound for r in solution.tiers] == [5, 0]
    assert all(r.proof in ("counted", "prices") for r in solution.tiers)


def test_rows_that_cannot_all_hold_are_named() -> None:
    model = add_rows(no_rows(4), [0, 0, 1, 1, 2, 3], [0, 1, 2, 3, 0, 1], 1,
                     lower=[2, NO_LOWER, NO_LOWER, NO_LOWER], upper=[NO_UPPER, 1, 0, 1])  # fmt: skip
    solution = solve(model, [Tier("reach", "max", [1, 1, 1, 1])])
    assert solution.chosen is None
    assert solution.stopped == "infeasible"
    assert solution.conflict is not None
    assert solution.conflict.minimal
    assert solution.conflict.rows.tolist() == [0, 2]
    kept = np.isin(np.arange(model.n_rows), solution.conflict.rows)
    assert not len(allowed_choices(keep_rows(model, kept)))


def test_a_row_without_columns_that_asks_for_one_is_a_conflict() -> None:
    solution = solve(Model(0, [], [], [], [1], [NO_UPPER]), [Tier("reach", "max", [])])
    assert solution.stopped == "infeasible"
    assert solution.conflict is not None
    assert solution.conflict.rows.tolist() == [0]


def test_a_hundredth_of_a_second_proves_nothing_that_needs_a_search() -> None:
    model, tiers = hard(jobs=200, agents=15)  # a hundred times as much to search as there is time for
    solution = solve(model, tiers, Effort(time_limit=0.01))
    assert solution.stopped == "clock"
    for result in solution.tiers:
        assert (result.proof is None) == (result.value != result.bound)
    assert solution.tiers[0].proof is None


def test_a_search_that_is_cut_returns_an_allowed_choice_and_a_true_bound() -> None:
    model, tiers = hard(jobs=14, agents=4)
    whole = solve(model, tiers, Effort(time_limit=10))
    cut = solve(model, tiers, Effort(time_limit=0.1))
    assert cut.chosen is not None
    for result, best in zip(cut.tiers, whole.tiers):
        if best.proof and cut.tiers[0].value == whole.tiers[0].value:
            assert result.bound is not None
            assert result.bound >= best.value if result.sense == "max" else result.bound <= best.value


def test_a_hint_that_is_allowed_is_never_made_worse() -> None:
    model, tiers = hard()
    first = solve(model, tiers, Effort(time_limit=2))
    again = solve(model, tiers, Effort(time_limit=0.01), hint=first.chosen)
    assert first.chosen is not None
    assert again.chosen is not None
    assert not better(tiers, first.chosen, again.chosen)


def test_progress_is_told_of_each_tier_in_order() -> None:
    told: list[str] = []
    model, tiers = hard(jobs=8, agents=3)
    solve(model, tiers, progress=lambda result: told.append(result.name))
    assert told == ["reach", "cost"]


def test_arrays_that_do_not_fit_are_refused_with_their_figures() -> None:
    with pytest.raises(ValueError, match="names column 5"):
        Model(3, [0], [5], [1], [0], [1])
    with pytest.raises(ValueError, match="tier reach: 2 points for 3 columns"):
        solve(no_rows(3), [Tier("reach", "max", [1, 1])])
    with pytest.raises(ValueError, match="whole numbers"):
        Tier("quality", "max", [0.5])


def test_importing_the_room_loads_no_solver() -> None:
    code = "import sys, mentormatch.solving; print({'ortools', 'pandas', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_ctrl_c_ends_the_search_with_the_best_so_far() -> None:
    code = """
import os, signal, sys, threading, time
sys.path[:0] = sys.argv[1:]
from mentormatch.solving import Effort, broken_rows, solve
from test_solving_tiers import hard
model, tiers = hard(jobs=120, agents=12)
solve(*hard(jobs=6, agents=2))  # so that the solver is loaded before the key is pressed
def press():
    while not any(one.name.startswith("asked ") for one in threading.enumerate()):
        time.sleep(0.01)
    time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=press, daemon=True).start()
solution = solve(model, tiers, Effort(time_limit=60))
print(solution.stopped, len(broken_rows(model, solution.chosen)))
"""
    paths = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=False, timeout=50)
    assert (done.stdout.split(), done.stderr) == (["interrupted", "0"], "")


def test_a_work_limit_cuts_the_search_at_the_same_place_each_time() -> None:
    model, tiers = hard(jobs=40, agents=5)
    one, two = (solve(model, tiers, Effort(threads=threads, work_limit=0.05)) for threads in (1, 2))
    assert [(r.value, r.bound) for r in one.tiers] == [(r.value, r.bound) for r in two.tiers]
    assert one.chosen is not None
    assert two.chosen is not None
    assert np.array_equal(one.chosen, two.chosen)


def test_a_clock_that_runs_out_between_two_turns_of_solvers_leaves_what_there_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = solvers.Clock(60.0)

    def too_late(*_: object) -> list[solvers.Claim]:
        clock.interrupted = True
        return []

    monkeypatch.setattr(solvers, "_solve", too_late)
    model, tiers = hard()
    assert solvers.solve_integer(model, tiers[0], clock, effort=Effort(threads=1)).status == "nothing"


def test_after_enough_seconds_the_first_tier_that_is_searched_to_its_end_is_the_last() -> None:
    row = np.repeat(np.arange(3), 2)
    column = np.array([0, 1, 1, 2, 0, 2])  # of three columns any two exclude each other: counting alone says two
    limit = np.ones(3, dtype=np.int64)
    model = Model(3, row, column, np.ones(6, dtype=np.int64), np.full(3, NO_LOWER), limit)
    tiers = (Tier("most", "max", np.ones(3, dtype=np.int64)), Tier("best", "max", np.array([1, 2, 3])))
    cut = solve(model, tiers, Effort(threads=1, time_limit=60.0, enough=0.0))
    whole = solve(model, tiers, Effort(threads=1, time_limit=60.0, enough=60.0))
    assert [tier.proof is not None for tier in whole.tiers] == [True, True] and whole.stopped is None
    assert cut.tiers[0].proof is not None and cut.tiers[0].value == 1
    assert cut.tiers[1].proof is None and cut.stopped == "clock"
