"""Venues that are not there, nowhere to meet, mentors with no room for anybody or without the training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentormatch.domain.folding import folded
from mentormatch.domain.people import Meets, Status
from mentormatch.domain.places import REMOTE
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.files.reading import Reading, at, some
from mentormatch.travel.postcode_files import tidy_postcode


def _no_venue(
    reading: Reading, ids: Iterable[str], source: Cell | None, column: str, sheet: str = "venues"
) -> Iterator[Problem]:
    known = reading.row_of.get(sheet, {})
    what = "venue" if sheet == "venues" else "activity"
    for one in ids:
        if one not in known and reading.knows_all(sheet):
            remedy = reading.name_nearest(one, sheet) or f"The ids are in {sheet}.csv."
            yield Problem(
                severity=Severity.ERROR,
                says=f"is the id of no {what}",
                where=at(source, column),
                seen=one,
                remedy=remedy,
            )


def unknown_venues(reading: Reading) -> Iterator[Problem]:
    """Venues and activities that are named and not listed."""
    for member in reading.people():
        yield from _no_venue(reading, member.not_at, member.source, "not_at")
        if "activities" in reading.row_of:
            yield from _no_venue(reading, member.wishes, member.source, "wishes", "activities")
            yield from _no_venue(reading, member.vetoes, member.source, "vetoes", "activities")
            yield from _no_venue(reading, getattr(member, "leads", ()), member.source, "leads", "activities")
    for closure in reading.closures:
        if closure.venue is not None:
            yield from _no_venue(reading, [closure.venue], closure.source, "venue")
    for activity in reading.activities:
        yield from _no_venue(reading, activity.venues, activity.source, "venues")
        if activity.fixed_venue is not None:
            yield from _no_venue(reading, [activity.fixed_venue], activity.source, "fixed_venue")
    for pair in reading.pairs:
        if pair.place is not None and pair.place not in REMOTE:
            yield from _no_venue(reading, [pair.place], pair.source, "place")


def no_place_to_meet(reading: Reading) -> Iterator[Problem]:
    """No venue at all in which two people can meet, though somebody wants to."""
    if any(venue.one_to_one for venue in reading.venues) or not reading.mentees or not reading.mentors:
        return
    if all(Meets.IN_PERSON not in mentee.meets for mentee in reading.mentees) or not reading.knows_all("venues"):
        return
    yield Problem(
        severity=Severity.WARNING,
        where=Cell(file="venues.csv"),
        says="has no venue for two people to meet in",
        remedy='Write "yes" in the column one_to_one of those that have a quiet corner.',
    )


def mentors_without_room(reading: Reading) -> Iterator[Problem]:
    """Mentors who take nobody: no places, no hours."""
    for mentor in reading.mentors:
        if mentor.status is not Status.ACTIVE:
            continue
        if mentor.people_elsewhere > mentor.max_people:
            says = f"is more than max_people, {mentor.max_people}"
            yield _warn(says, mentor.source, "people_elsewhere", mentor.id, str(mentor.people_elsewhere))
        elif mentor.max_people == 0:
            yield _warn("takes nobody: max_people is 0", mentor.source, "max_people", mentor.id)
        elif mentor.minutes_a_week is not None and mentor.minutes_a_week < reading.settings.policy.meeting_minutes:
            says = "is less time than one meeting takes"
            yield _warn(says, mentor.source, "hours_a_week", mentor.id, f"{mentor.minutes_a_week} minutes")


def _warn(says: str, source: Cell | None, column: str, person: str, seen: str | None = None) -> Problem:
    remedy = 'If the mentor rests, write "paused" in the column status.'
    return Problem(
        severity=Severity.WARNING, says=says, where=at(source, column), seen=seen, person=person, remedy=remedy
    )


def training_missing(reading: Reading) -> Iterator[Problem]:
    """Mentors without training that the programme requires of all."""
    for label in reading.settings.policy.required_training:
        without = [
            mentor.id
            for mentor in reading.mentors
            if mentor.status is Status.ACTIVE and folded(label) not in mentor.training
        ]
        if without:
            yield Problem(
                severity=Severity.WARNING,
                where=Cell(file="mentors.csv", column="training"),
                says=f'the required training "{label}" is missing for {some(without)}; they are matched with nobody',
                remedy="Fill it in where they have done it.",
            )


def unknown_ends_of_journeys(reading: Reading) -> Iterator[Problem]:
    """Rows of travel.csv whose end is neither a postcode nor a sector nor a venue, or that say twice the same."""
    known = reading.row_of.get("venues", {})
    seen: dict[tuple[str, str, str | None], int] = {}
    for row in reading.rows.get("travel", ()):
        for column in ("from", "to"):
            end = row.values[column]
            if end in known or _is_postcode(end) or not reading.knows_all("venues"):
                continue
            remedy = reading.name_nearest(end, "venues") or "Write a postcode, a sector such as KA7 1, or a venue's id."
            yield Problem(
                severity=Severity.ERROR,
                says="is neither a postcode nor a venue",
                where=row.cell(column),
                seen=end,
                remedy=remedy,
            )
        key = (row.values["from"], row.values["to"], row.values.get("by"))
        if key in seen:
            yield Problem(
                severity=Severity.ERROR,
                says=f"says again what row {seen[key]} says",
                where=row.source,
                remedy="Take one of the two rows out.",
            )
        seen[key] = row.number
        if row.values.get("minutes") == 0 and key[0] != key[1]:
            yield Problem(
                severity=Severity.WARNING,
                says="is 0 minutes between two different places",
                where=row.cell("minutes"),
                remedy="Leave the cell blank if the journey cannot be made.",
            )


def _is_postcode(text: str) -> bool:
    parts = text.split()
    return tidy_postcode(text) is not None or (
        len(parts) == 2 and len(parts[1]) == 1 and tidy_postcode(text + "AA") is not None
    )
