"""Whatever lies in the folder, a coordinator reads a sentence: never a traceback, never half a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from builders_end_to_end import girvan, person, run, write


def no_folder(folder: Path) -> None:
    """Nothing there at all."""


def a_file(folder: Path) -> None:
    folder.write_text("id\nP1\n", encoding="utf-8")


def empty(folder: Path) -> None:
    folder.mkdir()


def zeros(folder: Path) -> None:
    girvan(folder)
    (folder / "people.csv").write_bytes(b"\0" * 5_000)


def toml_error(folder: Path) -> None:
    girvan(folder)
    (folder / "programme.toml").write_text('format = 1\nname = "Girvan\nas_of = 04/01/2027\n', encoding="utf-8")


def unknown_policy(folder: Path) -> None:
    girvan(folder)
    with (folder / "programme.toml").open("a", encoding="utf-8") as out:
        out.write("\n[policy]\nmax_minuts = 30\n")


def apart_from_oneself(folder: Path) -> None:
    girvan(folder)
    write(folder / "keep_apart.csv", [{"people": "P01; P01"}])


def a_reason(folder: Path) -> None:
    girvan(folder)
    write(folder / "keep_apart.csv", [{"people": "P01; M01", "reason": "court order"}])


def ten_thousand(folder: Path) -> None:
    girvan(folder)
    write(folder / "people.csv", [person(f"P{n:05}", home_by="teatime") for n in range(10_000)])


def one_id_twice(folder: Path) -> None:
    girvan(folder)
    write(folder / "people.csv", [person("P01"), person("P01")])


def no_id(folder: Path) -> None:
    girvan(folder)
    write(folder / "people.csv", [{"name": "Rowan Birch", "home": "KA7 1"}])


def open_quote(folder: Path) -> None:
    girvan(folder)
    with (folder / "people.csv").open("a", encoding="utf-8") as out:
        out.write('"P09,KA7 1\n' + "P10,KA7 1\n" * 50)


def unknown_person_kept_apart(folder: Path) -> None:
    girvan(folder)
    write(folder / "keep_apart.csv", [{"people": "P01; M99"}])


CASES: list[tuple[Callable[[Path], None], str]] = [
    (no_folder, "girvan"),
    (a_file, "girvan"),
    (empty, "programme.toml"),
    (zeros, "people.csv"),
    (toml_error, "programme.toml"),
    (unknown_policy, "max_minuts"),
    (apart_from_oneself, "keep_apart.csv row 2"),
    (a_reason, "keep_apart.csv"),
    (ten_thousand, "people.csv row 2"),
    (one_id_twice, "people.csv row 3"),
    (no_id, "people.csv"),
    (open_quote, "people.csv"),
    (unknown_person_kept_apart, "M99"),
]


@pytest.mark.parametrize("verb", ["check", "match"])
@pytest.mark.parametrize(("spoil", "named"), CASES, ids=[case.__name__ for case, _ in CASES])
def test_bad_input_is_named_and_nothing_is_written(
    tmp_path: Path, spoil: Callable[[Path], None], named: str, verb: str
) -> None:
    folder, out = tmp_path / "girvan", tmp_path / "out"
    spoil(folder)
    done = run(verb, folder, *(["--out", out] if verb == "match" else []))
    told = done.stdout + done.stderr
    assert done.returncode == 2, told
    assert named in told or named in told.replace("\n    ", "")  # a long path is broken over two lines
    assert "Traceback" not in told
    assert "fault in mentormatch" not in told
    assert "Error(" not in told
    assert not out.exists()
    assert len(told.splitlines()) < 250
    assert max(map(len, told.splitlines())) <= 80 or str(tmp_path) in told
    if verb == "match":
        assert done.stdout == ""


def test_ten_thousand_problems_are_counted_and_all_told_when_asked(tmp_path: Path) -> None:
    ten_thousand(tmp_path / "girvan")
    first = run("check", tmp_path / "girvan").stdout
    assert first.count("people.csv row") <= 60
    assert "10,000" in first
    assert "--all" in first
    every = run("check", tmp_path / "girvan", "--all").stdout
    assert every.count("people.csv row") >= 10_000


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_what_excel_saves_is_read_or_said_to_be_unreadable(tmp_path: Path, encoding: str) -> None:
    folder = girvan(tmp_path / "girvan", contacts=False)
    text = (folder / "people.csv").read_text(encoding="utf-8").replace("walking", "walking; café")
    (folder / "people.csv").write_bytes(text.encode(encoding))
    done = run("check", folder)
    told = done.stdout + done.stderr
    assert done.returncode in (0, 2), told
    assert "Traceback" not in told
    assert "\ufeff" not in told
    if done.returncode == 2:
        assert "people.csv" in told


def test_a_reason_is_not_repeated_on_the_screen(tmp_path: Path) -> None:
    a_reason(tmp_path / "girvan")
    done = run("check", tmp_path / "girvan")
    assert "court order" not in done.stdout + done.stderr


def test_check_as_json_and_csv_is_data_only(tmp_path: Path) -> None:
    import csv
    import io
    import json

    no_id(tmp_path / "girvan")
    done = run("check", tmp_path / "girvan", "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)[0]["kind"]
    done = run("check", tmp_path / "girvan", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(done.stdout)))["kind"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("match",), "DIR"),
        (("match", "x", "--format", "xml"), "xml"),
        (("match", "x", "--time-limit", "-1"), "-1"),
        (("match", "x", "--threads", "0"), "0"),
        (("show", "x", "P01", "P02"), "P02"),
        (("macth", "x"), "match"),
    ],
)
def test_a_slip_on_the_command_line_is_named(arguments: tuple[str, ...], named: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
