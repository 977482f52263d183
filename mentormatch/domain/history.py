"""What has happened and what was decided: pairs and their states, approvals. People write it; the software proposes."""

from __future__ import annotations

import datetime as dt
from enum import Enum

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Cell
from mentormatch.domain.slots import Slot


class PairState(Enum):
    """Where a pair stands."""

    IDEA = "idea"
    ASKED = "asked"
    FIRST_MEETING_SET = "first meeting set"
    TRYING = "trying it out"
    AGREED = "agreed"
    ENDED = "ended"
    DECLINED = "declined"

    @property
    def holds(self) -> bool:
        """Whether the pair holds its place: from "asked" on until it ends, lapses or is declined."""
        return self in HOLDING

    @property
    def new(self) -> bool:
        """Whether its first meetings are still to come, and so must be safe ones."""
        return self in (PairState.IDEA, PairState.ASKED, PairState.FIRST_MEETING_SET)


HOLDING = (PairState.ASKED, PairState.FIRST_MEETING_SET, PairState.TRYING, PairState.AGREED)


@frozen
class PairRecord:
    """One row of pairs.csv: what was so of one pair from `since` on; a later row of the same pair replaces it.

    by: who decided it (declined: who declined). lapses_on: "asked" holds no longer from this date on.
    again_from: an ended pair may be tried again from this date. reopened_by: who took a refusal back; it counts only
    if it is who declined. pinned: keep these two together, whatever feasibility says. place, slot: their meeting.
    """

    mentee: str
    mentor: str
    state: PairState
    since: dt.date
    by: str | None = None
    lapses_on: dt.date | None = None
    again_from: dt.date | None = None
    reopened_by: str | None = None
    pinned: bool = False
    place: str | None = None
    slot: Slot | None = None
    review_on: dt.date | None = None
    planned_end: dt.date | None = None
    source: Cell | None = attrs.field(default=None, eq=False)

    @property
    def key(self) -> tuple[str, str, dt.date, str]:
        """A sort key: mentee, mentor, since, state."""
        return (self.mentee, self.mentor, self.since, self.state.value)


@frozen
class Approval:
    """What an officer decided about a pair, or about a mentee and any mentor (mentor None)."""

    mentee: str
    mentor: str | None = None
    by: str
    on: dt.date
    until: dt.date | None = None
    agreed: bool = True
    source: Cell | None = attrs.field(default=None, eq=False)


@frozen
class KeepApart:
    """Two or more people who must not meet, each with each. No reason is kept."""

    people: tuple[str, ...] = attrs.field(converter=lambda ids: tuple(sorted(set(ids))))
    until: dt.date | None = None
    set_by: str | None = None
    review_on: dt.date | None = None
    source: Cell | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if len(self.people) < 2:
            raise ValueError("needs two different people")

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is still in force on that date."""
        return self.until is None or day <= self.until


@frozen
class History:
    """The record that planning starts from, sorted, so that the order of rows never matters."""

    pairs: tuple[PairRecord, ...] = attrs.field(
        default=(), converter=lambda rows: tuple(sorted(rows, key=lambda row: row.key))
    )
    approvals: tuple[Approval, ...] = attrs.field(
        default=(),
        converter=lambda rows: tuple(sorted(rows, key=lambda row: (row.mentee, row.mentor or "", row.on, row.by))),
    )

    def latest(self) -> dict[tuple[str, str], PairRecord]:
        """The row in force of each pair: the one with the latest date."""
        return {(row.mentee, row.mentor): row for row in self.pairs}

    def holding(self, as_of: dt.date) -> tuple[PairRecord, ...]:
        """The pairs that hold their places on that day: asked and not lapsed, or further on."""
        return tuple(
            row
            for row in self.latest().values()
            if row.state.holds
            and not (row.state is PairState.ASKED and row.lapses_on is not None and row.lapses_on <= as_of)
        )

    def pins(self) -> tuple[PairRecord, ...]:
        """The pairs that the coordinator keeps together and that hold no place yet, oldest first, then by ids."""
        pinned = [row for row in self.latest().values() if row.pinned and row.state is PairState.IDEA]
        return tuple(sorted(pinned, key=lambda row: (row.since, row.mentee, row.mentor)))

    def approved(self, mentee: str, mentor: str, day: dt.date) -> bool:
        """Whether an officer's yes stands on that day: the latest row, on one day the pair's own."""
        rows = [row for row in self.approvals if row.mentee == mentee and row.mentor in (mentor, None)]
        latest = max(rows, key=lambda row: (row.on, row.mentor is not None), default=None)
        return latest is not None and latest.agreed and (latest.until is None or day <= latest.until)

    def refused(self, mentee: str, mentor: str) -> bool:
        """Whether one of the two has declined and the same one has not reopened it."""
        standing: set[str | None] = set()
        for row in self.pairs:
            if (row.mentee, row.mentor) != (mentee, mentor):
                continue
            if row.state is PairState.DECLINED and (row.reopened_by is None or row.reopened_by != row.by):
                standing.add(row.by)
            elif row.reopened_by is not None:
                standing.discard(row.reopened_by)
        return bool(standing)
