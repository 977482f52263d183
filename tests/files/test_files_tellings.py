"""What people wish to be told, read from the columns; none of it changes what a plan is made from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from files_folder import MENTORS, PEOPLE, PROGRAMME, read, told, with_columns

from mentormatch.domain.problem import Severity
from mentormatch.domain.telling import ContactBy, GroupTelling, Office, Telling, VenueTelling
from mentormatch.files import Contact
from mentormatch.files.tellings import first_name
from mentormatch.records import made_from

ACTIVITY = "id,name,public,public_by,public_on,listed_as,calendar\nwalk,Walk,{},{},{},Walking,yes\n"


def test_without_a_word_nobody_has_a_calendar_and_no_name_is_told(tmp_path: Path) -> None:
    wishes = read(tmp_path).tellings
    assert wishes.person("P001") == Telling(id="P001")
    assert not wishes.person("P001").calendar and not wishes.person("P001").first_name_ok
    assert wishes.venue("library") == VenueTelling(id="library")


def test_wishes_are_read_from_their_columns(tmp_path: Path) -> None:
    people = with_columns(PEOPLE, calendar="yes", calendar_title="Coffee", alarm="60", first_name_ok="x",
                          contact_by="SMS", safe_to_leave_message="y")  # fmt: skip
    contacts = "id,name,known_as\nP001,Rowan Wren,Ro\n"
    loaded = read(tmp_path, people_csv=people, contacts_csv=contacts)
    assert not loaded.errors
    assert loaded.tellings.person("P001") == Telling(
        id="P001", calendar=True, calendar_title="Coffee", alarm=60, first_name_ok=True, first_name="Ro",
        contact_by=ContactBy.TEXT, safe_to_leave_message=True,
    )  # fmt: skip


def test_somebody_in_two_files_consents_only_where_neither_row_says_no(tmp_path: Path) -> None:
    people = with_columns(PEOPLE, first_name_ok="yes", calendar="yes")
    mentors = with_columns(MENTORS, first_name_ok="no").replace("M001", "P001")
    wishes = read(tmp_path, people_csv=people, mentors_csv=mentors).tellings.person("P001")
    assert wishes.calendar and not wishes.first_name_ok


def test_the_office_is_read_and_an_unknown_setting_told(tmp_path: Path) -> None:
    more = PROGRAMME + '[office]\nname = "Fern"\nphone = "01632 960000"\nfone = "1"\n'
    loaded = read(tmp_path, programme_toml=more)
    assert loaded.tellings.office == Office(name="Fern", phone="01632 960000")
    assert told(loaded, "fone")


def test_public_counts_only_with_who_decided_and_when(tmp_path: Path) -> None:
    loaded = read(tmp_path, activities_csv=ACTIVITY.format("yes", "", ""))
    assert told(loaded, "is not published", severity=Severity.WARNING)
    day = dt.date(2027, 1, 11)
    assert not loaded.tellings.group("walk").published_on(day)
    row = GroupTelling(id="walk", public=True, public_by="S1", public_on=day)
    assert row.published_on(day) and not row.published_on(day - dt.timedelta(days=1))


def test_wishes_do_not_change_what_a_plan_is_made_from(tmp_path: Path) -> None:
    before = read(tmp_path / "a", activities_csv=ACTIVITY.format("", "", ""))
    wished = with_columns(PEOPLE, calendar="yes", alarm="30")
    after = read(tmp_path / "b", people_csv=wished, activities_csv=ACTIVITY.format("yes", "S1", "11/01/2027"))
    assert before.programme is not None and after.programme is not None
    assert made_from(before.programme, before.history) == made_from(after.programme, after.history)


@pytest.mark.parametrize(
    ("name", "known_as", "called"),
    [
        ("Rowan Wren", "", "Rowan"),
        ("Wren, Rowan", "", "Rowan"),
        ("Rowan Wren", "Ro", "Ro"),
        ("", "", ""),
        ("Wren,", "", "Wren"),
    ],
)
def test_a_first_name_is_one_word(name: str, known_as: str, called: str) -> None:
    assert first_name(Contact(id="P001", name=name, known_as=known_as)) == called
