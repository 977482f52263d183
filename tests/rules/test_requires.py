"""What either requires of the other is met, and neither is somebody the other does not want."""

import pytest
from builders import mentee, mentor, programme, spot, want

from mentormatch.domain.people import Staff
from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
INTERPRETER = Staff(id="S1", spot=spot(), interprets=("Polish",))


def refused(one, other, **more):
    made = programme([one], [other], **more)
    return refused_by_both(made, None, MEET)


@pytest.mark.parametrize(
    ("required", "given"),
    [
        ("gender: woman", {"gender": "man"}),
        ("life stage: parent", {"life_stage": "older"}),
        ("family: lone parent", {"family": "couple"}),
        ("faith: any", {"faith": "none"}),
        ("pathway: smart", {"pathway": "twelve steps"}),
        ("language: polish", {}),
        ("language: english", {"languages": ("polish",)}),
        ("training: listening", {"training": ("induction",)}),
        ("training: listening", {}),
        ("lived: prison", {"lived": ("prison",)}),
        ("lived: prison", {"lived": ("care",), "lived_use": True}),
        ("person: M2", {}),
    ],
)
def test_a_mentor_who_is_not_what_is_required_is_refused(required, given):
    assert refused(mentee(requires=(want(required),)), mentor(**given)) == ["requires"]


@pytest.mark.parametrize(
    ("required", "given"),
    [
        ("gender: woman", {"gender": " WOMAN "}),
        ("gender: woman", {"gender": None}),
        ("faith: any  kind", {"faith": "Any kind"}),
        ("language: English", {}),
        ("language: polish", {"languages": ("english", "Polish")}),
        ("training: listening", {"training": ("Listening",)}),
        ("lived: prison", {"lived": ("prison",), "lived_use": True}),
        ("lived: prison", {"lived_use": True}),
        ("person: M1", {}),
    ],
)
def test_a_mentor_who_is_what_is_required_is_left_alone(required, given):
    assert refused(mentee(requires=(want(required),)), mentor(**given)) == []


def test_what_a_mentor_requires_binds_too():
    assert refused(mentee(gender="man"), mentor(requires=(want("gender: woman"),))) == ["requires"]
    assert refused(mentee(lived=("care",)), mentor(requires=(want("lived: prison"),))) == ["requires"]
    assert refused(mentee(), mentor(requires=(want("lived: prison"),))) == []


def test_an_interpreter_stands_in_for_a_language_where_the_mentee_agrees():
    asks = (want("language: polish"),)
    assert refused(mentee(requires=asks, interpreter_ok=True), mentor(), staff=(INTERPRETER,)) == []
    assert refused(mentee(requires=asks), mentor(), staff=(INTERPRETER,)) == ["requires"]
    assert refused(mentee(requires=asks, interpreter_ok=True), mentor()) == ["requires"]


def test_somebody_whom_either_does_not_want_is_refused():
    assert refused(mentee(not_with=("M1",)), mentor()) == ["requires"]
    assert refused(mentee(), mentor(not_with=("E1",))) == ["requires"]
    assert refused(mentee(not_with=("M2",)), mentor()) == []
