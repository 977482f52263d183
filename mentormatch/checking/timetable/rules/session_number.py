"""No activity has more sessions than are asked for, and none twice at one slot that is fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.domain.rules import SESSION_NUMBER
from mentormatch.domain.verdict import Breach

RULE = SESSION_NUMBER


def breaches(court: Court) -> Iterator[Breach]:
    """Activities with too many placed sessions, the same session twice, and fixed slots that run twice."""
    placed = Counter(one.session.activity for one in court.held if not one.pattern.fixed)
    for activity_id, number in sorted(placed.items()):
        most = court.ground.patterns.placed_at_most(court.ground.patterns.activities[activity_id])
        if number > most:
            says = f"{activity_id} has {number} sessions beside those that are fixed, and {most} are asked for."
            yield Breach(rule=RULE.id, says=says)
    fixed = Counter((one.session.activity, one.session.slot) for one in court.held if one.pattern.fixed)
    for activity_id, slot in sorted((key for key, times in fixed.items() if times > 1), key=str):
        yield Breach(rule=RULE.id, says=f"{activity_id} runs more than once at its fixed slot {slot}.")
    patterns = Counter(id(one.pattern) for one in court.held if not one.pattern.fixed)
    for one in court.held:
        if patterns.pop(id(one.pattern), 1) > 1:
            yield Breach(rule=RULE.id, says=f"{one.session.activity} runs twice, {one.pattern.at}.")
