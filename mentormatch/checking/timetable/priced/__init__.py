"""Bounds of tiers of sessions, added up from prices over the judge's own list: docs/timetable.md, T9.

In: the court of a plan, the judge's list of patterns, a price list. Out: the bound that the prices prove, or `Refused`.
No solver is asked, and nothing of the planner's is used.
"""
