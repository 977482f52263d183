"""The people of scenarios/ayrshire who are designed by hand: a case each, listed in its README.

Each starts from a drawn person, without what was drawn by way of needs, and says only what the case is about.
"""

from __future__ import annotations

from scenarios.generator.draws import Draws
from scenarios.generator.people import Shape, mentor, person
from scenarios.generator.places import EAST, LOCALITIES, NORTH, SOUTH
from scenarios.generator.tables import Row

SEED = 7
SHAPE = Shape(
    windows={1: 13, 2: 34, 3: 37, 4: 16},
    mentor_windows={2: 22, 3: 44, 4: 34},
    minutes={0: 36, 30: 12, 45: 26, 60: 26},
    caseload={1: 16, 2: 42, 3: 30, 4: 12},
    tight=200,
    particular=170,
)

_CLEAN_PERSON = {
    "wants": "", "rhythm": "weekly", "meeting_minutes": "", "requires": "", "prefers": "", "wished_times": "",
    "needs_approval": "", "away": "", "pace": "", "step_free": "", "not_where_alcohol": "", "meets": "",
    "priority": "", "priority_set_by": "", "priority_until": "", "max_fare": "", "travels_by": "foot; bus",
    "max_minutes": "45", "languages": "English", "stage": "1", "gender": "man",
}  # fmt: skip
_CLEAN_MENTOR = {
    "people_elsewhere": "", "new_people": "", "max_people": "2", "hours_a_week": "6", "travels_by": "foot; bus",
    "max_minutes": "45", "prefers": "", "not_where_alcohol": "", "meets": "", "stage": "4", "languages": "English",
    "clearance_until": "2028-09-30", "training": "core; listening", "trained_until": "2028-06-30", "gender": "man",
}  # fmt: skip


def _area_of(home: str) -> str:
    return next((place.area for place in LOCALITIES if home in (place.home, place.town)), "")


def _person(id: str, home: str, free: str, **said: str) -> Row:
    drawn = person(int(id[1:]) - 1, SEED, SHAPE)
    row = {**drawn, **_CLEAN_PERSON, "id": id, "home": home, "area": _area_of(home), "availability": free, **said}
    if not row["stage"]:
        row["stage_agreed_on"] = ""
    return row


def _mentor(id: str, home: str, free: str, **said: str) -> Row:
    drawn = mentor(int(id[1:]) - 1, SEED, SHAPE)
    return {**drawn, **_CLEAN_MENTOR, "id": id, "home": home, "area": _area_of(home), "availability": free, **said}


def special_mentors() -> list[Row]:
    """M32 to M45."""
    foot = {"travels_by": "foot", "max_minutes": "20"}
    return [
        _mentor("M32", "Girvan", "Mon 11:00-14:00; Wed 11:00-14:00", **foot),
        _mentor("M33", "Girvan", "Mon 11:00-14:00; Wed 11:00-14:00", max_people="1", gender="woman", **foot),
        _mentor("M34", "Ballantrae", "Mon 10:00-16:00; Wed 10:00-16:00", stage="", **foot),
        _mentor("M35", "Barrhill", "Tue 10:00-16:00; Thu 10:00-16:00", clearance_until="2027-02-05", **foot),
        _mentor("M36", "Millport", "Mon 10:00-15:00; Wed 10:00-15:00", status="paused", ring_again_on="2027-03-01",
                **foot),
        _mentor("M37", "KA22 8", "Tue 15:00-23:00", max_minutes="180", hours_a_week="12",
                meets="in person"),
        _mentor("M38", "Bellsbank", "Tue 16:30-20:30; Thu 16:30-20:30", gender="woman", **foot),
        _mentor("M39", "Cumnock", "Mon 12:00-17:30; Fri 12:00-17:30", travels_by="foot; car", max_minutes="45"),
        _mentor("M40", "New Cumnock", "Fri 10:00-13:30", max_people="3", hours_a_week="2", **foot),
        _mentor("M41", "KA1 1", "Mon-Thu 10:00-16:00", lived="gambling; debt", lived_use="yes", max_people="3"),
        _mentor("M42", "KA3 1", "Tue-Fri 11:00-17:00", lived="gambling; recovery", lived_use="yes", gender="woman"),
        _mentor("M43", "KA12 8", "Mon 10:00-16:00; Thu 10:00-16:00", languages="English; BSL", training="listening"),
        _mentor("M44", "KA1 2", "Mon 10:00-16:00; Wed 10:00-16:00", languages="English; Arabic", max_people="2",
                people_elsewhere="2", faith="Muslim"),
        _mentor("M45", "KA8 0", "Tue 10:00-16:00; Fri 10:00-16:00", training="core; young people", max_people="3"),
    ]  # fmt: skip


NOBODY_FITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "P097": ("travel", ("M39", "M18")),
    "P098": ("requires", ("M01", "M14", "M27")),
    "P099": ("state", ("M41", "M42")),
    "P100": ("common-hour", ("M37",)),
    "P101": ("keep-apart", ("M38",)),
    "P102": ("home-by", ("M10", "M26")),
    "P103": ("common-hour", ("M20", "M07")),
    "P104": ("stage", ("M34",)),
    "P105": ("paused", ("M36",)),
    "P106": ("clearance", ("M35",)),
    "P107": ("training", ("M43",)),
    "P108": ("not-at", ("M32", "M33")),
    "P109": ("first-meetings", ("M39",)),
    "P110": ("approval", ("M11", "M24")),
    "P111": ("dates", ("M03", "M14")),
    "P112": ("travel", ("M18", "M09")),
    "P113": ("places", ("M44",)),
    "P114": ("state", ("M45",)),
    "P115": ("common-hour", ("M05", "M26")),
}
"""For whom nobody can be found: the rule that decides, and mentors who would do but for it. In words: README.md."""

GIRVAN = ("P116", "P117", "P118", "P119", "P120")
NEW_CUMNOCK = ("P121", "P122", "P123")


def special_people() -> list[Row]:
    """P097 to P147."""
    return [*_nobody_fits(), *_too_few_places(), *_their_own_way(), *_held()]


def _nobody_fits() -> list[Row]:
    walk = {"travels_by": "foot", "max_minutes": "20"}
    return [
        _person("P097", "Muirkirk", "Mon-Fri 11:00-16:00", travels_by="foot", pace="wheelchair", step_free="yes",
                max_minutes="25"),
        _person("P098", "KA12 0", "Mon-Fri 10:00-16:00", languages="Tigrinya", requires="language: Tigrinya",
                interpreter_ok="no"),
        _person("P099", "KA1 3", "Tue 11:00-16:00; Thu 11:00-16:00", requires="lived: gambling", stage="2"),
        _person("P100", "Brodick", "Tue 18:30-21:00", max_minutes="40"),
        _person("P101", "Dalmellington", "Thu 17:30-20:30", gender="woman", **walk),
        _person("P102", "KA1 4", "Mon-Fri 16:00-20:30", home_by="17:00", out_from="07:00"),
        _person("P103", "KA8 0", "Sun 10:00-16:00"),
        _person("P104", "Ballantrae", "Mon 10:30-15:30; Wed 10:30-15:30", **walk),
        _person("P105", "Millport", "Mon 10:00-15:00; Wed 10:00-15:00", gender="woman", **walk),
        _person("P106", "Barrhill", "Tue 10:00-16:00", **walk),
        _person("P107", "KA12 8", "Mon 10:00-16:00; Thu 10:00-16:00", languages="BSL", requires="language: BSL"),
        _person("P108", "Girvan", "Mon 11:00-14:00; Wed 11:00-14:00", not_at="V06", **walk),
        _person("P109", "Muirkirk", "Fri 13:00-17:00", **walk),
        _person("P110", "KA13 6", "Mon-Thu 10:00-16:00", needs_approval="yes"),
        _person("P111", "KA11 1", "Mon-Fri 10:00-15:00", away="2027-01-11..2027-04-25"),
        _person("P112", "Patna", "Mon-Fri 10:00-16:00", max_fare="1.50", bus_pass="none"),
        _person("P113", "KA1 1", "Mon 10:00-16:00; Wed 10:00-16:00", languages="Arabic", requires="language: Arabic",
                interpreter_ok="no", faith="Muslim"),
        _person("P114", "KA8 8", "Tue 10:00-16:00; Fri 10:00-16:00", requires="training: young people",
                life_stage="young adult"),
        _person("P115", "KA3 7", "A: Mon 10:00-14:00; A: Thu 10:00-14:00"),
    ]  # fmt: skip


def _too_few_places() -> list[Row]:
    """Five in Girvan share three places; three in New Cumnock share two hours a week."""
    walk = {"travels_by": "foot", "max_minutes": "20"}
    girvan = [
        _person(id, "Girvan", free, gender=gender, **walk)
        for id, free, gender in zip(
            GIRVAN,
            (
                "Mon 11:00-14:00",
                "Mon 11:00-13:30; Wed 11:00-14:00",
                "Wed 11:00-14:00",
                "Mon 11:30-14:00",
                "Wed 11:00-13:30",
            ),
            ("man", "woman", "man", "man", "woman"),
            strict=True,
        )
    ]
    new_cumnock = [_person(id, "New Cumnock", "Fri 10:00-12:30", **walk) for id in NEW_CUMNOCK]
    return [*girvan, *new_cumnock]


def _their_own_way() -> list[Row]:
    """People with needs of many kinds, for whom somebody can be found."""
    return [
        _person("P124", "KA7 2", "Mon 17:00-20:30", gender="woman", travels_by="foot"),
        _person("P125", "KA3 1", "A: Wed 12:30-16:30; B: Fri 12:30-16:00; A: Fri 12:30-16:00", rhythm="fortnightly"),
        _person("P126", "KA12 0", "Tue 10:00-14:00; Thu 10:00-14:00", languages="Ukrainian",
                requires="language: Ukrainian", interpreter_ok="yes", gender="woman"),
        _person("P127", "KA8 9", "Mon 10:00-14:00; Thu 11:00-15:00", gender="woman", requires="gender: woman"),
        _person("P128", "KA13 7", "Mon 10:00-15:00; Wed 10:00-15:00; Thu 09:30-13:00", pace="wheelchair",
                step_free="yes",
                bus_pass="own+companion"),
        _person("P129", "V21", "Mon 10:00-14:00; Wed 12:30-17:00; Thu 12:30-17:00", area=EAST, travels_by="foot"),
        _person("P130", "V21", "Mon 10:00-13:00; Fri 12:00-16:00", area=EAST, travels_by="foot", priority="urgent",
                priority_set_by="S05", priority_until="2027-03-31"),
        _person("P131", "", "Mon-Thu 10:00-14:00", starts_from="V03", area=SOUTH, gender="woman", bus_pass="none"),
        _person("P132", "", "Tue 10:00-15:00; Wed 10:00-15:00", starts_from="KA21 5", area=NORTH),
        _person("P133", "", "Mon-Fri 10:00-16:00", starts_from="KA1 1", area=EAST, available_from="2027-02-22",
                needs_approval="yes", home_by="19:00", out_from="07:00"),
        _person("P134", "", "Mon-Fri 10:00-16:00", starts_from="KA12 0", area=NORTH, available_from="2027-03-15",
                gender="woman", home_by="19:00", out_from="07:00"),
        _person("P135", "Darvel", "Tue 17:00-20:30; Thu 13:00-16:30", meets="in person; phone; video"),
        _person("P136", "Lamlash", "Tue 10:00-15:00; Wed 10:00-15:00", gender="woman"),
        _person("P137", "KA21 6", "Tue 10:30-15:00; Wed 17:00-20:30", home_by="20:00", out_from="08:00",
                rhythm="monthly"),
        _person("P138", "KA9 1", "Tue 09:30-12:30; Wed 13:00-16:30", stage="", gender="", not_where_alcohol="yes"),
    ]  # fmt: skip


HELD: tuple[tuple[str, str, str, str, str, str, str, str, Row], ...] = (
    # person, home, free, mentor, state, since, place, meeting, what else the row of pairs.csv says
    ("P139", "KA12 8", "Tue 09:30-13:00", "M01", "agreed", "2026-06-15", "V10", "Tue 11:00",
     {"planned_end": "2027-06-15"}),
    ("P140", "KA1 1", "Mon 09:30-13:00", "M05", "agreed", "2026-08-31", "V20", "Mon 10:30",
     {"review_on": "2027-02-26"}),
    ("P141", "KA7 1", "Mon 10:30-15:00", "M07", "agreed", "2026-04-20", "V03", "Mon 12:00",
     {"review_on": "2027-01-29"}),
    ("P142", "KA21 6", "Tue 10:30-14:30", "M11", "agreed", "2026-09-21", "V13", "Tue 12:00", {}),
    ("P143", "Cumnock", "Tue 09:30-13:00", "M18", "trying it out", "2026-11-16", "V22", "Tue 10:30", {}),
    ("P144", "KA3 7", "Mon 09:30-13:00", "M26", "trying it out", "2026-12-07", "V19", "Mon 10:30",
     {"rhythm": "fortnightly", "week": "A"}),
    ("P145", "KA30 8", "Tue 09:30-13:00", "M16", "agreed", "2026-07-06", "V14", "Tue 10:30", {}),
    ("P146", "KA9 1", "Wed 10:30-14:00", "M04", "first meeting set", "2027-01-06", "V04", "Wed 11:30", {}),
    ("P147", "KA11 1", "Tue 09:30-13:00", "M27", "first meeting set", "2027-01-07", "V11", "Tue 10:30", {}),
)  # fmt: skip
"""People who have a mentor, with their place and hour. P141's is not the nearest, so none that would be offered."""


def _held() -> list[Row]:
    return [
        _person(id, home, free, stage="2", travels_by="foot; bus", rhythm=more.get("rhythm", "weekly"))
        for id, home, free, _, _, _, _, _, more in HELD
    ]


def pairs() -> list[Row]:
    """Pairs in force, asked, declined, taken back, ended, and two to be kept together."""
    held = [
        {"mentee": id, "mentor": mentor_id, "state": state, "since": since, "by": "S01", "place": place,
         "meeting": meeting, "rhythm": "weekly", "minutes": "60", **more}
        for id, _, _, mentor_id, state, since, place, meeting, more in HELD
    ]  # fmt: skip
    return [
        *held,
        _pair("P088", "M10", "asked", "2027-01-08", "S05", lapses_on="2027-02-05"),
        _pair("P008", "M19", "asked", "2027-01-06", "S03", lapses_on="2027-01-27"),
        _pair("P026", "M03", "asked", "2026-11-23", "S04", lapses_on="2026-12-14"),
        _pair("P099", "M41", "declined", "2026-10-05", "M41"),
        _pair("P099", "M42", "declined", "2026-11-02", "P099"),
        _pair("P015", "M05", "declined", "2026-10-12", "P015"),
        _pair("P030", "M07", "declined", "2026-09-14", "M07"),
        _pair("P016", "M14", "declined", "2026-09-28", "P016", reopened_by="P016"),
        _pair("P040", "M17", "declined", "2026-12-01", "M17", reopened_by="P040"),
        _pair("P114", "M45", "ended", "2026-12-11", "S02", again_from="2027-05-03"),
        _pair("P022", "M20", "ended", "2026-06-18", "S01", again_from="2026-09-10"),
        _pair("P049", "M26", "ended", "2026-12-18", "S05"),
        _pair("P061", "M25", "idea", "2026-12-17", "S02", pinned="yes"),
        _pair("P075", "M18", "idea", "2026-12-16", "S07", pinned="yes"),
    ]


def _pair(mentee: str, mentor_id: str, state: str, since: str, by: str, **more: str) -> Row:
    return {"mentee": mentee, "mentor": mentor_id, "state": state, "since": since, "by": by, **more}


def keep_apart() -> list[Row]:
    """Sixteen rows: no reason is kept."""
    return [
        {"people": people, "until": until, "set_by": by, "review_on": review}
        for people, until, by, review in (
            ("M38; P101", "", "S07", "2027-04-12"),
            ("M12; P001", "", "S01", "2027-03-01"),
            ("M07; P009", "2027-12-31", "S01", "2027-06-01"),
            ("M01; P003", "", "S03", "2027-02-15"),
            ("M13; P049", "", "S05", "2027-03-15"),
            ("M10; P046", "2027-03-31", "S05", "2027-03-01"),
            ("M11; P034; P068", "", "S04", "2027-05-10"),
            ("P002; P036", "", "S05", "2027-02-22"),
            ("P005; P039", "2027-09-30", "S04", "2027-04-19"),
            ("P016; P037; P058", "", "S03", "2027-03-22"),
            ("P022; P043", "2026-11-30", "S01", "2026-11-01"),
            ("P030; P085", "", "S02", "2027-06-14"),
            ("P059; P075", "", "S07", "2027-02-08"),
            ("P129; P140", "", "S05", "2027-03-29"),
            ("M05; M13", "", "S05", "2027-04-26"),
            ("P091; M41", "2028-01-31", "S06", "2027-05-31"),
        )
    ]


def approvals() -> list[Row]:
    """Given, expired, refused; some who need one have no row yet."""
    return [
        {"mentee": mentee, "mentor": mentor_id, "by": "Officer Quartz", "on": on, "until": until, "decision": decision}
        for mentee, mentor_id, on, until, decision in (
            ("P110", "", "2026-12-02", "", "refused"),
            ("P017", "", "2026-11-18", "2027-11-18", "agreed"),
            ("P023", "M26", "2026-12-09", "2027-07-31", "agreed"),
            ("P027", "", "2026-03-02", "2026-12-31", "agreed"),
            ("P034", "M24", "2026-12-14", "", "refused"),
            ("P133", "M13", "2027-01-05", "2027-07-11", "agreed"),
        )
    ]


def commitments() -> list[Row]:
    """What some have anyway: work, classes, appointments; nobody's reasons."""
    return [
        {"person": person_id, "when": when, "at": at, "from": first, "until": last}
        for person_id, when, at, first, last in (
            ("P002", "Wed 11:00-12:00", "KA1 3", "", ""),
            ("P006", "Mon 10:00-11:00", "V05", "", ""),
            ("P013", "Tue 13:00-15:00", "V12", "2027-01-11", "2027-03-26"),
            ("P024", "Tue 13:00-14:00", "V10", "", ""),
            ("P048", "Fri 14:00-15:00", "KA9 1", "", "2027-04-02"),
            ("P071", "Fri 13:00-15:00", "", "", ""),
            ("M04", "Tue 10:30-12:00", "V05", "", ""),
            ("M08", "Tue 11:30-12:30", "V15", "", ""),
            ("M07", "Fri 10:00-11:30", "V01", "2027-02-01", ""),
            ("M25", "Thu 10:30-12:00", "KA9 1", "", ""),
            ("M29", "Mon 10:00-11:00", "V15", "", "2027-05-28"),
            ("M31", "Thu 11:00-12:30", "", "", ""),
        )
    ]


def group_wishes(id: str) -> Row:
    """Groups that somebody would like, and now and then one that they do not want to be asked about."""
    draws = Draws(SEED, "groups", id)
    number, liked = draws.weighted({0: 16, 1: 24, 2: 34, 3: 26}), []
    while len(liked) < number:
        group = draws.weighted(_LIKED)
        if group not in liked:
            liked.append(group)
    disliked = [group for group in draws.some(sorted(_LIKED), 1) if group not in liked and draws.chance(120)]
    return {"wishes": "; ".join(liked), "vetoes": "; ".join(disliked)}


def amended(rows: list[Row]) -> None:
    """What is changed by hand in drawn rows, so that each thing that people say occurs somewhere."""
    by_id = {row["id"]: row for row in rows}
    for id, said in _AMENDED.items():
        by_id[id].update(said)


def able_to_lead(rows: list[Row]) -> None:
    """Which groups mentors are able to lead, beside those they have now."""
    for row in rows:
        more = _LEADS.get(row["id"], "").split()
        row["leads"] = "; ".join(sorted({*filter(None, row.get("leads", "").split("; ")), *more}))


_LIKED = {"A01": 14, "A02": 10, "A03": 18, "A04": 16, "A05": 10, "A06": 6, "A07": 2, "A08": 8, "A09": 5, "A10": 5,
          "A11": 6}  # fmt: skip

_LEADS = {
    "M01": "A01 A05", "M02": "A03 A04 A09", "M03": "A03 A04 A12", "M04": "A01 A04", "M05": "A03", "M07": "A03 A10",
    "M08": "A02 A04", "M09": "A05 A09", "M10": "A03 A04 A05", "M11": "A03 A04", "M12": "A01 A03", "M13": "A02 A09 A10",
    "M14": "A03 A04", "M15": "A03 A04", "M16": "A01 A03 A04", "M17": "A01 A02 A06", "M18": "A03 A04 A07",
    "M19": "A02 A05 A10", "M20": "A03 A05", "M21": "A01 A04", "M22": "A02 A03", "M23": "A03 A05 A08",
    "M24": "A03 A04 A09 A10", "M25": "A01 A03 A08", "M26": "A05", "M27": "A03 A04 A10", "M28": "A05",
    "M29": "A04 A05 A06", "M30": "A05 A06", "M31": "A02 A03 A08", "M32": "A03 A04", "M33": "A04", "M37": "A06",
    "M39": "A03 A07", "M41": "A03 A04 A10", "M42": "A03 A05 A08 A09", "M44": "A03 A05", "M45": "A03 A08",
}  # fmt: skip


_AMENDED: dict[str, Row] = {
    "M21": {"home": "Lamlash", "area": NORTH, "availability": "Tue 10:00-16:00; Wed 10:00-16:00", "max_minutes": "45"},
    "M06": {"status": "paused", "ring_again_on": "2027-02-01"},
    "M01": {"leads": "A03", "max_people": "4", "new_people": "", "hours_a_week": "9"},
    "M03": {"max_people": "3", "new_people": "", "hours_a_week": "7"},
    "M05": {"leads": "A02; A05"},
    "M07": {"travels_by": "foot; bus", "max_minutes": "30", "hours_a_week": "5", "leads": "A04"},
    "M11": {"leads": "A05; A06", "people_elsewhere": "1"},
    "M09": {"max_minutes": "25", "about_me": "Ten years on. I fish, I listen, I do not preach."},
    "M10": {"max_people": "3", "new_people": "", "hours_a_week": "7.5"},
    "M13": {"max_people": "2", "new_people": "", "hours_a_week": "5"},
    "M14": {"clearance_until": "2027-04-02"},
    "M15": {"hours_a_week": "2"},
    "M16": {"max_minutes": "25"},
    "M17": {"hours_a_week": "", "max_people": "3"},
    "M20": {
        "max_people": "2",
        "hours_a_week": "4",
        "leads": "A01; A08",
        "about_me": "I was where you are. Coffee is on me.",
    },
    "M22": {"max_people": "3", "availability": "Wed 13:00-16:30"},
    "M28": {"stage": "", "languages": "English; Polish"},
    "M29": {"meets": "in person; phone"},
    "M31": {"max_people": "3", "new_people": "", "hours_a_week": "6"},
    "M24": {"max_people": "3", "new_people": "", "hours_a_week": "6"},
    "M25": {"max_people": "3", "new_people": "", "hours_a_week": "7"},
    "M30": {"availability": "Fri 17:00-20:30"},
    "M26": {"leads": "A02; A11", "max_people": "4", "new_people": "", "hours_a_week": "9"},
    "M23": {"meets": "in person; phone; video"},
    "P001": {"not_at": "V03", "home_by": "19:00", "out_from": "07:00"},
    "P004": {"wants": "0"},
    "P010": {"rhythm": "fortnightly"},
    "P014": {"bus_pass": "own", "travels_by": "bus; foot", "max_minutes": "30"},
    "P019": {"home_by": "18:00", "out_from": "08:00"},
    "P028": {"availability": ""},
    "P033": {"meets": "in person; phone"},
    "P045": {"needs_approval": "yes"},
    "P047": {"not_at": "V13", "home_by": "20:00", "out_from": "07:00"},
    "P055": {"comes_with": "child"},
    "P062": {"away": "2027-02-15..2027-02-19; 2027-04-05..2027-04-16"},
    "P066": {"travels_by": "foot; lift", "lift_from": "M17", "accepts_lifts": "yes"},
    "P074": {"availability": ""},
    "P080": {"not_with": "M02"},
    "P082": {"home": "", "starts_from": "KA8 8"},
    "P089": {"home": ""},
    "P091": {"not_at": "V20; V21"},
    "P093": {"prefers": "person: M13"},
}
