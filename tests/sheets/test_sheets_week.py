"""What of an appointment is told, and what is not."""

from __future__ import annotations

import datetime as dt

import attrs
from builders import slot, venue
from disclosed import disclosed, meets, small

from mentormatch.domain.places import PHONE
from mentormatch.domain.plan import Way
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.telling import Office, Telling, VenueTelling
from mentormatch.sheets import Page, page_of

SINCE = small().as_of


def told(*what: object, since: dt.date = SINCE, **more: object) -> Page:
    """The page of the one to be mentored."""
    return page_of(disclosed(*what, **more).for_person("E1"), {}, Office(), since, "")  # type: ignore[arg-type]


def test_two_who_both_agreed_ask_for_each_other_and_nobody_else_does() -> None:
    both = {id: Telling(id=id, first_name_ok=True, first_name=name) for id, name in (("E1", "Ro"), ("M1", "Si"))}
    assert told(meets("E1", "M1"), people=both).entries[0].ask_for == "Ask for Si."
    assert told(meets("E1", "M1"), people={"M1": both["M1"]}).entries[0].ask_for == ""


def test_the_way_is_the_readers_own_and_the_place_goes_by_the_name_that_may_be_told() -> None:
    pair = meets("E1", "M1")
    assert pair.meeting is not None
    way = Way(mode="bus", minutes=22, pence=0, known_from="model")
    pair = attrs.evolve(pair, meeting=attrs.evolve(pair.meeting, mentee_way=way))
    one = told(pair, venues={"cafe": VenueTelling(id="cafe", told_as="The café by the station")}).entries[0]
    assert one.way == "Go by bus: about 25 minutes." and one.place == "The café by the station"


def test_the_address_is_told_but_not_twice() -> None:
    place = attrs.evolve(venue("cafe"), name="Ayr Café", address="1 Main St", town="Ayr")
    one = told(meets("E1", "M1"), of=small(venues=[place, venue("hall")])).entries[0]
    assert one.place == "Ayr Café" and one.address == "1 Main St"


def test_by_phone_there_is_no_way_and_nobody_to_ask_for() -> None:
    one = told(meets("E1", "M1", at=PHONE)).entries[0]
    assert (one.place, one.way, one.ask_for) == ("By phone", "You stay where you are.", "")


def test_the_next_date_is_told_where_it_is_not_every_week_and_dates_not_held_are() -> None:
    weekly = slot("Tue 10:00-11:00")
    every_second = Slot(weekday=1, start=600, minutes=60, rhythm=Rhythm.FORTNIGHTLY, first=2)
    first = told(meets("E1", "M1", weekly)).entries[0]
    assert first.dates == "" and first.next_on is None
    assert told(meets("E1", "M1", every_second)).entries[0].dates.startswith("Next: ")
    days = disclosed(meets("E1", "M1", weekly)).for_person("E1")[0].held
    lost = told(meets("E1", "M1", weekly), lost=days[1:6]).entries[0].dates
    assert lost.startswith("Not on ") and lost.endswith(" More dates: ask us.") and lost.count(",") == 1


def test_what_has_no_date_left_is_not_told() -> None:
    assert told(meets("E1", "M1"), since=dt.date(2030, 1, 1)).entries == ()
