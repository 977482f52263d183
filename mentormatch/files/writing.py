"""Replacing a file so that a full disk or a cut cable loses nothing, and text that no spreadsheet runs as a formula."""

from __future__ import annotations

import csv
import io
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from mentormatch.files.tables import GUARDED

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
_HELD_BY_ANOTHER = (5, 32, 33)
"""Windows' codes for a file that another program holds open."""


class WriteError(OSError):
    """Nothing was written, or nothing was lost: a sentence for people."""


def guarded(text: str) -> str:
    """A text as it goes into a CSV cell: an apostrophe before what a spreadsheet would take for a formula."""
    bare = text.lstrip(" \u00a0\u200b\u200c\u200d\ufeff")
    return f"'{text}" if bare.strip() and bare[0] in GUARDED else text


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as CSV with CRLF, every cell guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> Path | None:
    """Writes rows as UTF-8 with a byte order mark, which Excel needs; says where an old file is kept."""
    return replace(path, csv_text(rows).encode("utf-8-sig", errors="replace"))


def replace(path: Path, content: bytes) -> Path | None:
    """Puts content in the file's place, whole or not at all; a file that was there is kept under a numbered name.

    Says the name of the one kept, None if there was none or it is just the same. Raises WriteError.
    """
    _, kept = _put_in_place(path.resolve(), content, keep=True)
    return kept


def overwrite(path: Path, content: bytes, *, secret: bool = False, lasting: bool = True) -> bool:
    """Puts content in the file's place, whole or not at all, and keeps no old one; whether anything changed.

    secret: only the owner may read it. lasting: a power cut right after loses nothing, which takes its time; a file
    that the next run would make again can do without. Raises WriteError.
    """
    changed, _ = _put_in_place(path.resolve(), content, secret=secret, lasting=lasting)
    return changed


def _put_in_place(
    path: Path, content: bytes, *, keep: bool = False, secret: bool = False, lasting: bool = True
) -> tuple[bool, Path | None]:
    """(whether anything changed, where the old file is kept); keep: it is."""
    kept = None
    try:
        if path.exists() and path.read_bytes() == content:
            return False, None
        written = _written_beside(path, content, lasting=lasting)
        try:
            if secret:
                written.chmod(0o600)
            if keep:
                kept = _kept(path)
            _put(written, path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
        if lasting:
            _sync_folder(path.parent)
    except OSError as fault:
        raise WriteError(
            f"{path.name} could not be written: {fault.strerror or fault}. What was there before is unharmed. "
            "Close it where it is open, or make room on the disk, and try again."
        ) from fault
    return True, kept


def _written_beside(path: Path, content: bytes, *, lasting: bool = True) -> Path:
    """The content in a file of its own beside the one to be; lasting: safely on the disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".mm-", suffix=".tmp")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _kept(path: Path) -> Path | None:
    """A copy of the file that is there, under the next free number: pairs.1.csv, pairs.2.csv, ..."""
    if not path.exists():
        return None
    number = 1
    while (kept := path.with_name(f"{path.stem}.{number}{path.suffix}")).exists():
        number += 1
    copy = _written_beside(path, path.read_bytes())
    try:
        _put(copy, kept)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return kept


def _put(source: Path, target: Path) -> None:
    """os.replace, tried again for some two seconds where Windows says that somebody holds the file."""
    for wait in (*_WAITS, None):
        try:
            os.replace(source, target)
            return
        except OSError as fault:
            if wait is None or os.name != "nt" or getattr(fault, "winerror", None) not in _HELD_BY_ANOTHER:
                raise
            time.sleep(wait)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
