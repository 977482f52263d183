"""What one more session of each activity could bring to those who are in none."""

from __future__ import annotations

from collections.abc import Sequence

from mentormatch.domain.further import Further
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.words import columns, count, lines

HEAD = ("", "run", "asked", "could go", "at once", "it takes")


def page(screen: Screen, further: Sequence[Further]) -> list[str]:
    """A row for each activity, those to which most could go together first."""
    without = len(screen.judged.plan.timetable.not_reached)
    if not without:
        return ["Everybody who wants groups is in a session by name."]
    some = count(without, "person is", "people are")
    out = lines(f"{some} in no session by name. How many of them could go to one more session:")
    goings = Goings(screen)
    out += columns([HEAD, *(_row(goings, one) for one in further)], right=range(1, 5))
    out += ["", *(line for one in further if one.slot for line in lines(_at_once(goings, one), "  ", "    "))]
    enough = [one for one in further if one.together >= one.needs > 0]
    says = "At one time and place enough of them could come for: " if enough else _TOO_FEW
    names = ", ".join(goings.activities[one.activity].name for one in enough)
    out += lines(f"{says}{names}." if enough else says)
    return [*out, *lines(_MEANING)]


def _row(goings: Goings, one: Further) -> tuple[str, ...]:
    numbers = (one.runs, one.asked, one.could, one.together, one.needs)
    return (goings.activities[one.activity].name, *(f"{number:,}" for number in numbers))


def _at_once(goings: Goings, one: Further) -> str:
    where = f"{one.slot}, {goings.venues[one.venue or ''].name}"
    return f"{goings.activities[one.activity].name}, {one.together:,} at once: {where}"


_TOO_FEW = (
    "Nowhere and at no time could enough of them come to one more session as the activities are now; smaller groups, "
    "longer ways or other hours would have to be allowed first."
)
_MEANING = (
    "Could go: to some session of it, somewhere, at some time. At once: the most who could go to one and the same, as "
    "far as there is room; the first such is named. It takes: the fewest of whom enough are expected. Whether leaders, "
    "a room and the money are left is not looked at, nor are meetings with a mentor that are new in this plan. Try it: "
    "mentormatch whatif."
)
