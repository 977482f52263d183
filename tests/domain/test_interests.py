"""What people like: which words name it, and how close two such things are."""

from __future__ import annotations

import doctest
import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.domain.interests import (
    NARROW_PARENT_HAS_AT_MOST,
    Taxonomy,
    fold,
    from_lines,
    slug,
)

ROOT = Path(__file__).resolve().parents[2]
TAXONOMY = Taxonomy.load()
CONCEPTS = st.sampled_from(sorted(TAXONOMY.label_by_id))


def build_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_interests", ROOT / "tools" / "build_interests.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = build_script()
EXTENSION: dict[str, Any] = tomllib.loads(BUILD.EXTENSION.read_text(encoding="utf-8"))


def found(text: str) -> str:
    concept = TAXONOMY.find(text)
    assert concept is not None, f"nothing is called {text!r}"
    return concept


def closeness(a: str, b: str) -> int:
    return TAXONOMY.closeness(found(a), found(b))


def small_taxonomy(*lines: str) -> Taxonomy:
    """Each line: 'child < parent parent ~ related'; a concept's own name is its only word."""
    rows = []
    for line in lines:
        head, _, related = line.partition("~")
        concept, _, broader = head.partition("<")
        name = concept.strip()
        rows.append("\t".join((name, name, broader.strip(), related.strip(), name)))
    return from_lines(rows)


# Words


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("fitba", "football"),
        ("the fitba", "football"),
        ("FOOTBALL!", "football"),
        ("fitba five-a-side", "five-a-side-football"),
        ("5 a side", "five-a-side-football"),
        ("the dancin", "dance"),
        ("dugs", "dogs"),
        ("the dugs", "dogs"),
        ("baking", "baking"),
        ("knittin", "knitting"),
        ("Knittin’", "knitting"),
        ("hillwalking", "hill-walking"),
        ("Hill-Walking", "hill-walking"),
        ("munro bagging", "munro-bagging"),
        ("stravaigin", "walking"),
        ("daunder", "walking"),
        ("gairdenin", "gardening"),
        ("readin", "reading"),
        ("singin", "singing"),
        ("the bools", "bowls"),
        ("doos", "pigeons"),
        ("the pictures", "cinema"),
        ("PlayStation", "playstation"),
        ("Xbox", "xbox"),
        ("Gàidhlig", "gaelic"),
        ("men's shed", "joinery"),
        ("mens sheds", "joinery"),
        ("arts & crafts", "crafts"),
        ("art and crafts", "crafts"),
        ("playing the guitar", "guitar"),
        ("going to the gym", "gym-workout"),
        ("board-game", "board-games"),
    ],
)
def test_people_may_write_it_their_own_way(text: str, concept: str) -> None:
    assert TAXONOMY.find(text) == concept


@pytest.mark.parametrize(
    "text",
    ["", "   ", "the", "-", "🙂", "n/a", "no", "none", "nothing", "anything", "tbc", "footbal", "hilwalking"],
)
def test_what_names_nothing_is_never_guessed(text: str) -> None:
    assert TAXONOMY.find(text) is None


def test_a_word_about_dance_alone_does_not_catch_the_music() -> None:
    assert TAXONOMY.find("jazz") == "jazz-music"
    assert TAXONOMY.find("hip hop") == "hip-hop-and-rap"


@pytest.mark.parametrize("text", ["watching football", "football watching", "watching the fitba"])
def test_watching_football_is_not_playing_it(text: str) -> None:
    assert TAXONOMY.find(text) == "watching-football"


def test_every_label_and_every_id_finds_its_own_concept() -> None:
    for concept, label in TAXONOMY.label_by_id.items():
        assert TAXONOMY.find(label) == concept
        assert slug(label) == concept


@given(CONCEPTS)
def test_capitals_hyphens_and_a_the_in_front_make_no_difference(concept: str) -> None:
    label = TAXONOMY.label(concept)
    assert TAXONOMY.find(label.upper()) == concept
    assert TAXONOMY.find("the " + label.replace(" ", "-")) == concept


@given(st.text(max_size=300))
def test_any_text_at_all_is_answered(text: str) -> None:
    assert TAXONOMY.find(text) in {None, *TAXONOMY.label_by_id}
    assert len(TAXONOMY.nearest(text)) <= 3


@given(st.text(max_size=40))
def test_folding_leaves_no_spaces_or_capitals(text: str) -> None:
    assert not any(c.isspace() or c == "_" for c in fold(text))


# Error messages


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("footbal", "Football"),
        ("hilwalking", "Hill Walking"),
        ("knittting", "Knitting"),
        ("gitar", "Guitar"),
        ("walking with pals", "Walking"),
        ("photograpy", "Photography"),
    ],
)
def test_an_unknown_word_is_answered_with_what_it_may_have_meant(text: str, first: str) -> None:
    assert TAXONOMY.find(text) is None
    assert first in TAXONOMY.nearest(text)[:2]


@pytest.mark.parametrize("text", ["zzzzqq", "", "n/a"])
def test_nothing_is_suggested_where_nothing_is_near(text: str) -> None:
    assert TAXONOMY.nearest(text) == []


def test_suggestions_are_as_many_as_asked_for_and_different() -> None:
    assert TAXONOMY.nearest("dancing and singing") == ["Dance", "Singing"]
    assert len(TAXONOMY.nearest("dancing and singing", n=1)) == 1
    suggestions = TAXONOMY.nearest("footbal", n=5)
    assert len(suggestions) == len(set(suggestions)) == 5


# The law of closeness


@pytest.mark.parametrize(
    ("a", "b", "points"),
    [
        ("fitba", "football", 1000),
        ("five-a-side", "football", 600),
        ("walking", "hillwalking", 600),
        ("hillwalking", "munro bagging", 600),
        ("walking", "munro bagging", 300),
        ("hillwalking", "hiking", 400),
        ("watching football", "football", 500),
        ("knitting", "crochet", 400),
        ("chess", "dominoes", 400),
        ("dogs", "dog walking", 600),
        ("knitting", "football", 0),
    ],
)
def test_things_people_say_are_as_close_as_one_would_expect(a: str, b: str, points: int) -> None:
    assert closeness(a, b) == points


def test_each_line_of_the_law_decides_alone() -> None:
    law = small_taxonomy(
        "area", "group < area", "one < group", "other < group", "leaf < one ~ far", "far < area ~ leaf"
    )
    assert law.closeness("one", "one") == 1000
    assert law.closeness("one", "group") == 600
    assert law.closeness("leaf", "far") == 500
    assert law.closeness("one", "other") == 400
    assert law.closeness("leaf", "group") == 300
    assert law.closeness("leaf", "other") == 0
    assert law.closeness("leaf", "area") == 0


def test_children_of_an_area_are_no_siblings() -> None:
    assert small_taxonomy("area", "one < area", "other < area").closeness("one", "other") == 0


@pytest.mark.parametrize(("children", "points"), [(NARROW_PARENT_HAS_AT_MOST, 400), (26, 0)])
def test_children_of_a_crowded_parent_are_no_siblings(children: int, points: int) -> None:
    law = small_taxonomy("area", "group < area", *(f"c{n} < group" for n in range(children)))
    assert law.closeness("c0", "c1") == points


def test_the_highest_line_counts_where_several_hold() -> None:
    law = small_taxonomy("area", "group < area", "one < group ~ other", "other < group one ~ one")
    assert law.closeness("one", "other") == 600


@given(CONCEPTS, CONCEPTS)
def test_closeness_is_the_same_both_ways_and_full_only_for_the_same_thing(a: str, b: str) -> None:
    points = TAXONOMY.closeness(a, b)
    assert points == TAXONOMY.closeness(b, a)
    assert points in {1000, 600, 500, 400, 300, 0}
    assert (points == 1000) == (a == b)


def test_an_id_that_does_not_exist_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        TAXONOMY.closeness("football", "no-such-thing")
    with pytest.raises(KeyError):
        TAXONOMY.label("no-such-thing")


# The data


def test_links_lead_to_concepts_and_related_holds_both_ways() -> None:
    for concept, parents in TAXONOMY.broader_by_id.items():
        assert concept not in parents
        assert parents <= TAXONOMY.label_by_id.keys()
    for concept, related in TAXONOMY.related_by_id.items():
        assert concept not in related
        assert all(concept in TAXONOMY.related_by_id[other] for other in related)


def test_only_the_areas_have_nothing_above_them() -> None:
    tops = {TAXONOMY.label(concept) for concept, parents in TAXONOMY.broader_by_id.items() if not parents}
    assert tops == set(EXTENSION["areas"])


def test_every_concept_of_the_extension_is_found_and_stands_under_its_parent() -> None:
    for parent, children in EXTENSION["new"].items():
        for label, words in children.items():
            concept = found(label)
            assert found(parent) in TAXONOMY.broader_by_id[concept]
            assert {TAXONOMY.find(word) for word in words} <= {concept}


def test_no_interest_is_made_of_drink_or_betting() -> None:
    for text in ("the pub", "drinking", "bevvy", "gambling", "the bookies", "betting"):
        assert TAXONOMY.find(text) is None


@pytest.mark.skipif(not BUILD.SOURCE.is_file(), reason="the shared activity list is not on this machine")
def test_the_packaged_file_is_what_the_script_makes() -> None:
    text, problems = BUILD.compiled()
    assert problems == []
    assert BUILD.COMPILED.read_bytes() == text.encode()


def test_the_packaged_file_is_small_and_says_whose_work_it_contains() -> None:
    packed = BUILD.COMPILED.read_bytes()
    assert len(packed) < 150_000
    assert b"OpenActive" in packed and b"CC BY 4.0" in packed


def test_the_page_about_interests_says_what_is_so() -> None:
    page = ROOT / "docs" / "interests.md"
    assert doctest.testfile(str(page), module_relative=False).failed == 0
    assert f"{len(TAXONOMY.label_by_id):,} things" in page.read_text(encoding="utf-8")


# The build


def built(extension: dict[str, Any], **labels: str) -> list[str]:
    """Problems of a source of these labels (label=parent, or "" for none) with an extension."""
    concepts = [
        {"id": label, "prefLabel": label, "broader": [parent] if parent else []} for label, parent in labels.items()
    ]
    whole = {"areas": ["Area"], "adopt": {}, "also": {}, "related": {}, "new": {}, **extension}
    return list(BUILD.draft_of(json.loads(json.dumps({"concept": concepts})), whole).problems)


def test_a_sound_source_gives_no_problems() -> None:
    assert built({"adopt": {"Area": ["Tig"]}, "new": {"Tig": {"Chain tig": ["chainy"]}}}, Tig="") == []


@pytest.mark.parametrize(
    ("extension", "says"),
    [
        (
            {"also": {"Tig": ["catch"], "Hide": ["Catch"]}},
            '"catch" names more than one concept: "Hide", "Tig"',
        ),
        ({"also": {"Tigg": ["catch"]}}, '[also]: no concept is called "Tigg"'),
        ({"related": {"Tig": ["Hyde"]}}, '[related] "Tig": no concept is called "Hyde"'),
        ({"rename": {"Tigg": "Tag"}}, '[rename]: the activity list has no "Tigg"'),
        ({"new": {"Area": {"Tig": []}}}, 'there is a concept "Tig" already'),
        ({"new": {"Nowhere": {"Peep": []}}}, 'children of "Nowhere": no concept is called "Nowhere"'),
        ({"adopt": {"Tig": ["Hide"], "Hide": ["Tig"]}}, '"Hide" stands above itself'),
        ({"adopt": {"Tig": ["Area"]}}, 'the area "Area" has something above it: "Tig"'),
        ({"also": {"Tig": ["-"]}}, "empty once folded"),
        ({"new": {"Area": {"Tíg": []}}}, 'the id "tig" would stand for "Tig", "Tíg"'),
        ({}, 'nothing above "Tig" leads to an area'),
    ],
)
def test_the_build_names_what_is_wrong(extension: dict[str, Any], says: str) -> None:
    assert any(says in problem for problem in built(extension, Tig="", Hide=""))
