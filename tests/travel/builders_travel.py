"""Small spots, policies and tables in a line."""

from __future__ import annotations

from datetime import date

from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import MAINLAND, Spot
from mentormatch.travel import Gazetteer, Travel, TravelTable

AS_OF = date(2027, 1, 4)
GAZETTEER = Gazetteer.load()
POLICY = TravelPolicy()


def travel(policy=POLICY, rows=(), as_of=AS_OF):
    table, problems = TravelTable.from_rows(rows)
    assert not [problem for problem in problems if problem.severity.value == "error"], problems
    return Travel(policy, table if rows else None, as_of)


def apart(metres, zone=MAINLAND):
    """Two spots of the mainland so many metres apart."""
    return Spot(230_000, 620_000, zone), Spot(230_000 + metres, 620_000, zone)


def at(text, place=""):
    """The spot of a postcode or a town."""
    return GAZETTEER.locate(text).spot(POLICY, place)
