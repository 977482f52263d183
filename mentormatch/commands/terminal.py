"""Where words go: data to stdout, talk to stderr; no console is ever asked for a letter it does not have."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable


def prepare_streams() -> None:
    """A letter that the console cannot show becomes "?" instead of an error; a stream that is closed swallows all."""
    sys.stdout, sys.stderr = (
        stream or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        for stream in (sys.stdout, sys.stderr)
    )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def data(text: str | Iterable[str], *, for_machines: bool = False) -> None:
    """Writes to stdout. for_machines: as UTF-8 with plain line ends, whatever the console speaks."""
    whole = text if isinstance(text, str) else "\n".join(text) + "\n"
    if for_machines and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(whole)
    sys.stdout.flush()


def talk(text: str | Iterable[str]) -> None:
    """Writes to stderr. One text is broken at 80 columns; several lines are written as they are."""
    import textwrap

    if isinstance(text, str):
        paragraphs = [
            textwrap.wrap(line, 80, break_on_hyphens=False, break_long_words=False) for line in text.split("\n")
        ]
        text = [line for paragraph in paragraphs for line in paragraph or [""]]
    sys.stderr.write("".join(f"{line}\n" for line in text))
    sys.stderr.flush()


def typed(path: str) -> str:
    """A path as it must be typed: in quotes where it holds a blank."""
    return f'"{path}"' if any(letter.isspace() for letter in path) else path
