"""The table of verbs. `mentormatch --help` is written from it and loads none of them."""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """A verb, the module that holds it as `command`, and what it does in a line."""

    name: str
    module: str
    summary: str


VERBS = (
    Verb("new", "mentormatch.commands.new", "Start a programme: a folder of lists with made-up rows."),
    Verb("check", "mentormatch.commands.check", "Say what is wrong, missing or assumed in a programme."),
    Verb("match", "mentormatch.commands.match", "Find ideas for who could meet whom, where and when."),
    Verb(
        "schedule",
        "mentormatch.commands.schedule",
        "Build the term's timetable of groups, with who leads and who attends.",
    ),
    Verb("plan", "mentormatch.commands.plan", "Do both at once: who meets whom, and the term's timetable of groups."),
    Verb("whatif", "mentormatch.commands.whatif", "Compare scenarios: who is reached, how long others wait, the cost."),
    Verb(
        "frontier", "mentormatch.commands.frontier", "Trade one measure for another: every best plan between the two."
    ),
    Verb("sweep", "mentormatch.commands.sweep", "Plan a grid of settings, or try what happens if mentors drop out."),
    Verb("verify", "mentormatch.commands.verify", "Check a saved plan a second way: rules, values, bounds."),
    Verb("show", "mentormatch.commands.show", "Show a plan, a person, the rules, what was assumed."),
    Verb("accept", "mentormatch.commands.accept", "Record ideas as asked; they hold their places from then on."),
    Verb(
        "calendars",
        "mentormatch.commands.calendars",
        "Write calendars (.ics) for those who asked for one, and say what changed.",
    ),
    Verb(
        "publish",
        "mentormatch.commands.publish",
        "Put the calendars on a CalDAV server; what changed is updated there.",
    ),
    Verb(
        "sheets",
        "mentormatch.commands.sheets",
        "Write a page for each person, and texts and words for the phone.",
    ),
)
