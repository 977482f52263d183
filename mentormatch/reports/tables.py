"""The lists that are written beside a plan, as a header and rows of text: ideas, and who is waiting.

Ids stand in them; first name and initial only where they were asked for. No points, no stages, no reasons
that are about safeguarding. Who writes them guards against formulas.
"""

from __future__ import annotations

from mentormatch.domain.frozen import frozen
from mentormatch.domain.plan import PlannedPair, Way
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.reports import answers, waiting
from mentormatch.reports.names import Names
from mentormatch.reports.words import place_name, strength

TICK = "asked on"
"""Filled in by people and read again by `accept --ideas`."""


@frozen
class Table:
    """A header and rows of text, all of one length."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def ideas(judged: JudgedPlan, programme: Programme, names: Names) -> Table:
    """The ideas in the order in which to ask, with an empty column to fill in."""
    header = (
        "mentee", "mentor", "idea", "day and hour", "place", "place name", "mentee's way", "mentor's way",
        "officer's yes needed", "renew by", "notes", TICK,
    )  # fmt: skip
    rows = [
        (pair.mentee, pair.mentor, strength(pair.quality, programme.policy), *_meeting(pair, programme),
         "yes" if pair.needs_approval else "", pair.renew_by.isoformat() if pair.renew_by else "",
         " ".join(pair.notes), "")
        for pair in waiting.ideas_in_order(judged.plan, programme)
    ]  # fmt: skip
    return _named(Table(header=header, rows=tuple(rows)), names)


def still_waiting(judged: JudgedPlan, programme: Programme, names: Names) -> Table:
    """Who waits, longest first, with the answer in plain words. Without names: ids in answers too."""
    weeks = waiting.weeks_by_person(programme)
    rows = [
        (answer.mentee, str(weeks.get(answer.mentee, 0)), answers.in_short(answer, names))
        for answer in waiting.waiting_in_order(judged.plan, programme)
    ]
    return _named(Table(header=("mentee", "weeks waited", "why"), rows=tuple(rows)), names)


def _meeting(pair: PlannedPair, programme: Programme) -> tuple[str, str, str, str, str]:
    meeting = pair.meeting
    if meeting is None:
        return ("", "", "no meeting yet", "", "")
    name = place_name(meeting.place, programme)
    return (str(meeting.slot), meeting.place, name, _way(meeting.mentee_way), _way(meeting.mentor_way))


def _way(way: Way | None) -> str:
    if way is None:
        return ""
    return f"{way.mode} {way.minutes} min{' (check)' if way.check else ''}"


def _named(table: Table, names: Names) -> Table:
    """The same with first name and initial after each column of ids, where names were asked for."""
    if not names.by_id:
        return table
    at = [index for index, title in enumerate(table.header) if title in ("mentee", "mentor")]

    def widened(row: tuple[str, ...], extra: list[str]) -> tuple[str, ...]:
        out: list[str] = []
        for index, cell in enumerate(row):
            out.append(cell)
            if index in at:
                out.append(extra[at.index(index)])
        return tuple(out)

    header = widened(table.header, [f"{table.header[index]} name" for index in at])
    rows = (widened(row, [names.only(row[index]) for index in at]) for row in table.rows)
    return Table(header=header, rows=tuple(rows))
