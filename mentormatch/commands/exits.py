"""The exit codes, and how a command ends early with one."""

from __future__ import annotations

from enum import IntEnum
from typing import IO, Any

import click


class Exit(IntEnum):
    """What a command's exit code means."""

    DONE = 0
    WARNINGS = 1
    INPUT = 2
    LEFT_OUT = 3
    REFUSED = 4
    NOTHING_FOUND = 5
    BROKEN = 70
    INTERRUPTED = 130


MEANINGS = {
    Exit.DONE: "done",
    Exit.WARNINGS: "there were warnings, and --strict was given",
    Exit.INPUT: "the input or the command line cannot be used",
    Exit.LEFT_OUT: "done, but something asked for was left out (it is named)",
    Exit.REFUSED: "the plan was checked and refused",
    Exit.NOTHING_FOUND: "nothing was found in the time given",
    Exit.BROKEN: "a fault in mentormatch itself",
    Exit.INTERRUPTED: "you stopped it",
}


class Stop(click.ClickException):
    """Ends a command with a sentence for people, and an exit code."""

    def __init__(self, message: str, code: Exit = Exit.INPUT) -> None:
        super().__init__(message)
        self.exit_code = int(code)  # type: ignore[misc]

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence as it stands, on stderr."""
        from mentormatch.commands.terminal import talk

        talk(self.message)
