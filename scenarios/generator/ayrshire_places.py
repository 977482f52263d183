"""The places, activities and workers of scenarios/ayrshire: designed by hand, on real postcodes, names invented."""

from __future__ import annotations

from scenarios.generator.places import EAST, NORTH, SOUTH, postcode_near
from scenarios.generator.tables import Row

_AREAS = {"S": SOUTH, "N": NORTH, "E": EAST}
_LIBRARY = "Mon-Sat 09:00-17:00; Tue 17:00-20:00; Thu 17:00-20:00"
_DAYS = "Mon-Fri 09:00-17:00"
_CENTRE = "Mon-Fri 09:00-20:30; Sat 10:00-16:00"

# id, name, town, area, postcode or the n-th round the town's middle, open, staffed, and what else is so
_VENUES: tuple[tuple[str, str, str, str, str | int, str, str, str], ...] = (
    ("V01", "Alder Community Centre", "Ayr", "S", "KA8 9AS", _CENTRE, _CENTRE, "step_free council_run kitchen"),
    ("V02", "Birchbank Library", "Ayr", "S", "KA8 8EB", _LIBRARY, _LIBRARY, "step_free council_run"),
    ("V03", "Heron Recovery Café", "Ayr", "S", "KA7 1JB", "Mon-Sat 10:00-20:00", "Mon-Fri 10:00-20:00",
     "step_free our_name_there kitchen"),
    ("V04", "Rowan Church Hall", "Prestwick", "S", 3, "Mon-Fri 09:30-20:30", _DAYS, "step_free kitchen"),
    ("V05", "Lapwing Leisure Centre", "Troon", "S", 5, "Mon-Sun 08:00-21:00", _CENTRE,
     "step_free council_run sports open_on_bank_holidays alcohol"),
    ("V06", "Kestrel Community Centre", "Girvan", "S", 2, _CENTRE, _DAYS, "step_free council_run kitchen"),
    ("V07", "Hawthorn Town Hall", "Maybole", "S", 4, "Mon-Fri 09:00-21:00", _DAYS, "council_run kitchen"),
    ("V08", "Ballantrae Whin Hall", "Ballantrae", "S", 1, "Mon-Fri 10:00-18:00", "Mon, Wed, Fri 10:00-16:00",
     "step_free"),
    ("V09", "Barrhill Bracken Hall", "Barrhill", "S", 1, "Mon-Fri 10:00-18:00", "Tue, Thu 10:00-16:00", "step_free"),
    ("V10", "Sandpiper Community Centre", "Irvine", "N", 6, _CENTRE, _CENTRE, "step_free council_run kitchen"),
    ("V11", "Bramble Library", "Irvine", "N", "KA11 1ND", _LIBRARY, _LIBRARY, "step_free council_run"),
    ("V12", "Curlew College Campus", "Kilwinning", "N", "KA13 6DE", "Mon-Thu 08:30-20:00; Fri 08:30-16:00",
     "Mon-Thu 08:30-20:00; Fri 08:30-16:00", "step_free computers"),
    ("V13", "Thrift Recovery Café", "Saltcoats", "N", 4, "Tue-Sat 10:00-20:00", "Tue-Fri 10:00-19:00",
     "our_name_there kitchen step_free"),
    ("V14", "Fulmar Hall", "Largs", "N", 3, "Mon-Sat 09:30-21:00", "Mon-Thu 10:00-16:00", "step_free kitchen"),
    ("V15", "Hazel Community Centre", "Kilbirnie", "N", 2, _CENTRE, _DAYS, "step_free council_run kitchen"),
    ("V16", "Eider Village Hall", "Brodick", "N", "KA27 8DL", "Mon-Sat 09:00-21:00", "Mon-Fri 10:00-20:00",
     "step_free kitchen"),
    ("V17", "Tern Hall", "Millport", "N", "KA28 0AS", "Mon-Sat 10:00-18:00", "Mon, Wed, Fri 10:00-15:00",
     "step_free"),
    ("V18", "Dipper Community Centre", "Kilmarnock", "E", "KA3 7BJ", _CENTRE, _CENTRE,
     "step_free council_run kitchen sports"),
    ("V19", "Oak Library", "Kilmarnock", "E", "KA1 3BU", _LIBRARY, _LIBRARY, "step_free council_run"),
    ("V20", "Wren Recovery Café", "Kilmarnock", "E", "KA1 2DF", "Mon-Sat 10:00-20:00", "Mon-Fri 10:00-19:00",
     "our_name_there kitchen"),
    ("V21", "Elm House", "Kilmarnock", "E", "KA1 3AD", "Mon-Sun 00:00-24:00", "Mon-Sun 00:00-24:00",
     "hostel step_free open_on_bank_holidays"),
    ("V22", "Plover Town Hall", "Cumnock", "E", "KA18 1AY", "Mon-Sat 09:00-21:00", _DAYS,
     "step_free council_run kitchen"),
    ("V23", "Yarrow Community Centre", "Dalmellington", "E", 2, "Mon-Fri 09:00-20:30", "Mon-Thu 10:00-20:30",
     "step_free council_run kitchen garden"),
    ("V24", "Larch Hall", "Muirkirk", "E", 2, "Mon-Fri 10:00-18:00", "", ""),
    ("V25", "Siskin Church Hall", "Galston", "E", 3, "Mon-Fri 09:30-20:30", "Tue-Thu 10:00-16:00",
     "step_free kitchen"),
    ("V26", "Otter Country Park", "Kilmarnock", "E", "KA3 1XB", "Mon-Sun 09:00-18:00", "",
     "outdoor step_free garden"),
    ("V27", "Gannet Harbour Shelter", "Ayr", "S", 40, "Mon-Sun 09:00-18:00", "", "outdoor council_run"),
    ("V28", "New Cumnock Slate Hall", "New Cumnock", "E", 2, "Mon-Fri 10:00-18:00", "Mon-Fri 10:00-17:00",
     "step_free"),
)  # fmt: skip

_HIRE = {"council_run": "12", "our_name_there": "0", "kitchen": "10"}
_FACILITIES = ("kitchen", "sports", "computers", "garden")


def venues() -> list[Row]:
    """28 places; one is a hostel that is some people's home, two are out of doors, one is never staffed."""
    return [_venue(*given) for given in _VENUES]


def _venue(id: str, name: str, town: str, area: str, where: str | int, opening: str, staffed: str, is_: str) -> Row:
    so = is_.split()
    outside = "outdoor" in so
    return {
        "id": id,
        "name": name,
        "town": town,
        "area": _AREAS[area],
        "postcode": where if isinstance(where, str) else postcode_near(town, where),
        "open": opening,
        "staffed": staffed,
        "one_to_one": "no" if outside or "hostel" in so else "yes",
        "first_meeting_ok": "yes" if staffed else "no",
        "takes_room": "no",
        "rooms": "1" if outside or "kitchen" not in so else "3",
        "capacity": "40" if outside or "sports" in so else "14",
        "step_free": "yes" if "step_free" in so else "no",
        "alcohol_served": "yes" if "alcohol" in so else "no",
        "outdoor": "yes" if outside else "no",
        "facilities": "; ".join(word for word in _FACILITIES if word in so),
        "hire_an_hour": next((pounds for word, pounds in _HIRE.items() if word in so), "0"),
        "open_on_bank_holidays": "yes" if "open_on_bank_holidays" in so else "no",
        "council_run": "yes" if "council_run" in so else "no",
        "our_name_there": "yes" if "our_name_there" in so else "no",
    }


def activities() -> list[Row]:
    """Twelve, of all three forms; five have fixed sessions with leaders and people by name, most have some to place.

    Two are as odd as life is: P003 stands in the list of a breakfast club whose leader they are kept apart from, and
    nobody who would like the garden in Dalmellington gets there.
    """
    return [
        _activity("A01", "Harbour walk", "group", 90, fixed="Tue 10:00", fixed_venue="V27", fixed_leaders="M20; S01",
                  fixed_people="P022; P043; P085", outdoor="yes", for_whom="", sessions="2"),
        _activity("A02", "Five-a-side", "group", 60, fixed="Wed 18:00", fixed_venue="V18", fixed_leaders="M26; S05",
                  fixed_people="P007; P023; P036; P049", facilities="sports", largest="14", first_aid="yes",
                  sessions="3"),
        _activity("A03", "Breakfast club", "group", 60, fixed="Fri 10:00", fixed_venue="V10",
                  fixed_leaders="M01; S03",
                  fixed_people="P003; P016; P029; P058", facilities="kitchen", food_a_head="3.50", sessions="4"),
        _activity("A04", "Creative arts", "group", 90, fixed="Wed 10:00", fixed_venue="V03",
                  fixed_leaders="M07; S02",
                  fixed_people="P030; P056; P077", sessions="4"),
        _activity("A05", "Mutual aid meeting", "group", 60, entry="drop-in", register="none",
                  times="Mon-Thu 12:00-20:00",
                  sessions="3", largest="20"),
        _activity("A06", "Recovery café evening", "group", 90, entry="drop-in", register="count",
                  venues="V03; V13; V20",
                  times="Thu 17:00-20:00; Fri 17:00-20:00", food_a_head="4", largest="30"),
        _activity("A07", "Doon Valley garden", "group", 120, venues="V23", facilities="garden",
                  times="Mon-Fri 10:00-16:00"),
        _activity("A08", "Women's walking group", "group", 60, for_whom="gender: woman",
                  venues="V01; V10; V13; V18", times="Mon-Fri 10:00-16:00", sessions="2"),
        _activity("A09", "User forum", "collective", 120, rhythm="monthly", largest="24", times="Mon-Fri 12:00-16:00",
                  food_a_head="5"),
        _activity("A10", "Peer research", "collective", 90, rhythm="fortnightly", largest="8",
                  times="Tue-Thu 10:00-16:00", sessions="2"),
        _activity("A11", "Art exhibition group", "collective", 90, rhythm="fortnightly", fixed="Thu 14:00",
                  fixed_venue="V19", fixed_leaders="M26; S06", fixed_people="P002; P091"),
        _activity("A12", "Progress review", "individual", 45, rhythm="monthly", least_leaders="1", largest="1",
                  lived_experience_leader="no", times="Mon-Fri 09:00-17:00", sessions="4"),
    ]  # fmt: skip


def _activity(id: str, name: str, kind: str, minutes: int, **said: str) -> Row:
    usual = {
        "sessions": "1",
        "rhythm": "weekly",
        "smallest": "1" if kind == "individual" else "3",
        "largest": "12",
        "people_per_leader": "8",
        "least_leaders": "2",
        "lived_experience_leader": "yes",
        "entry": "by name",
        "register": "names",
    }
    return {"id": id, "name": name, "kind": kind, "minutes": str(minutes), **usual, **said}


def staff() -> list[Row]:
    """Eight workers, of whom two interpret Ukrainian and BSL, and three who come by the hour for groups."""
    given = (
        ("S01", SOUTH, "KA7 1", "Mon-Fri 09:00-17:00", "foot; car", "woman", "English", "3", "M07; M12; M20; M25",
         "A01; A03; A04; A05; A08; A09; A12", "", ""),
        ("S02", SOUTH, "KA8 0", "Tue-Fri 10:00-18:00", "foot; bus", "man", "English", "2", "M09; M17; M22; M30",
         "A01; A03; A04; A05; A06; A12", "", ""),
        ("S03", NORTH, "KA12 0", "Mon-Fri 09:00-17:00", "foot; car", "woman", "English; Ukrainian", "3",
         "M01; M06; M14; M27", "A01; A03; A04; A09; A10; A12", "Ukrainian", ""),
        ("S04", NORTH, "KA21 5", "Mon-Thu 09:00-17:00", "foot; bus", "woman", "English", "2", "M03; M11; M16; M24",
         "A01; A03; A04; A05; A10; A12", "", ""),
        ("S05", EAST, "KA1 3", "Mon-Fri 12:00-20:00", "foot; car", "man", "English", "4", "M05; M13; M26",
         "A02; A03; A05; A06; A10; A12", "", ""),
        ("S06", EAST, "KA3 1", "Mon-Fri 09:00-17:00", "foot; bus", "woman", "English; BSL", "2", "M10; M23",
         "A03; A04; A08; A09; A11; A12", "BSL", ""),
        ("S07", EAST, "Cumnock", "Mon-Wed 09:00-17:00", "foot; car", "man", "English", "2", "M15; M18; M28",
         "A01; A03; A04; A07; A12", "", ""),
        ("S08", NORTH, "Brodick", "Tue-Thu 10:00-20:00", "foot; bus", "woman", "English", "1", "M21",
         "A01; A04; A12", "", ""),
        ("S09", SOUTH, "KA9 1", "Mon-Wed 10:00-20:30", "foot; car", "man", "English", "", "",
         "A01; A02; A05; A06", "", "16.50"),
        ("S10", NORTH, "KA12 8", "Mon-Thu 10:00-20:00", "foot; car", "woman", "English", "", "",
         "A02; A03; A04; A05; A08", "", "18"),
        ("S11", EAST, "KA3 7", "Mon, Wed, Thu, Fri 09:30-20:00", "foot; car", "woman", "English", "", "",
         "A03; A04; A06; A08; A10", "", "18"),
    )  # fmt: skip
    names = ("id", "area", "home", "availability", "travels_by", "gender", "languages", "introductions_a_week",
             "supervises", "leads", "interprets", "sessional_an_hour")  # fmt: skip
    return [dict(zip(names, row, strict=True)) for row in given]
