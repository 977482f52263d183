"""`mentormatch show DIR [WHAT]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk

if TYPE_CHECKING:
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.verdict import JudgedPlan


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch show girvan P001",
        "mentormatch show girvan detail --plan girvan/out/plan.json",
        "mentormatch show girvan rules",
        "mentormatch show girvan assumed",
        "mentormatch show girvan P001 --safeguarding",
    ),
)
@options.folder
@click.argument("what", metavar="[PERSON|rules|assumed|detail]", required=False)
@options.plan_option
@click.option("--safeguarding", is_flag=True, help="Which safeguarding rule stands behind it. Screen only.")
@options.every
@options.time_limit
@options.threads
@options.quiet
@options.progress
def command(
    *,
    folder: Path,
    what: str | None,
    plan_file: Path | None,
    safeguarding: bool,
    every: bool,
    time_limit: float | None,
    threads: int,
    quiet: bool,
    progress: bool,
) -> int:
    """Show a plan, a person, the rules, what was assumed.

    Nothing after DIR: the first screen. A person's id: their ideas and why, or why
    not. rules: every rule. assumed: what was assumed or is to be asked. detail:
    counts, journeys, weights, what came first and what is known of it.
    """
    from mentormatch.commands.programme import ready

    loaded = ready(folder, quiet=quiet)
    if what == "rules":
        from mentormatch.reports.catalogue import rule_list

        data(rule_list(loaded.programme.policy))
        return Exit.DONE
    if what == "assumed":
        _assumed(loaded, every)
        return Exit.DONE
    if what not in (None, "detail"):
        what = _known(what, loaded)
    judged = _judged(loaded, plan_file, time_limit=time_limit, threads=threads, quiet=quiet, forced=progress)
    data(_shown(what, safeguarding, judged, loaded))
    return Exit.DONE if judged.verdict.verified else Exit.REFUSED


def _assumed(loaded: Opened, every: bool) -> None:
    from mentormatch.domain.problem import Severity
    from mentormatch.reports.problems import SHOWN, told

    shown = told(loaded.problems, (Severity.ASK, Severity.ASSUMED), None if every else SHOWN)
    data(shown or ["Nothing was assumed, and there is nothing to ask."])


def _known(person: str, loaded: Opened) -> str:
    """The id as the lists have it; another case is forgiven, anything else answered with the nearest."""
    from difflib import get_close_matches

    ids = sorted({row.id for row in (*loaded.programme.mentees, *loaded.programme.mentors)})
    if person in ids:
        return person
    same = [known for known in ids if known.casefold() == person.casefold()]
    if len(same) == 1:
        return same[0]
    near = get_close_matches(person, ids, 3)
    hint = f" Nearest: {', '.join(near)}." if near else ""
    raise Stop(f'Nobody in people.csv or mentors.csv has the id "{person}".{hint}')


def _judged(
    loaded: Opened,
    plan_file: Path | None,
    *,
    time_limit: float | None,
    threads: int,
    quiet: bool,
    forced: bool,
) -> JudgedPlan:
    if plan_file is None:
        from mentormatch.commands.search import searched

        return searched(loaded, time_limit=time_limit, threads=threads, quiet=quiet, forced=forced)
    from mentormatch.checking import judge
    from mentormatch.commands.saving import made_from, read_plan

    plan = read_plan(plan_file)
    if plan.made_from != made_from(loaded):
        talk("Note: the programme has changed since this plan was made.")
    return judge(loaded.programme, loaded.history, plan)


def _shown(what: str | None, safeguarding: bool, judged: JudgedPlan, loaded: Opened) -> list[str]:
    from mentormatch.commands.search import screen_of
    from mentormatch.reports import detail, first_screen, person
    from mentormatch.reports.safeguarding import behind

    screen = screen_of(judged, loaded)
    if safeguarding:
        people = [what] if what not in (None, "detail") else []
        return behind(screen, loaded.history, [who for who in people if who], loaded.why_not)
    if what is None or not judged.verdict.verified:
        return first_screen.first_screen(screen).splitlines()
    if what == "detail":
        return detail.detail(screen)
    return person.page(screen, what, loaded.why_not)
