"""Bytes of a file -> its text, or one sentence on why not. Looks at the bytes, never at the extension."""

from __future__ import annotations

import re
from pathlib import Path

from mentormatch.domain.problem import Cell, Problems

LARGEST = 64 * 1024 * 1024
"""Bytes above which a file is refused unread."""

SAVE_AS = 'In Excel: File, Save As, "CSV UTF-8 (Comma delimited)". In LibreOffice: Save As, "Text CSV", UTF-8.'

_FIRST = 65536
_MAGIC = (
    (b"PK\x03\x04", "is a workbook or a zip file, whatever its name says"),
    (b"\xd0\xcf\x11\xe0", "is an old or password-protected workbook, whatever its name says"),
    (b"%PDF", "is a PDF"),
    (b"\x89PNG", "is a picture"),
)


def read_text(path: Path, problems: Problems) -> str | None:
    """The text without its byte order mark; None, and a problem, where there is none to be had."""
    raw = _bytes(path, problems)
    return None if raw is None else decode(raw, path.name, problems)


def _bytes(path: Path, problems: Problems) -> bytes | None:
    where = Cell(file=path.name)
    try:
        if path.is_dir():
            problems.error("is a folder, not a file", where=where, remedy="Take it away, or give it another name.")
            return None
        size = path.stat().st_size
        with path.open("rb") as file:
            if size > LARGEST:
                _refuse_size(file.read(_FIRST), size, where, problems)
                return None
            return file.read(LARGEST + 1)
    except OSError as fault:
        problems.error(
            f"cannot be read: {fault.strerror or fault}",
            where=where,
            remedy="Close it where else it is open, or see that it lies on this computer and that you may read it.",
        )
        return None


def _refuse_size(first: bytes, size: int, where: Cell, problems: Problems) -> None:
    if not first.strip(b"\0"):
        says = f"holds {size:,} bytes and begins with nothing but zeros: it is damaged"
    else:
        says = f"holds {size:,} bytes; a list of people is far smaller, at most {LARGEST:,} are read"
    problems.error(says, where=where, remedy="Put the right file in its place.")


def decode(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of UTF-8 bytes; None, and a problem with a remedy, for anything else."""
    where = Cell(file=file)
    for magic, says in _MAGIC:
        if raw.startswith(magic):
            problems.error(says, where=where, remedy=f"Open it and save it again. {SAVE_AS}")
            return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(raw[:_FIRST]):
        problems.error('is in UTF-16 (Excel\'s "Unicode Text"), not in UTF-8', where=where, remedy=_save_again(file))
        return None
    if b"\0" in raw:
        says = "holds zero bytes: it is damaged, or no text file"
        problems.error(says, where=where, remedy="Put the right file in its place.")
        return None
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        _tell_encoding(raw, fault.start, file, problems)
        return None


def _save_again(file: str) -> str:
    return "Save it again in UTF-8." if file.endswith(".toml") else f"Save it again. {SAVE_AS}"


def _looks_like_utf16(raw: bytes) -> bool:
    """Every other byte zero in a good part of it, and the bytes between them not."""
    if len(raw) < 4:
        return False
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    half = len(raw) // 2
    return (odd > 0.4 * half and even < 0.1 * half) or (even > 0.4 * half and odd < 0.1 * half)


def _tell_encoding(raw: bytes, at: int, file: str, problems: Problems) -> None:
    row = len(re.findall(rb"\r\n|\r|\n", raw[:at])) + 1
    before = re.split(rb"[\s,;\t\"]", raw[:at])[-1][-30:]
    after = re.split(rb"[\s,;\t\"]", raw[at:])[0][:30]
    seen = (before + after).decode("cp1252", errors="replace")
    says = 'is not in UTF-8 here; the file seems to be in Latin-1 or Windows-1252 (Excel\'s plain "CSV")'
    problems.error(says, where=Cell(file=file, row=row), seen=seen, remedy=_save_again(file))


def damaged(text: str) -> str | None:
    """What a text must have been before UTF-8 was read as Windows-1252 ("Oâ€™Neil" -> "O’Neil"); None if it was not."""
    if text.isascii():
        return None
    try:
        meant = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return meant if meant != text else None
