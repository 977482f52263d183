"""The obvious model, to be measured against: python -m benchmarks.yardstick PEOPLE MENTORS SESSIONS [--seconds 60]

One plain CP-SAT model: for each session a start, a venue, leaders and attendees, with optional intervals; allowed
tables say who can be where. Its tiers are reach-group, wish, wish-first and group-quality, a quarter of the time each.
Journeys between two sessions of a person, hours, budgets and margins are left out of it, and rhythms are weekly: all
in its favour, so its bounds may be compared with ours, and its plans are worth no more than they say.
"""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np
from attrs import define, field
from ortools.sat.python import cp_model

from benchmarks.timetable import gap, made
from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.places import Entry
from mentormatch.planning import Effort
from mentormatch.planning.session_search import search_sessions
from mentormatch.scheduling import Case
from mentormatch.scheduling.rows.size import least_people

DAY = 1440
TIERS = ("reach-group", "wish", "wish-first", "group-quality")


def main() -> None:
    """Both on one programme, in the same time, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("people", "mentors", "sessions"):
        parser.add_argument(name, type=int)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asked = made(given.people, given.mentors, given.sessions, given.seed)
    found = find_sessions(asked.programme, asked.history)
    ours = search_sessions(asked.programme, found, Effort(threads=2, time_limit=given.seconds))
    theirs = Obvious(Case(programme=asked.programme, found=found)).solved(given.seconds)
    print(f"{asked.name}, {len(found.patterns)} patterns, {given.seconds:.0f} s each")
    print(f"{'':14}{'ours':>10}{'bound':>10}{'gap':>9}{'obvious':>10}{'bound':>10}{'gap':>9}")
    for name in TIERS:
        bound = ours.tiers[name].result.bound
        shown = "-" if bound is None else f"{bound:,}"
        row = f"{name:14}{ours.values[name]:>10,}{shown:>10}{gap(ours.values[name], bound):>9}"
        value, other = theirs.get(name, (None, None))
        print(
            row + (f"{value:>10,}{other:>10,}{gap(value, other):>9}" if value is not None and other is not None else "")
        )


@define(eq=False)
class Obvious:
    """attends: by person, (session, activity, literal, points) of each that they could attend."""

    case: Case
    model: Any = field(factory=cp_model.CpModel)
    attends: dict[int, list[tuple[int, int, Any, Any]]] = field(factory=dict)
    busy: dict[int, list[Any]] = field(factory=dict)
    rooms: dict[int, list[Any]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        found = self.case.found
        for at, activity in enumerate(found.patterns.activities):
            if activity.entry is Entry.BY_NAME:
                before = None
                for number in range(activity.sessions):
                    before = self._session(at, number, before)
        for intervals in self.busy.values():
            self.model.add_no_overlap(intervals)
        for venue, intervals in self.rooms.items():
            self.model.add_cumulative(intervals, [1] * len(intervals), found.patterns.venues[venue].rooms)
        self._people(found)

    def _session(self, at: int, number: int, before: Any) -> Any:
        """One session of an activity; those alike run in their order. Returns whether it runs."""
        case, model, patterns = self.case, self.model, self.case.found.patterns
        activity = patterns.activities[at]
        mine = np.flatnonzero(patterns.activity == at)
        if not len(mine):
            return before
        runs = model.new_bool_var("")
        if before is not None:
            model.add_implication(runs, before)
        start = model.new_int_var(0, 7 * DAY, "")
        venue = model.new_int_var(0, len(patterns.venues), "")
        when = {int(p): (int(patterns.weekday[p]) * DAY + int(patterns.start[p]), int(patterns.venue[p])) for p in mine}
        model.add_allowed_assignments([start, venue], list(when.values())).only_enforce_if(runs)
        minutes = activity.minutes
        for place in sorted({there for _, there in when.values()}):
            here = model.new_bool_var("")
            model.add_implication(here, runs)
            model.add(venue == place).only_enforce_if(here)
            model.add(venue != place).only_enforce_if(here.negated(), runs)
            self.rooms.setdefault(place, []).append(
                model.new_optional_fixed_size_interval_var(start, minutes, here, "")
            )
        leading, attending = case.found.leading, case.found.attending
        leaders = self._who(leading, None, mine, when, runs, start, venue, minutes)
        people = self._who(attending, attending.points, mine, when, runs, start, venue, minutes)
        model.add(sum(lit for lit, _ in leaders.values()) >= activity.least_leaders).only_enforce_if(runs)
        mentors = {int(p) for p in np.unique(leading.person[leading.mentor])}
        if activity.lived_experience_leader:
            model.add(sum(lit for who, (lit, _) in leaders.items() if who in mentors) >= 1).only_enforce_if(runs)
        there = sum(lit for lit, _ in people.values())
        model.add(there >= least_people(case, activity)).only_enforce_if(runs)
        model.add(there <= activity.largest)
        model.add(there <= activity.people_per_leader * sum(lit for lit, _ in leaders.values()))
        for who, (lit, points) in people.items():
            self.attends.setdefault(who, []).append((number, at, lit, points))
            if who in leaders:
                model.add_at_most_one([lit, leaders[who][0]])
        return runs

    def _who(
        self, could: Any, points: Any, mine: Any, when: Any, runs: Any, start: Any, venue: Any, minutes: int
    ) -> dict[int, tuple[Any, Any]]:
        """A literal and points for each person who could be there at some start and venue."""
        tables: dict[int, list[tuple[int, ...]]] = {}
        rows = np.flatnonzero(np.isin(could.pattern, mine))
        for row in rows.tolist():
            here = when[int(could.pattern[row])]
            tables.setdefault(int(could.person[row]), []).append(here if points is None else (*here, int(points[row])))
        out: dict[int, tuple[Any, Any]] = {}
        for person, table in tables.items():
            lit, gained = self.model.new_bool_var(""), 0
            self.model.add_implication(lit, runs)
            if points is None:
                self.model.add_allowed_assignments([start, venue], table).only_enforce_if(lit)
            else:
                gained = self.model.new_int_var(0, max(one[2] for one in table), "")
                self.model.add_allowed_assignments([start, venue, gained], table).only_enforce_if(lit)
                self.model.add(gained == 0).only_enforce_if(lit.negated())
            self.busy.setdefault(person, []).append(
                self.model.new_optional_fixed_size_interval_var(start, minutes, lit, "")
            )
            out[person] = (lit, gained)
        return out

    def _people(self, found: SessionCandidates) -> None:
        """Once a week in one activity; no more in all than the person said."""
        for person, mine in self.attends.items():
            for at in {activity for _, activity, _, _ in mine}:
                self.model.add(
                    sum(lit for _, other, lit, _ in mine if other == at) <= found.patterns.activities[at].a_week
                )
            ceiling = self.case.ceilings.get(found.people[person])
            if ceiling is not None:
                self.model.add(sum(lit for _, _, lit, _ in mine) <= ceiling)

    def solved(self, seconds: float) -> dict[str, tuple[int, int]]:
        """Value and bound of each tier that it got to."""
        out: dict[str, tuple[int, int]] = {}
        for name in TIERS:
            goal = self._goal(name)
            self.model.maximize(goal)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 2, seconds / len(TIERS)
            if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            out[name] = round(solver.objective_value), int(solver.best_objective_bound + 1e-6)
            self.model.clear_hints()
            for index in range(len(self.model.proto.variables)):
                variable = self.model.get_int_var_from_proto_index(index)
                self.model.add_hint(variable, solver.value(variable))
            self.model.add(goal >= out[name][0])
        return out

    def _goal(self, name: str) -> Any:
        if name == "group-quality":
            return sum(points for mine in self.attends.values() for _, _, _, points in mine)
        counted, people = [], self.case.found.people
        for person, mine in self.attends.items():
            mentee = self.case.mentees.get(people[person])
            if mentee is None:
                continue
            wishes = {"reach-group": None, "wish": set(mentee.wishes), "wish-first": set(mentee.wishes[:1])}[name]
            count = [
                lit for _, at, lit, _ in mine if wishes is None or self.case.found.patterns.activities[at].id in wishes
            ]
            if count:
                reached = self.model.new_bool_var("")
                self.model.add(sum(count) >= 1).only_enforce_if(reached)
                counted.append(reached)
        return sum(counted)


if __name__ == "__main__":
    main()
