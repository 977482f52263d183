"""`mentormatch match DIR`."""

from __future__ import annotations

from typing import Any

import click

from mentormatch.commands import options
from mentormatch.commands.making import made


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch match girvan",
        "mentormatch match girvan --out girvan/out --names",
        "mentormatch match girvan --time-limit 60 --format json > plan.json",
    ),
)
@options.making
def command(**given: Any) -> int:
    """Find ideas for who could meet whom, where and when.

    Every plan is checked a second way before it is shown. The software only makes
    ideas: people decide. Ctrl-C once shows the plan so far; twice stops at once.
    """
    return made("match", **given)
