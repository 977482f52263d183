"""Lets every test import `builders`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-readers", action="store_true", help="Try calendars with every reader, not only the main ones."
    )


@pytest.fixture
def all_readers(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--all-readers"):
        pytest.skip("only with --all-readers")
