"""From chosen columns to the pairs of a plan: where, when, how each gets there, and why this pair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import numpy as np

from mentormatch.candidates import NO_HOUR, Candidates, PairKind
from mentormatch.domain.history import History, PairRecord, PairState
from mentormatch.domain.parts import PARTS
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.plan import Meeting, PartPoints, PlannedPair, RunnerUp, Way
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Mode, Provenance
from mentormatch.matching.case import Case
from mentormatch.matching.quality import Quality
from mentormatch.planning.says import says
from mentormatch.term import Calendar

MODES, RHYTHMS = tuple(Mode), tuple(Rhythm)
MOST_RUNNERS_UP = 2


@attrs.frozen(eq=False, kw_only=True)
class Decoder:
    """What is needed to tell a chosen column in words and figures."""

    programme: Programme
    history: History
    candidates: Candidates
    quality: Quality

    def pairs(self, case: Case, chosen: np.ndarray) -> tuple[PlannedPair, ...]:
        """The planned pairs of chosen columns (bool by column of the case), sorted by mentee and mentor."""
        columns = np.flatnonzero(chosen[: len(case.columns)])
        taken: dict[int, set[int]] = {}
        for pair in case.columns.pair[columns].tolist():
            taken.setdefault(int(self.candidates.pair_mentee[pair]), set()).add(int(self.candidates.pair_mentor[pair]))
        runners_up = RunnersUp(self.candidates, self.quality, self.programme.policy.floor)
        held = {(row.mentee, row.mentor): row for row in self.candidates.held}
        told = (self._pair(case, int(column), held, runners_up, taken) for column in columns)
        return tuple(sorted(told, key=lambda pair: (pair.mentee, pair.mentor)))

    def _pair(
        self,
        case: Case,
        column: int,
        held: dict[tuple[str, str], PairRecord],
        runners_up: RunnersUp,
        taken: dict[int, set[int]],
    ) -> PlannedPair:
        pairs = self.candidates
        pair, spot, option = (int(a[column]) for a in (case.columns.pair, case.columns.spot, case.columns.option))
        mentee = self.programme.mentees[int(pairs.pair_mentee[pair])]
        mentor = self.programme.mentors[int(pairs.pair_mentor[pair])]
        record = held.get((mentee.id, mentor.id))
        meeting = self._meeting(spot, option)
        idea = record is None
        return PlannedPair(
            mentee=mentee.id,
            mentor=mentor.id,
            state=PairState.IDEA if record is None else record.state,
            quality=int(self.quality.total[spot]),
            parts=self._parts(spot, mentee, mentor),
            meeting=meeting,
            runners_up=runners_up.of(pair, taken[int(pairs.pair_mentee[pair])]) if idea else (),
            needs_approval=bool(pairs.pair_needs_approval[pair]) and idea,
            pinned=int(pairs.pair_kind[pair]) == PairKind.PIN,
            moved=record is not None and record.slot is not None and not bool(pairs.option_recorded[option]),
            renew_by=self._renew_by(mentee, mentor, meeting),
        )

    def _meeting(self, spot: int, option: int) -> Meeting | None:
        pairs = self.candidates
        slot = slot_of(pairs, option)
        if slot is None:
            return None
        return Meeting(
            place=pairs.places[int(pairs.spot_place[spot])],
            slot=slot,
            mentee_way=self._way(spot, "mentee"),
            mentor_way=self._way(spot, "mentor"),
            dates_planned=int(pairs.option_planned[option]).bit_count(),
            dates_held=int(pairs.option_held[option]).bit_count(),
        )

    def _way(self, spot: int, side: str) -> Way | None:
        def figure(name: str) -> int:
            return int(getattr(self.candidates, f"spot_{name}_{side}")[spot])

        if figure("mode") < 0 and figure("minutes") == 0:
            return None
        mode = figure("mode")
        return Way(
            mode=MODES[mode].value if mode >= 0 else "unknown",
            minutes=figure("minutes"),
            pence=figure("pence"),
            known_from=Provenance(figure("from")).name.lower().replace("_", " "),
            check=bool(figure("check")),
        )

    def _parts(self, spot: int, mentee: Mentee, mentor: Mentor) -> tuple[PartPoints, ...]:
        return tuple(
            PartPoints(
                part=part.id,
                points=int(self.quality.by_part[part.id][spot]),
                of=self.quality.of[part.id],
                says=says(part, mentee, mentor, self.candidates, spot),
            )
            for part in PARTS
        )

    def _renew_by(self, mentee: Mentee, mentor: Mentor, meeting: Meeting | None) -> dt.date | None:
        """The first end of a clearance or approval that lies before the last planned date."""
        if meeting is None:
            return None
        since = max(filter(None, (self.programme.as_of, mentee.available_from)))
        planned = Calendar.of(self.programme).planned(meeting.slot, since=since)
        ends = [mentor.cleared_until, self._approved_until(mentee, mentor)]
        early = [end for end in ends if end is not None and planned and end < planned[-1]]
        return min(early, default=None)

    def _approved_until(self, mentee: Mentee, mentor: Mentor) -> dt.date | None:
        if not (mentee.needs_approval or mentor.needs_approval):
            return None
        rows = [row for row in self.history.approvals if row.mentee == mentee.id and row.mentor in (None, mentor.id)]
        latest = max(rows, key=lambda row: (row.on, row.mentor is not None), default=None)
        if latest is None or not latest.agreed or latest.until is None or latest.until < self.programme.as_of:
            return None
        return latest.until


def slot_of(candidates: Candidates, option: int) -> Slot | None:
    """When an option is; None for "no meeting yet"."""
    if int(candidates.option_weekday[option]) == NO_HOUR:
        return None
    return Slot(
        weekday=int(candidates.option_weekday[option]),
        start=int(candidates.option_start[option]),
        minutes=int(candidates.option_minutes[option]),
        rhythm=RHYTHMS[int(candidates.option_rhythm[option])],
        first=int(candidates.option_first[option]),
    )


class RunnersUp:
    """Other acceptable mentors of each mentee, best first: quality at their best place, then id."""

    def __init__(self, candidates: Candidates, quality: Quality, floor: int) -> None:
        self.candidates, self.quality = candidates, quality
        acceptable = candidates.pair_acceptable & (candidates.pair_kind != PairKind.HELD)
        spots = np.flatnonzero(
            acceptable[candidates.spot_pair] & (candidates.spot_place >= 0) & (quality.total >= floor)
        )
        names = np.array(candidates.places, dtype=str)
        place_rank = np.argsort(np.argsort(names))[candidates.spot_place[spots]] if len(spots) else spots
        pair = candidates.spot_pair[spots]
        order = np.lexsort((place_rank, -quality.total[spots], pair))
        first = np.flatnonzero(np.append(True, pair[order][1:] != pair[order][:-1])) if len(spots) else spots
        best = spots[order][first]
        mentee = candidates.pair_mentee[candidates.spot_pair[best]]
        self.spots = best[
            np.lexsort((candidates.pair_mentor[candidates.spot_pair[best]], -quality.total[best], mentee))
        ]
        self.edges = np.searchsorted(
            candidates.pair_mentee[candidates.spot_pair[self.spots]], np.arange(len(candidates.mentees) + 1)
        )

    def of(self, pair: int, taken: set[int]) -> tuple[RunnerUp, ...]:
        """At most two for the mentee of a pair, without the mentors the mentee has in the plan."""
        mentee = int(self.candidates.pair_mentee[pair])
        return tuple(self._listed(mentee, taken))

    def _listed(self, mentee: int, taken: set[int]) -> Iterator[RunnerUp]:
        found = 0
        for spot in self.spots[self.edges[mentee] : self.edges[mentee + 1]].tolist():
            pair = int(self.candidates.spot_pair[spot])
            mentor = int(self.candidates.pair_mentor[pair])
            if mentor in taken:
                continue
            yield RunnerUp(
                mentor=self.candidates.mentors[mentor],
                quality=int(self.quality.total[spot]),
                place=self.candidates.places[int(self.candidates.spot_place[spot])],
                needs_approval=bool(self.candidates.pair_needs_approval[pair]),
            )
            found += 1
            if found == MOST_RUNNERS_UP:
                return
