"""A participant's text, when everybody else's data is another: what somebody reads tells nothing of anybody."""

from __future__ import annotations

import random
from typing import Any

from safeguarding import judged_plan

from mentormatch.domain.disclosure import mentor_text, participant_text
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History, KeepApart
from mentormatch.domain.plan import Plan, PlannedPair
from mentormatch.domain.programme import Programme

OWN_IDS = ("id", "source")


def everybody_else_swapped(programme: Programme, person: str, draw: random.Random) -> Programme:
    """The same with the data of all others dealt out anew among them, and other rows of who is kept apart.

    Rows that keep the person apart from somebody stay, and one more may come: it shows only if it changes their plan.
    """
    others = sorted({row.id for row in (*programme.mentees, *programme.mentors)} - {person})
    mine = [row for row in programme.keep_apart if person in row.people]
    drawn = [KeepApart(people=draw.sample(others, 2)) for _ in range(2 if len(others) > 1 else 0)]
    if others and draw.random() < 0.5:
        drawn.append(KeepApart(people=(person, draw.choice(others))))
    return evolve(
        programme,
        mentees=_dealt(programme.mentees, person, draw),
        mentors=_dealt(programme.mentors, person, draw),
        keep_apart=(*mine, *drawn),
    )


def _dealt(rows: tuple[Any, ...], person: str, draw: random.Random) -> tuple[Any, ...]:
    """Each column dealt out anew among the rows of others."""
    others = [row for row in rows if row.id != person]
    columns = [field.name for field in type(rows[0]).__attrs_attrs__ if field.name not in OWN_IDS]
    given = {name: draw.sample([getattr(row, name) for row in others], len(others)) for name in columns}
    dealt = (evolve(row, **{name: given[name][at] for name in columns}) for at, row in enumerate(others))
    return (*dealt, *(row for row in rows if row.id == person))


def own_facts(plan: Plan, person: str) -> tuple[object, ...]:
    """What somebody may know of a plan: their own meetings, each with their own way there, and whether they rest."""
    mentee = tuple(_facts(row, "mentee_way") for row in plan.pairs if row.mentee == person and not row.needs_approval)
    mentor = tuple(_facts(row, "mentor_way") for row in plan.pairs if row.mentor == person and not row.needs_approval)
    rests = ({row.mentee for row in plan.on_hold}, {row.mentor for row in plan.on_hold})
    return mentee, mentor, *(person in resting for resting in rests)


def _facts(row: PlannedPair, way: str) -> tuple[object, ...]:
    met = row.meeting
    return row.state, met and (met.place, met.slot, getattr(met, way))


def told_to(plan: Plan, programme: Programme, person: str) -> list[str]:
    """The texts that somebody reads about themselves."""
    texts = []
    if any(row.id == person for row in programme.mentees):
        texts.append(participant_text(plan, programme, person))
    if any(row.id == person for row in programme.mentors):
        texts.append(mentor_text(plan, programme, person))
    return texts


def swapped_findings(programme: Programme, history: History, plan: Plan, seed: int) -> tuple[int, list[str]]:
    """(people compared, texts that changed) when everybody else's data is swapped and the whole planned again.

    People whose own meetings came out another way are not compared: their text is another one, and says so.
    """
    draw = random.Random(f"swapped {seed}")
    compared, out = 0, []
    for one in sorted({row.id for row in (*programme.mentees, *programme.mentors)}):
        other = everybody_else_swapped(programme, one, draw)
        again = judged_plan(other, history)
        if again is None or own_facts(plan, one) != own_facts(again.plan, one):
            continue
        compared += 1
        if told_to(plan, programme, one) != told_to(again.plan, other, one):
            out.append(f"text for {one}: changed when everybody else's data was swapped")
    return compared, out
