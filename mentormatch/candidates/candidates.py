"""What this room hands on: pairs, their places and their options, in columns."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import attrs
import numpy as np

from mentormatch.domain.history import PairRecord
from mentormatch.domain.problem import Problem

NO_PLACE = -1
"""Place index of "no meeting yet"; its weekday and start are NO_HOUR."""
NO_HOUR = -1
NO_MODE = -1
NEVER = 32767
"""Minutes between two places that one person cannot get from one to the other of."""


class PairKind(IntEnum):
    """Why a pair is in the model."""

    CANDIDATE = 0
    HELD = 1
    PIN = 2


def _read_only(values: Any, dtype: type) -> np.ndarray:
    array: np.ndarray = np.ascontiguousarray(values, dtype=dtype).view()
    array.flags.writeable = False
    return array


def _flags(values: Any) -> np.ndarray:
    return _read_only(values, bool)


def _bytes(values: Any) -> np.ndarray:
    return _read_only(values, np.uint8)


def _tiny(values: Any) -> np.ndarray:
    return _read_only(values, np.int8)


def _short(values: Any) -> np.ndarray:
    return _read_only(values, np.int16)


def _whole(values: Any) -> np.ndarray:
    return _read_only(values, np.int32)


def _masks(values: Any) -> np.ndarray:
    return _read_only(values, np.uint64)


@attrs.frozen(eq=False, kw_only=True)
class Between:
    """Minutes from one place to another for one person, by the modes and the pace that the person has.

    class_by_person: id -> class, for mentees, mentors and staff. minutes: int16, shape (n_classes, n_places, n_places),
    from the place of the second axis to that of the third; the index is that of `Candidates.places`; NEVER = no way.
    """

    class_by_person: Mapping[str, int]
    minutes: np.ndarray = attrs.field(converter=_short)

    def __call__(self, person: str, place: int, other: int) -> int:
        """Minutes from place to other; 0 where one of them is NO_PLACE."""
        if NO_PLACE in (place, other):
            return 0
        return int(self.minutes[self.class_by_person[person], place, other])


@attrs.frozen(eq=False, kw_only=True)
class Candidates:
    """Who may meet whom, where and when.

    mentees, mentors: all ids of the programme, sorted; the index spaces of pair_mentee and pair_mentor. places: venue
    ids, sorted, then "phone" and "video".

    Pairs are sorted by (mentee, mentor): candidates, held pairs that are not on hold, pins that are possible.
    pair_acceptable: passes every rule of section 4 (of held pairs: but `state` and `places`). pair_minutes,
    pair_rhythm (index into tuple(Rhythm)): of the mentee's meetings.

    Pair-places (spots) are sorted by (pair, place); NO_PLACE comes first. spot_minutes one way, spot_pence there and
    back, spot_mode an index into tuple(Mode). spot_check: within doubt of a limit, or (a recorded place) beyond it.
    spot_choice: number of (weekday, start) with an option there.

    Options are sorted by (spot, first, weekday, start). option_planned, option_held: week masks of the pair's planned
    dates and of those held. option_recorded: the meeting that stands in the record. option_is_option: false for a
    recorded meeting that the rules would not offer, and for "no meeting yet", whose weeks are all those of the term in
    which the pair could meet. option_minutes, option_rhythm: as of the pair, but for a recorded meeting its own.

    pins: the record of each pair to be kept together.

    refused: (n_mentees, n_rules), rules in the order of domain.rules.RULES; pairs held or on hold are not counted.
    led: (mentor index, week mask, minutes with the way there and back) of each session led.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    places: tuple[str, ...]

    pair_mentee: np.ndarray = attrs.field(converter=_whole)
    pair_mentor: np.ndarray = attrs.field(converter=_whole)
    pair_kind: np.ndarray = attrs.field(converter=_bytes)
    pair_needs_approval: np.ndarray = attrs.field(converter=_flags)
    pair_acceptable: np.ndarray = attrs.field(converter=_flags)
    pair_minutes: np.ndarray = attrs.field(converter=_short)
    pair_rhythm: np.ndarray = attrs.field(converter=_bytes)

    spot_pair: np.ndarray = attrs.field(converter=_whole)
    spot_place: np.ndarray = attrs.field(converter=_short)
    spot_minutes_mentee: np.ndarray = attrs.field(converter=_short)
    spot_minutes_mentor: np.ndarray = attrs.field(converter=_short)
    spot_pence_mentee: np.ndarray = attrs.field(converter=_whole)
    spot_pence_mentor: np.ndarray = attrs.field(converter=_whole)
    spot_mode_mentee: np.ndarray = attrs.field(converter=_tiny)
    spot_mode_mentor: np.ndarray = attrs.field(converter=_tiny)
    spot_from_mentee: np.ndarray = attrs.field(converter=_bytes)
    spot_from_mentor: np.ndarray = attrs.field(converter=_bytes)
    spot_check_mentee: np.ndarray = attrs.field(converter=_flags)
    spot_check_mentor: np.ndarray = attrs.field(converter=_flags)
    spot_choice: np.ndarray = attrs.field(converter=_short)

    option_spot: np.ndarray = attrs.field(converter=_whole)
    option_weekday: np.ndarray = attrs.field(converter=_tiny)
    option_start: np.ndarray = attrs.field(converter=_short)
    option_first: np.ndarray = attrs.field(converter=_tiny)
    option_minutes: np.ndarray = attrs.field(converter=_short)
    option_rhythm: np.ndarray = attrs.field(converter=_bytes)
    option_planned: np.ndarray = attrs.field(converter=_masks)
    option_held: np.ndarray = attrs.field(converter=_masks)
    option_recorded: np.ndarray = attrs.field(converter=_flags)
    option_is_option: np.ndarray = attrs.field(converter=_flags)

    refused: np.ndarray = attrs.field(converter=_whole)
    free_places: np.ndarray = attrs.field(converter=_whole)
    pins: tuple[PairRecord, ...]
    on_hold: tuple[PairRecord, ...]
    held: tuple[PairRecord, ...]
    input_problems: tuple[Problem, ...]
    between: Between
    led: tuple[tuple[int, int, int], ...]

    @property
    def n_pairs(self) -> int:
        """How many pairs are in the model."""
        return len(self.pair_mentee)

    @property
    def n_spots(self) -> int:
        """How many pair-places."""
        return len(self.spot_pair)

    @property
    def n_options(self) -> int:
        """How many options, "no meeting yet" included."""
        return len(self.option_spot)
