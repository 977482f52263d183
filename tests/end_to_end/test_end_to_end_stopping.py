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

import click
import pytest
from builders_end_to_end import COMMAND, girvan, person, run, write

from mentormatch import checking, engine, files
from mentormatch.commands import search
from mentormatch.planning import NothingFoundError, match

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


def interrupted(folder: Path, *words: str, verb: str = "match", told: str = "  reach ") -> Iterator[str]:
    """Standard error by lines of a run that is sent SIGINT once a line begins so; then the exit code, then stdout."""
    command = [str(COMMAND), verb, str(folder), *words]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, encoding="utf-8", env=environment, **pipes) as running:
        assert running.stderr is not None
        for line in running.stderr:
            yield line
            if line.startswith(told):
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


@pytest.mark.skipif(os.name == "nt", reason="SIGINT cannot be sent to one process there")
@pytest.mark.parametrize(("verb", "tier"), [("schedule", "fixed-sessions"), ("plan", "pins")])
def test_ctrl_c_gives_the_timetable_so_far_judged_and_says_that_it_was_stopped(verb: str, tier: str) -> None:
    more = ("--format", "json", "--progress", "--time-limit", "60")
    *told, code, out = interrupted(ROOT / "scenarios" / "ayrshire", *more, verb=verb, told=f"  {tier} ")
    assert "Stopping with the plan so far. Ctrl-C again: stop at once." in told
    plan = json.loads(out)
    assert code in ("0", "3") and plan["verified"] is True
    assert plan["evidence"]["stopped"] == "interrupted"
    assert plan["sessions"], "the plan so far holds sessions"
    assert any(one["proof"] is None for one in plan["tiers"])


@pytest.mark.skipif(os.name == "nt", reason="SIGINT cannot be sent to one process there")
@pytest.mark.parametrize("seconds", [0.4, 2.0, 4.0, 6.0])
def test_ctrl_c_while_both_are_planned_ends_with_a_sentence_and_no_half_written_file(
    tmp_path: Path, seconds: float
) -> None:
    """From reading over what is known before to the search of both, the answers, the judge and the writing of files."""
    ayrshire = ROOT / "scenarios" / "ayrshire"
    code, out, err = stopped_after(seconds, "plan", ayrshire, "--time-limit", 6, "--out", tmp_path / "out")
    assert "Traceback" not in err and "fault" not in err
    written = {path.name for path in (tmp_path / "out").glob("*")}
    if code == 130:
        assert err.splitlines()[-1].startswith("Stopped") and not out and not written, err
    else:
        assert code in (0, 3) and out.startswith("Ayrshire"), err
        assert {"plan.json", "sessions.csv", "ideas.csv", "offers.csv"} <= written
        assert json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["verified"] is True


@pytest.mark.skipif(os.name == "nt", reason="SIGINT cannot be sent to one process there")
@pytest.mark.parametrize("seconds", [0.15, 0.4, 0.7, 1.0, 1.4, 2.0, 2.4, 2.8])
def test_ctrl_c_at_any_moment_ends_with_a_sentence_and_no_half_written_file(tmp_path: Path, seconds: float) -> None:
    """From the start over reading and candidates to the search, the judge and the writing of files."""
    code, out, err = stopped_after(
        seconds, "match", ROOT / "scenarios" / "ayrshire", "--time-limit", 2.2, "--out", tmp_path / "out"
    )
    assert "Traceback" not in err and "fault" not in err
    written = sorted(path.name for path in (tmp_path / "out").glob("*"))
    if code == 130:
        assert err.splitlines()[-1].startswith("Stopped") and not out and not written, err
    else:
        assert code == 0 and out.startswith("Ayrshire"), err
        assert written == ["ideas.csv", "plan.json", "to-ask.csv", "waiting.csv"]
        assert json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["verified"] is True


@pytest.mark.skipif(os.name == "nt", reason="SIGINT cannot be sent to one process there")
def test_ctrl_c_while_files_are_read_says_that_it_stopped(tmp_path: Path) -> None:
    girvan(tmp_path / "girvan", people=3)
    write(tmp_path / "girvan" / "people.csv", [person(f"P{n:05}") for n in range(1, 30_000)])
    code, out, err = stopped_after(1.0, "check", tmp_path / "girvan")
    assert (code, out, err.strip()) == (130, "", "Stopped. No file was left half written.")


def stopped_after(seconds: float, *words: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command that is sent SIGINT after so many seconds."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen([str(COMMAND), *map(str, words)], encoding="utf-8", env=environment, **pipes) as running:
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=100)
        return running.returncode, out, err


def test_ctrl_c_in_the_judge_lets_it_finish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = files.read_programme(girvan(tmp_path / "girvan"))
    calls = []

    def pressed_once(*arguments: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return checking.judge(*arguments, **more)

    monkeypatch.setattr(engine, "judge", pressed_once)
    assert loaded.programme is not None
    assert engine.plan(loaded.programme, loaded.history).verdict.verified
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("place", "outcome"),
    [
        ("find_candidates", None),
        ("quality_of", None),
        ("formulate", None),
        ("formulate_meetings", "interrupted"),
        ("answers_for", "interrupted"),
    ],
)
def test_ctrl_c_between_searches_loses_no_plan_that_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, outcome: str | None
) -> None:
    loaded = files.read_programme(girvan(tmp_path / "girvan"))
    whole, calls = getattr(match, place), []

    def pressed_once(*arguments: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return whole(*arguments, **more)

    monkeypatch.setattr(match, place, pressed_once)
    assert loaded.programme is not None
    if outcome is None:
        with pytest.raises(NothingFoundError) as stopped:
            engine.plan(loaded.programme, loaded.history)
        assert stopped.value.stopped == "interrupted"
    else:
        judged = engine.plan(loaded.programme, loaded.history)
        assert judged.verdict.verified and judged.plan.pairs
        assert judged.plan.evidence.stopped == outcome


def test_the_limit_counts_from_when_the_command_began() -> None:
    begun = time.monotonic() - 5
    with click.Context(click.Command("match"), obj=begun):
        assert search.left_of(None) is None
        assert 2 < search.left_of(8.0) <= 3
        assert search.left_of(1.0) == search.LEAST


@pytest.fixture(scope="module")
def cut(large: Path) -> tuple[str, dict[str, Any]]:
    """What is printed and what is saved where the clock cut the search at once."""
    done = run("match", large, "--time-limit", "0.1", "--quiet", "--out", large.parent / "cut")
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads((large.parent / "cut" / "plan.json").read_text(encoding="utf-8"))


def test_a_tiny_limit_still_gives_a_judged_plan_and_an_answer_for_everybody(cut: tuple[str, dict[str, Any]]) -> None:
    _, plan = cut
    assert plan["verified"] is True and plan["evidence"]["stopped"] == "clock"
    assert not any(answer.get("smallest") for answer in plan["unmatched"] if len(answer.get("people", ())) > 2)
    assert not any(answer.get("sure") for answer in plan["unmatched"])
    named = {answer["mentee"] for answer in plan["unmatched"]} | {pair["mentee"] for pair in plan["pairs"]}
    assert len(named) > 200


def test_where_the_clock_cut_the_search_nothing_printed_claims_the_most(cut: tuple[str, dict[str, Any]]) -> None:
    printed, _ = cut
    assert "stopped by the clock" in printed
    assert not [word for word in PROVEN if word in printed.lower()]
