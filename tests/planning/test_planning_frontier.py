"""Trade-offs of whole small programmes, with every kind of rule, against oracles that try every plan."""

from __future__ import annotations

import attrs
from brute_force import BruteForce
from brute_force import TooLargeError as TooManyPairs
from frontier_brute import front_of_both, front_of_pairs, front_of_sessions
from joint_brute import JointBrute, pressed_programme, tame_programme
from random_programmes import random_programme
from random_timetables import random_timetable_programme
from timetable_brute import TimetableBrute, TooLargeError
from timetables_at_random import harsh_programme

from mentormatch import engine
from mentormatch.domain.tradeoff import measures
from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError
from mentormatch.planning.frontier import Asked, of_sessions, rungs

ONE = Effort(threads=1)
FREE = {"reach", "priority", "approval", "stability-meetings", *(f"fairness-{band}" for band in range(1, 5))}
OF_PAIRS = (
    ("reach", "load"), ("load", "quality"), ("priority", "load"), ("quality", "approval"), ("priority", "quality"),
    ("quality", "stability-meetings"), ("further-number", "load"), ("quality", "further-number"), ("moved", "quality"),
)  # fmt: skip
OF_SESSIONS = (
    ("reach-group", "cost"), ("cost", "group-quality"), ("wish", "cost"), ("group-quality", "leaders-load"),
    ("reach-group", "group-quality"),
)  # fmt: skip

OF_BOTH = (("reach", "load"), ("reach-group", "cost"), ("reach-group", "load"), ("quality", "reach-group"))


def asked_for(programme, names, free=(), **more) -> Asked:
    known = {measure.name: measure for measure in measures(programme.policy)}
    return Asked(measures=(known[names[0]], known[names[1]]), free=frozenset(free) - set(names), **more)


def found(programme, history, asked):
    """The values of all points; each plan is verified, all is proven and nothing left open."""
    made, judged = engine.frontier(programme, history, asked, effort=ONE)
    assert all(one.verdict.verified for one in judged), [one.verdict.breaches for one in judged]
    assert made.sure and not made.open and all(point.proven for point in made.points) and made.stopped is None
    assert len(made.points) <= made.most
    return [tuple(value for _, value in one.plan.point.measures) for one in judged]


def richest(kinds, front, brute, *more):
    """Of some pairs of measures that whose front has most points, and that front."""
    fronts = {names: front(brute, names, *more) for names in kinds}
    names = max(kinds, key=lambda one: len(fronts[one] or ()))
    return names, fronts[names]


def test_fronts_of_pairs_are_those_of_trying_every_plan():
    sizes = []
    for seed in range(24):
        programme, history = random_programme(seed, mentees=4 + seed % 2, mentors=3)
        free = FREE if seed % 4 else set()
        other = attrs.evolve(programme, mentors=programme.mentors[1:])
        try:
            brute = BruteForce(programme, history, 20_000)
            before = engine.plan(other, history, effort=attrs.evolve(ONE, explain=False)).plan  # a mentor came since
            kept = frozenset((pair.mentee, pair.mentor) for pair in before.pairs)
            names, want = richest(OF_PAIRS[seed % 2 :: 2], front_of_pairs, brute, free, kept)
            earlier = kept if "moved" in names else None
            asked = asked_for(programme, names, free, earlier=earlier, all_tiers=not seed % 3)
            points = found(programme, history, asked)
        except (TooManyPairs, ImpossiblePinsError, NothingFoundError):
            continue
        assert points == want, (seed, names, free)
        sizes.append(len(points))
    assert len(sizes) >= 16 and sum(size > 1 for size in sizes) >= 5, sizes


def test_fronts_of_timetables_are_those_of_trying_every_timetable():
    sizes = []
    for seed in range(24):
        programme, history = (harsh_programme if seed % 2 else random_timetable_programme)(seed)
        free = ("reach-group", "wish", "wish-first") if seed % 4 else ()
        try:
            brute = TimetableBrute(programme, history)
        except TooLargeError:
            continue
        gives = dict(programme.policy.gives)
        names, want = richest(OF_SESSIONS, front_of_sessions, brute, free, gives)
        assert found(programme, history, asked_for(programme, names, free)) == want, (seed, names, free)
        sizes.append(len(want))
    assert len(sizes) >= 16 and sum(size > 1 for size in sizes) >= 5, sizes


def test_fronts_of_pairs_and_sessions_are_those_of_trying_every_plan():
    sizes, free = [], ("reach", "approval", "priority", "stability-meetings", "reach-group")
    for seed in range(7):
        programme, history = (pressed_programme if seed % 2 else tame_programme)(seed)
        try:
            brute = JointBrute(programme, history)
            names, want = richest(OF_BOTH, front_of_both, brute, free)
            points = found(programme, history, asked_for(programme, names, free, scope="plan"))
        except (TooManyPairs, TooLargeError, ImpossiblePinsError, NothingFoundError):
            continue
        assert points == want, (seed, names)
        sizes.append(len(points))
    assert len(sizes) >= 4 and max(sizes) > 1, sizes


def test_in_a_large_timetable_every_best_trade_is_shown_or_said_to_be_open(monkeypatch):
    monkeypatch.setattr(of_sessions, "MOST_COLUMNS", -1)
    shown = missing = 0
    for seed in range(40, 56):
        programme, history = (harsh_programme if seed % 2 else random_timetable_programme)(seed)
        names = (("reach-group", "cost"), ("cost", "group-quality"), ("wish", "cost"))[seed % 3]
        try:
            want = front_of_sessions(TimetableBrute(programme, history), names, (), dict(programme.policy.gives))
        except TooLargeError:
            continue
        asked = asked_for(programme, names, most=4)
        made, judged = engine.frontier(programme, history, asked, effort=ONE)
        assert all(one.verdict.verified for one in judged), [one.verdict.breaches for one in judged]
        points = [tuple(value for _, value in one.plan.point.measures) for one in judged]
        assert all(value in want for value, point in zip(points, made.points) if point.proven), seed
        signs = [measure.sign for measure in asked.measures]
        for one in want:
            assert one in points or any(lies_in(one, box, signs) for box in made.open), (seed, one, points, made.open)
            missing += one not in points
        shown += len(points)
    assert shown >= 14 and missing, (shown, missing)


def test_the_search_whose_bound_holds_for_all_has_a_third_of_the_time_and_the_others_as_much_as_each_other():
    for number in (1, 2, 4, 6):
        left, had = 1.0, []
        for at in range(number):
            had.append(left * rungs.share(at, number))
            left -= had[-1]
        assert abs(left) < 1e-9
        assert had[0] == max(rungs.FIRST, 1 / number)
        assert all(abs(one - had[-1]) < 1e-9 for one in had[1:])


def lies_in(values, box, signs):
    """Whether a point lies in an open region."""
    return all(
        (worst is None or sign * value >= sign * worst) and sign * value <= sign * best
        for value, (worst, best), sign in zip(values, (box.of_first, box.of_second), signs)
    )
