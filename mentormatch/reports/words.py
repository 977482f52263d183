"""Small words: counts, dates, lists that stop, lines that fit, and what the machine's names are to people."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence

from mentormatch.domain.history import PairState
from mentormatch.domain.places import PHONE, VIDEO
from mentormatch.domain.plan import Meeting, PlannedPair, Way
from mentormatch.domain.policy import Policy
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import band_of

WIDTH = 80
STRONG, FAIR, THIN = "strong", "fair", "thin"

MODES = {"foot": "on foot", "bicycle": "by bicycle", "bus": "bus", "car": "car", "lift": "lift"}
STATES = {
    PairState.IDEA: "an idea",
    PairState.ASKED: "asked",
    PairState.FIRST_MEETING_SET: "first meeting set",
    PairState.TRYING: "trying it out",
    PairState.AGREED: "agreed",
    PairState.ENDED: "ended",
    PairState.DECLINED: "declined",
}


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 person", "3 people", "no people"."""
    word = one if number == 1 else (many or one + "s")
    return f"{number:,} {word}" if number else f"no {word}"


def listed(items: Iterable[str], most: int = 6, joint: str = ", ") -> str:
    """The first `most` of them, and how many more there are."""
    given = list(items)
    if len(given) <= most:
        return joint.join(given)
    return f"{joint.join(given[:most])} and {len(given) - most:,} more"


def day(given: dt.date) -> str:
    """ "4 Dec 2026"."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{given.day} {months[given.month - 1]} {given.year}"


def weeks_waited(since: dt.date | None, as_of: dt.date) -> int:
    """Whole weeks since that date; 0 where it is not known or still to come."""
    return max(0, (as_of - since).days // 7) if since else 0


def lines(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A paragraph broken at 80 columns; `first` before its first line, `rest` before the others."""
    after = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=True,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def command(says: str, typed: str) -> list[str]:
    """A sentence and what to type: on one line if it fits, else the command whole on a line of its own."""
    together = f"{says} {typed}"
    return [together] if len(together) <= WIDTH else [says, f"  {typed}"]


def columns(rows: Sequence[Sequence[str]], right: Iterable[int] = (), indent: str = "  ") -> list[str]:
    """Rows under each other; the columns in `right` are aligned to the right, the last is broken to fit."""
    if not rows:
        return []
    last = len(rows[0]) - 1
    widths = [max(len(row[at]) for row in rows) for at in range(last)]
    out = []
    for row in rows:
        cells = [row[at].rjust(widths[at]) if at in right else row[at].ljust(widths[at]) for at in range(last)]
        out.extend(lines(row[last], indent + "".join(cell + "  " for cell in cells)))
    return out


def strength(quality: int, policy: Policy) -> str:
    """strong: the two highest bands; thin: the two lowest; fair: between. Fewer bands have fewer of each."""
    bands = len(policy.bands) + 1
    band = band_of(quality, policy.bands)
    if band > bands - min(2, bands // 2):
        return STRONG
    return THIN if band <= min(2, (bands - 1) // 2) else FAIR


def place_name(place: str, programme: Programme) -> str:
    """The venue's name, or how they meet."""
    if place in (PHONE, VIDEO):
        return "by " + place
    return next((venue.name for venue in programme.venues if venue.id == place), place)


def way(given: Way) -> str:
    """ "bus 20 min", with "(check the bus)" where a modelled journey lies a little over a limit."""
    text = f"{MODES.get(given.mode, given.mode)} {given.minutes} min"
    return f"{text} (check the journey)" if given.check else text


def ways(meeting: Meeting, mentee: str, mentor: str) -> str:
    """Both sides' ways; nothing for a call."""
    sides = ((mentee, meeting.mentee_way), (mentor, meeting.mentor_way))
    return ", ".join(f"{who} {way(given)}" for who, given in sides if given)


def where(pair: PlannedPair, programme: Programme) -> str:
    """ "Tue 10:00, Cumnock library" or "no meeting yet"."""
    if pair.meeting is None:
        return "no meeting yet"
    return f"{pair.meeting.slot}, {place_name(pair.meeting.place, programme)}"
