"""The places of a pair: those that no other beats, the first of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.candidates.places import first_unbeaten

cost = st.tuples(*[st.integers(0, 3)] * 4)


@given(st.lists(st.lists(cost, min_size=1, max_size=8), max_size=5), st.integers(1, 4))
def test_the_first_places_not_beaten_are_found_without_comparing_all(pairs, most):
    wanted = [chosen for costs in pairs for chosen in slowly(costs, most)]
    pair = np.repeat(np.arange(len(pairs)), [len(costs) for costs in pairs])
    place = np.array([at for costs in pairs for at in range(len(costs))], dtype=int)
    table = np.array([row for costs in pairs for row in costs], dtype=np.int32).reshape(-1, 4)
    assert first_unbeaten(pair, place, table.T, most).tolist() == wanted


def slowly(costs, most):
    unbeaten = [
        at
        for at, row in enumerate(costs)
        if not any(other != row and all(x <= y for x, y in zip(other, row)) for other in costs)
    ]
    unbeaten.sort(key=lambda at: (costs[at][0] + costs[at][1], costs[at][2] + costs[at][3], at))
    return [at in unbeaten[:most] for at in range(len(costs))]
