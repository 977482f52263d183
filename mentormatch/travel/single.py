"""One journey in plain Python: what the independent judge asks, and people who want to know why.

Written apart from the matrices and calls none of their code: other arithmetic (fractions of unbounded whole numbers,
math.isqrt), other search for the way over water. The two must agree to the minute and the penny; tests/travel holds
them to it. Fractions are pairs, numerator and denominator: the class of the library takes ten times as long, and the
judge asks thousands of times.
"""

from __future__ import annotations

import math

from attrs import evolve, frozen

from mentormatch.domain.ferries import Link, Port
from mentormatch.domain.travel_policy import Speed, TravelPolicy
from mentormatch.domain.travelling import Mode, Pace, Provenance, Spot
from mentormatch.travel.legs import (
    CANNOT,
    NO_CROSSING,
    NO_LIMIT,
    TABLE_SAYS_NO,
    TOO_FAR,
    Leg,
    check_zone,
)
from mentormatch.travel.table import TableRow, TravelTable

MILE = 160_934_400
"""Thousandths of a centimetre."""
Ratio = tuple[int, int]
"""A numerator and a denominator above 0."""


@frozen
class Traveller:
    """How one person goes: mode, pace, and the pence a mile that a car costs on the day."""

    mode: Mode
    pace: Pace
    pence_per_mile: int


@frozen
class Stage:
    """One piece on land: whole minutes one way, pence there and back, whether a bus is taken."""

    minutes: int
    pence: int = 0
    by_bus: bool = False

    @property
    def bus_pence(self) -> int:
        return self.pence if self.by_bus else 0


def leg(policy: TravelPolicy, table: TravelTable | None, origin: Spot, place: Spot, traveller: Traveller) -> Leg:
    """The journey from origin to place and back."""
    check_zone(origin, policy)
    check_zone(place, policy)
    if origin.place and origin.place == place.place:
        return Leg(0, 0, 0, 0, Provenance.SAME_PLACE)
    there = table.find(origin, place, traveller.mode) if table else None
    back = table.find(place, origin, traveller.mode) if table else None
    if there is not None and back is not None:
        return _looked_up(policy, there, back, origin, place, traveller=traveller)
    if not (origin.known and place.known):
        return _assumed(policy, traveller.mode)
    modelled = _modelled(policy, origin, place, traveller)
    if modelled is None:
        return _impossible(Provenance.LINK, NO_CROSSING)
    if modelled.minutes > policy.longest_minutes:
        return _impossible(modelled.provenance, TOO_FAR)
    return modelled


def _impossible(provenance: Provenance, reason: str) -> Leg:
    return Leg(CANNOT, CANNOT, 0, 0, provenance, (CANNOT, CANNOT), (-1, -1), reason)


def _modelled(policy: TravelPolicy, origin: Spot, place: Spot, traveller: Traveller) -> Leg | None:
    if origin.zone != place.zone:
        return _over_water(policy, origin, place, traveller)
    stage = _on_land(policy, _metres(origin, place), traveller)
    hours = _bus_hours(policy, stage.minutes) if stage.by_bus else ((0, 0), (NO_LIMIT, NO_LIMIT))
    return Leg(stage.minutes, stage.minutes, stage.pence, stage.bus_pence, Provenance.MODEL, *hours)


def _assumed(policy: TravelPolicy, mode: Mode) -> Leg:
    minutes = policy.unknown_minutes
    if mode is not Mode.BUS:
        return Leg(minutes, minutes, 0, 0, Provenance.ASSUMED)
    fare = _return_by_bus(policy, 0)
    return Leg(minutes, minutes, fare, fare, Provenance.ASSUMED, *_bus_hours(policy, minutes))


def _bus_hours(policy: TravelPolicy, minutes: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Earliest arrival and latest departure of a journey that is one bus, by kind of day."""
    buses = policy.buses
    first, last = (buses.first_bus, buses.first_bus_sunday), (buses.last_bus, buses.last_bus_sunday)
    weekday, sunday = (start + minutes if start else 0 for start in first)
    return (weekday, sunday), last


# -------------------------------------------------------------------------------------------- on land


def _metres(a: Spot | Port, b: Spot | Port) -> int:
    """Straight distance in whole metres, rounded up."""
    square = (a.easting - b.easting) ** 2 + (a.northing - b.northing) ** 2
    root = math.isqrt(square)
    return root if root * root == square else root + 1


def _road(policy: TravelPolicy, speed: Speed, metres: int) -> int:
    """Centimetres of road."""
    percent = speed.detour_percent if speed.detour_percent is not None else policy.detour_percent
    return max(percent * metres, 100 * (metres + policy.floor_metres))


def _riding(policy: TravelPolicy, speed: Speed, metres: int) -> Ratio:
    """Minutes on the road, not rounded, without the fixed ones."""
    road = _road(policy, speed, metres)
    near = min(road, 100 * speed.after_metres)
    slow, fast = speed.metres_per_hour, speed.then_metres_per_hour
    return 60 * (near * fast + (road - near) * slow), 100 * slow * fast


def _rounded_up(*parts: Ratio) -> int:
    """What the parts add up to, rounded up."""
    top, bottom = 0, 1
    for numerator, denominator in parts:
        top, bottom = top * denominator + numerator * bottom, bottom * denominator
    return -(-top // bottom)


def _half_up(amount: Ratio) -> int:
    return (2 * amount[0] + amount[1]) // (2 * amount[1])


def _minutes(policy: TravelPolicy, speed: Speed, metres: int) -> int:
    return _rounded_up(_riding(policy, speed, metres)) + speed.fixed_minutes


def _on_land(policy: TravelPolicy, metres: int, traveller: Traveller) -> Stage:
    if traveller.mode is Mode.LIFT:
        return Stage(_minutes(policy, policy.lift, metres))
    if traveller.mode is Mode.CAR:
        pence = 2 * _road(policy, policy.car, metres) * traveller.pence_per_mile
        return Stage(_minutes(policy, policy.car, metres), _half_up((1000 * pence, MILE)))
    walking = _minutes(policy, policy.speed_on_foot(traveller.pace), metres)
    if traveller.mode is Mode.FOOT:
        return Stage(walking)
    if traveller.mode is Mode.BICYCLE:
        return Stage(min(walking, _minutes(policy, policy.bicycle, metres)))
    by_bus = _bus_minutes(policy, metres, traveller.pace)
    if walking <= by_bus:
        return Stage(walking)
    return Stage(by_bus, _return_by_bus(policy, _road(policy, policy.bus, metres)), by_bus=True)


def _bus_minutes(policy: TravelPolicy, metres: int, pace: Pace) -> int:
    buses = policy.buses
    headway = buses.headway_in_town if metres <= buses.town_metres else buses.headway_between_towns
    hundredths = min(
        100 * buses.wait_minutes + buses.wait_percent_of_headway * headway, 100 * buses.longest_wait_minutes
    )
    if headway > buses.slack_above_headway:
        hundredths += buses.slack_percent_of_headway * headway
    to_stops = (60 * buses.stop_metres, policy.speed_on_foot(pace).metres_per_hour)
    return _rounded_up(_riding(policy, policy.bus, metres), (hundredths, 100), to_stops) + policy.bus.fixed_minutes


def _return_by_bus(policy: TravelPolicy, road: int) -> int:
    """Pence there and back. road: in centimetres."""
    fares = policy.fares
    single = fares.single_pence + _half_up((1000 * road * fares.per_mile_pence, MILE))
    short = 1000 * road <= fares.day_ticket_miles * MILE
    return min(2 * single, fares.day_ticket_pence if short else fares.long_day_ticket_pence)


# ----------------------------------------------------------------------------------------- over water


def _over_water(policy: TravelPolicy, origin: Spot, place: Spot, traveller: Traveller) -> Leg | None:
    """The quickest way by ferry; of equally quick ones the cheapest, then the first by link ids. None: no
    way."""
    found: list[tuple[int, int, tuple[str, ...], Leg]] = []
    for chain in _chains(policy, origin.zone, place.zone, ()):
        one = _by_ferry(policy, chain, origin, place, traveller)
        found.append((one.minutes, one.pence, one.links, one))
    return min(found, key=lambda option: option[:3])[3] if found else None


Sailing = tuple[Link, Port, Port]  # link, where one boards, where one lands


def _chains(policy: TravelPolicy, zone: str, goal: str, been: tuple[str, ...]) -> list[tuple[Sailing, ...]]:
    if zone == goal:
        return [()]
    chains: list[tuple[Sailing, ...]] = []
    for link in policy.links:
        for board, land in ((link.a, link.b), (link.b, link.a)):
            if board.zone == zone and land.zone not in (*been, zone):
                rest = _chains(policy, land.zone, goal, (*been, zone))
                chains.extend(((link, board, land), *more) for more in rest)
    return chains


def _by_ferry(policy: TravelPolicy, chain: tuple[Sailing, ...], origin: Spot, place: Spot, traveller: Traveller) -> Leg:
    beyond = evolve(traveller, mode=policy.mode_beyond_port(traveller.mode))
    stops: list[Spot | Port] = [origin, *(port for _, board, land in chain for port in (board, land)), place]
    stages = [
        _on_land(policy, _metres(stops[at], stops[at + 1]), beyond if at else traveller)
        for at in range(0, len(stops), 2)
    ]
    afloat = sum(link.check_in_minutes + link.wait + link.crossing_minutes for link, _, _ in chain)
    minutes = afloat + sum(stage.minutes for stage in stages)
    return Leg(
        minutes,
        minutes,
        sum(stage.pence for stage in stages) + sum(link.return_fare for link, _, _ in chain),
        sum(stage.bus_pence for stage in stages),
        Provenance.LINK,
        (_arrival(policy, chain, stages, sunday=False), _arrival(policy, chain, stages, sunday=True)),
        (_departure(policy, chain, stages, sunday=False), _departure(policy, chain, stages, sunday=True)),
        links=tuple(link.id for link, _, _ in chain),
    )


def _arrival(policy: TravelPolicy, chain: tuple[Sailing, ...], stages: list[Stage], *, sunday: bool) -> int:
    """The earliest minute of the day at the place, leaving home after midnight; CANNOT if nothing sails."""
    if not _sails_both_ways(chain, sunday):
        return CANNOT
    first_bus = policy.buses.first_bus_sunday if sunday else policy.buses.first_bus
    clock = 0
    for at, stage in enumerate(stages):
        clock = (max(clock, first_bus) if stage.by_bus else clock) + stage.minutes
        if at < len(chain):
            link, board, _ = chain[at]
            first = _sailing_hours(link, board, sunday)[0] or 0
            clock = max(clock + link.check_in_minutes, first) + link.crossing_minutes
    return min(clock, CANNOT)


def _departure(policy: TravelPolicy, chain: tuple[Sailing, ...], stages: list[Stage], *, sunday: bool) -> int:
    """The latest minute at which one may leave the place and still get home, -1 if there is none."""
    if not _sails_both_ways(chain, sunday):
        return -1
    last_bus = policy.buses.last_bus_sunday if sunday else policy.buses.last_bus
    clock = last_bus if stages[0].by_bus else math.inf  # the latest one may land at the home pier
    for (link, _, land), stage in zip(chain, stages[1:], strict=True):
        last = _sailing_hours(link, land, sunday)[1] or 0
        sails = min(last, clock - link.crossing_minutes)
        clock = sails - link.check_in_minutes - stage.minutes
        if stage.by_bus:
            clock = min(clock, last_bus)
    return int(max(min(clock, NO_LIMIT), -1))


def _sails_both_ways(chain: tuple[Sailing, ...], sunday: bool) -> bool:
    return all(_sailing_hours(link, port, sunday)[0] is not None for link, *ports in chain for port in ports)


def _sailing_hours(link: Link, board: Port, sunday: bool) -> tuple[int | None, int | None]:
    """First and last sailing from a port on a kind of day."""
    if board == link.a:
        return (link.sunday_first_from_a, link.sunday_last_from_a) if sunday else (link.first_from_a, link.last_from_a)
    return (link.sunday_first_from_b, link.sunday_last_from_b) if sunday else (link.first_from_b, link.last_from_b)


# ------------------------------------------------------------------------------------------ looked up


def _looked_up(
    policy: TravelPolicy, there: TableRow, back: TableRow, origin: Spot, place: Spot, *, traveller: Traveller
) -> Leg:
    """What a table says: its minutes exactly; its pence, or the fare of the ride; ferries' hours stay."""
    if there.minutes is None or back.minutes is None:
        return _impossible(Provenance.TABLE, TABLE_SAYS_NO)
    by_bus = traveller.mode is Mode.BUS
    modelled = None
    if origin.known and place.known:
        modelled = _modelled(policy, origin, place, traveller)
    elif not by_bus:
        modelled = _assumed(policy, traveller.mode)
    on_water = modelled is not None and modelled.provenance is Provenance.LINK
    if by_bus and not on_water:
        road = 0
        if origin.known and place.known:
            road = _road(policy, policy.bus, _metres(origin, place))
        pence = bus_pence = _return_by_bus(policy, road)
    else:
        pence, bus_pence = (modelled.pence, modelled.bus_pence) if modelled else (0, 0)
    ferries = {link.id: link.return_fare for link in policy.links}
    said = there.pence if there.pence is not None else back.pence
    if said is not None:
        on_land = max(0, said - sum(ferries[link] for link in (modelled.links if modelled else ())))
        pence, bus_pence = said, on_land if by_bus else min(bus_pence, on_land)
    hours = _bus_hours(policy, there.minutes) if by_bus else ((0, 0), (NO_LIMIT, NO_LIMIT))
    if modelled is not None and on_water:
        hours = modelled.earliest_arrival, modelled.latest_departure
    links = modelled.links if modelled else ()
    return Leg(there.minutes, back.minutes, pence, bus_pence, Provenance.TABLE, *hours, links=links)
