"""What every plan with pairs says of them: who meets whom, what rests, who is overtaken, which pins are left out."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.domain.history import History
from mentormatch.domain.plan import OnHold, Overtaken, PlannedPair
from mentormatch.matching.case import Case
from mentormatch.planning.answers import Waiting, overtaken_in
from mentormatch.planning.decode import Decoder


@attrs.frozen(eq=False, kw_only=True)
class PairsTold:
    """The parts of a Plan that the chosen meetings give, and who waits beside them."""

    pairs: tuple[PlannedPair, ...]
    on_hold: tuple[OnHold, ...]
    overtaken: tuple[Overtaken, ...]
    pins_left_out: tuple[tuple[str, str], ...]
    waiting: Waiting


def tell_pairs(history: History, case: Case, chosen: np.ndarray) -> PairsTold:
    """chosen: the meetings, flags by column of the case."""
    programme, candidates, quality, seats = case.programme, case.candidates, case.quality, case.seats
    decoder = Decoder(programme=programme, history=history, candidates=candidates, quality=quality)
    pairs = decoder.pairs(case, chosen)
    reached = np.zeros(len(candidates.mentees), dtype=bool)
    reached[[case.mentee_index[pair.mentee] for pair in pairs]] = True
    waiting = Waiting.of(programme, candidates, quality, seats, reached)
    pins = {(row.mentee, row.mentor) for row in history.pins()}
    return PairsTold(
        pairs=pairs,
        on_hold=tuple(
            OnHold(mentee=row.mentee, mentor=row.mentor, state=row.state)
            for row in sorted(candidates.on_hold, key=lambda row: row.key)
        ),
        overtaken=overtaken_in(programme, candidates, seats, waiting, pairs),
        pins_left_out=tuple(sorted(pins - {(pair.mentee, pair.mentor) for pair in pairs})),
        waiting=waiting,
    )
