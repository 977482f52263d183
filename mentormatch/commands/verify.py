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
    ),
)
@options.folder
@options.plan_file
@click.option("--again", is_flag=True, help="Solve again, and compare each value that was claimed.")
@options.time_limit
@options.threads
@options.quiet
@options.progress
def command(
    *,
    folder: Path,
    plan_file: Path,
    again: bool,
    time_limit: float | None,
    threads: int,
    quiet: bool,
    progress: bool,
) -> int:
    """Check a saved plan a second way: rules, values, bounds.

    The check is written apart from the planner. A plan of which one byte was
    changed is refused, and so is one that was made from another programme, or that
    breaks a rule of the programme as it is now (exit 4).
    """
    from mentormatch.checking import judge
    from mentormatch.commands.programme import ready
    from mentormatch.commands.saving import made_from, read_plan
    from mentormatch.reports import verified

    loaded = ready(folder, quiet=quiet)
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
