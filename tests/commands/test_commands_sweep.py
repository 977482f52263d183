"""`mentormatch sweep`: what it refuses, what it keeps, and how it goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "whatif"))
from sweep_jobs import ITEMS, SQUARES, Squares

from mentormatch.commands import sweeping
from mentormatch.commands.bar import Bar
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.group import run
from mentormatch.commands.sweep import _size
from mentormatch.commands.sweeping import Run, Where, answered, opened
from mentormatch.files import new_programme
from mentormatch.whatif import sweep


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "Give either --vary"),
        (("--vary", "travel.max=20,30", "--drop-out", "mentors:1"), "Give either --vary"),
        (("--vary", "travel.mx=20,30"), 'Nearest: "travel.max"'),
        (("--vary", "policy.floor=-3"), "--vary policy.floor=-3"),
        (("--drop-out", "mentor:10%"), 'Nearest: "mentors"'),
        (("--drop-out", "some"), "mentors:10%"),
        (("--drop-out", "mentors:99"), "active"),
        (("--drop-out", "mentors:1", "--scope", "plan"), "are for --vary"),
        (("--vary", "travel.max=20", "--all"), "are for --drop-out"),
    ],
)
def test_a_slip_is_told_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], told: str
) -> None:
    new_programme(tmp_path / "girvan")
    assert run(["sweep", str(tmp_path / "girvan"), *given, "--quiet"]) == Exit.INPUT
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_share_of_mentors_is_at_least_one_and_halves_are_rounded_up() -> None:
    assert [_size(text, 25) for text in ("mentors:10%", "mentors:1%", "mentors:100%", "mentors:4")] == [3, 1, 25, 4]
    for text in ("mentors:0", "mentors:26", "mentors:2.5", "mentors:101%"):
        with pytest.raises(Stop):
            _size(text, 25)


def where(path: Path | None, **more: Any) -> Where:
    kept = None if path is None else opened(path, None, True)
    return Where(**{"jobs": 1, "cluster": None, "kept": kept, "quiet": True, **more})


def answer(given: Where, items: tuple[str, ...] = ITEMS) -> Run:
    return answered(Squares(), items, Run({}), given, what="numbers", batch=5)


def test_ctrl_c_keeps_what_is_done_and_the_next_run_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = sweep.spread

    def stopped(job: Any, items: Any, taken: Any, **more: Any) -> None:
        whole(job, items[:12], taken, jobs=1)
        raise KeyboardInterrupt

    monkeypatch.setattr(sweep, "spread", stopped)
    first = answer(where(tmp_path / "kept"))
    assert (first.stopped, first.new) == (Exit.INTERRUPTED, 12)
    assert "12 of 40" in capsys.readouterr().err
    monkeypatch.setattr(sweep, "spread", whole)
    second = answer(where(tmp_path / "kept"))
    assert (second.stopped, second.new, second.rows) == (None, 28, SQUARES)
    third = answer(where(tmp_path / "kept"))
    assert (third.new, third.rows) == (0, SQUARES)


def test_a_torn_line_is_said_and_its_answer_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(where(tmp_path / "kept"), ITEMS[:3])
    path = tmp_path / "kept"
    path.write_bytes(path.read_bytes()[:-4])
    kept = opened(path, None, quiet=False)
    assert "had no end" in capsys.readouterr().err
    again = answered(Squares(), ITEMS[:3], Run({}), Where(1, None, kept, True), what="numbers", batch=5)
    assert (again.new, again.rows) == (1, {item: SQUARES[item] for item in ITEMS[:3]})


def test_without_a_file_ctrl_c_says_how_one_is_had(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sweep, "spread", stopped)
    assert answer(where(None)).stopped is Exit.INTERRUPTED
    assert "--resume FILE" in " ".join(capsys.readouterr().err.split())


def test_processes_that_are_ended_again_and_again_leave_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lost(job: Any, items: Any, taken: Any, **_: Any) -> None:
        taken(items[0], SQUARES[items[0]])
        raise sweep.LostError("7")

    monkeypatch.setattr(sweep, "spread", lost)
    found = answer(where(tmp_path / "kept"))
    assert (found.stopped, found.rows) == (Exit.LEFT_OUT, {"0": SQUARES["0"]})
    assert "at 7" in " ".join(capsys.readouterr().err.split())


def test_a_cluster_that_cannot_be_reached_is_told_and_one_that_goes_leaves_what_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mentormatch.whatif.sweep import cluster

    def fails(*, begun: bool) -> Any:
        def spread(*_: Any, **__: Any) -> None:
            raise cluster.ClusterError("Nobody is there.", begun=begun)

        return spread

    monkeypatch.setattr(cluster, "spread", fails(begun=False))
    with pytest.raises(Stop, match="Nobody is there") as stop:
        answer(where(None, cluster="tcp://127.0.0.1:1"))
    assert stop.value.exit_code == Exit.INPUT
    monkeypatch.setattr(cluster, "spread", fails(begun=True))
    assert answer(where(None, cluster="tcp://127.0.0.1:1")).stopped is Exit.LEFT_OUT
    assert "Nobody is there" in capsys.readouterr().err


@pytest.mark.parametrize("terminal", [True, False])
def test_the_bar_moves_on_a_terminal_and_elsewhere_there_is_a_line_now_and_then(
    terminal: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    bar = Bar(whole=100, what="samples", so_far=50, clock=lambda: now[0], terminal=terminal)
    for _ in range(20):
        now[0] += 1
        bar.step()
    bar.end()
    told = capsys.readouterr().err
    assert ("\r" in told) is terminal
    assert told.count("of 100 samples") == (20 if terminal else 1)
    assert "\x1b" not in told, "no colours, whatever NO_COLOR says"


def test_a_quiet_run_has_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    bar = Bar(whole=2, what="samples", quiet=True, clock=lambda: now[0], terminal=True)
    now[0] = 60.0
    bar.step()
    bar.end()
    assert capsys.readouterr().err == ""


def test_every_core_is_used_unless_somebody_says() -> None:
    assert sweeping.cores() >= 1
