"""`mentormatch calendars` as a coordinator uses it: ideas, a first meeting, a change, a closure, a lost file."""

from __future__ import annotations

import csv
import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import icalendar
import keyring
import pytest
from builders_end_to_end import LIBRARY, girvan, mentor, person, write

from mentormatch.commands import exporting
from mentormatch.commands.group import run
from mentormatch.store import NAME

sys.path.insert(0, str(Path(__file__).parents[1] / "calendars"))
from radicale_server import CERTIFICATE, PASSWORD, USER, Radicale, radicale

ASKED = {"calendar": "yes", "first_name_ok": "yes"}
NOVEMBER = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Girvan with one pair that has its first meeting set and one idea, and its plan."""
    monkeypatch.setattr(exporting, "clock", lambda: NOVEMBER)
    folder = girvan(tmp_path / "girvan")
    write(folder / "people.csv", [person("P01", **ASKED), person("P02", calendar="yes"), person("P03")])
    write(folder / "mentors.csv", [mentor("M01", **ASKED), mentor("M02", calendar="yes")])
    record(folder, "first meeting set", "Tue 10:00")
    assert run(["match", str(folder), "--out", str(folder / "out"), "-q"]) == 0
    capsys.readouterr()
    return folder


def record(folder: Path, state: str, hour: str, **more: str) -> None:
    row = {"mentee": "P01", "mentor": "M01", "state": state, "since": "2026-11-01", "place": "V01", "meeting": hour}
    write(folder / "pairs.csv", [{**row, **more}])


def calendars(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = run(["calendars", str(folder), str(folder / "out" / "plan.json"), "-q", *more])
    seen = capsys.readouterr()
    return code, seen.out + seen.err


def bodies(folder: Path) -> dict[str, bytes]:
    """The calendars by whose they are."""
    with (folder / "calendar-files.csv").open(encoding="utf-8-sig") as file:
        names = {row["id"]: row["file"] for row in csv.DictReader(file)}
    return {id: (folder / "calendars" / name).read_bytes() for id, name in names.items()}


def titles(body: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(body).walk("VEVENT")]


def test_only_those_who_asked_get_a_calendar_and_ideas_are_the_coordinators_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = calendars(folder, capsys)
    assert code == 0, said
    got = bodies(folder)
    assert set(got) == {"", "P01", "P02", "M01", "M02"}
    assert titles(got["P01"]) == titles(got["M01"]) == ["Appointment"]
    assert titles(got["P02"]) == titles(got["M02"]) == []
    assert sorted(titles(got[""])) == ["P01 with M01", "P02 with M02 (idea)"]
    assert b"DESCRIPTION:You meet Hazel." in got["P01"] and b"DESCRIPTION:You meet Rowan." in got["M01"]
    words = b"".join(got[id] for id in ("P01", "M01"))
    assert not [word for word in (b"Birch", b"Finch", b"P01", b"M01", b"Girvan", b"walking") if word in words]
    assert "P01 Rowan B. (has a calendar): new: Tuesdays 10:00 to 11:00, Alder Library, Ayr" in " ".join(said.split())
    modes = {(folder / name).stat().st_mode & 0o777 for name in ("calendar.key", NAME, "calendar-files.csv")}
    assert os.name != "posix" or modes == {0o600}


def test_again_is_the_same_byte_for_byte_and_nobody_has_to_be_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calendars(folder, capsys)
    before = bodies(folder)
    monkeypatch.setattr(exporting, "clock", lambda: NOVEMBER + dt.timedelta(days=3))
    code, said = calendars(folder, capsys)
    assert code == 0 and "0 changed" in said and "nothing has changed for them" in said
    assert bodies(folder) == before


def test_without_a_plan_named_it_is_the_one_saved_in_the_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["calendars", str(folder), "-q"]) == 0
    unnamed = bodies(folder)
    assert calendars(folder, capsys)[0] == 0
    assert bodies(folder) == unnamed


def test_a_closure_added_since_is_told_first_without_writing_and_by_phone_if_it_is_near(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calendars(folder, capsys)
    before = bodies(folder)
    write(folder / "closures.csv", [{"venue": "V01", "from": "2027-02-02"}])
    monkeypatch.setattr(exporting, "clock", lambda: dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC))
    code, said = calendars(folder, capsys, "--diff")
    assert code == 0 and "To phone about now" in said
    assert "not on Tue 2 Feb 2027; before Tue 2 Feb 2027 10:00" in " ".join(said.split())
    assert bodies(folder) == before
    assert calendars(folder, capsys)[0] == 0
    assert b"EXDATE;TZID=Europe/London:20270202T100000" in bodies(folder)["P01"]
    assert "nothing has changed" in calendars(folder, capsys, "--diff")[1]


def test_a_pair_that_has_ended_is_cancelled_in_both_calendars(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendars(folder, capsys)
    record(folder, "ended", "")
    assert run(["match", str(folder), "--out", str(folder / "out"), "-q"]) == 0
    code, said = calendars(folder, capsys)
    assert code == 0 and "off: Tuesdays 10:00 to 11:00" in " ".join(said.split())
    assert titles(bodies(folder)["P01"]) == titles(bodies(folder)["M01"]) == ["Cancelled: Appointment"]


def test_an_old_plan_is_used_for_those_whom_it_still_fits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "keep_apart.csv", [{"people": "P01; M01"}])
    code, said = calendars(folder, capsys)
    assert code == 3 and "Left out" in said
    assert titles(bodies(folder)["P01"]) == [] and titles(bodies(folder)[""]) == ["P02 with M02 (idea)"]


def test_an_hour_changed_in_pairs_csv_alone_is_told_and_not_guessed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folder, "agreed", "Wed 14:00")
    code, said = calendars(folder, capsys)
    assert code == 3 and "another hour or place than the plan" in said
    assert titles(bodies(folder)["P01"]) == [] and len(titles(bodies(folder)[""])) == 1


def test_a_plan_of_which_a_byte_was_changed_is_refused_and_nothing_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = folder / "out" / "plan.json"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"10:00"', '"10:30"', 1), encoding="utf-8")
    assert calendars(folder, capsys)[0] == 4
    assert not (folder / NAME).exists() and not (folder / "calendar.key").exists()


def test_who_no_longer_wants_a_calendar_has_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendars(folder, capsys)
    before = {path.name for path in (folder / "calendars").iterdir()}
    write(folder / "people.csv", [person("P01"), person("P02", calendar="yes"), person("P03")])
    (folder / "calendars" / "mine.ics").write_bytes(b"somebody's own")
    code, said = calendars(folder, capsys)
    left = {path.name for path in (folder / "calendars").iterdir()}
    assert code == 0 and "1 taken away" in said
    assert len(before - left) == 1 and left - before == {"mine.ics"}


def test_another_key_is_refused_unless_one_begins_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendars(folder, capsys)
    names = {path.name for path in (folder / "calendars").iterdir()}
    (folder / "calendar.key").unlink()
    code, said = calendars(folder, capsys)
    assert code == 2 and "--new-key" in said and not (folder / "calendar.key").exists()
    assert calendars(folder, capsys, "--new-key")[0] == 0
    assert {path.name for path in (folder / "calendars").iterdir()}.isdisjoint(names)
    assert calendars(folder, capsys)[0] == 0


def test_a_lost_store_changes_no_name_and_sequences_still_rise(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calendars(folder, capsys)
    (one,) = icalendar.Calendar.from_ical(bodies(folder)["P01"]).walk("VEVENT")
    (folder / NAME).unlink()
    monkeypatch.setattr(exporting, "clock", lambda: NOVEMBER + dt.timedelta(minutes=1))
    assert calendars(folder, capsys)[0] == 0
    (two,) = icalendar.Calendar.from_ical(bodies(folder)["P01"]).walk("VEVENT")
    assert two["UID"] == one["UID"] and two["SEQUENCE"] > one["SEQUENCE"]


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_remembered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "file").write_text("no folder", encoding="utf-8")
    code, said = calendars(folder, capsys, "--out", str(folder / "file"))
    assert code == 2 and "is a file" in " ".join(said.split()) and not (folder / NAME).exists()


def test_a_damaged_store_ends_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAME).write_bytes(b"")
    code, said = calendars(folder, capsys)
    assert code == 2 and "is empty" in said and LIBRARY["id"] == "V01"


# ------------------------------------------------------------------------------------------------ publish


@pytest.fixture
def served(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Radicale]]:
    """The programme with a server below [publish], and its password in the environment."""
    with radicale(tmp_path / "server") as server:
        shutil.copy(CERTIFICATE, folder / "server.pem")
        lines = f'\n[publish]\nurl = "{server.url}"\nuser = "{USER}"\ncertificate = "server.pem"\nmake = "radicale"\n'
        with (folder / "programme.toml").open("a", encoding="utf-8") as file:
            file.write(lines)
        monkeypatch.setenv("MENTORMATCH_CALDAV_PASSWORD", PASSWORD)
        yield folder, server


def published(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = run(["publish", str(folder), str(folder / "out" / "plan.json"), "-q", *more])
    seen = capsys.readouterr()
    return code, " ".join((seen.out + seen.err).split())


def test_publishing_again_changes_only_what_changed_and_what_is_no_longer_wanted_goes(
    served: tuple[Path, Radicale], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, server = served
    code, said = published(folder, capsys)
    assert code == 0 and "5 calendars on localhost" in said and "4 entries made, 0 changed, 0 deleted" in said
    assert "0 entries made, 0 changed, 0 deleted, 4 as they were" in published(folder, capsys)[1]
    write(folder / "people.csv", [person("P01"), person("P02", calendar="yes"), person("P03")])
    code, said = published(folder, capsys)
    assert code == 0 and "1 changed, 1 deleted, 2 as they were" in said  # the mentor no longer reads the first name
    assert len(server.files()) == 3


def test_without_a_password_or_a_server_nothing_is_sent_and_it_is_said_where_they_go(
    served: tuple[Path, Radicale], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, server = served
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("MENTORMATCH_CALDAV_PASSWORD")
    code, said = published(folder, capsys)
    assert code == 2 and "MENTORMATCH_CALDAV_PASSWORD" in said and not (folder / NAME).exists()
    monkeypatch.setenv("MENTORMATCH_CALDAV_PASSWORD", "wrong-one")
    code, said = published(folder, capsys)
    assert code == 2 and "refuses this user and password" in said and "wrong-one" not in said
    settings = (folder / "programme.toml").read_text(encoding="utf-8")
    (folder / "programme.toml").write_text(settings.replace("[publish]", "[office]"), encoding="utf-8")
    assert published(folder, capsys)[0] == 2 and server.files() == {}


def test_a_password_may_lie_in_the_keyring(
    served: tuple[Path, Radicale], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, server = served
    monkeypatch.delenv("MENTORMATCH_CALDAV_PASSWORD")
    kept = {(server.url.rstrip("/"), USER): PASSWORD}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    assert published(folder, capsys)[0] == 0 and len(server.files()) == 4


def test_a_public_list_is_written_only_when_asked_for_and_needs_the_service(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert calendars(folder, capsys)[0] == 0 and not (folder / "calendars" / "openactive.json").exists()
    write(folder / "closures.csv", [{"venue": "V01", "from": "2027-02-02"}])
    assert calendars(folder, capsys, "--openactive")[0] == 2
    assert "not on Tue 2 Feb 2027" in calendars(folder, capsys, "--diff")[1]  # nothing was done, nothing is forgotten
    with (folder / "programme.toml").open("a", encoding="utf-8") as file:
        file.write('\n[office]\nname = "Fern"\nwebsite = "https://fern.example.org/"\n')
    code, said = calendars(folder, capsys, "--openactive")
    assert code == 0 and "Public sessions in" in said
    assert (folder / "calendars" / "openactive.json").read_text(encoding="utf-8").strip() == "[]"


def test_without_the_packages_it_is_said_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "find_spec", lambda name: None)
    code, said = calendars(folder, capsys)
    assert code == 2 and 'install "mentormatch-engine[calendars]"' in " ".join(said.split())
    monkeypatch.setitem(sys.modules, "mentormatch.calendars.server", None)  # as if it could not be imported
    code, said = published(folder, capsys)
    assert code == 2 and "mentormatch-engine[caldav]" in " ".join(said.split())
