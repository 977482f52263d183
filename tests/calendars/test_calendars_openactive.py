"""What anybody may know of public groups: valid by OpenActive's own validator, and without anybody in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import attrs
import pytest
from builders import MONDAY, apart, mentee, venue
from calendar_readers import JS
from disclosed import disclosed, runs, small
from honest_timetables import activity

from mentormatch.calendars import openactive
from mentormatch.calendars.openactive import Feed, feed
from mentormatch.domain.places import Form
from mentormatch.domain.telling import GroupTelling, Office, Telling
from mentormatch.domain.travelling import Spot

OFFICE = Office(name="Fern", website="https://fern.example.org/", phone="01632 960000")
PUBLIC = {"public": True, "public_by": "S1", "public_on": MONDAY}
HERE = {"address": "1 Main Street", "town": "Ayr", "area": "South Ayrshire",
        "spot": Spot(233_500, 621_500, postcode="KA7 1JB")}  # fmt: skip


def made(*, hall: Any = None, walk: Any = None, **telling: Any) -> Feed:
    of = small(
        mentees=[mentee("E1"), mentee("E2", home_by=1140)],
        venues=[venue("cafe"), attrs.evolve(venue("hall"), **{**HERE, **(hall or {})})],
        activities=[attrs.evolve(activity("walk"), **{"name": "Walking", **(walk or {})})],
        keep_apart=(apart("E1", "M2"),),
    )
    session = runs("walk", "Mon 10:00-11:30", by="E1", led="S1", lost=(MONDAY,))
    groups = {"walk": GroupTelling(id="walk", **{**PUBLIC, **telling})}
    people = {"S1": Telling(id="S1", first_name="Zebedee", first_name_ok=True)}
    return feed(disclosed(session, of=of, groups=groups, people=people, office=OFFICE))


def nodes(of: Feed) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = json.loads(of.body)
    return out


def test_a_public_session_tells_when_and_where_and_nobody() -> None:
    found = made()
    (series,) = nodes(found)
    assert series["activity"][0]["prefLabel"] == "Walking"
    assert series["activity"][0]["@id"].startswith("https://openactive.io/activity-list#")
    dates = {one["startDate"]: one["eventStatus"].rpartition("/")[2] for one in series["subEvent"]}
    assert dates["2027-01-11T10:00:00+00:00"] == "EventCancelled"
    assert dates["2027-04-12T10:00:00+01:00"] == "EventScheduled" and len(dates) == 26
    assert not [word for word in (b"E1", b"S1", b"Zebedee", b"leader") if word in found.body]
    assert found.guarded == {"walk": 1}


@pytest.mark.parametrize("lacking", ["public", "public_by", "public_on"])
def test_only_what_somebody_made_public_on_a_date_is_in_it(lacking: str) -> None:
    assert nodes(made(**{lacking: None})) == []


@pytest.mark.parametrize(
    ("walk", "telling", "says"),
    [
        ({"form": Form.INDIVIDUAL}, {}, "own support"),
        ({"for_whom": ("lived: recovery",)}, {}, "why people come"),
        ({"name": "Blether"}, {}, "listed_as"),
        ({}, {"listed_as": "Wlaking"}, "listed_as"),
    ],
)
def test_what_may_not_or_cannot_be_published_is_told(walk: Any, telling: Any, says: str) -> None:
    found = made(walk=walk, **telling)
    assert nodes(found) == [] and says in found.left_out[0]


def test_a_venue_that_nobody_would_find_is_told() -> None:
    found = made(hall={"spot": Spot.unknown(), "address": None})
    assert nodes(found) == [] and "address" in found.left_out[0]


def test_another_label_of_the_list_counts() -> None:
    (series,) = nodes(made(walk={"name": "Blether"}, listed_as="rambling"))
    assert series["name"] == "Blether" and series["activity"][0]["prefLabel"] == "Walking"


def test_openactives_own_validator_finds_no_failure(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (JS / "node_modules" / "@openactive").is_dir():
        pytest.skip(
            "OpenActive's validator was not tried: node, or npm install --prefix tests/calendars/js, is missing"
        )
    halls = ({}, {"address": None}, {"spot": Spot(233_000, 620_000, postcode="KA7 1JB")})
    series = [one for hall in halls for one in nodes(made(hall=hall, walk={"for_whom": ("gender: woman",)}))]
    assert len(series) == len(halls)
    (tmp_path / "feed.json").write_text(json.dumps(series), encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps(_list()), encoding="utf-8")
    done = subprocess.run(
        [node, str(JS / "openactive.mjs"), str(tmp_path / "feed.json"), str(tmp_path / "list.json")],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    assert [one for one in json.loads(done.stdout) if one["severity"] == "failure"] == []


def _list() -> dict[str, Any]:
    """The activity list as it is published, as far as labels and ids go."""
    concepts = [
        {"id": f"{openactive.LIST}#{id}", "identifier": id, "type": "Concept", "prefLabel": label, "notation": label}
        for id, label in {*openactive._labels().values()}
    ]
    head = {"@context": openactive.CONTEXT, "id": openactive.LIST, "type": "ConceptScheme", "title": "list"}
    return {
        **head,
        "description": "list",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "concept": concepts,
    }
