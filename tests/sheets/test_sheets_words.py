"""Hours, days and ways as people say them."""

from __future__ import annotations

import pytest

from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.sheets import words


@pytest.mark.parametrize(
    ("minute", "says"),
    [(600, "10 o'clock"), (630, "half past 10"), (615, "quarter past 10"), (645, "quarter to 11"),
     (765, "quarter to 1"), (720, "12 o'clock"), (1005, "quarter to 5"), (1015, "4:55"),
     (0, "12 o'clock"), (30, "half past 12")],
)  # fmt: skip
def test_an_hour_is_said_as_people_say_it(minute: int, says: str) -> None:
    assert words.hour(minute) == says


def test_the_part_of_the_day_is_said_and_midday_is_neither_morning_nor_afternoon() -> None:
    assert [words.part_of_day(hour * 60) for hour in (9, 12, 13, 18)] == [
        "in the morning", "midday", "in the afternoon", "in the evening",
    ]  # fmt: skip


def test_how_often_is_said() -> None:
    slots = [Slot(weekday=1, start=600, minutes=60, rhythm=rhythm, first=first)
             for rhythm, first in ((Rhythm.WEEKLY, 1), (Rhythm.FORTNIGHTLY, 2), (Rhythm.MONTHLY, 3))]  # fmt: skip
    assert [words.days(slot) for slot in slots] == [
        "Every Tuesday", "Every second Tuesday", "The third Tuesday of the month",
    ]  # fmt: skip


def test_minutes_of_a_way_are_rounded_up_to_five_and_no_way_is_not_told() -> None:
    assert words.way("foot", 11) == "Walk: about 15 minutes." and words.way("bus", 0) == ""
