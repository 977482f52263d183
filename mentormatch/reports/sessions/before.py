"""What is said before a timetable is searched for: what can never be, each with the reason, and the hours asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mentormatch.candidates.sessions.forecast import TOO_FEW
from mentormatch.candidates.sessions.found import FEW
from mentormatch.domain.forecast import WEEKS, Forecast, Hours
from mentormatch.domain.people import Member
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.programme import Programme
from mentormatch.reports.sessions.conflicts import Called, why
from mentormatch.reports.sessions.reached import phrase_of_session
from mentormatch.reports.words import columns, command, count, lines

SHOWN = 5
Name = Callable[[str], str]


def impossible(forecast: Forecast) -> Mapping[str, str]:
    """Why no session of an activity can be at all, by activity."""
    return {activity: _why(rule) for activity, rule in forecast.unheld.items()}


def _why(rule: str) -> str:
    if rule == FEW:
        return "at none of its hours would enough people come"
    if rule == TOO_FEW:
        return "at none of its hours could enough people be there"
    return phrase_of_session(rule)


# ------------------------------------------------------------------------------------------------------ before a search


def told(forecast: Forecast, programme: Programme, name: Name, more: str, scope: str = "schedule") -> list[str]:
    """Notes, most of them a line each; the first few of each kind, then the hours in short. more: shows all of it."""
    found = _Sentences(forecast, programme, name, scope)
    out: list[str] = []
    for kind, many in found.kinds():
        for text in kind[:SHOWN]:
            out += lines(text, "  - ")
        if len(kind) > SHOWN:
            out += lines(f"and {len(kind) - SHOWN} more {many} of whom the same is true", "  - ")
    number = sum(len(kind) for kind, _ in found.kinds())
    head = [f"Known before the search ({count(number, 'thing')}):", *out] if out else []
    return [*head, *_hours_in_short(forecast, more)]


class _Sentences:
    """Each thing that is known, as a sentence."""

    def __init__(self, forecast: Forecast, programme: Programme, name: Name, scope: str) -> None:
        self.forecast, self.programme, self.name = forecast, programme, name
        self.called = Called.of(programme, name, scope)

    def kinds(self) -> tuple[tuple[list[str], str], ...]:
        """The sentences of each kind, and of whom more of that kind would be."""
        return (
            (list(self.never().values()), "activities"),
            ([says for _, says in self.left_out()], "fixed sessions"),
            ([says for _, says in self.together()], "fixed sessions"),
            ([says for _, says in self.wishes()], "people"),
            ([says for _, says in self.leaders()], "leaders"),
            ([says for _, says in self.venues()], "places"),
        )

    def never(self) -> dict[str, str]:
        """By activity; not of those whose fixed session is told of."""
        fixed = {row.activity for row in self.forecast.left_out}
        return {
            one: f"{self.called.activity(one)}: no session is possible: {why_not}."
            for one, why_not in impossible(self.forecast).items()
            if one not in fixed
        }

    def left_out(self) -> list[tuple[str, str]]:
        rows = self.forecast.left_out
        return [
            (row.activity, f"{self.called.activity(row.activity)}, {row.slot}: {phrase_of_session(row.rule or '')}.")
            for row in rows
        ]

    def together(self) -> list[tuple[str, str]]:
        rows = self.forecast.conflicts
        return [
            (row.activity, f"{self.called.activity(row.activity)}, {row.slot}: {why(self.called, row)}.")
            for row in rows
        ]

    def wishes(self) -> list[tuple[str, str]]:
        return [
            (who, f"{self.name(who)} cannot have all of these wishes in one week: {self._activities(some)}.")
            for who, some in self.forecast.apart
        ]

    def _activities(self, some: Iterable[str]) -> str:
        return ", ".join(map(self.called.activity, some))

    def leaders(self) -> list[tuple[str, str]]:
        return [(row.who, _short(self.name(row.who), "gives", row)) for row in self.forecast.leaders if row.short]

    def venues(self) -> list[tuple[str, str]]:
        rows = self.forecast.venues
        return [(row.who, _short(self.called.venues[row.who].name, "is open", row)) for row in rows if row.short]


def _short(who: str, verb: str, row: Hours) -> str:
    return f"{who} {verb} {_of(row.there)} a week, and {_of(row.needed)} are asked for."


def _hours_in_short(forecast: Forecast, more: str) -> list[str]:
    """All leaders and places together, and where to find each."""
    parts = [
        f"{_of(sum(row.needed for row in rows))} that only one {who} can {does}, "
        f"of {_of(sum(row.there for row in rows))} {where} {count(len(rows), who)}"
        for rows, who, does, where in (
            (forecast.leaders, "leader", "give", "from"),
            (forecast.venues, "place", "hold", "at"),
        )
        if rows
    ]
    if not parts:
        return []
    return [*lines(f"Hours a week asked for: {'; '.join(parts)}."), *command("By leader and place:", more)]


# ---------------------------------------------------------------------------------------------------------- all of it


def page(forecast: Forecast, programme: Programme, name: Name, scope: str = "schedule") -> list[str]:
    """Everything that is known before a search."""
    found = _Sentences(forecast, programme, name, scope)
    out: list[str] = []
    for heading, kind in zip(_HEADINGS, found.kinds()):
        if kind[0]:
            out += [f"{heading} ({len(kind[0]):,}):", *(line for text in kind[0] for line in lines(text, "  - ")), ""]
    out += _table("leader", "must lead", "could lead", "gives", forecast.leaders, name)
    out += _table(
        "place", "must be there", "could be there", "open", forecast.venues, lambda one: found.called.venues[one].name
    )
    return out[:-1] if out else ["Nothing is asked for: no activity has a session."]


_HEADINGS = (
    "Activities that no session is possible for",
    "Fixed sessions that cannot take place",
    "Fixed sessions that cannot be held with others",
    "Wishes that cannot hold together in one week",
    "Leaders with too few hours",
    "Places with too few hours",
)


def _table(who: str, needed: str, could: str, there: str, rows: Sequence[Hours], name: Name) -> list[str]:
    if not rows:
        return []
    told = [(_cut(name(row.who)), _of(row.needed), _of(row.could), _of(row.there)) for row in rows]
    head = (who, needed, could, there)
    widths = [max(len(row[at]) for row in (head, *told)) for at in range(4)]
    aligned = [(row[0], *(row[at].rjust(widths[at]) for at in (1, 2, 3))) for row in (head, *told)]
    return [f"Hours a week, ways not counted ({who}s: {len(rows):,}):", *columns(aligned), ""]


def _cut(text: str) -> str:
    return text if len(text) <= 34 else text[:32].rstrip() + ".."


def _of(minutes: int) -> str:
    """Minutes of four weeks as hours of one."""
    hours, rest = divmod(round(minutes / WEEKS), 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


# ------------------------------------------------------------------------------------------------------------ problems


def problems(forecast: Forecast, programme: Programme) -> tuple[Problem, ...]:
    """The same as warnings and questions with the file, row and column, by ids."""
    found = _Sentences(forecast, programme, lambda one: one, "plan")
    activities = {row.id: row.source for row in programme.activities}
    venues = {row.id: row.source for row in programme.venues}
    everybody: tuple[Member, ...] = (*programme.mentees, *programme.staff, *programme.mentors)
    people = {row.id: row.source for row in everybody}
    mentees = {row.id: row.source for row in programme.mentees}
    mentors = {row.id for row in programme.mentors}

    def at(source: Cell | None, column: str | None) -> Cell | None:
        return None if source is None else Cell(file=source.file, row=source.row, column=column)

    out = [_warning(says, at(activities[one], None), _LOOK_AT_ACTIVITY) for one, says in found.never().items()]
    out += [_warning(says, at(activities[one], "fixed"), _MOVE) for one, says in (*found.left_out(), *found.together())]
    out += [
        Problem(severity=Severity.ASK, says=says, where=at(mentees[who], "wishes"), person=who, remedy=_ASK_WHICH)
        for who, says in found.wishes()
    ]
    out += [
        _warning(says, at(people[who], "hours_a_week" if who in mentors else "availability"), _FEWER)
        for who, says in found.leaders()
    ]
    return (*out, *(_warning(says, at(venues[one], "open"), _FEWER) for one, says in found.venues()))


def _warning(says: str, where: Cell | None, remedy: str) -> Problem:
    return Problem(severity=Severity.WARNING, says=says, where=where, remedy=remedy)


_LOOK_AT_ACTIVITY = "Change what it asks for, or leave it out of this term: sessions 0."
_MOVE = "Move it, or change what stands in its way; else it is left out and the rest is planned."
_ASK_WHICH = "Ask which of them matters most."
_FEWER = "Ask for more hours, or for fewer sessions."
