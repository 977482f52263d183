"""What is said of changed calendars: who, what, from when, by when, and how they wish to be reached."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from builders import MONDAY
from disclosed import disclosed, meets, runs

sys.path.insert(0, str(Path(__file__).parents[1] / "calendars"))
from exports import at, exported

from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.telling import ContactBy, GroupTelling, Telling, VenueTelling
from mentormatch.reports.calendar_changes import changes_told
from mentormatch.reports.names import Names

PEOPLE = {"E1": Telling(id="E1", calendar=True, contact_by=ContactBy.PHONE), "M1": Telling(id="M1")}
VENUES = {"hall": VenueTelling(id="hall", calendar=True)}


def plan(*what: object, **more: object) -> Disclosed:
    return disclosed(*what, **{"people": PEOPLE, "venues": VENUES, **more})


def told(
    before: Disclosed, after: Disclosed, today: dt.date = MONDAY - dt.timedelta(days=9), hour: int = 9
) -> list[str]:
    now = at(today, hour=hour)
    changes = exported(after, exported(before), now).changes
    names = Names(by_id={"E1": "Rowan W."})
    lines = changes_told(changes, after.programme, after.tellings, names, now.moment.replace(tzinfo=None))
    whole = " ".join(line.strip() if line.startswith("    ") else f"\n{line}" for line in lines)
    return [line.strip() for line in whole.split("\n") if line.strip()]


def test_nothing_changed_is_said() -> None:
    assert told(plan(meets("E1", "M1")), plan(meets("E1", "M1"))) == [
        "Nobody has to be told anything: nothing has changed for them."
    ]


def test_another_hour_says_what_was_and_from_when() -> None:
    lines = told(plan(meets("E1", "M1")), plan(meets("E1", "M1", when="Thu 14:00-15:00", at="hall")))
    assert lines[0] == "To tell (3), the soonest first:"
    assert lines[1] == (
        "E1 Rowan W. (has a calendar; phone): now Thursdays 14:00 to 15:00, hall (26 dates), from Tue 12 Jan 2027; "
        "was Tuesdays 10:00 to 11:00, cafe (26 dates); before Tue 12 Jan 2027 10:00."
    )
    assert lines[2].startswith("M1 (no calendar): now Thursdays")


def test_dates_more_and_fewer_are_named_one_by_one() -> None:
    tuesdays = [MONDAY + dt.timedelta(days=1 + 7 * n) for n in range(26)]
    lines = told(plan(meets("E1", "M1"), lost=tuesdays[2:4]), plan(meets("E1", "M1"), lost=tuesdays[3:5]))
    assert "not on Tue 9 Feb 2027; also on Tue 26 Jan 2027; before Tue 26 Jan 2027 10:00." in lines[1]


def test_what_is_soon_is_to_be_phoned_about_and_comes_first() -> None:
    both = (meets("E1", "M1"), runs("walk", "Fri 10:00-11:00", by="E2"))
    lines = told(plan(*both), plan(), today=MONDAY, hour=8)
    assert lines[0] == "To phone about now (2): a calendar may be read a day late."
    assert lines[1].startswith("E1 Rowan W. (has a calendar; phone): off: Tuesdays 10:00 to 11:00, cafe (26 dates)")
    assert lines[3] == "To tell (3), the soonest first:"
    assert any(line.startswith("hall hall (has a calendar): off: Fridays") for line in lines)


def test_a_group_is_named_only_where_it_has_a_calendar() -> None:
    walk = runs("walk", "Fri 10:00-11:00")
    assert not [line for line in told(plan(), plan(walk)) if line.startswith("Calendar of")]
    groups = {"walk": GroupTelling(id="walk", calendar=True)}
    assert [
        line for line in told(plan(), plan(walk, groups=groups)) if line.startswith("Calendar of walk: new: Fridays")
    ]
