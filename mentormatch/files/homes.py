"""Where a text such as "KA7 1", "Girvan", "222500 642100" or a venue's id lies, for homes, venues and commitments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Problem
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import Spot
from mentormatch.files.nearest import nearest
from mentormatch.travel.postcode_files import tidy_postcode
from mentormatch.travel.postcodes import Gazetteer, Located

_UNIT_AT_END = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2})\s*$")
_METRES = re.compile(r"^(\d{5,6})\s*[, ]\s*(\d{5,7})$")
_LETTERS = re.compile(r"^([HNSTJOhnstjo][A-HJ-Za-hj-z])\s*(\d[\d ]*\d)$")
_PART = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?( \d)?$")
_AREA_OF_POSTCODES = re.compile(r"^[A-Z]{1,2}\d")


@frozen
class Place:
    """Where a text lies. council: its name, "" where not known. rough: what it is the middle of, "" where it is exact.

    wrong: a sentence on why nothing was found, with `remedy`; refused: whether the text is no place at all, rather than
    one that is not in the files. doubt: a sentence to be told all the same.
    """

    spot: Spot
    council: str = ""
    rough: str = ""
    wrong: str = ""
    remedy: str = ""
    refused: bool = False
    doubt: str = ""


@attrs.define(kw_only=True, eq=False)
class Places:
    """Finds places, each text once. venues: spots by venue id, which count before anything else."""

    policy: TravelPolicy
    gazetteer: Gazetteer
    venues: Mapping[str, Spot] = attrs.field(factory=dict)
    _known: dict[str, Place] = attrs.field(factory=dict)

    @classmethod
    def of(cls, policy: TravelPolicy, folder: Path) -> Places:
        """With the packaged postcodes and those of postcodes*.csv in the folder."""
        return cls(policy=policy, gazetteer=Gazetteer.load(sorted(folder.glob("postcodes*.csv"))))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the folder's own postcode files."""
        return self.gazetteer.problems

    def find(self, text: str) -> Place:
        """Where a text lies."""
        if text not in self._known:
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> Place:
        if text in self.venues:
            return Place(spot=self.venues[text])
        point = grid_point(text)
        if point is not None:
            return Place(spot=Spot(*point, zone=self._zone_near(point)))
        found = self.gazetteer.locate(text)
        unit = _UNIT_AT_END.search(text)
        if not isinstance(found, Located) and found.reason != "not in the file" and unit:
            found = self.gazetteer.find(unit[1])
        if isinstance(found, Located):
            kind = _rough(found, text)
            return Place(
                spot=found.spot(self.policy),
                council=found.council,
                rough=kind,
                doubt="" if kind else found.warning.removesuffix("."),
            )
        return self._not_found(text, found.reason, found.code)

    def _not_found(self, text: str, reason: str, code: str) -> Place:
        remedy = (
            'Write a postcode, a town, a venue\'s id, or a grid reference such as "222500 642100" or "NS 225 421"; '
            "or put a postcode file that has it into the folder as postcodes.csv."
        )
        part = " ".join(text.upper().split())
        if _PART.match(part):
            code, reason = part, "not in the file"
        if reason == "not in the file":
            says = "has the form of a postcode, but is not in the file of postcodes"
            return Place(spot=Spot.unknown(postcode=code), wrong=says, remedy=remedy)
        if _AREA_OF_POSTCODES.match(text.upper().replace(" ", "")) and not tidy_postcode(text):
            hint = getattr(self.gazetteer.find(text), "says", "").partition(" Is it ")[2].rstrip("?")
            near = f'Nearest: "{hint}".' if hint else "Write it like KA10 6AA."
            return Place(spot=Spot.unknown(), wrong="is not a postcode", remedy=near, refused=True)
        meant = nearest(text, [*self.gazetteer.towns(), *self.venues])
        near = f'Nearest: "{meant}". ' if meant else ""
        return Place(
            spot=Spot.unknown(),
            wrong="is no postcode, town or venue that is known here",
            remedy=near + remedy,
            refused=True,
        )

    def _zone_near(self, point: tuple[int, int]) -> str:
        """The zone of the nearest postcode: islands have their own."""
        east = self.gazetteer.easting.astype("int64") - point[0]
        north = self.gazetteer.northing.astype("int64") - point[1]
        return self.policy.zone_of(str(self.gazetteer.postcodes[int((east * east + north * north).argmin())]))


def _rough(found: Located, text: str) -> str:
    """What an approximate place is the middle of; "" for an exact one, or a postcode that was not found."""
    if not found.approximate:
        return ""
    if found.town:
        return found.town
    return "" if tidy_postcode(text) or _UNIT_AT_END.search(text) else found.code


def grid_point(text: str) -> tuple[int, int] | None:
    """Metres east and north of "222500 642100", "222500, 642100" or "NS 225 421" (the middle of its square)."""
    if found := _METRES.match(text):
        return _in_britain(int(found[1]), int(found[2]))
    found = _LETTERS.match(text)
    if not found:
        return None
    digits = found[2].replace(" ", "")
    if len(digits) % 2 or not 4 <= len(digits) <= 10:
        return None
    half = len(digits) // 2
    size = 10 ** (5 - half)
    east, north = _square(found[1].upper())
    return _in_britain(east + int(digits[:half]) * size + size // 2, north + int(digits[half:]) * size + size // 2)


def _in_britain(east: int, north: int) -> tuple[int, int] | None:
    return (east, north) if 0 < east < 700_000 and 0 < north < 1_300_000 else None


def _square(letters: str) -> tuple[int, int]:
    """The south-west corner of a 100 km square of the British National Grid."""
    first, second = (ord(letter) - 65 - (letter > "I") for letter in letters)
    east = ((first - 2) % 5) * 5 + second % 5
    north = 19 - (first // 5) * 5 - second // 5
    return east * 100_000, north * 100_000


def council_area(council: str, areas: tuple[str, ...]) -> str | None:
    """The programme's area that a council is: "South" or "South Ayrshire" for South Ayrshire; None where none is."""
    plain = council.casefold()
    for area in areas:
        folded = area.casefold().strip()
        if folded and plain and (plain.startswith(folded) or folded.startswith(plain)):
            return area
    return None
