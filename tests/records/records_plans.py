"""Plans made up by hypothesis: any plan that the classes allow, sense or not."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

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
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.timetable import (
    WHY_NOT_HELD,
    CannotHold,
    Conflict,
    Cost,
    DateLost,
    FixedLeftOut,
    Instead,
    NotReached,
    Offers,
    Refused,
    Session,
    Timetable,
    WhyNot,
)
from mentormatch.domain.verdict import Breach, Depth, TierVerdict, Verdict

ids = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
words = st.text(st.characters(codec="utf-8"), max_size=20)
numbers = st.integers(-(10**12), 10**12)
counts = st.integers(0, 1000)
days = st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1))
figures = st.dictionaries(
    words, st.one_of(numbers, words, st.booleans(), st.none(), st.lists(ids, max_size=2).map(tuple)), max_size=3
)


@st.composite
def slots(draw):
    rhythm = draw(st.sampled_from(Rhythm))
    minutes = draw(st.integers(1, 600))
    start = draw(st.integers(0, 1439 - minutes))
    return Slot(weekday=draw(st.integers(0, 6)), start=start, minutes=minutes, rhythm=rhythm,
                first=draw(st.sampled_from(rhythm.firsts)))  # fmt: skip


ways = st.builds(Way, mode=words, minutes=counts, pence=counts, known_from=words, check=st.booleans())
meetings = st.builds(
    Meeting, place=ids, slot=slots(), mentee_way=st.none() | ways, mentor_way=st.none() | ways, dates_planned=counts,
    dates_held=counts,
)  # fmt: skip


def _points(draw):
    return tuple(
        PartPoints(part=part.id, points=draw(counts), of=draw(counts), says=draw(words))
        for part in parts.PARTS
        if draw(st.booleans())
    )


runners_up = st.builds(RunnerUp, mentor=ids, quality=counts, place=ids, needs_approval=st.booleans())


@st.composite
def pairs(draw):
    return PlannedPair(
        mentee=draw(ids),
        mentor=draw(ids),
        state=draw(st.sampled_from(PairState)),
        quality=draw(counts),
        parts=_points(draw),
        meeting=draw(st.none() | meetings),
        runners_up=tuple(draw(st.lists(runners_up, max_size=2))),
        needs_approval=draw(st.booleans()),
        pinned=draw(st.booleans()),
        moved=draw(st.booleans()),
        renew_by=draw(st.none() | days),
        notes=tuple(draw(st.lists(words, max_size=2))),
    )


def several(one, most=2):
    return st.lists(one, max_size=most).map(tuple)


answers = st.builds(
    Answer,
    mentee=ids,
    kind=st.sampled_from(AnswerKind),
    reasons=several(st.builds(Reason, rule=words, says=words, figures=figures)),
    people=several(ids),
    mentors=several(ids),
    places=st.none() | counts,
    minutes_needed=st.none() | counts,
    minutes_left=st.none() | counts,
    smallest=st.none() | st.booleans(),
    swap=st.none() | st.builds(Swap, mentor=ids, instead_of=ids, needs_approval=st.booleans()),
    tier=st.none() | words,
    here=st.none() | numbers,
    there=st.none() | numbers,
    sure=st.none() | st.booleans(),
)
tiers = st.builds(
    TierValue,
    name=words,
    part=words,
    sense=st.sampled_from(["max", "min"]),
    value=numbers,
    bound=st.none() | numbers,
    proof=st.none() | st.sampled_from(Proof),
    spent=counts,
)
about = st.recursive(numbers | words, lambda inner: st.lists(inner, max_size=2).map(tuple), max_leaves=4)
row_prices = st.builds(RowPrice, rule=words, who=several(ids), about=several(about), price=numbers)
placed = st.builds(
    Placed, mentee=ids, mentor=ids, place=st.none() | words, slot=st.none() | slots(), needs_approval=st.booleans()
)
witnesses = st.builds(Witness, gone=several(st.tuples(ids, ids)), come=several(placed))
evidence = st.builds(
    Evidence,
    price_lists=several(
        st.builds(
            PriceList,
            tier=words,
            scale=st.integers(1, 10**9),
            prices=several(row_prices),
            bound=st.none() | numbers,
        )
    ),
    tiers=st.dictionaries(words, st.dictionaries(words, st.one_of(words, numbers), max_size=2), max_size=2),
    sizes=st.dictionaries(words, counts, max_size=2),
    versions=st.dictionaries(words, words, max_size=2),
    seconds=st.dictionaries(words, st.floats(0, 1000), max_size=2),
    threads=st.integers(1, 8),
    stopped=st.none() | words,
    witnesses=st.dictionaries(ids, witnesses, max_size=1),
)
sessions = st.builds(
    Session,
    id=words,
    activity=ids,
    venue=ids,
    slot=slots(),
    leaders=several(ids),
    attendees=several(ids),
    heads=counts,
    expected=counts,
    fixed=st.booleans(),
    dates=several(days),
    not_held=several(st.builds(DateLost, day=days, why=st.sampled_from(WHY_NOT_HELD))),
    pence_a_date=counts,
    notes=several(words),
)
costs = st.builds(
    Cost, heading=words, pence_a_week=counts, pence_a_term=counts, limit_a_week=st.none() | counts,
    limit_a_term=st.none() | counts,
)  # fmt: skip
not_reached = st.builds(
    NotReached, mentee=ids, why=st.sampled_from(WhyNot), patterns=counts,
    refused=several(st.builds(Refused, activity=ids, rule=words)), drop_ins=several(words),
)  # fmt: skip
left_out = st.builds(FixedLeftOut, activity=ids, slot=slots(), person=st.none() | ids, rule=st.none() | words)
cannot_hold = st.builds(
    CannotHold, rule=words, about=several(words), limit=st.none() | numbers, needs=st.none() | numbers
)
conflicts = st.builds(
    Conflict, activity=ids, slot=slots(), others=several(st.tuples(ids, slots())), rules=several(cannot_hold),
    smallest=st.booleans(),
)  # fmt: skip
offers = st.builds(
    Offers, mentee=ids, wanted=counts,
    choices=several(st.builds(Instead, session=words, instead_of=several(words))),
)  # fmt: skip
timetables = st.builds(
    Timetable, sessions=several(sessions), not_reached=several(not_reached), costs=several(costs),
    left_out=several(left_out), conflicts=several(conflicts), offers=several(offers),
)  # fmt: skip
plans = st.builds(
    Plan,
    scope=st.sampled_from(("match", "schedule", "plan")) | words,
    made_from=words,
    programme=words,
    as_of=days,
    pairs=several(pairs()),
    on_hold=several(st.builds(OnHold, mentee=ids, mentor=ids, state=st.sampled_from(PairState))),
    unmatched=several(answers),
    overtaken=several(st.builds(Overtaken, waiting=ids, placed=ids, mentor=ids, needs_approval=st.booleans())),
    pins_left_out=several(st.tuples(ids, ids)),
    notes=several(words),
    tiers=several(tiers),
    timetable=timetables,
    evidence=evidence,
)
verdicts = st.builds(
    Verdict,
    breaches=several(st.builds(Breach, rule=words, says=words, people=several(ids))),
    tiers=several(
        st.builds(TierVerdict, name=words, value=numbers, bound=st.sampled_from(Depth), priced=st.none() | numbers)
    ),
    checked=several(st.tuples(words, counts)),
)
