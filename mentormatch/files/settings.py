"""programme.toml -> the programme's name, term and policy. Unknown keys and wrong values are told with their line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from mentormatch.domain import group_parts, parts, tiers
from mentormatch.domain.frozen import frozen
from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.policy import STAGES, Budget, Policy, Term
from mentormatch.domain.problem import Problems
from mentormatch.domain.telling import CalendarServer, Office
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.files.nearest import nearest
from mentormatch.files.shapes import fields_of
from mentormatch.files.toml import Toml
from mentormatch.files.values import (
    ELSEWHERE,
    Read,
    Wrong,
    country,
    day,
    number,
    policy_readers,
    several,
    text,
    truth,
    weeks,
    zone,
)

T = TypeVar("T", Office, CalendarServer)

FORMAT = 1
HEAD = ("format", "name", "synthetic", "areas", "as_of", "salt", "stages")
TOP = (*HEAD, "term", "office", "publish", "policy", *ELSEWHERE)
"""Keys and headings that there may be, in the order in which they are explained."""


@frozen
class Settings:
    """What programme.toml says; figures that were wrong stand at their defaults, and a problem tells of each."""

    name: str = "Programme"
    synthetic: bool = False
    areas: tuple[str, ...] = ()
    salt: str = "mentormatch"
    stages: tuple[str, ...] = STAGES
    term: Term
    as_of: dt.date
    policy: Policy = attrs.field(factory=Policy)
    office: Office = attrs.field(factory=Office)
    server: CalendarServer = attrs.field(factory=CalendarServer)


def read_settings(toml: Toml, problems: Problems) -> Settings | None:
    """The settings, or None where not even the term can be known."""
    return _Reader(toml, problems).settings()


@attrs.define(kw_only=False, eq=False)
class _Reader:
    toml: Toml
    problems: Problems

    def settings(self) -> Settings | None:
        top = self.toml.table
        self._format(top)
        self._unknown(top, TOP, ())
        term = self._term(top)
        readers: dict[str, Read] = {
            "name": text,
            "synthetic": truth,
            "areas": several(text),
            "salt": text,
            "stages": several(text),
            "as_of": day,
        }
        given = {name: value for name in readers if (value := self._value(top, (name,), readers[name])) is not None}
        policy = self._policy(top)
        office, server = self._texts("office", Office), self._texts("publish", CalendarServer)
        if term is None:
            return None
        given.setdefault("as_of", term.first_day)
        if given["as_of"] > term.last_day:
            says = f"lies after the term's last day, {term.last_day.isoformat()}"
            self.problems.warn(says, where=self.toml.cell("as_of"), seen=given["as_of"].isoformat())
        if len(given.get("stages", STAGES)) < 2:
            self.problems.error("must name two stages or more", where=self.toml.cell("stages"))
        return Settings(**given, term=term, policy=policy, office=office, server=server)

    def _texts(self, heading: str, cls: type[T]) -> T:
        """A table whose settings are all texts."""
        table, known = self._table(heading), tuple(field.name for field in fields_of(cls))
        self._unknown(table, known, (heading,))
        given = {name: self._value(table, (heading, name), text) for name in known}
        return cls(**{name: value for name, value in given.items() if value is not None})

    def _format(self, top: dict[str, Any]) -> None:
        said = top.get("format")
        if said == FORMAT and not isinstance(said, bool):
            return
        if said is None:
            self.problems.error(
                "does not say which format it is in",
                where=self.toml.cell(),
                remedy="Write format = 1 into its first line.",
            )
        elif isinstance(said, int) and said > FORMAT:
            self.problems.error(
                "is a format of a later mentormatch",
                where=self.toml.cell("format"),
                seen=f"format = {said}",
                remedy="Install that one, or write the folder anew in format 1.",
            )
        else:
            self.problems.error(
                "is not a format that is known",
                where=self.toml.cell("format"),
                seen=f"format = {said}",
                remedy="Write format = 1.",
            )

    def _unknown(self, table: Mapping[str, Any], known: tuple[str, ...], path: tuple[str, ...]) -> None:
        for name in table:
            if name in known:
                continue
            meant = nearest(name, known)
            heading = f" below [{'.'.join(path)}]" if path else ""
            remedy = f'Nearest: "{meant}".' if meant else f"Known{heading}: {', '.join(known)}."
            if not meant and not path and name in policy_readers():
                remedy = "Write it below the heading [policy]."
            self.problems.error(
                f"is not a setting that is known{heading}", where=self.toml.cell(*path, name), seen=name, remedy=remedy
            )

    def _value(self, table: Mapping[str, Any], path: tuple[str, ...], read: Read) -> Any:
        """The value at the end of a path, or None, told if it is wrong."""
        if path[-1] not in table:
            return None
        try:
            return read(table[path[-1]])
        except Wrong as fault:
            self._tell(path, fault.says, table[path[-1]], fault.remedy)
            return None

    def _tell(self, path: tuple[str, ...], says: str, seen: Any = None, remedy: str = "") -> None:
        shown = path[-1] if seen is None or isinstance(seen, (dict, list)) else f"{path[-1]} = {_shown(seen)}"
        if says.startswith('"'):  # it quotes the piece at fault itself
            says, shown = f"{path[-1]}: {says}", ""
        self.problems.error(says.removesuffix("."), where=self.toml.cell(*path), seen=shown or None, remedy=remedy)

    def _table(self, name: str) -> dict[str, Any]:
        """The table under a heading; empty where there is none or it is no table."""
        value = self.toml.table.get(name, {})
        if isinstance(value, dict):
            return value
        self._tell((name,), "must be a table", remedy=f"Write [{name}] on a line of its own, and its settings below.")
        return {}

    def _term(self, top: dict[str, Any]) -> Term | None:
        remedy = "Write [term] and below it first_day = 2027-01-11 and weeks = 26."
        if "term" not in top:
            self.problems.error("does not say which term is planned", where=self.toml.cell(), remedy=remedy)
            return None
        table = self._table("term")
        self._unknown(table, tuple(field.name for field in fields_of(Term)), ("term",))
        readers: dict[str, Read] = {"first_day": day, "weeks": weeks, "timezone": zone, "bank_holidays": country}
        given = {
            name: value
            for name, read in readers.items()
            if (value := self._value(table, ("term", name), read)) is not None
        }
        if "first_day" not in given:
            if "first_day" not in table:
                self.problems.error(
                    "does not say on which day the term begins", where=self.toml.cell("term"), remedy=remedy
                )
            return None
        return Term(**given)

    def _policy(self, top: dict[str, Any]) -> Policy:
        readers = policy_readers()
        table = self._table("policy")
        if elsewhere := [name for name in ELSEWHERE if name in table]:
            for name in elsewhere:
                heading = "[[budgets]]" if name == "budgets" else f"[{name}]"
                self._tell(
                    ("policy", name),
                    "has a heading of its own",
                    remedy=f"Write it below {heading}, not below [policy].",
                )
        self._unknown({name: table[name] for name in table if name not in ELSEWHERE}, tuple(readers), ("policy",))
        given: dict[str, Any] = {}
        for name, read in readers.items():
            value = self._value(table, ("policy", name), read)
            if value is not None and self._holds(name, value, ("policy", name)):
                given[name] = value
        for name, catalogue in (("weights", parts.PARTS), ("group_weights", group_parts.GROUP_PARTS)):
            weights = self._weights(name, catalogue)
            if weights is not None and self._holds(name, weights, (name,)):
                given[name] = weights
        given["rarity"] = self._rarity()
        given["budgets"] = self._budgets(top)
        travel = self._travel()
        if travel is not None:
            given["travel"] = travel
        self._gives(given)
        try:
            return Policy(**given)
        except ValueError as fault:
            self._tell(("policy",), str(fault))
            return Policy()

    def _holds(self, name: str, value: Any, path: tuple[str, ...]) -> bool:
        """Whether the policy takes that value; told if not."""
        try:
            Policy(**{name: value})
        except ValueError as fault:
            says = str(fault.args[0]) if fault.args else str(fault)
            if name == "approvals":
                says = 'must be "propose" or "report"'
            self._tell(path, says.removeprefix(f"{name} "), value)
            return False
        low = {
            "most_weeks",
            "cooling_off_weeks",
            "urgent_points",
            "raised_points",
            "expiry_weeks",
            "turnout",
            "min_gap",
            "ideal_gap",
            "max_minutes",
            "minutes_a_week",
            "group_weight",
            "sunset_margin",
        }
        if name in low and value < 0:
            self._tell(path, "must be 0 or more", value)
            return False
        return True

    def _weights(self, heading: str, catalogue: tuple[parts.Part, ...]) -> dict[str, int] | None:
        if heading not in self.toml.table:
            return None
        known = tuple(part.id for part in catalogue)
        table = self._table(heading)
        self._unknown(table, known, (heading,))
        given = {name: self._value(table, (heading, name), number) for name in table if name in known}
        return {part.id: part.weight for part in catalogue} | {
            name: one for name, one in given.items() if one is not None
        }

    def _rarity(self) -> dict[str, int]:
        table = self._table("rarity")
        words = Taxonomy.load()
        out: dict[str, int] = {}
        for name in table:
            concept = words.find(name)
            if concept is None:
                near = words.nearest(name, 1)
                remedy = f'Nearest: "{near[0]}".' if near else "docs/interests.md tells which words are known."
                self._tell(("rarity", name), "is not an interest that is known", remedy=remedy)
                continue
            value = self._value(table, ("rarity", name), number)
            if value is not None and not 0 <= value <= 10_000:
                self._tell(("rarity", name), "must lie between 0 and 10,000 percent", value)
            elif value is not None:
                out[concept] = value
        return out

    def _budgets(self, top: dict[str, Any]) -> tuple[Budget, ...]:
        rows = top.get("budgets", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._tell(
                ("budgets",), "must be a list of tables", remedy="Write [[budgets]], in double brackets, for each."
            )
            return ()
        readers: dict[str, Read] = {"heading": text, "pence_a_week": number, "pence_a_term": number}
        out: list[Budget] = []
        for at, row in enumerate(rows):
            path = ("budgets", str(at))
            self._unknown(row, tuple(readers), path)
            given = {
                name: value
                for name, read in readers.items()
                if (value := self._value(row, (*path, name), read)) is not None
            }
            if "heading" not in row:
                self._tell((*path, "heading"), "is missing", remedy='Write heading = "venues".')
            elif "heading" in given:
                if any(one.heading == given["heading"] for one in out):
                    self._tell((*path, "heading"), "has two budgets", given["heading"], "Give each heading one budget.")
                out.append(Budget(**given))
        return tuple(out)

    def _travel(self) -> TravelPolicy | None:
        table, defaults = self._table("travel"), TravelPolicy()
        known = tuple(field.name for field in fields_of(TravelPolicy))
        self._unknown(table, known, ("travel",))
        good: dict[str, Any] = {}
        for name in known:
            if name in table and self._travels(name, table[name], getattr(defaults, name)):
                good[name] = table[name]
        return TravelPolicy.from_table(good)

    def _travels(self, name: str, value: Any, default: Any) -> bool:
        """Whether travel takes that value; told if not."""
        inner = value if isinstance(value, dict) else {}
        path = ("travel", name)
        if inner and attrs.has(type(default)):
            known = tuple(field.name for field in fields_of(type(default)))
            self._unknown(inner, known, path)
            if not set(inner) <= set(known):
                return False
        try:
            TravelPolicy.from_table({name: value})
        except (ValueError, TypeError, AttributeError, KeyError) as fault:
            remedy = "docs/travel.md tells what each figure of travel is."
            at = next((key for key in inner if key in str(fault)), None)
            if type(fault) is not ValueError or not str(fault):
                self._tell(path, "cannot be used here", value, remedy)
            else:
                where = self.toml.cell(*path, at) if at else self.toml.cell(*path)
                self.problems.error(str(fault).removesuffix("."), where=where, remedy=remedy)
            return False
        return True

    def _gives(self, given: dict[str, Any]) -> None:
        order = given.get("tiers", tiers.GROUPS)
        bands = len(given.get("bands", Policy().bands))
        known = tuple(tier.name for tier in tiers.in_order(order, bands))
        self._unknown(given.get("gives", {}), known, ("policy", "gives"))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value}"[:60]
