"""Figures of each session: its id, order, heads, dates, pence; and the costs. Each is reckoned anew and compared."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.checking.timetable.spending import costs, pence_a_date
from mentormatch.domain.frozen import evolve
from mentormatch.domain.timetable import DateLost, Session
from mentormatch.domain.verdict import Breach

VALUE = "value"
RECKONED = ("heads", "expected", "dates", "not_held", "pence_a_date", "leaders", "attendees")


def breaches(court: Court) -> Iterator[Breach]:
    """Every figure that is not what it should be."""
    said = [one.session for one in court.held]
    for session, right in zip(said, numbered(said)):
        if session != right:
            here, there = (f"{row.id} ({row.slot}, {row.venue})" for row in (session, right))
            yield _breach(f"{here} stands where {there} should.")
            break
    for one in court.held:
        yield from _figures(court, one)
    yield from _costs(court)


def numbered(sessions: list[Session]) -> list[Session]:
    """The same sessions in their order, with the ids that they should have."""
    out: list[Session] = []
    for session in sorted(sessions, key=lambda one: (one.activity, not one.fixed, one.slot.key, one.venue)):
        number = sum(other.activity == session.activity for other in out) + 1
        out.append(evolve(session, id=f"{session.activity}#{number}"))
    return out


def reckoned(court: Court, one: Held) -> Session:
    """The session with every figure as it should be; who leads, who attends and its id stay."""
    held, lost = _dates(court, one)
    return evolve(
        one.session,
        leaders=tuple(sorted(one.session.leaders)),
        attendees=tuple(sorted(one.session.attendees)),
        heads=court.heads(one.session.attendees),
        expected=court.expected(one),
        dates=court.ground.patterns.dates(one.pattern, held),
        not_held=lost,
        pence_a_date=sum(pence_a_date(court, one).values()),
    )


def _dates(court: Court, one: Held) -> tuple[int, tuple[DateLost, ...]]:
    """The weeks in which it is held, and the other planned dates with their reasons."""
    pattern = one.pattern
    rows = [row for leader in one.session.leaders if (row := court.going.leads_as(leader)) is not None]
    needed = min(pattern.activity.least_leaders, len(one.session.leaders))
    absent = [court.going.absent(row, pattern) for row in rows]
    held, why = 0, dict(pattern.lost)
    for week in weeks_of(pattern.open):
        if sum(not mask >> week & 1 for mask in absent) >= needed:
            held |= 1 << week
        else:
            why[week] = "leaders away"
    day_in = court.case.dates.calendar.day_in
    lost = (DateLost(day=day_in(week, pattern.slot.weekday), why=why[week]) for week in sorted(why))
    return held, tuple(lost)


def _figures(court: Court, one: Held) -> Iterator[Breach]:
    right = reckoned(court, one)
    for name in RECKONED:
        said, anew = getattr(one.session, name), getattr(right, name)
        if said != anew:
            yield _breach(f"{one.id}: {name} {_words(said)}, reckoned anew {_words(anew)}.")


def _words(figure: object) -> str:
    """A figure as it can be read; of a list what is in it."""
    if not isinstance(figure, tuple):
        return str(figure)
    return ", ".join(f"{item.day} {item.why}" if isinstance(item, DateLost) else str(item) for item in figure) or "none"


def _costs(court: Court) -> Iterator[Breach]:
    said, right = court.case.plan.timetable.costs, costs(court)
    for row in said:
        if row not in right:
            yield _breach(f"costs: {row.heading} is not {row.pence_a_week} pence a week and {row.pence_a_term} a term.")
    for row in right:
        if row not in said:
            says = (
                f"costs: {row.heading} takes {row.pence_a_week} pence in its dearest week, {row.pence_a_term} in all."
            )
            yield _breach(says)
    if len(said) == len(right) and said != right and set(said) == set(right):
        yield _breach("the costs are not in the order of their headings.")


def _breach(says: str) -> Breach:
    return Breach(rule=VALUE, says=says)
