"""One text message that tells somebody's week, or only that they should ring."""

from __future__ import annotations

from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import WEEKDAYS
from mentormatch.sheets.gsm import gsm, gsm_length
from mentormatch.sheets.week import Entry, Page
from mentormatch.sheets.words import MONTHS

MESSAGE_MOST = 160


def message(page: Page, *, safe: bool) -> str:
    """At most MESSAGE_MOST characters of the alphabet of text messages. safe: whether others may read it.

    What does not fit is left out from the least needed on: whom to ask for, then where. If not even day and hour of
    everything fit, it says how many things there are and asks to ring: it never tells half a week.
    """
    ring = f"Questions? Ring {page.office.phone}" if page.office.phone else "Questions? Ring us"
    please = f"Please ring {page.office.phone}. Thank you." if page.office.phone else "Please ring us. Thank you."
    choices = [please]
    if safe and page.entries:
        n = len(page.entries)
        things = "1 appointment" if n == 1 else f"{n} appointments"
        choices = [
            *(f"{'. '.join(_told(one, where, who) for one in page.entries)}. {ring}" for where, who in _LESS_AND_LESS),
            f"You have {things}. {please}",
            please,
        ]
    for text in choices:
        sent = gsm(" ".join(text.split()))
        if gsm_length(sent) <= MESSAGE_MOST:
            return sent
    return "Please ring us. Thank you."


_LESS_AND_LESS = ((True, True), (True, False), (False, False))


def _told(one: Entry, where: bool, who: bool) -> str:
    hours, past = divmod(one.slot.start, 60)
    clock = f"{(hours + 11) % 12 + 1}{f':{past:02}' if past else ''}{'am' if hours < 12 else 'pm'}"
    day = WEEKDAYS[one.slot.weekday]
    if one.slot.rhythm is Rhythm.FORTNIGHTLY:
        day = f"Every 2nd {day}"
    elif one.slot.rhythm is Rhythm.MONTHLY:
        day = f"{('1st', '2nd', '3rd', '4th')[one.slot.first - 1]} {day} of month"
    begins = f" (next {one.next_on.day} {MONTHS[one.next_on.month - 1][:3]})" if one.next_on is not None else ""
    parts = [f"{day} {clock}{begins}"]
    if where:
        parts.append(one.place)
    if who and one.ask_for:
        parts.append(one.ask_for.rstrip("."))
    return ", ".join(parts)
