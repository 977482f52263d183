"""What of a saved plan may be handed to anybody: judged again, and without what no longer holds."""

from __future__ import annotations

from pathlib import Path

from mentormatch.checking import judge
from mentormatch.commands.accept import caught_up, unsafe
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.programme import Opened
from mentormatch.commands.saving import made_from, read_plan
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.rules import BY_ID, SESSION_RULES, Kind
from mentormatch.domain.verdict import Breach, JudgedPlan
from mentormatch.reports.safety import breach_words
from mentormatch.term import Meetings


def disclosed_of(loaded: Opened, plan_file: Path, what: str) -> tuple[Disclosed, list[str]]:
    """The plan as its readers may see it, and lines for the coordinator about whom it no longer fits.

    what: what would have been written, for the sentence where the plan is refused: nobody sees anything of it then.
    """
    plan = read_plan(plan_file)
    changed = plan.made_from != made_from(loaded)
    judged = judge(loaded.programme, loaded.history, caught_up(plan, loaded) if changed else plan, bounds=False)
    broken = unsafe(judged) if changed else judged.verdict.breaches
    if broken and not (changed and all(breach.people or _only_told(breach) for breach in broken)):
        first = " ".join(breach_words(breach, loaded.names) for breach in broken[:3])
        raise Stop(f"The plan was checked and refused, so no {what} was written: {first}", Exit.REFUSED)
    people, pairs, lines = _left_out(loaded, judged, broken)
    disclosed = Disclosed(
        judged=judged,
        programme=loaded.programme,
        tellings=loaded.tellings,
        dates=Meetings(loaded.programme).of_plan(judged.plan),
        left_out=people,
        pairs_left_out=pairs,
    )
    return disclosed, lines


def _left_out(
    loaded: Opened, judged: JudgedPlan, broken: tuple[Breach, ...]
) -> tuple[set[str], set[tuple[str, str]], list[str]]:
    """People and pairs that a changed programme no longer lets be shown, and why, in lines for the coordinator."""
    planned = {(pair.mentee, pair.mentor): pair for pair in judged.plan.pairs}
    people: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    lines = []
    for breach in broken:
        if len(breach.people) == 2 and (breach.people[0], breach.people[1]) in planned:
            pairs.add((breach.people[0], breach.people[1]))
        elif not _only_told(breach):
            people.update(breach.people)
        lines.append(breach_words(breach, loaded.names))
    for row in loaded.history.holding(loaded.programme.as_of):
        pair = planned.get((row.mentee, row.mentor))
        if row.slot is None or pair is None or pair.meeting is None or pair.moved:
            continue
        if (pair.meeting.place, pair.meeting.slot) != (row.place, row.slot):
            pairs.add((row.mentee, row.mentor))
            names = f"{loaded.names(row.mentee)} with {loaded.names(row.mentor)}"
            lines.append(f"{names}: pairs.csv has another hour or place than the plan; plan again.")
    return people, pairs, lines


def _only_told(breach: Breach) -> bool:
    """Whether what is broken harms nobody who goes on as recorded: how many, hours, places, money."""
    rule = BY_ID.get(breach.rule)
    if rule is None or rule.kind is Kind.SAFEGUARDING:
        return False
    return rule.kind is not Kind.CONSENT or rule not in SESSION_RULES
