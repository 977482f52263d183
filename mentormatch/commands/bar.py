"""How far a long run is: a bar on a terminal, now and then a line elsewhere, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import attrs

from mentormatch.commands.terminal import talk

WIDE = 30
OFTEN, SELDOM = 0.1, 15.0
"""Seconds between two looks of the bar, and between two lines where there is no terminal."""


@attrs.define
class Bar:
    """so_far and whole: of what is counted. earlier: what was there before, which says nothing of speed."""

    whole: int
    what: str
    so_far: int = 0
    quiet: bool = False
    clock: Callable[[], float] = time.monotonic
    terminal: bool = attrs.field(factory=lambda: bool(sys.stderr.isatty()))
    earlier: int = attrs.field(init=False)
    begun: float = attrs.field(init=False)
    told: float = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.earlier, self.begun = self.so_far, self.clock()
        self.told = self.begun

    def step(self) -> None:
        """One more is done."""
        self.so_far += 1
        now = self.clock()
        if self.quiet or now - self.told < (OFTEN if self.terminal else SELDOM):
            return
        self.told = now
        if self.terminal:
            self._write(self.line())
        else:
            talk([f"  {self.line()}"])

    def line(self) -> str:
        """The bar, how many of how many, and how long it may take yet."""
        full = WIDE * self.so_far // max(1, self.whole)
        done = self.so_far - self.earlier
        left = (self.whole - self.so_far) * (self.clock() - self.begun) / done if done else 0.0
        yet = f", {left / 60:.0f} min left" if left >= 90 else f", {left:.0f} s left"
        return f"[{'#' * full}{'.' * (WIDE - full)}] {self.so_far:,} of {self.whole:,} {self.what}{yet if done else ''}"

    def end(self) -> None:
        """Takes the bar off the terminal."""
        if self.terminal and not self.quiet:
            self._write("")

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(79)[:79]}\r")
        sys.stderr.flush()
