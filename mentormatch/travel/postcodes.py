"""Finds where a postcode, a sector, a district or a town lies.

In: 11,611 postcodes of the KA area packed with the software (August 2020) and files that the user names. Out:
`Located` or `NotFound`, never an exception. Contains Ordnance Survey data, Royal Mail data and National
Statistics data, (c) Crown copyright and database right 2020; Royal Mail data (c) Royal Mail copyright and
database right 2020; Open Government Licence v3.0. The full notice stands at the head of
data/ka_postcodes.txt.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from attrs import frozen

from mentormatch.domain.problem import Problem
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import Spot, postcode_parts
from mentormatch.travel.packing import COUNCIL_LETTERS, PACKED
from mentormatch.travel.postcode_files import PostcodeRow, read_postcodes, tidy_postcode

__all__ = ["COUNCILS", "Gazetteer", "Located", "NotFound"]

COUNCILS = {
    "S12000008": "East Ayrshire",
    "S12000021": "North Ayrshire",
    "S12000028": "South Ayrshire",
    "S12000006": "Dumfries and Galloway",
    "S12000011": "East Renfrewshire",
    "S12000018": "Inverclyde",
    "S12000029": "South Lanarkshire",
    "S12000038": "Renfrewshire",
}
TOWNS = Path(__file__).with_name("data") / "towns.csv"
RECORD = 22
SHARED = 3  # a point of three postcodes or more is a sorting office or a large user


@frozen
class Located:
    """Where something lies.

    code: "KA10 6AA", "KA7 1", "KA7" or, for a town, its sector. easting, northing: metres. council_code: of
    the row itself, since five districts straddle councils; of an approximate place, the one most of its
    rows have. approximate: the middle of a sector, district or town, with a `warning` that says so.
    residence: whether people can live there (False for PO boxes and large users). town: the name, for a town.
    """

    code: str
    easting: int
    northing: int
    council_code: str
    quality: int = 10
    approximate: bool = False
    residence: bool = True
    warning: str = ""
    town: str = ""

    @property
    def council(self) -> str:
        return COUNCILS.get(self.council_code, self.council_code)

    @property
    def sector(self) -> str:
        return next((part for part in postcode_parts(self.code) if len(part.partition(" ")[2]) == 1), "")

    def spot(self, policy: TravelPolicy, place: str = "") -> Spot:
        """This place as one end of a journey; `place` is an id that other rows may share."""
        postcode = "" if self.town else self.code
        return Spot(self.easting, self.northing, policy.zone_of(self.code), postcode, place)


@frozen
class NotFound:
    """Nothing known: `reason` is "malformed", "not in the file" or "unknown name"; `says` is one plain
    sentence."""

    asked: str
    reason: str
    says: str
    code: str = ""


class Gazetteer:
    """Postcodes in columns, sorted; one row a postcode. Make it with `Gazetteer.load()`.

    postcodes: normalised, shape (n,). easting, northing: int32 metres. council: ONS codes. `problems` says
    what was wrong with the user's own files; their rows win over the packaged ones, being newer.
    """

    def __init__(self, rows: _Columns, problems: Sequence[Problem] = ()) -> None:
        self.postcodes, self.easting, self.northing, self.council, self.quality = rows
        self.problems = tuple(problems)

    @classmethod
    def load(cls, extra_files: Iterable[str | Path] = ()) -> Gazetteer:
        """The packaged postcodes and those of the files named, in a few milliseconds."""
        columns = _packaged()
        problems: list[Problem] = []
        extra: dict[str, PostcodeRow] = {}
        for path in extra_files:
            rows, wrong = read_postcodes(Path(path))
            problems.extend(wrong)
            extra.update((row.postcode, row) for row in rows)
        return cls(_merged(columns, extra) if extra else columns, problems)

    def __len__(self) -> int:
        return len(self.postcodes)

    def find(self, text: str) -> Located | NotFound:
        """Where a postcode lies, however it is spelt; one of a known sector that is not in the file lies,
        with a warning, in the middle of its sector."""
        code = tidy_postcode(text)
        if code is None:
            hint = self._hint(text) or " Write it like KA10 6AA."
            return NotFound(text, "malformed", f'"{text}" is not a postcode.{hint}')
        row = self._row_of.get(code)
        if row is not None:
            return self._located(row)
        sector = code[:-2]
        if sector in self._rows_by_part:
            warning = f"{code} is not in the file (August 2020); taken to lie in the middle of {sector}."
            return self._middle(code, self._rows_by_part[sector], warning)
        says = f"{code} is not in the file. Add a postcode file that has it, or give a grid reference."
        says += self._hint(text)
        return NotFound(text, "not in the file", says, code)

    def sector(self, text: str) -> Located | NotFound:
        """The middle of a sector, "KA7 1"."""
        return self._part(text, "sector", blanks=1)

    def district(self, text: str) -> Located | NotFound:
        """The middle of a district, "KA7"."""
        return self._part(text, "district", blanks=0)

    def town(self, name: str) -> Located | NotFound:
        """The middle of a town or village of Ayrshire or Arran, by name."""
        row = _towns().get(" ".join(name.casefold().split()))
        if row is None:
            return NotFound(name, "unknown name", f'No town or village is called "{name}" here.')
        warning = f"Only the town is known; taken to be the middle of {row['name']}."
        sector = row["sectors"].split(";")[0]
        return Located(
            sector,
            int(row["easting"]),
            int(row["northing"]),
            row["council"],
            90,
            True,
            True,
            warning,
            row["name"],
        )

    @staticmethod
    def towns() -> tuple[str, ...]:
        """Every town and village that `town` knows, by name."""
        return tuple(row["name"] for row in _towns().values())

    def locate(self, text: str) -> Located | NotFound:
        """A town, a sector, a district or a postcode, tried in this order."""
        found = self.town(text)
        if isinstance(found, NotFound):
            found = self.sector(text)
        if isinstance(found, NotFound):
            found = self.district(text)
        return self.find(text) if isinstance(found, NotFound) else found

    def homes(self) -> np.ndarray:
        """Which rows can be homes, bool, shape (n,): not a point that three postcodes or more share (PO
        boxes)."""
        return self._is_home.copy()

    # ------------------------------------------------------------------------------------------------ within

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.postcodes.tolist())}

    @cached_property
    def _rows_by_part(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row, code in enumerate(self.postcodes.tolist()):
            rows.setdefault(code[:-2], []).append(row)
            rows.setdefault(code[:-4], []).append(row)
        return rows

    @cached_property
    def _is_home(self) -> np.ndarray:
        point = self.easting.astype(np.int64) * 2_000_000 + self.northing
        _, group, size = np.unique(point, return_inverse=True, return_counts=True)
        return np.asarray(size[group] < SHARED)

    def _located(self, row: int) -> Located:
        residence = bool(self._is_home[row])
        code = str(self.postcodes[row])
        warning = "" if residence else f"{code} is a PO box or a large user's address, not a home."
        point = int(self.easting[row]), int(self.northing[row])
        return Located(code, *point, str(self.council[row]), int(self.quality[row]), False, residence, warning)

    def _part(self, text: str, kind: str, blanks: int) -> Located | NotFound:
        code = " ".join(text.upper().split())
        rows = self._rows_by_part.get(code) if code.count(" ") == blanks else None
        if rows is None:
            return NotFound(text, "not in the file", f'No {kind} "{code}" is in the file.')
        return self._middle(code, rows, f"Only the {kind} is known; taken to be the middle of {code}.")

    def _middle(self, code: str, rows: list[int], warning: str) -> Located:
        homes = [row for row in rows if self._is_home[row]] or rows
        easts = sorted(self.easting[homes].tolist())
        norths = sorted(self.northing[homes].tolist())
        half = (len(homes) - 1) // 2
        counts = Counter(self.council[homes].tolist())
        council = min(counts, key=lambda name: (-counts[name], name))
        residence = bool(self._is_home[homes].all())
        return Located(code, easts[half], norths[half], council, 90, True, residence, warning)

    def _hint(self, text: str) -> str:
        """ " Is it KA10 6AA?" where one letter read as a figure, or the reverse, gives a postcode of the
        file."""
        joined = "".join(text.upper().split())
        for place, letter in enumerate(joined):
            other = {"O": "0", "0": "O", "I": "1", "1": "I", "S": "5", "5": "S"}.get(letter)
            code = tidy_postcode(joined[:place] + other + joined[place + 1 :]) if other else None
            if code in self._row_of:
                return f" Is it {code}?"
        return ""


_Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _packaged() -> _Columns:
    whole = PACKED.read_bytes()
    start = whole.rindex(b"#")
    body = whole[whole.index(b"\n", start) + 1 :]
    cells = np.frombuffer(body, dtype=np.uint8).reshape(-1, RECORD)
    joined = np.ascontiguousarray(cells[:, :7]).view("S7").ravel().astype("U7")
    spaced = np.array([code if code[3] == " " else f"{code[:4]} {code[4:]}" for code in joined.tolist()])
    letters = np.array([COUNCIL_CODES.get(chr(number), "") for number in range(128)])
    return (spaced, _number(cells[:, 7:13]), _number(cells[:, 13:19]), letters[cells[:, 19]],
            (cells[:, 20].astype(np.int32) - 48) * 10)  # fmt: skip


COUNCIL_CODES = {letter: code for code, letter in COUNCIL_LETTERS.items()}


def _number(digits: np.ndarray) -> np.ndarray:
    """Decimal digits as ASCII, shape (n, 6) -> int32, shape (n,)."""
    return np.asarray((digits.astype(np.int32) - 48) @ (10 ** np.arange(5, -1, -1, dtype=np.int32)))


def _merged(columns: _Columns, extra: dict[str, PostcodeRow]) -> _Columns:
    kept = [row for row, code in enumerate(columns[0].tolist()) if code not in extra]
    added = list(zip(*extra.values(), strict=True))
    both = [np.concatenate([old[kept], np.array(new)]) for old, new in zip(columns, added, strict=True)]
    order = np.argsort(both[0], kind="stable")
    code, easting, northing, council, quality = (column[order] for column in both)
    return code, easting.astype(np.int32), northing.astype(np.int32), council, quality.astype(np.int32)


def _towns() -> dict[str, dict[str, str]]:
    if not _TOWNS:
        with TOWNS.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(line for line in file if not line.startswith("#"))
            _TOWNS.update({row["name"].casefold(): row for row in rows})
    return _TOWNS


_TOWNS: dict[str, dict[str, str]] = {}
