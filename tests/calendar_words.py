"""Random plans full of words that nobody may read, and what their readers' calendars hold: `findings(seed)`.

Every free text of a programme but the names of places is a word of its own here, and so is every note of a plan; names
and numbers stand in contacts. What a participant, a mentor, a worker, a venue or a group receives is searched for all
of them, for everybody's id, and for first names that were not to be told; twice, since the plan changes once.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator

import attrs
from random_timetables import random_timetable_programme

from mentormatch.calendars.exporting import CalendarFile, Exported, export
from mentormatch.calendars.stamping import Now
from mentormatch.domain.appointments import SETTLED, Disclosed
from mentormatch.domain.exported import ReaderKind
from mentormatch.domain.history import PairState
from mentormatch.domain.people import Member, Trait, Want
from mentormatch.domain.places import PHONE
from mentormatch.domain.plan import Answer, AnswerKind, Meeting, Plan, PlannedPair, Reason, Way
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.telling import GroupTelling, Office, Telling, Tellings, VenueTelling
from mentormatch.domain.timetable import Session, Timetable
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.files import Contact
from mentormatch.files.tellings import first_name
from mentormatch.term import Meetings

SECRET = "zq"
"""Every word that nobody may read begins so; names of places and chosen words do not."""
_TEXTS = ("area", "home", "starts_from", "lift_from", "gender", "life_stage", "family", "faith", "pathway")
_LISTS = ("interests", "lived", "languages")


def findings(seed: int) -> list[str]:
    """What was read that must not be; empty if nothing."""
    given, _ = random_timetable_programme(seed, mentees=5, mentors=4)
    draw = random.Random(f"words {seed}")
    programme = _poisoned(given)
    tellings = _tellings(draw, programme)
    found: list[str] = []
    held: Exported | None = None
    may_read: dict[str, set[str]] = {}
    for number in range(2):
        plan = _plan(draw, programme)
        for person, names in _names_told(plan, tellings).items():
            may_read.setdefault(person, set()).update(names)
        left_out = draw.choices(sorted(tellings.people), k=draw.choice((0, 0, 1)))
        disclosed = Disclosed(
            judged=JudgedPlan(plan=plan, verdict=Verdict()), programme=programme, tellings=tellings,
            dates=Meetings(programme).of_plan(plan), left_out=left_out,
        )  # fmt: skip
        moment = dt.datetime.combine(programme.as_of + dt.timedelta(days=10 * number), dt.time(9), dt.UTC)
        now = Now(moment=moment, today=moment.date(), planned_from=programme.as_of)
        held = export(disclosed, held.entries if held else (), b"k" * 32, now)
        ids = {row.id for rows in (programme.mentees, programme.mentors, programme.staff) for row in rows}
        for file in held.files:
            if file.reader.kind is not ReaderKind.COORDINATOR:
                found += [f"{file.reader}: {what}" for what in _wrong(file, ids, tellings, may_read)]
    return found


def _wrong(file: CalendarFile, ids: set[str], tellings: Tellings, may_read: dict[str, set[str]]) -> Iterator[str]:
    text = file.body.decode().replace("\r\n ", "")
    shown = f"{file.name}\n" + "\n".join(line for line in text.split("\r\n") if not line.startswith("UID:"))
    lowered = shown.lower()
    if "mentor" in text.lower():
        yield "what the meetings are for"
    if SECRET in lowered:
        yield f"a word that nobody may read: {lowered[lowered.index(SECRET) :][:30]}"
    for id in ids:
        if re.search(rf"\b{re.escape(id)}\b", shown):
            yield f"the id {id}"
    mine = may_read.get(file.reader.id, set()) if file.reader.kind is ReaderKind.PERSON else set()
    for telling in tellings.people.values():
        if telling.first_name in shown and telling.first_name not in mine:
            yield f"the first name of {telling.id}"
    for hidden in ("ATTENDEE", "ORGANIZER", "CATEGORIES", "COMMENT", "(idea)", "(asked)", "TENTATIVE"):
        if hidden in shown:
            yield hidden


def _names_told(plan: Plan, tellings: Tellings) -> dict[str, set[str]]:
    """Whose first name each person may read, by the words of the issue and not by our code."""
    out: dict[str, set[str]] = {}
    for pair in plan.pairs:
        two = [tellings.people[pair.mentee], tellings.people[pair.mentor]]
        if pair.state in SETTLED and not pair.needs_approval and all(one.first_name_ok for one in two):
            out.setdefault(pair.mentee, set()).add(two[1].first_name)
            out.setdefault(pair.mentor, set()).add(two[0].first_name)
    return out


def _poisoned(given: Programme) -> Programme:
    """The programme with a secret word in every free text that a calendar has no business with."""

    def member(row: Member) -> Member:
        words = {name: f"{SECRET}-{name}-{row.id}" for name in _TEXTS}
        lists = {name: (f"{SECRET}-{name}-{row.id}",) for name in _LISTS}
        wants = (Want(trait=Trait.LIVED, value=f"{SECRET}-want"),)
        more = {"worker": f"{SECRET}-worker"} if hasattr(row, "worker") else {}
        about = {"about_me": f"{SECRET}-about", "supervisor": f"{SECRET}-s"} if hasattr(row, "about_me") else {}
        return attrs.evolve(row, **words, **lists, **more, **about, requires=wants, prefers=wants, stage=3)

    return attrs.evolve(
        given,
        name=f"{SECRET}-programme",
        stages=tuple(f"{SECRET}-stage-{n}" for n in range(6)),
        mentees=tuple(member(row) for row in given.mentees),
        mentors=tuple(member(row) for row in given.mentors),
        staff=tuple(member(row) for row in given.staff),
        venues=tuple(
            attrs.evolve(
                row, heading=f"{SECRET}-h", facilities=(f"{SECRET}-f",), area=f"{SECRET}-area", takes_room=True
            )
            for row in given.venues
        ),
        activities=tuple(
            attrs.evolve(row, name=f"{SECRET}-{row.id}", for_whom=(f"{SECRET}-w",), heading=f"{SECRET}-h")
            for row in given.activities
        ),
        closures=tuple(attrs.evolve(row, why=f"{SECRET}-why") for row in given.closures),
    )


def _tellings(draw: random.Random, programme: Programme) -> Tellings:
    people = {}
    for row in (*programme.mentees, *programme.mentors, *programme.staff):
        contact = Contact(
            id=row.id, name=f"Vorname{row.id}x {SECRET}-surname", phone=f"{SECRET}-01632", email=f"{SECRET}@x"
        )
        people[row.id] = Telling(
            id=row.id, calendar=draw.random() < 0.9, first_name_ok=draw.random() < 0.5, first_name=first_name(contact),
            calendar_title=draw.choice((None, "Coffee")), alarm=draw.choice((None, 30)),
        )  # fmt: skip
    return Tellings(
        people=people,
        venues={row.id: VenueTelling(id=row.id, calendar=True) for row in programme.venues},
        groups={row.id: GroupTelling(id=row.id, calendar=True) for row in programme.activities},
        office=Office(name="Fern", phone=f"{SECRET}-office"),
    )


def _plan(draw: random.Random, programme: Programme) -> Plan:
    """Any pairs in any state, and any sessions: a filter must hold whatever the plan is."""
    venues = [row.id for row in programme.venues]
    mentors = [row.id for row in programme.mentors]
    everybody = [row.id for row in (*programme.mentees, *programme.mentors)]
    pairs = []
    for mentee in programme.mentees:
        for mentor in draw.sample(mentors, draw.choice((0, 1, 2))):
            way = Way(mode="bus", minutes=20, pence=0, known_from=f"{SECRET}-source")
            meeting = Meeting(place=draw.choice((*venues, PHONE)), slot=_slot(draw), mentee_way=way, mentor_way=way)
            pairs.append(
                PlannedPair(
                    mentee=mentee.id, mentor=mentor, quality=500, state=draw.choice(list(PairState)),
                    meeting=draw.choice((meeting, meeting, None)), needs_approval=draw.random() < 0.2,
                    notes=(f"{SECRET}-note",),
                )
            )  # fmt: skip
    sessions = [
        Session(
            id=f"{row.id}#{number}", activity=row.id, venue=draw.choice(venues), slot=_slot(draw),
            leaders=tuple(sorted({draw.choice(everybody), *(s.id for s in programme.staff[:1])})),
            attendees=tuple(sorted(draw.sample(everybody, 3))), notes=(f"{SECRET}-note",),
        )
        for row in programme.activities for number in (1, 2)
    ]  # fmt: skip
    waiting = Answer(mentee=everybody[0], kind=AnswerKind.NONE_ACCEPTABLE,
                     reasons=(Reason(rule="keep-apart", says=f"{SECRET}-reason"),))  # fmt: skip
    return Plan(
        scope="plan", made_from="0" * 32, programme=programme.name, as_of=programme.as_of, pairs=tuple(pairs),
        unmatched=(waiting,), notes=(f"{SECRET}-plan-note",), timetable=Timetable(sessions=tuple(sessions)),
    )  # fmt: skip


def _slot(draw: random.Random) -> Slot:
    rhythm = draw.choice(list(Rhythm))
    return Slot(
        weekday=draw.randrange(7), start=draw.randrange(540, 1080, 15), minutes=60, rhythm=rhythm,
        first=draw.choice(rhythm.firsts),
    )  # fmt: skip
