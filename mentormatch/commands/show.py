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
    from mentormatch.reports.first_screen import Screen

OF_SESSIONS = ("week", "leader", "venue", "further")


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch show girvan P001",
        "mentormatch show girvan detail --plan girvan/out/plan.json",
        "mentormatch show girvan week --plan girvan/out/plan.json",
        "mentormatch show girvan venue V01 --plan girvan/out/plan.json",
        "mentormatch show girvan further --plan girvan/out/plan.json",
        "mentormatch show girvan before --format json",
        "mentormatch show girvan rules",
        "mentormatch show girvan assumed",
        "mentormatch show girvan P001 --safeguarding",
    ),
)
@options.folder
@click.argument("what", metavar="[PERSON|week|leader|venue|further|before|rules|assumed|detail]", required=False)
@click.argument("which", metavar="[ID]", required=False)
@options.plan_option
@click.option("--safeguarding", is_flag=True, help="Which safeguarding rule stands behind it. Screen only.")
@options.every
@click.option(
    "--format", "output", type=click.Choice(("table", "json")), default="table", help="json: of `before` alone."
)
@options.time_limit
@options.threads
@options.quiet
@options.progress
def command(
    *,
    folder: Path,
    what: str | None,
    which: str | None,
    plan_file: Path | None,
    safeguarding: bool,
    every: bool,
    output: str,
    time_limit: float | None,
    threads: int,
    quiet: bool,
    progress: bool,
) -> int:
    """Show a plan, a person, the rules, what was assumed.

    Nothing after DIR: the first screen. A person's id: their ideas and why, or why
    not; of a plan with sessions their week. week: all sessions. leader ID, venue
    ID: theirs alone. further: what one more session of each activity could bring to
    those in none. before: what is known of the timetable without a search, with the
    hours asked of each leader and place. rules: every rule. assumed: what was
    assumed or is to be asked. detail: counts, journeys, what came first and what is
    known of it.
    """
    from mentormatch.commands.programme import ready

    _usage(what, which, output)
    loaded = ready(folder, quiet=quiet)
    if what == "rules":
        from mentormatch.reports.catalogue import rule_list

        data(rule_list(loaded.programme.policy))
        return Exit.DONE
    if what == "assumed":
        _assumed(loaded, every)
        return Exit.DONE
    if what == "before":
        _before(loaded, output)
        return Exit.DONE
    what, which = _found(what, which, loaded)
    scope = "schedule" if what in OF_SESSIONS else "match"
    judged = _judged(
        loaded, plan_file, scope=scope, time_limit=time_limit, threads=threads, quiet=quiet, forced=progress
    )
    data(_shown(what, which, safeguarding, judged, loaded))
    return Exit.DONE if judged.verdict.verified else Exit.REFUSED


def _usage(what: str | None, which: str | None, output: str) -> None:
    """Refuses an id where none belongs, a leader or venue without one, and a form that a page does not have."""
    if output == "json" and what != "before":
        raise Stop("Only `show DIR before` is to be had as json; a plan is in plan.json: --out FOLDER.")
    if what in ("leader", "venue") and which is None:
        raise Stop(f"Which {what}? Write its id: mentormatch show DIR {what} {'M01' if what == 'leader' else 'V01'}")
    if what not in ("leader", "venue") and which is not None:
        raise Stop(f'"{which}" is one word too many: an id follows "leader" or "venue" only.')


def _found(what: str | None, which: str | None, loaded: Opened) -> tuple[str | None, str | None]:
    """The same with ids as the lists have them."""
    programme = loaded.programme
    if what == "venue":
        return what, _known(which or "", [row.id for row in programme.venues], "No venue in venues.csv")
    people = [row.id for row in (*programme.mentees, *programme.mentors, *programme.staff)]
    nobody = "Nobody in people.csv, mentors.csv or staff.csv"
    if what == "leader":
        return what, _known(which or "", people, nobody)
    return (what if what in (None, "detail", "week", "further") else _known(what, people, nobody)), None


def _assumed(loaded: Opened, every: bool) -> None:
    from mentormatch.domain.problem import Severity
    from mentormatch.reports.problems import SHOWN, told

    shown = told(loaded.problems, (Severity.ASK, Severity.ASSUMED), None if every else SHOWN)
    data(shown or ["Nothing was assumed, and there is nothing to ask."])


def _before(loaded: Opened, output: str) -> None:
    from mentormatch.planning.forecast import SCHEDULE, foresee

    known = foresee(loaded.programme, loaded.history)
    if output == "json":
        import json

        from mentormatch.records.forecast import forecast_to_dict

        record = forecast_to_dict(known, loaded.programme.name, SCHEDULE)
        data(json.dumps(record, ensure_ascii=False, indent=1) + "\n", for_machines=True)
        return
    from mentormatch.reports.sessions.before import page

    data(page(known, loaded.programme, loaded.names))


def _known(asked: str, given: list[str], nobody: str) -> str:
    """The id as the lists have it; another case is forgiven, anything else answered with the nearest."""
    from difflib import get_close_matches

    ids = sorted(set(given))
    if asked in ids:
        return asked
    same = [known for known in ids if known.casefold() == asked.casefold()]
    if len(same) == 1:
        return same[0]
    near = get_close_matches(asked, ids, 3)
    hint = f" Nearest: {', '.join(near)}." if near else ""
    raise Stop(f'{nobody} has the id "{asked}".{hint}')


def _judged(
    loaded: Opened,
    plan_file: Path | None,
    *,
    scope: str,
    time_limit: float | None,
    threads: int,
    quiet: bool,
    forced: bool,
) -> JudgedPlan:
    if plan_file is None:
        from mentormatch.commands.search import searched

        _possible(scope)
        return searched(loaded, scope=scope, time_limit=time_limit, threads=threads, quiet=quiet, forced=forced)
    from mentormatch.checking import judge
    from mentormatch.commands.saving import made_from, read_plan

    plan = read_plan(plan_file)
    if plan.made_from != made_from(loaded):
        talk("Note: the programme has changed since this plan was made.")
    return judge(loaded.programme, loaded.history, plan)


def _possible(scope: str) -> None:
    from mentormatch.engine import SCOPES

    if scope not in SCOPES:
        raise Stop("That needs a plan with sessions: --plan FOLDER/plan.json")


def _shown(what: str | None, which: str | None, safeguarding: bool, judged: JudgedPlan, loaded: Opened) -> list[str]:
    from mentormatch.commands.search import WITH_SESSIONS, screen_of, shown
    from mentormatch.reports.safeguarding import behind

    screen = screen_of(judged, loaded)
    if safeguarding:
        people = [what] if what not in (None, "detail", *OF_SESSIONS) else []
        return behind(screen, loaded.history, [who for who in people if who], loaded.why_not)
    if what is None or not judged.verdict.verified:
        return shown(screen).splitlines()
    if judged.plan.scope in WITH_SESSIONS:
        return _with_sessions(what, which, screen, loaded)
    return _of_pairs(what, screen, loaded)


def _of_pairs(what: str, screen: Screen, loaded: Opened) -> list[str]:
    from mentormatch.reports import detail, person

    if what in OF_SESSIONS:
        raise Stop("This plan is of pairs alone and has no sessions.")
    if what == "detail":
        return detail.detail(screen)
    page = person.page(screen, what, loaded.why_not)
    if not page:
        raise Stop(f"{what} stands in staff.csv alone: a plan of pairs has nothing of theirs.")
    return page


def _with_sessions(what: str, which: str | None, screen: Screen, loaded: Opened) -> list[str]:
    from mentormatch.reports import detail, person
    from mentormatch.reports.sessions import page

    if what == "week":
        return page.whole_week(screen)
    if what == "leader":
        return page.of_leader(screen, which or "")
    if what == "venue":
        return page.of_venue(screen, which or "")
    if what == "further":
        from mentormatch.planning.further import further_sessions
        from mentormatch.reports.sessions import further

        return further.page(screen, further_sessions(loaded.programme, loaded.history, screen.judged.plan))
    if what == "detail":
        return detail.detail(screen, page.detail(screen))
    of_pairs = person.page(screen, what, loaded.why_not) if screen.judged.plan.scope == "plan" else []
    return [*of_pairs, *([""] if of_pairs else []), *page.of_person(screen, what)]
