"""Two jobs at once: both are done, and neither outlives the other's failure."""

import pytest

from mentormatch.planning.two_at_once import two_at_once
from mentormatch.solving.solvers import Clock


def test_both_are_done_when_it_is_back() -> None:
    done: list[str] = []
    two_at_once(Clock(), lambda: done.append("aside"), lambda: done.append("here"))
    assert sorted(done) == ["aside", "here"]


def test_what_fails_aside_is_raised_here() -> None:
    def fails() -> None:
        raise ValueError("aside")

    with pytest.raises(ValueError, match="aside"):
        two_at_once(Clock(), fails, lambda: None)


def test_ctrl_c_here_ends_what_runs_aside() -> None:
    clock = Clock()
    seen: list[bool] = []

    def until_over() -> None:
        part = clock.part(20.0)
        while not part.over():
            pass
        seen.append(clock.interrupted)

    def pressed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        two_at_once(clock, until_over, pressed)
    assert seen == [True]
