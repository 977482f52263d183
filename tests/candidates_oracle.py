"""Sections 1 to 5 of docs/problem.md once more: on objects, with loops, a date at a time; for small programmes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from mentormatch.domain.history import PairState
from mentormatch.domain.people import Meets, Status, Trait
from mentormatch.domain.places import Commitment
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import BusPass, Mode, Provenance
from mentormatch.term.calendar import Calendar

NEVER = 10**6
REMOTE = {"phone": Meets.PHONE, "video": Meets.VIDEO}
NO_MEETING = "no meeting yet"
ORDER = [
    "same-person",
    "paused",
    "state",
    "requires",
    "stage",
    "areas",
    "travel",
    "common-hour",
    "dates",
    "approval",
    "places",
    "keep-apart",
    "clearance",
    "training",
    "not-at",
    "home-by",
    "first-meetings",
]
OVERRIDDEN = {"stage", "areas", "travel", "common-hour", "dates"}


@dataclass
class Way:
    minutes: int
    pence: int
    mode: int
    source: int
    check: bool
    arrive: tuple[int, int] = (0, 0)
    leave: tuple[int, int] = (1440, 1440)


@dataclass
class Found:
    kind: str
    needs_approval: bool
    acceptable: bool
    ways: dict = field(default_factory=dict)  # place -> (mentee's way, mentor's way), None for no meeting yet
    choice: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)  # (place, slot) -> (planned, held, recorded, is option)


class Oracle:
    def __init__(self, programme, history, travel):
        self.p, self.h, self.travel = programme, history, travel
        self.policy, self.calendar = programme.policy, Calendar.of(programme)
        self.venues = {venue.id: venue for venue in programme.venues}
        self.places = [*sorted(self.venues), "phone", "video"]
        self.commitments = list(programme.commitments) + [
            Commitment(person=person, slot=slot, venue=activity.fixed_venue)
            for activity in programme.activities
            for slot in activity.fixed
            for person in (*activity.fixed_leaders, *activity.fixed_people)
        ]
        self.known = {}
        self.refused = {}
        self.pairs = {}
        self.bad_pins = []
        self.held, self.on_hold = [], []
        self._look()

    # ---------------------------------------------------------------------------------------------- all pairs

    def _look(self):
        holding = {(row.mentee, row.mentor): row for row in self.h.holding(self.p.as_of)}
        pins = {(row.mentee, row.mentor) for row in self.h.pins()}
        for e in self.p.mentees:
            for m in self.p.mentors:
                row = holding.get((e.id, m.id))
                if row is not None:
                    self._held_pair(e, m, row)
                    continue
                failed, hours = self.rules(e, m)
                if failed:
                    self.refused[e.id, failed[0]] = self.refused.get((e.id, failed[0]), 0) + 1
                pinned = (e.id, m.id) in pins
                if not failed or (pinned and set(failed) <= OVERRIDDEN):
                    found = Found("pin" if pinned else "candidate", self.approval(e, m) == "to ask", not failed)
                    self._give_options(found, e, m, hours)
                    if not found.options:
                        self._give_no_meeting(found, e)
                    self.pairs[e.id, m.id] = found
                elif pinned:
                    self.bad_pins.append((e.id, m.id))

    def _held_pair(self, e, m, row):
        if self.rests(e, m):
            self.on_hold.append(row)
            return
        self.held.append(row)
        failed, hours = self.rules(e, m, held=True, new=row.state.new)
        found = Found("held", False, not set(failed) - {"state", "places"})
        self._give_options(found, e, m, hours)
        stays = self.may_stay(e, m, row)
        if stays:
            key = (row.place, row.slot)
            planned = self.dates(e, row.slot)
            if key in found.options:
                found.options[key] = (*found.options[key][:2], True, True)
            else:
                held = {day for day in planned if self.is_held(e, m, row.place, day)}
                found.options[key] = (planned, held, True, False)
            if row.place not in found.ways:
                found.ways[row.place] = tuple(
                    self.journey(who, row.place)
                    or self.journey(who, row.place, limits=False)
                    or Way(0, 0, -1, 0, False)
                    for who in (e, m)
                )
                found.choice[row.place] = 0
        if not stays:
            self._give_no_meeting(found, e)
        self.pairs[e.id, m.id] = found

    def rests(self, e, m):
        """Whether a pair in force is on hold."""
        return not (
            e.status is Status.ACTIVE
            and m.status is Status.ACTIVE
            and not self.kept_apart(e.id, m.id)
            and m.cleared_until is not None
            and m.cleared_until >= self.p.as_of
            and self.trained(m)
            and self.approval(e, m) in ("not needed", "given")
        )

    def may_stay(self, e, m, row):
        """Whether a pair in force, not on hold, may keep the meeting that is recorded."""
        return row.slot is not None and row.place in self.places and self._safe(e, m, row)

    def _give_no_meeting(self, found, e):
        since = max(self.p.as_of, e.available_from or self.p.as_of)
        days = (self.p.term.first_day + dt.timedelta(days=n) for n in range(7 * self.p.term.weeks))
        found.options[NO_MEETING, None] = ({day for day in days if day >= since}, set(), False, False)
        found.ways[NO_MEETING] = None
        found.choice[NO_MEETING] = 0

    def _give_options(self, found, e, m, hours):
        """Section 5: places not beaten, the first of them."""
        by_place = {}
        for place, slot in hours:
            by_place.setdefault(place, []).append(slot)
        ways = {place: (self.journey(e, place), self.journey(m, place)) for place in by_place}
        cost = {place: (a.minutes, b.minutes, a.pence, b.pence) for place, (a, b) in ways.items()}
        venues = [place for place in by_place if place not in REMOTE]
        unbeaten = [
            place
            for place in venues
            if not any(
                cost[other] != cost[place] and all(x <= y for x, y in zip(cost[other], cost[place])) for other in venues
            )
        ]
        unbeaten.sort(key=lambda place: (sum(cost[place][:2]), sum(cost[place][2:]), place))
        chosen = unbeaten[: self.policy.places] + [place for place in by_place if place in REMOTE]
        for place in chosen:
            found.ways[place] = ways[place]
            found.choice[place] = len({(slot.weekday, slot.start) for slot in by_place[place]})
            for slot in by_place[place]:
                planned = self.dates(e, slot)
                held = {day for day in planned if self.is_held(e, m, place, day)}
                found.options[place, slot] = (planned, held, False, True)

    # ---------------------------------------------------------------------------------------------- section 4

    def rules(self, e, m, held=False, new=True):
        """(ids of the rules that fail, in order; the options left: (place, slot))."""
        failed = []

        def rule(name, holds):
            if not holds:
                failed.append(name)

        rule("same-person", e.id != m.id)
        rule("paused", e.status is Status.ACTIVE and m.status is Status.ACTIVE)
        rule("state", self.state(e, m))
        rule("requires", self.requires(e, m))
        rule("stage", m.stage is not None and (e.stage is None or m.stage >= e.stage + self.policy.min_gap))
        rule("areas", not self.policy.areas_apart or None in (e.area, m.area) or e.area == m.area)
        places = [place for place in self.places if self.usable(e, place) and self.usable(m, place)]
        rule("travel", places)
        hours = [(place, slot) for place in places for slot in self.slots(e) if self.is_hour(e, m, place, slot)]
        rule("common-hour", hours or not places)
        hours = self._narrowed(rule, "dates", hours, lambda place, slot: self.enough_dates(e, m, place, slot))
        rule("approval", self.approval(e, m) != "no")
        rule("places", self.free_places(m) > 0)
        hours = self._narrowed(
            rule,
            "keep-apart",
            hours,
            lambda place, slot: not self.near_miss(e, m, place, slot),
            not self.kept_apart(e.id, m.id),
        )
        hours = self._narrowed(
            rule,
            "clearance",
            hours,
            lambda place, slot: held or self.covered(e, m, slot),
            m.cleared_until is not None and m.cleared_until >= self.p.as_of,
        )
        rule("training", self.trained(m))
        hours = self._narrowed(rule, "not-at", hours, lambda place, slot: place not in (*e.not_at, *m.not_at))
        hours = self._narrowed(
            rule,
            "home-by",
            hours,
            lambda place, slot: all(self.home(who, self.journey(who, place), place, slot) for who in (e, m)),
        )
        hours = self._narrowed(
            rule, "first-meetings", hours, lambda place, slot: not new or self.supervised(place, slot)
        )
        assert failed == sorted(failed, key=ORDER.index)
        return failed, hours

    @staticmethod
    def _narrowed(rule, name, hours, holds, pair_holds=True):
        left = [hour for hour in hours if holds(*hour)]
        rule(name, pair_holds and (left or not hours))
        return left

    def state(self, e, m):
        if self.h.refused(e.id, m.id):
            return False
        row = self.h.latest().get((e.id, m.id))
        if row is None or row.state is not PairState.ENDED:
            return True
        again = row.again_from or row.since + dt.timedelta(weeks=self.policy.cooling_off_weeks)
        return self.p.as_of >= again

    def requires(self, e, m):
        if e.id in m.not_with or m.id in e.not_with:
            return False
        return all(self.met(want, e, m, m) for want in e.requires) and all(
            self.met(want, e, m, e) for want in m.requires
        )

    def met(self, want, e, m, other):
        def fold(text):
            return " ".join(text.lower().split())

        value = fold(want.value)
        plain = {
            Trait.GENDER: "gender",
            Trait.LIFE_STAGE: "life_stage",
            Trait.FAMILY: "family",
            Trait.FAITH: "faith",
            Trait.PATHWAY: "pathway",
        }
        if want.trait in plain:
            answer = getattr(other, plain[want.trait])
            return answer is None or fold(answer) == value
        if want.trait is Trait.LANGUAGE:
            spoken = [fold(one) for one in other.languages] or ["english"]
            helped = e.interpreter_ok and any(value == fold(one) for s in self.p.staff for one in s.interprets)
            return value in spoken or helped
        if want.trait is Trait.TRAINING:
            return value in map(fold, m.training)
        if want.trait is Trait.LIVED:
            if other is m and not m.lived_use:
                return False
            return not other.lived or value in map(fold, other.lived)
        return other.id == want.value

    def approval(self, e, m):
        if not (e.needs_approval or m.needs_approval):
            return "not needed"
        rows = [row for row in self.h.approvals if row.mentee == e.id and row.mentor in (None, m.id)]
        rows.sort(key=lambda row: (row.on, row.mentor is not None))
        last = rows[-1] if rows else None
        if last is not None and last.agreed and (last.until is None or last.until >= self.p.as_of):
            return "given"
        refused = last is not None and not last.agreed
        return "no" if refused or self.policy.approvals == "report" or m.may_ask_officer is False else "to ask"

    def approval_end(self, e, m):
        if self.approval(e, m) != "given":
            return None
        rows = [row for row in self.h.approvals if row.mentee == e.id and row.mentor in (None, m.id)]
        return max(rows, key=lambda row: (row.on, row.mentor is not None)).until

    def free_places(self, m):
        held = [row for row in self.h.holding(self.p.as_of) if row.mentor == m.id]
        free = m.max_people - m.people_elsewhere - len(held)
        if m.new_people is not None:
            first = [
                min(r.since for r in self.h.pairs if (r.mentee, r.mentor) == (row.mentee, row.mentor) and r.state.holds)
                for row in held
            ]
            free = min(free, m.new_people - sum(day >= self.p.term.first_day for day in first))
        return max(0, free)

    def kept_apart(self, a, b):
        return any({a, b} <= set(row.people) and a != b and row.holds_on(self.p.as_of) for row in self.p.keep_apart)

    def trained(self, m):
        still = m.trained_until is None or m.trained_until >= self.p.as_of
        return still and all(one in m.training for one in self.policy.required_training)

    # ---------------------------------------------------------------------------------------------- section 1

    def slots(self, e):
        minutes = e.meeting_minutes or self.policy.meeting_minutes
        return self.once(("slots", minutes, e.rhythm.value), lambda: list(self._slots(minutes, e.rhythm)))

    def _slots(self, minutes, rhythm):
        for weekday in range(7):
            for start in range(0, 1440 - minutes + 1, self.policy.start_step):
                for first in rhythm.firsts:
                    slot = Slot(weekday=weekday, start=start, minutes=minutes, rhythm=rhythm, first=first)
                    if self.covers(self.policy.duty_hours, slot):
                        yield slot

    def dates(self, e, slot):
        since = max(self.p.as_of, e.available_from or self.p.as_of)
        return {day for day in self.term_dates(slot) if day >= since}

    def term_dates(self, slot):
        key = ("dates", slot.weekday, slot.rhythm, slot.first)
        return self.once(key, lambda: self._term_dates(slot))

    def _term_dates(self, slot):
        term, out = self.p.term, set()
        for n in range(7 * term.weeks):
            day = term.first_day + dt.timedelta(days=n)
            if day.weekday() != slot.weekday:
                continue
            if slot.rhythm is Rhythm.FORTNIGHTLY and term.week_letter(day) != "AB"[slot.first - 1]:
                continue
            if slot.rhythm is Rhythm.MONTHLY and (day.day + 6) // 7 != slot.first:
                continue
            out.add(day)
        return out

    @staticmethod
    def letters(slot):
        return "AB"[slot.first - 1] if slot.rhythm is Rhythm.FORTNIGHTLY else "AB"

    def covers(self, availability, slot, spare=0):
        return all(
            availability.covers(slot.weekday, letter, slot.start - spare, slot.end + spare)
            for letter in self.letters(slot)
        )

    def lost(self, e, m, place, day):
        if place not in REMOTE and self.calendar.why_shut(self.venues[place], day):
            return True
        return any((who.availability or self.policy.default_availability).away_on(day) for who in (e, m))

    def is_held(self, e, m, place, day):
        end = self.approval_end(e, m)
        return not self.lost(e, m, place, day) and day <= m.cleared_until and (end is None or day <= end)

    def enough_dates(self, e, m, place, slot):
        planned = self.dates(e, slot)
        left = [day for day in planned if not self.lost(e, m, place, day)]
        return 2 * len(left) >= len(planned)

    def covered(self, e, m, slot):
        planned = self.dates(e, slot)
        if m.cleared_until is None:
            return not planned or self.policy.min_dates == 0
        return sum(day <= m.cleared_until for day in planned) >= min(self.policy.min_dates, len(planned))

    # ---------------------------------------------------------------------------------------------- section 2

    def once(self, key, work):
        """The answer of `work`, worked out once a key: journeys and dates take long."""
        if key not in self.known:
            self.known[key] = work()
        return self.known[key]

    def journey(self, who, place, limits=True):
        if place in REMOTE:
            return Way(0, 0, -1, 0, False)
        return self.once((id(who), place, limits), lambda: self._journey(who, place, limits))

    def _journey(self, who, place, limits):
        best = None
        for order, mode in enumerate(Mode):
            if mode not in who.modes or (mode is Mode.LIFT and who.lift_from is None):
                continue
            leg = self.travel.leg(who.spot, self.venues[place].spot, mode, who.pace)
            if not leg.possible:
                continue
            pence = leg.pence - (leg.bus_pence if who.bus_pass in (BusPass.OWN, BusPass.OWN_AND_COMPANION) else 0)
            if leg.provenance is Provenance.ASSUMED:
                pence = 0
            verdicts = [
                self._within(figure, limit, leg.provenance)
                for figure, limit in (
                    (leg.minutes, self.policy.max_minutes if who.max_minutes is None else who.max_minutes),
                    (pence, who.max_pence),
                )
            ]
            if limits and None in verdicts and leg.provenance is not Provenance.ASSUMED:
                continue
            check = verdicts != ["within", "within"] and leg.provenance is not Provenance.ASSUMED
            way = Way(leg.minutes, pence, order, int(leg.provenance), check, leg.earliest_arrival, leg.latest_departure)
            if best is None or (way.minutes, way.pence, way.mode) < (best.minutes, best.pence, best.mode):
                best = way
        return best

    def _within(self, figure, limit, source):
        if limit is None or figure <= limit:
            return "within"
        roughly = 100 * figure <= (100 + self.policy.doubt) * limit
        return "doubtful" if source is not Provenance.TABLE and roughly else None

    def usable(self, who, place):
        if place in REMOTE:
            return REMOTE[place] in who.meets
        venue = self.venues[place]
        return (
            Meets.IN_PERSON in who.meets
            and venue.one_to_one
            and (venue.step_free or not who.step_free)
            and not (venue.alcohol_served and who.not_where_alcohol)
            and self.journey(who, place) is not None
        )

    def between(self, person, a, b):
        return self.once(("between", person, a, b), lambda: self._between(person, a, b))

    def _between(self, person, a, b):
        """Minutes for a person between two places, each a venue id, "phone", "video", a spot or None."""
        if a is None or b is None or a in REMOTE or b in REMOTE or a == b:
            return 0
        a, b = (self.venues[one].spot if isinstance(one, str) else one for one in (a, b))
        if not a.known or not b.known:
            return 0
        lists = (self.p.mentors, self.p.mentees, self.p.staff)
        row = next(row for rows in lists for row in rows if row.id == person)
        modes = [mode for mode in row.modes if mode is not Mode.LIFT] or [Mode.FOOT]
        legs = [self.travel.leg(a, b, mode, row.pace) for mode in modes]
        return min((leg.minutes for leg in legs if leg.possible), default=NEVER)

    # ------------------------------------------------------------------------------------------------- hours

    def is_hour(self, e, m, place, slot):
        if place not in REMOTE and not self.covers(self.venues[place].opening, slot):
            return False
        for who in (e, m):
            way, sunday = self.journey(who, place), slot.weekday == 6
            if not self.covers(who.availability or self.policy.default_availability, slot, way.minutes):
                return False
            if slot.start < way.arrive[sunday] or slot.end > way.leave[sunday]:
                return False
            if any(self.clashes(who.id, row, e, place, slot) for row in self.commitments if row.person == who.id):
                return False
        return True

    def commitment_dates(self, row):
        low, high = row.starts_on or dt.date.min, row.ends_on or dt.date.max
        return {day for day in self.term_dates(row.slot) if low <= day <= high}

    def clashes(self, person, row, e, place, slot):
        if not self.commitment_dates(row) & self.dates(e, slot):
            return False
        there = row.venue if row.venue in self.venues else row.spot
        if row.slot.end <= slot.start:
            return slot.start - row.slot.end < self.between(person, there, place)
        if slot.end <= row.slot.start:
            return row.slot.start - slot.end < self.between(person, place, there)
        return True

    def near_miss(self, e, m, place, slot):
        if place in REMOTE:
            return False
        others = self.p.apart(e.id) | self.p.apart(m.id)
        for row in self.commitments:
            if row.person in others and row.venue == place and self.commitment_dates(row) & self.dates(e, slot):
                gap = max(slot.start - row.slot.end, row.slot.start - slot.end)
                if gap < self.policy.keep_apart_margin:
                    return True
        return False

    def home(self, who, way, place, slot):
        if place in REMOTE:
            return True
        if way is None:
            return who.out_from is None and who.home_by is None
        minutes = way.minutes
        return (who.out_from is None or slot.start - minutes >= who.out_from) and (
            who.home_by is None or slot.end + minutes <= who.home_by
        )

    def supervised(self, place, slot):
        if place in REMOTE or self.policy.supervised_meetings == 0:
            return True
        venue = self.venues[place]
        return venue.first_meeting_ok and venue.staffed is not None and self.covers(venue.staffed, slot)

    def _safe(self, e, m, row):
        place, slot = row.place, row.slot
        return (
            place not in (*e.not_at, *m.not_at)
            and all(
                self.home(who, self.journey(who, place) or self.journey(who, place, limits=False), place, slot)
                for who in (e, m)
            )
            and not self.near_miss(e, m, place, slot)
            and (not row.state.new or self.supervised(place, slot))
        )
