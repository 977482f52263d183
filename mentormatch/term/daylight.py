"""Sunset at a place, as minutes of the local day.

The grid reference is turned into latitude and longitude by the inverse of the British national grid's projection
(Ordnance Survey, A Guide to Coordinate Systems in Great Britain, annexe C). The shift between its datum and WGS84,
some hundred metres, is left aside: it moves a sunset by less than a second.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import cache
from zoneinfo import ZoneInfo

from mentormatch.domain.travelling import Spot

AYR = (55.46, -4.63)
"""Where nobody knows the place: of the three areas the middle one; sunsets there differ by at most 6.5 minutes."""

_SEMI_MAJOR, _SEMI_MINOR = 6_377_563.396, 6_356_256.909
_SCALE, _LATITUDE, _LONGITUDE = 0.9996012717, math.radians(49), math.radians(-2)
_EASTING, _NORTHING = 400_000, -100_000


def sunset(day: dt.date, spot: Spot, timezone: str) -> int:
    """The minute of the local day in which the sun sets there, rounded down; 0 where it does not set on that date."""
    return sunset_at(day, latitude_longitude(spot.easting, spot.northing) if spot.known else AYR, timezone)


@cache
def sunset_at(day: dt.date, where: tuple[float, float], timezone: str) -> int:
    """The same at (degrees north, degrees east)."""
    from astral import Observer  # left out of `--help`
    from astral.sun import sunset as sets

    zone = ZoneInfo(timezone)
    try:
        # Elevation 0: a hundred metres add three and a half minutes of light that a valley does not have.
        at = sets(Observer(latitude=where[0], longitude=where[1], elevation=0), date=day, tzinfo=zone)
    except ValueError:  # the sun does not set on that date
        return 0
    local = at.astimezone(zone)
    return local.hour * 60 + local.minute if local.date() == day else 0


@cache
def latitude_longitude(easting: int, northing: int) -> tuple[float, float]:
    """Degrees north and east of a grid reference in metres, rounded to a thousandth (some 100 m)."""
    ratio = (_SEMI_MAJOR - _SEMI_MINOR) / (_SEMI_MAJOR + _SEMI_MINOR)
    squared = 1 - (_SEMI_MINOR / _SEMI_MAJOR) ** 2
    latitude = _LATITUDE
    arc = 0.0
    while abs(northing - _NORTHING - arc) >= 0.01:
        latitude += (northing - _NORTHING - arc) / (_SEMI_MAJOR * _SCALE)
        arc = _meridian(latitude, ratio)
    sine, tangent = math.sin(latitude), math.tan(latitude)
    across = _SEMI_MAJOR * _SCALE / math.sqrt(1 - squared * sine**2)
    along = _SEMI_MAJOR * _SCALE * (1 - squared) / (1 - squared * sine**2) ** 1.5
    eta = across / along - 1
    secant, off = 1 / math.cos(latitude), easting - _EASTING
    north = latitude - off**2 * tangent / (2 * along * across)
    north += off**4 * tangent / (24 * along * across**3) * (5 + 3 * tangent**2 + eta - 9 * tangent**2 * eta)
    east = _LONGITUDE + off * secant / across
    east -= off**3 * secant / (6 * across**3) * (across / along + 2 * tangent**2)
    return round(math.degrees(north), 3), round(math.degrees(east), 3)


def _meridian(latitude: float, n: float) -> float:
    """Metres along the meridian from the true origin."""
    minus, plus = latitude - _LATITUDE, latitude + _LATITUDE
    return _SEMI_MINOR * _SCALE * (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * minus
        - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(minus) * math.cos(plus)
        + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * minus) * math.cos(2 * plus)
        - (35 / 24) * n**3 * math.sin(3 * minus) * math.cos(3 * plus)
    )  # fmt: skip
