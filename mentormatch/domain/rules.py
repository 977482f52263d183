"""The catalogue of hard rules: an id, a kind and a plain sentence each.

A rule's kind alone decides whether it may be offered as a remedy, whether a pin overrides it, and what is shown of it.
Each rule has a place on the planner's side (`candidates`), one written separately in `checking`, and a test; they share
the id and nothing else. The order of RULES is the order in which refusals are counted: a mentor who fails several
rules is counted under the first. Safeguarding comes late and is shown as PLACES, so that a list of refusals reads the
same whether somebody may not be met or has no room.
"""

from __future__ import annotations

from enum import Enum

from mentormatch.domain.frozen import frozen


class Kind(Enum):
    """What sort of rule it is."""

    STATE = "state"
    CONSENT = "consent and stated needs"
    POLICY = "the programme's own rule"
    FEASIBILITY = "feasibility"
    APPROVAL = "approval"
    SAFEGUARDING = "safeguarding"

    @property
    def pin_overrides(self) -> bool:
        """Whether a pair that the coordinator keeps together may break it."""
        return self in (Kind.FEASIBILITY, Kind.POLICY)

    @property
    def may_be_remedy(self) -> bool:
        """Whether relaxing it may be offered as a remedy."""
        return self is Kind.FEASIBILITY


@frozen
class Rule:
    """says: a sentence for the coordinator about `mentors` refused by it, with the figures it needs in braces.

    means: the rule in a sentence. compares: what is looked at. set_in: where that may be set, "people.stage" for the
    column of a file, "policy.min_gap" for a setting of programme.toml. These three are for docs/rules.md.
    """

    id: str
    kind: Kind
    says: str
    means: str
    compares: str
    set_in: tuple[str, ...]


SAME_PERSON = Rule(
    id="same-person",
    kind=Kind.STATE,
    says="nobody mentors themselves",
    means="Nobody mentors themselves.",
    compares="The two ids. Somebody who stands in both lists may be mentored by anybody else.",
    set_in=("people.id", "mentors.id"),
)
PAUSED = Rule(
    id="paused",
    kind=Kind.STATE,
    says="{mentors} resting or gone",
    means="Nobody who rests or is gone has an idea or a meeting.",
    compares="The status of both: anything but active.",
    set_in=("people.status", "mentors.status"),
)
STATE = Rule(
    id="state",
    kind=Kind.CONSENT,
    says="{mentors} tried before, or not wished",
    means="Nobody is proposed who was declined, or whose pair ended and may not be tried again yet.",
    compares="The pair's rows: declined and not reopened by the same person; or ended, and today is before "
    "`again_from`, or before the end of the cooling-off where the row gives no date.",
    set_in=("pairs.state", "pairs.by", "pairs.again_from", "pairs.reopened_by", "policy.cooling_off_weeks"),
)
REQUIRES = Rule(
    id="requires",
    kind=Kind.CONSENT,
    says="{mentors} not what is required",
    means="What either requires of the other is met, and neither is somebody the other does not want.",
    compares="Each requirement with what the other has told, capitals and blanks left aside. What is not known of "
    "gender, life stage, family, faith and pathway counts as met. An interpreter stands in for a language where the "
    "mentee agrees.",
    set_in=(
        "people.requires", "people.not_with", "people.interpreter_ok", "mentors.requires", "mentors.not_with",
        "mentors.lived_use", "mentors.training", "staff.interprets",
    ),
)  # fmt: skip
STAGE = Rule(
    id="stage",
    kind=Kind.POLICY,
    says="{mentors} not far enough on",
    means="A mentor is far enough on.",
    compares="The mentor's stage must be known, and at least `min_gap` above the mentee's where that is known.",
    set_in=("people.stage", "mentors.stage", "policy.min_gap"),
)
AREAS = Rule(
    id="areas",
    kind=Kind.POLICY,
    says="{mentors} in another area",
    means="Where areas are kept apart, both are of one area.",
    compares="The two areas, capitals and blanks left aside; one that is not known goes with any.",
    set_in=("people.area", "mentors.area", "policy.areas_apart"),
)
TRAVEL = Rule(
    id="travel",
    kind=Kind.FEASIBILITY,
    says="{mentors} with no place that both can reach",
    means="A meeting is at one of the pair's places: usable for both, not beaten by another, among the first few.",
    compares="Each side's journey with its limits of minutes and money, a modelled one with `doubt` on top; step-free "
    "and alcohol where somebody said so; phone and video where both accept them. A place is beaten where another takes "
    "neither of the two longer or costs them more, and is better in something.",
    set_in=(
        "people.max_minutes", "people.max_fare", "people.travels_by", "people.meets", "people.step_free",
        "people.not_where_alcohol", "mentors.max_minutes", "mentors.max_fare", "mentors.travels_by", "mentors.meets",
        "mentors.step_free", "mentors.not_where_alcohol", "venues.one_to_one", "venues.step_free",
        "venues.alcohol_served", "policy.max_minutes", "policy.doubt", "policy.places",
    ),
)  # fmt: skip
HOURS = Rule(
    id="common-hour",
    kind=Kind.FEASIBILITY,
    says="{mentors} with no hour in common at such a place",
    means="A meeting is at an hour at which the place is open and both are free, the way there and back included.",
    compares="The meeting with duty hours and opening; the meeting and the way there and back with the hours of each; "
    "commitments that share a date, with the way between the two places; the first and the last bus.",
    set_in=(
        "people.availability", "people.rhythm", "people.meeting_minutes", "mentors.availability", "venues.open",
        "commitments.when", "activities.fixed", "policy.duty_hours", "policy.default_availability", "policy.start_step",
        "policy.meeting_minutes",
    ),
)  # fmt: skip
DATES = Rule(
    id="dates",
    kind=Kind.FEASIBILITY,
    says="{mentors} with too few dates left in the term",
    means="Enough dates of a meeting are left in the term.",
    compares="The planned dates less bank holidays, closures and dates away: at least half must be left. A pair "
    "without a planned date passes.",
    set_in=(
        "people.away", "people.available_from", "mentors.away", "venues.open_on_bank_holidays", "closures.from",
        "closures.to",
    ),
)  # fmt: skip
APPROVAL = Rule(
    id="approval",
    kind=Kind.APPROVAL,
    says="{mentors} only if the officer agrees",
    means="Where an officer must agree first, nobody is proposed whom one refused or may not be asked about, and every "
    "other idea is marked until the yes is recorded.",
    compares="The latest row for the pair, or for the mentee and any mentor, with today. Refused: no idea. None: an "
    "idea marked as needing an approval, unless the mentor may not be asked about or `approvals` is \"report\".",
    set_in=(
        "people.needs_approval", "mentors.needs_approval", "mentors.may_ask_officer", "approvals.decision",
        "approvals.until", "policy.approvals",
    ),
)  # fmt: skip
FLOOR = Rule(
    id="floor",
    kind=Kind.POLICY,
    says="{mentors} possible, but talk first",
    means="An idea is never of fewer points than the floor.",
    compares="The quality of the pair at the place with `floor`; 0 is no floor.",
    set_in=("policy.floor", "policy.weights"),
)
PLACES = Rule(
    id="places",
    kind=Kind.FEASIBILITY,
    says="{mentors} with no place free",
    means="Nobody is proposed whose mentor has no place free at all.",
    compares="Places and new people that the mentor takes, less people elsewhere and pairs that hold a place.",
    set_in=("mentors.max_people", "mentors.people_elsewhere", "mentors.new_people", "pairs.state"),
)
CLEARANCE = Rule(
    id="clearance",
    kind=Kind.SAFEGUARDING,
    says="{mentors} without a clearance valid long enough",
    means="A mentor's clearance is known, holds today, and lasts for enough of the dates of a new pair.",
    compares="The clearance's last day with today, and with the first `min_dates` planned dates of the meeting.",
    set_in=("mentors.clearance_until", "policy.min_dates"),
)
TRAINING = Rule(
    id="training",
    kind=Kind.SAFEGUARDING,
    says="{mentors} without the training",
    means="A mentor has every training required, and it is in date.",
    compares="The mentor's training with what the programme requires, capitals and blanks left aside; its last "
    "day with today.",
    set_in=("mentors.training", "mentors.trained_until", "policy.required_training"),
)
KEEP_APART = Rule(
    id="keep-apart",
    kind=Kind.SAFEGUARDING,
    says="{mentors} who must be kept apart",
    means="Two who are kept apart are no pair, and nobody meets near a commitment of somebody kept apart from them.",
    compares="The rows in force today; the meeting with commitments at the same venue on a shared date, with "
    "`keep_apart_margin` around them.",
    set_in=("keep_apart.people", "keep_apart.until", "commitments.at", "policy.keep_apart_margin"),
)
NOT_AT = Rule(
    id="not-at",
    kind=Kind.SAFEGUARDING,
    says="{mentors} only at places that are ruled out",
    means="Nobody meets at a place they may not go to.",
    compares="The venue of the meeting with the venues ruled out for either.",
    set_in=("people.not_at", "mentors.not_at"),
)
CURFEW = Rule(
    id="home-by",
    kind=Kind.SAFEGUARDING,
    says="{mentors} only at hours that are ruled out",
    means="Everybody is home again in time, and not out too early.",
    compares="The start less the way there with `out_from`, the end and the way back with `home_by`; a meeting by "
    "phone or video keeps nobody out.",
    set_in=("people.home_by", "people.out_from", "mentors.home_by", "mentors.out_from"),
)
FIRST_MEETINGS = Rule(
    id="first-meetings",
    kind=Kind.SAFEGUARDING,
    says="{mentors} only where nobody is on duty for the first meetings",
    means="First meetings take place where staff are on duty.",
    compares="Of a new pair that meets in person: whether the venue takes first meetings, and is staffed throughout.",
    set_in=("venues.first_meeting_ok", "venues.staffed", "policy.supervised_meetings"),
)

RULES: tuple[Rule, ...] = (
    SAME_PERSON,
    PAUSED,
    STATE,
    REQUIRES,
    STAGE,
    AREAS,
    TRAVEL,
    HOURS,
    DATES,
    APPROVAL,
    PLACES,
    KEEP_APART,
    CLEARANCE,
    TRAINING,
    NOT_AT,
    CURFEW,
    FIRST_MEETINGS,
    FLOOR,
)
"""In the order in which refusals are counted."""

# Rules about a whole plan rather than one pair: the judge's breaches carry these ids too.
WANTS = Rule(
    id="wants",
    kind=Kind.CONSENT,
    says="more mentors than wished for",
    means="Nobody gets more mentors than they wish for, those they hold counted.",
    compares="The number of a mentee's pairs with `wants`.",
    set_in=("people.wants",),
)
CASELOAD = Rule(
    id="caseload",
    kind=Kind.CONSENT,
    says="more people than a mentor has places for",
    means="No mentor gets more new people than they have places for.",
    compares="The number of a mentor's ideas with the places left (see `places`).",
    set_in=("mentors.max_people", "mentors.people_elsewhere", "mentors.new_people"),
)
WEEKLY_HOURS = Rule(
    id="hours",
    kind=Kind.CONSENT,
    says="more minutes in a week than a mentor has",
    means="In no week does a mentor give more minutes than they have.",
    compares="Meetings, sessions led, and the way there and back, week by week, with the mentor's hours.",
    set_in=("mentors.hours_a_week", "activities.fixed_leaders", "policy.minutes_a_week"),
)
DIARY = Rule(
    id="diary",
    kind=Kind.FEASIBILITY,
    says="two things at once, or too little time to get from one to the other",
    means="Nobody has two meetings too near to each other on one day.",
    compares="The gap between two meetings that share a date with the minutes between their places.",
    set_in=("people.travels_by", "mentors.travels_by"),
)
MARGIN = Rule(
    id="keep-apart-margin",
    kind=Kind.SAFEGUARDING,
    says="two who are kept apart, too close at one venue",
    means="Meetings of people who are kept apart are far enough from each other at one venue.",
    compares="The gap between two meetings at one venue that share a date with `keep_apart_margin`.",
    set_in=("keep_apart.people", "policy.keep_apart_margin"),
)
HELD = Rule(
    id="held",
    kind=Kind.CONSENT,
    says="a pair that people made is missing",
    means="Every pair that people made stays as they made it: in the plan, or on hold.",
    compares="The pairs that hold their place today with the plan: their state, their meeting, what is on hold.",
    set_in=("pairs.state", "pairs.place", "pairs.meeting"),
)
PIN = Rule(
    id="pin",
    kind=Kind.POLICY,
    says="a pair to be kept together is missing",
    means="Every pair that the coordinator keeps together is in the plan, or named as left out.",
    compares="The pairs marked as kept together with the plan and with what it names as left out.",
    set_in=("pairs.pinned",),
)

PLAN_RULES: tuple[Rule, ...] = (WANTS, CASELOAD, WEEKLY_HOURS, DIARY, MARGIN, HELD, PIN)

# Rules about sessions: docs/timetable.md.
SESSION_PLACE = Rule(
    id="session-place",
    kind=Kind.FEASIBILITY,
    says="no venue where it could be",
    means="A session is at a venue that is open then, suits the activity, and has what it needs.",
    compares="The venue with `venues`, `facilities`, `outdoor`, `opening` and `capacity`.",
    set_in=("activities.venues", "activities.facilities", "activities.outdoor", "venues.open", "venues.capacity"),
)
SESSION_TIME = Rule(
    id="session-time",
    kind=Kind.FEASIBILITY,
    says="no hour at which it may be",
    means="A session is at an hour at which the activity may be, of its own length and rhythm.",
    compares="The slot with `times`, `minutes`, `rhythm` and `start_step`, or with the fixed slots.",
    set_in=("activities.times", "activities.minutes", "activities.rhythm", "policy.start_step"),
)
SESSION_DATES = Rule(
    id="session-dates",
    kind=Kind.FEASIBILITY,
    says="too many dates are lost",
    means="At least half of a session's dates are held, and at least half of them are for each who comes.",
    compares="Planned dates with bank holidays, closures, dates away, and daylight out of doors.",
    set_in=("closures.from", "venues.open_on_bank_holidays", "venues.lit", "policy.sunset_margin"),
)
SESSION_LEADERS = Rule(
    id="session-leaders",
    kind=Kind.POLICY,
    says="nobody who can lead it, or too few",
    means="A session has leaders enough, who are able to lead it, one of whom has lived it.",
    compares="The leaders with `leads`, `least_leaders`, `people_per_leader`, `lived_experience_leader`, `first_aid`.",
    set_in=("mentors.leads", "staff.leads", "activities.least_leaders", "activities.people_per_leader"),
)
SESSION_SIZE = Rule(
    id="session-size",
    kind=Kind.FEASIBILITY,
    says="too few, or too many",
    means="A session has neither too few who are expected, nor more than may come or fit in.",
    compares="Those enrolled with `smallest` by turnout, with `largest`, and with the venue's room.",
    set_in=("activities.smallest", "activities.largest", "activities.turnout", "policy.turnout", "venues.capacity"),
)
SESSION_ROOMS = Rule(
    id="session-rooms",
    kind=Kind.FEASIBILITY,
    says="no room free",
    means="No venue has more sessions at a time than rooms.",
    compares="Sessions that share a minute of a date at one venue with its rooms.",
    set_in=("venues.rooms", "venues.takes_room"),
)
SESSION_NUMBER = Rule(
    id="session-number",
    kind=Kind.POLICY,
    says="more sessions than asked for",
    means="No activity has more sessions than are asked for.",
    compares="The sessions of an activity with `sessions`.",
    set_in=("activities.sessions",),
)
SESSION_FOR_WHOM = Rule(
    id="session-for-whom",
    kind=Kind.CONSENT,
    says="not for them, or not wanted",
    means="Nobody is in a session that is not for them, or that they do not want.",
    compares="`for_whom` and `closed_after_week` with the person, the activity with their `vetoes`.",
    set_in=("activities.for_whom", "activities.closed_after_week", "people.vetoes", "people.max_sessions"),
)
SESSION_OFTEN = Rule(
    id="session-often",
    kind=Kind.POLICY,
    says="one activity too often",
    means="Nobody is in one activity more often a week than it says.",
    compares="A person's sessions of one activity in each week with `a_week`.",
    set_in=("activities.a_week",),
)
SESSION_CEILING = Rule(
    id="session-ceiling",
    kind=Kind.CONSENT,
    says="more in a week than they wish for",
    means="Nobody has more sessions and meetings in a week than they said.",
    compares="A person's sessions and meetings in each week with `max_sessions`.",
    set_in=("people.max_sessions", "mentors.max_sessions", "staff.max_sessions"),
)
SESSION_BUDGET = Rule(
    id="session-budget",
    kind=Kind.POLICY,
    says="more than the budget",
    means="No heading is overspent, in a week or over the term.",
    compares="Hire, food, fares and sessional staff, by heading, with the budgets.",
    set_in=("policy.budgets",),
)
SESSION_FIXED = Rule(
    id="session-fixed",
    kind=Kind.POLICY,
    says="a fixed session that cannot be",
    means="Every fixed session takes place with its people, or is named as left out.",
    compares="The fixed slots, leaders and people with the sessions, and with what is named as left out.",
    set_in=("activities.fixed", "activities.fixed_venue", "activities.fixed_leaders", "activities.fixed_people"),
)

SESSION_RULES: tuple[Rule, ...] = (
    SESSION_TIME,
    SESSION_PLACE,
    SESSION_DATES,
    SESSION_NUMBER,
    SESSION_FIXED,
    SESSION_LEADERS,
    SESSION_SIZE,
    SESSION_ROOMS,
    SESSION_FOR_WHOM,
    SESSION_OFTEN,
    SESSION_CEILING,
    SESSION_BUDGET,
)
"""Beside these a session keeps rules of pairs and meetings: travel, common-hour, clearance, training and so on."""

BY_ID: dict[str, Rule] = {rule.id: rule for rule in (*RULES, *PLAN_RULES, *SESSION_RULES)}


def shown_as(rule: Rule) -> Rule:
    """The rule under which a refusal is shown to anybody: safeguarding reads as lack of places."""
    return PLACES if rule.kind is Kind.SAFEGUARDING else rule
