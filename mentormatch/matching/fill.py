"""Hours for some columns beside each other: a search, one column after another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import attrs
import numpy as np

from mentormatch.matching.rows.hours import minutes_a_week
from mentormatch.solving.cliques import as_masks, bits

if TYPE_CHECKING:
    from mentormatch.matching.diaries import Diaries


@attrs.define
class Fill:
    """Hours for columns, one after another: fits with those before it, and in each week of its mentor.

    domains: by column, options still open, as bits. clash: by pair of columns, for each option of the first those of
    the other that do not go with it, as bits. use: by column (options, weeks) minutes. left: weeks by mentor.
    """

    domains: list[int]
    clash: dict[tuple[int, int], list[int]]
    use: list[np.ndarray]
    mentor: list[int]
    left: dict[int, np.ndarray]

    @classmethod
    def of(cls, diaries: Diaries, lists: list[tuple[int, np.ndarray]]) -> Fill:
        case = diaries.case
        pairs = case.candidates
        use, left = [], {}
        weeks = np.arange(diaries.led.shape[1], dtype=np.uint64)
        for column, options in lists:
            way = 2 * int(pairs.spot_minutes_mentor[case.columns.spot[column]])
            minutes = pairs.option_minutes[options].astype(np.int64) + way
            in_week = (pairs.option_planned[options][:, None] >> weeks & np.uint64(1)).astype(np.int64)
            use.append(in_week * minutes[:, None])
        mentor = [int(case.mentor[column]) for column, _ in lists]
        for index in set(mentor):
            left[index] = np.maximum(0, minutes_a_week(case, index) - diaries.led[index])
            recorded = [
                use[at][0] for at, (column, _) in enumerate(lists) if mentor[at] == index and case.recorded[column]
            ]
            if recorded:
                left[index] = np.maximum(left[index], sum(recorded))
        clash = {}
        for one, other in combinations(range(len(lists)), 2):
            table = diaries.clash(lists[one][0], lists[other][0])
            if table.any():
                clash[one, other] = as_masks(table)
        return cls([(1 << len(options)) - 1 for _, options in lists], clash, use, mentor, left)

    def fits(self) -> bool:
        """Whether all of them have an hour."""
        return self._from(0, self.domains, self.left)

    def _from(self, at: int, domains: list[int], left: dict[int, np.ndarray]) -> bool:
        if at == len(domains):
            return True
        mentor = self.mentor[at]
        for option in bits(domains[at]):
            rest = left[mentor] - self.use[at][option]
            if (rest < 0).any():
                continue
            after = list(domains)
            for other in range(at + 1, len(domains)):
                table = self.clash.get((at, other))
                if table is not None:
                    after[other] &= ~table[option]
            if all(after[at + 1 :]) and self._from(at + 1, after, {**left, mentor: rest}):
                return True
        return False
