"""What a reader's calendar is to hold now, beside what it held: SEQUENCE and stamps move on a change, and only then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from mentormatch.calendars.contents import Content, Occurrence, State, from_json
from mentormatch.domain.exported import Entry, Reader
from mentormatch.domain.frozen import evolve, frozen

EPOCH = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
Thing = tuple[str, ...]


@frozen
class Now:
    """The moment of an export.

    moment: UTC, whole seconds. today: its local date. planned_from: the day from which the plan speaks.
    """

    moment: dt.datetime
    today: dt.date
    planned_from: dt.date

    @property
    def sequence(self) -> int:
        """The minute, counted from 2025 on: above every earlier one, even if what was remembered is lost."""
        return int((self.moment - EPOCH).total_seconds() // 60)


@frozen
class Change:
    """What changes for one reader in one thing, from today on.

    before, after: the times that were and are; both empty ones never occur. first: the first date that differs.
    """

    reader: Reader
    thing: Thing
    before: tuple[Occurrence, ...] = ()
    after: tuple[Occurrence, ...] = ()
    first: Occurrence

    @property
    def sort_key(self) -> tuple[dt.date, int, tuple[str, str], Thing]:
        """The soonest first."""
        return (self.first.day, self.first.start, self.reader.sort_key, self.thing)


@frozen
class Stamped:
    """entries: what the calendar holds now, and is remembered, each with its content. changes: what to tell."""

    entries: tuple[tuple[Entry, Content], ...] = ()
    changes: tuple[Change, ...] = ()


def stamped(
    reader: Reader, wanted: Mapping[Thing, Content], held: Mapping[Thing, Entry], now: Now, *, covers: Collection[str]
) -> Stamped:
    """The entries of one reader.

    covers: the kinds of things that are decided anew; others stay as they were. Past dates are as last exported: a plan
    speaks of days to come. What is gone is cancelled, and says so until its last date is over; then it is forgotten.
    """
    entries: list[tuple[Entry, Content]] = []
    changes: list[Change] = []
    for thing in sorted({*wanted, *held}):
        old = held.get(thing)
        if old is not None and thing in wanted and wanted[thing].text == old.content:
            entries.append((old, wanted[thing]))
            continue
        before = from_json(old.content) if old is not None else None
        if old is not None and before is not None and thing not in wanted and thing[0] not in covers:
            entries.append((old, before))
            continue
        after = _after(wanted.get(thing), before, now)
        if after is not None:
            entries.append((_entry(reader, thing, after, old, now), after))
        changes += _changes(reader, thing, before, after, now.today)
    return Stamped(entries=tuple(entries), changes=tuple(changes))


def _after(wanted: Content | None, before: Content | None, now: Now) -> Content | None:
    if wanted is not None:
        from_now = max(now.today, now.planned_from)
        times = wanted.occurrences
        if before is not None and before.state is not State.CANCELLED:
            past = [one for one in before.occurrences if one.day < from_now]
            times = (*past, *(one for one in times if one.day >= from_now))
        if times:
            return wanted if times is wanted.occurrences else evolve(wanted, occurrences=times)
    if before is None:
        return None
    to_come = tuple(one for one in before.occurrences if one.day >= now.today)
    if not to_come:
        return None
    if before.state is State.CANCELLED:  # as it was, so that it does not change as its dates go by
        return before
    return evolve(before, occurrences=to_come, state=State.CANCELLED, alarm=None)


def _entry(reader: Reader, thing: Thing, content: Content, old: Entry | None, now: Now) -> Entry:
    if old is not None and old.content == content.text:
        return old
    sequence = now.sequence if old is None else max(now.sequence, old.sequence + 1)
    return Entry(reader=reader, thing=thing, sequence=sequence, stamp=now.moment, content=content.text)


def _changes(
    reader: Reader, thing: Thing, before: Content | None, after: Content | None, today: dt.date
) -> Iterable[Change]:
    was, is_now = _to_come(before, today), _to_come(after, today)
    differ = sorted(set(was) ^ set(is_now), key=lambda one: one.sort_key)
    if differ:
        yield Change(reader=reader, thing=thing, before=was, after=is_now, first=differ[0])


def _to_come(content: Content | None, today: dt.date) -> tuple[Occurrence, ...]:
    if content is None or content.state is State.CANCELLED:
        return ()
    return tuple(one for one in content.occurrences if one.day >= today)
