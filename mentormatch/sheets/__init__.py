"""What one person is given on paper, by text and on the phone, from what they may see.

In: disclosed appointments, the person's ways there, the office. Out: a week in plain words, drawn as HTML and PDF; a
text message; a script. Nothing else of a plan comes in here, so nothing else can come out: no name but first names that
may be told, no reason, nobody else who is there. Never here: files, and who wants what (`commands`).
"""

from mentormatch.sheets.message import MESSAGE_MOST, message
from mentormatch.sheets.page import html_page
from mentormatch.sheets.paper import UndrawableError, pdf_page
from mentormatch.sheets.script import script
from mentormatch.sheets.week import Entry, Page, page_of

__all__ = [
    "MESSAGE_MOST",
    "Entry",
    "Page",
    "UndrawableError",
    "html_page",
    "message",
    "page_of",
    "pdf_page",
    "script",
]
