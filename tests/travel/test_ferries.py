"""Journeys over water: which ferry, when it sails, what it costs, and where there is none."""

import pytest
from builders_travel import POLICY, at, travel

from mentormatch.domain.ferries import Link, Port
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import BusPass, Mode, Provenance

MILLPORT, FAIRLIE, LARGS = at("Millport"), at("Fairlie"), at("Largs")
BRODICK, LAMLASH, AYR, ARDROSSAN = at("Brodick"), at("Lamlash"), at("Ayr"), at("Ardrossan")
TROON_BRODICK = Link(
    id="troon-brodick",
    name="Troon - Brodick ferry",
    a=Port("Troon", 231_000, 631_300, "mainland"),
    b=Port("Brodick", 202_200, 635_900, "arran"),
    crossing_minutes=75,
    headway_minutes=180,
    return_pence=900,
    first_from_a=420,
    last_from_a=1080,
    first_from_b=510,
    last_from_b=1170,
)


def test_nobody_walks_over_the_sea_from_millport_to_fairlie():
    no_ferry = travel(TravelPolicy.from_table({"links": []}))
    refused = no_ferry.leg(MILLPORT, FAIRLIE, Mode.FOOT)
    assert (refused.possible, refused.reason) == (False, "no-crossing")
    by_ferry = travel().leg(MILLPORT, FAIRLIE, Mode.FOOT)
    assert by_ferry.links == ("largs-cumbrae",)
    assert by_ferry.minutes > 120  # 49 over the water as the crow flies


def test_arran_to_arran_does_not_change_when_ferries_do():
    with_ferries = travel().leg(BRODICK, LAMLASH, Mode.BUS)
    assert with_ferries == travel(TravelPolicy.from_table({"links": []})).leg(BRODICK, LAMLASH, Mode.BUS)
    assert with_ferries.provenance is Provenance.MODEL


def test_arran_to_cumbrae_takes_two_ferries_and_pays_for_both():
    leg = travel().leg(BRODICK, MILLPORT, Mode.BICYCLE)
    assert leg.links == ("ardrossan-brodick", "largs-cumbrae")
    assert (leg.pence, leg.provenance) == (900 + 360, Provenance.LINK)


def test_a_crossing_is_the_legs_and_check_in_and_wait_and_the_boat():
    harbour = at("Ardrossan")
    port = POLICY.links[0].a
    to_port = travel().leg(harbour, type(harbour)(port.easting, port.northing), Mode.FOOT).minutes
    arran_port = POLICY.links[0].b
    from_port = travel().leg(type(harbour)(arran_port.easting, arran_port.northing, "arran"), BRODICK, Mode.FOOT)
    leg = travel().leg(harbour, BRODICK, Mode.FOOT)
    assert leg.minutes == to_port + 10 + 30 + 55 + from_port.minutes


def test_the_last_ferry_home_binds():
    leg = travel().leg(AYR, BRODICK, Mode.CAR)
    walk_and_check_in = 10
    assert leg.latest_departure[0] <= 19 * 60 + 30 - walk_and_check_in
    earlier = [
        {**_as_table(POLICY.links[0]), "last_from_b": "16:00", "sunday_last_from_b": "16:00"},
        POLICY.links[1],
    ]
    sooner = travel(TravelPolicy.from_table({"links": earlier})).leg(AYR, BRODICK, Mode.CAR)
    assert leg.latest_departure[0] - sooner.latest_departure[0] == 3 * 60 + 30


def test_nobody_arrives_on_arran_before_the_first_ferry_does():
    leg = travel().leg(AYR, BRODICK, Mode.CAR)
    assert leg.earliest_arrival[0] >= 7 * 60 + 55
    assert leg.earliest_arrival[1] > leg.earliest_arrival[0]  # Sunday starts later


def test_a_bus_home_from_the_port_must_still_run_when_the_ferry_lands():
    late_bus = travel(TravelPolicy.from_table({"buses": {"last_bus": "19:00"}}))
    by_bus = late_bus.leg(AYR, BRODICK, Mode.BUS)
    by_car = late_bus.leg(AYR, BRODICK, Mode.CAR)
    assert by_bus.latest_departure[0] <= 19 * 60 - 55 - 10 < by_car.latest_departure[0]


def test_without_a_sunday_sailing_there_is_no_sunday_journey():
    policy = TravelPolicy.from_table({"links": [TROON_BRODICK]})
    leg = travel(policy).leg(AYR, BRODICK, Mode.CAR)
    assert leg.possible
    assert (leg.earliest_arrival[1], leg.latest_departure[1]) == (32767, -1)


def test_the_quicker_of_two_ferries_is_taken():
    both = travel(TravelPolicy.from_table({"links": [*POLICY.links, TROON_BRODICK]}))
    assert both.leg(at("Troon"), BRODICK, Mode.FOOT).links == ("troon-brodick",)
    assert both.leg(ARDROSSAN, BRODICK, Mode.FOOT).links == ("ardrossan-brodick",)


def test_a_bus_pass_pays_the_buses_but_never_the_ferry():
    leg = travel().leg(AYR, BRODICK, Mode.BUS)
    assert leg.pence > 900
    assert leg.pence_with(BusPass.OWN) == 900


def test_a_car_parks_at_the_pier_and_a_bicycle_comes_aboard():
    car = travel().leg(LARGS, MILLPORT, Mode.CAR)
    bus = travel().leg(LARGS, MILLPORT, Mode.BUS)
    assert car.bus_pence == bus.bus_pence > 0
    assert travel().leg(LARGS, MILLPORT, Mode.BICYCLE).minutes < car.minutes


@pytest.mark.parametrize("mode", [Mode.FOOT, Mode.BICYCLE, Mode.BUS])
def test_over_water_is_as_far_one_way_as_the_other(mode):
    there, back = travel().leg(LARGS, MILLPORT, mode), travel().leg(MILLPORT, LARGS, mode)
    assert (there.minutes, there.pence) == (back.minutes, back.pence)


def test_a_zone_is_the_longest_prefix_and_never_a_mere_beginning():
    policy = TravelPolicy.from_table({"zones": {"KA27": "arran", "KA27 8": "south", "KA278AA": "pier"}})
    assert [policy.zone_of(code) for code in ("KA27 8AA", "ka278ab", "KA27 9AA", "KA2 7AA")] == [
        "pier", "south", "arran", "mainland",
    ]  # fmt: skip


def test_a_spot_in_an_unheard_of_zone_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match='"skye" is not a zone'):
        travel().leg(type(AYR)(1, 1, "skye"), AYR, Mode.CAR)


def _as_table(link):
    return {name: getattr(link, name) for name in type(link).__slots__ if not name.startswith("_")}
