"""The rows of matching, one rule a file: each declares RULE and adds its named rows to a RowBuilder."""

from __future__ import annotations

from mentormatch.matching.rows import caseload, diary, hours, margin, wants

ROWS = (wants, caseload, hours, diary, margin)
"""In the order in which they are added."""

__all__ = ["ROWS"]
