"""What is wrong with an input, as a value: said to a coordinator, never raised at one."""

from __future__ import annotations

from enum import Enum

import attrs

from mentormatch.domain.frozen import frozen


class Severity(Enum):
    """How much a problem weighs: an error stops planning, a warning does not, "ask" is a gap that people can fill."""

    ERROR = "error"
    WARNING = "warning"
    ASK = "to ask"
    ASSUMED = "assumed"


@frozen
class Cell:
    """Where something was read: file name, row as the spreadsheet counts it (1 = header), column as written."""

    file: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f" row {self.row}"
        if self.column is not None:
            where += f', column "{self.column}"'
        return where


@frozen
class Problem:
    """One thing that is wrong, missing or assumed.

    says: what is wrong, without the value. seen: the value as it stood in the file, or None where there was none or it
    must not be repeated. remedy: what to do, as a sentence. person: the id it is about, where it is about one.
    """

    severity: Severity
    says: str
    where: Cell | None = None
    seen: str | None = None
    remedy: str = ""
    person: str | None = None

    def __str__(self) -> str:
        head = f"{self.where}: " if self.where else ""
        seen = f'"{self.seen}" ' if self.seen is not None else ""
        line = f"{head}{seen}{self.says}"
        return f"{line}\n  {self.remedy}" if self.remedy else line


@attrs.define
class Problems:
    """A collector handed down through a reader, so that all problems are told at once."""

    items: list[Problem] = attrs.field(factory=list)

    def add(
        self,
        severity: Severity,
        says: str,
        *,
        where: Cell | None = None,
        seen: str | None = None,
        remedy: str = "",
        person: str | None = None,
    ) -> None:
        """Note one problem."""
        self.items.append(Problem(severity=severity, says=says, where=where, seen=seen, remedy=remedy, person=person))

    def error(self, says: str, **more: object) -> None:
        """Note a problem that stops planning."""
        self.add(Severity.ERROR, says, **more)  # type: ignore[arg-type]

    def warn(self, says: str, **more: object) -> None:
        """Note a problem that a coordinator should look at, and that does not stop planning."""
        self.add(Severity.WARNING, says, **more)  # type: ignore[arg-type]

    def ask(self, says: str, **more: object) -> None:
        """Note something missing that somebody could be asked for."""
        self.add(Severity.ASK, says, **more)  # type: ignore[arg-type]

    def assume(self, says: str, **more: object) -> None:
        """Note a value that was assumed in place of one not given."""
        self.add(Severity.ASSUMED, says, **more)  # type: ignore[arg-type]

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """All problems of one severity, in the order they were found."""
        return tuple(item for item in self.items if item.severity is severity)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """All problems that stop planning."""
        return self.of(Severity.ERROR)
