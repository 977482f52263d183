"""`mentormatch schedule DIR`."""

from __future__ import annotations

from typing import Any

import click

from mentormatch.commands import options
from mentormatch.commands.making import made


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch schedule girvan",
        "mentormatch schedule girvan --out girvan/out --time-limit 60",
        "mentormatch show girvan week --plan girvan/out/plan.json",
    ),
)
@options.making
def command(**given: Any) -> int:
    """Build the term's timetable of groups, with who leads and who attends.

    Meetings that are recorded stay where they are. The timetable is checked a
    second way before it is shown. Fixed sessions that cannot be are named and left
    out (exit 3). Without --time-limit the search ends after two minutes at most.
    Ctrl-C once shows the best so far; twice stops at once.
    """
    return made("schedule", **given)
