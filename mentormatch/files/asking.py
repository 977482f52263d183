"""to-ask.csv: what is not known, one question a row, for somebody to fill in and put back into the folder."""

from __future__ import annotations

from pathlib import Path

from mentormatch.domain.frozen import frozen
from mentormatch.files.columns import TO_ASK
from mentormatch.files.programme import Loaded
from mentormatch.files.writing import write_csv


@frozen
class Question:
    """One row of to-ask.csv. what: the column that the answer fills."""

    id: str
    what: str
    question: str
    answer: str = ""


def to_ask(loaded: Loaded) -> tuple[Question, ...]:
    """The questions that the gaps of a folder ask, one for a person and a column, by id."""
    asked = {(gap.person, gap.what): gap.question for gap in loaded.gaps if gap.ask}
    return tuple(Question(id=one, what=what, question=asked[one, what]) for one, what in sorted(asked))


def write_to_ask(folder: Path, questions: tuple[Question, ...]) -> Path | None:
    """Writes to-ask.csv into a folder; says where an older one is kept. Raises WriteError."""
    header = tuple(column.name for column in TO_ASK.columns)
    rows = [header, *((one.id, one.what, one.question, one.answer) for one in questions)]
    return write_csv(folder / TO_ASK.file, rows)
