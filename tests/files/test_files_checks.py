"""What only shows when rows and files are laid side by side."""

from __future__ import annotations

import pytest
from files_folder import MENTORS, PEOPLE, VENUES, only, read, told, with_columns

from mentormatch.domain.problem import Severity

ERROR, WARNING, ASSUMED = Severity.ERROR, Severity.WARNING, Severity.ASSUMED
PAIRS = "mentee,mentor,state,since,by,pinned,place,meeting\n"


def test_an_id_that_is_nobody_s_gets_the_nearest_with_its_row(tmp_path):
    problem = only(
        read(tmp_path, keep_apart_csv="people,set_by\nP001; M-040,S1\n", mentors_csv=MENTORS.replace("M004", "M-004"))
    )
    assert str(problem) == (
        'keep_apart.csv row 2, column "people": "M-040" is nobody\'s id\n  Nearest: "M-004" (mentors.csv row 3).'
    )


def test_workers_are_looked_up_only_where_there_is_a_list_of_staff(tmp_path):
    people, mentors = with_columns(PEOPLE, worker="Morven"), with_columns(MENTORS, supervisor="Morven")
    assert not told(read(tmp_path, people_csv=people, mentors_csv=mentors), "Morven", severity=ERROR)


def test_who_set_a_priority_may_be_outside_the_lists_but_a_slip_in_an_id_is_told(tmp_path):
    columns = {"priority": "urgent", "priority_until": "30/04/2027"}
    staff = "id\nS01\n"
    outside = with_columns(PEOPLE, **columns, priority_set_by="review panel")
    assert not told(read(tmp_path, staff_csv=staff, people_csv=outside), "nobody's id")
    slip = read(
        tmp_path,
        staff_csv=staff,
        people_csv=with_columns(PEOPLE, **columns, priority_set_by="S0l"),
        keep_apart_csv="people,set_by\nP001; M004,S-01\n",
    )
    assert told(slip, "people.csv row 2", "priority_set_by", '"S01" (staff.csv row 2)', severity=WARNING)
    assert told(slip, "keep_apart.csv row 2", "set_by", '"S01" (staff.csv row 2)', severity=WARNING)
    assert not told(slip, severity=ERROR)


def test_a_message_about_keep_apart_does_not_tell_from_whom(tmp_path):
    loaded = read(tmp_path, keep_apart_csv="people\nP001; M404\nP001; M001\nM001; P001\n")
    about = [str(problem) for problem in loaded.problems if problem.where and problem.where.file == "keep_apart.csv"]
    assert about
    assert not any("P001" in line for line in about)


@pytest.mark.parametrize(
    ("changed", "pieces"),
    [
        ({"people_csv": with_columns(PEOPLE, not_with="M404")}, ("people.csv row 2", "not_with", "nobody")),
        ({"people_csv": with_columns(PEOPLE, requires="person: M404")}, ("people.csv row 2", "requires", "nobody")),
        (
            {"people_csv": with_columns(PEOPLE, not_at="librari")},
            ("not_at", "no venue", '"library" (venues.csv row 2)'),
        ),
        ({"staff_csv": "id,supervises\nS01,M404\n"}, ("staff.csv row 2", "supervises")),
        (
            {"staff_csv": "id\nS01\n", "people_csv": with_columns(PEOPLE, worker="S10")},
            ("people.csv row 2", "worker", "nobody", 'Nearest: "S01" (staff.csv row 2).'),
        ),
        (
            {"staff_csv": "id\nS01\n", "mentors_csv": with_columns(MENTORS, supervisor="Morven")},
            ("mentors.csv row 2", "supervisor", "nobody", "Ids are in staff.csv."),
        ),
        ({"pairs_csv": PAIRS + "P01,M001,asked,12/01/2027,,,,\n"}, ("pairs.csv row 2", '"P01"', "P001")),
        ({"pairs_csv": PAIRS + "P001,M001,agreed,12/01/2027,,,librry,Tue 10:30\n"}, ("place", '"library"')),
        ({"approvals_csv": "mentee,by,on,decision\nP9,x,12/01/2027,agreed\n"}, ("approvals.csv row 2", "P9")),
        ({"commitments_csv": "person,when\nX,Tue 10-11\n"}, ("commitments.csv row 2", "nobody")),
        ({"closures_csv": "venue,from\nx,12/01/2027\n"}, ("closures.csv row 2", "no venue")),
        ({"activities_csv": "id,fixed_venue\nwalk,x\n"}, ("activities.csv row 2", "no venue")),
        ({"activities_csv": "id,fixed_leaders\nwalk,x\n"}, ("activities.csv row 2", "fixed_leaders")),
        (
            {"activities_csv": "id\nwalk\n", "people_csv": with_columns(PEOPLE, wishes="wlak")},
            ("no activity", '"walk" (activities.csv row 2)'),
        ),
        ({"travel_csv": "from,to,minutes\nKA7 1,librar,5\n"}, ("travel.csv row 2", "neither a postcode nor a venue")),
        ({"travel_csv": "from,to\nKA7 1,hall\nKA7 1,hall\n"}, ("travel.csv row 3", "again what row 2")),
        ({"closures_csv": "from,to\n14/01/2027,12/01/2027\n"}, ("closures.csv row 2", "ends before")),
        ({"commitments_csv": "person,when,from,until\nP001,Tue 10-11,2/2/2027,1/2/2027\n"}, ("ends before it begins",)),
        ({"people_csv": PEOPLE + "P001,Ayr\n"}, ("people.csv row 4", "stands in row 2 already")),
        ({"contacts_csv": "id,name\nP001,a\nP001,b\n"}, ("contacts.csv row 3", "twice")),
        ({"people_csv": with_columns(PEOPLE, home_by="08:00", out_from="09:00")}, ("home_by", "not after out_from")),
        ({"pairs_csv": PAIRS + "P001,P001,asked,12/01/2027,,,,\n"}, ("nobody mentors themselves",)),
        ({"keep_apart_csv": "people\nP001; P001\n"}, ("keep_apart.csv row 2", "one person only")),
        ({"keep_apart_csv": "people\nP001\n"}, ("keep_apart.csv row 2", "one person only")),
    ],
)
def test_what_cannot_be_is_an_error(tmp_path, changed, pieces):
    loaded = read(tmp_path, **changed)
    assert loaded.programme is None
    assert told(loaded, *pieces, severity=ERROR), "\n".join(str(problem) for problem in loaded.errors)


@pytest.mark.parametrize(
    ("changed", "pieces"),
    [
        ({"people_csv": PEOPLE.replace("Mon-Fri 10:00-16:00", "Mon 08:00-09:30", 1)}, ("availability", "60 minutes")),
        ({"people_csv": with_columns(PEOPLE, away="2027-01-01..2027-12-31")}, ("away", "whole term")),
        ({"people_csv": with_columns(PEOPLE, available_from="01/12/2027")}, ("available_from", "after the end")),
        ({"people_csv": with_columns(PEOPLE, priority="urgent")}, ("priority_set_by", "does not count")),
        ({"people_csv": with_columns(PEOPLE, priority="urgent", priority_set_by="S1", priority_until="01/12/2026")},
         ("priority_until", "is past")),
        ({"mentors_csv": MENTORS.replace("30/09/2028", "01/12/2026", 1)}, ("clearance_until", "is past", "nobody")),
        ({"mentors_csv": MENTORS.replace("30/09/2028", "01/02/2027", 1)}, ("within 8 weeks", "M001 on 2027-02-01")),
        ({"mentors_csv": with_columns(MENTORS, max_people="0")}, ("takes nobody",)),
        ({"mentors_csv": with_columns(MENTORS, max_people="1", people_elsewhere="2")}, ("more than max_people",)),
        ({"mentors_csv": MENTORS.replace(",45,4", ",45,0:30", 1)}, ("less time than one meeting",)),
        ({"venues_csv": VENUES.replace(",yes,", ",no,")}, ("no venue for two people",)),
        ({"keep_apart_csv": "people,until\nP001; M001,01/01/2027\n"}, ("is past in 1 rows",)),
        ({"keep_apart_csv": "people\nP001; M001\nM001; P001\n"}, ("same people as row 2",)),
        ({"pairs_csv": PAIRS + "P001,M001,agreed,12/01/2027,,,,Tue 10:30\n"}, ("place", "not yet settled")),
        ({"pairs_csv": PAIRS + 2 * "P001,M001,agreed,12/01/2027,,,,\n"}, ("again what row 2",)),
        ({"pairs_csv": PAIRS + "P001,M001,idea,1/1/2027,,yes,,\nP001,M004,idea,2/1/2027,,yes,,\n"},
         ("pairs.csv row 3", "P001 wants 1")),
        ({"pairs_csv": PAIRS + "P001,M001,idea,1/1/2027,,yes,,\nP002,M001,idea,2/1/2027,,yes,,\n",
          "mentors_csv": with_columns(MENTORS, max_people="1")}, ("pairs.csv row 3", "M001 has places for 1")),
        ({"travel_csv": "from,to,minutes\nKA7 1,hall,0\n"}, ("0 minutes",)),
        ({"people_csv": PEOPLE.replace("P001", "Rowan Wren")}, ("looks like somebody's name",)),
        ({"people_csv": PEOPLE.replace("P001", "0304870123")}, ("looks like a date of birth",)),
        ({"people_csv": PEOPLE.replace("P001", "03-04-1987")}, ("looks like a date of birth",)),
        ({"people_csv": PEOPLE.replace("P001", "MAR1")}, ("may take for a number or a date",)),
        ({"people_csv": PEOPLE.replace("P001", "1E5")}, ("may take for a number or a date",)),
        ({"people_csv": PEOPLE + "M001,Troon,Mon 10:00-12:00,4,own,1/1/2027,foot; bus,45\n"},
         ("is the person of people.csv row 4", "home, availability differ")),
        ({"contacts_csv": "id\nX9\n"}, ("ids that are nobody's: X9",)),
        ({"contacts_csv": "id,name\nP001,Mohammed Ali\nP002,\"Ali, Mohamed\"\n"}, ("same person as P001",)),
        ({"approvals_csv": "mentee,by,on,decision\n" + 2 * "P001,x,1/1/2027,agreed\n"}, ("again what row 2",)),
    ],
)  # fmt: skip
def test_what_somebody_should_look_at_is_a_warning(tmp_path, changed, pieces):
    loaded = read(tmp_path, **changed)
    assert loaded.programme is not None, [str(problem) for problem in loaded.errors]
    assert told(loaded, *pieces, severity=WARNING), "\n".join(str(problem) for problem in loaded.problems)


def test_people_kept_apart_in_a_ring_are_fine(tmp_path):
    people = PEOPLE + "P003,Ayr,Mon 10:00-16:00,1,own,1/1/2027,foot,45\n"
    loaded = read(tmp_path, people_csv=people, keep_apart_csv="people\nP001; P002\nP002; P003\nP003; P001\n")
    assert loaded.programme is not None
    assert loaded.programme.apart("P001") == {"P002", "P003"}


@pytest.mark.parametrize(
    ("changed", "piece"),
    [
        ({"keep_apart_csv": "people\nP001; M001\n"}, "no place free"),
        (
            {"pairs_csv": PAIRS + "P001,M001,declined,01/12/2026,P001,,,\nP001,M001,idea,12/01/2027,,yes,,\n"},
            "has declined",
        ),
        ({"people_csv": with_columns(PEOPLE, status="paused")}, "P001 is paused"),
        ({"mentors_csv": with_columns(MENTORS, status="left")}, "M001 is left"),
        ({"mentors_csv": MENTORS.replace("30/09/2028", "01/12/2026", 1)}, "no place free"),
        ({"mentors_csv": with_columns(MENTORS, not_with="P001")}, "does not wish"),
    ],
)
def test_a_pin_that_is_impossible_by_itself_is_an_error(tmp_path, changed, piece):
    pinned = {"pairs_csv": PAIRS + "P001,M001,idea,12/01/2027,,yes,,\n"}
    assert read(tmp_path / "fine", **pinned).programme is not None
    loaded = read(tmp_path / "not", **{**pinned, **changed})
    assert told(loaded, "cannot be kept together", piece, severity=ERROR)


def test_a_refusal_that_was_taken_back_stands_against_no_pin(tmp_path):
    table = "mentee,mentor,state,since,by,reopened_by,pinned\nP001,M001,declined,1/12/2026,P001,P001,\n"
    assert read(tmp_path, pairs_csv=table + "P001,M001,idea,12/1/2027,,,yes\n").programme is not None


def test_two_rows_of_one_pair_and_date_that_differ_are_told_with_both_places(tmp_path):
    table = (
        PAIRS
        + "P001,M001,asked,12/01/2027,,,,\nP002,M001,asked,12/01/2027,,,,\nP001,M001,declined,12/01/2027,P001,,,\n"
    )
    problem = only(read(tmp_path, pairs_csv=table))
    assert (problem.where.row, "row 2" in problem.says) == (4, True)


def test_two_approvals_of_one_day_that_differ_are_told(tmp_path):
    table = "mentee,by,on,decision\nP001,x,1/1/2027,agreed\nP001,x,1/1/2027,refused\n"
    assert "row 2" in only(read(tmp_path, approvals_csv=table)).says


def test_more_than_a_fifth_urgent_is_warned_of(tmp_path):
    rows = "".join(f"P{n:03d},{'urgent' if n < 3 else ''},S1,30/04/2027\n" for n in range(10))
    loaded = read(tmp_path, people_csv=f"id,priority,priority_set_by,priority_until\n{rows}")
    assert told(loaded, "urgent for 3 of 10", severity=WARNING)
    rows = rows.replace("urgent", "", 1)
    assert not told(
        read(tmp_path / "b", people_csv=f"id,priority,priority_set_by,priority_until\n{rows}"), "urgent for"
    )


def test_training_that_is_required_of_all_and_missing_is_warned_of(tmp_path):
    from files_folder import PROGRAMME

    loaded = read(tmp_path, programme_toml=PROGRAMME + '[policy]\nrequired_training = ["Core"]\n',
                  mentors_csv=with_columns(MENTORS, training="core"))  # fmt: skip
    assert told(loaded, "training", "M004", severity=WARNING)
    assert not told(loaded, "training", "M001")


def test_a_commitment_outside_somebody_s_hours_is_only_mentioned(tmp_path):
    loaded = read(tmp_path, commitments_csv="person,when\nP002,Sun 10-11\nM001,Mon 10-11\n")
    assert told(loaded, "outside the availability of P002", severity=ASSUMED)


def test_one_person_in_two_lists_who_says_the_same_is_fine(tmp_path):
    mentors = MENTORS + "P002,Troon,Tue 13:00-17:00,2,none,30/09/2028,foot; bus,45,4\n"
    loaded = read(tmp_path, mentors_csv=mentors)
    assert not told(loaded, "P002", severity=WARNING)


def test_where_a_file_could_not_be_read_its_ids_are_not_called_unknown(tmp_path):
    loaded = read(tmp_path, mentors_csv=MENTORS.encode("utf-16"), keep_apart_csv="people\nP001; M001\n")
    assert [problem.where.file for problem in loaded.errors] == ["mentors.csv"]


def test_a_row_with_a_bad_cell_still_has_its_id(tmp_path):
    loaded = read(tmp_path, mentors_csv=MENTORS.replace("30/09/2028", "soon", 1), keep_apart_csv="people\nP001; M001\n")
    assert only(loaded).where.column == "clearance_until"


def test_names_of_two_people_that_are_merely_alike_are_left_alone(tmp_path):
    pairs = [("John Smith", "Joan Smith"), ("Jean Wilson", "Dean Wilson"), ("Lee Young", "Lee Younger")]
    for one, other in pairs:
        assert not told(read(tmp_path, contacts_csv=f"id,name\nP001,{one}\nP002,{other}\n"), "same person")


def test_problems_come_errors_first_then_by_file_and_row(tmp_path):
    loaded = read(tmp_path, people_csv="id,wants,extra\nP001,x,\nP002,y,\n", keep_apart_csv="people\nP001; X\n")
    assert [str(problem.where) for problem in loaded.errors] == [
        'people.csv row 2, column "wants"', 'people.csv row 3, column "wants"', 'keep_apart.csv row 2, column "people"',
    ]  # fmt: skip
    weights = [problem.severity for problem in loaded.problems]
    assert weights == sorted(weights, key=[ERROR, WARNING, Severity.ASK, ASSUMED].index)
