"""What is kept under scenarios/ is about nobody: no programme but made-up ones, no home at anybody's door."""

from __future__ import annotations

import csv
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from mentormatch.travel import Gazetteer, Located

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
NOT_PROGRAMMES = {"generator", "__pycache__", "whatif"}


def kept_files() -> list[Path]:
    """Files under scenarios/ that git keeps; all that lie there where git is not to be had."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "scenarios"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        listed = ""
    paths = [ROOT / name for name in listed.split("\0") if name]
    return paths or [path for path in SCENARIOS.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def folders_of(files: list[Path]) -> list[Path]:
    """Folders that hold a table or settings: programmes, or what should be one."""
    return sorted({
        path.parent
        for path in files
        if path.suffix in (".csv", ".xlsx", ".xls", ".ods", ".tsv", ".sqlite", ".toml")
        and not NOT_PROGRAMMES & set(path.relative_to(SCENARIOS).parts)
    })  # fmt: skip


def says_synthetic(folder: Path) -> bool:
    """Whether the folder's programme.toml says `synthetic = true`."""
    settings = folder / "programme.toml"
    return settings.is_file() and tomllib.loads(settings.read_text(encoding="utf-8")).get("synthetic") is True


def test_every_programme_that_is_kept_says_it_is_synthetic() -> None:
    folders = folders_of(kept_files())
    assert SCENARIOS / "ayrshire" in folders
    for folder in folders:
        assert says_synthetic(folder), f"{folder} holds a programme that does not say synthetic = true"


@pytest.mark.parametrize("settings", [None, "format = 1", "synthetic = false", 'synthetic = "true"'])
def test_a_folder_that_does_not_say_so_is_found_out(tmp_path: Path, settings: str | None) -> None:
    if settings is not None:
        (tmp_path / "programme.toml").write_text(settings, encoding="utf-8")
    assert not says_synthetic(tmp_path)


def table(name: str) -> list[dict[str, str]]:
    with (SCENARIOS / "ayrshire" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_home_is_a_full_postcode() -> None:
    """The middle of a sector or a town, or a place of the programme: nobody's door."""
    gazetteer, venues = Gazetteer.load(), {row["id"] for row in table("venues")}
    for name, columns in (("people", ("home", "starts_from")), ("mentors", ("home",)), ("staff", ("home",)),
                          ("commitments", ("at",))):  # fmt: skip
        for row in table(name):
            for home in (row[column] for column in columns if row.get(column)):
                if home in venues:
                    continue
                found = gazetteer.locate(home)
                assert isinstance(found, Located), f"{name}: {home} is nowhere"
                assert found.approximate, f"{name}: {home} is a postcode, so somebody's door"
                assert found.residence, f"{name}: {home} holds PO boxes only"


def test_the_hostel_that_is_a_home_is_a_place_of_the_programme() -> None:
    venues = {row["id"]: row for row in table("venues")}
    hostels = {row["home"] for row in table("people") if row["home"] in venues}
    assert hostels == {"V21"}
    assert venues["V21"]["one_to_one"] == "no"


def test_places_have_real_postcodes() -> None:
    gazetteer = Gazetteer.load()
    for row in table("venues"):
        found = gazetteer.find(row["postcode"])
        assert isinstance(found, Located), row
        assert not found.warning, f"{row['id']}: {found.warning}"
        assert found.council == row["area"]


def test_numbers_and_addresses_are_nobodys() -> None:
    for row in table("contacts"):
        assert re.fullmatch(r"01632 960\d{3}", row["phone"])
        assert row["email"].endswith("@example.org")
        assert not row.get("address")


def test_no_column_holds_a_reason() -> None:
    for path in (SCENARIOS / "ayrshire").glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert not {"reason", "offence", "diagnosis", "notes", "date_of_birth"} & set(header), path
