"""Every figure can be set from programme.toml, and a figure that makes no sense is refused in a sentence."""

import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

from mentormatch.domain.ferries import Link
from mentormatch.domain.figures import minute_of_day
from mentormatch.domain.travel_policy import BusService, Fares, Speed, TravelPolicy
from mentormatch.domain.travelling import Mode

TOML = """
detour_percent = 125
unknown_minutes = 45
car_beyond_port = "lift"
[bus]
metres_per_hour = 20000
[buses]
last_bus = "21:15"
last_bus_sunday = 18:00:00
[fares]
single_pence = 200
[zones]
"ka27" = "arran"
[[mileage]]
since = 2026-04-06
pence = 55
[[links]]
id = "b"
name = "a boat"
crossing_minutes = 20
single_pence = 300
first_from_a = "08:00"
last_from_a = "18:00"
a = {name = "Here", easting = 220000, northing = 640000, zone = "mainland"}
b = {name = "There", easting = 210000, northing = 640000, zone = "arran"}
"""


def test_a_travel_table_of_toml_changes_what_it_names_and_leaves_the_rest():
    policy = TravelPolicy.from_table(tomllib.loads(TOML))
    assert (policy.bus.metres_per_hour, policy.bus.then_metres_per_hour) == (20_000, 32_000)
    assert (policy.buses.last_bus, policy.buses.last_bus_sunday) == (21 * 60 + 15, 18 * 60)
    assert policy.fares.per_mile_pence == Fares().per_mile_pence
    assert (policy.links[0].return_fare, policy.links[0].wait, policy.links[0].a.name) == (600, 5, "Here")
    assert (policy.car_beyond_port, policy.foot) == (Mode.LIFT, TravelPolicy().foot)
    assert policy.zone_of("KA27 8AA") == "arran"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"detour_percent": 90}, "detour_percent is 90. It must lie between 100 and 300."),
        ({"detour_percent": 1.3}, "detour_percent is 1.3. It must be a whole number."),
        ({"detuor_percent": 130}, '"detuor_percent" is not a setting of TravelPolicy.'),
        ({"foot": {"metres_per_hour": 4850}}, "multiple of 100 metres an hour"),
        ({"foot": 4800}, "foot is 4800. It must be a table of settings."),
        ({"buses": {"last_bus": "half ten"}}, '"half ten" is not a time of day. Write it like 22:30.'),
        ({"links": [{"id": "b", "name": "boat"}]}, "Link lacks a, b, crossing_minutes."),
        ({"links": ["boat"]}, "'boat' is not a Link."),
        ({"mileage": []}, "mileage is empty."),
        ({"zones": {"": "arran"}}, "needs a postcode, sector or district and a zone"),
        ({"car_beyond_port": "tram"}, "is 'tram'. It must be one of foot, bicycle, bus, car, lift."),
    ],
)  # fmt: skip
def test_a_figure_that_makes_no_sense_is_refused_in_a_sentence(table, says):
    with pytest.raises(ValueError) as refusal:
        TravelPolicy.from_table(table)
    assert says in str(refusal.value)


def test_two_links_cannot_share_an_id_nor_join_a_zone_to_itself():
    link = TravelPolicy().links[0]
    with pytest.raises(ValueError, match='Two links have the id "ardrossan-brodick"'):
        TravelPolicy(links=(link, link))
    with pytest.raises(ValueError, match="joins mainland to itself"):
        attrs.evolve(link, b=link.a)
    with pytest.raises(ValueError, match="has no fare"):
        attrs.evolve(link, single_pence=None, return_pence=None)
    with pytest.raises(ValueError, match="the first no later than the last"):
        attrs.evolve(link, first_from_a="20:00")


def test_a_time_of_day_can_be_written_three_ways():
    assert minute_of_day("22:30") == minute_of_day(1350) == minute_of_day(tomllib.loads("t = 22:30:00")["t"])


@pytest.mark.parametrize("cls", [TravelPolicy, Speed, BusService, Fares, Link])
def test_every_setting_is_in_the_docs(cls):
    page = Path(__file__).parents[2].joinpath("docs", "travel.md").read_text(encoding="utf-8")
    for attribute in attrs.fields(cls):
        name = attribute.name.replace("sunday_", "").replace("_from_b", "_from_a")
        assert f"`{name}`" in page, attribute.name


def test_a_default_is_in_the_docs_as_it_is_in_the_code():
    page = Path(__file__).parents[2].joinpath("docs", "travel.md").read_text(encoding="utf-8")
    for group in (TravelPolicy(), BusService(), Fares()):
        for attribute in attrs.fields(type(group)):
            value = getattr(group, attribute.name)
            if isinstance(value, int):
                shown = f"{value // 60:02}:{value % 60:02}" if "last_bus" in attribute.name else str(value)
                assert f"| `{attribute.name}` | {shown} |" in page


def test_importing_travel_loads_nothing_heavier_than_numpy():
    code = "import sys, mentormatch.travel;print(sorted({'pandas', 'scipy', 'networkx', 'ortools'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_nouns_of_travel_need_no_numpy():
    code = "import sys, mentormatch.domain.travelling; print('numpy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
