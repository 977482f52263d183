"""What people like to do, and how close two such things are.

The words are the OpenActive activity list (CC BY 4.0) and an extension of our own, compiled by
tools/build_interests.py into data/interests.tsv. docs/interests.md states the law of closeness, which
planner and judge share, and how to add a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

SAME = 1000
PARENT_OR_CHILD = 600
RELATED = 500
SIBLINGS = 400
GRANDPARENT_OR_GRANDCHILD = 300
NOT_CLOSE = 0

NARROW_PARENT_HAS_AT_MOST = 25
"""A wider concept with more children than this says too little about any two of them."""

_LEADING_WORDS = frozenset(("the", "a", "an", "my", "ma", "some", "playing", "doing", "going", "to", "for"))
_JOINING_WORDS = frozenset(("and", "n"))
_LONGEST_TEXT_SEARCHED = 100
_SHORTEST_WORD_GUESSED = 3
_ALIKE_ENOUGH = 0.7


@frozen(eq=False, kw_only=True)
class Taxonomy:
    """Concepts by id, with the words that name them. Made once, by load(); safe to share."""

    label_by_id: Mapping[str, str]
    broader_by_id: Mapping[str, frozenset[str]]
    related_by_id: Mapping[str, frozenset[str]]
    id_by_folded_word: Mapping[str, str]
    narrow_ids: frozenset[str]

    @staticmethod
    def load() -> Taxonomy:
        """The packaged taxonomy, read at the first call and kept."""
        return _packaged()

    def find(self, text: str) -> str | None:
        """The id of the concept that the text names, or None. Exact once folded; never a guess."""
        return self.id_by_folded_word.get(fold(text))

    def label(self, concept: str) -> str:
        """The concept as people read it. KeyError for an id that does not exist."""
        return self.label_by_id[concept]

    def nearest(self, text: str, n: int = 3) -> list[str]:
        """At most n labels that the text may have meant, best first; none where nothing is near.

        First what its own words name ("walking with pals" names Walking), then what is spelt alike.
        """
        text = text[:_LONGEST_TEXT_SEARCHED]
        concepts = dict.fromkeys([*self._named_within(text), *self._spelt_alike(text, 4 * n)])
        return [self.label_by_id[concept] for concept in concepts][:n]

    def closeness(self, a: str, b: str) -> int:
        """How close two concepts are, 0..1000; the highest line of the table in docs/interests.md that holds.

        Symmetric. KeyError for an id that does not exist.
        """
        parents_of_a, parents_of_b = self.broader_by_id[a], self.broader_by_id[b]
        if a == b:
            return SAME
        if a in parents_of_b or b in parents_of_a:
            return PARENT_OR_CHILD
        if b in self.related_by_id[a]:
            return RELATED
        if not self.narrow_ids.isdisjoint(parents_of_a & parents_of_b):
            return SIBLINGS
        if self._above(a, parents_of_b) or self._above(b, parents_of_a):
            return GRANDPARENT_OR_GRANDCHILD
        return NOT_CLOSE

    def _above(self, concept: str, parents: frozenset[str]) -> bool:
        return any(concept in self.broader_by_id[parent] for parent in parents)

    def _named_within(self, text: str) -> list[str]:
        """Concepts named by a run of whole words of the text, longest runs first."""
        words = text.split()
        runs = (
            " ".join(words[first : first + length])
            for length in range(len(words), 0, -1)
            for first in range(len(words) - length + 1)
        )
        return [concept for run in runs if (concept := self.find(run)) is not None]

    def _spelt_alike(self, text: str, most: int) -> list[str]:
        from difflib import get_close_matches

        word = fold(text)
        if len(word) < _SHORTEST_WORD_GUESSED:
            return []
        alike = get_close_matches(word, self.id_by_folded_word, most, _ALIKE_ENOUGH)
        return [self.id_by_folded_word[word] for word in alike]


def fold(text: str) -> str:
    """The text as it is looked up: without what people write differently for the same word.

    Case, accents, apostrophes, trade marks, hyphens, spaces, "and", a plural s, "-in" for "-ing", and words
    such as "the" or "playing" at the start go. Empty where nothing is left.
    """
    words = _words(text)
    while len(words) > 1 and words[0].removesuffix("g") in _FOLDED_LEADING_WORDS:
        del words[0]
    return "".join(_stem(word) for word in words if word not in _JOINING_WORDS)


def slug(label: str) -> str:
    """The id that a label gives: its words in lower case, joined by hyphens."""
    return "-".join(_words(label))


def from_lines(lines: Iterable[str]) -> Taxonomy:
    """The taxonomy that a compiled file says; lines that start with # are remarks.

    Each line: id, label, wider ids, related ids, folded words; parted by tabs, within a field by spaces.
    """
    labels: dict[str, str] = {}
    broader: dict[str, frozenset[str]] = {}
    related: dict[str, frozenset[str]] = {}
    concept_by_word: dict[str, str] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        concept, label, wider, beside, words = line.split("\t")
        labels[concept] = label
        broader[concept] = frozenset(wider.split())
        related[concept] = frozenset(beside.split())
        concept_by_word.update(dict.fromkeys(words.split(), concept))
    return Taxonomy(
        label_by_id=MappingProxyType(labels),
        broader_by_id=MappingProxyType(broader),
        related_by_id=MappingProxyType(related),
        id_by_folded_word=MappingProxyType(concept_by_word),
        narrow_ids=_narrow(broader),
    )


@cache
def _packaged() -> Taxonomy:
    from importlib.resources import files

    text = (files("mentormatch.domain") / "data" / "interests.tsv").read_text(encoding="utf-8")
    return from_lines(text.splitlines())


def _narrow(broader: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Concepts whose children are siblings worth the name: few of them, and something wider above."""
    children = Counter(parent for parents in broader.values() for parent in parents)
    return frozenset(
        parent for parent, count in children.items() if count <= NARROW_PARENT_HAS_AT_MOST and broader[parent]
    )


def _words(text: str) -> list[str]:
    unmarked = re.sub("[™®©'’‘`´]", "", text)
    apart = unicodedata.normalize("NFKD", unmarked.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", plain.replace("&", " and "))


def _stem(word: str) -> str:
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if word.endswith("ing") else word


_FOLDED_LEADING_WORDS = frozenset(word.removesuffix("g") for word in _LEADING_WORDS)
