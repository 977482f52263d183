"""Sessions that cannot be, as a coordinator meets them: each is named with what cannot hold together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from builders_end_to_end import TOML, girvan, person, run, write

HALL = {
    "id": "V02", "name": "Beech Hall", "town": "Ayr", "postcode": "KA7 1JB", "open": "Mon-Fri 09:00-18:00",
    "staffed": "Mon-Fri 09:00-18:00", "one_to_one": "yes", "rooms": "1", "capacity": "20", "hire_an_hour": "20",
}  # fmt: skip
GROUP = {
    "kind": "group", "sessions": "1", "rhythm": "weekly", "minutes": "60", "smallest": "1", "largest": "8",
    "people_per_leader": "8", "least_leaders": "1", "entry": "by name", "register": "names", "times": "",
    "venues": "", "lived_experience_leader": "no", "fixed": "", "fixed_venue": "", "fixed_leaders": "",
}  # fmt: skip
WORKER = {
    "home": "KA7 1", "availability": "Mon-Fri 08:00-19:00", "travels_by": "foot; car", "introductions_a_week": "0",
}  # fmt: skip
SAID: dict[Path, str] = {}
"""What `schedule` said of a folder that it was asked for already."""
TUESDAY = {"fixed": "Tue 10:00", "fixed_venue": "V02"}


def groups(folder: Path, *activities: Mapping[str, str], toml: str = "", **hall: str) -> Path:
    """Three people, two workers who lead everything, a library, a hall, and these activities."""
    girvan(folder)
    write(folder / "people.csv", [person(f"P{n:02}", wishes="A01") for n in (1, 2, 3)])
    leads = "; ".join(f"A{n:02}" for n in range(1, len(activities) + 1))
    write(folder / "staff.csv", [{"id": f"S{n:02}", **WORKER, "leads": leads} for n in (1, 2)])
    write(folder / "venues.csv", [{**HALL, **hall}])
    names = ("Arts", "Band", "Choir")
    rows = [
        {"id": f"A{n:02}", "name": name, **GROUP, **row}
        for n, (name, row) in enumerate(zip(names, activities), start=1)
    ]
    write(folder / "activities.csv", rows)
    (folder / "programme.toml").write_text(TOML.format(name="Girvan") + toml, encoding="utf-8")
    return folder


def scheduled(folder: Path, code: int = 3) -> tuple[dict[str, Any], str]:
    """The plan that `schedule` saves and what it says, in one line."""
    done = run("schedule", folder, "--out", folder / "out")
    assert done.returncode == code, done.stdout + done.stderr
    assert run("verify", folder, folder / "out" / "plan.json").returncode == 0
    SAID[folder] = done.stderr
    plan = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))
    return plan, " ".join((done.stderr + done.stdout).split())


def known_before(folder: Path) -> str:
    """What `check` says, which must be what is said before the search as well, each thing in one line."""
    done = run("check", folder, "--all")
    assert done.returncode == 0, done.stdout
    checked = " ".join(done.stdout.split())
    before = " ".join(run("show", folder, "before").stdout.split())
    told = " ".join((SAID.get(folder) or run("schedule", folder).stderr).split())
    assert "Known before the search" in told
    for line in checked.split("activities.csv row ")[1:]:
        says = line.split(": ", 1)[1].split(". ")[0]
        assert says in before and says in told, says
    return checked


def refused_if_strict(folder: Path) -> str:
    done = run("schedule", folder, "--strict", "--out", folder / "strict")
    assert done.returncode == 2, done.stdout + done.stderr
    assert not (folder / "strict" / "plan.json").exists()
    return " ".join(done.stderr.split())


def test_two_fixed_sessions_in_one_room_are_named_with_it_and_the_third_is_planned(tmp_path: Path) -> None:
    other = {"fixed": "Wed 10:00", "fixed_venue": "V02"}
    folder = groups(tmp_path / "girvan", TUESDAY, {**TUESDAY, "fixed": "Tue 10:30"}, other)
    plan, says = scheduled(folder)
    assert "Beech Hall has 1 room for 2 sessions" in says
    (conflict,) = plan["conflicts"]
    assert {conflict["activity"], *(row["activity"] for row in conflict["others"])} == {"A01", "A02"}
    assert conflict["rules"] == [{"rule": "session-rooms", "about": ["V02"], "limit": 1, "needs": 2}]
    assert {row["activity"] for row in plan["sessions"]} >= {"A03"}
    assert "Beech Hall has 1 room for 2 sessions" in refused_if_strict(folder)
    assert 'row 3, column "fixed": Band, Tue 10:30: not together with Arts' in known_before(folder)
    assert run("check", folder, "--strict").returncode == 1


def test_one_leader_in_two_places_is_named(tmp_path: Path) -> None:
    led = {**TUESDAY, "fixed_leaders": "S01"}
    folder = groups(tmp_path / "girvan", led, led, rooms="3")
    plan, says = scheduled(folder)
    assert "S01 cannot be in time for both" in says
    assert [row["rule"] for row in plan["conflicts"][0]["rules"]] == ["diary"]
    assert "S01 cannot be in time for both" in known_before(folder)


def test_a_budget_below_the_fixed_costs_is_named_with_both_figures(tmp_path: Path) -> None:
    budget = '\n[[budgets]]\nheading = "hire"\npence_a_week = 3000\n'
    folder = groups(tmp_path / "girvan", TUESDAY, {**TUESDAY, "fixed": "Wed 10:00"}, toml=budget)
    plan, says = scheduled(folder)
    assert "they take £40.00 in one week at the least, and the budget for hire is £30.00" in says
    assert len(plan["sessions"]) == 1
    assert "the budget for hire is £30.00" in refused_if_strict(folder)
    assert "they take £40.00 in one week at the least, and the budget for hire is £30.00" in known_before(folder)


def test_an_activity_that_no_one_can_lead_is_named_and_the_rest_is_planned(tmp_path: Path) -> None:
    folder = groups(tmp_path / "girvan", {"lived_experience_leader": "yes", **TUESDAY}, {})
    plan, says = scheduled(folder)
    assert "Arts, Tue 10:00: nobody who can lead it, or too few" in says
    assert [row["activity"] for row in plan["sessions"]] == ["A02"]
    assert "nobody who can lead it" in refused_if_strict(folder)
    assert "Arts, Tue 10:00: nobody who can lead it, or too few" in known_before(folder)


def test_an_activity_without_fixed_hours_that_no_one_can_lead_is_named_and_the_rest_is_planned(
    tmp_path: Path,
) -> None:
    folder = groups(tmp_path / "girvan", {"lived_experience_leader": "yes"}, {})
    plan, says = scheduled(folder, code=0)
    assert "Arts: nobody who can lead it, or too few" in says
    assert [row["activity"] for row in plan["sessions"]] == ["A02"]
    assert "Arts: no session is possible: nobody who can lead it, or too few" in known_before(folder)


def test_a_hall_that_is_shut_on_the_day_is_named_with_what_was_fixed_there(tmp_path: Path) -> None:
    folder = groups(tmp_path / "girvan", TUESDAY, {"fixed": "Wed 10:00"}, open="Wed 09:00-18:00", staffed="")
    plan, says = scheduled(folder)
    assert "Arts, Tue 10:00: no venue where it could be" in known_before(folder)
    assert "Arts, Tue 10:00: no venue where it could be" in says
    assert [row["activity"] for row in plan["sessions"]] == ["A02"]


def test_a_hall_without_openings_is_named_among_what_is_assumed(tmp_path: Path) -> None:
    folder = groups(tmp_path / "girvan", TUESDAY, open="", staffed="")
    scheduled(folder, code=0)
    says = " ".join(run("check", folder, "--all").stdout.split())
    assert "when they are open not known for 1 (V02): always" in says


@pytest.mark.parametrize("weeks", ["0", "-1"])
def test_a_term_of_no_days_is_named_and_nothing_is_planned(tmp_path: Path, weeks: str) -> None:
    folder = groups(tmp_path / "girvan", TUESDAY)
    text = (folder / "programme.toml").read_text(encoding="utf-8").replace("weeks = 20", f"weeks = {weeks}")
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    done = run("schedule", folder)
    assert done.returncode == 2
    assert f"a term has 1 to 60 weeks, not {weeks}" in " ".join(done.stderr.split())


def test_a_term_that_is_over_is_named_with_every_session(tmp_path: Path) -> None:
    folder = groups(tmp_path / "girvan", TUESDAY)
    text = (folder / "programme.toml").read_text(encoding="utf-8").replace("as_of = 2027-01-04", "as_of = 2027-12-31")
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    done = run("schedule", folder)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Arts, Tue 10:00: too many dates are lost" in " ".join(done.stdout.split())
    assert "Arts, Tue 10:00: too many dates are lost" in known_before(folder)


def test_two_who_are_kept_apart_read_as_lack_of_places(tmp_path: Path) -> None:
    """Nothing in what is printed or saved tells that it is not the room."""
    arts = {**TUESDAY, "fixed_leaders": ""}
    folder = groups(tmp_path / "girvan", arts, {**TUESDAY, "fixed": "Tue 11:10"}, rooms="4")
    write(folder / "staff.csv", [{"id": "S01", **WORKER, "leads": "A01"}, {"id": "S02", **WORKER, "leads": "A02"}])
    write(folder / "keep_apart.csv", [{"people": "S01; S02"}])
    plan, says = scheduled(folder)
    assert "no place free" in says and "kept apart" not in says
    (conflict,) = plan["conflicts"]
    assert conflict["others"] == []
    assert conflict["rules"] == [{"rule": "places", "about": [], "limit": None, "needs": None}]
    known = known_before(folder)
    assert "no place free" in known and "apart" not in known.replace("keep_apart.csv", "")


@pytest.mark.parametrize("verb", ["schedule", "plan"])
def test_both_verbs_name_the_same_set(tmp_path: Path, verb: str) -> None:
    folder = groups(tmp_path / "girvan", TUESDAY, {**TUESDAY, "fixed": "Tue 10:30"})
    done = run(verb, folder, "--out", folder / "out")
    assert done.returncode == 3, done.stdout + done.stderr
    (conflict,) = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))["conflicts"]
    assert [row["rule"] for row in conflict["rules"]] == ["session-rooms"]
    assert run("verify", folder, folder / "out" / "plan.json").returncode == 0
    assert "Beech Hall has 1 room for 2 sessions" in " ".join(done.stdout.split())


def test_what_is_known_before_is_to_be_had_as_json(tmp_path: Path) -> None:
    folder = groups(tmp_path / "girvan", TUESDAY, {**TUESDAY, "fixed": "Tue 10:30"}, {"lived_experience_leader": "yes"})
    known = json.loads(run("show", folder, "before", "--format", "json").stdout)
    assert known["kind"] == "mentormatch known before"
    assert [row["activity"] for row in known["without_session"]] == ["A03"]
    assert [row["activity"] for row in known["conflicts"]] == ["A02"]
    assert known["venues"] == [{"venue": "V02", "needed": 480, "could": 480, "there": 10800}]
    assert {row["leader"] for row in known["leaders"]} == {"S01", "S02"}
    assert run("show", folder, "detail", "--format", "json").returncode == 2
