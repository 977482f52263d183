"""What is told of scenarios: on the screen whom it concerns, in files and pictures figures only."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from builders import mentee, mentor, programme

from mentormatch import engine
from mentormatch.commands.whatif import Reasons
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.reports import compared, compared_picture, sharing
from mentormatch.reports.names import Names
from mentormatch.whatif import Comparison, Scenario, compare, effort_for

EFFORT = effort_for(time_limit=None, threads=1, seed=0, all_tiers=False)
BASE = programme(
    mentees=[mentee(f"E{at}") for at in range(1, 9)], mentors=[mentor("M1", max_people=6), mentor("M2", max_people=2)]
)


def scenario(name: str, given: Programme) -> Scenario:
    judged = engine.plan(given, History(), effort=EFFORT)
    return Scenario(name=name, title=f"The {name}", says="", programme=given, history=History(), judged=judged)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    fewer = evolve(BASE, mentors=BASE.mentors[1:])
    more = evolve(BASE, mentors=(*BASE.mentors, mentor("M3", max_people=4)))
    return compare(scenario("now", BASE), (scenario("fewer", fewer), scenario("more", more)), Reasons())


def test_the_screen_has_reach_beside_waits_choice_and_load_and_fits(comparison: Comparison) -> None:
    text = compared.screen(comparison, Names(by_id={"E1": "Rowan B."}), most=1)
    assert all(len(line) <= 80 for line in text.splitlines())
    for says in ("with a mentor or an idea", "longest wait", "second choice", "busiest mentor"):
        assert says in text
    assert not [kind.says for kind in comparison.kinds if kind.says not in text]
    assert "M1 is not there" in text
    assert "--all shows every one" in text
    assert "checked a second way" in text


def test_scenarios_that_begin_alike_have_names_that_can_be_told_apart() -> None:
    names = ("one-more-each", "one-more-each+three-recruited", "onemoreforeverymentor")
    text = compared.screen(compare(scenario("now", BASE), tuple(scenario(name, BASE) for name in names), Reasons()),
                           Names(by_id={}))  # fmt: skip
    lines = text.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("people who want a mentor"))
    above = [line for line in lines[:first] if line.startswith(" " * 30)]
    heads = ["".join(line[at : at + 10].strip() for line in above) for at in range(30, 70, 10)]
    assert heads == ["now", *names]
    assert all(len(line) <= 80 for line in lines)


def test_a_scenario_that_changes_nothing_says_so() -> None:
    text = compared.screen(compare(scenario("now", BASE), (scenario("same", BASE),), Reasons()), Names(by_id={}))
    assert "same: nothing changes." in text.splitlines()


def test_files_hold_no_id_and_no_name(comparison: Comparison) -> None:
    ids = [one.id for one in (*BASE.mentees, *BASE.mentors)]
    for text in (compared.as_csv(comparison), compared.as_json(comparison)):
        assert not [one for one in ids if one in text]


def test_csv_and_json_say_the_same(comparison: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(compared.as_csv(comparison))))
    given = json.loads(compared.as_json(comparison))["scenarios"]
    for one in given:
        for figure, value in one["figures"].items():
            (row,) = (row for row in rows if (row["scenario"], row["figure"]) == (one["name"], figure))
            assert int(row["value"]) == value
            if one["name"] != "now":
                assert (int(row["change"]), row["sure"]) == tuple(one["changes"][figure][key] for key in ("by", "sure"))


def test_no_count_of_people_under_five_is_drawn() -> None:
    assert [sharing.shown("reached", value) for value in (0, 4, 5, None)] == [None, None, 5, None]
    assert sharing.shown("longest-wait", 2) == 2


def test_the_picture_names_nobody_and_is_the_same_each_time(comparison: Comparison, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    once, again = (compared_picture.save_picture(comparison, tmp_path / name) for name in _folders(tmp_path))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    drawn = compared_picture.picture(comparison)
    texts = [text.get_text().strip() for axes in drawn.axes for text in axes.texts]
    assert "under 5" in texts
    assert not [text for text in texts if text.isdigit() and text in ("1", "2", "3", "4")]


def test_a_bar_is_pale_where_a_better_plan_may_exist_and_says_how_good_that_could_be(comparison: Comparison) -> None:
    pytest.importorskip("matplotlib")
    one = scenario("one mentor", evolve(BASE, mentors=BASE.mentors[:1]))
    first = compare(scenario("now", BASE), (one,), Reasons()).scenarios[0]
    plan = first.scenario.plan
    tiers = [evolve(one, bound=one.value + 1, proof=None) if one.name == "reach" else one for one in plan.tiers]
    judged = evolve(first.scenario.judged, plan=evolve(plan, tiers=tuple(tiers)))
    other = evolve(first, scenario=evolve(first.scenario, judged=judged))
    unsure = evolve(comparison, scenarios=(comparison.scenarios[0], other))

    def drawn(one: Comparison, **more: bool) -> tuple[list[float], str, list[str]]:
        figure = compared_picture.picture(one, **more)
        bars = [patch.get_alpha() for patch in figure.axes[0].patches]
        caption = figure.get_supxlabel()
        return bars, caption, [text.get_text().strip() for axes in figure.axes for text in axes.texts]

    assert drawn(comparison)[:2] == ([1, 1, 1], "")
    alphas, caption, texts = drawn(unsure)
    assert alphas == [1, 1, compared_picture.PALE]
    assert "a better one may exist" in caption
    assert "5, best under 5 to 5" in texts  # who waits, where three or four of eight are reached
    assert not [text for text in drawn(unsure, in_ranges=True)[2] if "best" in text]


def test_a_picture_that_was_there_is_kept(comparison: Comparison, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "whatif.png").write_bytes(b"of last spring")
    compared_picture.save_picture(comparison, tmp_path)
    compared_picture.save_picture(comparison, tmp_path)
    kept = [path for path in tmp_path.iterdir() if path.name not in ("whatif.png", "whatif.svg")]
    assert [path.read_bytes() for path in kept] == [b"of last spring"]


def _folders(tmp_path: Path) -> tuple[str, str]:
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
    return "once", "again"
