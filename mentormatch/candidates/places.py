"""Which of the places with an option are a pair's places (section 5)."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.block import Block


@attrs.define(eq=False, kw_only=True)
class Spots:
    """Pair-places of a block, ascending by (pair, place), shape (n_spots,); `choice` as in Candidates."""

    pair: np.ndarray
    place: np.ndarray
    words: np.ndarray
    choice: np.ndarray


def chosen_places(block: Block) -> Spots:
    """The venues not beaten, the first `places` of them; phone and video come in addition."""
    roster, pair, place = block.roster, block.spot_pair, block.spot_place
    keep = place >= roster.n_venues
    venue_spots = np.flatnonzero(~keep)
    mentee, mentor = block.mentee[pair[venue_spots]], block.mentor[pair[venue_spots]]
    venue = place[venue_spots]
    costs = np.stack(
        [
            roster.mentees.journeys.minutes[mentee, venue],
            roster.mentors.journeys.minutes[mentor, venue],
            roster.mentees.journeys.pence[mentee, venue],
            roster.mentors.journeys.pence[mentor, venue],
        ]
    ).astype(np.int32)
    keep[venue_spots] = first_unbeaten(pair[venue_spots], venue, costs, roster.programme.policy.places)
    pair, place, words = pair[keep], place[keep], block.words[keep]
    any_first = np.bitwise_or.reduce(words.reshape(len(words), block.grid.n_firsts, block.grid.n_words), axis=1)
    return Spots(pair=pair, place=place, words=words, choice=count(any_first).sum(axis=1, dtype=np.int16))


def first_unbeaten(pair: np.ndarray, place: np.ndarray, costs: np.ndarray, most: int) -> np.ndarray:
    """The first `most` places of each pair that no other place of it beats, bool, shape (n,).

    costs: the two sides' minutes and the two sides' pence, shape (4, n). Order: summed minutes, summed pence, place.
    A place that beats another comes before it in this order, and beating is transitive, so that it is enough to take
    the first one left and strike out what it beats, `most` times.
    """
    order = np.lexsort((place, costs[2] + costs[3], costs[0] + costs[1], pair))
    chosen = np.zeros(len(pair), dtype=bool)
    leader = np.zeros(int(pair.max(initial=-1)) + 1, dtype=np.intp)
    left = order
    for _ in range(most):
        if not len(left):
            break
        first = left[np.r_[True, pair[left][1:] != pair[left][:-1]]]
        chosen[first] = True
        leader[pair[first]] = first
        ahead = leader[pair[left]]
        no_worse = (costs[:, ahead] <= costs[:, left]).all(axis=0)
        better = (costs[:, ahead] < costs[:, left]).any(axis=0)
        left = left[~(no_worse & better) & (ahead != left)]
    return chosen
