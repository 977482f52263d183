"""The judgement of a timetable: rules, figures, answers, values, and bounds as far as they can be counted."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mentormatch.checking.order import OF_SESSIONS
from mentormatch.checking.timetable import answers, better, choices, figures
from mentormatch.checking.timetable.conflicts import Conflicts
from mentormatch.checking.timetable.counting import Counting
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.rules import JUDGED
from mentormatch.checking.values import first_reached
from mentormatch.domain.plan import Proof, TierValue
from mentormatch.domain.verdict import Breach, Depth

BOUND = "bound"


def broken(court: Court) -> Iterator[Breach]:
    """Every rule of sessions that is broken."""
    for rule in JUDGED:
        yield from rule.breaches(court)


def said(court: Court) -> Iterator[Breach]:
    """Everything that a timetable says of itself and that is not so, what needs no list of patterns."""
    yield from figures.breaches(court)
    yield from answers.left_out_breaches(court)
    yield from answers.listed(court)


@attrs.define(eq=False)
class InDepth:
    """What needs the judge's own list of patterns, or many moves. whole: whether that list may be drawn up."""

    court: Court
    whole: bool
    depths: dict[str, Depth] = attrs.field(factory=dict, init=False)
    conflicts: int = attrs.field(default=0, init=False)

    def breaches(self) -> Iterator[Breach]:
        """Reasons of answers, better sessions, and bounds; sets `depths` and `conflicts`."""
        possible = Possible(self.court.ground) if self.whole else None
        if possible is not None:
            yield from answers.reasons(self.court, possible)
        yield from better.breaches(self.court)
        yield from choices.breaches(self.court)
        conflicts = Conflicts(self.court)
        yield from conflicts.breaches()
        self.conflicts = conflicts.checked
        counting = Counting(self.court, possible)
        for tier in self.court.case.plan.tiers:
            if tier.name in OF_SESSIONS:
                yield from self._bound(tier, counting)

    def _bound(self, tier: TierValue, counting: Counting) -> Iterator[Breach]:
        self.depths[tier.name] = Depth.CLAIMED
        if tier.proof is Proof.PRICES:
            yield Breach(rule=BOUND, says=f"{tier.name} is called proven by prices; nobody adds up those of sessions.")
        if tier.proof is not Proof.COUNTED:
            return
        count = counting.bound(tier.name)
        if count is None:
            if self.whole or not counting.needs_patterns(tier.name):
                yield Breach(rule=BOUND, says=f"{tier.name} cannot be proven by counting.")
            return
        self.depths[tier.name] = Depth.CHECKED
        if count != first_reached(tier):
            says = f"{tier.name} is called proven by counting at {first_reached(tier)}; counted anew {count}."
            yield Breach(rule=BOUND, says=says)
