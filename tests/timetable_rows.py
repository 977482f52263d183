"""T5 and T7 of docs/timetable.md on one timetable, in plain loops: which rows it breaks, what each tier is worth."""

from __future__ import annotations

from itertools import combinations

from mentormatch.domain.ids import tie_break
from mentormatch.domain.people import Mentor
from mentormatch.domain.timetable import FARES, FOOD, HIRE, SESSIONAL, TOTAL

TIERS = ("fixed-sessions", "fixed-people", "reach-group", "wish", "wish-first", "group-quality", "cost",
         "leaders-load", "sessions-canonical")  # fmt: skip
SENSE = {name: -1 if name in ("cost", "leaders-load", "sessions-canonical") else 1 for name in TIERS}
COMPARED = ("fixed-people", "reach-group", "wish", "wish-first", "group-quality")
ROWS = ("session-number", "session-leaders", "session-size", "session-rooms", "diary", "session-often",
        "session-ceiling", "hours", "keep-apart", "keep-apart-margin", "session-budget")  # fmt: skip


def least_attendees(activity, turnout):
    return max(activity.smallest, -(-100 * activity.smallest // turnout)) if turnout else 10**6


def most_leaders(activity):
    return max(activity.least_leaders, -(-activity.largest // activity.people_per_leader))


class Rows:
    """The rows of one programme. A timetable is a dict: index of a pattern that runs -> (leaders, attendees)."""

    def __init__(self, oracle):
        self.o, self.patterns = oracle, oracle.patterns
        self.planned_weeks = [{oracle.week(day) for day in one.planned} for one in self.patterns]
        self.open_weeks = [{oracle.week(day) for day in one.open} for one in self.patterns]
        self.fixed = {}
        for at, one in enumerate(self.patterns):
            if one.fixed >= 0:
                self.fixed.setdefault((one.activity.id, one.fixed), []).append(at)
        self.apart = [(a, b) for a, b in combinations(oracle.ids, 2) if oracle.kept_apart(a, b)]

    # --------------------------------------------------------------------------------------------- pairs of patterns

    def gap(self, a, b):
        """Minutes between two patterns that share a planned date, None where they share none."""
        one, other = self.patterns[a], self.patterns[b]
        if not one.planned & other.planned:
            return None
        return max(one.slot.start - other.slot.end, other.slot.start - one.slot.end)

    def clash(self, person, a, b):
        """Whether one person cannot be at both."""
        return self.o.once(("clash", person, a, b), lambda: self._clash(person, a, b))

    def _clash(self, person, a, b):
        gap, one, other = self.gap(a, b), self.patterns[a], self.patterns[b]
        if gap is None:
            return False
        first, then = (one, other) if one.slot.start <= other.slot.start else (other, one)
        return gap < self.o.between(person, first.venue.id, then.venue.id) or gap < 0

    def too_near(self, a, b):
        """Whether people kept apart may not be one at each."""
        gap = self.gap(a, b)
        same = self.patterns[a].venue.id == self.patterns[b].venue.id
        return same and gap is not None and gap < self.o.policy.keep_apart_margin

    def rooms_hold(self, running):
        for venue in {self.patterns[at].venue.id: self.patterns[at].venue for at in running}.values():
            here = [at for at in running if self.patterns[at].venue.id == venue.id]
            met = [one.slot.start for one in self.o.meetings if one.place == venue.id]
            for minute in {*met, *(self.patterns[at].slot.start for at in here)}:
                for day in {day for at in here for day in self.patterns[at].planned}:
                    now = self._at(here, day, minute)
                    if now and now > self._rooms(venue, day, minute):
                        return False
        return True

    def _at(self, patterns, day, minute):
        return sum(
            day in self.patterns[at].planned and self.patterns[at].slot.start <= minute < self.patterns[at].slot.end
            for at in patterns
        )

    def _rooms(self, venue, day, minute):
        met = sum(
            day in one.days and one.slot.start <= minute < one.slot.end
            for one in self.o.meetings
            if venue.takes_room and one.place == venue.id
        )
        return max(0, venue.rooms - met)

    # --------------------------------------------------------------------------------------------------- one person

    def person_breaks(self, person, led, attended):
        """The rows that what one person leads and attends breaks by itself."""
        both = [*led, *attended]
        out = set()
        if set(led) & set(attended) or any(self.clash(person, a, b) for a, b in combinations(both, 2)):
            out.add("diary")
        for week in {week for at in both for week in self.planned_weeks[at]}:
            mine = [at for at in both if week in self.planned_weeks[at]]
            taught = [self.patterns[at].activity for at in attended if week in self.planned_weeks[at]]
            if any(taught.count(one) > one.a_week for one in taught):
                out.add("session-often")
            if len(mine) > self.sessions_left(person, week):
                out.add("session-ceiling")
            minutes = sum(self.patterns[at].leaders[person].minutes for at in led if at in mine)
            if minutes > self.minutes_left(person, week):
                out.add("hours")
        return out

    def sessions_left(self, person, week):
        return self.o.once(("sessions left", person, week), lambda: self._sessions_left(person, week))

    def _sessions_left(self, person, week):
        most = self.o.ceiling(person)
        if most is None:
            return 10**6
        met = sum(
            person in (one.mentee, one.mentor) and week in {self.o.week(day) for day in one.days}
            for one in self.o.meetings
        )
        return max(most - met, self.fixed_sessions(person, week))

    def fixed_sessions(self, person, week):
        """How many fixed sessions somebody has in a week, whether they run or not."""
        return sum(
            any(
                week in self.planned_weeks[at]
                and (person in self.patterns[at].given or self._fixed_there(person, self.patterns[at]))
                for at in ats
            )
            for ats in self.fixed.values()
        )

    @staticmethod
    def _fixed_there(person, one):
        return person in one.attendees and one.attendees[person].given

    def minutes_left(self, person, week):
        return self.o.once(("minutes left", person, week), lambda: self._minutes_left(person, week))

    def _minutes_left(self, person, week):
        row = self.o.leading_row(person)
        if not isinstance(row, Mentor):
            return 10**9
        most = self.o.policy.minutes_a_week if row.minutes_a_week is None else row.minutes_a_week
        met = sum(
            one.minutes
            for one in self.o.meetings
            if one.mentor == person and week in {self.o.week(day) for day in one.days}
        )
        return max(most - met, self.fixed_minutes(person, week))

    def fixed_minutes(self, person, week):
        """Minutes of the fixed sessions that somebody leads in a week, each where it takes most."""
        return sum(
            max(
                (
                    self.patterns[at].leaders[person].minutes
                    for at in ats
                    if week in self.planned_weeks[at] and person in self.patterns[at].given
                ),
                default=0,
            )
            for ats in self.fixed.values()
        )

    # --------------------------------------------------------------------------------------------------- everybody

    def breaks(self, timetable):
        """The ids of the rows that a timetable breaks."""
        out = set()
        for activity in {self.patterns[at].activity.id: self.patterns[at].activity for at in timetable}.values():
            mine = [at for at in timetable if self.patterns[at].activity is activity]
            placed = sum(self.patterns[at].fixed < 0 for at in mine)
            fixed = [self.patterns[at].fixed for at in mine if self.patterns[at].fixed >= 0]
            if placed > max(0, activity.sessions - len(set(activity.fixed))) or len(set(fixed)) < len(fixed):
                out.add("session-number")
        for at, (leaders, attendees) in timetable.items():
            out |= self._one_breaks(at, leaders, attendees)
        if not self.rooms_hold(timetable):
            out.add("session-rooms")
        for person in self.o.ids:
            out |= self.person_breaks(person, *self._of(timetable, person))
        out |= self._apart_breaks(timetable)
        spent = self.spending(timetable)
        if any(spent.get(key, 0) > limit for key, limit in self.limits().items()):
            out.add("session-budget")
        return out

    @staticmethod
    def _of(timetable, person):
        return [[at for at in timetable if person in timetable[at][side]] for side in (0, 1)]

    def heads(self, at, attendees):
        one = self.patterns[at]
        return sum(one.attendees[person].heads for person in attendees) if one.by_name else one.expected

    def _one_breaks(self, at, leaders, attendees):
        one, out = self.patterns[at], set()
        activity, heads = one.activity, self.heads(at, attendees)
        led = [one.leaders[person] for person in leaders]
        room = activity.people_per_leader * len(led)
        if one.given:
            if set(leaders) != set(one.given) or heads > max(room, sum(map(self.o.heads, one.activity.fixed_people))):
                out.add("session-leaders")
        elif (
            not activity.least_leaders <= len(led) <= most_leaders(activity)
            or (activity.lived_experience_leader and not any(who.mentor for who in led))
            or (activity.first_aid and not any(who.first_aid for who in led))
            or heads > room
        ):
            out.add("session-leaders")
        if one.by_name:
            few = one.fixed < 0 and len(attendees) < least_attendees(activity, self.o.turnout(activity))
            if few or heads > activity.largest or heads + len(led) > one.venue.capacity:
                out.add("session-size")
        return out

    def inside(self, timetable, person):
        """Where somebody is: what they lead and attend, and the drop-ins that they are offered."""
        led, attended = self._of(timetable, person)
        return {*led, *attended, *(at for at in timetable if person in self.patterns[at].offer)}

    def _apart_breaks(self, timetable):
        out = set()
        for a, b in self.apart:
            here, there = self.inside(timetable, a), self.inside(timetable, b)
            if here & there:
                out.add("keep-apart")
            if any(one != other and self.too_near(one, other) for one in here for other in there):
                out.add("keep-apart-margin")
        return out

    # --------------------------------------------------------------------------------------------------------- money

    def pence_of_pattern(self, at):
        """(heading, pence a date) of the room and, of a drop-in, of those to whom it is offered."""
        one = self.patterns[at]
        hire = one.venue.heading or one.activity.heading or HIRE
        return [(hire, self.o.hire(one)), (one.activity.heading or FOOD, one.food), (FARES, one.fares)]

    def pence_of_leader(self, at, person):
        who = self.patterns[at].leaders[person]
        return [(SESSIONAL, who.sessional), (FARES, who.fare)]

    def pence_of_attendee(self, at, person):
        who = self.patterns[at].attendees[person]
        return [(self.patterns[at].activity.heading or FOOD, who.food), (FARES, who.fare)]

    def spread(self, at, pence):
        """Pence a date by (heading, week) and (heading, "term"), of budgets only."""
        out = {}
        for heading, much in pence:
            for key in self._limited(at, heading):
                out[key] = out.get(key, 0) + much
        return out

    def _limited(self, at, heading):
        """The budgets that a date a week takes from, each as often as it does."""
        return self.o.once(("limited", at, heading), lambda: self._limited_by(at, heading))

    def _limited_by(self, at, heading):
        keys = [key for name in {heading, TOTAL} for week in self.open_weeks[at]
                for key in ((name, week), (name, "term"))]  # fmt: skip
        return [key for key in keys if key in self.limits()]

    def limits(self):
        return self.o.once("limits", self._limits)

    def _limits(self):
        out = {}
        for budget in self.o.policy.budgets:
            if budget.pence_a_week is not None:
                out |= {(budget.heading, week): budget.pence_a_week for week in range(self.o.calendar.n_weeks)}
            if budget.pence_a_term is not None:
                out[budget.heading, "term"] = budget.pence_a_term
        return out

    def spending(self, timetable):
        out = {}
        for at, (leaders, attendees) in timetable.items():
            parts = [self.pence_of_pattern(at)]
            parts += [self.pence_of_leader(at, person) for person in leaders]
            parts += [self.pence_of_attendee(at, person) for person in attendees]
            for pence in parts:
                for key, much in self.spread(at, pence).items():
                    out[key] = out.get(key, 0) + much
        return out

    # --------------------------------------------------------------------------------------------------------- tiers

    def tie(self, at, *person):
        one = self.patterns[at]
        slot = one.slot
        key = f"{slot.weekday}/{slot.start}/{slot.first}"
        return tie_break(self.o.p.salt, one.activity.id, one.venue.id, key, *person)

    def worth_of_pattern(self, at):
        """What a pattern that runs adds to each tier by itself."""
        one = self.patterns[at]
        cost = sum(much for _, much in self.pence_of_pattern(at)) * len(one.open)
        return [int(one.fixed >= 0), 0, 0, 0, 0, one.points, cost, 0, self.tie(at)]

    def worth_of_person(self, person, led, attended):
        """What one person's sessions add to each tier."""
        cost = sum(
            much * len(self.patterns[at].open)
            for side, pence_of in ((led, self.pence_of_leader), (attended, self.pence_of_attendee))
            for at in side
            for _, much in pence_of(at, person)
        )
        mine = [self.patterns[at].attendees[person] for at in attended]
        counted = mine if person in self.o.rows["mentee"] else []
        return [
            0,
            sum(who.given for who in mine),
            int(bool(counted)),
            int(any(who.wish >= 0 for who in counted)),
            int(any(who.wish == 0 for who in counted)),
            sum(who.points for who in mine),
            cost,
            len(led) ** 2,
            sum(self.tie(at, person) for at in (*led, *attended)),
        ]

    def worth(self, timetable):
        """The value of each tier, by name."""
        parts = [self.worth_of_pattern(at) for at in timetable]
        parts += [self.worth_of_person(person, *self._of(timetable, person)) for person in self.o.ids]
        fixed = {(one.activity.id, one.fixed) for one in map(self.patterns.__getitem__, timetable) if one.fixed >= 0}
        return {**dict(zip(TIERS, map(sum, zip(*parts)))), "fixed-sessions": len(fixed)}
