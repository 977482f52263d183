"""Journeys over water in numpy: min over the ways by ferry, each of them home leg + constant + last leg.

A way is a list of links in a direction that visits no zone twice; there are a handful. Between two zones a
journey takes, of all ways, the one of fewest minutes, then fewest pence, then first link ids: exact,
nothing geometric.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mentormatch.domain.ferries import Link, Port
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import Mode
from mentormatch.travel.distance import Profile, straight_metres
from mentormatch.travel.legs import CANNOT, MON_SAT, NO_LIMIT, SUNDAY

FAR = 1_000_000  # minutes: no such way

ProfileOf = Callable[[Mode, int], Profile]  # (mode, metres needed) -> profile


class Hop(NamedTuple):
    """A link in one direction."""

    link: Link
    forward: bool

    @property
    def board(self) -> Port:
        return self.link.a if self.forward else self.link.b

    @property
    def land(self) -> Port:
        return self.link.b if self.forward else self.link.a

    def first_out(self, day: int) -> int | None:
        sunday = self.link.sunday_first_from_a if self.forward else self.link.sunday_first_from_b
        other = self.link.first_from_a if self.forward else self.link.first_from_b
        return sunday if day == SUNDAY else other

    def last_home(self, day: int) -> int | None:
        sunday = self.link.sunday_last_from_b if self.forward else self.link.sunday_last_from_a
        other = self.link.last_from_b if self.forward else self.link.last_from_a
        return sunday if day == SUNDAY else other


Way = tuple[Hop, ...]


class Crossing(NamedTuple):
    """Journeys from n spots of one zone to m places of another, each (n, m) int32; windows (2, n, m),
    unclipped. minutes is FAR where there is no way."""

    minutes: np.ndarray
    pence: np.ndarray
    bus_pence: np.ndarray
    ferry_pence: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray


def ways(policy: TravelPolicy, start: str, end: str) -> list[Way]:
    """Every way by ferry from zone to zone that visits no zone twice, sorted by link ids."""
    found: list[Way] = []

    def go_on(zone: str, way: Way, seen: frozenset[str]) -> None:
        if zone == end:
            found.append(way)
            return
        for link in policy.links:
            for hop in (Hop(link, True), Hop(link, False)):
                if hop.board.zone == zone and hop.land.zone not in seen:
                    go_on(hop.land.zone, (*way, hop), seen | {hop.land.zone})

    go_on(start, (), frozenset({start}))
    return sorted(found, key=lambda way: [hop.link.id for hop in way])


def crossing(
    policy: TravelPolicy,
    zones: tuple[str, str],
    origins: tuple[np.ndarray, np.ndarray],
    places: tuple[np.ndarray, np.ndarray],
    mode: Mode,
    *,
    profile_of: ProfileOf,
) -> Crossing:
    """The best way for each pair. origins, places: (easting, northing) in metres, shapes (n,) and (m,)."""
    shape = len(origins[0]), len(places[0])
    best = Crossing(
        np.full(shape, FAR, dtype=np.int32),
        np.zeros(shape, dtype=np.int32),
        np.zeros(shape, dtype=np.int32),
        np.zeros(shape, dtype=np.int32),
        np.zeros((2, *shape), dtype=np.int32),
        np.full((2, *shape), NO_LIMIT, dtype=np.int32),
    )
    for way in ways(policy, *zones):
        one = _by(policy, way, origins, places, mode, profile_of=profile_of)
        sooner = one.minutes < best.minutes
        cheaper = (one.minutes == best.minutes) & (one.pence < best.pence)
        better = sooner | cheaper
        best = Crossing(*(np.where(better, new, old) for new, old in zip(one, best, strict=True)))
    return best


class _Ends(NamedTuple):
    """Legs to or from one port, each of shape (n,)."""

    minutes: np.ndarray
    pence: np.ndarray
    bus_pence: np.ndarray
    rides: np.ndarray


def _legs_at(port: Port, points: tuple[np.ndarray, np.ndarray], mode: Mode, profile_of: ProfileOf) -> _Ends:
    metres = straight_metres(*points, np.array([port.easting]), np.array([port.northing]))[:, 0]
    by_metre = profile_of(mode, int(metres.max(initial=0)) + 1)
    return _Ends(by_metre.minutes[metres], by_metre.pence[metres], by_metre.bus_pence[metres], by_metre.rides[metres])


def _by(
    policy: TravelPolicy,
    way: Way,
    origins: tuple[np.ndarray, np.ndarray],
    places: tuple[np.ndarray, np.ndarray],
    mode: Mode,
    *,
    profile_of: ProfileOf,
) -> Crossing:
    beyond = policy.mode_beyond_port(mode)
    home = _legs_at(way[0].board, origins, mode, profile_of)
    last = _legs_at(way[-1].land, places, beyond, profile_of)
    between = [
        _legs_at(
            ashore.land,
            (np.array([aboard.board.easting]), np.array([aboard.board.northing])),
            beyond,
            profile_of,
        )
        for ashore, aboard in pairwise(way)
    ]
    afloat = sum(hop.link.check_in_minutes + hop.link.wait + hop.link.crossing_minutes for hop in way)
    ferry = sum(hop.link.return_fare for hop in way)
    minutes = afloat + sum(int(leg.minutes[0]) for leg in between)
    pence = ferry + sum(int(leg.pence[0]) for leg in between)
    bus_pence = sum(int(leg.bus_pence[0]) for leg in between)
    windows = [_windows(policy, way, home, between, last, day=day) for day in (MON_SAT, SUNDAY)]
    return Crossing(
        np.add.outer(home.minutes, last.minutes) + minutes,
        np.add.outer(home.pence, last.pence) + pence,
        np.add.outer(home.bus_pence, last.bus_pence) + bus_pence,
        np.full((len(home.minutes), len(last.minutes)), ferry, dtype=np.int32),
        np.stack([earliest for earliest, _ in windows]),
        np.stack([latest for _, latest in windows]),
    )


def _windows(
    policy: TravelPolicy, way: Way, home: _Ends, between: list[_Ends], last: _Ends, *, day: int
) -> tuple[np.ndarray, np.ndarray]:
    """Earliest arrival and latest departure at the place, (n, m) each.

    A chain of sailings is max-plus: arrival = max(start + plus, from_), departure = min(end - minus, until).
    """
    shape = len(home.minutes), len(last.minutes)
    first_bus, last_bus = bus_hours(policy, day)
    plus, from_ = 0, 0
    minus, until = 0, FAR
    for number, hop in enumerate(way):
        first, final = hop.first_out(day), hop.last_home(day)
        if first is None or final is None:
            return np.full(shape, CANNOT, dtype=np.int32), np.full(shape, -1, dtype=np.int32)
        if number:
            ride, busy = int(between[number - 1].minutes[0]), bool(between[number - 1].rides[0])
            from_ = max(from_, first_bus if busy else 0) + ride
            plus += ride
            until = min(until - ride, last_bus if busy else FAR)
            minus += ride
        link = hop.link
        from_ = max(from_ + link.check_in_minutes, first) + link.crossing_minutes
        plus += link.check_in_minutes + link.crossing_minutes
        until = min(final, until - link.crossing_minutes) - link.check_in_minutes
        minus += link.crossing_minutes + link.check_in_minutes
    leave_home = np.where(home.rides, first_bus, 0)
    at_port = np.maximum(leave_home + home.minutes + plus, from_)
    board_bus = np.maximum.outer(at_port, np.where(last.rides, first_bus, 0))
    earliest = board_bus + last.minutes[np.newaxis, :]
    home_from_port = np.minimum(np.where(home.rides, last_bus, FAR) - minus, until)
    leave = np.subtract.outer(home_from_port, last.minutes)
    return earliest, np.minimum(leave, np.where(last.rides, last_bus, FAR)[np.newaxis, :])


def bus_hours(policy: TravelPolicy, day: int) -> tuple[int, int]:
    """First and last bus of a kind of day, minutes of the day."""
    buses = policy.buses
    if day == SUNDAY:
        return buses.first_bus_sunday, buses.last_bus_sunday
    return buses.first_bus, buses.last_bus
