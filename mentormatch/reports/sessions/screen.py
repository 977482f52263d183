"""The screen after `schedule` and `plan`: what to settle, the week, who has something to go to, money, proof, next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentormatch.domain.timetable import FixedLeftOut
from mentormatch.reports import claims as all_claims
from mentormatch.reports import first_screen as pairs
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.sessions import claims, conflicts, leaders, lost, money, offers, reached, week
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.words import command, count, lines, listed

LEFT_OUT_SHOWN = 8
NOTHING: Mapping[str, str] = {}


def session_screen(screen: Screen, impossible: Mapping[str, str] = NOTHING) -> str:
    """The whole screen as text. impossible: by activity, why no session of it can be at all."""
    head = [*_title(screen), *pairs.safety_lines(screen)]
    if not screen.judged.verdict.verified:
        return "\n".join([*head, *pairs.refused()]) + "\n"
    goings = Goings(screen)
    settle = [*left_out(goings), *without_session(goings, impossible), *pairs.before(screen)]
    of_pairs = [] if screen.judged.plan.scope == "schedule" else ["", *pairs.of_pairs(screen)]
    out = [*head, *settle, *of_pairs, "", *of_sessions(goings), "", *pairs.assumed(screen), *_proven(screen)]
    return "\n".join([*out, *_next(screen)]) + "\n"


def of_sessions(goings: Goings) -> list[str]:
    """The week, and who has what of it."""
    screen = goings.screen
    timetable = screen.judged.plan.timetable
    return [
        f"The week ({count(len(timetable.sessions), 'session')}):",
        *week.grid(goings, timetable.sessions),
        "",
        *reached.summary(screen, screen.show("detail"), screen.show("further")),
        *reached.by_form(goings),
        *offers.in_short(goings, _list_of(screen, "offers.csv")),
        *leaders.in_short(goings),
        *lost.in_short(goings),
        *money.costs(timetable.costs),
        *money.fares_in_hand(goings, _list_of(screen, "fares.csv")),
    ]


def _title(screen: Screen) -> list[str]:
    programme = screen.programme
    number = sum(bool(row.sessions or row.fixed) for row in programme.activities)
    what = f"{count(number, 'activity', 'activities')}, {count(len(programme.venues), 'venue')}."
    return [*pairs.title(screen), *lines(what)]


def left_out(goings: Goings) -> list[str]:
    """Fixed sessions that do not take place, and people who are not in theirs, each with the reason."""
    rows = goings.screen.judged.plan.timetable.left_out
    sessions = [row for row in rows if row.person is None]
    people = [row for row in rows if row.person is not None]
    out = []
    together = conflicts.by_slot(goings)
    called = conflicts.Called.of(goings.screen.programme, goings.screen.names, goings.screen.judged.plan.scope)
    if sessions:
        told = [
            f"{_which(goings, row)}: "
            + (_why(row) if row.rule else conflicts.why(called, together.get((row.activity, row.slot))))
            for row in sessions
        ]
        out += _some(f"Fixed sessions that cannot take place ({len(sessions):,}):", told, goings.screen)
    if people:
        told = [f"{goings.screen.names(row.person or '')}, {_which(goings, row)}: {_why(row)}" for row in people]
        out += _some(f"Not in their fixed session ({len(people):,}):", told, goings.screen)
    return out


def _which(goings: Goings, row: FixedLeftOut) -> str:
    activity = goings.activities.get(row.activity)
    return f"{activity.name if activity else row.activity}, {row.slot}"


def _why(row: FixedLeftOut) -> str:
    """Of a person without a rule the words are those of lack of places, as everywhere."""
    if row.rule:
        return reached.phrase(row.rule) if row.person else reached.phrase_of_session(row.rule)
    return reached.NO_PLACE


def _some(heading: str, told: list[str], screen: Screen) -> list[str]:
    out = [heading]
    for text in told[:LEFT_OUT_SHOWN]:
        out += lines(text, "  - ")
    return out + pairs.more(len(told) - LEFT_OUT_SHOWN, screen.show("detail"))


def without_session(goings: Goings, impossible: Mapping[str, str]) -> list[str]:
    """Activities that have no session: those that can have none, each with the reason, and those that got none.

    Those of which a fixed session is named as left out stand there.
    """
    timetable = goings.screen.judged.plan.timetable
    told = {row.activity for row in timetable.sessions} | {row.activity for row in timetable.left_out}
    asked = [row for row in goings.screen.programme.activities if (row.sessions or row.fixed) and row.id not in told]
    never = [f"{row.name}: {impossible[row.id]}" for row in asked if row.id in impossible]
    others = [row.name for row in asked if row.id not in impossible]
    out = _some(f"Activities that no session is possible for ({len(never):,}):", never, goings.screen) if never else []
    return out + (lines(f"Without a session in this plan: {listed(others)}.") if others else [])


def _proven(screen: Screen) -> list[str]:
    judged = screen.judged
    people = len(reached.counted(screen))
    alone = judged.plan.scope == "schedule" and not judged.plan.evidence.stopped
    told: Iterable[str] = () if alone else all_claims.reach(judged, screen.programme)
    return [
        *claims.table(judged, screen.show("detail")),
        *claims.reach(judged, people),
        *(line for sentence in told for line in lines(sentence)),
    ]


def _next(screen: Screen) -> list[str]:
    if screen.saved_as is None:
        save = f"mentormatch {screen.verb} {screen.folder} --out FOLDER"
        return command("Next, to save this plan and its lists:", save)
    if screen.judged.plan.ideas:
        return command("Next, once you have looked:", f"mentormatch accept {screen.folder} {screen.saved_as}")
    return command("Next, to see one person's week:", screen.show("PERSON"))


def _list_of(screen: Screen, name: str) -> str:
    return f"{name}, beside the plan" if screen.saved_as else f"--out FOLDER writes {name}"
