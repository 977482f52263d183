from pathlib import Path

import numpy as np
import pytest

from mentormatch.solving import Effort, Tier, assignment_rows, solve

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(("name", "optimum"), [("gap1-0", 261), ("gap5-1", 389), ("c05100", 1931)])
def test_published_assignment_problems_reach_their_published_optimum(name: str, optimum: int) -> None:
    numbers = np.array((DATA / f"{name}.txt").read_text().split(), dtype=np.int64)
    agents, jobs = numbers[:2]
    cost, need = numbers[2 : 2 + 2 * agents * jobs].reshape(2, -1)
    capacity = numbers[2 + 2 * agents * jobs :]
    agent, job = np.divmod(np.arange(agents * jobs), jobs)
    model = assignment_rows(job, agent, np.ones(jobs, int), np.full(agents, jobs), need, capacity)
    solution = solve(
        model,
        [Tier("reach", "max", np.ones(agents * jobs, int)), Tier("cost", "min", cost)],
        Effort(time_limit=60),
    )
    assert [(r.value, r.bound) for r in solution.tiers] == [(jobs, jobs), (optimum, optimum)]
    assert solution.tiers[1].proof is not None
