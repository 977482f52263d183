"""Parsed rows -> the nouns of the domain: here stands what does not go by "a column's value is a field"."""

from __future__ import annotations

from typing import Any, TypeVar

from mentormatch.domain.history import Approval, KeepApart, PairRecord
from mentormatch.domain.people import Member, Mentee, Mentor, Staff
from mentormatch.domain.places import REMOTE, Activity, Closure, Commitment, Venue
from mentormatch.domain.programme import TravelRow
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Spot
from mentormatch.domain.week import Availability
from mentormatch.files.columns import BY_NAME
from mentormatch.files.homes import Place, council_area
from mentormatch.files.likes import Likes
from mentormatch.files.reading import Reading
from mentormatch.files.rows import Parsed
from mentormatch.files.shapes import Sheet
from mentormatch.files.starts import Start

M = TypeVar("M", bound=Member)


def build(reading: Reading) -> None:
    """Makes everything that the rows say; venues first, since homes may be venues."""
    reading.venues = [_venue(row, reading) for row in reading.rows.get("venues", ())]
    reading.places.venues = {venue.id: venue.spot for venue in reading.venues}
    likes = Likes()
    reading.mentees = [_member(Mentee, row, reading, likes) for row in reading.rows.get("people", ())]
    reading.mentors = [_member(Mentor, row, reading, likes) for row in reading.rows.get("mentors", ())]
    reading.staff = [_member(Staff, row, reading, likes) for row in reading.rows.get("staff", ())]
    reading.activities = _all(_activity, "activities", reading)
    reading.pairs = _all(_pair, "pairs", reading)
    reading.keep_apart = _all(_keep_apart, "keep_apart", reading)
    reading.approvals = [
        Approval(**_fields(row, BY_NAME["approvals"]), source=row.source) for row in reading.rows.get("approvals", ())
    ]
    reading.commitments = [one for row in reading.rows.get("commitments", ()) for one in _commitments(row, reading)]
    if reading.rows.get("busy"):
        from mentormatch.files.busy import add_busy_times

        add_busy_times(reading)
    reading.closures = _all(_closure, "closures", reading)
    reading.journeys = [TravelRow(**_fields(row, BY_NAME["travel"])) for row in reading.rows.get("travel", ())]


def _all(make: Any, sheet: str, reading: Reading) -> list[Any]:
    made = (make(row, reading) for row in reading.rows.get(sheet, ()))
    return [one for one in made if one is not None]


_FIELD_OF = {
    name: {column.name: column.goes_to for column in sheet.columns if column.goes_to} for name, sheet in BY_NAME.items()
}


def _fields(row: Parsed, sheet: Sheet) -> dict[str, Any]:
    field_of = _FIELD_OF[sheet.name]
    return {field_of[name]: value for name, value in row.values.items() if name in field_of}


# ------------------------------------------------------------------------------------------------ people


def _member(kind: type[M], row: Parsed, reading: Reading, likes: Likes) -> M:
    sheet = {Mentee: "people", Mentor: "mentors", Staff: "staff"}[kind]
    given = _fields(row, BY_NAME[sheet])
    column = "home" if "home" in given else "starts_from"
    place = reading.places.find(given[column]) if column in given else None
    if place is not None:
        _tell_place(place, row, column, reading)
    given["spot"] = place.spot if place is not None else Spot.unknown()
    if "area" not in given and place is not None:
        given["area"] = (
            council_area(place.council, reading.settings.areas)
            if place.council
            else _venue_area(given[column], reading)
        )
    elif "area" in given:
        given["area"] = _area(given["area"], row, reading)
    if "away" in row.values:
        given["availability"] = _less(given.get("availability"), row, reading)
    if "stage" in row.values:
        given["stage"] = _stage(row.values["stage"], row, reading)
    if "interests" in row.values:
        given["interests"] = likes.of(row, reading.problems)
    return kind(**given, source=row.source)


def _tell_place(place: Place, row: Parsed, column: str, reading: Reading) -> None:
    seen, person = row.values[column], row.values.get("id")
    if place.wrong:
        tell = reading.problems.error if place.refused else reading.problems.warn
        tell(place.wrong, where=row.cell(column), seen=seen, remedy=place.remedy, person=person)
    elif place.doubt:
        remedy = "Look whether it is right. If it is, a grid reference tells exactly where it lies."
        reading.problems.warn(place.doubt, where=row.cell(column), remedy=remedy, person=person)


def _venue_area(home: str, reading: Reading) -> str | None:
    return next((venue.area for venue in reading.venues if venue.id == home), None)


def _area(text: str, row: Parsed, reading: Reading) -> str:
    """The area as programme.toml writes it; told if it is none of those."""
    areas = reading.settings.areas
    if not areas or text in areas:
        return text
    same = [area for area in areas if area.casefold() == text.casefold()]
    if same:
        return same[0]
    reading.problems.error(
        "is none of the areas in programme.toml",
        where=row.cell("area"),
        seen=text,
        remedy=f"Write one of: {', '.join(areas)}.",
    )
    return text


def _less(availability: Availability | None, row: Parsed, reading: Reading) -> Availability:
    """Hours less the dates of the column away; where no hours are given, the programme's own with those dates."""
    base = availability or reading.settings.policy.default_availability
    dates = tuple(sorted({*base.away, *row.values["away"]}, key=lambda one: (one.first, one.last)))
    return Availability(windows=base.windows, away=dates)


def _stage(given: int | str, row: Parsed, reading: Reading) -> int | None:
    stages = reading.settings.stages
    if isinstance(given, int) and 0 <= given < len(stages):
        return given
    names = [name.casefold() for name in stages]
    if isinstance(given, str) and given in names:
        return names.index(given)
    says = "is no stage" if isinstance(given, str) else f"is out of range: stages are 0 to {len(stages) - 1}"
    remedy = "Write one of: " + ", ".join(f"{number} ({name})" for number, name in enumerate(stages)) + "."
    reading.problems.error(says, where=row.cell("stage"), seen=str(given), remedy=remedy, person=row.values.get("id"))
    return None


# ------------------------------------------------------------------------------------------------ places


def _venue(row: Parsed, reading: Reading) -> Venue:
    given = _fields(row, BY_NAME["venues"])
    given.setdefault("name", given["id"])
    column = "postcode" if "postcode" in row.values else "town"
    place = reading.places.find(row.values[column]) if column in row.values else None
    spot = Spot.unknown()
    if place is None:
        reading.problems.ask(
            "is not known: no journey there can be reckoned",
            where=row.cell("postcode"),
            person=None,
            remedy="Fill in its postcode or its town.",
        )
    else:
        _tell_place(place, row, column, reading)
        spot = place.spot
    given["spot"] = Spot(spot.easting, spot.northing, spot.zone, spot.postcode, given["id"])
    if "area" in given:
        given["area"] = _area(given["area"], row, reading)
    elif place is not None:
        given["area"] = council_area(place.council, reading.settings.areas)
    return Venue(**given, source=row.source)


def _activity(row: Parsed, reading: Reading) -> Activity | None:
    given = _fields(row, BY_NAME["activities"])
    given.setdefault("name", given["id"])
    rhythm = given.get("rhythm", Rhythm.WEEKLY)
    try:
        given["fixed"] = tuple(one.slot(given.get("minutes", 60), rhythm) for one in row.values.get("fixed", ()))
    except ValueError as fault:
        reading.problems.error(str(fault), where=row.cell("fixed"), remedy="Give an earlier hour, or fewer minutes.")
    return Activity(**given, source=row.source)


def _commitments(row: Parsed, reading: Reading) -> list[Commitment]:
    given = _fields(row, BY_NAME["commitments"])
    if "at" in row.values:
        text = row.values["at"]
        if text in reading.places.venues:
            given["venue"] = text
        elif text.lower() not in REMOTE:
            place = reading.places.find(text)
            _tell_place(place, row, "at", reading)
            given["spot"] = place.spot
    first, last = given.get("starts_on"), given.get("ends_on")
    if first is not None and last is not None and last < first:
        reading.problems.error("ends before it begins", where=row.cell("until"), remedy="Change one of the two dates.")
    return [Commitment(**given, slot=slot, source=row.source) for slot in row.values["when"]]


def _closure(row: Parsed, reading: Reading) -> Closure:
    given = _fields(row, BY_NAME["closures"])
    given.setdefault("last", given["first"])
    if "area" in given:
        given["area"] = _area(given["area"], row, reading)
    if given["last"] < given["first"]:
        reading.problems.error(
            "ends before it begins",
            where=row.cell("to"),
            seen=f"{given['last']}",
            remedy="Change one of the two dates.",
        )
    return Closure(**given, source=row.source)


# ------------------------------------------------------------------------------------------------ the record


def _keep_apart(row: Parsed, reading: Reading) -> KeepApart | None:
    people = row.values["people"]
    if len(set(people)) < 2:
        reading.problems.error(
            "names one person only; nobody is kept apart from themselves",
            where=row.cell("people"),
            seen="; ".join(people),
            remedy='Write two ids or more: "P001; M004".',
        )
        return None
    return KeepApart(**_fields(row, BY_NAME["keep_apart"]), people=people, source=row.source)


def _pair(row: Parsed, reading: Reading) -> PairRecord:
    return PairRecord(**_fields(row, BY_NAME["pairs"]), slot=_meeting(row, reading), source=row.source)


def _meeting(row: Parsed, reading: Reading) -> Slot | None:
    """The recorded hour, its rhythm and length the person's own where the row does not say."""
    begins: Start | None = row.values.get("meeting")
    if begins is None:
        return None
    person = reading.mentee_by_id.get(row.values["mentee"])
    rhythm = row.values.get("rhythm") or (person.rhythm if person else Rhythm.WEEKLY)
    minutes = (
        row.values.get("minutes")
        or (person.meeting_minutes if person else None)
        or reading.settings.policy.meeting_minutes
    )
    first = row.values.get("week", 1)
    if rhythm is not Rhythm.WEEKLY and "week" not in row.values and begins.week is None:
        which = "A or B" if rhythm is Rhythm.FORTNIGHTLY else "1, 2, 3 or 4"
        reading.problems.warn(
            f"is not given, and the meeting is {rhythm.value}: the first is assumed",
            where=row.cell("week"),
            remedy=f"Write {which}.",
        )
    if rhythm is Rhythm.WEEKLY and begins.week is None:
        first = 1
    try:
        return begins.slot(minutes, rhythm, first)
    except ValueError as fault:
        column = "week" if first not in rhythm.firsts else "meeting"
        reading.problems.error(
            str(fault), where=row.cell(column), remedy="Change the hour, the minutes, the rhythm or the week."
        )
        return None
