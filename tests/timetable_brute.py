"""The best timetable of a small programme by trying all of them, under the rows of `timetable_rows`.

Every set of patterns that may run together is listed; then, person by person, everything that each could lead and
attend in it, as rows of one table. Two partial timetables that no later row or tier but the tie-break can tell apart
are kept as one, with the lesser tie-break: nothing else is left out.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from timetable_oracle import TimetableOracle
from timetable_rows import SENSE, TIERS, Rows, least_attendees, most_leaders

from mentormatch.candidates.sieve import travel_of

MOST_SETS, MOST_STATES, MOST_ROWS = 3_000, 1_000, 150_000
LED, HEADS, NUMBER, MENTORS, AID = range(5)


class TooLargeError(Exception):
    """More timetables than can be tried: skipped, and counted as such."""


def bits(ats):
    return sum(1 << at for at in ats)


def packed(table):
    """The columns of whole numbers in as few as they fit in: rows are equal, and sort, as they did."""
    keys, room = [], 0
    low, high = table.min(axis=0), table.max(axis=0)
    for column in np.flatnonzero(low != high):
        many = int(high[column]) - int(low[column]) + 1
        if room < many:
            keys.append(np.zeros(len(table), dtype=np.int64))
            room = 2**62
        keys[-1] = keys[-1] * many + (table[:, column] - low[column])
        room //= many
    return keys


class TimetableBrute:
    """All timetables of one programme. values: what tiers can be together, shape (n, n_tiers)."""

    def __init__(self, programme, history):
        self.oracle = TimetableOracle(programme, history, travel_of(programme))
        self.rows, self.patterns = Rows(self.oracle), self.oracle.patterns
        if len(self.patterns) > 62:
            raise TooLargeError("too many patterns")
        self.budgets = list(self.rows.limits())
        self.limit = np.array([self.rows.limits()[key] for key in self.budgets], dtype=np.int64)
        self.values = self._all()

    # ---------------------------------------------------------------------------------------------- sets of patterns

    def _sets(self):
        choices = []
        for ats in self.rows.fixed.values():
            choices.append([(), *((at,) for at in ats)])
        for activity in {one.activity.id: one.activity for one in self.patterns}.values():
            mine = [at for at, one in enumerate(self.patterns) if one.fixed < 0 and one.activity is activity]
            mine = [at for at in mine if self._enough(at)]
            most = max(0, activity.sessions - len(set(activity.fixed)))
            choices.append([some for n in range(min(most, len(mine)) + 1) for some in combinations(mine, n)])
        n = int(np.prod([len(one) for one in choices], dtype=float))
        if n > MOST_SETS:
            raise TooLargeError(f"{n} sets of patterns")
        for parts in product(*choices):
            running = [at for part in parts for at in part]
            offered = {at: ((), ()) for at in running}
            if self.rows.rooms_hold(running) and not self.rows._apart_breaks(offered):
                yield running

    def _enough(self, at):
        """Whether a placed pattern could have as many attendees as it needs."""
        one = self.patterns[at]
        least = least_attendees(one.activity, self.oracle.turnout(one.activity))
        return not one.by_name or len(one.attendees) >= least

    # --------------------------------------------------------------------------------------------------- one person

    def _states(self, person):
        """Everything that one person could lead and attend."""
        lead = [at for at, one in enumerate(self.patterns) if person in one.leaders]
        attend = [at for at, one in enumerate(self.patterns) if person in one.attendees]
        found = [((), ())]
        for side, at in [(0, at) for at in lead] + [(1, at) for at in attend]:
            for state in list(found):
                more = (*state[:side], (*state[side], at), *state[side + 1 :])
                if not self.rows.person_breaks(person, *more):
                    found.append(more)
            if len(found) > MOST_STATES:
                raise TooLargeError(f"{person} has {len(found)} ways")
        return found

    def _added(self, person, states):
        """What each state adds: to counts of each pattern, to budgets, to tiers."""
        counts = np.zeros((len(states), 5, len(self.patterns)), dtype=np.int64)
        money = np.zeros((len(states), len(self.budgets)), dtype=np.int64)
        worth = np.array([self.rows.worth_of_person(person, *state) for state in states], dtype=np.int64)
        for number, (led, attended) in enumerate(states):
            for at in led:
                who = self.patterns[at].leaders[person]
                counts[number, [LED, MENTORS, AID], at] += (1, who.mentor, who.first_aid)
                self._spend(money[number], at, self.rows.pence_of_leader(at, person))
            for at in attended:
                counts[number, [HEADS, NUMBER], at] += (self.patterns[at].attendees[person].heads, 1)
                self._spend(money[number], at, self.rows.pence_of_attendee(at, person))
        return counts, money, worth

    def _spend(self, row, at, pence):
        for key, much in self.rows.spread(at, pence).items():
            row[self.budgets.index(key)] += much

    # ------------------------------------------------------------------------------------------------------ the table

    def _all(self):
        sets = list(self._sets())
        n = len(self.patterns)
        self.run = np.array([bits(running) for running in sets], dtype=np.int64)
        self.counts = np.zeros((len(sets), 5, n), dtype=np.int64)
        self.money = np.zeros((len(sets), len(self.budgets)), dtype=np.int64)
        self.worth = np.zeros((len(sets), len(TIERS)), dtype=np.int64)
        self.tied = np.zeros(len(sets))
        for number, running in enumerate(sets):
            for at in running:
                self._spend(self.money[number], at, self.rows.pence_of_pattern(at))
                self.worth[number] += self.rows.worth_of_pattern(at)
                if not self.patterns[at].by_name:
                    self.counts[number, HEADS, at] = self.patterns[at].expected
        self._limits()
        self._keep((self.money <= self.limit).all(axis=1))
        people = [person for person in self.oracle.ids if any(person in one.leaders for one in self.patterns)]
        last = len(people) - 1
        people += [p for p in self.oracle.ids if p not in people and any(p in one.attendees for one in self.patterns)]
        self.where = {}
        if last < 0:
            self._leaders_there()
        for number, person in enumerate(people):
            self._add(person, people[number + 1 :])
            if number == last:
                self._leaders_there()
        self._people_there()
        return self.worth

    def _limits(self):
        """Bounds on counts: arrays of shape (n_patterns,)."""
        of = [one.activity for one in self.patterns]
        given = np.array([bool(one.given) for one in self.patterns], dtype=bool)
        self.given = given
        self.most = np.array([len(one.leaders) if one.given else most_leaders(one.activity) for one in self.patterns])
        self.least = np.array([0 if one.given else one.activity.least_leaders for one in self.patterns], dtype=np.int64)
        self.lived = np.array([one.lived_experience_leader for one in of], dtype=bool) & ~given
        self.aid = np.array([one.first_aid for one in of], dtype=bool) & ~given
        self.per = np.array([one.people_per_leader for one in of], dtype=np.int64)
        self.floor = np.array(
            [sum(map(self.oracle.heads, one.activity.fixed_people)) if one.given else 0 for one in self.patterns],
            dtype=np.int64,
        )
        name = np.array([one.by_name for one in self.patterns], dtype=bool)
        self.largest = np.where(name, np.array([one.largest for one in of], dtype=np.int64), 10**6)
        self.room = np.where(name, np.array([one.venue.capacity for one in self.patterns], dtype=np.int64), 10**6)
        self.fewest = np.array(
            [
                least_attendees(one.activity, self.oracle.turnout(one.activity)) if one.by_name and one.fixed < 0 else 0
                for one in self.patterns
            ],
            dtype=np.int64,
        )

    def _keep(self, flags):
        self.run, self.counts, self.money, self.worth, self.tied = (
            array[flags] for array in (self.run, self.counts, self.money, self.worth, self.tied)
        )
        if hasattr(self, "where"):
            self.where = {person: mask[flags] for person, mask in self.where.items()}

    def _runs(self):
        return (self.run[:, None] >> np.arange(len(self.patterns))) & 1 == 1

    def _leaders_there(self):
        led, running = self.counts[:, LED], self._runs()
        short = (
            (led < self.least) | (self.lived & (self.counts[:, MENTORS] < 1)) | (self.aid & (self.counts[:, AID] < 1))
        )
        heads = self.counts[:, HEADS] > np.maximum(self.per * led, self.floor)
        self._keep(~((short & running) | heads).any(axis=1))
        self.counts[:, [MENTORS, AID]] = 0
        self._merge()

    def _people_there(self):
        led, heads = self.counts[:, LED], self.counts[:, HEADS]
        wrong = (heads > np.maximum(self.per * led, self.floor)) | (
            self._runs() & (self.counts[:, NUMBER] < self.fewest)
        )
        self._keep(~wrong.any(axis=1))
        self.counts[:] = 0
        self.money[:] = 0
        self.run[:] = 0
        self.where = {}
        self._merge()

    def _add(self, person, later):
        states = self._states(person)
        counts, money, worth = self._added(person, states)
        masks = np.array([bits((*led, *attended)) for led, attended in states], dtype=np.int64)
        led = np.array([bits(led) for led, _ in states], dtype=np.int64)
        must = bits(at for at, one in enumerate(self.patterns) if person in one.given)
        offered = bits(at for at, one in enumerate(self.patterns) if person in one.offer)
        fits = (masks[None] & ~self.run[:, None]) == 0
        fits &= (led & must)[None] == (self.run & must)[:, None]
        old, new = np.nonzero(fits)
        if len(old) > 12 * MOST_ROWS:
            raise TooLargeError(f"{len(old)} timetables")
        total = self.counts[old] + counts[new]
        spent = self.money[old] + money[new]
        good = (
            (total[:, LED] <= self.most)
            & (total[:, HEADS] <= self.largest)
            & (total[:, HEADS] + total[:, LED] <= self.room)
        ).all(axis=1) & (spent <= self.limit).all(axis=1)
        mine = masks[new] | (self.run[old] & offered)
        for other in self._apart(person):
            if other in self.where:
                good &= ~self._wrong_together(mine, self.where[other][old])
            else:
                offers = bits(at for at, one in enumerate(self.patterns) if other in one.offer)
                good &= ~self._wrong_together(mine, self.run[old] & offers)
        self.run, self.counts, self.money = self.run[old][good], total[good], spent[good]
        self.worth, self.tied = (self.worth[old] + worth[new])[good], self.tied[old][good]
        self.where = {one: mask[old][good] for one, mask in self.where.items()}
        self.where[person] = mine[good]
        self.where = {
            one: mask for one, mask in self.where.items() if any(other in later for other in self._apart(one))
        }
        self._merge()
        if len(self.run) > MOST_ROWS:
            raise TooLargeError(f"{len(self.run)} timetables")

    def _apart(self, person):
        return [b if a == person else a for a, b in self.rows.apart if person in (a, b)]

    def _wrong_together(self, here, there):
        """Rows in which two people kept apart are in one session, or in two too near each other."""
        wrong = (here & there) != 0
        for a, b in product(range(len(self.patterns)), repeat=2):
            if a != b and self.rows.too_near(a, b):
                wrong |= (here >> a & 1 == 1) & (there >> b & 1 == 1)
        return wrong

    def _merge(self):
        """One of those that nothing but the tie-break can tell apart, the least by that."""
        n = len(self.run)
        if not n:
            return
        whole = np.concatenate(
            [self.run[:, None], self.counts.reshape(n, -1), self.money, self.worth[:, :-1]]
            + [mask[:, None] for mask in self.where.values()],
            axis=1,
        )
        keys = packed(whole)
        order = np.lexsort((self.worth[:, -1], *reversed(keys)))
        new = np.ones(n, dtype=bool)
        new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0) if keys else False
        keep, of = order[new], np.cumsum(new) - 1
        self.tied = np.bincount(of, self.tied[order]) + (np.bincount(of) > 1)
        self.run, self.counts, self.money, self.worth = (
            array[keep] for array in (self.run, self.counts, self.money, self.worth)
        )
        self.where = {person: mask[keep] for person, mask in self.where.items()}

    # ------------------------------------------------------------------------------------------------------- the best

    def best(self):
        """(value of each tier at its turn, final value, tiers that left fewer timetables)."""
        policy, reached, decided, gives = self.oracle.policy, {}, [], {}
        left = np.concatenate([self.values, self.tied[:, None].astype(np.int64)], axis=1)
        for at, name in enumerate(TIERS[:-1]):
            value = (SENSE[name] * left[:, at]).max() * SENSE[name]
            give = policy.gives.get(name, value * policy.quality_give // 1000 if name == "group-quality" else 0)
            reached[name], gives[name] = int(value), give
            kept = left[SENSE[name] * left[:, at] >= SENSE[name] * value - give]
            decided += [name] * (len(kept) < len(left))
            left = kept
        for at, name in enumerate(TIERS[:-1]):
            if gives[name]:
                value = (SENSE[name] * left[:, at]).max()
                left = left[SENSE[name] * left[:, at] >= value]
        final = left[left[:, -2].argmin()]
        decided += [TIERS[-1]] * bool(len(left) > 1 or final[-1])
        reached[TIERS[-1]] = int(final[-2])
        return reached, dict(zip(TIERS, map(int, final))), decided
