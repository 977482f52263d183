"""The columns of pairs.csv, approvals.csv, keep_apart.csv, contacts.csv and to-ask.csv."""

from __future__ import annotations

from mentormatch.domain.history import Approval, KeepApart, PairRecord, PairState
from mentormatch.domain.slots import Rhythm
from mentormatch.files import cells, starts
from mentormatch.files.cells import choice, lines, whole, words, yes_no
from mentormatch.files.columns.people import IDS, RHYTHM
from mentormatch.files.shapes import Column, Sheet

STATE = choice(
    PairState,
    {"trying": "trying it out", "first meeting": "first meeting set", "in force": "agreed", "refused": "declined",
     "yes": "agreed", "no": "declined", "over": "ended"},
)  # fmt: skip


def decision(text: str) -> bool:
    """Whether an officer agreed."""
    word = cells.one_of("agreed", "refused", "yes", "no", "approved", "declined")(text)
    return word in ("agreed", "yes", "approved")


def week_of(text: str) -> int:
    """A and B are 1 and 2; 1 to 4 are themselves."""
    if text.upper() in ("A", "B"):
        return "AB".index(text.upper()) + 1
    return whole(1, 4)(text)


PAIRS = Sheet(
    name="pairs", makes=PairRecord, says="what people decided about pairs; the latest row of a pair counts",
    columns=(
        Column(name="mentee", parser=cells.identifier, required=True, example="P014", meaning="id in people.csv"),
        Column(name="mentor", parser=cells.identifier, required=True, example="M07", meaning="id in mentors.csv"),
        Column(name="state", parser=STATE, required=True, example="asked",
               allowed=", ".join(one.value for one in PairState),
               meaning="where the pair stands; from asked on it holds its place until it lapses, ends or is declined"),
        Column(name="since", parser=cells.date, required=True, example="12/01/2027", meaning="from when on"),
        Column(name="by", parser=words, binding=True, example="P014", default="not known",
               meaning="who decided; of declined: who declined, who alone can reopen it"),
        Column(name="lapses_on", parser=cells.date, example="26/01/2027", default="does not lapse",
               meaning="of asked: holds no place from this day on"),
        Column(name="again_from", parser=cells.date, binding=True, example="01/05/2027",
               default="`policy.cooling_off_weeks` after `since`",
               meaning="of ended: may be tried again from this day on"),
        Column(name="reopened_by", parser=words, binding=True, example="P014", default="nobody",
               meaning="who took a refusal back; counts only if it is who declined"),
        Column(name="pinned", parser=yes_no, binding=True, example="yes", meaning="keep these two together"),
        Column(name="place", parser=words, example="library-ayr", allowed="a venue id, phone or video",
               default="none yet", meaning="where they meet"),
        Column(name="meeting", parser=starts.start, field="", example="Tue 10:30", default="none yet",
               allowed="a day and an hour", meaning="when they meet"),
        Column(name="rhythm", parser=RHYTHM, field="", example="fortnightly", default="the person's",
               allowed=", ".join(one.value for one in Rhythm), meaning="how often they meet"),
        Column(name="week", parser=week_of, field="", example="A", allowed="A or B; of monthly meetings 1 to 4",
               default="the first", meaning="which week a fortnightly or monthly meeting is in"),
        Column(name="minutes", parser=whole(5, 1440), field="", unit="minutes", example="60",
               default="the person's, else `policy.meeting_minutes`", meaning="length of the meeting"),
        Column(name="review_on", parser=cells.date, example="12/04/2027", default="none",
               meaning="when to look at it again"),
        Column(name="planned_end", parser=cells.date, example="09/07/2027", default="none",
               meaning="when it is meant to end"),
    ),
)  # fmt: skip

APPROVALS = Sheet(
    name="approvals", makes=Approval, says="what officers decided about pairs",
    columns=(
        Column(name="mentee", parser=cells.identifier, required=True, example="P014", meaning="id in people.csv"),
        Column(name="mentor", parser=cells.identifier, example="M07", default="any mentor",
               meaning="id in mentors.csv"),
        Column(name="by", parser=words, required=True, example="officer 2", meaning="who decided"),
        Column(name="on", parser=cells.date, required=True, example="14/01/2027", meaning="when"),
        Column(name="until", parser=cells.date, binding=True, example="14/07/2027", default="no end",
               meaning="last day on which it counts"),
        Column(name="decision", parser=decision, field="agreed", binding=True, required=True, example="agreed",
               allowed="agreed, refused", meaning="what was decided"),
    ),
)  # fmt: skip

KEEP_APART = Sheet(
    name="keep_apart", makes=KeepApart,
    says="people who must not meet, each with each. No column for a reason: a file that has one is refused",
    columns=(
        Column(name="people", parser=IDS, field="", required=True, example="P001; M004", allowed="two ids or more",
               meaning="who must not meet"),
        Column(name="until", parser=cells.date, binding=True, example="31/12/2027", default="no end",
               meaning="last day on which it counts"),
        Column(name="set_by", parser=words, example="S01", default="not known", meaning="who decided"),
        Column(name="review_on", parser=cells.date, example="01/06/2027", default="none",
               meaning="when to look at it again"),
    ),
)  # fmt: skip

CONTACTS = Sheet(
    name="contacts", says="names and how to reach people, apart from everything else; planning works without it",
    columns=(
        Column(name="id", parser=cells.identifier, required=True, example="P014",
               meaning="id in people.csv, mentors.csv or staff.csv"),
        Column(name="name", parser=words, example="Rowan Wren", default="none", meaning="name"),
        Column(name="known_as", parser=words, example="Ro", default="the first name",
               meaning="what the person is called"),
        Column(name="phone", parser=words, example="01632 960001", default="none",
               meaning="number; a column of text, so that no zero is lost"),
        Column(name="email", parser=words, example="p014@example.org", default="none", meaning="e-mail address"),
        Column(name="address", parser=lines, example="1 Wood Lane, Ayr", default="none", meaning="postal address"),
    ),
)  # fmt: skip

TO_ASK = Sheet(
    name="to-ask",
    says="what `match` would like to know; filled in, an answer is read like the blank cell that it is about",
    columns=(
        Column(name="id", parser=cells.identifier, required=True, example="P014", meaning="whom it is about"),
        Column(name="what", parser=words, required=True, example="bus_pass", meaning="the column that is blank"),
        Column(name="question", parser=words, example="Is there a free bus pass?",
               meaning="the question, for people; not read"),
        Column(name="answer", parser=lines, example="own", default="no answer yet",
               meaning="what goes into the blank cell"),
    ),
)  # fmt: skip
