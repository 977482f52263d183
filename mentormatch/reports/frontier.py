"""A trade-off as text, JSON and CSV: every point, what is held, and where points may be missing. Figures only."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mentormatch.domain.tradeoff import Measure
from mentormatch.files.writing import csv_text
from mentormatch.reports.claims import STOPPED
from mentormatch.reports.words import columns, count, lines
from mentormatch.whatif.frontier import Frontier, FrontierPoint, Region

BESIDE = ("reached", "waiting", "longest-wait", "choice", "in-groups", "wished", "cost:total")
"""What stands beside a point on the screen: no measure is told without what else it may cost."""
HEADS = {
    "reached": "reached",
    "waiting": "waiting",
    "longest-wait": "weeks",
    "choice": "choice",
    "in-groups": "in groups",
    "wished": "wished",
    "cost:total": "cost",
}
Saved = Mapping[int, str]
"""By the number of a point, where its plan is saved."""
NOWHERE: Saved = {}


def screen(front: Frontier, saved: Saved = NOWHERE) -> str:
    """The whole trade-off for people."""
    one, other = front.measures
    out = lines(f"{front.title}: {one.name} against {other.name}, {count(len(front.points), 'point')}.")
    for measure in front.measures:
        better = "more is better" if measure.sign > 0 else "less is better"
        out += lines(f"{measure.says} ({better})", f"  {measure.name}: ", "    ")
    out += ["", *_table(front), ""]
    out += _legend(front)
    for region in front.regions:
        out += lines(_open(front, region), "  ? ", "    ")
    out += ["", *lines(_held(front)), *lines(_judged(front))]
    if saved:
        where = sorted(saved.values())
        out += lines(f"Plans: {where[0]}" + (f" to {where[-1]}" if len(where) > 1 else "") + ".")
    return "\n".join(out) + "\n"


def value_text(measure: Measure, value: int) -> str:
    """A value as people read it; pence as pounds."""
    return f"£{value / 100:,.2f}" if measure.unit == "pence" else f"{value:,}"


def _table(front: Frontier) -> list[str]:
    named = {measure.name for measure in front.measures}
    kinds = {kind.id: kind for point in front.points for kind in point.kinds}
    told = [name for name in BESIDE if name in kinds and kinds[name].tier not in named]
    told = [name for name in told if not (name == "cost:total" and "cost" in named)]
    rows = [("", *(measure.name for measure in front.measures), *(HEADS[name] for name in told), "")]
    for point in front.points:
        values = (value_text(*pair) for pair in zip(front.measures, point.values, strict=True))
        figures = (_figure(name, point.figures.get(name)) for name in told)
        rows.append((str(point.number), *values, *figures, _mark(front, point)))
    return columns(rows, right=range(len(rows[0]) - 1))


def _figure(name: str, value: int | None) -> str:
    if value is None:
        return "-"
    return f"£{value / 100:,.0f}" if name.startswith("cost") else f"{value:,}"


def _mark(front: Frontier, point: FrontierPoint) -> str:
    if not point.judged.verdict.verified:
        return "refused"
    marks = ("=" if point.proven else "?") + ("" if point.supported else " *")
    return marks


def _legend(front: Frontier) -> list[str]:
    text = "= proven: no plan has more of one without less of the other, given what is held."
    if not all(point.supported for point in front.points):
        text += " * no weighting of the two could have found it."
    if any(not point.proven for point in front.points):
        text += " ? the best that was found: a better one may exist."
    if front.complete:
        text += " Every point there is stands here."
    else:
        text += " Points may be missing."
    if front.stopped:
        stopped = STOPPED.get(front.stopped, "The search was cut short")
        text += f" {stopped}: these are the points found by then, and with more time there may be others."
    elif any(point.judged.plan.evidence.stopped for point in front.points):
        text += " Time was short for the plans: of a point's plans that are worth as much another run may show another."
    return lines(text)


def _open(front: Frontier, region: Region) -> str:
    parts = []
    for measure, (worst, best) in zip(front.measures, (region.first, region.second), strict=True):
        if worst is None:
            parts.append(f"{measure.name} up to {value_text(measure, best)}" if measure.sign > 0 else
                         f"{measure.name} down to {value_text(measure, best)}")  # fmt: skip
        else:
            low, high = sorted((worst, best))
            upto = "" if low == high else f" to {value_text(measure, high)}"
            parts.append(f"{measure.name} {value_text(measure, low)}{upto}")
    return f"There may be more with {' and '.join(parts)}."


def _held(front: Frontier) -> str:
    if not front.held:
        return "Nothing is held before both."
    sure = "" if front.sure else " (not all of them proven, so other points may exist where they are better)"
    return f"Held at their best before both, in this order{sure}: {', '.join(front.held)}."


def _judged(front: Frontier) -> str:
    refused = [str(point.number) for point in front.refused]
    if refused:
        return f"Refused by the judge, so not to be used and not saved: {', '.join(refused)}."
    return "Each of these plans was checked a second way."


def as_csv(front: Frontier, saved: Saved = NOWHERE) -> str:
    """One row for each point."""
    kinds = {kind.id: kind for point in front.points for kind in point.kinds}
    named = tuple(measure.name for measure in front.measures)
    rows = [("point", *named, "proven", "weights could find it", "checked", "plan", *(f"also {one}" for one in kinds))]
    for point in front.points:
        rows.append(
            (
                str(point.number),
                *map(str, point.values),
                *("yes" if one else "no" for one in (point.proven, point.supported)),
                "yes" if point.judged.verdict.verified else "refused",
                saved.get(point.number, ""),
                *(str(point.figures.get(one, "")) for one in kinds),
            )
        )
    return csv_text(rows)


def as_json(front: Frontier, saved: Saved = NOWHERE) -> str:
    """Everything that is known of the trade-off but the plans themselves."""
    return json.dumps(_as_dict(front, saved), ensure_ascii=False, indent=1) + "\n"


def _as_dict(front: Frontier, saved: Saved) -> dict[str, object]:
    return {
        "format": 1,
        "programme": front.title,
        "scope": front.scope,
        "made_from": front.points[0].judged.plan.made_from,
        "measures": [{"name": one.name, "sense": one.sense, "says": one.says} for one in front.measures],
        "held": list(front.held),
        "held_proven": front.sure,
        "complete": front.complete,
        "stopped": front.stopped,
        "most": front.most,
        "solves": front.solves,
        "points": [
            {
                "number": point.number,
                "values": dict(zip((one.name for one in front.measures), point.values, strict=True)),
                "proven": point.proven,
                "weights_could_find_it": point.supported,
                "verified": point.judged.verdict.verified,
                "plan": saved.get(point.number),
                "figures": {kind.id: point.figures[kind.id] for kind in point.kinds if kind.id in point.figures},
            }
            for point in front.points
        ],
        "open": [
            {
                measure.name: {"worst": worst, "best": best}
                for measure, (worst, best) in zip(front.measures, (region.first, region.second), strict=True)
            }
            for region in front.regions
        ],
    }
