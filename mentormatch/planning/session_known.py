"""What a search for a timetable leaves to the search for one that differs little: its sessions, and its prices.

The sessions are a timetable to begin with, as far as they are possible there (scheduling/start.py). The prices of what
sessions share, and the patterns that the linear programme was about, are where the linear programme of the same tier
begins: it ends at a bound of its own, whatever the prices were, and mostly after a round or two. Rows and patterns are
told by what they are, since their numbers differ from programme to programme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mentormatch.domain.timetable import Session
from mentormatch.scheduling.alike import Where, patterns_told
from mentormatch.scheduling.case import Case
from mentormatch.scheduling.ways import Ways
from mentormatch.solving.blocks import RowName
from mentormatch.solving.branching import Leaf, NamedPrices
from mentormatch.solving.model import BoolArray, IntArray, Model
from mentormatch.solving.rows import add_rows

PATTERNS = {"diary": 2, "keep-apart-margin": 3}
"""Where a row's name has the numbers of patterns."""
PEOPLE = {
    "diary": (1,), "hours": (1,), "session-ceiling": (1,), "session-often": (1,), "leaders-load": (1,),
    "reach-group": (1,), "wish": (1,), "wish-first": (1,), "keep-apart-margin": (1, 2),
}  # fmt: skip
"""Where it has those of people."""
ACTIVITIES = {"session-often": 2, "session-number": 1}
VENUES = {"session-rooms": 1}
PLAIN = ("session-budget", "tier")
"""Rows whose names have no numbers of ours."""


@attrs.frozen(eq=False, kw_only=True)
class SessionsKnown:
    """Of one search: what its patterns, people, activities and venues were, in their order, and prices by tier."""

    patterns: tuple[Where, ...]
    people: tuple[str, ...]
    activities: tuple[str, ...]
    venues: tuple[str, ...]
    prices: Mapping[str, NamedPrices]

    @classmethod
    def of(cls, case: Case, prices: Mapping[str, NamedPrices]) -> SessionsKnown:
        """prices: of rows of the formulation of the case."""
        found = case.found
        return cls(
            patterns=tuple(patterns_told(case)),
            people=found.people,
            activities=tuple(row.id for row in found.patterns.activities),
            venues=tuple(row.id for row in found.patterns.venues),
            prices=dict(prices),
        )

    def prices_in(self, case: Case) -> dict[str, NamedPrices]:
        """The prices of rows that may be in another programme too, by their names there, and the patterns there."""
        there = SessionsKnown.of(case, {})
        patterns = _numbers(self.patterns, there.patterns)
        renamed = _Renamed(
            patterns=patterns,
            people=_numbers(self.people, there.people),
            activities=_numbers(self.activities, there.activities),
            venues=_numbers(self.venues, there.venues),
        )
        out = {}
        for tier, known in self.prices.items():
            names = ((renamed(name), price) for name, price in known.price.items())
            active = np.zeros(len(there.patterns), dtype=bool)
            active[[patterns[at] for at in np.flatnonzero(known.active).tolist() if at in patterns]] = True
            price = {name: price for name, price in names if name is not None}
            out[tier] = NamedPrices(price=price, scale=known.scale, active=active)
        return out


@attrs.frozen(eq=False, kw_only=True)
class Begin:
    """Where a search begins: sessions of a timetable that was made, and what its search knew, if it is known."""

    sessions: tuple[Session, ...]
    known: SessionsKnown | None = None


def begun(leaf: Leaf, active: BoolArray, price: IntArray) -> Leaf:
    """A leaf whose first linear programme has these patterns too. price: by row of the model as it is."""
    price, n_rows = np.append(price, np.zeros(len(leaf.limits), np.int64)), len(price)
    return attrs.evolve(
        leaf, active=active if leaf.active is None else leaf.active | active, price=price, n_rows=n_rows
    )


def with_prices(
    model: Model, names: Sequence[RowName], ways: Ways, known: NamedPrices
) -> tuple[Model, list[RowName], IntArray]:
    """A model with those rows of the diary that are priced and that it lacks; names and prices of all its rows.

    Such a row is added where its sessions exclude each other here as well.
    """
    names = list(names)
    at = {name: row for row, name in enumerate(names)}
    for name in known.price:
        if name not in at and name[0] == "diary":
            columns = ways.all_of(name[1], name[2])  # type: ignore[arg-type]
            if columns is not None:
                at[name] = model.n_rows
                model = add_rows(model, np.zeros(len(columns), np.int64), columns, 1, upper=1, n_rows=1)
                names.append(name)
    price = np.zeros(model.n_rows, dtype=np.int64)
    for name, one in known.price.items():
        if name in at:
            price[at[name]] = one
    return model, names, price


@attrs.frozen(eq=False, kw_only=True)
class _Renamed:
    """Rows' names in another programme. Each mapping: the number there by the number here, of what is in both."""

    patterns: Mapping[int, int]
    people: Mapping[int, int]
    activities: Mapping[int, int]
    venues: Mapping[int, int]

    def __call__(self, name: RowName) -> RowName | None:
        """None where something that it is about is not there, or where nobody knows. Of patterns those left count."""
        rule, out = str(name[0]), list(name)
        about = [(self.people, place) for place in PEOPLE.get(rule, ())]
        about += [(self.activities, ACTIVITIES[rule])] if rule in ACTIVITIES else []
        about += [(self.venues, VENUES[rule])] if rule in VENUES else []
        if rule not in PATTERNS and not about and rule not in PLAIN:
            return None
        for numbers, place in about:
            if out[place] not in numbers:
                return None
            out[place] = numbers[out[place]]  # type: ignore[index]
        if rule in PATTERNS:
            place = PATTERNS[rule]
            left = sorted(self.patterns[one] for one in out[place] if one in self.patterns)  # type: ignore[attr-defined]
            if not left:
                return None
            out[place] = tuple(left)
        return tuple(out)


def _numbers(here: Sequence[object], there: Sequence[object]) -> dict[int, int]:
    """The place in the one of each that is in the other too."""
    at = {what: number for number, what in enumerate(there)}
    return {number: at[what] for number, what in enumerate(here) if what in at}
