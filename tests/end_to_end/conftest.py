"""Ends the process that waits for commands, where one was started."""

from __future__ import annotations

from collections.abc import Iterator

import builders_end_to_end
import pytest


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_any_longer() -> Iterator[None]:
    yield
    if builders_end_to_end.waiting.cache_info().currsize:
        builders_end_to_end.waiting().end()
