"""Who sees which appointment, and in which words."""

from __future__ import annotations

import pytest
from builders import MONDAY, mentee, mentor, venue
from disclosed import disclosed, meets, runs, small

from mentormatch.domain.history import PairState
from mentormatch.domain.people import Status
from mentormatch.domain.telling import GroupTelling, Office, Telling, VenueTelling


@pytest.mark.parametrize("state", [PairState.IDEA, PairState.ASKED])
def test_an_idea_or_an_asking_is_seen_by_the_coordinator_alone(state: PairState) -> None:
    seen = disclosed(meets("E1", "M1", state=state, at="hall"))
    assert seen.for_person("E1") == seen.for_person("M1") == seen.for_venue("hall") == ()
    (one,) = seen.for_coordinator()
    assert one.tentative and one.title == f"E1 with M1 ({state.value})"


@pytest.mark.parametrize("state", [PairState.FIRST_MEETING_SET, PairState.TRYING, PairState.AGREED])
def test_from_the_first_meeting_set_on_both_see_it(state: PairState) -> None:
    seen = disclosed(meets("E1", "M1", state=state))
    (mine,), (theirs,), (all_,) = seen.for_person("E1"), seen.for_person("M1"), seen.for_coordinator()
    assert mine.title == theirs.title == "Appointment"
    assert mine.key == theirs.key == all_.key and not all_.tentative
    assert seen.for_person("E2") == ()


def test_a_meeting_whose_approval_is_not_recorded_is_in_nobodys_calendar() -> None:
    seen = disclosed(meets("E1", "M1", needs_approval=True, at="hall"))
    everybody = (seen.for_person("E1"), seen.for_person("M1"), seen.for_venue("hall"), seen.for_coordinator())
    assert everybody == ((), (), (), ())


def test_a_first_name_is_told_only_where_both_said_so() -> None:
    def told(**ok: bool) -> tuple[str, str]:
        people = {
            id: Telling(id=id, first_name=name, first_name_ok=ok[id]) for id, name in (("E1", "Ro"), ("M1", "Jay"))
        }
        seen = disclosed(meets("E1", "M1"), people=people)
        return seen.for_person("E1")[0].meets, seen.for_person("M1")[0].meets

    assert told(E1=True, M1=True) == ("Jay", "Ro")
    assert told(E1=True, M1=False) == told(E1=False, M1=True) == told(E1=False, M1=False) == ("", "")


def test_ones_own_words_and_alarm_are_for_oneself_alone() -> None:
    people = {"E1": Telling(id="E1", calendar_title="Coffee", alarm=60)}
    seen = disclosed(meets("E1", "M1"), runs("walk", "Mon 10:00-11:00", by="E1 E2"), people=people)
    assert [(one.title, one.alarm) for one in seen.for_person("E1")] == [("Coffee", 60), ("Coffee", 60)]
    assert [(one.title, one.alarm) for one in seen.for_person("M1")] == [("Appointment", None)]
    assert [(one.title, one.alarm) for one in seen.for_person("E2")] == [("Appointment", None)]


def test_a_venue_sees_bookings_and_no_meeting_that_takes_up_no_room() -> None:
    given = (meets("E1", "M1", at="hall"), meets("E2", "M2", at="cafe"), runs("walk", "Mon 10:00-11:00", by="E1"))
    seen = disclosed(*given)
    assert [one.title for one in seen.for_venue("hall")] == ["Booking", "Booking"]
    assert seen.for_venue("cafe") == ()
    assert all(one.meets == "" and one.ask_for == () and one.way is None for one in seen.for_venue("hall"))


def test_a_venue_reads_the_services_name_only_where_it_is_to_be_seen_or_the_name_used_there() -> None:
    def title(*, seen_there: bool, booked_as: str | None) -> str:
        of = small(venues=[venue("hall", our_name_there=seen_there)])
        wishes = {"hall": VenueTelling(id="hall", booked_as=booked_as)}
        walk = runs("walk", "Mon 10:00-11:00")
        return disclosed(walk, of=of, venues=wishes, office=Office(name="Fern")).for_venue("hall")[0].title

    assert title(seen_there=False, booked_as=None) == "Booking"
    assert title(seen_there=True, booked_as=None) == "Fern"
    assert title(seen_there=False, booked_as="Monday club") == "Monday club"


def test_a_groups_calendar_has_its_name_only_once_somebody_made_it_public() -> None:
    walk = runs("walk", "Mon 10:00-11:00", by="E1 E2")

    def title(**more: object) -> str:
        return disclosed(walk, groups={"walk": GroupTelling(id="walk", **more)}).for_group("walk")[0].title

    assert title() == title(public=True) == "Group"
    assert title(public=True, public_by="S1", public_on=MONDAY) == "walk"
    assert title(calendar_title="Fresh air") == "Fresh air"


def test_who_leads_sees_the_session_and_staff_are_asked_for_by_first_name_if_they_agree() -> None:
    people = {
        "S1": Telling(id="S1", first_name="Fern", first_name_ok=True),
        "M1": Telling(id="M1", first_name="Jay", first_name_ok=True),
    }
    seen = disclosed(runs("walk", "Mon 10:00-11:00", led="S1 M1", by="E1"), people=people)
    assert seen.for_person("S1")[0].key == seen.for_person("M1")[0].key == ("session", "walk#1")
    assert seen.for_person("E1")[0].ask_for == ("Fern",)
    assert seen.for_person("E1")[0].meets == ""


def test_nothing_is_shown_of_somebody_who_pauses_or_is_left_out() -> None:
    of = small(mentees=[mentee("E1", status=Status.PAUSED), mentee("E2")], mentors=[mentor("M1"), mentor("M2")])
    seen = disclosed(meets("E2", "M1"), runs("walk", "Mon 10:00-11:00", by="E1"), of=of, left_out=("M1",))
    assert seen.for_person("E1") == seen.for_person("M1") == seen.for_person("E2") == seen.for_person("nobody") == ()
    assert [one.key for one in seen.for_coordinator()] == [("session", "walk#1")]
