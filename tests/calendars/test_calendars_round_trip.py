"""Readers that this project did not write find exactly the plan's dates, hours and places, wherever they stand."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from builders import slot
from calendar_readers import by_ical, by_icalendar, by_khal, by_node
from disclosed import asked, disclosed, meets, small
from exports import COORDINATOR, at, exported, file_of, instants, person

from mentormatch.calendars.exporting import CalendarFile, Exported
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.frozen import evolve
from mentormatch.domain.plan import Meeting, Plan, PlannedPair
from mentormatch.domain.policy import Term
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.telling import Telling, Tellings
from mentormatch.domain.timetable import Session, Timetable
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.files import read_programme
from mentormatch.term import Calendar, Meetings

AYRSHIRE = Path(__file__).parents[2] / "scenarios" / "ayrshire"
ZONES = ("UTC", "America/New_York", "Pacific/Auckland")
AUTUMN = dt.date(2026, 9, 28)


def ayrshire() -> Disclosed:
    """The pairs in force of the scenario and two sessions of each activity in the halls there are, over its term."""
    loaded = read_programme(AYRSHIRE)
    programme = loaded.programme
    assert programme is not None
    pairs = tuple(
        PlannedPair(mentee=row.mentee, mentor=row.mentor, state=row.state, quality=1,
                    meeting=Meeting(place=row.place or "phone", slot=row.slot))
        for row in loaded.history.holding(programme.as_of) if row.slot is not None
    )  # fmt: skip
    rhythms = ((Rhythm.WEEKLY, 1), (Rhythm.FORTNIGHTLY, 2), (Rhythm.MONTHLY, 3), (Rhythm.FORTNIGHTLY, 1))
    sessions = []
    for number, activity in enumerate((*programme.activities, *programme.activities)):
        rhythm, first = rhythms[number % 4]
        hour = slot(
            f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat')[number % 6]} {10 + number % 8}:15-{11 + number % 8}:45"
        )
        there = programme.venues[number % len(programme.venues)].id
        people = tuple(row.id for row in programme.mentees[number : number + 6])
        sessions.append(
            Session(id=f"{activity.id}#{number}", activity=activity.id, venue=there, attendees=people,
                    slot=evolve(hour, rhythm=rhythm, first=first))
        )  # fmt: skip
    plan = Plan(scope="plan", made_from="", programme="", as_of=programme.as_of, pairs=pairs,
                timetable=Timetable(sessions=tuple(sessions)))  # fmt: skip
    wishes = Tellings(
        people={row.id: Telling(id=row.id, calendar=True) for row in (*programme.mentees, *programme.mentors)}
    )
    dates = Meetings(programme).of_plan(plan)
    return Disclosed(judged=JudgedPlan(plan=plan, verdict=Verdict()), programme=programme, tellings=wishes, dates=dates)


def autumn() -> Disclosed:
    """A term across both changes of the clocks, with closures on its first and last date and in between."""
    of = small(term=Term(first_day=AUTUMN, weeks=36), as_of=AUTUMN)
    calendar = Calendar.of(of)
    hours = [
        slot("Thu 18:00-19:00"),
        slot("Sun 09:30-11:00", Rhythm.FORTNIGHTLY, 1),
        slot("Sat 14:00-15:00", Rhythm.MONTHLY, 4),
    ]
    pairs = [
        meets(*ids, when=hour) for ids, hour in zip((("E1", "M1"), ("E2", "M2"), ("E1", "M2")), hours, strict=True)
    ]
    gone = {calendar.planned(hour)[at] for hour in hours for at in (0, 3, 4, -1)}
    return disclosed(*pairs, of=of, lost=gone, people=asked("E1", "M2"))


def changed() -> tuple[Exported, Exported]:
    """The same term exported, then moved to another hour and place when half of it is over."""
    before = exported(autumn(), now=at(AUTUMN, planned_from=AUTUMN))
    today = AUTUMN + dt.timedelta(weeks=13)
    of = evolve(autumn().programme, as_of=today)
    pairs = (meets("E1", "M1", when="Tue 17:30-18:15", at="hall"), meets("E2", "M2", when=slot("Sun 10:00-11:00")))
    later = disclosed(*pairs, of=of, people=asked("E1", "M2"))
    return before, exported(later, before, at(today, planned_from=today), objects=True)


EXPORTS = {
    "ayrshire": lambda: exported(ayrshire(), objects=True),
    "autumn": lambda: exported(autumn(), now=at(AUTUMN), objects=True),
    "changed half-way": lambda: changed()[1],
}


@pytest.fixture(params=EXPORTS, ids=str, scope="module")
def export(request: pytest.FixtureRequest) -> Exported:
    return EXPORTS[request.param]()


@pytest.mark.parametrize("zone", ZONES)
def test_two_readers_in_python_find_the_plan(export: Exported, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for file in (export.files[0], export.files[-1]):
            wanted = instants(export, file.reader)
            assert by_icalendar(file.body) == wanted
            assert by_ical(file.body) == wanted
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("zone", ZONES)
def test_ical_js_finds_the_plan(export: Exported, zone: str, tmp_path: Path) -> None:
    assert by_node("ical.js", _paths(export, tmp_path), zone) == _wanted(export)


def test_node_ical_finds_the_plan(export: Exported, tmp_path: Path, all_readers: None) -> None:
    assert by_node("node-ical", _paths(export, tmp_path), "America/New_York") == _wanted(export)


def test_khal_finds_the_plan(export: Exported, tmp_path: Path, all_readers: None) -> None:
    bodies = [one.body for one in file_of(export).objects]
    wanted = [found[:3] for found in instants(export)]
    assert by_khal(bodies, tmp_path, dt.date(2026, 9, 1), 500) == wanted


def _some(export: Exported) -> list[CalendarFile]:
    """The coordinator's calendar, and every twelfth of the others."""
    return [*(file for file in export.files if file.reader == COORDINATOR), *export.files[1::12]]


def _paths(export: Exported, folder: Path) -> list[Path]:
    paths = []
    for file in _some(export):
        (folder / file.name).write_bytes(file.body)
        paths.append(folder / file.name)
    return paths


def _wanted(export: Exported) -> list[list[tuple[object, ...]]]:
    return [instants(export, file.reader) for file in _some(export)]


def test_the_exports_are_worth_reading() -> None:
    made = exported(ayrshire())
    assert len(made.files) > 100 and len(instants(made)) > 400
    offsets = {
        start.hour for start, _, title, _ in instants(exported(autumn(), now=at(AUTUMN))) if title == "E1 with M1"
    }
    assert offsets == {17, 18}
    body = file_of(made, person("P139")).body
    assert b"RRULE:FREQ=WEEKLY" in body
    assert b"EXDATE;TZID=Europe/London:" in file_of(made).body
    assert b"RECURRENCE-ID;TZID=Europe/London:" in file_of(changed()[1]).body
