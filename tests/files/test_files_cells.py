"""What stands in a cell -> what it means."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from files_folder import GOOD, MENTORS, PEOPLE, only, read, told, with_columns
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.domain.people import Trait, Want
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import WeekError
from mentormatch.files import cells, starts
from mentormatch.files.cells import CellError
from mentormatch.files.columns import SHEETS
from mentormatch.files.columns.people import MODES, offers, stage, urgencies


def refuses(parse, text):
    with pytest.raises((CellError, WeekError)) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (offers, "yes", 3),
        (offers, "no", 0),
        (offers, "2", 2),
        (cells.hours, "3", 180),
        (cells.hours, "3.5", 210),
        (cells.hours, "3,5 h", 210),
        (cells.hours, "3:30", 210),
        (cells.hours, "3h30", 210),
        (cells.pounds, "5.50", 550),
        (cells.pounds, "£5", 500),
        (cells.pounds, "£ 12.5", 1250),
        (cells.pounds, "80p", 80),
        (cells.whole(), "2.0", 2),
        (cells.yes_no, "✓", True),
        (cells.yes_no, "N", False),
        (cells.gender, "Female", "woman"),
        (cells.gender, "M", "man"),
        (cells.gender, "Trans  Woman", "trans woman"),
        (cells.language, "polish", "Polish"),
        (cells.language, "BSL", "BSL"),
        (cells.language, "POLISH", "Polish"),
        (cells.date, "04/03/2027", dt.date(2027, 3, 4)),
        (cells.date, "2027-03-04", dt.date(2027, 3, 4)),
        (cells.date, "4 Mar 2027", dt.date(2027, 3, 4)),
        (MODES, "walking", MODES("foot")),
        (stage, "2.0", 2),
        (stage, "First  steps", "first steps"),
        (urgencies, "none", ()),
    ],
)
def test_a_cell_is_read(parse, text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    ("parse", "text", "piece"),
    [
        (cells.date, "46450", "4 March 2027"),
        (cells.date, "03/25/2027", "day in the calendar"),
        (cells.date, "#REF!", "not a date"),
        (cells.date, "01/01/1900", "too far"),
        (cells.hours, "lots", "hours"),
        (cells.pounds, "five", "pounds"),
        (cells.pounds, "5.505", "pounds"),
        (cells.whole(0, 9), "12", "between 0 and 9"),
        (cells.whole(0, 9), "-1", "whole number"),
        (cells.yes_no, "perhaps", "neither yes nor no"),
        (cells.identifier, "P1; P2", "semicolon"),
        (cells.identifier, "1.23457E+18", "cut short"),
        (cells.want, "woman", "kind: value"),
        (cells.want, "shoe size: 9", "kind: value"),
        (starts.start, "Tuesday", "day and an hour"),
        (starts.start, "Tue 6", "morning or evening"),
        (starts.spans, "Tue 10-11; not 2027-01-04", "holds dates"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(parse, text, piece):
    assert piece in refuses(parse, text).says


def test_an_american_date_gets_a_hint():
    assert "day first" in refuses(cells.date, "03/25/2027").remedy


def test_lists_are_parted_by_semicolons_or_else_by_commas_each_once():
    words = cells.listed(cells.folded)
    assert words("Recovery; debt ; recovery") == ("recovery", "debt")
    assert words("recovery, debt") == ("recovery", "debt")
    assert words("arts, crafts; debt") == ("arts, crafts", "debt")


def test_wants_are_folded_as_what_they_are_about():
    assert cells.listed(cells.want)("Gender: Female; language: polish; person: M07; life-stage: Mid-Life") == (
        Want(trait=Trait.GENDER, value="woman"),
        Want(trait=Trait.LANGUAGE, value="Polish"),
        Want(trait=Trait.PERSON, value="M07"),
        Want(trait=Trait.LIFE_STAGE, value="mid-life"),
    )


def test_meetings_sessions_and_commitments_are_read():
    assert starts.start("Tue 10:30").slot(60, Rhythm.WEEKLY) == Slot(weekday=1, start=630, minutes=60)
    assert starts.start("B: Tuesday 6.30pm-8pm").slot(60, Rhythm.WEEKLY) == Slot(
        weekday=1, start=1110, minutes=90, rhythm=Rhythm.FORTNIGHTLY, first=2
    )
    assert [str(one.slot(60, Rhythm.WEEKLY)) for one in starts.starts("Tue 10:00; A: Thu 14:00")] == [
        "Tue 10:00",
        "Thu 14:00, every second week (week A)",
    ]
    assert [slot.minutes for slot in starts.spans("Tue 10:00-11:30; A: Thu 9-10")] == [90, 60]


ALL_PARSERS = [(f"{sheet.name}.{column.name}", column) for sheet in SHEETS for column in sheet.columns]


@pytest.mark.parametrize(("name", "column"), ALL_PARSERS, ids=[name for name, _ in ALL_PARSERS])
def test_the_example_of_every_column_can_be_read(name, column):
    assert column.example
    column.parser(column.example)


@given(text=st.text(min_size=1, max_size=40).map(str.strip).filter(bool))
def test_parsers_read_or_refuse_and_never_break(text):
    for _, column in ALL_PARSERS:
        with contextlib.suppress(CellError, WeekError):
            column.parser(text)


def test_every_field_of_a_row_comes_from_a_column_or_from_build():
    by_hand = {"source", "spot", "slot", "people", "fixed"}
    hidden = {"availability", "interests", "stage"}
    for sheet in SHEETS:
        if sheet.makes is None:
            continue
        filled = {column.goes_to for column in sheet.columns} | by_hand | hidden
        assert {field.name for field in sheet.makes.__attrs_attrs__} <= filled | {"venue", "minutes"}, sheet.name


def test_a_row_of_every_column_becomes_a_person(tmp_path):
    more = with_columns(
        PEOPLE,
        away="2027-02-15..2027-02-19; 01/03/2027",
        max_fare="£5.50",
        priority="urgent",
        priority_set_by="S1",
        priority_until="30/04/2027",
        home_by="19:00",
        out_from="7:30",
        not_at="hall",
        requires="gender: woman",
        interests="Five-a-side football; walking; five a side football",
        gender="F",
        stage_agreed_on="01/02/2027",
    )
    loaded = read(tmp_path, people_csv=more)
    assert loaded.programme is not None, [str(problem) for problem in loaded.errors]
    person = loaded.programme.mentees[0]
    assert (person.max_pence, person.home_by, person.out_from) == (550, 1140, 450)
    assert [str(stretch) for stretch in person.availability.away] == ["2027-02-15..2027-02-19", "2027-03-01"]
    assert len(person.interests) == 2
    assert person.gender == "woman"
    assert person.area == "South Ayrshire"
    assert person.source.row == 2


def test_a_mentor_who_is_away_and_gives_no_hours_has_the_programme_s_own(tmp_path):
    table = with_columns(MENTORS.replace("Mon-Fri 09:00-17:00", "", 1), away="2027-02-15")
    loaded = read(tmp_path, mentors_csv=table)
    mentor = loaded.programme.mentors[0]
    assert mentor.availability.away
    assert mentor.availability.windows == loaded.programme.policy.default_availability.windows
    assert told(loaded, "hours not known for 1 (M001)")


def test_hours_that_can_be_read_two_ways_are_told_with_both(tmp_path):
    problem = only(read(tmp_path, people_csv=GOOD["people.csv"].replace("Tue 13:00-17:00", "Tues 6-8")))
    assert str(problem) == (
        'people.csv row 3, column "availability": "Tues 6-8" has no am or pm and could be morning or evening\n'
        '  Write "06:00-08:00" or "18:00-20:00".'
    )


def test_an_interest_that_is_not_known_is_asked_about_and_dropped(tmp_path):
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, interests="walkin; quidditch and such"))
    assert loaded.programme is not None
    assert told(loaded, "quidditch and such", "counts nothing")
    assert len(loaded.programme.mentees[0].interests) == 1


def test_a_stage_out_of_range_names_the_stages(tmp_path):
    problem = only(read(tmp_path, people_csv=PEOPLE.replace(",1,own", ",7,own")))
    assert (problem.seen, "0 (before the start)" in problem.remedy) == ("7", True)


def test_a_stage_may_be_written_as_its_name(tmp_path):
    assert read(tmp_path, people_csv=PEOPLE.replace(",1,own", ",First steps,own")).programme.mentees[0].stage == 1


def test_the_recorded_meeting_of_a_pair_is_a_slot(tmp_path):
    table = (
        "mentee,mentor,state,since,place,meeting,rhythm,week,minutes\n"
        "P001,M001,agreed,12/01/2027,library,Tue 10:30,fortnightly,B,45\n"
    )
    pair = read(tmp_path, pairs_csv=table).history.pairs[0]
    assert pair.slot == Slot(weekday=1, start=630, minutes=45, rhythm=Rhythm.FORTNIGHTLY, first=2)
    assert (pair.place, pair.source.row) == ("library", 2)


def test_a_meeting_takes_length_and_rhythm_from_the_person(tmp_path):
    table = "mentee,mentor,state,since,place,meeting\nP001,M001,agreed,12/01/2027,library,Tue 10:30\n"
    people = with_columns(PEOPLE, meeting_minutes="90", rhythm="fortnightly")
    loaded = read(tmp_path, pairs_csv=table, people_csv=people)
    slot = loaded.history.pairs[0].slot
    assert (slot.minutes, slot.rhythm, slot.first) == (90, Rhythm.FORTNIGHTLY, 1)
    assert told(loaded, "pairs.csv row 2", "the first is assumed")


def test_a_week_that_does_not_go_with_the_rhythm_is_told(tmp_path):
    table = (
        "mentee,mentor,state,since,place,meeting,rhythm,week\n"
        "P001,M001,agreed,12/01/2027,library,Tue 10:30,fortnightly,4\n"
    )
    assert only(read(tmp_path, pairs_csv=table)).where.column == "week"


def test_several_hours_of_one_commitment_row_are_several_commitments(tmp_path):
    table = "person,when,at,from\nM001,Tue 10:00-11:30; A: Thu 9-10,library,11/01/2027\n"
    found = read(tmp_path, commitments_csv=table).programme.commitments
    assert [(one.venue, one.slot.rhythm, one.starts_on.isoformat()) for one in found] == [
        ("library", Rhythm.WEEKLY, "2027-01-11"),
        ("library", Rhythm.FORTNIGHTLY, "2027-01-11"),
    ]


def test_fixed_sessions_of_an_activity_are_slots(tmp_path):
    table = "id,minutes,kind,fixed,fixed_venue,fixed_leaders\nwalk,90,group,Tue 10:00; A: Thu 14:00,hall,M001\n"
    activity = read(tmp_path, activities_csv=table).programme.activities[0]
    assert [slot.minutes for slot in activity.fixed] == [90, 90]
    assert [slot.rhythm for slot in activity.fixed] == [Rhythm.WEEKLY, Rhythm.FORTNIGHTLY]


def test_a_table_of_journeys_is_read(tmp_path):
    table = "from,to,by,minutes,fare\nKA7 1,library,bus,20,3.20\nKA7 1,hall,any,,\n"
    rows = {row.place: row for row in read(tmp_path, travel_csv=table).programme.journeys}
    assert (rows["library"].mode, rows["library"].minutes, rows["library"].pence) == ("bus", 20, 320)
    assert (rows["hall"].mode, rows["hall"].minutes) == (None, None)
