"""What somebody of the office reads out on the phone."""

from __future__ import annotations

from mentormatch.sheets.week import Entry, Page


def script(page: Page, first_name: str, *, safe: bool) -> str:
    """The words to say, and what to do where somebody else answers, or nobody. safe: whether a message may be left."""
    who = first_name or "the person"
    hello = f'"Hello {first_name}. Is this a good time?"' if first_name else '"Hello. Is this a good time?"'
    ring = f"ring us on {page.office.phone}" if page.office.phone else "ring us"
    hours = f" We are there {page.office.hours}." if page.office.hours else ""
    out = [
        "BEFORE YOU SAY ANYTHING",
        f'  Ask for {who}. If it is somebody else, say only: "I will ring again. Thank you."',
        "  Do not say who you are, or what it is about.",
        "",
        "SAY",
        f"  {hello}",
        *[f'  "{line}"' for line in _told(page)],
        f'  "If you cannot come, or have a question, {ring}.{hours}"',
        '  "Shall I say it again?"',
        "",
        "IF NOBODY ANSWERS",
    ]
    if safe:
        number = f" on {page.office.phone}" if page.office.phone else ""
        out.append(f'  You may leave this message: "Hello. Please ring us{number}. Thank you."')
    else:
        out.append("  Leave no message and send no text. Ring again another day.")
    return "\n".join(out) + "\n"


def _told(page: Page) -> list[str]:
    if not page.entries:
        return ["There is nothing in your week from us just now. We will tell you when there is."]
    n = len(page.entries)
    lines = ["There is one thing in your week." if n == 1 else f"There are {n} things in your week."]
    return [*lines, *(_entry(one) for one in page.entries)]


def _entry(one: Entry) -> str:
    place = {"By phone": "It is by phone", "By video": "It is by video"}.get(one.place, f"It is at {one.place}")
    where = f"{place}{f', {one.address}' if one.address else ''}."
    return " ".join(part for part in (f"{one.days}, at {one.when}.", where, one.way, one.ask_for, one.dates) if part)
