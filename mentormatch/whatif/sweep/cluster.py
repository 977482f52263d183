"""A job's items on a Dask cluster that somebody else has started. Needs the extra "sweep" (distributed).

The job travels once to every worker; batches of items come back as they are done. A worker that is lost has its items
done by the others, and whatever stops all of it ends in a `ClusterError` with a sentence, never in waiting for ever.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from mentormatch.planning.running import versions
from mentormatch.whatif.sweep.job import Job, Row, Taken, answered, batches

BATCH = 20
CONNECT = 10.0
"""Seconds to reach a scheduler."""
NO_WORKERS = 15.0
"""Seconds that a cluster may be without a worker, at the beginning or later."""
LOOK = 1.0
"""Seconds after which it is looked whether anybody is still there."""
ROUNDS = 4
"""Times that a batch may be lost with its worker, or that what was sent may have to be sent again."""


_ours = versions


class ClusterError(RuntimeError):
    """A cluster that cannot be used, or cannot any more: a sentence for people. begun: whether any item was asked."""

    def __init__(self, says: str, *, begun: bool = False) -> None:
        super().__init__(says)
        self.begun = begun


def spread(
    job: Job,
    items: Sequence[str],
    taken: Taken,
    *,
    address: str,
    batch: int = BATCH,
    no_workers: float = NO_WORKERS,
) -> None:
    """Answers all items on the cluster at an address, and tells each row as it comes.

    Raises ImportError without distributed, ClusterError where no scheduler answers, no worker comes or all are gone, a
    worker has other versions, or a batch takes one worker after another with it.
    """
    with _client(address) as client:
        workers = _waited_for(client, no_workers)
        _same_versions(client)
        _Run(client=client, job=job, taken=taken, no_workers=no_workers).all(items, _size(items, workers, batch))


def _size(items: Sequence[str], workers: int, batch: int) -> int:
    return min(batch, max(1, len(items) // (2 * workers)))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say, we say in our words
    try:
        client = Client(address, timeout=CONNECT)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"No Dask scheduler answers at {address}. Is it running, and is the address the one that it printed?"
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=2)


def _count(client: Any) -> int:
    """How many workers there are. Raises ClusterError where the scheduler has gone."""
    try:
        return len(client.nthreads())
    except Exception as error:  # whatever its transport raises, the scheduler does not answer
        raise ClusterError("The scheduler of the cluster does not answer any more.", begun=True) from error


def _waited_for(client: Any, seconds: float) -> int:
    ends = time.monotonic() + seconds
    while not (number := _count(client)):
        if time.monotonic() > ends:
            raise ClusterError(
                f"The cluster has no worker, and none came within {seconds:g} seconds. Start some with: "
                "dask worker ADDRESS"
            )
        time.sleep(0.2)
    return number


def _same_versions(client: Any) -> None:
    """Workers with other versions could give other answers: they are not asked."""
    ours = _ours()
    try:
        theirs: dict[str, Any] = client.run(versions, on_error="return")
    except Exception as error:
        raise ClusterError("The workers of the cluster cannot be asked which versions they have.") from error
    for _, found in sorted(theirs.items()):
        if not isinstance(found, dict):
            raise ClusterError(
                "A worker of the cluster cannot run mentormatch. Install it there, in the same version: "
                f"{ours['mentormatch']}."
            )
        for name, version in ours.items():
            if found.get(name) != version:
                raise ClusterError(
                    f"A worker of the cluster has {name} {found.get(name, 'in no version')}, and here it is {version}. "
                    "Different versions may give different answers: install the same on all machines."
                )


class _Run:
    """What is under way on a cluster."""

    def __init__(self, *, client: Any, job: Job, taken: Taken, no_workers: float) -> None:
        self.client, self.job, self.taken, self.no_workers = client, job, taken, no_workers
        self.done: set[str] = set()
        self.seen = time.monotonic()
        self.sent: Any = None

    def all(self, items: Sequence[str], size: int) -> None:
        """Every item, however often it must be asked."""
        for lost in range(ROUNDS):
            missing = [item for item in items if item not in self.done]
            if not missing:
                return
            self._round(batches(missing, 1 if lost >= ROUNDS - 2 else size))
        missing = [item for item in items if item not in self.done]
        if missing:
            raise ClusterError(
                f"Workers were lost again and again, the last time at {missing[0]}. What is done is kept.", begun=True
            )

    def _round(self, pieces: Sequence[Sequence[str]]) -> None:
        """Every piece once; those whose worker was lost too often come back as not done."""
        from distributed import wait

        self._somebody()
        try:
            self.sent = self.client.scatter(self.job, broadcast=True, hash=False)
        except TimeoutError:  # who was there has gone meanwhile
            return
        left = {self.client.submit(answered, self.sent, piece, pure=False) for piece in pieces}
        try:
            while left:
                try:
                    finished = wait(left, timeout=LOOK, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    self._look()
                    continue
                except Exception as error:  # futures that the scheduler took with it
                    self._look()
                    if _cancelled(error):
                        return
                    raise
                for future in finished:
                    self._take(future)
                left -= finished
                self.seen = time.monotonic()
        finally:
            self.client.cancel(list(left), force=True) if left and self.client.status == "running" else None

    def _take(self, future: Any) -> None:
        if future.status == "finished":
            try:
                rows: list[tuple[str, Row]] = future.result(timeout=30)
            except Exception as error:
                if _cancelled(error) or isinstance(error, TimeoutError):
                    return  # its worker went before the answer had come: it is asked again
                raise
            for item, row in rows:
                self.done.add(item)
                self.taken(item, row)
        elif future.status == "error":
            failed = future.exception()
            if type(failed).__name__ not in ("KilledWorker", "NoWorkerError"):
                raise failed
            self._look()

    def _somebody(self) -> None:
        """Waits until there is a worker, as long as it may take."""
        self.seen = time.monotonic()
        while not _count(self.client):
            self._look()
            time.sleep(0.2)

    def _look(self) -> None:
        """Ends it where nobody is there any more."""
        if self.client.status not in ("running", "newly-created"):
            raise ClusterError("The scheduler of the cluster has gone. What is done is kept.", begun=True)
        if _count(self.client):
            self.seen = time.monotonic()
        elif time.monotonic() - self.seen > self.no_workers:
            raise ClusterError(
                f"All workers of the cluster are gone, and none came back within {self.no_workers:g} seconds. What is "
                "done is kept.",
                begun=True,
            )


def _cancelled(error: BaseException) -> bool:
    return type(error).__name__ in ("CancelledError", "FutureCancelledError", "FuturesCancelledError")
