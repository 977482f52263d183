"""Minutes and pence from a spot to a place by a mode: distance model, ferries, a table of looked-up
journeys, postcodes.

In: a TravelPolicy, perhaps a TravelTable, the day. Out: `Travel.legs` (matrices, for planners) and
`Travel.leg` (one journey, by separate code, for the judge and for people), and `Gazetteer` for where a
postcode lies. Never decides who may go where, never applies doubt: provenance says where each figure comes
from, callers do the rest.
"""

from mentormatch.travel.journeys import Travel
from mentormatch.travel.legs import CANNOT, Leg, Legs, Spots
from mentormatch.travel.postcodes import Gazetteer, Located, NotFound
from mentormatch.travel.table import TableRow, TravelTable
from mentormatch.travel.table_use import TableUse

__all__ = [
    "CANNOT", "Gazetteer", "Leg", "Legs", "Located", "NotFound", "Spots", "TableRow", "TableUse", "Travel",
    "TravelTable",
]  # fmt: skip
