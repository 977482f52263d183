"""No word of why, no second name, no number and no other attender in anything that somebody receives.

300 random plans here; `python benchmarks/calendar_words.py 0 10000` looks at ten thousand.
"""

from __future__ import annotations

import calendar_words
import pytest
from calendar_words import findings

from mentormatch.domain import appointments


@pytest.mark.parametrize("first", range(0, 300, 20))
def test_random_plans_full_of_secrets_give_none_of_them_away(first: int) -> None:
    for seed in range(first, first + 20):
        assert not findings(seed), seed


@pytest.mark.parametrize(
    ("field", "value"), [("SETTLED", tuple(appointments.PairState)), ("APPOINTMENT", f"{calendar_words.SECRET}-why")]
)
def test_the_search_is_not_blind(field: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appointments, field, value)
    assert any(findings(seed) for seed in range(40))
