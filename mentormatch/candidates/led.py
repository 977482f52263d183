"""What sessions led take of a mentor's week."""

from __future__ import annotations

from mentormatch.candidates.journeys import journeys_of
from mentormatch.candidates.roster import Roster


def sessions_led(roster: Roster) -> tuple[tuple[int, int, int], ...]:
    """(mentor index, week mask, minutes with the least leg there and back), one for each fixed slot and leader.

    Limits are left aside; where the venue is not known, or there is no way, the way counts nothing.
    """
    programme, index = roster.programme, roster.mentors.index
    led = [
        (leader, activity.fixed_venue, slot)
        for activity in programme.activities
        for slot in activity.fixed
        for leader in sorted(set(activity.fixed_leaders))
        if leader in index
    ]
    leaders = sorted({leader for leader, _, _ in led})
    row = {leader: at for at, leader in enumerate(leaders)}
    members = [roster.mentors.members[index[leader]] for leader in leaders]
    ways = journeys_of(members, roster.journey_matrices, programme.policy, limits=False)
    place_index = {name: at for at, name in enumerate(roster.places)}
    out = []
    for leader, venue, slot in led:
        place = place_index.get(venue) if venue is not None else None
        way = 0
        if place is not None and ways.possible[row[leader], place]:
            way = int(ways.minutes[row[leader], place])
        weeks = roster.dates.mask_of(slot)
        if weeks:
            out.append((index[leader], weeks, slot.minutes + 2 * way))
    return tuple(sorted(out))
