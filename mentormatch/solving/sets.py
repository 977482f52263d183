"""All the sets of options that one cluster could hold, less those that another set always replaces.

Sets grow by one option at a time. Which options may still join is kept as bits, 64 to a word; a word holds
options of one class only (same links, same use of resources, same worth in all but the last part), best
first, so that "the best of this class that still fits" is the lowest bit set.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mentormatch.solving.model import BoolArray, IntArray

CHUNK = 4096  # sets grown at a time
MOST_TRIPLES = 3e7  # by a rough estimate: about a second's work


class TooMany(Exception):
    """The sets of this cluster are too many or too long to be written out."""


@frozen(eq=False)
class Options:
    """A cluster's options, sorted by class and best first within each class; n = how many, shapes below.

    link: (n,) ascending; options with equal link use the same linking rows alike.
    kind: (n,) class, ascending.
    clash: (n, n) which two can never be in one set, true on the diagonal.
    use: (n, resources), not negative; room: (resources,).
    worth: (n, words) bigger is better, compared from the left; tail: where the last part's words begin.
    traded: whether words before `tail` may be traded for those after it (all but words before `fixed`).
    longest: no set has more members.
    """

    link: IntArray
    kind: IntArray
    clash: BoolArray
    use: IntArray
    room: IntArray
    worth: IntArray
    fixed: int
    tail: int
    longest: int


def best_sets(options: Options, most: int, longest: int) -> list[IntArray]:
    """Sets by size: element k has the shape (sets, k + 1), option numbers ascending in each row.

    Raises TooMany where more than `most` sets would be at hand at once or a set could outgrow `longest`.
    """
    thinned = _without_beaten(options)
    options = thinned
    if not len(options.link):
        return []
    words = _Words.of(options)
    members = np.arange(len(options.link))[:, None]
    if options.longest > 2 and _triples(words) > MOST_TRIPLES:
        raise TooMany
    used = options.use
    found = [_less_replaced(options, members)]
    for size in range(2, options.longest + 1):
        last = size == options.longest
        if size > longest and not last:
            raise TooMany
        parent, joined = _joins(options, words, members, used, most, last)
        if not len(parent):
            break
        if size > longest:
            raise TooMany
        members = np.column_stack([members[parent], joined])
        found.append(_less_replaced(options, members))
        if not last:
            used = used[parent] + options.use[joined]
    return [thinned.original[sets] for sets in found]


@frozen(eq=False)
class _Thinned(Options):
    original: IntArray


def _without_beaten(options: Options) -> _Thinned:
    """Without options that another of their class replaces in every set: no worse, and clashing with less."""
    n = len(options.link)
    fits: BoolArray = np.asarray((options.use <= options.room).all(axis=1), dtype=bool)
    better, worse = _within_kinds(options.kind)
    bits = as_words(options.clash)
    more = np.zeros(len(better), bool)  # the better one clashes with something the worse one does not
    for word in range(bits.shape[1]):
        more |= (bits[better, word] & ~bits[worse, word]) != 0
    beats = ~more & options.clash[better, worse] & fits[better]
    beaten = np.zeros(n, bool)
    beaten[worse[beats]] = True
    keep = np.flatnonzero(fits & ~beaten)
    return _Thinned(
        link=options.link[keep],
        kind=options.kind[keep],
        clash=options.clash[np.ix_(keep, keep)],
        use=options.use[keep],
        room=options.room,
        worth=options.worth[keep],
        fixed=options.fixed,
        tail=options.tail,
        longest=options.longest,
        original=keep,
    )


def _within_kinds(kind: IntArray) -> tuple[IntArray, IntArray]:
    """All pairs (earlier, later) of options of one kind."""
    n = len(kind)
    end = np.searchsorted(kind, kind, "right")
    after = end - np.arange(n) - 1
    earlier = np.repeat(np.arange(n), after)
    later = np.arange(len(earlier)) - np.repeat(np.cumsum(after) - after, after) + earlier + 1
    return earlier, later


def as_words(table: BoolArray) -> np.ndarray:
    """The rows of a table as bits, 64 to a word."""
    width = -(-table.shape[1] // 64) * 64
    padded = np.zeros((len(table), width), np.uint8)
    padded[:, : table.shape[1]] = table
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


@frozen(eq=False)
class _Words:
    """may_join: (n, words) bits of the options after each one that go with it; first: option of bit 0."""

    may_join: np.ndarray
    first: IntArray
    use: IntArray
    room: IntArray

    @classmethod
    def of(cls, options: Options) -> _Words:
        n = len(options.kind)
        begins = np.flatnonzero(np.r_[True, np.diff(options.kind) != 0])
        rank = np.arange(n) - np.repeat(begins, np.diff(np.r_[begins, n]))
        new_word = rank % 64 == 0
        word = np.cumsum(new_word) - 1
        first = np.flatnonzero(new_word)
        bits = np.zeros((n, len(first) * 64), np.uint8)
        bits[:, word * 64 + rank % 64] = ~options.clash & (np.arange(n)[:, None] < np.arange(n)[None, :])
        packed = np.packbits(bits, axis=1, bitorder="little").view(np.uint64)
        return cls(packed, first, options.use[first], options.room)

    def open_to(self, may_join: np.ndarray, used: IntArray) -> np.ndarray:
        """may_join without the classes that there is no room for any more."""
        for resource, room in enumerate(self.room):
            fits = used[:, resource, None] + self.use[None, :, resource] <= room
            may_join = np.where(fits, may_join, np.uint64(0))
        return may_join


def _triples(words: _Words) -> float:
    """Roughly how many sets of three there are, the last by class: were clashes spread evenly."""
    n, classes = words.may_join.shape
    pairs = float(np.unpackbits(words.may_join.view(np.uint8)).sum())
    density = 2 * pairs / max(1, n * n)
    return pairs * classes / 3 * density**2


def _joins(
    options: Options, words: _Words, members: IntArray, used: IntArray, most: int, last: bool
) -> tuple[IntArray, IntArray]:
    """(set, option) for every option that can join each set; of a last member only the best of its class.

    Worked off in pieces, so that memory stays small; last members are thinned out piece by piece.
    """
    parents, joins, total = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
    for at in range(0, len(members), CHUNK):
        here = members[at : at + CHUNK]
        may_join = words.may_join[here[:, 0]]
        for position in range(1, here.shape[1]):
            may_join = may_join & words.may_join[here[:, position]]
        still = words.open_to(may_join, used[at : at + CHUNK])
        parent, joined = _lowest(words, still) if last else _all(words, still)
        if last and len(parent):
            kept = _less_replaced_rows(options, np.column_stack([here[parent], joined]))
            parent, joined = parent[kept], joined[kept]
        parents.append(parent + at)
        joins.append(joined)
        total += len(parent)
        if total > most:
            raise TooMany
    return np.concatenate(parents), np.concatenate(joins)


def _lowest(words: _Words, still: np.ndarray) -> tuple[IntArray, IntArray]:
    """(row, option) of the lowest bit of each word: the best option of its class."""
    row, word = np.divmod(np.flatnonzero(still), still.shape[1])
    bits = still[row, word]
    lowest = bits & (~bits + np.uint64(1))
    bit = np.frexp(lowest.astype(np.float64))[1] - 1  # powers of two are exact in floats
    return row, words.first[word] + bit


def _all(words: _Words, still: np.ndarray) -> tuple[IntArray, IntArray]:
    """(row, option) of every bit."""
    # Flat and as bools: numpy finds the true ones many times faster than in two dimensions of bytes.
    bits = np.unpackbits(still.view(np.uint8).ravel(), bitorder="little").view(bool)
    row, position = np.divmod(np.flatnonzero(bits), 64 * still.shape[1])
    return row, words.first[position // 64] + position % 64


def _less_replaced(options: Options, members: IntArray) -> IntArray:
    """The sets that no set with the same links always replaces."""
    return members[_less_replaced_rows(options, members)]


def _less_replaced_rows(options: Options, members: IntArray) -> IntArray:
    link = options.link[members]
    span = int(options.link.max(initial=0)) + 1
    if span ** members.shape[1] >= 2**62:
        raise TooMany
    key = link[:, 0]
    for position in range(1, members.shape[1]):
        key = key * span + link[:, position]
    worth = options.worth[members].sum(axis=1)
    order = np.lexsort((*(-worth[:, word] for word in reversed(range(worth.shape[1]))), key))
    key, worth = key[order], worth[order]
    first = np.r_[True, key[1:] != key[:-1]]
    if options.fixed == options.tail:  # one part only: the best of each
        best: IntArray = order[first]
        return best
    leader = np.flatnonzero(first)[np.cumsum(first) - 1]
    ahead = (worth[:, : options.fixed] == worth[leader, : options.fixed]).all(axis=1)
    order, key, worth = order[ahead], key[ahead], worth[ahead]
    kept: IntArray = order[_unbeaten(key, worth[:, options.tail :])]
    return kept


def _unbeaten(key: IntArray, tail: IntArray) -> BoolArray:
    """Within a key, sorted by the traded part: those whose tail is better than all tails before."""
    by_tail = np.lexsort(tuple(tail[:, word] for word in reversed(range(tail.shape[1]))))
    step = np.r_[0, (np.diff(tail[by_tail], axis=0) != 0).any(axis=1).astype(np.int64)]
    rank = np.empty(len(key), np.int64)
    rank[by_tail] = np.cumsum(step)
    first = np.r_[True, key[1:] != key[:-1]]
    level = rank + (np.cumsum(first) - 1) * (len(key) + 1)
    before = np.r_[-1, np.maximum.accumulate(level)[:-1]]
    result: BoolArray = level > before
    return result
