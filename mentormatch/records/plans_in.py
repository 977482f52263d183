"""The dict that plan.json holds -> a Plan. Its verdict is not taken over: whoever reads a plan judges it anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from mentormatch.domain import parts
from mentormatch.domain.history import PairState
from mentormatch.domain.plan import (
    Answer,
    AnswerKind,
    Evidence,
    Meeting,
    OnHold,
    Overtaken,
    PartPoints,
    Placed,
    Plan,
    PlannedPair,
    Point,
    PriceList,
    Proof,
    Reason,
    RowPrice,
    RunnerUp,
    Swap,
    TierValue,
    Way,
    Witness,
)
from mentormatch.domain.problem import Cell, Problems
from mentormatch.records.plans import FORMAT, KIND
from mentormatch.records.reading import (
    Node,
    RecordError,
    as_given,
    attempt,
    day,
    number,
    or_none,
    text,
    texts,
    truth,
    word,
)
from mentormatch.records.sessions_in import timetable_from
from mentormatch.records.slots import slot_from


def plan_from_json(source: str | bytes, file: str = "plan.json") -> Plan:
    """The plan in the text of a file. Raises RecordError with every problem."""
    return plan_from_dict(record_from_json(source, file), file)


def record_from_json(source: str | bytes, file: str = "plan.json") -> dict[str, Any]:
    """The table that a JSON text holds. Raises RecordError; a key that comes twice and NaN are refused, too."""
    problems = Problems()
    where = Cell(file=file)
    try:
        decoded = source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
        found = json.loads(decoded, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        says = f"is not JSON: {fault.msg.lower()} at column {fault.colno}"
        problems.error(says, where=Cell(file=file, row=fault.lineno))
    except UnicodeDecodeError:
        problems.error("is not in UTF-8", where=where)
    except RecursionError:
        problems.error("is nested too deeply", where=where)
    except ValueError as fault:
        problems.error(f"is not JSON that can be used: {fault}", where=where)
    else:
        if isinstance(found, dict):
            return found
        problems.error("is not a table", where=where)
    raise RecordError(problems.errors)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f'the key "{twice}" comes twice in one table')
    return out


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def plan_from_dict(record: Mapping[str, Any], file: str = "plan.json") -> Plan:
    """The plan that a table holds. Raises RecordError with every problem, each with its path."""
    problems = Problems()
    node = Node(value=record, path="", problems=problems, file=file)
    _format(node)
    plan = attempt(_plan, node) if not problems.items else None
    if plan is None or problems.items:
        raise RecordError(problems.errors)
    return plan


def _format(node: Node) -> None:
    said = node.value.get("format")
    if said is None:
        node.tell("format", "is missing: this is no plan of mentormatch")
    elif said != FORMAT or isinstance(said, bool):
        later = isinstance(said, int) and said > FORMAT
        node.tell("format", "is a format of a later mentormatch" if later else "is not a format that is known", said)
    elif node.value.get("kind", KIND) != KIND:
        node.tell("kind", f'is not "{KIND}"', node.value["kind"])


def _plan(node: Node) -> Plan:
    lists: dict[str, Any] = {
        "pairs": node.all("pairs", _pair),
        "on_hold": node.all("on_hold", _on_hold),
        "unmatched": node.all("unmatched", _answer),
        "overtaken": node.all("overtaken", _overtaken),
        "pins_left_out": node.all("pins_left_out", lambda one: (one.get("mentee", text), one.get("mentor", text))),
        "tiers": node.all("tiers", _tier),
    }
    evidence = attempt(_evidence, node.table("evidence")) if "evidence" in node.value else Evidence()
    return Plan(
        scope=node.get("scope", text),
        made_from=node.get("made_from", text),
        programme=node.get("programme", text),
        as_of=node.get("as_of", day),
        notes=node.get("notes", texts),
        timetable=timetable_from(node),
        evidence=evidence or Evidence(),
        point=attempt(_point, node.table("point")) if "point" in node.value else None,
        **lists,
    )


def _point(node: Node) -> Point:
    measures = node.all("measures", lambda one: (one.get("name", text), one.get("value", number)))
    return Point(measures=measures, held=node.get("held", texts))


def _pair(node: Node) -> PlannedPair:
    return PlannedPair(
        mentee=node.get("mentee", text),
        mentor=node.get("mentor", text),
        state=node.get("state", word(PairState)),
        quality=node.get("quality", number),
        parts=_parts(node.table("parts")),
        meeting=_meeting(node),
        runners_up=node.all("runners_up", _runner_up),
        needs_approval=node.get("needs_approval", truth),
        pinned=node.get("pinned", truth),
        moved=node.get("moved", truth),
        renew_by=node.get("renew_by", or_none(day)),
        notes=node.get("notes", texts),
    )


_ORDER = {part.id: at for at, part in enumerate(parts.PARTS)}


def _parts(node: Node) -> tuple[PartPoints, ...]:
    """In the order of the catalogue, whatever order the keys came in."""
    names = sorted(node.value, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))
    out = []
    for name in names:
        one = node.table(name)
        points = PartPoints(
            part=name, points=one.get("points", number), of=one.get("of", number), says=one.get("says", text)
        )
        out.append(points)
    return tuple(out)


def _meeting(node: Node) -> Meeting | None:
    place = node.get("place", or_none(text))
    if place is None:
        if node.get("meeting", as_given) is not None:
            node.tell("place", "is missing beside a meeting")
        return None
    ways, dates = node.table("ways"), node.table("dates")
    return Meeting(
        place=place,
        slot=slot_from(node.table("meeting")),
        mentee_way=_way(ways, "mentee"),
        mentor_way=_way(ways, "mentor"),
        dates_planned=dates.get("planned", number),
        dates_held=dates.get("held", number),
    )


def _way(ways: Node, side: str) -> Way | None:
    if ways.get(side, as_given) is None:
        return None
    node = ways.table(side)
    return Way(
        mode=node.get("mode", text),
        minutes=node.get("minutes", number),
        pence=node.get("pence", number),
        known_from=node.get("known_from", text),
        check=node.get("check", truth),
    )


def _runner_up(node: Node) -> RunnerUp:
    return RunnerUp(
        mentor=node.get("mentor", text),
        quality=node.get("quality", number),
        place=node.get("place", text),
        needs_approval=node.get("needs_approval", truth),
    )


def _on_hold(node: Node) -> OnHold:
    return OnHold(
        mentee=node.get("mentee", text), mentor=node.get("mentor", text), state=node.get("state", word(PairState))
    )


def _overtaken(node: Node) -> Overtaken:
    return Overtaken(
        waiting=node.get("waiting", text),
        placed=node.get("placed", text),
        mentor=node.get("mentor", text),
        needs_approval=node.get("needs_approval", truth),
    )


def _answer(node: Node) -> Answer:
    return Answer(
        mentee=node.get("mentee", text),
        kind=node.get("kind", word(AnswerKind)),
        reasons=node.all("reasons", _reason),
        people=node.get_or("people", texts, ()),
        mentors=node.get_or("mentors", texts, ()),
        places=node.get_or("places", or_none(number), None),
        minutes_needed=node.get_or("minutes_needed", or_none(number), None),
        minutes_left=node.get_or("minutes_left", or_none(number), None),
        smallest=node.get_or("smallest", or_none(truth), None),
        swap=_swap(node.table("swap")) if node.value.get("swap") is not None else None,
        tier=node.get_or("tier", or_none(text), None),
        here=node.get_or("here", or_none(number), None),
        there=node.get_or("there", or_none(number), None),
        sure=node.get_or("sure", or_none(truth), None),
    )


def _swap(node: Node) -> Swap:
    return Swap(
        mentor=node.get("mentor", text),
        instead_of=node.get("instead_of", text),
        needs_approval=node.get("needs_approval", truth),
    )


def _reason(node: Node) -> Reason:
    figures = as_given(node.table("figures").value)
    return Reason(rule=node.get("rule", text), says=node.get("says", text), figures=figures)


def _tier(node: Node) -> TierValue:
    tier = _tier_as_said(node)
    if node.get_or("proven", truth, tier.proven) is not tier.proven:
        node.tell("proven", "does not go with the proof beside it", node.value["proven"])
    return tier


def _tier_as_said(node: Node) -> TierValue:
    return TierValue(
        name=node.get("name", text),
        part=node.get("part", text),
        sense=node.get("sense", text),
        value=node.get("value", number),
        bound=node.get_or("bound", or_none(number), None),
        proof=node.get_or("proof", or_none(word(Proof)), None),
        spent=node.get_or("spent", number, 0),
    )


def _evidence(node: Node) -> Evidence:
    return Evidence(
        price_lists=node.all("price_lists", _prices) if "price_lists" in node.value else (),
        tiers=node.get_or("tiers", _tables, {}),
        sizes=node.get_or("sizes", _numbers, {}),
        versions=node.get_or("versions", _texts_by_name, {}),
        seconds=node.get_or("seconds", _seconds, {}),
        threads=node.get_or("threads", number, 1),
        stopped=node.get_or("stopped", or_none(text), None),
        witnesses=_witnesses(node) if "witnesses" in node.value else {},
    )


def _witnesses(node: Node) -> dict[str, Witness]:
    table = node.table("witnesses")
    return {one: _witness(table.table(one)) for one in table.value}


def _witness(node: Node) -> Witness:
    gone = node.all("gone", lambda pair: (pair.get("mentee", text), pair.get("mentor", text)))
    return Witness(gone=gone, come=node.all("come", _placed))


def _placed(node: Node) -> Placed:
    met = node.get("meeting", lambda value: value) is not None
    return Placed(
        mentee=node.get("mentee", text),
        mentor=node.get("mentor", text),
        place=node.get("place", or_none(text)),
        slot=slot_from(node.table("meeting")) if met else None,
        needs_approval=node.get("needs_approval", truth),
    )


def _prices(node: Node) -> PriceList:
    return PriceList(
        tier=node.get("tier", text),
        scale=node.get("scale", number),
        prices=node.get("prices", _row_prices),
        bound=node.get_or("bound", or_none(number), None),
    )


def _row_prices(value: Any) -> tuple[RowPrice, ...]:
    out = []
    for row in value:
        if not isinstance(row, list) or len(row) != 4:
            raise ValueError("holds a row that is not [rule, who, about, price]")
        if not isinstance(row[2], list):
            raise ValueError("holds a row whose third part is no list")
        out.append(RowPrice(rule=text(row[0]), who=texts(row[1]), about=as_given(row[2]), price=number(row[3])))
    return tuple(out)


def _named(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("is not a table")
    return value


def _tables(value: Any) -> dict[str, dict[str, Any]]:
    return {name: as_given(_named(one)) for name, one in _named(value).items()}


def _numbers(value: Any) -> dict[str, int]:
    return {name: number(one) for name, one in _named(value).items()}


def _texts_by_name(value: Any) -> dict[str, str]:
    return {name: text(one) for name, one in _named(value).items()}


def _seconds(value: Any) -> dict[str, float]:
    for one in _named(value).values():
        if isinstance(one, bool) or not isinstance(one, (int, float)):
            raise ValueError("holds something that is no number")
    return dict(value)
