"""Where people live and where they meet: towns in proportion to who lives there, venues on real postcodes.

Residents are those of /docs/travel.md's sources (mid-2021 and about); sectors of a town share its residents roughly.
A home is the name of a town or a postcode sector, never a full postcode: nobody's door.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from attrs import frozen

from mentormatch.travel.postcodes import Gazetteer, Located
from scenarios.generator.draws import Draws, spread
from scenarios.generator.tables import Row
from scenarios.generator.words import TREES

SOUTH, NORTH, EAST = "South Ayrshire", "North Ayrshire", "East Ayrshire"
RESIDENTS = {SOUTH: 112_450, NORTH: 134_220, EAST: 120_390}


@frozen
class Locality:
    """home: as written in people.csv. residents: of that sector or town, before scaling to the council's."""

    home: str
    town: str
    area: str
    residents: int


def _localities(area: str, text: str) -> list[Locality]:
    """From lines of "Town: residents" or "Town: sector residents, sector residents"."""
    out = []
    for line in text.strip().splitlines():
        town, _, rest = (part.strip() for part in line.partition(":"))
        for piece in rest.split(","):
            *sector, residents = piece.split()
            out.append(Locality(" ".join(sector) or town, town, area, int(residents)))
    return out


LOCALITIES = (
    *_localities(SOUTH, """
        Ayr: KA7 1 4000, KA7 2 8000, KA7 3 9500, KA8 0 6500, KA8 8 3600, KA8 9 6500
        Alloway: KA7 4 8000
        Prestwick: KA9 1 7000, KA9 2 7900
        Troon: KA10 6 9000, KA10 7 6000
        Girvan: 6310
        Maybole: 4550
        Dundonald: 2580
        Coylton: 2170
        Mossblown: 2100
        Tarbolton: 1820
        Symington: 1590
        Monkton: 1150
        Annbank: 870
        Dailly: 810
        Ballantrae: 650
        Straiton: 450
        Barrhill: 400
        Colmonell: 350
        """),
    *_localities(NORTH, """
        Irvine: KA12 0 9500, KA12 8 6500, KA12 9 6500, KA11 1 8000, KA11 2 4000
        Dreghorn: KA11 4 4500
        Springside: KA11 3 1300
        Kilwinning: KA13 6 9500, KA13 7 7600
        Saltcoats: KA21 5 7000, KA21 6 5700
        Stevenston: KA20 3 5300, KA20 4 4000
        Ardrossan: KA22 7 5300, KA22 8 5300
        Largs: KA30 8 6500, KA30 9 4500
        Kilbirnie: KA25 6 3700, KA25 7 3600
        Beith: KA15 1 3200, KA15 2 3000
        Dalry: KA24 4 2800, KA24 5 2600
        West Kilbride: 4600
        Fairlie: 1500
        Glengarnock: 700
        Lamlash: 1500
        Brodick: 1000
        Whiting Bay: 900
        Blackwaterfoot: 700
        Lochranza: 500
        Millport: 1300
        """),
    *_localities(EAST, """
        Kilmarnock: KA1 1 6000, KA1 2 7000, KA1 3 8200, KA1 4 8000, KA3 1 8500, KA3 7 9000
        Cumnock: 8830
        Stewarton: KA3 3 3200, KA3 5 4500
        Galston: 4800
        Hurlford: 4300
        Mauchline: 4000
        Darvel: 3900
        Auchinleck: 3500
        Newmilns: 3000
        Drongan: 3000
        New Cumnock: 2800
        Kilmaurs: 2700
        Crosshouse: 2500
        Catrine: 2100
        Patna: 2000
        Bellsbank: 1900
        Muirkirk: 1400
        Dalmellington: 1300
        Dalrymple: 1300
        Fenwick: 1200
        Ochiltree: 1000
        Dunlop: 900
        Sorn: 450
        Rankinston: 300
        """),
)  # fmt: skip


@cache
def _ends() -> tuple[int, ...]:
    """Cumulative residents by locality, each council scaled to its whole."""
    listed = {area: sum(place.residents for place in LOCALITIES if place.area == area) for area in RESIDENTS}
    ends, total = [], 0
    for place in LOCALITIES:
        total += place.residents * RESIDENTS[place.area] // listed[place.area]
        ends.append(total)
    return tuple(ends)


def locality_of(index: int, offset: int) -> Locality:
    """Where the index-th of a list lives: every beginning of the list is in proportion."""
    at = spread(index, _ends()[-1], offset)
    return next(place for place, end in zip(LOCALITIES, _ends(), strict=True) if at < end)


@cache
def gazetteer() -> Gazetteer:
    """The packaged postcodes, read once."""
    return Gazetteer.load()


def located(home: str) -> Located:
    """The point of a home. Raises LookupError for one that the gazetteer does not know."""
    found = gazetteer().locate(home)
    if not isinstance(found, Located):
        raise LookupError(found.says)
    return found


HOMES = ("sectors", "points")
"""How homes are written: the middle of a sector or town, or a grid reference to 100 m somewhere among its postcodes.

Points are for large programmes, in which a few dozen middles would make a great many people the same; they are no
postcode, so nobody's door either.
"""


def home_in(place: Locality, draws: Draws, homes: str) -> str:
    """A home in a locality, written one of the two ways."""
    if homes == "sectors":
        return place.home
    east, north = _points_in(place.home)
    at = draws.below(len(east))
    return f"{east[at] // 100 * 100 + 50} {north[at] // 100 * 100 + 50}"


@cache
def _points_in(home: str) -> tuple[list[int], list[int]]:
    """Eastings and northings of the postcodes of a sector, or within 1.2 km of a town's middle."""
    rows, middle = gazetteer(), located(home)
    if middle.town:
        near = (abs(rows.easting - middle.easting) < 1200) & (abs(rows.northing - middle.northing) < 1200)
    else:
        near = np.array([code[:-2] == home for code in rows.postcodes.tolist()])
    inside = np.flatnonzero(near & rows.homes())
    return rows.easting[inside].tolist(), rows.northing[inside].tolist()


@cache
def _nearest(home: str) -> tuple[str, ...]:
    """Postcodes round the middle of a home, the nearest first; PO boxes and sorting offices left out."""
    middle, rows = located(home), gazetteer()
    east = rows.easting.astype(np.int64) - middle.easting
    north = rows.northing.astype(np.int64) - middle.northing
    order = np.lexsort((rows.postcodes, east * east + north * north))
    order = order[rows.homes()[order]]
    return tuple(rows.postcodes[order[:400]].tolist())


def postcode_near(home: str, n: int) -> str:
    """The n-th postcode round the middle of a home, counted outward."""
    return _nearest(home)[n]


_KINDS = {"Community Centre": 30, "Library": 20, "Church Hall": 20, "Recovery Café": 10, "Leisure Centre": 10,
          "Town Hall": 10}  # fmt: skip


def drawn_venue(index: int, seed: int) -> Row:
    """The index-th venue of a programme that is not designed by hand."""
    draws = Draws(seed, "venue", index)
    place = locality_of(index, 3)
    kind = draws.weighted(_KINDS)
    staffed = {"Library": "Mon-Sat 09:00-17:00; Tue 17:00-20:00", "Church Hall": "Tue, Thu 10:00-16:00"}
    council = kind in ("Community Centre", "Library", "Leisure Centre", "Town Hall")
    return {
        "id": f"V{index + 1:03d}",
        "name": f"{TREES[(index * 7 + index // len(TREES)) % len(TREES)]} {kind} {place.town}",
        "town": place.town,
        "area": place.area,
        "postcode": postcode_near(place.home, draws.below(60)),
        "open": "Mon-Sat 09:00-21:00",
        "staffed": staffed.get(kind, "Mon-Fri 09:00-20:00; Sat 10:00-16:00"),
        "one_to_one": "yes",
        "first_meeting_ok": "yes",
        "rooms": str(draws.between(1, 4)),
        "capacity": str(draws.one((8, 12, 20, 40))),
        "step_free": "yes" if draws.chance(750) else "no",
        "facilities": draws.one(("", "kitchen", "kitchen; projector", "sports hall")),
        "hire_an_hour": str(draws.one((0, 8, 12, 18))),
        "council_run": "yes" if council else "no",
    }
