"""Safeguarding on random programmes: who may not meet is named together nowhere, and nobody can read why.

300 programmes here; `python benchmarks/safeguarding.py 0 10000` looks at ten thousand.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import LATER, apart, mentee, mentor, programme, venue
from everybody_else import swapped_findings
from random_programmes import AYR
from safeguarding import findings, guarded_programme, judged_plan, opened_as, programme_of

from mentormatch.checking import judge
from mentormatch.commands.making import print_plan
from mentormatch.commands.programme import ready
from mentormatch.commands.saving import save
from mentormatch.commands.search import screen_of
from mentormatch.domain.disclosure import participant_text
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History, KeepApart
from mentormatch.domain.people import Mentor
from mentormatch.domain.programme import Programme
from mentormatch.domain.travelling import Mode, Spot
from mentormatch.domain.week import parse_availability
from mentormatch.reports import detail, person
from mentormatch.reports.first_screen import first_screen

sys.path.insert(0, str(Path(__file__).parents[2]))
from scenarios.generator import generate, write


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_nobody_who_may_not_meet_is_named_together_in_anything_written_or_shown(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 50):
        given, history = programme_of(seed)
        judged = judged_plan(given, history)
        if judged is None:
            continue
        assert judged.verdict.verified, (seed, judged.verdict.breaches)
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert not findings(opened_as(given, history, tmp_path), judged, folder), seed


def test_nor_in_what_is_made_from_a_folder_with_gaps_and_questions(tmp_path: Path) -> None:
    write(generate(24, 10, 3), tmp_path / "programme")
    opened = ready(tmp_path / "programme", quiet=True)
    judged = judged_plan(opened.programme, opened.history)
    assert judged is not None
    assert opened.questions and opened.names.by_id
    (tmp_path / "out").mkdir()
    assert not findings(opened, judged, tmp_path / "out")


@pytest.mark.parametrize("first", [0, 20])
def test_swapping_everybody_elses_data_changes_no_byte_of_what_somebody_reads(first: int) -> None:
    compared = 0
    for seed in range(first, first + 20):
        given, history = programme_of(seed)
        judged = judged_plan(given, history)
        if judged is not None:
            same, found = swapped_findings(given, history, judged.plan, seed)
            assert not found, seed
            compared += same
    assert compared > 40, "people whose own meetings stayed the same are what this looks at"


# --------------------------------------------------------------------------------- a cause reads as lack of places

FITS = Mentor(
    id="M9",
    spot=Spot(easting=AYR[0], northing=AYR[1], zone="mainland"),
    availability=parse_availability("Mon-Tue 09:00-17:00"),
    modes=(Mode.CAR,),
    stage=5,
    max_people=2,
    training=("induction", "checked twice"),
    cleared_until=LATER,
)
"""A further mentor who could take people. Each cause below rules them out for everybody."""


def kept_apart(given: Programme, further: Mentor) -> Programme:
    rows = tuple(KeepApart(people=(further.id, row.id)) for row in given.mentees)
    return evolve(given, mentors=(*given.mentors, further), keep_apart=(*given.keep_apart, *rows))


def not_cleared(given: Programme, further: Mentor) -> Programme:
    return evolve(given, mentors=(*given.mentors, evolve(further, cleared_until=None)))


def training_ended(given: Programme, further: Mentor) -> Programme:
    return evolve(given, mentors=(*given.mentors, evolve(further, trained_until=given.term.first_day.replace(day=1))))


def nowhere(given: Programme, further: Mentor) -> Programme:
    return evolve(given, mentors=(*given.mentors, evolve(further, not_at=tuple(row.id for row in given.venues))))


def at_no_hour(given: Programme, further: Mentor) -> Programme:
    return evolve(given, mentors=(*given.mentors, evolve(further, home_by=60)))


def no_place_free(given: Programme, further: Mentor) -> Programme:
    return evolve(given, mentors=(*given.mentors, evolve(further, max_people=0)))


@pytest.mark.parametrize("ruled_out", [kept_apart, not_cleared, training_ended, nowhere, at_no_hour])
def test_a_safeguarding_cause_reads_byte_for_byte_as_lack_of_places(
    ruled_out: Callable[[Programme, Mentor], Programme], tmp_path: Path
) -> None:
    told = 0
    for seed in range(1, 25, 2):
        given, history = programme_of(seed)
        cause = all_that_is_told(ruled_out(given, FITS), history, tmp_path / str(seed))
        assert cause == told_with_no_place_free(seed), seed
        told += any(re.search(r"M9 +no place free", text) is not None for text in cause.values())
    assert told >= 4, "somebody must wait, and be told of the further mentor"


@cache
def told_with_no_place_free(seed: int) -> dict[str, str]:
    """What every cause is compared with."""
    given, history = programme_of(seed)
    with TemporaryDirectory() as folder:
        return all_that_is_told(no_place_free(given, FITS), history, Path(folder) / "full")


def test_so_does_a_place_where_nobody_is_on_duty_for_first_meetings(tmp_path: Path) -> None:
    safe = {"mentees": 3, "policy": {"supervised_meetings": 2}}
    unstaffed = programme(mentors=2, venues=[venue(first_meeting_ok=False)], **safe)
    full = programme(mentors=[mentor(name, max_people=0) for name in ("M1", "M2")], **safe)
    cause = all_that_is_told(unstaffed, History(), tmp_path / "cause")
    assert cause == all_that_is_told(full, History(), tmp_path / "full")
    assert "2 with no place free" in cause["waiting.csv"]


def all_that_is_told(given: Programme, history: History, folder: Path) -> dict[str, str]:
    """What is written and shown, by name, less what counts or hashes the input itself."""
    judged = judged_plan(given, history)
    if judged is None:
        return {}
    folder.mkdir()
    opened = opened_as(given, history, Path("programme"))
    save(folder, judged, opened, with_names=False, quiet=True)
    out = {path.name: path.read_text(encoding="utf-8-sig") for path in folder.glob("*.csv")}
    record = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    for name in ("made_from", "evidence", "verdict", "seal"):
        del record[name]
    out["plan.json"] = json.dumps(record)
    screen = screen_of(judged, opened)
    screens = {"first": first_screen(screen).splitlines(), "detail": detail.detail(screen)}
    screens |= {row.id: person.page(screen, row.id, opened.why_not) for row in given.mentees}
    out |= {name: _without_counts("\n".join(lines)) for name, lines in screens.items()}
    return out | {f"text for {row.id}": participant_text(judged.plan, given, row.id) for row in given.mentees}


def _without_counts(text: str) -> str:
    """Less the lines that say how much there was to look at, how many mentors are full, and what it took."""
    text = re.sub(r"Safety: .*\n( {8}.*\n)*", "", text)
    return re.sub(r"(Mentors at their limit|Weighed|It took|Made from|Safety).*\n?(  .*)?", "", text)


# --------------------------------------------------------------------------------------------------- refused plans


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_a_plan_that_the_judge_refused_is_printed_in_no_format(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = judged_plan(programme(), History())
    assert plan is not None
    kept = programme(keep_apart=(apart("E1", "M1"),))
    refused = judge(kept, History(), plan.plan)
    assert not refused.verdict.verified
    print_plan(refused, opened_as(kept, History(), tmp_path), output, False, None)
    told = capsys.readouterr().out
    assert "This plan was refused" in told
    assert not re.search(r"apart|cafe|\"pairs\"", told.replace("1 keep-apart", ""))


# ------------------------------------------------------------------------------------------------------- approvals


def test_a_pair_that_needs_an_approval_is_marked_on_every_page_and_in_no_text(tmp_path: Path) -> None:
    """E1 has an idea and a runner-up, E3 could have a mentor: all of it only if an officer agrees."""
    given = programme(
        [mentee("E1", needs_approval=True), mentee("E2"), mentee("E3", needs_approval=True)],
        [mentor("M1", max_people=1), mentor("M2", max_people=1)],
        keep_apart=(apart("E2", "M2"),),
    )
    judged = judged_plan(given, History())
    assert judged is not None
    opened = opened_as(given, History(), tmp_path)
    screen, everybody = screen_of(judged, opened), (*given.mentees, *given.mentors)
    pages = {row.id: person.page(screen, row.id, opened.why_not) for row in everybody}
    placed = next(row for row in judged.plan.ideas if row.needs_approval)
    waits = next(row.mentee for row in judged.plan.unmatched)
    other = placed.runners_up[0].mentor
    assert f"{other} (fair; needs an officer's yes)" in " ".join(" ".join(pages[placed.mentee]).split())
    assert "an idea; needs an officer's yes" in " ".join(" ".join(pages[placed.mentor]).split())
    assert "possible if an officer agrees, but taken by others" in " ".join(pages[waits])
    nobody = evolve(judged.plan, pairs=())
    assert participant_text(judged.plan, given, placed.mentee) == participant_text(nobody, given, placed.mentee)


@pytest.mark.parametrize("seed", [55, 215])
def test_a_swap_or_an_overtaking_that_needs_an_approval_says_so(seed: int, tmp_path: Path) -> None:
    given, history = guarded_programme(seed)
    judged = judged_plan(given, history)
    assert judged is not None
    assert not findings(opened_as(given, history, tmp_path), judged, tmp_path)
