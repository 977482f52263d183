"""Compile the interests: OpenActive activity list and our extension -> mentormatch/domain/data/interests.tsv.

    python -m tools.build_interests [SOURCE] [--check]

The same sources give the same bytes. Whatever is wrong with them is said together; then nothing is written.
--check writes nothing and says whether the packaged file is up to date.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import Factory, define

from mentormatch.domain.interests import fold, slug

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("/work/shared/data/activities/openactive-activity-list.jsonld")
EXTENSION = ROOT / "tools" / "interests_extension.toml"
COMPILED = ROOT / "mentormatch" / "domain" / "data" / "interests.tsv"

HEADER = (
    "# Made by tools/build_interests.py; do not edit. How to add a word: docs/interests.md.",
    "# Contains the OpenActive Activity List, https://openactive.io/activity-list, (c) OpenActive and its",
    "# contributors, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Changed: definitions and",
    "# identifiers left out, some labels renamed; concepts, words and links added from",
    "# tools/interests_extension.toml.",
    "# id, label, wider ids, related ids, folded words",
)


@define
class Draft:
    """The taxonomy while it is put together, by label; problems are gathered, not raised."""

    words: dict[str, set[str]] = Factory(dict)
    broader: dict[str, set[str]] = Factory(lambda: defaultdict(set))
    related: dict[str, set[str]] = Factory(lambda: defaultdict(set))
    areas: frozenset[str] = frozenset()
    added: set[str] = Factory(set)
    problems: list[str] = Factory(list)

    def known(self, label: str, where: str) -> bool:
        if label not in self.words:
            self.problems.append(f'{where}: no concept is called "{label}".')
        return label in self.words


def compiled(source: Path = SOURCE, extension: Path = EXTENSION) -> tuple[str, list[str]]:
    """The text of the compiled file, and what is wrong with its sources (then the text is not to be used)."""
    draft = draft_of(
        json.loads(source.read_text(encoding="utf-8")), tomllib.loads(extension.read_text(encoding="utf-8"))
    )
    return "".join(f"{line}\n" for line in (*HEADER, *_lines(draft))), draft.problems


def draft_of(source: dict[str, Any], extension: dict[str, Any]) -> Draft:
    """The activity list with the extension worked in, and every problem found on the way."""
    draft = Draft()
    _take_source(draft, source["concept"], extension.get("rename", {}), extension.get("merge", {}))
    _take_concepts(draft, extension)
    _take_links(draft, extension)
    for check in (_clashing_words, _clashing_ids, _rootless, _circles):
        draft.problems.extend(check(draft))
    return draft


def _take_source(draft: Draft, concepts: list[dict[str, Any]], rename: dict[str, str], merge: dict[str, str]) -> None:
    """Source labels, altLabels and links; a link to a concept that the list itself lacks is dropped."""
    source_labels = {concept["prefLabel"] for concept in concepts}
    for table, entries in (("rename", rename), ("merge", merge)):
        draft.problems.extend(
            f'[{table}]: the activity list has no "{label}".' for label in entries if label not in source_labels
        )
    label_by_iri = {}
    for concept in concepts:
        label = concept["prefLabel"]
        label_by_iri[concept["id"]] = rename.get(label, merge.get(label, label))
    for concept in concepts:
        label = label_by_iri[concept["id"]]
        words = draft.words.setdefault(label, {label})
        words.update(concept.get("altLabel", ()))
        if concept["prefLabel"] in merge:
            words.add(concept["prefLabel"])
        for iri in concept.get("broader", ()):
            _link_broader(draft, label, label_by_iri.get(iri))
        for iri in concept.get("narrower", ()):
            if iri in label_by_iri:
                _link_broader(draft, label_by_iri[iri], label)
        for iri in concept.get("related", ()):
            if iri in label_by_iri:
                _link_related(draft, label, label_by_iri[iri])


def _take_concepts(draft: Draft, extension: dict[str, Any]) -> None:
    draft.areas = frozenset(extension["areas"])
    for area in extension["areas"]:
        _add(draft, area, (), "areas")
    for parent, children in extension["new"].items():
        for label, words in children.items():
            _add(draft, label, words, f'[new."{parent}"]')


def _take_links(draft: Draft, extension: dict[str, Any]) -> None:
    for label, words in extension["also"].items():
        if draft.known(label, "[also]"):
            draft.words[label].update(words)
    for parent, children in (*extension["new"].items(), *extension["adopt"].items()):
        where = f'children of "{parent}"'
        for label in children:
            if draft.known(parent, where) and draft.known(label, where):
                _link_broader(draft, label, parent)
    for label, others in extension["related"].items():
        for other in others:
            if draft.known(label, "[related]") and draft.known(other, f'[related] "{label}"'):
                _link_related(draft, label, other)


def _add(draft: Draft, label: str, words: list[str] | tuple[()], where: str) -> None:
    if label in draft.words:
        draft.problems.append(f'{where}: there is a concept "{label}" already. Use [adopt] and [also].')
    draft.words[label] = {label, *words}
    draft.added.add(label)


def _link_broader(draft: Draft, label: str, parent: str | None) -> None:
    if parent is not None and parent != label:
        draft.broader[label].add(parent)


def _link_related(draft: Draft, one: str, other: str) -> None:
    if one != other:
        draft.related[one].add(other)
        draft.related[other].add(one)


def _clashing_words(draft: Draft) -> Iterator[str]:
    labels_by_word: dict[str, set[str]] = defaultdict(set)
    for label, words in draft.words.items():
        for word in words:
            labels_by_word[fold(word)].add(label)
    for word, labels in sorted(labels_by_word.items()):
        if not word:
            yield f"{_quoted(labels)}: one of its words is empty once folded."
        elif len(labels) > 1:
            yield f'"{word}" names more than one concept: {_quoted(labels)}. Keep it in one of them.'


def _clashing_ids(draft: Draft) -> Iterator[str]:
    labels_by_id: dict[str, set[str]] = defaultdict(set)
    for label in draft.words:
        labels_by_id[slug(label)].add(label)
    for concept, labels in sorted(labels_by_id.items()):
        if len(labels) > 1:
            yield f'the id "{concept}" would stand for {_quoted(labels)}. Rename one of them.'


def _rootless(draft: Draft) -> Iterator[str]:
    """Concepts from which no way up leads to an area, and areas that have something above them."""
    for label in sorted(draft.words):
        if label in draft.areas:
            if draft.broader[label]:
                yield f'the area "{label}" has something above it: {_quoted(draft.broader[label])}.'
        elif not draft.areas & _above(draft, label):
            yield f'nothing above "{label}" leads to an area. Put it under a parent in [adopt].'


def _circles(draft: Draft) -> Iterator[str]:
    for label in sorted(draft.words):
        if label in _above(draft, label):
            yield f'"{label}" stands above itself.'


def _above(draft: Draft, label: str) -> set[str]:
    above: set[str] = set()
    waiting = [label]
    while waiting:
        for parent in draft.broader[waiting.pop()] - above:
            above.add(parent)
            waiting.append(parent)
    return above


def _lines(draft: Draft) -> Iterator[str]:
    for label in sorted(draft.words, key=lambda label: (slug(label), label)):
        yield "\t".join(
            (
                slug(label),
                label,
                " ".join(sorted(map(slug, draft.broader[label]))),
                " ".join(sorted(map(slug, draft.related[label]))),
                " ".join(sorted({fold(word) for word in draft.words[label]})),
            )
        )


def _quoted(labels: set[str]) -> str:
    return ", ".join(f'"{label}"' for label in sorted(labels))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path, default=SOURCE, help="the activity list (JSON-LD)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if out of date")
    options = parser.parse_args(arguments)
    text, problems = compiled(options.source)
    if problems:
        print(*problems, f"Nothing written: {len(problems)} to put right.", sep="\n", file=sys.stderr)
        return 2
    if options.check:
        current = COMPILED.is_file() and COMPILED.read_text(encoding="utf-8") == text
        print(f"{COMPILED} is {'up to date' if current else 'out of date: build it again'}.", file=sys.stderr)
        return 0 if current else 1
    COMPILED.parent.mkdir(exist_ok=True)
    COMPILED.write_bytes(text.encode())
    concepts = len(text.splitlines()) - len(HEADER)
    print(f"{COMPILED}: {concepts} concepts, {len(text.encode())} bytes.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
