"""What is measured of one judged plan: how many, how well, how long they wait, who carries it, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from mentormatch.domain import tiers
from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentee, Status
from mentormatch.domain.plan import Plan, PlannedPair, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import band_of
from mentormatch.domain.verdict import JudgedPlan

MATCH, SESSIONS, MONEY = "pairs", "sessions", "money"


@frozen
class Scenario:
    """A programme as it is or under a scenario, and its judged plan. given: seconds for its search, None: no limit."""

    name: str
    title: str
    says: str
    programme: Programme
    history: History
    judged: JudgedPlan
    given: float | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.judged.plan


@frozen
class Kind:
    """A figure that is compared. better: 1 more is better, -1 less is, 0 neither. tier: that says it, if one does."""

    id: str
    group: str
    says: str
    better: int = 0
    tier: str | None = None
    unit: str = ""


WANTING = Kind(id="wanting", group=MATCH, says="people who want a mentor")
REACHED = Kind(id="reached", group=MATCH, says="with a mentor or an idea", better=1, tier=tiers.REACH.name)
WAITING = Kind(id="waiting", group=MATCH, says="still waiting", better=-1)
LONGEST = Kind(id="longest-wait", group=MATCH, says="longest wait of these", better=-1, unit="weeks")
WEEKS = Kind(id="weeks-waited", group=MATCH, says="waited by these in all", better=-1, unit="weeks")
PRIORITY = Kind(id="priority", group=MATCH, says="priority of those reached", better=1, tier=tiers.PRIORITY.name)
SELDOM = Kind(id="seldom-heard", group=MATCH, says="of raised priority, waiting", better=-1)
CHOICE = Kind(id="choice", group=MATCH, says="ideas with a second choice", better=1)
QUALITY = Kind(id="quality", group=MATCH, says="points of best pairs in all", better=1, tier=tiers.QUALITY.name)
WORST = Kind(id="worst-off", group=MATCH, says="points of the weakest pair", better=1)
APPROVALS = Kind(
    id="approvals", group=MATCH, says="ideas an officer must agree to", better=-1, tier=tiers.APPROVAL.name
)
MENTORS = Kind(id="mentors", group=MATCH, says="mentors who see somebody")
FULL = Kind(id="full-mentors", group=MATCH, says="mentors who are full", better=-1)
BUSIEST = Kind(id="busiest", group=MATCH, says="people of the busiest mentor", better=-1)
MOVED = Kind(
    id="moved", group=MATCH, says="kept pairs that meet elsewhere", better=-1, tier=tiers.STABILITY_MEETINGS.name
)
ENDED = Kind(id="ended", group=MATCH, says="pairs in force that end", better=-1)
OF_PAIRS = (WANTING, REACHED, WAITING, LONGEST, WEEKS, SELDOM, PRIORITY, CHOICE)
AFTER_BANDS = (QUALITY, WORST, APPROVALS, MENTORS, FULL, BUSIEST, MOVED, ENDED)

HELD = Kind(id="sessions", group=SESSIONS, says="sessions held", better=1)
IN_GROUPS = Kind(
    id="in-groups", group=SESSIONS, says="people in a session by name", better=1, tier=tiers.REACH_GROUP.name
)
WISHED = Kind(id="wished", group=SESSIONS, says="in a session they wish for", better=1, tier=tiers.WISH.name)
POINTS = Kind(
    id="group-points", group=SESSIONS, says="points at sessions in all", better=1, tier=tiers.GROUP_QUALITY.name
)
OF_SESSIONS = (HELD, IN_GROUPS, WISHED, POINTS)


@frozen
class Measured:
    """values: by the id of a kind. people: by who wants a mentor, whether reached. best: each person's best pair."""

    kinds: tuple[Kind, ...]
    values: Mapping[str, int]
    reached: Mapping[str, bool] = attrs.field(factory=dict)
    best: Mapping[str, PlannedPair] = attrs.field(factory=dict)
    in_groups: frozenset[str] = frozenset()


def measured(one: Scenario) -> Measured:
    """Every figure of one plan, in the order in which they are told."""
    kinds: list[Kind] = []
    values: dict[str, int] = {}
    reached: dict[str, bool] = {}
    best: dict[str, PlannedPair] = {}
    if one.plan.scope != "schedule":
        best = best_pairs(one.plan)
        reached = _reached(one, best)
        bands = _bands(one, best)
        kinds += [*OF_PAIRS, *bands, *AFTER_BANDS]
        values |= {kind.id: value for kind, value in bands.items()} | _of_pairs(one, best, reached)
    in_groups = frozenset(person for session in one.plan.timetable.sessions for person in session.attendees)
    if one.plan.scope != "match":
        costs = {
            Kind(id=f"cost:{cost.heading}", group=MONEY, says=f"{cost.heading} over the term", better=-1, unit="pence"):
            cost.pence_a_term for cost in one.plan.timetable.costs
        }  # fmt: skip
        kinds += [*OF_SESSIONS, *costs]
        values |= {HELD.id: len(one.plan.timetable.sessions)} | {kind.id: pence for kind, pence in costs.items()}
        values |= {kind.id: tier.value for kind in OF_SESSIONS if (tier := tier_of(one, kind)) is not None}
    return Measured(kinds=tuple(kinds), values=values, reached=reached, best=best, in_groups=in_groups)


def tier_of(one: Scenario, kind: Kind) -> TierValue | None:
    """The tier that says a figure, or None."""
    return next((tier for tier in one.plan.tiers if tier.name == kind.tier), None)


def told_tiers(plan: Plan) -> tuple[TierValue, ...]:
    """The tiers of a plan that mean something to people: none of the tie-breaks."""
    return tuple(
        tier for tier in plan.tiers if not tier.name.endswith("canonical") and not tier.name.startswith("meetings-")
    )


def best_pairs(plan: Plan) -> dict[str, PlannedPair]:
    """Each person's pair of most points, a pair in force before an idea of as many."""
    out: dict[str, PlannedPair] = {}
    for pair in sorted(plan.pairs, key=lambda pair: (-pair.quality, pair.mentor)):
        out.setdefault(pair.mentee, pair)
    return out


def weeks_waited(mentee: Mentee, programme: Programme) -> int:
    """Whole weeks that somebody has waited; 0 where it is not known."""
    since = mentee.waiting_since
    return max(0, (programme.as_of - since).days // 7) if since else 0


def raised(mentee: Mentee, programme: Programme) -> bool:
    """Whether somebody named has raised their priority, and it still counts: all a programme says of who is seldom
    heard, for the reason is kept nowhere."""
    until = mentee.urgency_until
    return bool(mentee.urgency and mentee.urgency_set_by and until is not None and until >= programme.as_of)


def _reached(one: Scenario, best: Mapping[str, PlannedPair]) -> dict[str, bool]:
    """Whether each person who wants a mentor has one, or an idea for one."""
    held = {held.mentee for held in one.plan.on_hold}
    return {
        mentee.id: mentee.id in best or mentee.id in held
        for mentee in one.programme.mentees
        if mentee.id in best or mentee.id in held or (mentee.status is Status.ACTIVE and mentee.wants >= 1)
    }


def _bands(one: Scenario, best: Mapping[str, PlannedPair]) -> dict[Kind, int]:
    """How many best pairs lie in each band of quality, the weakest first."""
    ends = one.programme.policy.bands
    number = Counter(band_of(pair.quality, ends) for pair in best.values())
    edges = [0, *ends]
    out = {}
    for band, low in enumerate(edges, 1):
        says = f"from {low} points" if band == len(edges) else f"at {low} to {edges[band]} points"
        out[Kind(id=f"band-{band}", group=MATCH, says=f"best pair {says}")] = number[band]
    return out


def _of_pairs(one: Scenario, best: Mapping[str, PlannedPair], reached: Mapping[str, bool]) -> dict[str, int]:
    plan, programme = one.plan, one.programme
    mentees = {mentee.id: mentee for mentee in programme.mentees}
    waits = [weeks_waited(mentees[person], programme) for person, has in reached.items() if not has]
    load = Counter([*(pair.mentor for pair in plan.pairs), *(held.mentor for held in plan.on_hold)])
    together = {(pair.mentee, pair.mentor) for pair in plan.pairs} | {(p.mentee, p.mentor) for p in plan.on_hold}
    in_force = one.history.holding(programme.as_of)
    values = {
        WANTING.id: len(reached),
        REACHED.id: sum(reached.values()),
        WAITING.id: len(waits),
        LONGEST.id: max(waits, default=0),
        WEEKS.id: sum(waits),
        SELDOM.id: sum(raised(mentees[person], programme) for person, has in reached.items() if not has),
        CHOICE.id: sum(bool(pair.runners_up) for pair in plan.ideas),
        WORST.id: min((pair.quality for pair in best.values()), default=0),
        MENTORS.id: len(load),
        FULL.id: sum(load[mentor.id] + mentor.people_elsewhere >= mentor.max_people for mentor in programme.mentors
                     if mentor.status is Status.ACTIVE and load[mentor.id]),
        BUSIEST.id: max(load.values(), default=0),
        ENDED.id: sum((row.mentee, row.mentor) not in together for row in in_force),
    }  # fmt: skip
    tiered = (PRIORITY, QUALITY, APPROVALS, MOVED)
    return values | {kind.id: tier.value for kind in tiered if (tier := tier_of(one, kind)) is not None}
