"""Scenarios side by side as text, JSON and CSV: figures with how sure each difference is, then who gains and who loses.

Who gains and who loses is for the screen: ids, and names where the coordinator has them. Files and pictures hold
figures only.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from mentormatch.reports.names import Names
from mentormatch.reports.problems import guarded
from mentormatch.reports.words import count, lines, listed
from mentormatch.whatif import Because, Change, Compared, Comparison, Fate, Kind, PersonChange, Sure, told_tiers

ACROSS = 4
"""Scenarios beside the base in one block of 80 columns."""
LABEL, WIDTH = 30, 10
SHOWN = 12
MARKS = {Sure.PROVEN: "=", Sure.SIGN: ">", Sure.GAP: "~", Sure.UNKNOWN: "?", Sure.PLAN: ""}
LEGEND = (
    "= proven of the best plans under both. > more or less is proven, not by how much. ~ within the gap of the bounds: "
    "there may be no difference. ? not proven, or what comes first is not. No mark: so it is in these two plans; "
    "others as good may differ."
)
FATES = {
    Fate.LOSES: "Would have nobody; has somebody in the plan for now",
    Fate.GAINS: "Would have somebody; has nobody in the plan for now",
    Fate.MOVES: "Would have another mentor",
    Fate.NEW: "Not in the programme now",
    Fate.GONE: "No longer asks for a mentor",
}


def screen(comparison: Comparison, names: Names, *, most: int | None = SHOWN) -> str:
    """The whole comparison for people. most: persons told of each fate and scenario; None: all."""
    out: list[str] = []
    for one in comparison.scenarios:
        out += lines(f"{one.scenario.title}. {one.scenario.says}".strip(), f"{one.scenario.name}: ", "  ")
    for at in range(0, len(comparison.scenarios), ACROSS):
        out += ["", *_block(comparison, comparison.scenarios[at : at + ACROSS])]
    out += ["", *lines(LEGEND)]
    out += lines("Figures belong together: more people reached says little without how long the others wait, what they "
                 "can choose from, and what mentors carry.")  # fmt: skip
    for one in comparison.scenarios:
        out += ["", *_who(one, names, most)]
    return "\n".join([*out, "", *_searched(comparison), *_ended(comparison)]) + "\n"


def _searched(comparison: Comparison) -> Iterator[str]:
    """With timetables: what was given to each search, and what of each plan is proven."""
    if comparison.base.scenario.plan.scope == "match":
        return
    now, under = (one.scenario.given for one in (comparison.base, *comparison.scenarios[:1]))
    if now is not None and under is not None:
        yield from lines(f"Given to things as they are: {_seconds(now)}; to each scenario, which begins with that plan "
                         f"and its bounds, a third of what that took: {_seconds(under)} at the most.")  # fmt: skip
    for one in comparison.all:
        tiers = told_tiers(one.scenario.plan)
        proven = [tier.name for tier in tiers if tier.proven]
        says = "all of it" if len(proven) == len(tiers) else ", ".join(proven) or "nothing"
        yield from lines(f"{says}.", f"Proven best of {one.scenario.name}: ", "  ")


def _seconds(given: float) -> str:
    return f"{given:.0f} seconds" if given >= 10 else f"{given:.1f} seconds"


def _ended(comparison: Comparison) -> list[str]:
    """Which searches were cut, and whether each plan holds."""
    cut = [one.scenario.name for one in comparison.all if one.scenario.plan.evidence.stopped]
    says = f"Cut short, so that another run may differ a little: {', '.join(cut)}. --time-limit gives longer."
    out = lines(says) if cut else []
    refused = [one.scenario.name for one in comparison.all if not one.scenario.judged.verdict.verified]
    checked = "Each of these plans was checked a second way."
    return out + lines(f"Refused by the judge, so not to be used: {', '.join(refused)}." if refused else checked)


def value_text(kind: Kind, value: int) -> str:
    """A figure as people read it."""
    return f"£{value / 100:,.0f}" if kind.unit == "pence" else f"{value:,}"


def _block(comparison: Comparison, scenarios: tuple[Compared, ...]) -> Iterator[str]:
    yield from _heads(["now", *(one.scenario.name for one in scenarios)])
    for kind in comparison.kinds:
        cells = [_value(comparison.base, kind), *(_value(one, kind) for one in scenarios)]
        label = f"{kind.says}, {kind.unit}" if kind.unit == "weeks" else kind.says
        yield label[:LABEL].ljust(LABEL) + "".join(cell.rjust(WIDTH) for cell in cells)
        changes = [next((change for change in one.changes if change.kind.id == kind.id), None) for one in scenarios]
        if any(change is not None and (change.by or change.sure is not Sure.PLAN) for change in changes):
            told = (_change(change) for change in changes)
            yield " " * (LABEL + WIDTH) + "".join(text.rjust(WIDTH) for text in told)
    for of in ("area", "stage"):
        groups = {group.name for one in (comparison.base, *scenarios) for group in one.groups if group.of == of}
        order = [group.name for group in comparison.base.groups if group.of == of]
        for name in [*order, *sorted(groups - set(order))]:
            cells = [_group(one, of, name) for one in (comparison.base, *scenarios)]
            yield f"{of} {name}"[:LABEL].ljust(LABEL) + "".join(cell.rjust(WIDTH) for cell in cells)


def _heads(names: list[str]) -> Iterator[str]:
    """Whole names above the columns, each in as many lines as it takes: two that begin alike must not look alike."""
    stacks = [_broken(name) for name in names]
    for at in range(-max(len(stack) for stack in stacks), 0):
        parts = (stack[at] if len(stack) >= -at else "" for stack in stacks)
        yield (" " * LABEL + "".join(part.rjust(WIDTH) for part in parts)).rstrip()


def _broken(name: str) -> list[str]:
    """A name in pieces narrower than a column, broken after "-" and "+" where it can be."""
    out = [""]
    for piece in re.findall(rf"[^-+]{{1,{WIDTH - 2}}}[-+]?|[-+]", name):
        if len(out[-1]) + len(piece) < WIDTH:
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _value(one: Compared, kind: Kind) -> str:
    value = one.measured.values.get(kind.id)
    return "-" if value is None else value_text(kind, value)


def _change(change: Change | None) -> str:
    if change is None or (not change.by and change.sure is Sure.PLAN):
        return ""
    sign = "+" if change.by > 0 else "-" if change.by < 0 else ""
    return f"{sign}{value_text(change.kind, abs(change.by))}{MARKS[change.sure]}"


def _group(one: Compared, of: str, name: str) -> str:
    found = next((group for group in one.groups if (group.of, group.name) == (of, name)), None)
    return "-" if found is None else f"{found.reached}/{found.wanting}"


# ------------------------------------------------------------------------------------------------ who


def _who(one: Compared, names: Names, most: int | None) -> list[str]:
    number = {fate: sum(person.fate is fate for person in one.people) for fate in Fate}
    said = f"{count(number[Fate.GAINS], 'person gains', 'people gain')}, {count(number[Fate.LOSES], 'loses', 'lose')}"
    said += f", {number[Fate.MOVES]} would have another mentor."
    if not one.people:
        same = not any(change.by for change in one.changes)
        said = (
            "nothing changes." if same else "everybody has the same mentor, or the same wait, as in the plan for now."
        )
    out = lines(said, f"{one.scenario.name}: ", "  ")
    for fate, heading in FATES.items():
        people = [person for person in one.people if person.fate is fate]
        if not people:
            continue
        shown = people if most is None else people[:most]
        out.append(f"  {heading} ({len(people)}):")
        for person in shown:
            out += lines(f"{names(person.person)}: {why(person, names)}", "    ", "      ")
        if len(people) > len(shown):
            out.append(f"    and {len(people) - len(shown)} more: --all shows every one")
    return out


def why(change: PersonChange, names: Names) -> str:
    """What changes for one person, and why."""
    before = names(change.before) if change.before else "nobody"
    after = names(change.after) if change.after else "nobody"
    ways = f"{before} -> {after}" if change.before != change.after else after
    reason = _because(change, before, after, names)
    return f"{ways}; {reason}" if reason else ways


def _because(change: PersonChange, before: str, after: str, names: Names) -> str:
    if change.because is Because.MENTOR_GONE:
        return f"{before} is not there"
    if change.because is Because.MENTOR_NEW:
        return f"{after} is new"
    if change.because is Because.RULES:
        who = after if change.fate is Fate.GAINS else before
        until = " now" if change.fate is Fate.GAINS else ""
        return f"with {who} it could not be{until}: {listed(change.says, 2, '; ')}"
    if change.because is Because.ROOM:
        return f"{after} has a place for them"
    if change.because is Because.OTHERS:
        instead = f": {before} would see {listed((names(one) for one in change.others), 3)}" if change.others else ""
        return f"no place free{instead}"
    return ""


# ------------------------------------------------------------------------------------------------ for machines


def as_csv(comparison: Comparison) -> str:
    """Figures only, one row for each scenario and figure."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("scenario", "about", "figure", "meaning", "value", "change", "sure", "least", "most"))
    for row in _rows(comparison):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def _rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for one in comparison.all:
        changes = {change.kind.id: change for change in one.changes}
        for kind in one.measured.kinds:
            if kind.id not in one.measured.values:
                continue
            change = changes.get(kind.id)
            more = ("", "", "", "") if change is None else (
                change.by, change.sure.value, _or_blank(change.low), _or_blank(change.high))  # fmt: skip
            yield (one.scenario.name, kind.group, kind.id, kind.says, one.measured.values[kind.id], *more)
        tiers = told_tiers(one.scenario.plan)
        yield (one.scenario.name, "search", "seconds", "seconds given", _or_blank(one.scenario.given), "", "", "", "")
        yield (one.scenario.name, "search", "proven", f"proven best of {len(tiers)} tiers",
               sum(tier.proven for tier in tiers), "", "", "", "")  # fmt: skip
        for group in one.groups:
            yield (one.scenario.name, group.of, "of-them-wanting", group.name, group.wanting, "", "", "", "")
            yield (one.scenario.name, group.of, "of-them-reached", group.name, group.reached, "", "", "", "")


def _or_blank(value: float | None) -> object:
    return "" if value is None else value


def as_json(comparison: Comparison) -> str:
    """Figures only, with how sure each difference is, and the hash of what each plan was made from."""
    return (
        json.dumps({"format": 1, "scenarios": [_as_dict(one) for one in comparison.all]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _as_dict(one: Compared) -> dict[str, object]:
    values = one.measured.values
    return {
        "name": one.scenario.name,
        "title": one.scenario.title,
        "says": one.scenario.says,
        "made_from": one.scenario.plan.made_from,
        "verified": one.scenario.judged.verdict.verified,
        "stopped": one.scenario.plan.evidence.stopped,
        "seconds_given": one.scenario.given,
        "tiers": [{"name": tier.name, "value": tier.value, "bound": tier.bound, "proven": tier.proven}
                  for tier in told_tiers(one.scenario.plan)],
        "figures": {kind.id: values[kind.id] for kind in one.measured.kinds if kind.id in values},
        "changes": {
            change.kind.id: {"by": change.by, "sure": change.sure.value, "least": change.low, "most": change.high}
            for change in one.changes
        },
        "groups": [{"of": g.of, "name": g.name, "wanting": g.wanting, "reached": g.reached} for g in one.groups],
        "people": {fate.value: sum(person.fate is fate for person in one.people) for fate in Fate},
    }  # fmt: skip
