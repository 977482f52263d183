"""The secret from which names of calendars and entries are made: calendar.key beside programme.toml."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from mentormatch.files.writing import overwrite

KEY_FILE = "calendar.key"
_HEAD = """\
# The secret of this programme's calendars. Keep it, and give it to nobody: whoever has it can tell whose a calendar is.
# If it is lost, everybody needs a new calendar.
"""
_KEY = re.compile(r"[0-9a-f]{64}")


class UnfitKeyError(ValueError):
    """calendar.key is there and holds no key: a sentence for people."""


def calendar_key(folder: Path) -> bytes | None:
    """The key, or None where there is no such file. Raises UnfitKeyError."""
    path = folder / KEY_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise UnfitKeyError(f"{KEY_FILE} cannot be read: {fault}.") from fault
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) != 1 or not _KEY.fullmatch(lines[0]):
        raise UnfitKeyError(f"{KEY_FILE} holds no key. Put the last copy of it in its place.")
    return bytes.fromhex(lines[0])


def new_calendar_key(folder: Path) -> bytes:
    """A new key, written where only its owner can read it. Raises WriteError."""
    key = secrets.token_bytes(32)
    overwrite(folder / KEY_FILE, f"{_HEAD}{key.hex()}\n".encode(), secret=True)
    return key
