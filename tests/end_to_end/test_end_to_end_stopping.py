"""A search that is cut short: by Ctrl-C, or by the clock. What there is by then comes back, judged, and says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_end_to_end import COMMAND, run

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.5
"""Seconds from the first tiers told to Ctrl-C: by then the next one is searched for."""
PROVEN = ("maximum", "best", "proven")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up programme that takes many seconds to match."""
    folder = tmp_path_factory.mktemp("large") / "made"
    words = [sys.executable, ROOT / "scenarios" / "generate.py", folder, "--people", "260", "--mentors", "80"]
    subprocess.run([str(word) for word in words], check=True, capture_output=True)
    return folder


def interrupted(folder: Path, *words: str) -> Iterator[str]:
    """Standard error by lines of a run that is sent SIGINT once reach is told; then the exit code, then stdout."""
    command = [str(COMMAND), "match", str(folder), *words]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, encoding="utf-8", env=environment, **pipes) as running:
        assert running.stderr is not None
        for line in running.stderr:
            yield line
            if line.startswith("  reach "):
                break
        time.sleep(PAUSE)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=100)
        yield from err.splitlines()
        yield str(running.returncode)
        yield out


@pytest.mark.skipif(os.name == "nt", reason="SIGINT cannot be sent to one process there")
def test_ctrl_c_gives_the_plan_so_far_judged_and_says_that_it_was_stopped() -> None:
    *told, code, out = interrupted(ROOT / "scenarios" / "ayrshire", "--format", "json")
    progress = [line for line in told if line.startswith("  ")]  # stderr is a pipe here, no terminal
    assert progress and all(" bound " in line and ("closed" in line or "gap" in line) for line in progress), told
    assert "Stopping with the plan so far. Ctrl-C again: stop at once." in told
    plan = json.loads(out)
    assert code == "0" and plan["verified"] is True
    assert plan["evidence"]["stopped"] == "interrupted"
    assert plan["pairs"], "the plan so far holds pairs"
    assert any(tier["proof"] is None for tier in plan["tiers"])


def test_a_tiny_limit_still_gives_a_judged_plan_and_an_answer_for_everybody(large: Path) -> None:
    done = run("match", large, "--time-limit", "0.1", "--format", "json", "--quiet")
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert plan["verified"] is True and plan["evidence"]["stopped"] == "clock"
    assert not any(answer.get("smallest") for answer in plan["unmatched"] if len(answer.get("people", ())) > 2)
    assert not any(answer.get("sure") for answer in plan["unmatched"])
    named = {answer["mentee"] for answer in plan["unmatched"]} | {pair["mentee"] for pair in plan["pairs"]}
    assert len(named) > 200


def test_where_the_clock_cut_the_search_nothing_printed_claims_the_most(large: Path) -> None:
    done = run("match", large, "--time-limit", "0.1", "--quiet")
    assert done.returncode == 0, done.stderr
    assert "stopped by the clock" in done.stdout
    assert not [word for word in PROVEN if word in done.stdout.lower()]
