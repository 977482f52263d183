"""The file of a sweep: what was written is there again, and a line that was cut off is neither believed nor kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentormatch.files import KeptRows, KeptRowsError


def test_what_was_added_is_there_again_by_sweep(tmp_path: Path) -> None:
    kept = KeptRows.at(tmp_path / "rows")
    kept.add("one", [("sample:0", {"reached": 4}), ("sample:1", {"reached": 5})])
    kept.add("other", [("sample:0", {"reached": 9})])
    again = KeptRows.at(tmp_path / "rows")
    assert again.of("one") == {"sample:0": {"reached": 4}, "sample:1": {"reached": 5}}
    assert again.of("other") == {"sample:0": {"reached": 9}}
    assert not again.torn


def test_a_torn_last_line_is_taken_off_and_what_comes_then_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    kept = KeptRows.at(path)
    kept.add("one", [("sample:0", {"reached": 4}), ("sample:1", {"reached": 5})])
    whole = path.read_bytes()
    for cut in (1, 20):
        path.write_bytes(whole[:-cut])
        again = KeptRows.at(path)
        assert again.torn
        assert again.of("one") == {"sample:0": {"reached": 4}}
        again.add("one", [("sample:1", {"reached": 5})])
        assert path.read_bytes() == whole


def test_a_file_that_is_cut_in_its_first_line_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_bytes(b'{"format":1,"men')
    kept = KeptRows.at(path)
    kept.add("one", [("sample:0", {})])
    assert KeptRows.at(path).of("one") == {"sample:0": {}}


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,area\nP1,South\n")
    with pytest.raises(KeptRowsError, match=r"no row|not a sweep"):
        KeptRows.at(path)
    assert path.read_text() == "id,area\nP1,South\n"


def test_a_broken_line_in_the_middle_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    KeptRows.at(path).add("one", [("sample:0", {})])
    path.write_bytes(path.read_bytes() + b"{nonsense}\n")
    with pytest.raises(KeptRowsError, match="line 3"):
        KeptRows.at(path)


def test_only_the_owner_can_read_a_new_one(tmp_path: Path) -> None:
    KeptRows.at(tmp_path / "rows")
    assert (tmp_path / "rows").stat().st_mode & 0o077 == 0
