"""What to type where a package is missing that not everybody needs."""

from __future__ import annotations

import shlex
import sys


def to_install(extra: str) -> str:
    """The command that adds an extra to this installation: its environment may have no pip of its own."""
    python = "py" if sys.platform == "win32" else "python3"
    return f'{python} -m pip --python {shlex.quote(sys.executable)} install "mentormatch-engine[{extra}]"'
