"""The hard rules as a list: what each forbids, what kind it is, and whether relaxing it may be offered."""

from __future__ import annotations

from mentormatch.domain import rules
from mentormatch.domain.policy import Policy
from mentormatch.domain.rules import Kind, Rule
from mentormatch.reports.words import columns, lines

ABOUT = {
    Kind.STATE: "follows from who takes part",
    Kind.CONSENT: "binds unless the person changes it; never offered as a price",
    Kind.POLICY: "may be changed in programme.toml",
    Kind.FEASIBILITY: "may be offered as a remedy",
    Kind.APPROVAL: "a named officer must agree first",
    Kind.SAFEGUARDING: "never relaxed, never offered, never given as a reason",
}


def rule_list(policy: Policy) -> list[str]:
    """The catalogue, by kind, with the figures of this programme that the rules use."""
    out = lines("A pair is possible only if no rule stands against it. Nothing outweighs a rule.")
    for kind in Kind:
        out += ["", *_of_kind(kind, (*rules.RULES, *rules.PLAN_RULES))]
    out += ["", *lines("Sessions of groups keep these, and of the rules above those that are about people and places:")]
    for kind in Kind:
        out += _of_kind(kind, rules.SESSION_RULES)
    out += ["", "Figures of this programme that rules use:"]
    return out + columns(_figures(policy))


def _of_kind(kind: Kind, among: tuple[Rule, ...]) -> list[str]:
    """The rules of one kind under its heading; nothing where there are none."""
    of_kind = [rule for rule in among if rule.kind is kind]
    if not of_kind:
        return []
    heading = lines(f"{kind.value.capitalize()}: {ABOUT[kind]}.")
    return [*heading, *columns([(rule.id, _sentence(rule)) for rule in of_kind])]


def _sentence(rule: Rule) -> str:
    return rule.says.format(mentors="mentors")


def _figures(policy: Policy) -> list[tuple[str, str]]:
    by_name = {
        "supervised_meetings": policy.supervised_meetings,
        "min_gap": policy.min_gap,
        "min_dates": policy.min_dates,
        "max_minutes": policy.max_minutes,
        "doubt": policy.doubt,
        "minutes_a_week": policy.minutes_a_week,
        "keep_apart_margin": policy.keep_apart_margin,
        "cooling_off_weeks": policy.cooling_off_weeks,
        "floor": policy.floor,
        "approvals": policy.approvals,
    }
    return [(f"{name} = {value}", _meaning(name)) for name, value in by_name.items()]


def _meaning(name: str) -> str:
    fields = {field.name: field for field in Policy.__attrs_attrs__}  # type: ignore[attr-defined]
    return str(fields[name].metadata.get("says", ""))
