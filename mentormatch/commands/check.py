"""`mentormatch check DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit
from mentormatch.commands.terminal import data, talk

if TYPE_CHECKING:
    from mentormatch.domain.problem import Problem
    from mentormatch.files import Loaded


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch check girvan",
        "mentormatch check girvan --all --strict",
        "mentormatch check girvan --format csv",
    ),
)
@options.folder
@options.every
@options.strict
@options.output_format()
def command(folder: Path, every: bool, strict: bool, output: str) -> int:
    """Say what is wrong, missing or assumed in a programme.

    Errors stop planning; warnings are worth a look; what is "to ask" somebody can
    tell you. Each names the file, the row and the column, and what to do. Where
    there are activities: fixed sessions that cannot be, alone or together,
    activities without a possible session, wishes that exclude each other, and
    hours that lack, as far as that is known without a search.
    """
    from mentormatch import files
    from mentormatch.domain.problem import Severity
    from mentormatch.reports import problems as report

    loaded = files.read_programme(folder)
    found = (*loaded.problems, *_of_sessions(loaded))
    if output == "table":
        severities = (Severity.ASSUMED, Severity.ASK, Severity.WARNING, Severity.ERROR)
        data(report.told(found, severities[::-1], None if every else report.SHOWN))
        data(report.lines(report.summary(found)))
    else:
        data(report.as_json(found) if output == "json" else report.as_csv(found), for_machines=True)
        talk(report.summary(found))
    if any(problem.severity is Severity.ERROR for problem in found) or loaded.programme is None:
        return Exit.INPUT
    return Exit.WARNINGS if strict and any(p.severity is Severity.WARNING for p in found) else Exit.DONE


def _of_sessions(loaded: Loaded) -> tuple[Problem, ...]:
    """What is known of the timetable without a search; nothing as long as an error stands in the way."""
    from mentormatch.domain.problem import Severity

    programme = loaded.programme
    wrong = any(problem.severity is Severity.ERROR for problem in loaded.problems)
    if wrong or programme is None or not programme.activities:
        return ()
    from mentormatch.planning.forecast import foresee
    from mentormatch.reports.sessions.before import problems

    return problems(foresee(programme, loaded.history, "plan"), programme)
