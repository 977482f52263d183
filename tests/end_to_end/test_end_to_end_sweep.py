"""`mentormatch sweep`, run as somebody would run it."""

from __future__ import annotations

import json
from pathlib import Path

from builders_end_to_end import run

from mentormatch.commands.exits import Exit


def test_a_grid_and_drop_outs_are_told_saved_and_gone_on_from_and_the_folder_stays_as_it_was(tmp_path: Path) -> None:
    folder, out = tmp_path / "girvan", tmp_path / "out"
    assert run("new", folder).returncode == Exit.DONE
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    grid = run("sweep", folder, "--vary", "policy.floor=0,999", "--jobs", "1", "--format", "json", "--out", out, "-q")
    assert grid.returncode == Exit.DONE, grid.stderr
    told = json.loads(grid.stdout)
    assert [one["point"] for one in told["points"]] == [{"policy.floor": "0"}, {"policy.floor": "999"}]
    assert all(one["verified"] for one in told["points"])
    assert {path.name for path in out.iterdir()} >= {"sweep.csv", "sweep.json", "sweep.png", "sweep.svg", "sweep.jsonl"}

    asked = ("sweep", folder, "--drop-out", "mentors:1", "--jobs", "2", "--resume", tmp_path / "kept")
    first = run(*asked, "--times", "3")
    assert first.returncode == Exit.DONE, first.stderr
    lines = (tmp_path / "kept").read_bytes().splitlines()
    assert "not repeated" not in first.stderr  # of what this very run has just found nothing is said
    again = run(*asked, "--times", "3")
    assert (again.returncode, again.stdout) == (Exit.DONE, first.stdout), again.stderr
    assert (tmp_path / "kept").read_bytes().splitlines() == lines
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_folder_that_is_not_there_is_named_and_nothing_is_made_in_its_place(tmp_path: Path) -> None:
    nowhere = tmp_path / "girvan"
    done = run("sweep", nowhere, "--vary", "travel.max=20,40", "--out", nowhere / "out")
    assert done.returncode == Exit.INPUT and not nowhere.exists()
    assert "girvan" in done.stderr
