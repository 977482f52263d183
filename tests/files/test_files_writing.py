"""Files that are written: whole or not at all, the old one kept, nothing that a spreadsheet runs."""

from __future__ import annotations

import datetime as dt
import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from files_folder import read, write
from hypothesis import example, given
from hypothesis import strategies as st

from mentormatch.domain.history import PairRecord, PairState
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.files import CannotAppendError, WriteError, append_pairs, new_programme, read_programme, to_ask
from mentormatch.files.formats import TARGET, document
from mentormatch.files.tables import tidy
from mentormatch.files.writing import guarded, replace

RECORD = PairRecord(
    mentee="P001", mentor="M001", state=PairState.ASKED, since=dt.date(2027, 1, 12), by="S01", place="library",
    slot=Slot(weekday=1, start=630, minutes=45, rhythm=Rhythm.FORTNIGHTLY, first=2), lapses_on=dt.date(2027, 1, 26),
)  # fmt: skip
OTHER = PairRecord(mentee="P002", mentor="M004", state=PairState.IDEA, since=dt.date(2027, 1, 12), pinned=True)


def test_a_file_is_replaced_and_the_old_one_kept_under_the_next_number(tmp_path):
    path = tmp_path / "pairs.csv"
    assert replace(path, b"one") is None
    assert replace(path, b"two").name == "pairs.1.csv"
    assert replace(path, b"three").name == "pairs.2.csv"
    assert [(tmp_path / name).read_bytes() for name in ("pairs.1.csv", "pairs.2.csv", "pairs.csv")] == [
        b"one",
        b"two",
        b"three",
    ]
    assert sorted(os.listdir(tmp_path)) == ["pairs.1.csv", "pairs.2.csv", "pairs.csv"]


def test_what_is_the_same_already_is_left_alone(tmp_path):
    path = tmp_path / "a.csv"
    replace(path, b"one")
    assert replace(path, b"one") is None
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"one")
    real.chmod(0o640)
    link.symlink_to(real)
    replace(link, b"two")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"two", 0o640)


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_disk_that_fails_loses_nothing(tmp_path, monkeypatch, broken):
    path = tmp_path / "pairs.csv"
    path.write_bytes(b"old")

    def fails(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, broken, fails)
    with pytest.raises(WriteError, match="unharmed"):
        replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["pairs.csv"]


FULL = """
import resource, signal, sys
from pathlib import Path
from mentormatch.files.writing import WriteError, replace
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    replace(Path(sys.argv[1]), b"x" * 100_000)
except WriteError as error:
    print(error)
"""


def test_a_full_disk_loses_nothing(tmp_path):
    assert resource.RLIMIT_FSIZE is not None
    path = tmp_path / "pairs.csv"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert "unharmed" in done.stdout
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["pairs.csv"]


@pytest.mark.parametrize("text", ["=1+1", "+44 1632", "-x", "@x", "  =1", "|x", "%x", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_guarded_and_read_back(text):
    assert guarded(text).startswith("'")
    assert tidy(guarded(text)) == text.strip()


@example("@\x1f")
@given(st.text(max_size=20))
def test_guarding_loses_nothing(text):
    if not text.strip().startswith("'"):
        assert tidy(guarded(text)) == tidy(text)


def test_accepted_pairs_make_a_file_that_is_read_back_as_they_were(tmp_path):
    write(tmp_path)
    assert append_pairs(tmp_path, [RECORD, OTHER]) is None
    assert read_programme(tmp_path).history.pairs == (RECORD, OTHER)


def test_rows_are_added_in_the_file_s_own_columns_and_the_old_file_is_kept(tmp_path):
    old = "\ufeffState;Mentor;notes;Mentee;Since\r\nended;M004;long ago;P001;01/12/2026\r\n".encode()
    write(tmp_path, pairs_csv=old)
    record = PairRecord(mentee="P001", mentor="M001", state=PairState.ASKED, since=dt.date(2027, 1, 12))
    kept = append_pairs(tmp_path, [record])
    assert kept.read_bytes() == old
    assert (tmp_path / "pairs.csv").read_bytes() == old + b"asked;M001;;P001;2027-01-12\r\n"
    assert read_programme(tmp_path).history.pairs[0] == record


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_a_last_line_without_an_end_gets_one(tmp_path, ending):
    write(tmp_path, pairs_csv=f"mentee,mentor,state,since{ending or chr(10)}P002,M004,ended,2026-12-01{ending}")
    append_pairs(
        tmp_path, [PairRecord(mentee="P001", mentor="M001", state=PairState.AGREED, since=dt.date(2027, 1, 12))]
    )
    assert len(read_programme(tmp_path).history.pairs) == 2


def test_a_file_without_a_needed_column_is_refused_unharmed(tmp_path):
    old = b"mentee,mentor,state,since\nP001,M001,ended,2026-12-01\n"
    write(tmp_path, pairs_csv=old)
    with pytest.raises(CannotAppendError, match="place"):
        append_pairs(tmp_path, [RECORD])
    assert (tmp_path / "pairs.csv").read_bytes() == old


def test_a_file_that_cannot_be_read_is_refused_unharmed(tmp_path):
    old = "mentee,mentor\nP001,Zoë\n".encode("latin-1")
    write(tmp_path, pairs_csv=old)
    with pytest.raises(CannotAppendError, match="UTF-8"):
        append_pairs(tmp_path, [RECORD])
    assert (tmp_path / "pairs.csv").read_bytes() == old


def test_a_new_programme_can_be_read_at_once(tmp_path):
    folder = tmp_path / "mine with blanks"
    written = new_programme(folder)
    loaded = read_programme(folder)
    assert loaded.programme is not None, [str(problem) for problem in loaded.errors]
    assert {path.name for path in written} == set(os.listdir(folder))
    assert (len(loaded.programme.mentees), len(loaded.programme.mentors), loaded.programme.synthetic) == (3, 2, True)
    assert [problem for problem in loaded.problems if problem.severity.value == "warning"] == []
    assert [question.what for question in to_ask(loaded)] == ["bus_pass"]


def test_a_new_programme_is_not_written_over_anything(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(WriteError, match="not empty"):
        new_programme(tmp_path)
    with pytest.raises(WriteError, match="is a file"):
        new_programme(tmp_path / "mine.txt")
    assert os.listdir(tmp_path) == ["mine.txt"]


def test_a_new_programme_is_not_written_into_a_git_work_tree(tmp_path):
    (tmp_path / ".git").mkdir()
    with pytest.raises(WriteError, match="under git"):
        new_programme(tmp_path / "deep" / "down")
    assert not (tmp_path / "deep").exists()


def test_a_place_that_cannot_be_made_is_told():
    with pytest.raises(WriteError):
        new_programme(Path("/proc/nothing/here"))


def test_the_page_of_formats_is_current():
    assert TARGET.read_text(encoding="utf-8") == document(), "run: python -m mentormatch.files.formats"


def test_a_good_folder_stays_as_it_is_when_it_is_read(tmp_path):
    read(tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["mentors.csv", "people.csv", "programme.toml", "venues.csv"]
