"""Any text comes back as typed, and none becomes a property, under python -O too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from nasty_texts import NASTY, names, rendered

from mentormatch.calendars.properties import BrokenTextError, checked
from mentormatch.calendars.text import clean

ANY = st.text(st.characters(codec=None, categories=None), max_size=120) | st.sampled_from(NASTY)  # type: ignore[arg-type]


def test_what_people_can_type_stays_as_it_is() -> None:
    for text in ("O’Neil, Ann; the \\ café", "日本語 עברית", "one\ntwo\tthree", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "é", "“quoted”"):
        assert clean(text) == text


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


@given(ANY, ANY, ANY, ANY)
@example(NASTY[3], NASTY[3], NASTY[3], NASTY[3])
@example(*NASTY[:4])
@example(*NASTY[4:8])
@example(*NASTY[8:12])
@example(*NASTY[12:16])
@settings(max_examples=60, deadline=None)
def test_texts_come_back_as_typed_and_add_no_property(title: str, place: str, notes: str, called: str) -> None:
    body = rendered(title, place, notes, called)
    plain = rendered("x", "x" if clean(place) else "", "x" if clean(notes) else "", "x")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert names(body) == names(plain)
    read = icalendar.Calendar.from_ical(body)
    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == (clean(title) or "x")
    assert str(event.get("LOCATION", "")) == clean(place)
    assert str(event.get("DESCRIPTION", "")) == clean(notes)
    assert _value(body, b"X-WR-CALNAME") == _value(body, b"NAME") == clean(called)
    strict = IcsCalendarStream.calendar_from_ics(body.decode()).events[0]
    assert strict.summary == (clean(title) or "x")
    assert (strict.location or "") == clean(place)


def _value(body: bytes, name: bytes) -> str:
    """The text of a property, its escapes undone as RFC 5545, 3.3.11 has it; icalendar leaves those of these two."""
    lines = body.replace(b"\r\n ", b"").split(b"\r\n")
    (raw,) = [line.removeprefix(name + b":").decode() for line in lines if line.startswith(name + b":")]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], raw)


def test_without_asserts_nothing_is_injected_either() -> None:
    code = (
        "import sys; sys.path[:0] = [sys.argv[1]]\n"
        "from nasty_texts import NASTY, names, rendered\n"
        "assert not __debug__ or sys.exit('asserts are on')\n"
        "plain = names(rendered('x', 'x', 'x', 'x'))\n"
        "for text in NASTY:\n"
        "    got = rendered('x' + text, 'x' + text, 'x' + text, 'x' + text)\n"
        "    if names(got) != plain: sys.exit(repr(text))\n"
    )
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-O", "-c", code, here], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_property_that_slips_in_is_found_before_it_goes_out() -> None:
    event = icalendar.Event()
    event["summary"] = _Raw("x\r\nX-EVIL:1")
    with pytest.raises((BrokenTextError, AssertionError)):
        checked(event)


class _Raw(icalendar.vText):
    """A text that is written as it stands."""

    def to_ical(self) -> bytes:
        return self.encode()
