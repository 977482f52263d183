"""pairs.csv: rows that contradict each other, pairs to keep together that cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mentormatch.domain.history import Approval, History, PairRecord, PairState
from mentormatch.domain.people import Status
from mentormatch.domain.problem import Problem, Severity
from mentormatch.files.checks.ids import nobody
from mentormatch.files.reading import Reading, at

NO_PLACE = "cannot be kept together: the mentor has no place free"


def pair_ids(reading: Reading) -> Iterator[Problem]:
    """Rows about somebody who is in no list, or about one person with themselves."""
    told: set[tuple[str, str]] = set()
    for pair in reading.pairs:
        for column, one, sheet in (("mentee", pair.mentee, "people"), ("mentor", pair.mentor, "mentors")):
            if one not in reading.row_of.get(sheet, {}) and reading.knows_all(sheet) and (sheet, one) not in told:
                told.add((sheet, one))
                yield nobody(reading, one, at(pair.source, column), sheet)
        if pair.mentee == pair.mentor:
            yield Problem(
                severity=Severity.ERROR,
                where=at(pair.source, "mentor"),
                seen=pair.mentor,
                says="is the mentee too: nobody mentors themselves",
                remedy="Correct one of the two ids.",
            )


def contradictory_rows(reading: Reading) -> Iterator[Problem]:
    """Two rows of one pair with one date that say different things: which is later cannot be told."""
    first: dict[tuple[str, str, object], PairRecord] = {}
    for pair in reading.pairs:
        earlier = first.setdefault((pair.mentee, pair.mentor, pair.since), pair)
        if earlier is pair or earlier.source is None:
            continue
        if earlier == pair:
            yield Problem(
                severity=Severity.WARNING,
                where=pair.source,
                says=f"says again what row {earlier.source.row} says",
                remedy="Take one of the two rows out.",
            )
        else:
            there, here = earlier.state.value, pair.state.value
            yield Problem(
                severity=Severity.ERROR,
                where=at(pair.source, "since"),
                seen=pair.since.isoformat(),
                says=f'is the date of row {earlier.source.row} too: "{there}" there, "{here}" here',
                remedy="Give the later of the two its own date, or take one out.",
            )


def _pins(reading: Reading) -> list[PairRecord]:
    return list(History(pairs=tuple(reading.pairs)).pins())


def impossible_pins(reading: Reading) -> Iterator[Problem]:
    """Pairs to keep together that no plan can hold by themselves: kept apart, declined, gone, no clearance.

    What is about safeguarding is not said: like everywhere, it reads as lack of places.
    """
    history = History(pairs=tuple(reading.pairs))
    today = reading.settings.as_of
    apart: dict[str, set[str]] = defaultdict(set)
    for row in reading.keep_apart:
        if row.holds_on(today):
            for one in row.people:
                apart[one].update(row.people)
    mentees = {row.id: row for row in reading.mentees}
    mentors = {row.id: row for row in reading.mentors}
    for pin in _pins(reading):
        mentee, mentor = mentees.get(pin.mentee), mentors.get(pin.mentor)
        says = ""
        if pin.mentor in apart[pin.mentee] and pin.mentor != pin.mentee:
            says = NO_PLACE
        elif history.refused(pin.mentee, pin.mentor):
            says = "cannot be kept together: one of the two has declined and has not taken it back"
        elif mentee is not None and mentee.status is not Status.ACTIVE:
            says = f"cannot be kept together: {pin.mentee} is {mentee.status.value}"
        elif mentor is not None and mentor.status is not Status.ACTIVE:
            says = f"cannot be kept together: {pin.mentor} is {mentor.status.value}"
        elif mentor is not None and (mentor.cleared_until is None or mentor.cleared_until < today):
            says = NO_PLACE
        elif (mentee and pin.mentor in mentee.not_with) or (mentor and pin.mentee in mentor.not_with):
            says = "cannot be kept together: one of the two does not wish to meet the other"
        if says:
            yield Problem(
                severity=Severity.ERROR,
                where=at(pin.source, "pinned"),
                says=says,
                remedy="Take the pin out, or change what stands against it.",
            )


def pins_beyond_places(reading: Reading) -> Iterator[Problem]:
    """More pairs to keep together than a person wants or a mentor takes; the youngest are then left out."""
    holding = History(pairs=tuple(reading.pairs)).holding(reading.settings.as_of)
    pins = _pins(reading)
    wants = {row.id: row.wants for row in reading.mentees}
    room = {row.id: row.max_people - row.people_elsewhere for row in reading.mentors}
    for column, free in (("mentee", wants), ("mentor", room)):
        taken: dict[str, int] = defaultdict(int)
        for pair in holding:
            taken[getattr(pair, column)] += 1
        for pin in pins:
            one = getattr(pin, column)
            taken[one] += 1
            if one in free and taken[one] > free[one]:
                what = f"wants {free[one]}" if column == "mentee" else f"has places for {max(0, free[one])}"
                yield Problem(
                    severity=Severity.WARNING,
                    where=at(pin.source, "pinned"),
                    person=one,
                    says=f"is one pair too many to keep together: {one} {what}; this one is left out first",
                    remedy="Take one of the pins out, or raise the number.",
                )


def recorded_meetings(reading: Reading) -> Iterator[Problem]:
    """Pairs in force with a place and no hour, or an hour and no place: neither is a meeting."""
    for pair in History(pairs=tuple(reading.pairs)).latest().values():
        if pair.state is not PairState.IDEA and pair.state.holds and (pair.place is None) != (pair.slot is None):
            missing = "place" if pair.place is None else "meeting"
            yield Problem(
                severity=Severity.WARNING,
                where=at(pair.source, missing),
                says="is blank, so that the meeting counts as not yet settled",
                remedy="Fill it in, or clear the other one.",
            )


def contradictory_approvals(reading: Reading) -> Iterator[Problem]:
    """Two approvals of one day about the same people that differ: which of them is later cannot be told."""
    first: dict[tuple[str, str | None, object], Approval] = {}
    for approval in reading.approvals:
        earlier = first.setdefault((approval.mentee, approval.mentor, approval.on), approval)
        if earlier is approval or earlier.source is None:
            continue
        same = (earlier.agreed, earlier.until) == (approval.agreed, approval.until)
        says = f"says again what row {earlier.source.row} says" if same else f"contradicts row {earlier.source.row}"
        yield Problem(
            severity=Severity.WARNING if same else Severity.ERROR,
            where=approval.source,
            says=says if same else f"{says}, which is of the same day",
            remedy="Take one of the two rows out, or give the later one its own date.",
        )
