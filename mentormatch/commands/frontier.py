"""`mentormatch frontier DIR MEASURE MEASURE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk, typed

if TYPE_CHECKING:
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.tradeoff import Measure
    from mentormatch.planning.frontier import Asked
    from mentormatch.whatif.frontier import Frontier

LONGEST = {"schedule": 300.0, "plan": 300.0}
"""Seconds where nobody says; of pairs alone until every point is proven."""


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch frontier girvan quality load",
        "mentormatch frontier girvan reach-group cost --out girvan/trade",
        "mentormatch frontier girvan quality moved --from girvan/out/plan.json",
        "mentormatch frontier girvan quality moved --scenario two-leave --points 10",
        "mentormatch frontier girvan priority quality --free reach",
    ),
)
@options.folder
@click.argument("names", metavar="MEASURE MEASURE", nargs=2)
@click.option("--scope", type=click.Choice(("match", "schedule", "plan")), help="What is planned (what they need).")
@click.option(
    "--from",
    "earlier",
    metavar="PLAN",
    type=options.FOLDER,
    help="The plan that moved counts from (DIR/out/plan.json).",
)
@options.scenario
@click.option("--free", metavar="TIER", multiple=True, help="A tier that need not stay at its best; again for more.")
@click.option("--points", metavar="N", type=click.IntRange(2, 1000), help="So many points at most, spread out.")
@click.option("--all-tiers", is_flag=True, help="Break ties by every tier that is left, not by the tie-break alone.")
@click.option("--out", metavar="FOLDER", type=options.FOLDER, help="Save table, picture and plans; old ones are kept.")
@options.output_format()
@click.option("--time-limit", metavar="S", type=click.FloatRange(min=0.1), help="Seconds for the whole.")
@options.threads
@options.seed
@options.quiet
def command(
    *,
    folder: Path,
    names: tuple[str, str],
    scope: str | None,
    earlier: Path | None,
    scenario: str | None,
    free: tuple[str, ...],
    points: int | None,
    all_tiers: bool,
    out: Path | None,
    output: str,
    time_limit: float | None,
    threads: int,
    seed: int,
    quiet: bool,
) -> int:
    """Trade one measure for another: every best plan between the two.

    A MEASURE is a tier of the programme (reach, priority, stability-meetings,
    quality, load, reach-group, wish, cost ...), cost:HEADING, or moved: pairs of an
    earlier plan that are not kept. What comes before both in the programme's order
    is held at its best. No best trade is left out, those that no weighting finds
    among them; what the time did not suffice for is told. Each plan is checked a
    second way, and saved with --out. Ctrl-C: the points so far. docs/frontier.md.
    """
    from mentormatch.commands.saving import refuse_unfit
    from mentormatch.reports import frontier as report

    if out is not None:
        refuse_unfit(out)
    loaded = _opened(folder, scenario, quiet)
    asked = _asked(loaded, folder, names, scope, earlier, free, points, all_tiers)
    limit = LONGEST.get(asked.planned) if time_limit is None else time_limit
    front = _found(loaded, asked, limit, threads, seed, quiet)
    saved = {} if out is None else _save(out, front, quiet)
    if output == "json":
        data(report.as_json(front, saved), for_machines=True)
    elif output == "csv":
        data(report.as_csv(front, saved), for_machines=True)
    else:
        data(report.screen(front, saved))
    return Exit.REFUSED if front.refused else Exit.DONE


def _opened(folder: Path, scenario: str | None, quiet: bool) -> Opened:
    """The programme, under a scenario if one is named."""
    from mentormatch.commands import programme

    overlays = () if scenario is None else (programme.scenario(folder, scenario),)
    return programme.ready(folder, quiet=quiet, overlays=overlays)


def _asked(
    loaded: Opened,
    folder: Path,
    names: tuple[str, str],
    scope: str | None,
    earlier: Path | None,
    free: tuple[str, ...],
    points: int | None,
    all_tiers: bool,
) -> Asked:
    """What is asked for, or the end with a sentence."""
    from mentormatch.domain.tradeoff import MOVED
    from mentormatch.planning.frontier import Asked

    known = _measures(loaded)
    one, other = (_measure(known, name) for name in names)
    pairs = None
    if MOVED.name in names:
        from mentormatch.commands.saving import read_plan

        before = read_plan(earlier or options.usual_plan(folder))
        pairs = frozenset((pair.mentee, pair.mentor) for pair in before.pairs)
    elif earlier is not None:
        raise Stop(f"--from is for the measure {MOVED.name} alone.")
    tiers = {kind.name for kind in loaded.programme.policy.tier_order()} | set(known)
    if strange := sorted(set(free) - tiers):
        raise Stop(f'--free: "{strange[0]}" is no tier. They are: {", ".join(known)}.')
    try:
        asked = Asked(
            measures=(one, other), scope=scope, free=frozenset(free), earlier=pairs, all_tiers=all_tiers, most=points
        )
    except ValueError as error:
        raise Stop(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    _fits(asked)
    return asked


def _fits(asked: Asked) -> None:
    """Ends where a scope was asked for that one of the measures is not in."""
    from mentormatch.domain import tradeoff

    need = asked.measured_in
    if asked.planned not in (need, tradeoff.PLAN):
        raise Stop(f"With --scope {asked.planned} there is no {' or '.join(asked.names)} to trade: leave --scope out.")


def _measures(loaded: Opened) -> dict[str, Measure]:
    """Everything that can be traded in the programme, by name."""
    from mentormatch.domain import tradeoff
    from mentormatch.domain.timetable import FARES, FOOD, HIRE, SESSIONAL, TOTAL

    programme = loaded.programme
    headings = {HIRE, FOOD, SESSIONAL, FARES, *(budget.heading for budget in programme.policy.budgets)}
    headings |= {row.heading for row in programme.activities if row.heading}
    headings |= {row.heading for row in programme.venues if row.heading}
    found = tradeoff.measures(programme.policy, tuple(sorted(headings - {TOTAL})))
    return {measure.name: measure for measure in found}


def _measure(known: dict[str, Measure], name: str) -> Measure:
    if name in known:
        return known[name]
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    talk([f'"{name}" is nothing that can be traded.{hint} What can:'])
    talk([f"  {one.name:<20} {one.says}" for one in known.values()])
    raise Stop("Name two of them.")


def _found(loaded: Opened, asked: Asked, time_limit: float | None, threads: int, seed: int, quiet: bool) -> Frontier:
    """The trade-off, or the end with what is wrong."""
    from mentormatch.commands.progress import interruptible
    from mentormatch.commands.search import left_of, stopping_without_a_plan
    from mentormatch.planning import Effort
    from mentormatch.planning.frontier import TooLargeError
    from mentormatch.whatif.frontier import frontier

    title = loaded.programme.name
    if loaded.overlays:
        title = f"{title}, {loaded.overlays[0].title}"
    effort = Effort(threads=threads, time_limit=left_of(time_limit), seed=seed)
    with interruptible(), stopping_without_a_plan():
        try:
            told = None if quiet else Told(asked)
            return frontier(title, loaded.programme, loaded.history, asked, effort, told)
        except TooLargeError as error:
            raise Stop(str(error)) from error


class Told:
    """Says how far the search is: how many points there may be, and those found so far."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.most = asked, 0

    def __call__(self, event: Any) -> None:
        """One event of the search."""
        from mentormatch.planning.frontier import Settled
        from mentormatch.reports.words import count
        from mentormatch.solving.front import Ends

        if isinstance(event, Settled):
            talk(f"  plan {event.number} of {event.of}")
        elif isinstance(event, Ends):
            self.most = event.most
            asked = "" if self.asked.most is None else f", {self.asked.most} of them asked for"
            ends = f"From {self._values(event.first)} to {self._values(event.last)}"
            talk(f"{ends}: at most {count(event.most, 'point')}{asked}.")
        else:
            talk(f"  {event.points} points: {self._values((event.first, event.second))}")

    def _values(self, values: tuple[int, int]) -> str:
        from mentormatch.reports.frontier import value_text

        pairs = zip(self.asked.measures, values, strict=True)
        return ", ".join(f"{measure.name} {value_text(measure, value)}" for measure, value in pairs)


def _save(folder: Path, front: Frontier, quiet: bool) -> dict[int, str]:
    """Plans, table and picture; where the plan of each point is. What was there is kept under numbered names."""
    from mentormatch import files
    from mentormatch.commands.progress import unbroken
    from mentormatch.commands.saving import as_json, in_git
    from mentormatch.files.writing import replace
    from mentormatch.reports import frontier as report
    from mentormatch.reports.names import Names

    wide = len(str(len(front.points)))
    saved = {
        point.number: f"point-{point.number:0{wide}}/plan.json"
        for point in front.points
        if point.judged.verdict.verified
    }
    contents = {
        saved[point.number]: as_json(point.judged, Names()).encode() for point in front.points if point.number in saved
    }
    contents |= _picture(front)
    contents["frontier.csv"] = report.as_csv(front, saved).encode("utf-8-sig")
    contents["frontier.json"] = report.as_json(front, saved).encode()
    kept = []
    try:
        with unbroken():
            for name, content in contents.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                old = replace(path, content)
                kept += [f"  {name}: the old one is kept as {old.name}"] if old else []
    except files.WriteError as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{folder} cannot be written to: {error.strerror or error}.") from error
    if not quiet:
        talk([f"Saved in {typed(str(folder))}.", *kept])
    if in_git(folder) and not front.title.lower().count("synthetic"):
        talk("Warning: this folder lies in a git work tree. Plans of people do not belong there.")
    return saved


def _picture(front: Frontier) -> dict[str, bytes]:
    """The picture's files; none where matplotlib is not there, or where no point may be drawn."""
    try:
        from mentormatch.reports.frontier_picture import picture_bytes

        png, svg = picture_bytes(front)
    except ImportError:
        from mentormatch.domain.extras import to_install

        talk(f"No picture: it needs matplotlib. {to_install('plots')}")
        return {}
    return {"frontier.png": png, "frontier.svg": svg}
