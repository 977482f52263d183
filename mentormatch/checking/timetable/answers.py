"""Who is in no session by name, why, and what is left out of what was fixed: each worked out anew."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.checking.timetable.possible import OF_PEOPLE, Possible
from mentormatch.domain import rules
from mentormatch.domain.people import Mentee
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.rules import Rule, shown_as
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import FixedLeftOut, NotReached, Refused, WhyNot
from mentormatch.domain.verdict import Breach

ANSWER = "answer"


# ------------------------------------------------------------------------------------------------------- not reached


def waiting(court: Court) -> list[Mentee]:
    """The mentees for whom sessions are, and who are in none by name."""
    mentees = court.case.programme.mentees
    return [row for row in mentees if court.going.wants_groups(row) and row.id not in court.attended_by]


def listed(court: Court) -> Iterator[Breach]:
    """Whether everybody who is in no session is named, in order, and nobody else; and the drop-ins they are offered."""
    said, right = [row.mentee for row in court.case.plan.timetable.not_reached], [row.id for row in waiting(court)]
    for person in sorted(set(right) - set(said)):
        yield _breach(f"{person} is in no session by name, and no answer says why.", person)
    for person in sorted(set(said) - set(right)):
        yield _breach(f"{person} has an answer, and is in a session or wants none.", person)
    if set(said) == set(right) and said != right:
        yield _breach("those who are in no session are not in the order of their ids.")
    for row in court.case.plan.timetable.not_reached:
        offered = drop_ins(court, row.mentee)
        if row.mentee in right and row.drop_ins != offered:
            anew = ", ".join(offered) or "none"
            yield _breach(f"{row.mentee} is offered {', '.join(row.drop_ins) or 'none'}; anew {anew}.", row.mentee)


def drop_ins(court: Court, person: str) -> tuple[str, ...]:
    """The drop-ins that run and that somebody is offered, in the order of the sessions."""
    return tuple(
        one.id for one in court.held if any(mentee.id == person for mentee in court.ground.offers.to(one.pattern))
    )


def not_reached(court: Court, possible: Possible, mentee: Mentee) -> NotReached:
    """The answer that somebody in no session should have."""
    patterns, offered = possible.number(mentee), drop_ins(court, mentee.id)
    if patterns:
        kept_out = _kept_out(court, mentee)
        why = WhyNot.NO_ROOM if kept_out is None else WhyNot.NONE_RUNS
        return NotReached(mentee=mentee.id, why=why, patterns=patterns, refused=tuple(kept_out or ()), drop_ins=offered)
    refused = []
    for activity in possible.activities():
        rule = possible.refused_by(mentee, activity)
        if rule is not None:
            refused.append(Refused(activity=activity.id, rule=rule.id))
    return NotReached(mentee=mentee.id, why=WhyNot.NONE_POSSIBLE, refused=tuple(refused), drop_ins=offered)


def _kept_out(court: Court, mentee: Mentee) -> list[Refused] | None:
    """What keeps somebody out of each activity that runs by name; None where they could be in it, or safety does."""
    latest: dict[str, Rule] = {}
    for one in court.held:
        activity = one.pattern.activity
        if activity.entry is not Entry.BY_NAME:
            continue
        rule = next((shown_as(rule) for rule, _ in court.going.attendee_faults(mentee.id, one.pattern)), None)
        if rule is None or rule is rules.PLACES:
            return None
        before = latest.get(activity.id)
        if before is None or OF_PEOPLE.index(rule) > OF_PEOPLE.index(before):
            latest[activity.id] = rule
    return [
        Refused(activity=activity.id, rule=latest[activity.id].id)
        for activity in court.case.programme.activities
        if activity.id in latest
    ]


def reasons(court: Court, possible: Possible) -> Iterator[Breach]:
    """Answers that are not so: which patterns there are, and what stands in the way."""
    said = {row.mentee: row for row in court.case.plan.timetable.not_reached}
    for mentee in waiting(court):
        row = said.get(mentee.id)
        if row is None:
            continue
        right = not_reached(court, possible, mentee)
        for name in ("why", "patterns", "refused"):
            claimed, anew = getattr(row, name), getattr(right, name)
            if claimed != anew:
                yield _breach(f"{mentee.id}: {name} {_words(claimed)}, worked out anew {_words(anew)}.", mentee.id)


def _words(said: object) -> str:
    if isinstance(said, WhyNot):
        return said.value
    if isinstance(said, tuple):
        return ", ".join(f"{row.activity} {row.rule}" for row in said) or "none"
    return str(said)


# ---------------------------------------------------------------------------------------------------------- left out


def left_out(court: Court) -> Iterator[FixedLeftOut]:
    """The fixed slots that do not run, and the fixed people of those that do who are not in them, in order."""
    running = {(one.session.activity, one.session.slot): one for one in court.held if one.pattern.fixed}
    for activity in court.case.programme.activities:
        for slot in sorted(set(activity.fixed), key=lambda one: one.key):
            one = running.get((activity.id, slot))
            if one is None:
                rule = why_impossible(court, activity, slot)
                yield FixedLeftOut(activity=activity.id, slot=slot, rule=rule.id if rule else None)
                continue
            for person in sorted(set(one.pattern.fixed_people) - set(one.session.attendees)):
                faults = court.going.attendee_faults(person, one.pattern)
                first = next((shown_as(rule).id for rule, _ in faults), None)
                yield FixedLeftOut(activity=activity.id, slot=slot, person=person, rule=first)


def why_impossible(court: Court, activity: Activity, slot: Slot) -> Rule | None:
    """The first part of T1 and T2, as it may be shown, that no venue of a fixed slot passes; None: it could run."""
    patterns = court.ground.patterns
    venues = [activity.fixed_venue] if activity.fixed_venue is not None else list(court.case.facts.venues)
    known = [venue for venue in venues if venue in court.case.facts.venues]
    left = [patterns.of(activity.id, slot, venue, fixed=True) for venue in known]
    for rule, holds in (
        (rules.SESSION_PLACE, patterns.venue_fits),
        (rules.SESSION_DATES, patterns.dates_suffice),
    ):
        left = [one for one in left if holds(one)]
        if not left:
            return rule
    for one in left:
        if court.going.leaders_suffice(one):
            return None
    return _why_no_leaders(court, left[0])


def _why_no_leaders(court: Court, pattern: Pattern) -> Rule:
    """Of fixed leaders the first rule that the first of them fails; else that there are too few who could."""
    if pattern.leaders_given:
        for person in sorted(pattern.fixed_leaders):
            for rule, _ in court.going.leader_faults(person, pattern):
                return shown_as(rule)
    return rules.SESSION_LEADERS


def left_out_breaches(court: Court) -> Iterator[Breach]:
    """What is left out and not named, named and not left out, or named for another reason."""
    said, right = court.case.plan.timetable.left_out, tuple(left_out(court))
    for row in right:
        if row not in said:
            yield _fixed(f"{_named(row)} is left out, and not named so (rule {row.rule or 'none'}).", row)
    for row in said:
        if row not in right:
            yield _fixed(f"{_named(row)} is named as left out (rule {row.rule or 'none'}), and that is not so.", row)
    if set(said) == set(right) and said != right:
        yield Breach(rule=rules.SESSION_FIXED.id, says="what is left out is not in its order.")


def _named(row: FixedLeftOut) -> str:
    return f"{row.activity} at {row.slot}" if row.person is None else f"{row.person} of {row.activity} at {row.slot}"


def _fixed(says: str, row: FixedLeftOut) -> Breach:
    return Breach(rule=rules.SESSION_FIXED.id, says=says, people=() if row.person is None else (row.person,))


def _breach(says: str, *people: str) -> Breach:
    return Breach(rule=ANSWER, says=says, people=people)
