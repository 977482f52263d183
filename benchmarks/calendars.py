"""Calendars of 2,000 people over 26 weeks: how long they take, made first, unchanged, and after a change.

    python benchmarks/calendars.py [PEOPLE]

Seven in ten are mentored, each with a mentor; everybody is in two of the groups' sessions, weekly and fortnightly, with
closures. Everybody asked for a calendar. The plan is made up, since what is measured is the export.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import pathlib
import random
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tests"))

from builders import MONDAY, mentee, mentor, programme, venue
from honest_timetables import activity

from mentormatch.calendars.exporting import Exported, export
from mentormatch.calendars.stamping import Now
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import PairState
from mentormatch.domain.places import Closure
from mentormatch.domain.plan import Meeting, Plan, PlannedPair
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.telling import Telling, Tellings
from mentormatch.domain.timetable import Session, Timetable
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.files import overwrite
from mentormatch.store import Store
from mentormatch.term import Meetings

KEY = b"k" * 32


def a_plan(people: int) -> Disclosed:
    """The programme and its plan."""
    draw = random.Random(people)
    mentees = [mentee(f"P{n:05}") for n in range(people * 7 // 10)]
    mentors = [mentor(f"M{n:05}") for n in range(people - len(mentees))]
    venues = [venue(f"V{n:03}") for n in range(60)]
    activities = [activity(f"A{n:03}") for n in range(max(1, people // 50))]
    shut = [
        Closure(first=day, last=day, venue=row.id)
        for row in venues
        for day in (MONDAY + dt.timedelta(days=draw.randrange(180)),)
    ]
    of = programme(mentees=mentees, mentors=mentors, venues=venues, activities=activities, closures=tuple(shut))
    pairs = tuple(
        PlannedPair(mentee=row.id, mentor=draw.choice(mentors).id, state=PairState.AGREED, quality=1,
                    meeting=Meeting(place=draw.choice(venues).id, slot=_slot(draw)))
        for row in mentees
    )  # fmt: skip
    everybody = [row.id for row in (*mentees, *mentors)]
    sessions = [
        Session(id=f"{row.id}#{n}", activity=row.id, venue=draw.choice(venues).id, slot=_slot(draw))
        for row in activities
        for n in (1, 2, 3)
    ]
    attending: dict[str, list[str]] = {one.id: [] for one in sessions}
    for person in everybody:
        for one in draw.sample(sessions, min(2, len(sessions))):
            attending[one.id].append(person)
    sessions = [evolve(one, attendees=tuple(attending[one.id])) for one in sessions]
    plan = Plan(scope="plan", made_from="0" * 32, programme=of.name, as_of=of.as_of, pairs=pairs,
                timetable=Timetable(sessions=tuple(sessions)))  # fmt: skip
    wishes = Tellings(people={id: Telling(id=id, calendar=True) for id in everybody})
    return Disclosed(
        judged=JudgedPlan(plan=plan, verdict=Verdict()), programme=of, tellings=wishes,
        dates=Meetings(of).of_plan(plan),
    )  # fmt: skip


def _slot(draw: random.Random) -> Slot:
    rhythm = draw.choice((Rhythm.WEEKLY, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY))
    return Slot(weekday=draw.randrange(5), start=draw.randrange(540, 1080, 30), minutes=60, rhythm=rhythm,
                first=draw.choice(rhythm.firsts))  # fmt: skip


def _now(days: int) -> Now:
    moment = dt.datetime.combine(MONDAY + dt.timedelta(days=days), dt.time(9), dt.UTC)
    return Now(moment=moment, today=moment.date(), planned_from=MONDAY)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    begun = time.perf_counter()
    disclosed = a_plan(people)
    sessions, version = len(disclosed.judged.plan.timetable.sessions), importlib.metadata.version("icalendar")
    print(
        f"{people:,} people, {sessions} sessions; icalendar {version}; plan made in {time.perf_counter() - begun:.1f} s"
    )
    first = _timed("calendars made", lambda: export(disclosed, (), KEY, _now(-30)))
    again = _timed("again, nothing changed", lambda: export(disclosed, first.entries, KEY, _now(-29)))
    assert [file.body for file in again.files] == [file.body for file in first.files]
    half = evolve(disclosed.judged.plan, pairs=disclosed.judged.plan.pairs[::2])
    other = Disclosed(judged=JudgedPlan(plan=half, verdict=Verdict()), programme=disclosed.programme,
                      tellings=disclosed.tellings, dates=disclosed.dates)  # fmt: skip
    _timed("half of the pairs gone", lambda: export(other, first.entries, KEY, _now(-28)))
    with tempfile.TemporaryDirectory() as name:
        _kept(pathlib.Path(name), disclosed, first)


def _kept(folder: pathlib.Path, disclosed: Disclosed, made: Exported) -> None:
    store = Store(folder)
    _timed("remembered", lambda: store.remember_export(disclosed.judged, "b", made.entries, _now(0).moment, {}))
    _timed("files written", lambda: [overwrite(folder / f"{f.name}.ics", f.body, lasting=False) for f in made.files])
    size = sum(len(file.body) for file in made.files)
    print(f"  {len(made.files):,} files, {size / 1e6:.1f} MB, {len(made.entries):,} entries")


def _timed(what, work):  # type: ignore[no-untyped-def]
    begun, cpu = time.perf_counter(), time.process_time()
    out = work()
    print(f"  {what:<32} {time.perf_counter() - begun:6.2f} s ({time.process_time() - cpu:.2f} s of one core)")
    return out


if __name__ == "__main__":
    main()
