"""Sweeps: samples that depend on seed and number alone, single losses, and what all of it says together."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from builders import mentee, mentor, programme
from random_timetables import random_timetable_programme

sys.path.insert(0, str(Path(__file__).parent))  # spawned processes import the jobs from there
from sweep_jobs import ITEMS, SQUARES, Squares

from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.people import Status
from mentormatch.whatif.run import Asked, effort_for, effort_under
from mentormatch.whatif.sweep import DropOuts, Grid, LostError, items, profile, robust, seconds, spread
from mentormatch.whatif.sweep.job import answered
from mentormatch.whatif.sweep.robust import Often

GIVEN = programme(
    mentees=[mentee(f"E{number}") for number in range(6)],
    mentors=[
        mentor("M1", max_people=1, area="South"),
        mentor(
            "M2",
            max_people=3,
            area="Girvan",
            languages=("Polish",),
            when="Tue 18:00-21:00; Wed 18:00-21:00; Thu 18:00-21:00",
        ),
        mentor("M3", max_people=1),
        mentor("M4", max_people=2, status=Status.PAUSED),
    ],
)
BASE = (("E0", "M1"), ("E1", "M2"), ("E2", "M2"), ("E3", "M3"))


def job(**more: Any) -> DropOuts:
    return DropOuts(**{"programme": GIVEN, "history": History(), "base": BASE, "size": 2, **more})


def rows(given: Any, asked: tuple[str, ...], **more: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    spread(given, asked, lambda item, row: out.update({item: row}), **{"jobs": 1, **more})
    return out


def test_a_sample_depends_on_the_seed_and_its_number_alone_and_on_no_order_of_rows() -> None:
    turned = job(programme=evolve(GIVEN, mentors=GIVEN.mentors[::-1]), base=BASE[::-1])
    names = [f"sample:{number}" for number in range(20)]
    assert [job().gone(name) for name in names] == [turned.gone(name) for name in reversed(names)][::-1]
    assert job().key == turned.key
    assert [job(seed=1).gone(name) for name in names] != [job().gone(name) for name in names]
    assert all(len(set(job().gone(name))) == 2 for name in names)
    assert all("M4" not in job().gone(name) for name in names), "who rests cannot drop out"


def test_another_programme_plan_size_or_seed_has_another_key() -> None:
    other = evolve(GIVEN, mentees=GIVEN.mentees[1:])
    keys = {
        one.key for one in (job(), job(size=1), job(seed=3), job(base=BASE[:3]), job(programme=other, base=BASE[1:]))
    }
    assert len(keys) == 5


def test_whom_the_plan_cannot_lose_is_searched_one_by_one_and_told_with_the_remedy() -> None:
    given = job()
    found = rows(given, items(given, 3))
    (worst,) = seconds(given, found)
    assert worst == "second:1"
    found |= rows(given, (worst,))
    told = robust(given, found)
    assert told.reached == 5
    (loss,) = told.worst
    assert (loss.mentor, loss.fewer, loss.lose, loss.proven) == (1, 3, 2, True)
    assert (loss.both, loss.then) == (6, 5)
    like = profile(given, 1)
    assert (like.area, like.times, like.languages, like.places) == ("Girvan", ("weekday evenings",), ("Polish",), 3)
    assert not any(one in str(like) for one in ("M2", "woman", "man"))
    assert not told.refused


def test_counts_of_who_keeps_a_mentor_are_those_of_the_samples() -> None:
    given = job()
    found = rows(given, items(given, 8))
    told = robust(given, found)
    lost = {"E0": "M1", "E1": "M2", "E2": "M2", "E3": "M3"}
    for person in told.people:
        same = sum(lost[person.id] not in given.gone(f"sample:{number}") for number in range(8))
        assert (person.same.times, person.same.of) == (same, 8)
        assert person.any.times >= same
    assert told.proven == told.settled == 8
    assert told.spread("people")[0] == min(row["people"] for row in told.samples.values())


@pytest.mark.parametrize(
    ("times", "of", "low", "high"), [(0, 10, 0, 278), (10, 10, 722, 1000), (5, 10, 236, 764), (0, 0, 0, 1000)]
)
def test_wilsons_interval_is_that_of_the_books(times: int, of: int, low: int, high: int) -> None:
    assert Often(times=times, of=of).interval == (low, high)


def test_processes_and_chunks_change_no_row_and_one_that_is_killed_is_made_up_for(tmp_path: Path) -> None:
    given = job()
    asked = items(given, 5)
    alone = rows(given, asked)
    assert dict(answered(given, asked)) == alone
    assert rows(given, asked[::-1], jobs=2, batch=3) == alone
    assert rows(Squares(dies_at="7", marks=tmp_path), ITEMS, jobs=2, batch=4) == SQUARES
    assert (tmp_path / "7").exists(), "nobody was killed, so nothing was tested"


def test_an_item_that_kills_every_process_is_named_in_the_end() -> None:
    with pytest.raises(LostError, match="7") as lost:
        rows(Squares(dies_at="7"), ITEMS[5:9], jobs=2)
    assert lost.value.item == "7"


def test_a_grid_says_of_each_figure_how_sure_it_is() -> None:
    asked = {
        name: Asked(name=name, programme=evolve(GIVEN, mentors=GIVEN.mentors[:number]), history=History())
        for name, number in (("one", 1), ("three", 3))
    }
    effort = effort_for(time_limit=None, threads=1, seed=0, all_tiers=False)
    grid = Grid(points=asked, scope="match", effort=effort)
    found = rows(grid, tuple(asked))
    reached = {name: next(one for one in row["figures"] if one["id"] == "reached") for name, row in found.items()}
    assert {name: (one["value"], one["sure"]) for name, one in reached.items()} == {
        "one": (1, "proven"),
        "three": (5, "proven"),
    }
    assert all(row["verified"] for row in found.values())


def test_points_of_a_grid_begin_with_the_plan_of_things_as_they_are_and_say_the_same() -> None:
    given, history = random_timetable_programme(48)
    less = evolve(given, policy=evolve(given.policy, max_minutes=20))
    asked = {name: Asked(name=name, programme=one, history=history) for name, one in (("now", given), ("less", less))}
    effort = effort_for(time_limit=60.0, threads=1, seed=0, all_tiers=True)
    alone = Grid(points=asked, scope="schedule", effort=effort)
    grid = evolve(alone, base=asked["now"])
    assert alone.key != grid.key == grid.begun().key
    assert rows(grid.begun(), tuple(asked)) == rows(alone, tuple(asked))
    assert effort_under(effort, "schedule").time_limit == 20.0 and effort_under(effort, "match") == effort
    assert effort_under(effort, "plan", 45.0).time_limit == 15.0  # a third of what it took, not of what it was given
    assert effort_under(effort, "plan", 75.0).time_limit == 20.0


def test_threads_of_children_are_one_each_and_ours_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    from mentormatch.whatif.sweep.spread import _one_thread_each

    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "7")
    with _one_thread_each():
        assert (os.environ["OMP_NUM_THREADS"], os.environ["MKL_NUM_THREADS"]) == ("1", "1")
    assert "OMP_NUM_THREADS" not in os.environ
    assert os.environ["MKL_NUM_THREADS"] == "7"
