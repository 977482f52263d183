"""The columns of people.csv, mentors.csv and staff.csv."""

from __future__ import annotations

from mentormatch.domain.folding import folded
from mentormatch.domain.people import Meets, Mentee, Mentor, Staff, Status, Urgency
from mentormatch.domain.policy import MOST_OFFERS
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.telling import ContactBy
from mentormatch.domain.travelling import BusPass, Mode, Pace
from mentormatch.files import cells
from mentormatch.files.cells import choice, language, listed, want, whole, words, yes_no
from mentormatch.files.shapes import Column, Sheet

MODES = choice(
    Mode,
    {"walk": "foot", "walking": "foot", "on foot": "foot", "bike": "bicycle", "cycle": "bicycle", "buses": "bus",
     "drive": "car", "drives": "car", "lifts": "lift", "by bus": "bus", "by car": "car"},
)  # fmt: skip
MEETS = choice(
    Meets,
    {"face to face": "in person", "f2f": "in person", "telephone": "phone", "by phone": "phone", "video call": "video",
     "online": "video", "person": "in person"},
)  # fmt: skip
RHYTHM = choice(
    Rhythm,
    {"every week": "weekly", "week": "weekly", "every two weeks": "fortnightly", "every second week": "fortnightly",
     "fortnight": "fortnightly", "every month": "monthly", "month": "monthly", "every 2 weeks": "fortnightly"},
)  # fmt: skip
PASS = choice(
    BusPass, {"no": "none", "yes": "own", "y": "own", "n": "none", "own and companion": "own+companion", "?": "ask"}
)
PACE = choice(Pace, {"normal": "usual", "slow": "slower", "wheel chair": "wheelchair"})
CONTACT_BY = choice(
    ContactBy,
    {"sms": "text", "text message": "text", "telephone": "phone", "call": "phone", "e-mail": "email", "mail": "email",
     "post": "letter", "by hand": "in person", "face to face": "in person"},
)  # fmt: skip
STATUS = choice(Status, {"on hold": "paused", "resting": "paused", "gone": "left", "yes": "active"})


def urgencies(text: str) -> tuple[Urgency, ...]:
    """ "urgent", "raised" or both; "none" and "no" are nothing."""
    if folded(text) in ("none", "no", "normal", "-"):
        return ()
    return listed(choice(Urgency, {"high": "urgent"}))(text)


def offers(text: str) -> int:
    """How many other sessions to choose from: a number, or yes for as many as there may be."""
    if text.isdigit():
        return whole(0, MOST_OFFERS)(text)
    return MOST_OFFERS if yes_no(text) else 0


def stage(text: str) -> int | str:
    """The number of a stage, or its name, which programme.toml knows."""
    bare = text.removesuffix(".0")
    return int(bare) if bare.isdigit() and bare.isascii() and len(bare) < 4 else folded(text)


IDS = listed(cells.identifier)
LABELS = listed(folded)

ID = Column(name="id", parser=cells.identifier, required=True, example="P014",
            meaning="its name in every other file; nobody's name or date of birth. One person in two files has one id",
)  # fmt: skip

_WHERE = (
    Column(name="area", parser=words, example="South Ayrshire", allowed="one of programme.toml's areas",
           default="the area of the home's council", meaning="the area that the person belongs to"),
    Column(name="home", parser=words, example="KA7 1", default="`starts_from`",
           allowed="postcode, sector, town, venue id or grid reference (\"222500 642100\", \"NS 225 421\")",
           meaning="where journeys start"),
    Column(name="starts_from", parser=words, example="Irvine", allowed="as for home",
           default="not known: `travel.unknown_minutes` each way", meaning="where journeys start where home is blank"),
    Column(name="availability", parser=cells.availability, example="Mon-Fri 10:00-16:00; A: Sat 10-13",
           allowed="days and hours; A: and B: for alternate weeks; \"not\" before dates away",
           default="`policy.default_availability`, listed as to ask",
           meaning="when the person may be away from home: way there, meeting and way back lie inside it"),
    Column(name="away", parser=cells.away, field="", example="2027-02-15..2027-02-19",
           allowed="dates or ranges of dates", default="none", meaning="dates away, both ends included"),
    Column(name="travels_by", parser=listed(MODES), field="modes", example="foot; bus", default="foot; bus",
           allowed=", ".join(mode.value for mode in Mode),
           meaning="the ways of getting about that the person really has"),
    Column(name="pace", parser=PACE, example="slower", allowed=", ".join(pace.value for pace in Pace),
           meaning="how fast the person walks, to the bus stop too"),
    Column(name="lift_from", parser=words, example="M07", default="no lift", meaning="who gives the lift"),
    Column(name="bus_pass", parser=PASS, example="own", allowed=", ".join(one.value for one in BusPass),
           default="ask: nobody has asked yet, fares are counted", meaning="free bus pass; never taken from age"),
    Column(name="max_minutes", parser=whole(0, 1440), unit="minutes one way", example="40",
           default="`policy.max_minutes`", meaning="the longest way to a meeting"),
    Column(name="max_fare", parser=cells.pounds, field="max_pence", unit="pounds there and back", example="5.50",
           default="no limit", meaning="the most that one journey may cost"),
    Column(name="home_by", parser=cells.clock, binding=True, unit="time of day", example="19:00", default="no limit",
           meaning="must be home again by; a safeguarding rule"),
    Column(name="out_from", parser=cells.clock, binding=True, unit="time of day", example="07:00", default="no limit",
           meaning="may not leave home before; a safeguarding rule"),
    Column(name="not_at", parser=IDS, binding=True, example="library-ayr", allowed="venue ids", default="none",
           meaning="places the person may not go to; a safeguarding rule. No reason is kept"),
    Column(name="not_where_alcohol", parser=yes_no, binding=True, example="yes",
           meaning="no venue that serves alcohol"),
    Column(name="step_free", parser=yes_no, binding=True, example="yes", meaning="step-free venues only"),
)  # fmt: skip

_ABOUT = (
    Column(name="gender", parser=cells.gender, example="woman", default="not known",
           meaning="as the person says it; \"female\" and \"f\" are read as woman, \"male\" and \"m\" as man"),
    Column(name="languages", parser=listed(language), example="English; Polish", default="English",
           meaning="languages in which the person can talk about themselves"),
    Column(name="meets", parser=listed(MEETS), example="in person; phone", default="in person",
           allowed=", ".join(way.value for way in Meets), meaning="ways of meeting that the person accepts"),
    Column(name="status", parser=STATUS, binding=True, example="paused",
           allowed=", ".join(one.value for one in Status),
           meaning="whether the person takes part now; why not is recorded nowhere"),
    Column(name="ring_again_on", parser=cells.date, example="01/03/2027", default="none",
           meaning="when to ask somebody who rests"),
    Column(name="wished_times", parser=cells.availability, example="Tue 10:00-12:00", allowed="as for availability",
           default="none", meaning="hours the person would like best"),
    Column(name="stage", parser=stage, field="", unit="0 to 5, or the name of the stage", example="2",
           allowed="programme.toml's stages", meaning="how far along the person sees themselves",
           default="not known; a mentor whose stage is not known is matched with nobody"),
    Column(name="stage_agreed_on", parser=cells.date, example="12/01/2027", default="none",
           meaning="when the person agreed to that stage"),
    Column(name="interests", parser=listed(words), field="", example="fishing; five-a-side football", default="none",
           allowed="words of docs/interests.md", meaning="what the person likes to do"),
    Column(name="lived", parser=LABELS, example="recovery; care experience", default="none",
           meaning="what the person has lived, in the programme's own few labels; never an offence or a diagnosis"),
    Column(name="life_stage", parser=folded, example="mid-life", default="not known",
           meaning="stage of life, own labels"),
    Column(name="family", parser=folded, example="parent", default="not known",
           meaning="family situation, own labels"),
    Column(name="faith", parser=folded, example="none", default="not known",
           meaning="faith, where the person wants it to count"),
    Column(name="pathway", parser=folded, example="mutual aid", default="not known",
           meaning="way of recovery, own labels"),
    Column(name="requires", parser=listed(want), binding=True, example="gender: woman", default="none",
           allowed="kind: value, of gender, language, training, lived, life stage, family, faith, pathway, person",
           meaning="what the other must be: a rule. Somebody of whom it is not known is not shut out by it"),
    Column(name="prefers", parser=listed(want), example="language: Polish", default="none", allowed="as for requires",
           meaning="what the other would best be: a wish"),
    Column(name="not_with", parser=IDS, binding=True, example="M07", allowed="ids", default="none",
           meaning="people the person does not wish to meet; no reason is kept"),
    Column(name="needs_approval", parser=yes_no, binding=True, example="yes",
           meaning="an officer must first agree to each pair"),
    Column(name="max_sessions", parser=whole(0, 50), unit="a week", example="2", default="no limit",
           meaning="groups and meetings a week at most"),
    Column(name="wishes", parser=IDS, example="walking-group", allowed="activity ids", default="none",
           meaning="groups the person would like"),
    Column(name="vetoes", parser=IDS, binding=True, example="football", allowed="activity ids", default="none",
           meaning="groups the person does not want to be asked about"),
)  # fmt: skip

_TELLING = (
    Column(name="calendar", parser=yes_no, field="", example="yes", default="no",
           meaning="whether the person asked for a calendar; nobody else gets one"),
    Column(name="calendar_title", parser=words, field="", example="Coffee", default="Appointment",
           meaning="the words that the person chose for an entry of their calendar"),
    Column(name="alarm", parser=whole(0, 10_080), field="", unit="minutes before", example="60", default="none",
           meaning="a reminder in the calendar, where the person wants one"),
    Column(name="first_name_ok", parser=yes_no, field="", example="yes", default="no",
           meaning="whether their first name may be told to whom they meet; it is, if both say so"),
    Column(name="contact_by", parser=CONTACT_BY, field="", example="text",
           allowed=", ".join(one.value for one in ContactBy), default="not known: nothing is sent",
           meaning="how the person wishes to be reached"),
    Column(name="safe_to_leave_message", parser=yes_no, field="", example="yes", default="no",
           meaning="whether a message may be left where others may hear or read it"),
)  # fmt: skip

_OF_STAFF = "an id in staff.csv; a name where there is no staff.csv"

PEOPLE = Sheet(
    name="people", makes=Mentee, needed=True, says="people to be mentored, one a row",
    columns=(
        ID,
        Column(name="wants", parser=whole(0, 9), unit="mentors", example="1",
               meaning="mentors wished for; 0 = none just now"),
        Column(name="rhythm", parser=RHYTHM, example="weekly", allowed=", ".join(one.value for one in Rhythm),
               meaning="how often the meetings are"),
        Column(name="meeting_minutes", parser=whole(10, 480), unit="minutes", example="45",
               default="`policy.meeting_minutes`", meaning="length of a meeting"),
        Column(name="waiting_since", parser=cells.date, example="03/11/2026",
               default="not known: no weeks waited are counted", meaning="when the person was referred"),
        Column(name="priority", parser=urgencies, field="urgency", example="urgent", default="none",
               allowed="urgent, raised", meaning="a band of priority, without its reason"),
        Column(name="priority_set_by", parser=words, field="urgency_set_by", example="S02",
               default="not known: priority does not count", meaning="who decided on the priority"),
        Column(name="priority_until", parser=cells.date, field="urgency_until", example="30/04/2027",
               default="not known: priority does not count", meaning="last day on which the priority counts"),
        Column(name="available_from", parser=cells.date, example="01/02/2027", default="at once",
               meaning="no meeting before this day; the place is held"),
        Column(name="worker", parser=words, example="S02", default="none", meaning="the worker who knows the person",
               allowed=_OF_STAFF),
        *_WHERE,
        *_ABOUT,
        Column(name="interpreter_ok", parser=yes_no, example="yes", meaning="whether an interpreter may be present"),
        Column(name="comes_with", parser=LABELS, example="child", default="nobody",
               meaning="who comes along: takes a place and a fare in groups"),
        Column(name="choice", parser=offers, field="offers", example="yes", default="`policy.offers`",
               allowed=f"yes (which is {MOST_OFFERS}), no, 0 to {MOST_OFFERS}",
               meaning="whether the person wants a choice: so many other groups are offered beside the plan's"),
        Column(name="accepts_lifts", parser=yes_no, example="no", default="not known",
               meaning="whether lifts are accepted"),
        Column(name="wants_to_give_back", parser=yes_no, example="yes", default="not known",
               meaning="whether the person would like to mentor one day"),
        Column(name="told_about_data_on", parser=cells.date, example="03/11/2026", default="not known",
               meaning="when the person was told what is kept about them"),
        Column(name="retain_until", parser=cells.date, example="03/11/2028", default="not known",
               meaning="when the row is to be deleted"),
        *_TELLING,
    ),
)  # fmt: skip

MENTORS = Sheet(
    name="mentors", makes=Mentor, needed=True, says="mentors, one a row",
    columns=(
        ID,
        Column(name="max_people", parser=whole(0, 50), unit="people", example="2", binding=True,
               meaning="people at most at one time, those elsewhere included"),
        Column(name="people_elsewhere", parser=whole(0, 50), unit="people", example="1",
               meaning="people mentored outside this programme"),
        Column(name="new_people", parser=whole(0, 50), unit="people", example="1", default="no limit", binding=True,
               meaning="new people at most this term"),
        Column(name="hours_a_week", parser=cells.hours, field="minutes_a_week", unit="hours", example="3.5",
               binding=True, default="`policy.minutes_a_week`",
               meaning="time for meetings and sessions led, the mentor's own way there and back included"),
        Column(name="clearance_until", parser=cells.date, field="cleared_until", example="30/09/2027", binding=True,
               default="not known: matched with nobody", meaning="last day of the clearance (PVG) for adults"),
        Column(name="clearance_children_until", parser=cells.date, field="cleared_for_children_until",
               example="30/09/2027", binding=True, default="not known",
               meaning="last day of the clearance (PVG) for children"),
        Column(name="training", parser=LABELS, example="core; listening", default="none",
               meaning="training done, own labels"),
        Column(name="trained_until", parser=cells.date, example="30/09/2027", default="no end", binding=True,
               meaning="last day on which the training counts"),
        Column(name="lived_use", parser=yes_no, example="yes",
               meaning="whether what the mentor has lived may be used in matching"),
        Column(name="about_me", parser=cells.lines, example="Likes a laugh and a long walk.", default="nothing",
               meaning="the mentor's own few lines, the only text on them that others read"),
        Column(name="may_ask_officer", parser=yes_no, example="yes", default="not known", binding=True,
               meaning="whether an officer may be asked about a pair; asking tells of the mentor's past"),
        Column(name="mentor_since", parser=cells.date, example="01/05/2025", default="not known",
               meaning="when the mentor began"),
        Column(name="supervisor", parser=words, example="S01", default="none", allowed=_OF_STAFF,
               meaning="who supervises the mentor"),
        Column(name="supervised_on", parser=cells.date, example="15/12/2026", default="not known",
               meaning="the last supervision"),
        Column(name="driving_ok_until", parser=cells.date, example="31/08/2027", default="no lifts given",
               binding=True, meaning="licence, MOT and insurer's note seen, in date until"),
        Column(name="carries_passengers", parser=yes_no, example="yes", meaning="whether the mentor gives lifts"),
        *_WHERE,
        *_ABOUT,
        Column(name="leads", parser=IDS, example="walking-group", allowed="activity ids", default="none",
               meaning="activities the mentor can lead"),
        *_TELLING,
    ),
)  # fmt: skip

STAFF = Sheet(
    name="staff", makes=Staff, says="workers who introduce, supervise, lead or interpret",
    columns=(
        ID,
        *_WHERE,
        *_ABOUT,
        Column(name="introductions_a_week", parser=whole(0, 50), unit="a week", example="3",
               meaning="first meetings at most a week"),
        Column(name="supervises", parser=IDS, example="M01; M02", allowed="mentor ids", default="none",
               meaning="mentors supervised"),
        Column(name="leads", parser=IDS, example="walking-group", allowed="activity ids", default="none",
               meaning="activities the worker can lead"),
        Column(name="interprets", parser=listed(language), example="Polish", default="none",
               meaning="languages interpreted"),
        Column(name="sessional_an_hour", parser=cells.pounds, field="sessional_pence_an_hour", unit="pounds",
               example="14.50", default="0", meaning="cost of an hour"),
        *_TELLING,
    ),
)  # fmt: skip
