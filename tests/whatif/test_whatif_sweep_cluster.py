"""Sweeps on a Dask cluster: a real scheduler and two workers on loopback, one of them killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from sweep_jobs import ITEMS, SQUARES, Squares  # noqa: E402

from mentormatch.whatif.sweep import cluster  # noqa: E402
from mentormatch.whatif.sweep.cluster import ClusterError  # noqa: E402

pytest.importorskip("distributed")


class Cluster:
    """A scheduler and workers as processes of their own."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.processes = [self._start("distributed.cli.dask_scheduler", "--port", str(self.port))]
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> subprocess.Popen[bytes]:
        worker = self._start("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny",
                             "--death-timeout", "60")  # fmt: skip
        self.workers.append(worker)
        return worker

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(HERE),
            "DASK_DISTRIBUTED__ADMIN__LARGE_GRAPH_WARNING_THRESHOLD": "1GB",
        }
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def end(self) -> None:
        for process in (*self.workers, *self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def started() -> Iterator[Cluster]:
    cluster = Cluster()
    yield cluster
    cluster.end()


def rows(job: Any, address: str, **more: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    cluster.spread(job, ITEMS, lambda item, row: out.update({item: row}), address=address, **more)
    return out


def test_workers_give_what_processes_give_though_one_is_killed_and_end_well_when_all_are_gone(
    started: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One cluster for all of it, for each start costs seconds: no worker, two, one killed, other versions, none."""
    monkeypatch.setattr(cluster, "CONNECT", 60.0)
    with pytest.raises(ClusterError, match="no worker") as told:
        rows(Squares(), started.address, no_workers=0.5)
    assert not told.value.begun
    first, second = started.add_worker(), started.add_worker()
    assert rows(Squares(), started.address, no_workers=60) == SQUARES

    out: dict[str, Any] = {}

    def taken(item: str, row: Any) -> None:
        out[item] = row
        if len(out) == 5:
            first.send_signal(signal.SIGKILL)

    cluster.spread(Squares(key="slow", seconds=0.02), ITEMS, taken, address=started.address, batch=2, no_workers=60)
    assert out == SQUARES
    assert first.wait(10) == -signal.SIGKILL

    with monkeypatch.context() as patch:
        patch.setattr(cluster, "_ours", lambda: {"mentormatch": "0.0.1", "ortools": "1"})
        with pytest.raises(ClusterError, match=r"mentormatch .*here it is 0\.0\.1") as told:
            rows(Squares(), started.address)
    assert not told.value.begun

    out.clear()

    def killed(item: str, row: Any) -> None:
        out[item] = row
        second.send_signal(signal.SIGKILL)

    with pytest.raises(ClusterError, match="workers") as told:
        cluster.spread(Squares(key="gone", seconds=0.02), ITEMS, killed, address=started.address, batch=2, no_workers=1)
    assert told.value.begun
    assert set(out) < set(ITEMS), "what came before is kept"


def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    begun = time.monotonic()
    with pytest.raises(ClusterError, match="No Dask scheduler answers at tcp://127"):
        rows(Squares(), "tcp://127.0.0.1:1")
    with pytest.raises(ClusterError, match="No Dask scheduler answers"):
        rows(Squares(), "nonsense")
    assert time.monotonic() - begun < 60
