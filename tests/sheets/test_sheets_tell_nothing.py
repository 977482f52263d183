"""What a person is handed tells no reason, no second name, no number but the office's, nobody else who is there.

Random plans full of words that nobody may read, as for calendars; `findings` of calendar_words has the idea.
"""

from __future__ import annotations

import random
import re

import attrs
import pytest
from calendar_words import SECRET, _names_told, _plan, _poisoned, _tellings
from random_timetables import random_timetable_programme
from sheet_builders import OFFICE

from mentormatch.domain import appointments
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.verdict import JudgedPlan, Verdict
from mentormatch.sheets import html_page, message, page_of, script
from mentormatch.term import Meetings

FORBIDDEN = re.compile(
    r"mentor|mentee|peer|support|recover|addict|alcohol|drug|substance|offen[cd]|convict|criminal|justice|prison|licen[cs]e"
    r"|probation|court|safeguard|risk|stage|condition|diagnos|mental|health|homeless|debt|trauma|victim|approv"
    r"|officer|interpreter|urgent|priority|waiting|declin|refus|not match|reason|because|score|quality|group|session"
    r"|idea|asked",
    re.I,
)  # fmt: skip
"""Words that tell why somebody is here, or how they were found; none is a word of a sheet's own."""


def findings(seed: int) -> list[str]:
    """What somebody reads that they must not."""
    given, _ = random_timetable_programme(seed, mentees=5, mentors=4)
    draw = random.Random(f"sheets {seed}")
    programme = _poisoned(given)
    tellings = attrs.evolve(_tellings(draw, programme), office=OFFICE)
    plan = _plan(draw, programme)
    disclosed = Disclosed(
        judged=JudgedPlan(plan=plan, verdict=Verdict()), programme=programme, tellings=tellings,
        dates=Meetings(programme).of_plan(plan),
    )  # fmt: skip
    may_read = _names_told(plan, tellings)
    staff = {row.id for row in programme.staff}
    for session in plan.timetable.sessions:
        ask = {tellings.people[one].first_name for one in session.leaders
               if one in staff and tellings.people[one].first_name_ok}  # fmt: skip
        for person in (*session.leaders, *session.attendees):
            may_read.setdefault(person, set()).update(ask)
    found = []
    for person in tellings.people:
        page = page_of(disclosed.for_person(person), {}, tellings.office, programme.as_of, "Page 1")
        texts = [html_page(page), message(page, safe=True), message(page, safe=False)]
        own = tellings.people[person].first_name
        for text in [*texts, script(page, own, safe=True)]:
            shown = re.sub(r"<style>.*?</style>|<meta[^>]*>|<!doctype[^>]*>", "", text, flags=re.S)
            for venue in programme.venues:
                shown = shown.replace(venue.name, "")
            names = may_read.get(person, set()) | ({own} if text not in texts else set())
            found += [f"{person}: {one.first_name}" for one in tellings.people.values()
                      if one.first_name in shown and one.first_name not in names]  # fmt: skip
            found += [f"{person}: {word}" for word in (SECRET, "Coffee") if word in shown.lower()]
            found += [f"{person}: {word[0]}" for word in FORBIDDEN.finditer(shown)]
            found += [f"{person}: {id}" for id in tellings.people if re.search(rf"\b{id}\b", shown)]
    return found


def test_random_plans_full_of_secrets_give_none_of_them_away() -> None:
    for seed in range(20):
        assert not findings(seed), seed


def test_the_search_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appointments, "SETTLED", tuple(appointments.PairState))
    assert any(findings(seed) for seed in range(25))
    monkeypatch.undo()
    monkeypatch.setattr("mentormatch.sheets.week.words.days", lambda slot: "For your recovery")
    assert any(findings(seed) for seed in range(3))
