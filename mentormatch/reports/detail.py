"""The figures behind the first screen: areas, minutes, fares, weights, and each tier with bound and proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mentormatch.domain import parts
from mentormatch.domain.people import Mentee
from mentormatch.domain.plan import PlannedPair, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.reports import answers, claims, safety, waiting
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.words import columns, count, day, lines, weeks_waited


def detail(screen: Screen, of_sessions: Sequence[list[str]] = ()) -> list[str]:
    """All of it, part by part; with what is told of sessions, and of pairs only where the plan is about them."""
    judged, programme = screen.judged, screen.programme
    of_pairs: tuple[list[str], ...] = (
        _areas(judged, programme),
        _journeys(judged, programme),
        _still_waiting(screen),
        _weights(programme),
    )
    parts_of_it: tuple[list[str], ...] = (
        _settle(screen),
        *(() if judged.plan.scope == "schedule" else of_pairs),
        *of_sessions,
        _tiers(judged),
        _evidence(judged),
    )
    out: list[str] = []
    for part in parts_of_it:
        out += [*part, ""] if part else []
    return [*out[:-1], "", *(line for says in claims.reach(judged, programme) for line in lines(says))]


def _settle(screen: Screen) -> list[str]:
    todo = safety.before_ringing(screen.judged.plan, screen.programme, screen.problems, screen.names)
    return ["Before you ring anyone:", *(line for text in todo for line in lines(text, "  - "))] if todo else []


def _areas(judged: JudgedPlan, programme: Programme) -> list[str]:
    first = waiting.first_ideas(judged.plan)
    left = set(waiting.unserved(judged.plan, programme))
    held = {pair.mentee for pair in judged.plan.pairs} - set(first)
    areas = sorted({mentee.area or "" for mentee in programme.mentees})
    rows = [("area", "people", "with a mentor", "idea found", "still waiting", "longest wait")]
    for area in areas:
        people = [mentee for mentee in programme.mentees if (mentee.area or "") == area]
        unserved = [mentee for mentee in people if mentee.id in left]
        longest = max((weeks_waited(mentee.waiting_since, programme.as_of) for mentee in unserved), default=0)
        numbers = [
            len(people),
            sum(m.id in held for m in people),
            sum(m.id in first for m in people),
            len(unserved),
        ]
        last = count(longest, "week") if unserved else "-"
        rows.append((area or "(no area)", *map(str, numbers), last))  # type: ignore[arg-type]
    return ["By area:", *columns(rows, right=(1, 2, 3, 4))]


def _journeys(judged: JudgedPlan, programme: Programme) -> list[str]:
    met = [pair for pair in judged.plan.pairs if pair.meeting]
    if not met:
        return []
    sides: tuple[tuple[str, Callable[[PlannedPair], object]], ...] = (
        ("people", lambda pair: pair.meeting.mentee_way if pair.meeting else None),
        ("mentors", lambda pair: pair.meeting.mentor_way if pair.meeting else None),
    )
    rows = [("", "journeys", "middle", "longest", "fares a meeting")]
    for who, side in sides:
        ways = [way for pair in met if (way := side(pair)) is not None]
        minutes = sorted(way.minutes for way in ways)  # type: ignore[attr-defined]
        pence = sum(way.pence for way in ways)  # type: ignore[attr-defined]
        if minutes:
            middle = f"{minutes[len(minutes) // 2]} min"
            rows.append((who, str(len(ways)), middle, f"{minutes[-1]} min", f"£{pence / 100:,.2f} in all"))
    held = sum(pair.meeting.dates_held for pair in met if pair.meeting)
    planned = sum(pair.meeting.dates_planned for pair in met if pair.meeting)
    out = ["Journeys, one way (modelled ones are estimates):", *columns(rows, right=(1, 2, 3))]
    return [*out, *lines(f"Meetings this term: {held:,} of {planned:,} planned dates are held.", "  ")]


def _still_waiting(screen: Screen) -> list[str]:
    order = waiting.waiting_in_order(screen.judged.plan, screen.programme)
    if not order:
        return []
    mentees: dict[str, Mentee] = waiting.mentee_by_id(screen.programme)
    rows = []
    for answer in order:
        mentee = mentees.get(answer.mentee)
        waited = weeks_waited(mentee.waiting_since, screen.programme.as_of) if mentee else 0
        rows.append((screen.names(answer.mentee), f"{waited} wk", answers.in_short(answer, screen.names)))
    return ["Still waiting:", *columns(rows, right=(1,))]


def _weights(programme: Programme) -> list[str]:
    weights = programme.policy.weights
    total = sum(weights.values())
    rows = [(name, f"{weight}", f"{_meaning(name)}") for name, weight in weights.items()]
    return [f"What makes an idea strong (weights, of {total} in all):", *columns(rows, right=(1,))]


def _meaning(part: str) -> str:
    return parts.BY_ID[part].says if part in parts.BY_ID else ""


def _tiers(judged: JudgedPlan) -> list[str]:
    rows = [("", "value", "what it counts; what is known")]
    for tier in judged.plan.tiers:
        bound = "" if tier.bound in (None, tier.value) else f"; bound {tier.bound:,}"
        spent = f"; {tier.spent:,} given to later ones" if tier.spent else ""
        words = (
            f"{answers.tier_words(tier.name)}{bound}{_added_up(judged, tier)}{spent}; {claims.of_tier(judged, tier)}"
        )
        rows.append((tier.name, f"{tier.value:,}", words))
    return ["What came first, in this order:", *columns(rows, right=(1,))]


def _added_up(judged: JudgedPlan, tier: TierValue) -> str:
    """The bound that the judge added up without a solver, where it is not the tier's own."""
    priced = next((found.priced for found in judged.verdict.tiers if found.name == tier.name), None)
    return "" if priced in (None, tier.bound) else f"; {priced:,} added up without a solver"


def _evidence(judged: JudgedPlan) -> list[str]:
    evidence = judged.plan.evidence
    sizes = ", ".join(f"{number:,} {name}" for name, number in evidence.sizes.items())
    seconds = sum(evidence.seconds.values())
    out = lines(f"Weighed: {sizes}.") if sizes else []
    if seconds:
        out += lines(f"It took {seconds:.1f} s with {count(evidence.threads, 'thread')}.")
    return [
        *out,
        *lines(f"Made from the programme as of {day(judged.plan.as_of)}: {judged.plan.made_from[:16]}"),
    ]
