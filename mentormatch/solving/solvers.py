"""OR-Tools behind arrays: one linear or integer programme in, numbers to be distrusted out.

Everything goes through the compiled core of MathOpt with protocol buffers filled in bulk: the modelling
layers above it cost 0.2 to 0.4 s to import and more to fill. Nothing is believed here: what comes back is a
*claim* in floats, which the callers round and add up again in whole numbers.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from attrs import define, evolve, field, frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, Effort, IntArray, Model, Tier

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
Kind = Literal["CP_SAT", "HIGHS", "GLOP", "PDLP"]

PDLP_NEAR = 3e-4
GRACE = 0.5  # seconds after its limit before a solver is told to stop
PATIENCE = 3.0  # seconds after that before it is left behind
WHOLE = {"linearization_level": 2}
"""CP-SAT on one thread with every row in its linear programme: 8 s of the processor for all tiers of scenarios/ayrshire
where by its own choice it takes 70 and HiGHS 16."""
BRIEF = WHOLE | {
    "add_lp_constraints_lazily": False,
    "cp_model_probing_level": 0,
    "max_presolve_iterations": 1,
    "symmetry_level": 0,
}
"""The same with as little as can be before the search: 5 s there."""


@define
class Clock:
    """Our own clock for one call, and whether somebody pressed Ctrl-C."""

    limit: float | None = None
    begun: float = field(factory=time.monotonic)
    pressed: bool = False
    whole: Clock | None = None

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C was pressed, during this part of the time or any other part of the whole."""
        return self.pressed or (self.whole is not None and self.whole.interrupted)

    @interrupted.setter
    def interrupted(self, value: bool) -> None:
        self.pressed = value
        if self.whole is not None:
            self.whole.interrupted = value

    def part(self, seconds: float | None) -> Clock:
        """A clock for a part of the time that is left; None or infinite = all of it. Ctrl-C stops the whole."""
        return Clock(None if seconds is None or np.isinf(seconds) else seconds, whole=self)

    def elapsed(self) -> float:
        return time.monotonic() - self.begun

    def left(self) -> float:
        own = np.inf if self.limit is None else self.limit - self.elapsed()
        return own if self.whole is None else min(own, self.whole.left())

    def over(self) -> bool:
        return self.interrupted or self.left() <= 0

    def end(self) -> None:
        """Nothing more is begun."""
        self.limit = 0.0


@frozen(eq=False)
class Basis:
    """Where a simplex search ended, and another may begin: MathOpt's status of each column and of each row."""

    of_column: IntArray
    of_row: IntArray


AT_LOWER, BASIC = 2, 5
"""MathOpt's statuses (BasisStatusProto) of a column that is left out, and of a row that does not bind."""


@frozen(eq=False)
class Claim:
    """What a solver said. chosen is None where it found nothing; bound is its own, in floats.

    duals: by row, for a linear programme; activity: the columns' values in it; basis: where its search ended.
    """

    status: Literal["optimal", "feasible", "infeasible", "nothing"]
    values: FloatArray | None
    bound: float | None
    duals: FloatArray | None
    solver: str
    seconds: float
    basis: Basis | None = None


def load() -> None:
    """Loads what the first call of a solver loads, for who has nothing better to do before it."""
    nothing = np.zeros(1, np.int64)
    model = Model(1, nothing, nothing, np.ones(1, np.int64), np.zeros(1, np.int64), np.ones(1, np.int64))
    solve_briefly(model, Tier("any", "max", np.ones(1, np.int64)), Clock(), effort=Effort(threads=1), work=1.0)


def solve_linear(
    model: Model,
    tier: Tier,
    clock: Clock,
    *,
    kind: Kind = "GLOP",
    limit: float | None = None,
    basis: Basis | None = None,
    divided_by: float = 1.0,
    near: float = PDLP_NEAR,
    loose: FloatArray | None = None,
) -> Claim:
    """The linear relaxation of one tier: columns anywhere between 0 and 1. basis: where to begin.

    divided_by: of the points as the solver sees them; so are the duals that come out, and the bound. near: how near
    the optimum PDLP stops, as a share of it; its last figures cost most. loose: by row, how much its limits are eased.
    """
    proto = _proto(model, tier, integer=False, divided_by=divided_by, loose=loose)
    job = _Job.of(kind, basis=basis, near=near)
    return _best_claim(tier, _solve(proto, [job], clock, limit))


def solve_integer(
    model: Model,
    tier: Tier,
    clock: Clock,
    *,
    effort: Effort,
    limit: float | None = None,
    hint: BoolArray | None = None,
    kinds: tuple[Kind, ...] = ("CP_SAT", "HIGHS"),
    whole: bool = False,
) -> Claim:
    """The 0/1 programme of one tier, asked for a gap of nothing. kinds: who may be asked.

    CP-SAT and HiGHS are each far ahead of the other on some tiers, and nobody knows beforehand on which.
    With two threads they race and the first to finish stops the other; with one they take turns that double.
    A work limit is for CP-SAT alone, on one thread, for only that is the same everywhere.
    whole: CP-SAT has every row in its linear programme; on large problems that is too slow.
    """
    proto = _proto(model, tier, integer=True)
    jobs = [_Job.of(kind, effort, hint, settings=WHOLE if whole else {}) for kind in kinds]
    if effort.work_limit is not None:
        return _best_claim(tier, _solve(proto, jobs[:1], clock, limit))
    if effort.threads >= 2 or len(jobs) == 1:
        return _best_claim(tier, _solve(proto, jobs, clock, limit))
    claims: list[Claim] = []
    turn = 1.0
    ends = Clock(None if limit is None else limit)
    while not clock.over() and not ends.over():
        for job in jobs:
            latest = _solve(proto, [job], clock, min(turn, ends.left()))  # none where the clock ran out just now
            claims += latest
            if any(claim.status in ("optimal", "infeasible") for claim in latest):
                return _best_claim(tier, claims)
        turn *= 2
    return _best_claim(tier, claims)


def solve_briefly(
    model: Model, tier: Tier, clock: Clock, *, effort: Effort, work: float, hint: BoolArray | None = None
) -> Claim:
    """The same by CP-SAT alone, with little before the search itself, and no more work than that by its own count."""
    job = _Job.of("CP_SAT", evolve(effort, work_limit=work), hint, settings=BRIEF)
    return _best_claim(tier, _solve(_proto(model, tier, integer=True), [job], clock))


def _best_claim(tier: Tier, claims: list[Claim]) -> Claim:
    """The finished claim if there is one; else the best choice, with the best bound, each as claimed."""
    if not claims:
        return Claim("nothing", None, None, None, "no time", 0.0)
    for claim in claims:
        if claim.status in ("optimal", "infeasible"):
            return claim
    sign = 1 if tier.sense == "max" else -1
    bounds = [sign * claim.bound for claim in claims if claim.bound is not None]

    def worth(claim: Claim) -> float:
        return -np.inf if claim.values is None else sign * float(tier.points @ np.rint(claim.values))

    return evolve(max(claims, key=worth), bound=sign * min(bounds) if bounds else None)


def _proto(model: Model, tier: Tier, *, integer: bool, divided_by: float = 1.0, loose: FloatArray | None = None) -> Any:
    from ortools.math_opt import model_pb2

    proto = model_pb2.ModelProto()
    n = model.n_columns
    proto.variables.ids.extend(range(n))
    proto.variables.lower_bounds.extend([0.0] * n)
    proto.variables.upper_bounds.extend([1.0] * n)
    proto.variables.integers.extend([integer] * n)
    proto.linear_constraints.ids.extend(range(model.n_rows))
    ease = np.zeros(model.n_rows) if loose is None else loose
    lower = np.where(model.row_lower <= NO_LOWER, -np.inf, model.row_lower - ease)
    upper = np.where(model.row_upper >= NO_UPPER, np.inf, model.row_upper + ease)
    proto.linear_constraints.lower_bounds.extend(lower.tolist())
    proto.linear_constraints.upper_bounds.extend(upper.tolist())
    matrix = proto.linear_constraint_matrix
    matrix.row_ids.extend(model.entry_row.tolist())
    matrix.column_ids.extend(model.entry_column.tolist())
    matrix.coefficients.extend(model.entry_value.astype(float).tolist())
    proto.objective.maximize = tier.sense == "max"
    used = np.flatnonzero(tier.points)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    proto.objective.linear_coefficients.values.extend((tier.points[used] / divided_by).tolist())
    return proto


@frozen(eq=False)
class _Job:
    """One solver with its parameters, as protocol buffers."""

    kind: Kind
    parameters: Any
    hints: Any

    @classmethod
    def of(
        cls,
        kind: Kind,
        effort: Effort | None = None,
        hint: BoolArray | None = None,
        basis: Basis | None = None,
        near: float = PDLP_NEAR,
        settings: Mapping[str, int | bool] = MappingProxyType({}),
    ) -> _Job:
        from ortools.math_opt import model_parameters_pb2, parameters_pb2, solution_pb2

        parameters = parameters_pb2.SolveParametersProto()
        if effort is not None:
            parameters.random_seed = effort.seed
            parameters.relative_gap_tolerance = 0.0
            parameters.absolute_gap_tolerance = 0.0
        if kind == "CP_SAT" and effort is not None:
            parameters.threads = 1
            for name, value in settings.items():
                setattr(parameters.cp_sat, name, value)
            if effort.work_limit is not None:
                parameters.cp_sat.max_deterministic_time = effort.work_limit
        if kind == "PDLP":
            parameters.threads = 1  # its sums differ in their last figures with the number of threads
            ends = parameters.pdlp.termination_criteria.simple_optimality_criteria
            ends.eps_optimal_relative, ends.eps_optimal_absolute = near, 100 * near
        hints = model_parameters_pb2.ModelSolveParametersProto()
        if hint is not None:
            given = hints.solution_hints.add()
            given.variable_values.ids.extend(range(len(hint)))
            given.variable_values.values.extend(hint.astype(float).tolist())
        if basis is not None:
            begin = hints.initial_basis
            begin.basic_dual_feasibility = solution_pb2.SOLUTION_STATUS_UNDETERMINED
            begin.variable_status.ids.extend(range(len(basis.of_column)))
            begin.variable_status.values.extend(basis.of_column.tolist())
            begin.constraint_status.ids.extend(range(len(basis.of_row)))
            begin.constraint_status.values.extend(basis.of_row.tolist())
        return cls(kind, parameters, hints)


def _solve(proto: Any, jobs: list[_Job], clock: Clock, limit: float | None = None) -> list[Claim]:
    """What each job claims; the first to finish stops the others. Ctrl-C and our own clock reach them all."""
    from ortools.util.python import pybind_solve_interrupter

    seconds = min(clock.left(), np.inf if limit is None else limit)
    if seconds <= 0 or clock.over():
        return []
    stop = pybind_solve_interrupter.PySolveInterrupter()
    ended = threading.Semaphore(0)
    answers: list[Claim] = []
    workers = [
        threading.Thread(
            target=_run, args=(proto, job, seconds, stop, answers, ended), name=f"asked {job.kind}", daemon=True
        )
        for job in jobs
    ]
    begun = time.monotonic()
    with _quiet():
        for worker in workers:
            worker.start()
        _wait(len(workers), ended, stop, clock, seconds)
    took = time.monotonic() - begun
    # A solver that does not listen is left behind, and its answer is not waited for.
    return list(answers) or [Claim("nothing", None, None, None, f"{solver_name(jobs[0].kind)}: no answer", took)]


def _run(proto: Any, job: _Job, seconds: float, stop: Any, answers: list[Claim], ended: threading.Semaphore) -> None:
    """A thread's work: one solver's claim among the answers, and word to those who wait."""
    try:
        claim = _claimed(proto, job, seconds, stop)
        answers.append(claim)
        if claim.status in ("optimal", "infeasible"):
            stop.interrupt()
    finally:  # whatever happens here: nobody must wait for a thread that is no more
        ended.release()


def _claimed(proto: Any, job: _Job, seconds: float, stop: Any) -> Claim:
    """What one solver says, in at most so many seconds."""
    from ortools.math_opt import callback_pb2, parameters_pb2
    from ortools.math_opt.core.python import solver as core

    if np.isfinite(seconds):
        job.parameters.time_limit.FromNanoseconds(int(seconds * 1e9))
    begun = time.monotonic()
    try:
        result = core.solve(
            proto,
            getattr(parameters_pb2, f"SOLVER_TYPE_{job.kind}"),
            parameters_pb2.SolverInitializerProto(),
            job.parameters,
            job.hints,
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            stop,
        )
    except Exception as error:  # a solver that fails is a solver without an answer
        said = f"{solver_name(job.kind)}: {str(error)[:80]}"
        return Claim("nothing", None, None, None, said, time.monotonic() - begun)
    return _claim(result, job.kind, proto, time.monotonic() - begun)


def _wait(running: int, ended: threading.Semaphore, stop: Any, clock: Clock, seconds: float) -> None:
    """Until so many threads have ended, or do not listen.

    Thread.join is not asked: where Ctrl-C breaks into it, it takes a running thread for one that has ended.
    """
    ends = time.monotonic() + seconds + GRACE
    told: float | None = None
    while running:
        try:
            if ended.acquire(timeout=0.2):
                running -= 1
                continue
        except KeyboardInterrupt:
            clock.interrupted = True
        if told is None and (clock.interrupted or time.monotonic() > ends):
            stop.interrupt()
            told = time.monotonic()
        if told is not None and time.monotonic() - told > PATIENCE:
            return


def _claim(result: Any, kind: Kind, proto: Any, took: float) -> Claim:
    from ortools.math_opt import result_pb2, solution_pb2

    reason = result.termination.reason
    status: Literal["optimal", "feasible", "infeasible", "nothing"] = "nothing"
    values = duals = basis = None
    if reason == result_pb2.TERMINATION_REASON_INFEASIBLE:
        status = "infeasible"
    if result.solutions:
        first = result.solutions[0]
        if first.primal_solution.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE:
            values = _dense(first.primal_solution.variable_values, len(proto.variables.ids))
            status = "optimal" if reason == result_pb2.TERMINATION_REASON_OPTIMAL else "feasible"
        if first.HasField("dual_solution"):
            duals = _dense(first.dual_solution.dual_values, len(proto.linear_constraints.ids))
        if first.HasField("basis"):
            basis = Basis(
                np.fromiter(first.basis.variable_status.values, np.int64, len(proto.variables.ids)),
                np.fromiter(first.basis.constraint_status.values, np.int64, len(proto.linear_constraints.ids)),
            )
    bound = result.termination.objective_bounds.dual_bound
    name = result_pb2.TerminationReasonProto.Name(reason).removeprefix("TERMINATION_REASON_").lower()
    said = f"{solver_name(kind)}: {name}"
    return Claim(status, values, bound if np.isfinite(bound) else None, duals, said, took, basis)


def _dense(sparse: Any, size: int) -> FloatArray:
    values = np.zeros(size)
    values[np.fromiter(sparse.ids, np.int64, len(sparse.ids))] = np.fromiter(
        sparse.values, np.float64, len(sparse.values)
    )
    return values


def solver_name(kind: str) -> str:
    """The solver with the version of its library."""
    import ortools

    return f"{kind} ortools {ortools.__version__}"


@define
class _Redirect:
    """File descriptor 1 while any solver runs: how many are at it, and the descriptor that was there before."""

    lock: threading.Lock = field(factory=threading.Lock)
    inside: int = 0
    kept: int | None = None

    def begin(self) -> None:
        """The first to come sends the descriptor to nowhere; where there is none, nothing is done."""
        with self.lock:
            self.inside += 1
            if self.inside > 1:
                return
            try:
                self.kept = os.dup(1)
            except OSError:
                return
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.close(nowhere)

    def end(self) -> None:
        """The last to go puts the descriptor back."""
        with self.lock:
            self.inside -= 1
            if self.inside == 0 and self.kept is not None:
                os.dup2(self.kept, 1)
                os.close(self.kept)
                self.kept = None


_STDOUT = _Redirect()


@contextmanager
def _quiet() -> Iterator[None]:
    """File descriptor 1 to nowhere: HiGHS now and then prints a line of its own, into other people's JSON.

    Several threads may search at once: the descriptor belongs to the process, and the last of them puts it back.
    """
    _STDOUT.begin()
    try:
        yield
    finally:
        _STDOUT.end()
