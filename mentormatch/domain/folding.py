"""How words that people write are compared: what the planner's rooms and the readers mean by "the same word".

The judge (`mentormatch.checking`) has its own, so that a slip here is seen there.
"""

from __future__ import annotations


def folded(text: str) -> str:
    """The text in lower case, trimmed, inner blanks single."""
    return " ".join(text.lower().split())
