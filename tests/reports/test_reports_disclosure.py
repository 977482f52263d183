"""What people may read about themselves: their own times, place, hour and minutes, and nothing about anybody else."""

from __future__ import annotations

import datetime as dt
import re

import attrs
import builders_reports as made
import pytest

from mentormatch.domain.disclosure import (
    Audience,
    UnknownPersonError,
    mentor_text,
    participant_text,
    text_for,
)
from mentormatch.domain.history import KeepApart, PairState
from mentormatch.domain.people import Status, Trait, Want
from mentormatch.domain.places import Venue
from mentormatch.domain.plan import Answer, AnswerKind, Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import RULES

FORBIDDEN = (
    r"\b(safeguarding|computer|software|optimal|score|points|rank|offence|court|keep.apart|failed|stage|%|M0\d)\b"
)


def other_people(programme: Programme, person: str) -> Programme:
    """The same programme with everybody else's data swapped, and every rule about others turned round."""

    def swapped(row, n):
        if row.id == person:
            return row
        return attrs.evolve(
            row,
            area="Elsewhere",
            gender="man",
            max_minutes=7,
            not_at=("V1",),
            status=Status.PAUSED if n % 2 else Status.ACTIVE,
            requires=(Want(trait=Trait.LANGUAGE, value="Polish"),),
            needs_approval=True,
        )

    return attrs.evolve(
        programme,
        mentees=tuple(swapped(row, n) for n, row in enumerate(programme.mentees)),
        mentors=tuple(swapped(row, n) for n, row in enumerate(programme.mentors)),
        keep_apart=(KeepApart(people=("M01", "P002")), KeepApart(people=("M02", "P005"))),
    )


def waiting_for(reason: Answer) -> Plan:
    return made.plan(pairs=(), unmatched=(reason,))


EVERY_CAUSE = [
    *(made.none_fits("P004", **{rule.id: 3}) for rule in RULES),
    Answer(mentee="P004", kind=AnswerKind.SHORTAGE, people=("P004", "P005"), mentors=("M01",), places=1),
    Answer(mentee="P004", kind=AnswerKind.TRADED, tier="reach", here=4, there=3, sure=True),
]


@pytest.mark.parametrize("answer", EVERY_CAUSE, ids=lambda answer: f"{answer.kind.value} {answer.reasons[:1]}"[:60])
def test_every_cause_of_waiting_reads_the_same_byte_for_byte(answer: Answer) -> None:
    expected = participant_text(waiting_for(EVERY_CAUSE[0]), made.programme(), "P004")
    assert participant_text(waiting_for(answer), made.programme(), "P004").encode() == expected.encode()


def test_being_kept_apart_from_a_mentor_changes_no_byte() -> None:
    plain = participant_text(waiting_for(EVERY_CAUSE[0]), made.programme(), "P004")
    apart = made.programme(keep_apart=(KeepApart(people=("M01", "P004")),))
    assert participant_text(waiting_for(EVERY_CAUSE[0]), apart, "P004") == plain


@pytest.mark.parametrize("person", ["P001", "P002", "P003", "P004", "P005", "P006", "P007"])
def test_swapping_everybody_elses_data_changes_no_byte(person: str) -> None:
    programme = made.programme()
    before = participant_text(made.plan(), programme, person)
    assert participant_text(made.plan(), other_people(programme, person), person) == before


@pytest.mark.parametrize("person", ["M01", "M02", "M03"])
def test_swapping_everybody_elses_data_changes_no_byte_for_a_mentor(person: str) -> None:
    programme = made.programme()
    before = mentor_text(made.plan(), programme, person)
    assert mentor_text(made.plan(), other_people(programme, person), person) == before


@pytest.mark.parametrize("person", ["P001", "P002", "P004", "P007"])
def test_another_mentor_at_the_same_place_and_hour_changes_no_byte(person: str) -> None:
    before = participant_text(made.plan(), made.programme(), person)
    pairs = tuple(attrs.evolve(pair, mentor="M99", quality=1) for pair in made.plan().pairs)
    assert participant_text(made.plan(pairs=pairs), made.programme(), person) == before


def test_a_pair_that_needs_an_approval_is_not_told_to_either() -> None:
    """P003's only idea waits for the officer: the text is that of somebody who waits."""
    without = made.plan(pairs=tuple(pair for pair in made.plan().pairs if pair.mentee != "P003"))
    assert participant_text(made.plan(), made.programme(), "P003") == participant_text(
        without, made.programme(), "P003"
    )
    assert mentor_text(made.plan(), made.programme(), "M03") == mentor_text(without, made.programme(), "M03")


def test_a_pause_reads_the_same_for_illness_and_for_a_concern() -> None:
    held = made.plan(pairs=(), on_hold=(made.HELD,))
    ill = attrs.evolve(made.programme().mentees[6], status=Status.PAUSED)
    resting = made.programme(mentees=(*made.programme().mentees[:6], ill))
    kept_apart = made.programme(keep_apart=(KeepApart(people=("M03", "P007")),))
    assert participant_text(held, resting, "P007") == participant_text(held, kept_apart, "P007")


def test_an_idea_tells_place_hour_own_way_and_how_to_say_no() -> None:
    text = participant_text(made.plan(), made.programme(), "P001")
    assert "on Tuesdays from 10:00 to 11:00, at Cumnock library" in text
    assert "about 20 minutes by bus" in text
    assert "5 minutes" not in text
    assert "You can say no" in text


def test_a_pair_in_force_is_not_called_an_idea() -> None:
    text = participant_text(made.plan(), made.programme(), "P007")
    assert "Your meetings go on" in text
    assert "idea for you" not in text


@pytest.mark.parametrize("person", ["P001", "P002", "P003", "P004", "P007"])
def test_the_words_are_plain_and_the_sentences_short(person: str) -> None:
    text = participant_text(made.plan(), made.programme(), person)
    assert not re.search(FORBIDDEN, text, re.IGNORECASE)
    assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.!?])\s", text))


def test_a_meeting_without_a_place_yet_promises_none() -> None:
    pair = made.idea("P001", "M01", state=PairState.ASKED, meeting=None)
    assert "still to be settled" in participant_text(made.plan(pairs=(pair,)), made.programme(), "P001")


def test_a_wish_for_one_named_person_is_not_repeated() -> None:
    wish = (Want(trait=Trait.PERSON, value="M02"), Want(trait=Trait.GENDER, value="woman"))
    person = made.mentee("P004", requires=wish)
    text = participant_text(made.plan(), made.programme(mentees=(person,)), "P004")
    assert "gender: woman" in text
    assert "M02" not in text


def test_nobody_reads_about_somebody_who_is_not_there() -> None:
    with pytest.raises(UnknownPersonError):
        participant_text(made.plan(), made.programme(), "M01")
    with pytest.raises(ValueError, match="coordinator"):
        text_for(Audience.COORDINATOR, made.plan(), made.programme(), "P001")
    assert text_for(Audience.MENTOR, made.plan(), made.programme(), "M01") == mentor_text(
        made.plan(), made.programme(), "M01"
    )


def test_the_text_knows_nothing_of_dates_other_than_the_readers_own() -> None:
    later = made.programme(as_of=dt.date(2027, 3, 1), venues=(Venue(id="V1", name="Cumnock library", spot=made.SPOT),))
    assert participant_text(made.plan(), later, "P004") == participant_text(made.plan(), made.programme(), "P004")
