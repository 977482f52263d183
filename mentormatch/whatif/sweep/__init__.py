"""Many questions of one programme: a grid of values, or mentors who drop out, on this machine's cores or on others.

In: a job (what is asked of, and how each item is answered) and its items. Out: a row of plain values for each item, the
same wherever and in whatever order it was made, to be kept and gone on from. A row holds no id: people and mentors are
numbers in the order of their ids. Never reads or writes a file; alone talks to Dask.
"""

from mentormatch.whatif.sweep.drop_outs import DropOuts
from mentormatch.whatif.sweep.grid import Grid
from mentormatch.whatif.sweep.job import Job, Row, key_of
from mentormatch.whatif.sweep.robust import Robust, items, profile, robust, seconds
from mentormatch.whatif.sweep.spread import LostError, spread

__all__ = [
    "DropOuts", "Grid", "Job", "LostError", "Robust", "Row", "items", "key_of", "profile", "robust", "seconds",
    "spread",
]  # fmt: skip
