"""Help is asked for often and in a hurry: it must load no solver, and nothing that takes longer than a blink.

A lazy import that comes back by accident is not seen by anybody on a fast machine, so it is looked for here, each
time in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mentormatch.commands.exits import MEANINGS, Exit
from mentormatch.commands.group import group
from mentormatch.commands.verbs import VERBS
from mentormatch.files import new_programme

HEAVY = ("numpy", "ortools", "networkx", "pandas", "holidays", "scipy", "rapidfuzz", "mentormatch.travel")

NOT_FOR_A_SMALL_MATCH = (
    "holidays",
    "mentormatch.busy",
    "mentormatch.changes",
    "mentormatch.checking.timetable.judging",
    "mentormatch.files.accepting",
    "mentormatch.matching.weeks",
    "mentormatch.reports.sessions",
    "mentormatch.scheduling",
    "mentormatch.solving.decomposed",
    "mentormatch.solving.search",
)

LOADED = """
import sys
from mentormatch.commands.group import run
code = run(sys.argv[1:])
sys.stderr.write("LOADED " + " ".join(name for name in {heavy!r} if name in sys.modules))
raise SystemExit(code)
"""


def run(*arguments: str, heavy: tuple[str, ...] = HEAVY) -> subprocess.CompletedProcess[str]:
    script = LOADED.format(heavy=heavy)
    return subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), *((verb.name, "--help") for verb in VERBS)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert done.stderr.strip() == "LOADED"


@pytest.mark.parametrize("arguments", [("mach",), ("match",), ("match", "nowhere", "--threads", "x"), ("--wrong",)])
def test_a_slip_on_the_command_line_loads_nothing_heavy_either(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == Exit.INPUT
    assert done.stderr.endswith("LOADED ") or done.stderr.strip().endswith("LOADED")
    assert "Traceback" not in done.stderr


def test_a_small_match_loads_nothing_of_sessions_large_programmes_or_scenarios(tmp_path: Path) -> None:
    new_programme(tmp_path / "girvan")
    done = run("match", str(tmp_path / "girvan"), "--quiet", heavy=NOT_FOR_A_SMALL_MATCH)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "LOADED"


def test_the_groups_help_takes_less_than_a_blink() -> None:
    """Measured in processor time: on a machine where others work too, the clock says nothing."""
    resource = pytest.importorskip("resource")

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "mentormatch", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert min(seconds() for _ in range(5)) < 0.15


def test_the_groups_help_loads_no_verb() -> None:
    script = (
        "import sys; from mentormatch.commands.group import run; run(['--help']); "
        "print([m for m in sys.modules if m.startswith('mentormatch.commands.')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not any(verb.module in done.stderr for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_each_summary_is_the_first_line_of_its_commands_own_help(verb) -> None:
    context = group.make_context("mentormatch", ["--help"], resilient_parsing=True)
    command = group.get_command(context, verb.name)
    assert command is not None
    assert (command.help or "").split("\n\n")[0].replace("\n", " ").strip() == verb.summary


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_each_verb_shows_examples_and_takes_a_short_help(verb) -> None:
    done = run(verb.name, "-h")
    assert done.returncode == 0
    assert f"mentormatch {verb.name}" in done.stdout.split("Examples:")[1]
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_exit_codes_are_in_the_help() -> None:
    text = run("--help").stdout
    assert all(f"{int(code)}  {meaning}" in text for code, meaning in MEANINGS.items())
