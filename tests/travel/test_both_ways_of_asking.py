"""The matrices and the single journey are two pieces of code; they agree to the minute and the penny."""

import time

import numpy as np
from builders_travel import GAZETTEER, POLICY, travel
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch.domain.ferries import Link, Port
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.travelling import Mode, Pace, Spot
from mentormatch.travel import Spots

ZONES = ("mainland", "arran", "cumbrae")
POSTCODES = ("KA10 6AA", "KA10 6AB", "KA7 1HH", "KA27 8AA", "KA27 8AB", "KA28 0AA", "PA17 5AA", "")
PLACES = ("", "", "", "library", "hall")
FIELDS = ("minutes", "minutes_back", "pence", "bus_pence", "provenance")


@st.composite
def spots(draw):
    postcode, place = draw(st.sampled_from(POSTCODES)), draw(st.sampled_from(PLACES))
    if draw(st.integers(0, 7)) == 0:
        return Spot.unknown(postcode, place)
    near = draw(st.integers(0, 300)) if draw(st.booleans()) else draw(st.integers(0, 45_000))
    return Spot(200_000 + near, 630_000 + draw(st.integers(0, 30_000)), draw(st.sampled_from(ZONES)), postcode, place)


times = st.one_of(st.none(), st.tuples(st.integers(300, 900), st.integers(0, 500)).map(lambda t: (t[0], t[0] + t[1])))


@st.composite
def links(draw, number):
    zones = draw(st.permutations(ZONES))
    hours = {}
    for day in ("", "sunday_"):
        for end in "ab":
            first, last = draw(times) or (None, None)
            hours[f"{day}first_from_{end}"], hours[f"{day}last_from_{end}"] = first, last
    port = [
        Port("port", 200_000 + draw(st.integers(0, 40_000)), 630_000 + draw(st.integers(0, 30_000)), zone)
        for zone in zones[:2]
    ]
    return Link(
        f"link-{number}", "a ferry", *port, draw(st.integers(5, 60)), draw(st.integers(0, 30)),
        draw(st.integers(10, 200)), return_pence=draw(st.integers(0, 1000)), **hours,
    )  # fmt: skip


@st.composite
def policies(draw):
    table = {
        "links": [draw(links(number)) for number in range(draw(st.integers(0, 3)))],
        "car_beyond_port": draw(st.sampled_from([mode.value for mode in Mode])),
        "detour_percent": draw(st.integers(100, 200)),
        "bus": {
            "metres_per_hour": 100 * draw(st.integers(30, 400)),
            "fixed_minutes": draw(st.integers(0, 20)),
        },
        "buses": {
            "first_bus": draw(st.integers(0, 500)),
            "last_bus": draw(st.integers(900, 1440)),
            "headway_between_towns": draw(st.integers(5, 120)),
            "slack_percent_of_headway": draw(st.integers(0, 50)),
        },
        "fares": {"per_mile_pence": draw(st.integers(0, 80)), "day_ticket_miles": draw(st.integers(0, 20))},
        "longest_minutes": draw(st.integers(60, 600)),
    }
    return TravelPolicy.from_table(table)


ends = st.sampled_from([*POSTCODES[:-1], "KA10 6", "KA7 1", "KA27 8", "KA28 0", "library", "hall"])
rows = st.tuples(
    ends,
    ends,
    st.sampled_from(["any", "bus", "car", "foot"]),
    st.one_of(st.none(), st.integers(0, 200)),
    st.one_of(st.none(), st.integers(0, 2000)),
)


def check_agreement(journey, origins, places, mode, pace):
    matrices = journey.legs(journey.spots(origins), journey.spots(places), mode, pace)
    for i, origin in enumerate(origins):
        for j, place in enumerate(places):
            leg = journey.leg(origin, place, mode, pace)
            one = {name: int(getattr(leg, name)) for name in FIELDS}
            many = {name: int(getattr(matrices, name)[i, j]) for name in FIELDS}
            assert one == many, (origin, place)
            assert leg.earliest_arrival == tuple(matrices.earliest_arrival[:, i, j].tolist()), (origin, place)
            assert leg.latest_departure == tuple(matrices.latest_departure[:, i, j].tolist()), (origin, place)
            assert leg.possible == bool(matrices.possible[i, j])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(spots(), min_size=1, max_size=4),
    st.lists(spots(), min_size=1, max_size=3),
    policies(),
    st.lists(rows, max_size=6),
    st.sampled_from(Mode),
    st.sampled_from(Pace),
)
def test_matrices_and_single_journeys_agree_exactly(origins, places, policy, table, mode, pace):
    check_agreement(travel(policy, table), origins, places, mode, pace)


def test_they_agree_on_real_postcodes_under_the_default_policy():
    picked = [GAZETTEER.find(str(code)).spot(POLICY) for code in GAZETTEER.postcodes[::397]]
    for mode in Mode:
        check_agreement(travel(), picked, picked[::5], mode, Pace.USUAL)


def test_distances_are_exact_at_and_around_whole_metres():
    triples = [(3, 4), (20, 21), (119_999, 1), (65_535, 65_536), (88_200, 11_000), (300_000, 400_000)]
    journey = travel(TravelPolicy.from_table({"longest_minutes": 1440}))
    origin = Spot(1, 1)
    ends = [Spot(1 + east + e, 1 + north + n) for east, north in triples for e in (0, 1) for n in (0, 1)]
    check_agreement(journey, [origin], ends, Mode.CAR, Pace.USUAL)


def test_an_empty_side_gives_an_empty_matrix():
    journey = travel()
    nobody = journey.spots([])
    assert journey.legs(nobody, journey.spots([Spot(1, 1)]), Mode.BUS).minutes.shape == (0, 1)
    assert journey.legs(journey.spots([Spot(1, 1)]), nobody, Mode.FOOT).latest_departure.shape == (2, 1, 0)


def test_shapes_and_types_are_as_promised_and_nobody_can_write_into_them():
    journey = travel()
    legs = journey.legs(journey.spots([Spot(1, 1)] * 3), journey.spots([Spot(9, 9)] * 2), Mode.BUS)
    kinds = {name: (getattr(legs, name).dtype.name, getattr(legs, name).shape) for name in FIELDS}
    assert kinds == {
        "minutes": ("int16", (3, 2)), "minutes_back": ("int16", (3, 2)), "pence": ("int32", (3, 2)),
        "bus_pence": ("int32", (3, 2)), "provenance": ("uint8", (3, 2)),
    }  # fmt: skip
    assert legs.earliest_arrival.dtype == legs.latest_departure.dtype == np.int16
    assert legs.latest_departure.shape == (2, 3, 2)
    assert not legs.minutes.flags.writeable


def test_all_postcodes_to_sixty_venues_by_three_modes_take_a_blink():
    journey = travel()
    zones = [journey.zone_index(POLICY.zone_of(code[:4])) for code in GAZETTEER.postcodes.tolist()]
    everyone = Spots(GAZETTEER.easting, GAZETTEER.northing, zones)
    venues = Spots(GAZETTEER.easting[::194], GAZETTEER.northing[::194], zones[::194])
    best = 9.0
    for _ in range(4):
        start = time.perf_counter()
        for mode in (Mode.FOOT, Mode.BUS, Mode.CAR):
            journey.legs(everyone, venues, mode)
        best = min(best, time.perf_counter() - start)
    assert best < 0.5  # 0.06 s on a quiet machine of two cores; the margin is for busy ones
