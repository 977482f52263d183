"""Small random models, and the slow way to solve them: every choice there is."""

from __future__ import annotations

import numpy as np

from mentormatch.solving import NO_LOWER, NO_UPPER, Model, Tier


def every_choice(n_columns: int) -> np.ndarray:
    """All 0/1 choices, shape (2 ** n_columns, n_columns)."""
    return (np.arange(2**n_columns)[:, None] >> np.arange(n_columns)) & 1 == 1


def dense(model: Model) -> np.ndarray:
    matrix = np.zeros((model.n_rows, model.n_columns), np.int64)
    np.add.at(matrix, (model.entry_row, model.entry_column), model.entry_value)
    return matrix


def allowed_choices(model: Model) -> np.ndarray:
    choices = every_choice(model.n_columns)
    total = choices.astype(np.int64) @ dense(model).T
    return choices[((total >= model.row_lower) & (total <= model.row_upper)).all(axis=1)]


def best_values(model: Model, tiers: list[Tier]) -> tuple[list[int], np.ndarray] | None:
    """The value of each tier by enumeration, and all choices that reach them; None if nothing is allowed."""
    choices = allowed_choices(model)
    if not len(choices):
        return None
    values = []
    for tier in tiers:
        each = choices.astype(np.int64) @ tier.points + tier.constant
        best = int(each.max() if tier.sense == "max" else each.min())
        values.append(best)
        least = tier.least(best)
        choices = choices[each >= least if tier.sense == "max" else each <= least]
    return values, choices


def random_model(rng: np.random.Generator, n_columns: int = 9, n_rows: int = 5) -> Model:
    """Rows of all kinds: at most, at least, equal, with negative coefficients and double entries."""
    rows, columns, values, lower, upper = [], [], [], [], []
    for row in range(n_rows):
        size = int(rng.integers(1, n_columns + 1))
        members = rng.choice(n_columns, size=size, replace=False)
        value = rng.integers(1, 6, size) if rng.random() < 0.3 else np.ones(size, np.int64)
        if rng.random() < 0.25:
            value = value * rng.choice([-1, 1], size)
        rows += [row] * size
        columns += members.tolist()
        values += value.tolist()
        kind = rng.random()
        limit = int(rng.integers(0, max(2, int(np.abs(value).sum()) // 2 + 1)))
        lower.append(limit if kind < 0.15 else NO_LOWER)
        upper.append(limit if kind < 0.1 or kind >= 0.15 else NO_UPPER)
    if rng.random() < 0.2:
        rows, columns, values = rows + rows[:1], columns + columns[:1], [*values, 1]
    return Model(n_columns, rows, columns, values, lower, upper)


def random_tiers(rng: np.random.Generator, n_columns: int, give: bool = False) -> list[Tier]:
    """Three tiers of small points and a last one with different powers, so that one choice is best."""
    tiers = [
        Tier(
            name=f"tier-{k}",
            sense="max" if rng.random() < 0.6 else "min",
            points=rng.integers(-2, 4, n_columns) * (rng.random(n_columns) < 0.7),
            constant=int(rng.integers(0, 3)),
            give=int(rng.integers(0, 3)) if give else 0,
        )
        for k in range(3)
    ]
    return [*tiers, Tier("last", "min", rng.permutation(2 ** np.arange(n_columns)))]


def random_matching(
    rng: np.random.Generator, mentees: int = 4, mentors: int = 3, most: int = 11
) -> tuple[Model, list[Tier]]:
    """A small matching model with starts, hours, a diary, further mentors and unit columns for load."""
    from mentormatch.solving import add_columns, add_rows, assignment_rows

    pairs = np.argwhere(rng.random((mentees, mentors)) < 0.6)
    options = np.repeat(pairs, rng.integers(1, 3, len(pairs)), axis=0)[:most]
    mentee, mentor = options.T
    pair = mentee * mentors + mentor
    n = len(options)
    columns = np.arange(n)
    further = rng.random(n) < 0.2
    places = rng.integers(1, 3, mentors)
    minutes = rng.integers(1, 5, n) * 30
    model = assignment_rows(mentee, mentor, np.full(mentees, 2), places, minutes, rng.integers(2, 7, mentors) * 30)
    model = add_rows(model, np.unique(pair, return_inverse=True)[1], columns, 1, upper=1)
    model = add_rows(model, mentee[~further], columns[~further], 1, upper=1, n_rows=mentees)
    model = add_rows(model, mentee, columns, np.where(further, 1, -1), upper=0, n_rows=mentees)
    start = rng.integers(0, 3, n)
    model = add_rows(model, mentor * 3 + start, columns, 1, upper=1, n_rows=3 * mentors)
    if n and rng.random() < 0.3:
        model = add_rows(model, [0], [int(rng.integers(n))], 1, lower=1, upper=1)
    owner = np.repeat(np.arange(mentors), places)
    rank = np.concatenate([np.arange(p) for p in places])
    model = add_columns(model, len(owner))
    model = add_rows(
        model,
        np.concatenate([mentor, owner]),
        np.concatenate([columns, n + np.arange(len(owner))]),
        np.concatenate([np.ones(n, int), -np.ones(len(owner), int)]),
        upper=0,
        n_rows=mentors,
    )

    def points(values: np.ndarray) -> np.ndarray:
        return np.concatenate([values, np.zeros(len(owner), np.int64)])

    quality = rng.integers(0, 1000, n)
    tiers = [
        Tier("reach", "max", points((~further).astype(np.int64))),
        Tier("priority", "max", points(np.where(further, 0, rng.integers(0, 20, mentees)[mentee]))),
        Tier("fairness", "min", points((quality < 300).astype(np.int64))),
        Tier(
            "quality",
            "max",
            points(quality),
            give=int(rng.integers(0, 2) * 60),
            give_per_mille=int(rng.integers(0, 2) * 20),
        ),
        Tier("further", "max", points(further.astype(np.int64))),
        Tier("load", "min", np.concatenate([np.zeros(n, np.int64), 2 * rank + 1])),
        Tier("canonical", "min", points(rng.integers(0, 2**30, n))),
    ]
    return model, tiers
