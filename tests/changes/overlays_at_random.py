"""Random overlays over the small folder of tests/files: every kind of change, drawn by hypothesis."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from mentormatch.changes import Add, Change, ChangeRows, Close, Overlay, Rate, Remove, Settings, Stop, Where
from mentormatch.domain.problem import Cell

LINE = Cell(file="scenario.toml", row=1)
ANN, BOB = Where(has={"id": ("M001",)}), Where(has={"id": ("M004",)})
BOTH = Where(has={"id": ("M001", "M004")})

CHANGES: dict[str, st.SearchStrategy[Change]] = {
    "people": st.builds(
        lambda minutes, who: ChangeRows(source=LINE, table="people", where=who, sets={"max_minutes": str(minutes)}),
        st.integers(5, 90),
        st.sampled_from([Where(), Where(has={"bus_pass": ("own",)}), Where(but={"bus_pass": ("own",)})]),
    ),
    "caseload": st.builds(
        lambda more: ChangeRows(source=LINE, table="mentors", where=ANN, plus={"max_people": Decimal(more)}),
        st.integers(0, 4),
    ),
    "hours": st.builds(
        lambda percent: ChangeRows(
            source=LINE, table="mentors", where=BOTH, scale={"hours_a_week": Rate(percent=Decimal(percent))}
        ),
        st.integers(25, 200),
    ),
    "ways": st.builds(
        lambda joins: ChangeRows(
            source=LINE,
            table="mentors",
            where=BOB,
            joins={"languages": ("Polish",)} if joins else {},
            leaves={} if joins else {"travels_by": ("bus",)},
        ),
        st.booleans(),
    ),
    "add": st.builds(
        lambda number: Add(source=LINE, table="mentors", cells={"id": f"M1{number:02}", "home": "Girvan"}),
        st.integers(0, 99),
    ),
    "remove": st.just(Remove(source=LINE, table="venues", where=Where(has={"id": ("hall",)}))),
    "close": st.just(
        Close(source=LINE, where=Where(has={"id": ("library",)}), first="2027-02-01", last="2027-02-14", why="paint")
    ),
    "stop": st.just(Stop(source=LINE, mode="bus", after=18 * 60)),
    "settings": st.builds(
        lambda minutes, percent: Settings(
            source=LINE,
            sets={("policy", "max_minutes"): minutes},
            scale={("travel", "bus", "metres_per_hour"): Rate(percent=Decimal(percent))},
        ),
        st.integers(10, 90),
        st.sampled_from([50, 75, 100, 150]),
    ),
}
"""By what they touch: any two of different names are independent."""


@st.composite
def overlays(draw: st.DrawFn, most: int = 5) -> list[Overlay]:
    """Overlays of one change each, independent of each other."""
    names = draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=most, unique=True))
    return [Overlay(name=name, changes=(draw(CHANGES[name]),)) for name in names]
