"""Mentors who drop out: samples of several at once, and each of them alone.

Sample k depends on the seed and k only, so that any order, any number of processes and any restart give the same one.
Every answer goes past the judge: its rules find nothing broken, and it counts as many people reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

import attrs
import numpy as np

from mentormatch.checking.without import JudgeWithout
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentor, Status
from mentormatch.domain.programme import Programme
from mentormatch.planning.without_mentors import NothingLeftError, Pair, WithoutMentors
from mentormatch.records import made_from
from mentormatch.whatif.sweep.job import Answer, Row, key_of

NONE, SAMPLE, SINGLE, SECOND = "none", "sample", "single", "second"
"""Kinds of items: nobody gone; "sample:17"; "single:4", the mentor who comes fifth by id; "second:4", with a second
like them."""
WORK = 60.0
"""The solver's deterministic seconds for one search; what is not proven by then is told as not proven."""


def _in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs))


@attrs.frozen(kw_only=True, slots=False)
class DropOuts:
    """base: the pairs of the plan at hand. size: mentors who drop out at once."""

    programme: Programme
    history: History
    base: tuple[Pair, ...] = attrs.field(converter=_in_order)
    size: int
    seed: int = 0

    @cached_property
    def key(self) -> str:
        """Says which programme, plan and samples."""
        people = {mentee.id: at for at, mentee in enumerate(self.programme.mentees)}
        mentors = {mentor.id: at for at, mentor in enumerate(self.programme.mentors)}
        pairs = [[people[mentee], mentors[mentor]] for mentee, mentor in self.base]
        return key_of("drop-outs", made_from(self.programme, self.history), pairs, self.size, self.seed, WORK)

    @property
    def mentors(self) -> tuple[Mentor, ...]:
        """Who could drop out: mentors who are active, by id."""
        return tuple(mentor for mentor in self.programme.mentors if mentor.status is Status.ACTIVE)

    @property
    def people(self) -> tuple[str, ...]:
        """Who has a mentor in the plan at hand, by id."""
        return tuple(sorted({mentee for mentee, _ in self.base}))

    def gone(self, item: str) -> tuple[str, ...]:
        """The ids of those who are gone in an item."""
        kind, _, number = item.partition(":")
        if kind == NONE:
            return ()
        if kind in (SINGLE, SECOND):
            return (self.mentors[int(number)].id,)
        draw = np.random.default_rng([self.seed, int(number)])
        chosen = draw.choice(len(self.mentors), size=self.size, replace=False)
        return tuple(self.mentors[at].id for at in sorted(chosen.tolist()))

    def ready(self) -> Answer:
        """The programme's problem, made once, and the judge beside it."""
        return _Ready(self)


class _Ready:
    def __init__(self, job: DropOuts) -> None:
        self.job = job
        self.pairs = WithoutMentors.of(job.programme, job.history, job.base)
        self.judge = JudgeWithout(job.programme, job.history)

    def __call__(self, item: str) -> Row:
        gone = self.job.gone(item)
        if item.startswith(SECOND):
            return self._with_a_second(gone)
        return _row(self.job, self.pairs, self.judge, gone)

    def _with_a_second(self, gone: tuple[str, ...]) -> Row:
        """How many are reached with a second like them, and how many are if then the first goes."""
        one = next(mentor for mentor in self.job.mentors if mentor.id in gone)
        known = {mentor.id for mentor in self.job.programme.mentors}
        second = evolve(one, id=next(name for n in range(1, len(known) + 2) if (name := one.id + "~" * n) not in known))
        programme = evolve(self.job.programme, mentors=(*self.job.programme.mentors, second))
        pairs = WithoutMentors.of(programme, self.job.history, self.job.base)
        judge = JudgeWithout(programme, self.job.history)
        both, then = (_row(self.job, pairs, judge, who) for who in ((), gone))
        return {"both": both, "then": then}


def _row(job: DropOuts, pairs: WithoutMentors, judge: JudgeWithout, gone: Collection[str]) -> Row:
    """reached, people who keep a mentor, pairs kept; bound: of reached; proven: reached and what is kept.

    settled: who keeps a mentor is no accident of the search. kept, same: who has a mentor, and who one of theirs, as
    hexadecimal digits, the first person the lowest bit. breaches: rules that the judge found broken.
    """
    try:
        left = pairs.without(gone, work=WORK)
    except NothingLeftError:
        return {"found": False}
    found = judge.remaining(gone, left.plan)
    broken = [breach.rule for breach in found.breaches]
    if len(found.reached) != left.reached:
        broken.append("value")
    return {
        "found": True,
        "reached": left.reached,
        "people": len(left.kept),
        "pairs": left.pairs_kept,
        "bound": left.bound,
        "proven": left.proven,
        "settled": left.settled,
        "kept": _digits(job.people, left.kept),
        "same": _digits(job.people, left.same),
        "breaches": broken,
    }


def _digits(people: tuple[str, ...], among: Collection[str]) -> str:
    return f"{sum(1 << at for at, person in enumerate(people) if person in among):x}"


def flags(digits: str, number: int) -> tuple[bool, ...]:
    """Who is meant by hexadecimal digits, by position."""
    bits = int(digits, 16)
    return tuple(bool(bits >> at & 1) for at in range(number))
