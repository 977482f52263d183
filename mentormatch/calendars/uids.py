"""Names that say nothing: UIDs of entries and names of files, made of what a thing is and a secret key.

They depend neither on day, hour or place nor on the run, so that a changed plan changes entries and doubles none; and
nobody without the key can tell from them whose they are, or which two belong together.
"""

from __future__ import annotations

import hashlib
import hmac
import json

from mentormatch.domain.exported import Reader

DOMAIN = "@mm.invalid"
"""Says nothing: who looks into a file need not read there what the meetings are for."""

DIGITS = 32


def uid(key: bytes, reader: Reader, thing: tuple[str, ...], more: str = "") -> str:
    """The UID of one entry in one reader's calendar; more: which single time of it, where one stands alone."""
    return _digits(key, "uid", reader.kind.value, reader.id, *thing, more) + DOMAIN


def token(key: bytes, reader: Reader) -> str:
    """The name of a reader's file or collection, without its ending."""
    return _digits(key, "file", reader.kind.value, reader.id)[:20]


def fingerprint(key: bytes) -> str:
    """Tells one key from another and gives neither away."""
    return _digits(key, "key")[:16]


def _digits(key: bytes, *parts: str) -> str:
    text = json.dumps(parts, ensure_ascii=True).encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()[:DIGITS]
