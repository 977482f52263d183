"""One person at a time: those to be mentored, mentors, workers, and how to reach them. Each row has its own stream."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from scenarios.generator import words
from scenarios.generator.draws import Draws
from scenarios.generator.places import home_in, locality_of
from scenarios.generator.tables import Row

FIRST_DAY = dt.date(2027, 1, 11)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
PARTS = {
    "09:30-12:30": 22,
    "10:00-13:00": 18,
    "11:00-14:30": 16,
    "12:30-16:00": 18,
    "13:30-16:30": 12,
    "17:00-20:30": 14,
}


@frozen(kw_only=True)
class Shape:
    """How closely knit a programme is; the larger, the more sparing, so that choice does not grow with size.

    windows, mentor_windows: stretches of free time a week, as weights by number. minutes: longest ways as weights,
    0 = not said. caseload: people at most, as weights. roomy: whether a mentor's week has room for all of them. tight:
    mentors in a thousand whose hours or diary bind all the same. particular: people in a thousand who require
    something. homes: see places.HOMES.
    """

    windows: dict[int, int]
    mentor_windows: dict[int, int]
    minutes: dict[int, int]
    caseload: dict[int, int]
    roomy: bool = False
    tight: int = 100
    particular: int = 200
    homes: str = "sectors"


def _free(draws: Draws, windows: dict[int, int], least: int = 1) -> str:
    """Availability in stretches of about three hours on different days."""
    days = draws.some(range(5), max(least, draws.weighted(windows)))
    pieces = [f"{WEEKDAYS[day]} {draws.weighted(PARTS)}" for day in sorted(days)]
    if draws.chance(60):
        pieces.append("Sat 10:00-14:00")
    return "; ".join(pieces)


def _some_words(draws: Draws, weights: dict[str, int], numbers: dict[int, int]) -> str:
    wanted = draws.weighted(numbers)
    out: list[str] = []
    while len(out) < wanted:
        word = draws.weighted(weights)
        if word not in out:
            out.append(word)
    return "; ".join(out)


def _about(draws: Draws) -> Row:
    """What anybody may say of themselves; much of it is left open, as in life."""
    return {
        "gender": draws.weighted(words.GENDER),
        "languages": draws.weighted(words.LANGUAGES),
        "interests": _some_words(draws, words.INTERESTS, {0: 6, 1: 8, 2: 24, 3: 36, 4: 20, 5: 6}),
        "lived": _some_words(draws, words.LIVED, {0: 12, 1: 34, 2: 36, 3: 18}),
        "life_stage": draws.weighted(words.LIFE_STAGE),
        "family": draws.weighted(words.FAMILY),
        "faith": draws.weighted(words.FAITH),
        "pathway": draws.weighted(words.PATHWAY),
    }


def person(index: int, seed: int, shape: Shape, id: str = "") -> Row:
    """The index-th person to be mentored."""
    draws = Draws(seed, "person", index)
    place = locality_of(index, seed)
    about = _about(draws)
    waiting = FIRST_DAY - dt.timedelta(days=7 * draws.between(1, 40) + draws.below(5))
    modes = draws.weighted({"foot": 16, "foot; bus": 66, "foot; bus; bicycle": 7, "foot; car": 5, "": 6})
    minutes = draws.weighted(shape.minutes)
    row = {
        "id": id or f"P{index + 1:03d}",
        "area": place.area,
        "home": home_in(place, draws, shape.homes),
        "wants": draws.weighted({"": 92, "2": 5, "0": 3}),
        "rhythm": draws.weighted({"weekly": 78, "fortnightly": 14, "monthly": 3, "": 5}),
        "meeting_minutes": draws.weighted({"": 84, "45": 6, "90": 10}),
        "waiting_since": waiting.isoformat(),
        "availability": _free(draws, shape.windows),
        "travels_by": modes,
        "bus_pass": draws.weighted({"": 56, "own": 34, "own+companion": 10}),
        "max_minutes": str(minutes or ""),
        "max_fare": draws.weighted({"": 70, "6": 15, "8.50": 15}),
        "pace": draws.weighted({"": 90, "slower": 8, "wheelchair": 2}),
        "stage": draws.weighted({"0": 14, "1": 32, "2": 32, "3": 14, "": 8}),
        "step_free": "yes" if draws.chance(60) else "",
        "not_where_alcohol": "yes" if draws.chance(150) else "",
        "meets": draws.weighted({"": 90, "in person; phone": 6, "in person; phone; video": 2, "in person; video": 2}),
        **about,
    }
    if row["pace"] == "wheelchair":
        row["step_free"] = "yes"
    _wishes(row, draws, shape)
    _standing(row, draws, waiting)
    _asked(row, Draws(seed, "person asked", index))
    return row


def _asked(row: Row, draws: Draws) -> None:
    """Most have been asked, and said what would be taken as said anyway; some gaps stay, to ask."""
    for column, usual, asked in (("max_minutes", "45", 750), ("bus_pass", "none", 600), ("languages", "English", 900)):
        if draws.chance(asked) and not row[column]:
            row[column] = usual


def _wishes(row: Row, draws: Draws, shape: Shape) -> None:
    """What somebody requires is rare and binds; what they would like is common and does not."""
    if draws.chance(shape.particular) and row["gender"] in ("man", "woman"):
        row["requires"] = f"gender: {row['gender']}"
    likes = []
    if draws.chance(180) and row["gender"] and "requires" not in row:
        likes.append(f"gender: {row['gender']}")
    if draws.chance(120) and row["lived"]:
        likes.append(f"lived: {row['lived'].split('; ')[0]}")
    if draws.chance(100) and row["life_stage"]:
        likes.append(f"life stage: {row['life_stage']}")
    row["prefers"] = "; ".join(likes)
    if draws.chance(150):
        row["wished_times"] = row["availability"].split("; ")[0]


def _standing(row: Row, draws: Draws, waiting: dt.date) -> None:
    urgency = draws.weighted({"": 82, "raised": 12, "urgent": 6})
    if urgency:
        row["priority"] = urgency
        row["priority_set_by"] = draws.one(("S01", "S02", "S03"))
        row["priority_until"] = (FIRST_DAY + dt.timedelta(days=draws.between(30, 150))).isoformat()
    if row["stage"]:
        row["stage_agreed_on"] = (waiting + dt.timedelta(days=draws.between(0, 6))).isoformat()
    row["worker"] = f"S{draws.between(1, 8):02d}"
    row["told_about_data_on"] = waiting.isoformat() if draws.chance(950) else ""
    row["wants_to_give_back"] = draws.weighted({"": 60, "yes": 28, "no": 12})
    row["accepts_lifts"] = draws.weighted({"": 80, "yes": 8, "no": 12})
    row["max_sessions"] = draws.weighted({"": 60, "1": 15, "2": 20, "3": 5})
    row["needs_approval"] = "yes" if draws.chance(40) else ""
    if draws.chance(30):
        first = FIRST_DAY + dt.timedelta(days=7 * draws.between(2, 18))
        row["away"] = f"{first.isoformat()}..{(first + dt.timedelta(days=6)).isoformat()}"


def mentor(index: int, seed: int, shape: Shape) -> Row:
    """The index-th mentor. One in ten or so has fewer hours, or one stretch, for more people than fit in it."""
    draws = Draws(seed, "mentor", index)
    place = locality_of(index, seed + 1)
    about = _about(draws)
    people = draws.weighted(shape.caseload)
    elsewhere = draws.weighted({0: 76, 1: 24}) if people > 1 else 0
    hours = 3 * people
    free = _free(draws, shape.mentor_windows, least=people - 1 if shape.roomy else 1)
    if draws.chance(shape.tight):
        people = max(people, 2)
        if draws.chance(500):
            hours = draws.one((2, 3))
        else:
            free = f"{draws.one(WEEKDAYS)} {draws.weighted(PARTS)}"
    since = FIRST_DAY - dt.timedelta(days=draws.between(120, 2200))
    row = {
        "id": f"M{index + 1:02d}",
        "area": place.area,
        "home": home_in(place, draws, shape.homes),
        "max_people": str(people),
        "people_elsewhere": str(elsewhere or ""),
        "new_people": draws.weighted({"": 65, "1": 15, "2": 20}),
        "hours_a_week": str(hours),
        "availability": free,
        "travels_by": draws.weighted({"foot": 8, "foot; bus": 54, "foot; bus; bicycle": 10, "foot; car": 28}),
        "bus_pass": draws.weighted({"": 60, "own": 40}),
        "max_minutes": str(draws.weighted(shape.minutes) or ""),
        "stage": draws.weighted({"3": 18, "4": 50, "5": 32}),
        "clearance_until": (FIRST_DAY + dt.timedelta(days=draws.between(200, 1300))).isoformat(),
        "training": "; ".join(["core", *draws.some(words.TRAINING[1:3] + words.TRAINING[4:], draws.below(3))]),
        "trained_until": (FIRST_DAY + dt.timedelta(days=draws.between(200, 700))).isoformat(),
        "lived_use": "yes" if draws.chance(750) else "no",
        "may_ask_officer": draws.weighted({"": 40, "yes": 50, "no": 10}),
        "mentor_since": since.isoformat(),
        "supervisor": f"S{draws.between(1, 4):02d}",
        "supervised_on": (FIRST_DAY - dt.timedelta(days=draws.between(5, 60))).isoformat(),
        "meets": draws.weighted({"": 80, "in person; phone": 12, "in person; phone; video": 8}),
        "prefers": draws.weighted({"": 85, "life stage: young adult": 8, "family: parent": 7}),
        "not_where_alcohol": "yes" if draws.chance(100) else "",
        **about,
    }
    _asked(row, Draws(seed, "mentor asked", index))
    return row


def contact(id: str, index: int) -> Row:
    """An invented name, a number of Ofcom's range for drama, an address at example.org."""
    name = words.name_of(index)
    return {
        "id": id,
        "name": name,
        "known_as": name.split()[0],
        "phone": f"01632 960{index % 1000:03d}",
        "email": f"{id.lower()}@example.org",
    }
