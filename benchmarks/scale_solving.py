"""Times the solver room on matching models made to look like real ones.

    python benchmarks/scale_solving.py                      # 150 x 45, several seeds
    python benchmarks/scale_solving.py --mentees 1000 --mentors 250
    python benchmarks/scale_solving.py --mentees 10000 --mentors 2500 --binding 0.1

The generator places people in towns, gives mentors windows in the week, lets every pair meet at up to three
places at half hours inside the common windows, and writes the rows a matching model has: one option per pair,
`wants` per mentee, places and weekly minutes per mentor, one thing at a time in each quarter hour of a
mentor's diary, a further mentor only after a first one, pairs in force, unit columns for the load tier.
`--binding` is the share of mentors whose hours and diary are written out at all; the others offer each pair
one option and have places only, as a planner would build them where hours cannot bind.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import numpy as np
from attrs import frozen

IntArray = np.ndarray[Any, np.dtype[np.int64]]

CELLS_PER_DAY = 14 * 4  # quarter hours from 08:00 to 22:00
DAYS = 5


@frozen(eq=False)
class Town:
    """A made-up programme: who lives where and is free when, shapes in the comments."""

    mentee_at: np.ndarray  # (mentees, 2) km
    mentor_at: np.ndarray  # (mentors, 2) km
    mentee_free: np.ndarray  # (mentees, cells of the week) bool
    mentor_free: np.ndarray  # (mentors, cells of the week) bool
    wants: IntArray
    places: IntArray
    hours: IntArray  # minutes a week by mentor
    priority: IntArray
    fortnightly: np.ndarray  # (mentees,) bool
    pair: IntArray  # (pairs, 2)
    quality: IntArray  # (pairs, 3) by place
    minutes: IntArray  # (pairs, 3) a mentor's minutes there and back, by place


def programme(mentees: int, mentors: int, pairs_per_mentee: float, seed: int) -> Town:
    """People in towns along a coast, with windows in the week and the pairs that come near enough."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform(0, 30 * np.sqrt(mentees / 150), size=(max(4, mentees // 18), 2))
    mentee_at = towns[rng.integers(len(towns), size=mentees)] + rng.normal(0, 1.5, (mentees, 2))
    mentor_at = towns[rng.integers(len(towns), size=mentors)] + rng.normal(0, 1.5, (mentors, 2))
    mentee_free = _windows(rng, mentees, count=(3, 6), hours=(2, 5))
    mentor_free = _windows(rng, mentors, count=(2, 4), hours=(2, 4))
    reached = int(mentees * pairs_per_mentee * 1.6)
    pair = _nearest_pairs(mentee_at, mentor_at, reached)
    pair = pair[rng.random(len(pair)) < 0.7]
    km = np.linalg.norm(mentee_at[pair[:, 0]] - mentor_at[pair[:, 1]], axis=1)
    base = rng.integers(150, 950, size=len(pair))
    quality = np.clip(base[:, None] - (3 * km)[:, None] - rng.integers(0, 120, (len(pair), 3)), 20, 1000)
    journey = (15 + (km[:, None] * rng.uniform(0.5, 2.5, (len(pair), 3)))) // 5 * 5
    return Town(
        mentee_at=mentee_at,
        mentor_at=mentor_at,
        mentee_free=mentee_free,
        mentor_free=mentor_free,
        wants=np.where(rng.random(mentees) < 0.08, 2, 1),
        places=rng.integers(1, 4, size=mentors),
        hours=rng.integers(2, 6, size=mentors) * 60,
        priority=rng.integers(0, 27, size=mentees)
        + 100 * (rng.random(mentees) < 0.05)
        + 30 * (rng.random(mentees) < 0.2),
        fortnightly=rng.random(mentees) < 0.12,
        pair=pair,
        quality=quality.astype(np.int64),
        minutes=journey.astype(np.int64) * 2,
    )


def _windows(rng: np.random.Generator, people: int, count: tuple[int, int], hours: tuple[int, int]) -> np.ndarray:
    free = np.zeros((people, DAYS * CELLS_PER_DAY), dtype=bool)
    cell = np.arange(CELLS_PER_DAY)
    for _ in range(count[1]):
        on = rng.random(people) < (count[0] + count[1]) / 2 / count[1]
        day = rng.integers(DAYS, size=people)
        first = rng.integers(0, CELLS_PER_DAY - 4 * hours[0], size=people) // 2 * 2
        last = first + rng.integers(4 * hours[0], 4 * hours[1] + 1, size=people)
        inside = (cell >= first[:, None]) & (cell < last[:, None]) & on[:, None]
        for d in range(DAYS):
            free[:, d * CELLS_PER_DAY : (d + 1) * CELLS_PER_DAY] |= inside & (day == d)[:, None]
    return free


def _nearest_pairs(mentee_at: np.ndarray, mentor_at: np.ndarray, count: int) -> IntArray:
    distance = np.linalg.norm(mentee_at[:, None] - mentor_at[None], axis=2).astype(np.float32)
    count = min(count, distance.size)
    chosen = np.argpartition(distance.ravel(), count - 1)[:count]
    return np.stack(np.unravel_index(np.sort(chosen), distance.shape), axis=1).astype(np.int64)


def build(town: Town, binding: float, seed: int) -> tuple[Any, list[Any]]:  # noqa: PLR0915
    """(Model, tiers) of a programme; see the head of this file for what is written out."""
    from mentormatch.solving import NO_LOWER, NO_UPPER, Model, Tier

    rng = np.random.default_rng(seed + 1000)
    mentors, mentees = len(town.places), len(town.wants)
    bound = rng.random(mentors) < binding
    pair, place, start, week = _options(town, bound)
    mentee, mentor = town.pair[pair].T
    # People who want two get every option twice: as the first mentor and as a further one.
    further = np.flatnonzero(town.wants[mentee] > 1)
    pick = np.concatenate([np.arange(len(pair)), further])
    is_further = np.arange(len(pick)) >= len(pair)
    pair, place, start, week, mentee, mentor = (a[pick] for a in (pair, place, start, week, mentee, mentor))
    n = len(pick)

    entries: list[tuple[IntArray, IntArray, Any]] = []
    limits: list[tuple[IntArray, IntArray]] = []
    base = 0

    def rows(row: IntArray, column: IntArray, value: Any, lower: Any, upper: Any, count: int) -> None:
        nonlocal base
        entries.append((row + base, column, np.broadcast_to(value, row.shape)))
        limits.append((np.broadcast_to(lower, count), np.broadcast_to(upper, count)))
        base += count

    column = np.arange(n)
    fits = np.flatnonzero((60 + town.minutes).max(axis=1) <= town.hours[town.pair[:, 1]])
    held = rng.choice(fits, size=min(len(fits), max(1, len(town.pair) // 150)), replace=False)
    held = held[np.unique(town.pair[held, 0], return_index=True)[1]]
    held = held[np.unique(town.pair[held, 1], return_index=True)[1]]
    held = held[np.isin(held, pair)]
    lower = np.full(len(town.pair), NO_LOWER)
    lower[held] = 1
    rows(pair, column, 1, lower, 1, len(town.pair))
    rows(mentee[~is_further], column[~is_further], 1, NO_LOWER, 1, mentees)
    rows(
        np.concatenate([mentee[is_further], mentee[~is_further]]),
        np.concatenate([column[is_further], column[~is_further]]),
        np.concatenate([np.ones(is_further.sum(), int), -np.ones((~is_further).sum(), int)]),
        NO_LOWER,
        0,
        mentees,
    )
    rows(mentor, column, 1, NO_LOWER, town.places, mentors)
    spent = 60 + town.minutes[pair, place]
    for w in (0, 1):
        in_week = (week != 1 - w) & bound[mentor]
        rows(mentor[in_week], column[in_week], spent[in_week], NO_LOWER, town.hours, mentors)
    # Diary: way there, an hour, way back, cell by cell, in either week.
    half = (town.minutes[pair, place] // 2 + 14) // 15
    length = np.where(bound[mentor], 2 * half + 4, 0)
    option = np.repeat(column, length)
    cell = start[option] - half[option] + np.arange(len(option)) - np.repeat(np.cumsum(length) - length, length)
    for w in (0, 1):
        in_week = week[option] != 1 - w
        key = mentor[option[in_week]] * 2000 + cell[in_week] + 200
        distinct, row = np.unique(key, return_inverse=True)
        rows(row, option[in_week], 1, NO_LOWER, 1, len(distinct))

    # Load: unit columns y_jk with sum x_j <= sum_k y_jk.
    unit_mentor = np.repeat(np.arange(mentors), town.places)
    unit_cost = 2 * (np.arange(len(unit_mentor)) - np.repeat(np.cumsum(town.places) - town.places, town.places)) + 1
    rows(
        np.concatenate([mentor, unit_mentor]),
        np.concatenate([column, n + np.arange(len(unit_mentor))]),
        np.concatenate([np.ones(n, int), -np.ones(len(unit_mentor), int)]),
        NO_LOWER,
        0,
        mentors,
    )
    total = n + len(unit_mentor)
    model = Model(
        n_columns=total,
        entry_row=np.concatenate([e[0] for e in entries]),
        entry_column=np.concatenate([e[1] for e in entries]),
        entry_value=np.concatenate([e[2] for e in entries]),
        row_lower=np.concatenate([x[0] for x in limits]),
        row_upper=np.concatenate([x[1] for x in limits]),
    )
    assert NO_UPPER > 0

    def points(values: Any, where: Any) -> IntArray:
        full = np.zeros(total, np.int64)
        full[:n] = np.where(where, values, 0)
        return full

    first = ~is_further
    quality = town.quality[pair, place]
    current = np.zeros(len(town.pair), bool)
    current[rng.choice(len(town.pair), size=len(town.pair) // 15, replace=False)] = True
    had_mentor = np.zeros(mentees, bool)
    had_mentor[town.pair[current, 0]] = True
    kept_place = rng.integers(0, 3, size=len(town.pair))
    approval = rng.random(len(town.pair)) < 0.06
    unit_points = np.zeros(total, np.int64)
    unit_points[n:] = unit_cost
    hashes = rng.integers(0, 2**30, size=len(town.pair))
    # Places and hours are decided after the pairs, by the caller; here they get a small hash of their own,
    # so that the optimum is unique.
    canonical = hashes[pair] * 1 + rng.integers(0, 2**16, size=n)
    tiers = [
        Tier("reach", "max", points(1, first)),
        Tier("approval", "min", points(approval[pair], True)),
        Tier("priority", "max", points(town.priority[mentee], first)),
        Tier("stability-a", "max", points(had_mentor[mentee], first)),
        Tier("stability-b", "max", points(current[pair], True)),
        Tier("stability-c", "max", points(current[pair] & (place == kept_place[pair]), True)),
        *[
            Tier(f"fairness-{k + 1}", "min", points((quality >= 200 * k) & (quality < 200 * (k + 1)), first))
            for k in range(4)
        ],
        Tier("quality", "max", points(quality, first)),
        Tier("further-number", "max", points(1, is_further)),
        Tier("further-quality", "max", points(quality, is_further)),
        Tier("load", "min", unit_points),
        Tier("canonical", "min", points(canonical, True)),
    ]
    return model, tiers


def _options(town: Town, bound: np.ndarray) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """(pair, place, start cell, week) by option; week 2 = every week. Unbound mentors: the first option only."""
    mentee, mentor = town.pair.T
    found: list[np.ndarray] = []
    week_cells = DAYS * CELLS_PER_DAY
    for place in range(3):
        away_mentor = (town.minutes[:, place] // 2 + 14) // 15
        for block in np.array_split(np.arange(len(town.pair)), max(1, len(town.pair) // 4000)):
            free_mentee = town.mentee_free[mentee[block]]
            free_mentor = town.mentor_free[mentor[block]]
            # cumulative busy cells tell whether a whole stretch is free
            busy_mentee = np.pad(np.cumsum(~free_mentee, axis=1, dtype=np.int16), ((0, 0), (1, 0)))
            busy_mentor = np.pad(np.cumsum(~free_mentor, axis=1, dtype=np.int16), ((0, 0), (1, 0)))
            start = np.arange(0, week_cells - 3, 2)[None, :]
            before = np.clip(start - away_mentor[block][:, None], 0, week_cells)
            after = np.clip(start + 4 + away_mentor[block][:, None], 0, week_cells)
            near = np.clip(start - 1, 0, week_cells)
            far = np.clip(start + 5, 0, week_cells)
            ok = np.take_along_axis(busy_mentor, after, 1) == np.take_along_axis(busy_mentor, before, 1)
            ok &= np.take_along_axis(busy_mentee, np.broadcast_to(far, ok.shape), 1) == np.take_along_axis(
                busy_mentee, np.broadcast_to(near, ok.shape), 1
            )
            at, cell = np.nonzero(ok)
            found.append(np.stack([block[at], np.full(len(at), place), 2 * cell]))
    pair, place, start = np.concatenate(found, axis=1)
    order = np.lexsort((start, place, pair))
    pair, place, start = pair[order], place[order], start[order]
    first_of_pair = np.r_[True, pair[1:] != pair[:-1]] if len(pair) else np.zeros(0, bool)
    keep = bound[mentor[pair]] | first_of_pair
    pair, place, start = pair[keep], place[keep], start[keep]
    fortnight = np.flatnonzero(town.fortnightly[mentee[pair]] & bound[mentor[pair]])
    week = np.where(town.fortnightly[mentee[pair]], 0, 2)
    again = np.r_[np.arange(len(pair)), fortnight]
    week = np.r_[week, np.ones(len(fortnight), int)]
    return pair[again], place[again], start[again], week


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--mentees", type=int, default=150)
    parser.add_argument("--mentors", type=int, default=45)
    parser.add_argument("--pairs", type=float, default=12.0, help="possible mentors per mentee, before hours")
    parser.add_argument("--binding", type=float, default=1.0)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--time-limit", type=float)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--give", type=int, default=0, help="of quality, per mille")
    asked = parser.parse_args()
    for seed in range(asked.first_seed, asked.first_seed + asked.seeds):
        _one(asked, seed)


def _one(asked: argparse.Namespace, seed: int) -> None:
    import hashlib

    from attrs import evolve

    from mentormatch.solving import Effort, solve

    town = programme(asked.mentees, asked.mentors, asked.pairs, seed)
    model, tiers = build(town, asked.binding, seed)
    tiers = [evolve(t, give_per_mille=asked.give) if t.name == "quality" else t for t in tiers]
    print(f"seed {seed}: {len(town.pair):,} pairs near, {model.n_columns:,} columns, {model.n_rows:,} rows")
    begun = time.perf_counter()
    effort = Effort(threads=asked.threads, time_limit=asked.time_limit)
    solution = solve(model, tiers, effort)
    took = time.perf_counter() - begun
    for r in solution.tiers:
        print(
            f"  {r.name:16s} {r.value:>16,d} bound {-1 if r.bound is None else r.bound:>16,d} {r.proof or '-':8s}"
            f" spent {r.spent:4d} {r.seconds:7.2f} s  {r.solver}"
        )
    digest = "-" if solution.chosen is None else hashlib.sha256(solution.chosen.tobytes()).hexdigest()[:12]
    print(f"  all tiers {took:.2f} s, stopped {solution.stopped}, choice {digest}", flush=True)


if __name__ == "__main__":
    import pathlib
    import sys

    sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
    main()
