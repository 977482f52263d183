"""mentormatch: pairs people with peer mentors, builds group schedules, and proves what it can.

Nothing is imported here, so that `mentormatch --help` stays light. The rooms and what may import what are
described in docs/house.md and kept by import-linter.
"""

__version__ = "0.1.0"
