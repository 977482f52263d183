"""What only `show --safeguarding` tells: which safeguarding rule stands behind a pause or a refusal.

These lines go to the screen of one named person. No caller may write them to a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mentormatch.domain import rules
from mentormatch.domain.folding import folded
from mentormatch.domain.history import History
from mentormatch.domain.people import Status
from mentormatch.domain.plan import OnHold
from mentormatch.domain.programme import Programme
from mentormatch.reports import waiting
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.refusals import WhyNot, about_safeguarding, sentence
from mentormatch.reports.words import columns, count, day, lines

WARNING = "For the person responsible for safeguarding only. Do not print, mail or leave on a screen."


def behind(screen: Screen, history: History, people: Iterable[str], why_not: WhyNot) -> list[str]:
    """Pauses with their causes, and for each of `people` the mentors refused under a safeguarding rule."""
    wanted = list(people)
    out = lines(WARNING)
    broken = [
        breach
        for breach in screen.judged.verdict.breaches
        if (rule := rules.BY_ID.get(breach.rule)) is not None and rule.kind is rules.Kind.SAFEGUARDING
        if not wanted or set(wanted) & set(breach.people)
    ]
    if broken:
        out += ["", "Broken by this plan:", *(line for breach in broken for line in lines(breach.says, "  - "))]
    held = [
        given for given in screen.judged.plan.on_hold if not wanted or given.mentee in wanted or given.mentor in wanted
    ]
    if held:
        out += ["", "On hold:"]
        pairs = [(f"{screen.names(given.mentee)} with {screen.names(given.mentor)}", given) for given in held]
        out += columns([(who, "; ".join(why_on_hold(given, screen.programme, history))) for who, given in pairs])
    mentees = [who for who in wanted if who in waiting.mentee_by_id(screen.programme)] or (
        [] if wanted else [answer.mentee for answer in screen.judged.plan.unmatched]
    )
    for mentee in mentees:
        out += ["", *_refused(screen, mentee, why_not, by_mentor=bool(wanted))]
    return out if len(out) > 1 else [*out, "", "Nothing is on hold, and nobody waits."]


def why_on_hold(held: OnHold, programme: Programme, history: History) -> list[str]:
    """Why a pair in force is paused, as far as the programme says."""
    mentee = waiting.mentee_by_id(programme).get(held.mentee)
    mentor = waiting.mentor_by_id(programme).get(held.mentor)
    if mentee is None or mentor is None:
        return ["one of the two is no longer in the lists"]
    out = [f"{member.id} is {member.status.value}" for member in (mentee, mentor) if member.status is not Status.ACTIVE]
    if mentor.id in programme.apart(mentee.id):
        out.append("the two must be kept apart")
    if mentor.cleared_until is None:
        out.append("no clearance is recorded")
    elif mentor.cleared_until < programme.as_of:
        out.append(f"the clearance ended on {day(mentor.cleared_until)}")
    has = set(map(folded, mentor.training))
    missing = sorted(label for label in set(programme.policy.required_training) if folded(label) not in has)
    if missing:
        out.append(f"training missing: {', '.join(missing)}")
    if mentor.trained_until and mentor.trained_until < programme.as_of:
        out.append(f"the training ended on {day(mentor.trained_until)}")
    if mentee.needs_approval or mentor.needs_approval:
        out.append("an approval is needed: see approvals.csv")
    return out or ["see the pair's rows in pairs.csv"]


def _refused(screen: Screen, mentee: str, why_not: WhyNot, by_mentor: bool) -> list[str]:
    by_rule: Counter[str] = Counter()
    rows = []
    for mentor in screen.programme.mentors:
        if mentor.id == mentee:
            continue
        causes = about_safeguarding(why_not(mentee, mentor.id))
        by_rule.update({rule.id for rule, _ in causes})
        if causes:
            rows.append((screen.names(mentor.id), "; ".join(sentence(rule, figures) for rule, figures in causes)))
    if not rows:
        return lines(f"{screen.names(mentee)}: no mentor is ruled out by a safeguarding rule.")
    told = [rules.BY_ID[rule].says.format(mentors=count(number, "mentor")) for rule, number in by_rule.items()]
    out = lines(f"{screen.names(mentee)}: {'; '.join(told)}.")
    return out + (columns(rows) if by_mentor else [])
