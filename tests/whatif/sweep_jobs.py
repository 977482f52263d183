"""Small jobs for tests of sweeps, importable by processes and workers that they are sent to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import attrs


@attrs.frozen
class Squares:
    """Squares numbers. dies_at: the process is killed at that item, as often as a mark in folder says; -1: always."""

    key: str = "squares"
    seconds: float = 0.0
    dies_at: str = ""
    marks: Path | None = None

    def ready(self) -> Callable[[str], dict[str, int]]:
        """What squares."""
        return self._square

    def _square(self, item: str) -> dict[str, int]:
        time.sleep(self.seconds)
        if item == self.dies_at and (self.marks is None or not (self.marks / item).exists()):
            if self.marks is not None:
                (self.marks / item).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return {"square": int(item) ** 2}


ITEMS = tuple(str(number) for number in range(40))
SQUARES = {item: {"square": int(item) ** 2} for item in ITEMS}
