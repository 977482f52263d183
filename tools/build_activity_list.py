"""Compile the labels of the OpenActive activity list -> mentormatch/calendars/data/activity_list.tsv.

    python -m tools.build_activity_list [SOURCE] [--check]

--check writes nothing and says whether the packaged file is up to date.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("/work/shared/data/activities/openactive-activity-list.jsonld")
COMPILED = ROOT / "mentormatch" / "calendars" / "data" / "activity_list.tsv"
HEADER = (
    "# Made by tools/build_activity_list.py; do not edit.",
    "# Contains the OpenActive Activity List, https://openactive.io/activity-list, (c) OpenActive and its",
    "# contributors, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Changed: only labels and ids are kept.",
    "# id, label, other labels parted by |",
)


def compiled(source: Path) -> str:
    """The text of the file, sorted by label."""
    concepts = json.loads(source.read_text(encoding="utf-8"))["concept"]
    rows = sorted((one["prefLabel"], one["identifier"], "|".join(one.get("altLabel", ()))) for one in concepts)
    return "\n".join([*HEADER, *(f"{id}\t{label}\t{others}" for label, id, others in rows)]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?", default=SOURCE)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    text = compiled(asked.source)
    if asked.check:
        return int(COMPILED.read_text(encoding="utf-8") != text)
    COMPILED.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
