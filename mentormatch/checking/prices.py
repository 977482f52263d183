"""Adding up a price list: the bound that its prices prove over the judge's own columns, by weak duality.

For a tier to be made large: every plan's value is at most
    (sum of price x right-hand side + sum over pairs of the most that one column earns beyond its prices) / scale
because each row holds in every plan and each price has the sign of its row. A tier to be made small is the same with
its points turned round. A pair that must be in the plan counts with its best column even where that is below 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from typing import Any

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.columns import OF_THE_PAIR, At, Columns, Role, of_the_place, of_the_slot, slots
from mentormatch.checking.dates import Turn
from mentormatch.checking.order import OF_SESSIONS
from mentormatch.checking.rules.diary import clash
from mentormatch.checking.rules.hours import room_by_week
from mentormatch.checking.values import first_reached, given
from mentormatch.domain import tiers
from mentormatch.domain.plan import PriceList, RowPrice, TierValue
from mentormatch.domain.slots import Rhythm, Slot

Stop = tuple[str, int, int, int, str, int]
FREE_SIGN = frozenset(("tier", "held", "load"))


class Refused(Exception):
    """A price list that proves nothing, and why."""


@attrs.define(eq=False)
class Sorted:
    """The prices of a list by kind of row, and the sum of price x right-hand side."""

    rhs: int = 0
    of_pair: dict[tuple[str, str], int] = attrs.field(factory=dict)
    of_mentee: dict[str, int] = attrs.field(factory=dict)
    of_mentor: dict[str, int] = attrs.field(factory=dict)
    first: dict[str, int] = attrs.field(factory=dict)
    further: dict[str, int] = attrs.field(factory=dict)
    load: dict[str, int] = attrs.field(factory=dict)
    hours: dict[str, dict[int, int]] = attrs.field(factory=dict)
    stops: dict[str, dict[Stop, int]] = attrs.field(factory=dict)
    tiers: dict[str, int] = attrs.field(factory=dict)


class Taken:
    """Where the columns of each person may stand: start sets and recorded slots by person and place."""

    def __init__(self, case: Case, columns: list[Columns]) -> None:
        self.case = case
        self._starts: dict[tuple[str, str], dict[Turn, int]] = {}
        self._recorded: dict[tuple[str, str], list[tuple[Slot, Turn]]] = {}
        for pair in columns:
            for at in pair.at:
                if at.place is not None:
                    for person in dict.fromkeys(pair.key):
                        self._note(person, at.place, pair, at)

    def _note(self, person: str, place: str, pair: Columns, at: At) -> None:
        starts = self._starts.setdefault((person, place), {})
        for turn, own in at.by_turn:
            starts[turn] = starts.get(turn, 0) | own
        if at.recorded is not None:
            turn = self.case.dates.turn(pair.mentee, at.recorded)
            self._recorded.setdefault((person, place), []).append((at.recorded, turn))

    def turns(self, person: str, stop: Stop) -> list[Turn]:
        """The turns, with a planned date, of the columns that stand at a stop."""
        place, weekday, start, minutes, rhythm, first = stop
        found = [turn for slot, turn in self._recorded.get((person, place), ()) if _stop_of(place, slot) == stop]
        if start % self.case.starts.step == 0:
            bit = self.case.starts.bit(weekday, start)
            for turn, starts in self._starts.get((person, place), {}).items():
                same = (turn.minutes, turn.rhythm.value, turn.first) == (minutes, rhythm, first)
                if same and starts & bit:
                    found.append(turn)
        return [turn for turn in dict.fromkeys(found) if self.case.dates.planned(turn, weekday)]


def added_up(
    case: Case, tier: TierValue, prices: PriceList, columns: list[Columns], taken: Taken, *, fixed: bool
) -> int:
    """The bound that a price list proves. fixed: the pairs of the plan are given, only their meetings are chosen.

    Raises Refused where the list proves nothing.
    """
    if prices.scale < 1:
        raise Refused(f"its scale is {prices.scale}")
    adder = _Adder(case, tier, prices, taken, fixed)
    total = adder.rows.rhs + sum(adder.most(pair) for pair in columns) + adder.load_steps()
    if tier.sense == tiers.MAX:
        return total // prices.scale + adder.constant(tier.name)
    return -(total // prices.scale) + adder.constant(tier.name)


class _Adder:
    def __init__(self, case: Case, tier: TierValue, prices: PriceList, taken: Taken, fixed: bool) -> None:
        self.case, self.tier, self.taken, self.fixed = case, tier, taken, fixed
        self.sign = 1 if tier.sense == tiers.MAX else -1
        self.scale = self.sign * prices.scale
        self.plan_tiers = {one.name: one for one in case.plan.tiers}
        self.rows = Sorted()
        for row in prices.prices:
            self._take(row)
        self._weigh()

    # ---------------------------------------------------------------------------------------------- reading the rows

    def _take(self, row: RowPrice) -> None:
        if row.price < 0 and row.rule not in FREE_SIGN and not (row.rule == "pair" and self.fixed):
            raise Refused(f"the price of {row.rule} {', '.join(row.who)} is below 0")
        reader = getattr(self, f"_row_{row.rule}", None)
        if reader is None:
            raise Refused(f'"{row.rule}" is no row')
        try:
            reader(row)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Refused(f"the row {row.rule} {', '.join(map(str, row.who))} cannot be read") from error

    def _row_wants(self, row: RowPrice) -> None:
        mentee = self.case.facts.mentees[row.who[0]]
        _add(self.rows.of_mentee, mentee.id, row.price)
        self.rows.rhs += row.price * self.case.facts.wants_left(mentee)

    def _row_caseload(self, row: RowPrice) -> None:
        mentor = self.case.facts.mentors[row.who[0]]
        _add(self.rows.of_mentor, mentor.id, row.price)
        self.rows.rhs += row.price * self.case.facts.free_places(mentor)

    def _row_pair(self, row: RowPrice) -> None:
        pair = (self.case.facts.mentees[row.who[0]].id, self.case.facts.mentors[row.who[1]].id)
        if row.price < 0 and pair not in {one.key for one in self.case.planned}:
            raise Refused(f"{pair[0]} with {pair[1]} is not in the plan, and its price is below 0")
        _add(self.rows.of_pair, pair, row.price)
        self.rows.rhs += row.price

    def _row_held(self, row: RowPrice) -> None:
        pair = (row.who[0], row.who[1])
        if pair not in self.case.facts.in_force:
            raise Refused(f"{pair[0]} with {pair[1]} is no held pair")
        _add(self.rows.of_pair, pair, row.price)
        self.rows.rhs += row.price

    def _row_first(self, row: RowPrice) -> None:
        _add(self.rows.first, self.case.facts.mentees[row.who[0]].id, row.price)
        self.rows.rhs += row.price

    def _row_further(self, row: RowPrice) -> None:
        _add(self.rows.further, self.case.facts.mentees[row.who[0]].id, row.price)

    def _row_load(self, row: RowPrice) -> None:
        _add(self.rows.load, self.case.facts.mentors[row.who[0]].id, row.price)

    def _row_hours(self, row: RowPrice) -> None:
        mentor, week = self.case.facts.mentors[row.who[0]], int(row.about[0])
        if not 0 <= week < self.case.room.n_weeks:
            raise Refused(f"the term has no week {week}")
        of_mentor = self.rows.hours.setdefault(mentor.id, {})
        of_mentor[week] = of_mentor.get(week, 0) + row.price
        self.rows.rhs += row.price * room_by_week(self.case, mentor)[week]

    def _row_tier(self, row: RowPrice) -> None:
        name = str((row.who or row.about)[0])
        order = [one.name for one in self.case.plan.tiers]
        if order.index(name) >= order.index(self.tier.name):
            raise Refused(f"{name} does not come before {self.tier.name}")
        if name in OF_SESSIONS:
            raise Refused(f"{name} is a tier of sessions, which these columns know nothing of")
        _add(self.rows.tiers, name, row.price)

    def _row_diary(self, row: RowPrice) -> None:
        person = row.who[0]
        listed = list(dict.fromkeys(_stop(about) for about in row.about))
        self._must_clash(person, listed)
        of_person = self.rows.stops.setdefault(person, {})
        for stop in listed:
            of_person[stop] = of_person.get(stop, 0) + row.price
        self.rows.rhs += row.price * max(1, self._as_recorded(person, set(listed)))

    def _must_clash(self, person: str, listed: Sequence[Stop]) -> None:
        """Any two columns of that person at the stops must exclude each other."""
        taken = [(stop[0], _slot(stop), turn) for stop in listed for turn in self.taken.turns(person, stop)]
        for one, other in combinations_with_replacement(taken, 2):
            if not clash(self.case, person, one, other):
                raise Refused(f"{person} can be both at {one[1]} ({one[0]}) and at {other[1]} ({other[0]})")

    def _as_recorded(self, person: str, listed: set[Stop]) -> int:
        """How many recorded meetings of held pairs stand at the stops: the row is widened to them."""
        count = 0
        for pair in self.case.facts.in_force:
            recorded = self.case.options.recorded(pair)
            if person in pair and recorded is not None:
                count += _stop_of(*recorded) in listed
        return count

    # ------------------------------------------------------------------------------------------------ adding them up

    def _weigh(self) -> None:
        """Sort the priced tiers by what their points hang on, and add their right-hand sides."""
        weights = {name: -price for name, price in self.rows.tiers.items() if price}
        for name, price in self.rows.tiers.items():
            self.rows.rhs += price * (self._kept(self.plan_tiers[name], price) - self.constant(name))
        weights[self.tier.name] = self.scale
        self.weights = weights
        self.on_pair = [(w, OF_THE_PAIR[name]) for name, w in weights.items() if name in OF_THE_PAIR]
        places = ((w, of_the_place(self.case, name)) for name, w in weights.items())
        self.on_place = [(w, points) for w, points in places if points is not None]
        hours = ((w, of_the_slot(name), name) for name, w in weights.items())
        self.on_slot = [(w, points, name) for w, points, name in hours if points is not None]

    def _kept(self, tier: TierValue, price: int) -> int:
        """The value of an earlier tier that a price of this sign may count on."""
        if self.tier.name == tiers.CANONICAL.name or self.tier.name.startswith("meetings-"):
            return tier.value  # what was given and not needed has been taken back by then
        reached, may = first_reached(tier), given(self.case, tier)
        if not may:
            return reached
        worst = reached - may if tier.sense == tiers.MAX else reached + may
        low, high = min(reached, worst), max(reached, worst)
        best_counts = (price > 0) == (tier.sense == tiers.MAX)
        if best_counts and not tier.proven:
            raise Refused(f"{tier.name} is not proven, and its price counts on that")
        return high if price > 0 else low

    def constant(self, name: str) -> int:
        """What a tier has whatever is chosen: the squares of the people whom mentors have beside the columns."""
        if name != tiers.LOAD.name:
            return 0
        return sum(self._base(mentor.id) ** 2 for mentor in self.case.programme.mentors)

    def _base(self, mentor_id: str) -> int:
        facts = self.case.facts
        held = facts.on_hold_by_mentor[mentor_id] + facts.in_force_by_mentor[mentor_id]
        return facts.mentors[mentor_id].people_elsewhere + held

    def load_steps(self) -> int:
        """What the steps of load earn: the k-th person more of a mentor adds 2 x (base + k) - 1 to the squares."""
        weight = self.weights.get(tiers.LOAD.name, 0)
        if not weight and not self.rows.load:
            return 0
        total = 0
        for mentor in self.case.programme.mentors:
            base = self._base(mentor.id)
            for k in range(1, self.case.facts.free_places(mentor) + 1):
                total += max(0, weight * (2 * (base + k) - 1) + self.rows.load.get(mentor.id, 0))
        return total

    def most(self, pair: Columns) -> int:
        """The most that one column of a pair earns beyond its prices; at least 0 where it may be left out."""
        best: int | None = None if pair.held or self.fixed else 0
        for role in pair.roles:
            of_pair = self._of_pair(pair, role)
            for at in pair.at:
                base = of_pair + sum(weight * points(pair, role, at) for weight, points in self.on_place)
                for earned in self._of_slots(pair, at, base, best):
                    best = earned if best is None else max(best, earned)
        return best or 0

    def _of_pair(self, pair: Columns, role: Role) -> int:
        rows, mentee, mentor = self.rows, pair.mentee.id, pair.mentor.id
        out = sum(weight * points(pair, role) for weight, points in self.on_pair)
        out -= rows.of_pair.get(pair.key, 0)
        if not pair.held:
            out -= rows.of_mentee.get(mentee, 0) + rows.of_mentor.get(mentor, 0) + rows.load.get(mentor, 0)
        if role is Role.FIRST and mentee in rows.further:
            out += (self.case.facts.most_pairs(pair.mentee) - 1) * rows.further[mentee]
        if role is not Role.FURTHER:
            out -= rows.first.get(mentee, 0)
        if role is Role.FURTHER:
            out -= rows.further.get(mentee, 0)
        return out

    def _of_slots(self, pair: Columns, at: At, base: int, best: int | None) -> Iterator[int]:
        """What columns at one place earn; hours are looked at only where they matter."""
        on_slot = [(w, points) for w, points, name in self.on_slot if pair.held or name != "stability-meetings"]
        priced = pair.mentor.id in self.rows.hours or any(person in self.rows.stops for person in pair.key)
        if not on_slot and best is not None and base <= best:
            return  # prices of hours and diaries only take away
        if at.by_turn and not on_slot and not priced:
            yield base
            return
        for slot, turn in slots(self.case, pair, at):
            earned = base + sum(weight * points(self.case, pair, at, slot) for weight, points in on_slot)
            yield earned - self._priced(pair, at, slot, turn) if priced else earned

    def _priced(self, pair: Columns, at: At, slot: Slot | None, turn: Turn | None) -> int:
        """The prices of the hours and of the stops that a column takes."""
        of_mentor, total = self.rows.hours.get(pair.mentor.id), 0
        if of_mentor:
            use = self.case.room.use(pair.mentee, pair.mentor, at.place, slot)
            total += use.minutes * sum(price for week, price in of_mentor.items() if use.weeks >> week & 1)
        if slot is not None and at.place is not None and turn and self.case.dates.planned(turn, slot.weekday):
            stop = _stop_of(at.place, slot)
            total += sum(self.rows.stops.get(person, {}).get(stop, 0) for person in dict.fromkeys(pair.key))
        return total


def _add(prices: dict[Any, int], key: Any, price: int) -> None:
    prices[key] = prices.get(key, 0) + price


def _stop(about: Sequence[Any]) -> Stop:
    place, weekday, start, minutes, rhythm, first = about
    name = rhythm.value if isinstance(rhythm, Rhythm) else Rhythm(rhythm).value
    return (str(place), int(weekday), int(start), int(minutes), name, int(first))


def _stop_of(place: str, slot: Slot) -> Stop:
    return (place, slot.weekday, slot.start, slot.minutes, slot.rhythm.value, slot.first)


def _slot(stop: Stop) -> Slot:
    _, weekday, start, minutes, rhythm, first = stop
    return Slot(weekday=weekday, start=start, minutes=minutes, rhythm=Rhythm(rhythm), first=first)
