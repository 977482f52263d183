"""What is told while a search runs, and what Ctrl-C does: once, the plan so far; twice, out."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

import attrs

from mentormatch.commands.exits import Exit
from mentormatch.commands.terminal import talk

QUIET_FOR = 1.0


class Event(Protocol):
    """What planning says when a tier is done or has moved on."""

    @property
    def tier(self) -> str: ...
    @property
    def value(self) -> int | None: ...
    @property
    def bound(self) -> int | None: ...
    @property
    def seconds(self) -> float: ...


@attrs.define
class Progress:
    """Prints a line for each event, once a second has gone by: what is quick says nothing. quiet_for: seconds."""

    quiet_for: float = QUIET_FOR
    clock: Callable[[], float] = time.monotonic
    started: float = attrs.field(default=attrs.Factory(lambda self: self.clock(), takes_self=True))
    held_back: list[str] = attrs.field(factory=list)

    def __call__(self, event: Event | Mapping[str, Any]) -> None:
        """One event from planning."""
        self.held_back.append(line(event))
        if self.clock() - self.started >= self.quiet_for:
            talk(self.held_back)
            self.held_back.clear()


def line(event: Event | Mapping[str, Any]) -> str:
    """One line: the tier, its value, its bound, how far apart they are, and the seconds since the search began."""
    tier, value, bound = _of(event, "tier"), _of(event, "value"), _of(event, "bound")
    seconds = _of(event, "seconds") or 0.0
    shown = ["-" if number is None else f"{number:,}" for number in (value, bound)]
    return f"  {tier or '':<18} {shown[0]:>15} bound {shown[1]:>15} {_gap(value, bound):<9} {seconds:6.1f} s"


def _gap(value: int | None, bound: int | None) -> str:
    """How far the bound is from the value, in per cent of the bound."""
    if value is None or bound is None:
        return ""
    return "closed" if value == bound else f"gap {min(99.9, 100 * abs(bound - value) / max(1, abs(bound))):.1f}%"


def _of(event: Event | Mapping[str, Any], name: str) -> Any:
    return event.get(name) if isinstance(event, Mapping) else getattr(event, name, None)


def told(*, quiet: bool, forced: bool) -> Progress | None:
    """What tells of progress, on a terminal or not, in lines; forced: from the start; quiet: nothing does."""
    return None if quiet else Progress(quiet_for=0.0 if forced else QUIET_FOR)


@contextmanager
def unbroken() -> Iterator[None]:
    """Inside, Ctrl-C waits: what is being written is written whole, which takes no time."""
    pressed = False

    def on_signal(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    try:
        before = signal.signal(signal.SIGINT, on_signal)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            talk("Not stopped: the files were being written, and they are whole.")


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, the first Ctrl-C asks the search for its plan so far and the second ends the process."""
    pressed = 0

    def on_signal(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed += 1
        if pressed > 1:
            talk("Stopped. Nothing was written.")
            raise SystemExit(int(Exit.INTERRUPTED))
        talk("Stopping with the plan so far. Ctrl-C again: stop at once.")
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, on_signal)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
