"""Pairs and sessions in one choice against an oracle that tries every plan of both, on very small programmes.

benchmarks/brute_plans.py runs the same over any range of seeds.
"""

from __future__ import annotations

from collections import Counter

from joint_brute import TooLargeError, outcome


def test_every_tier_of_a_plan_of_both_is_that_of_the_best_found_by_trying_every_plan():
    wrong, seen = [], Counter()
    for seed in range(50):
        try:
            found = outcome(seed)
        except TooLargeError:
            seen["too large"] += 1
            continue
        if found is not None:
            says, both, bites = found
            wrong += [f"seed {seed}: {one}" for one in says]
            seen.update({"tried": 1, "both": both, "bites": bites})
    assert not wrong, "\n".join(wrong)
    assert seen["too large"] <= 4, seen
    assert seen["both"] >= 5 and seen["bites"] >= 4, seen
