"""Options and arguments that verbs share: each is defined once, and reads the same everywhere."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from mentormatch.commands.group import CONTEXT

F = TypeVar("F", bound=Callable[..., Any])
FOLDER = click.Path(path_type=Path)

folder = click.argument("folder", metavar="DIR", type=FOLDER)
plan_file = click.argument("plan_file", metavar="PLAN", type=FOLDER)
saved_plan = click.argument("plan_file", metavar="[PLAN]", type=FOLDER, required=False)
plan_option = click.option(
    "--plan", "plan_file", metavar="PLAN", type=FOLDER, help="A plan.json; without it the match is made now."
)
out = click.option("--out", metavar="FOLDER", type=FOLDER, help="Save the plan and its lists there; old ones are kept.")


def usual_plan(folder: Path) -> Path:
    """Where the plan of a programme is expected if nobody says."""
    return folder / "out" / "plan.json"


def _finite(context: click.Context, option: click.Parameter, value: float | None) -> float | None:
    if value is None or math.isfinite(value):
        return value
    raise click.BadParameter("is not a number of seconds. Leave the option out to search until all is proven.")


time_limit = click.option(
    "--time-limit",
    metavar="S",
    type=click.FloatRange(min=0.1),
    callback=_finite,
    help="Take at most so many seconds, reading included.",
)
threads = click.option(
    "--threads", metavar="N", type=click.IntRange(1, 64), default=2, help="Threads to search with (2)."
)
seed = click.option(
    "--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), default=0, help="Where the search starts (0)."
)
scenario = click.option(
    "--scenario", metavar="NAME", help="Under a scenario of DIR/whatif, or a path; a+b is a, then b."
)
names = click.option("--names", is_flag=True, help="First name and initial in files and JSON as well.")
quiet = click.option("--quiet", "-q", is_flag=True, help="No notes and no progress.")
progress = click.option("--progress", is_flag=True, help="Progress from the start, not only after a second.")
strict = click.option("--strict", is_flag=True, help="Stop at warnings as well (exit 1).")
every = click.option("--all", "every", is_flag=True, help="Every problem, not the first 50.")


def output_format(*, default: str = "table") -> Callable[[F], F]:
    """--format table, json or csv."""
    return click.option(
        "--format", "output", type=click.Choice(("table", "json", "csv")), default=default,
        help="How to print it: table (for people), json or csv.",
    )  # fmt: skip


def making(command: F) -> F:
    """What every verb takes that makes a plan."""
    taken = (folder, out, output_format(), time_limit, threads, seed, names, quiet, progress, strict)
    for decorate in reversed(taken):
        command = decorate(command)
    return command


def examples(*commands: str) -> str:
    """An epilog of examples, one a line."""
    return "\b\n" + "\n".join(["Examples:", *(f"  {command}" for command in commands)])


__all__ = [
    "CONTEXT", "every", "examples", "folder", "making", "names", "out", "output_format", "plan_file", "plan_option",
    "progress", "quiet", "saved_plan", "scenario", "seed", "strict", "threads", "time_limit", "usual_plan",
]  # fmt: skip
