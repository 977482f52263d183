"""The rows of a timetable: a file a rule, each with `add(case, rows)`. Names of rows are short here; see `names.py`."""

from __future__ import annotations

from types import ModuleType

from mentormatch.scheduling.rows import apart, budget, diary, hours, leaders, number, often, rooms, runs, size

ROWS: tuple[ModuleType, ...] = (number, runs, leaders, size, rooms, diary, often, hours, apart, budget)
