"""The programme of scenarios/ayrshire: drawn people, and hand-made ones for each thing that should be seen to work."""

from __future__ import annotations

from scenarios.generator import ayrshire_people as people
from scenarios.generator import ayrshire_places as places
from scenarios.generator.people import mentor, person
from scenarios.generator.programmes import CLOSURES, as_person, contacts_of, programme_toml
from scenarios.generator.tables import Row, Tables

DRAWN_PEOPLE, DRAWN_MENTORS, ALL_PEOPLE = 96, 31, 150
POLICY = """
[policy]
required_training = ["core"]

[[budgets]]
heading = "hire"
pence_a_week = 24000

[[budgets]]
heading = "food"
pence_a_week = 12000

[[budgets]]
heading = "sessional"
pence_a_week = 12000

[[budgets]]
heading = "fares"
pence_a_week = 35000
pence_a_term = 700000
"""


def ayrshire() -> Tables:
    """About 150 people and 45 mentors in South, North and East Ayrshire; always the same."""
    drawn_mentors = [mentor(index, people.SEED, people.SHAPE) for index in range(DRAWN_MENTORS)]
    drawn_people = [person(index, people.SEED, people.SHAPE) for index in range(DRAWN_PEOPLE)]
    people.amended([*drawn_mentors, *drawn_people])
    special = people.special_people()
    for row in [*drawn_people, *special]:
        row.update(people.group_wishes(row["id"]))
    both = [row for row in drawn_mentors if row["stage"] == "3"][: ALL_PEOPLE - DRAWN_PEOPLE - len(special)]
    too = [as_person(row, person(200 + n, people.SEED, people.SHAPE)) for n, row in enumerate(both)]
    mentors = [*drawn_mentors, *people.special_mentors()]
    people.able_to_lead(mentors)
    rows: dict[str, list[Row]] = {
        "people": [*drawn_people, *special, *({**row, "id": mentor_row["id"]} for row, mentor_row in zip(too, both))],
        "mentors": mentors,
        "staff": places.staff(),
        "venues": places.venues(),
        "activities": places.activities(),
        "pairs": people.pairs(),
        "keep_apart": people.keep_apart(),
        "approvals": people.approvals(),
        "commitments": people.commitments(),
        "closures": CLOSURES,
    }
    rows["contacts"] = contacts_of(rows)
    return Tables(programme=programme_toml("Ayrshire (synthetic)", "ayrshire-2027", POLICY), rows=rows)
