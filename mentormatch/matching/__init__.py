"""The formulation of pairs: quality, columns, rows and tiers as a Block.

In: a programme, its Candidates. Out: a Formulation (a Block and what its columns mean). Never here: a solver, a file,
the meaning of a result.
"""
