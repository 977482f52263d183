"""Judged plans made by hand, as their readers may see them: what calendars are tried on, without a planner."""

from __future__ import annotations

import datetime as dt
from typing import Any

from builders import MONDAY, mentee, mentor, programme, slot, venue
from honest_timetables import activity, staff

from mentormatch.domain.appointments import MEETING, SESSION, Disclosed, HeldDates
from mentormatch.domain.history import PairState
from mentormatch.domain.plan import Meeting, Plan, PlannedPair
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.telling import Telling, Tellings
from mentormatch.domain.timetable import DateLost, Session, Timetable
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.term import Calendar

WEEK = dt.timedelta(weeks=1)


def small(**more: Any) -> Programme:
    """Two to be mentored, two mentors, a worker, a café, a hall and a walk."""
    given: dict[str, Any] = {
        "mentees": [mentee("E1"), mentee("E2")],
        "mentors": [mentor("M1"), mentor("M2")],
        "staff": [staff("S1")],
        "venues": [venue("cafe"), venue("hall", takes_room=True)],
        "activities": [activity("walk")],
    }
    return programme(**{**given, **more})


def meets(
    mentee: str, mentor: str, when: str | Slot = "Tue 10:00-11:00", state: PairState = PairState.AGREED,
    at: str = "cafe", **more: Any,
) -> PlannedPair:  # fmt: skip
    """A pair with a meeting."""
    hour = slot(when) if isinstance(when, str) else when
    return PlannedPair(
        mentee=mentee, mentor=mentor, state=state, quality=700, meeting=Meeting(place=at, slot=hour), **more
    )


def runs(
    of: str, when: str | Slot, at: str = "hall", led: str = "S1", by: str = "", lost: Any = (), n: int = 1
) -> Session:
    """A session of the first term, held on all dates but those lost."""
    hour = slot(when) if isinstance(when, str) else when
    planned = Calendar.of(small()).planned(hour)
    return Session(
        id=f"{of}#{n}", activity=of, venue=at, slot=hour, leaders=tuple(led.split()), attendees=tuple(by.split()),
        dates=tuple(day for day in planned if day not in lost),
        not_held=tuple(DateLost(day=day, why="closed") for day in lost),
    )  # fmt: skip


def disclosed(
    *what: PlannedPair | Session,
    of: Programme | None = None,
    lost: Any = (),
    left_out: Any = (),
    pairs_left_out: Any = (),
    **tellings: Any,
) -> Disclosed:
    """These pairs and sessions as a judged plan; pairs meet on every date of the term but those lost."""
    where = of or small()
    pairs = tuple(one for one in what if isinstance(one, PlannedPair))
    sessions = tuple(one for one in what if isinstance(one, Session))
    plan = Plan(scope="plan", made_from="0" * 32, programme=where.name, as_of=where.as_of, pairs=pairs,
                timetable=Timetable(sessions=sessions))  # fmt: skip
    calendar = Calendar.of(where)
    dates: dict[tuple[str, ...], HeldDates] = {
        (SESSION, one.id): HeldDates(held=one.dates, not_held=tuple(gone.day for gone in one.not_held))
        for one in sessions
    }
    for pair in pairs:
        if pair.meeting is not None:
            planned = calendar.planned(pair.meeting.slot, where.as_of)
            gone = tuple(day for day in planned if day in lost)
            held = tuple(day for day in planned if day not in lost)
            dates[MEETING, pair.mentee, pair.mentor] = HeldDates(held=held, not_held=gone)
    return Disclosed(
        judged=JudgedPlan(plan=plan, verdict=Verdict()),
        programme=where,
        tellings=tellings.pop("tellings", None) or Tellings(**tellings),
        dates=dates,
        left_out=left_out,
        pairs_left_out=pairs_left_out,
    )


def asked(*ids: str, **more: Any) -> dict[str, Telling]:
    """People who asked for a calendar."""
    return {id: Telling(id=id, calendar=True, **more) for id in ids}


TUESDAY = MONDAY + dt.timedelta(days=1)
