"""The distance model in numpy: straight metres, and minutes and pence by the metre.

Within one zone everything depends on the straight distance alone, so each mode is a profile over whole metres
(0, 1, 2, ... ), made once and then looked up. All arithmetic is int64 and exact; it is rounded up twice,
the straight distance to a metre and the sum of all parts to a minute:

    straight = ceil(sqrt(dx^2 + dy^2))                                                    metres
    road     = max(detour_percent * straight, 100 * (straight + floor_metres))            centimetres
    minutes  = ceil(fixed + wait + walk to stops + near road / near speed + far road / far speed)
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from attrs import field, frozen

from mentormatch.domain.travel_policy import Speed, TravelPolicy
from mentormatch.domain.travelling import Mode, Pace

MILE = 1_609_344  # tenths of a centimetre
KEPT = len(Mode) * len(Pace)
"""Profiles kept from one `Travel` to the next, all of one policy: one of 65 km is a megabyte and two milliseconds."""


def _read_only(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array


@frozen(eq=False)
class Profile:
    """One mode at one pace, by straight metres, each of shape (n_metres,).

    minutes: int32, walking tried beside bus and bicycle. pence, bus_pence: int32, return. rides: bool,
    whether a bus is taken rather than walked. ride_pence: int32, the fare had the bus been taken. Not to be written to:
    one profile serves every `Travel` on the same figures.
    """

    minutes: np.ndarray = field(converter=_read_only)
    pence: np.ndarray = field(converter=_read_only)
    bus_pence: np.ndarray = field(converter=_read_only)
    ride_pence: np.ndarray = field(converter=_read_only)
    rides: np.ndarray = field(converter=_read_only)


def straight_metres(east: np.ndarray, north: np.ndarray, to_east: np.ndarray, to_north: np.ndarray) -> np.ndarray:
    """Whole metres, rounded up, as intp, shape (n, m).

    Exact although float64: the squares stay below 2^43, sqrt is correctly rounded (IEEE 754), and two such
    integers' roots never come within 1e-8 of a whole number without being one.
    """
    squares = np.subtract.outer(east.astype(np.float64), to_east.astype(np.float64))
    np.square(squares, out=squares)
    norths = np.subtract.outer(north.astype(np.float64), to_north.astype(np.float64))
    np.square(norths, out=norths)
    squares += norths
    np.sqrt(squares, out=squares)
    np.ceil(squares, out=squares)
    return squares.astype(np.intp)


@lru_cache(maxsize=KEPT)
def profile(policy: TravelPolicy, mode: Mode, pace: Pace, pence_per_mile: int, n_metres: int) -> Profile:
    """The profile of a mode over straight distances 0 .. n_metres - 1."""
    straight = np.arange(n_metres, dtype=np.int64)
    on_foot = _minutes(policy, policy.speed_on_foot(pace), straight)
    nothing = np.zeros(n_metres, dtype=np.int32)
    never = np.zeros(n_metres, dtype=bool)
    if mode is Mode.FOOT:
        return Profile(on_foot, nothing, nothing, nothing, never)
    if mode is Mode.BICYCLE:
        minutes = np.minimum(on_foot, _minutes(policy, policy.bicycle, straight))
        return Profile(minutes, nothing, nothing, nothing, never)
    if mode is Mode.LIFT:
        return Profile(_minutes(policy, policy.lift, straight), nothing, nothing, nothing, never)
    if mode is Mode.CAR:
        mileage = _mileage(_road(policy, policy.car, straight), pence_per_mile)
        return Profile(_minutes(policy, policy.car, straight), mileage, nothing, nothing, never)
    by_bus = _bus_minutes(policy, pace, straight)
    rides = by_bus < on_foot
    fare = _bus_return(policy, _road(policy, policy.bus, straight))
    paid = np.where(rides, fare, 0).astype(np.int32)
    return Profile(np.minimum(by_bus, on_foot), paid, paid, fare, rides)


def _road(policy: TravelPolicy, speed: Speed, straight: np.ndarray) -> np.ndarray:
    """Road centimetres, int64."""
    percent = policy.detour_percent if speed.detour_percent is None else speed.detour_percent
    return np.maximum(percent * straight, 100 * (straight + policy.floor_metres))


def _minutes(policy: TravelPolicy, speed: Speed, straight: np.ndarray) -> np.ndarray:
    return _rounded_up(policy, speed, straight, 100 * speed.fixed_minutes, walked_metres=0, walking=speed)


def _bus_minutes(policy: TravelPolicy, pace: Pace, straight: np.ndarray) -> np.ndarray:
    buses = policy.buses
    headway = np.where(straight <= buses.town_metres, buses.headway_in_town, buses.headway_between_towns)
    wait = np.minimum(
        100 * buses.wait_minutes + buses.wait_percent_of_headway * headway, 100 * buses.longest_wait_minutes
    )
    slack = np.where(headway > buses.slack_above_headway, buses.slack_percent_of_headway * headway, 0)
    hundredths = 100 * policy.bus.fixed_minutes + wait + slack
    return _rounded_up(policy, policy.bus, straight, hundredths, buses.stop_metres, walking=policy.speed_on_foot(pace))


def _rounded_up(
    policy: TravelPolicy,
    speed: Speed,
    straight: np.ndarray,
    hundredths: np.ndarray | int,
    walked_metres: int,
    *,
    walking: Speed,
) -> np.ndarray:
    """ceil(hundredths of minutes + near / speed + far / speed + walked / speed) as int32, shape of straight.

    Speeds are multiples of 100 m/h, at most 200 km/h, so the numerators stay below 2^62. A minute of k
    hundred metres an hour is 500 k / 3 centimetres.
    """
    near_k, far_k = speed.metres_per_hour // 100, speed.then_metres_per_hour // 100
    walk_k = walking.metres_per_hour // 100
    road = _road(policy, speed, straight)
    near = np.minimum(road, 100 * speed.after_metres)
    travelled = 3 * (near * (far_k * walk_k) + (road - near) * (near_k * walk_k))
    travelled = travelled + 300 * walked_metres * near_k * far_k
    unit = near_k * far_k * walk_k
    total = travelled + 5 * np.asarray(hundredths, dtype=np.int64) * unit
    return np.asarray(-(-total // (500 * unit))).astype(np.int32)


def _bus_return(policy: TravelPolicy, road: np.ndarray) -> np.ndarray:
    """Pence there and back, int32: two singles or a day ticket."""
    fares = policy.fares
    single = fares.single_pence + (fares.per_mile_pence * road * 20 + MILE) // (2 * MILE)
    near = road * 10 <= fares.day_ticket_miles * MILE
    day = np.where(near, fares.day_ticket_pence, fares.long_day_ticket_pence)
    return np.minimum(2 * single, day).astype(np.int32)


def _mileage(road: np.ndarray, pence_per_mile: int) -> np.ndarray:
    """Pence there and back, int32, rounded half up once a claim."""
    return ((2 * pence_per_mile * road * 20 + MILE) // (2 * MILE)).astype(np.int32)
