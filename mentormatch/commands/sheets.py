"""`mentormatch sheets DIR [PLAN]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit
from mentormatch.commands.terminal import data, talk, typed

if TYPE_CHECKING:
    from mentormatch.commands.handing import Handed

LIST = "sheet-files.csv"


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch sheets girvan",
        "mentormatch sheets girvan girvan/out/plan.json --out /media/usb/sheets",
    ),
)
@options.folder
@options.saved_plan
@click.option("--out", metavar="FOLDER", type=options.FOLDER, help="Where the sheets go (DIR/sheets).")
@options.quiet
def command(*, folder: Path, plan_file: Path | None, out: Path | None, quiet: bool) -> int:
    """Write a page for each person, and texts and words for the phone.

    The plan (without PLAN: DIR/out/plan.json) is checked first (exit 4 if it is
    refused). Each person has one A4 page, as .pdf and .html: the week as a picture,
    place, way, day and hour in words, whom to ask for and your number ([office] in
    programme.toml). Who wishes to be texted has a text message too, who wishes to be
    rung has words to read out (contact_by); where a message is not safe, the text
    says only to ring. Names are in no file and no file name: sheet-files.csv beside
    programme.toml says whose is which, and how it is to be given.
    """
    from mentormatch.commands.handing import handed, written
    from mentormatch.commands.saving import in_git

    given = handed(folder, plan_file or options.usual_plan(folder), quiet=quiet)
    where = out or folder / "sheets"
    changed, gone = written(given, where, folder / LIST)
    away = f", {gone} taken away" if gone else ""
    data(
        [
            f"Sheets for {len(given.people)} in {typed(str(where))}: {changed} files changed{away}.",
            f"Whose is which, and how to give it: {typed(str(folder / LIST))}.",
        ]
    )
    if given.half:
        talk(f"Warning: this plan has no {given.half}, so they are on no page. Take one of both: mentormatch plan.")
    if not quiet:
        _talk_of(given, private=not given.loaded.programme.synthetic and in_git(where))
    if given.left_out or given.undrawn:
        talk([*_told("Left out, because the plan does not fit them any longer:", given.left_out),
              *_told("Without a .pdf:", given.undrawn)])  # fmt: skip
        return Exit.LEFT_OUT
    return Exit.DONE


def _told(head: str, lines: tuple[str, ...]) -> list[str]:
    return [head, *(f"  {line}" for line in lines)] if lines else []


def _talk_of(given: Handed, *, private: bool) -> None:
    if not given.loaded.tellings.office.phone:
        talk("Warning: programme.toml has no phone under [office], so the sheets cannot say whom to ring.")
    if private:
        talk("Warning: this folder lies in a git work tree. Sheets of people do not belong there.")
