"""Policy: every figure that decides what is right. It is part of the programme, and scenarios change it.

How long to search and with how many threads is not policy: it does not change what is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from mentormatch.domain import group_parts
from mentormatch.domain import parts as parts_catalogue
from mentormatch.domain import tiers as tier_catalogue
from mentormatch.domain.frozen import frozen
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.week import Availability, parse_availability

STAGES = ("before the start", "first steps", "finding a footing", "steady", "settled", "giving back")
LONGEST_TERM = 60
MOST_OFFERS = 3
"""Other sessions that somebody may choose from at the most: a short list, not a catalogue."""


def _default_weights() -> Mapping[str, int]:
    return MappingProxyType({part.id: part.weight for part in parts_catalogue.PARTS})


def _default_group_weights() -> Mapping[str, int]:
    return MappingProxyType({part.id: part.weight for part in group_parts.GROUP_PARTS})


def _says(text: str, unit: str = "") -> dict[str, str]:
    return {"says": text, "unit": unit}


@frozen
class Term:
    """The stretch planned for: first day, number of weeks, zone, and whose bank holidays count."""

    first_day: dt.date
    weeks: int = 26
    timezone: str = "Europe/London"
    bank_holidays: str = "SCT"

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.weeks <= LONGEST_TERM:
            raise ValueError(f"a term has 1 to {LONGEST_TERM} weeks, not {self.weeks}")

    @property
    def last_day(self) -> dt.date:
        """The last day of the term."""
        return self.first_day + dt.timedelta(days=7 * self.weeks - 1)

    @property
    def first_monday(self) -> dt.date:
        """The first Monday on or after the first day: its week is an A week."""
        return self.first_day + dt.timedelta(days=-self.first_day.weekday() % 7)

    def week_letter(self, day: dt.date) -> str:
        """ "A" or "B": which of the alternate weeks a date lies in."""
        return "AB"[((day - self.first_monday).days // 7) % 2]


@frozen
class Budget:
    """At most so many pence a week and over the term under one heading; None = no limit."""

    heading: str
    pence_a_week: int | None = None
    pence_a_term: int | None = None


@frozen
class Policy:
    """The programme's own figures, each with the default that holds where nothing is said."""

    meeting_minutes: int = attrs.field(default=60, metadata=_says("length of a meeting", "minutes"))
    start_step: int = attrs.field(default=30, metadata=_says("starts lie on multiples of this", "minutes"))
    duty_hours: Availability = attrs.field(
        factory=lambda: parse_availability("Mon-Fri 09:00-20:00; Sat 10:00-16:00"),
        metadata=_says("when meetings may take place at all", "availability"),
    )
    default_availability: Availability = attrs.field(
        factory=lambda: parse_availability("Mon-Fri 09:00-17:00"),
        metadata=_says("when somebody is free whose availability is not known", "availability"),
    )
    supervised_meetings: int = attrs.field(
        default=2,
        metadata=_says("so many first meetings take place where staff are on duty; 0 = no such rule", "meetings"),
    )
    min_gap: int = attrs.field(default=1, metadata=_says("a mentor is at least so many stages further on", "stages"))
    ideal_gap: int = attrs.field(default=2, metadata=_says("the best distance between the two stages", "stages"))
    min_dates: int = attrs.field(
        default=6, metadata=_says("a clearance or approval must cover so many of the first dates", "dates")
    )
    doubt: int = attrs.field(
        default=15, metadata=_says("a modelled journey this much over a limit is checked, not refused", "percent")
    )
    places: int = attrs.field(default=3, metadata=_says("so many places at most are weighed for a pair", "places"))
    max_minutes: int = attrs.field(
        default=45, metadata=_says("longest way to a meeting where a person gives none", "minutes")
    )
    minutes_a_week: int = attrs.field(
        default=240, metadata=_says("a mentor's time where none is given, the way there and back included", "minutes")
    )
    travel_far: int = attrs.field(default=60, metadata=_says("a way this long earns no points for nearness", "minutes"))
    keep_apart_margin: int = attrs.field(
        default=60, metadata=_says("two who are kept apart are never at one venue within this", "minutes")
    )
    cooling_off_weeks: int = attrs.field(
        default=12, metadata=_says("an ended pair may be tried again after this, where its row gives no date", "weeks")
    )
    required_training: tuple[str, ...] = attrs.field(
        default=(), metadata=_says("training that every mentor must have", "labels")
    )
    approvals: str = attrs.field(
        default="propose",
        validator=attrs.validators.in_(("propose", "report")),
        metadata=_says('"propose": a pair that needs an approval may be an idea; "report": it is only mentioned'),
    )
    areas_apart: bool = attrs.field(default=False, metadata=_says("whether people are matched only within their area"))
    floor: int = attrs.field(
        default=0, metadata=_says('a pair of fewer points is "possible, talk first", and no idea; 0 = off', "points")
    )
    urgent_points: int = attrs.field(default=100, metadata=_says("priority of somebody urgent", "points"))
    raised_points: int = attrs.field(default=30, metadata=_says("priority of somebody with raised priority", "points"))
    most_weeks: int = attrs.field(default=26, metadata=_says("weeks waited count up to this", "weeks"))
    bands: tuple[int, ...] = attrs.field(
        default=(200, 400, 600, 800), metadata=_says("where the bands of quality end, at most 5", "points")
    )
    tiers: tuple[str, ...] = attrs.field(
        default=tier_catalogue.GROUPS, metadata=_says("what comes first, in this order", "names")
    )
    quality_give: int = attrs.field(
        default=5, metadata=_says("what later tiers may spend of quality", "per mille of its value")
    )
    gives: Mapping[str, int] = attrs.field(
        factory=dict,
        converter=lambda given: MappingProxyType(dict(given)),
        metadata=_says("what later tiers may spend of a tier, by its name", "its own unit"),
    )
    weights: Mapping[str, int] = attrs.field(
        factory=_default_weights,
        converter=lambda given: MappingProxyType({**{p.id: 0 for p in parts_catalogue.PARTS}, **given}),
        metadata=_says("how much each part of quality weighs", "weights"),
    )
    rarity: Mapping[str, int] = attrs.field(
        factory=dict,
        converter=lambda given: MappingProxyType(dict(given)),
        metadata=_says("how much an interest counts, by its name; 100 where nothing is said", "percent"),
    )
    expiry_weeks: int = attrs.field(
        default=8, metadata=_says("clearances that end within this time are listed", "weeks")
    )
    turnout: int = attrs.field(default=60, metadata=_says("how many of those enrolled come", "percent"))
    group_weight: int = attrs.field(
        default=100, metadata=_says("weight of group points beside mentor points", "percent")
    )
    group_weights: Mapping[str, int] = attrs.field(
        factory=_default_group_weights,
        converter=lambda given: MappingProxyType({**{p.id: 0 for p in group_parts.GROUP_PARTS}, **given}),
        metadata=_says("how much each part of a person's points at a session weighs", "weights"),
    )
    offers: int = attrs.field(
        default=0,
        metadata=_says("other groups offered to somebody whose row does not say, at most 3", "sessions"),
    )
    sunset_margin: int = attrs.field(
        default=15, metadata=_says("an unlit outdoor session ends so long before sunset", "minutes")
    )
    budgets: tuple[Budget, ...] = attrs.field(default=(), metadata=_says("limits by heading"))
    travel: TravelPolicy = attrs.field(factory=TravelPolicy)

    def __attrs_post_init__(self) -> None:
        for wrong in _wrong(self):
            raise ValueError(wrong)

    def tier_order(self) -> tuple[tier_catalogue.TierKind, ...]:
        """All tiers in the order in which they are decided."""
        return tier_catalogue.in_order(self.tiers, len(self.bands))


def _wrong(policy: Policy) -> list[str]:
    """What is contradictory in a policy, one sentence each."""
    out = []
    if not 5 <= policy.start_step <= 240 or 1440 % policy.start_step:
        out.append("start_step must divide a day and lie between 5 and 240 minutes")
    if list(policy.bands) != sorted(set(policy.bands)) or len(policy.bands) > 5:
        out.append("bands must rise, and there may be at most 5")
    if any(weight < 0 for weight in policy.weights.values()) or not sum(policy.weights.values()):
        out.append("weights must be 0 or more, and one at least above 0")
    if any(weight < 0 for weight in policy.group_weights.values()) or not sum(policy.group_weights.values()):
        out.append("group_weights must be 0 or more, and one at least above 0")
    if sorted(policy.tiers) != sorted(tier_catalogue.GROUPS):
        out.append(f"tiers must name each of {', '.join(tier_catalogue.GROUPS)} once")
    if not 10 <= policy.meeting_minutes <= 480:
        out.append("meeting_minutes must lie between 10 and 480")
    for name in ("supervised_meetings", "min_dates", "doubt", "floor", "keep_apart_margin", "quality_give"):
        if getattr(policy, name) < 0:
            out.append(f"{name} must be 0 or more")
    if not 0 <= policy.offers <= MOST_OFFERS:
        out.append(f"offers must lie between 0 and {MOST_OFFERS}")
    if policy.places < 1 or policy.travel_far < 1:
        out.append("places and travel_far must be 1 or more")
    return out
