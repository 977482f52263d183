"""What the sieve finds on columns is what the page says, worked out with loops on objects."""

from __future__ import annotations

from functools import cache

import pytest
from candidates_at_random import programme_at_random
from candidates_oracle import NEVER, NO_MEETING, ORDER, Oracle

from mentormatch.candidates import NEVER as NO_WAY
from mentormatch.candidates import NO_PLACE, PairKind, Refusals, find_candidates, why_not
from mentormatch.candidates.sieve import travel_of
from mentormatch.domain.rules import RULES
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.term.calendar import Calendar

SEEDS = 160
AT_A_TIME = 20


@cache
def found(seed):
    """(programme, history, travel, candidates) of a seed."""
    programme, history = programme_at_random(seed)
    travel = travel_of(programme)
    return programme, history, travel, find_candidates(programme, history, travel)


@pytest.mark.parametrize("first", range(0, SEEDS, AT_A_TIME))
def test_the_sieve_finds_what_the_page_says(first):
    for seed in range(first, first + AT_A_TIME):
        programme, history, travel, candidates = found(seed)
        oracle = Oracle(programme, history, travel)
        assert counts(candidates) == oracle.refused, seed
        assert by_pair(programme, candidates) == expected(programme, oracle), seed
        assert candidates.held == tuple(oracle.held), seed
        assert candidates.on_hold == tuple(oracle.on_hold), seed
        assert [problem.person for problem in candidates.input_problems] == sorted(e for e, _ in oracle.bad_pins), seed
        assert candidates.free_places.tolist() == [oracle.free_places(m) for m in programme.mentors], seed


@pytest.mark.parametrize("first", range(0, 20, AT_A_TIME))
def test_asking_about_one_pair_names_all_rules_that_it_fails(first):
    for seed in range(first, first + AT_A_TIME):
        programme, history, travel, _ = found(seed)
        oracle = Oracle(programme, history, travel)
        for e in programme.mentees:
            for m in programme.mentors:
                failed = [rule.id for rule, _ in why_not(programme, history, e.id, m.id, travel)]
                assert failed == oracle.rules(e, m)[0], (seed, e.id, m.id)


@pytest.mark.parametrize("first", range(0, 20, AT_A_TIME))
def test_asked_pair_after_pair_a_programme_says_what_it_says_of_each_alone(first):
    for seed in range(first, first + AT_A_TIME):
        programme, history, travel, _ = found(seed)
        refusals = Refusals.of(programme, history, travel)
        for e in programme.mentees:
            for m in programme.mentors:
                alone = why_not(programme, history, e.id, m.id, travel)
                assert refusals.why_not(e.id, m.id) == alone, (seed, e.id, m.id)


@pytest.mark.parametrize("seed", range(20))
def test_minutes_between_places_are_those_of_the_least_mode(seed):
    programme, history, travel, candidates = found(seed)
    oracle = Oracle(programme, history, travel)
    for person in ("E1", "P1", "S1"):
        for a, here in enumerate(candidates.places):
            for b, there in enumerate(candidates.places):
                minutes = oracle.between(person, here, there)
                assert candidates.between(person, a, b) == (NO_WAY if minutes == NEVER else minutes)


def test_the_random_programmes_show_every_rule_kind_and_gap():
    refused, kinds, recorded = set(), set(), set()
    for seed in range(SEEDS):
        candidates = found(seed)[-1]
        refused.update(rule.id for rule, number in zip(RULES, candidates.refused.sum(axis=0)) if number)
        kinds.update(candidates.pair_kind.tolist())
        recorded.update(zip(candidates.option_recorded.tolist(), candidates.option_is_option.tolist()))
    assert refused == set(ORDER)
    assert kinds == set(PairKind)
    assert recorded == {(False, True), (True, True), (True, False), (False, False)}


def counts(candidates):
    return {
        (mentee, rule.id): int(number)
        for mentee, row in zip(candidates.mentees, candidates.refused)
        for rule, number in zip(RULES, row)
        if number
    }


def by_pair(programme, c):
    """All columns as plain values by pair, place and slot."""
    calendar = Calendar.of(programme)
    out = {}
    for pair in range(c.n_pairs):
        out[c.mentees[c.pair_mentee[pair]], c.mentors[c.pair_mentor[pair]]] = {
            "kind": PairKind(c.pair_kind[pair]).name.lower(),
            "needs_approval": bool(c.pair_needs_approval[pair]),
            "acceptable": bool(c.pair_acceptable[pair]),
            "spots": {},
            "options": {},
        }
    keys = list(out)
    assert keys == sorted(keys)
    places = [NO_MEETING if place == NO_PLACE else c.places[place] for place in c.spot_place]
    assert (list(zip(c.spot_pair, c.spot_place))) == sorted(zip(c.spot_pair, c.spot_place))
    for spot, place in enumerate(places):
        ways = tuple(
            tuple(
                int(getattr(c, f"spot_{name}_{side}")[spot]) for name in ("minutes", "pence", "mode", "from", "check")
            )
            for side in ("mentee", "mentor")
        )
        out[keys[c.spot_pair[spot]]]["spots"][place] = (ways, int(c.spot_choice[spot]))
    order = list(zip(c.option_spot, c.option_first, c.option_weekday, c.option_start))
    assert order == sorted(order)
    for option, spot in enumerate(c.option_spot):
        slot = None
        if c.option_weekday[option] >= 0:
            slot = Slot(
                weekday=int(c.option_weekday[option]),
                start=int(c.option_start[option]),
                minutes=int(c.option_minutes[option]),
                rhythm=tuple(Rhythm)[c.option_rhythm[option]],
                first=int(c.option_first[option]),
            )
        pair = c.spot_pair[spot]
        if not c.option_recorded[option] and slot is not None:
            assert (slot.minutes, slot.rhythm) == (c.pair_minutes[pair], tuple(Rhythm)[c.pair_rhythm[pair]])
        planned, held = (weeks(mask[option]) for mask in (c.option_planned, c.option_held))
        flags = (bool(c.option_recorded[option]), bool(c.option_is_option[option]))
        options = out[keys[pair]]["options"]
        assert (places[spot], slot) not in options
        options[places[spot], slot] = (planned, held, *flags)
    assert calendar.n_weeks <= 64
    return out


def weeks(mask):
    return {week for week in range(64) if int(mask) >> week & 1}


def expected(programme, oracle):
    calendar = Calendar.of(programme)
    nobody = ((0, 0, -1, 0, 0), (0, 0, -1, 0, 0))
    return {
        pair: {
            "kind": found.kind,
            "needs_approval": found.needs_approval,
            "acceptable": found.acceptable,
            "spots": {
                place: (
                    tuple((w.minutes, w.pence, w.mode, w.source, int(w.check)) for w in ways) if ways else nobody,
                    found.choice[place],
                )
                for place, ways in found.ways.items()
            },
            "options": {
                (place, slot): ({calendar.week_of(d) for d in planned}, {calendar.week_of(d) for d in held}, *flags)
                for (place, slot), (planned, held, *flags) in found.options.items()
            },
        }
        for pair, found in oracle.pairs.items()
    }
