"""What must never be read, anywhere: looked for in everything that is written or shown of a judged plan.

`findings` takes a programme as a command opens it and its judged plan, lets the commands' own functions write and show
all there is, and reads that again as text and as JSON. It knows the rules from the rows alone and asks neither the
planner nor the judge. A set of people who share places names a group, not pairs, and is not read as pairs.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from random_programmes import random_programme

from mentormatch import engine
from mentormatch.commands.programme import Opened
from mentormatch.commands.saving import as_csv, as_json, save
from mentormatch.commands.search import screen_of
from mentormatch.domain.disclosure import mentor_text, participant_text
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import Approval, History, KeepApart, PairState
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import BY_ID, Kind
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError
from mentormatch.reports import detail, person, tables, verified
from mentormatch.reports.first_screen import first_screen
from mentormatch.reports.names import Names

Pair = tuple[str, str]
UNMARKED = "not marked as needing an approval"

CAUSE = re.compile(
    r"(?<!areas are kept )\bapart\b|keep-apart|clear(ed|ance)|\btrain(ed|ing)\b|ruled out|home.by|curfew|not.at\b"
    r"|on duty|first.meetings",
    re.IGNORECASE,
)
"""Words that would give a safeguarding cause away where somebody's waiting or pause is told."""


@frozen
class Mention:
    """Two people named as a pair: where, and whether it says that an officer must first agree."""

    where: str
    pair: Pair
    marked: bool = False
    on_hold: bool = False
    in_force: bool = False


class Rows:
    """What the rows of a programme say of two people."""

    def __init__(self, opened: Opened) -> None:
        self.programme, self.history = opened.programme, opened.history
        self.mentees = {row.id: row for row in opened.programme.mentees}
        self.mentors = {row.id: row for row in opened.programme.mentors}
        self.ids = {*self.mentees, *self.mentors}

    def unsafe(self, pair: Pair) -> str | None:
        """Why the two may not meet at all, or that the mentor's clearance or training has expired."""
        mentor, today, policy = self.mentors[pair[1]], self.programme.as_of, self.programme.policy
        if any(set(pair) <= set(row.people) and row.holds_on(today) for row in self.programme.keep_apart):
            return "kept apart"
        if mentor.cleared_until is None or mentor.cleared_until < today:
            return "clearance expired"
        if mentor.trained_until is not None and mentor.trained_until < today:
            return "training expired"
        if not set(policy.required_training) <= set(mentor.training):
            return "training missing"
        return None

    def unwanted(self, pair: Pair) -> str | None:
        """Why the two may not be proposed, though a pair that people made may go on."""
        mentee, mentor = self.mentees[pair[0]], self.mentors[pair[1]]
        if mentor.id in mentee.not_with or mentee.id in mentor.not_with or self.history.refused(*pair):
            return "declined"
        if self.needs_approval(pair):
            latest = self._decision(pair)
            if self.programme.policy.approvals == "report" or mentor.may_ask_officer is False:
                return "an officer cannot be asked"
            if latest is not None and not latest.agreed:
                return "an officer has refused"
        return None

    def needs_approval(self, pair: Pair) -> bool:
        """Whether an approval is needed that is not recorded, or has expired."""
        if not (self.mentees[pair[0]].needs_approval or self.mentors[pair[1]].needs_approval):
            return False
        latest = self._decision(pair)
        given = latest is not None and latest.agreed
        return not (given and (latest.until is None or latest.until >= self.programme.as_of))  # type: ignore[union-attr]

    def _decision(self, pair: Pair) -> Approval | None:
        own = [row for row in self.history.approvals if row.mentee == pair[0] and row.mentor in (pair[1], None)]
        return sorted(own, key=lambda row: (row.on, row.mentor or ""))[-1] if own else None


def guarded_programme(seed: int) -> tuple[Programme, History]:
    """A random programme in which more people would fit, and more of them may not meet or need an officer's yes."""
    draw = random.Random(f"guarded {seed}")
    programme, history = random_programme(seed, mentees=draw.randint(2, 5), mentors=draw.randint(2, 4))
    ended = programme.as_of - dt.timedelta(days=draw.choice((1, 30)))
    mentees = tuple(
        evolve(row, max_minutes=None, max_pence=None, not_at=(), requires=(), needs_approval=draw.random() < 0.3)
        for row in programme.mentees
    )
    mentors = tuple(
        evolve(
            row, max_minutes=None, max_pence=None, stage=row.stage or 3, max_people=max(1, row.max_people),
            cleared_until=draw.choice((row.cleared_until,) * 6 + (ended,)), requires=(),
            trained_until=draw.choice((None,) * 6 + (ended,)), needs_approval=draw.random() < 0.15,
        )
        for row in programme.mentors
    )  # fmt: skip
    both = [(one.id, other.id) for one in mentees for other in mentors if one.id != other.id]
    more = tuple(KeepApart(people=pair) for pair in draw.sample(both, min(len(both), draw.randint(1, 3))))
    policy = evolve(programme.policy, max_minutes=90, areas_apart=False, floor=0)
    guarded = evolve(
        programme, mentees=mentees, mentors=mentors, keep_apart=(*programme.keep_apart, *more), policy=policy
    )
    return guarded, history


def programme_of(seed: int) -> tuple[Programme, History]:
    """The programme of a seed: every other one is guarded more than chance would have it."""
    return guarded_programme(seed) if seed % 2 else random_programme(seed)


def judged_plan(programme: Programme, history: History) -> JudgedPlan | None:
    """The plan as commands get it, or None where the input is refused: a pin, or all that is recorded, cannot hold."""
    try:
        return engine.plan(programme, history, effort=Effort(threads=1))
    except ImpossiblePinsError:
        return None
    except NothingFoundError as error:
        assert error.stopped == "infeasible", error
        return None


def opened_as(programme: Programme, history: History, folder: Path) -> Opened:
    """A programme as a command has it once its folder was read without a word."""
    return Opened(folder=folder, programme=programme, history=history, names=Names(), problems=())


def findings(opened: Opened, judged: JudgedPlan, folder: Path) -> list[str]:
    """Everything that must not be read, a sentence each. Writes what commands write into an empty folder."""
    rows = Rows(opened)
    save(folder, judged, opened, with_names=False, quiet=True)
    written = {path.name: path.read_text(encoding="utf-8-sig") for path in sorted(folder.iterdir())}
    assert set(written) == {"plan.json", "ideas.csv", "waiting.csv", "to-ask.csv"}
    assert as_json(judged, Names()) == written["plan.json"]
    record = json.loads(written["plan.json"])
    mentions = [*_in_record(record), *_in_lists(written), *_in_screens(opened, judged, rows)]
    out = [*_wrong_mentions(mentions, rows), *_shared(record, rows), *_prices(record), *_causes(record, written)]
    return [*out, *_pages(opened, judged, rows), *_texts(opened, judged, rows)]


def _wrong_mentions(mentions: list[Mention], rows: Rows) -> Iterator[str]:
    for one in mentions:
        unsafe, unwanted = rows.unsafe(one.pair), rows.unwanted(one.pair)
        if unsafe and not one.on_hold:
            yield f"{one.where}: {one.pair} ({unsafe})"
        if unwanted and not (one.on_hold or one.in_force):
            yield f"{one.where}: {one.pair} ({unwanted})"
        if rows.needs_approval(one.pair) and not (one.marked or one.on_hold):
            yield f"{one.where}: {one.pair} ({UNMARKED})"


# ------------------------------------------------------------------------------------------------------- plan.json


def _in_record(record: dict[str, Any]) -> Iterator[Mention]:
    in_force = {(row["mentee"], row["mentor"]) for row in record["pairs"] if row["state"] != PairState.IDEA.value}
    for row in record["pairs"]:
        pair = (row["mentee"], row["mentor"])
        yield Mention("plan.json pairs", pair, marked=row["needs_approval"], in_force=pair in in_force)
        for other in row["runners_up"]:
            yield Mention("plan.json runner-up", (row["mentee"], other["mentor"]), marked=other["needs_approval"])
    for who, witness in record["evidence"]["witnesses"].items():
        for row in witness["come"]:
            pair, marked = (row["mentee"], row["mentor"]), row["needs_approval"]
            yield Mention(f"plan.json, for {who} witness", pair, marked=marked, in_force=pair in in_force)
    for row in record["on_hold"]:
        yield Mention("plan.json on_hold", (row["mentee"], row["mentor"]), on_hold=True)
    for row in record["overtaken"]:
        yield Mention("plan.json overtaken", (row["waiting"], row["mentor"]), marked=row["needs_approval"])
    for row in record["unmatched"]:
        if "swap" in row:
            marked = row["swap"]["needs_approval"]
            yield Mention("plan.json swap", (row["mentee"], row["swap"]["mentor"]), marked=marked)
    # A pin left out is the coordinator's own row, told as not kept; it needs no mark, but must be one that may be.
    for row in record["pins_left_out"]:
        yield Mention("plan.json pins_left_out", (row["mentee"], row["mentor"]), marked=True)


def _shared(record: dict[str, Any], rows: Rows) -> Iterator[str]:
    """A mentor whom nobody in a set may meet has no business in it."""
    for row in record["unmatched"]:
        for mentor in row.get("mentors", ()):
            if all(rows.unsafe((one, mentor)) or rows.unwanted((one, mentor)) for one in row["people"]):
                yield f"plan.json: {mentor} stands among those whom {row['people']} share"


def _prices(record: dict[str, Any]) -> Iterator[str]:
    """A price says whose row it prices: of a safeguarding row nobody may be named."""
    for prices in record["evidence"]["price_lists"]:
        for rule, who, about, _ in prices["prices"]:
            known = BY_ID.get(rule)
            if known is not None and known.kind is Kind.SAFEGUARDING and (who or about):
                yield f"plan.json prices: {rule} of {who}"


def _causes(record: dict[str, Any], written: dict[str, str]) -> Iterator[str]:
    """Answers and the lists of ideas and of who waits give no safeguarding cause."""
    for row in record["unmatched"]:
        for reason in row["reasons"]:
            if BY_ID[reason["rule"]].kind is Kind.SAFEGUARDING or CAUSE.search(reason["says"]):
                yield f"plan.json: {row['mentee']} waits because of {reason}"
    for name in ("ideas.csv", "waiting.csv"):
        for line in written[name].splitlines():
            if CAUSE.search(line):
                yield f"{name}: {line}"


# ----------------------------------------------------------------------------------------------- lists and screens


def _in_lists(written: dict[str, str]) -> Iterator[Mention]:
    for row in csv.DictReader(written["ideas.csv"].splitlines()):
        yield Mention("ideas.csv", (row["mentee"], row["mentor"]), marked=row["officer's yes needed"] == "yes")
    for row in csv.DictReader(written["waiting.csv"].splitlines()):
        yield from _swapped("waiting.csv", row["mentee"], row["why"])


def _swapped(where: str, mentee: str, why: str) -> Iterator[Mention]:
    """ "...; M1 could see them instead of P2, if an officer agrees": of everybody to whom it is told."""
    for mentor, told in re.findall(r"(\S+) could see them instead of ([^.;]*)", why):
        yield Mention(f"{where}, swap", (mentee, mentor), marked="officer" in told)


def _waiting_on_screen(where: str, entry: str, judged: JudgedPlan, rows: Rows) -> Iterator[Mention]:
    """Swaps of those who wait, and mentors whom those who wait longest could have had."""
    named = set(re.findall(r"[\w-]+", re.split("too few places|too little time", entry)[0]))
    for mentee in sorted(named & {row.mentee for row in judged.plan.unmatched}):
        yield from _swapped(where, mentee, entry)
    _, told, people = entry.partition("a mentor they could have had: ")
    for one in people.rstrip(".").split(", ") if told else ():
        mentee, _, mark = one.partition(" ")
        could = [(row.waiting, row.mentor) for row in judged.plan.overtaken if row.waiting == mentee]
        if could:  # no mentor is named: with one whom nobody need be asked about it is true as it stands
            pair = min(could, key=rows.needs_approval)
            yield Mention(f"{where}, overtaken", pair, marked="officer" in mark)


def _in_screens(opened: Opened, judged: JudgedPlan, rows: Rows) -> Iterator[Mention]:
    screen = evolve(screen_of(judged, opened), names=Names())
    screens = {
        "first screen": first_screen(screen).splitlines(),
        "detail": detail.detail(screen),
        "verify": verified.verified(judged, judged.plan.made_from),
        "verify, another programme": verified.verified(judged, None),
        "ideas as csv": as_csv(tables.ideas(judged, opened.programme, Names())).splitlines(),
    }
    for name, lines in screens.items():
        for entry in _entries(lines):
            yield from _waiting_on_screen(name, entry, judged, rows)
            for pair in _pairs_in(entry, rows):
                left_out = "Could not be kept together" in entry  # the coordinator's own row: it needs no mark
                yield Mention(
                    name, pair, marked="officer" in entry or left_out, on_hold="on hold" in entry,
                    in_force=_is_in_force(judged, pair),
                )  # fmt: skip


def _is_in_force(judged: JudgedPlan, pair: Pair) -> bool:
    return any((row.mentee, row.mentor) == pair and row.state is not PairState.IDEA for row in judged.plan.pairs)


def _entries(lines: list[str]) -> Iterator[str]:
    """Lines put together again as they were before they were broken at 80 columns."""
    entry, deeper = "", 0
    for line in lines:
        start = len(line) - len(line.lstrip())
        bullet = re.match(r" *(-|\d+\.) ", line)
        unfinished = not start and deeper == 1 and not entry.endswith((".", ":"))
        listed = entry.startswith("Still waiting") and entry.endswith(":")  # a heading: what comes is another entry
        if entry and line.strip() and not bullet and not listed and (start >= deeper or unfinished):
            entry = f"{entry} {line.strip()}"
            continue
        if entry:
            yield entry
        entry, deeper = line.strip(), len(bullet[0]) if bullet else start + 1
    if entry:
        yield entry


def _pairs_in(entry: str, rows: Rows) -> Iterator[Pair]:
    """Pairs as screens name them: "M about P", "P with M"."""
    for first, word, second in re.findall(r"([\w-]+) (about|with) ([\w-]+)", entry):
        pair = (second, first) if word == "about" else (first, second)
        if pair[0] in rows.mentees and pair[1] in rows.mentors:
            yield pair


def _pages(opened: Opened, judged: JudgedPlan, rows: Rows) -> Iterator[str]:
    screen = evolve(screen_of(judged, opened), names=Names())
    for one in sorted(rows.ids):
        for block in "\n".join(person.page(screen, one, opened.why_not)).split("\n\n"):
            if re.match(rf"{re.escape(one)}, mentor\b", block):
                yield from _wrong_mentions(list(_diary(one, block, rows)), rows)
            else:
                yield from _mentees_block(one, block, rows)


def _diary(mentor: str, block: str, rows: Rows) -> Iterator[Mention]:
    """A mentor's own page: one line for each of their people."""
    for line in re.sub(r"\n {10,}", " ", block).splitlines():
        for mentee, state in re.findall(r"  ([\w-]+)(: .*|$)", line):
            if mentee in rows.mentees:
                told = state.removeprefix(": ")
                yield Mention(
                    f"page of {mentor}", (mentee, mentor), marked="officer" in line, on_hold="on hold" in line,
                    in_force=not told.startswith("an idea"),
                )  # fmt: skip


def _mentees_block(mentee: str, block: str, rows: Rows) -> Iterator[str]:
    """One part of a mentee's page: a pair, why they wait, or mentor by mentor."""
    where = f"page of {mentee}"
    # To renew in time is the coordinator's work, and a wish for a training is the person's own; neither is a cause.
    if CAUSE.search(re.sub(r"To renew by [^.]*\.|training: \w+", "", " ".join(block.replace("|", " ").split()))):
        yield f"{where}: {block!r}"
    if block.startswith("Mentor by mentor:"):
        for line in block.splitlines()[1:]:
            mentor, _, told = line.strip().partition(" ")
            if mentor in rows.mentors and "possible" in told:
                yield from _wrong_mentions([Mention(where, (mentee, mentor), marked="officer" in told)], rows)
        return
    named = re.match(r"([\w-]+): (.*)", block)
    if named and named[1] in rows.mentors:
        in_force = " idea (" not in named[2]
        one = Mention(where, (mentee, named[1]), marked="needs an officer's yes" in block.lower(), in_force=in_force)
        yield from _wrong_mentions([one], rows)
        others = re.search(r"Also possible \(not checked against others' places\): ([^.]*)\.", " ".join(block.split()))
        for other, told in re.findall(r"([\w-]+) \(([^)]*)\)", others[1]) if others else ():
            pair = Mention(f"{where}, also possible", (mentee, other), marked="officer" in told)
            yield from _wrong_mentions([pair], rows)
    yield from _wrong_mentions(list(_swapped(where, mentee, " ".join(block.split()))), rows)


# -------------------------------------------------------------------------------------------- what people read


def _texts(opened: Opened, judged: JudgedPlan, rows: Rows) -> Iterator[str]:
    """A text names nobody, gives no cause, and is as if a pair that needs an approval were not there."""
    approved = tuple(row for row in judged.plan.pairs if not rows.needs_approval((row.mentee, row.mentor)))
    without = evolve(judged.plan, pairs=approved)
    for read, people in ((participant_text, rows.mentees), (mentor_text, rows.mentors)):
        for one, row in people.items():
            text = read(judged.plan, opened.programme, one)
            if text != read(without, opened.programme, one):
                yield f"text for {one}: a pair that needs an approval can be told from it"
            named = set(re.findall(r"[\w-]+", text)) & rows.ids - {getattr(row, "worker", None)}
            if named:
                yield f"text for {one}: names {sorted(named)}"
            if CAUSE.search(_without_own_wishes(text, row)) or "officer" in text:
                yield f"text for {one}: gives a cause: {text!r}"


def _without_own_wishes(text: str, row: Mentee | Mentor) -> str:
    """What somebody asked for is repeated to them, and may be a training."""
    for want in row.requires:
        text = text.replace(str(want), "")
    return text
