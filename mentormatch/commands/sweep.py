"""`mentormatch sweep DIR --vary ...` and `mentormatch sweep DIR --drop-out mentors:10%`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.sweeping import Run, Where, answered, cores, opened
from mentormatch.commands.terminal import data, talk, typed

if TYPE_CHECKING:
    from mentormatch.changes import Overlay
    from mentormatch.commands.programme import Opened
    from mentormatch.whatif.sweep import Grid

LONGEST = {"match": 20.0, "schedule": 60.0, "plan": 90.0}
"""Seconds for each point of a grid where nobody says."""
_DROP_OUT = re.compile(r"^(\w+):(\d+(?:\.\d+)?)(%?)$")


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch sweep girvan --vary travel.max=20..60:5",
        "mentormatch sweep girvan --vary travel.max=20,40 --vary policy.floor=0,300",
        "mentormatch sweep girvan --scope schedule --vary budget.total=80%..100%:5%",
        "mentormatch sweep girvan --drop-out mentors:10% --times 500",
    ),
)
@options.folder
@click.option("--vary", metavar="SETTING=A..B:STEP", multiple=True, help="A setting's values; several make a grid.")
@click.option("--drop-out", metavar="mentors:N%", help="So many mentors go at once, drawn at random (or mentors:N).")
@click.option("--times", metavar="N", type=click.IntRange(1, 1_000_000), default=500, help="Samples drawn (500).")
@click.option("--under", metavar="SCENARIO", help="All of it under a scenario, as whatif names them.")
@options.plan_option
@click.option("--scope", type=click.Choice(tuple(LONGEST)), default="match", help="What is planned at points (match).")
@click.option("--all-tiers", is_flag=True, help="Points: every tier, not only reach, priority, stability, quality.")
@click.option("--resume", metavar="FILE", type=options.FOLDER, help="Keep what is done there, and go on from it.")
@click.option("--out", metavar="FOLDER", type=options.FOLDER, help="Save table, figures and a picture there.")
@options.output_format()
@click.option("--time-limit", metavar="S", type=click.FloatRange(min=0.1), help="Seconds; timetables: a third.")
@click.option("--jobs", metavar="N", type=click.IntRange(1, 256), help="Processes on this machine (one a core).")
@click.option("--cluster", metavar="ADDRESS", help="On a Dask cluster instead: tcp://HOST:PORT (extra sweep).")
@options.seed
@click.option("--all", "every", is_flag=True, help="Everybody who may lose a mentor, not only the first.")
@options.quiet
def command(
    *,
    folder: Path,
    vary: tuple[str, ...],
    drop_out: str | None,
    times: int,
    under: str | None,
    plan_file: Path | None,
    scope: str,
    all_tiers: bool,
    resume: Path | None,
    out: Path | None,
    output: str,
    time_limit: float | None,
    jobs: int | None,
    cluster: str | None,
    seed: int,
    every: bool,
    quiet: bool,
) -> int:
    """Plan a grid of settings, or try what happens if mentors drop out.

    --vary plans every point of a grid. --drop-out draws mentors who go, many
    times: how often does each person keep a mentor, and which one can the plan
    not lose. Nothing in the programme is changed. Ctrl-C keeps what is done.
    """
    from mentormatch.commands.programme import ready, scenario
    from mentormatch.commands.saving import refuse_unfit

    if bool(vary) == bool(drop_out):
        raise click.UsageError("Give either --vary SETTING=A..B:STEP or --drop-out mentors:10%, not both.")
    if out is not None:
        refuse_unfit(out)
    if drop_out is not None and (scope != "match" or all_tiers or time_limit is not None):
        raise click.UsageError("--scope, --all-tiers and --time-limit are for --vary.")
    if drop_out is None and (plan_file is not None or every):
        raise click.UsageError("--plan and --all are for --drop-out.")
    overlays = () if under is None else (scenario(folder, under),)
    loaded = ready(folder, quiet=quiet, overlays=overlays)  # before anything is kept: there may be no such programme
    where = Where(jobs=jobs or cores(), cluster=cluster, kept=opened(resume, out, quiet), quiet=quiet)
    if drop_out is not None:
        return _drop_outs(loaded, drop_out, times, plan_file, where, out, output, seed, every)
    limit = LONGEST[scope] if time_limit is None else time_limit
    return _grid(loaded, folder, overlays, vary, scope, all_tiers, limit, where, out, output, seed)


# ------------------------------------------------------------------------------------------------ a grid


def _grid(
    loaded: Opened,
    folder: Path,
    overlays: tuple[Overlay, ...],
    vary: tuple[str, ...],
    scope: str,
    all_tiers: bool,
    time_limit: float,
    where: Where,
    out: Path | None,
    output: str,
    seed: int,
) -> int:
    from mentormatch import files, whatif
    from mentormatch.commands.programme import ready
    from mentormatch.domain.problem import Severity
    from mentormatch.reports import problems as report
    from mentormatch.reports import swept as told
    from mentormatch.whatif import sweep

    raw = files.read_raw(folder, overlays)
    assert raw is not None, "a programme that was read has cells"
    axes, points, problems = files.grid(vary, raw)
    if problems.errors:
        talk(report.told(tuple(problems.items), (Severity.ERROR,)))
        raise Stop("Nothing was planned.")
    asked = {}
    for point in points:
        one = ready(folder, quiet=True, overlays=(*overlays, point.overlay))
        name = point.overlay.name
        asked[name] = whatif.Asked(name=name, programme=one.programme, history=one.history)
    effort = whatif.effort_for(time_limit=time_limit, threads=1, seed=seed, all_tiers=all_tiers)
    base = None if scope == "match" else whatif.Asked(name="now", programme=loaded.programme, history=loaded.history)
    job = sweep.Grid(points=asked, scope=scope, effort=effort, base=base)
    kept = {} if where.kept is None else where.kept.of(job.key)
    if base is not None and any(name not in kept for name in asked):
        job = _begun(job, where.quiet)
    run = answered(job, tuple(asked), Run({}), where, what="points", batch=1)
    swept = told.Swept(
        axes=tuple(axis.name for axis in axes),
        points=tuple(point.values for point in points),
        rows=tuple(run.rows.get(name) for name in asked),
        scope=scope,
    )
    if out is not None:
        _save(out, told.grid_csv(swept), told.grid_json(swept), "grid", swept, where.quiet)
    _print(output, lambda: told.grid_screen(swept), lambda: told.grid_json(swept), lambda: told.grid_csv(swept))
    if run.stopped is not None:
        return run.stopped
    refused = any(row is not None and row["found"] and not row["verified"] for row in swept.rows)
    missing = any(row is None or not row["found"] for row in swept.rows)
    return Exit.REFUSED if refused else Exit.LEFT_OUT if missing else Exit.DONE


def _begun(job: Grid, quiet: bool) -> Grid:
    """The same once the plan is made that its points begin with."""
    from mentormatch.commands.search import stopping_without_a_plan

    if not quiet:
        talk("Things as they are are planned first: each point begins there.")
    try:
        with stopping_without_a_plan():
            return job.begun()
    except KeyboardInterrupt as pressed:
        raise Stop("Stopped before there was a plan to begin with. Nothing was done.", Exit.INTERRUPTED) from pressed


# ------------------------------------------------------------------------------------------------ drop-outs


def _drop_outs(
    loaded: Opened,
    drop_out: str,
    times: int,
    plan_file: Path | None,
    where: Where,
    out: Path | None,
    output: str,
    seed: int,
    every: bool,
) -> int:
    from mentormatch.reports import swept as told
    from mentormatch.whatif import sweep

    size = _size(drop_out, sum(mentor.status.value == "active" for mentor in loaded.programme.mentors))
    base = _base(loaded, plan_file, where)
    job = sweep.DropOuts(programme=loaded.programme, history=loaded.history, base=base, size=size, seed=seed)
    asked = sweep.items(job, times)
    run = answered(job, asked, Run({}), where, what="answers", batch=20)
    if run.stopped is None:
        more = sweep.seconds(job, run.rows)
        run = answered(job, (*asked, *more), run, where, what="answers", batch=20)
    found = sweep.robust(job, run.rows)
    if out is not None:
        _save(out, told.robust_csv(found), told.robust_json(found), "robust", found, where.quiet)
    most = None if every else told.PEOPLE_SHOWN
    _print(
        output,
        lambda: told.robust_screen(found, loaded.names, most=most),
        lambda: told.robust_json(found),
        lambda: told.robust_csv(found),
    )
    if run.stopped is not None:
        return run.stopped
    return Exit.REFUSED if found.refused else Exit.LEFT_OUT if found.not_found else Exit.DONE


def _size(text: str, number: int) -> int:
    """How many mentors drop out at once: a share, halves rounded up and one at least, or a number."""
    found = _DROP_OUT.match(text)
    if found is None:
        raise Stop(f'--drop-out: "{text}" must say who, and how many. Write --drop-out mentors:10% or mentors:3.')
    who, figure, percent = found.groups()
    if who != "mentors":
        raise Stop(f'--drop-out: "{who}" cannot drop out here. Nearest: "mentors". Write --drop-out mentors:10%.')
    size = max(1, int(number * float(figure) / 100 + 0.5)) if percent else int(float(figure))
    if not percent and "." in figure:
        raise Stop(f'--drop-out: "{figure}" is no whole number of mentors. Write mentors:3 or mentors:10%.')
    if not 1 <= size <= number or (percent and float(figure) > 100):
        raise Stop(f'--drop-out: "{text}" is {size} of {number} mentors who are active. Write a share up to 100%.')
    return size


def _base(loaded: Opened, plan_file: Path | None, where: Where) -> tuple[tuple[str, str], ...]:
    """The pairs of the plan at hand: of a file, of an earlier run of this sweep, or of a plan made now."""
    from mentormatch.commands.saving import made_from, read_plan
    from mentormatch.whatif.sweep import key_of

    if plan_file is not None:
        plan = read_plan(plan_file)
        if plan.made_from != made_from(loaded):
            raise Stop(
                f"{plan_file.name} was made from another state of the programme. Make it again, or leave it out."
            )
        return tuple((pair.mentee, pair.mentor) for pair in plan.pairs)
    people = [mentee.id for mentee in loaded.programme.mentees]
    mentors = [mentor.id for mentor in loaded.programme.mentors]
    key = key_of("base", made_from(loaded))
    kept = {} if where.kept is None else where.kept.of(key)
    if "pairs" in kept:
        return tuple((people[one], mentors[other]) for one, other in kept["pairs"]["pairs"])
    pairs = _planned(loaded, where.quiet)
    if where.kept is not None:
        numbers = [[people.index(mentee), mentors.index(mentor)] for mentee, mentor in pairs]
        where.kept.add(key, [("pairs", {"pairs": numbers})])
    return pairs


def _planned(loaded: Opened, quiet: bool) -> tuple[tuple[str, str], ...]:
    """The pairs of a plan made now, in every tier, so that it is the same one each time."""
    from mentormatch import engine
    from mentormatch.commands.progress import told
    from mentormatch.commands.search import stopping_without_a_plan
    from mentormatch.planning import Effort

    with stopping_without_a_plan():
        judged = engine.plan(
            loaded.programme, loaded.history, effort=Effort(explain=False), progress=told(quiet=quiet, forced=False)
        )
    if judged.plan.evidence.stopped == "interrupted":
        raise Stop("Stopped before there was a plan to try. Nothing was done.", Exit.INTERRUPTED)
    if not judged.verdict.verified:
        raise Stop("The plan at hand was checked a second way and refused, so nothing was tried.", Exit.REFUSED)
    return tuple((pair.mentee, pair.mentor) for pair in judged.plan.pairs)


# ------------------------------------------------------------------------------------------------ printed and saved


def _print(output: str, table: Any, as_json: Any, as_csv: Any) -> None:
    if output == "table":
        data(table())
    else:
        data((as_json if output == "json" else as_csv)(), for_machines=True)


def _save(folder: Path, as_csv: str, as_json: str, kind: str, drawn: Any, quiet: bool) -> None:
    """Figures and the picture: no ids, no names."""
    from mentormatch.commands.progress import unbroken
    from mentormatch.files.writing import replace

    with unbroken():
        folder.mkdir(parents=True, exist_ok=True)
        replace(folder / "sweep.csv", as_csv.encode("utf-8-sig"))
        replace(folder / "sweep.json", as_json.encode())
    try:
        from mentormatch.reports import swept_picture as picture

        picture.save(picture.grid_picture(drawn) if kind == "grid" else picture.robust_picture(drawn), folder)
    except ImportError:
        from mentormatch.domain.extras import to_install

        talk(f"No picture: it needs matplotlib. {to_install('plots')}")
    if not quiet:
        talk(f"Saved in {typed(str(folder))}.")
