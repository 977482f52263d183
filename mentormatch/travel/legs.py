"""What a question about travel is asked with and answered with: `Spots` in columns, `Leg` for one, `Legs`
for many.

Minutes are whole and one way; pence are of a return journey, one person, before any bus pass. 32767 minutes
= cannot. Each day comes twice: index 0 is Monday to Saturday, index 1 is Sunday (and bank holidays, which
have its service).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from attrs import field, frozen

from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import BusPass, Provenance, Spot, postcode_parts

CANNOT = 32767
NO_LIMIT = 1440
MON_SAT, SUNDAY = 0, 1

NO_CROSSING = "no-crossing"
TOO_FAR = "too-far"
TABLE_SAYS_NO = "table-says-cannot"


@frozen
class Leg:
    """One journey out and home again, by one mode, of one person.

    minutes, minutes_back: one way each; both CANNOT if either is. pence: return. bus_pence: the part of it
    that a bus pass waives. earliest_arrival, latest_departure: minutes of the day at the place,
    Monday-Saturday and Sunday, as ferries and the last bus allow; 0 and 1440 where nothing limits them,
    32767 and -1 where there is no way that day. reason: why not, "" if it can be done. links: ids of the
    ferries taken, on the way there.
    """

    minutes: int
    minutes_back: int
    pence: int
    bus_pence: int
    provenance: Provenance
    earliest_arrival: tuple[int, int] = (0, 0)
    latest_departure: tuple[int, int] = (NO_LIMIT, NO_LIMIT)
    reason: str = ""
    links: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        return self.minutes != CANNOT

    def pence_with(self, bus_pass: BusPass, beside_a_companion_pass: bool = False) -> int:
        """Pence for a holder of this pass, or for somebody who travels beside a holder of own+companion."""
        free = bus_pass in (BusPass.OWN, BusPass.OWN_AND_COMPANION) or beside_a_companion_pass
        return self.pence - self.bus_pence if free else self.pence


def _read_only(array: np.ndarray) -> np.ndarray:
    view = array.view()
    view.flags.writeable = False
    return view


@frozen(eq=False)
class Legs:
    """Journeys from n spots to m places by one mode; arrays are read-only.

    minutes, minutes_back: int16, shape (n, m). pence, bus_pence: int32, (n, m), return. provenance: uint8,
    (n, m). earliest_arrival, latest_departure: int16, (2, n, m), minute of the day. Meanings as in `Leg`.
    """

    minutes: np.ndarray = field(converter=_read_only)
    minutes_back: np.ndarray = field(converter=_read_only)
    pence: np.ndarray = field(converter=_read_only)
    bus_pence: np.ndarray = field(converter=_read_only)
    provenance: np.ndarray = field(converter=_read_only)
    earliest_arrival: np.ndarray = field(converter=_read_only)
    latest_departure: np.ndarray = field(converter=_read_only)

    @property
    def possible(self) -> np.ndarray:
        """bool, shape (n, m)."""
        return np.asarray(self.minutes != CANNOT)

    def pence_with_pass(self) -> np.ndarray:
        """Pence of a return for holders of a bus pass, int32, shape (n, m): ferries and mileage are still
        paid."""
        return np.asarray(self.pence - self.bus_pence)


def _metres(values: Any) -> np.ndarray:
    return _read_only(np.array(values, dtype=np.int64))


def _zone_indices(values: Any) -> np.ndarray:
    return _read_only(np.array(values, dtype=np.int16))


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen(eq=False)
class Spots:
    """Spots in columns. easting, northing: int64 metres, shape (n,). zone: int16 index into the policy's
    `zone_names`, -1 = unknown spot. postcodes, places: n strings each, "" = none, or empty for none at
    all."""

    easting: np.ndarray = field(converter=_metres)
    northing: np.ndarray = field(converter=_metres)
    zone: np.ndarray = field(converter=_zone_indices)
    postcodes: tuple[str, ...] = field(default=(), converter=_strings)
    places: tuple[str, ...] = field(default=(), converter=_strings)

    def __attrs_post_init__(self) -> None:
        n = len(self.easting)
        if not (len(self.northing) == len(self.zone) == n and {len(self.postcodes), len(self.places)} <= {0, n}):
            raise ValueError(f"Spots has columns of different lengths; easting has {n}.")

    @classmethod
    def of(cls, spots: Iterable[Spot], policy: TravelPolicy) -> Spots:
        """Columns of spots. Raises ValueError for a zone that the policy does not name."""
        rows = list(spots)
        index = {"": -1, **{name: at for at, name in enumerate(policy.zone_names)}}
        for spot in rows:
            check_zone(spot, policy)
        return cls(
            [spot.easting for spot in rows],
            [spot.northing for spot in rows],
            [index[spot.zone] for spot in rows],
            [spot.postcode for spot in rows],
            [spot.place for spot in rows],
        )

    def __len__(self) -> int:
        return len(self.easting)

    @cached_property
    def rows_by_key(self) -> dict[tuple[str, str], np.ndarray]:
        """Rows by ("postcode" | "sector" | "place", text): what rows of a travel table may name."""
        found: dict[tuple[str, str], list[int]] = {}
        for row, postcode in enumerate(self.postcodes):
            for key in postcode_keys(postcode):
                found.setdefault(key, []).append(row)
        for row, place in enumerate(self.places):
            if place:
                found.setdefault(("place", place), []).append(row)
        return {key: np.array(rows) for key, rows in found.items()}


def postcode_keys(postcode: str) -> tuple[tuple[str, str], ...]:
    """("postcode", "KA7 1AA"), ("sector", "KA7 1") of a postcode; only the sector of a sector; () of
    neither."""
    keys = []
    for part in postcode_parts(postcode) if postcode else ():
        inward = part.partition(" ")[2]
        if len(inward) == 3:
            keys.append(("postcode", part))
        elif len(inward) == 1:
            keys.append(("sector", part))
    return tuple(keys)


def check_zone(spot: Spot, policy: TravelPolicy) -> None:
    """Raises ValueError where a spot lies in a zone that no prefix and no port of the policy names."""
    if spot.known and spot.zone not in policy.zone_names:
        raise ValueError(f'"{spot.zone}" is not a zone. Zones: {", ".join(policy.zone_names)}.')
