"""Every pair that the coordinator keeps together is in the plan, or named as left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import PIN
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = PIN


def breaches(case: Case) -> Iterator[Breach]:
    """Pins that are forgotten, left out and kept at once, or invented."""
    listed = {one.key for one in case.planned}
    left_out = set(case.plan.pins_left_out)
    for pair in sorted(case.facts.pins):
        who = f"{pair[0]} and {pair[1]}"
        if pair not in listed and pair not in left_out:
            yield Breach(rule=RULE.id, says=f"{who} are to be kept together and are not.", people=pair)
        elif pair in listed and pair in left_out:
            yield Breach(rule=RULE.id, says=f"{who} are kept together and listed as left out.", people=pair)
    for pair in sorted(left_out - set(case.facts.pins)):
        yield Breach(rule=RULE.id, says=f"{pair[0]} and {pair[1]} are left out, and nobody pinned them.", people=pair)
    for one in case.planned:
        if one.pair.pinned != one.pin:
            wrong = (
                "are not marked as kept together" if one.pin else "are marked as kept together, and nobody pinned them"
            )
            yield Breach(rule=RULE.id, says=f"{one.pair.mentee} and {one.pair.mentor} {wrong}.", people=one.key)
