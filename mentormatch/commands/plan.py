"""`mentormatch plan DIR`."""

from __future__ import annotations

from typing import Any

import click

from mentormatch.commands import options
from mentormatch.commands.making import made


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch plan girvan",
        "mentormatch plan girvan --out girvan/out --time-limit 120",
        "mentormatch show girvan week --plan girvan/out/plan.json",
    ),
)
@options.making
def command(**given: Any) -> int:
    """Do both at once: who meets whom, and the term's timetable of groups.

    Nobody is in two places at once, and a meeting may move to make room for a
    group. Every plan is checked a second way before it is shown. Pairs to keep
    together and fixed sessions that cannot be are named and left out (exit 3).
    Without --time-limit the search ends after three minutes at most. Ctrl-C once
    shows the best so far; twice stops at once.
    """
    return made("plan", **given)
