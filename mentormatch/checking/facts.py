"""What a programme and its history say of people, without a plan: who is who, who holds whom, what places are left."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cached_property, lru_cache

import attrs

from mentormatch.domain.history import Approval, History, PairRecord
from mentormatch.domain.people import Member, Mentee, Mentor, Staff, Status, Urgency
from mentormatch.domain.places import Commitment, Venue
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot

Pair = tuple[str, str]


@lru_cache(maxsize=10_000)
def folded(text: str | None) -> str:
    """Words as they are compared: lower case, trimmed, inner blanks single; "" where nothing is known."""
    return " ".join(text.lower().split()) if text else ""


@attrs.frozen(kw_only=True)
class Booked:
    """One thing that somebody has anyway: its slot, the venue if known, the commitment's row if it has one."""

    slot: Slot
    venue: str | None
    row: Commitment | None = None


@attrs.define(eq=False, slots=False)
class Facts:
    """Look-ups on a programme and a history. Nothing here knows a plan."""

    programme: Programme
    history: History

    @cached_property
    def mentees(self) -> dict[str, Mentee]:
        return {row.id: row for row in self.programme.mentees}

    @cached_property
    def mentors(self) -> dict[str, Mentor]:
        return {row.id: row for row in self.programme.mentors}

    @cached_property
    def staff(self) -> dict[str, Staff]:
        return {row.id: row for row in self.programme.staff}

    @cached_property
    def venues(self) -> dict[str, Venue]:
        return {row.id: row for row in self.programme.venues}

    def row_of(self, person: str) -> Member | None:
        """Somebody's mentor row, else their mentee row, else their staff row."""
        return self.mentors.get(person) or self.mentees.get(person) or self.staff.get(person)

    @cached_property
    def latest(self) -> dict[Pair, PairRecord]:
        return self.history.latest()

    @cached_property
    def held(self) -> dict[Pair, PairRecord]:
        """The pairs that hold their place on `as_of`, those on hold included."""
        return {(row.mentee, row.mentor): row for row in self.history.holding(self.programme.as_of)}

    @cached_property
    def on_hold(self) -> dict[Pair, PairRecord]:
        """Held pairs that keep their place and have no meeting until somebody has looked."""
        return {pair: row for pair, row in self.held.items() if self.rests(*pair)}

    @cached_property
    def in_force(self) -> dict[Pair, PairRecord]:
        """Held pairs that must be in the plan."""
        return {pair: row for pair, row in self.held.items() if pair not in self.on_hold}

    @cached_property
    def pins(self) -> dict[Pair, PairRecord]:
        return {(row.mentee, row.mentor): row for row in self.history.pins()}

    @cached_property
    def pin_standing(self) -> dict[Pair, int]:
        """By pin: how many, itself included, are no older: of one day, those whose ids come no later."""
        order = {pair: (-row.since.toordinal(), *pair) for pair, row in self.pins.items()}
        return {pair: sum(other <= own for other in order.values()) for pair, own in order.items()}

    def rests(self, mentee_id: str, mentor_id: str) -> bool:
        """Whether a held pair is on hold: somebody inactive, or safeguarding or an approval that no longer holds."""
        mentee, mentor = self.mentees.get(mentee_id), self.mentors.get(mentor_id)
        if mentee is None or mentor is None:
            return True
        return (
            mentee.status is not Status.ACTIVE
            or mentor.status is not Status.ACTIVE
            or self.kept_apart(mentee_id, mentor_id)
            or not self.cleared(mentor)
            or not self.trained(mentor)
            or (self.approval_needed(mentee, mentor) and not self.approval_given(mentee_id, mentor_id))
        )

    # ------------------------------------------------------------------------------ safeguarding and approvals

    @cached_property
    def _apart(self) -> dict[str, frozenset[str]]:
        return {}

    def apart(self, person: str) -> frozenset[str]:
        """Everybody from whom somebody is kept apart on `as_of`."""
        if person not in self._apart:
            self._apart[person] = self.programme.apart(person)
        return self._apart[person]

    def kept_apart(self, one: str, other: str) -> bool:
        return other in self.apart(one)

    def cleared(self, mentor: Mentor) -> bool:
        """Whether a mentor's clearance holds on `as_of`."""
        return mentor.cleared_until is not None and mentor.cleared_until >= self.programme.as_of

    def trained(self, mentor: Mentor) -> bool:
        """Whether a mentor has every training required, and it holds on `as_of`."""
        current = mentor.trained_until is None or mentor.trained_until >= self.programme.as_of
        if not current or not self.programme.policy.required_training:
            return current
        has = {folded(label) for label in mentor.training}
        return all(folded(label) in has for label in self.programme.policy.required_training)

    @staticmethod
    def approval_needed(mentee: Mentee, mentor: Mentor) -> bool:
        return mentee.needs_approval or mentor.needs_approval

    @cached_property
    def _decisions(self) -> dict[tuple[str, str | None], list[Approval]]:
        out: dict[tuple[str, str | None], list[Approval]] = {}
        for row in self.history.approvals:
            out.setdefault((row.mentee, row.mentor), []).append(row)
        return out

    def decision(self, mentee_id: str, mentor_id: str) -> Approval | None:
        """The latest decision on a pair, or on the mentee and any mentor; on one day the pair's own.

        Of two decisions of one kind and day, a refusal counts.
        """
        own = self._decisions.get((mentee_id, mentor_id), [])
        rows = own + self._decisions.get((mentee_id, None), [])
        return max(rows, key=lambda row: (row.on, row.mentor is not None, not row.agreed), default=None)

    def approval_given(self, mentee_id: str, mentor_id: str) -> bool:
        row = self.decision(mentee_id, mentor_id)
        return row is not None and row.agreed and (row.until is None or row.until >= self.programme.as_of)

    def approval_refused(self, mentee_id: str, mentor_id: str) -> bool:
        row = self.decision(mentee_id, mentor_id)
        return row is not None and not row.agreed

    def approval_forbids(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether an approval that is needed and not given makes the pair no candidate."""
        if not self.approval_needed(mentee, mentor) or self.approval_given(mentee.id, mentor.id):
            return False
        return (
            self.programme.policy.approvals == "report"
            or mentor.may_ask_officer is False
            or self.approval_refused(mentee.id, mentor.id)
        )

    def approval_open(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether the pair still needs an approval."""
        return self.approval_needed(mentee, mentor) and not self.approval_given(mentee.id, mentor.id)

    def approval_ends(self, mentee: Mentee, mentor: Mentor) -> dt.date | None:
        """The last day of the approval that the pair rests on; None where it needs none, has none, or has no end."""
        if not self.approval_needed(mentee, mentor) or not self.approval_given(mentee.id, mentor.id):
            return None
        row = self.decision(mentee.id, mentor.id)
        return row.until if row else None

    # ------------------------------------------------------------------------------------------------- counting

    @cached_property
    def _held_by_mentor(self) -> Counter[str]:
        return Counter(mentor for _, mentor in self.held)

    @cached_property
    def _held_by_mentee(self) -> Counter[str]:
        return Counter(mentee for mentee, _ in self.held)

    @cached_property
    def _new_by_mentor(self) -> Counter[str]:
        first_held: dict[Pair, dt.date] = {}
        for row in self.history.pairs:
            if row.state.holds:
                pair = (row.mentee, row.mentor)
                first_held[pair] = min(row.since, first_held.get(pair, row.since))
        term = self.programme.term
        return Counter(pair[1] for pair in self.held if first_held[pair] >= term.first_day)

    def n_held(self, mentee_id: str) -> int:
        """How many places a mentee's held pairs take, those on hold included."""
        return self._held_by_mentee[mentee_id]

    @cached_property
    def in_force_by_mentee(self) -> Counter[str]:
        return Counter(mentee for mentee, _ in self.in_force)

    @cached_property
    def in_force_by_mentor(self) -> Counter[str]:
        return Counter(mentor for _, mentor in self.in_force)

    @cached_property
    def on_hold_by_mentor(self) -> Counter[str]:
        return Counter(mentor for _, mentor in self.on_hold)

    def most_pairs(self, mentee: Mentee) -> int:
        """How many pairs in force and ideas a mentee may have together."""
        return self.in_force_by_mentee[mentee.id] + self.wants_left(mentee)

    def wants_left(self, mentee: Mentee) -> int:
        """How many ideas a mentee may have."""
        return max(0, mentee.wants - self.n_held(mentee.id))

    def free_places(self, mentor: Mentor) -> int:
        """How many ideas a mentor may have."""
        free = mentor.max_people - mentor.people_elsewhere - self._held_by_mentor[mentor.id]
        if mentor.new_people is not None:
            free = min(free, mentor.new_people - self._new_by_mentor[mentor.id])
        return max(0, free)

    def counts(self, mentee: Mentee) -> bool:
        """Whether tiers and answers count this mentee."""
        return mentee.status is Status.ACTIVE and mentee.wants >= 1

    @cached_property
    def counted(self) -> tuple[Mentee, ...]:
        return tuple(mentee for mentee in self.programme.mentees if self.counts(mentee))

    def priority(self, mentee: Mentee) -> int:
        """A mentee's priority: urgency, where somebody stands for it and it still holds, and weeks waited."""
        policy, as_of = self.programme.policy, self.programme.as_of
        points = 0
        if mentee.urgency_set_by and mentee.urgency_until is not None and mentee.urgency_until >= as_of:
            points += policy.urgent_points if Urgency.URGENT in mentee.urgency else 0
            points += policy.raised_points if Urgency.RAISED in mentee.urgency else 0
        if mentee.waiting_since is not None:
            points += max(0, min((as_of - mentee.waiting_since).days // 7, policy.most_weeks))
        return points

    # ---------------------------------------------------------------------------------------------- commitments

    @cached_property
    def _booked(self) -> dict[str, tuple[Booked, ...]]:
        out: dict[str, list[Booked]] = {}
        for row in self.programme.commitments:
            out.setdefault(row.person, []).append(Booked(slot=row.slot, venue=row.venue, row=row))
        for activity in self.programme.activities:
            for person in {*activity.fixed_leaders, *activity.fixed_people}:
                for slot in activity.fixed:
                    out.setdefault(person, []).append(Booked(slot=slot, venue=activity.fixed_venue))
        return {person: tuple(booked) for person, booked in out.items()}

    def booked(self, person: str) -> tuple[Booked, ...]:
        """Everything that somebody has anyway: commitments, and fixed sessions that they lead or attend."""
        return self._booked.get(person, ())

    @cached_property
    def led(self) -> dict[str, tuple[tuple[Slot, str | None], ...]]:
        """The fixed sessions that each person leads: slot and venue."""
        out: dict[str, list[tuple[Slot, str | None]]] = {}
        for activity in self.programme.activities:
            for person in set(activity.fixed_leaders):
                out.setdefault(person, []).extend((slot, activity.fixed_venue) for slot in activity.fixed)
        return {person: tuple(sessions) for person, sessions in out.items()}

    @cached_property
    def interpreted(self) -> frozenset[str]:
        """The languages, folded, that some staff interpret."""
        return frozenset(folded(name) for row in self.programme.staff for name in row.interprets)
