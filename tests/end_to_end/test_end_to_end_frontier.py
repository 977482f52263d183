"""`mentormatch frontier`, run as somebody would run it."""

from __future__ import annotations

import json
from pathlib import Path

from builders_end_to_end import run

from mentormatch.commands.exits import Exit


def test_a_trade_off_is_told_and_saved_and_each_of_its_plans_can_be_verified(tmp_path: Path) -> None:
    folder, out = tmp_path / "girvan", tmp_path / "out"
    assert run("new", folder).returncode == Exit.DONE
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = run("frontier", folder, "reach", "load", "--format", "json", "--out", out)
    assert done.returncode == Exit.DONE, done.stderr
    told = json.loads(done.stdout)
    assert told["complete"] and told["held"] == ["pins", "pins-since"]
    values = [(one["values"]["reach"], one["values"]["load"]) for one in told["points"]]
    assert len(values) >= 3 and values == sorted(values, reverse=True) and values[-1][0] == 0
    assert f"at most {told['most']} points" in done.stderr
    assert {"frontier.csv", "frontier.json", "frontier.png", "frontier.svg"} <= {path.name for path in out.iterdir()}
    for point in told["points"]:
        plan = json.loads((out / point["plan"]).read_text(encoding="utf-8"))
        assert {one["name"]: one["value"] for one in plan["point"]["measures"]} == point["values"]
    done = run("verify", folder, out / told["points"][1]["plan"])
    assert done.returncode == Exit.DONE, done.stdout
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    done = run("frontier", folder, "reach", "lod", "--quiet")
    assert done.returncode == Exit.INPUT and 'Did you mean "load"?' in done.stderr


def test_a_plan_made_under_a_scenario_is_verified_under_it_and_refused_without_it(tmp_path: Path) -> None:
    folder, out = tmp_path / "girvan", tmp_path / "out"
    assert run("new", folder).returncode == Exit.DONE
    (folder / "whatif").mkdir()
    (folder / "whatif" / "near.toml").write_text("[settings]\npolicy.max_minutes = 50\n", encoding="utf-8")
    done = run("frontier", folder, "reach", "load", "--scenario", "near", "--format", "json", "--out", out)
    assert done.returncode == Exit.DONE, done.stderr
    plan = out / json.loads(done.stdout)["points"][0]["plan"]
    done = run("verify", folder, plan, "--scenario", "near")
    assert done.returncode == Exit.DONE, done.stdout
    assert run("verify", folder, plan).returncode == Exit.REFUSED
    done = run("verify", folder, plan, "--scenario", "far")
    assert done.returncode == Exit.INPUT and "far" in done.stderr
