"""Libraries that are loaded late, when there is a plan already: whole, whatever is pressed meanwhile."""

from __future__ import annotations

import signal
import threading
from types import FrameType, ModuleType


def networkx() -> ModuleType:
    """networkx, so late that nobody waits for it before there is a plan.

    Ctrl-C waits until it is loaded: of a package that was loaded by half, the next import fails for good.
    """
    if threading.current_thread() is not threading.main_thread():
        return _networkx()
    pressed: list[tuple[int, FrameType | None]] = []
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append((number, frame)))
    try:
        return _networkx()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
        if pressed and callable(before):
            before(*pressed[0])


def _networkx() -> ModuleType:
    import networkx as module

    return module
