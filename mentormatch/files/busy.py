"""busy.csv: other people's calendars -> commitments, dates away and hours that a venue is not open.

What is busy is told to planner and judge in the words that they know: an hour is a commitment of a person on its
dates, or no opening hour of a venue; a whole day is a date away. Only start, end and source (file, number of the event)
are kept.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from mentormatch.busy import LARGEST, Busy, BusyError, BusyTimes, busy_times
from mentormatch.domain.extras import to_install
from mentormatch.domain.frozen import evolve
from mentormatch.domain.people import Member
from mentormatch.domain.places import Activity, Commitment, Venue
from mentormatch.domain.policy import Term
from mentormatch.domain.problem import Cell
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import Availability, DateRange, Window
from mentormatch.files.columns.places import Single
from mentormatch.files.reading import Reading
from mentormatch.files.rows import Parsed

MOST_FILES = 200
"""Calendar files in one folder."""
FEW = 3
"""An hour on fewer dates of the term than this is a single one."""
AROUND = 60
"""Minutes: a venue's booking that holds a fixed session of ours and at most this much more is ours."""
WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)

M = TypeVar("M", bound=Member)
Hour = tuple[int, int, int]
"""weekday, start, end in minutes of the day."""


def add_busy_times(reading: Reading) -> None:
    """Reads the calendars that busy.csv names; what is wrong with one is among the problems."""
    people = {member.id for member in reading.people()}
    venues = {venue.id for venue in reading.venues}
    found: dict[str, _Taken] = {}
    for row in reading.rows.get("busy", ()):
        who = row.values["who"]
        if who not in people and who not in venues:
            if reading.knows_all("people", "mentors", "staff", "venues"):
                near = reading.name_nearest(who, "people", "mentors", "staff", "venues")
                remedy = near or "Write the id of somebody, or of a venue."
                reading.problems.error("is nobody's id, and no venue's", where=row.cell("who"), seen=who, remedy=remedy)
            continue
        taken = found.setdefault(who, _Taken())
        for name, times in _files(row, reading):
            taken.add(times, name, row.values.get("single", Single.HOUR), reading.settings.term)
    default = reading.settings.policy.default_availability
    for who in [who for who in found if who in people]:
        reading.commitments.extend(found[who].commitments(who, reading.settings.term))
    reading.mentees = [_less(member, found, default) for member in reading.mentees]
    reading.mentors = [_less(member, found, default) for member in reading.mentors]
    reading.staff = [_less(member, found, default) for member in reading.staff]
    reading.venues = [_shut(venue, found, reading) for venue in reading.venues]


# ------------------------------------------------------------------------------------------------ files


def _files(row: Parsed, reading: Reading) -> Iterable[tuple[str, BusyTimes]]:
    """The busy times of each calendar file that a row names, with its name."""
    named = row.values["file"]
    path = reading.folder / named
    try:
        paths = sorted(one for one in path.iterdir() if one.suffix.lower() == ".ics") if path.is_dir() else [path]
        if not path.exists() or not paths:
            says = "holds no .ics file" if paths != [path] else "is not there"
            remedy = "Name an .ics file, or a folder of them, as it lies from the programme's folder on."
            reading.problems.error(says, where=row.cell("file"), seen=named, remedy=remedy)
            return
    except (OSError, ValueError) as fault:
        _tell_unread(reading, row.cell("file"), fault)
        return
    if len(paths) > MOST_FILES:
        says = f"holds more than {MOST_FILES} calendar files"
        reading.problems.error(says, where=row.cell("file"), seen=named, remedy="Name a folder for each person.")
        return
    for one in paths:
        shown = named if one == path else f"{named.rstrip('/')}/{one.name}"
        times = _times(one, Cell(file=shown), reading)
        if times is not None:
            yield shown, times


def _times(path: Path, where: Cell, reading: Reading) -> BusyTimes | None:
    problems, term = reading.problems, reading.settings.term
    try:
        if not path.is_file():  # a device can be read for ever
            problems.error("is no file", where=where, remedy="Name an .ics file, or a folder of them.")
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1) if path.stat().st_size <= LARGEST else None
        if data is None or len(data) > LARGEST:
            says = f"is larger than {LARGEST // 1024**2} MiB, and is not read"
            problems.error(says, where=where, remedy="Export only the months of the term.")
            return None
        times = busy_times(data, term.first_day, term.last_day, term.timezone)
    except BusyError as fault:
        problems.error(fault.says, where=where, remedy=fault.remedy)
        return None
    except OSError as fault:
        _tell_unread(reading, where, fault)
        return None
    except ImportError:
        remedy = f"Install it: {to_install('calendars')}"
        problems.error("cannot be read: what reads calendars is not installed", where=where, remedy=remedy)
        return None
    if not times.times:
        remedy = "Look whether it is the right calendar, and whether the months of the term were exported."
        problems.warn("says nothing about the days of the term", where=where, remedy=remedy)
    if times.zoneless:
        says = f"names a time zone that nobody knows ({_events(times.zoneless)}): its hours are read as local ones"
        problems.warn(says, where=where, remedy="Look whether these hours are right.")
    if times.endless:
        says = f"says when something begins, and not when it ends ({_events(times.endless)}): it takes no time"
        problems.assume(says, where=where, remedy="Give it an end if somebody is busy then.")
    return times


def _events(numbers: Sequence[int]) -> str:
    told = ", ".join(str(one) for one in numbers[:5])
    more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
    return f"event{'s' if len(numbers) > 1 else ''} {told}{more}"


def _tell_unread(reading: Reading, where: Cell, fault: Exception) -> None:
    says = f"cannot be read: {getattr(fault, 'strerror', None) or 'it is no name of a file'}"
    reading.problems.error(says, where=where, remedy="See that it is there and that you may open it.")


# ------------------------------------------------------------------------------------------------ what they say


@attrs.define
class _Taken:
    """What somebody's calendars take. dates: of each hour, with where it was read first. away: whole days."""

    dates: dict[Hour, dict[dt.date, Cell]] = attrs.field(factory=lambda: defaultdict(dict))
    away: set[dt.date] = attrs.field(factory=set)

    def add(self, times: BusyTimes, name: str, single: Single, term: Term) -> None:
        """What one file says."""
        self.away.update(one.day for one in times.times if one.whole)
        read: dict[Hour, dict[dt.date, Cell]] = defaultdict(dict)
        for one in _joined(times.times):
            if not one.whole:
                hour = (one.day.weekday(), one.start, one.end)
                read[hour].setdefault(one.day, Cell(file=name, row=one.number))
            else:
                self.away.add(one.day)
        for hour, dates in read.items():
            if single is Single.DAY and len(dates) < FEW:
                self.away.update(dates)
            else:
                self.dates[hour] = {**dates, **self.dates[hour]}

    def commitments(self, person: str, term: Term) -> list[Commitment]:
        """The hours as commitments of a person; their dates in the term are those read, and no others."""
        out = []
        for (weekday, start, end), sources in sorted(self.dates.items()):
            for run, rhythm in _runs(sorted(sources)):
                first = 1 if rhythm is Rhythm.WEEKLY else "AB".index(term.week_letter(run[0])) + 1
                slot = Slot(weekday=weekday, start=start, minutes=end - start, rhythm=rhythm, first=first)
                out.append(
                    Commitment(person=person, slot=slot, starts_on=run[0], ends_on=run[-1], source=sources[run[0]])
                )
        return out

    @property
    def dates_away(self) -> tuple[DateRange, ...]:
        """The whole days, joined where they follow each other."""
        out: list[DateRange] = []
        for day in sorted(self.away):
            if out and out[-1].last + DAY == day:
                out[-1] = DateRange(first=out[-1].first, last=day)
            else:
                out.append(DateRange(first=day, last=day))
        return tuple(out)


def _joined(times: Iterable[Busy]) -> list[Busy]:
    """The same with stretches of a day that touch or overlap as one."""
    out: list[Busy] = []
    for one in sorted(times):
        if out and out[-1].day == one.day and one.start <= out[-1].end:
            out[-1] = attrs.evolve(out[-1], end=max(out[-1].end, one.end))
        else:
            out.append(one)
    return out


def _runs(days: list[dt.date]) -> list[tuple[list[dt.date], Rhythm]]:
    """Dates of one weekday as runs of every week, then of every second one; a date by itself is a run of one."""
    out: list[tuple[list[dt.date], Rhythm]] = []
    alone = []
    for run in _apart(days, WEEK):
        if len(run) > 1:
            out.append((run, Rhythm.WEEKLY))
        else:
            alone.extend(run)
    for run in _apart(alone, 2 * WEEK):
        out.append((run, Rhythm.FORTNIGHTLY if len(run) > 1 else Rhythm.WEEKLY))
    return sorted(out, key=lambda one: one[0])


def _apart(days: list[dt.date], step: dt.timedelta) -> list[list[dt.date]]:
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == step:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


# ------------------------------------------------------------------------------------------------ whom it keeps


def _away_too(hours: Availability, taken: _Taken) -> Availability:
    away = tuple(sorted({*hours.away, *taken.dates_away}, key=lambda one: (one.first, one.last)))
    return Availability(windows=hours.windows, away=away)


def _less(member: M, found: Mapping[str, _Taken], default: Availability) -> M:
    """A person less the whole days that their calendars take."""
    taken = found.get(member.id)
    if taken is None or not taken.away:
        return member
    return evolve(member, availability=_away_too(member.availability or default, taken))


def _shut(venue: Venue, found: Mapping[str, _Taken], reading: Reading) -> Venue:
    """A venue less the hours and whole days that its calendars take, but for fixed sessions of ours."""
    taken = found.get(venue.id)
    if taken is None:
        return venue
    windows = list(venue.opening.windows)
    for hour, dates in taken.dates.items():
        if any(_is_ours(hour, activity, venue.id) for activity in reading.activities):
            continue
        letters = "".join(sorted({reading.settings.term.week_letter(day) for day in dates}))
        windows = [left for window in windows for left in _cut(window, hour, letters)]
    return evolve(venue, opening=_away_too(Availability(windows=tuple(windows), away=venue.opening.away), taken))


def _is_ours(hour: Hour, activity: Activity, venue: str) -> bool:
    weekday, start, end = hour
    return activity.fixed_venue == venue and any(
        slot.weekday == weekday and start <= slot.start and slot.end <= end and (end - start) - slot.minutes <= AROUND
        for slot in activity.fixed
    )


def _cut(window: Window, hour: Hour, letters: str) -> list[Window]:
    """What is left of a window of opening without an hour, in the weeks of those letters."""
    weekday, start, end = hour
    if window.weekday != weekday or end <= window.start or window.end <= start:
        return [window]
    out = []
    for letter in window.weeks:
        spans = [(window.start, window.end)]
        if letter in letters:
            spans = [(window.start, start), (end, window.end)]
        out += [Window(weekday=weekday, start=low, end=high, weeks=letter) for low, high in spans if low < high]
    return out
