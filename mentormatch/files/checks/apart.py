"""keep_apart.csv: nobody's ids, rows said twice, rows that are over. No message says who is kept from whom."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.files.checks.ids import PEOPLE, nobody
from mentormatch.files.reading import Reading, at


def unknown_apart(reading: Reading) -> Iterator[Problem]:
    """Ids that are in no list: a rule that protects nobody."""
    known = reading.ids_of(PEOPLE)
    if not reading.knows_all(*PEOPLE):
        return
    for row in reading.keep_apart:
        for one in row.people:
            if one not in known:
                yield nobody(reading, one, at(row.source, "people"), *PEOPLE)


def said_twice(reading: Reading) -> Iterator[Problem]:
    """The same people in two rows: both hold, and one is enough."""
    seen: dict[tuple[str, ...], Cell | None] = {}
    for row in reading.keep_apart:
        earlier = seen.setdefault(row.people, row.source)
        if earlier is not row.source and earlier is not None:
            yield Problem(
                severity=Severity.WARNING,
                where=row.source,
                says=f"names the same people as row {earlier.row}; both count",
                remedy="Take one of the two rows out, if they are meant to say the same.",
            )


def no_longer_apart(reading: Reading) -> Iterator[Problem]:
    """Rows whose last day is past."""
    over = [row for row in reading.keep_apart if not row.holds_on(reading.settings.as_of)]
    if over:
        rows = ", ".join(str(row.source.row) for row in over[:8] if row.source)
        yield Problem(
            severity=Severity.WARNING,
            where=Cell(file="keep_apart.csv", column="until"),
            says=f"is past in {len(over)} rows, which no longer count: {rows}{' ...' if len(over) > 8 else ''}",
            remedy="Look whether they should go on; if so, give a later date.",
        )
