"""Who has something to go to and who has not, each with the reason; by form of involvement.

A drop-in is offered, not enrolled: whom it is offered to is counted nowhere, and nobody is named for one.
"""

from __future__ import annotations

from collections.abc import Iterable

from mentormatch.domain import rules
from mentormatch.domain.people import Meets, Mentee, Status
from mentormatch.domain.places import Entry, Form
from mentormatch.domain.timetable import NotReached, Refused, WhyNot
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.sessions.going import MEETS, Goings
from mentormatch.reports.words import columns, command, count, lines, listed

NO_PLACE = "no place free"
NONE_RUNS = "nothing that they could go to runs"
SHOWN_REASONS = 2
GROUPS_SHOWN = 8


def counted(screen: Screen) -> tuple[Mentee, ...]:
    """Those whom a timetable is made for: active, wanting groups (in each of their rows), meeting in person."""
    given = screen.programme
    none = {row.id for row in (*given.mentees, *given.mentors, *given.staff) if row.max_sessions == 0}
    return tuple(
        row
        for row in given.mentees
        if row.status is Status.ACTIVE and row.id not in none and Meets.IN_PERSON in row.meets
    )


def reached(screen: Screen) -> set[str]:
    """Those of them who are in a session by name."""
    inside = {person for session in screen.judged.plan.timetable.sessions for person in session.attendees}
    return inside & {row.id for row in counted(screen)}


def why(one: NotReached) -> str:
    """Why somebody is in no session by name, in a line.

    Where nothing but lack of places is told, the words are the same whatever was behind it.
    """
    if one.why is WhyNot.NONE_RUNS:
        return NONE_RUNS
    told = _reasons(one.refused) if one.why is WhyNot.NONE_POSSIBLE else []
    if not told:
        return NO_PLACE
    text = "; ".join(f"{says} ({count(number, 'activity', 'activities')})" for says, number in told[:SHOWN_REASONS])
    return text if len(told) <= SHOWN_REASONS else f"{text}; other reasons for the rest"


def _reasons(refused: Iterable[Refused]) -> list[tuple[str, int]]:
    """What stands against how many activities, the most first; lack of places left out."""
    number_by_words: dict[str, int] = {}
    for one in refused:
        words = phrase(one.rule)
        if words != NO_PLACE:
            number_by_words[words] = number_by_words.get(words, 0) + 1
    return sorted(number_by_words.items(), key=lambda row: (-row[1], row[0]))


def phrase(rule: str) -> str:
    """A rule as a reason why a session is not for somebody. Safeguarding reads as lack of places."""
    known = rules.BY_ID.get(rule)
    if known is None:
        return rule
    shown = rules.shown_as(known)
    return NO_PLACE if shown is rules.PLACES else _PHRASES.get(shown.id) or shown.says.format(mentors="").strip()


def phrase_of_session(rule: str) -> str:
    """A rule as a reason why a session cannot take place."""
    known = rules.BY_ID.get(rule)
    return known.says if known and known in rules.SESSION_RULES else phrase(rule)


_PHRASES = {
    "travel": "no way there within their limits",
    "common-hour": "not free at its hours",
    "diary": "too near to something else they have",
    "dates": "too few dates left for them",
    "session-dates": "too few dates left for them",
    "session-for-whom": "not for them, or not wanted",
    "session-place": "at no venue that suits them",
    "session-ceiling": "more in a week than they wish for",
    "requires": "not for them, or not wanted",
    "paused": "takes no part now",
    "wants": "wants no groups now",
}


def summary(screen: Screen, more: str, further: str) -> list[str]:
    """How many have something to go to, and those who have not in groups of one reason.

    more: shows the rest; further: shows what one more session could bring.
    """
    people = counted(screen)
    if not people:
        return ["Nobody wants groups now."]
    inside = reached(screen)
    out = lines(f"In a session by name: {len(inside):,} of {len(people):,} who want groups.")
    not_reached = screen.judged.plan.timetable.not_reached
    if not not_reached:
        return out
    groups: dict[str, list[NotReached]] = {}
    for one in not_reached:
        groups.setdefault(why(one), []).append(one)
    out.append(f"In none ({len(not_reached):,}):")
    order = sorted(groups.items(), key=lambda row: (-len(row[1]), row[0]))
    for text, ones in order[:GROUPS_SHOWN]:
        out += lines(f"{listed((screen.names(one.mentee) for one in ones), 3)}: {text}", "  ", "     ")
    left = sum(len(ones) for _, ones in order[GROUPS_SHOWN:])
    if left:
        out += lines(f"and {left:,} more: {more}", "  ")
    offered = sum(bool(one.drop_ins) for one in not_reached)
    if offered:
        out += lines(f"Of these {_could(offered, len(not_reached))} go to a drop-in.", "  ")
    return [*out, *command("What one more session could bring them:", further)]


def _could(number: int, of: int) -> str:
    if number == of:
        return "each could"
    return "one could" if number == 1 else f"{number:,} could"


def by_form(goings: Goings) -> list[str]:
    """How many sessions and people each form has, and who has meetings and forums only."""
    screen = goings.screen
    sessions = screen.judged.plan.timetable.sessions
    forms: dict[str, Form] = {row.id: row.form for row in goings.activities.values()}
    rows = [("", "sessions", "people by name", "")]
    people_by_form: dict[Form, set[str]] = {form: set() for form in Form}
    mentees = {row.id for row in screen.programme.mentees}
    for session in sessions:
        people_by_form[forms.get(session.activity, Form.GROUP)] |= set(session.attendees) & mentees
    meeting = {person for person, given in goings.by_person.items() if any(one.role == MEETS for one in given)}
    people_by_form[Form.INDIVIDUAL] |= meeting & mentees
    for form in Form:
        of_form = [one for one in sessions if forms.get(one.activity, Form.GROUP) is form]
        offered = [one for one in of_form if goings.activities[one.activity].entry is Entry.DROP_IN]
        expected = sum(one.expected for one in offered)
        note = f"and {count(len(offered), 'drop-in')}, {expected:,} expected" if offered else ""
        if form is Form.INDIVIDUAL and meeting & mentees:
            note = "; ".join(part for part in ("meetings with a mentor counted", note) if part)
        rows.append((form.value, str(len(of_form)), str(len(people_by_form[form])), note))
    out = ["By form:", *columns(rows, right=(1, 2))]
    return out + _meetings_and_forums_only(screen, people_by_form)


def _meetings_and_forums_only(screen: Screen, people_by_form: dict[Form, set[str]]) -> list[str]:
    """Of those whom the timetable is made for: something, but nothing that is done together."""
    drop_ins = {one.mentee for one in screen.judged.plan.timetable.not_reached if one.drop_ins}
    inside = {row.id for row in counted(screen)}
    something = (people_by_form[Form.INDIVIDUAL] | people_by_form[Form.COLLECTIVE]) & inside
    only = sorted(something - people_by_form[Form.GROUP] - drop_ins)
    if not only:
        return ["Nobody is offered only meetings and forums."]
    return lines(f"Only meetings and forums ({len(only):,}): {listed(map(screen.names, only), 6)}")
