"""Which pairs are candidates, and under which rule, as it may be shown, each other one is refused first."""

from __future__ import annotations

import datetime as dt

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.facts import Pair, folded
from mentormatch.checking.wants import all_required_met
from mentormatch.domain import rules
from mentormatch.domain.history import PairState
from mentormatch.domain.people import Mentee, Mentor, Status
from mentormatch.domain.rules import Rule


def refused_state(case: Case, mentee_id: str, mentor_id: str) -> bool:
    """Whether one of the two has declined, or the pair ended and may not be tried again yet."""
    row = case.facts.latest.get((mentee_id, mentor_id))
    if row is None:
        return False
    if case.history.refused(mentee_id, mentor_id):
        return True
    if row.state is not PairState.ENDED:
        return False
    weeks = dt.timedelta(weeks=case.policy.cooling_off_weeks)
    again_from = row.since + weeks if row.again_from is None else row.again_from
    return case.programme.as_of < again_from


def far_enough_on(case: Case, mentee: Mentee, mentor: Mentor) -> bool:
    """Whether the mentor's stage is known and far enough beyond the mentee's, where that is known."""
    if mentor.stage is None:
        return False
    return mentee.stage is None or mentor.stage - mentee.stage >= case.policy.min_gap


def same_area(case: Case, mentee: Mentee, mentor: Mentor) -> bool:
    """Whether areas are not kept apart, are equal, or one of them is not known."""
    one, other = folded(mentee.area), folded(mentor.area)
    return not case.policy.areas_apart or not one or not other or one == other


@attrs.frozen(eq=False, kw_only=True)
class Candidate:
    """A pair that passes every rule. qualities: by place, those below the floor left out. best: the highest."""

    mentee: Mentee
    mentor: Mentor
    qualities: dict[str, int]
    best: int


@attrs.define(eq=False, slots=False)
class Sieve:
    """The judge's own list of candidates, worked out as it is asked for; why somebody is none only for who asks."""

    case: Case
    _found: dict[Pair, Candidate | None] = attrs.field(factory=dict, init=False)
    _acceptable: dict[str, list[Candidate]] = attrs.field(factory=dict, init=False)

    def candidate(self, mentee: Mentee, mentor: Mentor) -> Candidate | None:
        """The pair as a candidate, or None."""
        pair = (mentee.id, mentor.id)
        if pair not in self._found:
            self._found[pair] = self._find(mentee, mentor)
        return self._found[pair]

    def refused_by(self, mentee: Mentee, mentor: Mentor) -> Rule | None:
        """The first rule, as it may be shown, that refuses a pair; None for a candidate."""
        return None if self.candidate(mentee, mentor) else self._why(mentee, mentor)

    def acceptable(self, mentee: Mentee) -> list[Candidate]:
        """All candidates of a mentee, by mentor id."""
        if mentee.id not in self._acceptable:
            asked = (self.candidate(mentee, mentor) for mentor in self.case.programme.mentors)
            self._acceptable[mentee.id] = [found for found in asked if found is not None]
        return self._acceptable[mentee.id]

    def _find(self, mentee: Mentee, mentor: Mentor) -> Candidate | None:
        case = self.case
        if self._before_options(mentee, mentor) is not None or not self._may_meet(mentee, mentor):
            return None
        places = case.options.of(mentee, mentor).places
        qualities = {place: case.quality(mentee, mentor, place).total for place in places}
        qualities = {place: points for place, points in qualities.items() if points >= case.policy.floor}
        if not qualities:
            return None
        return Candidate(mentee=mentee, mentor=mentor, qualities=qualities, best=max(qualities.values()))

    def _why(self, mentee: Mentee, mentor: Mentor) -> Rule:
        """The first rule, as it may be shown, that refuses a pair that is no candidate."""
        refusal = self._before_options(mentee, mentor)
        if refusal is rules.APPROVAL and not self._common_date(mentee, mentor):
            refusal = None  # travel, hours and dates are asked before the officer
        if refusal is not None:
            return refusal
        if not self._may_meet(mentee, mentor) or not self.case.options.of(mentee, mentor).places:
            return self._why_no_option(mentee, mentor) or rules.PLACES
        return rules.FLOOR

    def _may_meet(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether the mentor has a place, and no safeguarding rule about the two stands against it."""
        return self.case.facts.free_places(mentor) > 0 and self._safe_to_meet(mentee, mentor)

    def _before_options(self, mentee: Mentee, mentor: Mentor) -> Rule | None:
        """The first refusal by a rule that looks at no place and no hour."""
        case = self.case
        if mentee.id == mentor.id:
            return rules.SAME_PERSON
        if mentee.status is not Status.ACTIVE or mentor.status is not Status.ACTIVE:
            return rules.PAUSED
        if refused_state(case, mentee.id, mentor.id):
            return rules.STATE
        if not all_required_met(case.facts, mentee, mentor):
            return rules.REQUIRES
        if not far_enough_on(case, mentee, mentor):
            return rules.STAGE
        if not same_area(case, mentee, mentor):
            return rules.AREAS
        return rules.APPROVAL if case.facts.approval_forbids(mentee, mentor) else None

    def _safe_to_meet(self, mentee: Mentee, mentor: Mentor) -> bool:
        facts = self.case.facts
        return not facts.kept_apart(mentee.id, mentor.id) and facts.cleared(mentor) and facts.trained(mentor)

    def _common_date(self, mentee: Mentee, mentor: Mentor) -> bool:
        return self.case.options.hours(mentee, mentor, with_dates=True)

    def _why_no_option(self, mentee: Mentee, mentor: Mentor) -> Rule | None:
        """The first of travel, common-hour and dates that fails; None where only what comes later is in the way."""
        options = self.case.options
        if options.hours(mentee, mentor, with_dates=True):
            return None
        if options.hours(mentee, mentor, with_dates=False):
            return rules.DATES
        return rules.HOURS if options.share_a_place(mentee, mentor) else rules.TRAVEL
