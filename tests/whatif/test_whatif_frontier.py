"""A trade-off as it is told: what weights could find, what may be drawn, what is said of a search that was cut."""

from __future__ import annotations

import json

import attrs
import pytest
from random_programmes import random_programme

from mentormatch import engine
from mentormatch.checking import judge
from mentormatch.domain.frozen import evolve
from mentormatch.domain.plan import Point
from mentormatch.domain.tradeoff import measures
from mentormatch.planning import Effort, NothingFoundError
from mentormatch.planning.frontier import Asked, making
from mentormatch.reports import frontier as report
from mentormatch.reports.compared_picture import FEWEST
from mentormatch.reports.frontier_picture import drawn, picture_bytes
from mentormatch.solving.front import Ends
from mentormatch.whatif.frontier import Frontier, Region, beats, frontier, supported, told_of

ONE = Effort(threads=1)
PROGRAMME, HISTORY = random_programme(5, mentees=5, mentors=3)


def asked_for(*names: str, **more: object) -> Asked:
    known = {one.name: one for one in measures(PROGRAMME.policy)}
    return Asked(measures=(known[names[0]], known[names[1]]), **more)


@pytest.fixture(scope="module")
def front() -> Frontier:
    found = frontier("Somewhere", PROGRAMME, HISTORY, asked_for("reach", "load"), ONE)
    assert len(found.points) >= 3
    return found


def test_points_inside_the_hull_are_those_that_no_weighting_could_find() -> None:
    values = [(10, 0), (4, 4), (0, 10)]
    assert supported(values, (1, 1)) == {(10, 0), (0, 10)}
    assert supported([(10, 0), (5, 5), (0, 10)], (1, 1)) == {(10, 0), (5, 5), (0, 10)}
    assert supported([(10, 10), (4, 6), (0, 0)], (1, -1)) == {(10, 10), (0, 0)}
    for weights in [(a, b) for a in range(1, 30) for b in range(1, 30)]:
        worth = {one: weights[0] * one[0] + weights[1] * one[1] for one in values}
        assert (4, 4) not in [one for one in values if worth[one] == max(worth.values())]


def test_one_point_beats_another_only_if_it_is_no_worse_in_either() -> None:
    assert beats((3, 1), (3, 2), (1, -1)) and not beats((3, 1), (3, 1), (1, -1)) and not beats((4, 3), (3, 2), (1, -1))


def test_screen_json_and_csv_tell_every_point_what_is_held_and_what_is_open(front: Frontier) -> None:
    said = report.screen(front)
    assert "Every point there is stands here." in " ".join(said.split()) and "pins-since" in said
    assert all(len(line) <= 80 for line in said.splitlines())
    told = json.loads(report.as_json(front))
    assert [tuple(one["values"].values()) for one in told["points"]] == [point.values for point in front.points]
    assert report.as_csv(front).count("\n") == len(front.points) + 1
    cut = evolve(front, regions=(Region(first=(None, 9), second=(3, 2)),), stopped="clock")
    said = " ".join(report.screen(cut).split())
    assert "Points may be missing." in said and "There may be more with reach up to 9 and load 2 to 3." in said
    assert not json.loads(report.as_json(cut))["complete"]


def test_a_picture_draws_no_count_of_fewer_than_five_people(front: Frontier) -> None:
    assert sum(point.values[0] < FEWEST for point in front.points) > 1
    assert sum(point.values[0] < FEWEST for point in drawn(front)) == 1
    png, svg = picture_bytes(front)
    assert png.startswith(b"\x89PNG") and picture_bytes(front)[1] == svg


def test_of_plans_whose_search_was_cut_one_that_another_beats_is_no_point(front: Frontier) -> None:
    asked = asked_for("reach", "load")
    found, judged = engine.frontier(PROGRAMME, HISTORY, asked, effort=ONE)
    first = judged[0]
    worse = evolve(first, plan=evolve(first.plan, point=Point(measures=(("reach", 0), ("load", 10_000)))))
    more = attrs.evolve(found, points=(*found.points, attrs.evolve(found.points[0], plan=worse.plan)))
    told = told_of("Somewhere", PROGRAMME, HISTORY, asked, more, (*judged, worse))
    assert [point.values for point in told.points] == [point.values for point in front.points]


def test_a_point_with_forged_values_or_bounds_is_refused(front: Frontier) -> None:
    plan = front.points[1].judged.plan
    assert plan.point is not None
    assert not judge(PROGRAMME, HISTORY, plan).verdict.breaches
    forged = evolve(plan, point=evolve(plan.point, measures=(("reach", 99), plan.point.measures[1])))
    assert any("reach is 99" in one.says for one in judge(PROGRAMME, HISTORY, forged).verdict.breaches)
    tiers = tuple(evolve(one, bound=one.value) if one.name == "quality" else one for one in plan.tiers)
    forged = evolve(plan, tiers=tiers)
    assert any("quality was not held" in one.says for one in judge(PROGRAMME, HISTORY, forged).verdict.breaches)


def test_ctrl_c_between_searches_leaves_the_points_so_far_with_plans_and_says_what_is_open(front: Frontier) -> None:
    def press(event: object) -> None:
        if isinstance(event, Ends):
            raise KeyboardInterrupt

    told = frontier("Somewhere", PROGRAMME, HISTORY, asked_for("reach", "load"), ONE, press)
    assert told.stopped == "interrupted" and not told.complete and told.points and told.regions
    assert {point.values for point in told.points} <= {point.values for point in front.points}
    assert all(point.judged.verdict.verified for point in told.points)


def test_ctrl_c_while_ties_are_broken_leaves_every_point_its_plan(
    front: Frontier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "settled", press)
    told = frontier("Somewhere", PROGRAMME, HISTORY, asked_for("reach", "load"), ONE)
    assert [point.values for point in told.points] == [point.values for point in front.points]
    assert told.stopped == "interrupted" and all(point.judged.verdict.verified for point in told.points)


def test_what_cannot_be_traded_is_said() -> None:
    with pytest.raises(ValueError, match="for itself"):
        asked_for("reach", "reach")
    with pytest.raises(ValueError, match="earlier plan"):
        asked_for("quality", "moved")
    with pytest.raises(ValueError, match="always held"):
        asked_for("quality", "load", free=frozenset({"pins"}))


def test_no_time_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "find_points", pressed)
    with pytest.raises(NothingFoundError):
        frontier("Somewhere", PROGRAMME, HISTORY, asked_for("reach", "load"), ONE)
