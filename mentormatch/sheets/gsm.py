"""Text in the alphabet of text messages, and how long it is there (3GPP TS 23.038, 6.2.1)."""

from __future__ import annotations

import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
"""These are sent as two characters."""
_LIKE = {
    "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "œ": "oe", "Œ": "OE", "ı": "i", "•": "-",
}  # fmt: skip


def gsm(text: str) -> str:
    """The text with what has no place in that alphabet written without its accent; what has no likeness is left out."""
    out = []
    for character in unicodedata.normalize("NFC", text):
        if character in _BASIC or character in _TWICE:
            out.append(character)
            continue
        like = _LIKE.get(character) or unicodedata.normalize("NFKD", character)
        out.append("".join(one for one in like if one in _BASIC or one in _TWICE))
    return "".join(out)


def gsm_length(text: str) -> int:
    """How many characters of a message it takes. Raises ValueError for what has no place in the alphabet."""
    if not _BASIC.union(_TWICE).issuperset(text):
        raise ValueError("there are characters in it that a text message cannot hold")
    return sum(2 if character in _TWICE else 1 for character in text)
