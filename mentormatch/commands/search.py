"""One search as every verb runs it: progress, Ctrl-C, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.programme import Opened
from mentormatch.commands.progress import interruptible, told
from mentormatch.commands.terminal import talk, typed
from mentormatch.domain.problem import Severity
from mentormatch.reports import problems as report
from mentormatch.reports.first_screen import Screen

if TYPE_CHECKING:
    from mentormatch.domain.forecast import Forecast
    from mentormatch.domain.history import History
    from mentormatch.domain.programme import Programme
    from mentormatch.domain.verdict import JudgedPlan
    from mentormatch.planning.effort import Foreseen

LEAST = 0.1
"""Seconds that a search is given at the least."""
WITH_SESSIONS = ("schedule", "plan")
"""The scopes that have a timetable; each is the name of its verb."""


def searched(
    loaded: Opened,
    *,
    scope: str = "match",
    time_limit: float | None = None,
    threads: int = 2,
    seed: int = 0,
    quiet: bool = False,
    forced: bool = False,
    foreseen: Foreseen | None = None,
) -> JudgedPlan:
    """A judged plan of the programme. foreseen: told what is known before the search.

    time_limit: seconds since the command began, what was read by then included.
    Stops with exit code 5 where the time was too short for any, 2 where a pair to be kept together never can be.
    """
    from mentormatch import engine
    from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError

    effort = Effort(threads=threads, time_limit=left_of(time_limit), seed=seed)
    progress = told(quiet=quiet, forced=forced)
    with interruptible():
        try:
            return engine.plan(
                loaded.programme, loaded.history, scope=scope, effort=effort, progress=progress, foreseen=foreseen
            )
        except NothingFoundError as error:
            raise nothing_found(error.stopped) from error
        except ImpossiblePinsError as error:
            talk(report.told(error.problems, (Severity.ERROR,)))
            raise Stop("Nothing can be planned until the pairs to keep together are put right (pairs.csv).") from error


@attrs.define
class KnownBefore:
    """What is known of a timetable before the search for it: said as soon as it is known; None until then."""

    loaded: Opened
    scope: str
    quiet: bool
    forecast: Forecast | None = None

    def tell(self, forecast: Forecast) -> None:
        """Says so, and keeps it for the screen after the search."""
        from mentormatch.reports.sessions.before import told as told_before

        self.forecast = forecast
        if not self.quiet:
            more = f"mentormatch show {typed(str(self.loaded.folder))} before"
            talk(told_before(forecast, self.loaded.programme, self.loaded.names, more, self.scope))


def forecast(programme: Programme, history: History, scope: str) -> Forecast:
    """What can be said of a timetable without a search."""
    from mentormatch.planning.forecast import foresee

    return foresee(programme, history, scope)


def left_of(time_limit: float | None) -> float | None:
    """What is left of the limit; a little is always left, so that there is a plan."""
    if time_limit is None:
        return None
    begun: float = click.get_current_context().find_root().obj
    return max(LEAST, time_limit - (time.monotonic() - begun))


def nothing_found(stopped: str | None) -> Stop:
    """What to say, and the exit code, where a search ended without a plan."""
    if stopped == "interrupted":
        return Stop("Stopped before there was a plan. Nothing was written.", Exit.INTERRUPTED)
    if stopped == "infeasible":
        return Stop(
            "The pairs that are recorded and the rules cannot all be true, and it is not clear which to give up. "
            "Look at what was recorded last in pairs.csv.",
            Exit.INPUT,
        )
    return Stop("Nothing was found in the time given. Give it longer: --time-limit 600", Exit.NOTHING_FOUND)


@contextmanager
def stopping_without_a_plan() -> Iterator[None]:
    """Where one of several plans cannot be made, the sentence and exit code that say so instead of what is raised."""
    from mentormatch.planning import ImpossiblePinsError, NothingFoundError

    try:
        yield
    except NothingFoundError as error:
        raise nothing_found(error.stopped) from error
    except ImpossiblePinsError as error:
        raise Stop(f"Pairs to keep together that can never be: {error}") from error


def screen_of(judged: JudgedPlan, loaded: Opened, *, saved_in: Path | None = None) -> Screen:
    """What the reports need, with the folder as it can be typed again."""
    return Screen(
        judged=judged,
        programme=loaded.programme,
        history=loaded.history,
        names=loaded.names,
        problems=loaded.problems,
        folder=typed(str(loaded.folder)),
        saved_as=typed(str(saved_in / "plan.json")) if saved_in else None,
        ideas_as=typed(str(saved_in / "ideas.csv")) if saved_in else None,
        verb=judged.plan.scope if judged.plan.scope in WITH_SESSIONS else "match",
    )


def shown(screen: Screen, known: Forecast | None = None) -> str:
    """The first screen of a plan, whatever it is about. known: what was said before the search, if it was."""
    scope = screen.judged.plan.scope
    if scope in WITH_SESSIONS:
        from mentormatch.reports.sessions.before import impossible
        from mentormatch.reports.sessions.screen import session_screen

        return session_screen(screen, impossible(known or forecast(screen.programme, screen.history, scope)))
    from mentormatch.reports.first_screen import first_screen

    return first_screen(screen)
