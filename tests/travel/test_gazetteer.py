"""Where a postcode lies, however it is written, and what is said where nobody knows."""

import time
from pathlib import Path

import pytest
from builders_travel import GAZETTEER, POLICY

from mentormatch.travel import Gazetteer, Located, NotFound
from mentormatch.travel import packing as packing_module

OFFICIAL = Path("/work/shared/data/postcodes/ka.csv")


def test_all_postcodes_of_the_area_are_there():
    assert len(GAZETTEER) == 11_611
    assert "Crown copyright" in packing_module.notice_of()


@pytest.mark.parametrize("text", ["KA106AA", "ka10 6aa", " Ka10  6Aa ", "KA10 6AA"])
def test_a_postcode_is_found_however_it_is_spelt(text):
    found = GAZETTEER.find(text)
    assert (found.code, found.easting, found.northing) == ("KA10 6AA", 232_075, 631_075)
    assert (found.sector, found.council, found.approximate) == ("KA10 6", "South Ayrshire", False)


def test_skelmorlie_is_not_in_the_file_but_not_malformed():
    found = GAZETTEER.find("pa17 5aa")
    assert (found.reason, found.code) == ("not in the file", "PA17 5AA")
    assert "grid reference" in found.says


@pytest.mark.parametrize("text", ["", "KA10", "10 6AA", "KA10 6A", "KA10 6AAA", "Troon", "KA10-6AA"])
def test_what_has_not_the_shape_of_a_postcode_is_malformed(text):
    assert GAZETTEER.find(text).reason == "malformed"


def test_a_letter_for_a_figure_gets_a_hint():
    assert "Is it KA10 6AA?" in GAZETTEER.find("KAIO 6AA").says or "KA10" in GAZETTEER.find("KA1O 6AA").says


def test_a_newer_postcode_lies_in_the_middle_of_its_sector_with_a_warning():
    found = GAZETTEER.find("KA10 6ZZ")
    assert found.approximate
    assert "middle of KA10 6" in found.warning
    middle = GAZETTEER.sector("ka10 6")
    assert (found.easting, found.northing) == (middle.easting, middle.northing)


def test_a_po_box_is_no_home():
    boxes = [str(code) for code in GAZETTEER.postcodes[~GAZETTEER.homes()]]
    assert len(boxes) == 235
    found = GAZETTEER.find(next(code for code in boxes if code.startswith("KA7 9")))
    assert not found.residence
    assert "PO box" in found.warning
    assert not GAZETTEER.sector("KA1 9").residence


def test_sectors_that_end_in_nine_can_be_homes():
    for sector in ("KA2 9", "KA8 9", "KA12 9", "KA16 9", "KA23 9", "KA26 9", "KA30 9"):
        assert GAZETTEER.sector(sector).residence


def test_the_council_is_that_of_the_row_where_a_district_straddles_two():
    councils = {GAZETTEER.find(str(code)).council for code in GAZETTEER.postcodes if code.startswith("KA5 ")}
    assert councils == {"East Ayrshire", "South Ayrshire"}


def test_the_islands_are_zones():
    zones = {
        code: GAZETTEER.locate(code).spot(POLICY).zone for code in ("KA27", "KA28 0", "KA29", "Millport", "Lamlash")
    }
    assert zones == {
        "KA27": "arran",
        "KA28 0": "cumbrae",
        "KA29": "mainland",
        "Millport": "cumbrae",
        "Lamlash": "arran",
    }


def test_every_town_lies_among_the_homes_of_its_sectors():
    assert len(Gazetteer.towns()) > 60
    for name in Gazetteer.towns():
        town = GAZETTEER.town(name.upper())
        near = ((GAZETTEER.easting - town.easting) ** 2 + (GAZETTEER.northing - town.northing) ** 2) < 1_500**2
        assert near.sum() >= 4, name
        assert town.town == name


def test_districts_and_unknown_names():
    assert GAZETTEER.district("ka7").code == "KA7"
    assert isinstance(GAZETTEER.district("KA99"), NotFound)
    assert GAZETTEER.town("Atlantis").reason == "unknown name"


def test_a_code_point_file_of_another_area_is_read_and_wins_over_the_packaged_rows(tmp_path):
    file = tmp_path / "pa.csv"
    file.write_text(
        '"PA175AA",10,219500,667500,"S92000003","","S08000015","","S12000021","S1"\n'
        '"KA106AA",10,232000,631000,"S92000003","","S08000015","","S12000028","S1"\n'
    )
    gazetteer = Gazetteer.load([file])
    assert (len(gazetteer), gazetteer.problems) == (11_612, ())
    assert gazetteer.find("PA17 5AA").council == "North Ayrshire"
    assert gazetteer.find("KA10 6AA").easting == 232_000


def test_an_ons_directory_is_read_and_bad_rows_are_named(tmp_path):
    file = tmp_path / "ons.csv"
    file.write_text(
        "pcd,pcds,oseast1m,osnrth1m,oslaua\n"
        "PA175AA,PA17 5AA,219500,667500,S12000021\n"
        "PA175AB,PA17 5AB,,,S12000021\n"
        "bad,bad,1,1,x\n"
        "PA175AD,PA17 5AD,here,there,x\n"
    )
    gazetteer = Gazetteer.load([file])
    assert gazetteer.find("PA17 5AA").quality == 10
    assert isinstance(gazetteer.find("PA17 5AA"), Located)
    assert [str(problem.where) for problem in gazetteer.problems] == ["ons.csv row 4", "ons.csv row 5"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        ("", "is empty"),
        ("a,b\n1,2\n", "neither of the two"),
        ("pcds,x\nPA17 5AA,1\n", "no column"),
    ],
)
def test_a_file_that_is_no_postcode_file_is_a_problem_and_no_traceback(tmp_path, content, says):
    file = tmp_path / "odd.csv"
    if content is not None:
        file.write_text(content)
    gazetteer = Gazetteer.load([file])
    assert len(gazetteer) == 11_611
    assert says in gazetteer.problems[0].says


def test_loading_takes_less_than_thirty_milliseconds():
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        Gazetteer.load()
        best = min(best, time.perf_counter() - start)
    assert best < 0.03


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the Code-Point Open file is not on this machine")
def test_the_packed_file_is_what_packing_makes_of_code_point_open():
    made = packing_module.pack(OFFICIAL, packing_module.notice_of())
    assert made == packing_module.PACKED.read_text(encoding="ascii")
