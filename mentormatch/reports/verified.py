"""What `verify` found: the rules, each tier's value and what became of its bound, and what that means."""

from __future__ import annotations

from mentormatch.domain.plan import Plan, TierValue
from mentormatch.domain.verdict import Breach, Depth, JudgedPlan, TierVerdict
from mentormatch.reports import safety
from mentormatch.reports.names import Names
from mentormatch.reports.words import columns, count, lines

MOST_BREACHES = 50
BOUND_WORDS = {
    Depth.CHECKED: "checked",
    Depth.ADDED_UP: "added up; list not proved complete",
    Depth.CLAIMED: "not checked here",
}


def verified(judged: JudgedPlan, made_from_now: str | None, names: Names | None = None) -> list[str]:
    """The judge's findings. made_from_now: the hash of the programme as it is now; None: not known."""
    verdict, plan = judged.verdict, judged.plan
    out = [_made_from(plan.made_from, made_from_now)]
    if verdict.checked:
        out.append(f"Looked at: {', '.join(f'{number:,} {name}' for name, number in verdict.checked)}.")
    out += ["What came first:", *columns(_tier_rows(judged), right=(1,)), *_by_word(plan)]
    if verdict.breaches:
        out.append(f"Broken ({len(verdict.breaches):,}):")
        for breach in verdict.breaches[:MOST_BREACHES]:
            out += lines(_breach(breach, names or Names()), "  - ")
        if len(verdict.breaches) > MOST_BREACHES:
            out.append(f"  and {len(verdict.breaches) - MOST_BREACHES:,} more")
    return [line for text in out for line in (lines(text) if len(text) > 80 else [text])] + _conclusion(judged)


def _by_word(plan: Plan) -> list[str]:
    """What answers claim that the judge can only try to disprove."""
    smallest = sum(answer.smallest is True for answer in plan.unmatched)
    sure = sum(answer.sure is True for answer in plan.unmatched)
    told = [
        (smallest, f"that no smaller group is short of places or time ({count(smallest, 'answer')})"),
        (sure, f"that nobody can be reached at a better price ({count(sure, 'answer')})"),
    ]
    says = " and ".join(text for number, text in told if number)
    return [f"Claimed, and nothing found against it: {says}."] if says else []


def compared(judged: JudgedPlan, again: JudgedPlan) -> list[str]:
    """Each tier of the plan beside the same tier of a plan found anew, and whether the claims hold."""
    new = {tier.name: tier for tier in again.plan.tiers}
    rows = [("", "plan", "again", "")]
    for tier in judged.plan.tiers:
        other = new.get(tier.name)
        rows.append((tier.name, f"{tier.value:,}", f"{other.value:,}" if other else "-", _same(tier, other)))
        if other is None or other.value != tier.value:
            break  # later tiers are held to different values from here on
    out = ["Solved again:", *columns(rows, right=(1, 2))]
    if contradicts(judged, again):
        out += lines("Two proofs contradict each other. Please report this plan; do not use it.")
    return out


def contradicts(judged: JudgedPlan, again: JudgedPlan) -> bool:
    """Whether a tier that both call proven has two values, the tiers before it being equal."""
    new = {tier.name: tier for tier in again.plan.tiers}
    for tier in judged.plan.tiers:
        other = new.get(tier.name)
        if other is None or other.value != tier.value:
            return other is not None and tier.proven and other.proven
    return False


def _same(tier: TierValue, other: TierValue | None) -> str:
    if other is None:
        return "not among those solved again"
    if tier.value == other.value:
        return "the same, proven again" if other.proven else "the same; left open this time"
    if tier.proven and other.proven:
        return "DIFFERENT, though both are called proven"
    return "different: one of the two searches was not finished"


def _made_from(made_from: str, now: str | None) -> str:
    if now is None:
        return "Whether the programme has changed since is not known."
    if now == made_from:
        return "The programme has not changed since this plan was made."
    return (
        "The programme has CHANGED since this plan was made: people, rules or pairs are not what they were. "
        "What follows is judged by the programme as it is now."
    )


def _tier_rows(judged: JudgedPlan) -> list[tuple[str, str, str]]:
    found = {tier.name: tier for tier in judged.verdict.tiers}
    rows = [("", "value", "what was found")]
    rows += [(tier.name, f"{tier.value:,}", _found(tier, found.get(tier.name))) for tier in judged.plan.tiers]
    return rows


def _found(tier: TierValue, verdict: TierVerdict | None) -> str:
    """ "right; bound checked", with the bound's figure where it is another one."""
    if verdict is None:
        return "not checked here"
    value = "right" if verdict.value == tier.value else f"WRONG: it is {verdict.value:,}"
    if tier.bound is None:
        return f"{value}; no bound given"
    figure = "" if tier.bound == tier.value else f" {tier.bound:,}"
    known = BOUND_WORDS[verdict.bound] if tier.proven or verdict.bound is not Depth.CLAIMED else "left open"
    priced = "" if verdict.priced in (None, tier.bound) else f"; {verdict.priced:,} added up without a solver"
    return f"{value}; bound{figure} {known}{priced}"


def _breach(breach: Breach, names: Names) -> str:
    """Its sentence and its rule; of safeguarding neither is told here."""
    text = safety.breach_words(breach, names)
    return f"{text} [{breach.rule}]" if text == breach.says else text


def _conclusion(judged: JudgedPlan) -> list[str]:
    verdict = judged.verdict
    if not verdict.verified:
        return lines(f"REFUSED: {count(len(verdict.breaches), 'thing')} in this plan {_do(verdict.breaches)} not hold.")
    return lines(f"Nothing broken in {_counted(judged.plan)}: the plan holds.")


def _counted(plan: Plan) -> str:
    pairs, sessions = count(len(plan.pairs), "pair"), count(len(plan.timetable.sessions), "session")
    return {"match": pairs, "schedule": sessions}.get(plan.scope, f"{pairs} and {sessions}")


def _do(breaches: tuple[Breach, ...]) -> str:
    return "does" if len(breaches) == 1 else "do"
