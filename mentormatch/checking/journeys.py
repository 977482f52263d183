"""Journeys of one person to one place, asked of `mentormatch.travel` one leg at a time, and kept."""

from __future__ import annotations

import attrs

from mentormatch.checking.facts import Booked, Facts
from mentormatch.domain.people import Meets, Member
from mentormatch.domain.places import PHONE, REMOTE, Venue
from mentormatch.domain.travelling import Mode, Pace, Provenance, Spot
from mentormatch.travel import CANNOT, Leg, TableRow, Travel, TravelTable

MODE_ORDER = {mode: at for at, mode in enumerate(Mode)}
NEVER = CANNOT
REMOTE_MEETS = {PHONE: Meets.PHONE, "video": Meets.VIDEO}


@attrs.frozen(kw_only=True)
class Journey:
    """A member's way to a venue. minutes: one way. pence: there and back after a bus pass.

    arrive, leave: earliest arrival and latest departure, Monday to Saturday and Sunday.
    check: beyond a limit, within doubt of it. within: whether it is within both limits at all.
    """

    mode: Mode
    minutes: int
    pence: int
    known_from: Provenance
    arrive: tuple[int, int]
    leave: tuple[int, int]
    check: bool = False
    within: bool = True


class Journeys:
    """Journeys, usable venues, and minutes between two places of one person."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        programme = facts.programme
        self.policy = programme.policy
        rows = tuple(
            TableRow(row.origin, row.place, _mode(row.mode), row.minutes, row.pence, line)
            for line, row in enumerate(programme.journeys, start=1)
        )
        self.travel = Travel(programme.policy.travel, TravelTable(rows) if rows else None, programme.as_of)
        self._legs: dict[tuple[int, Spot, Mode], Journey | None] = {}
        self._speeds: dict[tuple[Mode, Pace], int] = {}
        self._journeys: dict[tuple[int, str], Journey | None] = {}
        self._between: dict[tuple[str, str, str], int] = {}
        self._by_spot: dict[tuple[str, Spot, Spot], int] = {}

    # ------------------------------------------------------------------------------------------------ one person

    def to(self, member: Member, venue_id: str) -> Journey | None:
        """The journey: of the legs within both limits the least by minutes, pence, order of modes; None = none."""
        key = (id(member), venue_id)
        if key not in self._journeys:
            spot = self.facts.venues[venue_id].spot
            modes = [mode for mode in self._modes(member) if not self._far_beyond(member, spot, mode)]
            ways = [way for mode in modes if (way := self._by(member, spot, mode)) and way.within]
            self._journeys[key] = min(ways, key=_by_figures, default=None)
        return self._journeys[key]

    def least(self, member: Member, venue_id: str) -> Journey | None:
        """The least leg whatever the limits; None where there is no way at all."""
        spot = self.facts.venues[venue_id].spot
        ways = [way for mode in self._modes(member) if (way := self._by(member, spot, mode))]
        return min(ways, key=_by_figures, default=None)

    def _modes(self, member: Member) -> list[Mode]:
        return [mode for mode in dict.fromkeys(member.modes) if mode is not Mode.LIFT or member.lift_from]

    def _far_beyond(self, member: Member, spot: Spot, mode: Mode) -> bool:
        """Whether a place is beyond a member's limit even in a straight line at top speed; spares asking for the leg.

        Never said where a table, a ferry or the same place could make it nearer.
        """
        home = member.spot
        if self.travel.table is not None or not home.known or home.zone != spot.zone or home.place:
            return False
        most = (100 + self.policy.doubt) * self._most_minutes(member)
        reach = self._top_speed(mode, member.pace) * most
        east, north = home.easting - spot.easting, home.northing - spot.northing
        return 36_000_000 * (east * east + north * north) > reach * reach

    def _top_speed(self, mode: Mode, pace: Pace) -> int:
        """Metres an hour that no journey on land by a mode exceeds."""
        key = (mode, pace)
        if key not in self._speeds:
            travel = self.policy.travel
            speeds = [travel.speed_on_foot(pace)]
            if mode is not Mode.FOOT:
                speeds.append(getattr(travel, mode.value))
            self._speeds[key] = max(max(speed.metres_per_hour, speed.then_metres_per_hour) for speed in speeds)
        return self._speeds[key]

    def _by(self, member: Member, spot: Spot, mode: Mode) -> Journey | None:
        """One leg of a member, or None where there is none."""
        key = (id(member), spot, mode)
        if key not in self._legs:
            leg = self.travel.leg(member.spot, spot, mode, member.pace)
            self._legs[key] = self._judged(member, mode, leg) if leg.possible else None
        return self._legs[key]

    def _most_minutes(self, member: Member) -> int:
        return self.policy.max_minutes if member.max_minutes is None else member.max_minutes

    def _judged(self, member: Member, mode: Mode, leg: Leg) -> Journey:
        """One leg beside the limits of the person who makes it."""
        assumed = leg.provenance is Provenance.ASSUMED
        pence = 0 if assumed else leg.pence_with(member.bus_pass)
        most_minutes = self._most_minutes(member)
        beyond = leg.minutes > most_minutes or (member.max_pence is not None and pence > member.max_pence)
        if assumed:
            within, beyond = True, False
        elif leg.provenance is Provenance.TABLE:
            within = not beyond
        else:
            room = 100 + self.policy.doubt
            within = 100 * leg.minutes <= room * most_minutes
            within = within and (member.max_pence is None or 100 * pence <= room * member.max_pence)
        return Journey(
            mode=mode,
            minutes=leg.minutes,
            pence=pence,
            known_from=leg.provenance,
            arrive=leg.earliest_arrival,
            leave=leg.latest_departure,
            check=within and beyond,
            within=within,
        )

    def fits(self, member: Member, venue: Venue) -> bool:
        """Whether a venue suits somebody, the way there left aside."""
        if Meets.IN_PERSON not in member.meets or not venue.one_to_one:
            return False
        if member.step_free and not venue.step_free:
            return False
        return not (member.not_where_alcohol and venue.alcohol_served)

    def usable(self, member: Member, venue_id: str) -> bool:
        """Whether somebody could meet at a venue at all."""
        venue = self.facts.venues.get(venue_id)
        return venue is not None and self.fits(member, venue) and self.to(member, venue_id) is not None

    def meets_by(self, member: Member, place: str) -> bool:
        """Whether somebody accepts meeting by phone or by video."""
        return REMOTE_MEETS[place] in member.meets

    def minutes_to(self, member: Member, place: str) -> int:
        """Minutes one way to a meeting: 0 if remote, the journey, else the least leg, else 0."""
        way = self.way(member, place)
        return way.minutes if way else 0

    def way(self, member: Member, place: str) -> Journey | None:
        """The journey to a meeting, or the least leg where none is within the limits; None if remote or no way."""
        if place in REMOTE or place not in self.facts.venues:
            return None
        return self.to(member, place) or self.least(member, place)

    def minutes_led(self, member: Member, venue_id: str | None) -> int:
        """Minutes one way to a session that somebody leads: the quickest of their legs, whatever the limits."""
        if venue_id is None or venue_id not in self.facts.venues:
            return 0
        way = self.least(member, venue_id)
        return way.minutes if way else 0

    # ----------------------------------------------------------------------------------------------- two places

    def between(self, person: str, start: str, end: str) -> int:
        """Minutes that somebody needs from one place (a venue id, "phone" or "video") to another; NEVER = no way."""
        if start == end or start in REMOTE or end in REMOTE:
            return 0
        key = (person, start, end)
        if key not in self._between:
            venues = self.facts.venues
            known = start in venues and end in venues
            self._between[key] = self._between_spots(person, venues[start].spot, venues[end].spot) if known else 0
        return self._between[key]

    def around(self, person: str, place: str, booked: Booked) -> tuple[int, int]:
        """Minutes from a place to something booked, and from there back to the place."""
        if booked.venue is not None:
            return self.between(person, place, booked.venue), self.between(person, booked.venue, place)
        spot = booked.row.spot if booked.row else None
        if spot is None or place in REMOTE or place not in self.facts.venues:
            return 0, 0
        here = self.facts.venues[place].spot
        return self._between_spots(person, here, spot), self._between_spots(person, spot, here)

    def _between_spots(self, person: str, start: Spot, end: Spot) -> int:
        if not (start.known and end.known):
            return 0
        key = (person, start, end)
        if key not in self._by_spot:
            row = self.facts.row_of(person)
            if row is None:
                return 0
            modes = [mode for mode in row.modes if mode is not Mode.LIFT] or [Mode.FOOT]
            minutes = min(self.travel.leg(start, end, mode, row.pace).minutes for mode in modes)
            self._by_spot[key] = minutes
            if start.zone == end.zone and self.travel.table is None:
                self._by_spot[person, end, start] = minutes  # on land the model knows no direction
        return self._by_spot[key]


def _by_figures(way: Journey) -> tuple[int, int, int]:
    return (way.minutes, way.pence, MODE_ORDER[way.mode])


def _mode(name: str | None) -> Mode | None:
    return None if name in (None, "", "any") else Mode(name)
