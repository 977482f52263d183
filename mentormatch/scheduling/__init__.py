"""The timetable of groups as 0/1 columns and rows: docs/timetable.md, T5 to T7, and T9 for the names of rows.

In: `SessionCandidates`. Out: a Block, and the Case that says what its columns mean. Never here: what is possible at
all (that is `candidates`), how a Block is searched (`solving`), words (`planning`).
"""

from mentormatch.scheduling.case import Case
from mentormatch.scheduling.formulation import Formulation, formulate_sessions, values_of

__all__ = ["Case", "Formulation", "formulate_sessions", "values_of"]
