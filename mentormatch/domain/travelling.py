"""What travel is made of: modes, paces, passes, spots, ferries and the figures of the distance model.

Nouns only. How minutes and pence follow from them is in `mentormatch.travel`; what each figure means and
where it was read is in docs/travel.md and, field by field, in the metadata (`unit`, `source`) of the
classes below.

Everything is an integer: metres, metres an hour, minutes, pence, per cent, minutes of the day. Field names
are the keys of programme.toml, `[travel]` and the tables below it; a time of day may be written "22:30"
there. `[G]` in a source marks general knowledge that the coordinator should check.
"""

# ruff: noqa: RUF009  (attrs fields made by functions)
from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import Enum, IntEnum
from typing import Any

import attrs
from attrs import field, frozen

__all__ = [
    "MAINLAND", "BusPass", "BusService", "Fares", "Link", "Mileage", "Mode", "Pace", "Port", "Provenance",
    "Speed", "Spot", "TravelPolicy", "minute_of_day", "postcode_parts",
]  # fmt: skip

MAINLAND = "mainland"


class Mode(Enum):
    """A way of getting about that a person really has."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    BUS = "bus"
    CAR = "car"
    LIFT = "lift"


class Pace(Enum):
    """How fast a person walks; it also decides the walk to and from the bus stop."""

    USUAL = "usual"
    SLOWER = "slower"
    WHEELCHAIR = "wheelchair"


class BusPass(Enum):
    """A person's free bus pass. Never inferred from age: ASK means that nobody has asked yet."""

    NONE = "none"
    OWN = "own"
    OWN_AND_COMPANION = "own+companion"
    ASK = "ask"


class Provenance(IntEnum):
    """Where a journey's minutes come from, the surest first; uint8 in matrices."""

    SAME_PLACE = 0
    MODEL = 1
    TABLE = 2
    LINK = 3
    ASSUMED = 4


def minute_of_day(value: int | str | time) -> int:
    """Minutes after midnight of 1350, "22:30" or a TOML time. Raises ValueError for anything else."""
    if isinstance(value, bool):
        raise ValueError(f"{value} is not a time of day. Write it like 22:30.")
    if isinstance(value, int):
        return value
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    hours, colon, minutes = str(value).strip().partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(minutes) < 60):
        raise ValueError(f'"{value}" is not a time of day. Write it like 22:30.')
    return int(hours) * 60 + int(minutes)


def postcode_parts(text: str) -> tuple[str, ...]:
    """The unit, sector, district and area that a postcode (or a piece of one) lies in, longest first.

    "ka106aa" gives ("KA10 6AA", "KA10 6", "KA10", "KA"); "KA27 8" gives ("KA27 8", "KA27", "KA").
    Only the shape is read, so that "KA2" is never taken for a beginning of "KA27".
    """
    words = text.upper().split()
    joined = "".join(words)
    if len(joined) >= 5 and joined[-3].isdigit() and joined[-2:].isalpha():
        pieces = [f"{joined[:-3]} {joined[-3:]}", f"{joined[:-3]} {joined[-3]}", joined[:-3]]
    elif len(words) == 2 and len(words[1]) == 1:
        pieces = [f"{words[0]} {words[1]}", words[0]]
    else:
        pieces = [joined] if joined else []
    area = joined.rstrip("0123456789") if not pieces else _letters_before_a_digit(pieces[-1])
    if area and area not in pieces:
        pieces.append(area)
    return tuple(pieces)


def _letters_before_a_digit(text: str) -> str:
    for place, letter in enumerate(text):
        if letter.isdigit():
            return text[:place]
    return text


# ------------------------------------------------------------------------------ checking the figures


def _whole(low: int, high: int) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    def check(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"{attribute.name} is {value!r}. It must be a whole number.")
        if not low <= value <= high:
            raise ValueError(f"{attribute.name} is {value}. It must lie between {low} and {high}.")

    return check


def _whole_or_none(low: int, high: int) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    check = _whole(low, high)

    def check_unless_none(owner: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None:
            check(owner, attribute, value)

    return check_unless_none


def _speed(owner: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    _whole(100, 200_000)(owner, attribute, value)
    if value % 100:
        raise ValueError(f"{attribute.name} is {value}. It must be a multiple of 100 metres an hour (0.1 km/h).")


def _named(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{attribute.name} is missing. Give it a name.")


def _figure(default: Any, low: int, high: int, unit: str, source: str) -> Any:
    return field(default=default, validator=_whole(low, high), metadata={"unit": unit, "source": source})


def _time(default: Any, source: str) -> Any:
    return field(
        default=default,
        converter=minute_of_day,
        validator=_whole(0, 1440),
        metadata={"unit": "minute of the day", "source": source},
    )


def _optional_time(source: str) -> Any:
    return field(
        default=None,
        converter=attrs.converters.optional(minute_of_day),
        validator=_whole_or_none(0, 1440),
        metadata={"unit": "minute of the day, or none: no sailing", "source": source},
    )


def _is_a(cls: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    def check(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not isinstance(value, cls):
            raise ValueError(f"{attribute.name} is {value!r}. It must be a table of settings.")

    return check


def _table_over(default: Any) -> Callable[[Any], Any]:
    """Let a TOML table change some figures of a default and leave the others."""

    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        _refuse_unknown_keys(type(default), value)
        return attrs.evolve(default, **value)

    return convert


def _built(cls: Any) -> Callable[[Any], Any]:
    """Let a TOML table stand for an object of a class."""

    def convert(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is not a {cls.__name__}. It must be a table of settings.")
        _refuse_unknown_keys(cls, value)
        missing = [a.name for a in attrs.fields(cls) if a.default is attrs.NOTHING and a.name not in value]
        if missing:
            raise ValueError(f"{cls.__name__} lacks {', '.join(missing)}.")
        return cls(**value)

    return convert


def _refuse_unknown_keys(cls: Any, table: Mapping[str, Any]) -> None:
    known = [attribute.name for attribute in attrs.fields(cls)]
    for key in table:
        if key not in known:
            raise ValueError(f'"{key}" is not a setting of {cls.__name__}. Settings: {", ".join(known)}.')


def _group(default: Any, source: str = "") -> Any:
    return field(
        default=default,
        converter=_table_over(default),
        validator=_is_a(type(default)),
        metadata={"source": source},
    )


# -------------------------------------------------------------------------------------------- places


@frozen
class Spot:
    """Where somebody starts from or something happens: a point on the British National Grid, or unknown.

    easting, northing: metres. zone: land that is one piece for a traveller ("mainland", "arran"); "" is
    unknown. postcode: for rows of the travel table, "" if there is none. place: an id; two spots with the
    same place are the same place (0 minutes), two addresses that merely share a point are not.
    """

    easting: int = field(validator=_whole(0, 1_000_000))
    northing: int = field(validator=_whole(0, 1_500_000))
    zone: str = MAINLAND
    postcode: str = ""
    place: str = ""

    @classmethod
    def unknown(cls, postcode: str = "", place: str = "") -> Spot:
        """A spot whose point nobody knows; journeys to it take the policy's `unknown_minutes`."""
        return cls(0, 0, zone="", postcode=postcode, place=place)

    @property
    def known(self) -> bool:
        return self.zone != ""


@frozen
class Port:
    """One end of a ferry: its point (metres) and the zone it stands in."""

    name: str = field(validator=_named)
    easting: int = field(validator=_whole(0, 1_000_000))
    northing: int = field(validator=_whole(0, 1_500_000))
    zone: str = field(validator=_named)


def _as_port(value: Any) -> Port:
    port: Port = _built(Port)(value)
    return port


@frozen
class Link:
    """A ferry between port a and port b, which stand in different zones.

    One crossing costs check_in_minutes + wait + crossing_minutes; wait is `wait_minutes` or, if that is not
    given, a sixth of the headway (nobody arrives at a pier at random, but no meeting fits a sailing exactly).
    Times are minutes of the day by direction and kind of day; none means that there is no sailing.
    """

    id: str = field(validator=_named)
    name: str = field(validator=_named)
    a: Port = field(converter=_as_port)
    b: Port = field(converter=_as_port)
    crossing_minutes: int = field(validator=_whole(1, 1440))
    check_in_minutes: int = field(default=10, validator=_whole(0, 240))
    headway_minutes: int = field(default=30, validator=_whole(1, 1440))
    wait_minutes: int | None = field(default=None, validator=_whole_or_none(0, 1440))
    single_pence: int | None = field(default=None, validator=_whole_or_none(0, 100_000))
    return_pence: int | None = field(default=None, validator=_whole_or_none(0, 200_000))
    first_from_a: int | None = _optional_time("timetable")
    last_from_a: int | None = _optional_time("timetable")
    first_from_b: int | None = _optional_time("timetable")
    last_from_b: int | None = _optional_time("timetable")
    sunday_first_from_a: int | None = _optional_time("timetable")
    sunday_last_from_a: int | None = _optional_time("timetable")
    sunday_first_from_b: int | None = _optional_time("timetable")
    sunday_last_from_b: int | None = _optional_time("timetable")

    def __attrs_post_init__(self) -> None:
        if self.a.zone == self.b.zone:
            raise ValueError(f'Link "{self.id}" joins {self.a.zone} to itself. Its ports must stand in two zones.')
        if self.single_pence is None and self.return_pence is None:
            raise ValueError(f'Link "{self.id}" has no fare. Give single_pence or return_pence (0 if it is free).')
        for day in ("", "sunday_"):
            for end in "ab":
                first, last = getattr(self, f"{day}first_from_{end}"), getattr(self, f"{day}last_from_{end}")
                if (first is None) != (last is None) or (first is not None and first > last):
                    raise ValueError(
                        f'Link "{self.id}": {day}first_from_{end} is {first}, last_from_{end} is {last}. '
                        "Give both, the first no later than the last, or neither."
                    )

    @property
    def wait(self) -> int:
        """Minutes of waiting at the pier, one way."""
        return -(-self.headway_minutes // 6) if self.wait_minutes is None else self.wait_minutes

    @property
    def return_fare(self) -> int:
        """Pence there and back, one foot passenger; the dearer of two singles if no return is sold."""
        return 2 * (self.single_pence or 0) if self.return_pence is None else self.return_pence


# ------------------------------------------------------------------------------------ the model's figures


@frozen
class Speed:
    """How fast a mode goes: the first `after_metres` of road at one speed, the rest at another."""

    metres_per_hour: int = field(validator=_speed, metadata={"unit": "m/h"})
    then_metres_per_hour: int = field(validator=_speed, metadata={"unit": "m/h"})
    after_metres: int = field(default=3000, validator=_whole(0, 1_000_000), metadata={"unit": "m of road"})
    fixed_minutes: int = field(default=0, validator=_whole(0, 240), metadata={"unit": "min"})
    detour_percent: int | None = field(default=None, validator=_whole_or_none(100, 300), metadata={"unit": "%"})

    @then_metres_per_hour.default
    def _the_same_all_the_way(self) -> int:
        return self.metres_per_hour


@frozen
class BusService:
    """What a bus costs in minutes beyond riding it. Wait in minutes = min(wait + share of headway,
    longest)."""

    stop_metres: int = _figure(800, 0, 10_000, "m", "5 min walk at each end at 4.8 km/h [G]; walked at own pace")
    town_metres: int = _figure(5000, 0, 1_000_000, "m straight", "Ayr-Prestwick counts as one town [G]")
    headway_in_town: int = _figure(15, 1, 1440, "min", "Mon-Sat 07-18:30, up to town_metres [G]")
    headway_between_towns: int = _figure(30, 1, 1440, "min", "Mon-Sat 07-18:30, beyond town_metres [G]")
    wait_minutes: int = _figure(2, 0, 240, "min", "Fan & Machemehl, TRR 2111: W = 2.0 + 0.3 H")
    wait_percent_of_headway: int = _figure(30, 0, 100, "%", "Fan & Machemehl, TRR 2111")
    longest_wait_minutes: int = _figure(13, 0, 240, "min", "from 38 min headway all know the timetable, same")
    slack_percent_of_headway: int = _figure(0, 0, 100, "%", "early or late at the meeting; 25 suits headways > 20 [G]")
    slack_above_headway: int = _figure(20, 0, 1440, "min", "no slack up to this headway [G]")
    first_bus: int = _time(0, "0 = no limit; no bus leaves home before it, Mon-Sat")
    first_bus_sunday: int = _time(0, "0 = no limit; the same on Sunday")
    last_bus: int = _time(1350, "22:30, the latest one may leave a place and still get a bus home, Mon-Sat [G]")
    last_bus_sunday: int = _time(1260, "21:00, the same on Sunday [G]")


@frozen
class Fares:
    """Adult bus fares in pence: single = single_pence + per_mile_pence x road miles, rounded half up."""

    single_pence: int = _figure(220, 0, 10_000, "p", "Stagecoach 2023: 200 + 32 a mile fits; + 10 % for 2026/27 [G]")
    per_mile_pence: int = _figure(35, 0, 1000, "p per road mile", "as single_pence")
    day_ticket_pence: int = _figure(550, 0, 20_000, "p", "mid-Ayrshire 500 in 2024, + 10 %")
    long_day_ticket_pence: int = _figure(850, 0, 20_000, "p", "all Ayrshire 750 in 2024, + 10 %")
    day_ticket_miles: int = _figure(8, 0, 500, "road miles", "up to here the cheaper day ticket [G]")


def _dated(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{attribute.name} is {value!r}. It must be a date like 2026-04-06.")


@frozen
class Mileage:
    """Pence per mile by car from a date on."""

    since: date = field(validator=_dated)
    pence: int = field(validator=_whole(0, 1000))


MILEAGE = (Mileage(date(2011, 4, 6), 45), Mileage(date(2026, 4, 6), 55))

ARDROSSAN_BRODICK = Link(
    id="ardrossan-brodick",
    name="Ardrossan - Brodick ferry",
    a=Port("Ardrossan", 222500, 642100, MAINLAND),
    b=Port("Brodick", 202200, 635900, "arran"),
    crossing_minutes=55,
    check_in_minutes=10,
    headway_minutes=180,
    single_pence=450,
    return_pence=900,
    first_from_a="07:00",  # type: ignore[arg-type]
    last_from_a="18:00",  # type: ignore[arg-type]
    first_from_b="08:30",  # type: ignore[arg-type]
    last_from_b="19:30",  # type: ignore[arg-type]
    sunday_first_from_a="09:45",  # type: ignore[arg-type]
    sunday_last_from_a="18:00",  # type: ignore[arg-type]
    sunday_first_from_b="11:00",  # type: ignore[arg-type]
    sunday_last_from_b="19:30",  # type: ignore[arg-type]
)
"""Crossing, first and last from Brodick: transport.gov.scot CNA; from Ardrossan, fare, ports: [G]."""

LARGS_CUMBRAE = Link(
    id="largs-cumbrae",
    name="Largs - Cumbrae Slip ferry",
    a=Port("Largs", 220100, 659400, MAINLAND),
    b=Port("Cumbrae Slip", 218300, 658600, "cumbrae"),
    crossing_minutes=10,
    check_in_minutes=5,
    headway_minutes=30,
    return_pence=360,
    first_from_a="06:45",  # type: ignore[arg-type]
    last_from_a="20:45",  # type: ignore[arg-type]
    first_from_b="06:45",  # type: ignore[arg-type]
    last_from_b="20:45",  # type: ignore[arg-type]
    sunday_first_from_a="08:45",  # type: ignore[arg-type]
    sunday_last_from_a="20:45",  # type: ignore[arg-type]
    sunday_first_from_b="08:45",  # type: ignore[arg-type]
    sunday_last_from_b="20:45",  # type: ignore[arg-type]
)
"""Crossing, winter headway: shipsofcalmac; fare: winter 2023/24, largsandmillportnews; hours, ports: [G]."""

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
    return tuple(_built(Link)(one) for one in value)


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
    return tuple(sorted((_built(Mileage)(one) for one in value), key=lambda row: row.since))


@frozen
class TravelPolicy:
    """Every figure of travel, with its default. docs/travel.md says what each does and where it was read."""

    detour_percent: int = _figure(130, 100, 300, "% of straight", "Newell 1980 and others: 1.2-1.3, more on foot")
    floor_metres: int = _figure(150, 1, 5000, "m", "postcode points are means of addresses [G]")
    unknown_minutes: int = _figure(30, 0, 480, "min", "a spot nobody knows [G]")
    longest_minutes: int = _figure(480, 1, 1440, "min", "a longer way is no way [G]")
    foot: Speed = _group(*_SPEEDS["foot"])
    foot_slower: Speed = _group(*_SPEEDS["foot_slower"])
    wheelchair: Speed = _group(*_SPEEDS["wheelchair"])
    bicycle: Speed = _group(*_SPEEDS["bicycle"])
    bus: Speed = _group(*_SPEEDS["bus"])
    car: Speed = _group(*_SPEEDS["car"])
    lift: Speed = _group(*_SPEEDS["lift"])
    buses: BusService = _group(BusService())
    fares: Fares = _group(Fares())
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
        _refuse_unknown_keys(cls, table)
        return cls(**table)

    @property
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
        return {Pace.USUAL: self.foot, Pace.SLOWER: self.foot_slower, Pace.WHEELCHAIR: self.wheelchair}[pace]

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
