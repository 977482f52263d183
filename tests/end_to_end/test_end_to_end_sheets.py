"""`mentormatch sheets` as a coordinator uses it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from builders_end_to_end import girvan, mentor, person, write

from mentormatch.commands.group import run

OFFICE = '\n[office]\nname = "Fern"\nphone = "01292 600 123"\n'


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Girvan with one pair that has its first meeting set, and its plan."""
    folder = girvan(tmp_path / "girvan")
    toml = folder / "programme.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + OFFICE, encoding="utf-8")
    told = {"first_name_ok": "yes", "contact_by": "text", "safe_to_leave_message": "yes"}
    write(folder / "people.csv", [person("P01", **told), person("P02", contact_by="phone"), person("P03")])
    write(folder / "mentors.csv", [mentor("M01", first_name_ok="yes", contact_by="phone"), mentor("M02")])
    row = {"mentee": "P01", "mentor": "M01", "state": "agreed", "since": "2026-11-01", "place": "V01"}
    write(folder / "pairs.csv", [{**row, "meeting": "Tue 10:00"}])
    assert run(["match", str(folder), "--out", str(folder / "out"), "-q"]) == 0
    capsys.readouterr()
    return folder


def sheets(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = run(["sheets", str(folder), *more, "-q"])
    seen = capsys.readouterr()
    return code, seen.out + seen.err


def listed(folder: Path) -> dict[str, dict[str, str]]:
    """sheet-files.csv by id."""
    with (folder / "sheet-files.csv").open(encoding="utf-8-sig") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_each_gets_what_they_wish_and_no_name_is_in_a_file_or_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = sheets(folder, capsys)
    assert code == 0, said
    rows = listed(folder)
    assert set(rows) == {"P01", "P02", "P03", "M01"}
    assert rows["P01"]["how"] == "send the text" and "send nothing" in rows["P02"]["how"]
    assert rows["M01"]["how"] == "ring, and read it out to nobody else; leave no message"
    files = {id: {name.rpartition("-")[2]: folder / "sheets" / name for name in row["files"].split() if "-" in name}
             for id, row in rows.items()}  # fmt: skip
    assert files["P01"]["text.txt"].read_text(encoding="utf-8") == (
        "Tue 10am, Alder Library, Ask for Hazel. Questions? Ring 01292 600 123\n"
    )
    assert set(files["M01"]) == {"phone.txt"} and not files["P02"] and not files["P03"]
    pages = {path.name: path.read_bytes() for path in (folder / "sheets").iterdir()}
    for name, content in pages.items():
        if name.endswith("phone.txt"):
            continue  # it has the first name of whom to ring
        for word in ("Birch", "Finch", "Wren", "Ash", "Jay", "P01", "M01", "stage", "walking"):
            assert word not in name and (name.endswith(".pdf") or word.encode() not in content), (name, word)
    again, said = sheets(folder, capsys)
    assert again == 0 and ": 0 files changed" in said
    assert {path.name: path.read_bytes() for path in (folder / "sheets").iterdir()} == pages


def test_sheets_of_those_who_left_are_taken_away_and_other_files_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets(folder, capsys)
    (folder / "sheets" / "my own.txt").write_text("x", encoding="utf-8")
    before = set((folder / "sheets").iterdir())
    write(folder / "people.csv", [person("P01"), person("P02", status="left"), person("P03")])
    code, said = sheets(folder, capsys)
    gone = before - set((folder / "sheets").iterdir())
    assert code in (0, 3), said
    assert len(gone) == 3 and "taken away" in said and (folder / "sheets" / "my own.txt").exists()


def test_it_is_told_where_a_plan_of_pairs_alone_leaves_sessions_off_the_pages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Warning" not in sheets(folder, capsys)[1]
    write(folder / "activities.csv", [{"id": "A1", "name": "Walk", "sessions": "1"}])
    assert "this plan has no sessions of groups" in sheets(folder, capsys)[1]


def test_a_plan_that_was_changed_gives_no_sheets(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = folder / "out" / "plan.json"
    plan.write_text(plan.read_text(encoding="utf-8").replace("V01", "V02"), encoding="utf-8")
    assert sheets(folder, capsys)[0] == 4 and not (folder / "sheets").exists()
