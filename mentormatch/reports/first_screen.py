"""The first screen after `match`: what a coordinator needs this week, in the order in which they need it.

Safety, what to settle first, the ideas, whom to ask, who waits and why, who moves, limits, what was
assumed, what is proven, what to do next. It fits one screen: long lists stop and say where the rest is.
"""

from __future__ import annotations

from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History, PairState
from mentormatch.domain.people import Mentee, Mentor, Status
from mentormatch.domain.plan import PlannedPair
from mentormatch.domain.problem import Problem, Severity
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.reports import answers, claims, safety, waiting
from mentormatch.reports.names import Names
from mentormatch.reports.words import (
    FAIR,
    STRONG,
    THIN,
    command,
    count,
    day,
    lines,
    listed,
    strength,
    ways,
    weeks_waited,
    where,
)

HEIGHT = 40
ASKED_FIRST = 6
SETTLED_FIRST = 4
LEAST_WAITING, MOST_WAITING = 5, 8


@frozen
class Screen:
    """What the first screen is made from.

    folder, saved_as, ideas_as, verb: the folder, plan.json, ideas.csv and the verb as they are typed in the commands at
    its end.
    """

    judged: JudgedPlan
    programme: Programme
    names: Names
    history: History = History()
    problems: tuple[Problem, ...] = ()
    folder: str = "DIR"
    saved_as: str | None = None
    verb: str = "match"
    ideas_as: str | None = None

    def needs_yes(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether an officer must agree to these two, and has not yet."""
        needed = mentee.needs_approval or mentor.needs_approval
        return needed and not self.history.approved(mentee.id, mentor.id, self.programme.as_of)

    def show(self, what: str) -> str:
        """The command that shows more of this plan."""
        plan = f" --plan {self.saved_as}" if self.saved_as else ""
        return f"mentormatch show {self.folder} {what}{plan}"


def first_screen(screen: Screen) -> str:
    """The whole screen as text, lines of at most 80 columns."""
    if not screen.judged.verdict.verified:
        return "\n".join([*title(screen), *safety_lines(screen), *refused()]) + "\n"
    head = [*title(screen), *safety_lines(screen), *before(screen), *_ideas(screen), *_ask_first(screen)]
    tail = [*_moved(screen), *_limits(screen), *assumed(screen), *_proven(screen), *_next(screen)]
    room = HEIGHT - len(head) - len(tail)
    return "\n".join([*head, *_waiting(screen, room), *tail]) + "\n"


def of_pairs(screen: Screen) -> list[str]:
    """What the screen says of pairs, between what is to settle and what was assumed."""
    return [*_ideas(screen), *_ask_first(screen), *_waiting(screen, 0), *_moved(screen), *_limits(screen)]


def title(screen: Screen) -> list[str]:
    """What was planned, as of when, for how many."""
    programme = screen.programme
    told = not programme.synthetic or "synthetic" in programme.name.lower()
    made_up = "" if told else " (an invented programme)"
    people = f"{count(len(programme.mentees), 'person', 'people')}, {count(len(programme.mentors), 'mentor')}"
    return lines(f"{programme.name}{made_up}, as of {day(programme.as_of)}: {people}.")


def safety_lines(screen: Screen) -> list[str]:
    """What was checked, or what is broken."""
    out = lines(safety.line(screen.judged, screen.programme), "Safety: ")
    for breach in screen.judged.verdict.breaches[:10]:
        out += lines(safety.breach_words(breach, screen.names), "  - ")
    return out


def refused() -> list[str]:
    """What is said instead of a plan that the judge refused."""
    return lines(
        "This plan was refused, so none of it is shown or saved. If you did not change it yourself, please report this "
        "to whoever looks after mentormatch for you."
    )


def before(screen: Screen) -> list[str]:
    """What is to be settled before anybody is rung, the first few."""
    todo = safety.before_ringing(screen.judged.plan, screen.programme, screen.problems, screen.names)
    if not todo:
        return ["Before you ring anyone: nothing to settle."]
    out = [f"Before you ring anyone ({len(todo)}):"]
    for text in todo[:SETTLED_FIRST]:
        out += lines(text, "  - ")
    return out + more(len(todo) - SETTLED_FIRST, screen.show("detail"))


def _ideas(screen: Screen) -> list[str]:
    plan, programme = screen.judged.plan, screen.programme
    first = waiting.first_ideas(plan)
    left = waiting.unserved(plan, programme)
    number = len(first) + len(left)
    if not number:
        return ["Nobody is waiting for a mentor."]
    by_strength = dict.fromkeys((STRONG, FAIR, THIN), 0)
    for pair in first.values():
        by_strength[strength(pair.quality, programme.policy)] += 1
    text = f"Ideas for {len(first):,} of {number:,} waiting"
    if first:
        kinds = [f"{many:,} {kind}" for kind, many in by_strength.items() if many]
        text += f": {', '.join(kinds)}{' (thin: talk first)' if by_strength[THIN] else ''}"
    out = lines(text + ".")
    if len(plan.ideas) > len(first):
        out += lines(f"And {count(len(plan.ideas) - len(first), 'further idea')} for people who want several mentors.")
    if left:
        waited = waiting.weeks_by_person(programme).get(left[0], 0)
        out += lines(f"Longest wait without one: {screen.names(left[0])}, {count(waited, 'week')}.")
    return out


def _ask_first(screen: Screen) -> list[str]:
    plan, programme = screen.judged.plan, screen.programme
    order = waiting.ideas_in_order(plan, programme)
    if not order:
        return []
    a_week = sum(worker.introductions_a_week for worker in programme.staff if worker.status is Status.ACTIVE)
    fit = f"; {count(a_week, 'first meeting')} a week fit your diary" if a_week else ""
    out = [f"Whom to ask first ({min(ASKED_FIRST, len(order))} of {len(order):,}{fit}):"]
    for at, pair in enumerate(order[:ASKED_FIRST], 1):
        out += lines(idea(pair, programme, screen.names), f"  {at}. ")
    rest = len(order) - ASKED_FIRST
    if screen.saved_as and rest > 0:
        return [*out, f"  and {rest:,} more: ideas.csv, beside the plan"]
    return out + more(rest, f"mentormatch {screen.verb} {screen.folder} --out FOLDER")


def idea(pair: PlannedPair, programme: Programme, names: Names) -> str:
    """One idea in a sentence: whom to ask about whom, where and when, the way there, what else to know."""
    text = f"{names(pair.mentor)} about {names(pair.mentee)}, {where(pair, programme)}"
    if pair.meeting:
        journeys = ways(pair.meeting, pair.mentee, pair.mentor)
        text += f"; {journeys}" if journeys else ""
    if strength(pair.quality, programme.policy) == THIN:
        text += "; thin: talk first"
    if pair.needs_approval:
        text += "; needs an officer's yes"
    return text


def _waiting(screen: Screen, room: int) -> list[str]:
    plan, programme = screen.judged.plan, screen.programme
    order = waiting.unserved(plan, programme)
    if not order:
        return []
    why = {answer.mentee: answers.in_short(answer, screen.names) for answer in plan.unmatched}
    groups: dict[str, list[str]] = {}
    for person in order:
        groups.setdefault(why.get(person, "why is not known yet"), []).append(person)
    out = [f"Still waiting ({len(order):,}), the longest first:"]
    told = 0
    mentees = waiting.mentee_by_id(programme)
    for at, (text, people) in enumerate(groups.items()):
        who = listed((_waiter(person, mentees, screen) for person in people), 2)
        entry = lines(f"{who}: {text}", "  ", "     ")
        if at >= MOST_WAITING or (at >= LEAST_WAITING and len(out) + len(entry) >= room):
            break
        out += entry
        told += len(people)
    return out + more(len(order) - told, screen.show("detail"))


def _waiter(person: str, mentees: dict, screen: Screen) -> str:
    mentee = mentees.get(person)
    waited = weeks_waited(mentee.waiting_since, screen.programme.as_of) if mentee else 0
    return f"{screen.names(person)}, {count(waited, 'week')}" if waited else screen.names(person)


def _moved(screen: Screen) -> list[str]:
    plan = screen.judged.plan
    out = []
    moved = [pair for pair in plan.pairs if pair.moved and pair.state is not PairState.IDEA]
    if moved:
        pairs = listed((f"{screen.names(pair.mentee)} with {screen.names(pair.mentor)}" for pair in moved), 3)
        out += lines(answers.ended(f"Another place or hour for {count(len(moved), 'pair')}: {pairs}"))
    elif any(pair.state is not PairState.IDEA for pair in plan.pairs):
        out.append("Nobody who has a mentor is moved.")
    if plan.overtaken:
        people = listed(
            (_overtaken(person, screen) for person in dict.fromkeys(row.waiting for row in plan.overtaken)), 3
        )
        out += lines(answers.ended(f"Waits longer than someone placed with a mentor they could have had: {people}"))
    if plan.pins_left_out:
        pairs = listed((f"{screen.names(a)} with {screen.names(b)}" for a, b in plan.pins_left_out), 3)
        out += lines(answers.ended(f"Could not be kept together as you asked: {pairs}"))
    return out


def _overtaken(person: str, screen: Screen) -> str:
    """Marked where an officer must first agree to every mentor whom they could have had."""
    rows = (row for row in screen.judged.plan.overtaken if row.waiting == person)
    asked = all(row.needs_approval for row in rows)
    return f"{screen.names(person)} (if an officer agrees)" if asked else screen.names(person)


def _limits(screen: Screen) -> list[str]:
    plan, programme = screen.judged.plan, screen.programme
    resting = sum(mentor.status is Status.PAUSED for mentor in programme.mentors)
    return [f"Mentors at their limit: {len(waiting.at_their_limit(plan, programme))}; resting: {resting}."]


def assumed(screen: Screen) -> list[str]:
    """How much was assumed, how much is to be asked."""
    number = sum(problem.severity is Severity.ASSUMED for problem in screen.problems)
    ask = sum(problem.severity is Severity.ASK for problem in screen.problems)
    if not number and not ask:
        return []
    return command(f"Assumed: {number:,}; to ask people: {ask:,}:", f"mentormatch show {screen.folder} assumed")


def _proven(screen: Screen) -> list[str]:
    return [line for sentence in claims.reach(screen.judged, screen.programme) for line in lines(sentence)]


def _next(screen: Screen) -> list[str]:
    if screen.saved_as is None:
        return command(
            "Next, to save this plan and its lists:", f"mentormatch {screen.verb} {screen.folder} --out FOLDER"
        )
    if not screen.judged.plan.ideas:
        return []
    return command(
        'Next, once "asked on" is filled in in ideas.csv:',
        f"mentormatch accept {screen.folder} {screen.saved_as} --ideas {screen.ideas_as}",
    )


def more(number: int, typed: str) -> list[str]:
    """Where the rest of a list is; nothing where there is none."""
    return command(f"  and {number:,} more:", typed) if number > 0 else []
