"""Looked-up journeys override the model, both ways, the most exact row first."""

from builders_travel import at, travel

from mentormatch.domain.travelling import BusPass, Mode, Provenance, Spot
from mentormatch.travel import TravelTable

TROON, AYR, LIBRARY = at("KA10 6AA"), at("KA7 1HH"), at("KA9 1PQ", place="library")


def minutes(rows, origin=TROON, place=AYR, mode=Mode.BUS):
    leg = travel(rows=rows).leg(origin, place, mode)
    return leg.minutes, leg.minutes_back


def test_a_row_overrides_the_model_there_and_back():
    leg = travel(rows=[("KA10 6AA", "KA7 1HH", "bus", 25, 480)]).leg(TROON, AYR, Mode.BUS)
    assert (leg.minutes, leg.minutes_back, leg.pence) == (25, 25, 480)
    assert leg.provenance is Provenance.TABLE
    assert minutes([("KA7 1HH", "KA10 6AA", "bus", 25, None)]) == (25, 25)


def test_a_return_of_its_own_keeps_its_own_minutes():
    rows = [("ka106aa", "ka71hh", "bus", 25, None), ("KA7 1HH", "KA10 6AA", "bus", 40, None)]
    assert minutes(rows) == (25, 40)
    assert minutes(rows, AYR, TROON) == (40, 25)


def test_a_postcode_pair_comes_before_a_sector_pair_and_that_before_a_venue():
    rows = [("KA10 6AA", "KA9 1PQ", "bus", 11, None), ("KA10 6", "KA9 1", "bus", 22, None),
            ("KA10 6", "library", "bus", 33, None)]  # fmt: skip
    assert minutes(rows, place=LIBRARY)[0] == 11
    assert minutes(rows[1:], place=LIBRARY)[0] == 22
    assert minutes(rows[2:], place=LIBRARY)[0] == 33


def test_a_row_for_the_mode_comes_before_a_row_for_any():
    rows = [("KA10 6", "KA7 1", "bus", 25, None), ("KA10 6", "KA7 1", "any", 30, None)]
    assert (minutes(rows)[0], minutes(rows, mode=Mode.CAR)[0]) == (25, 30)


def test_blank_minutes_mean_that_it_cannot_be_done():
    leg = travel(rows=[("KA10 6AA", "KA7 1HH", "bus", "", "")]).leg(TROON, AYR, Mode.BUS)
    assert (leg.possible, leg.reason) == (False, "table-says-cannot")


def test_a_way_there_without_a_way_back_is_no_journey():
    rows = [("KA10 6AA", "KA7 1HH", "bus", 25, None), ("KA7 1HH", "KA10 6AA", "bus", None, None)]
    assert not travel(rows=rows).leg(TROON, AYR, Mode.BUS).possible


def test_blank_pence_leave_the_fare_to_the_model():
    bare = travel().leg(TROON, AYR, Mode.BUS)
    assert travel(rows=[("KA10 6AA", "KA7 1HH", "bus", 25, "")]).leg(TROON, AYR, Mode.BUS).pence == bare.pence


def test_a_pass_waives_a_looked_up_bus_fare_but_not_the_ferry_in_it():
    rows = [("KA10 6AA", "KA27 8", "bus", 150, 1500), ("KA10 6AA", "KA7 1HH", "bus", 25, 480)]
    journey = travel(rows=rows)
    assert journey.leg(TROON, AYR, Mode.BUS).pence_with(BusPass.OWN) == 0
    arran = journey.leg(TROON, at("KA27 8AA"), Mode.BUS)
    assert (arran.minutes, arran.pence, arran.pence_with(BusPass.OWN)) == (150, 1500, 900)
    assert arran.latest_departure[0] < 19 * 60 + 30  # the last ferry still binds


def test_a_table_speaks_for_a_postcode_that_is_not_in_the_file():
    skelmorlie = Spot.unknown(postcode="PA17 5AA")
    leg = travel(rows=[("PA17", "KA30 8", "bus", 20, 400), ("PA17 5", "KA30 8", "bus", 15, 400)]).leg(
        skelmorlie, at("KA30 8AA"), Mode.BUS
    )
    assert (leg.minutes, leg.provenance) == (15, Provenance.TABLE)


def test_no_minutes_between_different_places_is_a_warning_and_so_is_a_row_said_twice():
    table, problems = TravelTable.from_rows([("KA10 6", "KA7 1", "bus", 0, None), ("KA10 6", "KA7 1", "bus", 9, None)])
    assert len(table.rows) == 2
    assert [problem.severity.value for problem in problems] == ["warning", "warning"]
    assert "0 minutes between KA10 6 and KA7 1" in problems[0].says
    assert "row 2" in problems[1].says
    assert str(problems[1].where) == "travel table row 3"


def test_rows_that_cannot_be_read_are_left_out_and_named():
    rows = [("", "KA7 1", "bus", 5), ("KA10 6", "KA7 1", "tram", 5), ("KA10 6", "KA7 1", "bus", "5.5"),
            {"from": "KA10 6", "to": "KA7 1", "minutes": "-3"}]  # fmt: skip
    table, problems = TravelTable.from_rows(rows)
    assert table.rows == ()
    assert [problem.severity.value for problem in problems] == ["error"] * 4
    assert '"tram" is not a mode' in problems[1].says


def test_the_use_of_the_table_is_counted_and_its_largest_departure_named():
    journey = travel(rows=[("KA10 6", "KA7 1", "bus", 90, None), ("KA1 1", "KA7 1", "bus", 45, None)])
    origins, places = journey.spots([TROON, at("KA10 6AB"), at("KA9 1PQ")]), journey.spots([AYR])
    use = journey.table_use(origins, places, Mode.BUS)
    modelled = min(travel().leg(spot, AYR, Mode.BUS).minutes for spot in (TROON, at("KA10 6AB")))
    assert (use.journeys, use.rows, use.largest_line) == (2, 1, 2)
    assert use.largest_ratio_percent == 100 * 90 // modelled


def test_rows_that_look_odd_are_named_but_still_count():
    rows = [("KA10 6AA", "KA7 1HH", "any", 4, None), ("KA10 6AB", "KA7 1HH", "car", 80, None)]
    journey = travel(rows=rows)
    origins, places = journey.spots([TROON, at("KA10 6AB")]), journey.spots([AYR])
    by_car = journey.table_use(origins, places, Mode.CAR).doubts
    assert [problem.where.row for problem in by_car] == [2, 3]
    assert "4 minutes by car; the model says 21 for 9.4 km in a straight line." in by_car[0].says
    assert journey.legs(origins, places, Mode.CAR).minutes[:, 0].tolist() == [4, 80]
    assert travel().table_use(origins, places, Mode.CAR).journeys == 0
