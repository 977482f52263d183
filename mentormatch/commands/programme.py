"""A programme as a command opens it: read, its problems told, its people named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentormatch import files
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.progress import unbroken
from mentormatch.commands.terminal import talk, typed
from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History, PairRecord
from mentormatch.domain.problem import Problem, Severity
from mentormatch.domain.programme import Programme
from mentormatch.domain.telling import Tellings
from mentormatch.files import Question
from mentormatch.reports import problems as report
from mentormatch.reports.names import Names, short
from mentormatch.reports.refusals import Refusal

if TYPE_CHECKING:
    from mentormatch.candidates import Refusals
    from mentormatch.changes import Overlay


@frozen
class Opened:
    """What was read, ready to plan with."""

    folder: Path
    programme: Programme
    history: History
    names: Names
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...] = ()
    tellings: Tellings = attrs.field(factory=Tellings)
    overlays: tuple[Overlay, ...] = ()

    def why_not(self, mentee: str, mentor: str) -> tuple[Refusal, ...]:
        """What stands against one pair, asked anew."""
        return self._refusals.why_not(mentee, mentor)

    @cached_property
    def _refusals(self) -> Refusals:
        """Worked out once: a page asks about every mentor."""
        from mentormatch.candidates import Refusals

        return Refusals.of(self.programme, self.history)

    def approved(self, mentee: str, mentor: str) -> bool:
        """Whether an officer's yes stands on `as_of`."""
        return self.history.approved(mentee, mentor, self.programme.as_of)


def scenario(folder: Path, name: str) -> Overlay:
    """A scenario by its name or path; the end, with what is wrong, where it cannot be read."""
    overlay, problems = files.read_overlay(folder, name)
    if overlay is None:
        talk(report.told(problems, (Severity.ERROR,)))
        raise Stop(f'The scenario "{name}" cannot be read.', Exit.INPUT)
    return overlay


def ready(folder: Path, *, strict: bool = False, quiet: bool = False, overlays: tuple[Overlay, ...] = ()) -> Opened:
    """The programme, or the end: its errors told and exit code 2; with --strict its warnings, and exit code 1.

    overlays: scenarios that it is read under.
    """
    loaded = files.read_programme(folder, overlays)
    problems = tuple(loaded.problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors or loaded.programme is None:
        talk(report.told(problems, (Severity.ERROR,)))
        raise Stop(f"{report.summary(problems)} All of it: mentormatch check {typed(str(folder))}", Exit.INPUT)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if warnings and strict:
        talk(report.told(problems, (Severity.WARNING,)))
        raise Stop("There are warnings, and --strict was given: nothing was done.", Exit.WARNINGS)
    if warnings and not quiet:
        talk(f"Note: {report.count(warnings, 'warning')} in the lists: mentormatch check {typed(str(folder))}")
    names = {id: short(contact.name, contact.known_as) for id, contact in loaded.contacts.by_id.items()}
    return Opened(
        folder=folder,
        programme=loaded.programme,
        history=loaded.history,
        names=Names(by_id={id: name for id, name in names.items() if name}),
        problems=problems,
        questions=files.to_ask(loaded),
        tellings=loaded.tellings,
        overlays=overlays,
    )


def started(folder: Path) -> tuple[Path, ...]:
    """A new programme's files. Ends with a sentence where the folder is not fit for it."""
    try:
        with unbroken():
            return files.new_programme(folder)
    except files.WriteError as error:
        raise Stop(str(error)) from error


def added(folder: Path, rows: Sequence[PairRecord]) -> str:
    """Adds rows to pairs.csv, and says where the old file is kept."""
    try:
        with unbroken():
            kept = files.append_pairs(folder, rows)
    except files.CannotAppendError as error:
        talk(report.told(error.problems, (Severity.ERROR,)))
        raise Stop("Nothing was recorded: pairs.csv cannot be added to as it is.") from error
    except files.WriteError as error:
        raise Stop(str(error)) from error
    return f"The old pairs.csv is kept as {kept.name}." if kept else ""
