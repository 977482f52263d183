"""Writes a made-up programme: python scenarios/generate.py OUT --people 150 --mentors 45 --seed 7

python scenarios/generate.py scenarios/ayrshire --ayrshire makes the programme that is kept beside this file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scenarios.generator import HOMES, ayrshire, generate, write


def main() -> None:
    """Reads the words of the command line, writes the folder, says what was written."""
    parser = argparse.ArgumentParser(description="Writes a programme of invented people on real postcode sectors.")
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write")
    parser.add_argument("--people", type=int, default=150, help="people to be mentored (150)")
    parser.add_argument("--mentors", type=int, default=45, help="mentors (45)")
    parser.add_argument("--venues", type=int, help="places to meet; default: as many as go with the people")
    parser.add_argument("--sessions", type=int, default=0, help="sessions of groups a week (none)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same programme (7)")
    parser.add_argument(
        "--homes", choices=HOMES, default=HOMES[0], help="middles of sectors and towns, or points spread about them"
    )
    parser.add_argument("--ayrshire", action="store_true", help="the programme of scenarios/ayrshire, as kept here")
    given = parser.parse_args()
    if given.people < 1 or given.mentors < 1:
        parser.error("there must be at least one person and one mentor")
    drawn = (given.people, given.mentors, given.seed)
    tables = (
        ayrshire()
        if given.ayrshire
        else generate(*drawn, venues=given.venues, homes=given.homes, sessions=given.sessions)
    )
    written = write(tables, given.out)
    sizes = ", ".join(f"{len(rows):,} {table}" for table, rows in tables.rows.items() if rows)
    print(f"wrote {len(written)} files to {given.out}: {sizes}", file=sys.stderr)


if __name__ == "__main__":
    main()
