"""Minutes between two places for one person, and from where their commitments take place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mentormatch.candidates.candidates import NEVER, Between
from mentormatch.candidates.journeys import REMOTE_PLACES, JourneyMatrices
from mentormatch.domain.people import Member
from mentormatch.domain.programme import Programme
from mentormatch.domain.travelling import Mode, Pace, Spot
from mentormatch.travel import Spots, Travel

NOWHERE = -1
"""The site of a commitment whose place nobody knows."""


@attrs.frozen(eq=False, kw_only=True)
class Sites:
    """Where commitments take place: venues first, in their order, then other spots.

    to_place, from_place: int16, shape (n_classes, n_sites, n_places), minutes by class of person.
    """

    index_by_venue: Mapping[str, int]
    index_by_spot: Mapping[Spot, int]
    class_by_person: Mapping[str, int]
    to_place: np.ndarray
    from_place: np.ndarray

    def index(self, venue: str | None, spot: Spot | None) -> int:
        """The site of a commitment: its venue, else its spot, else NOWHERE."""
        if venue is not None and venue in self.index_by_venue:
            return self.index_by_venue[venue]
        if spot is None or not spot.known:
            return NOWHERE
        return self.index_by_spot[spot]


def ways_between(programme: Programme, travel: Travel, matrices: JourneyMatrices) -> tuple[Between, Sites]:
    """Minutes between places, and between the sites of commitments and places, by class of person."""
    class_by_person, classes = classes_of(programme.staff, programme.mentees, programme.mentors)
    index_by_venue = {venue.id: at for at, venue in enumerate(programme.venues)}
    index_by_spot: dict[Spot, int] = {}
    for commitment in programme.commitments:
        if commitment.venue not in index_by_venue and commitment.spot is not None and commitment.spot.known:
            index_by_spot.setdefault(commitment.spot, len(index_by_venue) + len(index_by_spot))
    spots = [*(venue.spot for venue in programme.venues), *index_by_spot]
    known = np.array([spot.known for spot in spots], dtype=bool)
    origins = travel.spots(spots)
    by_mode = _minutes_by_mode(travel, origins, matrices.venues, classes)
    n_venues, n_sites = len(programme.venues), len(spots)
    there = np.zeros((len(classes), n_sites, n_venues + REMOTE_PLACES), dtype=np.int16)
    back = there.copy()
    for at, (modes, pace) in enumerate(classes):
        for out, direction in ((there, 0), (back, 1)):
            least = np.full((n_sites, n_venues), NEVER, dtype=np.int16)
            for mode in modes:
                least = np.minimum(least, by_mode[mode, pace][direction])
            least[~known] = 0
            least[:, ~known[:n_venues]] = 0
            np.fill_diagonal(least[:n_venues], 0)
            out[at, :, :n_venues] = least
    places = np.zeros((len(classes), n_venues + REMOTE_PLACES, n_venues + REMOTE_PLACES), dtype=np.int16)
    places[:, :n_venues] = there[:, :n_venues]
    sites = Sites(
        index_by_venue=index_by_venue,
        index_by_spot=index_by_spot,
        class_by_person=class_by_person,
        to_place=there,
        from_place=back,
    )
    return Between(class_by_person=class_by_person, minutes=places), sites


WayClass = tuple[frozenset[Mode], Pace]


def classes_of(
    staff: Sequence[Member], mentees: Sequence[Member], mentors: Sequence[Member]
) -> tuple[dict[str, int], list[WayClass]]:
    """Class by id, of the mentor row, else the mentee row, else the staff row; and what each class is."""
    index: dict[WayClass, int] = {}
    by_person: dict[str, int] = {}
    for rows in (staff, mentees, mentors):
        for member in rows:
            by_person[member.id] = index.setdefault(_class_of(member), len(index))
    return by_person, list(index)


def _class_of(member: Member) -> WayClass:
    modes = frozenset(member.modes) - {Mode.LIFT}
    return modes or frozenset((Mode.FOOT,)), member.pace


def _minutes_by_mode(
    travel: Travel, sites: Spots, venues: Spots, classes: list[WayClass]
) -> dict[tuple[Mode, Pace], tuple[np.ndarray, np.ndarray]]:
    """Minutes from each site to each venue and from each venue to each site by mode and pace; both (n_sites, n_venues).

    Each way is a journey of its own: the way back of a journey by car is by bus beyond a ferry, one that begins there
    is not.
    """
    out = {}
    for mode, pace in {(mode, pace) for modes, pace in classes for mode in modes}:
        there = travel.legs(sites, venues, mode, pace).minutes
        out[mode, pace] = there, travel.legs(venues, sites, mode, pace).minutes.T
    return out
