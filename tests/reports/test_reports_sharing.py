"""What may be shared of a comparison: no count under five, and none that somebody could work out from the others."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Sequence

import numpy as np
import pytest
from builders import mentee, mentor, programme
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch import engine
from mentormatch.commands.whatif import Reasons
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.reports import compared_shared
from mentormatch.reports.sharing import Range, Somebody, State, counted, is_safe, safe_kinds
from mentormatch.whatif import Comparison, Scenario, compare, effort_for

AREAS, BANDS = ("north", "south"), ("band-1", "band-2")
TYPES = tuple(itertools.product(AREAS, (None, *BANDS)))
MOST = 9
"""People of one type that whoever reads the figures reckons with."""


def people(numbers: Sequence[int], types: Sequence[tuple[str, str | None]] = TYPES) -> list[Somebody]:
    return [
        {"now": State((("area", area),), band)}
        for (area, band), number in zip(types, numbers, strict=True)
        for _ in range(number)
    ]


def worlds(most: int, n_types: int) -> np.ndarray:
    """Every number of people of each type, shape (n_worlds, n_types)."""
    return np.stack(np.meshgrid(*[np.arange(most)] * n_types, indexing="ij"), axis=-1).reshape(-1, n_types)


def sums_of(kinds: Sequence[str]) -> dict[tuple[str, str], np.ndarray]:
    """What is counted, told or not, as types added up: written apart from the code that is tested."""
    area, band = np.array([one for one, _ in TYPES]), np.array([str(other) for _, other in TYPES])
    reached = band != "None"
    parts = {"": np.ones(len(TYPES), dtype=bool)} | ({one: area == one for one in AREAS} if "area" in kinds else {})
    out = {}
    for name, inside in parts.items():
        out |= {(name, "wanting"): inside, (name, "reached"): inside & reached, (name, "waiting"): inside & ~reached}
    return out | ({(one, "reached"): band == one for one in BANDS} if "band" in kinds else {})


def worked_out(numbers: Sequence[int], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """The counts under five that can only be what they are, given all ranges: every world is tried."""
    every, true = worlds(MOST, len(TYPES)), np.array(numbers)
    sums = sums_of(kinds)
    fits = np.ones(len(every), dtype=bool)
    for inside in sums.values():
        fits &= every[:, inside].sum(axis=1) // 5 == true[inside].sum() // 5
    left = every[fits]
    small = {name: inside for name, inside in sums.items() if true[inside].sum() < 5}
    # of a part in which nobody is, nothing is told
    small = {
        name: inside for name, inside in small.items() if name[0] not in AREAS or true[sums[name[0], "wanting"]].any()
    }
    return [name for name, inside in small.items() if len(np.unique(left[:, inside].sum(axis=1))) < 2]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, MOST - 2), min_size=len(TYPES), max_size=len(TYPES)))
def test_no_count_under_five_can_be_worked_out_from_all_that_is_told(numbers: list[int]) -> None:
    kinds = safe_kinds(people(numbers), ("band", "area"), BANDS)
    assert worked_out(numbers, kinds) == []


@given(st.integers(0, 10_000))
def test_a_range_is_of_five_and_begins_with_a_multiple_of_five(count: int) -> None:
    told = Range.of(count)
    assert told.low % 5 == 0 and told.high == told.low + 4 and told.low <= count <= told.high
    assert str(told) == ("under 5" if count < 5 else f"{told.low:,} to {told.high:,}")


def test_parts_whose_ranges_meet_in_one_point_are_not_told() -> None:
    numbers = {"a": 9, "b": 4, "c": 4, "d": 4, "e": 4}  # at most 25 in all, and 25 or more are told
    five = people(list(numbers.values()), [(name, "band-1") for name in numbers])
    assert not is_safe(five, ("area",))
    assert safe_kinds(five, ("area",)) == ()
    six = people([*numbers.values(), 1], [*((name, "band-1") for name in numbers), ("a", "band-1")])
    assert counted(six, ("area",))["now", ("area", "a"), "reached"] == 10
    assert safe_kinds(six, ("area",)) == ("area",)


def test_a_small_rest_is_no_more_told_than_a_small_count() -> None:
    assert not worked_out([3, 6, 0, 0, 6, 0], safe_kinds(people([3, 6, 0, 0, 6, 0]), ("band", "area"), BANDS))


EFFORT = effort_for(time_limit=None, threads=1, seed=0, all_tiers=False)
BASE = programme(
    mentees=[mentee(f"E{at}", area="North" if at % 3 else "South") for at in range(1, 16)],
    mentors=[mentor("M1", max_people=6), mentor("M2", max_people=2)],
)


def scenario(name: str, of: Programme) -> Scenario:
    judged = engine.plan(of, History(), effort=EFFORT)
    return Scenario(name=name, title=f"The {name}", says="M1 leaves", programme=of, history=History(), judged=judged)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    fewer = evolve(BASE, mentors=BASE.mentors[1:])
    return compare(scenario("now", BASE), (scenario("fewer", fewer),), Reasons())


def test_table_csv_and_json_say_the_same_in_ranges_and_name_nobody(comparison: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(compared_shared.as_csv(comparison))))
    told = {one["name"]: one["figures"] for one in json.loads(compared_shared.as_json(comparison))["scenarios"]}
    assert told["now"]["reached"] == {"from": 5, "to": 9} and told["fewer"]["reached"] == {"from": 0, "to": 4}
    for row in rows:
        key = row["figure"] if row["about"] in ("pairs", "sessions", "money") else f"{row['about']}:{row['figure']}"
        figure = told[row["scenario"]][key]
        low, high = (figure["from"], figure["to"]) if isinstance(figure, dict) else (figure, figure)
        assert (int(row["from"]), int(row["to"])) == (low, high)
        if row["meaning"] not in ("longest wait of these",):
            assert low % 5 == 0 and high == low + 4
    text = compared_shared.screen(comparison)
    assert "5 to 9" in text and "under 5" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    ids = [one.id for one in (*BASE.mentees, *BASE.mentors)]
    for output in (text, compared_shared.as_csv(comparison), compared_shared.as_json(comparison)):
        assert not [one for one in ids if one in output]


def test_the_longest_wait_of_few_people_is_not_told(comparison: Comparison) -> None:
    waits = {row.id: row.cells for row in compared_shared.rows(comparison)}["longest-wait"]
    assert None not in waits
    more = evolve(BASE, mentors=tuple(mentor(f"M{at}", max_people=6) for at in range(1, 6)))
    few = compare(scenario("now", BASE), (scenario("more", more),), Reasons())
    told = {row.id: row.cells for row in compared_shared.rows(few)}["longest-wait"]
    assert told[0] is not None and told[1] is None
