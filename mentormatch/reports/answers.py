"""Why somebody is still waiting, in plain words. What is about safeguarding reads as lack of places."""

from __future__ import annotations

from collections.abc import Iterable

from mentormatch.domain import rules, tiers
from mentormatch.domain.plan import Answer, AnswerKind, Reason
from mentormatch.reports.names import Names
from mentormatch.reports.words import count, listed

REFUSALS_SHOWN = 2


def in_short(answer: Answer, names: Names) -> str:
    """The answer in a line or two, for a list."""
    if answer.kind is AnswerKind.NONE_ACCEPTABLE:
        refused = sorted(eliminated(answer.reasons), key=lambda line: -line[0])
        text = "no mentor fits yet"
        if refused:
            text += ": " + "; ".join(f"{number} {says}" for number, says in refused[:REFUSALS_SHOWN])
        left = sum(number for number, _ in refused[REFUSALS_SHOWN:])
        return f"{text}; {left} for other reasons" if left else text
    if answer.kind is AnswerKind.SHORTAGE:
        return _shortage(answer, names)
    return _traded(answer)


def in_full(answer: Answer, names: Names) -> list[str]:
    """The answer as sentences, each a paragraph: the whole list of refusals where no mentor fits."""
    if answer.kind is AnswerKind.NONE_ACCEPTABLE:
        out = ["No mentor fits yet. Of the mentors:"]
        out += [f"- {number} {says}" for number, says in eliminated(answer.reasons)]
        return out if len(out) > 1 else ["No mentor fits yet."]
    text = in_short(answer, names)
    out = [ended(text[0].upper() + text[1:])]
    if answer.kind is AnswerKind.SHORTAGE:
        out.append(ended(f"These are: {', '.join(map(names, answer.people))}"))
        if answer.smallest is False:
            out.append("There may be a smaller group of whom the same is true.")
    return out


def ended(text: str) -> str:
    """The text with one full stop at its end, also after an initial."""
    return text if text.endswith(".") else text + "."


def eliminated(reasons: Iterable[Reason]) -> list[tuple[int, str]]:
    """How many mentors each rule refused, in the order of the rules, as it may be shown."""
    number_by_rule: dict[str, int] = {}
    for reason in reasons:
        rule = rules.BY_ID.get(reason.rule)
        shown = rules.shown_as(rule).id if rule else reason.rule
        number_by_rule[shown] = number_by_rule.get(shown, 0) + _mentors(reason)
    return [(number, phrase(rule)) for rule, number in number_by_rule.items() if number]


def phrase(rule: str) -> str:
    """What follows a number of mentors: "with no hour in common at such a place"."""
    known = rules.BY_ID.get(rule)
    return rules.shown_as(known).says.format(mentors="").strip() if known else rule


def tier_words(name: str) -> str:
    """What a tier counts, without a word that claims anything."""
    if name.startswith("fairness-"):
        return f"people whose strongest idea is in band {name.removeprefix('fairness-')}"
    return _TIER_WORDS.get(name) or name


_TIER_WORDS = {
    "quality": "points of each person's strongest pair",
    **{kind.name: kind.says for kind in tiers.in_order(tiers.GROUPS, 0) if kind.name != "quality"},
    **{kind.name: kind.says for kind in tiers.OF_SESSIONS},
}


def _mentors(reason: Reason) -> int:
    given = reason.figures.get("mentors", 1)
    return len(given) if isinstance(given, list | tuple) else int(given)


def _shortage(answer: Answer, names: Names) -> str:
    mentors = listed(map(names, answer.mentors), 3)
    people = count(len(answer.people), "person", "people")
    if answer.minutes_needed is not None:
        text = (
            f"too little time: {people} would need {answer.minutes_needed:,} "
            f"minutes a week of {mentors}, who {'has' if len(answer.mentors) == 1 else 'have'} "
            f"{answer.minutes_left or 0:,} left"
        )
    else:
        text = f"too few places: {people} share {count(answer.places or 0, 'place')} ({mentors})"
    if answer.swap:
        text += f"; {names(answer.swap.mentor)} could see them instead of {names(answer.swap.instead_of)}"
        text += ", if an officer agrees" if answer.swap.needs_approval else ""
    return text


def _traded(answer: Answer) -> str:
    text = "others had to come first (who decides: you)"
    if answer.tier and answer.there is not None and answer.here is not None:
        text += f"; with them in: {tier_words(answer.tier)}: {answer.there:,} and not {answer.here:,}"
    return text if answer.sure else f"{text}, as far as the search went"
