"""Problems of an input as a coordinator reads them: worst first, the first fifty, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mentormatch.domain.problem import Problem, Severity
from mentormatch.reports.words import WIDTH, count, lines

SHOWN = 50
HEADINGS = {
    Severity.ERROR: "To put right first",
    Severity.WARNING: "To look at",
    Severity.ASK: "To ask people",
    Severity.ASSUMED: "Assumed",
}


def told(problems: Iterable[Problem], severities: Sequence[Severity], most: int | None = SHOWN) -> list[str]:
    """The problems of those severities under headings, at most `most` of them in all (None: every one)."""
    given = list(problems)
    out: list[str] = []
    left = len(given) if most is None else most
    for severity in severities:
        of_it = [problem for problem in given if problem.severity is severity]
        if not of_it:
            continue
        out.append(f"{HEADINGS[severity]} ({len(of_it):,}):")
        for problem in of_it[:left]:
            out += one(problem)
        if len(of_it) > left:
            out.append(f"  and {len(of_it) - left:,} more: --all shows every one")
        left = max(0, left - len(of_it))
    return out


def one(problem: Problem) -> list[str]:
    """One problem: where it is, what was seen, what is wrong; then what to do. A line of a file is shown as it is."""
    head, *rest = str(problem).split("\n")
    out = lines(" ".join(head.split()), "  ", "    ")
    for text in rest:
        raw = f"  {text.expandtabs(4).rstrip()}"
        out += [raw] if len(raw) <= WIDTH else lines(" ".join(text.split()), "    ")
    return [line for line in out if line.strip()]


def summary(problems: Iterable[Problem]) -> str:
    """One sentence: how many there are of each kind, and whether planning can go on."""
    given = list(problems)
    number = {severity: sum(problem.severity is severity for problem in given) for severity in Severity}
    parts = [
        count(number[Severity.ERROR], "error"),
        count(number[Severity.WARNING], "warning"),
        f"{number[Severity.ASK]:,} to ask",
        f"{number[Severity.ASSUMED]:,} assumed",
    ]
    text = ", ".join(parts) + "."
    if number[Severity.ERROR]:
        return f"{text} Nothing can be planned until the {_errors(number[Severity.ERROR])} put right."
    return f"{text} Planning can go ahead."


def _errors(number: int) -> str:
    return "error is" if number == 1 else f"{number:,} errors are"


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as a JSON list, one object each."""
    import json

    return json.dumps([_row(problem) for problem in problems], ensure_ascii=False, indent=1) + "\n"


def as_csv(problems: Iterable[Problem]) -> str:
    """All problems as CSV with a header."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.DictWriter(out, ("kind", "file", "row", "column", "person", "seen", "says", "remedy"))
    writer.writeheader()
    writer.writerows({key: guarded(str(value)) for key, value in _row(problem).items()} for problem in problems)
    return out.getvalue()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    bare = text.lstrip()
    return f"'{text}" if bare and bare[0] in "=+-@|%\t\r\n＝＋－＠" else text


def _row(problem: Problem) -> dict[str, object]:
    where = problem.where
    return {
        "kind": problem.severity.value,
        "file": where.file if where else "",
        "row": where.row if where and where.row is not None else "",
        "column": (where.column or "") if where else "",
        "person": problem.person or "",
        "seen": problem.seen or "",
        "says": problem.says,
        "remedy": problem.remedy,
    }
