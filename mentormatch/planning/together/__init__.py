"""Pairs and sessions in one choice: docs/timetable.md, T8.

In: the formulations of both. Out: a Plan of scope "plan". Never here: a rule that only pairs or only sessions have.
"""
