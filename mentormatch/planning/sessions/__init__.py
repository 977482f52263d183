"""A timetable that was chosen, told in the words of the domain: docs/timetable.md, T7.

In: `SessionsFound` (a choice of columns) and the candidates. Out: a Timetable, its tiers. Never here: a search.
"""
