"""`mentormatch accept DIR PLAN`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk

if TYPE_CHECKING:
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.history import PairRecord
    from mentormatch.domain.plan import Plan, PlannedPair
    from mentormatch.domain.verdict import Breach, JudgedPlan

LAPSES_AFTER = dt.timedelta(weeks=2)

Pair = tuple[str, str]


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch accept girvan girvan/out/plan.json --pairs P001:M02,P007:M04",
        "mentormatch accept girvan girvan/out/plan.json --ideas girvan/out/ideas.csv",
        "mentormatch accept girvan girvan/out/plan.json --on 2027-01-11 --by Morven",
    ),
)
@options.folder
@options.plan_file
@click.option("--pairs", metavar="P001:M02,...", help="Only these ideas; without it, all of them.")
@click.option(
    "--ideas", "ideas_file", metavar="FILE", type=options.FOLDER, help='Only those with a day or an x under "asked on".'
)
@click.option("--on", "on", metavar="DATE", help="The day on which they are asked (the programme's as_of).")
@click.option("--by", metavar="WHO", help="Who decided.")
@options.quiet
def command(
    *,
    folder: Path,
    plan_file: Path,
    pairs: str | None,
    ideas_file: Path | None,
    on: str | None,
    by: str | None,
    quiet: bool,
) -> int:
    """Record ideas as asked; they hold their places from then on.

    The plan is checked first (exit 4 if it is refused). Each pair is added to
    pairs.csv as "asked", and lapses two weeks later unless you record an answer.
    Which: all of them, those of --pairs, or those you filled in in ideas.csv.
    An idea that needs an officer's yes is left out until approvals.csv has it
    (exit 3). The old pairs.csv is kept.
    """
    from mentormatch.checking import judge
    from mentormatch.commands.programme import added, ready
    from mentormatch.commands.saving import made_from, read_plan

    if pairs is not None and ideas_file is not None:
        raise click.UsageError("--pairs and --ideas both say which ideas: give one of them.")
    loaded = ready(folder, quiet=quiet)
    day = _day(on) if on else loaded.programme.as_of
    asked = None if pairs is None else {pair: day for pair in _typed(pairs)}
    if ideas_file is not None:
        asked = {pair: ticked or day for pair, ticked in _ticked(ideas_file).items()}
    plan = read_plan(plan_file)
    changed = plan.made_from != made_from(loaded)
    judged = judge(loaded.programme, loaded.history, caught_up(plan, loaded) if changed else plan)
    _refuse(judged, loaded, changed)
    chosen, left_out = _chosen(judged, None if asked is None else list(asked))
    days = dict.fromkeys(((pair.mentee, pair.mentor) for pair in chosen), day) if asked is None else asked
    rows, more = _asked(chosen, judged, loaded, days, by)
    left_out += more
    if rows:
        kept = added(folder, rows)
        data(
            [
                f"Recorded as asked: {len(rows)}. {kept}",
                *(f"  {row.mentee} with {row.mentor} on {row.since}" for row in rows),
            ]
        )
        data(["Each lapses two weeks after that day unless you record an answer in pairs.csv."])
    else:
        data(["Nothing was recorded."])
    if left_out:
        talk(["Left out:", *(f"  {reason}" for reason in left_out)])
    if left_out:
        return Exit.LEFT_OUT if rows else Exit.INPUT
    return Exit.DONE


def caught_up(plan: Plan, loaded: Opened) -> Plan:
    """The plan with what was recorded since: pairs asked are asked, approvals are given; so the rest can be judged."""
    import attrs

    held = {(row.mentee, row.mentor): row.state for row in loaded.history.holding(loaded.programme.as_of)}
    pairs = [
        attrs.evolve(  # type: ignore[misc]
            pair,
            state=held.get((pair.mentee, pair.mentor), pair.state),
            needs_approval=pair.needs_approval and not loaded.approved(pair.mentee, pair.mentor),
        )
        for pair in plan.pairs
    ]
    now: Plan = attrs.evolve(plan, pairs=tuple(pairs))  # type: ignore[misc]
    return now


def _refuse(judged: JudgedPlan, loaded: Opened, changed: bool) -> None:
    """Stops where the plan may not be used. A changed programme leaves the pairs that are still sound."""
    from mentormatch.reports.safety import breach_words

    broken = judged.verdict.breaches if not changed else unsafe(judged)
    if not broken or (changed and all(breach.people for breach in broken)):
        return
    first = " ".join(breach_words(breach, loaded.names) for breach in broken[:3])
    raise Stop(f"The plan was checked and refused, so nothing was recorded: {first}", Exit.REFUSED)


def unsafe(judged: JudgedPlan) -> tuple[Breach, ...]:
    """The breaches of rules. A changed programme changes values, answers and what answers rest on as well, which puts
    nobody at risk.
    """
    harmless = ("made-from", "value", "bound", "answer", "witness")
    return tuple(breach for breach in judged.verdict.breaches if breach.rule not in harmless)


def _typed(pairs: str) -> list[Pair]:
    """The pairs of --pairs, each once."""
    out: dict[Pair, None] = {}
    for text in pairs.replace(";", ",").split(","):
        mentee, colon, mentor = (part.strip() for part in text.partition(":"))
        if not text.strip():
            continue
        if not colon or not mentee or not mentor:
            raise Stop(f'--pairs: "{text.strip()}" is no pair. Write --pairs "P001:M02,P007:M04".')
        out[mentee, mentor] = None
    if not out:
        raise Stop('--pairs names no pair. Write --pairs "P001:M02,P007:M04".')
    return list(out)


def _ticked(path: Path) -> dict[Pair, dt.date | None]:
    """The pairs ticked in ideas.csv, with the day where one is given. Ends with exit code 2 where it is unfit."""
    from mentormatch import files
    from mentormatch.domain.problem import Severity
    from mentormatch.reports import problems as report

    ticked = files.read_ticked(path)
    if ticked.problems:
        talk(report.told(ticked.problems, (Severity.ERROR,)))
        raise Stop(f"Nothing was recorded: {path.name} cannot be used as it is.")
    if not ticked.on:
        raise Stop(f'Nothing was recorded: no row of {path.name} has a day or an x under "asked on".')
    return ticked.on


def _chosen(judged: JudgedPlan, asked: list[Pair] | None) -> tuple[list[PlannedPair], list[str]]:
    """The ideas asked for, and a line for each that is none."""
    ideas = {(pair.mentee, pair.mentor): pair for pair in judged.plan.ideas}
    if asked is None:
        return list(ideas.values()), []
    taken = {(pair.mentee, pair.mentor) for pair in judged.plan.pairs} - set(ideas)
    why = {True: "already asked or agreed", False: "not an idea of this plan"}
    left_out = [f"{pair[0]} with {pair[1]}: {why[pair in taken]}" for pair in asked if pair not in ideas]
    return [ideas[pair] for pair in asked if pair in ideas], left_out


def _asked(
    chosen: list[PlannedPair], judged: JudgedPlan, loaded: Opened, days: dict[Pair, dt.date], by: str | None
) -> tuple[list[PairRecord], list[str]]:
    """The rows to add, and a line for each idea that may not be asked now."""
    from mentormatch.domain.history import PairRecord, PairState

    broken = {person for breach in unsafe(judged) for person in breach.people}
    rows, left_out = [], []
    for pair in chosen:
        day = days[pair.mentee, pair.mentor]
        if {pair.mentee, pair.mentor} & broken:
            left_out.append(f"{pair.mentee} with {pair.mentor}: the programme has changed; match again")
        elif pair.needs_approval and not loaded.approved(pair.mentee, pair.mentor):
            left_out.append(f"{pair.mentee} with {pair.mentor}: an officer must agree first (approvals.csv)")
        else:
            rows.append(
                PairRecord(
                    mentee=pair.mentee,
                    mentor=pair.mentor,
                    state=PairState.ASKED,
                    since=day,
                    by=by,
                    lapses_on=day + LAPSES_AFTER,
                    pinned=pair.pinned,
                    place=pair.meeting.place if pair.meeting else None,
                    slot=pair.meeting.slot if pair.meeting else None,
                )
            )
    return rows, left_out


def _day(text: str) -> dt.date:
    from mentormatch.domain.week import WeekError, parse_date

    try:
        return parse_date(text)
    except WeekError as error:
        raise Stop(f'--on: "{text}" {error.says}. {error.remedy}') from error
