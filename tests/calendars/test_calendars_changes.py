"""Calendars change when what people see changes, and only then; nothing doubles, and what is gone says so."""

from __future__ import annotations

import datetime as dt

import icalendar
from builders import MONDAY, venue
from disclosed import asked, small
from exports import BEFORE, KEY, at, disclosed, exported, file_of, instants, meets, person, runs

from mentormatch.calendars.exporting import Exported, export
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.exported import Reader, ReaderKind
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import PairState
from mentormatch.domain.telling import GroupTelling, VenueTelling

WEEK = dt.timedelta(weeks=1)
ALL = {"people": asked("E1", "E2", "M1"), "venues": {"hall": VenueTelling(id="hall", calendar=True)},
       "groups": {"walk": GroupTelling(id="walk", calendar=True)}}  # fmt: skip


def first(hour: str = "Tue 10:00-11:00", **more: object) -> Disclosed:
    walk = runs("walk", "Mon 10:00-11:00", by="E1 E2")
    return disclosed(meets("E1", "M1", when=hour), walk, **{**ALL, **more})


def events(made: Exported, reader: Reader) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(file_of(made, reader).body).walk("VEVENT"))


def test_everybody_who_asked_has_a_file_and_nobody_else_but_the_coordinator() -> None:
    made = exported(first())
    readers = {(file.reader.kind.value, file.reader.id) for file in made.files}
    people = {("person", id) for id in ("E1", "E2", "M1")}
    assert readers == {*people, ("venue", "hall"), ("group", "walk"), ("coordinator", "")}


def test_names_of_files_and_uids_tell_nothing_and_differ_from_reader_to_reader() -> None:
    made = exported(first())
    whole = b"".join(file.name.encode() + file.body for file in made.files if file.reader.kind is ReaderKind.PERSON)
    assert not [id for id in (b"E1", b"E2", b"M1", b"S1", b"walk") if id in whole]
    uids = [str(event["UID"]) for file in made.files for event in events(made, file.reader)]
    assert len(uids) == len(set(uids))
    other = export(first(), (), b"x" * 32, BEFORE)
    assert {file.name for file in other.files}.isdisjoint({file.name for file in made.files})


def test_a_second_export_is_the_same_byte_for_byte_a_month_later_too() -> None:
    one = exported(first())
    for later in (BEFORE, at(MONDAY + 5 * WEEK), at(MONDAY + 40 * WEEK)):
        two = exported(first(), one, later)
        assert [file.body for file in two.files] == [file.body for file in one.files]
        assert two.entries == one.entries and two.changes == ()


def test_a_changed_hour_raises_sequence_and_stamps_of_that_alone() -> None:
    one = exported(first())
    later = at(MONDAY - WEEK)
    two = exported(first("Wed 10:00-11:00"), one, later)
    (old_walk, old), (walk, new) = (sorted(events(made, person("E1")), key=_weekday) for made in (one, two))
    assert walk == old_walk
    assert new["UID"] == old["UID"] and new["SEQUENCE"] > old["SEQUENCE"]
    assert new["DTSTAMP"].dt == new["LAST-MODIFIED"].dt == later.moment > old["DTSTAMP"].dt
    assert file_of(two, person("E2")).body == file_of(one, person("E2")).body
    assert {(change.reader.id, change.thing[0]) for change in two.changes} == {
        ("E1", "meeting"),
        ("M1", "meeting"),
        ("", "meeting"),
    }


def _weekday(event: icalendar.Event) -> int:
    return event["DTSTART"].dt.weekday()


def test_sequence_rises_twice_in_one_minute_and_when_what_was_remembered_is_lost() -> None:
    one = exported(first())
    two = exported(first("Wed 10:00-11:00"), one)
    three = exported(first(), two)
    numbers = [max(event["SEQUENCE"] for event in events(made, person("E1"))) for made in (one, two, three)]
    assert numbers == sorted(set(numbers))
    lost = exported(first(), None, at(MONDAY - 4 * WEEK))
    assert min(event["SEQUENCE"] for event in events(lost, person("E1"))) > numbers[-1]
    assert [e["UID"] for e in events(lost, person("E1"))] == [e["UID"] for e in events(one, person("E1"))]


def test_master_and_moved_dates_have_one_sequence_and_one_stamp() -> None:
    one = exported(first())
    today = MONDAY + 8 * WEEK
    of = small(as_of=today)
    two = exported(
        disclosed(meets("E1", "M1", when="Wed 10:00-11:00"), of=of, **ALL), one, at(today, planned_from=today)
    )
    found = [event for event in events(two, person("E1")) if event["STATUS"] == "CONFIRMED"]
    assert sum("RECURRENCE-ID" in event for event in found) == 8
    assert len({(event["UID"], event["SEQUENCE"], event["DTSTAMP"].dt) for event in found}) == 1


def test_past_dates_stay_as_they_were_when_the_plan_is_made_anew_in_mid_term() -> None:
    one = exported(first())
    today = MONDAY + 8 * WEEK
    later = exported(first(of=small(as_of=today)), one, at(today, planned_from=today))
    assert [file.body for file in later.files] == [file.body for file in one.files]
    moved = disclosed(meets("E1", "M1", when="Fri 15:00-16:00"), of=small(as_of=today), people=asked("E1"))
    seen = instants(exported(moved, one, at(today, planned_from=today)), person("E1"))
    assert [start.weekday() for start, *_ in seen if start.date() < today] == [1] * 8
    assert {start.weekday() for start, *_ in seen if start.date() >= today} == {4}


def test_what_is_gone_is_cancelled_also_in_words_until_its_last_date_is_over() -> None:
    one = exported(first())
    without = disclosed(runs("walk", "Mon 10:00-11:00", by="E1 E2"), **ALL)
    today = MONDAY + 3 * WEEK
    two = exported(without, one, at(today))
    (gone,) = [event for event in events(two, person("E1")) if event["STATUS"] == "CANCELLED"]
    assert str(gone["SUMMARY"]) == "Cancelled: Appointment"
    assert (gone["TRANSP"], gone["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert gone["DTSTART"].dt.date() == today + dt.timedelta(days=1)
    assert gone["SEQUENCE"] > max(event["SEQUENCE"] for event in events(one, person("E1")))
    three = exported(without, two, at(MONDAY + 20 * WEEK))
    assert file_of(three, person("E1")).body == file_of(two, person("E1")).body
    four = exported(without, three, at(MONDAY + 27 * WEEK))
    assert [event["STATUS"] for event in events(four, person("E1"))] == ["CONFIRMED"]


def test_what_comes_back_after_it_was_cancelled_has_its_old_uid() -> None:
    one = exported(first())
    two = exported(disclosed(**ALL), one)
    three = exported(first(), two)
    both = [sorted(str(event["UID"]) for event in events(made, person("E1"))) for made in (one, two, three)]
    assert both[0] == both[1] == both[2]
    assert all(event["STATUS"] == "CONFIRMED" for event in events(three, person("E1")))


def test_an_idea_that_becomes_a_meeting_appears_and_one_that_is_refused_leaves_no_trace_but_the_coordinators() -> None:
    idea = disclosed(meets("E1", "M1", state=PairState.IDEA), **ALL)
    one = exported(idea)
    assert events(one, person("E1")) == []
    assert [str(event["STATUS"]) for event in events(one, Reader(kind=ReaderKind.COORDINATOR))] == ["TENTATIVE"]
    two = exported(disclosed(**ALL), one)
    assert [str(event["STATUS"]) for event in events(two, Reader(kind=ReaderKind.COORDINATOR))] == ["CANCELLED"]
    assert events(two, person("E1")) == [] and {change.reader.id for change in two.changes} == {""}
    three = exported(disclosed(meets("E1", "M1", state=PairState.FIRST_MEETING_SET), **ALL), two)
    assert {change.reader.id for change in three.changes} == {"", "E1", "M1"}


def test_other_words_for_an_entry_change_the_file_and_need_not_be_told() -> None:
    one = exported(first())
    own = {**ALL["people"], "E1": evolve(ALL["people"]["E1"], calendar_title="Coffee")}
    two = exported(first(people=own), one)
    assert two.changes == ()
    assert {str(event["SUMMARY"]) for event in events(two, person("E1"))} == {"Coffee"}


def test_a_meeting_on_no_date_at_all_is_no_entry() -> None:
    nothing = disclosed(meets("E1", "M1"), lost=tuple(MONDAY + dt.timedelta(days=n) for n in range(200)), **ALL)
    assert events(exported(nothing), person("E1")) == []


def test_a_venue_called_otherwise_to_people_is_called_so_in_their_calendars() -> None:
    of = small(venues=[venue("cafe"), venue("hall")])
    told = {"cafe": VenueTelling(id="cafe", told_as="by the station")}
    made = exported(disclosed(meets("E1", "M1"), of=of, people=asked("E1"), venues=told))
    assert {str(event["LOCATION"]) for event in events(made, person("E1"))} == {"by the station"}
    assert KEY


def test_a_plan_of_pairs_leaves_sessions_alone_and_one_of_sessions_pairs() -> None:
    one = exported(first())

    def only(scope: str, *what: object) -> Exported:
        given = disclosed(*what, **ALL)
        plan = evolve(given.judged.plan, scope=scope)
        judged = evolve(given.judged, plan=plan)
        return exported(
            Disclosed(judged=judged, programme=given.programme, tellings=given.tellings, dates=given.dates), one
        )

    for made in (only("match", meets("E1", "M1")), only("schedule", runs("walk", "Mon 10:00-11:00", by="E1 E2"))):
        assert made.changes == ()
        assert [file.body for file in made.files] == [file.body for file in one.files]
    gone = only("match")
    assert {(change.reader.id, change.thing[0]) for change in gone.changes} == {
        (id, "meeting") for id in ("E1", "M1", "")
    }


def test_a_pair_left_out_takes_nothing_else_from_the_two() -> None:
    given = (meets("E1", "M1"), meets("E2", "M1", when="Wed 10:00-11:00"),
             runs("walk", "Mon 10:00-11:00", led="M1", by="E1 E2"))  # fmt: skip
    seen = disclosed(*given, pairs_left_out=[("E1", "M1")])
    assert [one.key for one in seen.for_person("M1")] == [("meeting", "E2", "M1")]
    assert seen.for_person("E1") == ()
    assert [one.key[0] for one in seen.for_person("E2")] == ["session", "meeting"]
