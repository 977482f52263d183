"""`mentormatch new DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from mentormatch.commands import options
from mentormatch.commands.terminal import talk


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples("mentormatch new girvan", 'mentormatch new "C:\\Users\\me\\OneDrive\\South team"'),
)
@options.folder
def command(folder: Path) -> None:
    """Start a programme: a folder of empty lists to fill in.

    Nothing that is there is touched. A folder inside a git work tree is refused,
    because programmes hold people.
    """
    from mentormatch.commands.programme import started

    written = started(folder)
    talk([f"Started {folder}:", *(f"  {path.name}" for path in written)])
    talk(f'Next: fill in people.csv and mentors.csv, then: mentormatch check "{folder}"')
