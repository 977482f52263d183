"""`mentormatch calendars DIR [PLAN]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk, typed

if TYPE_CHECKING:
    from mentormatch.calendars.openactive import Feed
    from mentormatch.commands.exporting import Export

LIST = "calendar-files.csv"
PUBLIC = "openactive.json"


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch calendars girvan girvan/out/plan.json --diff",
        "mentormatch calendars girvan girvan/out/plan.json",
        "mentormatch calendars girvan girvan/out/plan.json --out /srv/calendars",
    ),
)
@options.folder
@options.saved_plan
@click.option("--out", metavar="FOLDER", type=options.FOLDER, help="Where the calendars go (DIR/calendars).")
@click.option("--diff", is_flag=True, help="Say who must be told what, and write nothing.")
@click.option("--openactive", is_flag=True, help="Also write the public groups, for lists that anybody can read.")
@click.option("--new-key", is_flag=True, help="Begin anew with another secret key; everybody needs a new calendar.")
@options.quiet
def command(
    *, folder: Path, plan_file: Path | None, out: Path | None, diff: bool, openactive: bool, new_key: bool, quiet: bool
) -> int:
    """Write calendars (.ics) for those who asked for one, and say what changed.

    The plan (without PLAN: DIR/out/plan.json) is checked first (exit 4 if it is
    refused). People, mentors, groups and venues with "yes" under calendar get a
    file each, and you get one of everything; calendar-files.csv beside
    programme.toml says whose is which. Written again after a change, a calendar
    updates what people have. Ideas and askings are in your own calendar only. What
    is said in which calendar: docs/calendars.md.
    """
    from mentormatch.commands.exporting import exported_of, must_be_installed, remember
    from mentormatch.commands.saving import refuse_unfit

    must_be_installed()
    from mentormatch.reports.calendar_changes import changes_told

    export = exported_of(folder, plan_file or options.usual_plan(folder), quiet=quiet, try_only=diff, new_key=new_key)
    told = changes_told(
        export.exported.changes,
        export.loaded.programme,
        export.loaded.tellings,
        export.loaded.names,
        export.local,
    )
    where = out or folder / "calendars"
    if not diff:
        refuse_unfit(where)
        public = _feed(export) if openactive else None
        remember(export)
        data([*told, ""])
        data([*_written(where, folder, export, quiet=quiet), *(_public(where, public) if public else ())])
    else:
        data(told)
    if export.left_out:
        talk(
            [
                "Left out, or no longer as the rules have it, because the programme has changed; plan again:",
                *(f"  {line}" for line in export.left_out),
            ]
        )
        return Exit.LEFT_OUT
    return Exit.DONE


def _feed(export: Export) -> Feed:
    """What anybody may know of public groups. Ends with a sentence where the service has no name or web site."""
    from mentormatch.calendars.openactive import feed

    office = export.loaded.tellings.office
    if not office.website or not office.name:
        raise Stop(
            "The public list needs the service's name and web site: write them below [office] in programme.toml."
        )
    return feed(export.disclosed)


def _public(out: Path, made: Feed) -> list[str]:
    """Writes that; what was left out and what to think of, in lines."""
    from mentormatch import files

    try:
        out.mkdir(parents=True, exist_ok=True)
        files.overwrite(out / PUBLIC, made.body)
    except (files.WriteError, OSError) as error:
        raise Stop(f"{PUBLIC} could not be written: {error}") from error
    lines = [f"Public sessions in {typed(str(out / PUBLIC))}: {made.series}."]
    lines += [f"  Left out: {reason}" for reason in made.left_out]
    for activity, number in sorted(made.guarded.items()):
        lines.append(
            f"  Think again about {activity}: {number} of those who come or lead have a rule that protects them, and "
            "everybody will know its hour and place."
        )
    return lines


def _written(out: Path, folder: Path, export: Export, *, quiet: bool) -> list[str]:
    """Writes the files that changed, takes away those that nobody asks for any longer; what was done, in lines."""
    from mentormatch import files
    from mentormatch.commands.progress import unbroken
    from mentormatch.commands.saving import in_git
    from mentormatch.files.writing import csv_text
    from mentormatch.store import StoreError

    wanted = {f"{one.name}.ics": one for one in export.exported.files}
    rows = [["file", "whose", "id"], *([name, one.reader.kind.value, one.reader.id] for name, one in wanted.items())]
    try:
        with unbroken():
            out.mkdir(parents=True, exist_ok=True)
            gone = export.store.files(out) - set(wanted)
            export.store.remember_files(out, {*wanted, *gone})
            changed = sum(files.overwrite(out / name, one.body, lasting=False) for name, one in wanted.items())
            for name in gone:
                (out / name).unlink(missing_ok=True)
            export.store.remember_files(out, wanted)
            files.overwrite(folder / LIST, csv_text(rows).encode("utf-8-sig"), secret=True)
    except (files.WriteError, StoreError) as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{out} cannot be written to: {error.strerror or error}.") from error
    if not export.loaded.programme.synthetic and in_git(out) and not quiet:
        talk("Warning: this folder lies in a git work tree. Calendars of people do not belong there.")
    others = len(wanted) - 1
    away = f", {len(gone)} taken away" if gone else ""
    return [
        f"Calendars in {typed(str(out))}: yours and {others} more; {changed} changed{away}.",
        f"Whose is which: {typed(str(folder / LIST))}.",
    ]
