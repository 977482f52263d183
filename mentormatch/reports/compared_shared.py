"""A comparison that may be shared: table, JSON and CSV in ranges, without ids, names or anybody's own figures.

What is nobody's count stays as it is (weeks, pence) where it is of five people or more. Points are left out: they mean
nothing without the plan. So is what a scenario says of itself, where ids may stand; its title is told.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import attrs

from mentormatch.domain.tiers import band_of
from mentormatch.reports.compared import value_text
from mentormatch.reports.problems import guarded
from mentormatch.reports.sharing import ALL, BAND, FEWEST, UNRANKED, Range, Somebody, State, counted, safe_kinds
from mentormatch.reports.words import lines
from mentormatch.whatif import Compared, Comparison, Kind, parts_of

KINDS = ("band", "stage", "area")
"""Ways of breaking people up, the first given up first where one gives a small count away."""
COUNTS = ("choice", "approvals", "mentors", "full-mentors", "moved", "ended", "in-groups", "wished", "seldom-heard")
"""Counts that no sum of others gives."""
SUMS = ("wanting", "reached", "waiting")
LABEL = 34


@attrs.frozen
class Row:
    """One line: what it is of, a figure by its id and in words, and by plan a range, or a number that is no count."""

    of: str
    id: str
    says: str
    cells: tuple[Range | int | None, ...]
    kind: Kind | None = None


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """Every line that may be shared, by plan in the order of the comparison."""
    people, bands = _people(comparison), _bands(comparison)
    kinds = safe_kinds(people, KINDS, bands)
    counts = {key: Range.of(count) for key, count in counted(people, kinds, bands).items()}
    plans = [one.scenario.name for one in comparison.all]
    out = []
    for kind in comparison.kinds:
        cells: tuple[Range | int | None, ...] = ()
        if kind.id in SUMS:
            cells = tuple(counts.get((plan, ALL, kind.id)) for plan in plans)
        elif kind.id.startswith("band-") and BAND in kinds:
            cells = tuple(counts.get((plan, (BAND, kind.id), "reached")) for plan in plans)
        elif kind.id in COUNTS:
            cells = tuple(_range(one, kind) for one in comparison.all)
        elif kind.id == "sessions" or kind.unit:
            cells = tuple(_number(one, kind) for one in comparison.all)
        if any(cell is not None for cell in cells):
            out.append(Row(kind.group, kind.id, kind.says, cells, kind))
    for of in ("area", "stage"):
        names = dict.fromkeys(group.name for one in comparison.all for group in one.groups if group.of == of)
        for name in names if of in kinds else ():
            for figure in ("wanting", "reached"):
                cells = tuple(counts.get((plan, (of, name), figure)) for plan in plans)
                out.append(Row(of, f"{name}:{figure}", f"{of} {name}: {figure}", cells))
    return tuple(out)


def _range(one: Compared, kind: Kind) -> Range | None:
    value = one.measured.values.get(kind.id)
    return None if value is None else Range.of(value)


def _number(one: Compared, kind: Kind) -> int | None:
    """What is no count of people, if it is of five of them or more: the longest wait of two is somebody's."""
    values = one.measured.values
    of = {"weeks": "waiting", "pence": "in-groups"}.get(kind.unit)
    few = of is not None and values.get(of, 0) < FEWEST
    return None if few or kind.id == "weeks-waited" else values.get(kind.id)


def _bands(comparison: Comparison) -> tuple[str, ...]:
    return tuple(kind.id for kind in comparison.kinds if kind.id.startswith("band-"))


def _people(comparison: Comparison) -> list[Somebody]:
    """Who wants a mentor under any plan, and how it is with them under each."""
    people: dict[str, dict[str, State]] = {}
    for one in comparison.all:
        programme, now = one.scenario.programme, one.measured
        ends = programme.policy.bands
        for mentee in programme.mentees:
            if mentee.id in now.reached:
                best = now.best.get(mentee.id)
                band = UNRANKED if best is None else f"band-{band_of(best.quality, ends)}"
                state = State(parts_of(mentee, programme), band if now.reached[mentee.id] else None)
                people.setdefault(mentee.id, {})[one.scenario.name] = state
    return list(people.values())


# ------------------------------------------------------------------------------------------------------------ told


def _cell(row: Row, cell: Range | int | None) -> str:
    if cell is None:
        return "-"
    return str(cell) if isinstance(cell, Range) or row.kind is None else value_text(row.kind, cell)


def screen(comparison: Comparison) -> str:
    """One block for each scenario, beside things as they are."""
    out = []
    told = rows(comparison)
    for at, one in enumerate(comparison.scenarios, 1):
        out += [*lines(one.scenario.title, f"{one.scenario.name}: ", "  "), ""]
        out.append(" " * LABEL + "now".rjust(18) + "then".rjust(18))
        for row in told:
            label = f"{row.says}, {row.kind.unit}" if row.kind and row.kind.unit == "weeks" else row.says
            cells = (_cell(row, row.cells[0]), _cell(row, row.cells[at]))
            out.append(label[:LABEL].ljust(LABEL) + "".join(cell.rjust(18) for cell in cells))
        out.append("")
    says = (
        "Counts are told in ranges of five, so that no count under five can be read or worked out. What would give one "
        "away is left out."
    )
    return "\n".join([*out, *lines(says)]) + "\n"


def as_csv(comparison: Comparison) -> str:
    """A row for each plan and figure: from, to."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("scenario", "about", "figure", "meaning", "from", "to"))
    for of, row, cell in _told(comparison):
        low, high = (cell.low, cell.high) if isinstance(cell, Range) else (cell, cell)
        writer.writerow(
            [guarded(one) if isinstance(one, str) else one for one in (of, row.of, row.id, row.says)] + [low, high]
        )
    return out.getvalue()


def as_json(comparison: Comparison) -> str:
    """By plan the figures, each a number or from and to."""
    plans: dict[str, dict[str, object]] = {one.scenario.name: {} for one in comparison.all}
    for of, row, cell in _told(comparison):
        key = row.id if row.kind is not None else f"{row.of}:{row.id}"
        plans[of][key] = {"from": cell.low, "to": cell.high} if isinstance(cell, Range) else cell
    scenarios = [
        {"name": one.scenario.name, "title": one.scenario.title, "figures": plans[one.scenario.name]}
        for one in comparison.all
    ]
    return json.dumps({"format": 1, "shareable": True, "scenarios": scenarios}, ensure_ascii=False, indent=1) + "\n"


def _told(comparison: Comparison) -> Iterator[tuple[str, Row, Range | int]]:
    told = rows(comparison)
    for at, one in enumerate(comparison.all):
        for row in told:
            if (cell := row.cells[at]) is not None:
                yield one.scenario.name, row, cell
