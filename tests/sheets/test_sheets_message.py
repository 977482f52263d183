"""The text message: what fits, in the alphabet that every phone has."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sheet_builders import OFFICE, SIX, entry, full, page

from mentormatch.domain.slots import Rhythm
from mentormatch.domain.telling import Office
from mentormatch.sheets import MESSAGE_MOST, message, script
from mentormatch.sheets.gsm import gsm, gsm_length


def test_one_appointment_is_told_with_place_whom_to_ask_for_and_number() -> None:
    told = message(page(entry(ask_for="Ask for Siân.")), safe=True)
    assert told == "Tue 10:30am, Alder Centre, Ask for Sian. Questions? Ring 01292 600 123"


def test_what_is_not_every_week_is_told_with_its_next_date() -> None:
    other = entry(rhythm=Rhythm.FORTNIGHTLY, next_on=dt.date(2027, 1, 19))
    assert message(page(other), safe=True).startswith("Every 2nd Tue 10:30am (next 19 Jan), Alder Centre.")


def test_what_does_not_fit_goes_by_what_is_needed_least_and_never_a_part_of_the_week() -> None:
    told = message(SIX, safe=True)
    assert told.startswith("Mon 10am. Tue 10am. Tue 2pm. Wed 10:30am. Thu 6pm. Fri 4:30pm.") and "Library" not in told
    many = page(*(full(n, n % 7, 615 + n) for n in range(1, 16)))
    assert message(many, safe=True) == "You have 15 appointments. Please ring 01292 600 123. Thank you."


def test_where_others_may_read_it_the_text_says_only_to_ring() -> None:
    assert message(SIX, safe=False) == "Please ring 01292 600 123. Thank you." == message(page(), safe=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6), st.text(max_size=200), st.booleans())
@example(["€€€[]{}" * 8, "😀 Zoë Ł’Abbé"], "0" * 150, True)
def test_every_message_fits_into_one_text(places: list[str], phone: str, safe: bool) -> None:
    entries = [entry(n, place=place, ask_for=f"Ask for {place}.") for n, place in enumerate(places, 1)]
    told = message(page(*entries, office=Office(phone=phone)), safe=safe)
    assert told and gsm_length(told) <= MESSAGE_MOST and "\n" not in told


def test_letters_that_a_text_has_not_are_written_without_accents() -> None:
    assert gsm("Łucja Ó Néill’s café – “Siân” 😀") == 'Lucja O Néill\'s café - "Sian" '
    assert gsm_length("€[]") == 6


def test_the_script_says_what_to_do_where_another_answers_and_leaves_no_message_unless_it_is_safe() -> None:
    careful, safe = (script(page(entry()), "Rowan", safe=safe) for safe in (False, True))
    assert "Leave no message" in careful and "You may leave" not in careful
    assert 'leave this message: "Hello. Please ring us on 01292 600 123. Thank you."' in safe
    for text in (careful, safe):
        assert "Every Tuesday, at half past 10 in the morning" in text and OFFICE.phone in text
        assert "Ask for Rowan. If it is somebody else" in text and "Harbour" not in text
