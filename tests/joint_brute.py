"""The best plan of pairs and sessions of a very small programme by trying all: an oracle for the scope "plan".

Every set of pairs with its looks (`brute_force`) is put beside every timetable under the rows of `timetable_rows`, tier
by tier in the order of T8; whether two go together is asked of a search over places and hours, by plain loops over the
rows of T8. Nothing gives, so the best is the first in that order. Nothing of `JointBrute` is the planner's.
"""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations, product

import attrs
from brute_force import BruteForce, TooLargeError
from brute_ways import FIELD, meeting_values
from random_timetables import NEXT_DOOR, random_timetable_programme
from timetable_oracle import TimetableOracle
from timetable_rows import SENSE, Rows

from mentormatch.candidates.sieve import travel_of
from mentormatch.checking.case import Case
from mentormatch.checking.order import tier_order
from mentormatch.checking.timetable.court import Ground
from mentormatch.domain.people import Meets, Status
from mentormatch.domain.plan import Plan
from mentormatch.domain.travelling import Mode
from mentormatch.domain.week import parse_availability
from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError, make_both

MOST_TIMETABLES, MOST_TRIED, MOST_SETS, MOST_ASKED = 1_000, 3_000, 2_000, 5_000
MINUTES = (1 << FIELD) - 1


class PlanOracle(TimetableOracle):
    """What sessions could be where meetings are decided too. recorded: meetings that may stay, which bind nobody."""

    def _recorded(self):
        self.recorded = super()._recorded()
        return []


class PlanRows(Rows):
    """The rows of sessions alone, widened by recorded meetings."""

    def _sessions_left(self, person, week):
        most = self.o.ceiling(person)
        if most is None:
            return 10**6
        met = sum(
            person in (one.mentee, one.mentor) and week in {self.o.week(day) for day in one.days}
            for one in self.o.recorded
        )
        return max(most, self.fixed_sessions(person, week) + met)

    def _minutes_left(self, person, week):
        row = self.o.leading_row(person)
        if person not in self.o.rows["mentor"]:
            return 10**9
        most = self.o.policy.minutes_a_week if row.minutes_a_week is None else row.minutes_a_week
        met = sum(
            one.minutes
            for one in self.o.recorded
            if one.mentor == person and week in {self.o.week(day) for day in one.days}
        )
        return max(most, self.fixed_minutes(person, week) + met)


class JointBrute:
    """Every plan of one programme. Raises TooLargeError where there are too many."""

    def __init__(self, programme, history):
        self.programme, self.pairs = programme, BruteForce(programme, history, MOST_SETS)
        oracle = PlanOracle(programme, history, travel_of(programme))
        self.rows, self.o = PlanRows(oracle), oracle
        empty = Plan(scope="plan", made_from="", programme=programme.name, as_of=programme.as_of)
        case = Case(programme, history, empty)
        ground = Ground(case)
        self.planned = [
            ground.patterns.of(one.activity.id, one.slot, one.venue.id, fixed=one.fixed >= 0).planned
            for one in oracle.patterns
        ]
        self.between, self.apart = case.journeys.between, case.facts.kept_apart
        self.order = tier_order(programme.policy, empty)
        self.timetables = list(self._timetables())
        self.worth = [self.rows.worth(one) for one in self.timetables]
        self._clashes, self._near, self._fits = {}, {}, {}
        self.asked = 0

    # ------------------------------------------------------------------------------------------------- all timetables

    def _timetables(self):
        """Every timetable that breaks no row, the emptiest first."""
        number, patterns = 0, self.rows.patterns
        choices = [[(), *((at,) for at in ats)] for ats in self.rows.fixed.values()]
        for activity in {one.activity.id: one.activity for one in patterns}.values():
            mine = [at for at, one in enumerate(patterns) if one.fixed < 0 and one.activity is activity]
            most = max(0, activity.sessions - len(set(activity.fixed)))
            choices.append([some for n in range(min(most, len(mine)) + 1) for some in combinations(mine, n)])
        sets = sorted((tuple(at for part in parts for at in part) for parts in product(*choices)), key=len)
        if len(sets) > MOST_TIMETABLES:
            raise TooLargeError(f"{len(sets)} sets of patterns")
        self.tried = 0
        for running in sets:
            for timetable in self._with_people(running) if self.rows.rooms_hold(running) else ():
                number += 1
                if number > MOST_TIMETABLES:
                    raise TooLargeError("too many timetables")
                yield timetable

    def _with_people(self, running):
        """One after the other of those who could be in these patterns is put in, as far as the rows of one hold."""
        people = sorted({who for at in running for who in (*self.rows.patterns[at].leaders, *self._could(at))})
        states = [list(self._states(person, running)) for person in people]
        total = 1
        for some in states:
            total *= len(some)
        if total > 30 * MOST_TIMETABLES:
            raise TooLargeError(f"{total} ways to fill {running}")
        for chosen in product(*states):
            timetable = {
                at: tuple(tuple(who for who, state in zip(people, chosen) if at in state[side]) for side in (0, 1))
                for at in running
            }
            if any(self.rows._one_breaks(at, *people_at) for at, people_at in timetable.items()):
                continue
            self.tried += 1
            if self.tried > MOST_TRIED:
                raise TooLargeError("too many timetables to try")
            if not self.rows.breaks(timetable):
                yield timetable

    def _could(self, at):
        one = self.rows.patterns[at]
        return one.attendees if one.by_name else ()

    def _states(self, person, running):
        lead = [at for at in running if person in self.rows.patterns[at].leaders]
        attend = [at for at in running if person in self._could(at)]
        for led in (some for n in range(len(lead) + 1) for some in combinations(lead, n)):
            for attended in (some for n in range(len(attend) + 1) for some in combinations(attend, n)):
                if not self.rows.person_breaks(person, led, attended):
                    yield led, attended

    # --------------------------------------------------------------------------------------------------- the best plan

    def best(self):
        """The value of every tier of the best plan, by name; None where no pairs are allowed."""
        rows, held = list(range(len(self.pairs.table.values))), list(range(len(self.timetables)))
        kinds = {kind.name: at for at, kind in enumerate(self.pairs.table.kinds)}
        out = {}
        for kind in self.order:
            if kind.group == "meetings":
                continue
            of_pairs = kind.name in kinds
            value_of = (
                (lambda at, tier=kind: int(self.pairs.table.values[at, kinds[tier.name]]))
                if of_pairs
                else (lambda at, tier=kind: self.worth[at][tier.name])
            )
            mine = rows if of_pairs else held
            sign = SENSE.get(kind.name, 1 if kind.sense == "max" else -1)
            for value in sorted({value_of(at) for at in mine}, key=lambda one: -sign * one):
                kept = [at for at in mine if value_of(at) == value]
                if self._some(kept, held) if of_pairs else self._some(rows, kept):
                    break
            else:
                return None
            out[kind.name] = value
            rows, held = (kept, held) if of_pairs else (rows, kept)
        costs = [cost for row in rows for at in held if (cost := self._cost(row, at)) is not None]
        return out | meeting_values(min(costs))

    def _some(self, rows, held):
        """Whether any of these pairs go with any of these timetables."""
        return any(self.pairs.allowed(row) and self._go(row, at) for row in rows for at in held)

    def _go(self, row, at):
        key = (row, at)
        if key not in self._fits:
            self.asked += 1
            if self.asked > MOST_ASKED:
                raise TooLargeError("too many questions")
            self._fits[key] = self._search(row, at, priced=False) is not None
        return self._fits[key]

    def _cost(self, row, at):
        return self._search(row, at, priced=True) if self.pairs.allowed(row) and self._go(row, at) else None

    def _search(self, row, at, *, priced):
        """The least cost of ways for the pairs of a row beside a timetable; 0 for any where not priced; None: none."""
        hours, timetable = self.pairs.hours, self.timetables[at]
        chosen = self.pairs.table.chosen(row)
        lists = []
        for index, look in chosen:
            ways = hours._priced(index, look) if priced else [(0, way) for way in self.pairs.pairs[index].looks[look]]
            ways = [(cost, way) for cost, way in ways if self._beside(self.pairs.pairs[index], way, timetable)]
            if not ways:
                return None
            lists.append((index, ways))
        lists.sort(key=lambda one: len(one[1]))
        least = [sum(ways[0][0] for _, ways in lists[depth:]) for depth in range(len(lists) + 1)]
        best = None

        def goes_on(depth, cost, taken):
            """More meetings never break less, so what does not hold is left at once. Ways are sorted by cost."""
            nonlocal best
            if depth == len(lists):
                best = cost
                return
            index, ways = lists[depth]
            for more, way in ways:
                if best is not None and (not priced or cost + more + least[depth + 1] >= best):
                    return
                beside = all(hours._together(index, way, other, there) for other, there in taken)
                if beside and self._all_hold([*taken, (index, way)], timetable):
                    goes_on(depth + 1, cost + more, [*taken, (index, way)])

        goes_on(0, 0, [])
        return best

    # ------------------------------------------------------------------------------------------ a meeting and sessions

    def _beside(self, pair, way, timetable):
        """Whether one meeting goes with a timetable as far as diary and margin are concerned."""
        if way.place is None:
            return True
        for at, (leaders, attendees) in timetable.items():
            for person in {pair.mentee, pair.mentor} & {*leaders, *attendees}:
                if self._clash(person, way, at):
                    return False
            there = {*leaders, *attendees, *self.rows.patterns[at].offer}
            if self._too_near(way, at) and any(
                self.apart(one, other) for one in (pair.mentee, pair.mentor) for other in there
            ):
                return False
        return True

    def _share(self, way, at):
        return self.rows.patterns[at].slot.weekday == way.weekday and bool(self.planned[at] & way.weeks)

    def _clash(self, person, way, at):
        key = (person, id(way), at)
        if key not in self._clashes:
            self._clashes[key] = self._share(way, at) and self._cannot_both(person, way, at)
        return self._clashes[key]

    def _cannot_both(self, person, way, at):
        one = self.rows.patterns[at]
        fixed = person in one.given or (person in one.attendees and one.attendees[person].given)
        if way.kept and fixed:
            return False
        first = (way.start, way.end, way.place), (one.slot.start, one.slot.end, one.venue.id)
        (_, end, here), (start, _, there) = sorted(first, key=lambda stop: stop[:2])
        return start - end < self.between(person, here, there)

    def _too_near(self, way, at):
        one = self.rows.patterns[at]
        gap = max(one.slot.start - way.end, way.start - one.slot.end)
        near = gap < self.o.policy.keep_apart_margin
        return one.venue.id == way.place and near and self._share(way, at)

    # ------------------------------------------------------------------------------------------------ all of a week

    def _all_hold(self, taken, timetable):
        """Weekly hours, ceilings and rooms of meetings and sessions together."""
        met = [(self.pairs.pairs[index], way) for index, way in taken if way.place is not None]
        weeks = range(max((mask.bit_length() for mask in (*self.planned, *(way.weeks for _, way in met))), default=0))
        limit = self.pairs.hours.limit
        for mentor in {pair.mentor for pair, _ in met}:
            used = sum(way.use for pair, way in met if pair.mentor == mentor)
            if (limit[mentor] - used) & self.pairs.hours.guard != self.pairs.hours.guard:
                return False
        for person in {who for pair, _ in met for who in (pair.mentee, pair.mentor)}:
            led, attended = self.rows._of(timetable, person)
            mine = [way for pair, way in met if person in (pair.mentee, pair.mentor)]
            teaches = [way for pair, way in met if person == pair.mentor]
            for week in weeks:
                number = sum(self.planned[at] >> week & 1 for at in (*led, *attended))
                with_met = number + sum(way.weeks >> week & 1 for way in mine)
                if number and with_met > self.rows.sessions_left(person, week):
                    return False
                minutes = [self.rows.patterns[at].leaders[person].minutes for at in led if self.planned[at] >> week & 1]
                met_for = sum(way.use >> FIELD * week & MINUTES for way in teaches)
                if minutes and sum(minutes) + met_for > self.rows.minutes_left(person, week):
                    return False
        return all(self._rooms(way.place, met, timetable, weeks) for _, way in met)

    def _rooms(self, place, met, timetable, weeks):
        venue = next((one for one in self.programme.venues if one.id == place), None)
        if venue is None or not venue.takes_room:
            return True
        here = [at for at in timetable if self.rows.patterns[at].venue.id == place]
        slots = {at: self.rows.patterns[at].slot for at in here}
        ways = [way for _, way in met if way.place == place]
        starts = {(slots[at].weekday, slots[at].start) for at in here} | {(way.weekday, way.start) for way in ways}
        for (day, minute), week in product(sorted(starts), weeks):
            now = sum(
                slots[at].weekday == day and slots[at].start <= minute < slots[at].end and self.planned[at] >> week & 1
                for at in here
            )
            taken = sum(way.weekday == day and way.start <= minute < way.end and way.weeks >> week & 1 for way in ways)
            if now and now > max(0, venue.rooms - taken):
                return False
        return True


def outcome(seed):
    """(what is wrong with the plan of a seed, whether it has pairs and sessions, whether some do not go together).

    None where no plan may be made. Every second seed is of few hours. Raises TooLargeError.
    """
    programme, history = (pressed_programme if seed % 2 else tame_programme)(seed)
    try:
        plan = make_both(programme, history, "made from", Effort(threads=1, explain=False))
    except (ImpossiblePinsError, NothingFoundError):
        return None
    brute = JointBrute(programme, history)
    wrong = list(differences(brute, plan))
    return wrong, bool(plan.pairs and plan.timetable.sessions), not all(brute._fits.values())


def differences(brute, plan):
    """What is wrong with a plan of both, a sentence each."""
    best = brute.best()
    if best is None:
        yield "there is a plan, and no pairs are possible by trying"
        return
    for tier in plan.tiers:
        right = best[tier.name]
        if not tier.proven or (tier.value, tier.bound) != (right, right):
            yield f"{tier.name} is {tier.value}, bound {tier.bound} ({tier.proof}); the best is {right}"


# ------------------------------------------------------------------------------------------------- programmes to try


NARROW = ("Mon 09:30-12:30", "Mon 09:30-12:30; Tue 10:00-11:30", "Mon 10:00-12:00", "Mon 09:30-11:30; Tue 09:30-12:00")
DAY = "Mon-Sat 08:00-20:00"
TIMES = ("Mon 10:00-11:00", "Mon 10:00-12:00", "Tue 10:00-11:00", "Mon 10:30-11:30; Tue 10:00-11:00")


def pressed_programme(seed):
    """The programme and history of a seed: three mentees, two mentors who lead, few hours for meetings and sessions."""
    programme, history = random_timetable_programme(seed, mentees=3, mentors=2)
    draw = random.Random(f"pressed {seed}")
    ids = tuple(one.id for one in programme.activities)

    def person(row, **more):
        spot = attrs.evolve(NEXT_DOOR, easting=NEXT_DOOR.easting + 200 * draw.randint(-2, 2))
        hours = parse_availability(draw.choice(NARROW))
        few = {"max_minutes": 90, "modes": (Mode.FOOT,), "max_sessions": draw.choice((None, 1, 2, 2))}
        few |= {"home_by": None, "out_from": None, "not_at": ()}
        return attrs.evolve(row, spot=spot, availability=hours, status=Status.ACTIVE, **few, **more)

    mentees = tuple(
        person(row, vetoes=(), requires=(), available_from=None, meets=(Meets.IN_PERSON,), stage=1)
        for row in programme.mentees
    )
    mentors = tuple(
        person(
            row,
            leads=ids,
            minutes_a_week=draw.choice((90, 150, 240)),
            requires=(),
            meets=(Meets.IN_PERSON,),
            stage=4,
            cleared_until=dt.date(2030, 1, 1),
            max_people=2,
            new_people=None,
            people_elsewhere=0,
        )
        for row in programme.mentors
    )
    staff = tuple(attrs.evolve(row, leads=()) for row in programme.staff) if draw.random() < 0.7 else programme.staff
    activities = tuple(
        attrs.evolve(
            one, times=parse_availability(draw.choice(TIMES)), least_leaders=1, lived_experience_leader=False,
            first_aid=False, for_whom=(), outdoor=False, facilities=(), minutes=60, smallest=1,
            fixed_leaders=(), turnout=100, sessions=max(1, one.sessions),
        )
        for one in programme.activities[:2]
    )  # fmt: skip
    first, *others = programme.venues
    hall = attrs.evolve(
        first, spot=NEXT_DOOR, one_to_one=True, takes_room=draw.random() < 0.5, rooms=1, step_free=True,
        staffed=parse_availability(DAY), opening=parse_availability(DAY), first_meeting_ok=True, capacity=8,
    )  # fmt: skip
    free = {"floor": 0, "areas_apart": False, "required_training": (), "quality_give": 0, "gives": {}}
    policy = attrs.evolve(programme.policy, **free)
    return (
        attrs.evolve(
            programme, mentees=mentees, mentors=mentors, staff=staff, activities=activities, venues=(hall, *others),
            policy=policy, commitments=programme.commitments[:1],
        ),
        history,
    )  # fmt: skip


def tame_programme(seed):
    """The programme and history of a seed, as others have them but for gives."""
    programme, history = random_timetable_programme(seed, mentees=2, mentors=2 + seed % 2)
    return attrs.evolve(programme, policy=attrs.evolve(programme.policy, quality_give=0, gives={})), history
