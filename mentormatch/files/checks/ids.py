"""Ids that name nobody, ids that tell too much, ids that a spreadsheet spoils."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mentormatch.domain.people import Member, Trait
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.files.reading import Reading, at, some

PEOPLE = ("people", "mentors", "staff")


def nobody(reading: Reading, one: str, where: Cell | None, *sheets: str) -> Problem:
    """The problem of an id that is in none of those files."""
    near = reading.name_nearest(one, *sheets)
    remedy = near or f"Ids are in {' and '.join(f'{sheet}.csv' for sheet in sheets)}."
    return Problem(severity=Severity.ERROR, says="is nobody's id", where=where, seen=one, remedy=remedy)


def _missing(reading: Reading, ids: Iterable[str], source: Cell | None, column: str, *sheets: str) -> Iterator[Problem]:
    known = reading.ids_of(sheets)
    for one in ids:
        if one not in known and reading.knows_all(*sheets):
            yield nobody(reading, one, at(source, column), *sheets)


def unknown_ids(reading: Reading) -> Iterator[Problem]:
    """Ids that name nobody, wherever an id of a person stands but in pairs and keep-apart."""
    for member in reading.people():
        yield from _missing(reading, member.not_with, member.source, "not_with", *PEOPLE)
        yield from _missing(reading, _wanted(member, "requires"), member.source, "requires", *PEOPLE)
        yield from _missing(reading, _wanted(member, "prefers"), member.source, "prefers", *PEOPLE)
    for worker in reading.staff:
        yield from _missing(reading, worker.supervises, worker.source, "supervises", "mentors")
    for approval in reading.approvals:
        yield from _missing(reading, [approval.mentee], approval.source, "mentee", "people")
        if approval.mentor is not None:
            yield from _missing(reading, [approval.mentor], approval.source, "mentor", "mentors")
    seen: set[tuple[str, Cell | None]] = set()
    for commitment in reading.commitments:
        if (commitment.person, commitment.source) not in seen:
            seen.add((commitment.person, commitment.source))
            yield from _missing(reading, [commitment.person], commitment.source, "person", *PEOPLE)
    for activity in reading.activities:
        yield from _missing(reading, activity.fixed_leaders, activity.source, "fixed_leaders", "mentors", "staff")
        yield from _missing(reading, activity.fixed_people, activity.source, "fixed_people", *PEOPLE)
    yield from _contacts_of_nobody(reading)


def unknown_staff(reading: Reading) -> Iterator[Problem]:
    """Workers and supervisors who are not in staff.csv, where there is one: without it, names are as good."""
    if not reading.ids_of(("staff",)):
        return
    for mentee in reading.mentees:
        if mentee.worker is not None:
            yield from _missing(reading, [mentee.worker], mentee.source, "worker", "staff")
    for mentor in reading.mentors:
        if mentor.supervisor is not None:
            yield from _missing(reading, [mentor.supervisor], mentor.source, "supervisor", "staff")
    yield from _nearly_staff(reading)


def _nearly_staff(reading: Reading) -> Iterator[Problem]:
    """Who set a priority or keeps two apart may be a court or a panel: told where an id in staff.csv is near."""
    known = reading.ids_of(PEOPLE)
    set_by = [(mentee.urgency_set_by, at(mentee.source, "priority_set_by")) for mentee in reading.mentees]
    set_by += [(apart.set_by, at(apart.source, "set_by")) for apart in reading.keep_apart]
    first: dict[str, Cell | None] = {}
    for one, where in set_by:
        if one is not None and one not in known:
            first.setdefault(one, where)
    for one, where in first.items():
        near = reading.name_nearest(one, "staff")
        if near and reading.knows_all(*PEOPLE):
            yield Problem(severity=Severity.WARNING, says="is nobody's id", where=where, seen=one, remedy=near)


def _wanted(member: Member, column: str) -> list[str]:
    return [want.value for want in getattr(member, column) if want.trait is Trait.PERSON]


def _contacts_of_nobody(reading: Reading) -> Iterator[Problem]:
    known = reading.ids_of(PEOPLE)
    strangers = sorted(one for one in reading.contacts.by_id if one not in known)
    if strangers and reading.knows_all(*PEOPLE):
        yield Problem(
            severity=Severity.WARNING,
            where=Cell(file="contacts.csv"),
            says=f"holds ids that are nobody's: {some(strangers)}",
            remedy="Take out the rows of people who are in no other list.",
        )


_NAME = re.compile(r"^[^\W\d_]{3,}$|^[^\W\d_]{2,}[ ._'-]+[^\W\d_]{2,}")
_BIRTH = re.compile(
    r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.]((19|20)?\d\d)(?!\d)|(?<!\d)(19|20)\d\d[-/.]\d\d[-/.]\d\d"
)
_DIGITS = re.compile(r"(?<!\d)(\d{8}|\d{10})(?!\d)")


def telling_ids(reading: Reading) -> Iterator[Problem]:
    """Ids that look like somebody's name or date of birth."""
    for sheet in PEOPLE:
        rows = reading.row_of.get(sheet, {})
        named = [one for one in rows if _NAME.match(one)]
        born = [one for one in rows if _BIRTH.search(one) or _is_birth(one)]
        for ids, what in ((named, "somebody's name"), (born, "a date of birth")):
            if ids:
                more = f", and {len(ids) - 1} more like it" if len(ids) > 1 else ""
                yield Problem(
                    severity=Severity.WARNING,
                    where=Cell(file=f"{sheet}.csv", row=rows[ids[0]], column="id"),
                    seen=ids[0],
                    says=f"looks like {what}{more}",
                    remedy='Use ids that tell nothing, such as "P014".',
                )


def _is_birth(text: str) -> bool:
    """Whether eight or ten figures begin like ddmmyyyy, yyyymmdd or ddmmyy (a CHI number)."""
    found = _DIGITS.search(text)
    if not found:
        return False
    digits = found[0]
    day, month = int(digits[:2]), int(digits[2:4])
    if len(digits) == 10:
        return 1 <= day <= 31 and 1 <= month <= 12
    year = digits[4:6] in ("19", "20") and 1 <= day <= 31 and 1 <= month <= 12
    iso = digits[:2] in ("19", "20") and 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31
    return year or iso


_SPOILT = re.compile(
    r"^\d+[eE]\d+$|^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]?\d{1,2}$|^\d{1,2}[-/]\d{1,2}$", re.I
)


def cut_by_a_spreadsheet(reading: Reading) -> Iterator[Problem]:
    """Ids that a spreadsheet takes for a number or a date: 1E5, MAR1, 1-2."""
    for sheet in (*PEOPLE, "venues", "activities"):
        rows = reading.row_of.get(sheet, {})
        ids = [one for one in rows if _SPOILT.match(one)]
        if ids:
            more = f", and {len(ids) - 1} more like it" if len(ids) > 1 else ""
            yield Problem(
                severity=Severity.WARNING,
                where=Cell(file=f"{sheet}.csv", row=rows[ids[0]], column="id"),
                seen=ids[0],
                says=f"is an id that a spreadsheet may take for a number or a date{more}",
                remedy='Format the column as text, or use ids such as "P014".',
            )
