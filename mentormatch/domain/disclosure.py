"""Who may read what: the words that people may be given about themselves, and nothing about others.

A text here is made of the reader's own row, of the place and hour of their own meetings, and of their own
way there. Whether somebody waits because of a safeguarding rule, a refusal, an approval not yet given or a
lack of places cannot be told from it: the words are the same, byte for byte. A pair that still needs an
approval is not in it at all, nor is the name, area, time or need of the other one.
"""

from __future__ import annotations

from enum import Enum

from mentormatch.domain.history import PairState
from mentormatch.domain.people import Member, Mentee, Status, Want
from mentormatch.domain.places import PHONE, VIDEO
from mentormatch.domain.plan import Meeting, Plan, PlannedPair, Way
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import EVERY_WEEK, LONG_DAYS, WEEKDAYS, clock


class Audience(Enum):
    """Who reads a text."""

    COORDINATOR = "coordinator"
    PARTICIPANT = "participant"
    MENTOR = "mentor"


class UnknownPersonError(LookupError):
    """That id is in neither list."""


LAST = (
    "Nothing is decided until you say so. You can say no, or change your mind, "
    "and you do not need to say why. "
    "Your place in the queue stays as it is."
)
GOING_ON = "You can stop or change this at any time, and you do not need to say why."
MENTOR_LAST = "You can say no, or take a break, at any time, and you do not need to say why."
WHO_DECIDES = "A coordinator looks at every idea and decides together with you. {who} can tell you more."
WAITING = (
    "We do not have a mentor for you yet. We are sorry that it takes time. "
    "We will go on looking, and tell you as soon as there is news."
)
RESTING = "Your meetings are paused for now. We will ring you, and nothing else changes for you."
NOT_NOW = "You are not looking for a mentor just now. Tell us when you would like one."


def participant_text(plan: Plan, programme: Programme, person: str) -> str:
    """What somebody to be mentored may read about themselves. Raises UnknownPersonError."""
    mentee = next((row for row in programme.mentees if row.id == person), None)
    if mentee is None:
        raise UnknownPersonError(person)
    told = [pair for pair in plan.pairs if pair.mentee == person and _may_be_told(pair)]
    last = LAST
    if mentee.status is not Status.ACTIVE or any(held.mentee == person for held in plan.on_hold):
        body, last = [RESTING], GOING_ON
    elif told:
        body = [_meeting_text(pair, programme, pair.meeting.mentee_way if pair.meeting else None) for pair in told]
        last = LAST if any(pair.state.new for pair in told) else GOING_ON
    elif mentee.wants < 1:
        body = [NOT_NOW]
    else:
        body = [WAITING, _looked_at(mentee, programme), _could_change(mentee)]
    who = f"Your worker, {mentee.worker}," if mentee.worker else "The person who gave you this"
    return _joined([*body, WHO_DECIDES.format(who=who), last])


def mentor_text(plan: Plan, programme: Programme, person: str) -> str:
    """What a mentor may read about their own meetings. Raises UnknownPersonError."""
    mentor = next((row for row in programme.mentors if row.id == person), None)
    if mentor is None:
        raise UnknownPersonError(person)
    told = [pair for pair in plan.pairs if pair.mentor == person and _may_be_told(pair)]
    body = [_meeting_text(pair, programme, pair.meeting.mentor_way if pair.meeting else None) for pair in told]
    if any(held.mentor == person for held in plan.on_hold):
        body.append("Some of your meetings are paused for now. We will ring you.")
    if not body:
        body.append("There is nobody for you to meet just now. We will be in touch.")
    return _joined([*body, WHO_DECIDES.format(who="The person who gave you this"), MENTOR_LAST])


def text_for(audience: Audience, plan: Plan, programme: Programme, person: str) -> str:
    """The text for a participant or a mentor. Raises UnknownPersonError; ValueError for a coordinator."""
    if audience is Audience.COORDINATOR:
        raise ValueError("a coordinator reads reports, not a text about themselves")
    return (participant_text if audience is Audience.PARTICIPANT else mentor_text)(plan, programme, person)


def _may_be_told(pair: PlannedPair) -> bool:
    return not pair.needs_approval


def _meeting_text(pair: PlannedPair, programme: Programme, way: Way | None) -> str:
    if pair.state is PairState.IDEA:
        opening = "We have an idea for you."
    elif pair.state is PairState.ASKED:
        opening = "We have asked about an idea for you, and wait for an answer."
    else:
        opening = "Your meetings go on."
    if pair.meeting is None:
        return f"{opening} The day, hour and place are still to be settled with you."
    verb = "could be" if pair.state.new else "are"
    first, place = ("The meetings", _place(pair.meeting, programme))
    return f"{opening} {first} {verb} {_when(pair.meeting.slot)}, {place}.{_way(way)}"


def _place(meeting: Meeting, programme: Programme) -> str:
    if meeting.place in (PHONE, VIDEO):
        return "by phone" if meeting.place == PHONE else "by video call"
    return "at " + next((venue.name for venue in programme.venues if venue.id == meeting.place), "a place we will name")


def _when(slot: Slot) -> str:
    nth = ("first", "second", "third", "fourth")[slot.first - 1]
    often = {
        Rhythm.WEEKLY: "on {day}s",
        Rhythm.FORTNIGHTLY: "every second {day}",
        Rhythm.MONTHLY: f"on the {nth} {{day}} of the month",
    }[slot.rhythm]
    return f"{often.format(day=LONG_DAYS[slot.weekday])} from {clock(slot.start)} to {clock(slot.end)}"


def _way(way: Way | None) -> str:
    if way is None:
        return ""
    by = {
        "foot": "on foot",
        "bicycle": "by bicycle",
        "bus": "by bus",
        "car": "by car",
        "lift": "by lift from somebody",
    }
    return f" Your way there takes about {way.minutes} minutes {by.get(way.mode, way.mode)}."


def _looked_at(mentee: Mentee, programme: Programme) -> str:
    """Two or three things about the reader that an idea has to fit; never which of them was the trouble."""
    minutes = mentee.max_minutes if mentee.max_minutes is not None else programme.policy.max_minutes
    when = f"the times you gave us ({_times(mentee)})" if mentee.availability else "the usual working hours"
    asked = _asked_for(mentee.requires)
    wishes = f", and what you asked for ({asked})" if asked else ""
    joint = "," if wishes else " and"
    return f"We looked at {when}{joint} a way of up to {minutes} minutes{wishes}."


def _times(member: Member) -> str:
    """The hours that somebody gave, days with the same hours together: "Mon-Fri 09:00-18:00; Sat 10:00-12:00"."""
    given = member.availability
    if given is None:
        return ""
    days_by_span: dict[tuple[int, int, str], list[int]] = {}
    for window in given.windows:
        days_by_span.setdefault((window.start, window.end, window.weeks), []).append(window.weekday)
    out = []
    for (start, end, weeks), days in days_by_span.items():
        prefix = "" if weeks == EVERY_WEEK else f"weeks {weeks}: "
        out.append(f"{prefix}{_days(days)} {clock(start)}-{clock(end)}")
    return "; ".join(out)


def _days(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(WEEKDAYS[run[0]] + (f"-{WEEKDAYS[run[-1]]}" if len(run) > 1 else "") for run in runs)


def _asked_for(wants: tuple[Want, ...]) -> str:
    """What was asked for about anybody; a wish for one named person is about that person, and left out."""
    return ", ".join(f"{want.trait.value}: {want.value}" for want in wants if want.trait.value != "person")


def _could_change(mentee: Mentee) -> str:
    known = "more times" if mentee.availability else "the times that suit you"
    return f"If you like, tell us {known}, or that you could go a little further. You do not have to."


def _joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"
