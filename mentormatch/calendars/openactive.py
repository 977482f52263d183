"""Public groups as OpenActive SessionSeries with their ScheduledSessions, in JSON-LD: what anybody may know.

Only activities that somebody marked public, with a date, are in it; nobody who comes or leads is, nor who it is for
beyond "women" or "men". https://openactive.io/modelling-opportunity-data/
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from mentormatch.domain.appointments import Appointment, Disclosed
from mentormatch.domain.folding import folded
from mentormatch.domain.frozen import frozen
from mentormatch.domain.places import Activity, Form, Venue
from mentormatch.domain.telling import Office
from mentormatch.term.daylight import latitude_longitude

LIST = "https://openactive.io/activity-list"
CONTEXT = "https://openactive.io/"
_FOR_WHOM = {"gender: woman": "https://openactive.io/FemaleOnly", "gender: man": "https://openactive.io/MaleOnly"}
_SCHEDULED, _CANCELLED = "https://schema.org/EventScheduled", "https://schema.org/EventCancelled"
Node = dict[str, Any]


@frozen
class Feed:
    """body: a JSON array of SessionSeries. left_out: why a public activity is not in it. guarded: activity -> how many
    of those who come or lead have a rule that protects them, so that its hour and place had better not be known."""

    body: bytes
    series: int
    left_out: tuple[str, ...] = ()
    guarded: Mapping[str, int]


def feed(disclosed: Disclosed) -> Feed:
    """The public sessions of a plan."""
    office, as_of = disclosed.tellings.office, disclosed.programme.as_of
    nodes: list[Node] = []
    left_out: list[str] = []
    guarded: dict[str, int] = {}
    for activity in disclosed.programme.activities:
        telling = disclosed.tellings.group(activity.id)
        if not telling.published_on(as_of):
            continue
        concept = _concept(telling.listed_as or activity.name)
        why = _unfit(activity, telling.listed_as or activity.name, concept)
        for session in () if why else disclosed.for_group(activity.id):
            place = _place(session.venue) if session.venue else None
            if place is None:
                left_out.append(f"{session.key[-1]}: its venue has neither a whole address nor a postcode.")
            elif session.held:
                nodes.append(
                    _series(session, activity, concept or {}, place, office, disclosed.programme.term.timezone)
                )
        if why:
            left_out.append(why)
        elif number := disclosed.guarded(activity.id):
            guarded[activity.id] = number
    body = json.dumps(nodes, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return Feed(body=body.encode(), series=len(nodes), left_out=tuple(left_out), guarded=guarded)


def _unfit(activity: Activity, label: str, concept: Node | None) -> str:
    if activity.form is Form.INDIVIDUAL:
        return f"{activity.id}: what shapes one person's own support is never published."
    if [one for one in activity.for_whom if folded(one) not in _FOR_WHOM]:
        return f"{activity.id}: whom it is for cannot be told without telling why people come."
    if concept is None:
        return f'{activity.id}: "{label}" is not in the OpenActive activity list; fill in listed_as in activities.csv.'
    return ""


def _series(
    session: Appointment, activity: Activity, concept: Node, place: Node, office: Office, timezone: str
) -> Node:
    base = office.website.rstrip("/")
    id = f"{base}/#{quote(session.key[-1], safe='')}"
    events = sorted([*((day, _SCHEDULED) for day in session.held), *((day, _CANCELLED) for day in session.not_held)])
    out: Node = {
        "@context": CONTEXT,
        "@type": "SessionSeries",
        "@id": id,
        "identifier": session.key[-1],
        "name": activity.name,
        "url": office.website,
        "activity": [concept],
        "organizer": {"@type": "Organization", "@id": f"{base}/#organizer", "name": office.name, "url": office.website}
        | ({"telephone": office.phone} if office.phone else {}),
        "location": place,
        "offers": [
            {"@type": "Offer", "identifier": "free", "name": "Free of charge", "price": 0, "priceCurrency": "GBP"}
        ],
        "isAccessibleForFree": True,
        "duration": f"PT{session.slot.minutes}M",
        "maximumAttendeeCapacity": activity.largest,
        "subEvent": [_scheduled(id, day, status, session, timezone) for day, status in events],
    }
    restriction = [_FOR_WHOM[folded(one)] for one in activity.for_whom]
    return out | ({"genderRestriction": restriction[0]} if restriction else {})


def _scheduled(series: str, day: dt.date, status: str, session: Appointment, timezone: str) -> Node:
    start = dt.datetime.combine(day, dt.time(), ZoneInfo(timezone)) + dt.timedelta(minutes=session.slot.start)
    return {
        "@type": "ScheduledSession",
        "@id": f"{series}-{day:%Y%m%d}",
        "identifier": f"{session.key[-1]}-{day:%Y%m%d}",
        "startDate": start.isoformat(),
        "endDate": (start + dt.timedelta(minutes=session.slot.minutes)).isoformat(),
        "duration": f"PT{session.slot.minutes}M",
        "eventStatus": status,
    }


def _place(venue: Venue) -> Node | None:
    """Where it is: address or position; None where neither is known well enough to send people there."""
    postcode = venue.spot.postcode
    out: Node = {"@type": "Place", "name": venue.name}
    if venue.address and venue.town and venue.area and postcode:
        out["address"] = {
            "@type": "PostalAddress",
            "streetAddress": venue.address,
            "addressLocality": venue.town,
            "addressRegion": venue.area,
            "postalCode": postcode,
            "addressCountry": "GB",
        }
    if venue.spot.known and postcode:
        north, east = latitude_longitude(venue.spot.easting, venue.spot.northing)
        out["geo"] = {"@type": "GeoCoordinates", "latitude": _shown(north), "longitude": _shown(east)}
    return out if len(out) > 2 else None


def _shown(degrees: float) -> float:
    """Degrees to a thousandth; with a fourth place where fewer than three would be written, as readers want three."""
    rounded = round(degrees, 3)
    return rounded if len(f"{rounded}".rpartition(".")[2]) >= 3 else round(rounded + 0.0001, 4)


def _concept(label: str) -> Node | None:
    found = _labels().get(folded(label))
    if found is None:
        return None
    id, called = found
    return {"@type": "Concept", "@id": f"{LIST}#{id}", "prefLabel": called, "inScheme": LIST}


@cache
def _labels() -> Mapping[str, tuple[str, str]]:
    """Id and label by folded label, other labels included where no concept is called so itself."""
    text = resources.files("mentormatch.calendars").joinpath("data/activity_list.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    out = {folded(other): (id, label) for id, label, others in rows for other in others.split("|") if other}
    return out | {folded(label): (id, label) for id, label, _ in rows}
