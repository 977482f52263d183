"""A real server with TLS and a password: published again, nothing doubles, nothing stays behind, people's own stays."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from builders import MONDAY
from disclosed import asked
from exports import at, disclosed, exported, file_of, meets, person, runs
from radicale_server import CERTIFICATE, PASSWORD, USER, Radicale, radicale

from mentormatch.calendars.exporting import CalendarFile, Exported
from mentormatch.calendars.marks import marked, seen
from mentormatch.calendars.publishing import Done, Outcome, name_of, publish
from mentormatch.calendars.server import Collection, Server, ServerError
from mentormatch.store import Store


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale") / "server") as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def plan(hour: str = "Tue 10:00-11:00", *, walk: bool = True, before: Exported | None = None) -> Exported:
    """A meeting and a walk of E1's; each test publishes them into a collection of its own."""
    given = [meets("E1", "M1", when=hour), *([runs("walk", "Mon 10:00-11:00", by="E1")] if walk else [])]
    now = at(MONDAY, hour=10) if before else at(MONDAY)
    return exported(disclosed(*given, people=asked("E1")), before, now, objects=True)


def put(running: Radicale, store: Store, made: Exported, name: str, **more: bool) -> Outcome:
    file = file_of(made, person("E1"))
    with running.server() as server:
        return publish(server.shelf(name, file.title), file.objects, store, **more)


def there(running: Radicale, name: str) -> dict[str, icalendar.Event]:
    """The first event of each object of a collection by UID; each UID once."""
    bodies = [body for path, body in running.files().items() if path.startswith(f"{name}/")]
    events = [icalendar.Calendar.from_ical(body).walk("VEVENT")[0] for body in bodies]
    uids = Counter(str(event["UID"]) for event in events)
    assert not [uid for uid, times in uids.items() if times > 1]
    return {str(event["UID"]): event for event in events}


def edit(running: Radicale, name: str, uid: str, old: str, new: str) -> None:
    """What a person does in their calendar program."""
    with running.server() as server:
        shelf = server.shelf(name, "")
        found = shelf.read(name_of(uid))
        assert found is not None and old.encode() in found[0]
        shelf.put(name_of(uid), found[0].replace(old.encode(), new.encode()), found[1])


def meeting_of(file: CalendarFile) -> str:
    """The UID of the meeting on Tuesdays."""
    (one,) = [item for item in file.objects if b"BYDAY=TU" in item.body or b"BYDAY=WE" in item.body]
    return one.uid


def test_published_twice_it_is_made_once_and_a_change_updates_and_deletes(running: Radicale, store: Store) -> None:
    first = plan()
    assert put(running, store, first, "a").counts == {Done.MADE: 2}
    assert put(running, store, first, "a").counts == {Done.SAME: 2}
    before = there(running, "a")
    second = plan("Wed 10:00-11:00", walk=False, before=first)
    assert put(running, store, second, "a").counts == {Done.CHANGED: 1, Done.DELETED: 1}
    after = there(running, "a")
    uid = meeting_of(file_of(second, person("E1")))
    assert set(after) == {uid} < set(before)
    wanted = next(one.sequence for one in file_of(second, person("E1")).objects if one.uid == uid)
    assert after[uid]["SEQUENCE"] == wanted > before[uid]["SEQUENCE"]
    assert after[uid]["DTSTART"].dt.weekday() == 2
    assert "METHOD" not in icalendar.Calendar.from_ical(next(iter(running.files().values())))


def test_a_lost_store_doubles_nothing_and_still_updates(running: Radicale, store: Store) -> None:
    put(running, store, plan(), "b")
    store.path.unlink()
    assert put(running, store, plan(), "b").counts == {Done.SAME: 2}
    store.path.unlink()
    moved = plan("Wed 10:00-11:00", walk=False, before=plan())
    assert put(running, store, moved, "b").counts == {Done.CHANGED: 1, Done.DELETED: 1}
    assert len(there(running, "b")) == 1


def test_what_a_person_changed_there_is_kept_and_told_until_one_says_otherwise(running: Radicale, store: Store) -> None:
    first = plan()
    put(running, store, first, "c")
    uid = meeting_of(file_of(first, person("E1")))
    edit(running, "c", uid, "SUMMARY:Appointment", "SUMMARY:Tea with Jay")
    second = plan("Wed 10:00-11:00", before=first)
    outcome = put(running, store, second, "c")
    assert outcome.counts == {Done.CHANGED_THERE: 1, Done.SAME: 1} and not outcome.whole
    assert there(running, "c")[uid]["SUMMARY"] == "Tea with Jay"
    store.path.unlink()
    assert put(running, store, second, "c").counts == {Done.CHANGED_THERE: 1, Done.SAME: 1}
    assert put(running, store, second, "c", overwrite=True).counts == {Done.CHANGED: 1, Done.SAME: 1}
    assert there(running, "c")[uid]["SUMMARY"] == "Appointment"


def test_what_a_person_changed_is_not_deleted_when_it_is_gone_from_the_plan(running: Radicale, store: Store) -> None:
    first = plan()
    put(running, store, first, "d")
    walk = next(
        one.uid for one in file_of(first, person("E1")).objects if one.uid != meeting_of(file_of(first, person("E1")))
    )
    edit(running, "d", walk, "LOCATION:hall", "LOCATION:hall\\, back door")
    assert put(running, store, plan(walk=False, before=first), "d").counts == {Done.SAME: 1, Done.CHANGED_THERE: 1}
    assert walk in there(running, "d")


def test_what_a_person_added_or_deleted_there_is_left_so(running: Radicale, store: Store) -> None:
    first = plan()
    put(running, store, first, "e")
    uid = meeting_of(file_of(first, person("E1")))
    own = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:own\r\nDTSTAMP:20270101T000000Z\r\n" \
          b"DTSTART:20270101T100000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"  # fmt: skip
    with running.server() as server:
        shelf = server.shelf("e", "")
        shelf.put("own.ics", own, None)
        shelf.put(f"{'a' * 32}.ics", own.replace(b"UID:own", b"UID:other"), None)
        found = shelf.read(name_of(uid))
        assert found is not None
        shelf.delete(name_of(uid), found[1])
    outcome = put(running, store, plan(walk=False, before=first), "e")
    assert outcome.counts == {Done.DELETED_THERE: 1, Done.DELETED: 1} and outcome.theirs == 2
    assert set(there(running, "e")) == {"own", "other"}
    assert put(running, store, plan(), "e", overwrite=True).counts == {Done.MADE: 2}


def test_a_change_made_there_while_we_publish_is_refused_by_the_server_and_told(
    running: Radicale, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = plan()
    put(running, store, first, "j")
    uid = meeting_of(file_of(first, person("E1")))
    with running.server() as server:
        before = dict(server.shelf("j", "").listed())
    edit(running, "j", uid, "SUMMARY:Appointment", "SUMMARY:Tea")
    monkeypatch.setattr(Collection, "listed", lambda self: before)
    second = plan("Wed 10:00-11:00", before=first)
    assert put(running, store, second, "j").counts == {Done.CHANGED_THERE: 1, Done.SAME: 1}
    assert there(running, "j")[uid]["SUMMARY"] == "Tea"


def test_a_collection_that_was_deleted_is_made_anew(running: Radicale, store: Store) -> None:
    put(running, store, plan(), "f")
    for folder in (running.folder / "kept").rglob("f"):
        shutil.rmtree(folder)
    assert put(running, store, plan(), "f").counts == {Done.MADE: 2}


KILLED = """
import sys
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/calendars"]
from pathlib import Path
from mentormatch.calendars.server import Server, Collection
from radicale_server import CERTIFICATE, PASSWORD, USER
import test_calendars_publishing as here
put = Collection.put
def once(self, *given):
    etag = put(self, *given)
    print("put", flush=True)
    sys.stdin.readline()
    return etag
Collection.put = once
file = here.file_of(here.plan(), here.person("E1"))
with Server(sys.argv[1], USER, PASSWORD, certificate=str(CERTIFICATE), features="radicale") as server:
    here.publish(server.shelf("g", file.title), file.objects, here.Store(Path(sys.argv[3])))
"""


def test_a_publisher_killed_before_it_could_remember_is_finished_by_the_next(running: Radicale, store: Store) -> None:
    tests = str(Path(__file__).parents[1])
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED, running.url, tests, str(store.path.parent)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert worker.stdout is not None and worker.stdin is not None
    assert worker.stdout.readline() == "put\n"
    worker.kill()
    worker.wait()
    worker.stdout.close()
    worker.stdin.close()
    assert len(there(running, "g")) == 1
    assert put(running, store, plan(), "g").counts == {Done.SAME: 1, Done.MADE: 1}
    assert len(there(running, "g")) == 2


def test_a_server_lost_half_way_is_told_and_the_next_run_goes_on(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with radicale(tmp_path / "server") as own:
        real, done = Collection.put, []

        def put_then_die(self: Collection, *given: object) -> str | None:
            if done:
                own.kill()
            done.append(1)
            return real(self, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(Collection, "put", put_then_die)
        with pytest.raises(ServerError, match="not reached, or was lost"):
            put(own, store, plan(), "h")
        monkeypatch.undo()
        own.start()
        assert put(own, store, plan(), "h").counts == {Done.SAME: 1, Done.MADE: 1}
        assert len(there(own, "h")) == 2


def test_a_wrong_password_and_a_certificate_that_is_not_trusted_are_told_without_a_secret(running: Radicale) -> None:
    with pytest.raises(ServerError, match="refuses this user and password") as wrong:
        running.server("not-the-password")
    assert "not-the-password" not in str(wrong.value) and wrong.value.__cause__ is None
    with pytest.raises(ServerError, match="certificate is not trusted"):
        Server(running.url, USER, PASSWORD, features="radicale")


@pytest.mark.parametrize(
    "url", ["http://example.org/dav/", "ftp://localhost/", "example.org", "https://a:b@localhost/"]
)
def test_an_address_that_is_not_safe_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(ServerError, match=r"https://|take it out"):
        Server(url, USER, PASSWORD)


def test_nothing_is_logged(running: Radicale, store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    odd = disclosed(meets("E1", "M1"), people=asked("E1", calendar_title='Tea \\" with Zebedee '))
    put(running, store, exported(odd, objects=True), "i")
    assert "Zebedee" not in caplog.text and PASSWORD not in caplog.text and "Authorization" not in caplog.text
    assert [str(event["SUMMARY"]) for event in there(running, "i").values()] == ['Tea \\" with Zebedee']


def test_an_object_is_ours_and_untouched_however_a_server_writes_it() -> None:
    import vobject

    for one in file_of(plan(), person("E1")).objects:
        body, shows = marked(one.body)
        again = vobject.readOne(body.decode()).serialize().encode().replace(b"\r\n", b"\n")
        assert seen(body).untouched and seen(again).untouched and seen(again).shows == shows
        assert not seen(again.replace(b"SUMMARY:Appointment", b"SUMMARY:x")).untouched
    assert not seen(b"nonsense").untouched and CERTIFICATE.exists()
