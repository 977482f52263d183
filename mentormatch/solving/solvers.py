"""OR-Tools behind arrays: one linear or integer programme in, numbers to be distrusted out.

Everything goes through the compiled core of MathOpt with protocol buffers filled in bulk: the modelling
layers above it cost 0.2 to 0.4 s to import and more to fill. Nothing is believed here: what comes back is a
*claim* in floats, which the callers round and add up again in whole numbers.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import numpy as np
from attrs import define, field, frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, Effort, Model, Tier

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
Kind = Literal["CP_SAT", "HIGHS", "GLOP", "PDLP"]

GRACE = 0.5  # seconds after its limit before a solver is told to stop


@define
class Clock:
    """Our own clock for one call, and whether somebody pressed Ctrl-C."""

    limit: float | None = None
    begun: float = field(factory=time.monotonic)
    interrupted: bool = False

    def elapsed(self) -> float:
        return time.monotonic() - self.begun

    def left(self) -> float:
        return np.inf if self.limit is None else self.limit - self.elapsed()

    def over(self) -> bool:
        return self.interrupted or self.left() <= 0


@frozen(eq=False)
class Claim:
    """What a solver said. chosen is None where it found nothing; bound is its own, in floats.

    duals: by row, for a linear programme; activity: the columns' values in it.
    """

    status: Literal["optimal", "feasible", "infeasible", "nothing"]
    values: FloatArray | None
    bound: float | None
    duals: FloatArray | None
    solver: str
    seconds: float


def solve_linear(
    model: Model, tier: Tier, clock: Clock, *, kind: Kind = "GLOP", limit: float | None = None
) -> Claim:
    """The linear relaxation of one tier: columns anywhere between 0 and 1."""
    return _solve(_proto(model, tier, integer=False), kind, clock, limit=limit)


def solve_integer(
    model: Model,
    tier: Tier,
    clock: Clock,
    *,
    effort: Effort,
    kind: Kind = "CP_SAT",
    limit: float | None = None,
    hint: BoolArray | None = None,
) -> Claim:
    """The 0/1 programme of one tier, asked for a gap of nothing."""
    return _solve(_proto(model, tier, integer=True), kind, clock, effort=effort, limit=limit, hint=hint)


def _proto(model: Model, tier: Tier, *, integer: bool) -> Any:
    from ortools.math_opt import model_pb2

    proto = model_pb2.ModelProto()
    n = model.n_columns
    proto.variables.ids.extend(range(n))
    proto.variables.lower_bounds.extend([0.0] * n)
    proto.variables.upper_bounds.extend([1.0] * n)
    proto.variables.integers.extend([integer] * n)
    proto.linear_constraints.ids.extend(range(model.n_rows))
    lower = np.where(model.row_lower <= NO_LOWER, -np.inf, model.row_lower.astype(float))
    upper = np.where(model.row_upper >= NO_UPPER, np.inf, model.row_upper.astype(float))
    proto.linear_constraints.lower_bounds.extend(lower.tolist())
    proto.linear_constraints.upper_bounds.extend(upper.tolist())
    matrix = proto.linear_constraint_matrix
    matrix.row_ids.extend(model.entry_row.tolist())
    matrix.column_ids.extend(model.entry_column.tolist())
    matrix.coefficients.extend(model.entry_value.astype(float).tolist())
    proto.objective.maximize = tier.sense == "max"
    used = np.flatnonzero(tier.points)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    proto.objective.linear_coefficients.values.extend(tier.points[used].astype(float).tolist())
    return proto


def _solve(
    proto: Any,
    kind: Kind,
    clock: Clock,
    *,
    effort: Effort | None = None,
    limit: float | None = None,
    hint: BoolArray | None = None,
) -> Claim:
    from ortools.math_opt import callback_pb2, model_parameters_pb2, parameters_pb2
    from ortools.math_opt.core.python import solver as core
    from ortools.util.python import pybind_solve_interrupter

    seconds = min(clock.left(), np.inf if limit is None else limit)
    if seconds <= 0 or clock.over():
        return Claim("nothing", None, None, None, kind, 0.0)
    parameters = _parameters(kind, seconds, effort)
    model_parameters = model_parameters_pb2.ModelSolveParametersProto()
    if hint is not None:
        given = model_parameters.solution_hints.add()
        given.variable_values.ids.extend(range(len(hint)))
        given.variable_values.values.extend(hint.astype(float).tolist())

    interrupter = pybind_solve_interrupter.PySolveInterrupter()
    answer: list[Any] = []

    def run() -> None:
        try:
            answer.append(
                core.solve(
                    proto,
                    getattr(parameters_pb2, f"SOLVER_TYPE_{kind}"),
                    parameters_pb2.SolverInitializerProto(),
                    parameters,
                    model_parameters,
                    None,
                    callback_pb2.CallbackRegistrationProto(),
                    None,
                    interrupter,
                )
            )
        except Exception as error:  # a solver that fails is a solver without an answer
            answer.append(error)

    begun = time.monotonic()
    with _quiet():
        _run_interruptibly(run, interrupter, clock, begun, seconds)
    took = time.monotonic() - begun
    if not answer or isinstance(answer[0], Exception):
        said = str(answer[0])[:80] if answer else "no answer"
        return Claim("nothing", None, None, None, f"{_name(kind)}: {said}", took)
    return _claim(answer[0], kind, proto, took)


def _parameters(kind: Kind, seconds: float, effort: Effort | None) -> Any:
    from ortools.math_opt import parameters_pb2

    parameters = parameters_pb2.SolveParametersProto()
    if np.isfinite(seconds):
        parameters.time_limit.FromNanoseconds(int(seconds * 1e9))
    if effort is None:
        return parameters
    parameters.random_seed = effort.seed
    parameters.relative_gap_tolerance = 0.0
    parameters.absolute_gap_tolerance = 0.0
    if kind == "CP_SAT":
        parameters.threads = effort.threads
        if effort.work_limit is not None:
            parameters.cp_sat.max_deterministic_time = effort.work_limit
    return parameters


def _run_interruptibly(run: Any, interrupter: Any, clock: Clock, begun: float, seconds: float) -> None:
    """Runs the solver beside the main thread, so that Ctrl-C and our own clock reach it."""
    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    told = False
    while worker.is_alive():
        try:
            worker.join(0.2)
        except KeyboardInterrupt:
            clock.interrupted = True
        late = time.monotonic() - begun - seconds
        if not told and (clock.interrupted or late > GRACE):
            interrupter.interrupt()
            told = True
        if told and late > 20 * GRACE + seconds:
            return  # it does not listen: leave it behind, its answer is not waited for


def _claim(result: Any, kind: Kind, proto: Any, took: float) -> Claim:
    from ortools.math_opt import result_pb2, solution_pb2

    reason = result.termination.reason
    status: Literal["optimal", "feasible", "infeasible", "nothing"] = "nothing"
    values = duals = None
    if reason == result_pb2.TERMINATION_REASON_INFEASIBLE:
        status = "infeasible"
    if result.solutions:
        first = result.solutions[0]
        if first.primal_solution.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE:
            values = _dense(first.primal_solution.variable_values, len(proto.variables.ids))
            status = "optimal" if reason == result_pb2.TERMINATION_REASON_OPTIMAL else "feasible"
        if first.HasField("dual_solution"):
            duals = _dense(first.dual_solution.dual_values, len(proto.linear_constraints.ids))
    bound = result.termination.objective_bounds.dual_bound
    name = result_pb2.TerminationReasonProto.Name(reason).removeprefix("TERMINATION_REASON_").lower()
    said = f"{_name(kind)}: {name}"
    return Claim(status, values, bound if np.isfinite(bound) else None, duals, said, took)


def _dense(sparse: Any, size: int) -> FloatArray:
    values = np.zeros(size)
    values[np.fromiter(sparse.ids, np.int64, len(sparse.ids))] = np.fromiter(
        sparse.values, np.float64, len(sparse.values)
    )
    return values


def _name(kind: str) -> str:
    import ortools

    return f"{kind} ortools {ortools.__version__}"


@contextmanager
def _quiet() -> Iterator[None]:
    """File descriptor 1 to nowhere: HiGHS now and then prints a line of its own, into other people's JSON."""
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
