"""Made-up programmes are the same every time, in proportion, and grow without becoming other people."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mentormatch.files import read_programme
from mentormatch.files.columns import BY_NAME
from scenarios.generator import ayrshire, generate, write
from scenarios.generator.draws import Draws, spread
from scenarios.generator.places import LOCALITIES, RESIDENTS, located
from scenarios.generator.tables import COLUMNS, Row, Tables
from scenarios.generator.words import name_of

KEPT = Path(__file__).resolve().parents[2] / "scenarios" / "ayrshire"


def by_id(rows: list[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def test_ayrshire_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    for path in write(ayrshire(), tmp_path):
        kept = KEPT / path.name
        assert kept.read_bytes() == path.read_bytes(), (
            f"{kept} is not what the generator makes: run python scenarios/generate.py scenarios/ayrshire --ayrshire"
        )
    made = {path.name for path in tmp_path.iterdir()}
    assert {path.name for path in KEPT.iterdir() if path.suffix in (".csv", ".toml")} == made


def test_the_same_seed_gives_the_same_programme_and_another_gives_another() -> None:
    assert generate(60, 20, 3).files() == generate(60, 20, 3).files()
    assert generate(60, 20, 3).files()["people.csv"] != generate(60, 20, 4).files()["people.csv"]


def test_draws_are_those_that_python_promises() -> None:
    """Pinned, so that a change of Python or of the draws shows itself here first."""
    draws = Draws("pinned", 1)
    assert [draws.below(1000) for _ in range(5)] == [909, 410, 390, 140, 186]
    assert [spread(index, 1000, 0) for index in range(5)] == [618, 236, 854, 472, 90]


def test_a_larger_programme_begins_with_the_same_people() -> None:
    small, large = generate(40, 20, 5), generate(80, 40, 5)
    for table in ("people", "mentors"):
        shared = [(a, b) for a, b in zip(small.rows[table], large.rows[table], strict=False) if a["id"] == b["id"]]
        assert len(shared) >= 19
        assert all(a == b for a, b in shared)


@pytest.mark.parametrize("homes", ["sectors", "points"])
def test_ids_are_each_once_and_references_are_to_somebody(homes: str) -> None:
    tables = generate(300, 120, 2, homes=homes)
    everybody: set[str] = set()
    for table in ("people", "mentors", "staff", "venues"):
        ids = [row["id"] for row in tables.rows[table]]
        assert len(ids) == len(set(ids))
        everybody |= set(ids)
    assert len(tables.rows["people"]) == 300
    assert len(tables.rows["mentors"]) == 120
    assert len({row["id"] for row in tables.rows["people"]} & {row["id"] for row in tables.rows["mentors"]}) == 7
    for row in tables.rows["keep_apart"]:
        assert set(row["people"].split("; ")) <= everybody
    assert {row["person"] for row in tables.rows["commitments"]} <= everybody
    assert {row["id"] for row in tables.rows["contacts"]} == everybody - {row["id"] for row in tables.rows["venues"]}


def test_as_many_venues_as_asked_for_and_more_where_there_are_more_people() -> None:
    assert len(generate(20, 5, 1, venues=13).rows["venues"]) == 13
    assert len(generate(20, 5, 1).rows["venues"]) < len(generate(2000, 5, 1).rows["venues"])


def test_a_programme_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        generate(0, 5)


@pytest.mark.parametrize(
    "tables", [ayrshire(), generate(150, 45, 7), generate(2000, 500, 7)], ids=["ayrshire", "150", "2000"]
)
def test_the_three_areas_are_in_proportion(tables: Tables) -> None:
    for table, slack in (("people", 0.05), ("mentors", 0.08)):
        counts = Counter(row["area"] for row in tables.rows[table])
        whole = sum(counts.values())
        for area, residents in RESIDENTS.items():
            assert abs(counts[area] / whole - residents / sum(RESIDENTS.values())) < slack, (table, area, counts)


def test_rural_ends_and_islands_are_there() -> None:
    homes = {row["home"] for row in ayrshire().rows["people"]}
    assert {"Barrhill", "Ballantrae", "Muirkirk", "Dalmellington", "Lamlash", "Millport", "Girvan"} <= homes


def test_every_locality_lies_in_its_council_area() -> None:
    for place in LOCALITIES:
        found = located(place.home)
        assert found.residence
        assert found.council == place.area, place


def test_names_are_different_until_they_run_out() -> None:
    names = [name_of(index) for index in range(19_188)]
    assert len(set(names)) == len(names)
    assert all(len(name.split()) == 2 for name in names[:1599])


def test_columns_are_those_that_are_read() -> None:
    for table, columns in COLUMNS.items():
        assert set(columns) <= {column.name for column in BY_NAME[table].columns}


@pytest.mark.parametrize("homes", ["sectors", "points"])
def test_what_is_written_is_read_without_an_error(tmp_path: Path, homes: str) -> None:
    write(generate(120, 60, 11, homes=homes), tmp_path)
    loaded = read_programme(tmp_path)
    assert loaded.errors == ()
    assert loaded.programme is not None
    assert loaded.programme.synthetic
    assert len(loaded.programme.mentees) == 120
    assert not [problem for problem in loaded.problems if "differ" in problem.says]
