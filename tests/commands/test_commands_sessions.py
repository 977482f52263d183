"""`schedule`, `plan` and `show` on a timetable made by hand: what they print, what they save, how they end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import click
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))

import builders_reports as made
import builders_sessions as hand

from mentormatch import records
from mentormatch.commands import match, plan, schedule, show
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.programme import Opened
from mentormatch.commands.verbs import VERBS
from mentormatch.domain.verdict import Breach, JudgedPlan
from mentormatch.engine import SCOPES
from mentormatch.records import plan_from_json

LISTS = {"sessions.csv", "attendance.csv", "costs.csv", "fares.csv", "offers.csv", "not-reached.csv", "plan.json"}
WHOLE = hand.judged(hand.plan(attrs.evolve(hand.TIMETABLE, left_out=())))


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Puts a judged plan in the place of the planner's and of what the judge finds in a file."""

    def put(judged: JudgedPlan, **programme: Any) -> Path:
        opened = Opened(
            folder=tmp_path / "girvan",
            programme=hand.programme(**programme),
            history=hand.HISTORY,
            names=hand.NAMES,
            problems=(),
        )
        monkeypatch.setattr("mentormatch.commands.programme.ready", lambda folder, **more: opened)
        monkeypatch.setattr("mentormatch.commands.search.searched", lambda loaded, **more: judged)
        monkeypatch.setattr("mentormatch.checking.judge", lambda programme, history, plan: made.judged(plan))
        return tmp_path

    return put


def run(command: click.Command, *arguments: object) -> int:
    return int(command.main(list(map(str, arguments)), standalone_mode=False) or 0)


def test_each_scope_of_the_engine_has_its_verb_and_each_such_verb_its_scope() -> None:
    """Where this fails a scope is new: its module is there, and its line in commands/verbs.py is wanted."""
    makes_plans = {"match", "schedule", "plan"}
    assert {verb.name for verb in VERBS} & makes_plans == set(SCOPES)


def test_verbs_that_make_plans_take_the_same_options() -> None:
    names = [{option.name for option in verb.command.params} for verb in (match, schedule, plan)]
    assert names[0] == names[1] == names[2]
    assert {"out", "output", "time_limit", "threads", "seed", "quiet", "names", "strict"} <= names[0]


@pytest.mark.parametrize("verb", ["schedule", "plan"])
def test_their_help_loads_nothing_heavy(verb: str) -> None:
    script = (
        f"import sys; from mentormatch.commands.{verb} import command; command.main(['--help'], standalone_mode=False);"
        "print([name for name in ('numpy', 'ortools', 'holidays', 'astral') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_schedule_shows_its_screen(planned, capsys) -> None:
    planned(WHOLE)
    assert run(schedule.command, "girvan") == Exit.DONE
    assert "The week (4 sessions):" in capsys.readouterr().out


def test_what_is_left_out_ends_with_3_and_with_2_and_nothing_written_where_strict(planned, capsys) -> None:
    folder = planned(hand.judged())
    assert run(schedule.command, "girvan") == Exit.LEFT_OUT
    capsys.readouterr()
    assert run(schedule.command, "girvan", "--strict", "--out", folder / "out") == Exit.INPUT
    told = capsys.readouterr()
    assert "Creative arts, Wed 13:00" in told.err
    assert not told.out
    assert not (folder / "out").exists()


def test_a_refused_timetable_is_neither_saved_nor_printed(planned, capsys) -> None:
    folder = planned(made.judged(hand.plan(), breaches=(Breach(rule="session-rooms", says="two in one room"),)))
    for form in ("table", "json", "csv"):
        assert run(schedule.command, "girvan", "--format", form, "--out", folder / "out") == Exit.REFUSED
        told = capsys.readouterr().out
        assert "This plan was refused" in told
        assert "walk" not in told
    assert not (folder / "out").exists()


def test_out_writes_plan_and_lists_and_keeps_what_was_there(planned, capsys) -> None:
    folder = planned(WHOLE) / "out"
    assert run(schedule.command, "girvan", "--out", folder) == Exit.DONE
    assert {path.name for path in folder.iterdir()} == LISTS
    told = capsys.readouterr().err
    assert all(name in told for name in LISTS)
    before = (folder / "fares.csv").read_bytes()
    (folder / "fares.csv").write_bytes(b"mine")
    run(schedule.command, "girvan", "--out", folder)
    assert (folder / "fares.1.csv").read_bytes() == b"mine"
    assert (folder / "fares.csv").read_bytes() == before


def test_files_carry_ids_and_names_only_where_they_were_asked_for(planned) -> None:
    folder = planned(WHOLE)
    run(schedule.command, "girvan", "--out", folder / "ids", "--quiet")
    run(schedule.command, "girvan", "--out", folder / "names", "--quiet", "--names")
    ids = "".join(path.read_text(encoding="utf-8-sig") for path in (folder / "ids").iterdir())
    assert "P001" in ids
    assert not any(name in ids for name in hand.NAMES.by_id.values())
    assert "P001,Rowan B.,attends" in (folder / "names" / "attendance.csv").read_text(encoding="utf-8-sig")
    assert json.loads((folder / "names" / "plan.json").read_text())["names"]["P004"] == "Linnet S."


def test_no_cell_is_a_formula(planned, capsys) -> None:
    activities = (attrs.evolve(hand.ACTIVITIES[0], name="=cmd|' /C calc'!A0"), *hand.ACTIVITIES[1:])
    folder = planned(WHOLE, activities=activities)
    run(schedule.command, "girvan", "--out", folder / "out", "--quiet")
    capsys.readouterr()
    run(schedule.command, "girvan", "--format", "csv")
    texts = [path.read_text(encoding="utf-8-sig") for path in (folder / "out").glob("*.csv")]
    for text in (*texts, capsys.readouterr().out):
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith("=")]


def test_json_is_the_plan_and_reads_back(planned, capsys) -> None:
    planned(WHOLE)
    run(schedule.command, "girvan", "--format", "json")
    assert plan_from_json(capsys.readouterr().out) == WHOLE.plan


def test_a_plan_of_both_saves_the_lists_of_both(planned) -> None:
    both = made.plan(scope="plan", timetable=WHOLE.plan.timetable)
    folder = planned(made.judged(both))
    assert run(schedule.command, "girvan", "--out", folder / "out", "--quiet") == Exit.DONE
    assert LISTS | {"ideas.csv", "waiting.csv"} <= {path.name for path in (folder / "out").iterdir()}


# show


@pytest.fixture
def saved(planned) -> Path:
    folder = planned(WHOLE)
    path: Path = folder / "plan.json"
    path.write_text(json.dumps(records.plan_to_dict(WHOLE)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        (("week",), "The week (4 sessions):"),
        (("leader", "m01"), "M01 Hazel F. leads 2 sessions:"),
        (("venue", "V2"), "Heron shore (V2): 2 sessions"),
        (("P001",), "The week of P001 Rowan B.:"),
        (("S01",), "Leads 2 sessions"),
        (("P004",), "In no session by name"),
        (("detail",), "Dates not held, and why:"),
        ((), "In a session by name: 4 of 7"),
        (("further",), "2 people are in no session by name. How many of them could go to"),
    ],
)
def test_show_tells_of_a_saved_timetable(saved: Path, capsys, words: tuple[str, ...], piece: str) -> None:
    assert run(show.command, "girvan", *words, "--plan", saved) == Exit.DONE
    told = capsys.readouterr().out
    assert piece in told
    typed = "  mentormatch "  # a path is never cut
    assert all(len(line) <= 80 for line in told.splitlines() if not line.startswith(typed))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("venue",), "Which venue"),
        (("leader",), "Which leader"),
        (("P001", "P002"), "one word too many"),
        (("venue", "V9"), "No venue in venues.csv has the id"),
        (("leader", "M09"), "Nearest: M0"),
        (("P999",), "Nobody in people.csv"),
    ],
)
def test_show_says_what_it_wants(saved: Path, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(Stop, match=says):
        run(show.command, "girvan", *words, "--plan", saved)


def test_a_plan_of_pairs_has_no_week(planned, saved: Path) -> None:
    saved.write_text(json.dumps(records.plan_to_dict(made.judged())), encoding="utf-8")
    with pytest.raises(Stop, match="of pairs alone"):
        run(show.command, "girvan", "week", "--plan", saved)
    with pytest.raises(Stop, match=r"staff\.csv alone"):
        run(show.command, "girvan", "S01", "--plan", saved)
