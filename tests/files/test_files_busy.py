"""busy.csv: calendars of mentors, people and venues become what planner and judge know already."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from files_folder import VENUES, only, read, told, with_columns, write
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.busy import LARGEST
from mentormatch.domain.problem import Severity
from mentormatch.domain.slots import Rhythm
from mentormatch.files import Loaded, read_programme
from mentormatch.files.busy import _runs
from mentormatch.records import made_from
from mentormatch.term import Calendar

EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Secret\r\nDTSTART:{start}\r\nDTEND:{end}\r\n{more}END:VEVENT\r\n"


def event(day: str, hours: str = "10:00-11:00", more: str = "") -> str:
    """An event of a day, by the local clock."""
    start, end = (f"{day}T{hour.replace(':', '')}00" for hour in hours.split("-"))
    return EVENT.format(uid=f"{day}{hours}", start=start, end=end, more=more + "\r\n" if more else "")


def all_day(day: str) -> str:
    return f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART;VALUE=DATE:{day}\r\nEND:VEVENT\r\n"


def reading(folder: Path, *events: str, busy: str = "M001,diary.ics,", **changed: str) -> Loaded:
    """What a good folder with a calendar gives."""
    (folder / "p").mkdir(parents=True)
    text = "BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n"
    (folder / "p" / "diary.ics").write_text(text, encoding="utf-8", newline="")
    return read(folder / "p", busy_csv=f"who,file,single\n{busy}\n", **changed)


def test_an_hour_that_repeats_is_one_commitment_of_its_dates(tmp_path: Path) -> None:
    loaded = reading(tmp_path, event("20270112", more="RRULE:FREQ=WEEKLY;COUNT=5"))
    assert loaded.programme is not None
    (one,) = loaded.programme.commitments
    assert (one.person, one.slot.weekday, one.slot.start, one.slot.minutes) == ("M001", 1, 600, 60)
    assert (one.starts_on, one.ends_on) == (dt.date(2027, 1, 12), dt.date(2027, 2, 9))
    assert str(one.source) == "diary.ics row 1" and "Secret" not in repr(loaded)


def test_a_whole_day_is_a_date_away(tmp_path: Path) -> None:
    loaded = reading(tmp_path, all_day("20270112"), all_day("20270113"))
    assert loaded.programme is not None and loaded.programme.commitments == ()
    mentor = next(one for one in loaded.programme.mentors if one.id == "M001")
    assert mentor.availability is not None
    assert [str(one) for one in mentor.availability.away] == ["2027-01-12..2027-01-13"]


def test_an_hour_on_one_date_takes_that_hour_or_that_day_as_the_row_says(tmp_path: Path) -> None:
    hour = reading(tmp_path / "a", event("20270112"))
    day = reading(tmp_path / "b", event("20270112"), busy="M001,diary.ics,day")
    assert hour.programme is not None and day.programme is not None
    assert len(hour.programme.commitments) == 1 and not day.programme.commitments
    mentor = day.programme.mentors[0]
    assert mentor.availability is not None and mentor.availability.away_on(dt.date(2027, 1, 12))


def test_a_venue_is_not_open_while_it_is_booked(tmp_path: Path) -> None:
    venues = with_columns(VENUES, open="Tue 09:00-17:00")
    loaded = reading(
        tmp_path, event("20270112", more="RRULE:FREQ=WEEKLY"), all_day("20270323"), busy="library,diary.ics,",
        venues_csv=venues,
    )  # fmt: skip
    assert loaded.programme is not None
    library = next(one for one in loaded.programme.venues if one.id == "library")
    assert str(library.opening) == "Tue 09:00-10:00; Tue 11:00-17:00; not 2027-03-23"


def test_a_venue_booked_every_second_week_is_open_in_the_others(tmp_path: Path) -> None:
    venues = with_columns(VENUES, open="Tue 09:00-17:00")
    rule = "RRULE:FREQ=WEEKLY;INTERVAL=2"
    loaded = reading(tmp_path, event("20270112", more=rule), busy="library,diary.ics,", venues_csv=venues)
    assert loaded.programme is not None
    library = next(one for one in loaded.programme.venues if one.id == "library")
    assert library.opening.covers(1, "B", 600, 660) and not library.opening.covers(1, "A", 600, 660)


def test_a_booking_of_our_own_fixed_session_does_not_shut_us_out(tmp_path: Path) -> None:
    walk = "id,name,minutes,fixed,fixed_venue\nA1,Walk,60,Tue 10:00,library\n"
    loaded = reading(
        tmp_path, event("20270112", "09:45-11:15", "RRULE:FREQ=WEEKLY"), busy="library,diary.ics,", activities_csv=walk
    )
    assert loaded.programme is not None
    library = next(one for one in loaded.programme.venues if one.id == "library")
    assert library.opening.covers(1, "A", 600, 660)


def test_a_folder_is_all_its_calendars_and_a_plan_knows_that_they_changed(tmp_path: Path) -> None:
    before = reading(tmp_path, event("20270112"), busy="M001,diaries,")
    assert before.programme is None and "is not there" in str(only(before))
    folder = tmp_path / "p"
    (folder / "diaries").mkdir()
    for name, day in (("a.ics", "20270112"), ("b.ICS", "20270113")):
        (folder / "diaries" / name).write_text(f"BEGIN:VCALENDAR\n{event(day)}END:VCALENDAR\n", encoding="utf-8")
    both = read_programme(folder)
    (folder / "diaries" / "b.ICS").unlink()
    one = read_programme(folder)
    assert both.programme is not None and one.programme is not None
    assert [len(loaded.programme.commitments) for loaded in (both, one) if loaded.programme] == [2, 1]
    assert made_from(both.programme, both.history) != made_from(one.programme, one.history)


@pytest.mark.parametrize(
    ("row", "says"),
    [("X9,diary.ics,", '"X9" is nobody'), ("M001,no.ics,", "is not there"), ("M001,,", "file"),
     ("M001,diary.ics,never", "single"), ("M001,people.csv,", "not a calendar")],
)  # fmt: skip
def test_a_row_that_cannot_be_used_says_what_to_write(tmp_path: Path, row: str, says: str) -> None:
    loaded = reading(tmp_path, busy=row)
    assert loaded.programme is None and told(loaded, "", says) and all(problem.remedy for problem in loaded.errors)


def test_a_hostile_file_is_a_problem_with_file_and_event(tmp_path: Path) -> None:
    loaded = reading(tmp_path, event("20270112"), event("20270113", more="RRULE:FREQ=SECONDLY"))
    assert loaded.programme is None and str(only(loaded)).startswith("diary.ics: event 2 repeats within the day")


def test_a_gigabyte_of_zeros_is_not_even_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", busy_csv="who,file\nM001,big.ics\n")
    with (folder / "big.ics").open("wb") as file:
        file.truncate(1024**3)
    assert "is larger than" in str(only(read_programme(folder))) and LARGEST < 1024**3


def test_a_device_is_no_calendar(tmp_path: Path) -> None:
    device = Path("/dev/zero")
    if not device.exists():
        pytest.skip("no such device here")
    assert told(reading(tmp_path, busy=f"M001,{device},"), "is no file")


def test_a_calendar_of_other_months_is_told(tmp_path: Path) -> None:
    assert told(reading(tmp_path, event("20260112")), "diary.ics: says nothing about", severity=Severity.WARNING)


def test_an_hour_read_without_its_zone_is_told(tmp_path: Path) -> None:
    odd = event("20270112").replace("DTSTART:", "DTSTART;TZID=Nowhere:")
    assert told(reading(tmp_path, odd), "diary.ics", "event 1", severity=Severity.WARNING)


@given(st.sets(st.integers(0, 25), min_size=1))
def test_commitments_have_the_dates_that_were_read_and_no_others(weeks: set[int]) -> None:
    from mentormatch.domain.policy import Term
    from mentormatch.domain.slots import Slot

    term = Term(first_day=dt.date(2027, 1, 11), weeks=26)
    days = [dt.date(2027, 1, 12) + dt.timedelta(weeks=week) for week in sorted(weeks)]
    found: list[dt.date] = []
    for run, rhythm in _runs(days):
        first = 1 if rhythm is Rhythm.WEEKLY else "AB".index(term.week_letter(run[0])) + 1
        slot = Slot(weekday=1, start=600, minutes=60, rhythm=rhythm, first=first)
        found += Calendar(term=term).planned(slot, run[0], run[-1])
    assert sorted(found) == days
