"""Scenarios read from TOML: each equals the folder edited by hand, and what is wrong is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentormatch.files import Loaded, overlays_of, read_overlay, read_programme
from mentormatch.records import made_from
from tests.files.files_folder import MENTORS, PEOPLE, PROGRAMME, VENUES, told, with_columns, write

AYRSHIRE = Path(__file__).parents[2] / "scenarios" / "ayrshire"
PAIRS = "mentee,mentor,state,since,place,meeting\nP001,M004,agreed,2026-12-01,hall,Tue 10:00\n"
APART = "people\nP001; M004\n"


def scenario(folder: Path, text: str, **changed: str | bytes | None) -> Loaded:
    """The small folder under a scenario."""
    write(folder, **changed)
    (folder / "whatif").mkdir(exist_ok=True)
    (folder / "whatif" / "one.toml").write_text(text, encoding="utf-8")
    overlay, problems = read_overlay(folder, "one")
    assert overlay is not None, "\n".join(str(problem) for problem in problems)
    return read_programme(folder, (overlay,))


def hashed(loaded: Loaded) -> str:
    assert loaded.programme is not None, "\n".join(str(problem) for problem in loaded.errors)
    return made_from(loaded.programme, loaded.history)


EDITED: dict[str, tuple[str, dict[str, str]]] = {
    "a cell by id": (
        '[[change]]\ntable = "mentors"\nids = ["M004"]\nset = { hours_a_week = 6, travels_by = ["foot", "car"] }',
        {"mentors_csv": MENTORS.replace(
            "M004,KA8 0,Mon-Fri 09:00-17:00,5,none,30/09/2028,foot; bus,45,4",
            "M004,KA8 0,Mon-Fri 09:00-17:00,5,none,30/09/2028,foot; car,45,6")},
    ),
    "a cell by condition": (
        '[[change]]\ntable = "mentors"\nwhere = { bus_pass = "own" }\nplus = { max_people = 2 }',
        {"mentors_csv": with_columns(MENTORS, max_people="4")},
    ),
    "hire up a tenth": (
        '[[change]]\ntable = "venues"\nnot = { hire_an_hour = "" }\nscale = { hire_an_hour = "+10%" }',
        {"venues_csv": VENUES.replace("staffed\n", "staffed,hire_an_hour\n").replace("17:00\n", "17:00,13.75\n")},
    ),
    "a row more": (
        '[[add]]\ntable = "mentors"\nlike = "M001"\nrow = { id = "M900", home = "Girvan" }',
        {"mentors_csv": MENTORS + "M900,Girvan,Mon-Fri 09:00-17:00,4,own,30/09/2028,foot; bus,45,4\n"},
    ),
    "a mentor less, and what names them": (
        '[[remove]]\ntable = "mentors"\nids = ["M004"]',
        {"mentors_csv": "\n".join(MENTORS.splitlines()[:2]) + "\n", "pairs_csv": PAIRS.splitlines()[0] + "\n",
         "keep_apart_csv": "people\n"},
    ),
    "a venue shut for two weeks": (
        '[[close]]\nids = ["hall"]\nfrom = 2027-02-01\nto = 2027-02-14\nwhy = "paint"',
        {"closures_csv": "venue,from,to,why\nhall,2027-02-01,2027-02-14,paint\n"},
    ),
    "no buses": (
        '[[stop]]\nmode = "bus"',
        {"people_csv": PEOPLE.replace("foot; bus", "foot"), "mentors_csv": MENTORS.replace("foot; bus", "foot")},
    ),
    "no evening buses": (
        '[[stop]]\nmode = "bus"\nafter = "18:00"',
        {"programme_toml": PROGRAMME + "[travel.buses]\nlast_bus = 1080\nlast_bus_sunday = 1080\n"},
    ),
    "areas apart": ('areas = "apart"', {"programme_toml": PROGRAMME + "[policy]\nareas_apart = true\n"}),
    "weights and the order of tiers": (
        '[settings.policy]\ntiers = ["priority", "reach", "stability", "quality", "fairness", "load"]\n'
        '[settings.weights]\ntravel = 7\n[scale]\n"travel.bus.metres_per_hour" = "50%"',
        {"programme_toml": PROGRAMME + '[policy]\ntiers = ["priority", "reach", "stability", "quality", "fairness", '
         '"load"]\n[weights]\ntravel = 7\n[travel.bus]\nmetres_per_hour = 9000\n'},
    ),
    "a budget cut": (
        '[scale]\n"budgets.hire.pence_a_week" = "-20%"',
        {"programme_toml": PROGRAMME + '[[budgets]]\nheading = "hire"\npence_a_week = 800\n'},
    ),
}  # fmt: skip
BEFORE: dict[str, dict[str, str]] = {
    "hire up a tenth": {"venues_csv": EDITED["hire up a tenth"][1]["venues_csv"].replace("13.75", "12.50")},
    "a budget cut": {"programme_toml": EDITED["a budget cut"][1]["programme_toml"].replace("800", "1000")},
    "a mentor less, and what names them": {"pairs_csv": PAIRS, "keep_apart_csv": APART},
}


@pytest.mark.parametrize("what", EDITED)
def test_a_scenario_equals_the_folder_edited_by_hand(what: str, tmp_path: Path) -> None:
    text, by_hand = EDITED[what]
    under = scenario(tmp_path / "under", text, **BEFORE.get(what, {}))
    edited = read_programme(write(tmp_path / "edited", **by_hand))
    assert hashed(under) == hashed(edited)


def test_a_person_who_mentors_and_is_mentored_stays_where_they_are_mentored(tmp_path: Path) -> None:
    people = PEOPLE + "M004,Ayr,Mon 10:00-12:00,1,own,03/11/2026,foot,45\n"
    loaded = scenario(
        tmp_path,
        '[[remove]]\ntable = "mentors"\nids = ["M004"]',
        people_csv=people,
        keep_apart_csv=APART,
        pairs_csv=PAIRS,
    )
    assert loaded.programme is not None
    assert loaded.programme.keep_apart
    assert not loaded.history.pairs


def test_a_wrong_value_is_told_with_the_scenario_and_its_line(tmp_path: Path) -> None:
    loaded = scenario(tmp_path, '\n[[change]]\ntable = "mentors"\nids = ["M004"]\nset = { hours_a_week = "many" }')
    assert told(loaded, "one.toml row 2", "hours_a_week", "many")
    loaded = scenario(tmp_path, '[settings]\n"policy.max_minutes" = "long"')
    assert told(loaded, "one.toml row 2", "max_minutes")
    loaded = scenario(tmp_path, '[[add]]\ntable = "mentors"\nlike = "M001"\nrow = { id = "M002", stage = "ninth" }')
    assert told(loaded, "one.toml row 1", "stage", "ninth")


CANNOT = {
    "nobody's id": ('[[remove]]\ntable = "mentors"\nids = ["M999"]', ("row 1", "M999", "is no id in mentors.csv")),
    "nobody meant": ('[[change]]\ntable = "venues"\nwhere = { town = "Oban" }\nset = { rooms = 2 }', ("means no row",)),
    "no column": ('[[change]]\ntable = "mentors"\nset = { colour = "red" }', ("colour", "is not a column")),
    "blank number": ('[[change]]\ntable = "people"\nplus = { meeting_minutes = 15 }', ("blank", "Set it instead")),
    "no such budget": ('[settings]\n"budgets.hire.pence_a_week" = 1', ("row 2", "budgets.hire.pence_a_week")),
}


@pytest.mark.parametrize("what", CANNOT)
def test_a_change_that_cannot_be_made_is_told(what: str, tmp_path: Path) -> None:
    text, pieces = CANNOT[what]
    changed = {"programme_toml": PROGRAMME + '[[budgets]]\nheading = "food"\npence_a_week = 1\n'}
    loaded = scenario(tmp_path, text, **changed)
    assert loaded.programme is None
    assert told(loaded, "one.toml", *pieces), "\n".join(str(problem) for problem in loaded.problems)


UNREADABLE = {
    "unknown key": ('\n[[chang]]\ntable = "mentors"', ("row 2", 'Nearest: "change"')),
    "unknown file": ('[[change]]\ntable = "mentor"\nset = { rooms = 2 }', ("row 2", 'Nearest: "mentors"')),
    "safety": ('[[remove]]\ntable = "keep_apart"\nwhere = { people = "P001" }', ("row 2", "about safety")),
    "no percentage": ('[scale]\n"travel.foot.metres_per_hour" = 80', ("row 2", '"80%"')),
    "no TOML": ("areas = apart", ("row 1", "quotation marks")),
    "no rows": ('[[remove]]\ntable = "mentors"', ("row 1", "which rows")),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_scenario_that_cannot_be_read_is_told_with_its_line(what: str, tmp_path: Path) -> None:
    text, pieces = UNREADABLE[what]
    folder = write(tmp_path)
    (folder / "whatif").mkdir()
    (folder / "whatif" / "one.toml").write_text(text, encoding="utf-8")
    overlay, problems = read_overlay(folder, "one")
    assert overlay is None
    assert any(all(piece in str(one) for piece in ("one.toml", *pieces)) for one in problems), [
        str(p) for p in problems
    ]


def test_a_misspelt_scenario_is_told_with_the_nearest(tmp_path: Path) -> None:
    scenario(tmp_path, 'areas = "apart"')
    overlay, problems = read_overlay(tmp_path, "on")
    assert overlay is None
    assert "Scenarios in whatif: one" in str(problems[0])


@pytest.mark.parametrize("name", overlays_of(AYRSHIRE))
def test_every_scenario_of_ayrshire_can_be_read_and_changes_something(name: str) -> None:
    overlay, problems = read_overlay(AYRSHIRE, name)
    assert overlay is not None, [str(one) for one in problems]
    assert hashed(read_programme(AYRSHIRE, (overlay,))) != hashed(read_programme(AYRSHIRE))


def test_scenarios_stack() -> None:
    both, _ = read_overlay(AYRSHIRE, "areas-apart+two-mentors-leave")
    assert both is not None
    apart, left = (read_overlay(AYRSHIRE, name)[0] for name in ("areas-apart", "two-mentors-leave"))
    assert apart is not None
    assert left is not None
    assert hashed(read_programme(AYRSHIRE, (both,))) == hashed(read_programme(AYRSHIRE, (left, apart)))
