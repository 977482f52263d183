"""What a rule tells of a pair that fails it."""

from __future__ import annotations

from typing import Any

Figures = dict[str, Any]
"""Values by name: minutes, pence, dates, ids, or texts in people's own words."""
