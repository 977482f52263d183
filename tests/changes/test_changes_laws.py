"""Laws of overlays: what they undo, what they leave alone, and when their order does not matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch.changes import Difference, Overlay, Raw, applied
from mentormatch.domain.problem import Problems
from mentormatch.files import read_programme
from mentormatch.files.changed import raw_of
from mentormatch.files.folder import files_of
from mentormatch.files.programme import _tables, _toml
from mentormatch.files.shape import shape
from mentormatch.records import made_from
from tests.changes.overlays_at_random import overlays
from tests.files.files_folder import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("laws") / "programme")


def cells_of(folder: Path) -> Raw:
    problems = Problems()
    files = files_of(folder, problems)
    assert files is not None
    toml = _toml(files, problems)
    assert toml is not None
    return raw_of(_tables(files, problems), toml)


def written(raw: Raw) -> bytes:
    return repr((sorted(raw.tables.items()), raw.settings)).encode()


def made(folder: Path, stack: list[Overlay]) -> str:
    loaded = read_programme(folder, tuple(stack))
    assert loaded.programme is not None, "\n".join(str(problem) for problem in loaded.errors)
    return made_from(loaded.programme, loaded.history)


@settings(max_examples=60, deadline=None)
@given(stack=overlays())
def test_an_overlay_and_its_inverse_give_the_base_back_byte_for_byte(folder: Path, stack: list[Overlay]) -> None:
    base = cells_of(folder)
    after = applied(tuple(stack), base, shape()).raw
    difference = Difference.between(base, after)
    assert written(difference.apply(base)) == written(after)
    assert written(difference.inverse().apply(after)) == written(base)
    assert difference.inverse().inverse() == difference


def test_a_difference_is_not_made_where_the_cells_are_others(folder: Path) -> None:
    base = cells_of(folder)
    stack = (Overlay(name="x", changes=()),)
    assert Difference.between(base, applied(stack, base, shape()).raw) == Difference()
    other = Raw(settings={**base.settings, "name": "other"}, tables=base.tables)
    with pytest.raises(ValueError, match="as they were"):
        Difference.between(base, other).inverse().apply(base)


def test_an_empty_overlay_changes_nothing(folder: Path) -> None:
    assert made(folder, [Overlay(name="nothing")]) == made(folder, [])
    assert read_programme(folder, (Overlay(name="nothing"),)).programme == read_programme(folder).programme


@settings(max_examples=15, deadline=None)
@given(stack=overlays(), data=st.data())
def test_the_order_of_independent_overlays_does_not_matter(
    folder: Path, stack: list[Overlay], data: st.DataObject
) -> None:
    assert made(folder, stack) == made(folder, data.draw(st.permutations(stack)))
