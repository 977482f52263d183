"""People whom a plan names as possible beside its pairs: whether it says that an officer must first agree.

Runners-up, swaps, and who was overtaken. It needs no list of candidates, so it is asked of a plan of any size; the
pairs of the plan and of its witnesses are asked by the rule `approval`.
"""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.case import Case
from mentormatch.domain.verdict import Breach

ANSWER = "answer"
Named = tuple[str, str, str, bool]
"""Where two people are named, the mentee, the mentor, and whether that is marked."""


def breaches(case: Case) -> Iterator[Breach]:
    """Every mark that is missing, or that nothing asks for."""
    for where, mentee_id, mentor_id, marked in _named(case):
        mentee, mentor = case.facts.mentees.get(mentee_id), case.facts.mentors.get(mentor_id)
        if mentee is None or mentor is None:
            continue
        still_open = case.facts.approval_open(mentee, mentor)
        if marked != still_open:
            says = f"{where}: {mentor_id} {'is not' if still_open else 'is'} marked as needing an approval."
            yield Breach(rule=ANSWER, says=says, people=(mentee_id, mentor_id))


def _named(case: Case) -> Iterator[Named]:
    for pair in case.plan.pairs:
        for other in pair.runners_up:
            where = f"The runners-up of {pair.mentee} with {pair.mentor}"
            yield where, pair.mentee, other.mentor, other.needs_approval
    for answer in case.plan.unmatched:
        if answer.swap is not None:
            yield f"The swap for {answer.mentee}", answer.mentee, answer.swap.mentor, answer.swap.needs_approval
    for row in case.plan.overtaken:
        where = f"{row.waiting}, overtaken by {row.placed}"
        yield where, row.waiting, row.mentor, row.needs_approval
