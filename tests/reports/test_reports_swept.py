"""Sweeps as people read them and as files hold them: how sure, no ids in files, no count of people under five."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from builders import mentee, mentor, programme

from mentormatch.domain.history import History
from mentormatch.reports import swept as told
from mentormatch.reports.names import Names
from mentormatch.whatif.sweep import DropOuts, Robust, robust

PEOPLE = [f"E{number:02}" for number in range(12)]
MENTORS = [f"M{number:02}" for number in range(6)]


def found(*, proven: bool = True, breaches: tuple[str, ...] = ()) -> Robust:
    """Twelve people with a mentor; four samples, in which all but E00 keep one, and E01 and E02 half of the time."""
    given = programme(
        mentees=[mentee(one) for one in PEOPLE],
        mentors=[mentor(one, max_people=2, area="Girvan", languages=("Polish",), faith="Quaker") for one in MENTORS],
    )
    base = tuple((one, MENTORS[at // 2]) for at, one in enumerate(PEOPLE))
    job = DropOuts(programme=given, history=History(), base=base, size=1)

    def row(kept: int, reached: int = 11) -> dict[str, Any]:
        return {"found": True, "reached": reached, "people": kept.bit_count(), "pairs": kept.bit_count(), "bound": 12,
                "proven": proven, "settled": proven, "kept": f"{kept:x}", "same": f"{kept:x}",
                "breaches": list(breaches)}  # fmt: skip

    whole = (1 << 12) - 1
    rows: dict[str, Any] = {"none": row(whole, 12)}
    rows |= {f"single:{at}": row(whole & ~(3 << 2 * at), 12 - (3 if at == 2 else 1)) for at in range(6)}
    rows |= {f"sample:{number}": row(whole & ~(1 if number % 2 else 7)) for number in range(4)}
    rows["second:2"] = {"both": row(whole, 14), "then": row(whole, 12)}
    return robust(job, rows)


def grid() -> told.Swept:
    def row(value: int, sure: str, bound: int | None = None) -> dict[str, Any]:
        names = ("id", "says", "unit", "value", "sure", "bound")
        figures = [
            dict(zip(names, ("reached", "with a mentor or an idea", "", value, sure, bound))),
            dict(zip(names, ("longest-wait", "longest wait of these", "weeks", 30, "", None))),
            dict(zip(names, ("cost:hire", "hire over the term", "pence", 12_345, "", None))),
        ]
        return {"found": True, "verified": True, "stopped": "clock" if bound else None, "figures": figures}

    rows = (row(4, "proven"), row(9, "within a gap", 11), {"found": False, "why": "clock"}, None)
    return told.Swept(axes=("travel.max",), points=(("20",), ("30",), ("40",), ("50",)), rows=rows, scope="plan")


def test_the_screen_names_who_may_lose_a_mentor_and_files_name_nobody() -> None:
    screen = told.robust_screen(found(), Names())
    assert "E00" in screen
    assert "50.0" in screen
    files = told.robust_csv(found()) + told.robust_json(found())
    assert not any(one in files for one in (*PEOPLE, *MENTORS))


def test_whom_the_plan_can_least_lose_is_a_profile_with_a_remedy_and_no_name() -> None:
    screen = " ".join(told.robust_screen(found(), Names()).split())
    assert "without them 3 people fewer are reached" in screen
    assert "A second like them: 14 people would be reached (+2), and if the first then went 12 would be" in screen
    assert "Girvan; free on weekday mornings" in screen
    assert "speaks Polish" in screen
    assert not any(one in screen for one in (*MENTORS, "Quaker"))


def test_counts_of_people_under_five_are_in_no_file() -> None:
    content = json.loads(told.robust_json(found()))
    assert content["people_by_how_often"] == {"always to less than half": 12}, "three alone would be told by the total"
    assert content["cannot_lose"][0]["lose_a_mentor"] == "under 5"
    reached = json.loads(told.grid_json(grid()))["points"][0]["figures"]["reached"]
    assert reached["value"] == "under 5"
    assert ("20", "reached", "under 5") in {
        (row[0], row[1], row[3]) for row in csv.reader(io.StringIO(told.grid_csv(grid())))
    }


def test_what_is_not_proven_and_what_was_refused_is_said() -> None:
    assert "4 of 4 samples are proven" in " ".join(told.robust_screen(found(), Names()).split())
    assert "0 of 4 samples are proven" in " ".join(told.robust_screen(found(proven=False), Names()).split())
    assert "Do not use this" in told.robust_screen(found(breaches=("diary",)), Names())


def test_a_grid_marks_each_figure_and_says_where_there_is_no_plan() -> None:
    screen = told.grid_screen(grid())
    lines = {line.split()[0]: line for line in screen.splitlines() if line[:2].isdigit()}
    assert "4=" in lines["20"]
    assert "9~" in lines["30"]
    assert "none" in lines["40"]
    assert "cut short" in screen
    assert "1 point has no plan" in screen
    assert all(len(line) <= 80 for line in screen.splitlines())
    bound = [
        row[-1] for row in csv.reader(io.StringIO(told.grid_csv(grid()))) if row[0] == "30" and row[1] == "reached"
    ]
    assert bound == ["11"]


def test_pictures_hold_no_id_and_no_small_count_and_are_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from mentormatch.reports import swept_picture as picture

    two = told.Swept(axes=("a", "b"), points=(("1", "x"), ("1", "y")), rows=grid().rows[:2], scope="match")
    drawn = (picture.robust_picture(found()), picture.grid_picture(grid()), picture.grid_picture(two))
    for at, figure in enumerate(drawn):
        texts = {text.get_text() for text in figure.findobj(lambda one: hasattr(one, "get_text"))}
        assert not any(one in text for text in texts for one in (*PEOPLE, *MENTORS))
        assert at == 0 or any("under 5" in text for text in texts)
    png, svg = picture.save(drawn[0], tmp_path)
    first = svg.read_bytes()
    assert png.stat().st_size > 1000
    picture.save(picture.robust_picture(found()), tmp_path)
    assert svg.read_bytes() == first
