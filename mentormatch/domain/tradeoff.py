"""What may be traded for what: the measures of a trade-off, by name. Most are tiers of the programme."""

from __future__ import annotations

from mentormatch.domain import tiers
from mentormatch.domain.frozen import frozen
from mentormatch.domain.policy import Policy
from mentormatch.domain.tiers import MAX, MIN, TierKind

MATCH, SCHEDULE, PLAN = "match", "schedule", "plan"
COST_OF = "cost:"
"""Before a heading: what is spent under it alone."""
HELD_ALWAYS = ("pins", "pins-since", "fixed-sessions", "fixed-people")
"""What people have settled by hand, and is no trade-off: the tiers that come first in every programme."""
NEVER = (*HELD_ALWAYS, "stability-people", "stability-pairs", "canonical", "sessions-canonical")
"""Tiers that no trade-off is in: settled by hand, the same in every plan, or tie-breaks."""


@frozen
class Measure:
    """name: as it is typed. sense: "max" or "min". people: whether it counts people. unit: "pence" or nothing."""

    name: str
    sense: str
    says: str
    people: bool = False
    unit: str = ""

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.sense == MAX else -1


MOVED = Measure(
    name="moved",
    sense=MIN,
    says="pairs of the earlier plan that could stay together and do not",
    people=True,
)
AFTER_MOVED = tiers.STABILITY_MEETINGS.name
"""The tier after which `moved` has its place."""

_OF_PEOPLE = ("reach", "approval", "stability-meetings", "further-number", "reach-group", "wish", "wish-first")


def _measure(kind: TierKind) -> Measure:
    unit = "pence" if kind is tiers.COST else ""
    people = kind.name in _OF_PEOPLE or kind.group == "fairness"
    return Measure(name=kind.name, sense=kind.sense, says=kind.says, people=people, unit=unit)


def measures(policy: Policy, headings: tuple[str, ...] = ()) -> tuple[Measure, ...]:
    """Everything that may be traded in a programme, in the order of its tiers. headings: that pence are spent under."""
    of_pairs = [kind for kind in policy.tier_order() if kind.group != "meetings" and kind.name not in NEVER]
    out: list[Measure] = []
    for kind in of_pairs:
        out.append(_measure(kind))
        if kind.name == AFTER_MOVED:
            out.append(MOVED)
    out += [_measure(kind) for kind in tiers.OF_SESSIONS if kind.name not in NEVER]
    out += [
        Measure(name=f"{COST_OF}{one}", sense=MIN, says=f"pence over the term under {one}", unit="pence")
        for one in headings
    ]
    return tuple(out)


def of_sessions(name: str) -> bool:
    """Whether a measure is about sessions."""
    return name.startswith(COST_OF) or name in {kind.name for kind in tiers.OF_SESSIONS}


def scope_of(names: tuple[str, ...]) -> str:
    """What must be planned for both measures to be there."""
    about = {of_sessions(name) for name in names}
    return PLAN if len(about) == 2 else SCHEDULE if True in about else MATCH
