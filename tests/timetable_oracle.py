"""T1 to T4 and T6 of docs/timetable.md once more: on objects, with loops, a date at a time; for small programmes.

Written from the page alone, beside planner and judge. Journeys, commitments' dates, approvals and recorded meetings
that may stay are those of `candidates_oracle`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from candidates_oracle import REMOTE, Oracle, Way

from mentormatch.domain.people import Meets, Mentor, Staff, Status, Trait
from mentormatch.domain.places import Activity, Entry, Form
from mentormatch.domain.slots import Slot
from mentormatch.term.daylight import sunset

STAGES = ("session-time", "session-place", "session-dates", "session-leaders",
          "session-for-whom", "travel", "common-hour", "session-dates", "places")  # fmt: skip
NOWHERE = Way(0, 0, -1, 0, False)


def fold(text):
    return " ".join(text.lower().split())


def rounded_up(rate, minutes):
    return -(-rate * minutes // 60)


@dataclass
class Commitment:
    """own: the (activity, slot) that it comes of, None where it comes of none."""

    person: str
    slot: Slot
    where: object
    days: set
    own: tuple | None = None


@dataclass
class Meeting:
    """A recorded meeting that stays. minutes: the mentor's, the way there and back included."""

    mentee: str
    mentor: str
    place: str
    slot: Slot
    days: set
    minutes: int


@dataclass
class Pattern:
    """fixed: which slot of `activity.fixed`, -1 = placed. leaders, attendees: by id, what they cost and earn a date."""

    activity: Activity
    venue: object
    slot: Slot
    fixed: int
    planned: set
    open: set
    leaders: dict = field(default_factory=dict)
    attendees: dict = field(default_factory=dict)
    offer: tuple = ()
    expected: int = 0
    points: int = 0
    food: int = 0
    fares: int = 0
    lost: dict = field(default_factory=dict)

    @property
    def key(self):
        return (self.activity.id, self.slot, self.venue.id, self.fixed)

    @property
    def by_name(self):
        return self.activity.entry is Entry.BY_NAME

    @property
    def given(self):
        """Its fixed leaders."""
        return self.activity.fixed_leaders if self.fixed >= 0 else ()

    @property
    def named(self):
        """Its fixed people."""
        return self.activity.fixed_people if self.fixed >= 0 and self.by_name else ()


@dataclass
class Leads:
    minutes: int
    sessional: int
    fare: int
    given: bool
    mentor: bool
    first_aid: bool


@dataclass
class Attends:
    heads: int
    points: int
    wish: int
    food: int
    fare: int
    given: bool
    counted: bool


class TimetableOracle(Oracle):
    """Everything that a timetable of one programme could be made of.

    patterns: those that could run. refused: (mentee, activity by name) -> first rule at which no pattern is left.
    left_out: (activity, slot) -> rule, and (activity, slot, person) -> rule of slots that could run.
    """

    def _look(self):
        self.rows = {"mentee": {}, "mentor": {}, "staff": {}}
        for kind, rows in (("mentee", self.p.mentees), ("mentor", self.p.mentors), ("staff", self.p.staff)):
            self.rows[kind] = {row.id: row for row in rows}
        self.ids = sorted({one for rows in self.rows.values() for one in rows})
        self.in_force = {}
        self.meetings = self._recorded()
        self.busy = self._commitments()
        self.refused, self.left_out, self.patterns, self.theirs = {}, {}, [], {}
        self.counted = [row.id for row in self.p.mentees if self.wants_groups(row)]
        for activity in self.p.activities:
            if activity.sessions or activity.fixed:
                self._of(activity)
        self.patterns.sort(key=lambda one: (one.activity.id, one.fixed < 0, one.slot.key, one.venue.id))

    def _recorded(self):
        out = []
        for row in self.h.holding(self.p.as_of):
            e, m = self.rows["mentee"].get(row.mentee), self.rows["mentor"].get(row.mentor)
            if e is None or m is None or self.rests(e, m):
                continue
            self.in_force[e.id, m.id] = row
            if not self.may_stay(e, m, row):
                continue
            way = self.way(m, row.place)
            minutes = row.slot.minutes + 2 * way.minutes
            out.append(Meeting(e.id, m.id, row.place, row.slot, self.dates(e, row.slot), minutes))
        return out

    def _commitments(self):
        out = []
        for row in self.p.commitments:
            there = row.venue if row.venue in self.venues else row.spot
            out.append(Commitment(row.person, row.slot, there, self.commitment_dates(row)))
        for activity in self.p.activities:
            for slot in activity.fixed:
                for person in (*activity.fixed_leaders, *activity.fixed_people):
                    own = (activity.id, slot)
                    out.append(Commitment(person, slot, activity.fixed_venue, self.term_dates(slot), own))
        for one in self.meetings:
            for person in (one.mentee, one.mentor):
                out.append(Commitment(person, one.slot, one.place, one.days))
        return out

    # --------------------------------------------------------------------------------------------------- people

    def leading_row(self, person):
        return self._row(person, ("mentor", "staff", "mentee"))

    def attending_row(self, person):
        return self._row(person, ("mentee", "mentor", "staff"))

    def _row(self, person, kinds):
        return next((self.rows[kind][person] for kind in kinds if person in self.rows[kind]), None)

    def ceiling(self, person):
        given = [rows[person].max_sessions for rows in self.rows.values() if person in rows]
        return min((one for one in given if one is not None), default=None)

    def wants_groups(self, row):
        return row.status is Status.ACTIVE and self.ceiling(row.id) != 0 and Meets.IN_PERSON in row.meets

    def way(self, row, place):
        """The journey, else the least leg, else nowhere: no minutes and no pence."""
        return self.journey(row, place) or self.journey(row, place, limits=False) or NOWHERE

    def fits(self, activity, row):
        """Whether `for_whom` is met by somebody of that row."""
        return all(self._met(text, row) for text in activity.for_whom)

    def _met(self, text, row):
        trait, colon, value = text.partition(":")
        if not colon or fold(trait) not in [one.value for one in Trait] or not fold(value):
            return False
        trait, value = Trait(fold(trait)), fold(value)
        if trait is Trait.LANGUAGE:
            helped = getattr(row, "interpreter_ok", False) and any(
                value == fold(one) for other in self.p.staff for one in other.interprets
            )
            return value in ([fold(one) for one in row.languages if fold(one)] or ["english"]) or helped
        if trait is Trait.TRAINING:
            return value in [fold(one) for one in getattr(row, "training", ())]
        if trait is Trait.LIVED:
            lived = [fold(one) for one in row.lived if fold(one)]
            return (not isinstance(row, Mentor) or row.lived_use) and (not lived or value in lived)
        if trait is Trait.PERSON:
            return row.id == text.partition(":")[2].strip()
        answer = fold(getattr(row, trait.value.replace(" ", "_")) or "")
        return not answer or answer == value

    def weight(self, row):
        """The priority of P8."""
        stands = row.urgency_set_by is not None and row.urgency_until is not None
        words = [one.value for one in row.urgency] if stands and row.urgency_until >= self.p.as_of else []
        weeks = max(0, (self.p.as_of - row.waiting_since).days // 7) if row.waiting_since else 0
        return (
            self.policy.urgent_points * ("urgent" in words)
            + self.policy.raised_points * ("raised" in words)
            + min(weeks, self.policy.most_weeks)
        )

    # ------------------------------------------------------------------------------------------------- patterns

    def _of(self, activity):
        """All that could run of an activity, and why not where nothing could."""
        slots = [(slot, activity.fixed.index(slot)) for slot in dict.fromkeys(activity.fixed)]
        if activity.sessions > len(slots):
            slots += [(slot, -1) for slot in self._placed(activity)]
        placed = [
            Pattern(activity, venue, slot, fixed, set(), set())
            for slot, fixed in slots
            for venue in self._venues(activity, fixed)
            if self._suits(activity, venue, slot)
        ]
        given = {(one.slot, one.venue.id) for one in placed if one.fixed >= 0}
        placed = [one for one in placed if one.fixed >= 0 or (one.slot, one.venue.id) not in given]
        dated = [one for one in placed if self._dates(one)]
        led = [one for one in dated if self._leaders(one)]
        self._left_out(activity, placed, dated, led)
        runs = led if activity.entry is Entry.BY_NAME else [one for one in led if self._offer(one)]
        self.patterns += runs
        if activity.entry is Entry.BY_NAME:
            self._attendees(activity, runs)
            for person in self.counted:
                self._refuse(activity, person, (slots, placed, dated, led))

    def _placed(self, activity):
        for weekday in range(7):
            for start in range(0, 1440 - activity.minutes + 1, self.policy.start_step):
                for first in activity.rhythm.firsts:
                    slot = Slot(
                        weekday=weekday, start=start, minutes=activity.minutes, rhythm=activity.rhythm, first=first
                    )
                    if activity.times is None or self.covers(activity.times, slot):
                        yield slot

    def _venues(self, activity, fixed):
        if fixed >= 0 and activity.fixed_venue is not None:
            return [self.venues[activity.fixed_venue]] if activity.fixed_venue in self.venues else []
        return [self.venues[one] for one in activity.venues or sorted(self.venues) if one in self.venues]

    def _suits(self, activity, venue, slot):
        has = {fold(one) for one in venue.facilities}
        return (
            self.covers(venue.opening, slot)
            and activity.outdoor == venue.outdoor
            and all(fold(one) in has for one in activity.facilities)
            and venue.capacity > 0
        )

    def _dates(self, one):
        one.planned = {day for day in self.term_dates(one.slot) if day >= self.p.as_of}
        for day in one.planned:
            why = self.calendar.why_shut(one.venue, day)
            if why is None and one.activity.outdoor and not one.venue.lit:
                sets = sunset(day, one.venue.spot, self.p.term.timezone)
                why = "dark" if one.slot.end > sets - self.policy.sunset_margin else None
            if why is None:
                one.open.add(day)
            else:
                one.lost[day] = why
        return bool(one.planned) and 2 * len(one.open) >= len(one.planned)

    def _left_out(self, activity, placed, dated, led):
        for at, slot in enumerate(activity.fixed):
            if any(one.fixed == at for one in led) or activity.fixed.index(slot) < at:
                continue
            if not any(one.fixed == at for one in placed):
                why = "session-place"
            elif not any(one.fixed == at for one in dated):
                why = "session-dates"
            else:
                why = self._why_no_leaders(next(one for one in dated if one.fixed == at))
            self.left_out[activity.id, slot] = why

    def _why_no_leaders(self, one):
        for person in sorted(one.given):
            why = self.why_not_lead_as_given(one, person)
            if why:
                return why
        return "session-leaders"

    # -------------------------------------------------------------------------------------------------- leaders

    def _leaders(self, one):
        """Finds who may lead it; whether those are enough."""
        activity = one.activity
        if one.given:
            if any(self.why_not_lead_as_given(one, person) for person in one.given):
                return False
            one.leaders = {person: self._leads(one, person, given=True) for person in sorted(set(one.given))}
            return True
        able = [person for person in self.ids if self._may_lead(one, person)]
        one.leaders = {person: self._leads(one, person, given=False) for person in able}
        return (
            len(able) >= activity.least_leaders
            and (not activity.lived_experience_leader or any(who.mentor for who in one.leaders.values()))
            and (not activity.first_aid or any(who.first_aid for who in one.leaders.values()))
        )

    def _leads(self, one, person, given):
        row = self.leading_row(person)
        mentor, minutes, least = isinstance(row, Mentor), one.slot.minutes, self.journey(row, one.venue.id, False)
        way = self.way(row, one.venue.id)
        return Leads(
            minutes=mentor * (minutes + 2 * (least.minutes if given and least else way.minutes)),
            sessional=rounded_up(row.sessional_pence_an_hour, minutes) if isinstance(row, Staff) else 0,
            fare=way.pence,
            given=given,
            mentor=mentor,
            first_aid=mentor and "first aid" in [fold(label) for label in row.training],
        )

    def _may_lead(self, one, person):
        row = self.leading_row(person)
        return (
            one.activity.id in getattr(row, "leads", ())
            and row.status is Status.ACTIVE
            and self.fits(one.activity, row)
            and self._gets_there(one, row)
            and self._free(one, row)
            and self._there(one, row, row.cleared_until if isinstance(row, Mentor) else None)
            and (not isinstance(row, Mentor) or self._cleared_and_trained(one, row))
            and self._safe_there(one, row, None)
        )

    def why_not_lead_as_given(self, one, person):
        """Why a fixed leader may not: a rule as it may be shown, None where they may."""
        row = self.leading_row(person)
        if row is None or row.status is not Status.ACTIVE:
            return "paused"
        if isinstance(row, Mentor) and not self._cleared_and_trained(one, row):
            return "places"
        return None if self._safe_there(one, row, (one.activity.id, one.slot)) else "places"

    def _cleared_and_trained(self, one, row):
        if row.cleared_until is None or row.cleared_until < self.p.as_of or not self.trained(row):
            return False
        enough = min(self.policy.min_dates, len(one.planned))
        return sum(day <= row.cleared_until for day in one.planned) >= enough

    def _gets_there(self, one, row):
        return (
            self.journey(row, one.venue.id) is not None
            and (one.venue.step_free or not row.step_free)
            and not (row.not_where_alcohol and one.venue.alcohol_served)
        )

    def _free(self, one, row):
        way, slot, sunday = self.journey(row, one.venue.id), one.slot, one.slot.weekday == 6
        if not self.covers(row.availability or self.policy.default_availability, slot, way.minutes):
            return False
        if slot.start < way.arrive[sunday] or slot.end > way.leave[sunday]:
            return False
        return not any(row.id == other.person and self._too_near(one, other, row.id) for other in self.busy)

    def _too_near(self, one, other, person):
        if not one.planned & other.days:
            return False
        if other.slot.end <= one.slot.start:
            return one.slot.start - other.slot.end < self.between(person, other.where, one.venue.id)
        if one.slot.end <= other.slot.start:
            return other.slot.start - one.slot.end < self.between(person, one.venue.id, other.where)
        return True

    def _there(self, one, row, until=None, since=None):
        free = row.availability or self.policy.default_availability
        days = [
            day
            for day in one.open
            if not free.away_on(day) and (until is None or day <= until) and (since is None or day >= since)
        ]
        return 2 * len(days) >= len(one.planned)

    def _safe_there(self, one, row, own):
        """T2.6; own: of a fixed person, the session that they are fixed in."""
        if one.venue.id in row.not_at:
            return False
        way = self.journey(row, one.venue.id)
        if way is None and own is not None:
            way = self.journey(row, one.venue.id, limits=False)
        if way is None and (row.home_by is not None or row.out_from is not None):
            return False
        minutes = way.minutes if way else 0
        if row.out_from is not None and one.slot.start - minutes < row.out_from:
            return False
        if row.home_by is not None and one.slot.end + minutes > row.home_by:
            return False
        others = self.p.apart(row.id)
        for other in self.busy:
            if other.person not in others or other.where != one.venue.id or (own is not None and other.own == own):
                continue
            gap = max(one.slot.start - other.slot.end, other.slot.start - one.slot.end)
            if other.days & one.planned and gap < self.policy.keep_apart_margin:
                return False
        return True

    # ------------------------------------------------------------------------------------------------ attendees

    def stage_of(self, one, person):
        """The first of T3's rules that somebody fails, None where they may attend."""
        row, activity = self.attending_row(person), one.activity
        if one.fixed >= 0 and person in activity.fixed_people:
            if row.status is not Status.ACTIVE:
                return "paused"
            fits = self._safe_there(one, row, (activity.id, one.slot)) and self._no_leader_apart(one, person)
            return None if fits else "places"
        if not (activity.id not in row.vetoes and self.fits(activity, row) and self._not_closed(activity, row)):
            return "session-for-whom"
        if not self._gets_there(one, row):
            return "travel"
        if not self._free(one, row):
            return "common-hour"
        if not self._there(one, row, since=row.available_from):
            return "session-dates"
        return None if self._safe_there(one, row, None) and self._no_leader_apart(one, person) else "places"

    def _no_leader_apart(self, one, person):
        return not any(self.kept_apart(person, leader) for leader in one.given)

    def _not_closed(self, activity, row):
        if activity.closed_after_week is None or row.available_from is None:
            return True
        first = self.p.term.first_day
        monday = first - dt.timedelta(days=first.weekday())
        return row.available_from <= monday + dt.timedelta(days=7 * activity.closed_after_week - 1)

    def _attendees(self, activity, runs):
        for one in runs:
            could = {*self.counted, *one.named}
            why = {person: self.stage_of(one, person) for person in sorted(could) if self.attending_row(person)}
            one.attendees = {person: self._attends(one, person) for person in why if why[person] is None}
        for at, slot in enumerate(activity.fixed):
            mine = [one for one in runs if one.fixed == at]
            for person in activity.fixed_people if mine else ():
                if not any(person in one.attendees for one in mine):
                    self.left_out[activity.id, slot, person] = self.stage_of(mine[0], person)

    def _attends(self, one, person):
        row, activity = self.attending_row(person), one.activity
        heads, turnout = self.heads(person), self.turnout(activity)
        return Attends(
            heads=heads,
            points=self._points(one, row),
            wish=row.wishes.index(activity.id) if activity.id in row.wishes else -1,
            food=activity.food_pence_a_head * heads * turnout // 100,
            fare=self.way(row, one.venue.id).pence * heads * turnout // 100,
            given=person in one.named,
            counted=person in self.counted,
        )

    def heads(self, person):
        return 1 + len(getattr(self.attending_row(person), "comes_with", ()))

    def turnout(self, activity):
        if activity.turnout is not None:
            return activity.turnout
        return 100 if activity.form is Form.INDIVIDUAL else self.policy.turnout

    def _offer(self, one):
        """Fills in the offer of a drop-in; whether so many are expected as it takes."""
        mine = [
            person
            for person in self.counted
            if self.stage_of(one, person) is None and not any(self.kept_apart(person, who) for who in one.leaders)
        ]
        stay = []
        for person in sorted(mine, key=lambda person: (-self.weight(self.rows["mentee"][person]), person)):
            if not any(self.kept_apart(person, other) for other in stay):
                stay.append(person)
        one.offer = tuple(sorted(stay))
        parts = [self._attends(one, person) for person in one.offer]
        activity, turnout = one.activity, self.turnout(one.activity)
        room = min(activity.largest, one.venue.capacity - activity.least_leaders)
        one.expected = min(sum(part.heads for part in parts) * turnout // 100, max(0, room))
        one.points = sum(part.points * turnout // 100 for part in parts)
        one.food, one.fares = sum(part.food for part in parts), sum(part.fare for part in parts)
        return one.fixed >= 0 or one.expected >= activity.smallest

    def _refuse(self, activity, person, found):
        """The first stage at which no pattern is left for somebody."""
        slots, placed, dated, led = found
        for left, stage in zip((slots, placed, dated, led), STAGES):
            if not left:
                self.refused[person, activity.id] = stage
                return
        failed = [self.stage_of(one, person) for one in led]
        order = ("session-for-whom", "travel", "common-hour", "session-dates", "places")
        self.theirs[person, activity.id] = sum(why is None for why in failed)
        if None not in failed:
            self.refused[person, activity.id] = max(failed, key=order.index)

    # --------------------------------------------------------------------------------------------------- points

    def _points(self, one, row):
        parts = {
            "wish": self._wish(one, row),
            "travel": self._near(one, row),
            "time": self._time(one, row),
            "company": self._company(one, row),
            "mentor": self._own_mentor(one, row),
        }
        weights = self.policy.group_weights
        whole = sum(weights.get(name, 0) * value for name, value in parts.items()) // sum(weights.values())
        return whole * len(one.open) // len(one.planned)

    def _wish(self, one, row):
        if not row.wishes:
            return 500
        if one.activity.id not in row.wishes:
            return 0
        return (1000, 800, 600, 400)[min(3, row.wishes.index(one.activity.id))]

    def _near(self, one, row):
        far = self.policy.travel_far
        way = self.journey(row, one.venue.id) or self.journey(row, one.venue.id, limits=False)
        return 1000 * (far - min(way.minutes if way else far, far)) // far

    def _time(self, one, row):
        if row.wished_times is None:
            return 500
        return 1000 if self.covers(row.wished_times, one.slot) else 0

    def _company(self, one, row):
        others = [
            other.stage
            for other in self.p.mentees
            if other.id != row.id
            and other.status is Status.ACTIVE
            and one.activity.id in other.wishes
            and other.stage is not None
        ]
        if row.stage is None or not others:
            return 500
        return 1000 * sum(abs(stage - row.stage) <= 1 for stage in others) // len(others)

    def _own_mentor(self, one, row):
        return 1000 * any((row.id, leader) in self.in_force for leader in one.given)

    # ------------------------------------------------------------------------------------------------------ use

    def hire(self, one):
        return rounded_up(one.venue.hire_pence_an_hour, one.slot.minutes)

    def week(self, day):
        return self.calendar.week_of(day)


__all__ = ["REMOTE", "Attends", "Leads", "Meeting", "Pattern", "TimetableOracle"]
