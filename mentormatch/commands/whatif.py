"""`mentormatch whatif DIR SCENARIO ...`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk, typed

if TYPE_CHECKING:
    from mentormatch.candidates import Refusals
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.programme import Programme
    from mentormatch.whatif import Comparison, Scenario

LONGEST = {"match": 20.0, "schedule": 60.0, "plan": 90.0}
"""Seconds for things as they are where nobody says; for a scenario as whatif.effort_under has it."""


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch whatif girvan",
        "mentormatch whatif girvan two-leave recruited two-leave+recruited",
        "mentormatch whatif girvan budget-cut --scope schedule --out girvan/out",
    ),
)
@options.folder
@click.argument("names", metavar="[SCENARIO]...", nargs=-1)
@click.option("--scope", type=click.Choice(tuple(LONGEST)), default="match", help="What is planned under each (match).")
@click.option("--all-tiers", is_flag=True, help="Search every tier, not only reach, priority, stability, quality.")
@click.option("--out", metavar="FOLDER", type=options.FOLDER, help="Save table, figures and a picture there.")
@options.output_format()
@click.option("--shareable", is_flag=True, help="Counts in ranges of five; no ids, and nothing of few people.")
@click.option("--time-limit", metavar="S", type=click.FloatRange(min=0.1), help="Seconds; timetables: a third then.")
@click.option("--jobs", metavar="N", type=click.IntRange(1, 64), default=2, help="Scenarios side by side (2).")
@options.seed
@click.option("--all", "every", is_flag=True, help="Everybody for whom something changes, not the first of each.")
@options.quiet
def command(
    *,
    folder: Path,
    names: tuple[str, ...],
    scope: str,
    all_tiers: bool,
    out: Path | None,
    output: str,
    shareable: bool,
    time_limit: float | None,
    jobs: int,
    seed: int,
    every: bool,
    quiet: bool,
) -> int:
    """Compare scenarios: who is reached, how long others wait, the cost.

    A SCENARIO is the name of a file in DIR/whatif, or a path; a+b is a, then b.
    None given: all in DIR/whatif. Nothing in the programme is changed. Each begins
    with the plan of things as they are; with timetables it has a third of that
    plan's time. Each plan is checked a second way. Who gains and who loses is told
    on the screen and saved nowhere.
    """
    from mentormatch.commands.saving import refuse_unfit
    from mentormatch.reports import compared, compared_shared
    from mentormatch.reports.names import Names

    if out is not None:
        refuse_unfit(out)
    base, scenarios = _opened(folder, names, quiet)
    limit = LONGEST[scope] if time_limit is None else time_limit
    comparison = _compared(base, scenarios, scope, limit, jobs, seed, all_tiers, quiet)
    known = Names(by_id={**dict(pair for _, one in scenarios for pair in one.names.by_id.items()), **base.names.by_id})
    told = compared_shared if shareable else compared
    if out is not None:
        _save(out, comparison, quiet, shareable)
    if output == "json":
        data(told.as_json(comparison), for_machines=True)
    elif output == "csv":
        data(told.as_csv(comparison), for_machines=True)
    elif shareable:
        data(compared_shared.screen(comparison))
    else:
        data(compared.screen(comparison, known, most=None if every else compared.SHOWN))
    refused = [one for one in comparison.all if not one.scenario.judged.verdict.verified]
    return Exit.REFUSED if refused else Exit.DONE


def _opened(folder: Path, names: tuple[str, ...], quiet: bool) -> tuple[Opened, list[tuple[str, Opened]]]:
    """The programme as it is, and under each scenario; ends with what is wrong where one cannot be read."""
    from mentormatch import files
    from mentormatch.commands.programme import ready, scenario

    base = ready(folder, quiet=quiet)
    names = tuple(dict.fromkeys(names or files.overlays_of(folder)))
    if not names:
        raise Stop(f"There is no scenario yet: put one into {typed(str(folder / 'whatif'))}. docs/whatif.md says how.")
    out = []
    for name in names:
        out.append((name, ready(folder, quiet=True, overlays=(scenario(folder, name),))))
    return base, out


def _compared(
    base: Opened,
    scenarios: list[tuple[str, Opened]],
    scope: str,
    time_limit: float | None,
    jobs: int,
    seed: int,
    all_tiers: bool,
    quiet: bool,
) -> Comparison:
    """Plans of all of them, compared."""
    from concurrent.futures.process import BrokenProcessPool

    from mentormatch import whatif
    from mentormatch.commands.search import stopping_without_a_plan

    asked = [whatif.Asked(name="now", programme=base.programme, history=base.history)]
    asked += [whatif.Asked(name=name, programme=one.programme, history=one.history) for name, one in scenarios]
    effort = whatif.effort_for(time_limit=time_limit, threads=1 if jobs > 1 else 2, seed=seed, all_tiers=all_tiers)
    try:
        with stopping_without_a_plan():
            plans = whatif.plans(
                tuple(asked),
                scope=scope,
                effort=effort,
                jobs=jobs,
                done=None if quiet else lambda name: talk(f"  {name}"),
            )
    except BrokenProcessPool as error:
        raise Stop("A process was ended from outside. Try again with --jobs 1.", Exit.NOTHING_FOUND) from error

    given = {False: time_limit, True: whatif.effort_under(effort, scope).time_limit}

    def scenario(name: str, one: Opened) -> Scenario:
        overlay = one.overlays[0] if one.overlays else None
        return whatif.Scenario(
            name=name,
            title=overlay.title if overlay else "As things are",
            says=overlay.says if overlay else "",
            programme=one.programme,
            history=one.history,
            judged=plans[name],
            given=given[one is not base],
        )

    under = tuple(scenario(*one) for one in scenarios)
    return whatif.compare(scenario("now", base), under, Reasons(), searched=effort.only)


@attrs.define(eq=False)
class Reasons:
    """Why two cannot meet under a scenario. What takes long is worked out once for each: people ask of many pairs."""

    _known: dict[str, tuple[Programme, Refusals]] = attrs.field(factory=dict, init=False)

    def __call__(self, scenario: Scenario, mentee: str, mentor: str) -> tuple[str, ...]:
        """As it may be shown: a safeguarding cause is not told from a full mentor; () where they could meet."""
        from mentormatch.reports.refusals import NO_PLACE, shown

        held = {(row.mentee, row.mentor) for row in scenario.history.holding(scenario.programme.as_of)}
        if (mentee, mentor) in held:
            return ()
        said = shown(self._of(scenario).why_not(mentee, mentor))
        return () if said == [NO_PLACE] else tuple(said)

    def _of(self, scenario: Scenario) -> Refusals:
        from mentormatch.candidates import Refusals

        known = self._known.get(scenario.name)
        if known is None or known[0] is not scenario.programme:
            known = self._known[scenario.name] = scenario.programme, Refusals.of(scenario.programme, scenario.history)
        return known[1]


def _save(folder: Path, comparison: Comparison, quiet: bool, shareable: bool) -> None:
    """Figures and the picture: no ids, no names; shareable: nor small counts, to be read or worked out."""
    from mentormatch.commands.progress import unbroken
    from mentormatch.files.writing import replace
    from mentormatch.reports import compared, compared_shared

    told = compared_shared if shareable else compared
    with unbroken():
        folder.mkdir(parents=True, exist_ok=True)
        replace(folder / "whatif.csv", told.as_csv(comparison).encode("utf-8-sig"))
        replace(folder / "whatif.json", told.as_json(comparison).encode())
    try:
        from mentormatch.reports.compared_picture import save_picture

        save_picture(comparison, folder, in_ranges=shareable)
    except ImportError:
        from mentormatch.domain.extras import to_install

        talk(f"No picture: it needs matplotlib. {to_install('plots')}")
    if not quiet:
        talk(f"Saved in {typed(str(folder))}.")
