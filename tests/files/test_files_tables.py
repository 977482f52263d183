"""Headers, delimiters, quotes and row numbers of CSV files."""

from __future__ import annotations

import pytest
from files_folder import PEOPLE, only, read, told, with_columns

from mentormatch.domain.problem import Severity


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_semicolons_tabs_and_commas_part_cells(tmp_path, delimiter):
    table = f"id{delimiter}home{delimiter}wants\nP001{delimiter}Ayr{delimiter}2\n"
    loaded = read(tmp_path, people_csv=table)
    assert loaded.programme is not None
    assert loaded.programme.mentees[0].wants == 2


def test_a_line_that_names_the_delimiter_is_no_row(tmp_path):
    loaded = read(tmp_path, people_csv="sep=;\nid;wants\nP001;many\n")
    assert only(loaded).where.row == 2


def test_capitals_blanks_and_brackets_in_headings_do_not_matter(tmp_path):
    loaded = read(tmp_path, people_csv="ID,Waiting Since,Max-Minutes (one way)\nP001,03/11/2026,40\n")
    assert loaded.programme is not None
    mentee = loaded.programme.mentees[0]
    assert (mentee.waiting_since.isoformat(), mentee.max_minutes) == ("2026-11-03", 40)


def test_blank_rows_do_not_count_and_rows_keep_their_numbers(tmp_path):
    loaded = read(tmp_path, people_csv="id,wants\nP001,1\n,\n\nP002,x\n" + ",,,,\n" * 500)
    assert only(loaded).where.row == 5


def test_a_cell_of_two_lines_is_one_row(tmp_path):
    loaded = read(tmp_path, contacts_csv='id,address\nP001,"1 Wood Lane\nAyr"\nP001,x\n')
    problem = only(loaded)
    assert (problem.where.row, problem.seen) == (3, "P001")


def test_an_open_quotation_mark_is_told_at_the_row_where_it_begins(tmp_path):
    rows = "".join(f"P{n:03d},Ayr\n" for n in range(10, 40))
    loaded = read(tmp_path, people_csv=f'id,home\nP001,"Ayr\n{rows}')
    problem = only(loaded)
    assert (problem.where.row, "quotation mark" in problem.says) == (2, True)


def test_an_open_quotation_mark_that_a_later_one_closes_is_told(tmp_path):
    rows = "".join(f"P{n:03d},Ayr\n" for n in range(10, 40))
    loaded = read(tmp_path, people_csv=f'id,home\nP001,"Ayr\n{rows}P099,"Troon"\n')
    assert told(loaded, "people.csv row 2", "quotation mark", severity=Severity.ERROR)


def test_a_quotation_mark_within_a_cell_is_told_and_the_rest_is_read(tmp_path):
    loaded = read(tmp_path, contacts_csv='id,name\nP001,"Nan" Lee\nP002,Ann\n')
    assert only(loaded).where.row == 2
    assert set(loaded.contacts.by_id) == {"P002"}


def test_a_row_that_is_too_long_is_told(tmp_path):
    loaded = read(tmp_path, people_csv="id,home\nP001,Ayr, South\n")
    assert (only(loaded).where.row, "3 cells" in only(loaded).says) == (2, True)


def test_a_row_that_is_too_short_is_filled(tmp_path):
    assert read(tmp_path, people_csv="id,home,wants\nP001\n").programme is not None


def test_a_heading_that_comes_twice_is_told(tmp_path):
    assert "twice" in only(read(tmp_path, people_csv="id,Home,home\nP001,Ayr,Troon\n")).says


def test_a_file_without_a_header_is_told(tmp_path):
    problem = only(read(tmp_path, people_csv="P001,Ayr\nP002,Troon\n"))
    assert "no column that is known" in problem.says


def test_a_title_above_the_header_is_skipped_with_a_warning(tmp_path):
    loaded = read(tmp_path, people_csv="People of the autumn,,\n,,\nid,wants,home\nP001,z,Ayr\n")
    assert told(loaded, "people.csv row 1", "above the header")
    assert only(loaded).where.row == 4


def test_a_column_that_every_row_needs_is_told_once(tmp_path):
    problem = only(read(tmp_path, people_csv="home,wants\nAyr,1\nTroon,1\n"))
    assert 'no column "id"' in problem.says


def test_an_id_that_is_missing_is_told_by_its_row(tmp_path):
    problem = only(read(tmp_path, people_csv="id,wants\nP001,1\n,1\n"))
    assert (problem.where.row, problem.where.column, problem.says) == (3, "id", "is missing")


def test_an_unknown_heading_is_warned_of_with_the_nearest(tmp_path):
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, intrests="walking"))
    assert told(loaded, '"intrests"', "not read", '"interests"', severity=Severity.WARNING)
    assert loaded.programme is not None


def test_a_misspelt_heading_that_protects_somebody_is_an_error(tmp_path):
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, not_att="library"))
    assert told(loaded, '"not_att"', "would not be heeded", '"not_at"', severity=Severity.ERROR)


def test_notes_are_accepted_and_never_read(tmp_path):
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, notes="whatever ; was, said"))
    assert [problem for problem in loaded.problems if problem.severity is not Severity.ASSUMED] == []
    assert "whatever" not in repr(loaded.programme)


@pytest.mark.parametrize("heading", ["Offence", "diagnosis", "Prison number", "DOB", "date of birth", "risk level"])
def test_columns_that_are_not_needed_are_warned_of_and_not_read(tmp_path, heading):
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, **{heading: "xyz"}))
    assert told(loaded, heading, "is not needed and is not read", severity=Severity.WARNING)
    assert "xyz" not in repr(loaded.programme)


def test_names_in_people_csv_belong_in_contacts(tmp_path):
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, Surname="Wren"))
    assert told(loaded, "Surname", "contacts.csv", severity=Severity.WARNING)


@pytest.mark.parametrize("heading", ["reason", "Why", "notes", "incident details", "Offence"])
def test_keep_apart_with_a_column_for_reasons_is_refused(tmp_path, heading):
    problem = only(read(tmp_path, keep_apart_csv=f"people,{heading}\nP001; M001,ex-partner\n"))
    assert problem.where.column == heading
    assert "ex-partner" not in str(problem)


def test_names_with_accents_apostrophes_and_commas_are_kept(tmp_path):
    loaded = read(tmp_path, contacts_csv='id,name,known_as\nP001,"O’Neil, Seán",Śeamus\nM001,Zoë d\'Arcy,Zoë\n')
    assert loaded.contacts.by_id["P001"].name == "O’Neil, Seán"
    assert loaded.contacts.by_id["M001"].name == "Zoë d'Arcy"


def test_blanks_that_cannot_be_seen_are_taken_away(tmp_path):
    loaded = read(tmp_path, people_csv="id,home\n\u200bP001\u00a0,Ayr\u202f\n")
    assert loaded.programme is not None
    assert (loaded.programme.mentees[0].id, loaded.programme.mentees[0].home) == ("P001", "Ayr")


def test_the_guard_against_formulas_is_taken_off_again(tmp_path):
    loaded = read(tmp_path, contacts_csv="id,phone\nP001,'+441632960001\n")
    assert loaded.contacts.by_id["P001"].phone == "+441632960001"


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\u00a0"])
def test_what_somebody_left_blank_about_themselves_is_not_known(tmp_path, blank):
    columns = ("gender", "life_stage", "family", "faith", "pathway")
    loaded = read(tmp_path, people_csv=with_columns(PEOPLE, **dict.fromkeys(columns, blank)))
    assert [getattr(loaded.programme.mentees[0], column) for column in columns] == [None] * 5
