"""`Travel`: the one door to minutes and pence. A router or time bands come in behind it later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import Mode, Pace, Spot
from mentormatch.travel import matrices, single
from mentormatch.travel.distance import Profile, profile
from mentormatch.travel.legs import Leg, Legs, Spots
from mentormatch.travel.table import TravelTable
from mentormatch.travel.table_use import TableUse, table_use

SHORTEST_PROFILE = 1 << 16  # metres: the first profile made covers 65 km


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
        if self.table is None:
            return TableUse(0, 0)
        modelled = Travel(self.policy, None, self.as_of).legs(from_spots, to_spots, mode, pace)
        return table_use(self.table, from_spots, to_spots, mode, modelled=modelled)

    def _profile(self, mode: Mode, pace: Pace, n_metres: int) -> Profile:
        known = self._profiles.get((mode, pace))
        if known is None or len(known.minutes) < n_metres:
            size = max(SHORTEST_PROFILE, 1 << (n_metres - 1).bit_length())
            known = profile(self.policy, mode, pace, self._pence_per_mile, size)
            self._profiles[mode, pace] = known
        return known
