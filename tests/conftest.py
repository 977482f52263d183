"""Lets every test import `builders`; compiles the package once, as pip does for those who install it."""

import compileall
import gc
import os
from pathlib import Path

import pytest

import mentormatch
from mentormatch.commands import BETWEEN_COLLECTIONS


def pytest_configure(config: pytest.Config) -> None:
    """Hundreds of tests run the command in a process of its own, which would each compile all of it again."""
    gc.set_threshold(BETWEEN_COLLECTIONS, 20, 100)  # as the command itself does
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compileall.compile_dir(str(Path(mentormatch.__file__).parent), quiet=1)


def pytest_collection_finish() -> None:
    """Garbage is not looked for among the thousands of tests that wait."""
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-readers", action="store_true", help="Try calendars with every reader, not only the main ones."
    )


@pytest.fixture
def all_readers(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--all-readers"):
        pytest.skip("only with --all-readers")
