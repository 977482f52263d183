"""Minutes and pence within one zone."""

from datetime import date

import pytest
from builders_travel import AS_OF, POLICY, apart, at, travel
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import BusPass, Mode, Pace, Provenance, Spot
from mentormatch.travel import CANNOT
from mentormatch.travel.distance import profile

NEVER = CANNOT
VECTORS = [
    # straight metres, foot, bicycle, bus, headway, car
    pytest.param(4_100, 67, 26, 31, 15, 13, id="Ayr-Prestwick 4.1 km"),
    pytest.param(10_648, 174, 63, 52, 30, 22, id="Kilmarnock-Irvine 10.6 km"),
    pytest.param(23_030, 375, 132, 82, 30, 40, id="Ayr-Cumnock 23.0 km"),
    pytest.param(40_100, NEVER, 227, 124, 30, 64, id="Ayr-Largs 40.1 km"),
]


@pytest.mark.parametrize(("metres", "foot", "bicycle", "bus", "headway", "car"), VECTORS)
def test_the_measured_journeys_take_the_minutes_of_the_page(metres, foot, bicycle, bus, headway, car):
    buses = {"headway_in_town": headway, "headway_between_towns": headway}
    journey = travel(TravelPolicy.from_table({"buses": buses}))
    minutes = [journey.leg(*apart(metres), mode).minutes for mode in (Mode.FOOT, Mode.BICYCLE, Mode.BUS, Mode.CAR)]
    assert minutes == [foot, bicycle, bus, car]


@pytest.mark.parametrize(("metres", "foot", "bicycle", "bus", "headway", "car"), VECTORS)
def test_the_default_headways_are_those_of_the_page(metres, foot, bicycle, bus, headway, car):
    assert travel().leg(*apart(metres), Mode.BUS).minutes == bus


def test_three_hundred_metres_are_six_minutes_on_foot():
    assert travel().leg(*apart(300), Mode.FOOT).minutes == 6


def test_a_bus_is_never_slower_than_walking_and_then_costs_nothing():
    leg = travel().leg(*apart(300), Mode.BUS)
    assert (leg.minutes, leg.pence, leg.latest_departure) == (6, 0, (1440, 1440))


def test_a_slower_walker_takes_longer_on_foot_and_to_the_bus_stop():
    for mode in (Mode.FOOT, Mode.BUS):
        assert travel().leg(*apart(4_100), mode, Pace.SLOWER).minutes > travel().leg(*apart(4_100), mode).minutes


def test_a_wheelchair_has_its_own_speed_detour_and_kerbs():
    # 1000 m x 1.4 at 4.0 km/h = 21 min, and 2 for kerbs
    assert travel().leg(*apart(1_000), Mode.FOOT, Pace.WHEELCHAIR).minutes == 23


def test_a_lift_takes_three_minutes_more_than_a_car_and_costs_the_passenger_nothing():
    car, lift = (travel().leg(*apart(5_000), mode) for mode in (Mode.CAR, Mode.LIFT))
    assert (lift.minutes - car.minutes, lift.pence) == (3, 0)


def test_two_homes_with_one_postcode_are_more_than_no_minutes_apart():
    home = at("KA10 6AA")
    assert travel().leg(home, home, Mode.FOOT).minutes == 2  # 150 m at 80 m/min


def test_the_same_place_is_no_minutes_away():
    leg = travel().leg(at("KA10 6AA", place="hostel"), at("KA10 6AA", place="hostel"), Mode.BUS)
    assert (leg.minutes, leg.pence, leg.provenance) == (0, 0, Provenance.SAME_PLACE)


def test_an_unknown_home_takes_the_assumed_minutes():
    leg = travel().leg(Spot.unknown(), at("Ayr"), Mode.FOOT)
    assert (leg.minutes, leg.provenance) == (30, Provenance.ASSUMED)


def test_the_last_bus_home_binds_those_who_ride_it():
    leg = travel().leg(*apart(10_000), Mode.BUS)
    assert leg.latest_departure == (22 * 60 + 30, 21 * 60)
    assert travel().leg(*apart(10_000), Mode.CAR).latest_departure == (1440, 1440)


def test_the_first_bus_binds_once_the_policy_gives_one():
    early = travel(TravelPolicy.from_table({"buses": {"first_bus": "06:00", "first_bus_sunday": "09:00"}}))
    leg = early.leg(*apart(10_000), Mode.BUS)
    assert leg.earliest_arrival == (360 + leg.minutes, 540 + leg.minutes)


def test_slack_adds_a_quarter_of_a_rare_buses_headway_where_the_policy_wants_it():
    slack = travel(TravelPolicy.from_table({"buses": {"slack_percent_of_headway": 25}}))
    assert slack.leg(*apart(10_648), Mode.BUS).minutes == 59  # 51.3 + 7.5
    assert slack.leg(*apart(4_100), Mode.BUS).minutes == 31


def test_a_day_ticket_caps_the_return():
    # 2 km: 1.3 x 2 / 1.609 = 1.616 miles, 220 + 57 = 277 one way, 554 return
    assert travel().leg(*apart(2_000), Mode.BUS).pence == 550
    uncapped = travel(TravelPolicy.from_table({"fares": {"day_ticket_pence": 20_000}}))
    assert uncapped.leg(*apart(2_000), Mode.BUS).pence == 554
    assert travel().leg(*apart(30_000), Mode.BUS).pence == 850


def test_a_bus_pass_makes_buses_free_and_an_unasked_one_does_not():
    leg = travel().leg(*apart(10_000), Mode.BUS)
    assert leg.pence_with(BusPass.OWN) == leg.pence_with(BusPass.OWN_AND_COMPANION) == 0
    assert leg.pence_with(BusPass.NONE) == leg.pence_with(BusPass.ASK) == leg.pence == 850
    assert leg.pence_with(BusPass.NONE, beside_a_companion_pass=True) == 0


def test_a_bus_pass_does_not_pay_for_petrol():
    leg = travel().leg(*apart(10_000), Mode.CAR)
    assert leg.pence_with(BusPass.OWN) == leg.pence > 0


@pytest.mark.parametrize(("day", "pence"), [(date(2026, 4, 5), 45), (date(2026, 4, 6), 55), (date(2000, 1, 1), 45)])
def test_the_mileage_rate_is_that_of_the_day(day, pence):
    metres = 1_609_344 * 10 // 1300  # about ten road miles
    leg = travel(as_of=day).leg(*apart(metres), Mode.CAR)
    road_miles = metres * 1.3 / 1609.344
    assert leg.pence == round(2 * road_miles * pence)


@given(st.integers(0, 60_000), st.integers(0, 3_000), st.sampled_from(Mode), st.sampled_from(Pace))
def test_farther_is_never_quicker(metres, more, mode, pace):
    near, far = (travel().leg(*apart(m), mode, pace).minutes for m in (metres, metres + more))
    assert near <= far


@given(st.integers(0, 60_000), st.sampled_from(Mode))
def test_nobody_beats_the_straight_line_at_top_speed(metres, mode):
    top = max(speed.then_metres_per_hour for speed in (POLICY.foot, getattr(POLICY, mode.value)))
    assert travel().leg(*apart(metres), mode).minutes * top >= metres * 60


def test_a_journey_longer_than_the_policy_allows_is_no_way_and_says_so():
    leg = travel().leg(*apart(40_100), Mode.FOOT)
    assert (leg.possible, leg.reason, leg.pence) == (False, "too-far", 0)


def test_the_day_of_the_plan_is_the_only_date_that_counts():
    assert travel(as_of=AS_OF).leg(*apart(1), Mode.CAR) == travel(as_of=date(2026, 4, 6)).leg(*apart(1), Mode.CAR)


def test_what_is_made_for_every_metre_is_made_once_for_all_on_the_same_figures_and_stays_as_it_is():
    """Two milliseconds for each mode: asking about one pair after another took longer for them than for all else."""
    figures = (POLICY, Mode.BUS, Pace.USUAL, 45, 1 << 16)
    once = profile(*figures)
    assert profile(*figures) is once
    with pytest.raises(ValueError, match="read-only"):
        once.minutes[0] = 1
    slower = TravelPolicy.from_table({"buses": {"headway_in_town": 60}})
    assert profile(slower, *figures[1:]).minutes[4_100] > once.minutes[4_100]
