"""Each verb by the installed command, from its start to its end; and `run`, which most tests use, shows the same."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from builders_end_to_end import girvan, installed, run, write

from mentormatch.commands.verbs import VERBS

OFFICE = '\n[office]\nname = "Fern"\nphone = "01292 600 123"\n'
SECONDS = re.compile(r"[\d.,]+ (?:s\b|seconds?)")
PROGRESS = re.compile(r"^  .* bound .*\n", re.MULTILINE)
"""A line on stderr for each tier, told only once a second of the clock is over."""

CALLS: dict[str, tuple[int, tuple[str, ...]]] = {
    "new": (0, ("here/again",)),
    "check": (0, ("here",)),
    "match": (0, ("here", "--out", "here/more")),
    "schedule": (0, ("made", "--out", "made/more")),
    "plan": (0, ("made", "--out", "made/both")),
    "whatif": (0, ("made", "apart", "--jobs", "1")),
    "frontier": (0, ("here", "reach", "load", "--format", "csv")),
    "sweep": (0, ("here", "--vary", "policy.floor=0,999", "--jobs", "1", "--format", "csv")),
    "verify": (0, ("here", "here/out/plan.json")),
    "show": (2, ("here", "P1")),
    "accept": (0, ("here", "here/out/plan.json")),
    "calendars": (0, ("here", "here/out/plan.json")),
    "publish": (2, ("here", "here/out/plan.json")),
    "sheets": (0, ("here", "here/out/plan.json")),
}
"""What each verb is asked in a folder with two programmes, and the code that it ends with."""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`here`, three people and a plan; `made`, what `new` makes and a scenario."""
    folder = tmp_path_factory.mktemp("installed")
    here = girvan(folder / "here")
    with (here / "programme.toml").open("a", encoding="utf-8") as toml:
        toml.write(OFFICE)
    row = {"mentee": "P01", "mentor": "M01", "state": "agreed", "since": "2026-11-01", "place": "V01"}
    columns = ("by", "lapses_on", "pinned", "rhythm", "week", "minutes", "note")
    write(here / "pairs.csv", [{**row, "meeting": "Tue 10:00", **dict.fromkeys(columns, "")}])
    assert installed("match", here, "--out", here / "out").returncode == 0
    assert installed("new", folder / "made").returncode == 0
    (folder / "made" / "whatif").mkdir()
    (folder / "made" / "whatif" / "apart.toml").write_text('name = "Areas apart"\nareas = "apart"\n', encoding="utf-8")
    return folder


def test_each_verb_is_called() -> None:
    assert set(CALLS) == {verb.name for verb in VERBS}


@pytest.mark.parametrize("verb", CALLS)
def test_the_installed_command_and_the_one_with_its_imports_behind_it_show_the_same(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    code, words = CALLS[verb]
    shown = []
    for number, start in enumerate((installed, run)):
        at = tmp_path / str(number)
        monkeypatch.chdir(shutil.copytree(given, at))
        done = start(verb, *words)
        assert done.returncode == code, done.stdout + done.stderr
        assert done.stderr if code else done.stdout or done.stderr
        assert not (code and done.stdout)
        told = (done.stdout, PROGRESS.sub("", done.stderr))
        shown.append([" ".join(SECONDS.sub("so long", text).split()) for text in told])
    assert shown[0] == shown[1]
