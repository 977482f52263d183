"""Candidates of a changed programme from those of the one it was: only what the change touches is looked at anew.

`patched` gives what `sieved` would, in every column: pairs of two people whom nothing touched are taken over as they
are, all others go through the rules. `without_mentors` is the plainest case: nothing is looked at, some rows go.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs
import numpy as np

from mentormatch.candidates.candidates import Between, Candidates
from mentormatch.candidates.columns import EMPTY, Columns, in_pair_order
from mentormatch.candidates.held import standing_of
from mentormatch.candidates.pins import unknown_people
from mentormatch.candidates.roster import Roster, roster_of
from mentormatch.candidates.sieve import (
    NOBODY,
    Sieved,
    found_in,
    put_together,
    refused_by_rule,
    sieved_from,
    sifted,
    travel_of,
)
from mentormatch.candidates.touched import Matched, Touched, touched
from mentormatch.candidates.ways import classes_of
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.travel import Travel


@attrs.frozen(eq=False, kw_only=True)
class Patched:
    """What was found, and what was looked at for it."""

    sieved: Sieved
    touched: Touched


def patched(base: Sieved, programme: Programme, history: History, travel: Travel | None = None) -> Patched:
    """The candidates of a programme, those of `base` taken over wherever nothing has changed.

    Where a rule of all pairs is another (the term, areas kept apart, hours of duty ...), or the base has pins that can
    never be, everything is looked at; `touched.everything` then says why.
    """
    roster = roster_of(programme, history, _travel(base.roster, programme) if travel is None else travel)
    standing = standing_of(roster)
    anew = touched((base.roster, base.standing), (roster, standing))
    if base.candidates.input_problems and anew.everything is None:
        everybody = np.ones(len(roster.mentees), dtype=bool), np.ones(len(roster.mentors), dtype=bool)
        anew = Touched(mentees=everybody[0], mentors=everybody[1], everything="pins")
    if anew.everything is not None or anew.mentees.all() or anew.mentors.all():
        return Patched(sieved=sieved_from(roster, standing, history), touched=anew)
    mentees = Matched.of(base.roster.mentees.index, roster.mentees.ids)
    mentors = Matched.of(base.roster.mentors.index, roster.mentors.ids)
    kept = _kept(base, roster.places, (mentees, mentors), anew)
    ruled = np.full((len(roster.mentees), len(roster.mentors)), NOBODY, dtype=np.uint8)
    rows, columns = np.flatnonzero(~anew.mentees), np.flatnonzero(~anew.mentors)
    ruled[np.ix_(rows, columns)] = base.ruled[np.ix_(mentees.old[rows], mentors.old[columns])]
    problems = list(unknown_people(roster))
    parts = [kept]
    parts += found_in(sifted(roster, standing, ruled, anew.mentees), standing, problems)
    parts += found_in(sifted(roster, standing, ruled, ~anew.mentees, anew.mentors), standing, problems)
    return Patched(
        sieved=put_together(roster, standing, history, ruled, in_pair_order(parts, len(roster.mentors)), problems),
        touched=anew,
    )


def _travel(like: Roster, programme: Programme) -> Travel:
    """Travel on the figures of a programme: that of the base, with all it has reckoned, where these are the same."""
    then = like.programme
    same = (then.policy.travel, then.journeys, then.as_of) == (
        programme.policy.travel,
        programme.journeys,
        programme.as_of,
    )
    return like.journey_matrices.travel if same else travel_of(programme)


def _kept(base: Sieved, places: Sequence[str], people: tuple[Matched, Matched], anew: Touched) -> Columns:
    """The columns of pairs whom nothing has touched, by the indexes they have now."""
    pairs = base.candidates
    now = [_index_now(len(of), who, ~again) for of, who, again in zip(
        (pairs.mentees, pairs.mentors), people, (anew.mentees, anew.mentors))]  # fmt: skip
    columns = _rows_of(pairs, (now[0][pairs.pair_mentee] >= 0) & (now[1][pairs.pair_mentor] >= 0))
    columns["pair_mentee"] = now[0][columns["pair_mentee"]].astype(np.int32)
    columns["pair_mentor"] = now[1][columns["pair_mentor"]].astype(np.int32)
    index = {name: at for at, name in enumerate(places)}
    place_now = np.array([*(index.get(name, len(places)) for name in pairs.places), -1], dtype=np.int16)
    columns["spot_place"] = place_now[columns["spot_place"]]  # the last one stands for "no place"
    if (columns["spot_place"] == len(places)).any():
        raise AssertionError("a pair that nothing touched meets at a place that is gone")
    return columns


def _index_now(n: int, who: Matched, untouched: np.ndarray) -> np.ndarray:
    """By person before, their index now where nothing touched them, else -1."""
    out = np.full(n, -1, dtype=np.intp)
    at = np.flatnonzero(untouched & (who.old >= 0))
    out[who.old[at]] = at
    return out


def _rows_of(pairs: Candidates, left: np.ndarray) -> Columns:
    """The columns of some pairs, bool by pair, counted from 0."""
    spots = left[pairs.spot_pair]
    options = spots[pairs.option_spot]
    by_level = {"pair": left, "spot": spots, "option": options}
    out = {name: getattr(pairs, name)[by_level[name.split("_")[0]]] for name in EMPTY}
    out["spot_pair"] = (np.cumsum(left) - 1)[out["spot_pair"]].astype(np.int32)
    out["option_spot"] = (np.cumsum(spots) - 1)[out["option_spot"]].astype(np.int32)
    return out


# ---------------------------------------------------------------------------------------------- some mentors fewer


def minus_mentors(programme: Programme, history: History, gone: Collection[str]) -> tuple[Programme, History]:
    """A programme whose list of mentors lacks some, with what the record says of pairs with them; all else stays."""
    lost = set(gone)
    left = evolve(programme, mentors=tuple(row for row in programme.mentors if row.id not in lost))
    pairs = tuple(row for row in history.pairs if row.mentor not in lost)
    approvals = tuple(row for row in history.approvals if row.mentor not in lost)
    return left, evolve(history, pairs=pairs, approvals=approvals)


def without_mentors(base: Sieved, gone: Collection[str]) -> Candidates:
    """The candidates of `minus_mentors` of the base's programme: rows go, and nothing is looked at.

    But for the rare case that one of these mentors is in another list too and gets about otherwise there, or that there
    are pins that can never be: then `patched` is asked. What comes out is the same in every column either way.
    """
    pairs, programme, lost = base.candidates, base.roster.programme, set(gone)
    mentors = tuple(row for row in programme.mentors if row.id not in lost)
    old_class, old_classes = classes_of(programme.staff, programme.mentees, programme.mentors)
    class_by_person, classes = classes_of(programme.staff, programme.mentees, mentors)
    same = [old_classes.index(one) for one in classes]
    other = any(same[at] != old_class[name] for name, at in class_by_person.items())
    if other or pairs.input_problems:
        return patched(base, *minus_mentors(programme, base.history, lost)).sieved.candidates
    stays = np.array([name not in lost for name in pairs.mentors], dtype=bool)
    now = np.where(stays, np.cumsum(stays) - 1, -1)
    columns = _rows_of(pairs, stays[pairs.pair_mentor])
    columns["pair_mentor"] = now[columns["pair_mentor"]].astype(np.int32)
    return Candidates(
        mentees=pairs.mentees,
        mentors=tuple(row.id for row in mentors),
        places=pairs.places,
        **columns,
        refused=refused_by_rule(base.ruled[:, stays]),
        free_places=pairs.free_places[stays],
        pins=tuple(row for row in pairs.pins if row.mentor not in lost),
        on_hold=tuple(row for row in pairs.on_hold if row.mentor not in lost),
        held=tuple(row for row in pairs.held if row.mentor not in lost),
        input_problems=(),
        between=Between(class_by_person=class_by_person, minutes=pairs.between.minutes[same]),
        led=tuple((int(now[mentor]), weeks, minutes) for mentor, weeks, minutes in pairs.led if stays[mentor]),
    )
