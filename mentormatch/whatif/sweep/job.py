"""What a sweep asks, as it travels to other processes: a job, its items, and a row for each."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from mentormatch import __version__
from mentormatch.planning.running import versions
from mentormatch.records.canonical import canonical_bytes

Row = Mapping[str, Any]
"""Plain values, as JSON has them; the same for one job and item wherever it is made."""
Answer = Callable[[str], Row]
Taken = Callable[[str, Row], None]


class Job(Protocol):
    """What is asked of; it can be pickled. key: says which job it is: rows of one are never taken for another's."""

    @property
    def key(self) -> str: ...

    def ready(self) -> Answer:
        """What answers one item after another; made once in a process, for it may take a while."""


def key_of(*parts: Any) -> str:
    """32 hexadecimal digits for plain values, this version of the program and those of its solvers."""
    whole = [__version__, sorted(versions().items()), *parts]
    return hashlib.blake2b(canonical_bytes(whole), digest_size=16).hexdigest()


_READY: dict[str, Answer] = {}
_LOCK = threading.Lock()


def answered(job: Job, items: Sequence[str]) -> list[tuple[str, Row]]:
    """Each item with its row. What the job needs is made once in a process and kept until another job comes."""
    with _LOCK:
        if job.key not in _READY:
            _READY.clear()
            _READY[job.key] = job.ready()
        answer = _READY[job.key]
    return [(item, answer(item)) for item in items]


def batches(items: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """The items in order, so many at a time."""
    return [tuple(items[at : at + size]) for at in range(0, len(items), size)]
