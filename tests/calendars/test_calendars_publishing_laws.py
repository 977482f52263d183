"""However often a run is cut off, and wherever, the next one ends where one alone would have; people's own stays."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from builders import MONDAY
from disclosed import asked
from exports import at, disclosed, exported, file_of, meets, person, runs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentormatch.calendars.exporting import CalendarObject
from mentormatch.calendars.marks import seen
from mentormatch.calendars.publishing import ChangedSinceError, Done, name_of, publish
from mentormatch.domain.exported import Published


class CutOff(Exception):
    """The run ends here."""


class Shelf:
    """A collection in memory that refuses what has changed; after `steps` steps the run is cut off, before or after."""

    place, fresh = "memory:", False

    def __init__(self) -> None:
        self.held: dict[str, tuple[bytes, str]] = {}
        self.tags, self.steps, self.after = 0, 1_000, False

    def _step(self, work):  # type: ignore[no-untyped-def]
        self.steps -= 1
        if self.steps < 0 and not self.after:
            raise CutOff
        done = work()
        if self.steps < 0:
            raise CutOff
        return done

    def _tag(self) -> str:
        self.tags += 1
        return f'"{self.tags}"'

    def listed(self) -> Mapping[str, str | None]:
        return {name: etag for name, (_, etag) in self.held.items()}

    def read(self, name: str) -> tuple[bytes, str | None] | None:
        return self.held.get(name)

    def put(self, name: str, body: bytes, etag: str | None) -> str | None:
        def work() -> str:
            if (self.held[name][1] if name in self.held else None) != etag:
                raise ChangedSinceError
            self.held[name] = (body, self._tag())
            return self.held[name][1]

        return self._step(work)  # type: ignore[no-any-return]

    def delete(self, name: str, etag: str | None) -> None:
        def work() -> None:
            if self.held[name][1] != etag:
                raise ChangedSinceError
            del self.held[name]

        self._step(work)

    def by_hand(self, name: str, body: bytes) -> None:
        self.held[name] = (body, self._tag())


class Memory:
    """What a store would remember."""

    def __init__(self) -> None:
        self.rows: dict[str, Published] = {}

    def published(self, place: str) -> dict[str, Published]:
        return dict(self.rows)

    def remember_published(self, place: str, one: Published) -> None:
        self.rows[one.uid] = one

    def forget_published(self, place: str, uid: str) -> None:
        self.rows.pop(uid, None)


def objects(hour: str, *, walk: bool, before: object = None) -> tuple[CalendarObject, ...]:
    what = [meets("E1", "M1", when=hour), *([runs("walk", "Mon 10:00-11:00", by="E1")] if walk else [])]
    made = exported(disclosed(*what, people=asked("E1")), before, at(MONDAY), objects=True)  # type: ignore[arg-type]
    return file_of(made, person("E1")).objects


PLANS = [objects(hour, walk=walk) for hour in ("Tue 10:00-11:00", "Wed 10:00-11:00") for walk in (True, False)]
OWN = PLANS[0][0].body.replace(b"UID:", b"UID:own")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(range(4)), st.integers(0, 3), st.booleans(), st.booleans()), max_size=4),
    st.sampled_from(range(4)),
)
@example([(0, 3, False, False), (1, 0, True, False)], 0)  # cut off when it had deleted, and not yet remembered so
def test_the_last_run_decides_whatever_was_cut_off_or_forgotten_before(
    cuts: list[tuple[int, int, bool, bool]], last: int
) -> None:
    shelf, memory = Shelf(), Memory()
    shelf.by_hand("own.ics", OWN)
    for plan, steps, after, forgotten in cuts:
        shelf.steps, shelf.after = steps, after
        with suppress(CutOff):
            publish(shelf, PLANS[plan], memory)
        if forgotten:
            memory = Memory()
    shelf.steps = 1_000
    outcome = publish(shelf, PLANS[last], memory)
    assert outcome.whole and outcome.theirs == 1
    assert set(shelf.held) == {"own.ics", *(name_of(one.uid) for one in PLANS[last])}
    assert shelf.held["own.ics"][0] == OWN
    assert all(seen(body).untouched for name, (body, _) in shelf.held.items() if name != "own.ics")
    again = publish(shelf, PLANS[last], memory)
    assert set(again.counts) == {Done.SAME}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(4)), min_size=1, max_size=4), st.booleans())
def test_what_a_person_changed_outlives_every_run_until_one_says_otherwise(plans: list[int], forgotten: bool) -> None:
    shelf, memory = Shelf(), Memory()
    publish(shelf, PLANS[0], memory)
    mine = name_of(PLANS[0][0].uid)
    changed = shelf.held[mine][0].replace(b"SUMMARY:Appointment", b"SUMMARY:Tea")
    shelf.by_hand(mine, changed)
    for plan in plans:
        memory = Memory() if forgotten else memory
        publish(shelf, PLANS[plan], memory)
        assert shelf.held[mine][0] == changed
    wanted = {name_of(one.uid) for one in PLANS[plans[-1]]}
    publish(shelf, PLANS[plans[-1]], memory, overwrite=True)
    assert set(shelf.held) == wanted and all(seen(body).untouched for body, _ in shelf.held.values())
