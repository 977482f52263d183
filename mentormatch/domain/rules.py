"""The catalogue of hard rules: an id, a kind and a plain sentence each.

A rule's kind alone decides whether it may be offered as a remedy, whether a pin overrides it, and what is shown of it.
Each rule has a place on the planner's side (`candidates`), one written separately in `checking`, and a test; they share
the id and nothing else. The order of RULES is the order in which refusals are counted: a mentor who fails several
rules is counted under the first. Safeguarding comes late and is shown as PLACES, so that a list of refusals reads the
same whether somebody may not be met or has no room.
"""

from __future__ import annotations

from enum import Enum

from mentormatch.domain.frozen import frozen


class Kind(Enum):
    """What sort of rule it is."""

    STATE = "state"
    CONSENT = "consent and stated needs"
    POLICY = "the programme's own rule"
    FEASIBILITY = "feasibility"
    APPROVAL = "approval"
    SAFEGUARDING = "safeguarding"

    @property
    def pin_overrides(self) -> bool:
        """Whether a pair that the coordinator keeps together may break it."""
        return self in (Kind.FEASIBILITY, Kind.POLICY)

    @property
    def may_be_remedy(self) -> bool:
        """Whether relaxing it may be offered as a remedy."""
        return self is Kind.FEASIBILITY


@frozen
class Rule:
    """says: a sentence for the coordinator about `mentors` refused by it, with the figures it needs in braces.

    fixes: what to do about a held pair or pin that breaks it.
    """

    id: str
    kind: Kind
    says: str
    fixes: str = ""


SAME_PERSON = Rule(id="same-person", kind=Kind.STATE, says="nobody mentors themselves")
PAUSED = Rule(id="paused", kind=Kind.STATE, says="{mentors} resting or gone")
STATE = Rule(id="state", kind=Kind.CONSENT, says="{mentors} tried before, or not wished")
REQUIRES = Rule(id="requires", kind=Kind.CONSENT, says="{mentors} not what is required")
STAGE = Rule(id="stage", kind=Kind.POLICY, says="{mentors} not far enough on")
AREAS = Rule(id="areas", kind=Kind.POLICY, says="{mentors} in another area")
TRAVEL = Rule(id="travel", kind=Kind.FEASIBILITY, says="{mentors} with no place that both can reach")
HOURS = Rule(id="common-hour", kind=Kind.FEASIBILITY, says="{mentors} with no hour in common at such a place")
DATES = Rule(id="dates", kind=Kind.FEASIBILITY, says="{mentors} with too few dates left in the term")
APPROVAL = Rule(id="approval", kind=Kind.APPROVAL, says="{mentors} only if the officer agrees")
FLOOR = Rule(id="floor", kind=Kind.POLICY, says="{mentors} possible, but talk first")
PLACES = Rule(id="places", kind=Kind.FEASIBILITY, says="{mentors} with no place free")
CLEARANCE = Rule(id="clearance", kind=Kind.SAFEGUARDING, says="{mentors} without a clearance valid long enough")
TRAINING = Rule(id="training", kind=Kind.SAFEGUARDING, says="{mentors} without the training")
KEEP_APART = Rule(id="keep-apart", kind=Kind.SAFEGUARDING, says="{mentors} who must be kept apart")
NOT_AT = Rule(id="not-at", kind=Kind.SAFEGUARDING, says="{mentors} only at places that are ruled out")
CURFEW = Rule(id="home-by", kind=Kind.SAFEGUARDING, says="{mentors} only at hours that are ruled out")
FIRST_MEETINGS = Rule(
    id="first-meetings", kind=Kind.SAFEGUARDING, says="{mentors} only where nobody is on duty for the first meetings"
)

RULES: tuple[Rule, ...] = (
    SAME_PERSON,
    PAUSED,
    STATE,
    REQUIRES,
    STAGE,
    AREAS,
    TRAVEL,
    HOURS,
    DATES,
    APPROVAL,
    PLACES,
    KEEP_APART,
    CLEARANCE,
    TRAINING,
    NOT_AT,
    CURFEW,
    FIRST_MEETINGS,
    FLOOR,
)
"""In the order in which refusals are counted."""

# Rules about a whole plan rather than one pair: the judge's breaches carry these ids too.
WANTS = Rule(id="wants", kind=Kind.CONSENT, says="more mentors than wished for")
CASELOAD = Rule(id="caseload", kind=Kind.CONSENT, says="more people than a mentor has places for")
WEEKLY_HOURS = Rule(id="hours", kind=Kind.CONSENT, says="more minutes in a week than a mentor has")
DIARY = Rule(
    id="diary", kind=Kind.FEASIBILITY, says="two things at once, or too little time to get from one to the other"
)
MARGIN = Rule(id="keep-apart-margin", kind=Kind.SAFEGUARDING, says="two who are kept apart, too close at one venue")
HELD = Rule(id="held", kind=Kind.CONSENT, says="a pair that people made is missing")
PIN = Rule(id="pin", kind=Kind.POLICY, says="a pair to be kept together is missing")

PLAN_RULES: tuple[Rule, ...] = (WANTS, CASELOAD, WEEKLY_HOURS, DIARY, MARGIN, HELD, PIN)

BY_ID: dict[str, Rule] = {rule.id: rule for rule in (*RULES, *PLAN_RULES)}


def shown_as(rule: Rule) -> Rule:
    """The rule under which a refusal is shown to anybody: safeguarding reads as lack of places."""
    return PLACES if rule.kind is Kind.SAFEGUARDING else rule
