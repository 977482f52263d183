"""One person twice: under one id in two lists with different facts, or under two ids."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from mentormatch.domain.people import Member
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.files.reading import Reading

SAME_PLACE, ANYWHERE = 92, 95
"""How alike two names with their words in order are to be told, of 100: at one postcode, and anywhere. Measured."""
ALL_PAIRS_UP_TO = 5000
"""Above so many people, names are compared within postcode sectors only."""
MOST_TOLD = 50

_FACTS = (
    "home",
    "starts_from",
    "availability",
    "modes",
    "gender",
    "home_by",
    "out_from",
    "not_at",
    "step_free",
    "stage",
)


def in_two_lists(reading: Reading) -> Iterator[Problem]:
    """Somebody who is in two lists under one id, and of whom they say different things."""
    first: dict[str, Member] = {}
    for member in reading.people():
        other = first.setdefault(member.id, member)
        if other is member or other.source is None:
            continue
        differ = [name for name in _FACTS if _differ(getattr(other, name), getattr(member, name))]
        if differ:
            columns = ", ".join("travels_by" if name == "modes" else name for name in differ)
            yield Problem(
                severity=Severity.WARNING,
                where=member.source,
                seen=member.id,
                person=member.id,
                says=f"is the person of {other.source}, but {columns} differ",
                remedy="Write the same in both rows.",
            )


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'", "`": "'", "‘": "'"}
)


def plain_name(name: str) -> str:
    """A name as names are compared: lower case, no accents, no punctuation, its words in order."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    letters = "".join(
        c if c.isalnum() or c == " " else ("" if unicodedata.combining(c) or c == "'" else " ") for c in folded
    )
    return " ".join(sorted(letters.split()))


def one_person_twice(reading: Reading) -> Iterator[Problem]:
    """Two ids whose names are nearly the same: perhaps one person. Needs contacts.csv; the same for the same rows."""
    postcode: dict[str, str] = {}
    for member in reading.people():
        postcode.setdefault(member.id, member.spot.postcode or (member.home or ""))
    named = sorted(
        (one, plain_name(contact.name))
        for one, contact in reading.contacts.by_id.items()
        if contact.name and one in postcode
    )
    found = sorted(_alike(named, postcode), reverse=True)
    rows = {row.values["id"]: row.number for row in reversed(reading.rows.get("contacts", []))}
    for _, one, other in sorted(found[:MOST_TOLD], key=lambda each: (each[1], each[2])):
        yield Problem(
            severity=Severity.WARNING,
            where=Cell(file="contacts.csv", row=rows[other], column="name"),
            seen=other,
            person=other,
            says=f"may be the same person as {one} (row {rows[one]})",
            remedy="If so, keep one id and take the other out; if not, leave it as it is.",
        )
    if len(found) > MOST_TOLD:
        yield Problem(
            severity=Severity.WARNING,
            where=Cell(file="contacts.csv"),
            says=f"holds {len(found) - MOST_TOLD} more pairs of names that are nearly the same",
        )


def _alike(named: list[tuple[str, str]], postcode: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, name in named:
        groups["" if len(named) <= ALL_PAIRS_UP_TO else postcode[one][:-2]].append((one, name))
    for group in groups.values():
        yield from _alike_in(group, postcode)


def _alike_in(group: list[tuple[str, str]], postcode: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    import numpy as np
    from rapidfuzz import fuzz, process

    names = [name for _, name in group]
    step = 1000
    for low in range(0, len(names), step):
        scores = process.cdist(
            names[low : low + step], names[low:], scorer=fuzz.ratio, score_cutoff=SAME_PLACE, dtype=np.uint8
        )
        for row, column in zip(*np.nonzero(scores)):
            if column <= row:
                continue
            one, other = group[low + int(row)][0], group[low + int(column)][0]
            score, same = int(scores[row, column]), postcode[one] and postcode[one] == postcode[other]
            if score >= ANYWHERE or same:
                yield score, one, other
