"""docs/commands.md says what the commands say."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from mentormatch.commands.exits import MEANINGS
from mentormatch.commands.page import TARGET, document
from mentormatch.commands.verbs import VERBS
from mentormatch.files.pages import made_or_checked

PAGE = TARGET.read_text(encoding="utf-8")


def test_the_page_of_commands_is_current() -> None:
    assert document() == PAGE, "run: python -m mentormatch.commands.page"


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_page_is_the_same_whatever_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert document() == PAGE


@pytest.mark.parametrize("verb", ["", *(verb.name for verb in VERBS)])
def test_each_help_on_the_page_is_what_somebody_sees(verb: str) -> None:
    command = [sys.executable, "-m", "mentormatch", *([verb] if verb else []), "--help"]
    seen = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "120"})
    title = f"mentormatch {verb}".strip()
    (told,) = re.findall(rf"^## {title}\n\n```text\n\$ {title} --help\n(.*?)\n```$", PAGE, re.M | re.S)
    assert [line.rstrip() for line in seen.stdout.rstrip("\n").split("\n")] == told.split("\n")


def test_every_exit_code_has_its_row() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+) \|$", PAGE, re.M))
    assert rows == {str(int(code)): meaning for code, meaning in MEANINGS.items()}


def test_check_writes_nothing_and_says_what_is_stale(tmp_path, capsys) -> None:
    page = tmp_path / "page.md"
    assert made_or_checked(page, "new\n", ["--check"]) == 1
    assert not page.exists()
    assert made_or_checked(page, "new\n", []) == 0
    assert made_or_checked(page, "new\n", ["--check"]) == 0
    assert capsys.readouterr().err.count("page.md is not current") == 1
    assert made_or_checked(page, "newer\n", ["--check"]) == 1
    assert page.read_text(encoding="utf-8") == "new\n"
