"""One Block of meetings and sessions: the rows of both, those in which they meet, and the tiers of T8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mentormatch.domain import tiers as catalogue
from mentormatch.domain.policy import Policy
from mentormatch.domain.tiers import TierKind
from mentormatch.matching.case import Case as MatchCase
from mentormatch.planning.together.people import Both
from mentormatch.planning.together.shared import SAID_HERE, add_shared
from mentormatch.scheduling import Formulation as Sessions
from mentormatch.solving import NO_LOWER, NO_UPPER, Model, Tier
from mentormatch.solving.blocks import Block, RowBuilder, RowName
from mentormatch.solving.rows import joined, keep_columns, keep_rows, sum_by

AFTER: dict[str, tuple[TierKind, ...]] = {
    "pins": (catalogue.FIXED_SESSIONS, catalogue.FIXED_PEOPLE),
    "stability": (catalogue.REACH_GROUP,),
    "fairness": (catalogue.WISH, catalogue.WISH_FIRST),
    "quality": (catalogue.GROUP_QUALITY, catalogue.COST),
    "load": (catalogue.LEADERS_LOAD,),
    "canonical": (catalogue.SESSIONS_CANONICAL,),
}
"""The tiers of sessions that come after each group of tiers of pairs."""


def order(policy: Policy) -> tuple[TierKind, ...]:
    """Every tier of the scope "plan", in the order in which they are decided (T8)."""
    of_pairs = policy.tier_order()
    out: list[TierKind] = []
    for group in ("pins", *policy.tiers, "canonical", "meetings"):
        out.extend(kind for kind in of_pairs if kind.group == group)
        out.extend(AFTER.get(group, ()))
    return tuple(out)


def comes_before(kinds: Sequence[TierKind], one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether values are better than others in the first tier in which they differ, of those that both have."""
    for kind in kinds:
        if kind.name in one and kind.name in other and one[kind.name] != other[kind.name]:
            return (one[kind.name] > other[kind.name]) == (kind.sense == "max")
    return False


@attrs.frozen(eq=False, kw_only=True)
class Stacked:
    """Columns of meetings with their helpers, then choices of sessions with theirs."""

    both: Both
    sessions: Sessions
    block: Block

    @property
    def n_meetings(self) -> int:
        return self.both.first

    def meetings(self, chosen: np.ndarray) -> np.ndarray:
        """The part of a choice that is about meetings, flags by column of the match."""
        return chosen[: self.both.first]

    def held(self, chosen: np.ndarray) -> np.ndarray:
        """Who runs, leads and attends in a choice, flags by choice of the sessions."""
        return chosen[self.both.first : self.both.first + self.both.sessions.n_choices]


def stack(match: MatchCase, meetings: Block, sessions: Sessions) -> Stacked:
    """meetings: a Block over the columns of `match`. The tiers are those of both, in the order of T8."""
    first = meetings.model.n_columns
    both = Both(match=match, sessions=sessions.case, first=first)
    n_columns = first + sessions.block.model.n_columns
    own = np.array([name[0] not in SAID_HERE for name in sessions.block.row_names], dtype=bool)
    model = _side_by_side(meetings.model, keep_rows(sessions.block.model, own))
    shared = RowBuilder()
    add_shared(both, shared)
    names: list[RowName] = [*meetings.row_names]
    names += [name for name, kept in zip(sessions.block.row_names, own, strict=True) if kept]
    block = Block(
        model=joined(model, shared.model(n_columns)),
        tiers=_tiers(match.programme.policy, meetings.tiers, sessions.block.tiers, first, n_columns),
        row_names=(*names, *shared.names),
    )
    return Stacked(both=both, sessions=sessions, block=block)


def _tiers(
    policy: Policy, of_pairs: Sequence[Tier], of_sessions: Sequence[Tier], first: int, n_columns: int
) -> tuple[Tier, ...]:
    wide: dict[str, Tier] = {}
    for tiers, at in ((of_pairs, 0), (of_sessions, first)):
        for tier in tiers:
            points = np.zeros(n_columns, dtype=np.int64)
            points[at : at + len(tier.points)] = tier.points
            wide[tier.name] = attrs.evolve(tier, points=points)
    return tuple(wide[kind.name] for kind in order(policy) if kind.name in wide)


def _side_by_side(left: Model, right: Model) -> Model:
    """Both models, the columns and rows of the second after those of the first."""
    return Model(
        n_columns=left.n_columns + right.n_columns,
        entry_row=np.concatenate([left.entry_row, left.n_rows + right.entry_row]),
        entry_column=np.concatenate([left.entry_column, left.n_columns + right.entry_column]),
        entry_value=np.concatenate([left.entry_value, right.entry_value]),
        row_lower=np.concatenate([left.row_lower, right.row_lower]),
        row_upper=np.concatenate([left.row_upper, right.row_upper]),
    )


def without(model: Model, settled: np.ndarray, chosen: np.ndarray) -> Model:
    """The model over the columns that are not settled; those that are, are as chosen (flags by column, both)."""
    used = settled[model.entry_column] & chosen[model.entry_column]
    taken = sum_by(model.entry_row[used], model.entry_value[used], model.n_rows)
    left = keep_columns(model, ~settled)
    return Model(
        n_columns=left.n_columns,
        entry_row=left.entry_row,
        entry_column=left.entry_column,
        entry_value=left.entry_value,
        row_lower=np.where(left.row_lower <= NO_LOWER, NO_LOWER, left.row_lower - taken),
        row_upper=np.where(left.row_upper >= NO_UPPER, NO_UPPER, left.row_upper - taken),
    )
