"""The rows of a timetable, and beside them what the hours of each week say of whole sessions."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.formulation import Formulation
from mentormatch.solving.blocks import RowName
from mentormatch.solving.model import Model
from mentormatch.solving.rounded import rounded, with_rounded
from mentormatch.solving.rows import tidy


def tightened(formulation: Formulation) -> tuple[Model, list[RowName]]:
    """The model and the names of its rows; a rounded row ("hours", person, week, most) comes after all others."""
    model, names = formulation.block.model, formulation.block.row_names
    hours = np.array([row for row, name in enumerate(names) if name[0] == "hours"], dtype=np.int64)
    found = rounded(model, hours)
    return tidy(with_rounded(model, found)), [*names, *((*names[one.row], one.most) for one in found)]
