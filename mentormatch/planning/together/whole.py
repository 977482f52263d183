"""A small programme: every meeting and every session written out, and searched tier by tier as one problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from mentormatch.candidates import Candidates, find_candidates
from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.matching.alike import columns_like
from mentormatch.matching.case import Case as MatchCase
from mentormatch.matching.formulation import Formulation, formulate
from mentormatch.matching.meetings import formulate_meetings
from mentormatch.matching.quality import Quality, quality_of
from mentormatch.matching.seats import Seats, seats_of
from mentormatch.planning.effort import Effort, Progress
from mentormatch.planning.match import LEAST_HOURS, ImpossiblePinsError
from mentormatch.planning.running import NothingFoundError
from mentormatch.planning.tiers import Priced, never_reached, run_tiers
from mentormatch.planning.together.beside import meetings_beside, running
from mentormatch.planning.together.bounds import Alone
from mentormatch.planning.together.stacked import Stacked, stack
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling import formulate_sessions
from mentormatch.scheduling.alike import choices_like
from mentormatch.solving import Model
from mentormatch.solving.blocks import Block
from mentormatch.solving.solvers import Clock

if TYPE_CHECKING:
    from mentormatch.planning.base import Base


@attrs.frozen(eq=False, kw_only=True)
class Ground:
    """What there is to choose from, worked out once."""

    programme: Programme
    candidates: Candidates
    quality: Quality
    seats: Seats
    found: SessionCandidates

    @classmethod
    def of(cls, programme: Programme, history: History, base: Base | None = None) -> Ground:
        """What a programme gives. base: one like it. Raises ImpossiblePinsError."""
        candidates = find_candidates(programme, history) if base is None else base.candidates(programme, history)
        if candidates.input_problems:
            raise ImpossiblePinsError(candidates.input_problems)
        return cls(
            programme=programme,
            candidates=candidates,
            quality=quality_of(programme, candidates),
            seats=seats_of(programme, candidates),
            found=find_sessions(programme, history, meetings_stay=False),
        )

    @property
    def size(self) -> int:
        """How much there is to choose from, written out: meetings, and who could lead or attend what."""
        return self.candidates.n_options + len(self.found.leading.pattern) + len(self.found.attending.pattern)


@attrs.frozen(eq=False, kw_only=True)
class Together:
    """A choice of both. met: flags by column of `match`; held: flags by choice of `sessions`, which is the whole.

    pairs: the formulation of pairs, and of its columns those chosen. tiers: by name. values: of pairs and of sessions.
    alone: what was found of sessions whatever the pairs are, where that was asked.
    """

    pairs: Formulation
    chosen: np.ndarray
    match: MatchCase
    met: np.ndarray
    sessions: SessionCase
    held: np.ndarray
    tiers: dict[str, Priced]
    stopped: str | None
    model: Model
    alone: Alone | None = None


def search_whole(ground: Ground, effort: Effort, progress: Progress | None, like: Plan | None = None) -> Together:
    """The lexicographically best plan, or the best at hand when the clock ran out or somebody pressed Ctrl-C.

    like: a plan of something like it, to begin with.
    """
    clock = Clock(effort.time_limit)
    formulation = formulate(ground.programme, ground.candidates, ground.quality, ground.seats)
    sessions = formulate_sessions(ground.programme, ground.found)
    stacked = stack(formulation.case, formulation.block, sessions)
    begin = None if like is None else _columns_like(stacked, like)
    run = run_tiers(stacked.block, effort, progress=progress, plain=True, like=begin)
    if run.chosen is None:
        raise NothingFoundError(run.stopped, run.conflict)
    chosen, held = stacked.meetings(run.chosen), stacked.held(run.chosen)
    left = None if effort.time_limit is None else max(LEAST_HOURS, clock.left())
    hours = place(ground, formulation, chosen, sessions.case, held, evolve(effort, time_limit=left), progress)
    return Together(
        pairs=formulation,
        chosen=chosen,
        match=hours.match,
        met=hours.met,
        sessions=sessions.case,
        held=held,
        tiers={**run.tiers, **hours.tiers},
        stopped=run.stopped or hours.stopped,
        model=stacked.block.model,
    )


def _columns_like(stacked: Stacked, plan: Plan) -> np.ndarray:
    """The pairs with their meetings, and the sessions, of another plan, as far as they are there."""
    meetings = columns_like(stacked.both.match, plan.pairs, stacked.n_meetings)
    held = stacked.sessions.completed(choices_like(stacked.sessions.case, plan.timetable.sessions))
    return np.concatenate([meetings, held])


@attrs.frozen(eq=False, kw_only=True)
class Placed:
    """Places and hours of the pairs. met: flags by column of `match`."""

    match: MatchCase
    met: np.ndarray
    tiers: dict[str, Priced]
    stopped: str | None


def place(
    ground: Ground,
    pairs: Formulation,
    chosen: np.ndarray,
    sessions: SessionCase,
    held: np.ndarray,
    effort: Effort,
    progress: Progress | None,
) -> Placed:
    """The last tiers: where and when the chosen pairs meet, beside the sessions that are held."""
    columns = pairs.case.columns
    of_pairs = pairs.case.pairs_of(chosen)
    values = {tier.name: tier.value_of(chosen) for tier in pairs.block.tiers}
    meetings = formulate_meetings(ground.programme, ground.candidates, ground.quality, ground.seats, of_pairs, values)
    few, few_held = running(ground.programme, sessions, held)
    block = meetings_beside(meetings.case, meetings.block, few, few_held)
    run = run_tiers(block, effort, progress=progress)
    if run.chosen is not None:
        return Placed(match=meetings.case, met=run.chosen, tiers=dict(run.tiers), stopped=run.stopped)
    # The clock was over before anything was found: where the pairs stand already is a choice as well.
    met = np.isin(meetings.case.columns.keys, columns.keys[chosen[: len(columns)]])
    return Placed(match=meetings.case, met=met, tiers=_as_they_stand(block, met), stopped=run.stopped)


def _as_they_stand(block: Block, met: np.ndarray) -> dict[str, Priced]:
    return {tier.name: never_reached(tier, met) for tier in block.tiers}
