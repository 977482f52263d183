"""`mentormatch new DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from mentormatch.commands import options
from mentormatch.commands.terminal import talk, typed


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples("mentormatch new girvan", 'mentormatch new "C:\\Users\\me\\OneDrive\\South team"'),
)
@options.folder
def command(folder: Path) -> None:
    """Start a programme: a folder of lists with made-up rows.

    The rows show what goes where, and `match` runs on them at once; put your own
    in their place. A folder that holds anything is refused, and so is one inside a
    git work tree, because programmes hold people.
    """
    from mentormatch.commands.programme import started

    written = started(folder)
    talk([f"Started {folder}:", *(f"  {path.name}" for path in written)])
    talk("Next, with your own rows in the place of the made-up ones:")
    talk([f"  mentormatch check {typed(str(folder))}"])
