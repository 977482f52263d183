"""A plan beside the best one found by trying all: every tier, bound and answer that is not as it should be.

Bounds and answers are taken at their word: a bound must be true and, where it is called proven, reached; an answer must
be the one that docs/problem.md section 9 asks for, with a set that is really short or a price that is really paid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from brute_force import Best, BruteForce, Trade

from mentormatch.checking.needs import least_minutes, minutes_left
from mentormatch.checking.values import first_reached
from mentormatch.domain import tiers
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentee
from mentormatch.domain.plan import Answer, AnswerKind, Plan, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError, make_plan


def differences(brute: BruteForce, programme: Programme, history: History) -> Iterator[str]:
    """What is wrong with what the planner makes of a programme, one sentence each."""
    refused = brute.impossible_pins()
    try:
        plan = make_plan(programme, history, "made from", Effort(threads=1))
    except ImpossiblePinsError as why:
        if not refused:
            yield f"the input is refused, and no pin is impossible: {why}"
        return
    except NothingFoundError as why:
        if refused:
            yield f"the pins {refused} are impossible, and a plan was looked for"
        elif why.stopped != "infeasible":
            raise
        elif brute.best() is not None:
            yield "it is said that no plan is possible, and there is one"
        return
    best = brute.best()
    if refused or best is None:
        yield f"there is a plan, and the pins {refused} are impossible" if refused else "no plan is possible by trying"
        return
    yield from _wrong_with(brute, plan, best)


def _wrong_with(brute: BruteForce, plan: Plan, best: Best) -> Iterator[str]:
    yield from _tiers(plan, best)
    if frozenset((pair.mentee, pair.mentor) for pair in plan.pairs) not in best.pairs:
        yield f"the pairs are not those of the best plan, {sorted(map(sorted, best.pairs))}"
    values = {tier.name: tier.value for tier in plan.tiers}
    if all(values.get(name) == value for name, value in best.final.items()):
        answers = Answers(brute, plan, values)
        for answer in plan.unmatched:
            yield from answers.wrong_with(answer)


# ------------------------------------------------------------------------------------------------------------ tiers


def _tiers(plan: Plan, best: Best) -> Iterator[str]:
    for tier in plan.tiers:
        reached, final = best.reached[tier.name], best.final[tier.name]
        if tier.proof is not None and (tier.value, first_reached(tier), tier.bound) != (final, reached, reached):
            said = f"{tier.value}, first {first_reached(tier)}, bound {tier.bound}"
            yield f"{tier.name} is {said} by {tier.proof.value}; the best is {final}, first {reached}"
        elif tier.bound is not None and _beats(reached, tier.bound, tier):
            yield f"{tier.name} cannot pass {tier.bound}, it is said, and can be {reached}"


def _beats(value: int, other: int, tier: TierValue) -> bool:
    return value > other if tier.sense == tiers.MAX else value < other


# ---------------------------------------------------------------------------------------------------------- answers


class Answers:
    """What may be said of those who wait under one plan that is the best."""

    def __init__(self, brute: BruteForce, plan: Plan, values: dict[str, int]) -> None:
        self.brute, self.case, self.values = brute, brute.case, values
        self.senses = {kind.name: 1 if kind.sense == tiers.MAX else -1 for kind in brute.case.policy.tier_order()}
        reached = {pair.mentee for pair in plan.pairs}
        free = [mentee for mentee in self.case.facts.counted if not self.case.facts.n_held(mentee.id)]
        self.waiting = {mentee.id for mentee in free if mentee.id not in reached}
        self.single = [mentee for mentee in free if mentee.wants == 1]
        self.sharing = [mentee for mentee in self.single if brute.sieve.acceptable(mentee)]

    def wrong_with(self, answer: Answer) -> Iterator[str]:
        """Everything in an answer that is not so."""
        mentee = self.case.facts.mentees[answer.mentee]
        if answer.mentee not in self.waiting:
            yield f"{answer.mentee} does not wait and has an answer"
            return
        kind = self._kind(mentee)
        if answer.kind is not kind and not self._short_of_hours_only(answer, mentee):
            yield f"the answer of {answer.mentee} is {answer.kind.value}, and should be {kind.value}"
        elif answer.kind is AnswerKind.NONE_ACCEPTABLE:
            yield from self._counts(answer, mentee)
        elif answer.kind is AnswerKind.SHORTAGE:
            yield from self._shortage(answer, mentee)
        else:
            yield from self._traded(answer)

    def _kind(self, mentee: Mentee) -> AnswerKind:
        if not self.brute.sieve.acceptable(mentee):
            return AnswerKind.NONE_ACCEPTABLE
        if self._smallest(mentee, "places") is not None:
            return AnswerKind.SHORTAGE
        return AnswerKind.TRADED

    def _short_of_hours_only(self, answer: Answer, mentee: Mentee) -> bool:
        """Whether the answer is a shortage of hours, and there is one."""
        return answer.minutes_needed is not None and self._smallest(mentee, "hours") is not None

    def _counts(self, answer: Answer, mentee: Mentee) -> Iterator[str]:
        """The mentors refused under each rule, as it may be shown."""
        others = (mentor for mentor in self.case.programme.mentors if mentor.id != mentee.id)
        refused = (self.brute.sieve.refused_by(mentee, mentor) for mentor in others)
        right = Counter(rule.id for rule in refused if rule is not None)
        said = {reason.rule: reason.figures["mentors"] for reason in answer.reasons}
        if said != dict(right):
            yield f"{answer.mentee} is refused {said}, counted anew {dict(right)}"

    # -------------------------------------------------------------------------------------------------- shortage

    def _shortage(self, answer: Answer, mentee: Mentee) -> Iterator[str]:
        what = "places" if answer.minutes_needed is None else "hours"
        sharing = {one.id: one for one in self.sharing}
        people = tuple(sharing[person] for person in answer.people if person in sharing)
        if mentee not in people or len(people) < len(answer.people):
            yield f"{answer.people} of {answer.mentee} must wait or have only ideas, this one among them"
        elif not self._falls_short(people, what):
            yield f"{answer.people} of {answer.mentee} do not fall short of {what}"
        elif answer.mentors != tuple(sorted(self._served(people))):
            yield f"{answer.mentors} are not those whom {answer.people} could have"
        elif answer.smallest:
            least = self._smallest(mentee, what)
            if least is None or len(least) < len(people):
                yield f"{answer.people} of {answer.mentee} are not the fewest who fall short of {what}: {least}"

    def _smallest(self, mentee: Mentee, what: str) -> tuple[str, ...] | None:
        """The fewest people, this one among them, who fall short, and do not so without this one; None: no such set."""
        if mentee not in self.sharing:
            return None
        others = [one for one in self.sharing if one is not mentee]
        for number in range(len(others) + 1):
            for rest in combinations(others, number):
                if self._falls_short((mentee, *rest), what) and not self._short_without(rest, what):
                    return tuple(one.id for one in (mentee, *rest))
        return None

    def _short_without(self, people: tuple[Mentee, ...], what: str) -> bool:
        """Whether some of these people fall short by themselves."""
        parts = (part for number in range(1, len(people) + 1) for part in combinations(people, number))
        return any(self._falls_short(part, what) for part in parts)

    def _falls_short(self, people: tuple[Mentee, ...], what: str) -> bool:
        served = {one.id: self.brute.sieve.acceptable(one) for one in people}
        mentors = self._served(people)
        if what == "places":
            return sum(self.case.facts.free_places(self.case.facts.mentors[one]) for one in mentors) < len(people)
        by_week = zip(least_minutes(self.case, served), minutes_left(self.case, mentors))
        return any(least > left for least, left in by_week)

    def _served(self, people: tuple[Mentee, ...]) -> set[str]:
        """The mentors acceptable to any of these people."""
        return {found.mentor.id for one in people for found in self.brute.sieve.acceptable(one)}

    # ---------------------------------------------------------------------------------------------------- traded

    def _traded(self, answer: Answer) -> Iterator[str]:
        """The tier must be worse in truth: the best plan that reaches the person may be better than what was found."""
        trade = self.brute.trade(answer.mentee, self.values)
        said = f"reaching {answer.mentee} is said to leave {answer.tier} at {answer.there}"
        if answer.tier not in self.values or answer.here != self.values[answer.tier]:
            yield f"{said}, from {answer.here}, which is not its value"
        elif not self._fits(answer, trade):
            yield f"{said}; the best plan that does leaves {trade.tier} at {trade.there}"

    def _fits(self, answer: Answer, trade: Trade) -> bool:
        """Whether what is said is the truth or, where it is not called sure, no better than the truth."""
        if answer.there is None or trade.there is None:
            return answer.there is trade.there
        return (
            self._no_better(answer, trade) if not answer.sure else trade == Trade(tier=answer.tier, there=answer.there)
        )

    def _no_better(self, answer: Answer, trade: Trade) -> bool:
        """Whether a claim lies no higher than the truth: an earlier tier, or the same and no better a value."""
        order = list(self.senses)
        if answer.tier is None or answer.there is None or trade.tier is None or trade.there is None:
            return False
        if order.index(answer.tier) != order.index(trade.tier):
            return order.index(answer.tier) < order.index(trade.tier)
        sense = self.senses[answer.tier]
        return sense * answer.there <= sense * trade.there
