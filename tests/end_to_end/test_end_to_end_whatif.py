"""`mentormatch whatif`, run as somebody would run it."""

from __future__ import annotations

import json
from pathlib import Path

from builders_end_to_end import run

from mentormatch.commands.exits import Exit


def test_a_scenario_is_compared_and_a_wrong_one_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "girvan"
    assert run("new", folder).returncode == Exit.DONE
    (folder / "whatif").mkdir()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    good, wrong = folder / "whatif" / "apart.toml", folder / "whatif" / "wrong.toml"
    good.write_text('name = "Areas apart"\nareas = "apart"\n', encoding="utf-8")
    done = run("whatif", folder, "apart", "--jobs", "1", "--format", "json", "--out", tmp_path / "out", "--quiet")
    assert done.returncode == Exit.DONE, done.stderr
    told = json.loads(done.stdout)
    assert [one["name"] for one in told["scenarios"]] == ["now", "apart"]
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"whatif.csv", "whatif.json"}
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    wrong.write_text('areas = "apart"\n[[remove]]\ntable = "mentors"\nids = ["M99"]\n', encoding="utf-8")
    done = run("whatif", folder, "wrong", "--quiet")
    assert done.returncode == Exit.INPUT
    assert "wrong.toml row 2" in " ".join(done.stderr.split())


def test_what_is_shared_is_in_ranges_on_the_screen_and_in_files(tmp_path: Path) -> None:
    folder, out = tmp_path / "girvan", tmp_path / "out"
    assert run("new", folder).returncode == Exit.DONE
    (folder / "whatif").mkdir()
    (folder / "whatif" / "apart.toml").write_text('name = "Areas apart"\nareas = "apart"\n', encoding="utf-8")
    done = run("whatif", folder, "--jobs", "1", "--shareable", "--out", out, "--quiet")
    assert done.returncode == Exit.DONE, done.stderr
    assert "under 5" in done.stdout and "ranges of five" in " ".join(done.stdout.split())
    saved = json.loads((out / "whatif.json").read_text(encoding="utf-8"))
    assert saved["shareable"] and saved["scenarios"][0]["figures"]["reached"]["from"] % 5 == 0
    assert (out / "whatif.csv").read_text(encoding="utf-8-sig").splitlines()[
        0
    ] == "scenario,about,figure,meaning,from,to"
