"""A file to which a sweep adds a line for each answer, so that it can be gone on from: JSON lines, only added to.

Each line says of what it is (`of`, a hash of programme, plan, question and versions), its item and its row. Lines of
several sweeps may stand in one file. No line holds an id or a name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from mentormatch.files.writing import WriteError

HEAD = {"mentormatch": "sweep", "format": 1}
LARGEST = 512 * 1024 * 1024


class KeptRowsError(ValueError):
    """A file that is no such file, or that cannot be read: a sentence for people."""


@attrs.frozen
class KeptRows:
    """The file, open to be added to. torn: whether a last line without an end was taken off it."""

    path: Path
    rows: Mapping[tuple[str, str], Mapping[str, Any]]
    torn: bool = False

    @classmethod
    def at(cls, path: Path) -> KeptRows:
        """What stands in a file; a new one is begun where there is none.

        A last line without its end, as a cut cable leaves it, is taken off. Raises KeptRowsError and WriteError.
        """
        try:
            content = path.read_bytes() if path.exists() else b""
        except OSError as fault:
            raise KeptRowsError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
        if len(content) > LARGEST:
            raise KeptRowsError(f"{path.name} is too large to be a sweep's file.")
        whole = content[: content.rfind(b"\n") + 1]
        rows = _read(path.name, whole)
        kept = cls(path=path, rows=rows, torn=len(whole) < len(content))
        if kept.torn:
            kept._cut(len(whole))
        if not whole:
            kept._write([HEAD])
        return kept

    def of(self, key: str) -> dict[str, Mapping[str, Any]]:
        """The rows of one sweep by item."""
        return {item: row for (one, item), row in self.rows.items() if one == key}

    def add(self, key: str, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Adds rows, all at once, and sees them safely on the disk. Raises WriteError."""
        self._write([{"of": key, "item": item, "row": row} for item, row in rows])

    def _write(self, lines: list[dict[str, Any]]) -> None:
        text = "".join(json.dumps(line, separators=(",", ":"), sort_keys=True) + "\n" for line in lines).encode()
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.write(handle, text) != len(text):
                    raise OSError("the disk is full")
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as fault:
            raise WriteError(f"{self.path.name} could not be added to: {fault.strerror or fault}.") from fault

    def _cut(self, size: int) -> None:
        try:
            os.truncate(self.path, size)
        except OSError as fault:
            raise WriteError(f"{self.path.name} could not be written: {fault.strerror or fault}.") from fault


def _read(name: str, content: bytes) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The rows by key and item, the first of each."""
    rows: dict[tuple[str, str], Mapping[str, Any]] = {}
    for number, line in enumerate(content.splitlines(), 1):
        try:
            found = json.loads(line)
            if number == 1:
                if found != HEAD:
                    raise KeptRowsError(f"{name} is not a sweep's file: give --resume a file of its own.")
                continue
            rows.setdefault((str(found["of"]), str(found["item"])), dict(found["row"]))
        except (ValueError, KeyError, TypeError) as fault:
            if isinstance(fault, KeptRowsError):
                raise
            says = f"{name} line {number} is no row of a sweep"
            raise KeptRowsError(f"{says}. Give --resume another file, or take that line out.") from fault
    return rows
