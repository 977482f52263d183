"""A job's items on several processes of this machine, each batch written down as it comes back.

A process that is killed from outside takes all that was under way with it (BrokenProcessPool): a new pool gets what is
missing, in smaller pieces, until it is plain which item does it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from mentormatch.whatif.sweep.job import Job, Row, Taken, answered, batches

BATCH = 20
ROUNDS = 3
"""Pools that may break before the sweep is given up; the last ones are of one process and one item at a time."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class LostError(RuntimeError):
    """A process was ended again and again while it was at one item."""

    def __init__(self, item: str) -> None:
        super().__init__(f"a process was ended from outside {ROUNDS} times, the last time at {item}")
        self.item = item


def spread(job: Job, items: Sequence[str], taken: Taken, *, jobs: int, batch: int = BATCH) -> None:
    """Answers all items on so many processes, and tells each row as it comes. Raises LostError.

    With one job it is done in this process. On an error, or Ctrl-C, what is under way is ended and lost.
    """
    if jobs <= 1:
        for item in items:
            (row,) = answered(job, [item])
            taken(*row)
        return
    missing, broken = list(items), 0
    while missing:
        done: set[str] = set()

        def told(item: str, row: Row, done: set[str] = done) -> None:
            done.add(item)
            taken(item, row)

        careful = broken >= ROUNDS - 2
        size = 1 if careful else min(batch, max(1, len(missing) // (2 * jobs)))
        try:
            _round(job, batches(missing, size), told, 1 if careful else jobs)
        except BrokenProcessPool as error:
            broken += 1
            left = [item for item in missing if item not in done]
            if broken >= ROUNDS and not done:
                raise LostError(left[0]) from error
        missing = [item for item in missing if item not in done]


def _round(job: Job, pieces: Sequence[Sequence[str]], taken: Taken, jobs: int) -> None:
    """One pool's life."""
    before = set(multiprocessing.active_children())
    # spawn: a copy of a process in which a solver's threads have run may stand still for ever
    context = multiprocessing.get_context("spawn")
    with _one_thread_each():
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(job,))
        try:
            left = {pool.submit(_batch, piece) for piece in pieces}
            while left:
                done, left = wait(left, return_when=FIRST_COMPLETED)
                for future in done:
                    for item, row in future.result():
                        taken(item, row)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
            raise
        pool.shutdown()


_JOB: list[Job] = []


def _begin(job: Job) -> None:
    """In each process: the job, once. Ctrl-C is the first process's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _JOB[:] = [job]


def _batch(items: Sequence[str]) -> list[tuple[str, Row]]:
    return answered(_JOB[0], items)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes begun inside reckon with one thread each: they share the cores among them already."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
