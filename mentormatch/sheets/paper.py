"""The page as a PDF of one A4 sheet, drawn with fpdf2 and the packaged DejaVu Sans (Latin, Greek, Cyrillic)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

from mentormatch.domain.frozen import frozen
from mentormatch.domain.week import WEEKDAYS
from mentormatch.sheets import words
from mentormatch.sheets.page import NOTHING, PARTS, placed, ring_lines
from mentormatch.sheets.week import Entry, Page

if TYPE_CHECKING:
    from fpdf import FPDF

FONT, SIZE = "page", 14
"""The smallest size on a page, in points."""
LEFT, TOP, WIDTH, BOTTOM = 16.0, 12.0, 178.0, 286.0
LABEL, HEAD, CELL = 34.0, 9.0, 5.8
INDENT = 14.0
DARK, LIGHT, YELLOW = 17, 119, (255, 230, 128)


@frozen
class _Spacing:
    """Sizes in points: day of the line with the day, text of all else; in millimetres: a line of the text, the least
    row of the picture, what lies between entries. close: the hours of the office stand beside its number.
    """

    day: int
    text: int
    line: float
    row: float
    gap: float
    close: bool = False


SPACINGS = (
    _Spacing(day=24, text=18, line=8.6, row=20, gap=9),
    _Spacing(day=20, text=16, line=7.6, row=16, gap=6),
    _Spacing(day=16, text=SIZE, line=6.6, row=13, gap=4),
    _Spacing(day=16, text=SIZE, line=6.0, row=10, gap=2.5),
    _Spacing(day=14, text=SIZE, line=5.7, row=8, gap=2.8),
    _Spacing(day=14, text=SIZE, line=5.6, row=8, gap=1, close=True),
)
"""The largest with which everything fits on one sheet is taken; letters never become smaller than SIZE."""


class UndrawableError(ValueError):
    """A page that does not fit on one sheet, or letters that the font has not: a sentence for people, without them."""


def pdf_page(page: Page, made_on: dt.date) -> bytes:
    """One A4 page; the same bytes each time. Raises UndrawableError; ImportError without the extra `sheets`."""
    for spacing in SPACINGS:
        drawn = _drawn(page, made_on, spacing)
        if drawn is not None:
            return drawn
    raise UndrawableError("does not fit on one page at 14 points")


def _drawn(page: Page, made_on: dt.date, spacing: _Spacing) -> bytes | None:
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(dt.datetime.combine(made_on, dt.time(), tzinfo=dt.UTC))
    pdf.set_title("Your week")
    pdf.set_lang("en-GB")
    data = files("mentormatch.sheets") / "data"
    for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        pdf.add_font(FONT, style, str(data / name))
    _refuse_unknown_letters(pdf, page)
    pdf.add_page()
    pdf.set_xy(LEFT, TOP)
    pdf.set_text_color(DARK)
    pdf.set_font(FONT, "B", 20 if spacing.close else 26)
    pdf.cell(WIDTH, 9 if spacing.close else 13, "Your week")
    below = TOP + (11 if spacing.close else 15)
    if page.entries:
        below = _picture(pdf, page, below, spacing) + spacing.gap + 1
        for one in page.entries:
            below = _entry(pdf, one, below, spacing) + spacing.gap
    else:
        pdf.set_font(FONT, "B", spacing.text)
        below = _paragraph(pdf, NOTHING, LEFT, below, WIDTH, spacing.line) + 6
    below = _ring(pdf, page, below + 1, spacing)
    if below + spacing.line + 1.5 > BOTTOM:
        return None
    pdf.set_text_color(LIGHT)
    pdf.set_font(FONT, "", SIZE)
    pdf.set_xy(LEFT, BOTTOM - spacing.line)
    pdf.cell(WIDTH, spacing.line, page.mark, align="R")
    return bytes(pdf.output())


def _refuse_unknown_letters(pdf: FPDF, page: Page) -> None:
    texts = [text for one in page.entries for text in (one.place, one.address, one.ask_for)]
    texts += [page.office.phone, page.office.hours]
    known = pdf.fonts[FONT].cmap  # type: ignore[union-attr]
    if any(ord(letter) not in known for text in texts for letter in text if letter.isprintable()):
        raise UndrawableError("has letters that cannot be printed here: take the .html page, and print that")


def _picture(pdf: FPDF, page: Page, top: float, spacing: _Spacing) -> float:
    """The week as a picture, each thing by its number and hour; where it ends."""
    wide = (WIDTH - LABEL) / 7
    pdf.set_draw_color(LIGHT)
    pdf.set_line_width(0.4)
    pdf.set_font(FONT, "B", SIZE)
    for weekday, name in enumerate(WEEKDAYS):
        pdf.set_xy(LEFT + LABEL + weekday * wide, top)
        pdf.cell(wide, HEAD, name, border=1, align="C")
    top += HEAD
    marked: list[Callable[[], None]] = []
    for name, low, high in PARTS:
        most = max(len(placed(page, weekday, low, high)) for weekday in range(7))
        tall = max(spacing.row, most * 2 * CELL + 1)
        pdf.set_xy(LEFT, top)
        pdf.cell(LABEL, tall, name, border=1)
        for weekday in range(7):
            here = placed(page, weekday, low, high)
            x = LEFT + LABEL + weekday * wide
            pdf.rect(x, top, wide, tall)
            if here:
                marked.append(_mark(pdf, here, (x, top, wide, tall)))
        top += tall
    for draw in marked:  # over the lines of their neighbours
        draw()
    return top


def _mark(pdf: FPDF, here: list[Entry], box: tuple[float, float, float, float]) -> Callable[[], None]:
    x, top, wide, tall = box

    def draw() -> None:
        pdf.set_draw_color(DARK)
        pdf.set_line_width(0.8)
        pdf.set_fill_color(*YELLOW)
        pdf.rect(x, top, wide, tall, style="DF")
        y = top + (tall - len(here) * 2 * CELL) / 2
        for one in here:
            pdf.set_font(FONT, "B", SIZE)
            _number(pdf, one.number, x + wide / 2, y + CELL / 2, 2.9)
            pdf.set_font(FONT, "B", SIZE)
            pdf.set_xy(x, y + CELL)
            pdf.cell(wide, CELL, words.figures(one.slot.start).split()[0], align="C")
            y += 2 * CELL

    return draw


def _number(pdf: FPDF, number: int, x: float, y: float, radius: float) -> None:
    """A number in a dark circle about a point."""
    pdf.set_fill_color(DARK)
    pdf.set_draw_color(DARK)
    pdf.circle(x, y, radius, style="F")
    pdf.set_text_color(255)
    pdf.set_xy(x - radius, y - radius)
    pdf.cell(2 * radius, 2 * radius, str(number), align="C")
    pdf.set_text_color(DARK)


def _entry(pdf: FPDF, one: Entry, top: float, spacing: _Spacing) -> float:
    tall = spacing.line * spacing.day / spacing.text
    pdf.set_font(FONT, "B", 16)
    _number(pdf, one.number, LEFT + 5, top + tall / 2, 4.6)
    x, wide = LEFT + INDENT, WIDTH - INDENT
    pdf.set_font(FONT, "B", spacing.day)
    top = _paragraph(pdf, one.days, x, top, wide, tall)
    pdf.set_font(FONT, "", spacing.text)
    top = _paragraph(pdf, one.when[0].upper() + one.when[1:], x, top, wide, spacing.line)
    pdf.set_font(FONT, "B", spacing.text)
    address = f", {one.address}" if one.address else ""
    if pdf.get_string_width(one.place + address) > wide - 2 * pdf.c_margin:
        top = _paragraph(pdf, one.place, x, top, wide, spacing.line)
        pdf.set_font(FONT, "", spacing.text)
        top = _paragraph(pdf, one.address, x, top, wide, spacing.line)
    else:
        named = pdf.get_string_width(one.place)
        pdf.set_xy(x, top)
        pdf.cell(named + 2 * pdf.c_margin, spacing.line, one.place)
        pdf.set_font(FONT, "", spacing.text)
        pdf.set_xy(x + named, top)
        pdf.cell(wide - named, spacing.line, address)
        top += spacing.line
    pdf.set_font(FONT, "", spacing.text)
    told = [f"{one.way} {one.ask_for}".strip(), one.dates]
    if pdf.get_string_width(" ".join(told)) <= wide - 2 * pdf.c_margin:
        told = [" ".join(text for text in told if text)]
    for text in told:
        top = _paragraph(pdf, text, x, top, wide, spacing.line)
    return top


def _paragraph(pdf: FPDF, text: str, x: float, top: float, wide: float, line: float) -> float:
    """Text in as many lines as it needs; where it ends."""
    if not text:
        return top
    pdf.set_xy(x, top)
    pdf.multi_cell(wide, line, text, align="L")
    return float(pdf.get_y())


def _ring(pdf: FPDF, page: Page, top: float, spacing: _Spacing) -> float:
    """Whom to ring, in a frame; where it ends."""
    before, number, after = ring_lines(page)
    start, x, wide = top, LEFT + 3, WIDTH - 6
    pdf.set_font(FONT, "", spacing.text)
    top = _paragraph(pdf, before, x, top + 2, wide, spacing.line)
    pdf.set_font(FONT, "B", spacing.text + 6)
    right = pdf.get_string_width(number) + 6 if spacing.close else 0.0
    below = _paragraph(pdf, number, x, top, wide, spacing.line + 3)
    pdf.set_font(FONT, "", spacing.text)
    if right and right + pdf.get_string_width(after) < wide - 4:
        _paragraph(pdf, after, x + right, top + 1.5, wide - right, spacing.line)
        top = below
    else:
        top = _paragraph(pdf, after, x, below, wide, spacing.line)
    pdf.set_draw_color(DARK)
    pdf.set_line_width(0.8)
    pdf.rect(LEFT, start, WIDTH, top + 2 - start)
    return top + 2
