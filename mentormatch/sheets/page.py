"""The page as HTML that prints on one A4 sheet; it needs nothing but itself."""

from __future__ import annotations

from html import escape

from mentormatch.domain.week import LONG_DAYS, WEEKDAYS
from mentormatch.sheets import words
from mentormatch.sheets.week import Entry, Page

PARTS = (("Morning", 0, 12 * 60), ("Afternoon", 12 * 60, 17 * 60), ("Evening", 17 * 60, 24 * 60))
NOTHING = "There is nothing in your week from us just now. We will tell you when there is."

_STYLE = """
@page { size: A4; margin: 14mm 16mm }
* { box-sizing: border-box }
body { font: 14pt/1.35 Verdana, "DejaVu Sans", Arial, sans-serif; color: #111; background: #fff; margin: 0 auto;
  max-width: 178mm }
h1 { font-size: 26pt; margin: 0 0 4mm }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-bottom: 5mm }
th, td { border: 0.4mm solid #777; text-align: center; padding: 1mm; font-weight: normal; height: 12mm }
thead th { height: 9mm; font-weight: bold }
tbody th { text-align: left; font-weight: bold }
col.part { width: 34mm }
td.on { background: #ffe680; border: 0.8mm solid #111; font-weight: bold }
td b { display: block }
ol { list-style: none; margin: 0; padding: 0 }
li { display: flex; gap: 4mm; margin-bottom: 4mm; break-inside: avoid }
.number { flex: 0 0 10mm; height: 10mm; border-radius: 5mm; background: #111; color: #fff; font-weight: bold;
  text-align: center; line-height: 10mm }
p { margin: 0 }
.day { font-weight: bold; font-size: 16pt }
.ring { border: 0.8mm solid #111; padding: 3mm 4mm; margin-top: 5mm }
.ring b { font-size: 18pt; white-space: nowrap }
.mark { text-align: right; color: #555; margin-top: 2mm }
.large { font-size: 18pt } .large .day { font-size: 22pt } .large li { margin-bottom: 7mm }
.large .ring b { font-size: 24pt } .large table { font-size: 14pt } .large td { height: 16mm }
.close { line-height: 1.13 } .close h1 { font-size: 20pt; margin-bottom: 2mm } .close .day { font-size: 14pt }
.close table { margin-bottom: 2mm } .close th, .close td { height: 8mm; padding: 0 } .close thead th { height: 8mm }
.close li { margin-bottom: 1mm } .close .ring { margin-top: 2mm; padding: 1mm 3mm } .close .mark { margin-top: 1mm }
"""
FEW, MANY = 2, 4
"""Up to so many things the letters are larger; of more than so many, lines stand closer. None is below 14 points."""


def html_page(page: Page) -> str:
    """The page, everything that came from the programme escaped."""
    body = [_picture(page), "<ol>", *(_entry(one) for one in page.entries), "</ol>"]
    if not page.entries:
        body = [f'<p class="day">{escape(NOTHING)}</p>']
    return "\n".join([
        "<!doctype html>", '<html lang="en">', '<meta charset="utf-8">', "<title>Your week</title>",
        '<meta name="robots" content="noindex">', '<meta name="viewport" content="width=device-width">',
        f"<style>{_STYLE}</style>", f'<body class="{_room(page)}">', "<h1>Your week</h1>", *body, _ring(page),
        f'<p class="mark">{escape(page.mark)}</p>' if page.mark else "", "</body>", "</html>", "",
    ])  # fmt: skip


def _room(page: Page) -> str:
    n = len(page.entries)
    return "large" if n <= FEW else "close" if n > MANY else "usual"


def ring_lines(page: Page) -> tuple[str, str, str]:
    """Before the office's number, the number, after it. The service's name may tell too much, and is not said."""
    office = page.office
    asked = "Cannot come? A question?" if page.entries else "A question?"
    if not office.phone:
        return f"{asked} Ask us.", "", ""
    return f"{asked} Ring us:", office.phone, f"We answer {office.hours}." if office.hours else ""


def placed(page: Page, weekday: int, low: int, high: int) -> list[Entry]:
    """What begins on a weekday in a part of the day."""
    return [one for one in page.entries if one.slot.weekday == weekday and low <= one.slot.start < high]


def _picture(page: Page) -> str:
    head = "".join(f'<th scope="col" abbr="{long}">{short}</th>' for short, long in zip(WEEKDAYS, LONG_DAYS))
    rows = []
    for name, low, high in PARTS:
        cells = []
        for weekday in range(7):
            here = placed(page, weekday, low, high)
            text = "".join(f"<b>{one.number}</b>{words.figures(one.slot.start).split()[0]}" for one in here)
            cells.append(f'<td class="on">{text}</td>' if here else "<td></td>")
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>')
    columns = '<col class="part">' + "<col>" * 7
    return f"<table>{columns}<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _entry(one: Entry) -> str:
    lines = [
        f'<p class="day">{escape(one.days)}</p>',
        f"<p>{escape(one.when[0].upper() + one.when[1:])}</p>",
        f"<p><strong>{escape(one.place)}</strong>{escape(f', {one.address}' if one.address else '')}</p>",
        *(f"<p>{escape(text)}</p>" for text in (f"{one.way} {one.ask_for}".strip(), one.dates) if text),
    ]
    return f'<li><span class="number">{one.number}</span><div>{"".join(lines)}</div></li>'


def _ring(page: Page) -> str:
    before, number, after = (escape(text) for text in ring_lines(page))
    return f'<div class="ring"><p>{before} <b>{number}</b></p>{f"<p>{after}</p>" if after else ""}</div>'
