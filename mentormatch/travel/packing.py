"""Makes data/ka_postcodes.txt out of a Code-Point Open file: `python -m mentormatch.travel.packing ka.csv`.

One record a line, so that a newer edition shows up in review as the lines that changed, and fixed columns,
so that numpy reads all of it in two or three milliseconds.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

PACKED = Path(__file__).with_name("data") / "ka_postcodes.txt"
COUNCIL_LETTERS = {"S12000008": "E", "S12000021": "N", "S12000028": "S"}


def packed_line(row: list[str]) -> str:
    """One record of 22 characters, the line feed included, from a row of Code-Point Open."""
    postcode = row[0].replace(" ", "")
    code = f"{postcode[:-3]} {postcode[-3:]}" if len(postcode) == 6 else postcode
    return f"{code}{int(row[2]):06d}{int(row[3]):06d}{COUNCIL_LETTERS[row[8]]}{int(row[1]) // 10}\n"


def pack(source: Path, notice: str) -> str:
    """The whole packed text: the notice (licence, attribution), then the records by postcode."""
    with source.open(encoding="utf-8", newline="") as file:
        lines = sorted(packed_line(row) for row in csv.reader(file))
    return notice + "".join(lines)


def notice_of(packed: Path = PACKED) -> str:
    """The comment lines at the head of the packed file."""
    with packed.open(encoding="ascii") as file:
        return "".join(line for line in file if line.startswith("#"))


if __name__ == "__main__":
    text = pack(Path(sys.argv[1]), notice_of())
    PACKED.write_text(text, encoding="ascii", newline="\n")
    print(f"wrote {len(text):,} bytes to {PACKED}", file=sys.stderr)
