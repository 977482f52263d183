"""Whose pairs a change to a programme can touch: what the rules read of each person and place, before and after.

Compared are the columns that the rules read, not the rows they come from: a slower bus touches those alone whose best
journeys are longer, a mentor with more places nobody as long as there was one free. Looking at somebody needlessly
costs time and changes nothing; so what is hard to tell counts as touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs
import numpy as np

from mentormatch.candidates.held import Standing
from mentormatch.candidates.people import People
from mentormatch.candidates.record import PairSet
from mentormatch.candidates.roster import Roster
from mentormatch.candidates.ways import NOWHERE
from mentormatch.domain.folding import folded
from mentormatch.domain.people import Trait
from mentormatch.domain.policy import Policy

RULES_OF_ALL: tuple[tuple[str, Callable[[Policy], object]], ...] = (
    ("start_step", lambda policy: policy.start_step),
    ("duty_hours", lambda policy: policy.duty_hours),
    ("places", lambda policy: policy.places),
    ("min_dates", lambda policy: policy.min_dates),
    ("min_gap", lambda policy: policy.min_gap),
    ("keep_apart_margin", lambda policy: policy.keep_apart_margin),
    ("supervised_meetings", lambda policy: policy.supervised_meetings > 0),
    ("approvals", lambda policy: policy.approvals),
    ("areas_apart", lambda policy: policy.areas_apart),
)
"""What of a policy every pair is looked at with. All else in it reaches pairs through the columns of people."""
OF_WANTS = (
    "requires", "not_with", "gender", "life_stage", "family", "faith", "pathway", "languages", "lived",
    "interpreter_ok", "training", "lived_use",
)  # fmt: skip
"""What requirements of one about the other read of both."""
OF_PEOPLE = ("active", "stage", "needs_approval", "away", "out_from", "home_by")
OF_MENTEES = ("minutes", "rhythm", "since", "dates_from")
OF_MENTORS = ("cleared_until", "cleared", "cleared_weeks", "trained", "may_ask")
OF_JOURNEYS = ("minutes", "pence", "mode", "provenance", "check", "arrive_from", "leave_by")


@attrs.frozen(eq=False, kw_only=True)
class Matched:
    """One list of people or places before and after. old: index before of each one now, -1 = is new."""

    old: np.ndarray

    @classmethod
    def of(cls, before: Mapping[str, int], now: Iterable[str]) -> Matched:
        """The same ids are the same."""
        return cls(old=np.array([before.get(name, -1) for name in now], dtype=np.intp))

    @property
    def both(self) -> np.ndarray:
        """Indexes now of those who were there before."""
        return np.flatnonzero(self.old >= 0)

    @property
    def was(self) -> np.ndarray:
        """Their indexes before."""
        return self.old[self.both]


@attrs.frozen(eq=False, kw_only=True)
class Touched:
    """Whose pairs must be looked at anew: bool by index now. everything: why nothing of what was is of use, or None."""

    mentees: np.ndarray
    mentors: np.ndarray
    everything: str | None = None


def touched(before: tuple[Roster, Standing], now: tuple[Roster, Standing]) -> Touched:
    """Whose pairs may differ between a programme before and now."""
    (old, old_standing), (new, new_standing) = before, now
    everybody = Touched(mentees=np.ones(len(new.mentees), dtype=bool), mentors=np.ones(len(new.mentors), dtype=bool))
    reason = _for_all(old, new)
    if reason is not None:
        return attrs.evolve(everybody, everything=reason)
    places = Matched.of({name: at for at, name in enumerate(old.places)}, new.places)
    sides = [
        _Side(old=old, new=new, then=then, now=people, places=places, number=number)
        for number, (then, people) in enumerate(((old.mentees, new.mentees), (old.mentors, new.mentors)))
    ]
    mentees, mentors = (side.touched() for side in sides)
    _by_places(old, new, sides, (mentees, mentors))
    for mentee in {*_by_record(old, new), *_by_standing((old, old_standing), (new, new_standing))}:
        if mentee in new.mentees.index:
            mentees[new.mentees.index[mentee]] = True
    return Touched(mentees=mentees, mentors=mentors)


def _for_all(old: Roster, new: Roster) -> str | None:
    """A rule of all pairs that has changed, by its name."""
    if old.programme.term != new.programme.term:
        return "term"
    then, now = old.programme.policy, new.programme.policy
    return next((name for name, of in RULES_OF_ALL if of(then) != of(now)), None)


# --------------------------------------------------------------------------------------------------- by the person


@attrs.frozen(eq=False, kw_only=True)
class _Side:
    """Mentees (number 0) or mentors (1), before and now."""

    old: Roster
    new: Roster
    then: People
    now: People
    places: Matched
    number: int

    def touched(self) -> np.ndarray:
        """Whose pairs may differ by what they are themselves, bool by index now; places that changed left aside."""
        who = Matched.of(self.then.index, self.now.ids)
        both, was = who.both, who.was
        differs = np.zeros(len(both), dtype=bool)
        for name in OF_PEOPLE:
            differs |= _rows_differ(getattr(self.then, name)[was], getattr(self.now, name)[both])
        for name in (OF_MENTEES, OF_MENTORS)[self.number]:
            differs |= _rows_differ(getattr(self.old, name)[was], getattr(self.new, name)[both])
        differs |= self._availability()[was] != self.now.pattern[both]
        differs |= self._journeys(was, both)
        if self.number == 0:
            then, now = self.old.record.approvals, self.new.record.approvals
            for name in ("on", "given", "refused", "until"):
                differs |= getattr(then, name)[was] != getattr(now, name)[both]
        else:
            differs |= (self.old.record.free_places > 0)[was] != (self.new.record.free_places > 0)[both]
        differs |= self._by_rows(was, both)
        differs |= self._by_commitments(was, both)
        out = np.ones(len(self.now), dtype=bool)
        out[both] = differs
        return out

    def _availability(self) -> np.ndarray:
        """By person before, the number that their availability has now; -1 = nobody and nothing has it now."""
        number = {availability: at for at, availability in enumerate(self.new.availabilities)}
        listed = [number.get(availability, -1) for availability in self.old.availabilities]
        return np.array(listed, dtype=np.intp)[self.then.pattern]

    def _journeys(self, was: np.ndarray, both: np.ndarray) -> np.ndarray:
        """Whether usable or forbidden places differ, or the way to a usable one; places that are not there in both
        are left aside."""
        here, then = self.places.both, self.places.was
        used = self.now.usable[np.ix_(both, here)]
        out = (self.then.usable[np.ix_(was, then)] != used).any(axis=1)
        out |= (self.then.barred[np.ix_(was, then)] != self.now.barred[np.ix_(both, here)]).any(axis=1)
        for name in OF_JOURNEYS:
            before, now = getattr(self.then.journeys, name), getattr(self.now.journeys, name)
            other = before[..., was[:, None], then] != now[..., both[:, None], here]
            out |= (other & used).any(axis=(*range(other.ndim - 2), other.ndim - 1))
        return np.asarray(out)

    def _by_rows(self, was: np.ndarray, both: np.ndarray) -> np.ndarray:
        """Whether what requirements read of them differs."""
        interpreted = [frozenset(folded(one) for s in of.programme.staff for one in s.interprets)
                       for of in (self.old, self.new)]  # fmt: skip
        apart = self.new.programme.policy.areas_apart
        out = np.zeros(len(both), dtype=bool)
        for at, (before, now) in enumerate(zip(was.tolist(), both.tolist())):
            then, here = self.then.members[before], self.now.members[now]
            if then is not here:
                out[at] = any(getattr(then, name, None) != getattr(here, name, None) for name in OF_WANTS)
                out[at] |= apart and folded(then.area or "") != folded(here.area or "")
            if interpreted[0] != interpreted[1]:
                out[at] |= any(want.trait is Trait.LANGUAGE for want in here.requires)
        return out

    def _by_commitments(self, was: np.ndarray, both: np.ndarray) -> np.ndarray:
        """Whether their own commitments differ, or the way to them, or those of people they are kept apart from."""
        then = _Diary(roster=self.old, people=self.then, at_places=self.places.was)
        now = _Diary(roster=self.new, people=self.now, at_places=self.places.both)
        return np.array([then.of(before) != now.of(here) for before, here in zip(was.tolist(), both.tolist())], bool)


@attrs.frozen(eq=False, kw_only=True)
class _Diary:
    """What is read of commitments for one person: their own with the ways, and where others must not be met."""

    roster: Roster
    people: People
    at_places: np.ndarray

    def of(self, person: int) -> tuple[object, ...]:
        table, name = self.roster.commitments, self.people.ids[person]
        own = table.slice_by_person.get(name)
        others = sorted(self.roster.record.apart_from.get(name, ()))
        if own is None and not others:
            return ()
        rows = np.arange(own.start, own.stop) if own is not None else np.zeros(0, dtype=np.intp)
        who = table.sites.class_by_person[name]
        usable = self.people.usable[person, self.at_places]
        ways = []
        for row in rows.tolist():
            site = int(table.site[row])
            for to in (table.sites.to_place, table.sites.from_place):
                ways.append(None if site == NOWHERE else (to[who, site, self.at_places] * usable).tobytes())
        near = table.rows_of_all(others)
        venues = [self.roster.places[site] if 0 <= site < self.roster.n_venues else "" for site in table.site[near]]
        return (self._times(rows), tuple(ways), self._times(near), tuple(venues), bool(others))

    def _times(self, rows: np.ndarray) -> bytes:
        table = self.roster.commitments
        return b"".join(column[rows].tobytes() for column in (table.weekday, table.start, table.end, table.weeks))


def _rows_differ(before: np.ndarray, now: np.ndarray) -> np.ndarray:
    other = before != now
    return np.asarray(other.reshape(len(other), -1).any(axis=1) if other.size else np.zeros(len(other), dtype=bool))


# ---------------------------------------------------------------------------------------------------- by the place


def _by_places(old: Roster, new: Roster, sides: Sequence[_Side], out: tuple[np.ndarray, np.ndarray]) -> None:
    """Touches everybody of one side who can use a place that is new, gone or not as it was; of the side with less
    to look at, since it takes both of a pair to use a place."""
    places = sides[0].places
    changed_now = np.ones(new.n_places, dtype=bool)
    changed_now[places.both] = _places_differ(old, new, places)
    gone = np.ones(old.n_places, dtype=bool)
    gone[places.was] = changed_now[places.both]
    users: list[np.ndarray] = []
    for side, so_far in zip(sides, out):
        who, uses = Matched.of(side.then.index, side.now.ids), np.zeros(len(so_far), dtype=bool)
        uses[who.both] = np.any(side.then.usable[:, gone], axis=1)[who.was]
        users.append((uses | np.any(side.now.usable[:, changed_now], axis=1)) & ~so_far)
    cost = int(users[0].sum()) * len(new.mentors), int(users[1].sum()) * len(new.mentees)
    fewer = 0 if cost[0] <= cost[1] else 1
    out[fewer][users[fewer]] = True


def _places_differ(old: Roster, new: Roster, places: Matched) -> np.ndarray:
    """Which places that are there in both are not as they were."""
    here, then = places.both, places.was
    out = (old.shut[then] != new.shut[here]).any(axis=1)
    out |= old.first_meeting_ok[then] != new.first_meeting_ok[here]
    for name in ("open_pattern", "staffed_pattern"):
        before = [old.availabilities[at] if at >= 0 else None for at in getattr(old, name)[then]]
        now = [new.availabilities[at] if at >= 0 else None for at in getattr(new, name)[here]]
        out = out | np.array([one != other for one, other in zip(before, now)], dtype=bool)
    return np.asarray(out)


# ------------------------------------------------------------------------------------------------------ by the pair


def _by_record(old: Roster, new: Roster) -> set[str]:
    """Mentees of pairs of which the record says something else: refused, kept apart, approved."""
    out = set()
    for name in ("refused", "apart"):
        then, now = (set(_ids(of, getattr(of.record, name))) for of in (old, new))
        out |= {mentee for mentee, _ in then ^ now}
    approvals = set(_approvals(old)) ^ set(_approvals(new))
    return out | {row[0] for row in approvals}


def _approvals(roster: Roster) -> Iterable[tuple[str, str, int, bool, bool, int]]:
    of = roster.record.approvals
    columns = (of.pair_on.tolist(), of.pair_given.tolist(), of.pair_refused.tolist(), of.pair_until.tolist())
    for (mentee, mentor), *row in zip(_ids(roster, of.pairs), *columns):
        yield (mentee, mentor, *row)


def _ids(roster: Roster, pairs: PairSet) -> Iterable[tuple[str, str]]:
    n = len(roster.mentors)
    for key in pairs.keys.tolist():
        yield roster.mentees.ids[key // n], roster.mentors.ids[key % n]


def _by_standing(before: tuple[Roster, Standing], now: tuple[Roster, Standing]) -> set[str]:
    """Mentees of pairs that hold their places, rest or are pinned, where anything of that is not as it was."""
    then, here = _standing(*before), _standing(*now)
    return {pair[0] for pair in then.keys() | here.keys() if then.get(pair) != here.get(pair)}


def _standing(roster: Roster, standing: Standing) -> dict[tuple[str, str], tuple[object, ...]]:
    out: dict[tuple[str, str], tuple[object, ...]] = {}
    for kind in ("held_pairs", "on_hold_pairs", "pins", "new"):
        for pair in _ids(roster, getattr(standing, kind)):
            out[pair] = (*out.get(pair, ()), kind)
    for at, meeting in standing.recorded.items():
        pair = roster.mentees.ids[at[0]], roster.mentors.ids[at[1]]
        ways = [_way(of.source(member, meeting.place), meeting.place) for of, member in zip(standing.ways, at)]
        shut = roster.shut[meeting.place].tobytes()
        place = roster.places[meeting.place]
        out[pair] = (*out[pair], place, meeting.slot, at in standing.safe, shut, *ways)
    return out


def _way(source: tuple[object, int], place: int) -> tuple[object, ...]:
    journeys, row = source
    names = ("possible", *OF_JOURNEYS[:5])
    return tuple(getattr(journeys, name)[row, place].item() for name in names)
