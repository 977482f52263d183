"""Text as it may stand in a calendar."""

from __future__ import annotations

import unicodedata

_BREAKS = {ord(mark): "\n" for mark in "\r\u0085\u2028\u2029"}


def clean(text: str) -> str:
    """The text without what readers choke on; the same for everything that a person can type.

    Line breaks of every kind become LF. Controls but tab and LF, halves of surrogate pairs, a byte order mark at the
    start and blanks at the end go. clean(clean(text)) == clean(text).
    """
    plain = text.replace("\r\n", "\n").translate(_BREAKS)
    if not plain.isprintable():
        plain = "".join(mark for mark in plain if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cs"))
    return plain.lstrip("\ufeff").rstrip(" \t\n")
