"""What is not known: who is asked, what is assumed, and answers that come back in to-ask.csv."""

from __future__ import annotations

import pytest
from files_folder import MENTORS, PEOPLE, only, read, told, with_columns

from mentormatch.domain.problem import Severity
from mentormatch.domain.travelling import BusPass
from mentormatch.files import read_programme, to_ask, write_to_ask

ASK, ASSUMED = Severity.ASK, Severity.ASSUMED
BLANK = "id,home,bus_pass\nP001,,\nP002,,ask\n"


def questions(loaded):
    return [(one.id, one.what) for one in to_ask(loaded)]


def test_one_line_for_each_person_says_all_that_is_not_known(tmp_path):
    loaded = read(tmp_path, people_csv=BLANK)
    lines = [str(problem) for problem in loaded.problems if problem.severity is ASK]
    assert lines == [
        'people.csv row 2: "P001" not known: stage, home, hours, how they get about, bus pass, waiting since',
        'people.csv row 3: "P002" not known: stage, home, hours, how they get about, bus pass, waiting since',
    ]


def test_one_line_for_each_thing_says_what_is_assumed_meanwhile(tmp_path):
    loaded = read(tmp_path, people_csv=BLANK)
    assert told(loaded, "hours not known for 2 (P001, P002): they are free Mon-Fri 09:00-17:00", severity=ASSUMED)
    assert told(loaded, "longest way not known for 2", "45 minutes at most", severity=ASSUMED)
    assert told(loaded, "home not known for 2", "30 minutes each way", severity=ASSUMED)


def test_nothing_missing_stops_planning(tmp_path):
    loaded = read(tmp_path, people_csv="id\nP001\n", mentors_csv="id\nM001\n", venues_csv="id\nhall\n")
    assert loaded.programme is not None


def test_a_mentor_without_clearance_or_stage_is_asked_for_both(tmp_path):
    loaded = read(tmp_path, mentors_csv="id,home,availability,bus_pass,travels_by\nM001,Ayr,Mon 10-16,own,foot\n")
    assert told(loaded, '"M001" not known: clearance, stage, hours a week', severity=ASK)
    assert told(loaded, "clearance not known for 1 (M001)", "matched with nobody", severity=ASSUMED)


def test_gender_is_asked_for_only_where_somebody_requires_one(tmp_path):
    assert ("M001", "gender") not in questions(read(tmp_path / "a"))
    loaded = read(tmp_path / "b", people_csv=with_columns(PEOPLE, requires="gender: woman"))
    assert {("M001", "gender"), ("M004", "gender")} <= set(questions(loaded))
    assert ("P001", "gender") not in questions(loaded)


def test_a_bus_pass_is_asked_for_only_of_those_who_ride(tmp_path):
    loaded = read(tmp_path, people_csv=PEOPLE.replace("own,03/11/2026,foot; bus", ",03/11/2026,foot", 1))
    assert ("P001", "bus_pass") not in questions(loaded)


def test_those_who_rest_are_asked_nothing(tmp_path):
    assert questions(read(tmp_path, people_csv="id,status\nP001,paused\n")) == []


def test_an_answer_fills_the_blank_cell(tmp_path):
    answers = "id,what,question,answer\nP001,home,Where?,Girvan\nP001,bus_pass,?,own\nP002,stage,?,\n"
    loaded = read(tmp_path, people_csv=BLANK, to_ask_csv=answers)
    person = loaded.programme.mentees[0]
    assert (person.home, person.bus_pass) == ("Girvan", BusPass.OWN)
    assert ("P001", "home") not in questions(loaded)
    assert ("P002", "stage") in questions(loaded)


def test_an_answer_never_replaces_what_the_row_says(tmp_path):
    loaded = read(tmp_path, to_ask_csv="id,what,answer\nP001,home,Girvan\n")
    assert loaded.programme.mentees[0].home == "KA7 1"


def test_an_answer_to_bus_pass_replaces_ask(tmp_path):
    loaded = read(tmp_path, people_csv=BLANK, to_ask_csv="id,what,answer\nP002,Bus pass,none\n")
    assert loaded.programme.mentees[1].bus_pass is BusPass.NONE


def test_an_answer_that_cannot_be_read_is_told_where_it_stands(tmp_path):
    problem = only(read(tmp_path, people_csv=BLANK, to_ask_csv="id,what,answer\nP001,availability,Tues 6-8\n"))
    assert (problem.where.file, problem.where.row) == ("to-ask.csv", 2)


@pytest.mark.parametrize(
    ("row", "piece", "severity"),
    [("P001,hoem,Ayr", '"home"', Severity.ERROR), ("P01,home,Ayr", '"P001"', Severity.WARNING)],
)
def test_answers_about_nothing_or_nobody_are_told(tmp_path, row, piece, severity):
    loaded = read(tmp_path, people_csv=BLANK, to_ask_csv=f"id,what,answer\n{row}\n")
    assert told(loaded, "to-ask.csv row 2", piece, severity=severity)


def test_the_list_of_questions_comes_back_as_input(tmp_path):
    loaded = read(tmp_path, people_csv=BLANK)
    assert write_to_ask(tmp_path, to_ask(loaded)) is None
    path = tmp_path / "to-ask.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,what,question,answer\r\n")
    text = path.read_text(encoding="utf-8-sig").replace(",stage,", ',"stage",')
    path.write_text("\n".join(f"{line}3" if "stage" in line else line for line in text.splitlines()), encoding="utf-8")
    again = read_programme(tmp_path)
    assert [person.stage for person in again.programme.mentees] == [3, 3]


def test_an_older_list_is_kept_when_a_new_one_is_written(tmp_path):
    loaded = read(tmp_path, people_csv=BLANK, to_ask_csv="id,what,answer\nP001,home,Ayr\n")
    kept = write_to_ask(tmp_path, to_ask(loaded))
    assert kept.name == "to-ask.1.csv"
    assert "P001,home,Ayr" in kept.read_text()


def test_a_person_in_both_lists_is_asked_once(tmp_path):
    people = PEOPLE + "M001,Ayr,Mon-Fri 09:00-17:00,4,,1/1/2027,foot; bus,45\n"
    loaded = read(tmp_path, people_csv=people, mentors_csv=MENTORS.replace("4,own", "4,"))
    assert questions(loaded).count(("M001", "bus_pass")) == 1
