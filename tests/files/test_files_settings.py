"""programme.toml: what it says, and the lines at fault."""

from __future__ import annotations

import pytest
from files_folder import PROGRAMME, only, read, told

from mentormatch.domain.problem import Severity


def settings(tmp_path, more="", top=""):
    return read(tmp_path, programme_toml=PROGRAMME.replace("[term]", f"{top}\n[term]") + more)


def test_everything_that_may_be_said_is_heeded(tmp_path):
    loaded = settings(
        tmp_path,
        """
[policy]
min_gap = 2
duty_hours = "Mon-Fri 10:00-18:00"
bands = [300, 600]
tiers = ["priority", "reach", "stability", "fairness", "quality", "load"]
required_training = ["core"]
areas_apart = true
gives = { quality = 10 }
[weights]
travel = 50
[rarity]
fishing = 150
[[budgets]]
heading = "venues"
pence_a_week = 5000
[travel]
unknown_minutes = 40
[travel.bus]
metres_per_hour = 20000
[travel.buses]
last_bus = "21:30"
""",
        top='as_of = 2027-01-20\nsalt = "x"\nstages = ["a", "b", "c", "d", "e", "f"]',
    )
    assert loaded.programme is not None, [str(problem) for problem in loaded.errors]
    made = loaded.programme
    assert (made.as_of.isoformat(), made.salt, made.stages[5]) == ("2027-01-20", "x", "f")
    policy = made.policy
    assert (policy.min_gap, policy.bands, policy.tiers[0], policy.areas_apart) == (2, (300, 600), "priority", True)
    assert dict(policy.gives) == {"quality": 10}
    assert (policy.weights["travel"], policy.weights["interests"]) == (50, 15)
    assert list(policy.rarity.values()) == [150]
    assert policy.budgets[0].pence_a_week == 5000
    assert (policy.travel.unknown_minutes, policy.travel.bus.metres_per_hour) == (40, 20000)
    assert policy.travel.buses.last_bus == 1290


def test_today_is_the_first_day_where_nothing_is_said(tmp_path):
    assert settings(tmp_path).programme.as_of.isoformat() == "2027-01-11"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("first_day = 11/01/2027", "2027-03-25"),
        ("name = “Ayrshire”", "quotation marks"),
        ("synthetic = True", "lower case"),
        ("weeks = 026", "leading zero"),
        ("name = Ayrshire", "quotation marks"),
        ('path = "C:\\Users"', "\\\\"),
        ("this is no setting", "name, ="),
        ("last = 9:00", '"18:30"'),
    ],
)
def test_an_error_of_toml_shows_its_line_and_the_usual_cause(tmp_path, line, cause):
    loaded = read(tmp_path, programme_toml=f"format = 1\n\n{line}\n")
    problem = only(loaded)
    assert problem.where.row == 3
    assert line in problem.remedy
    assert cause in problem.remedy


def test_the_same_key_twice_is_told(tmp_path):
    assert only(read(tmp_path, programme_toml='format = 1\nname = "a"\nname = "b"\n')).where.row in (3, 4)


def test_toml_in_another_encoding_is_refused(tmp_path):
    problem = only(read(tmp_path, programme_toml='format = 1\nname = "Café"\n'.encode("latin-1")))
    assert (problem.where.row, "UTF-8" in problem.remedy) == (2, True)


def test_brackets_without_end_are_refused(tmp_path):
    assert only(read(tmp_path, programme_toml="a = " + "[" * 100_000)).where.file == "programme.toml"


@pytest.mark.parametrize(
    ("more", "row", "piece"),
    [
        ("[policy]\nmin_gpa = 1\n", 9, '"min_gap"'),
        ("[polcy]\n", 8, '"policy"'),
        ("[weights]\ntravle = 1\n", 9, '"travel"'),
        ("[policy]\nmin_gap = 'one'\n", 9, "whole number"),
        ("[policy]\nmin_gap = true\n", 9, "whole number"),
        ("[policy]\nmin_gap = -1\n", 9, "0 or more"),
        ("[policy]\nareas_apart = 'yes'\n", 9, "true or false"),
        ("[policy]\nstart_step = 7\n", 9, "divide a day"),
        ("[policy]\nbands = [600, 300]\n", 9, "must rise"),
        ("[policy]\ntiers = ['reach']\n", 9, "must name each of"),
        ("[policy]\napprovals = 'maybe'\n", 9, '"propose" or "report"'),
        ("[policy]\nduty_hours = 'always'\n", 9, "day"),
        ("[policy]\nweights = {travel = 1}\n", 9, "[weights]"),
        ("[policy.gives]\nqualty = 1\n", 9, '"quality"'),
        ("[rarity]\n\"underwater basket\" = 5\n", 9, "not an interest"),
        ("[[budgets]]\npence_a_week = 5\n", 8, "heading"),
        ("[[budgets]]\nheading = 'a'\n[[budgets]]\nheading = 'a'\n", 11, "two budgets"),
        ("[travel]\nunknown_minutes = 9999\n", 9, "between"),
        ("[travel]\nunknwn = 9\n", 9, "unknwn"),
        ("[travel.bus]\nmetres_per_hour = 7\n", 9, "metres_per_hour"),
        ("[travel]\nlinks = 5\n", 9, "links = 5"),
        ("[travel.bus]\nmetres_an_hour = 7000\n", 9, '"metres_per_hour"'),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_setting_is_told_with_its_line(tmp_path, more, row, piece):
    loaded = settings(tmp_path, more)
    found = [problem for problem in loaded.errors if problem.where.row == row + 1]
    assert found, [str(problem) for problem in loaded.errors]
    assert piece in str(found[0])


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("format = 1", "format = 2", "later mentormatch"),
        ("format = 1", "", "which format"),
        ("format = 1", 'format = "1"', "not a format"),
        ("weeks = 26", "weeks = 99", "1 to 60"),
        ("weeks = 26", 'bank_holidays = "FRA"', "SCT"),
        ("weeks = 26", 'timezone = "Mars"', "Europe/London"),
        ("first_day = 2027-01-11", "", "which day the term begins"),
        ("first_day = 2027-01-11", 'first_day = "soon"', "not a date"),
        ("areas = [", "areas = 5 #", "must be a list"),
    ],
)
def test_the_head_of_programme_toml_is_checked(tmp_path, old, new, piece):
    loaded = read(tmp_path, programme_toml=PROGRAMME.replace(old, new))
    assert loaded.programme is None
    assert told(loaded, piece, severity=Severity.ERROR), [str(problem) for problem in loaded.errors]


def test_a_setting_of_policy_at_the_top_is_sent_to_its_heading(tmp_path):
    assert told(settings(tmp_path, top="min_gap = 2"), "[policy]", severity=Severity.ERROR)


def test_every_wrong_setting_is_told_at_once(tmp_path):
    loaded = settings(tmp_path, "[policy]\nmin_gap = 'a'\nplaces = 0\n[weights]\ntravel = -1\n")
    assert len(loaded.errors) == 3


def test_other_files_are_checked_although_programme_toml_is_wrong(tmp_path):
    loaded = read(tmp_path, programme_toml="format = \n", people_csv="id,wants\nP001,x\n")
    assert {problem.where.file for problem in loaded.errors} == {"programme.toml", "people.csv"}


def test_what_only_shows_across_files_is_told_although_programme_toml_is_wrong(tmp_path):
    people = "id,area,stage\nP001,Narnia,9\n"
    loaded = read(tmp_path, programme_toml="format = \n", people_csv=people, keep_apart_csv="people\nP001; X\n")
    assert {problem.where.file for problem in loaded.errors} == {"programme.toml", "keep_apart.csv"}
