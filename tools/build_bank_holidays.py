"""Ask the package `holidays` for the years that are planned for -> mentormatch/term/data/bank_holidays.csv.

    python -m tools.build_bank_holidays

After a new version of the package: tests/term says where the table differs from it.
"""

from __future__ import annotations

from pathlib import Path

from mentormatch.term.bank_holidays import asked

COMPILED = Path(__file__).resolve().parent.parent / "mentormatch" / "term" / "data" / "bank_holidays.csv"
PARTS = ("ENG", "NIR", "SCT", "WLS")
YEARS = range(2022, 2042)


def compiled() -> str:
    """The text of the table, by part and year."""
    lines = ["part,year,days"]
    for part in PARTS:
        for year in YEARS:
            days = " ".join(f"{day:%m-%d}" for day in sorted(asked(part, year)))
            lines.append(f"{part},{year},{days}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    COMPILED.write_text(compiled(), encoding="utf-8")
