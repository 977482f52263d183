"""A plan -> the dict that plan.json holds, and the bytes by which two plans are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentormatch.domain.plan import (
    Answer,
    Evidence,
    Meeting,
    Plan,
    PlannedPair,
    Point,
    PriceList,
    TierValue,
    Way,
    Witness,
)
from mentormatch.domain.timetable import NO_TIMETABLE
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.records.canonical import canonical_bytes, field_names, plain
from mentormatch.records.seals import sealed
from mentormatch.records.sessions import people_of, timetable_to_dict
from mentormatch.records.slots import slot_to_dict

FORMAT = 1
KIND = "mentormatch plan"
PAIRS_ONLY = "match"
Plain = dict[str, Any]


def plan_to_dict(made: JudgedPlan | Plan, names: Mapping[str, str] | None = None) -> Plain:
    """The plan as plan.json holds it, sealed. A plan that nobody has judged says so: verified is null.

    names: what people are called, by id; written only if it is given.
    """
    plan, verdict = (made.plan, made.verdict) if isinstance(made, JudgedPlan) else (made, None)
    out = {"format": FORMAT, "kind": KIND, **_body(plan)}
    out["tiers"] = [_tier(tier) for tier in plan.tiers]
    out["verified"] = None if verdict is None else verdict.verified
    out["verdict"] = None if verdict is None else _verdict(verdict)
    out["evidence"] = _evidence(plan.evidence)
    if names is not None:
        out["names"] = {one: names[one] for one in sorted(_ids(plan)) if one in names}
    return sealed(out)


def body_bytes(plan: Plan) -> bytes:
    """What is the same byte for byte wherever every tier is proven: decisions, values, reasons, runners-up.

    No bounds, proofs or figures of what was spent, no verdict, no evidence.
    """
    return canonical_bytes(_body(plan))


def _body(plan: Plan) -> Plain:
    return {
        "scope": plan.scope,
        "made_from": plan.made_from,
        "programme": plan.programme,
        "as_of": plan.as_of.isoformat(),
        "pairs": [_pair(pair) for pair in plan.pairs],
        "on_hold": [{"mentee": one.mentee, "mentor": one.mentor, "state": one.state.value} for one in plan.on_hold],
        "unmatched": [_answer(answer) for answer in plan.unmatched],
        "overtaken": [plain(one) for one in plan.overtaken],
        "pins_left_out": [{"mentee": mentee, "mentor": mentor} for mentee, mentor in plan.pins_left_out],
        "notes": list(plan.notes),
        **_timetable(plan),
        **({} if plan.point is None else {"point": _point(plan.point)}),
        "tiers": [{"name": one.name, "part": one.part, "sense": one.sense, "value": one.value} for one in plan.tiers],
    }


def _timetable(plan: Plan) -> Plain:
    """Nothing of a plan of pairs alone, whose bytes are as they were before there were sessions."""
    return {} if plan.scope == PAIRS_ONLY and plan.timetable == NO_TIMETABLE else timetable_to_dict(plan.timetable)


def _point(point: Point) -> Plain:
    return {
        "measures": [{"name": name, "value": value} for name, value in point.measures],
        "held": list(point.held),
    }


def _pair(pair: PlannedPair) -> Plain:
    """Every pair has place, meeting, ways and dates; they are null where no meeting is settled."""
    meeting = pair.meeting
    return {
        "mentee": pair.mentee,
        "mentor": pair.mentor,
        "state": pair.state.value,
        "quality": pair.quality,
        "parts": {one.part: {"points": one.points, "of": one.of, "says": one.says} for one in pair.parts},
        "place": meeting.place if meeting else None,
        "meeting": slot_to_dict(meeting.slot) if meeting else None,
        "ways": _ways(meeting) if meeting else None,
        "dates": {"planned": meeting.dates_planned, "held": meeting.dates_held} if meeting else None,
        "runners_up": [plain(one) for one in pair.runners_up],
        "needs_approval": pair.needs_approval,
        "pinned": pair.pinned,
        "moved": pair.moved,
        "renew_by": pair.renew_by.isoformat() if pair.renew_by else None,
        "notes": list(pair.notes),
    }


def _ways(meeting: Meeting) -> Plain:
    return {"mentee": _way(meeting.mentee_way), "mentor": _way(meeting.mentor_way)}


def _way(way: Way | None) -> Plain | None:
    return None if way is None else plain(way)


def _answer(answer: Answer) -> Plain:
    """An answer; what does not belong to its kind is left out."""
    out = {
        "mentee": answer.mentee,
        "kind": answer.kind.value,
        "reasons": [{"rule": one.rule, "says": one.says, "figures": plain(one.figures)} for one in answer.reasons],
    }
    for name in field_names(Answer) or ():
        value = getattr(answer, name)
        if name not in out and value is not None and value != ():
            out[name] = plain(value)
    return out


def _tier(tier: TierValue) -> Plain:
    return {**plain(tier), "proven": tier.proven}


def _verdict(verdict: Verdict) -> Plain:
    return {
        "rules": [plain(one) for one in verdict.breaches],
        "values": {one.name: one.value for one in verdict.tiers},
        "bound": {one.name: one.bound.value for one in verdict.tiers},
        "priced": {one.name: one.priced for one in verdict.tiers if one.priced is not None},
        "checked": dict(verdict.checked),
    }


def _evidence(evidence: Evidence) -> Plain:
    out = {name: plain(getattr(evidence, name)) for name in field_names(Evidence) or ()}
    out["price_lists"] = [_prices(one) for one in evidence.price_lists]
    out["witnesses"] = {one: _witness(witness) for one, witness in evidence.witnesses.items()}
    return out


def _witness(witness: Witness) -> Plain:
    return {
        "gone": [{"mentee": mentee, "mentor": mentor} for mentee, mentor in witness.gone],
        "come": [
            {
                "mentee": one.mentee,
                "mentor": one.mentor,
                "place": one.place,
                "meeting": slot_to_dict(one.slot) if one.slot else None,
                "needs_approval": one.needs_approval,
            }
            for one in witness.come
        ],
    }


def _prices(prices: PriceList) -> Plain:
    return {
        "tier": prices.tier,
        "scale": prices.scale,
        "prices": [[one.rule, list(one.who), plain(one.about), one.price] for one in prices.prices],
        "bound": prices.bound,
    }


def _ids(plan: Plan) -> set[str]:
    """Everybody whom a plan names."""
    out = {one for pair in plan.pairs for one in (pair.mentee, pair.mentor)}
    out |= {runner.mentor for pair in plan.pairs for runner in pair.runners_up}
    out |= {one for held in plan.on_hold for one in (held.mentee, held.mentor)}
    for answer in plan.unmatched:
        out |= {answer.mentee, *answer.people, *answer.mentors}
        out |= {answer.swap.mentor, answer.swap.instead_of} if answer.swap else set()
    out |= {one for over in plan.overtaken for one in (over.waiting, over.placed, over.mentor)}
    out |= {one for pin in plan.pins_left_out for one in pin}
    return out | people_of(plan.timetable)
