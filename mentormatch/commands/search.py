"""One search as every verb runs it: progress, Ctrl-C, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.programme import Opened
from mentormatch.commands.progress import Progress, interruptible, wanted
from mentormatch.reports.first_screen import Screen

if TYPE_CHECKING:
    from mentormatch.domain.verdict import JudgedPlan


def searched(
    loaded: Opened,
    *,
    time_limit: float | None = None,
    threads: int = 2,
    quiet: bool = False,
    forced: bool = False,
) -> JudgedPlan:
    """A judged plan of the programme. Stops with exit code 5 where the time was too short for any."""
    from mentormatch import engine
    from mentormatch.planning import Effort

    effort = Effort(threads=threads, time_limit=time_limit)
    progress = Progress() if wanted(quiet=quiet, forced=forced) else None
    with interruptible():
        try:
            return engine.plan(loaded.programme, loaded.history, effort=effort, progress=progress)
        except TimeoutError as error:
            raise Stop(
                "Nothing was found in the time given. Give it longer: --time-limit 600.", Exit.NOTHING_FOUND
            ) from error


def screen_of(judged: JudgedPlan, loaded: Opened, *, saved_as: str | None = None) -> Screen:
    """What the reports need, with the folder as it can be typed again."""
    return Screen(
        judged=judged,
        programme=loaded.programme,
        names=loaded.names,
        problems=loaded.problems,
        folder=typed(str(loaded.folder)),
        saved_as=typed(saved_as) if saved_as else None,
    )


def typed(path: str) -> str:
    """A path as it must be typed: in quotes where it holds a blank."""
    return f'"{path}"' if any(letter.isspace() for letter in path) else path
