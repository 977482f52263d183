"""--vary: what it spans, what it changes, and what is told where it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mentormatch import files
from mentormatch.changes import Raw, Row, Settings, Table
from mentormatch.files.varied import grid

BUDGETS = [{"heading": "hire", "pence_a_week": 20_000}, {"heading": "fares", "pence_a_week": 1, "pence_a_term": 7_000}]
AYRSHIRE = Path(__file__).parents[2] / "scenarios" / "ayrshire"


def raw(**tables: Table) -> Raw:
    return Raw(settings={"policy": {"max_minutes": 45}, "budgets": BUDGETS}, tables=tables)


def values(text: str) -> tuple[str, ...]:
    axes, _, problems = grid([text], raw())
    assert not problems.errors, problems.items
    return axes[0].values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("travel.max=20..30:5", ("20", "25", "30")),
        ("budget.total=80%..100%:10%", ("80%", "90%", "100%")),
        ("budget.total=99%..100%:0.5%", ("99%", "99.5%", "100%")),
        ("policy.floor=0..3", ("0", "1", "2", "3")),
        ("policy.floor=0..5:2", ("0", "2", "4")),
        ("policy.floor=300,0,300", ("300", "0")),
        ("policy.areas_apart=yes,no", ("yes", "no")),
    ],
)
def test_a_span_or_a_list_gives_its_values(text: str, expected: tuple[str, ...]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("travel.mx=20..30:5", 'Nearest: "travel.max"'),
        ("policy.flor=0,1", 'Nearest: "policy.floor"'),
        ("travel.max", "must say what becomes what"),
        ("travel.max=", "must say what becomes what"),
        ("travel.max=20..x:5", "must go from a number to a number"),
        ("travel.max=30..20:5", "must rise"),
        ("travel.max=20..30:0", "must rise"),
        ("travel.max=20%..30:5", "percentages and plain numbers"),
        ("travel.max=far,near", "must be numbers or percentages"),
        ("policy.areas_apart=80%..90%:5%", "no whole number"),
        ("policy.floor=1..999999", "are the most"),
    ],
)
def test_a_fault_names_the_option_the_value_and_what_is_near(text: str, told: str) -> None:
    _, points, problems = grid([text], raw())
    (problem,) = problems.errors
    assert not points
    whole = f"{problem.where} {problem.says} {problem.seen} {problem.remedy}"
    assert told in whole
    assert "--vary" in whole


def test_two_axes_span_every_pair_of_values_the_last_one_fastest() -> None:
    _, points, _ = grid(["travel.max=20,30", "policy.floor=0,5"], raw())
    assert [point.values for point in points] == [("20", "0"), ("20", "5"), ("30", "0"), ("30", "5")]
    assert points[0].overlay.name == "travel.max=20, policy.floor=0"


def test_one_setting_twice_and_a_grid_too_large_are_told() -> None:
    assert "twice" in grid(["policy.floor=0", "policy.floor=1"], raw())[2].errors[0].says
    many = ["policy.floor=1..100", "travel.max=1..100"]
    assert "10,000 points" in grid(many, raw())[2].errors[0].says


def test_all_budgets_are_scaled_together() -> None:
    (point,) = grid(["budget.total=80%"], raw())[1]
    paths = {path for change in point.overlay.changes if isinstance(change, Settings) for path in change.scale}
    hire, fares = ("budgets", "hire", "pence_a_week"), "fares"
    assert paths == {hire, ("budgets", fares, "pence_a_week"), ("budgets", fares, "pence_a_term")}


def test_who_goes_less_far_than_the_limit_goes_no_farther() -> None:
    rows = tuple(Row(number=at + 2, cells=cells) for at, cells in enumerate([("P1", "30"), ("P2", "60"), ("P3", "")]))
    people = Table(name="people", header=("id", "max_minutes"), rows=rows)
    (point,) = grid(["travel.max=45"], raw(people=people))[1]
    own = [change for change in point.overlay.changes if not isinstance(change, Settings)]
    assert [dict(change.where.has) for change in own] == [{"id": ("P2",)}]  # type: ignore[union-attr]


def test_a_point_is_the_programme_edited_by_hand() -> None:
    cells = files.read_raw(AYRSHIRE)
    assert cells is not None
    (point,) = grid(["travel.max=30"], cells)[1]
    loaded = files.read_programme(AYRSHIRE, (point.overlay,))
    assert loaded.programme is not None, loaded.errors
    assert loaded.programme.policy.max_minutes == 30
    everybody: list[Any] = [*loaded.programme.mentees, *loaded.programme.mentors]
    assert max(one.max_minutes or 0 for one in everybody) <= 30


def test_a_value_that_a_setting_cannot_have_is_told_of_the_option() -> None:
    cells = files.read_raw(AYRSHIRE)
    assert cells is not None
    (point,) = grid(["policy.floor=-5"], cells)[1]
    (problem, *_) = files.read_programme(AYRSHIRE, (point.overlay,)).errors
    assert "--vary policy.floor=-5" in str(problem.where)
