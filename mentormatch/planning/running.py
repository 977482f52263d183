"""What every way of planning needs while it runs: a stopwatch, a share of the time given, and how it says "nothing"."""

from __future__ import annotations

import time
from functools import cache

import attrs

from mentormatch.domain.frozen import evolve
from mentormatch.planning.effort import Effort

LEAST = 0.1
"""Seconds that a search is given at the least."""


@attrs.define
class Stopwatch:
    """Seconds by what they were spent on."""

    seconds: dict[str, float] = attrs.field(factory=dict)
    begun: float = attrs.field(factory=time.monotonic)
    last: float = attrs.field(factory=time.monotonic)

    def lap(self, name: str) -> None:
        """Book the time since the last lap under a name."""
        now = time.monotonic()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self.last
        self.last = now

    def elapsed(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.begun

    def rounded(self) -> dict[str, float]:
        """The seconds as evidence shows them."""
        return {name: round(value, 3) for name, value in self.seconds.items()}


class NothingFoundError(RuntimeError):
    """No plan was found: stopped is "clock", "interrupted" or "infeasible"; core names rows that cannot all hold."""

    def __init__(self, stopped: str | None, core: tuple[object, ...]) -> None:
        super().__init__(f"no plan found ({stopped}): {core}")
        self.stopped, self.core = stopped, core


def within(effort: Effort, watch: Stopwatch, share: float, *, after: float = 0.0, least: float = LEAST) -> Effort:
    """The effort for what must be done within a share of the time given; a little is always left.

    after: seconds that what comes after it needs at the least, if that is more than the rest. least: so many seconds
    are left whatever was given, until one tier is proven.
    """
    if effort.time_limit is None:
        return effort
    left = min(share * effort.time_limit, effort.time_limit - after) - (time.monotonic() - watch.begun)
    return evolve(effort, time_limit=max(LEAST, least, left), enough=max(LEAST, left) if least > left else None)


def versions() -> dict[str, str]:
    """Of this program and of what it reckons with."""
    import mentormatch

    names = ("ortools", "numpy", "networkx", "holidays")
    return {"mentormatch": mentormatch.__version__, **{name: _version_of(name) for name in names}}


@cache
def _version_of(library: str) -> str:
    """Read once: the files that say it take a good part of the time of a small plan to read."""
    from importlib.metadata import version

    return version(library)
