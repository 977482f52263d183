"""The judge of timetables: docs/timetable.md, read a second time, on objects, one session at a time.

In: the case of a plan of scope "schedule" or "plan" (`court.Court`). Out: breaches (`judging`) and values of tiers
(`values`). Never here: the planner's rooms; a repair of a timetable; who is kept apart where no rule needs it.
"""
