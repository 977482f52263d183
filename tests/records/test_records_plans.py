"""Plans to plain dicts and back, byte by byte."""

from __future__ import annotations

import copy
import datetime as dt
import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_plans import plans, verdicts
from records_schema import faults

from mentormatch.domain.history import PairState
from mentormatch.domain.plan import Evidence, Meeting, PartPoints, Plan, PlannedPair, Proof, TierValue, Way
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import Cost, DateLost, FixedLeftOut, NotReached, Refused, Session, Timetable, WhyNot
from mentormatch.domain.verdict import Depth, JudgedPlan, TierVerdict, Verdict
from mentormatch.records import (
    RecordError,
    body_bytes,
    plan_from_dict,
    plan_from_json,
    plan_to_dict,
    record_from_json,
    seal_ok,
)

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
WAY = Way(mode="bus", minutes=20, pence=320, known_from="model")
PAIR = PlannedPair(
    mentee="P001", mentor="M001", state=PairState.IDEA, quality=731,
    parts=(PartPoints(part="travel", points=140, of=200, says="near for both"),),
    meeting=Meeting(place="library", slot=Slot(weekday=0, start=1110, minutes=60), mentee_way=WAY, dates_planned=26,
                    dates_held=24),
)  # fmt: skip
PLAN = Plan(
    scope="match", made_from="abc", programme="Test", as_of=dt.date(2027, 1, 11), pairs=(PAIR,),
    tiers=(TierValue(name="reach", part="match", sense="max", value=1, bound=1, proof=Proof.COUNTED),),
)  # fmt: skip
SLOT = Slot(weekday=1, start=600, minutes=90)
SESSION = Session(
    id="walk#1", activity="walk", venue="park", slot=SLOT, leaders=("M001", "S01"), attendees=("P001", "P002"), heads=3,
    expected=2, fixed=True, dates=(dt.date(2027, 1, 12),),
    not_held=(DateLost(day=dt.date(2027, 1, 19), why="dark"),), pence_a_date=640,
)  # fmt: skip
TIMETABLE = Timetable(
    sessions=(SESSION,),
    costs=(Cost(heading="fares", pence_a_week=640, pence_a_term=640, limit_a_term=1000),),
    not_reached=(
        NotReached(mentee="P003", why=WhyNot.NONE_POSSIBLE, refused=(Refused(activity="walk", rule="travel"),)),
    ),
    left_out=(FixedLeftOut(activity="walk", slot=SLOT, person="P004", rule="places"),),
)
SCHEDULE = attrs.evolve(PLAN, scope="schedule", pairs=(), timetable=TIMETABLE)
VERDICT = Verdict(tiers=(TierVerdict(name="reach", value=1, bound=Depth.CHECKED, priced=2),), checked=(("pairs", 1),))


def refused(record) -> list[str]:
    with pytest.raises(RecordError) as caught:
        plan_from_dict(record)
    return [str(problem) for problem in caught.value.problems]


def changed(*path_and_value):
    """The plan's dict with one thing changed, or taken away where the value is ..."""
    record = copy.deepcopy(plan_to_dict(PLAN))
    *path, last, value = path_and_value
    inner = record
    for key in path:
        inner = inner[key]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return record


def test_the_layout_is_the_one_that_others_rely_on():
    pair = plan_to_dict(PLAN)["pairs"][0]
    assert pair["meeting"] == {"weekday": "MO", "start": "18:30", "minutes": 60, "rhythm": "weekly", "first": 1}
    assert pair["place"] == "library"
    assert pair["parts"] == {"travel": {"points": 140, "of": 200, "says": "near for both"}}
    way = {"mode": "bus", "minutes": 20, "pence": 320, "known_from": "model", "check": False}
    assert pair["ways"] == {"mentee": way, "mentor": None}
    assert plan_to_dict(PLAN)["verified"] is None


def test_the_layout_of_a_timetable_is_the_one_that_others_rely_on():
    record = plan_to_dict(SCHEDULE, names={"P003": "Ash T.", "S01": "Jay W.", "P009": "Nobody H."})
    (session,) = record["sessions"]
    assert session["meeting"] == {"weekday": "TU", "start": "10:00", "minutes": 90, "rhythm": "weekly", "first": 1}
    assert session["not_held"] == [{"date": "2027-01-19", "reason": "dark"}]
    assert session["dates"] == ["2027-01-12"]
    assert record["costs"][0]["limit_a_week"] is None
    assert record["not_reached"][0]["refused"] == [{"activity": "walk", "rule": "travel"}]
    assert record["left_out"][0]["person"] == "P004"
    assert record["names"] == {"P003": "Ash T.", "S01": "Jay W."}


def test_a_plan_of_pairs_alone_has_none_of_the_keys_of_a_timetable():
    record = plan_to_dict(PLAN)
    assert not {"sessions", "costs", "not_reached", "left_out"} & set(record)
    assert plan_to_dict(attrs.evolve(PLAN, scope="schedule"))["sessions"] == []


@pytest.mark.parametrize(
    ("path", "value", "piece"),
    [
        (("sessions", 0, "not_held", 0, "reason"), "rain", '"sessions[0].not_held[0].reason": "rain" is none of: bank'),
        (("sessions", 0, "dates"), ["soon"], "is not a date"),
        (("sessions", 0, "meeting", "first"), 2, "does not go with weekly"),
        (("not_reached", 0, "why"), "bored", '"not_reached[0].why": "bored" is none of: none-possible'),
        (("costs", 0, "pence_a_week"), 1.5, "is not a whole number"),
        (("left_out", 0, "meeting"), None, '"left_out[0].meeting"'),
    ],
)
def test_what_cannot_be_read_of_a_timetable_is_told_by_its_path(path, value, piece):
    record = copy.deepcopy(plan_to_dict(SCHEDULE))
    inner = record
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert piece in "\n".join(refused(record))


@settings(max_examples=150, deadline=None)
@given(plan=plans)
def test_a_plan_comes_back_as_it_was(plan):
    text = json.dumps(plan_to_dict(plan))
    assert plan_from_json(text) == plan
    assert seal_ok(json.loads(text))


@settings(max_examples=100, deadline=None)
@given(plan=plans)
def test_a_plan_comes_back_whatever_order_its_keys_are_in(plan):
    assert plan_from_json(json.dumps(plan_to_dict(plan), sort_keys=True)) == plan


@settings(max_examples=100, deadline=None)
@given(plan=plans, verdict=verdicts)
def test_a_judged_plan_conforms_to_the_schema(plan, verdict):
    judged = JudgedPlan(plan=attrs.evolve(plan, as_of=dt.date(2027, 1, 11)), verdict=verdict)
    record = json.loads(json.dumps(plan_to_dict(judged, names={"P001": "Rowan W."})))
    assert list(faults(record, SCHEMA, SCHEMA)) == []


def test_the_schema_refuses_what_does_not_fit():
    record = plan_to_dict(PLAN)
    assert list(faults(record, SCHEMA, SCHEMA)) == []
    for path, value in (
        (("pairs", 0, "quality"), "731"),
        (("pairs", 0, "state"), "maybe"),
        (("format",), 2),
        (("extra",), 1),
    ):
        assert list(faults(changed(*path, value), SCHEMA, SCHEMA))


def test_names_are_written_only_when_they_are_given_and_only_of_those_in_the_plan():
    assert "names" not in plan_to_dict(PLAN)
    names = {"P001": "Rowan W.", "P999": "Somebody E."}
    assert plan_to_dict(PLAN, names)["names"] == {"P001": "Rowan W."}


def test_a_verdict_is_written_and_not_believed():
    record = plan_to_dict(JudgedPlan(plan=PLAN, verdict=VERDICT))
    assert record["verified"] is True
    assert record["verdict"] == {
        "rules": [],
        "values": {"reach": 1},
        "bound": {"reach": "checked"},
        "priced": {"reach": 2},
        "checked": {"pairs": 1},
    }
    assert plan_from_dict(record) == PLAN


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_one_altered_byte_is_noticed(data):
    text = json.dumps(plan_to_dict(PLAN), separators=(",", ":")).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != text[at]))
    altered = text[:at] + bytes([byte]) + text[at + 1 :]
    try:
        record = record_from_json(altered)
    except RecordError:
        return
    assert not seal_ok(record) or record == json.loads(text)


def test_a_seal_that_is_missing_or_foreign_does_not_fit():
    assert not seal_ok(changed("seal", ...))
    assert not seal_ok(changed("seal", "0" * 32))
    assert not seal_ok(changed("seal", None))


def test_the_body_leaves_out_bounds_proofs_and_evidence_and_nothing_else():
    other = attrs.evolve(
        PLAN,
        tiers=(attrs.evolve(PLAN.tiers[0], bound=None, proof=None, spent=4),),
        evidence=Evidence(threads=8, stopped="clock"),
    )
    assert body_bytes(other) == body_bytes(PLAN)
    for name, value in (
        ("pairs", ()),
        ("notes", ("x",)),
        ("pins_left_out", (("a", "b"),)),
        ("tiers", (attrs.evolve(PLAN.tiers[0], value=2),)),
        ("pairs", (attrs.evolve(PAIR, meeting=None),)),
        ("timetable", TIMETABLE),
    ):
        assert body_bytes(attrs.evolve(PLAN, **{name: value})) != body_bytes(PLAN)
    assert b'"bound"' not in body_bytes(PLAN)
    assert b"evidence" not in body_bytes(PLAN)


@pytest.mark.parametrize(
    ("record", "piece"),
    [
        ({}, "format is missing"),
        (changed("format", 2), "later mentormatch"),
        (changed("format", "1"), "not a format"),
        (changed("kind", "recipe"), "kind"),
        (changed("as_of", "soon"), 'column "as_of": "soon" is not a date'),
        (changed("made_from", ...), '"made_from": is missing'),
        (changed("pairs", {}), '"pairs": is not a list'),
        (changed("pairs", 0, 5), '"pairs[0]": "5" is not a table'),
        (changed("pairs", 0, "state", "maybe"), '"pairs[0].state": "maybe" is none of: idea'),
        (changed("pairs", 0, "quality", True), '"pairs[0].quality": "True" is not a whole number'),
        (changed("pairs", 0, "quality", 7.5), "pairs[0].quality"),
        (changed("pairs", 0, "meeting", "start", "25:00"), '"pairs[0].meeting.start"'),
        (changed("pairs", 0, "meeting", "start", "9:00"), '"pairs[0].meeting.start"'),
        (changed("pairs", 0, "meeting", "weekday", "Monday"), "is none of: MO"),
        (changed("pairs", 0, "meeting", "weekday", []), "is none of: MO"),
        (changed("pairs", 0, "meeting", "minutes", 900), "one day"),
        (changed("pairs", 0, "meeting", "first", 3), "does not go with weekly"),
        (changed("pairs", 0, "meeting", None), '"pairs[0].meeting"'),
        (changed("pairs", 0, "place", None), "missing beside a meeting"),
        (changed("pairs", 0, "parts", "travel", "points", ...), '"pairs[0].parts.travel.points"'),
        (changed("tiers", 0, "proof", "trust me"), '"tiers[0].proof"'),
        (changed("evidence", "threads", "many"), '"evidence.threads"'),
        (changed("evidence", "price_lists", [{"tier": "a", "scale": 1, "prices": [[1]]}]), "price_lists[0].prices"),
        (changed("evidence", "price_lists", [{"tier": "a", "scale": 1, "prices": 1}]), "price_lists[0].prices"),
        (changed("unmatched", [{"mentee": "P1", "kind": "bored", "reasons": []}]), '"unmatched[0].kind"'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_its_path(record, piece):
    told = "\n".join(refused(record))
    assert piece.replace("format is missing", "is missing: this is no plan") in told


def test_all_that_is_wrong_in_different_pairs_is_told_at_once():
    record = plan_to_dict(attrs.evolve(PLAN, pairs=(PAIR, PAIR, PAIR)))
    for pair in record["pairs"]:
        pair["state"] = "maybe"
    assert len(refused(record)) == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(data=st.data(), value=JSON)
def test_nothing_that_stands_in_a_plan_raises_anything_else(data, value):
    record = copy.deepcopy(plan_to_dict(data.draw(st.sampled_from((PLAN, SCHEDULE)))))
    inner = record
    while True:
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if not (isinstance(inner[key], (dict, list)) and inner[key]) or data.draw(st.booleans()):
            break
        inner = inner[key]
    inner[key] = value
    try:
        plan_from_dict(record)
    except RecordError as error:
        assert error.problems


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("", "not JSON"),
        ("[1]", "not a table"),
        ('{"format": 1, "format": 2}', "comes twice"),
        ('{"format": NaN}', "NaN"),
        (b'{"a": "\xff"}', "UTF-8"),
        ("[" * 100_000, "nested"),
    ],
)
def test_text_that_is_no_plan_is_told(text, piece):
    with pytest.raises(RecordError, match=piece):
        record_from_json(text)
