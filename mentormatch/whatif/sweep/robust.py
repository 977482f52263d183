"""What samples and single removals say together: how many keep a mentor, how often who does, whom no plan can lose."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.people import Meets
from mentormatch.domain.travelling import Mode
from mentormatch.domain.week import Availability
from mentormatch.whatif.sweep.drop_outs import NONE, SAMPLE, SECOND, SINGLE, DropOuts, flags
from mentormatch.whatif.sweep.job import Row

Z = 1.959964
"""Standard deviations to either side that hold 95 of 100."""
NOON, EVENING, DAY = 12 * 60, 17 * 60, 24 * 60
LEAST = 60
"""Minutes in a part of the week that make it one of somebody's."""
MOST_SECONDS = 3
"""Mentors for whom it is asked what a second like them would bring."""


@frozen
class Often:
    """In how many of so many samples something was so. low, high: Wilson's interval at 95 %, in per mille.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
    """

    times: int
    of: int

    @property
    def interval(self) -> tuple[int, int]:
        """Between which per mille the true share lies, rounded outward; all of it where there is no sample."""
        if not self.of:
            return 0, 1000
        share, n = self.times / self.of, self.of
        middle = share + Z * Z / (2 * n)
        apart = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        low, high = ((middle + sign * apart) / (1 + Z * Z / n) for sign in (-1, 1))
        return max(0, math.floor(1000 * low)), min(1000, math.ceil(1000 * high))


@frozen
class Person:
    """Somebody who has a mentor in the plan: how often they have one in the samples, and how often one of theirs."""

    id: str
    any: Often
    same: Often


@frozen
class Profile:
    """A mentor as they may be told of to somebody who looks for another one: no id, no name, nothing of who they are.

    times: parts of the week. places: people that they can see at once here.
    """

    area: str | None
    times: tuple[str, ...]
    languages: tuple[str, ...]
    ways: tuple[str, ...]
    meets: tuple[str, ...]
    places: int


@frozen
class Loss:
    """A mentor alone gone: how many fewer people are reached, and how many of those who have a mentor have none then.

    proven: exactly so. both, then: people reached with a second like them, and if then the first goes; None: not asked.
    """

    mentor: int
    fewer: int
    lose: int
    proven: bool
    both: int | None = None
    then: int | None = None


@frozen
class Robust:
    """reached: with nobody gone; None: not known. samples: rows by number.

    refused: items whose answer the judge found broken. not_found: samples without any answer in the work given.
    losses: the heaviest first, then by position.
    """

    job: DropOuts = attrs.field(repr=False)
    reached: int | None
    samples: Mapping[int, Row]
    people: tuple[Person, ...]
    losses: tuple[Loss, ...]
    refused: tuple[str, ...]
    not_found: int

    @property
    def proven(self) -> int:
        """Samples of which reach, and how many keep a mentor, is proven."""
        return sum(bool(row["proven"]) for row in self.samples.values())

    @property
    def settled(self) -> int:
        """Samples of which it is proven, too, who keeps a mentor."""
        return sum(bool(row["settled"]) for row in self.samples.values())

    def spread(self, figure: str) -> tuple[int, int, int, int, int]:
        """A figure's least, tenth, middle, ninetieth and most among the samples; the lower one between two."""
        values = sorted(int(row[figure]) for row in self.samples.values())
        if not values:
            return (0, 0, 0, 0, 0)
        return tuple(values[(len(values) - 1) * part // 100] for part in (0, 10, 50, 90, 100))  # type: ignore[return-value]

    @property
    def worst(self) -> tuple[Loss, ...]:
        """The mentors whose loss is heaviest, all that are as heavy."""
        return _worst(self.losses)


def items(job: DropOuts, times: int) -> tuple[str, ...]:
    """What is asked for so many samples: first with nobody gone, then each mentor alone, then the samples."""
    singles = (f"{SINGLE}:{at}" for at in range(len(job.mentors)))
    return (NONE, *singles, *(f"{SAMPLE}:{number}" for number in range(times)))


def seconds(job: DropOuts, rows: Mapping[str, Row], most: int = MOST_SECONDS) -> tuple[str, ...]:
    """What is asked once single removals are known: a second like each of the mentors who cannot be lost, so many."""
    return tuple(f"{SECOND}:{loss.mentor}" for loss in _worst(_losses(job, rows))[:most])


def robust(job: DropOuts, rows: Mapping[str, Row]) -> Robust:
    """All of it, from the rows of a sweep's items; what is missing is left out."""
    of_samples = {int(item.partition(":")[2]): row for item, row in rows.items() if item.startswith(SAMPLE)}
    samples = {number: row for number, row in sorted(of_samples.items()) if row["found"]}
    return Robust(
        job=job,
        reached=rows[NONE]["reached"] if NONE in rows and rows[NONE]["found"] else None,
        samples=samples,
        people=_people(job, tuple(samples.values())),
        losses=_losses(job, rows),
        refused=tuple(sorted(item for item, row in rows.items() if _broken(row))),
        not_found=len(of_samples) - len(samples),
    )


def _broken(row: Row) -> bool:
    return bool(row.get("breaches")) or any(_broken(one) for one in row.values() if isinstance(one, Mapping))


def _people(job: DropOuts, samples: Sequence[Row]) -> tuple[Person, ...]:
    people = job.people
    nothing = [0] * len(people)
    kept, same = (
        [sum(column) for column in zip(*(flags(row[name], len(people)) for row in samples))] or nothing
        for name in ("kept", "same")
    )
    return tuple(
        Person(id=person, any=Often(times=a, of=len(samples)), same=Often(times=b, of=len(samples)))
        for person, a, b in zip(people, kept, same)
    )


def _losses(job: DropOuts, rows: Mapping[str, Row]) -> tuple[Loss, ...]:
    """Of each mentor whose removal has been searched."""
    if NONE not in rows or not rows[NONE]["found"]:
        return ()
    whole, out = rows[NONE], []
    for at in range(len(job.mentors)):
        row = rows.get(f"{SINGLE}:{at}")
        if row is None or not row["found"]:
            continue
        second = rows.get(f"{SECOND}:{at}", {})
        both, then = (second.get(name, {}).get("reached") for name in ("both", "then"))
        out.append(
            Loss(
                mentor=at,
                fewer=whole["reached"] - row["reached"],
                lose=whole["people"] - row["people"],
                proven=bool(whole["proven"] and row["proven"]),
                both=both,
                then=then,
            )
        )
    return tuple(sorted(out, key=lambda loss: (-loss.fewer, -loss.lose, loss.mentor)))


def _worst(losses: tuple[Loss, ...]) -> tuple[Loss, ...]:
    """Those that are as heavy as the heaviest; none where nobody would lose anything."""
    if not losses or not (losses[0].fewer or losses[0].lose):
        return ()
    return tuple(loss for loss in losses if (loss.fewer, loss.lose) == (losses[0].fewer, losses[0].lose))


def profile(job: DropOuts, at: int) -> Profile:
    """The mentor at a position, as they may be told of."""
    mentor = job.mentors[at]
    available = job.programme.policy.default_availability if mentor.availability is None else mentor.availability
    return Profile(
        area=mentor.area,
        times=_times(available),
        languages=mentor.languages or ("English",),
        ways=tuple(mode.value for mode in Mode if mode in mentor.modes),
        meets=tuple(meets.value for meets in Meets if meets in mentor.meets),
        places=max(0, mentor.max_people - mentor.people_elsewhere),
    )


def _times(available: Availability) -> tuple[str, ...]:
    """The parts of the week with an hour of their own in it."""
    parts = {
        "weekday mornings": (range(5), 0, NOON),
        "weekday afternoons": (range(5), NOON, EVENING),
        "weekday evenings": (range(5), EVENING, DAY),
        "weekends": (range(5, 7), 0, DAY),
    }
    return tuple(
        says
        for says, (days, low, high) in parts.items()
        if any(
            window.weekday in days and min(window.end, high) - max(window.start, low) >= LEAST
            for window in available.windows
        )
    )
