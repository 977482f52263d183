"""The quality of candidate pairs: seven parts, each 0..1000, one file each.

In: the programme and its Candidates. Out: points by pair-place. The judge reckons the same parts apart, on two people.
Parts about the two people have shape (n_pairs,), parts about the place too (n_spots,).
"""

from __future__ import annotations

from mentormatch.matching.quality.points import Quality, quality_of

__all__ = ["Quality", "quality_of"]
