"""docs/rules.md, made from the catalogue of rules itself: python -m mentormatch.reports.rules_page"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from mentormatch.domain import disclosure, rules
from mentormatch.domain.rules import Kind, Rule
from mentormatch.files.pages import DOCS, made_or_checked
from mentormatch.reports.catalogue import ABOUT
from mentormatch.reports.sessions import reached

TARGET = DOCS / "rules.md"

HEAD = """\
# The rules

Made by `python -m mentormatch.reports.rules_page` from `mentormatch/domain/rules.py`; change that.

A pair is possible only if no rule stands against it, and nothing outweighs a rule. Each is applied by the planner, and
judged a second time by code written apart from it. docs/problem.md fixes each of them exactly; this page says what they
are about, where their figures are set, and who reads what of them.

A rule's kind decides what may be done about it:
"""

OF_PAIRS = """\
The rules about a pair come first, in the order in which refusals are counted: a mentor who fails several is counted
under the first. A safeguarding rule is counted, and shown, as `places`, so that every list reads as if there were no
place free; which rule it was is told by `mentormatch show DIR PERSON --safeguarding` alone.
"""

OF_PLANS = """\
The rules about a whole plan follow, from `wants` on. They refuse nobody by themselves: they bind
what may be chosen together.
"""

OF_SESSIONS = """\
# Sessions of groups

docs/timetable.md fixes these exactly. Beside them a session, whoever leads it and whoever attends it keep the rules
above that are about people, places and hours: `travel`, `common-hour`, `requires` (as `for_whom`), `clearance`,
`training`, `keep-apart`, `keep-apart-margin`, `not-at`, `home-by`, `diary` and `hours`. Where somebody is in no session
by name, safeguarding reads as lack of places, in the same words.
"""


def document() -> str:
    """The whole page."""
    kinds = [f"- {kind.value}: {ABOUT[kind]}{_with_pins(kind)}." for kind in Kind]
    sections = [_section(rule) for rule in (*rules.RULES, *rules.PLAN_RULES)]
    of_sessions = [_section(rule) for rule in rules.SESSION_RULES]
    pairs = "\n".join([HEAD, *kinds, "", OF_PAIRS, OF_PLANS, "\n".join(sections)])
    return "\n".join([pairs, OF_SESSIONS, "\n".join(of_sessions)])


def _with_pins(kind: Kind) -> str:
    return "; a pair that the coordinator keeps together may break it" if kind.pin_overrides else ""


def _section(rule: Rule) -> str:
    lines = [
        f"## {rule.id}\n",
        f"{rule.means}\n",
        f"- Class: {rule.kind.value}.",
        f"- Compared: {rule.compares}",
        f"- Set in: {'; '.join(_places(rule.set_in))}.",
        f"- The coordinator reads: {_shown(rule)}",
        f"- The person is told: {_told(rule)}\n",
    ]
    return "\n".join(lines)


def _places(set_in: Iterable[str]) -> Iterator[str]:
    """Settings by where they stand: "people.csv `stage`, `area`", "programme.toml [policy] `min_gap`"."""
    for table, places in groupby(set_in, key=lambda where: where.split(".")[0]):
        file = "programme.toml [policy]" if table == "policy" else f"{table}.csv"
        yield f"{file} {', '.join(_name(where) for where in places)}"


def _name(where: str) -> str:
    return f"`{where.partition('.')[2]}`"


def _shown(rule: Rule) -> str:
    """What stands in lists of refusals; a rule about a whole plan is in none."""
    if rule in rules.SESSION_RULES:
        of_person = reached.phrase(rule.id)
        return f'"{rule.says}"' + (f', and of a person "{of_person}".' if of_person != rule.says else ".")
    if rule in rules.PLAN_RULES:
        hidden = rule.kind is Kind.SAFEGUARDING
        words = "that the pair cannot be planned like this" if hidden else f'"{rule.says}"'
        return f"nothing while it holds; of a plan that breaks it, {words}, and that the plan is refused."
    shown = rules.shown_as(rule)
    words = shown.says.format(mentors="3")
    return f'"{words}"' + (f", counted under `{shown.id}`." if shown is not rule else ".")


def _told(rule: Rule) -> str:
    if rule is rules.PAUSED:
        return f'who rests: "{disclosure.RESTING}" Who still waits: "{disclosure.WAITING}"'
    if rule is rules.HELD:
        return f'of a pair on hold: "{disclosure.RESTING}"'
    if rule in (*rules.PLAN_RULES, *rules.SESSION_RULES):
        return "nothing; a plan that breaks it is never shown."
    return f'"{disclosure.WAITING}" The same words whichever rule it was.'


if __name__ == "__main__":
    raise SystemExit(made_or_checked(TARGET, document()))
