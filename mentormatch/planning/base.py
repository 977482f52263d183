"""A programme that has been planned already, from which one that differs little begins.

What is taken over changes no result: candidates are those that would be found anew (candidates/patched.py); the pairs
and sessions of the plan are a choice for the search to begin with; the prices of its timetable are where bounds begin;
and a search for pairs that is asked the very same question again, column for column, has its answer at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

import attrs
import numpy as np

from mentormatch.candidates import Candidates, Sieved, sieved
from mentormatch.candidates.patched import patched
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.matching.alike import columns_like
from mentormatch.matching.formulation import Formulation
from mentormatch.planning.effort import Effort
from mentormatch.planning.session_known import Begin, SessionsKnown
from mentormatch.planning.tiers import Run
from mentormatch.scheduling import Case
from mentormatch.solving.blocks import Block
from mentormatch.solving.branching import NamedPrices


@attrs.define(eq=False, kw_only=True)
class Base:
    """programme, history: what was planned. plan: how, None while that is not known. runs: by what was asked, what a
    search for pairs has found; more are added as they are made.

    sessions: what the first search for a timetable knew at its end; alone: the same of sessions without meetings, where
    that was asked. judging: seconds that the judge took; telling: what a plan of pairs and sessions took to be told
    when it was found, prices left out; used: all of it from beginning to end, None where nothing cut it short.
    rounds: how many there were of pairs and sessions together.
    """

    programme: Programme
    history: History
    plan: Plan | None = None
    runs: dict[bytes, Run] = attrs.field(factory=dict)
    sessions: SessionsKnown | None = None
    alone: SessionsKnown | None = None
    judging: float | None = None
    telling: float | None = None
    used: float | None = None
    rounds: int = 0
    _sieved: Sieved | None = None

    def candidates(self, programme: Programme, history: History) -> Candidates:
        """The candidates of a programme that differs from this one in something, or in nothing."""
        if self._sieved is None:
            self._sieved = sieved(self.programme, self.history)
        if programme == self.programme and history == self.history:
            return self._sieved.candidates
        return patched(self._sieved, programme, history).sieved.candidates

    def run(self, formulation: Formulation, effort: Effort, search: Callable[..., Run]) -> Run:
        """The pairs, with this plan to begin with; not searched where a search was asked the very same.

        search: is given the columns that come nearest to this plan. Where hours are open the columns do not tell all
        that is asked, so that it is searched in any case. What the clock cut is kept, too: where nothing differs, no
        difference is told. What somebody cut short is not.
        """
        case, block = formulation.case, formulation.block
        like = None if self.plan is None else columns_like(case, self.plan.pairs, block.model.n_columns)
        if case.open_hours:
            return search(like=like)
        question = question_of(block, effort)
        if question in self.runs:
            return self.runs[question]
        run = search(like=like)
        if run.chosen is not None and run.stopped != "interrupted":
            self.runs[question] = run
        return run

    def begin(self) -> Begin | None:
        """Where the search for a timetable begins; None while nothing is planned."""
        return None if self.plan is None else Begin(sessions=self.plan.timetable.sessions, known=self.sessions)

    def learn(self, case: Case, prices: Mapping[str, NamedPrices], *, alone: bool = False) -> None:
        """Keeps what a search for a timetable knows, if it is the first; alone: of sessions without meetings."""
        if alone:
            self.alone = self.alone or SessionsKnown.of(case, prices)
        else:
            self.sessions = self.sessions or SessionsKnown.of(case, prices)

    def take_over(self, other: Base) -> None:
        """The candidates that another base of the very same programme and history has found."""
        self._sieved = other._sieved

    def sent(self) -> Base:
        """The same for another process, which finds the candidates itself when it needs them."""
        return attrs.evolve(self, runs=dict(self.runs), sieved=None)


def question_of(block: Block, effort: Effort) -> bytes:
    """What a search is asked, as a digest: the rows by their names, the columns, the tiers that are searched."""
    digest = hashlib.blake2b(digest_size=32)
    model = block.model
    arrays = (
        model.entry_row, model.entry_column, model.entry_value, model.row_lower, model.row_upper,
        *(tier.points for tier in block.tiers),
    )  # fmt: skip
    tiers = [(tier.name, tier.sense, tier.constant, tier.give, tier.give_per_mille) for tier in block.tiers]
    only = None if effort.only is None else sorted(effort.only)
    for text in (repr((model.n_columns, tiers, only, effort.seed)), *_told(block.row_names)):
        digest.update(text.encode())
        digest.update(b"\n")
    for array in arrays:
        digest.update(f"{array.dtype} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.digest()


def _told(names: Iterable[object]) -> Iterable[str]:
    return (repr(name) for name in names)
