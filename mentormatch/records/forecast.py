"""What is known before a search -> the table that `show DIR before --format json` prints. Hours are minutes."""

from __future__ import annotations

from typing import Any

from mentormatch.domain.forecast import WEEKS, Forecast, Hours
from mentormatch.records.sessions import conflict_to_dict, left_out_to_dict

FORMAT = 1
KIND = "mentormatch known before"
Plain = dict[str, Any]


def forecast_to_dict(known: Forecast, programme: str, scope: str) -> Plain:
    """Every list is always there; hours of leaders and venues are minutes in `hours_in_weeks` weeks."""
    return {
        "format": FORMAT,
        "kind": KIND,
        "programme": programme,
        "scope": scope,
        "without_session": [{"activity": one, "rule": rule} for one, rule in known.unheld.items()],
        "left_out": [left_out_to_dict(one) for one in known.left_out],
        "conflicts": [conflict_to_dict(one) for one in known.conflicts],
        "wishes_apart": [{"mentee": mentee, "activities": list(some)} for mentee, some in known.apart],
        "hours_in_weeks": WEEKS,
        "leaders": [{"leader": one.who, **_hours(one)} for one in known.leaders],
        "venues": [{"venue": one.who, **_hours(one)} for one in known.venues],
    }


def _hours(one: Hours) -> Plain:
    return {"needed": one.needed, "could": one.could, "there": one.there}
