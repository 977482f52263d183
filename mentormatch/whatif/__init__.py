"""Scenarios side by side: what each would change for people, beside the plan as things are.

In: the programme as it is and under scenarios. Out: a `Comparison`. Plans come from `engine` alone, so each has passed
the judge; comparing two is arithmetic over judged plans. Never reads a file, never prints.
"""
