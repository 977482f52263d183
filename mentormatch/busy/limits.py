"""What reading one calendar file may cost, counted before it is spent. An ordinary diary stays far below each."""

from __future__ import annotations

LARGEST = 16 * 1024 * 1024
"""Bytes. Ten years of a busy Outlook calendar with its texts are about a third of it."""
MOST_EVENTS = 50_000
"""Events in a file, whenever they are."""
MOST_RELEVANT = 4_000
"""Events that may touch the term and have to be looked at one by one."""
MOST_DATES = 5_000
"""Single dates (RDATE, EXDATE) in a file."""
MOST_STEPS = 200_000
"""Repeats of all rules from where they begin to the end of the term."""
STEPS_OF_A_RARE_RULE = 500
"""What a rule counts for that may have to look through decades for its next date."""
MOST_TIMES = 20_000
"""Repeats of all rules within the term."""
MOST_STRETCHES = 100_000
"""Stretches of single days; an event of ten days is ten of them."""
DEEPEST = 4
"""Components within components: a calendar, an event, its alarm, and one to spare."""
MOST_ZONES = 50
MOST_ZONE_LINES = 2_000
