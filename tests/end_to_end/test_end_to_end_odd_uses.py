"""Odd but lawful uses: strange names, consoles and spreadsheets, programmes of nobody, readers that hang up."""

from __future__ import annotations

import csv
import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from builders_end_to_end import COMMAND, girvan, installed, run, write


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-1", "soon"])
def test_a_limit_that_is_no_number_of_seconds_is_refused(tmp_path: Path, seconds: str) -> None:
    done = run("match", girvan(tmp_path / "girvan"), "--time-limit", seconds)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--time-limit" in done.stderr


@pytest.mark.parametrize("out", ["taken", "taken/deeper"])
def test_a_folder_that_cannot_be_written_to_is_told_before_the_search(tmp_path: Path, out: str) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = run("match", girvan(tmp_path / "girvan"), "--out", tmp_path / out)
    assert (done.returncode, done.stdout) == (2, "")
    assert "taken is a file" in " ".join(done.stderr.split())
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_told_before_the_search(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    done = run("match", girvan(tmp_path / "girvan"), "--out", tmp_path / "locked" / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "You may not write in" in done.stderr


def test_what_was_found_is_told_where_saving_it_fails(tmp_path: Path) -> None:
    (tmp_path / "out" / "ideas.csv").mkdir(parents=True)
    done = run("match", girvan(tmp_path / "girvan"), "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Ideas for" in done.stdout and "mentormatch accept" not in done.stdout
    assert "ideas.csv could not be written" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell's words")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "| head -c 5"])
def test_a_reader_that_is_gone_is_no_fault(tmp_path: Path, closed: str) -> None:
    words = [str(COMMAND), "match", str(girvan(tmp_path / "girvan")), "--out", str(tmp_path / "out")]
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{shlex.join(words)} {closed}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "plan.json").exists()


def test_a_console_of_plain_ascii_loses_letters_and_nothing_else(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = installed("match", girvan(tmp_path / "girvan"), "--out", tmp_path / "out", "--names", **plain)
    assert done.returncode == 0, done.stderr
    assert "P02 ?ucja N." in done.stdout
    assert "Łucja N." in (tmp_path / "out" / "ideas.csv").read_text(encoding="utf-8-sig")
    for form in ("json", "csv"):
        assert "Łucja N." in installed("match", tmp_path / "girvan", "--format", form, "--names", **plain).stdout


def test_odd_names_are_shown_as_they_are_and_never_run(tmp_path: Path) -> None:
    folder = girvan(tmp_path / "girvan")
    names = {"P01": 'O\'Brien, Seán "Shay"', "P02": "Ò" * 300, "P03": "王 小明", "M01": '=HYPERLINK("x")', "M02": "-"}
    write(folder / "contacts.csv", [{"id": key, "name": name} for key, name in names.items()])
    done = run("match", folder, "--out", tmp_path / "out", "--names")
    assert done.returncode == 0, done.stderr
    assert "Seán O." in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if "mentormatch" not in line) <= 80  # but for paths
    assert ",=HYPERLINK" not in (tmp_path / "out" / "ideas.csv").read_text(encoding="utf-8-sig").replace('"', "")


def test_semicolons_marks_and_blank_rows_make_no_difference(tmp_path: Path) -> None:
    plain, other = girvan(tmp_path / "plain"), girvan(tmp_path / "other")
    for name in ("people", "mentors", "venues", "contacts"):
        with (other / f"{name}.csv").open(encoding="utf-8", newline="") as given:
            header, *rows = csv.reader(given)
        header = [heading.replace("_", " ").title() for heading in header]
        with (other / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, delimiter=";").writerows([header, *rows, [], [""] * len(header)])
    forms = [json.loads(run("match", folder, "--format", "json").stdout) for folder in (plain, other)]
    assert forms[0]["pairs"] == forms[1]["pairs"] and forms[0]["pairs"]


@pytest.mark.parametrize("kept", [(0, 0), (1, 0), (0, 1), (3, 0), (1, 1)])
def test_a_programme_of_nobody_or_of_one_runs_through(tmp_path: Path, kept: tuple[int, int]) -> None:
    folder = girvan(tmp_path / "girvan", contacts=False)
    for name, count in zip(("people", "mentors"), kept, strict=True):
        path = folder / f"{name}.csv"
        path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[: count + 1]), "utf-8")
    plan = tmp_path / "out" / "plan.json"
    for words in (
        ("check", folder),
        ("match", folder, "--out", plan.parent),
        ("verify", folder, plan),
        ("show", folder, "--plan", plan),
        ("show", folder, "detail", "--plan", plan),
        *((("show", folder, "P01", "--plan", plan),) if kept[0] else ()),
        ("accept", folder, plan),
    ):
        done = run(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)


def test_pins_that_cannot_all_hold_leave_out_the_youngest(tmp_path: Path) -> None:
    folder = girvan(tmp_path / "girvan")
    pin = {"mentor": "M01", "state": "idea", "pinned": "yes"}
    write(folder / "pairs.csv", [{"mentee": f"P0{n}", "since": f"2027-01-0{n}", **pin} for n in (1, 2)])
    done = run("match", folder, "--out", tmp_path / "out")
    assert done.returncode == 3, done.stderr
    assert "Could not be kept together as you asked" in " ".join(done.stdout.split())
    assert "P02" in done.stdout and (tmp_path / "out" / "plan.json").exists()
