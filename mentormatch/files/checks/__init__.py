"""What only shows when rows and files are laid side by side. Each check is one function: Reading -> problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mentormatch.domain.problem import Problem
from mentormatch.files.checks.apart import no_longer_apart, said_twice, unknown_apart
from mentormatch.files.checks.dates import (
    backward_curfew,
    clearance_ends,
    lost_to_dates_away,
    no_hour_long_enough,
    outside_availability,
    priority_counts,
    too_many_urgent,
)
from mentormatch.files.checks.doubles import in_two_lists, one_person_twice
from mentormatch.files.checks.ids import cut_by_a_spreadsheet, telling_ids, unknown_ids, unknown_staff
from mentormatch.files.checks.pairs import (
    contradictory_approvals,
    contradictory_rows,
    impossible_pins,
    pair_ids,
    pins_beyond_places,
    recorded_meetings,
)
from mentormatch.files.checks.places import (
    mentors_without_room,
    no_place_to_meet,
    training_missing,
    unknown_ends_of_journeys,
    unknown_venues,
)
from mentormatch.files.reading import Reading

Check = Callable[[Reading], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    unknown_ids,
    unknown_staff,
    unknown_venues,
    unknown_apart,
    said_twice,
    no_longer_apart,
    pair_ids,
    contradictory_rows,
    contradictory_approvals,
    impossible_pins,
    pins_beyond_places,
    recorded_meetings,
    backward_curfew,
    no_hour_long_enough,
    lost_to_dates_away,
    outside_availability,
    clearance_ends,
    priority_counts,
    too_many_urgent,
    mentors_without_room,
    training_missing,
    no_place_to_meet,
    unknown_ends_of_journeys,
    in_two_lists,
    one_person_twice,
    telling_ids,
    cut_by_a_spreadsheet,
)
