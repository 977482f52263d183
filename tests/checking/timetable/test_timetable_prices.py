"""Bounds of tiers of sessions added up from prices: true whatever the prices, refused where they are forged."""

import random
from functools import cache

import attrs
import pytest
from builders import MONDAY, mentee, mentor, programme
from honest_timetables import activity, hall
from other_ids import renamed_to
from priced_timetables import adding_of, best_of_all, drawn, no_tighter, with_lists
from random_timetables import random_timetable_programme
from test_timetable_laws import kinder_programme
from timetable_brute import TimetableBrute, TooLargeError
from timetables_at_random import harsh_programme

from mentormatch import engine
from mentormatch.checking import verdict_of
from mentormatch.checking.prices import Refused
from mentormatch.domain.history import History, KeepApart
from mentormatch.domain.plan import PriceList, Proof, RowPrice
from mentormatch.domain.policy import Term
from mentormatch.domain.tiers import SESSIONS_CANONICAL
from mentormatch.domain.verdict import Depth
from mentormatch.planning import Effort

MADE = (random_timetable_programme, kinder_programme, harsh_programme)
SEEDS = [(made, seed) for made in MADE for seed in range(900, 910)]


def planned(programme, history):
    return engine.plan(programme, history, scope="schedule", effort=Effort(threads=1))


@cache
def tried(made, seed):
    """A programme, its planned timetable, and all timetables; None where they are too many to try."""
    given, history = made(seed)
    try:
        brute = TimetableBrute(given, history)
    except TooLargeError:
        return None
    return given, history, planned(given, history), brute


# ------------------------------------------------------------------------------------------------------------ the laws


@pytest.mark.parametrize(("made", "seed"), SEEDS)
def test_no_timetable_passes_the_bound_that_prices_prove(made, seed):
    if (found := tried(made, seed)) is None:
        pytest.skip("too many timetables")
    given, history, judged, brute = found
    assert judged.verdict.breaches == ()
    lists = {one.tier: one for one in judged.plan.evidence.price_lists}
    priced = {one.name: one.priced for one in judged.verdict.tiers}
    for tier in judged.plan.tiers:
        assert (tier.name in lists) == (priced[tier.name] is not None)
        if tier.name in lists:
            best = best_of_all(brute, given, history, judged.plan, tier.name)
            assert no_tighter(tier, priced[tier.name], best), (tier, priced[tier.name], best)
            assert no_tighter(tier, lists[tier.name].bound, priced[tier.name]), tier


@pytest.mark.parametrize(("made", "seed"), SEEDS)
def test_prices_of_anything_prove_no_more_than_what_is_so(made, seed):
    if (found := tried(made, seed)) is None:
        pytest.skip("too many timetables")
    given, history, judged, brute = found
    draw, adding, proved = random.Random(f"prices {seed}"), adding_of(given, history, judged.plan), 0
    for tier in judged.plan.tiers:
        if tier.name == SESSIONS_CANONICAL.name:
            continue
        best = best_of_all(brute, given, history, judged.plan, tier.name)
        for _ in range(12):
            list_of_prices = drawn(draw, given, judged.plan, tier)
            try:
                bound = adding.bound(tier, list_of_prices)
            except Refused:
                continue
            proved += 1
            assert no_tighter(tier, bound, best), (tier, list_of_prices, bound, best)
    assert proved > 20


@pytest.mark.parametrize(("made", "seed"), SEEDS)
def test_a_changed_price_proves_something_true_and_the_bound_said_of_the_old_ones_is_refused_where_it_is_less(
    made, seed
):
    if (found := tried(made, seed)) is None:
        pytest.skip("too many timetables")
    given, history, judged, brute = found
    adding, draw = adding_of(given, history, judged.plan), random.Random(f"changed {seed}")
    for tier in judged.plan.tiers:
        for prices in (one for one in judged.plan.evidence.price_lists if one.tier == tier.name and one.prices):
            at = draw.randrange(len(prices.prices))
            factor = draw.choice((0, 2, 3))
            rows = [attrs.evolve(row, price=row.price * factor) if n == at else row
                    for n, row in enumerate(prices.prices)]  # fmt: skip
            changed = attrs.evolve(prices, prices=tuple(rows))
            bound = adding.bound(tier, changed)
            assert no_tighter(tier, bound, best_of_all(brute, given, history, judged.plan, tier.name))
            forged = with_lists(judged.plan, changed)
            breaches = [one for one in verdict_of(given, history, forged).breaches if f"of {tier.name} " in one.says]
            if not no_tighter(tier, prices.bound, bound):
                assert breaches, (tier, prices.bound, bound)


@pytest.mark.parametrize(("made", "seed"), SEEDS[::4])
def test_beside_meetings_that_are_chosen_too_the_bound_holds_for_every_timetable(made, seed):
    """With nobody in force, what could be without any meeting is all that is tried here."""
    given, _ = made(seed)
    try:
        brute = TimetableBrute(given, History())
    except TooLargeError:
        pytest.skip("too many timetables")
    judged = engine.plan(given, History(), scope="plan", effort=Effort(threads=1))
    assert judged.verdict.breaches == ()
    priced = {one.name: one.priced for one in judged.verdict.tiers if one.priced is not None}
    for tier in judged.plan.tiers:
        if tier.name in priced:
            best = best_of_all(brute, given, History(), judged.plan, tier.name)
            assert no_tighter(tier, priced[tier.name], best), (tier, priced[tier.name], best)


@pytest.mark.parametrize("seed", range(930, 940))
def test_other_ids_in_the_same_order_prove_the_same(seed):
    given, history = random_timetable_programme(seed)
    lists = (given.mentees, given.mentors, given.staff, given.venues, given.activities)
    known = {row.id for rows in lists for row in rows}
    renamed, record = (renamed_to(one, known) for one in (given, history))
    one, other = planned(given, history), planned(renamed, record)
    before = {tier.name: tier.priced for tier in one.verdict.tiers if tier.name != SESSIONS_CANONICAL.name}
    assert {tier.name: tier.priced for tier in other.verdict.tiers if tier.name != SESSIONS_CANONICAL.name} == before


# ------------------------------------------------------------------------------------------------------------- by hand

TWO = programme(
    [mentee("E1", wishes=("walk",)), mentee("E2", wishes=("walk",)), mentee("E3", wishes=("choir",))],
    [mentor("M1", leads=("walk", "choir"), minutes_a_week=999)],
    [hall()],
    activities=(
        activity("walk", times="Tue 10:00-11:00", largest=2),
        activity("choir", times="Tue 10:30-11:30", largest=2),
    ),
    policy={"turnout": 100},
    term=Term(first_day=MONDAY, weeks=4),
)
"""One leader and one room for a walk at ten, for two, and a choir at half past ten: two can be in a session."""
BOTH_ON = (1, 0, 10 * 60 + 30)
"""Tuesday of the first week, half past ten."""


def reach_of(*rows, scale=1, bound=None):
    """A list for reach-group from (rule, who, about, price)."""
    prices = tuple(RowPrice(rule=rule, who=who, about=about, price=price) for rule, who, about, price in rows)
    return PriceList(tier="reach-group", scale=scale, prices=prices, bound=bound)


def proved(prices, given=TWO, history=None):
    plan = planned(given, history or History()).plan
    tier = next(one for one in plan.tiers if one.name == prices.tier)
    return adding_of(given, history or History(), plan).bound(tier, prices)


def diaries(*people, price=1, about=BOTH_ON):
    return [("diary", (person,), about, price) for person in people]


def counted(*people, price=1):
    return [("reach-group", (person,), (), price) for person in people]


def test_without_a_price_everybody_who_could_be_in_a_session_counts():
    assert proved(reach_of()) == 3


def test_the_room_at_one_minute_proves_what_the_count_cannot():
    everybody = counted("E1", "E2", "E3")
    assert proved(reach_of(*everybody, ("session-rooms", ("hall",), BOTH_ON, 2))) == 2


def test_a_changed_price_is_still_true_and_proves_less():
    rows = counted("E1", "E2", "E3")
    assert proved(reach_of(*rows, ("session-rooms", ("hall",), BOTH_ON, 1))) == 3
    assert proved(reach_of(*rows, ("session-rooms", ("hall",), BOTH_ON, 3))) == 3


def test_a_leader_cannot_lead_two_at_once():
    everybody = counted("E1", "E2", "E3")
    assert proved(reach_of(*everybody, *diaries("M1", price=2))) == 2


def test_stops_of_which_any_two_clash_are_a_row_and_others_are_none():
    walk = ("hall", 1, 600, 60, "weekly", 1)
    choir = ("hall", 1, 630, 60, "weekly", 1)
    everybody = counted("E1", "E2", "E3")
    assert proved(reach_of(*everybody, *diaries("M1", price=2, about=(walk, choir)))) == 2
    walks, late = activity("walk", times="Tue 10:00-11:00"), activity("choir", times="Tue 11:00-12:00")
    later = attrs.evolve(TWO, activities=(walks, late))
    with pytest.raises(Refused, match="can be both"):
        proved(reach_of(*diaries("M1", about=(walk, ("hall", 1, 660, 60, "weekly", 1)))), given=later)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("keep-apart", ("E1", "E2"), (), 1), "no row"),
        (("keep-apart-margin", ("E1", "E2"), (), 1), "no row"),
        (("session-number", ("walk",), (), 1), "no row"),
        (("diary", ("M1",), BOTH_ON, -1), "below 0"),
        (("session-rooms", ("halls",), BOTH_ON, 1), "cannot be read"),
        (("session-rooms", ("hall",), (1, 0), 1), "cannot be read"),
        (("session-rooms", ("hall",), (1, -1, 630), 1), "cannot be read"),
        (("reach-group", ("M1",), (), 1), "cannot be read"),
        (("reach-group", (), (), 1), "cannot be read"),
        (("hours", ("E1",), (0,), 1), "cannot be read"),
        (("hours", ("M1",), (0, -1), 1), "cannot be read"),
        (("hours", ("M1",), (0, 1, 2), 1), "cannot be read"),
        (("session-ceiling", ("E1",), (0,), 1), "no most sessions"),
        (("session-budget", ("total",), ("term",), 1), "cannot be read"),
        (("tier", ("wish",), (), 1), "no tier of sessions before"),
        (("tier", ("reach-group",), (), 1), "no tier of sessions before"),
        (("tier", ("fixed-people",), (), -1), "below 0"),
        (("diary", ("M1",), (("hall", 1, 600, 60, "daily", 1),), 1), "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_row_is_refused(row, why):
    with pytest.raises(Refused, match=why):
        proved(reach_of(row))


def test_a_price_list_without_a_scale_or_of_the_tie_break_is_refused():
    with pytest.raises(Refused, match="scale"):
        proved(reach_of(scale=0))
    with pytest.raises(Refused, match="tie-break"):
        proved(PriceList(tier="sessions-canonical", scale=1, prices=()))


def test_hours_rounded_for_whole_sessions_say_more_than_hours_do():
    """Two sessions of an hour and no time for both: of the minutes alone one and two thirds could be led."""
    row = attrs.evolve(TWO.mentors[0], minutes_a_week=100)
    apart = (activity("walk", times="Tue 10:00-11:00"), activity("choir", times="Wed 10:00-11:00"))
    given = attrs.evolve(TWO, mentors=(row,), activities=apart, mentees=TWO.mentees[:2])
    vetoing = attrs.evolve(
        given,
        mentees=(attrs.evolve(given.mentees[0], vetoes=("choir",)), attrs.evolve(given.mentees[1], vetoes=("walk",))),
    )
    both = counted("E1", "E2", price=120)
    assert proved(reach_of(*both, ("hours", ("M1",), (0,), 1), scale=120), given=vetoing) == 1
    assert proved(reach_of(*counted("E1", "E2"), ("hours", ("M1",), (0, 1), 1)), given=vetoing) == 1


# ------------------------------------------------------------------------------------------------------------- verdicts


def judged_with(prices, *, proof=None, bound=None):
    """The verdict on the plan of TWO with just these prices, reach-group claiming this bound."""
    plan = with_lists(planned(TWO, History()).plan, prices)
    tiers = tuple(
        attrs.evolve(one, bound=bound, proof=proof) if one.name == "reach-group"
        else attrs.evolve(one, bound=None, proof=None)
        for one in plan.tiers
    )  # fmt: skip
    return verdict_of(TWO, History(), attrs.evolve(plan, tiers=tiers))


GOOD = reach_of(*counted("E1", "E2", "E3"), ("session-rooms", ("hall",), BOTH_ON, 2), bound=2)


def found(verdict):
    return next(one for one in verdict.tiers if one.name == "reach-group")


def test_prices_that_reach_the_value_are_a_proof():
    verdict = judged_with(GOOD, proof=Proof.PRICES, bound=2)
    assert verdict.breaches == ()
    assert (found(verdict).bound, found(verdict).priced) == (Depth.CHECKED, 2)


def test_a_weaker_bound_stands_beside_that_of_the_solver():
    verdict = judged_with(reach_of(bound=3), proof=Proof.CLAIMED, bound=2)
    assert verdict.breaches == ()
    assert (found(verdict).bound, found(verdict).priced) == (Depth.CLAIMED, 3)


def test_a_forged_bound_is_refused():
    verdict = judged_with(reach_of(bound=2), proof=Proof.CLAIMED, bound=2)
    assert [one.rule for one in verdict.breaches] == ["bound"]
    assert "add up to 3, and are said to prove 2" in verdict.breaches[0].says


def test_a_proof_by_prices_that_prove_less_is_refused():
    verdict = judged_with(reach_of(bound=3), proof=Proof.PRICES, bound=2)
    assert [one.rule for one in verdict.breaches] == ["bound"]


def test_a_value_beyond_what_prices_prove_is_refused():
    plan = planned(TWO, History()).plan
    spent = tuple(attrs.evolve(one, spent=1) if one.name == "reach-group" else one for one in plan.tiers)
    verdict = verdict_of(TWO, History(), with_lists(attrs.evolve(plan, tiers=spent), GOOD))
    assert "bound" in {one.rule for one in verdict.breaches}


def test_a_row_by_another_name_is_refused():
    rows = [attrs.evolve(row, who=("halls",)) if row.rule == "session-rooms" else row for row in GOOD.prices]
    verdict = judged_with(attrs.evolve(GOOD, prices=tuple(rows)), proof=Proof.PRICES, bound=2)
    assert ["prove nothing" in one.says for one in verdict.breaches] == [True]


def test_no_price_list_names_who_is_kept_apart():
    """Whatever the rows of safeguarding take, prices are of the timetable without them."""
    named = 0
    for seed in range(30):
        given, history = kinder_programme(seed)
        apart = KeepApart(people=(given.mentees[0].id, given.mentees[-1].id))
        plan = planned(attrs.evolve(given, keep_apart=(*given.keep_apart, apart)), history).plan
        rules = {row.rule for prices in plan.evidence.price_lists for row in prices.prices}
        named += bool(rules)
        assert not {"keep-apart", "keep-apart-margin"} & rules
    assert named > 10
