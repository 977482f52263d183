"""A programme as a command opens it: read, its problems told, its people named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History
from mentormatch.domain.plan import Reason
from mentormatch.domain.problem import Problem
from mentormatch.domain.programme import Programme
from mentormatch.reports.names import Names


@frozen
class Opened:
    """What was read. programme is None where its problems are too many to plan with."""

    folder: Path
    programme: Programme
    history: History
    names: Names
    problems: tuple[Problem, ...]

    def why_not(self, mentee: str, mentor: str) -> Iterable[Reason]:
        """What stands against one pair, asked anew."""
        from mentormatch.candidates import why_not

        return why_not(self.programme, self.history, mentee, mentor)

    def approved(self, mentee: str, mentor: str) -> bool:
        """Whether an officer's yes stands on `as_of`: the latest row, on one day the pair's own."""
        rows = [
            row for row in self.history.approvals if row.mentee == mentee and row.mentor in (mentor, None)
        ]
        latest = max(rows, key=lambda row: (row.on, row.mentor is not None), default=None)
        return (
            latest is not None
            and latest.agreed
            and (latest.until is None or self.programme.as_of <= latest.until)
        )
