"""The journey of each person to each place: the best leg within their limits, by the modes they really have."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from mentormatch.candidates.candidates import NO_MODE
from mentormatch.domain.people import Member
from mentormatch.domain.policy import Policy
from mentormatch.domain.programme import Programme
from mentormatch.domain.travelling import BusPass, Mode, Pace, Provenance, Spot
from mentormatch.travel import CANNOT, Legs, Spots, Travel

MODES = tuple(Mode)
PACES = tuple(Pace)
NO_LIMIT = 1 << 40
REMOTE_PLACES = 2
ALL_DAY = 1440


@attrs.frozen(eq=False, kw_only=True)
class JourneyMatrices:
    """Legs from every distinct start of a person to every venue, by mode and pace, each worked out when asked for."""

    travel: Travel
    row_by_spot: dict[Spot, int]
    starts: Spots
    venues: Spots
    _known: dict[tuple[Mode, Pace], Legs] = attrs.field(factory=dict)

    @classmethod
    def of(cls, travel: Travel, programme: Programme) -> JourneyMatrices:
        """The matrices of a programme."""
        row_by_spot: dict[Spot, int] = {}
        for member in (*programme.mentees, *programme.mentors, *programme.staff):
            row_by_spot.setdefault(member.spot, len(row_by_spot))
        return cls(
            travel=travel,
            row_by_spot=row_by_spot,
            starts=travel.spots(row_by_spot),
            venues=travel.spots(venue.spot for venue in programme.venues),
        )

    def legs(self, mode: Mode, pace: Pace) -> Legs:
        """All legs of a mode at a pace."""
        if (mode, pace) not in self._known:
            self._known[mode, pace] = self.travel.legs(self.starts, self.venues, mode, pace)
        return self._known[mode, pace]


@attrs.frozen(eq=False, kw_only=True)
class Journeys:
    """One journey for each of n people and each place, shape (n, n_places); remote places are 0 minutes away.

    possible: whether there is one. minutes one way, pence there and back. mode: index into tuple(Mode), NO_MODE for
    remote places. check: beyond a limit (within doubt, unless limits were left aside). arrive_from, leave_by: int16,
    shape (2, n, n_places), earliest arrival and latest departure, Monday to Saturday and Sunday.
    """

    possible: np.ndarray
    minutes: np.ndarray
    pence: np.ndarray
    mode: np.ndarray
    provenance: np.ndarray
    check: np.ndarray
    arrive_from: np.ndarray
    leave_by: np.ndarray


def journeys_of(members: Sequence[Member], matrices: JourneyMatrices, policy: Policy, limits: bool = True) -> Journeys:
    """The least journey of each by (minutes, pence, order of Mode) within both limits, or with these left aside."""
    best = _nothing_yet(len(members), len(matrices.venues))
    spot = np.array([matrices.row_by_spot[m.spot] for m in members], dtype=np.intp)
    pass_free = np.array([m.bus_pass in (BusPass.OWN, BusPass.OWN_AND_COMPANION) for m in members], dtype=bool)
    most_minutes = np.array([policy.max_minutes if m.max_minutes is None else m.max_minutes for m in members])
    most_pence = np.array([NO_LIMIT if m.max_pence is None else m.max_pence for m in members], dtype=np.int64)
    for at, mode in enumerate(MODES):
        rows_by_pace: dict[Pace, list[int]] = {}
        for row, member in enumerate(members):
            if _has(member, mode):
                rows_by_pace.setdefault(member.pace, []).append(row)
        for pace, listed in rows_by_pace.items():
            rows = np.array(listed)
            legs = matrices.legs(mode, pace)
            leg = _LegRows.of(legs, spot[rows], pass_free[rows])
            beyond, within = leg.limits(most_minutes[rows, None], most_pence[rows, None], policy.doubt)
            _improve(best, rows, at, leg, beyond, within if limits else leg.possible)
    return _with_remote_places(best)


@attrs.frozen(eq=False, kw_only=True)
class _LegRows:
    """The legs of some people by one mode, shape (n, n_venues)."""

    minutes: np.ndarray
    pence: np.ndarray
    provenance: np.ndarray
    arrive_from: np.ndarray
    leave_by: np.ndarray

    @classmethod
    def of(cls, legs: Legs, spot: np.ndarray, pass_free: np.ndarray) -> _LegRows:
        provenance = legs.provenance[spot]
        pence = legs.pence[spot] - np.where(pass_free[:, None], legs.bus_pence[spot], 0)
        return cls(
            minutes=legs.minutes[spot],
            pence=np.where(provenance == Provenance.ASSUMED, 0, pence),
            provenance=provenance,
            arrive_from=legs.earliest_arrival[:, spot],
            leave_by=legs.latest_departure[:, spot],
        )

    @property
    def possible(self) -> np.ndarray:
        return np.asarray(self.minutes != CANNOT)

    def limits(self, most_minutes: np.ndarray, most_pence: np.ndarray, doubt: int) -> tuple[np.ndarray, np.ndarray]:
        """(beyond a limit, yet within both or within doubt of them)."""
        looked_up, assumed = self.provenance == Provenance.TABLE, self.provenance == Provenance.ASSUMED
        minutes, pence = self.minutes.astype(np.int64), self.pence.astype(np.int64)
        exact = (minutes <= most_minutes) & (pence <= most_pence)
        share = 100 + doubt
        roughly = (100 * minutes <= share * most_minutes) & (100 * pence <= share * most_pence)
        within = self.possible & (exact | assumed | (roughly & ~looked_up))
        return ~exact & ~assumed, within


def _has(member: Member, mode: Mode) -> bool:
    return mode in member.modes and (mode is not Mode.LIFT or member.lift_from is not None)


def _nothing_yet(n: int, n_venues: int) -> Journeys:
    shape = (n, n_venues)
    return Journeys(
        possible=np.zeros(shape, dtype=bool),
        minutes=np.full(shape, CANNOT, dtype=np.int16),
        pence=np.zeros(shape, dtype=np.int32),
        mode=np.full(shape, NO_MODE, dtype=np.int8),
        provenance=np.zeros(shape, dtype=np.uint8),
        check=np.zeros(shape, dtype=bool),
        arrive_from=np.full((2, *shape), CANNOT, dtype=np.int16),
        leave_by=np.full((2, *shape), -1, dtype=np.int16),
    )


def _improve(
    best: Journeys, rows: np.ndarray, mode: int, leg: _LegRows, beyond: np.ndarray, allowed: np.ndarray
) -> None:
    """Put the legs where they beat what is there; modes come in their order, so that ties stay with the earlier."""
    minutes, pence = best.minutes[rows], best.pence[rows]
    better = (leg.minutes < minutes) | ((leg.minutes == minutes) & (leg.pence < pence))
    here = allowed & (better | ~best.possible[rows])
    at, venue = np.nonzero(here)
    row = rows[at]
    best.possible[row, venue] = True
    best.minutes[row, venue] = leg.minutes[at, venue]
    best.pence[row, venue] = leg.pence[at, venue]
    best.mode[row, venue] = mode
    best.provenance[row, venue] = leg.provenance[at, venue]
    best.check[row, venue] = beyond[at, venue]
    best.arrive_from[:, row, venue] = leg.arrive_from[:, at, venue]
    best.leave_by[:, row, venue] = leg.leave_by[:, at, venue]


def _with_remote_places(best: Journeys) -> Journeys:
    def widened(array: np.ndarray, value: int) -> np.ndarray:
        beside = np.full((*array.shape[:-1], REMOTE_PLACES), value, dtype=array.dtype)
        return np.concatenate([array, beside], axis=-1)

    return Journeys(
        possible=widened(best.possible, True),
        minutes=widened(best.minutes, 0),
        pence=widened(best.pence, 0),
        mode=widened(best.mode, NO_MODE),
        provenance=widened(best.provenance, Provenance.SAME_PLACE),
        check=widened(best.check, False),
        arrive_from=widened(best.arrive_from, 0),
        leave_by=widened(best.leave_by, ALL_DAY),
    )
