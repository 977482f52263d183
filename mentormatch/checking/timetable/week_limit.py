"""How much of one thing somebody may have in a week: what they said, widened to what people fixed and wrote down."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class WeekLimit:
    """asked: in any week. given: by week, what fixed sessions and recorded meetings take. recorded: meetings alone."""

    asked: int
    given: dict[int, int]
    recorded: dict[int, int]

    @classmethod
    def widened(cls, asked: int, fixed: dict[int, int], recorded: dict[int, int]) -> WeekLimit:
        """fixed: by week, what fixed sessions take."""
        given = {week: fixed.get(week, 0) + recorded.get(week, 0) for week in {*fixed, *recorded}}
        return cls(asked=asked, given=given, recorded=recorded)

    def room(self, week: int) -> int:
        """For sessions and meetings together."""
        return max(self.asked, self.given.get(week, 0))
