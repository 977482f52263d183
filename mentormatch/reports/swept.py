"""A sweep as text, JSON and CSV: a grid's points, or what mentors who drop out would mean.

Who keeps a mentor how often is for the screen: ids, and names where the coordinator has them. Files hold figures only,
and no count of people under five.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mentormatch.domain.frozen import frozen
from mentormatch.reports.names import Names
from mentormatch.reports.problems import guarded
from mentormatch.reports.sharing import FEWEST, shown
from mentormatch.reports.words import count, lines, listed
from mentormatch.whatif.sweep import Robust, Row, profile

MARKS = {"proven": "=", "within a gap": "~", "not proven": "?", "": ""}
LEGEND = (
    "= proven best there, given what comes first. ~ at most as far off as its bound (--format csv has it). "
    "? not proven, or what comes first is not. No mark: so it is in this plan; others as good may differ."
)
OF_PAIRS = ("reached", "waiting", "longest-wait", "choice", "quality", "full-mentors")
OF_SESSIONS = ("in-groups", "wished", "group-points")
HEADS = {
    "reached": "reached", "waiting": "waiting", "longest-wait": "longest", "choice": "choice", "quality": "points",
    "full-mentors": "full", "in-groups": "groups", "wished": "wished", "group-points": "points", "cost": "cost £",
}  # fmt: skip
MEANT = {
    "reached": "people with a mentor or an idea", "waiting": "still waiting", "longest": "weeks of the longest wait",
    "choice": "ideas with a second choice", "full": "mentors who are full", "groups": "people in a session by name",
    "wished": "in a session they wish for", "cost £": "all costs over the term",
}  # fmt: skip
WIDTH, PEOPLE_SHOWN = 9, 12
NOT_TOLD = "not told"
SHARES = (
    (1000, "always"), (950, "19 in 20"), (900, "9 in 10"), (750, "3 in 4"), (500, "half"), (0, "less than half"),
)  # fmt: skip
"""How often somebody keeps a mentor, from so many per mille on, and how that is said."""


@frozen
class Swept:
    """A grid with its rows, in the order of its points. axes: names. points: the values of each."""

    axes: tuple[str, ...]
    points: tuple[tuple[str, ...], ...]
    rows: tuple[Row | None, ...]
    scope: str

    @property
    def done(self) -> int:
        """How many points have a row."""
        return sum(row is not None for row in self.rows)

    def figures(self, at: int) -> dict[str, Mapping[str, Any]]:
        """A point's figures by id, all costs together among them; empty where there is no plan."""
        row = self.rows[at]
        if row is None or not row["found"]:
            return {}
        out = {one["id"]: one for one in row["figures"]}
        costs = [one["value"] for name, one in out.items() if name.startswith("cost:")]
        if costs:
            out["cost"] = {"id": "cost", "says": "all costs over the term", "unit": "pence", "value": sum(costs),
                           "sure": "", "bound": None}  # fmt: skip
        return out

    def told(self, at: int, name: str) -> int | str:
        """A figure as it may be saved or drawn: no count of people under five, nor one from which it follows."""
        figures = self.figures(at)
        few = name.startswith("band-") and figures[name]["value"] < FEWEST
        if few or shown(name, figures[name]["value"]) is None:
            return f"under {FEWEST}"
        other = {"reached": "waiting", "waiting": "reached"}.get(name)
        if other in figures and shown(other, figures[other]["value"]) is None:
            return NOT_TOLD
        return int(figures[name]["value"])


# ------------------------------------------------------------------------------------------------ a grid


def grid_screen(swept: Swept) -> str:
    """The table for people: a line for each point."""
    ids = (*(OF_PAIRS if swept.scope != "schedule" else ()), *(OF_SESSIONS if swept.scope != "match" else ()))
    told = [name for name in (*ids, "cost") if any(name in swept.figures(at) for at in range(len(swept.rows)))]
    widths = [max(len(axis), *(len(point[at]) for point in swept.points)) + 2 for at, axis in enumerate(swept.axes)]
    across = max(1, (80 - sum(widths)) // WIDTH)
    out: list[str] = []
    for start in range(0, len(told), across):
        names = told[start : start + across]
        if start:
            out.append("")
        heads = [axis.ljust(width) for axis, width in zip(swept.axes, widths)]
        out.append("".join([*heads, *(HEADS[name].rjust(WIDTH) for name in names)]).rstrip())
        for at, point in enumerate(swept.points):
            cells = [value.ljust(width) for value, width in zip(point, widths)]
            out.append("".join([*cells, *_cells(swept, at, names)]).rstrip())
    meant = (f"{HEADS[name]}: {MEANT[HEADS[name]]}" for name in told if HEADS[name] in MEANT)
    out += ["", *lines("; ".join(meant) + "."), *lines(LEGEND)]
    return "\n".join([*out, *_grid_ended(swept)]) + "\n"


def _cells(swept: Swept, at: int, names: Sequence[str]) -> Iterator[str]:
    figures, row = swept.figures(at), swept.rows[at]
    for name in names:
        one = figures.get(name)
        if one is None:
            yield ("none" if row is not None and not row["found"] else "-").rjust(WIDTH - 1) + " "
            continue
        value = round(one["value"] / 100) if one["unit"] == "pence" else one["value"]
        yield f"{value:,}".rjust(WIDTH - 1) + (MARKS[one["sure"]] or " ")


def _grid_ended(swept: Swept) -> list[str]:
    out: list[str] = []
    cut = sum(bool(row and row.get("stopped")) for row in swept.rows)
    if cut:
        out += lines(f"{count(cut, 'search was', 'searches were')} cut short: --time-limit gives longer.")
    none = sum(bool(row and not row["found"]) for row in swept.rows)
    if none:
        out += lines(f"{count(none, 'point has', 'points have')} no plan in the time given, or none that is allowed.")
    refused = sum(bool(row and row["found"] and not row["verified"]) for row in swept.rows)
    checked = "Each of these plans was checked a second way."
    told = f"{count(refused, 'plan was', 'plans were')} refused by the judge, so not to be used."
    return out + lines(told if refused else checked)


def grid_csv(swept: Swept) -> str:
    """One row for each point and figure."""
    rows: list[tuple[object, ...]] = [(*swept.axes, "figure", "meaning", "value", "sure", "bound")]
    for at, point in enumerate(swept.points):
        for one in swept.figures(at).values():
            bound = "" if one["bound"] is None else one["bound"]
            rows.append((*point, one["id"], one["says"], swept.told(at, one["id"]), one["sure"] or "plan", bound))
    return _csv(rows)


def grid_json(swept: Swept) -> str:
    """The same, with what became of each plan."""
    points = [
        {
            "point": dict(zip(swept.axes, point)),
            "found": bool(row and row["found"]),
            "verified": bool(row and row.get("verified")),
            "stopped": row.get("stopped") if row else None,
            "figures": {
                name: {"value": swept.told(at, name), "sure": one["sure"] or "plan", "bound": one["bound"]}
                for name, one in swept.figures(at).items()
            },
        }
        for at, (point, row) in enumerate(zip(swept.points, swept.rows))
    ]
    return _json({"format": 1, "what": "grid", "scope": swept.scope, "points": points})


# ------------------------------------------------------------------------------------------------ drop-outs


def robust_screen(found: Robust, names: Names, *, most: int | None = PEOPLE_SHOWN) -> str:
    """What it means for people, the most important last. most: persons told of; None: all."""
    job, n = found.job, len(found.samples)
    out = lines(
        f"{count(job.size, 'mentor')} of {len(job.mentors)} drop out at once, {n:,} times (seed {job.seed}). Each time "
        "people look again: first as many are reached as can be, then as many as can keep a mentor, then their own; "
        "hours and diaries hold. Searched: reach and stability (a); of what is left, priority says who."
    )
    if n:
        out += ["", *_spread(found)]
        out += ["", *_people(found, names, most)]
    out += ["", *_cannot_lose(found)]
    return "\n".join([*out, "", *_how_sure(found)]) + "\n"


def _spread(found: Robust) -> Iterator[str]:
    yield "                              now    least  1 in 10   middle  9 in 10     most"
    people = len(found.job.people)
    pairs = len(found.job.base)
    for says, figure, now in (
        ("people reached", "reached", found.reached),
        ("keep a mentor", "people", people),
        ("pairs that stay", "pairs", pairs),
    ):
        values = "".join(f"{value:9,}" for value in found.spread(figure))
        yield f"{says:<24}{'-' if now is None else format(now, ','):>9}{values}"


def _people(found: Robust, names: Names, most: int | None) -> list[str]:
    out = []
    rarest = sorted(found.people, key=lambda one: (one.any.times, one.same.times, one.id))
    listed_ = [one for one in rarest if one.any.times < one.any.of]
    told = listed_ if most is None else listed_[:most]
    always = len(rarest) - len(listed_)
    out.append("Who keeps a mentor in how many of 100 samples (95 % between; their own):")
    for one in told:
        low, high = one.any.interval
        share = f"{100 * one.any.times / one.any.of:5.1f}  ({low / 10:.1f} to {high / 10:.1f})"
        out.append(f"  {names(one.id):<24}{share:<24}{100 * one.same.times / one.same.of:6.1f}")
    if len(listed_) > len(told):
        out.append(f"  and {len(listed_) - len(told)} more: --all shows every one")
    if always:
        out.append(f"  {count(always, 'person keeps', 'people keep')} one in every sample.")
    return out


def _cannot_lose(found: Robust) -> list[str]:
    worst = found.worst
    if not found.losses:
        return lines("Which mentor the plan cannot lose is not known yet.")
    if not worst:
        return lines("No single mentor is one that the plan cannot lose: whoever goes, everybody keeps one.")
    first = worst[0]
    says = "The mentor whom the plan can least lose" if len(worst) == 1 else f"{len(worst)} mentors weigh most"
    said = f"{says}: without them {count(first.fewer, 'person fewer is', 'people fewer are')} reached, and "
    said += f"{count(first.lose, 'person who has a mentor has', 'people who have a mentor have')} none."
    sure = "Each mentor's loss was searched, none drawn" + ("" if all(one.proven for one in found.losses) else
            "; not all of it is proven")  # fmt: skip
    out = lines(f"{said} ({sure}.)")
    for loss in worst[:3]:
        out += _remedy(found, loss)
    return out


def _remedy(found: Robust, loss: Any) -> list[str]:
    told = described(found, loss.mentor)
    out = lines(told, "  ")
    if loss.both is not None and found.reached is not None:
        more = loss.both - found.reached
        then = "" if loss.then is None else f", and if the first then went {loss.then} would be"
        out += lines(
            f"A second like them: {loss.both} people would be reached ({more:+d}){then} (without: "
            f"{found.reached - loss.fewer}).",
            "  ",
        )
    return out


def described(found: Robust, at: int) -> str:
    """A mentor as they may be told of to whoever looks for another one."""
    one = profile(found.job, at)
    parts = [
        one.area or "area not known",
        f"free on {listed(one.times, 4)}" if one.times else "no hours known",
        f"speaks {listed(one.languages, 4)}",
        f"gets about by {listed(one.ways, 5)}",
        f"meets {listed(one.meets, 3)}",
        count(one.places, "place"),
    ]
    return "; ".join(parts) + "."


def _how_sure(found: Robust) -> list[str]:
    n = len(found.samples)
    said = (
        f"{found.proven:,} of {n:,} samples are proven in how many are reached and keep a mentor, {found.settled:,} "
        "also in who does. "
        if n
        else ""
    )
    if found.not_found:
        said += f"{count(found.not_found, 'sample has', 'samples have')} no answer in the work given. "
    if found.refused:
        said += f"The judge refused {count(len(found.refused), 'answer')}: {listed(found.refused)}. Do not use this."
    else:
        said += "Every answer's pairs, places and hours went past the judge: no rule is broken, and the count is right."
    return lines(said)


def robust_csv(found: Robust) -> str:
    """One row for each sample."""
    rows: list[tuple[object, ...]] = [("sample", "reached", "keep_a_mentor", "pairs_that_stay", "proven", "bound")]
    for number, row in found.samples.items():
        figures = (_few(row[name]) for name in ("reached", "people", "pairs"))
        bound = "" if row["bound"] is None else _few(row["bound"])
        rows.append((number, *figures, "yes" if row["proven"] else "no", bound))
    return _csv(rows)


def robust_json(found: Robust) -> str:
    """Figures only: the samples, how often people keep a mentor in bands, and single losses without saying whose."""
    spreads = {
        name: dict(zip(("least", "tenth", "middle", "ninetieth", "most"), map(_few, found.spread(figure))))
        for name, figure in (("reached", "reached"), ("keep_a_mentor", "people"), ("pairs_that_stay", "pairs"))
    }
    return _json(
        {
            "format": 1,
            "what": "drop-outs",
            "mentors": len(found.job.mentors),
            "drop_out": found.job.size,
            "seed": found.job.seed,
            "samples": len(found.samples),
            "proven": found.proven,
            "settled": found.settled,
            "not_found": found.not_found,
            "refused": len(found.refused),
            "searched": ["reach", "stability (a)", "pairs kept", "priority", "tie-break"],
            "now": {"reached": None if found.reached is None else _few(found.reached),
                    "have_a_mentor": _few(len(found.job.people))},
            "spread": spreads if found.samples else None,
            "people_by_how_often": {says: _few(number) for says, number in by_share(found)},
            "cannot_lose": [
                {
                    "fewer_reached": _few(loss.fewer),
                    "lose_a_mentor": _few(loss.lose),
                    "proven": loss.proven,
                    "like": described(found, loss.mentor),
                    "reached_with_a_second": loss.both,
                    "reached_if_then_the_first_goes": loss.then,
                }
                for loss in found.worst[:3]
            ],
        }
    )  # fmt: skip


def by_share(found: Robust) -> list[tuple[str, int]]:
    """How many people keep a mentor how often, in bands, the rarest last.

    Bands of fewer than five are joined to their neighbours: beside a total, one small band left out would be told all
    the same. Only where all together are fewer is there a small one.
    """
    out: list[tuple[list[str], int]] = []
    above = 1001
    for low, says in SHARES:
        number = sum(low <= 1000 * one.any.times // max(1, one.any.of) < above for one in found.people)
        if out and out[-1][1] < FEWEST:
            out[-1] = ([*out[-1][0], says], out[-1][1] + number)
        else:
            out.append(([says], number))
        above = low
    if len(out) > 1 and out[-1][1] < FEWEST:
        last = out.pop()
        out[-1] = ([*out[-1][0], *last[0]], out[-1][1] + last[1])
    return [(names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}", number) for names, number in out]


def _few(number: int) -> object:
    return f"under {FEWEST}" if number < FEWEST else number


def _csv(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
