"""A programme: everything that planning starts from but the history. Rows are sorted by id when it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import KeepApart
from mentormatch.domain.people import Member, Mentee, Mentor, Staff
from mentormatch.domain.places import Activity, Closure, Commitment, Venue
from mentormatch.domain.policy import STAGES, Policy, Term

Row = TypeVar("Row", Member, Mentee, Mentor, Staff, Venue, Activity)


def _by_id(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.id))


@frozen
class TravelRow:
    """One row of a table of journeys: from and to are a postcode, a sector or a venue id; minutes None = cannot."""

    origin: str
    place: str
    mode: str | None = None
    minutes: int | None = None
    pence: int | None = None


@frozen
class Programme:
    """People, places, rules, policy and a term. `as_of` is today for waiting times, expiries and cooling-off."""

    name: str
    synthetic: bool = False
    term: Term
    as_of: dt.date
    salt: str = "mentormatch"
    stages: tuple[str, ...] = STAGES
    areas: tuple[str, ...] = ()
    policy: Policy = attrs.field(factory=Policy)
    mentees: tuple[Mentee, ...] = attrs.field(default=(), converter=_by_id)
    mentors: tuple[Mentor, ...] = attrs.field(default=(), converter=_by_id)
    staff: tuple[Staff, ...] = attrs.field(default=(), converter=_by_id)
    venues: tuple[Venue, ...] = attrs.field(default=(), converter=_by_id)
    activities: tuple[Activity, ...] = attrs.field(default=(), converter=_by_id)
    keep_apart: tuple[KeepApart, ...] = attrs.field(
        default=(), converter=lambda rows: tuple(sorted(rows, key=lambda r: (r.people, str(r.until or ""))))
    )
    commitments: tuple[Commitment, ...] = attrs.field(
        default=(),
        converter=lambda rows: tuple(
            sorted(
                rows, key=lambda r: (r.person, r.slot.key, r.venue or "", str(r.starts_on or ""), str(r.ends_on or ""))
            )
        ),
    )
    closures: tuple[Closure, ...] = attrs.field(
        default=(),
        converter=lambda rows: tuple(sorted(rows, key=lambda r: (r.first, r.last, r.venue or "", r.area or ""))),
    )
    journeys: tuple[TravelRow, ...] = attrs.field(
        default=(),
        converter=lambda rows: tuple(sorted(rows, key=lambda r: (r.origin, r.place, r.mode or ""))),
    )

    def apart(self, person: str) -> frozenset[str]:
        """Everybody from whom that person is kept apart on `as_of`."""
        out: set[str] = set()
        for row in self.keep_apart:
            if person in row.people and row.holds_on(self.as_of):
                out.update(row.people)
        return frozenset(out - {person})
