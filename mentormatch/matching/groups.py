"""Which chosen columns of several mentors must be given hours together: those that people have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from mentormatch.matching.case import Case


def groups_of_mentors(
    case: Case, columns: np.ndarray, apart: Iterable[tuple[str, str]], near: Callable[[int, int], bool]
) -> list[np.ndarray]:
    """The columns of mentors who are joined: by a mentee of both, one being mentored by another, or people kept apart.

    columns: those with an hour. near: whether columns of two who are kept apart can come too near. Groups stand in the
    order of their first columns; one mentor alone is none.
    """
    mentee, mentor = case.mentee[columns], case.mentor[columns]
    label = list(range(len(case.candidates.mentors)))

    def root(at: int) -> int:
        while label[at] != at:
            label[at] = label[label[at]]
            at = label[at]
        return at

    def join(one: int, other: int) -> None:
        low, high = sorted((root(one), root(other)))
        label[high] = low

    order = np.argsort(mentee, kind="stable")
    again = order[1:][mentee[order[1:]] == mentee[order[:-1]]]
    before = order[:-1][mentee[order[1:]] == mentee[order[:-1]]]
    for one, other in zip(mentor[before].tolist(), mentor[again].tolist(), strict=True):
        join(one, other)
    busy = set(mentor.tolist())
    for index in np.unique(mentee).tolist():
        same = case.mentor_index.get(case.candidates.mentees[index])
        if same is not None and same in busy:
            join(same, int(mentor[mentee == index][0]))
    has = _by_person(case, columns, {person for two in apart for person in two})
    for left, right in sorted(apart):
        for one in has.get(left, ()):
            for other in has.get(right, ()):
                if one != other and near(one, other):
                    join(int(case.mentor[one]), int(case.mentor[other]))
    roots = np.array([root(at) for at in mentor.tolist()], dtype=np.int64)
    order = np.argsort(roots, kind="stable")
    groups = np.split(columns[order], np.flatnonzero(np.diff(roots[order])) + 1)
    several = [group for group in groups if len(group) and (case.mentor[group] != case.mentor[group[0]]).any()]
    return sorted(several, key=lambda group: int(group[0]))


def _by_person(case: Case, columns: np.ndarray, people: set[str]) -> dict[str, list[int]]:
    """Those of the columns that each of some people has, as mentee or as mentor."""
    out: dict[str, list[int]] = {}
    sides = (case.candidates.mentees, case.mentee[columns]), (case.candidates.mentors, case.mentor[columns])
    for names, side in sides:
        for column, index in zip(columns.tolist(), side.tolist(), strict=True):
            if names[index] in people:
                out.setdefault(names[index], []).append(column)
    return out
