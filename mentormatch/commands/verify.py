"""`mentormatch verify DIR PLAN`."""

from __future__ import annotations

from pathlib import Path

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit
from mentormatch.commands.terminal import data


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch verify girvan girvan/out/plan.json",
        "mentormatch verify girvan girvan/out/plan.json --again",
        "mentormatch verify girvan girvan/out/point-2/plan.json --scenario two-leave",
    ),
)
@options.folder
@options.plan_file
@options.scenario
@click.option("--again", is_flag=True, help="Solve again, and compare each value that was claimed.")
@options.time_limit
@options.threads
@options.quiet
@options.progress
def command(
    *,
    folder: Path,
    plan_file: Path,
    scenario: str | None,
    again: bool,
    time_limit: float | None,
    threads: int,
    quiet: bool,
    progress: bool,
) -> int:
    """Check a saved plan a second way: rules, values, bounds.

    The check is written apart from the planner. A plan of which one byte was
    changed is refused, and so is one that was made from another programme, or that
    breaks a rule of the programme as it is now (exit 4). A plan made under a
    scenario (frontier --scenario) is checked under the same one.
    """
    from mentormatch.checking import judge
    from mentormatch.commands import programme
    from mentormatch.commands.saving import made_from, read_plan
    from mentormatch.reports import verified

    overlays = () if scenario is None else (programme.scenario(folder, scenario),)
    loaded = programme.ready(folder, quiet=quiet, overlays=overlays)
    plan = read_plan(plan_file)
    now = made_from(loaded)
    judged = judge(loaded.programme, loaded.history, plan, made_from=now)
    data(verified.verified(judged, now, loaded.names))
    if not judged.verdict.verified:
        return Exit.REFUSED
    if again:
        from mentormatch.commands.search import searched

        anew = searched(loaded, scope=plan.scope, time_limit=time_limit, threads=threads, quiet=quiet, forced=progress)
        data(verified.compared(judged, anew))
        if verified.contradicts(judged, anew):
            return Exit.REFUSED
    return Exit.DONE
