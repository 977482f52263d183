"""The columns of venues.csv, activities.csv, commitments.csv, busy.csv, closures.csv and travel.csv."""

from __future__ import annotations

from enum import Enum

from mentormatch.domain.folding import folded
from mentormatch.domain.places import Activity, Closure, Commitment, Entry, Form, Register, Venue
from mentormatch.domain.programme import TravelRow
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.travelling import Mode
from mentormatch.files import cells, starts
from mentormatch.files.cells import choice, listed, pounds, whole, words, yes_no
from mentormatch.files.columns.people import ID, IDS, MODES, RHYTHM
from mentormatch.files.shapes import Column, Sheet


class Single(Enum):
    """What an hour that comes on one or two dates of the term does."""

    HOUR = "hour"
    DAY = "day"


def mode_or_any(text: str) -> str | None:
    """The value of a mode, or None for any."""
    return None if folded(text) in ("any", "all") else MODES(text).value


VENUES = Sheet(
    name="venues", makes=Venue, needed=True,
    says="places to meet, one a row; never somebody's home, unless it is listed here",
    columns=(
        ID,
        Column(name="name", parser=words, example="Carnegie Library", default="its id", meaning="what it is called"),
        Column(name="address", parser=words, example="12 Main Street", default="none",
               meaning="where it is, for people"),
        Column(name="town", parser=words, example="Ayr", default="none",
               meaning="its town; used where there is no postcode"),
        Column(name="area", parser=words, example="South Ayrshire", allowed="one of programme.toml's areas",
               default="the area of its council", meaning="the area it lies in"),
        Column(name="postcode", parser=words, field="", example="KA8 8ED", default="`town`, else not known",
               allowed="postcode, town or grid reference", meaning="where journeys to it end"),
        Column(name="open", parser=cells.availability, field="opening", example="Mon-Fri 09:00-20:00",
               default="always", allowed="as for availability",
               meaning="when it is open to the programme; dates away are dates it is shut"),
        Column(name="staffed", parser=cells.availability, example="Mon-Fri 10:00-16:00", default="never", binding=True,
               allowed="as for availability", meaning="when staff are on duty there"),
        Column(name="one_to_one", parser=yes_no, example="yes", meaning="whether two people can meet there"),
        Column(name="first_meeting_ok", parser=yes_no, example="no", binding=True,
               meaning="whether first meetings may be there"),
        Column(name="takes_room", parser=yes_no, example="no", meaning="whether a one-to-one meeting takes up a room"),
        Column(name="rooms", parser=whole(0, 500), unit="rooms", example="2",
               meaning="how many sessions fit side by side"),
        Column(name="capacity", parser=whole(0, 100_000), unit="people", example="20",
               meaning="people in one room at once"),
        Column(name="step_free", parser=yes_no, binding=True, example="yes",
               meaning="whether it can be reached without steps"),
        Column(name="alcohol_served", parser=yes_no, binding=True, example="no",
               meaning="whether alcohol is served (betting counts)"),
        Column(name="outdoor", parser=yes_no, example="no", meaning="whether it is outdoors"),
        Column(name="lit", parser=yes_no, example="yes", meaning="whether an outdoor place is lit"),
        Column(name="facilities", parser=listed(folded), example="kitchen; piano", default="none",
               meaning="what it has, own labels"),
        Column(name="hire_an_hour", parser=pounds, field="hire_pence_an_hour", unit="pounds", example="12.50",
               default="0", meaning="cost of an hour"),
        Column(name="heading", parser=words, example="venues", default="none",
               meaning="heading of the budget it is paid from"),
        Column(name="open_on_bank_holidays", parser=yes_no, example="no", meaning="whether it opens on bank holidays"),
        Column(name="council_run", parser=yes_no, example="yes",
               meaning="whether closures of council buildings hold here"),
        Column(name="our_name_there", parser=yes_no, example="no",
               meaning="whether the service's name is to be seen there"),
        Column(name="calendar", parser=yes_no, field="", example="yes", default="no",
               meaning="whether the venue asked for a calendar of its bookings"),
        Column(name="booked_as", parser=words, field="", example="Tuesday club",
               default="`office.name` where the service's name is to be seen there, else Booking",
               meaning="the name under which bookings go there"),
        Column(name="told_as", parser=words, field="", example="the café by the station", default="its name",
               meaning="what people's calendars and texts call it, where its own name would tell too much"),
    ),
)  # fmt: skip

ACTIVITIES = Sheet(
    name="activities", makes=Activity, says="what people do together, one activity a row",
    columns=(
        ID,
        Column(name="name", parser=words, example="Walking group", default="its id", meaning="what it is called"),
        Column(name="kind", parser=choice(Form), field="form", example="group",
               allowed=", ".join(one.value for one in Form),
               meaning="whether it shapes one's own support, is done together, or shapes the service for everyone"),
        Column(name="sessions", parser=whole(0, 20), unit="in each turn of its rhythm", example="1",
               meaning="how many sessions"),
        Column(name="rhythm", parser=RHYTHM, example="weekly", allowed=", ".join(one.value for one in Rhythm),
               meaning="how often"),
        Column(name="minutes", parser=whole(5, 1440), unit="minutes", example="90", meaning="length of a session"),
        Column(name="smallest", parser=whole(0, 10_000), unit="people", example="4", meaning="smallest group"),
        Column(name="largest", parser=whole(0, 10_000), unit="people", example="12", meaning="largest group"),
        Column(name="people_per_leader", parser=whole(1, 1000), unit="people", example="8",
               meaning="people to one leader at most"),
        Column(name="least_leaders", parser=whole(0, 50), unit="leaders", example="2", binding=True,
               meaning="leaders at least"),
        Column(name="lived_experience_leader", parser=yes_no, example="yes",
               meaning="whether one leader must have lived it"),
        Column(name="facilities", parser=listed(folded), example="kitchen", default="none",
               meaning="what the venue must have"),
        Column(name="outdoor", parser=yes_no, example="yes", meaning="whether it takes place outdoors"),
        Column(name="food_a_head", parser=pounds, field="food_pence_a_head", unit="pounds", example="2.50",
               default="0", meaning="cost of food for each who comes"),
        Column(name="heading", parser=words, example="groups", default="none",
               meaning="heading of the budget it is paid from"),
        Column(name="for_whom", parser=listed(folded), binding=True, example="gender: woman", default="everybody",
               meaning="requirements on those who come, and on leaders"),
        Column(name="entry", parser=choice(Entry), example="by name", allowed=", ".join(one.value for one in Entry),
               meaning="whether people are enrolled, or it is offered"),
        Column(name="register", parser=choice(Register), example="count",
               allowed=", ".join(one.value for one in Register), meaning="what is written down of who came"),
        Column(name="turnout", parser=whole(0, 100), unit="percent", example="60", default="`policy.turnout`",
               meaning="how many of those enrolled come"),
        Column(name="venues", parser=IDS, example="hall-irvine; library-ayr", allowed="venue ids",
               default="any that fits", meaning="where it may take place"),
        Column(name="times", parser=cells.availability, example="Mon-Thu 10:00-15:00", allowed="as for availability",
               default="any", meaning="when it may take place"),
        Column(name="fixed", parser=starts.starts, field="", example="Tue 10:00; A: Thu 14:00", default="not fixed",
               allowed="days and hours", meaning="hours that are given; commitments of its leaders and people"),
        Column(name="fixed_venue", parser=cells.identifier, example="hall-irvine", allowed="a venue id",
               default="not fixed", meaning="where the fixed sessions are"),
        Column(name="fixed_leaders", parser=IDS, example="M01; S02", allowed="ids", default="none",
               meaning="who leads the fixed sessions"),
        Column(name="fixed_people", parser=IDS, example="P003; P014", allowed="ids", default="none",
               meaning="who is in the fixed sessions"),
        Column(name="first_aid", parser=yes_no, example="yes", meaning="whether one leader must be a first-aider"),
        Column(name="closed_after_week", parser=whole(1, 60), unit="weeks", example="4", default="open all the time",
               meaning="takes no newcomer after this week"),
        Column(name="a_week", parser=whole(1, 20), unit="times", example="1",
               meaning="how often a week one person may come"),
        Column(name="calendar", parser=yes_no, field="", example="yes", default="no",
               meaning="whether the group has a calendar of its sessions, without anybody who comes"),
        Column(name="calendar_title", parser=words, field="", example="Tuesday walk",
               default="its name where it is public, else Group",
               meaning="what its calendar calls a session"),
        Column(name="public", parser=yes_no, field="", example="no", default="no", binding=True,
               meaning="whether it may be published; it is only with who decided so, and when"),
        Column(name="public_by", parser=words, field="", example="S01", default="not known: it is not published",
               binding=True, meaning="who decided that it may be published"),
        Column(name="public_on", parser=cells.date, field="", example="11/01/2027", binding=True,
               default="not known: it is not published",
               meaning="when that was decided; it is published from then on"),
        Column(name="listed_as", parser=words, field="", example="Walking",
               default="found by its name", allowed="a label of the OpenActive activity list",
               meaning="what the published list calls it"),
    ),
)  # fmt: skip

COMMITMENTS = Sheet(
    name="commitments", makes=Commitment, says="what a person has anyway, one or several hours a row",
    columns=(
        Column(name="person", parser=cells.identifier, required=True, example="M01", meaning="whose it is: an id"),
        Column(name="when", parser=starts.spans, field="", required=True,
               example="Tue 10:00-11:30; A: Thu 09:00-10:00", allowed="days and hours; A: and B: for alternate weeks",
               meaning="the hours it takes"),
        Column(name="at", parser=words, field="", example="library-ayr", default="not known: no travel is counted",
               allowed="venue id, postcode, sector, town or grid reference", meaning="where it is"),
        Column(name="from", parser=cells.date, field="starts_on", example="11/01/2027", default="the whole term",
               meaning="first day"),
        Column(name="until", parser=cells.date, field="ends_on", example="26/03/2027", default="the whole term",
               meaning="last day"),
    ),
)  # fmt: skip

BUSY = Sheet(
    name="busy", says="calendar files (.ics) of mentors, people, staff and venues, one or a folder of them a row; "
                      "only when they are busy is read, never a title or a note. Needs the extra `calendars`",
    columns=(
        Column(name="who", parser=cells.identifier, required=True, example="M01",
               meaning="whose calendar it is: the id of somebody, or of a venue"),
        Column(name="file", parser=words, required=True, example="diaries/m01.ics",
               allowed="an .ics file or a folder of them, from the programme's folder on",
               meaning="hours in it are commitments (a venue is not open then), whole days are dates away"),
        Column(name="single", parser=choice(Single), example="day", allowed=", ".join(one.value for one in Single),
               default="hour",
               meaning="what an hour on one or two dates does: that hour is not used at all this term, or it is on all "
                       "other dates, and those days are dates away"),
    ),
)  # fmt: skip

CLOSURES = Sheet(
    name="closures", makes=Closure, says="dates on which places are shut; blank venue and area: all of them",
    columns=(
        Column(name="venue", parser=cells.identifier, example="library-ayr", allowed="a venue id",
               default="every venue of the area", meaning="the place that is shut"),
        Column(name="area", parser=words, example="South Ayrshire", allowed="one of programme.toml's areas",
               default="every area", meaning="the area whose places are shut"),
        Column(name="council_run_only", parser=yes_no, example="yes",
               meaning="whether only council-run places are shut"),
        Column(name="from", parser=cells.date, field="first", required=True, example="26/03/2027",
               meaning="first day"),
        Column(name="to", parser=cells.date, field="last", example="29/03/2027", default="the same day",
               meaning="last day"),
        Column(name="why", parser=words, example="Easter weekend", default="nothing", meaning="what to call it"),
    ),
)  # fmt: skip

TRAVEL = Sheet(
    name="travel", makes=TravelRow, says="journeys that somebody looked up; they count before the model",
    columns=(
        Column(name="from", parser=words, field="origin", required=True, example="KA7 1",
               allowed="postcode, sector or venue id", meaning="one end"),
        Column(name="to", parser=words, field="place", required=True, example="library-ayr",
               allowed="postcode, sector or venue id",
               meaning="the other end; the way back is the same where no row says otherwise"),
        Column(name="by", parser=mode_or_any, field="mode", example="bus",
               allowed=", ".join(m.value for m in Mode) + ", any", default="any", meaning="the way of getting about"),
        Column(name="minutes", parser=whole(0, 1440), unit="minutes one way", example="35",
               default="it cannot be done", meaning="how long it takes, waiting and walking included"),
        Column(name="fare", parser=pounds, field="pence", unit="pounds there and back", example="5.20",
               default="the model's fare", meaning="what it costs without a pass"),
    ),
)  # fmt: skip
