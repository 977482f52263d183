"""`Travel`: the one door to minutes and pence. A router or time bands come in behind it later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from attrs import frozen

from mentormatch.domain.travelling import Mode, Pace, Spot, TravelPolicy
from mentormatch.travel import matrices, single
from mentormatch.travel.distance import Profile, profile
from mentormatch.travel.legs import CANNOT, Leg, Legs, Spots
from mentormatch.travel.table import TravelTable

SHORTEST_PROFILE = 1 << 16  # metres: the first profile made covers 65 km


@frozen
class TableUse:
    """How a travel table was used: journeys and rows of it that counted; where table and model differ most.

    largest_ratio_percent: 100 x the larger of table / model and model / table, one way, None if nothing to
    compare.
    """

    journeys: int
    rows: int
    largest_ratio_percent: int | None
    largest_line: int | None


class Travel:
    """Minutes and pence between spots, on the figures of one policy, one table and one day's mileage rate."""

    def __init__(self, policy: TravelPolicy, table: TravelTable | None, as_of: date) -> None:
        self.policy = policy
        self.table = table
        self.as_of = as_of
        self._pence_per_mile = policy.pence_per_mile(as_of)
        self._profiles: dict[tuple[Mode, Pace], Profile] = {}

    def spots(self, spots: Iterable[Spot]) -> Spots:
        """Spots in columns, as `legs` takes them."""
        return Spots.of(spots, self.policy)

    def zone_index(self, zone: str) -> int:
        """The index of a zone in `Spots.zone`; "" (unknown) is -1."""
        return self.policy.zone_names.index(zone) if zone else -1

    def legs(self, from_spots: Spots, to_spots: Spots, mode: Mode, pace: Pace = Pace.USUAL) -> Legs:
        """Every journey from n distinct origins to m places by one mode, out and home again."""
        return matrices.legs(
            self.policy,
            self.table,
            from_spots,
            to_spots,
            mode,
            profile_of=lambda m, n: self._profile(m, pace, n),
        )

    def leg(self, origin: Spot, place: Spot, mode: Mode, pace: Pace = Pace.USUAL) -> Leg:
        """One journey, worked out by other code than `legs` and equal to it."""
        traveller = single.Traveller(mode, pace, self._pence_per_mile)
        return single.leg(self.policy, self.table, origin, place, traveller)

    def table_use(self, from_spots: Spots, to_spots: Spots, mode: Mode, pace: Pace = Pace.USUAL) -> TableUse:
        """What the travel table changed for these journeys, to be printed with the plan."""
        if self.table is None or not self.table.rows:
            return TableUse(0, 0, None, None)
        out, _ = matrices.table_rows_used(self.table, from_spots, to_spots, mode)
        used = out >= 0
        said = self.legs(from_spots, to_spots, mode, pace).minutes[used].astype(np.int64)
        bare = Travel(self.policy, None, self.as_of).legs(from_spots, to_spots, mode, pace)
        modelled = bare.minutes[used].astype(np.int64)
        sound = (said > 0) & (said != CANNOT) & (modelled > 0) & (modelled != CANNOT)
        larger, smaller = np.maximum(said, modelled)[sound], np.minimum(said, modelled)[sound]
        rows = out[used]
        n_rows = len(np.unique(rows))
        if not len(larger):
            return TableUse(int(used.sum()), n_rows, None, None)
        percent = 100 * larger // smaller
        worst = int(percent.argmax())
        line = self.table.rows[int(rows[sound][worst])].line
        return TableUse(int(used.sum()), n_rows, int(percent[worst]), line)

    def _profile(self, mode: Mode, pace: Pace, n_metres: int) -> Profile:
        known = self._profiles.get((mode, pace))
        if known is None or len(known.minutes) < n_metres:
            size = max(SHORTEST_PROFILE, 1 << (n_metres - 1).bit_length())
            known = profile(self.policy, mode, pace, self._pence_per_mile, size)
            self._profiles[mode, pace] = known
        return known
