"""Ferries: ports, the links between them, and the two that the programme's towns are reached by.

Metres, minutes, pence and minutes of the day, all whole. `[G]` marks general knowledge that the coordinator should
check.
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from mentormatch.domain.figures import built, named, optional_time, whole, whole_or_none
from mentormatch.domain.travelling import MAINLAND


@frozen
class Port:
    """One end of a ferry: its point (metres) and the zone it stands in."""

    name: str = field(validator=named)
    easting: int = field(validator=whole(0, 1_000_000))
    northing: int = field(validator=whole(0, 1_500_000))
    zone: str = field(validator=named)


def _as_port(value: Any) -> Port:
    port: Port = built(Port)(value)
    return port


@frozen
class Link:
    """A ferry between port a and port b, which stand in different zones.

    One crossing costs check_in_minutes + wait + crossing_minutes; wait is `wait_minutes` or, if that is not
    given, a sixth of the headway (nobody arrives at a pier at random, but no meeting fits a sailing exactly).
    Times are minutes of the day by direction and kind of day; none means that there is no sailing.
    """

    id: str = field(validator=named)
    name: str = field(validator=named)
    a: Port = field(converter=_as_port)
    b: Port = field(converter=_as_port)
    crossing_minutes: int = field(validator=whole(1, 1440))
    check_in_minutes: int = field(default=10, validator=whole(0, 240))
    headway_minutes: int = field(default=30, validator=whole(1, 1440))
    wait_minutes: int | None = field(default=None, validator=whole_or_none(0, 1440))
    single_pence: int | None = field(default=None, validator=whole_or_none(0, 100_000))
    return_pence: int | None = field(default=None, validator=whole_or_none(0, 200_000))
    first_from_a: int | None = optional_time("timetable")
    last_from_a: int | None = optional_time("timetable")
    first_from_b: int | None = optional_time("timetable")
    last_from_b: int | None = optional_time("timetable")
    sunday_first_from_a: int | None = optional_time("timetable")
    sunday_last_from_a: int | None = optional_time("timetable")
    sunday_first_from_b: int | None = optional_time("timetable")
    sunday_last_from_b: int | None = optional_time("timetable")

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
