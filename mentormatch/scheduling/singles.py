"""Sessions for one person, as one choice a person: for a bound they need not be told apart by hour, place and leader.

There are very many of them (5,892 of the 7,965 patterns of scenarios/ayrshire), and whoever comes gains nearly as much
at one as at another.
"""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.solving.merged import Alternatives


def for_one(case: Case) -> np.ndarray:
    """Which patterns are placed sessions for one person, once a week; flags, shape (n_patterns,)."""
    patterns = case.found.patterns
    single = case.by_activity([int(row.largest == 1 and row.a_week == 1) for row in patterns.activities]) > 0
    out: np.ndarray = single & case.placed & ~patterns.drop_in
    return out


def alternatives(case: Case, among: np.ndarray, part: np.ndarray, *, by_venue: bool) -> Alternatives:
    """Each way in which somebody could have such a session: it runs, they attend, and one of its leaders leads.

    A label is a person, an activity and the weeks planned: of those a person has at most one. by_venue: and the venue,
    on which fares, hire and points depend. among: patterns, flags, all of them `for_one`. part: by column of the
    formulation's model, -1 of helpers. More leaders than one would take more of every row and bring nothing.
    """
    leading, attending, patterns = case.found.leading, case.found.attending, case.found.patterns
    attended = np.flatnonzero(among[attending.pattern])
    order = np.argsort(leading.pattern, kind="stable")
    edges = np.searchsorted(leading.pattern[order], np.arange(case.n_patterns + 1))
    pattern = attending.pattern[attended]
    led = np.array([row.least_leaders > 0 for row in patterns.activities], dtype=bool)[patterns.activity[pattern]]
    number = np.where(led, edges[pattern + 1] - edges[pattern], 1)
    at = np.repeat(np.arange(len(attended)), number)
    nth = np.arange(len(at)) - np.repeat(np.cumsum(number) - number, number)
    pattern = pattern[at]
    leader = np.full(len(at), -1, dtype=np.int64)
    leader[led[at]] = case.first_led + order[(edges[pattern] + nth)[led[at]]]
    columns = np.stack([pattern, leader, case.first_attended + attended[at]], axis=1)
    venue = patterns.venue[pattern] if by_venue else np.zeros_like(pattern)
    weeks = patterns.planned[pattern].astype(np.int64)
    keys = np.stack([attending.person[attended[at]], patterns.activity[pattern], weeks, venue], axis=1)
    _, label = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(label.reshape(-1), kind="stable")
    return Alternatives(label.reshape(-1)[order], columns[order], part, among)
