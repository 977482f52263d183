"""Groups for a drawn programme: activities at a few places each, who could lead them, and who would like them."""

from __future__ import annotations

from scenarios.generator.draws import Draws
from scenarios.generator.tables import Row

_KINDS = (
    # name, minutes, largest, what is asked of the place
    ("Walking group", 60, 12, ""),
    ("Breakfast club", 60, 12, ""),
    ("Creative arts", 90, 12, ""),
    ("Five-a-side", 60, 14, ""),
    ("Mutual aid meeting", 60, 16, ""),
    ("Allotment", 90, 10, ""),
    ("Music group", 90, 12, ""),
    ("Cooking together", 90, 8, ""),
)
PLACES_EACH = 4
LEADERS_EACH = 12
SESSIONS_EACH = (2, 3, 3, 2, 4)


def with_groups(sessions: int, rows: dict[str, list[Row]], seed: int) -> list[Row]:
    """So many sessions a week, by two to four of an activity; people's wishes and leaders' activities are put in.

    An activity keeps to a few places of one area, and is led by mentors and workers of that area, in proportion: so
    what is possible grows with the sessions, not with their square.
    """
    out: list[Row] = []
    while sessions > 0:
        number = min(sessions, SESSIONS_EACH[len(out) % len(SESSIONS_EACH)])
        out.append(_activity(len(out), number, rows, seed))
        sessions -= number
    _liked(out, rows, seed)
    return out


def _activity(at: int, number: int, rows: dict[str, list[Row]], seed: int) -> Row:
    draws = Draws(seed, "group", at)
    areas = sorted({row["area"] for row in rows["venues"]})
    area = areas[at % len(areas)]
    name, minutes, largest, facilities = _KINDS[at % len(_KINDS)]
    places = draws.some([row["id"] for row in rows["venues"] if row["area"] == area], PLACES_EACH)
    id = f"A{at + 1:02d}"
    leaders = [row for row in rows["mentors"] if row["area"] == area and row["stage"]]
    workers = [row for row in rows["staff"] if row["area"] == area]
    for row in (*draws.some(leaders, LEADERS_EACH), *draws.some(workers, 3)):
        row["leads"] = "; ".join(filter(None, (row.get("leads", ""), id)))
    return {
        "id": id,
        "name": f"{name} {at + 1}",
        "kind": "group",
        "sessions": str(number),
        "rhythm": "weekly",
        "minutes": str(minutes),
        "smallest": "3",
        "largest": str(largest),
        "people_per_leader": "8",
        "least_leaders": "2",
        "lived_experience_leader": "yes",
        "facilities": facilities,
        "entry": "by name",
        "register": "names",
        "venues": "; ".join(sorted(places)),
        "times": "Mon-Fri 09:30-20:00",
    }


def _liked(activities: list[Row], rows: dict[str, list[Row]], seed: int) -> None:
    """One to three wishes each, mostly for what is in the own area."""
    area_of = {row["id"]: row["area"] for row in rows["venues"]}
    for row in rows["people"]:
        draws = Draws(seed, "groups", row["id"])
        near = [a["id"] for a in activities if area_of[a["venues"].split("; ")[0]] == row["area"]]
        row["wishes"] = "; ".join(draws.some(near, draws.weighted({0: 16, 1: 24, 2: 34, 3: 26})))
