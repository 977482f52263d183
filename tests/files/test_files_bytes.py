"""What a file may be made of, and what is said where it is made of something else."""

from __future__ import annotations

import os

import pytest
from files_folder import MENTORS, PEOPLE, PROGRAMME, only, read, told, write
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch.domain.problem import Severity
from mentormatch.files import read_programme

SURNAME = "id,name\nP001,Seán O’Neil\n"


def test_a_good_folder_has_a_programme_and_nothing_to_tell(tmp_path):
    loaded = read(tmp_path)
    assert loaded.programme is not None
    assert [str(problem) for problem in loaded.problems if problem.severity is not Severity.ASSUMED] == []
    assert [mentee.id for mentee in loaded.programme.mentees] == ["P001", "P002"]


def test_a_file_in_latin1_is_refused_with_its_first_bad_row_and_a_remedy(tmp_path):
    problem = only(read(tmp_path, contacts_csv="id,name\nM001,Ann\nP001,Seán Ó Briain\n".encode("latin-1")))
    assert (problem.where.file, problem.where.row) == ("contacts.csv", 3)
    assert problem.seen == "Seán"
    assert "UTF-8" in problem.remedy


def test_a_file_in_windows_1252_is_refused_too(tmp_path):
    problem = only(read(tmp_path, contacts_csv=SURNAME.encode("cp1252")))
    assert problem.where.row == 2
    assert "Windows-1252" in problem.says


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf16_is_refused_with_a_remedy(tmp_path, encoding):
    problem = only(read(tmp_path, people_csv=PEOPLE.encode(encoding)))
    assert "UTF-16" in problem.says
    assert "CSV UTF-8" in problem.remedy


def test_a_gigabyte_of_zeros_is_refused_without_being_read(tmp_path):
    folder = write(tmp_path, people_csv=None)
    with (folder / "people.csv").open("wb") as file:
        file.truncate(1 << 30)
    problem = only(read_programme(folder))
    assert "zeros" in problem.says
    assert problem.where.file == "people.csv"


def test_a_small_file_of_zeros_is_refused(tmp_path):
    assert "zero bytes" in only(read(tmp_path, people_csv=b"\0" * 4096)).says


def test_a_workbook_under_another_name_is_refused(tmp_path):
    assert "workbook" in only(read(tmp_path, people_csv=b"PK\x03\x04rest")).says


@pytest.mark.parametrize("content", ["\ufeff" + PEOPLE, PEOPLE.replace("\n", "\r\n"), PEOPLE.replace("\n", "\r")])
def test_byte_order_marks_and_any_line_end_are_read(tmp_path, content):
    assert read(tmp_path, people_csv=content).programme is not None


def test_a_quoted_heading_behind_a_byte_order_mark_is_read(tmp_path):
    assert read(tmp_path, people_csv='\ufeff"id","wants"\nP001,1\n').programme is not None


def test_a_byte_order_mark_in_programme_toml_is_read(tmp_path):
    assert read(tmp_path, programme_toml="\ufeff" + PROGRAMME).programme is not None


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "is not there" in only(read_programme(tmp_path / "nowhere")).says


def test_a_file_in_place_of_a_folder_is_told(tmp_path):
    (tmp_path / "x").write_text("x")
    assert "not a folder" in only(read_programme(tmp_path / "x")).says


def test_an_empty_folder_names_every_file_that_is_needed(tmp_path):
    loaded = read_programme(tmp_path)
    missing = {problem.where.file for problem in loaded.errors}
    assert missing == {"programme.toml", "people.csv", "mentors.csv", "venues.csv"}


def test_a_programme_of_headers_is_a_programme(tmp_path):
    loaded = read(tmp_path, people_csv="id\n", mentors_csv="id\n", venues_csv="id\n")
    assert loaded.programme is not None
    assert loaded.programme.mentees == loaded.programme.mentors == ()


def test_a_programme_of_one_person_is_a_programme(tmp_path):
    loaded = read(tmp_path, people_csv="id\nP001\n", mentors_csv="id\n", venues_csv="id\n")
    assert loaded.programme is not None
    assert len(loaded.programme.mentees) == 1


def test_a_file_that_may_not_be_read_is_told(tmp_path):
    folder = write(tmp_path, people_csv=None)
    (folder / "people.csv").mkdir()
    assert "is a folder" in only(read_programme(folder)).says


def test_a_link_to_nowhere_is_told(tmp_path):
    folder = write(tmp_path, people_csv=None)
    os.symlink(folder / "gone.csv", folder / "people.csv")
    assert only(read_programme(folder)).where.file == "people.csv"


def test_names_of_files_may_have_capitals_and_hyphens(tmp_path):
    folder = write(tmp_path)
    (folder / "Keep-Apart.CSV").write_text("people\nP001; M001\n")
    (folder / "people.csv").rename(folder / "People.csv")
    loaded = read_programme(folder)
    assert loaded.programme is not None
    assert loaded.programme.apart("P001") == {"M001"}


def test_second_copies_and_workbooks_in_the_folder_are_warned_of(tmp_path):
    folder = write(tmp_path)
    for name in ("people (1).csv", "people.xlsx", "~$people.xlsx", ".~lock.people.csv#", "people.1.csv", "desktop.ini"):
        (folder / name).write_text("")
    warned = {problem.where.file for problem in read_programme(folder).problems if problem.severity is Severity.WARNING}
    assert warned == {"people (1).csv", "people.xlsx"}


def test_a_misspelt_keep_apart_file_is_an_error_not_silence(tmp_path):
    folder = write(tmp_path)
    (folder / "keep_appart.csv").write_text("people\nP001; M001\n")
    problem = only(read_programme(folder))
    assert "keep_apart.csv" in problem.remedy


def test_text_that_was_read_in_the_wrong_encoding_is_warned_of(tmp_path):
    loaded = read(tmp_path, contacts_csv="id,name\nP001,Oâ€™Neil\n")
    assert told(loaded, "looks damaged", "O’Neil", severity=Severity.WARNING)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["people_csv", "programme_toml", "venues_csv", "pairs_csv", "keep_apart_csv", "to_ask_csv"]),
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore"))),
)
def test_nothing_that_a_file_holds_raises(tmp_path_factory, name, content):
    loaded = read(tmp_path_factory.mktemp("any"), **{name: content})
    assert (loaded.programme is None) == bool(loaded.errors)


PIECES = st.lists(
    st.sampled_from(
        ["id", "P001", "M001", ",", ";", '"', "\n", "\t", "'", "people", "home", "away", "availability", "when", "1",
         "mentee", "since", "state", "asked", "Tue 10-12", "not ", "2027-01-01", "..", "=", "[", "]", "policy", "term",
         "wants", "A: ", ":", "£", "-", "NS 225 421", "\ufeff", "sep=;", "requires", "gender: woman", "stage", "fixed",
         "meeting"]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    name=st.sampled_from(
        ["people_csv", "mentors_csv", "programme_toml", "pairs_csv", "commitments_csv", "activities_csv"]
    ),
    content=PIECES.map("".join),
)
def test_nothing_made_of_our_own_words_raises_either(tmp_path_factory, name, content):
    loaded = read(tmp_path_factory.mktemp("words"), **{name: content})
    assert (loaded.programme is None) == bool(loaded.errors)


def test_mentors_alone_may_be_spoilt_and_the_rest_is_still_told(tmp_path):
    loaded = read(
        tmp_path, mentors_csv=MENTORS.encode("utf-16"), people_csv=PEOPLE.replace("P002,Troon", "P002,Troooon")
    )
    assert {problem.where.file for problem in loaded.errors} == {"mentors.csv", "people.csv"}
