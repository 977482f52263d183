"""A rule has an entry in the catalogue, a place on the planner's side, one on the judge's, a test and a section.

Likewise a part of the quality. They share the id and nothing else, so nothing but this notices one that is missing.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from mentormatch.candidates import held, pins
from mentormatch.candidates.rules import BEFORE_HOURS, IN_ORDER
from mentormatch.checking.quality import QUALITY_PARTS
from mentormatch.checking.rules import JUDGED
from mentormatch.domain import parts, rules
from mentormatch.domain.policy import Policy
from mentormatch.domain.rules import FLOOR, HELD, PIN, PLAN_RULES, RULES, Kind
from mentormatch.files.columns import SHEETS
from mentormatch.matching import columns
from mentormatch.matching.quality import choice, interests, life, lived, stage, travel, wishes
from mentormatch.matching.rows import ROWS
from mentormatch.reports.rules_page import TARGET, document

HERE = Path(__file__).parent
CATALOGUE = (*RULES, *PLAN_RULES)
OF_NO_FILE = {
    FLOOR: columns.usable_spots,  # needs the quality, so it is applied where columns are made
    HELD: held.with_recorded,  # no refusal, but pairs that are in the model whatever else is so
    PIN: pins.impossible,  # likewise
}
"""Rules of the planner that are no mask and no row of their own, and who applies them."""
PLANNER_PARTS = (travel, life, interests, lived, stage, wishes, choice)


def rules_tested_in(folder: Path) -> set[str]:
    return {path.stem.removeprefix("test_").replace("_", "-") for path in folder.glob("test_*.py")}


def test_every_rule_is_applied_by_the_planner() -> None:
    applied = [module.RULE for module in (*IN_ORDER, *ROWS)]
    assert {rule.id for rule in (*applied, *OF_NO_FILE)} == {rule.id for rule in CATALOGUE}
    assert len({rule.id for rule in (*applied, *OF_NO_FILE)}) == len(applied) + len(OF_NO_FILE)


def test_the_planner_refuses_in_the_order_of_the_catalogue() -> None:
    assert [module.RULE for module in IN_ORDER] == [rule for rule in RULES if rule is not FLOOR]
    assert IN_ORDER[: len(BEFORE_HOURS)] == BEFORE_HOURS


def test_every_rule_is_judged_in_the_order_of_the_catalogue() -> None:
    assert tuple(module.RULE for module in JUDGED) == CATALOGUE


@pytest.mark.parametrize("module", [*IN_ORDER, *JUDGED, *QUALITY_PARTS, *PLANNER_PARTS], ids=lambda one: one.__name__)
def test_a_file_is_called_as_its_rule_or_part(module: ModuleType) -> None:
    about = module.RULE if hasattr(module, "RULE") else module.PART
    assert module.__name__.rpartition(".")[2] == about.id.replace("-", "_")


def test_every_rule_has_its_tests_of_both_sides() -> None:
    assert rules_tested_in(HERE) - {"every-rule-everywhere"} == {rule.id for rule in CATALOGUE}
    for rule in CATALOGUE:
        text = (HERE / f"test_{rule.id.replace('-', '_')}.py").read_text(encoding="utf-8")
        asked = re.search(r"\b(refused_by_both|made_by_the_planner)\(", text)
        assert asked, f"tests/rules/test_{rule.id}.py asks the judge alone"


def test_every_rule_has_its_section_on_the_page() -> None:
    headings = re.findall(r"^## (.+)$", TARGET.read_text(encoding="utf-8"), re.M)
    assert headings == [rule.id for rule in (*CATALOGUE, *rules.SESSION_RULES)]


def test_the_page_of_rules_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run: python -m mentormatch.reports.rules_page"


def test_an_id_is_given_once() -> None:
    assert len(rules.BY_ID) == len(CATALOGUE) + len(rules.SESSION_RULES)


@pytest.mark.parametrize("rule", [*CATALOGUE, *rules.SESSION_RULES], ids=lambda rule: rule.id)
def test_what_a_rule_is_set_by_exists(rule: rules.Rule) -> None:
    known = {f"{sheet.name}.{column.name}" for sheet in SHEETS for column in sheet.columns}
    known |= {f"policy.{field.name}" for field in Policy.__attrs_attrs__}  # type: ignore[attr-defined]
    assert rule.set_in and set(rule.set_in) <= known


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_a_safeguarding_rule_is_no_remedy_yields_to_no_pin_and_reads_as_no_place_free(rule: rules.Rule) -> None:
    protects = rule.kind is Kind.SAFEGUARDING
    assert (rules.shown_as(rule) is rules.PLACES) == (protects or rule is rules.PLACES)
    assert not (protects and (rule.kind.may_be_remedy or rule.kind.pin_overrides))
    assert rule.says.format(mentors=3)


def test_every_part_of_the_quality_is_reckoned_twice_and_tested() -> None:
    assert tuple(module.PART for module in PLANNER_PARTS) == parts.PARTS
    assert tuple(module.PART for module in QUALITY_PARTS) == parts.PARTS
    assert rules_tested_in(HERE.parent / "quality") - {"quality-total"} == {part.id for part in parts.PARTS}
    for part in parts.PARTS:
        text = (HERE.parent / "quality" / f"test_{part.id}.py").read_text(encoding="utf-8")
        assert "part_of(" in text, f"tests/quality/test_{part.id}.py asks the judge alone"
