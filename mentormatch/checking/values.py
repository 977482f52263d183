"""The value of every tier, reckoned anew from the pairs of the plan with the judge's own quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from mentormatch.checking.case import Case, Planned
from mentormatch.checking.order import tier_order
from mentormatch.domain import tiers
from mentormatch.domain.ids import tie_break
from mentormatch.domain.plan import TierValue
from mentormatch.domain.slots import Slot
from mentormatch.domain.tiers import TierKind, band_of
from mentormatch.domain.verdict import Breach


def values(case: Case) -> dict[str, int]:
    """The value of each tier of pairs, by name."""
    return {kind.name: value(case, kind) for kind in case.policy.tier_order()}


def value(case: Case, kind: TierKind) -> int:
    """The value of one tier."""
    if kind.group == "fairness":
        band = int(kind.name.rpartition("-")[2])
        return sum(band_of(_points(case, best), case.policy.bands) == band for best in _best(case))
    return _VALUES[kind.name](case)


def breaches(case: Case, found: dict[str, int]) -> Iterator[Breach]:
    """Tiers that are missing, out of order, of another value, or spent beyond what they give."""
    order = tier_order(case.policy, case.plan)
    said = [tier.name for tier in case.plan.tiers]
    if said != [kind.name for kind in order]:
        says = f"the tiers are {', '.join(said) or 'missing'}; the policy's are {', '.join(k.name for k in order)}."
        yield Breach(rule="value", says=says)
    kinds = {kind.name: kind for kind in order}
    for tier in case.plan.tiers:
        if tier.name not in kinds:
            continue
        if tier.sense != kinds[tier.name].sense:
            yield Breach(rule="value", says=f"{tier.name} is a {kinds[tier.name].sense} tier, not {tier.sense}.")
        if tier.value != found[tier.name]:
            says = f"{tier.name} is {tier.value} in the plan, reckoned anew {found[tier.name]}."
            yield Breach(rule="value", says=says)
        may = given(case, tier)
        if not 0 <= tier.spent <= may:
            yield Breach(rule="value", says=f"{tier.name} may give {may}, and {tier.spent} was spent of it.")


def first_reached(tier: TierValue) -> int:
    """The value of a tier before later tiers spent of it."""
    return tier.value + tier.spent if tier.sense == tiers.MAX else tier.value - tier.spent


def given(case: Case, tier: TierValue) -> int:
    """What later tiers may spend of a tier; of canonical and meetings nothing."""
    if not may_spend(tier.name):
        return 0
    if tier.name in case.policy.gives:
        return case.policy.gives[tier.name]
    if tier.name in (tiers.QUALITY.name, tiers.GROUP_QUALITY.name):
        return first_reached(tier) * case.policy.quality_give // 1000
    return 0


def may_spend(name: str) -> bool:
    """Whether a tier comes before canonical: those from there on neither give nor spend."""
    return name not in (tiers.CANONICAL.name, tiers.SESSIONS_CANONICAL.name, *OF_MEETINGS)


# --------------------------------------------------------------------------------------------------------- people


def _points(case: Case, one: Planned) -> int:
    return case.quality(one.mentee, one.mentor, one.place).total


def _reached(case: Case) -> list[list[Planned]]:
    """The pairs of each counted mentee who is reached, best first."""
    return [case.by_mentee[mentee.id] for mentee in case.facts.counted if mentee.id in case.by_mentee]


def _best(case: Case) -> list[Planned]:
    return [pairs[0] for pairs in _reached(case)]


def _further(case: Case) -> list[Planned]:
    return [one for pairs in _reached(case) for one in pairs[1:]]


def _pins(case: Case) -> int:
    return sum(one.pin for one in case.planned)


def _pins_since(case: Case) -> int:
    return sum(case.facts.pin_standing[one.key] for one in case.planned if one.pin)


def _approval(case: Case) -> int:
    return sum(case.facts.approval_open(one.mentee, one.mentor) for one in case.ideas)


def _priority(case: Case) -> int:
    return sum(case.facts.priority(pairs[0].mentee) for pairs in _reached(case))


def _stability_people(case: Case) -> int:
    robbed = {mentee for mentee, _ in case.facts.in_force} - set(case.by_mentee)
    return sum(mentee.id in robbed for mentee in case.facts.counted)


def _stability_pairs(case: Case) -> int:
    return len(set(case.facts.in_force) - {one.key for one in case.planned})


def _stability_meetings(case: Case) -> int:
    return sum(meeting_moves(case, one) for one in case.planned if not one.idea)


def meeting_moves(case: Case, one: Planned) -> bool:
    """Whether a held pair loses or changes its recorded meeting, or has none though an option exists."""
    if case.options.recorded(one.key) is not None:
        return not one.kept
    return one.pair.meeting is None and bool(case.options_of(one.mentee, one.mentor).places)


def _load(case: Case) -> int:
    people = Counter(one.pair.mentor for one in case.planned)
    people.update(mentor for _, mentor in case.facts.on_hold)
    return sum((mentor.people_elsewhere + people[mentor.id]) ** 2 for mentor in case.programme.mentors)


def _canonical(case: Case) -> int:
    return sum(tie_break(case.programme.salt, *one.key) for one in case.ideas)


# ------------------------------------------------------------------------------------------------------- meetings

Stop = tuple[str, Slot]
Judged = Callable[[Case, Planned, str, Slot], int]


def wished(case: Case, one: Planned, place: str, slot: Slot) -> int:
    """How many of the two wished for that time."""
    letters = case.dates.turn(one.mentee, slot).letters
    return sum(
        all(member.wished_times.covers(slot.weekday, letter, slot.start, slot.end) for letter in letters)
        for member in (one.mentee, one.mentor)
        if member.wished_times is not None
    )


def off_middle(case: Case, one: Planned, place: str, slot: Slot) -> int:
    """Twice the minutes from the middle of the run of options that the start stands in.

    0 for a recorded meeting that is no option, or at none of the pair's places.
    """
    known = place in case.options.of(one.mentee, one.mentor).places
    if not known or not case.options.has(one.mentee, one.mentor, place, slot):
        return 0
    turn, step = case.dates.turn(one.mentee, slot), case.policy.start_step
    of_turn = next(starts for own, starts in case.options_of(one.mentee, one.mentor).by_place[place] if own is turn)
    own_day = {start for weekday, start in case.starts.each(of_turn & case.starts.day(slot.weekday))}
    first = last = slot.start
    while first - step in own_day:
        first -= step
    while last + step in own_day:
        last += step
    return abs(2 * slot.start - (first + last))


def rank(case: Case, one: Planned, place: str, slot: Slot) -> int:
    """How many of the pair's places have an id before this one's."""
    return sum(other < place for other in case.places_of(one.mentee, one.mentor))


def start_in_week(case: Case, one: Planned, place: str, slot: Slot) -> int:
    """The number of the start in the week."""
    return (slot.weekday * 1440 + slot.start) // case.policy.start_step


def meeting_tie(case: Case, one: Planned, place: str, slot: Slot) -> int:
    """The tie-break of a meeting."""
    return tie_break(case.programme.salt, *one.key, place, f"{slot.weekday}/{slot.start}/{slot.first}")


OF_MEETINGS: dict[str, Judged] = {
    tiers.MEETINGS_WISHED.name: wished,
    tiers.MEETINGS_MIDDLE.name: off_middle,
    tiers.MEETINGS_PLACE.name: rank,
    tiers.MEETINGS_START.name: start_in_week,
    tiers.MEETINGS_CANONICAL.name: meeting_tie,
}


def _over_meetings(judged: Judged) -> Callable[[Case], int]:
    def total(case: Case) -> int:
        met = [(one, one.pair.meeting) for one in case.planned]
        return sum(judged(case, one, meeting.place, meeting.slot) for one, meeting in met if meeting)

    return total


_VALUES: dict[str, Callable[[Case], int]] = {
    tiers.PINS.name: _pins,
    tiers.PINS_SINCE.name: _pins_since,
    tiers.REACH.name: lambda case: len(_reached(case)),
    tiers.APPROVAL.name: _approval,
    tiers.PRIORITY.name: _priority,
    tiers.STABILITY_PEOPLE.name: _stability_people,
    tiers.STABILITY_PAIRS.name: _stability_pairs,
    tiers.STABILITY_MEETINGS.name: _stability_meetings,
    tiers.QUALITY.name: lambda case: sum(_points(case, one) for one in _best(case)),
    tiers.FURTHER_NUMBER.name: lambda case: len(_further(case)),
    tiers.FURTHER_QUALITY.name: lambda case: sum(_points(case, one) for one in _further(case)),
    tiers.LOAD.name: _load,
    tiers.CANONICAL.name: _canonical,
    **{name: _over_meetings(judged) for name, judged in OF_MEETINGS.items()},
}
