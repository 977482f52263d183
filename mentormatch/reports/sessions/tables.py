"""The lists that are written beside a timetable: sessions, attendance, costs, fares, who is in no session by name.

Ids stand in them, and first name and initial where they were asked for. Of a drop-in only its leaders stand anywhere.
"""

from __future__ import annotations

from mentormatch.domain.places import Entry
from mentormatch.domain.timetable import Session
from mentormatch.domain.week import LONG_DAYS, clock
from mentormatch.reports.names import Names
from mentormatch.reports.sessions import money, reached
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.tables import Table
from mentormatch.reports.words import place_name


def sessions(goings: Goings) -> Table:
    """Every session: when, where, who leads, how many, which dates."""
    header = (
        "session", "activity", "activity name", "form", "entry", "day", "start", "end", "how often", "venue",
        "venue name", "leaders", "by name", "with company", "expected", "fixed", "dates held", "first", "last",
        "dates not held", "pounds a date", "notes",
    )  # fmt: skip
    return Table(
        header=header, rows=tuple(_session(goings, one) for one in goings.screen.judged.plan.timetable.sessions)
    )


def _session(goings: Goings, one: Session) -> tuple[str, ...]:
    activity = goings.activities.get(one.activity)
    return (
        one.id, one.activity, goings.name_of(one), activity.form.value if activity else "",
        activity.entry.value if activity else "", *_when(one), one.venue,
        place_name(one.venue, goings.screen.programme), "; ".join(one.leaders), str(len(one.attendees)),
        str(one.heads), str(one.expected), "yes" if one.fixed else "",
        str(len(one.dates)), one.dates[0].isoformat() if one.dates else "",
        one.dates[-1].isoformat() if one.dates else "",
        "; ".join(f"{lost.day.isoformat()} {lost.why}" for lost in one.not_held), _plain(one.pence_a_date),
        " ".join(one.notes),
    )  # fmt: skip


def _often(one: Session) -> str:
    text = str(one.slot).partition(", ")[2]
    return text or "every week"


def attendance(goings: Goings, names: Names) -> Table:
    """Who leads and who attends each session; of a drop-in nobody but who leads."""
    rows = []
    for session in goings.screen.judged.plan.timetable.sessions:
        activity = goings.activities.get(session.activity)
        attendees = () if activity and activity.entry is Entry.DROP_IN else session.attendees
        people = [(person, "leads", 1) for person in session.leaders]
        people += [(person, "attends", goings.heads(person)) for person in attendees]
        rows += [(session.id, goings.name_of(session), person, does, str(heads)) for person, does, heads in people]
    return _named(Table(header=("session", "activity", "person", "does", "places taken"), rows=tuple(rows)), names)


def costs(goings: Goings) -> Table:
    """Each heading in pounds, with the limits."""
    rows = [
        (one.heading, _plain(one.pence_a_week), _plain(one.limit_a_week), _plain(one.pence_a_term),
         _plain(one.limit_a_term))
        for one in goings.screen.judged.plan.timetable.costs
    ]  # fmt: skip
    return Table(header=("heading", "dearest week", "limit a week", "term", "limit over the term"), rows=tuple(rows))


def fares(goings: Goings, names: Names) -> Table:
    """What each person needs in hand, in pounds: a column for each week, by its Monday."""
    by_person = money.fares(goings)
    mondays = sorted({monday for by_week in by_person.values() for monday in by_week})
    rows = [
        (person, _plain(max(by_week.values())), _plain(sum(by_week.values())),
         *(_plain(by_week.get(monday, 0)) for monday in mondays))
        for person, by_week in by_person.items()
    ]  # fmt: skip
    header = ("person", "dearest week", "term", *(monday.isoformat() for monday in mondays))
    return _named(Table(header=header, rows=tuple(rows)), names)


def not_reached(goings: Goings, names: Names) -> Table:
    """Who is in no session by name, and why, in plain words; how many drop-ins they could go to, and not which."""
    rows = [
        (one.mentee, reached.why(one), str(len(one.drop_ins)))
        for one in goings.screen.judged.plan.timetable.not_reached
    ]
    return _named(Table(header=("person", "why", "drop-ins"), rows=tuple(rows)), names)


def offers(goings: Goings, names: Names) -> Table:
    """What those who want a choice could have instead, an offer a row, the first of each person first."""
    timetable = goings.screen.judged.plan.timetable
    by_id = {one.id: one for one in timetable.sessions}
    rows = [
        (row.mentee, str(number), one.session, goings.name_of(by_id[one.session]), *_when(by_id[one.session]),
         by_id[one.session].venue, place_name(by_id[one.session].venue, goings.screen.programme),
         "; ".join(one.instead_of))
        for row in timetable.offers
        for number, one in enumerate(row.choices, 1)
    ]  # fmt: skip
    header = (
        "person", "offer", "session", "activity name", "day", "start", "end", "how often", "venue", "venue name",
        "instead of",
    )  # fmt: skip
    return _named(Table(header=header, rows=tuple(rows)), names)


def _when(one: Session) -> tuple[str, str, str, str]:
    return LONG_DAYS[one.slot.weekday], clock(one.slot.start), clock(one.slot.end), _often(one)


def _plain(pence: int | None) -> str:
    """Pounds as a spreadsheet reads them; nothing for no limit."""
    return "" if pence is None else f"{pence / 100:.2f}"


def _named(table: Table, names: Names) -> Table:
    """The same with first name and initial after the person, where names were asked for."""
    if not names.by_id:
        return table
    at = table.header.index("person") + 1
    rows = ((*row[:at], names.only(row[at - 1]), *row[at:]) for row in table.rows)
    return Table(header=(*table.header[:at], "name", *table.header[at:]), rows=tuple(rows))
