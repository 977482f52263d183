"""`mentormatch match DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk

if TYPE_CHECKING:
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.verdict import JudgedPlan


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch match girvan",
        "mentormatch match girvan --out girvan/out --names",
        "mentormatch match girvan --time-limit 60 --format json > plan.json",
    ),
)
@options.folder
@options.out
@options.output_format()
@options.time_limit
@options.threads
@options.names
@options.quiet
@options.progress
@options.strict
def command(
    *,
    folder: Path,
    out: Path | None,
    output: str,
    time_limit: float | None,
    threads: int,
    names: bool,
    quiet: bool,
    progress: bool,
    strict: bool,
) -> int:
    """Find ideas for who could meet whom, where and when.

    Every plan is checked a second way before it is shown. The software only makes
    ideas: people decide. Ctrl-C once shows the plan so far; twice stops at once.
    """
    from mentormatch.commands.programme import ready
    from mentormatch.commands.saving import refuse_unfit, save
    from mentormatch.commands.search import searched

    loaded = ready(folder, strict=strict, quiet=quiet)
    if out is not None:
        refuse_unfit(out)
    judged = searched(loaded, time_limit=time_limit, threads=threads, quiet=quiet, forced=progress)
    if judged.plan.pins_left_out and strict:
        talk("Some pairs could not be kept together as asked (--strict: nothing is written):")
        talk(f"  {mentee} with {mentor}" for mentee, mentor in judged.plan.pins_left_out)
        return Exit.INPUT
    if judged.verdict.verified and out is not None:
        try:
            save(out, judged, loaded, with_names=names, quiet=quiet)
        except Stop:  # what was found is told all the same
            _print(judged, loaded, output, names, None)
            raise
    _print(judged, loaded, output, names, out)
    return exit_code(judged)


def exit_code(judged: JudgedPlan) -> Exit:
    """What became of a plan, as an exit code; refused outweighs everything."""
    if not judged.verdict.verified:
        return Exit.REFUSED
    return Exit.LEFT_OUT if judged.plan.pins_left_out else Exit.DONE


def _print(judged: JudgedPlan, loaded: Opened, output: str, with_names: bool, out: Path | None) -> None:
    from mentormatch.commands.saving import as_csv, as_json
    from mentormatch.commands.search import screen_of
    from mentormatch.reports import tables
    from mentormatch.reports.first_screen import first_screen
    from mentormatch.reports.names import Names

    names = loaded.names if with_names else Names()
    if output == "json" and judged.verdict.verified:
        data(as_json(judged, names), for_machines=True)
    elif output == "csv" and judged.verdict.verified:
        data(as_csv(tables.ideas(judged, loaded.programme, names)), for_machines=True)
    else:
        data(first_screen(screen_of(judged, loaded, saved_in=out if judged.verdict.verified else None)))
