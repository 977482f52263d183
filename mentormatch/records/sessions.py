"""A timetable -> the tables that plan.json holds of it: sessions, costs, who is not reached, what is left out."""

from __future__ import annotations

from typing import Any

from mentormatch.domain.rules import DIARY, SESSION_CEILING, WEEKLY_HOURS
from mentormatch.domain.timetable import Conflict, FixedLeftOut, NotReached, Session, Timetable
from mentormatch.records.canonical import plain
from mentormatch.records.slots import slot_to_dict

Plain = dict[str, Any]
OF_PEOPLE = (DIARY.id, SESSION_CEILING.id, WEEKLY_HOURS.id)
"""Rules of conflicts that are about people."""


def timetable_to_dict(timetable: Timetable) -> Plain:
    """The six lists, each always there."""
    return {
        "sessions": [_session(one) for one in timetable.sessions],
        "costs": [plain(one) for one in timetable.costs],
        "not_reached": [_not_reached(one) for one in timetable.not_reached],
        "left_out": [left_out_to_dict(one) for one in timetable.left_out],
        "conflicts": [conflict_to_dict(one) for one in timetable.conflicts],
        "offers": [plain(one) for one in timetable.offers],
    }


def people_of(timetable: Timetable) -> set[str]:
    """Everybody whom a timetable names."""
    out = {one for session in timetable.sessions for one in (*session.leaders, *session.attendees)}
    out |= {one.mentee for one in timetable.not_reached} | {one.mentee for one in timetable.offers}
    out |= {name for one in timetable.conflicts for row in one.rules if row.rule in OF_PEOPLE for name in row.about}
    return out | {one.person for one in timetable.left_out if one.person is not None}


def _session(session: Session) -> Plain:
    return {
        "id": session.id,
        "activity": session.activity,
        "venue": session.venue,
        "leaders": list(session.leaders),
        "meeting": slot_to_dict(session.slot),
        "attendees": list(session.attendees),
        "heads": session.heads,
        "expected": session.expected,
        "fixed": session.fixed,
        "dates": [day.isoformat() for day in session.dates],
        "not_held": [{"date": one.day.isoformat(), "reason": one.why} for one in session.not_held],
        "pence_a_date": session.pence_a_date,
        "notes": list(session.notes),
    }


def _not_reached(one: NotReached) -> Plain:
    return {
        "mentee": one.mentee,
        "why": one.why.value,
        "patterns": one.patterns,
        "refused": [{"activity": row.activity, "rule": row.rule} for row in one.refused],
        "drop_ins": list(one.drop_ins),
    }


def left_out_to_dict(one: FixedLeftOut) -> Plain:
    """A fixed slot, or somebody of it, that is left out."""
    return {"activity": one.activity, "meeting": slot_to_dict(one.slot), "person": one.person, "rule": one.rule}


def conflict_to_dict(one: Conflict) -> Plain:
    """A set that cannot hold together."""
    return {
        "activity": one.activity,
        "meeting": slot_to_dict(one.slot),
        "others": [{"activity": activity, "meeting": slot_to_dict(slot)} for activity, slot in one.others],
        "rules": [plain(row) for row in one.rules],
        "smallest": one.smallest,
    }
