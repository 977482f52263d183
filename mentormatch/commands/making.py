"""How a plan is made by each verb that makes one: `match`, `schedule` and `plan` differ in their scope alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk

LONGEST = {"schedule": 120.0, "plan": 180.0}
"""Seconds that a scope is searched for where nobody says; the others until everything is proven."""

if TYPE_CHECKING:
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.forecast import Forecast
    from mentormatch.domain.verdict import JudgedPlan


def made(
    scope: str,
    *,
    folder: Path,
    out: Path | None,
    output: str,
    time_limit: float | None,
    threads: int,
    seed: int,
    names: bool,
    quiet: bool,
    progress: bool,
    strict: bool,
) -> int:
    """Plans, saves where asked to, prints; the exit code."""
    from mentormatch.commands.programme import ready
    from mentormatch.commands.saving import refuse_unfit, save
    from mentormatch.commands.search import KnownBefore, searched

    loaded = ready(folder, strict=strict, quiet=quiet)
    if out is not None:
        refuse_unfit(out)
    known = KnownBefore(loaded, scope, quiet)
    judged = searched(
        loaded,
        scope=scope,
        time_limit=LONGEST.get(scope) if time_limit is None else time_limit,
        threads=threads,
        seed=seed,
        quiet=quiet,
        forced=progress,
        foreseen=known.tell,
    )
    if strict and left_out(judged):
        _told_left_out(judged, loaded)
        return Exit.INPUT
    if judged.verdict.verified and out is not None:
        try:
            save(out, judged, loaded, with_names=names, quiet=quiet)
        except Stop:  # what was found is told all the same
            print_plan(judged, loaded, output, names, None, known.forecast)
            raise
    print_plan(judged, loaded, output, names, out, known.forecast)
    return exit_code(judged)


def left_out(judged: JudgedPlan) -> bool:
    """Whether something that was asked for is not in the plan."""
    return bool(judged.plan.pins_left_out or judged.plan.timetable.left_out)


def exit_code(judged: JudgedPlan) -> Exit:
    """What became of a plan, as an exit code; refused outweighs everything."""
    if not judged.verdict.verified:
        return Exit.REFUSED
    return Exit.LEFT_OUT if left_out(judged) else Exit.DONE


def _told_left_out(judged: JudgedPlan, loaded: Opened) -> None:
    if judged.plan.pins_left_out:
        talk("Some pairs could not be kept together as asked (--strict: nothing is written):")
        talk(f"  {mentee} with {mentor}" for mentee, mentor in judged.plan.pins_left_out)
    if judged.plan.timetable.left_out:
        from mentormatch.commands.search import screen_of
        from mentormatch.reports.sessions.going import Goings
        from mentormatch.reports.sessions.screen import left_out as told

        talk("Fixed sessions could not all be kept as given (--strict: nothing is written):")
        talk(told(Goings(screen_of(judged, loaded))))


def print_plan(
    judged: JudgedPlan,
    loaded: Opened,
    output: str,
    with_names: bool,
    out: Path | None,
    known: Forecast | None = None,
) -> None:
    """The plan on stdout in the form asked for; a refused one always as the screen that says so."""
    from mentormatch.commands.saving import as_json, main_list
    from mentormatch.commands.search import screen_of, shown
    from mentormatch.reports.names import Names

    names = loaded.names if with_names else Names()
    if output == "json" and judged.verdict.verified:
        data(as_json(judged, names), for_machines=True)
    elif output == "csv" and judged.verdict.verified:
        data(main_list(judged, loaded, names), for_machines=True)
    else:
        data(shown(screen_of(judged, loaded, saved_in=out if judged.verdict.verified else None), known))
