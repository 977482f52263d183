"""Nobody mentors themselves."""

from builders import mentee, mentor, programme
from honest_plans import honest_plan, refused_for

from rules.both_sides import refused_by_both

WHEN = ("cafe", "Tue 10:00-11:00")


def test_somebody_with_themselves_is_refused():
    both = programme([mentee("A", stage=0)], [mentor("A")])
    plan = honest_plan(both, None, {("A", "A"): WHEN})
    assert "same-person" in refused_for(both, None, plan)


def test_somebody_who_is_in_both_lists_may_be_mentored_by_another():
    both = programme([mentee("A")], [mentor("A"), mentor("B")])
    assert refused_by_both(both, None, {("A", "B"): WHEN}) == []
