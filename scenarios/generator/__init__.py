"""Makes programmes of any size out of nothing: invented people on real postcode sectors of Ayrshire and Arran.

In: numbers of people and mentors, a seed. Out: the tables of a programme folder, as text; the same on every machine.
Nothing here is about anybody: names are trees, birds and stones, homes are the middles of sectors and towns.
"""

from scenarios.generator.ayrshire import ayrshire
from scenarios.generator.places import HOMES
from scenarios.generator.programmes import generate
from scenarios.generator.tables import Tables, write

__all__ = ["HOMES", "Tables", "ayrshire", "generate", "write"]
