"""A plan in which one meaning was altered is refused, though its seal was made anew; so the seal alone guards nothing.

The plan is a real one, of a programme in which everything that a plan can say is said: ideas, a held pair and one on
hold, a pin kept and one left out, all three kinds of answer, an overtaking, prices. Each case alters one thing that
plan.json says, seals it again, and runs `verify`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_end_to_end import LIBRARY, TOML, mentor, person, run, write

from mentormatch import records
from mentormatch.commands.exits import Exit
from mentormatch.commands.group import run as in_process

Plain = dict[str, Any]
Path_ = tuple[str | int, ...]

AT_TEN = {"availability": "Tue 09:45-11:15", "requires": "person: M03"}
"""Two with this one hour share a mentor who has two places: one waits, and it is no shortage."""
NOT_THEM = {"not_with": "P01; P02; P03; P09"}
MEETING = {"since": "2026-12-01", "state": "agreed", "place": "V01", "meeting": "Wed 10:00-11:00"}
PINNED = {"since": "2027-01-01", "state": "idea", "pinned": "yes"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programme, and its plan in out/, made by the installed command."""
    here = tmp_path_factory.mktemp("forged") / "girvan"
    here.mkdir()
    (here / "programme.toml").write_text(TOML.format(name="Girvan"), encoding="utf-8")
    write(
        here / "people.csv",
        [
            person("P01"),
            person("P02", waiting_since="2026-09-07"),
            person("P03", needs_approval="yes", waiting_since="2026-11-02"),
            person("P04", requires="gender: woman"),
            person("P05", **AT_TEN),
            person("P06", **AT_TEN),
            person("P07"),
            person("P08", status="paused"),
            person("P09", waiting_since="2026-11-30"),
            person("P10", requires="person: M06"),
            person("P11", requires="person: M06"),
        ],
    )
    write(
        here / "mentors.csv",
        [
            mentor("M01", gender="man"),
            mentor("M02", gender="man", max_people="2", clearance_until="2027-03-31"),
            mentor("M03", gender="man", max_people="2", **NOT_THEM),
            mentor("M04", gender="man"),
            mentor("M05", gender="man"),
            mentor("M06", gender="man", **NOT_THEM),
        ],
    )
    write(here / "venues.csv", [LIBRARY, {**LIBRARY, "id": "V02", "name": "Birch Hall", "postcode": "KA8 8ED"}])
    held = [{"mentee": "P07", "mentor": "M04", **MEETING}, {"mentee": "P08", "mentor": "M05", **MEETING}]
    write(here / "pairs.csv", [*held, *({"mentee": who, "mentor": "M01", **PINNED} for who in ("P01", "P02"))])
    done = run("match", here, "--out", here / "out")
    assert done.returncode == Exit.LEFT_OUT, done.stdout + done.stderr  # one of the two pins
    return here


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plain:
    """What plan.json holds."""
    loaded: Plain = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))
    return loaded


def test_the_plan_says_all_that_a_plan_can_say(plan: Plain) -> None:
    assert {answer["kind"] for answer in plan["unmatched"]} == {"none-acceptable", "shortage", "traded"}
    assert all(plan[name] for name in ("pairs", "on_hold", "overtaken", "pins_left_out"))
    assert {tier["proof"] for tier in plan["tiers"]} >= {"counted", "prices", "claimed"}
    assert {pair["state"] for pair in plan["pairs"]} == {"idea", "agreed"}
    assert any(pair["pinned"] for pair in plan["pairs"]) and any(pair["renew_by"] for pair in plan["pairs"])


# ------------------------------------------------------------------------------------------------------ altering


def found(record: Any, path: Path_) -> tuple[Any, str | int]:
    """What holds the last step of a path, and that step. In a list a text means the row that is about it."""
    here = record
    for at, step in enumerate(path):
        key = _row(here, step) if isinstance(here, list) and isinstance(step, str) else step
        if at == len(path) - 1:
            return here, key
        here = here[key]
    raise ValueError("a path has a step at least")


def _row(rows: list[Plain], about: str) -> int:
    names = ("mentee", "name", "tier", "waiting")
    return next(at for at, row in enumerate(rows) if about in [row.get(name) for name in names])


def put(*path: str | int, to: Any) -> Callable[[Plain], None]:
    """Puts another value there; a function is given the old one."""

    def alter(record: Plain) -> None:
        holder, key = found(record, path)
        old = holder.get(key) if isinstance(holder, dict) else holder[key]
        value = to(old) if callable(to) else to
        assert old != value, f"{path} is {value} already"
        holder[key] = value

    return alter


def drop(*path: str | int) -> Callable[[Plain], None]:
    """Takes it out."""

    def alter(record: Plain) -> None:
        holder, key = found(record, path)
        del holder[key]

    return alter


def add(*path: str | int, row: Any = None) -> Callable[[Plain], None]:
    """Puts one more row into a list; without one, the first row once more."""

    def alter(record: Plain) -> None:
        holder, key = found(record, path)
        holder[key].append(copy.deepcopy(holder[key][0]) if row is None else row)

    return alter


def one_more(value: int) -> int:
    return value + 1


def one_less(value: int) -> int:
    return value - 1


def turned(mark: bool) -> bool:
    return not mark


def swap_mentors(record: Plain) -> None:
    """Two pairs change mentors, and everything else stays."""
    (one, key), (other, _) = found(record, ("pairs", "P01", "mentor")), found(record, ("pairs", "P05", "mentor"))
    one[key], other[key] = other[key], one[key]


def turn_round(name: str) -> Callable[[Plain], None]:
    def alter(record: Plain) -> None:
        assert len(record[name]) > 1
        record[name].reverse()

    return alter


def prove_too_much(record: Plain) -> None:
    """A better bound for reach, with the proof left out that would not bear it."""
    tier = record["tiers"][_row(record["tiers"], "reach")]
    tier.update(bound=tier["value"] - 1, proof=None, proven=False)


PAIR, HELD, PINS = ("pairs", "P01"), ("pairs", "P07"), ("pairs", "P02")
NONE, SHORT, TRADED = ("unmatched", "P04"), ("unmatched", "P03"), ("unmatched", "P06")
REACH, QUALITY = ("tiers", "reach"), ("tiers", "quality")
PRICES = ("evidence", "price_lists")
IDEA_OF_ANOTHER = {"mentee": "P11", "mentor": "M06", "state": "idea"}


def pair_like_the_first(**changes: Any) -> Callable[[Plain], None]:
    def alter(record: Plain) -> None:
        record["pairs"].append({**copy.deepcopy(record["pairs"][0]), **changes})

    return alter


REFUSED: dict[str, tuple[Callable[[Plain], None], str]] = {
    # who
    "another mentee": (put(*PAIR, "mentee", to="P11"), "P11 with M02: one is not what the other requires"),
    "another mentor": (put(*PAIR, "mentor", to="M03"), "P01 with M03: one is not what the other requires"),
    "two pairs change mentors": (swap_mentors, "[requires]"),
    "a pair of people who are in no list": (put(*PAIR, "mentee", to="P99"), '"P99" is no mentee'),
    "a pair dropped": (drop(*PAIR), "P01 waits and has no answer"),
    "a held pair dropped": (drop(*HELD), "was made by people and is missing"),
    "a pinned pair dropped": (drop(*PINS), "are to be kept together and are not"),
    "a pair twice": (add("pairs"), "is listed twice"),
    "a pair added": (pair_like_the_first(**IDEA_OF_ANOTHER), "[caseload]"),
    "an idea called agreed": (put(*PAIR, "state", to="agreed"), "no record says so"),
    "an agreed pair called an idea": (put(*HELD, "state", to="idea"), "the record says agreed"),
    "an agreed pair called a trial": (put(*HELD, "state", to="trying it out"), "the record says agreed"),
    # where and when
    "another place": (put(*PAIR, "place", to="V02"), "V02"),
    "a place that nobody knows": (put(*PAIR, "place", to="V99"), '"V99" is no place'),
    "by phone": (put(*PAIR, "place", to="phone"), "phone is no place that both can reach"),
    "another day": (put(*PAIR, "meeting", "weekday", to="WE"), "reckoned anew"),
    "a Saturday": (put(*PAIR, "meeting", "weekday", to="SA"), "[common-hour]"),
    "another start": (put(*PAIR, "meeting", "start", to="14:30"), "reckoned anew"),
    "a start in the night": (put(*PAIR, "meeting", "start", to="03:00"), "[common-hour]"),
    "a longer meeting": (put(*PAIR, "meeting", "minutes", to=90), "[common-hour]"),
    "every second week": (put(*PAIR, "meeting", "rhythm", to="fortnightly"), "[common-hour]"),
    "an idea without a meeting": (
        lambda record: [put(*PAIR, name, to=None)(record) for name in ("place", "meeting", "ways", "dates")] and None,
        "the idea has no meeting",
    ),
    "a shorter way": (put(*PAIR, "ways", "mentee", "minutes", to=1), "1 minutes"),
    "a dearer way": (put(*PAIR, "ways", "mentor", "pence", to=250), "250 pence"),
    "another mode": (put(*PAIR, "ways", "mentee", "mode", to="car"), "given as car"),
    "a surer way": (put(*PAIR, "ways", "mentee", "known_from", to="table"), "from table"),
    "a way marked for nothing": (put(*PAIR, "ways", "mentee", "check", to=True), 'marked "check" for nothing'),
    "a way left out": (put(*PAIR, "ways", "mentee", to=None), "the way of P01 is missing"),
    "more dates planned": (put(*PAIR, "dates", "planned", to=one_more), "counted anew"),
    "more dates held": (put(*PAIR, "dates", "held", to=one_more), "counted anew"),
    # how well
    "another quality": (put(*PAIR, "quality", to=one_more), "reckoned anew"),
    "a part's points": (put(*PAIR, "parts", "life", "points", to=one_more), "life"),
    "a part's most": (put(*PAIR, "parts", "life", "of", to=one_more), "life"),
    **{
        f"another sentence about {part}": (
            put(*PAIR, "parts", part, "says", to="made for each other"),
            f"P01 with M02: {part} says what is not so",
        )
        for part in ("travel", "life", "interests", "lived", "stage", "wishes", "choice")
    },
    "a part dropped": (drop(*PAIR, "parts", "lived"), "lived is missing"),
    "a part invented": (
        lambda record: found(record, (*PAIR, "parts"))[0]["parts"].update(
            charm={"points": 0, "of": 0, "says": "charming"}
        ),
        '"charm" is no part',
    ),
    # marks
    "an approval not needed": (put(*PAIR, "needs_approval", to=True), "is marked as needing an approval"),
    "a pin not marked": (put(*PINS, "pinned", to=False), "are not marked as kept together"),
    "a pin invented": (put(*PAIR, "pinned", to=True), "[pin]"),
    "a held pair called a pin": (put(*HELD, "pinned", to=True), "[pin]"),
    "a move invented": (put(*HELD, "moved", to=True), "is marked as moved and is not"),
    "a renewal later": (put(*PAIR, "renew_by", to="2027-04-30"), "to be renewed by"),
    "a renewal dropped": (put(*PAIR, "renew_by", to=None), "to be renewed by"),
    # runners-up
    "a runner-up dropped": (drop(*PAIR, "runners_up", 0), "worked out anew: M01"),
    "another runner-up": (put(*PAIR, "runners_up", 0, "mentor", to="M03"), "worked out anew: M01"),
    "a runner-up's quality": (put(*PAIR, "runners_up", 0, "quality", to=one_more), "is given"),
    "a runner-up's place": (put(*PAIR, "runners_up", 0, "place", to="V02"), "at V02"),
    "a runner-up's approval": (put(*PAIR, "runners_up", 0, "needs_approval", to=True), "needing an approval"),
    # on hold, left out, overtaken
    "a pair on hold dropped": (drop("on_hold", 0), "is on hold and not listed so"),
    "a pair on hold in another state": (put("on_hold", 0, "state", to="trying it out"), "is on hold and not listed so"),
    "a pair on hold invented": (add("on_hold", row={"mentee": "P01", "mentor": "M05", "state": "agreed"}), "no place"),
    "a pin left out and not named": (drop("pins_left_out", 0), "are to be kept together and are not"),
    "a pin left out twice": (add("pins_left_out"), "left out twice"),
    "a pin left out that nobody made": (add("pins_left_out", row={"mentee": "P03", "mentor": "M02"}), "nobody pinned"),
    "an overtaking dropped": (drop("overtaken", 0), "and not listed"),
    "an overtaking by somebody else": (put("overtaken", 0, "placed", to="P01"), "is not overtaken by P01"),
    "an overtaking with somebody else": (put("overtaken", 0, "mentor", to="M01"), "is not overtaken"),
    "an overtaking twice": (add("overtaken"), "twice"),
    "an overtaking's approval": (put("overtaken", 0, "needs_approval", to=turned), "as needing an approval"),
    "an overtaking twice with another mark": (
        lambda record: record["overtaken"].append({**record["overtaken"][0], "needs_approval": False}),
        "twice",
    ),
    # answers
    "an answer dropped": (drop(*SHORT), "P03 waits and has no answer"),
    "an answer twice": (add("unmatched"), "has two answers"),
    "an answer of somebody who does not wait": (put(*NONE, "mentee", to="P01"), "does not wait and has an answer"),
    "nobody fits where somebody does": (
        put(*SHORT, "kind", to="none-acceptable"),
        "to have no possible mentor",
    ),
    "too few places where nobody fits": (put(*NONE, "kind", to="shortage"), "has no possible mentor"),
    "a trade where places are short": (put(*SHORT, "kind", to="traded"), "has no place in the answer traded"),
    "more mentors refused": (put(*NONE, "reasons", 0, "figures", "mentors", to=one_more), "counted anew 6"),
    "refused for another rule": (put(*NONE, "reasons", 0, "rule", to="stage"), "under stage"),
    "refused for no known rule": (put(*NONE, "reasons", 0, "rule", to="luck"), "is no rule"),
    "a reason in other words": (put(*NONE, "reasons", 0, "says", to="6 mentors did not want them"), "what is not so"),
    "a reason with a figure more": (put(*NONE, "reasons", 0, "figures", "women", to=0), '"women" is no figure'),
    "a shortage in other words": (put(*SHORT, "reasons", 0, "says", to="there is nobody"), "(places) says what is not"),
    "a reason for a trade": (
        put(*TRADED, "reasons", to=[{"rule": "places", "says": "P06 asked for it", "figures": {}}]),
        "reasons has no place in the answer traded",
    ),
    "a reason dropped": (drop(*NONE, "reasons", 0), "counted anew 6"),
    "a shortage without one of its people": (drop(*SHORT, "people", 0), "are enough for"),
    "a shortage of somebody who is not short": (put(*SHORT, "people", 0, to="P07"), "neither waits nor has only ideas"),
    "a shortage without one of its mentors": (drop(*SHORT, "mentors", 0), "is left out"),
    "a shortage of fewer places": (put(*SHORT, "places", to=one_less), "counted anew 3"),
    "a shortage whose reason says otherwise": (put(*SHORT, "reasons", 0, "figures", "places", to=one_less), "(places)"),
    "a shortage for another reason": (put(*SHORT, "reasons", 0, "rule", to="hours"), "is hours"),
    "a shortage of hours": (put(*SHORT, "minutes_needed", to=600), "do not fall short"),
    "a swap with somebody else's mentor": (put(*SHORT, "swap", "mentor", to="M06"), "The swap for P03"),
    "a swap against somebody else": (put(*SHORT, "swap", "instead_of", to="P10"), "The swap for P03"),
    "a swap's approval": (put(*SHORT, "swap", "needs_approval", to=False), "The swap for P03: M01 is not marked as"),
    "a trade at a tier that is none": (put(*TRADED, "tier", to="luck"), "is no tier"),
    "a trade at another tier": (put(*TRADED, "tier", to="reach"), "reach is said to be"),
    "a trade with another value here": (put(*TRADED, "here", to=one_more), "is said to be"),
    "a trade at a higher price": (put(*TRADED, "there", to=one_more), "P06"),
    "a trade at any price": (put(*TRADED, "there", to=None), "P06"),
    "a trade whose plan has another mark": (
        put("evidence", "witnesses", "P06", "come", 0, "needs_approval", to=turned),
        "marked as needing an approval",
    ),
    "a trade that rests on nothing": (put("evidence", "witnesses", to={}), "P06"),
    "a trade that would be no worse": (
        lambda record: put(*TRADED, "there", to=found(record, (*TRADED, "here"))[0]["here"])(record),
        "would not be worse",
    ),
    # tiers
    "a tier dropped": (drop("tiers", "load"), "the tiers are"),
    "a tier twice": (add("tiers"), "two tiers"),
    "tiers in another order": (turn_round("tiers"), "the tiers are"),
    "a tier turned round": (put(*REACH, "sense", to="min"), "is a max tier"),
    "a tier of another part": (put(*REACH, "part", to="sessions"), "is no part of the plan"),
    "a higher value": (put(*REACH, "value", to=one_more), "reckoned anew"),
    "a higher quality": (put(*QUALITY, "value", to=one_more), "reckoned anew"),
    "a lower load": (put("tiers", "load", "value", to=one_less), "reckoned anew"),
    "a looser bound called proven": (put(*REACH, "bound", to=one_more), "is called proven"),
    "a bound that is passed": (prove_too_much, "beyond its bound"),
    "a proof without a bound": (put(*REACH, "bound", to=None), "has no bound"),
    "a proof by counting that is none": (put(*REACH, "proof", to="counted"), "by counting"),
    "something spent that was not": (put(*REACH, "spent", to=1), "was spent"),
    "a tier called open beside its proof": (put(*REACH, "proven", to=False), "does not go with the proof"),
    "a tier called proven without a proof": (put(*REACH, "proof", to=None), "does not go with the proof"),
    # prices
    "prices dropped": (drop(*PRICES, "reach"), "proven by prices, and there are none"),
    "a price list twice": (add(*PRICES), "two price lists"),
    "no price left": (put(*PRICES, "priority", "prices", to=[]), "The prices of priority"),
    "prices of another scale": (put(*PRICES, "quality", "scale", to=1000), "The prices of quality"),
    "a scale of nothing": (put(*PRICES, "quality", "scale", to=0), "its scale is 0"),
    "a price below nothing": (
        put(*PRICES, "reach", "prices", to=lambda rows: [*rows, ["caseload", ["M01"], [], -5]]),
        "is below 0",
    ),
    "the price of a row that is none": (
        put(*PRICES, "reach", "prices", to=lambda rows: [*rows, ["luck", ["M01"], [], 5]]),
        "is no row",
    ),
    "a dearer row": (
        put(*PRICES, "reach", "prices", to=lambda rows: [*rows, ["caseload", ["M01"], [], 5]]),
        "The prices of reach add up to",
    ),
    "prices of a later tier": (
        put(*PRICES, "reach", "prices", to=lambda rows: [*rows, ["tier", ["load"], [], 1]]),
        "does not come before",
    ),
    "prices for a tier that is none": (put(*PRICES, "reach", "tier", to="luck"), "is no tier of the plan"),
    # what nobody reckons anew
    "a note about a pair": (put(*PAIR, "notes", to=["They know each other."]), "has a note that nobody can check"),
    "a note about the plan": (put("notes", to=["All have agreed."]), "has a note that nobody can check"),
    # what it was made from
    "made from something else": (put("made_from", to="0" * 32), "was made from another programme"),
    "of another programme": (put("programme", to="Irvine"), "not of Girvan"),
    "of another day": (put("as_of", to="2027-01-05"), "not of Girvan on 2027-01-04"),
    "of something else than matching": (put("scope", to="sessions"), "nothing that is planned"),
}

UNREADABLE: dict[str, tuple[Callable[[Plain], None], str]] = {
    "a later format": (put("format", to=2), '"format"'),
    "another kind of file": (put("kind", to="a shopping list"), '"kind"'),
    "no list of pairs": (drop("pairs"), '"pairs"'),
    "a pair without a mentor": (drop(*PAIR, "mentor"), "mentor"),
    "a quality in words": (put(*PAIR, "quality", to="high"), "is not a whole number"),
    "half a point": (put(*PAIR, "quality", to=685.5), "is not a whole number"),
    "a state that is none": (put(*PAIR, "state", to="married"), "is none of"),
    "a day that is none": (put(*PAIR, "meeting", "weekday", to="XX"), "is none of"),
    "an hour that is none": (put(*PAIR, "meeting", "start", to="25:00"), "is not a time of day"),
    "a fifth week of the month": (put(*PAIR, "meeting", "first", to=5), "first"),
    "a meeting nowhere": (put(*PAIR, "place", to=None), "is missing beside a meeting"),
    "an answer of no known kind": (put(*NONE, "kind", to="bad luck"), "is none of"),
    "a proof of no known kind": (put(*REACH, "proof", to="by heart"), "is none of"),
    "a price that is no row": (put(*PRICES, "reach", "prices", 0, to=["caseload", ["M01"], 3]), "is not [rule"),
    "a date in words": (put("as_of", to="tomorrow"), "is not a date"),
}
EITHER = {"a tier called open beside its proof", "a tier called proven without a proof"}
"""Altered in meaning, and the form itself shows it."""


# ---------------------------------------------------------------------------------------------------- the verdict


@pytest.fixture
def verify(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[Plain], Any]]:
    """Runs `verify` in this process on a record: (exit code, what was said in one line)."""

    def checked(record: Plain) -> tuple[int, str]:
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        code = in_process(["verify", str(folder), str(path), "--quiet"])
        told = capsys.readouterr()
        return code, " ".join((told.out + told.err).split())

    yield checked


def altered(plan: Plain, alter: Callable[[Plain], None]) -> Plain:
    record = copy.deepcopy(plan)
    alter(record)
    assert record != plan, "nothing was altered"
    return records.sealed(record)


def test_the_plan_as_it_was_made_holds(verify: Callable[[Plain], Any], plan: Plain) -> None:
    code, told = verify(plan)
    assert code == Exit.DONE, told
    assert "the plan holds" in told


def test_the_plan_sealed_again_holds(verify: Callable[[Plain], Any], plan: Plain) -> None:
    assert records.sealed(plan) == plan
    assert verify(records.sealed(plan))[0] == Exit.DONE


@pytest.mark.parametrize("what", REFUSED)
def test_one_thing_altered_is_refused_with_the_reason(verify: Callable[[Plain], Any], plan: Plain, what: str) -> None:
    alter, reason = REFUSED[what]
    code, told = verify(altered(plan, alter))
    assert code == (Exit.INPUT if what in EITHER else Exit.REFUSED), told
    assert reason in told
    assert "the plan holds" not in told


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_form_that_cannot_be_read_is_said_to_be_so(verify: Callable[[Plain], Any], plan: Plain, what: str) -> None:
    alter, reason = UNREADABLE[what]
    code, told = verify(altered(plan, alter))
    assert code == Exit.INPUT, told
    assert reason in told
    assert "fault in mentormatch" not in told


@pytest.mark.parametrize("says", [True, None, False])
def test_what_a_plan_says_of_its_own_verdict_is_not_believed(
    verify: Callable[[Plain], Any], plan: Plain, says: bool | None
) -> None:
    forged = copy.deepcopy(plan)
    put(*PAIR, "quality", to=one_more)(forged)
    forged["verified"] = says
    assert verify(records.sealed(forged))[0] == Exit.REFUSED


# ----------------------------------------------------------------------------------------- by the command itself


@pytest.fixture
def by_the_command(folder: Path, tmp_path: Path) -> Callable[[Plain], Any]:
    def checked(record: Plain) -> tuple[int, str]:
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        done = run("verify", folder, path)
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    return checked


def test_the_installed_command_lets_the_plan_pass(by_the_command: Callable[[Plain], Any], plan: Plain) -> None:
    code, told = by_the_command(plan)
    assert code == 0, told


@pytest.mark.parametrize("what", ["another mentor", "a higher value"])
def test_the_installed_command_refuses_a_forged_plan(
    by_the_command: Callable[[Plain], Any], plan: Plain, what: str
) -> None:
    alter, reason = REFUSED[what]
    code, told = by_the_command(altered(plan, alter))
    assert code == 4, told
    assert reason in told
    assert "Traceback" not in told


def test_the_installed_command_refuses_a_plan_whose_seal_is_broken(
    by_the_command: Callable[[Plain], Any], plan: Plain
) -> None:
    broken = copy.deepcopy(plan)
    put(*PAIR, "parts", "life", "says", to="a perfect match")(broken)
    code, told = by_the_command(broken)
    assert code == 4, told
    assert "its seal does not fit" in told
