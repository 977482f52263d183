"""Programmes of any size, drawn."""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from scenarios.generator.draws import Draws
from scenarios.generator.groups import with_groups
from scenarios.generator.people import FIRST_DAY, WEEKDAYS, Shape, contact, mentor, person
from scenarios.generator.places import EAST, HOMES, NORTH, RESIDENTS, SOUTH, drawn_venue
from scenarios.generator.tables import Row, Tables

FEW = {1: 24, 2: 46, 3: 22, 4: 8}
MORE = {1: 10, 2: 34, 3: 36, 4: 20}
WAYS = {0: 30, 30: 25, 20: 20, 45: 15, 60: 10}
SHORT_WAYS = {10: 55, 15: 35, 20: 10}


def shape_for(mentors: int) -> Shape:
    """A shape in which a person has five or so possible mentors among 45, and some 35 among 250 as among 2,500."""
    if mentors < 100:
        return Shape(
            windows={1: 15, 2: 35, 3: 35, 4: 15}, mentor_windows={2: 25, 3: 45, 4: 30}, minutes=WAYS, caseload=FEW
        )
    if mentors < 600:
        windows, mentor_windows, ways = {1: 20, 2: 40, 3: 30, 4: 10}, {2: 35, 3: 40, 4: 25}, WAYS
    else:
        windows, mentor_windows, ways = {1: 55, 2: 38, 3: 7}, {1: 35, 2: 50, 3: 15}, SHORT_WAYS
    return Shape(windows=windows, mentor_windows=mentor_windows, minutes=ways, caseload=MORE, roomy=True)


def shape_of_groups() -> Shape:
    """A shape in which people have hours for groups too, at any size: two to four stretches a week, an hour's way."""
    return Shape(windows={2: 30, 3: 40, 4: 30}, mentor_windows={3: 40, 4: 60}, minutes={45: 40, 60: 60}, caseload=FEW)


def venues_for(people: int) -> int:
    """25 at 150 people, 65 at 1,000, 205 at 10,000: they grow with the square root."""
    return max(8, round(2.05 * people**0.5))


def generate(
    people: int,
    mentors: int,
    seed: int = 1,
    *,
    venues: int | None = None,
    shape: Shape | None = None,
    homes: str = HOMES[0],
    sessions: int = 0,
) -> Tables:
    """The tables of a programme drawn from a seed; the same for the same arguments, anywhere.

    One person in forty is a mentor too. venues: as many as venues_for(people) unless said. shape: shape_for(mentors)
    unless said, or shape_of_groups() where there are any. homes: one of HOMES.
    sessions: of groups a week, none unless said. Raises ValueError for fewer than one person or mentor.
    """
    if people < 1 or mentors < 1:
        raise ValueError(f"{people} people and {mentors} mentors: there must be one of each at least")
    shape = evolve(shape or (shape_of_groups() if sessions else shape_for(mentors)), homes=homes)
    n_venues = venues_for(people) if venues is None else venues
    mentor_rows = [mentor(index, seed, shape) for index in range(mentors)]
    both = [row for row in mentor_rows if row["stage"] == "3"][: people // 40]
    people_rows = [person(index, seed, shape) for index in range(people - len(both))]
    people_rows += [as_person(row, person(people - 1 - n, seed, shape)) for n, row in enumerate(both)]
    rows: dict[str, list[Row]] = {
        "people": people_rows,
        "mentors": mentor_rows,
        "staff": [worker(index, seed) for index in range(max(8, people // 60))],
        "venues": [drawn_venue(index, seed) for index in range(n_venues)],
        "keep_apart": keep_apart(people_rows, mentor_rows, seed),
        "approvals": approvals(people_rows, seed),
        "commitments": commitments(mentor_rows, people_rows, seed),
        "closures": CLOSURES,
    }
    rows["activities"] = with_groups(sessions, rows, seed) if sessions else []
    rows["contacts"] = contacts_of(rows)
    return Tables(
        programme=programme_toml(f"{people} people and {mentors} mentors, made up", f"seed-{seed}"), rows=rows
    )


def as_person(mentor_row: Row, drawn: Row) -> Row:
    """A mentor who is mentored too: one id, home, week and person in both lists."""
    shared = ("id", "area", "home", "availability", "travels_by", "bus_pass", "max_minutes", "gender", "languages",
              "interests", "lived", "life_stage", "family", "faith", "pathway", "stage")  # fmt: skip
    return {
        **drawn,
        **{name: mentor_row[name] for name in shared},
        "away": "",
        "pace": "",
        "step_free": "",
        "requires": "",
        "prefers": "",
        "wished_times": "",
    }


def worker(index: int, seed: int) -> Row:
    """The index-th member of staff."""
    draws = Draws(seed, "staff", index)
    area = tuple(RESIDENTS)[index % 3]
    town = {SOUTH: "Ayr", NORTH: "Irvine", EAST: "Kilmarnock"}[area]
    return {
        "id": f"S{index + 1:02d}",
        "area": area,
        "home": town,
        "availability": draws.one(("Mon-Fri 09:00-17:00", "Mon-Thu 09:00-17:00", "Tue-Fri 12:00-20:00")),
        "travels_by": draws.one(("foot; car", "foot; bus")),
        "introductions_a_week": str(draws.between(1, 4)),
        "interprets": draws.weighted({"": 85, "Polish": 10, "BSL": 5}),
    }


def keep_apart(people: list[Row], mentors: list[Row], seed: int) -> list[Row]:
    """One row for every ten people: two of them, or one of them and a mentor; now and then three."""
    draws = Draws(seed, "keep apart")
    out = []
    for _ in range(len(people) // 10):
        ids = [draws.one(people)["id"], draws.one(mentors if draws.chance(400) else people)["id"]]
        if draws.chance(100):
            ids.append(draws.one(people)["id"])
        if len(set(ids)) >= 2:
            until = FIRST_DAY + dt.timedelta(days=draws.between(60, 700))
            out.append({
                "people": "; ".join(sorted(set(ids))),
                "until": until.isoformat() if draws.chance(500) else "",
                "set_by": f"S{draws.between(1, 8):02d}",
                "review_on": (FIRST_DAY + dt.timedelta(days=draws.between(20, 170))).isoformat(),
            })  # fmt: skip
    return out


def approvals(people: list[Row], seed: int) -> list[Row]:
    """What officers said about half of those who need an approval."""
    draws = Draws(seed, "approvals")
    out = []
    for row in people:
        if row.get("needs_approval") and draws.chance(500):
            on = FIRST_DAY - dt.timedelta(days=draws.between(5, 90))
            decision = draws.weighted({"agreed": 80, "refused": 20})
            out.append({"mentee": row["id"], "by": "officer", "on": on.isoformat(), "decision": decision})
    return out


def commitments(mentors: list[Row], people: list[Row], seed: int) -> list[Row]:
    """Something that one in twelve has anyway, in the middle of a stretch that they call free."""
    draws = Draws(seed, "commitments")
    out = []
    for row in [*mentors, *people]:
        if draws.chance(80):
            start = 9 + draws.below(8)
            when = f"{draws.one(WEEKDAYS)} {start:02d}:00-{start + 1:02d}:00"
            out.append({"person": row["id"], "when": when, "at": row["home"]})
    return out


def contacts_of(rows: dict[str, list[Row]]) -> list[Row]:
    """A row for everybody, under one id once."""
    ids = dict.fromkeys(row["id"] for table in ("people", "mentors", "staff") for row in rows[table])
    return [contact(id, index) for index, id in enumerate(ids)]


CLOSURES: list[Row] = [
    {"area": area, "council_run_only": "yes", "from": first, "to": last, "why": why}
    for area, first, last, why in (
        (SOUTH, "2027-03-26", "2027-03-29", "Easter weekend"),
        (NORTH, "2027-03-26", "2027-03-29", "Easter weekend"),
        (EAST, "2027-03-26", "2027-03-29", "Easter weekend"),
        (EAST, "2027-05-31", "2027-05-31", "May holiday"),
        (SOUTH, "2027-05-31", "2027-05-31", "May holiday"),
        (NORTH, "2027-04-19", "2027-04-19", "spring holiday"),
        (SOUTH, "2027-09-17", "2027-09-20", "September weekend"),
        (NORTH, "2027-09-24", "2027-09-27", "September weekend"),
        (EAST, "2027-09-17", "2027-09-20", "September weekend"),
        (SOUTH, "2027-12-24", "2028-01-05", "Christmas and New Year"),
        (NORTH, "2027-12-24", "2028-01-05", "Christmas and New Year"),
        (EAST, "2027-12-24", "2028-01-05", "Christmas and New Year"),
    )
]
"""Of councils' own buildings. Some lie after the term: a list kept for the year. The dates are made up, too."""


def programme_toml(name: str, salt: str, policy: str = "") -> str:
    """The text of programme.toml."""
    areas = ", ".join(f'"{area}"' for area in RESIDENTS)
    return f"""\
# Everybody in this folder is invented: names are trees, birds and stones, homes are the middles of sectors and towns.
# Made by scenarios/generate.py; change that, not this.
format = 1
name = "{name}"
synthetic = true
areas = [{areas}]
as_of = {FIRST_DAY.isoformat()}
salt = "{salt}"
stages = ["before the start", "first steps", "finding a footing", "steady", "settled", "giving back"]

[term]
first_day = {FIRST_DAY.isoformat()}
weeks = 26
timezone = "Europe/London"
bank_holidays = "SCT"
{policy}"""
