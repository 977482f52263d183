"""Whoever writes that they want a choice is offered other sessions, by both verbs; a forged offer is refused."""

from __future__ import annotations

import copy
import csv
import json
from pathlib import Path

import pytest
from builders_end_to_end import girvan, mentor, person, run, write

from mentormatch import records

HALL = {
    "id": "V02", "name": "Beech Hall", "town": "Ayr", "postcode": "KA7 1JB", "open": "Mon-Fri 09:00-18:00",
    "staffed": "Mon-Fri 09:00-18:00", "one_to_one": "yes", "first_meeting_ok": "yes", "rooms": "2", "capacity": "20",
}  # fmt: skip
GROUP = {
    "kind": "group", "sessions": "1", "rhythm": "weekly", "minutes": "60", "smallest": "1", "largest": "2",
    "people_per_leader": "8", "least_leaders": "1", "entry": "by name", "register": "names", "fixed_venue": "V02",
    "lived_experience_leader": "no",
}  # fmt: skip
WORKER = {"id": "S01", "home": "KA7 1", "availability": "Mon-Fri 08:00-19:00", "travels_by": "car"}


def choosing(folder: Path) -> Path:
    """Three people with one group a week each; two of them want a choice; Arts is full with two."""
    girvan(folder)
    once = {"max_sessions": "1", "wants": "0"}
    write(
        folder / "people.csv",
        [
            person("P01", wishes="A01", choice="yes", **once),
            person("P02", wishes="A01", choice="no", **once),
            person("P03", wishes="A02", choice="2", **once),
        ],
    )
    write(folder / "mentors.csv", [mentor("M01")])
    write(folder / "staff.csv", [{**WORKER, "leads": "A01; A02; A03"}])
    write(folder / "venues.csv", [HALL])
    slots = (("A01", "Arts", "Tue 10:00"), ("A02", "Band", "Wed 10:00"), ("A03", "Choir", "Thu 10:00"))
    write(folder / "activities.csv", [{"id": id, "name": name, **GROUP, "fixed": at} for id, name, at in slots])
    return folder


@pytest.mark.parametrize("verb", ["schedule", "plan"])
def test_offers_are_printed_saved_shown_and_checked(tmp_path: Path, verb: str) -> None:
    folder = choosing(tmp_path / "girvan")
    out = folder / "out"
    done = run(verb, folder, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Wanting a choice: 2 people; 2 could have something else instead (3 offers" in " ".join(done.stdout.split())
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    named = {row["id"]: row["activity"] for row in plan["sessions"]}
    offers = {row["mentee"]: [named[one["session"]] for one in row["choices"]] for row in plan["offers"]}
    assert offers == {"P01": ["A02", "A03"], "P03": ["A03"]}
    assert {row["mentee"]: row["wanted"] for row in plan["offers"]} == {"P01": 3, "P03": 2}
    with (out / "offers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["person"], row["activity name"], row["instead of"]) for row in rows] == [
        ("P01", "Band", "A01#1"), ("P01", "Choir", "A01#1"), ("P03", "Choir", "A02#1")
    ]  # fmt: skip
    shown = " ".join(run("show", folder, "P01", "--plan", out / "plan.json").stdout.split())
    assert "Could have instead: Band, Wed 10:00" in shown and "instead of Arts, Tue 10:00" in shown
    assert run("verify", folder, out / "plan.json").returncode == 0
    for forged in _forged(plan):
        path = tmp_path / "forged.json"
        path.write_text(json.dumps(records.seals.sealed(forged)), encoding="utf-8")
        again = run("verify", folder, path)
        assert again.returncode == 4, again.stdout + again.stderr


def _forged(plan):
    """A place that is not free, an offer hidden, one to somebody who did not ask, and one that leaves too little."""
    full, hidden, unasked, both = (copy.deepcopy(plan) for _ in range(4))
    full["offers"][1]["choices"] = [{"session": "A01#1", "instead_of": ["A02#1"]}]
    hidden["offers"][0]["choices"].pop()
    unasked["offers"].insert(1, {"mentee": "P02", "wanted": 1, "choices": []})
    both["offers"][0]["choices"][0]["instead_of"] = []
    return full, hidden, unasked, both
