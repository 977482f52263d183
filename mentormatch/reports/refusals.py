"""What stands against one pair, in sentences for a coordinator: by how much it is too far, when each is free."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mentormatch.domain import rules
from mentormatch.domain.plan import Figures
from mentormatch.domain.rules import Kind, Rule
from mentormatch.reports.words import count

Refusal = tuple[Rule, Figures]
WhyNot = Callable[[str, str], Iterable[Refusal]]

NO_PLACE = "no place free"


def shown(refusals: Iterable[Refusal]) -> list[str]:
    """The sentences of why not. A safeguarding cause is not among them; alone it reads as no place free."""
    told, full = [], False
    for rule, figures in refusals:
        if rules.shown_as(rule) is rules.PLACES:
            full = True
        else:
            told.append(sentence(rule, figures))
    return told or ([NO_PLACE] if full else [])


def sentence(rule: Rule, figures: Figures) -> str:
    """One refusal with its figures; the rule's own words where there are none."""
    special = _SENTENCES.get(rule.id)
    text = special(figures) if special else ""
    return text or rule.says.format(mentors="").strip()


def _travel(figures: Figures) -> str:
    if figures.get("venue") is None:
        return "no place that both can get to"
    over = []
    for side in ("mentee", "mentor"):
        minutes, pence = figures.get(f"{side}_minutes_over", 0), figures.get(f"{side}_pence_over", 0)
        whose = "" if side == "mentee" else " for the mentor"
        if minutes:
            over.append(f"{count(minutes, 'minute')} too far{whose} ({figures.get(f'{side}_minutes')} min)")
        if pence:
            over.append(f"£{pence / 100:.2f} too dear{whose}")
    return f"nearest place {figures['venue']}: {' and '.join(over)}" if over else "no place that suits both"


def _hours(figures: Figures) -> str:
    free = [figures.get(f"{side}_free") or "not known" for side in ("mentee", "mentor")]
    return f"no hour in common: {free[0]} against {free[1]}"


def _stage(figures: Figures) -> str:
    gap, least = figures.get("gap"), figures.get("at_least")
    return f"{gap} stages further on, at least {least} needed" if gap is not None else "the mentor's stage is not known"


def _dates(figures: Figures) -> str:
    return f"only {figures.get('dates_left')} of {figures.get('dates_planned')} dates left in the term"


def _areas(figures: Figures) -> str:
    return f"in {figures.get('mentor_area')}, and areas are kept apart"


def _requires(figures: Figures) -> str:
    sides = figures.get("not_met", ())
    return f"not what the {' and the '.join(sides)} requires" if sides else ""


def _approval(figures: Figures) -> str:
    if figures.get("refused"):
        return "an officer has said no"
    return "only if the officer agrees" if figures.get("may_ask") else "the mentor does not want the officer asked"


def _paused(figures: Figures) -> str:
    return f"the {' and the '.join(figures.get('resting', ()))} takes no part now" if figures.get("resting") else ""


def _clearance(figures: Figures) -> str:
    until = figures.get("cleared_until")
    return f"clearance until {until}: too short" if until else "no clearance recorded"


def _training(figures: Figures) -> str:
    missing = figures.get("missing")
    return f"training missing: {', '.join(missing)}" if missing else f"training ended on {figures.get('trained_until')}"


_SENTENCES: dict[str, Callable[[Figures], str]] = {
    "travel": _travel,
    "common-hour": _hours,
    "stage": _stage,
    "dates": _dates,
    "areas": _areas,
    "requires": _requires,
    "approval": _approval,
    "paused": _paused,
    "clearance": _clearance,
    "training": _training,
}


def about_safeguarding(refusals: Iterable[Refusal]) -> list[Refusal]:
    """Those under a safeguarding rule: for `show --safeguarding` alone."""
    return [(rule, figures) for rule, figures in refusals if rule.kind is Kind.SAFEGUARDING]
