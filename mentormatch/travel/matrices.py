"""Journeys from many spots to many places at once, in numpy: what planners ask.

`single` answers the same for one journey in plain Python, written apart; tests hold the two together.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import Mode, Provenance
from mentormatch.travel.distance import straight_metres
from mentormatch.travel.legs import CANNOT, MON_SAT, NO_LIMIT, SUNDAY, Legs, Spots
from mentormatch.travel.ports import FAR, ProfileOf, bus_hours, crossing
from mentormatch.travel.table import TravelTable


class _Work(NamedTuple):
    """Arrays being filled, each (n, m); windows (2, n, m). minutes: FAR = cannot. over_water: has a way by
    ferry."""

    minutes: np.ndarray
    back: np.ndarray
    pence: np.ndarray
    bus_pence: np.ndarray
    ferry_pence: np.ndarray
    metres: np.ndarray
    ride_pence_by_metre: np.ndarray
    provenance: np.ndarray
    over_water: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray


def legs(
    policy: TravelPolicy,
    table: TravelTable | None,
    origins: Spots,
    places: Spots,
    mode: Mode,
    *,
    profile_of: ProfileOf,
) -> Legs:
    """Every journey from n origins to m places. profile_of knows the pace and the mileage rate."""
    work = _within_a_zone(policy, origins, places, mode, profile_of)
    _over_water(policy, origins, places, mode, profile_of, work=work)
    work.minutes[work.minutes > policy.longest_minutes] = FAR
    _unknown(policy, origins, places, mode, work)
    work = work._replace(back=work.minutes)
    if table is not None and table.rows:
        work = work._replace(back=work.minutes.copy())
        _from_table(policy, table, origins, places, mode, work=work)
    _same_place(origins, places, work)
    return _finished(work)


def _within_a_zone(policy: TravelPolicy, origins: Spots, places: Spots, mode: Mode, profile_of: ProfileOf) -> _Work:
    metres = straight_metres(*_points(origins, places), *_points(places, places))
    by_metre = profile_of(mode, int(metres.max(initial=0)) + 1)
    minutes = by_metre.minutes.take(metres, mode="clip")
    shape = minutes.shape
    earliest = np.zeros((2, *shape), dtype=np.int16)
    latest = np.full((2, *shape), NO_LIMIT, dtype=np.int16)
    nothing = np.zeros(shape, dtype=np.int32)
    pence, bus_pence = nothing, np.zeros(shape, dtype=np.int32)
    if mode is Mode.CAR:
        pence = by_metre.pence.take(metres, mode="clip")
    if mode is Mode.BUS:
        pence = by_metre.pence.take(metres, mode="clip")
        bus_pence = pence.copy()
        rides = by_metre.rides.take(metres, mode="clip")
        for day in (MON_SAT, SUNDAY):
            first_bus, last_bus = bus_hours(policy, day)
            np.copyto(latest[day], last_bus, where=rides)
            if first_bus:
                np.copyto(earliest[day], np.minimum(first_bus + minutes, CANNOT), where=rides, casting="unsafe")
    provenance = np.full(shape, Provenance.MODEL, dtype=np.uint8)
    return _Work(
        minutes, minutes, pence, bus_pence, np.zeros(shape, dtype=np.int32), metres,
        by_metre.ride_pence, provenance, np.zeros(shape, dtype=bool), earliest, latest,
    )  # fmt: skip


def _points(spots: Spots, others: Spots) -> tuple[np.ndarray, np.ndarray]:
    """Easting and northing, with a near point put in for unknown spots so that profiles stay short."""
    known = spots.zone >= 0
    if known.all():
        return spots.easting, spots.northing
    for those in (spots, others):
        at = np.flatnonzero(those.zone >= 0)[:1]
        if len(at):
            return (np.where(known, spots.easting, those.easting[at[0]]),
                    np.where(known, spots.northing, those.northing[at[0]]))  # fmt: skip
    return np.zeros_like(spots.easting), np.zeros_like(spots.northing)


def _over_water(
    policy: TravelPolicy, origins: Spots, places: Spots, mode: Mode, profile_of: ProfileOf, *, work: _Work
) -> None:
    names = policy.zone_names
    for start in np.unique(origins.zone[origins.zone >= 0]):
        for end in np.unique(places.zone[places.zone >= 0]):
            if start == end:
                continue
            rows, columns = np.flatnonzero(origins.zone == start), np.flatnonzero(places.zone == end)
            here = np.ix_(rows, columns)
            best = crossing(
                policy,
                (names[start], names[end]),
                (origins.easting[rows], origins.northing[rows]),
                (places.easting[columns], places.northing[columns]),
                mode,
                profile_of=profile_of,
            )
            work.minutes[here] = best.minutes
            work.pence[here] = best.pence
            work.bus_pence[here] = best.bus_pence
            work.ferry_pence[here] = best.ferry_pence
            work.provenance[here] = Provenance.LINK
            work.over_water[here] = best.minutes < FAR
            for day in (MON_SAT, SUNDAY):
                work.earliest[day][here] = np.minimum(best.earliest[day], CANNOT)
                work.latest[day][here] = np.clip(best.latest[day], -1, NO_LIMIT)


def _hours_of_mode(policy: TravelPolicy, mode: Mode, minutes: int) -> list[tuple[int, int]]:
    """(earliest arrival, latest departure) by kind of day of a journey that takes a bus if the mode is
    bus."""
    hours = []
    for day in (MON_SAT, SUNDAY):
        first_bus, last_bus = bus_hours(policy, day)
        bus = mode is Mode.BUS
        hours.append((first_bus + minutes if bus and first_bus else 0, last_bus if bus else NO_LIMIT))
    return hours


def _unknown(policy: TravelPolicy, origins: Spots, places: Spots, mode: Mode, work: _Work) -> None:
    """A spot nobody knows: the policy's minutes, the least fare, the hours of the mode."""
    hours = _hours_of_mode(policy, mode, policy.unknown_minutes)
    fares = policy.fares
    fare = min(2 * fares.single_pence, fares.day_ticket_pence) if mode is Mode.BUS else 0
    rows, columns = np.flatnonzero(origins.zone < 0), np.flatnonzero(places.zone < 0)
    everything = slice(None)
    for here in ((rows, everything), (everything, columns)):
        work.minutes[here] = policy.unknown_minutes
        work.provenance[here] = Provenance.ASSUMED
        for money, pence in (
            (work.pence, fare), (work.bus_pence, fare), (work.ferry_pence, 0),
        ):  # fmt: skip
            money[here] = pence
        for day in (MON_SAT, SUNDAY):
            work.earliest[day][here], work.latest[day][here] = hours[day]


def table_rows_used(table: TravelTable, origins: Spots, places: Spots, mode: Mode) -> tuple[np.ndarray, np.ndarray]:
    """Which row of the table counts for each journey, there and back: int32, shape (n, m), -1 = none."""
    out = np.full((len(origins), len(places)), -1, dtype=np.int32)
    back = out.copy()
    none = np.empty(0, dtype=np.intp)
    for rank, start, end in table.ranked(mode):
        out[np.ix_(origins.rows_by_key.get(start, none), places.rows_by_key.get(end, none))] = rank[-1]
        back[np.ix_(origins.rows_by_key.get(end, none), places.rows_by_key.get(start, none))] = rank[-1]
    return out, back


def _from_table(
    policy: TravelPolicy, table: TravelTable, origins: Spots, places: Spots, mode: Mode, *, work: _Work
) -> None:
    out, back = table_rows_used(table, origins, places, mode)
    here = np.nonzero(out >= 0)
    if not len(here[0]):
        return
    out, back = out[here], back[here]
    minutes = np.array([FAR if row.minutes is None else row.minutes for row in table.rows], dtype=np.int32)
    pence = np.array([-1 if row.pence is None else row.pence for row in table.rows], dtype=np.int32)
    there, home = minutes[out], minutes[back]
    never = (there == FAR) | (home == FAR)
    work.minutes[here] = np.where(never, FAR, there)
    work.back[here] = np.where(never, FAR, home)
    guessed = work.provenance[here] == Provenance.ASSUMED
    work.provenance[here] = Provenance.TABLE

    water = work.over_water[here]
    said = np.where(pence[out] >= 0, pence[out], pence[back])
    unsaid, unsaid_bus = work.pence[here], work.bus_pence[here]
    if mode is Mode.BUS:
        ride = work.ride_pence_by_metre[work.metres[here]]
        unsaid = np.where(water | guessed, unsaid, ride)
        unsaid_bus = np.where(water | guessed, unsaid_bus, ride)
    beside_ferry = np.maximum(said - work.ferry_pence[here], 0)
    said_bus = beside_ferry if mode is Mode.BUS else np.minimum(work.bus_pence[here], beside_ferry)
    work.pence[here] = np.where(said >= 0, said, unsaid)
    work.bus_pence[here] = np.where(said >= 0, said_bus, unsaid_bus)
    for day in (MON_SAT, SUNDAY):
        first_bus, last_bus = bus_hours(policy, day)
        bus = mode is Mode.BUS
        earliest = first_bus + there if bus and first_bus else np.zeros_like(there)
        latest = last_bus if bus else NO_LIMIT
        work.earliest[day][here] = np.where(water, work.earliest[day][here], earliest)
        work.latest[day][here] = np.where(water, work.latest[day][here], latest)


def _same_place(origins: Spots, places: Spots, work: _Work) -> None:
    for key, rows in origins.rows_by_key.items():
        if key[0] == "place" and key in places.rows_by_key:
            here = np.ix_(rows, places.rows_by_key[key])
            for array in (work.minutes, work.back, work.pence, work.bus_pence):
                array[here] = 0
            work.provenance[here] = Provenance.SAME_PLACE
            for day in (MON_SAT, SUNDAY):
                work.earliest[day][here], work.latest[day][here] = 0, NO_LIMIT


def _finished(work: _Work) -> Legs:
    never = work.minutes >= FAR
    if never.any():
        for array, value in (
            (work.minutes, CANNOT), (work.back, CANNOT), (work.pence, 0), (work.bus_pence, 0),
        ):  # fmt: skip
            array[never] = value
        work.earliest[:, never] = CANNOT
        work.latest[:, never] = -1
    return Legs(
        work.minutes.astype(np.int16),
        work.back.astype(np.int16),
        work.pence,
        work.bus_pence,
        work.provenance,
        work.earliest,
        work.latest,
    )
