import numpy as np
import pytest
from solving_oracle import allowed_choices, best_values, every_choice, random_matching, random_model

from mentormatch.solving import Effort, Model, add_rows, assignment_rows
from mentormatch.solving.clusters import find_clusters
from mentormatch.solving.cuts import add_triples, broken_triples
from mentormatch.solving.lexicographic import solve
from mentormatch.solving.patterns import write_out
from mentormatch.solving.rows import broken_rows, drop_idle_rows, tidy
from mentormatch.solving.search import Search
from mentormatch.solving.solvers import Clock


def test_a_mentor_is_a_cluster_and_a_mentee_links_clusters() -> None:
    mentee, mentor = np.divmod(np.arange(6), 2)
    model = assignment_rows(mentee, mentor, np.ones(3, int), np.array([2, 2]), np.full(6, 60), np.array([90, 120]))
    clusters = find_clusters(model)
    assert clusters.of_column.tolist() == [0, 1, 0, 1, 0, 1]
    assert clusters.of_row.tolist() == [-1, -1, -1, 0, 1, 0, 1]


@pytest.mark.parametrize("seed", range(40))
def test_whole_sets_have_the_same_optimum_as_single_choices(seed: int) -> None:
    model, tiers = random_matching(np.random.default_rng(100 + seed), mentees=5, mentors=3)
    patterns = write_out(tidy(model), tiers)
    expected = best_values(model, tiers)
    if patterns is None or expected is None:
        return
    search = Search.of(tidy(patterns.model), patterns.tiers, Effort(threads=1), Clock(), None, None)
    assert [found.value for found in search.run()] == expected[0]
    assert search.best is not None
    chosen = patterns.columns_of(search.best)
    assert not len(broken_rows(model, chosen))
    assert any(np.array_equal(chosen, choice) for choice in expected[1])


def test_every_set_is_worth_what_its_members_are_worth() -> None:
    model, tiers = random_matching(np.random.default_rng(3), mentees=6, mentors=3)
    patterns = write_out(tidy(model), tiers)
    assert patterns is not None
    for number in range(patterns.model.n_columns):
        only = np.arange(patterns.model.n_columns) == number
        members = patterns.columns_of(only)
        for over_sets, tier in zip(patterns.tiers, tiers):
            assert over_sets.value_of(only) == tier.value_of(members)


def crowded(seed: int, mentees: int = 40, mentors: int = 12) -> tuple[Model, list]:
    return random_matching(np.random.default_rng(seed), mentees=mentees, mentors=mentors, most=400)


@pytest.mark.parametrize("seed", range(4))
def test_sets_and_single_choices_agree_on_models_too_large_to_enumerate(seed: int) -> None:
    model, tiers = crowded(seed)
    over_sets = solve(model, tiers, Effort(time_limit=20))
    plain = Search.of(drop_idle_rows(tidy(model)), tuple(tiers), Effort(), Clock(20), None, None)
    values = [found.value for found in plain.run()]
    if over_sets.chosen is None:
        assert plain.infeasible
        return
    assert [result.value for result in over_sets.tiers] == values
    assert all(result.proof for result in over_sets.tiers)


def test_cuts_of_three_rows_lose_no_whole_choice() -> None:
    rng = np.random.default_rng(0)
    tried = 0
    for _ in range(60):
        row, column = np.nonzero(rng.random((6, 8)) < 0.4)
        model = add_rows(random_model(rng, n_columns=8, n_rows=1), row, column, 1, upper=1, n_rows=6)
        model = tidy(model)
        triples = broken_triples(model, model.n_rows, rng.uniform(0.3, 0.7, 8))
        if len(triples):
            tried += len(triples)
            assert len(allowed_choices(add_triples(model, triples))) == len(allowed_choices(model))
    assert tried > 10


def test_rows_that_no_choice_can_break_are_dropped_and_no_others() -> None:
    model = add_rows(Model(3, [], [], [], [], []), [0, 0, 1, 1, 1], [0, 1, 0, 1, 2], 1, upper=[2, 2])
    less = drop_idle_rows(model)
    assert less.n_rows == 1
    assert len(allowed_choices(less)) == len(allowed_choices(model)) == len(every_choice(3)) - 1
