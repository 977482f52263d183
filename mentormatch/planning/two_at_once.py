"""Two jobs at once, of which at least one spends its time in a solver's own code."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from mentormatch.solving.solvers import Clock


def two_at_once(clock: Clock, aside: Callable[[], None], here: Callable[[], None]) -> None:
    """Does one job in a thread of its own and another in this one, and is back when both are done.

    They must not write what the other reads. Whatever one of them raises is raised here; Ctrl-C, or one that fails,
    interrupts the clock, so that the other ends soon.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        running = pool.submit(aside)
        try:
            here()
            running.result()
        except BaseException:
            clock.interrupted = True
            raise
