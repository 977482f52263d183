"""Sessions put together again round pairs that have changed: greedily, in a second, from those that there were.

Pairs that are better in an early tier may meet at other hours, and a search that is cut by work or by the clock ends
before the sessions that these hours cost are mended. What merely lost its people or its leaders has others here; what
cannot be any more is left out, and what there is room for then comes in its place.
"""

from __future__ import annotations

import numpy as np

from mentormatch.domain.programme import Programme
from mentormatch.matching.case import Case as MatchCase
from mentormatch.planning.together.beside import sessions_beside
from mentormatch.planning.together.stacked import comes_before, order
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling import formulate_sessions, values_of
from mentormatch.scheduling.alike import Alike
from mentormatch.scheduling.start import started


def lost(programme: Programme, whole: SessionCase, before: np.ndarray, now: np.ndarray) -> bool:
    """Whether sessions are worse than they were, in the first tier in which they differ. Flags by choice, both."""
    kinds = order(programme.policy)
    return comes_before(kinds, values_of(programme, whole, before), values_of(programme, whole, now))


def refilled(
    programme: Programme, match: MatchCase, met: np.ndarray, whole: SessionCase, held: np.ndarray, others: np.ndarray
) -> np.ndarray:
    """The sessions beside some meetings, flags by choice of the whole: no worse than those that are held.

    met: flags by column of `match`. held: who runs, leads and attends beside these meetings. others: the same of a
    timetable that need not be possible here, whose sessions are tried as well. Others than those of the two are not:
    with all that could be it takes twenty times as long, and hardly more are reached.
    """
    patterns = (held | others)[: whole.n_patterns] | ~whole.placed
    few = SessionCase(programme=programme, found=whole.found.only(patterns))
    beside = sessions_beside(match, met, few)
    choices = np.flatnonzero(patterns[whole.pattern])[beside.choices]
    formulation = formulate_sessions(programme, beside.found)
    best, kinds = held, order(programme.policy)
    for like in (others, held):
        chosen = started(formulation, sessions_of(formulation.case, like[choices]))
        tried = np.zeros_like(held)
        tried[choices[chosen]] = True
        if comes_before(kinds, values_of(programme, whole, tried), values_of(programme, whole, best)):
            best = tried
    return best


def sessions_of(case: SessionCase, held: np.ndarray) -> tuple[Alike, ...]:
    """The sessions that run in a choice, with who leads and attends each. held: flags by choice of the case."""
    led, attended = case.led[held[case.led]], case.attended[held[case.attended]]
    return tuple(
        Alike(pattern, led[case.pattern[led] == pattern], attended[case.pattern[attended] == pattern])
        for pattern in np.flatnonzero(held[: case.n_patterns]).tolist()
    )
