"""The tables that plan.json holds of a timetable -> a Timetable. A plan of pairs alone has none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from mentormatch.domain.timetable import (
    WHY_NOT_HELD,
    CannotHold,
    Conflict,
    Cost,
    DateLost,
    FixedLeftOut,
    Instead,
    NotReached,
    Offers,
    Refused,
    Session,
    Timetable,
    WhyNot,
)
from mentormatch.records.reading import Node, day, number, or_none, text, texts, truth, word
from mentormatch.records.slots import slot_from

T = TypeVar("T")


def timetable_from(plan: Node) -> Timetable:
    """The timetable in the table of a plan; empty where it has none."""
    return Timetable(
        sessions=_if_there(plan, "sessions", _session),
        not_reached=_if_there(plan, "not_reached", _not_reached),
        costs=_if_there(plan, "costs", _cost),
        left_out=_if_there(plan, "left_out", _left_out),
        conflicts=_if_there(plan, "conflicts", _conflict),
        offers=_if_there(plan, "offers", _offers),
    )


def _if_there(node: Node, key: str, read: Callable[[Node], T]) -> tuple[T, ...]:
    return node.all(key, read) if key in node.value else ()


def _session(node: Node) -> Session:
    return Session(
        id=node.get("id", text),
        activity=node.get("activity", text),
        venue=node.get("venue", text),
        slot=slot_from(node.table("meeting")),
        leaders=node.get("leaders", texts),
        attendees=node.get("attendees", texts),
        heads=node.get("heads", number),
        expected=node.get("expected", number),
        fixed=node.get("fixed", truth),
        dates=node.get("dates", _days),
        not_held=node.all("not_held", lambda one: DateLost(day=one.get("date", day), why=one.get("reason", _reason))),
        pence_a_date=node.get("pence_a_date", number),
        notes=node.get_or("notes", texts, ()),
    )


def _days(value: Any) -> tuple[dt.date, ...]:
    return tuple(day(one) for one in texts(value))


def _reason(value: Any) -> str:
    if value not in WHY_NOT_HELD:
        raise ValueError(f"is none of: {', '.join(WHY_NOT_HELD)}")
    return str(value)


def _not_reached(node: Node) -> NotReached:
    return NotReached(
        mentee=node.get("mentee", text),
        why=node.get("why", word(WhyNot)),
        patterns=node.get("patterns", number),
        refused=node.all("refused", _refused),
        drop_ins=node.get("drop_ins", texts),
    )


def _refused(node: Node) -> Refused:
    return Refused(activity=node.get("activity", text), rule=node.get("rule", text))


def _cost(node: Node) -> Cost:
    return Cost(
        heading=node.get("heading", text),
        pence_a_week=node.get("pence_a_week", number),
        pence_a_term=node.get("pence_a_term", number),
        limit_a_week=node.get_or("limit_a_week", or_none(number), None),
        limit_a_term=node.get_or("limit_a_term", or_none(number), None),
    )


def _left_out(node: Node) -> FixedLeftOut:
    return FixedLeftOut(
        activity=node.get("activity", text),
        slot=slot_from(node.table("meeting")),
        person=node.get_or("person", or_none(text), None),
        rule=node.get_or("rule", or_none(text), None),
    )


def _offers(node: Node) -> Offers:
    return Offers(
        mentee=node.get("mentee", text),
        wanted=node.get("wanted", number),
        choices=node.all("choices", _instead),
    )


def _instead(node: Node) -> Instead:
    return Instead(session=node.get("session", text), instead_of=node.get("instead_of", texts))


def _conflict(node: Node) -> Conflict:
    return Conflict(
        activity=node.get("activity", text),
        slot=slot_from(node.table("meeting")),
        others=node.all("others", lambda one: (one.get("activity", text), slot_from(one.table("meeting")))),
        rules=node.all("rules", _cannot_hold),
        smallest=node.get("smallest", truth),
    )


def _cannot_hold(node: Node) -> CannotHold:
    return CannotHold(
        rule=node.get("rule", text),
        about=node.get("about", texts),
        limit=node.get_or("limit", or_none(number), None),
        needs=node.get_or("needs", or_none(number), None),
    )
