"""The tables of a programme folder as text, and how they are written: plain UTF-8, one way only, byte for byte."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from attrs import field, frozen

Row = dict[str, str]

_MEMBER = (
    "home", "starts_from", "availability", "away", "travels_by", "lift_from", "pace", "bus_pass", "max_minutes",
    "max_fare", "home_by",
    "out_from", "not_at", "not_where_alcohol", "step_free", "gender", "languages", "meets", "status", "ring_again_on",
    "wished_times", "stage", "stage_agreed_on", "interests", "lived", "life_stage", "family", "faith", "pathway",
    "requires", "prefers", "not_with",
)  # fmt: skip

COLUMNS: dict[str, tuple[str, ...]] = {
    "people": (
        "id", "area", "wants", "rhythm", "meeting_minutes", "waiting_since", "priority", "priority_set_by",
        "priority_until", "available_from", "worker", *_MEMBER, "needs_approval", "interpreter_ok", "comes_with",
        "accepts_lifts", "wants_to_give_back", "told_about_data_on", "max_sessions", "wishes", "vetoes",
    ),
    "mentors": (
        "id", "area", "max_people", "people_elsewhere", "new_people", "hours_a_week", "clearance_until",
        "clearance_children_until", "training", "trained_until", "lived_use", "about_me", "may_ask_officer",
        "mentor_since", "supervisor", "supervised_on", *_MEMBER, "leads",
    ),
    "staff": (
        "id", "area", "home", "availability", "away", "travels_by", "gender", "languages", "introductions_a_week",
        "supervises", "leads", "interprets", "sessional_an_hour",
    ),
    "venues": (
        "id", "name", "town", "area", "postcode", "open", "staffed", "one_to_one", "first_meeting_ok", "takes_room",
        "rooms", "capacity", "step_free", "alcohol_served", "outdoor", "lit", "facilities", "hire_an_hour",
        "open_on_bank_holidays", "council_run", "our_name_there",
    ),
    "activities": (
        "id", "name", "kind", "sessions", "rhythm", "minutes", "smallest", "largest", "people_per_leader",
        "least_leaders", "lived_experience_leader", "facilities", "outdoor", "food_a_head", "for_whom", "entry",
        "register", "venues", "times", "fixed", "fixed_venue", "fixed_leaders", "fixed_people", "first_aid",
    ),
    "pairs": (
        "mentee", "mentor", "state", "since", "by", "lapses_on", "again_from", "reopened_by", "pinned", "place",
        "meeting", "rhythm", "week", "minutes", "review_on", "planned_end",
    ),
    "keep_apart": ("people", "until", "set_by", "review_on"),
    "approvals": ("mentee", "mentor", "by", "on", "until", "decision"),
    "commitments": ("person", "when", "at", "from", "until"),
    "closures": ("venue", "area", "council_run_only", "from", "to", "why"),
    "contacts": ("id", "name", "known_as", "phone", "email", "address"),
}  # fmt: skip
"""Tables and their columns in the order written. What each means stands in mentormatch/files/columns.py."""


@frozen(kw_only=True)
class Tables:
    """A programme as text: rows by table, in the order written, and the text of programme.toml."""

    programme: str
    rows: dict[str, list[Row]] = field(factory=dict)

    def csv(self, table: str) -> str:
        """One table as CSV. Columns in which nothing is said are left out, but for those that a folder must have."""
        rows = self.rows[table]
        columns = [name for name in COLUMNS[table] if not rows or name == "id" or any(row.get(name) for row in rows)]
        unknown = {name for row in rows for name in row} - set(COLUMNS[table])
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row.get(name, "") for name in columns] for row in rows)
        return text.getvalue()

    def files(self) -> dict[str, str]:
        """Text by file name; an empty table is no file."""
        named = {f"{table}.csv": self.csv(table) for table in COLUMNS if self.rows.get(table)}
        return {"programme.toml": self.programme, **named}


def write(tables: Tables, folder: Path) -> list[Path]:
    """Writes the folder and says which files; files that are there already are replaced, others are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in tables.files().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written
