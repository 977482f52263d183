"""Any text comes back as typed, and none becomes a property, under python -O too."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from builders import MONDAY
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from mentormatch.calendars import ical
from mentormatch.calendars.contents import Content, Occurrence, Where
from mentormatch.calendars.text import clean

STAMP = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
NASTY = (
    "A, B; C\\D\nE",
    "x\r\nATTENDEE:mailto:p@example.org",
    "x\nBEGIN:VALARM",
    "\\n\\N\\,\\;",
    "  leading",
    'He said "no": %0D%0A^n',
    "🧑‍🤝‍🧑" * 40,
    "é" * 500,
    "a\u2028SUMMARY:b\u2029c\u0085d\x0be\x0cf",
    "\ufeffname",
    "\ud800half",
    "\x00\x07\x7f",
    "x;VALUE=URI:javascript:",
    " ",
    "\t",
    "END:VEVENT\r\nEND:VCALENDAR",
)
ANY = st.text(st.characters(codec=None, categories=None), max_size=120) | st.sampled_from(NASTY)  # type: ignore[arg-type]


def rendered(title: str, place: str = "", notes: str = "", called: str = "") -> bytes:
    where = Where(words=clean(place))
    content = Content(
        title=clean(title) or "x",
        notes=clean(notes),
        alarm=30,
        occurrences=tuple(
            Occurrence(day=MONDAY + dt.timedelta(weeks=n), start=600, minutes=60, where=where) for n in (0, 1)
        ),
    )
    events = [one.with_uid("0" * 31 + "1@mentormatch") for one in ical.render(content, 1, STAMP, "Europe/London")]
    return ical.calendar(called, "Europe/London", 2027, events)


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
    assert _names(body) == _names(plain)
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


def _names(body: bytes) -> list[bytes]:
    """The names of all properties, in order."""
    lines = body.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
    return [line.split(b":", 1)[0].split(b";", 1)[0] for line in lines if line]


def test_without_asserts_nothing_is_injected_either() -> None:
    code = (
        "import sys; sys.path[:0] = [sys.argv[1], sys.argv[1] + '/calendars']\n"
        "from test_calendars_texts import NASTY, rendered, _names\n"
        "assert not __debug__ or sys.exit('asserts are on')\n"
        "plain = _names(rendered('x', 'x', 'x', 'x'))\n"
        "for text in NASTY:\n"
        "    got = rendered('x' + text, 'x' + text, 'x' + text, 'x' + text)\n"
        "    if _names(got) != plain: sys.exit(repr(text))\n"
    )
    here = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-O", "-c", code, here], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_property_that_slips_in_is_found_before_it_goes_out() -> None:
    event = icalendar.Event()
    event["summary"] = _Raw("x\r\nX-EVIL:1")
    with pytest.raises((ical.BrokenTextError, AssertionError)):
        ical._checked(event)


class _Raw(icalendar.vText):
    """A text that is written as it stands."""

    def to_ical(self) -> bytes:
        return self.encode()
