"""Sets of starts: when a person can meet at a place, worked out once a person and place, never a pair.

Starts that suit both sides are the starts of one AND those of the other, so a pair costs one AND (erosion distributes
over intersection). Bits stand for the starts of a `Grid`; whether a bit is set is reckoned in whole minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from mentormatch.candidates.bits import ALL, n_words, pack
from mentormatch.candidates.people import ALWAYS_OUT, NEVER_IN, UNKNOWN, People
from mentormatch.candidates.roster import Roster
from mentormatch.candidates.ways import NOWHERE
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import DAY, Availability

RHYTHMS = tuple(Rhythm)
LETTERS = {Rhythm.WEEKLY: ("AB",), Rhythm.FORTNIGHTLY: ("A", "B"), Rhythm.MONTHLY: ("AB",) * 4}
"""The letters of each `first` of a rhythm."""
SUNDAY = 6
MOST_FLAGS = 1 << 24
"""So many flags are made at one time, before they are packed."""
OUTSIDE = -10_000


@attrs.frozen(eq=False, kw_only=True)
class Week:
    """The stretches of each availability: int16, shape (n_stretches, n_patterns, 2 letters, 7)."""

    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, availabilities: Sequence[Availability]) -> Week:
        """The week of each of some availabilities."""
        rows = []
        for pattern, availability in enumerate(availabilities):
            taken = np.zeros((2, 7), dtype=np.intp)
            for window in availability.windows:
                for letter in window.weeks:
                    at = "AB".index(letter)
                    rows.append((taken[at, window.weekday], pattern, at, window.weekday, window.start, window.end))
                    taken[at, window.weekday] += 1
        table = np.array(rows, dtype=np.intp).reshape(-1, 6)
        shape = (int(table[:, 0].max(initial=-1)) + 1, len(availabilities), 2, 7)
        low, high = np.full(shape, -OUTSIDE, dtype=np.int16), np.full(shape, OUTSIDE, dtype=np.int16)
        here = tuple(table[:, :4].T)
        low[here], high[here] = table[:, 4], table[:, 5]
        return cls(low=low, high=high)

    def slack(self, letter: int, weekday: np.ndarray, start: np.ndarray, minutes: np.ndarray | int) -> np.ndarray:
        """The longest way there and back that a meeting at each start leaves room for, below 0 where it does not fit
        itself: int16, shape (n_patterns, n_starts)."""
        best = np.full((self.low.shape[1], len(start)), OUTSIDE, dtype=np.int16)
        for low, high in zip(self.low, self.high):
            room = np.minimum(start - low[:, letter, weekday], high[:, letter, weekday] - (start + minutes))
            np.maximum(best, room, out=best)
        return best


@attrs.frozen(eq=False, kw_only=True)
class Grid:
    """The starts that duty hours allow for meetings of one length and rhythm, by weekday and start, shape (n_starts,).

    A set of starts is n_words words for each `first`, one after another. slack: by letters, see Week.slack.
    day_words: the starts of each weekday, shape (7, n_words).
    """

    rhythm: Rhythm
    minutes: int
    weekday: np.ndarray
    start: np.ndarray
    n_words: int
    day_words: np.ndarray
    slack: dict[str, np.ndarray]

    @classmethod
    def of(cls, roster: Roster, week: Week, rhythm: Rhythm, minutes: int) -> Grid:
        """The grid of a kind of meeting."""
        day = np.arange(0, max(0, DAY - minutes + 1), roster.programme.policy.start_step, dtype=np.int16)
        weekday, start = np.repeat(np.arange(7), len(day)), np.tile(day, 7)
        duty = Week(low=week.low[:, [roster.duty_pattern]], high=week.high[:, [roster.duty_pattern]])
        by_letter = [duty.slack(letter, weekday, start, minutes)[0] >= 0 for letter in (0, 1)]
        open_then = (by_letter[0] | by_letter[1]) if rhythm is Rhythm.FORTNIGHTLY else (by_letter[0] & by_letter[1])
        weekday, start = weekday[open_then], start[open_then]
        a, b = (week.slack(letter, weekday, start, minutes) for letter in (0, 1))
        return cls(
            rhythm=rhythm,
            minutes=minutes,
            weekday=weekday,
            start=start,
            n_words=n_words(len(start)),
            day_words=pack(weekday == np.arange(7)[:, None]),
            slack={"A": a, "B": b, "AB": np.minimum(a, b)},
        )

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of each `first`."""
        return LETTERS[self.rhythm]

    @property
    def n_firsts(self) -> int:
        """How many values `first` takes."""
        return len(self.letters)

    @property
    def width(self) -> int:
        """Words of one set."""
        return self.n_firsts * self.n_words

    def fits(self, pattern: np.ndarray, least: np.ndarray | int) -> np.ndarray:
        """Where availabilities leave at least so many minutes on both sides: bool, shape (n, n_firsts, n_starts).

        pattern: shape (n,), UNKNOWN = at any time.
        """
        by_letters = {}
        for letters in set(self.letters):
            room = self.slack[letters][pattern] >= least
            by_letters[letters] = room | (pattern == UNKNOWN)[:, None]
        return np.stack([by_letters[letters] for letters in self.letters], axis=1)

    def words(self, flags: np.ndarray) -> np.ndarray:
        """Flags of shape (n, n_firsts, n_starts) as words of shape (n, width)."""
        return pack(flags).reshape(len(flags), self.width)

    def words_of_days(self, days: np.ndarray) -> np.ndarray:
        """All starts of some weekdays: flags of shape (n, n_firsts, 7) as words of shape (n, width)."""
        out = np.zeros((len(days), self.n_firsts, self.n_words), dtype=np.uint64)
        for day in range(7):
            out |= np.where(days[:, :, day, None], self.day_words[day], np.uint64(0))
        return out.reshape(len(days), self.width)

    def every_first(self, flags: np.ndarray) -> np.ndarray:
        """Flags of shape (n, n_starts) for each `first` alike."""
        return np.repeat(flags[:, None], self.n_firsts, axis=1)


@attrs.frozen(eq=False, kw_only=True)
class Masks:
    """Sets of starts that are ruled out at some rows: words[index[row]] stays; index 0 rules nothing out."""

    index: np.ndarray
    words: np.ndarray

    @classmethod
    def of(cls, n_rows: int, at: np.ndarray, words: np.ndarray) -> Masks:
        """Masks that rule something out at the rows `at` alone."""
        index = np.zeros(n_rows, dtype=np.int32)
        index[at] = np.arange(1, len(at) + 1)
        return cls(index=index, words=np.concatenate([np.full((1, words.shape[1]), ALL), words]))

    def cut(self, words: np.ndarray, rows: np.ndarray) -> None:
        """Take what is ruled out at these rows off their words."""
        if len(self.words) == 1:
            return
        which = self.index[rows]
        here = np.flatnonzero(which)
        words[here] &= self.words[which[here]]


@attrs.frozen(eq=False, kw_only=True)
class Hours:
    """When some people of one list can meet, by place.

    row: int32, shape (n_people, n_places), -1 = not usable. words: sets of starts by row; any_words: by person, at any
    place. home, margin: what `home-by` and the margin of `keep-apart` rule out.
    """

    row: np.ndarray
    words: np.ndarray
    any_words: np.ndarray
    home: Masks
    margin: Masks

    def among(self, members: np.ndarray, n: int) -> Hours:
        """The same by the index of these people among all n of their list; the others have no hours here."""
        row = np.full((n, self.row.shape[1]), -1, dtype=np.int32)
        any_words = np.zeros((n, self.any_words.shape[1]), dtype=np.uint64)
        row[members], any_words[members] = self.row, self.any_words
        return attrs.evolve(self, row=row, any_words=any_words)


def hours_of(
    roster: Roster, grid: Grid, people: People, members: np.ndarray, planned: np.ndarray, opening: bool
) -> Hours:
    """When some members can meet.

    planned: the dates that commitments are compared with, shape (len(members) or 1, n_firsts, 7). opening: whether
    duty hours and the opening of places are taken in too; one side of a pair is enough.
    """
    usable = people.usable[members]
    local, place = np.nonzero(usable)
    row = np.full(usable.shape, -1, dtype=np.int32)
    row[local, place] = np.arange(len(local))
    words = np.empty((len(local), grid.width), dtype=np.uint64)
    for part in _parts(len(local), grid.n_firsts * max(1, len(grid.start))):
        flags = _starts(roster, grid, people, members[local[part]], place[part])
        if opening:
            flags &= grid.fits(np.array([roster.duty_pattern]), 0)
            flags &= grid.fits(roster.open_pattern[place[part]], 0)
        dates = planned[local[part]] if len(planned) > 1 else planned
        _without_commitments(roster, grid, people, members[local[part]], place[part], dates, flags)
        words[part] = grid.words(flags)
    return Hours(
        row=row,
        words=words,
        any_words=_by_person(words, local, len(members)),
        home=_home_masks(roster, grid, people, members[local], place),
        margin=_margin_masks(roster, grid, people, members, planned, row),
    )


def _parts(n: int, width: int) -> Iterator[slice]:
    size = max(1, MOST_FLAGS // width)
    for first in range(0, n, size):
        yield slice(first, first + size)


def _starts(roster: Roster, grid: Grid, people: People, member: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Whether a member can be at a place from each start on, by their availability and their journey."""
    way = people.journeys.minutes[member, place][:, None]
    flags = grid.fits(people.pattern[member], way)
    sunday = (grid.weekday == SUNDAY).astype(np.intp)
    if len(sunday) == 0:
        return flags
    in_time = np.ones((len(member), len(grid.start)), dtype=bool)
    for day in np.unique(sunday):
        here = sunday == day
        arrive = people.journeys.arrive_from[day][member, place][:, None]
        leave = people.journeys.leave_by[day][member, place][:, None]
        in_time[:, here] = (arrive <= grid.start[here]) & (grid.start[here] + grid.minutes <= leave)
    flags &= in_time[:, None]
    return flags


def _without_commitments(
    roster: Roster,
    grid: Grid,
    people: People,
    member: np.ndarray,
    place: np.ndarray,
    planned: np.ndarray,
    flags: np.ndarray,
) -> None:
    """Take off the starts that lie too near a commitment on a shared date; the n-th of each person at a time."""
    table, sites = roster.commitments, roster.commitments.sites
    ids = [people.ids[at] for at in np.unique(member)]
    first = np.zeros(len(people), dtype=np.intp)
    number, way_class = first.copy(), first.copy()
    here = np.unique(member)
    first[here], number[here] = table.rows_of(ids)
    way_class[here] = [sites.class_by_person[name] for name in ids]
    for turn in range(int(number.max(initial=0))):
        rows = np.flatnonzero(number[member] > turn)
        taken = first[member[rows]] + turn
        site, who, where = table.site[taken], way_class[member[rows]], place[rows]
        at = np.maximum(site, 0)
        if sites.to_place.shape[1]:
            there = np.where(site == NOWHERE, 0, sites.to_place[who, at, where]).astype(np.int32)
            back = np.where(site == NOWHERE, 0, sites.from_place[who, at, where]).astype(np.int32)
        else:
            there = back = np.zeros(len(rows), dtype=np.int32)
        dates = planned[rows] if len(planned) > 1 else np.broadcast_to(planned, (len(rows), *planned.shape[1:]))
        weekday = table.weekday[taken]
        shared = np.take_along_axis(dates, weekday[:, None, None].astype(np.intp), axis=2)[:, :, 0]
        shared = (shared & table.weeks[taken][:, None]) != 0
        clash = (grid.weekday == weekday[:, None]) & too_near(
            grid.start, grid.start + grid.minutes, table.start[taken][:, None], table.end[taken][:, None],
            (there[:, None], back[:, None]),
        )  # fmt: skip
        flags[rows] &= ~(shared[:, :, None] & clash[:, None])


Gap = np.ndarray | int


def too_near(
    start: np.ndarray, end: np.ndarray, other_start: np.ndarray, other_end: np.ndarray, gaps: tuple[Gap, Gap]
) -> np.ndarray:
    """Whether less than a gap lies between two things of one day: gaps[0] where the other comes first, else gaps[1]."""
    return np.asarray((start < other_end + gaps[0]) & (end > other_start - gaps[1]))


def _by_person(words: np.ndarray, local: np.ndarray, n: int) -> np.ndarray:
    """The union of the rows of each person; rows are sorted by person."""
    out = np.zeros((n, words.shape[1]), dtype=np.uint64)
    if len(local):
        begins = np.flatnonzero(np.r_[True, local[1:] != local[:-1]])
        out[local[begins]] = np.bitwise_or.reduceat(words, begins, axis=0)
    return out


def _home_masks(roster: Roster, grid: Grid, people: People, member: np.ndarray, place: np.ndarray) -> Masks:
    limited = (people.home_by[member] != NEVER_IN) | (people.out_from[member] != ALWAYS_OUT)
    at = np.flatnonzero(limited & (place < roster.n_venues))
    member, place = member[at], place[at]
    way = people.journeys.minutes[member, place].astype(np.int32)[:, None]
    start = grid.start.astype(np.int32)
    safe = start - way >= people.out_from[member][:, None]
    safe &= start + grid.minutes + way <= people.home_by[member][:, None]
    return Masks.of(len(limited), at, grid.words(grid.every_first(safe)))


def _margin_masks(
    roster: Roster, grid: Grid, people: People, members: np.ndarray, planned: np.ndarray, row: np.ndarray
) -> Masks:
    """What lies too near a commitment at the same venue of somebody whom a member is kept apart from."""
    table, margin = roster.commitments, roster.programme.policy.keep_apart_margin
    at, flags = [], []
    for local, member in enumerate(members):
        others = roster.record.apart_from.get(people.ids[member])
        if not others:
            continue
        rows = table.rows_of_all(sorted(others))
        dates = planned[local if len(planned) > 1 else 0]
        for venue in np.unique(table.site[rows]):
            if not 0 <= venue < roster.n_venues or row[local, venue] < 0:
                continue
            there = rows[table.site[rows] == venue]
            weekday = table.weekday[there]
            shared = (dates[:, weekday].T & table.weeks[there][:, None]) != 0
            clash = (grid.weekday == weekday[:, None]) & too_near(
                grid.start, grid.start + grid.minutes, table.start[there][:, None], table.end[there][:, None],
                (margin, margin),
            )  # fmt: skip
            at.append(row[local, venue])
            flags.append(~(shared[:, :, None] & clash[:, None]).any(axis=0))
    cut = np.array(flags, dtype=bool).reshape(len(flags), grid.n_firsts, len(grid.start))
    return Masks.of(int(row.max(initial=-1)) + 1, np.array(at, dtype=np.intp), grid.words(cut))


@attrs.frozen(eq=False, kw_only=True)
class Kind:
    """Mentees whose meetings are alike in rhythm and length, and who see the same of mentors' commitments."""

    rhythm: Rhythm
    minutes: int
    mentees: np.ndarray


def kinds_of(roster: Roster) -> list[Kind]:
    """The mentees by kind.

    A mentor's commitment counts only where it shares a date with the pair, so it may count for a mentee who begins now
    and not for one who begins later. Mentees are of one kind where they begin between the same two last shared dates.
    """
    out = []
    for at, rhythm in enumerate(RHYTHMS):
        here = np.flatnonzero(roster.rhythm == at)
        if not len(here):
            continue
        begins = np.searchsorted(_last_shared_dates(roster, rhythm, roster.since[here]), roster.since[here])
        groups, group = np.unique(np.stack([roster.minutes[here], begins], axis=1), axis=0, return_inverse=True)
        for number, (minutes, _) in enumerate(groups):
            out.append(Kind(rhythm=rhythm, minutes=int(minutes), mentees=here[group.reshape(-1) == number]))
    return out


def _last_shared_dates(roster: Roster, rhythm: Rhythm, since: np.ndarray) -> np.ndarray:
    """The ordinals on which a mentor's commitment, or one of somebody kept apart from a mentor, is last shared."""
    if len(np.unique(since)) == 1:
        return np.zeros(0, dtype=np.int64)
    table = roster.commitments
    watched = {name for mentor in roster.mentors.ids for name in (mentor, *roster.record.apart_from.get(mentor, ()))}
    rows = table.rows_of_all(sorted(watched))
    last = set()
    for planned in roster.planned_by_rhythm[rhythm]:
        shared = planned[table.weekday[rows]] & table.weeks[rows]
        for weekday, mask in {(int(day), int(mask)) for day, mask in zip(table.weekday[rows], shared) if mask}:
            last.add(roster.dates.last_ordinal(mask, weekday))
    return np.array(sorted(last), dtype=np.int64)
