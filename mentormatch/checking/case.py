"""Everything a check needs: the programme, the history, the plan, and what the judge has worked out of them itself."""

from __future__ import annotations

from functools import cached_property

import attrs

from mentormatch.checking.dates import Dates, Turn
from mentormatch.checking.facts import Facts, Pair
from mentormatch.checking.journeys import Journeys
from mentormatch.checking.options import Options, PairOptions
from mentormatch.checking.quality import Quality, quality_of
from mentormatch.checking.room import Room
from mentormatch.checking.starts import Starts
from mentormatch.domain.history import History, PairState
from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.people import Member, Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import Meeting, Plan, PlannedPair
from mentormatch.domain.policy import Policy
from mentormatch.domain.programme import Programme


@attrs.frozen(eq=False, kw_only=True)
class Planned:
    """One pair of the plan with its two people.

    idea: the software's. pin: an idea that the coordinator keeps together. new: its first meetings are still to come.
    kept: a held pair whose meeting is the one recorded.
    """

    pair: PlannedPair
    mentee: Mentee
    mentor: Mentor
    idea: bool
    pin: bool
    new: bool
    kept: bool

    @property
    def key(self) -> Pair:
        return (self.pair.mentee, self.pair.mentor)

    @property
    def place(self) -> str | None:
        return self.pair.meeting.place if self.pair.meeting else None

    @property
    def at_a_venue(self) -> Meeting | None:
        """The meeting, if it is in person."""
        meeting = self.pair.meeting
        return None if meeting is None or meeting.place in REMOTE else meeting


@attrs.define(eq=False, slots=False)
class Case:
    """One plan before the judge."""

    programme: Programme
    history: History
    plan: Plan
    points_of_pairs: dict[tuple[str, str, str], int] = attrs.field(factory=dict, init=False)
    _qualities: dict[tuple[str, str, str | None], Quality] = attrs.field(factory=dict, init=False)
    _interests: dict[int, tuple[str, ...]] = attrs.field(factory=dict, init=False)
    _closest: dict[tuple[str, int], int] = attrs.field(factory=dict, init=False)
    _closeness: dict[tuple[str, str], int] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.policy: Policy = self.programme.policy
        self.facts = Facts(self.programme, self.history)
        self.journeys = Journeys(self.facts)
        self.dates = Dates(self.facts)
        self.starts = Starts(self.facts, self.journeys, self.dates)
        self.options = Options(self.facts, self.journeys, self.dates, self.starts)
        self.room = Room(self.facts, self.journeys, self.dates, self.options)

    def beside(self, plan: Plan) -> Case:
        """Another plan of the same programme and history; what was worked out of those is shared."""
        other = Case.__new__(Case)
        own = {name for name, value in vars(Case).items() if isinstance(value, cached_property)}
        vars(other).update({name: value for name, value in vars(self).items() if name not in own})
        other.plan = plan
        return other

    # ---------------------------------------------------------------------------------------------------- the plan

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """The pairs of the plan whose people exist."""
        known = self.facts.mentees, self.facts.mentors
        return tuple(
            self.as_planned(pair) for pair in self.plan.pairs if pair.mentee in known[0] and pair.mentor in known[1]
        )

    def as_planned(self, pair: PlannedPair) -> Planned:
        """A pair with its people. KeyError for people who do not exist."""
        key = (pair.mentee, pair.mentor)
        record, recorded = self.facts.held.get(key), self.options.recorded(key)
        meeting = pair.meeting
        return Planned(
            pair=pair,
            mentee=self.facts.mentees[pair.mentee],
            mentor=self.facts.mentors[pair.mentor],
            idea=record is None,
            pin=record is None and key in self.facts.pins,
            new=record is None or record.state.new,
            kept=meeting is not None and recorded == (meeting.place, meeting.slot),
        )

    @cached_property
    def ideas(self) -> tuple[Planned, ...]:
        return tuple(one for one in self.planned if one.pair.state is PairState.IDEA)

    @cached_property
    def by_mentee(self) -> dict[str, list[Planned]]:
        """The pairs of each mentee, best first: highest quality by the judge's reckoning, then mentor id."""
        out: dict[str, list[Planned]] = {}
        for one in self.planned:
            out.setdefault(one.pair.mentee, []).append(one)
        for pairs in out.values():
            pairs.sort(key=lambda one: (-self.quality(one.mentee, one.mentor, one.place).total, one.pair.mentor))
        return out

    @cached_property
    def waiting(self) -> tuple[Mentee, ...]:
        """Counted mentees, not reached, with no held pair."""
        return tuple(
            mentee
            for mentee in self.facts.counted
            if mentee.id not in self.by_mentee and not self.facts.n_held(mentee.id)
        )

    @cached_property
    def with_ideas_only(self) -> tuple[Mentee, ...]:
        """Counted mentees who are reached and hold no pair."""
        return tuple(
            mentee for mentee in self.facts.counted if mentee.id in self.by_mentee and not self.facts.n_held(mentee.id)
        )

    # ------------------------------------------------------------------------------------------------ what is right

    def quality(self, mentee: Mentee, mentor: Mentor, place: str | None) -> Quality:
        """The quality of a pair at a place; None: no meeting yet."""
        key = (mentee.id, mentor.id, place)
        if key not in self._qualities:
            self._qualities[key] = quality_of(self, mentee, mentor, place)
        return self._qualities[key]

    def options_of(self, mentee: Mentee, mentor: Mentor) -> PairOptions:
        return self.options.of(mentee, mentor)

    def places_of(self, mentee: Mentee, mentor: Mentor) -> tuple[str, ...]:
        """The pair's places: for an idea that is no pin, only those not below the floor."""
        places = self.options.of(mentee, mentor).places
        pair = (mentee.id, mentor.id)
        if not self.policy.floor or pair in self.facts.held or pair in self.facts.pins:
            return places
        return tuple(place for place in places if self.quality(mentee, mentor, place).total >= self.policy.floor)

    def turn_of(self, mentee: Mentee, meeting: Meeting) -> Turn:
        return self.dates.turn(mentee, meeting.slot)

    # --------------------------------------------------------------------------------------------------- interests

    def known_interests(self, member: Member) -> tuple[str, ...]:
        """The interests that the taxonomy knows, each once."""
        key = id(member)
        if key not in self._interests:
            known = Taxonomy.load().label_by_id
            self._interests[key] = tuple(dict.fromkeys(one for one in member.interests if one in known))
        return self._interests[key]

    def closest(self, interest: str, mentor: Mentor) -> int:
        """The best closeness of an interest to one of the mentor's."""
        key = (interest, id(mentor))
        if key not in self._closest:
            others = self.known_interests(mentor)
            self._closest[key] = max(self._close(interest, other) for other in others)
        return self._closest[key]

    def _close(self, one: str, other: str) -> int:
        key = (one, other)
        if key not in self._closeness:
            self._closeness[key] = Taxonomy.load().closeness(one, other)
        return self._closeness[key]
