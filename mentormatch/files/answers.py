"""to-ask.csv, filled in: answers that stand in for blank cells of people.csv, mentors.csv and staff.csv."""

from __future__ import annotations

from pathlib import Path

from mentormatch.domain.problem import Problems
from mentormatch.files.columns import MENTORS, PEOPLE, STAFF, TO_ASK
from mentormatch.files.headings import known_heading
from mentormatch.files.nearest import nearest
from mentormatch.files.reading import Reading
from mentormatch.files.rows import Answer, Answers, parse_rows
from mentormatch.files.tables import heading_key, read_table
from mentormatch.files.texts import read_text

_COLUMNS = {heading_key(name): name for sheet in (PEOPLE, MENTORS, STAFF) for name in sheet.by_name}


def answers_of(files: dict[str, Path], problems: Problems) -> Answers:
    """The answers by id and column; rows without an answer are left out."""
    path = files.get(TO_ASK.file)
    text = None if path is None else read_text(path, problems)
    if text is None:
        return {}
    table = read_table(text, TO_ASK.file, known_heading(TO_ASK), problems)
    out: Answers = {}
    for row in [] if table is None else parse_rows(table, TO_ASK, {}, problems):
        answer = row.values.get("answer")
        if answer is None:
            continue
        column = _COLUMNS.get(heading_key(row.values["what"]))
        if column is None:
            meant = nearest(row.values["what"], _COLUMNS.values())
            problems.error(
                "is no column that can be asked about",
                where=row.cell("what"),
                seen=row.values["what"],
                remedy=f'Nearest: "{meant}".' if meant else "Leave this column as it was written.",
            )
            continue
        out.setdefault(row.values["id"], {})[column] = Answer(text=answer, where=row.cell("answer"))
    return out


def tell_unknown(answers: Answers, reading: Reading) -> None:
    """Tells answers about somebody who is in no list."""
    sheets = ("people", "mentors", "staff")
    known = reading.ids_of(sheets)
    for one, given in answers.items():
        if one not in known and reading.knows_all(*sheets):
            where = next(iter(given.values())).where
            reading.problems.warn(
                "is nobody's id; the answer is not used",
                where=where,
                seen=one,
                remedy=reading.name_nearest(one, *sheets),
            )
