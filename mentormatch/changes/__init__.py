"""A change to a programme: what it does, what undoes it, and how it is said.

In: the cells of a folder before they mean anything (`Raw`), and changes. Out: the cells changed, and a `Difference`
that can be undone. Cells, not objects, so that every column and setting can be changed, and the usual reader checks and
words all of it. Never reads a file; never knows what a column means beyond the `Shape` that it is told.
"""

from mentormatch.changes.apply import Applied, applied
from mentormatch.changes.cells import ChangeError
from mentormatch.changes.difference import Difference
from mentormatch.changes.kinds import Add, Change, ChangeRows, Close, Overlay, Rate, Remove, Settings, Stop, Where
from mentormatch.changes.raw import Gone, Raw, Row, Shape, Table

__all__ = [
    "Add",
    "Applied",
    "Change",
    "ChangeError",
    "ChangeRows",
    "Close",
    "Difference",
    "Gone",
    "Overlay",
    "Rate",
    "Raw",
    "Remove",
    "Row",
    "Settings",
    "Shape",
    "Stop",
    "Table",
    "Where",
    "applied",
]
