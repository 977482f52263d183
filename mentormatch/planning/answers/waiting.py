"""Who waits, and which answer each gets, in the order: none acceptable, shortage, traded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import attrs
import numpy as np

from mentormatch.candidates import Candidates, PairKind
from mentormatch.domain import wording
from mentormatch.domain.plan import Answer, AnswerKind, Overtaken, PlannedPair, Reason
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import FLOOR, RULES, SAME_PERSON, shown_as
from mentormatch.matching.case import Case
from mentormatch.matching.columns import usable_spots
from mentormatch.matching.quality import Quality
from mentormatch.matching.seats import Seats
from mentormatch.planning.answers.hours import HoursShortages, hours_left
from mentormatch.planning.answers.shortage import Shortages
from mentormatch.planning.answers.swaps import Swaps
from mentormatch.planning.effort import Deadline

Found = TypeVar("Found")
Witness = Callable[[str], Answer]
"""The answer "traded" for one mentee: finding it takes a search."""


@attrs.frozen(eq=False, kw_only=True)
class Waiting:
    """mentees: those who wait, by index. holds: who has a held pair, on hold or not, bool by mentee. acceptable: which
    pairs pass every rule, bool by pair. refused: how many mentors each rule refused first, by mentee and rule."""

    mentees: np.ndarray
    holds: np.ndarray
    acceptable: np.ndarray
    refused: np.ndarray

    @classmethod
    def of(
        cls, programme: Programme, candidates: Candidates, quality: Quality, seats: Seats, reached: np.ndarray
    ) -> Waiting:
        """reached: bool by mentee. Mentees with a held pair, on hold or not, do not wait."""
        above = quality.total >= programme.policy.floor  # a pin may lie below: it is no candidate then
        spots = usable_spots(programme, candidates, quality, seats) & above
        usable = np.zeros(candidates.n_pairs, dtype=bool)
        usable[candidates.spot_pair[spots]] = True
        acceptable = usable & candidates.pair_acceptable & (candidates.pair_kind != PairKind.HELD)
        on_hold = {row.mentee for row in candidates.on_hold}
        holds = np.array([name in on_hold for name in candidates.mentees], dtype=bool) | (seats.held_by_mentee > 0)
        waits = seats.counted & ~reached & ~holds
        below = candidates.pair_acceptable & (candidates.pair_kind != PairKind.HELD) & ~acceptable
        refused = candidates.refused.astype(np.int64).copy()
        np.add.at(refused[:, RULES.index(FLOOR)], candidates.pair_mentee[below], 1)
        return cls(mentees=np.flatnonzero(waits), holds=holds, acceptable=acceptable, refused=refused)


def answers_for(
    programme: Programme,
    candidates: Candidates,
    seats: Seats,
    waiting: Waiting,
    case: Case,
    chosen: np.ndarray,
    witness: Witness,
    deadline: Deadline,
) -> tuple[Answer, ...]:
    """One answer for each mentee who waits, in the order of ids.

    case: names the hours of all options. chosen: the options of the plan, by index. Once the deadline is over, sets are
    shown as they are known, hours are not added up, and no plan is searched for anybody; Ctrl-C makes it so.
    """
    n_acceptable = np.bincount(candidates.pair_mentee[waiting.acceptable], minlength=len(candidates.mentees))
    single = (seats.wants_left == 1) & ~waiting.holds
    shared = waiting.acceptable & single[candidates.pair_mentee]
    shortages = Shortages(programme, candidates, seats, shared)
    swaps = Swaps(case, chosen, waiting.acceptable)
    short_of_places = _on(deadline, lambda: shortages.answers(waiting.mentees.tolist(), swaps, deadline))
    hours = HoursShortages(case, shortages.mentors_of, hours_left(case, waiting.acceptable))
    out = []
    for mentee in waiting.mentees.tolist():
        name = candidates.mentees[mentee]
        if not n_acceptable[mentee]:
            out.append(_none_acceptable(name, waiting.refused[mentee]))
            continue
        short = short_of_places.get(mentee)
        if short is None and mentee in shortages.mentors_of:
            part = shortages.component(mentee)
            short = _on(deadline, lambda: None if deadline.over() else hours.answer(mentee, *part, swaps))  # noqa: B023
        out.append(short or _on(deadline, lambda: witness(name)))  # noqa: B023
    return tuple(out)


def _on(deadline: Deadline, find: Callable[[], Found]) -> Found:
    """What is found; where Ctrl-C breaks in, what is found at once."""
    try:
        return find()
    except KeyboardInterrupt:
        deadline.interrupt()
        return find()


def _none_acceptable(name: str, refused: np.ndarray) -> Answer:
    """Counts by rule as it may be shown: safeguarding together with lack of places, under one number."""
    counts: dict[str, int] = {}
    for rule, number in zip(RULES, refused.tolist(), strict=True):
        if rule is SAME_PERSON or not number:
            continue
        shown = shown_as(rule)
        counts[shown.id] = counts.get(shown.id, 0) + number
    order = [rule for rule in RULES if rule.id in counts]
    return Answer(
        mentee=name,
        kind=AnswerKind.NONE_ACCEPTABLE,
        reasons=tuple(
            Reason(
                rule=rule.id,
                says=wording.refused(rule, counts[rule.id]),
                figures={"mentors": counts[rule.id]},
            )
            for rule in order
        ),
    )


def overtaken_in(
    programme: Programme,
    candidates: Candidates,
    seats: Seats,
    waiting: Waiting,
    pairs: tuple[PlannedPair, ...],
) -> tuple[Overtaken, ...]:
    """Who waits longer, with no less priority, than somebody placed now with a mentor acceptable to them."""
    since = {p.id: p.waiting_since for p in programme.mentees}
    points = dict(zip(candidates.mentees, seats.priority.tolist(), strict=True))
    holds = {candidates.mentees[mentee] for mentee in np.flatnonzero(waiting.holds).tolist()}
    placed = [pair for pair in pairs if not pair.state.holds and pair.mentee not in holds]
    out = []
    for mentee in waiting.mentees.tolist():
        name = candidates.mentees[mentee]
        mine = waiting.acceptable & (candidates.pair_mentee == mentee)
        asks = dict(
            zip(
                (candidates.mentors[mentor] for mentor in candidates.pair_mentor[mine].tolist()),
                candidates.pair_needs_approval[mine].tolist(),
                strict=True,
            )
        )
        for pair in placed:
            theirs, own = since[pair.mentee], since[name]
            later = theirs is not None and own is not None and theirs > own
            if pair.mentor in asks and later and points[pair.mentee] <= points[name]:
                asked = asks[pair.mentor]
                out.append(Overtaken(waiting=name, placed=pair.mentee, mentor=pair.mentor, needs_approval=asked))
    return tuple(sorted(out, key=lambda row: (row.waiting, row.placed, row.mentor)))
