"""The judge: whether a plan holds, found out anew and apart from the rooms that made it.

In: a programme, its history, a plan. Out: a Verdict, and the JudgedPlan that everything else shows or saves.
Never here: candidates, matching, solving, planning, or any solver; never a repair of a plan.
"""

from mentormatch.checking.judging import LIMIT, judge, verdict_of

__all__ = ["LIMIT", "judge", "verdict_of"]
