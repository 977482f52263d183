"""A mentor's diary as somebody exports it, through the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders_end_to_end import girvan

from mentormatch.commands.group import run

WORKING = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Very private
DTSTART;TZID=GMT Standard Time:20270105T080000
DTEND;TZID=GMT Standard Time:20270105T190000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
END:VEVENT
END:VCALENDAR
"""


def planned(folder: Path, out: Path) -> int:
    """How many ideas a plan of the folder has; it was judged before it was saved."""
    assert run(["match", str(folder), "--out", str(out), "--quiet"]) == 0
    return len(json.loads((out / "plan.json").read_text(encoding="utf-8"))["pairs"])


def test_a_diary_that_is_full_leaves_no_hour_and_without_it_there_is_one_again(tmp_path: Path) -> None:
    folder = girvan(tmp_path / "girvan", people=1, mentors=1)
    (folder / "diary.ics").write_text(WORKING, encoding="utf-8")
    (folder / "busy.csv").write_text("who,file\nM01,diary.ics\n", encoding="utf-8")
    assert planned(folder, tmp_path / "busy") == 0
    (folder / "busy.csv").unlink()
    assert planned(folder, tmp_path / "free") == 1
    # A plan made without the diary is refused once there is one.
    (folder / "busy.csv").write_text("who,file\nM01,diary.ics\n", encoding="utf-8")
    assert run(["verify", str(folder), str(tmp_path / "free" / "plan.json")]) == 4


def test_an_endless_rule_ends_with_exit_code_2_and_tells_nothing_of_the_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = girvan(tmp_path / "girvan", people=1, mentors=1)
    (folder / "diary.ics").write_text(WORKING.replace("WEEKLY", "SECONDLY"), encoding="utf-8")
    (folder / "busy.csv").write_text("who,file\nM01,diary.ics\n", encoding="utf-8")
    assert run(["check", str(folder)]) == 2
    seen = capsys.readouterr()
    said = seen.out + seen.err
    assert "diary.ics: event 1 repeats within the day" in said
    assert "private" not in said and "Traceback" not in said
