"""The judgement of a timetable: rules, figures, answers, values, and bounds."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mentormatch.checking.timetable import answers, better, choices, figures
from mentormatch.checking.timetable.bounds import Bounds
from mentormatch.checking.timetable.conflicts import Conflicts
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.rules import JUDGED
from mentormatch.domain.verdict import Breach, Depth


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
    priced: dict[str, int] = attrs.field(factory=dict, init=False)

    def breaches(self) -> Iterator[Breach]:
        """Reasons of answers, better sessions, and bounds; sets `depths`, `conflicts` and `priced`."""
        possible = Possible(self.court.ground) if self.whole else None
        if possible is not None:
            yield from answers.reasons(self.court, possible)
        if self.court.case.plan.point is None:  # a point of a trade-off may leave better for cheaper
            yield from better.breaches(self.court)
        yield from choices.breaches(self.court)
        conflicts = Conflicts(self.court)
        yield from conflicts.breaches()
        self.conflicts = conflicts.checked
        judged = Bounds(self.court, possible)
        yield from judged.breaches()
        self.depths, self.priced = judged.depths, judged.priced
