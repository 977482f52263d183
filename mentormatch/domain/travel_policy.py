"""The figures of travel: speeds, buses, fares, mileage, zones and ferries, each with the default that holds.

What each means and where it was read is in docs/travel.md and, field by field, in the metadata (`unit`, `source`).

Everything is an integer: metres, metres an hour, minutes, pence, per cent, minutes of the day. Field names
are the keys of programme.toml, `[travel]` and the tables below it. `[G]` in a source marks general
knowledge that the coordinator should check.
"""

# ruff: noqa: RUF009  (attrs fields made by functions)
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

import attrs
from attrs import field, frozen

from mentormatch.domain.ferries import ARDROSSAN_BRODICK, LARGS_CUMBRAE, Link
from mentormatch.domain.figures import (
    built,
    figure,
    group,
    refuse_unknown_keys,
    speed,
    time_of_day,
    whole,
    whole_or_none,
)
from mentormatch.domain.travelling import MAINLAND, Mode, Pace, postcode_parts


@frozen
class Speed:
    """How fast a mode goes: the first `after_metres` of road at one speed, the rest at another."""

    metres_per_hour: int = field(validator=speed, metadata={"unit": "m/h"})
    then_metres_per_hour: int = field(validator=speed, metadata={"unit": "m/h"})
    after_metres: int = field(default=3000, validator=whole(0, 1_000_000), metadata={"unit": "m of road"})
    fixed_minutes: int = field(default=0, validator=whole(0, 240), metadata={"unit": "min"})
    detour_percent: int | None = field(default=None, validator=whole_or_none(100, 300), metadata={"unit": "%"})

    @then_metres_per_hour.default
    def _the_same_all_the_way(self) -> int:
        return self.metres_per_hour


@frozen
class BusService:
    """What a bus costs in minutes beyond riding it. Wait in minutes = min(wait + share of headway,
    longest)."""

    stop_metres: int = figure(800, 0, 10_000, "m", "5 min walk at each end at 4.8 km/h [G]; walked at own pace")
    town_metres: int = figure(5000, 0, 1_000_000, "m straight", "Ayr-Prestwick counts as one town [G]")
    headway_in_town: int = figure(15, 1, 1440, "min", "Mon-Sat 07-18:30, up to town_metres [G]")
    headway_between_towns: int = figure(30, 1, 1440, "min", "Mon-Sat 07-18:30, beyond town_metres [G]")
    wait_minutes: int = figure(2, 0, 240, "min", "Fan & Machemehl, TRR 2111: W = 2.0 + 0.3 H")
    wait_percent_of_headway: int = figure(30, 0, 100, "%", "Fan & Machemehl, TRR 2111")
    longest_wait_minutes: int = figure(13, 0, 240, "min", "from 38 min headway all know the timetable, same")
    slack_percent_of_headway: int = figure(0, 0, 100, "%", "early or late at the meeting; 25 suits headways > 20 [G]")
    slack_above_headway: int = figure(20, 0, 1440, "min", "no slack up to this headway [G]")
    first_bus: int = time_of_day(0, "0 = no limit; no bus leaves home before it, Mon-Sat")
    first_bus_sunday: int = time_of_day(0, "0 = no limit; the same on Sunday")
    last_bus: int = time_of_day(1350, "22:30, the latest one may leave a place and still get a bus home, Mon-Sat [G]")
    last_bus_sunday: int = time_of_day(1260, "21:00, the same on Sunday [G]")


@frozen
class Fares:
    """Adult bus fares in pence: single = single_pence + per_mile_pence x road miles, rounded half up."""

    single_pence: int = figure(220, 0, 10_000, "p", "Stagecoach 2023: 200 + 32 a mile fits; + 10 % for 2026/27 [G]")
    per_mile_pence: int = figure(35, 0, 1000, "p per road mile", "as single_pence")
    day_ticket_pence: int = figure(550, 0, 20_000, "p", "mid-Ayrshire 500 in 2024, + 10 %")
    long_day_ticket_pence: int = figure(850, 0, 20_000, "p", "all Ayrshire 750 in 2024, + 10 %")
    day_ticket_miles: int = figure(8, 0, 500, "road miles", "up to here the cheaper day ticket [G]")


def _dated(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{attribute.name} is {value!r}. It must be a date like 2026-04-06.")


@frozen
class Mileage:
    """Pence per mile by car from a date on."""

    since: date = field(validator=_dated)
    pence: int = field(validator=whole(0, 1000))


MILEAGE = (Mileage(date(2011, 4, 6), 45), Mileage(date(2026, 4, 6), 55))

_SPEEDS = {
    "foot": (Speed(4800), "80 m/min, the planners' figure [G]; r5r has 3.6 km/h, Valhalla 5.1"),
    "foot_slower": (Speed(2900), "people of 65+ walk 0.8-0.9 m/s (Age and Ageing 2012, n = 3,145)"),
    "wheelchair": (
        Speed(4000, fixed_minutes=2, detour_percent=140),
        "Valhalla's wheelchair; kerbs and steps [G]",
    ),
    "bicycle": (Speed(14_000, fixed_minutes=3), "[G]"),
    "bus": (Speed(18_000, 32_000), "Scottish buses average 18 km/h; Fairlie-Largs 9 min for 3 miles"),
    "car": (Speed(30_000, 55_000, fixed_minutes=4), "parking [G]"),
    "lift": (Speed(30_000, 55_000, fixed_minutes=7), "a lift picks up first [G]"),
}


def _as_zones(value: Any) -> tuple[tuple[str, str], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    tidy = {}
    for prefix, zone in pairs:
        parts = postcode_parts(str(prefix))
        if not parts or not str(zone).strip():
            raise ValueError(f'zones: "{prefix}" = "{zone}" needs a postcode, sector or district and a zone.')
        tidy[parts[0]] = str(zone).strip()
    return tuple(sorted(tidy.items()))


def _as_links(value: Any) -> tuple[Link, ...]:
    return tuple(built(Link)(one) for one in value)


def _as_mode_beyond(value: Any) -> Any:
    known = [mode.value for mode in Mode]
    return Mode(value) if value in known else value


def _a_mode(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, Mode):
        names = ", ".join(mode.value for mode in Mode)
        raise ValueError(f"{attribute.name} is {value!r}. It must be one of {names}.")


def _mode(default: Mode, source: str) -> Any:
    return field(default=default, converter=_as_mode_beyond, validator=_a_mode, metadata={"source": source})


def _as_mileage(value: Any) -> tuple[Mileage, ...]:
    return tuple(sorted((built(Mileage)(one) for one in value), key=lambda row: row.since))


@frozen
class TravelPolicy:
    """Every figure of travel, with its default. docs/travel.md says what each does and where it was read."""

    detour_percent: int = figure(130, 100, 300, "% of straight", "Newell 1980 and others: 1.2-1.3, more on foot")
    floor_metres: int = figure(150, 1, 5000, "m", "postcode points are means of addresses [G]")
    unknown_minutes: int = figure(30, 0, 480, "min", "a spot nobody knows [G]")
    longest_minutes: int = figure(480, 1, 1440, "min", "a longer way is no way [G]")
    foot: Speed = group(*_SPEEDS["foot"])
    foot_slower: Speed = group(*_SPEEDS["foot_slower"])
    wheelchair: Speed = group(*_SPEEDS["wheelchair"])
    bicycle: Speed = group(*_SPEEDS["bicycle"])
    bus: Speed = group(*_SPEEDS["bus"])
    car: Speed = group(*_SPEEDS["car"])
    lift: Speed = group(*_SPEEDS["lift"])
    buses: BusService = group(BusService())
    fares: Fares = group(Fares())
    mileage: tuple[Mileage, ...] = field(
        default=MILEAGE,
        converter=_as_mileage,
        metadata={"unit": "p per mile", "source": "HMRC approved rates"},
    )
    zones: tuple[tuple[str, str], ...] = field(
        default=(("KA27", "arran"), ("KA28", "cumbrae")),
        converter=_as_zones,
        metadata={"unit": "postcode -> zone"},
    )
    links: tuple[Link, ...] = field(default=(ARDROSSAN_BRODICK, LARGS_CUMBRAE), converter=_as_links)
    car_beyond_port: Mode = _mode(Mode.BUS, "cars park at the pier")
    lift_beyond_port: Mode = _mode(Mode.BUS, "the giver turns back")

    def __attrs_post_init__(self) -> None:
        if not self.mileage:
            raise ValueError("mileage is empty. Give at least one row with since and pence.")
        ids = [link.id for link in self.links]
        for link_id in ids:
            if ids.count(link_id) > 1:
                raise ValueError(f'Two links have the id "{link_id}". Give each its own.')

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> TravelPolicy:
        """The policy that a `[travel]` table of programme.toml describes; what it leaves out keeps its
        default.

        Raises ValueError with one plain sentence that names the setting.
        """
        refuse_unknown_keys(cls, table)
        return cls(**table)

    @cached_property
    def zone_names(self) -> tuple[str, ...]:
        """Every zone, the mainland first, the others by name."""
        named = {zone for _, zone in self.zones}
        named.update(port.zone for link in self.links for port in (link.a, link.b))
        return (MAINLAND, *sorted(named - {MAINLAND}))

    def zone_of(self, postcode: str) -> str:
        """The zone a postcode, sector or district lies in: the longest entry of `zones` that covers it."""
        zones = dict(self.zones)
        for part in postcode_parts(postcode):
            if part in zones:
                return zones[part]
        return MAINLAND

    def speed_on_foot(self, pace: Pace) -> Speed:
        if pace is Pace.USUAL:
            return self.foot
        return self.foot_slower if pace is Pace.SLOWER else self.wheelchair

    def mode_beyond_port(self, mode: Mode) -> Mode:
        """How somebody who set out by `mode` goes on after a ferry: a bicycle comes aboard, a car does
        not."""
        return {Mode.CAR: self.car_beyond_port, Mode.LIFT: self.lift_beyond_port}.get(mode, mode)

    def pence_per_mile(self, on: date) -> int:
        """The mileage rate in force on a day; before the first row, the first row's."""
        rate = self.mileage[0].pence
        for row in self.mileage:
            if row.since <= on:
                rate = row.pence
        return rate
