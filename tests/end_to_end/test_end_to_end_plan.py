"""`plan` as a coordinator runs it: a mentor who must see somebody and lead a group, with one free morning for both."""

from __future__ import annotations

import json
from pathlib import Path

from builders_end_to_end import girvan, mentor, person, run, write

HALL = {
    "id": "V02",
    "name": "Beech Hall",
    "town": "Ayr",
    "postcode": "KA7 1JB",
    "open": "Mon-Fri 09:00-18:00",
    "staffed": "Mon-Fri 09:00-18:00",
    "one_to_one": "yes",
    "first_meeting_ok": "yes",
    "rooms": "2",
    "capacity": "20",
}
WALK = {
    "id": "A01",
    "name": "Harbour walk",
    "kind": "group",
    "sessions": "1",
    "rhythm": "weekly",
    "minutes": "60",
    "smallest": "1",
    "largest": "8",
    "people_per_leader": "8",
    "least_leaders": "1",
    "entry": "by name",
    "register": "names",
    "times": "Tue 10:00-11:00",
}


def walking(folder: Path) -> Path:
    """One mentor, who is free on one morning; three people; a walk on that morning that the mentor alone can lead."""
    girvan(folder)
    people = [person(f"P{n:02}", wishes="A01") for n in (1, 2, 3)]
    write(folder / "people.csv", people)
    write(folder / "mentors.csv", [mentor("M01", availability="Tue 08:30-14:00", leads="A01", hours_a_week="6")])
    write(folder / "venues.csv", [HALL])
    write(folder / "activities.csv", [WALK])
    return folder


def test_plan_gives_pairs_and_sessions_that_go_together(tmp_path: Path) -> None:
    folder = walking(tmp_path / "girvan")
    done = run("plan", folder, "--out", folder / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    plan = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))
    assert plan["scope"] == "plan"
    (pair,) = plan["pairs"]
    (session,) = plan["sessions"]
    assert session["leaders"] == ["M01"]
    meets, walks = pair["meeting"], session["meeting"]
    assert meets["weekday"] == walks["weekday"]
    assert meets["start"] != walks["start"]
    assert "Harbour walk" in done.stdout and "M01" in done.stdout


def test_a_saved_plan_of_both_is_checked_again_and_shown(tmp_path: Path) -> None:
    folder = walking(tmp_path / "girvan")
    assert run("plan", folder, "--out", folder / "out", "--quiet").returncode == 0
    again = run("verify", folder, folder / "out" / "plan.json")
    assert again.returncode == 0, again.stdout + again.stderr
    week = run("show", folder, "week", "--plan", folder / "out" / "plan.json")
    assert week.returncode == 0 and "Harbour walk" in week.stdout


def test_the_time_limit_is_kept_and_a_plan_is_given_all_the_same(tmp_path: Path) -> None:
    done = run("plan", walking(tmp_path / "girvan"), "--time-limit", "2", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["scope"] == "plan"
