"""Pages and entries in a line, and the text of a PDF by a reader that this project did not write."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pypdfium2

from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.telling import Office
from mentormatch.sheets import Entry, Page, pdf_page, words

OFFICE = Office(name="The Harbour Project", phone="01292 600 123", hours="Monday to Friday, 9 to 5")
DAY = dt.date(2027, 1, 11)
LONG = "The Very Long Named Ó Néill & Łucja Memorial Community Learning Centre"


def entry(number: int = 1, weekday: int = 1, start: int = 630, place: str = "Alder Centre", **more: Any) -> Entry:
    """Something of an hour, every week."""
    slot = Slot(weekday=weekday, start=start, minutes=60, rhythm=more.pop("rhythm", Rhythm.WEEKLY))
    return Entry(number=number, slot=slot, days=words.days(slot), when=words.when(slot), place=place, **more)


def page(*entries: Entry, office: Office = OFFICE) -> Page:
    return Page(entries=entries, office=office, mark="Page 7f3a12")


def full(number: int, weekday: int, start: int, place: str = LONG) -> Entry:
    """An entry that says all that there is to say."""
    return entry(
        number, weekday, start, place, address="112 Kilmarnock Road, Ayr", way="Go by bus: about 45 minutes.",
        ask_for="Ask for Siân or D’Arcy.", dates="Not on 17 February, 3 March or 31 March.",
    )  # fmt: skip


SIX = page(
    full(1, 0, 600), full(2, 1, 600, "Library"), full(3, 1, 840, "Library"), full(4, 2, 630, "Hall"),
    full(5, 3, 1080, "Hall"), full(6, 4, 990, "Café"),
)  # fmt: skip


@cache
def drawn(given: Page) -> bytes:
    """The PDF of a page, drawn once for all tests."""
    return pdf_page(given, DAY)


def pdf_text(data: bytes) -> str:
    """The words of a PDF of one page, lines joined."""
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_range().split())
