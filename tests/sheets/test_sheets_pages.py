"""Pages on paper: everything is there, on one sheet, large, and nothing that was typed becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pypdfium2
import pytest
from sheet_builders import DAY, SIX, drawn, entry, page, pdf_text

from mentormatch.sheets import Page, UndrawableError, html_page, pdf_page, words


@pytest.mark.parametrize("given", [SIX, page(entry()), page()], ids=["six", "one", "none"])
def test_all_that_a_page_says_stands_on_one_sheet_and_in_the_html(given: Page) -> None:
    printed, html = pdf_text(drawn(given)), html_page(given)
    for one in given.entries:
        for text in (one.days, one.when[1:], one.place, one.address, one.way, one.ask_for, one.dates):
            assert text in printed and text.replace("&", "&amp;").replace("'", "&#x27;") in html
        assert words.figures(one.slot.start).split()[0] in printed
    assert "01292 600 123" in printed and given.mark in printed and "01292 600 123" in html
    assert given.entries or "nothing in your week" in printed
    assert "Harbour" not in printed and "Harbour" not in html


def test_no_letter_is_smaller_than_14_points_and_nothing_lies_beyond_the_sheet() -> None:
    for given in (SIX, page(entry()), page()):
        sheet = pypdfium2.PdfDocument(drawn(given))[0]
        width, height = sheet.get_size()
        assert (round(width), round(height)) == (595, 842)
        raw = pypdfium2.raw
        text = sheet.get_textpage()
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                assert raw.FPDFText_GetFontSize(text, at) >= 14
                left, bottom, right, top = text.get_charbox(at)
                assert 0 <= left < right <= width and 0 <= bottom < top <= height


def test_a_page_is_the_same_bytes_each_time() -> None:
    assert pdf_page(SIX, DAY) == drawn(SIX) and html_page(SIX) == html_page(SIX)


def test_what_does_not_fit_or_cannot_be_printed_is_said_and_never_cut() -> None:
    with pytest.raises(UndrawableError, match="one page"):
        pdf_page(page(*SIX.entries * 3), DAY)
    with pytest.raises(UndrawableError, match="letters"):
        pdf_page(page(entry(place="图书馆")), DAY)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x>', "</style>", "&lt;b&gt;", "a' onload='"])
def test_nothing_typed_becomes_markup(evil: str) -> None:
    texts: list[str] = []
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

        def handle_data(self, data: str) -> None:
            texts.append(data)

    Reader().feed(html_page(page(entry(place=evil, address=evil, ask_for=evil))))
    assert evil in texts and not {"script", "img", "b"} & set(tags[tags.index("ol") : -4])


def test_the_html_asks_nobody_for_anything() -> None:
    assert not re.search(r"https?:|src=|url\(|@import", html_page(SIX))
