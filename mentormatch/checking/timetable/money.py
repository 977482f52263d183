"""What a session costs on one date, by heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mentormatch.checking.timetable.going import Going, sessional
from mentormatch.checking.timetable.offers import Offers
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.domain.people import Member
from mentormatch.domain.timetable import FARES, FOOD, HIRE, SESSIONAL


class Money:
    """Pence of patterns, leaders and attendees; a heading with nothing under it is left out."""

    def __init__(self, going: Going, offers: Offers) -> None:
        self.going, self.offers = going, offers

    def a_date(self, pattern: Pattern, leaders: Iterable[str], attendees: Iterable[str]) -> Counter[str]:
        """Pence of one date by heading; of a drop-in, instead of attendees, those whom it is offered to."""
        out = self.of_hire(pattern)
        for leader in leaders:
            out += self.of_leader(leader, pattern)
        come = attendees if pattern.by_name else (mentee.id for mentee in self.offers.to(pattern))
        for person in come:
            out += self.of_attendee(person, pattern)
        return +out

    def of_hire(self, pattern: Pattern) -> Counter[str]:
        venue, activity = pattern.venue, pattern.activity
        pence = _rounded_up(venue.hire_pence_an_hour * pattern.slot.minutes)
        return Counter({venue.heading or activity.heading or HIRE: pence})

    def of_leader(self, person: str, pattern: Pattern) -> Counter[str]:
        row = self.going.leads_as(person)
        pay = _rounded_up(sessional(row) * pattern.slot.minutes)
        return +Counter({SESSIONAL: pay, FARES: self._fare(row, pattern)})

    def of_attendee(self, person: str, pattern: Pattern) -> Counter[str]:
        row, activity = self.going.attends_as(person), pattern.activity
        if row is None:
            return Counter()
        come = self.going.heads(row) * self.offers.turnout(activity)
        pence = Counter({FARES: self._fare(row, pattern) * come // 100})
        pence[activity.heading or FOOD] += activity.food_pence_a_head * come // 100
        return +pence

    def _fare(self, row: Member | None, pattern: Pattern) -> int:
        """Pence there and back: of the journey, else of the least leg, else none."""
        way = self.going.way(row, pattern) if row is not None else None
        return way.pence if way else 0


def _rounded_up(hourly: int) -> int:
    """Pence for a rate an hour times minutes."""
    return -(-hourly // 60)
