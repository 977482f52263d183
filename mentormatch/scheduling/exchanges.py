"""Better sessions by exchange: one of an activity is moved to another time and place, and everybody chooses anew.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over which sessions run and who leads them; who attends what
is a flow (attendance.py). Where a session might go better is estimated for all its times and places at once: those who
gain most by it, less what they leave, with what somebody who waits gains by the place left. What a search of whole
numbers finds in some activity, on some day, this finds across them: nearly every exchange moves somebody everywhere.
"""

from __future__ import annotations

import numpy as np
from attrs import define, field, frozen

from mentormatch.scheduling.attendance import GIVEN, WEIGHTS, Attendance, Attended
from mentormatch.scheduling.board import Board
from mentormatch.scheduling.formulation import Formulation
from mentormatch.scheduling.rows.number import most_placed
from mentormatch.solving.solvers import Clock

STEPS = 150
"""Exchanges tried, for each session that is asked for."""
WARM, COLD = 10.0, 0.2
"""Temperatures at the beginning and at the end, in units of the most points that anybody has anywhere."""
MILD = 1.0
"""The temperature at the beginning where what counts people is held: a timetable of many points is not thrown away."""
BALANCE = 1.02
"""By what first wishes and wishes get dearer with every exchange while there are fewer than are held, else cheaper."""
LIGHTEST = 0.02
"""Of a unit, what a wish counts at the least."""
TRIED = 3
"""Times and places asked for leaders in one exchange."""

ENDED = 0.05
"""How often a session ends, and none comes for it; so it does where none can be had."""

Key = tuple[int, ...]


@frozen(eq=False)
class State:
    """sessions: the patterns that run, each with the columns of its leaders in `leaders`. key: what is reached.

    solid: what it is worth without what counts once a person; counts: how often that does: first wish, wish, reached.
    """

    sessions: tuple[int, ...]
    leaders: tuple[tuple[int, ...], ...]
    attended: Attended
    solid: int
    counts: np.ndarray
    key: Key


def exchanged(
    formulation: Formulation, choices: np.ndarray, live: np.ndarray, clock: Clock, *, floors: Key = (), seed: int = 0
) -> np.ndarray:
    """Flags by choice of a timetable that keeps every row, no worse than the one given as far as its estimates tell.

    live: patterns that may run, flags. floors: of fixed people, people reached, with a wish, with their first wish, as
    many as are asked for: more than that counts nothing. Shape (n_choices,).
    """
    search = _Exchanges(formulation=formulation, live=live, floors=floors, draw=np.random.default_rng(seed))
    search.begin(choices)
    try:
        search.run(clock)
    except KeyboardInterrupt:  # what was found so far counts
        clock.interrupted = True
    return search.told()


@define(eq=False, kw_only=True)
class _Exchanges:
    """board: what runs and who leads it. now, best: states. weights: of what counts once, in units.

    wanted: by activity, how many sessions may be placed. roomiest: by pattern, how many it takes with all leaders that
    it may have. placed: by activity the patterns that may come; movable: the same, flags by pattern. attending_of: of
    whoever may lead, the column of attending by pattern.
    """

    formulation: Formulation
    live: np.ndarray
    floors: Key
    draw: np.random.Generator
    board: Board = field(init=False)
    attendance: Attendance = field(init=False)
    weights: np.ndarray = field(init=False)
    now: State = field(init=False)
    best: State = field(init=False)
    wanted: np.ndarray = field(init=False)
    roomiest: np.ndarray = field(init=False)
    placed: list[np.ndarray] = field(init=False)
    movable: np.ndarray = field(init=False)
    attending_of: dict[int, dict[int, int]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        case = self.formulation.case
        patterns = case.found.patterns
        self.board = Board(self.formulation)
        self.attendance = Attendance(self.formulation)
        self.weights = WEIGHTS.copy()
        activities = np.arange(len(patterns.activities))
        self.wanted = np.array([most_placed(case, at) for at in activities.tolist()], dtype=np.int64)
        most = self.attendance.most_leaders.tolist()
        rooms = [self.attendance.room(at, most[at]) for at in range(case.n_patterns)]
        self.roomiest = np.array(rooms, dtype=np.int64)
        self.movable = case.placed & self.live
        leads = set(np.unique(case.found.leading.person).tolist())
        attending = case.found.attending
        for column, (person, pattern) in enumerate(zip(attending.person.tolist(), attending.pattern.tolist())):
            if person in leads:
                self.attending_of.setdefault(person, {})[pattern] = column
        self.placed = [np.flatnonzero((patterns.activity == at) & self.movable) for at in activities]

    def begin(self, choices: np.ndarray) -> None:
        """The sessions of a timetable with their leaders."""
        case = self.formulation.case
        leaders = []
        sessions = np.flatnonzero(choices[: case.n_patterns]).tolist()
        for pattern in sessions:
            mine = self.board.leaders_of(pattern)
            leaders.append(tuple(mine[choices[mine]].tolist()))
            for column in (pattern, *leaders[-1]):
                self.board.take(column)
        self.now = self.best = self._state(tuple(sessions), tuple(leaders))

    def run(self, clock: Clock) -> None:
        """Exchange after exchange, colder and colder, until so many were tried or the clock is over."""
        steps = STEPS * int(self.wanted.sum())
        limit = clock.left()
        for step in range(steps):
            if clock.over():
                break
            gone = max(step / steps, 0.0 if np.isinf(limit) else 1 - clock.left() / limit)
            warm = MILD if self._points_alone else WARM
            self._exchange(self.attendance.unit * warm * (COLD / warm) ** gone)
            self._balance()

    def _balance(self) -> None:
        """Lets wishes that are held count more while there are too few, and less while there are enough.

        Prices of what is held, found as one goes (a subgradient step; Geoffrion 1974): what is not needed for a wish
        goes to points.
        """
        if not self._points_alone:
            return
        _, _, wish, first = self.floors  # whoever is reached takes a place, and there are no more places
        enough = self.now.counts[:2] >= np.array([first, wish])
        self.weights[:2] = np.maximum(LIGHTEST, self.weights[:2] * np.where(enough, 1 / BALANCE, BALANCE))
        self.attendance.weigh(self.weights)

    @property
    def _points_alone(self) -> bool:
        """Whether all that counts people is held."""
        return len(self.floors) == 1 + len(self.weights)

    def _energy(self, state: State) -> int:
        """What a state is worth as things count now."""
        return state.solid + int(np.rint(self.weights * self.attendance.unit).astype(np.int64) @ state.counts)

    def _exchange(self, warmth: float) -> None:
        """One exchange tried; taken if it is better, or not much worse for how warm it is."""
        activity = int(self.draw.choice(len(self.wanted), p=self.wanted / self.wanted.sum()))
        there = self.board.formulation.case.found.patterns.activity
        running = [at for at, one in enumerate(self.now.sessions) if there[one] == activity and self.movable[one]]
        spare = len(running) < self.wanted[activity] and (not running or self.draw.random() < 0.5)
        leaves = None if spare else running[int(self.draw.integers(len(running)))]
        kept = [at for at in range(len(self.now.sessions)) if at != leaves]
        old = [] if leaves is None else [self.now.sessions[leaves], *self.now.leaders[leaves]]
        self.board.undo(old)
        ends = leaves is not None and self.draw.random() < ENDED
        comes = () if ends else self._coming(activity, leaves, warmth)
        if comes is not None or leaves is not None:
            came = ([comes[0]], [comes[1:]]) if comes else ([], [])
            after = self._state(
                (*(self.now.sessions[at] for at in kept), *came[0]), (*(self.now.leaders[at] for at in kept), *came[1])
            )
            gain = self._energy(after) - self._energy(self.now)
            if gain >= 0 or self.draw.random() < np.exp(gain / warmth):
                self.now = after
                if after.key > self.best.key:
                    self.best = after
                return
            self.board.undo(list(comes or ()))
        for column in old:
            self.board.take(column)

    def _coming(self, activity: int, leaves: int | None, warmth: float) -> tuple[int, ...] | None:
        """A session of an activity with its leaders, put on the board; None where none of those tried can be had."""
        gone = None if leaves is None else self.now.sessions[leaves]
        able = self.placed[activity]
        able = able[~self.board.chosen[able] & (able != (-1 if gone is None else gone))]
        if not len(able):
            return None
        promise = self._promise(able, gone) + warmth * self.draw.gumbel(size=len(able))
        for pattern in able[np.argsort(-promise, kind="stable")][:TRIED].tolist():
            if self.board.fits(pattern, outside=True):
                leaders = self._led(pattern)
                if leaders is not None:
                    return (pattern, *leaders)
        return None

    def _led(self, pattern: int) -> tuple[int, ...] | None:
        """Takes a pattern and leaders for as many people as may come; None, and nothing taken, where there are none."""
        taken, most = [pattern], int(self.attendance.most_leaders[pattern])
        self.board.take(pattern)
        for column in self.board.ranked_leaders(self.board.leaders_of(pattern)):
            if len(taken) > most:
                break
            if self.board.fits(column):
                self.board.take(column)
                taken.append(column)
        if self.board.short(pattern, others=False):
            self.board.undo(taken)
            return None
        return tuple(taken[1:])

    def _promise(self, able: np.ndarray, gone: int | None) -> np.ndarray:
        """What each of some patterns might bring, given who attends what now; without one that leaves."""
        case, at = self.formulation.case, self.attendance
        attending, patterns = case.found.attending, case.found.patterns
        columns = self.now.attended.columns
        if gone is not None:
            columns = columns[attending.pattern[columns] != gone]
        person = attending.person[columns]
        n_people = len(case.found.people)
        number = np.bincount(person, minlength=n_people)
        had = np.zeros((n_people, 3), dtype=bool)
        for level in range(3):
            had[person[at.level[columns] <= level], level] = True
        # What somebody leaves where they can have no more, less what whoever waits gains by the place.
        brings = np.where(number[person] == 1, at.whole[columns], at.points[columns])
        leave = np.zeros(n_people, np.int64)
        leave[person] = np.maximum(0, brings - self._waiting(number, gone)[attending.pattern[columns]])
        size = at.edges[able + 1] - at.edges[able]
        which = np.repeat(np.arange(len(able)), size)
        new = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size) + at.edges[able][which]
        who = attending.person[new]
        level = at.level[new]
        counts = np.where(had[who] | (np.arange(3)[None, :] < level[:, None]), 0, at.bonus[who]).sum(axis=1)
        same = np.zeros(n_people, dtype=bool)
        same[person[patterns.activity[attending.pattern[columns]] == patterns.activity[able[0]]]] = True
        full = (number[who] >= at.ceiling[who]) | same[who]
        moved = np.where(number[who] == 1, at.whole[new], at.points[new]) - leave[who]
        gain = np.maximum(0, np.where(full, moved, at.points[new] + counts))
        order = np.lexsort((-gain, which))
        rank = np.arange(len(order)) - (np.cumsum(size) - size)[which[order]]
        comes = rank < self.roomiest[able][which[order]]
        out = np.bincount(which[order][comes], gain[order][comes], minlength=len(able))
        return np.asarray(out + patterns.points[able])

    def _waiting(self, number: np.ndarray, gone: int | None) -> np.ndarray:
        """By pattern that runs, what whoever attends nothing would gain by a place in it, at most."""
        case, at = self.formulation.case, self.attendance
        out = np.zeros(case.n_patterns, np.int64)
        sessions = np.array([one for one in self.now.sessions if one != gone], dtype=np.int64)
        size = at.edges[sessions + 1] - at.edges[sessions]
        which = np.repeat(np.arange(len(sessions)), size)
        columns = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size) + at.edges[sessions][which]
        waits = number[case.found.attending.person[columns]] == 0
        np.maximum.at(out, sessions[which[waits]], at.whole[columns[waits]])
        return out

    def _state(self, sessions: tuple[int, ...], leaders: tuple[tuple[int, ...], ...]) -> State:
        """Who attends, and what that is worth; nothing where a session has too few."""
        case, at = self.formulation.case, self.attendance
        patterns, attending = case.found.patterns, case.found.attending
        running = np.array(sessions, dtype=np.int64)
        rooms = [at.room(pattern, len(led)) for pattern, led in zip(sessions, leaders, strict=True)]
        attended = at.best(running, np.array(rooms, dtype=np.int64), self._leading_then(sessions, leaders))
        columns = attended.columns
        person, level = attending.person[columns], at.level[columns]
        reached = [len(np.unique(person[at.mentee[person] & (level <= most)])) for most in (2, 1, 0)]
        points = int(attending.points[columns].sum() + patterns.points[running].sum())
        key = (int(attending.given[columns].sum()), *reached)
        lacking = int(np.maximum(0, at.fewest[running] - attended.people).sum())
        kept = tuple(min(one, floor) for one, floor in zip(key, self.floors, strict=False))
        # A session that lacks people cannot be: it is worth less than nothing, whoever came.
        none = at.fewest[running][attended.people < at.fewest[running]].sum() * GIVEN * at.unit
        counts = np.array(reached[::-1], dtype=np.int64)
        once = int(np.rint(self.weights * at.unit).astype(np.int64) @ counts)
        solid = attended.worth - once - int(none) + int(patterns.points[running].sum())
        return State(sessions, leaders, attended, solid, counts, (-lacking, *kept, *key[len(kept) :], points))

    def _leading_then(self, sessions: tuple[int, ...], leaders: tuple[tuple[int, ...], ...]) -> list[int]:
        """Columns of attending in which somebody would be who leads another session then, or is on the way."""
        case, out = self.formulation.case, []
        for pattern, led in zip(sessions, leaders, strict=True):
            for column in led:
                person = int(case.person[column])
                there = self.attending_of.get(person, {})
                out += [there[one] for one in sessions if one in there and not self.board.both(person, pattern, one)]
        return out

    # --------------------------------------------------------------------------------------------------------- result

    def told(self) -> np.ndarray:
        """The best state as choices, every row kept: whoever clashes with themselves comes to one of the two."""
        case, at = self.formulation.case, self.attendance
        board, state = Board(self.formulation), self.best
        for pattern, leaders in zip(state.sessions, state.leaders, strict=True):
            for column in (pattern, *leaders):
                board.take(column)
        short = [pattern for pattern in state.sessions if case.placed[pattern]]
        asked = state.attended.columns
        while True:
            others = np.flatnonzero(board.chosen[case.found.attending.pattern])
            for columns in (asked, others):
                order = np.argsort(-at.whole[columns], kind="stable")
                for column in (case.first_attended + columns[order]).tolist():
                    if not board.chosen[column] and board.fits(column):
                        board.take(column)
            short = [pattern for pattern in short if board.chosen[pattern] and board.short(pattern)]
            if not short:
                return np.asarray(board.chosen[: case.n_choices]).copy()
            first = self.board.by_pattern[short[0]]
            board.undo([short[0], *first[board.chosen[first]].tolist()])
            asked = asked[case.found.attending.pattern[asked] != short[0]]
