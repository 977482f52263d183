"""What people require of each other, as tables: a row for each distinct set of requirements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np

from mentormatch.candidates.record import PairSet
from mentormatch.domain.folding import folded
from mentormatch.domain.people import Member, Mentee, Mentor, Trait, Want
from mentormatch.domain.programme import Programme

ENGLISH = "english"
_PLAIN: dict[Trait, Callable[[Member], str | None]] = {
    Trait.GENDER: lambda m: m.gender,
    Trait.LIFE_STAGE: lambda m: m.life_stage,
    Trait.FAMILY: lambda m: m.family,
    Trait.FAITH: lambda m: m.faith,
    Trait.PATHWAY: lambda m: m.pathway,
}


@attrs.frozen(eq=False, kw_only=True)
class WantTables:
    """Whether what is required is met.

    row_by_mentee, mentor_meets: which mentors meet a mentee's requirements: mentor_meets[row_by_mentee[i], j]; row 0 is
    "nothing required". row_by_mentor, mentee_meets: the same the other way. not_with: pairs that one of them excludes.
    """

    row_by_mentee: np.ndarray
    mentor_meets: np.ndarray
    row_by_mentor: np.ndarray
    mentee_meets: np.ndarray
    not_with: PairSet


def want_tables(programme: Programme) -> WantTables:
    """The tables of a programme."""
    interpreted = _interpreted(programme)
    mentees, mentors = programme.mentees, programme.mentors
    of_mentors = _Columns(mentors, interpreted)
    of_mentees = _Columns(mentees, interpreted)
    row_by_mentee, mentor_meets = _table(
        [(frozenset(m.requires), m.interpreter_ok) for m in mentees],
        of_mentors.of_mentor,
        len(mentors),
    )
    row_by_mentor, mentee_meets = _table(
        [(frozenset(m.requires), _own_training(m)) for m in mentors],
        of_mentees.of_mentee,
        len(mentees),
    )
    return WantTables(
        row_by_mentee=row_by_mentee,
        mentor_meets=mentor_meets,
        row_by_mentor=row_by_mentor,
        mentee_meets=mentee_meets,
        not_with=PairSet.of(_not_with(mentees, mentors), len(mentors)),
    )


def meant_for(members: Sequence[Member], asked: Iterable[str], programme: Programme) -> np.ndarray:
    """Whether each is all that an activity asks for, bool, shape (n,); what cannot be read is met by nobody."""
    columns, out = _Columns(members, _interpreted(programme)), np.ones(len(members), dtype=bool)
    trait_by_name = {trait.value: trait for trait in Trait}
    for text in asked:
        about, _, value = text.partition(":")
        trait = trait_by_name.get(folded(about))
        out &= trait is not None and folded(value) != "" and columns.of_anybody(Want(trait=trait, value=value))
    return out


def _interpreted(programme: Programme) -> set[str]:
    return {folded(language) for staff in programme.staff for language in staff.interprets}


def _own_training(mentor: Mentor) -> frozenset[str]:
    """The mentor's training, where a requirement of their own speaks of it; else nothing, so that rows are shared."""
    asks = any(want.trait is Trait.TRAINING for want in mentor.requires)
    return _all_folded(mentor.training) if asks else frozenset()


def _all_folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(text) for text in texts)


def _table(
    keys: Sequence[tuple[frozenset[Want], object]], column: Callable[[Want, object], np.ndarray], n: int
) -> tuple[np.ndarray, np.ndarray]:
    """(row by person, table of shape (n_rows, n)): a row is the conjunction of the columns of its requirements."""
    row_by_key: dict[object, int] = {}
    rows = [np.ones(n, dtype=bool)]
    columns: dict[object, np.ndarray] = {}
    row_of = np.zeros(len(keys), dtype=np.int32)
    for at, (wants, about) in enumerate(keys):
        if not wants:
            continue
        if (wants, about) not in row_by_key:
            row = np.ones(n, dtype=bool)
            for want in wants:
                if (want, about) not in columns:
                    columns[want, about] = column(want, about)
                row &= columns[want, about]
            row_by_key[wants, about] = len(rows)
            rows.append(row)
        row_of[at] = row_by_key[wants, about]
    return row_of, np.array(rows)


@attrs.define
class _Columns:
    """Whether each of some people meets one requirement: bool, shape (n,)."""

    people: Sequence[Member]
    interpreted: set[str]

    def of_mentor(self, want: Want, interpreter_ok: object) -> np.ndarray:
        """Of mentors, required by a mentee who accepts an interpreter or not."""
        value = folded(want.value)
        if want.trait is Trait.TRAINING:
            return self._each(lambda m: value in _all_folded(m.training))  # type: ignore[attr-defined]
        if want.trait is Trait.LIVED:
            return self._each(lambda m: m.lived_use and (not m.lived or value in _all_folded(m.lived)))  # type: ignore[attr-defined]
        helped = bool(interpreter_ok) and value in self.interpreted
        return self._alike(want, lambda m: helped)

    def of_mentee(self, want: Want, training: object) -> np.ndarray:
        """Of mentees, required by a mentor who has that training."""
        value = folded(want.value)
        if want.trait is Trait.TRAINING:
            return np.full(len(self.people), value in training, dtype=bool)  # type: ignore[operator]
        if want.trait is Trait.LIVED:
            return self._each(lambda m: not m.lived or value in _all_folded(m.lived))
        helped = value in self.interpreted
        return self._alike(want, lambda m: helped and m.interpreter_ok)  # type: ignore[attr-defined]

    def of_anybody(self, want: Want) -> np.ndarray:
        """Of mentees, mentors and staff, asked for by an activity, where ids are folded too."""
        value = folded(want.value)
        if want.trait is Trait.PERSON:
            return self._each(lambda m: folded(m.id) == value)
        if want.trait is Trait.TRAINING:
            return self._each(lambda m: isinstance(m, Mentor) and value in _all_folded(m.training))
        if want.trait is Trait.LIVED:
            told = self._each(lambda m: not isinstance(m, Mentor) or m.lived_use)
            return told & self._each(lambda m: not m.lived or value in _all_folded(m.lived))
        helped = value in self.interpreted
        return self._alike(want, lambda m: helped and isinstance(m, Mentee) and m.interpreter_ok)

    def _alike(self, want: Want, interpreter: Callable[[Member], bool]) -> np.ndarray:
        """What is asked of both sides in the same way."""
        value = folded(want.value)
        if want.trait is Trait.PERSON:
            return self._each(lambda m: m.id == want.value)
        if want.trait is Trait.LANGUAGE:
            return self._each(lambda m: value in (_all_folded(m.languages) or {ENGLISH}) or interpreter(m))
        answer = _PLAIN[want.trait]
        return self._each(lambda m: not (answer(m) or "").strip() or folded(answer(m) or "") == value)

    def _each(self, meets: Callable[[Member], object]) -> np.ndarray:
        return np.array([bool(meets(m)) for m in self.people], dtype=bool)


def _not_with(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Iterable[tuple[int, int]]:
    mentee_index = {m.id: at for at, m in enumerate(mentees)}
    mentor_index = {m.id: at for at, m in enumerate(mentors)}
    for at, mentee in enumerate(mentees):
        yield from ((at, mentor_index[name]) for name in mentee.not_with if name in mentor_index)
    for at, mentor in enumerate(mentors):
        yield from ((mentee_index[name], at) for name in mentor.not_with if name in mentee_index)
