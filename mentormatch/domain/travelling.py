"""How people travel and where from: modes, paces, passes, postcodes, spots.

Nouns only. The figures of travel are in `travel_policy`, ferries in `ferries`; how minutes and pence follow from them
is in `mentormatch.travel`.
"""

from __future__ import annotations

from enum import Enum, IntEnum

from attrs import field, frozen

from mentormatch.domain.figures import whole

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


@frozen
class Spot:
    """Where somebody starts from or something happens: a point on the British National Grid, or unknown.

    easting, northing: metres. zone: land that is one piece for a traveller ("mainland", "arran"); "" is
    unknown. postcode: for rows of the travel table, "" if there is none. place: an id; two spots with the
    same place are the same place (0 minutes), two addresses that merely share a point are not.
    """

    easting: int = field(validator=whole(0, 1_000_000))
    northing: int = field(validator=whole(0, 1_500_000))
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
