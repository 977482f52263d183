"""The flow of most worth in a network: what may go through each arc, and what one unit through it brings.

OR-Tools' solver (a cost-scaling push-relabel method; Goldberg 1997), exact for whole numbers.
"""

from __future__ import annotations

import numpy as np

from mentormatch.solving.model import IntArray


def flow_of_most_worth(tail: IntArray, head: IntArray, room: IntArray, worth: IntArray) -> IntArray:
    """What goes through each arc, shape (n_arcs,); as much as is worth it, from node 0 to node 1.

    tail, head, room, worth: by arc. There must be no circle of arcs. Raises RuntimeError where the numbers are too
    large for the solver.
    """
    from ortools.graph.python import min_cost_flow

    out_of_first = int(room[tail == 0].sum())
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.append(tail, 0), np.append(head, 1), np.append(room, out_of_first), np.append(-worth, 0)
    )
    solver.set_nodes_supplies(np.array([0, 1]), np.array([out_of_first, -out_of_first]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"a flow through {len(tail)} arcs: {status}")
    flows: IntArray = np.asarray(solver.flows(np.arange(len(tail))), dtype=np.int64)
    return flows
