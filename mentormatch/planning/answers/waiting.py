"""Who waits, and which answer each gets, in the order: none acceptable, shortage, traded."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np

from mentormatch.candidates import Candidates, PairKind
from mentormatch.domain.plan import Answer, AnswerKind, Overtaken, PlannedPair, Reason
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import FLOOR, RULES, SAME_PERSON, shown_as
from mentormatch.matching.case import Case
from mentormatch.matching.columns import usable_spots
from mentormatch.matching.quality import Quality
from mentormatch.matching.seats import Seats
from mentormatch.planning.answers.hours import HoursShortages, hours_left
from mentormatch.planning.answers.shortage import Shortages

Witness = Callable[[str], Answer]
"""The answer "traded" for one mentee: finding it takes a search."""


@attrs.frozen(eq=False, kw_only=True)
class Waiting:
    """The mentees who wait, by index, and which pairs are acceptable to them (bool by pair)."""

    mentees: np.ndarray
    acceptable: np.ndarray
    refused: np.ndarray

    @classmethod
    def of(
        cls, programme: Programme, candidates: Candidates, quality: Quality, seats: Seats, reached: np.ndarray
    ) -> Waiting:
        """reached: bool by mentee. Mentees with a held pair, on hold or not, do not wait."""
        spots = usable_spots(programme, candidates, quality, seats)
        usable = np.zeros(candidates.n_pairs, dtype=bool)
        usable[candidates.spot_pair[spots]] = True
        acceptable = usable & candidates.pair_acceptable & (candidates.pair_kind != PairKind.HELD)
        on_hold = {row.mentee for row in candidates.on_hold}
        holds = np.array([name in on_hold for name in candidates.mentees], dtype=bool)
        waits = seats.counted & ~reached & (seats.held_by_mentee == 0) & ~holds
        below = candidates.pair_acceptable & (candidates.pair_kind == PairKind.CANDIDATE) & ~acceptable
        refused = candidates.refused.astype(np.int64).copy()
        np.add.at(refused[:, RULES.index(FLOOR)], candidates.pair_mentee[below], 1)
        return cls(mentees=np.flatnonzero(waits), acceptable=acceptable, refused=refused)


def answers_for(
    programme: Programme,
    candidates: Candidates,
    seats: Seats,
    waiting: Waiting,
    pairs: tuple[PlannedPair, ...],
    case: Case,
    witness: Witness,
) -> tuple[Answer, ...]:
    """One answer for each mentee who waits, in the order of ids. `case` names the hours of all options."""
    n_acceptable = np.bincount(candidates.pair_mentee[waiting.acceptable], minlength=len(candidates.mentees))
    shortages = Shortages(programme, candidates, seats, waiting.acceptable, pairs)
    hours = HoursShortages(case, shortages.mentors_of, hours_left(case, waiting.acceptable))
    out = []
    for mentee in waiting.mentees.tolist():
        name = candidates.mentees[mentee]
        if not n_acceptable[mentee]:
            out.append(_none_acceptable(name, waiting.refused[mentee]))
            continue
        short = shortages.answer(mentee)
        if short is None and mentee in shortages.mentors_of:
            short = hours.answer(mentee, *shortages.component(mentee))
        out.append(short or witness(name))
    return tuple(out)


def _none_acceptable(name: str, refused: np.ndarray) -> Answer:
    """Counts by rule as it may be shown: safeguarding together with lack of places, under one number."""
    counts: dict[str, int] = {}
    says: dict[str, str] = {}
    for rule, number in zip(RULES, refused.tolist(), strict=True):
        if rule is SAME_PERSON or not number:
            continue
        shown = shown_as(rule)
        counts[shown.id] = counts.get(shown.id, 0) + number
        says[shown.id] = shown.says
    order = [rule.id for rule in RULES if rule.id in counts]
    return Answer(
        mentee=name,
        kind=AnswerKind.NONE_ACCEPTABLE,
        reasons=tuple(
            Reason(
                rule=rule,
                says=says[rule].format(mentors=_mentors(counts[rule])),
                figures={"mentors": counts[rule]},
            )
            for rule in order
        ),
    )


def _mentors(count: int) -> str:
    return "1 mentor" if count == 1 else f"{count} mentors"


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
    held = {pair.mentee for pair in pairs if pair.state.holds}
    placed = [pair for pair in pairs if not pair.state.holds and pair.mentee not in held]
    out = []
    for mentee in waiting.mentees.tolist():
        name = candidates.mentees[mentee]
        mine = waiting.acceptable & (candidates.pair_mentee == mentee)
        mentors = {candidates.mentors[m] for m in candidates.pair_mentor[mine].tolist()}
        for pair in placed:
            theirs, own = since[pair.mentee], since[name]
            later = theirs is not None and own is not None and theirs > own
            if pair.mentor in mentors and later and points[pair.mentee] <= points[name]:
                out.append(Overtaken(waiting=name, placed=pair.mentee, mentor=pair.mentor))
    return tuple(sorted(out, key=lambda row: (row.waiting, row.placed, row.mentor)))
