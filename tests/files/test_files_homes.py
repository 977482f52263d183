"""Where people start from."""

from __future__ import annotations

import pytest
from files_folder import PEOPLE, VENUES, only, read, told

from mentormatch.domain.problem import Severity
from mentormatch.files.homes import council_area, grid_point

ONE = "id,home,bus_pass\n{id},{home},own\n"


def home(tmp_path, text):
    return read(tmp_path, people_csv=f'id,home\nP001,"{text}"\n')


def spot(tmp_path, text):
    loaded = home(tmp_path, text)
    assert loaded.programme is not None, [str(problem) for problem in loaded.errors]
    return loaded.programme.mentees[0].spot


@pytest.mark.parametrize(
    "text", ["Ayr", "ayr", "KA7 1", "KA7 1UB", "ka71ub", "KA7", "222500 642100", "NS 225 421", "NS225421"]
)
def test_a_home_is_a_town_a_sector_a_postcode_or_a_grid_reference(tmp_path, text):
    assert spot(tmp_path, text).known


def test_a_home_may_be_a_venue_and_is_then_that_place(tmp_path):
    loaded = read(tmp_path, people_csv="id,home\nP001,library\n")
    assert loaded.programme.mentees[0].spot.place == "library"
    assert loaded.programme.mentees[0].area == "South Ayrshire"


def test_an_address_that_ends_in_a_postcode_is_taken_at_its_postcode(tmp_path):
    assert spot(tmp_path, "Hostel, 1 High Street, KA7 1UB").postcode == "KA7 1UB"


def test_starts_from_counts_where_home_is_blank(tmp_path):
    loaded = read(tmp_path, people_csv="id,home,starts_from\nP001,,Troon\nP002,,\n")
    first, second = loaded.programme.mentees
    assert first.spot.known
    assert not second.spot.known
    assert told(loaded, "P002", "home", severity=Severity.ASK)


def test_a_postcode_that_is_malformed_is_an_error_with_the_nearest(tmp_path):
    problem = only(home(tmp_path, "KA7 IUB"))
    assert problem.says == "is not a postcode"
    assert "KA7 1UB" in problem.remedy


def test_a_town_that_is_misspelt_is_an_error_with_the_nearest(tmp_path):
    problem = only(home(tmp_path, "Kilmarnok"))
    assert '"Kilmarnock"' in problem.remedy


def test_a_postcode_of_elsewhere_is_not_called_malformed_and_stops_nothing(tmp_path):
    loaded = home(tmp_path, "PA17 5AA")
    assert loaded.programme is not None
    assert told(loaded, "PA17 5AA", "not in the file", "grid reference", severity=Severity.WARNING)
    person = loaded.programme.mentees[0].spot
    assert (person.known, person.postcode) == (False, "PA17 5AA")


@pytest.mark.parametrize("text", ["PA17", "PA17 5", "KA8 2"])
def test_a_sector_or_district_that_is_not_in_the_file_stops_nothing_either(tmp_path, text):
    loaded = home(tmp_path, text)
    assert loaded.programme is not None
    assert told(loaded, text, "not in the file", severity=Severity.WARNING)


def test_a_newer_postcode_lies_in_the_middle_of_its_sector_with_a_warning(tmp_path):
    loaded = home(tmp_path, "KA7 1ZZ")
    assert loaded.programme.mentees[0].spot.known
    assert told(loaded, "KA7 1ZZ", "middle of KA7 1", severity=Severity.WARNING)


def test_a_postcode_file_in_the_folder_adds_what_is_missing(tmp_path):
    (tmp_path / "postcodes.csv").write_text("PA17 5AA,10,219500,667500,,,,,S12000021\n")
    loaded = home(tmp_path, "PA17 5AA")
    assert loaded.programme.mentees[0].spot.easting == 219500
    assert loaded.programme.mentees[0].area == "North Ayrshire"


def test_homes_of_which_only_the_sector_is_known_are_assumed_once(tmp_path):
    loaded = read(tmp_path)
    lines = [str(problem) for problem in loaded.problems if problem.severity is Severity.ASSUMED]
    assert [line for line in lines if line.startswith("people.csv") and "middle" in line] == [
        'people.csv, column "home": only a town or sector known for 2 (P001, P002): they start from its middle'
    ]


def test_the_area_is_the_council_s_unless_it_is_given(tmp_path):
    loaded = read(tmp_path, people_csv="id,home,area\nP001,Troon,\nP002,Troon,north ayrshire\nP003,,\n")
    assert [person.area for person in loaded.programme.mentees] == ["South Ayrshire", "North Ayrshire", None]


def test_an_area_that_the_programme_does_not_name_is_told(tmp_path):
    assert "North Ayrshire" in only(read(tmp_path, people_csv="id,area\nP001,Narnia\n")).remedy


def test_a_venue_without_a_postcode_lies_in_its_town_or_is_asked_about(tmp_path):
    loaded = read(tmp_path, venues_csv="id,town,one_to_one\nlibrary,Ayr,yes\nhall,,yes\n")
    library, hall = sorted(loaded.programme.venues, key=lambda venue: venue.id, reverse=True)
    assert (library.spot.known, hall.spot.known) == (True, False)
    assert (library.spot.place, hall.spot.place) == ("library", "hall")
    assert told(loaded, "venues.csv row 3", severity=Severity.ASK)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("NS 225 421", (222550, 642150)),
        ("NS2250042100", (222500, 642100)),
        ("222500, 642100", (222500, 642100)),
        ("TQ 30 80", (530500, 180500)),
        ("HU 4 4", None),
        ("NS 225 42", None),
        ("ZZ 225 421", None),
        ("KA7 1", None),
    ],
)
def test_grid_references(text, point):
    assert grid_point(text) == point


def test_a_grid_reference_on_arran_lies_on_arran(tmp_path):
    assert spot(tmp_path, "NS 015 360").zone == "arran"


def test_councils_belong_to_the_area_their_name_begins_with():
    assert council_area("South Ayrshire", ("North", "South")) == "South"
    assert council_area("South Ayrshire", ("South Ayrshire Council",)) == "South Ayrshire Council"
    assert council_area("Inverclyde", ("North", "South")) is None


def test_the_good_folder_is_what_these_tests_take_it_for():
    assert "library,Library,Ayr" in VENUES
    assert "KA7 1" in PEOPLE
