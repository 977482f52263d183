"""The judge shares nothing with what it judges, and judges every rule of the catalogue."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from mentormatch.checking.rules import JUDGED
from mentormatch.domain.rules import PLAN_RULES, RULES

CHECKING = Path(__file__).parents[2] / "mentormatch" / "checking"
FORBIDDEN = (
    "mentormatch.candidates", "mentormatch.matching", "mentormatch.scheduling", "mentormatch.solving",
    "mentormatch.planning", "mentormatch.engine", "ortools", "scipy", "networkx", "highspy",
)  # fmt: skip
ALLOWED = ("mentormatch.checking", "mentormatch.domain", "mentormatch.travel", "mentormatch.term", "attrs")


def test_judging_a_plan_loads_neither_the_planner_nor_a_solver():
    program = (
        "import sys; sys.path.insert(0, 'tests'); from builders import programme; "
        "from honest_plans import honest_plan, refused_for; made = programme(); "
        "plan = honest_plan(made, None, {('E1', 'M1'): ('cafe', 'Tue 10:00-11:00')}); "
        "assert refused_for(made, None, plan) == []; print('\\n'.join(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKING.parents[1], capture_output=True, text=True, check=True
    )
    loaded = ran.stdout.split()
    assert "mentormatch.checking.judging" in loaded
    assert [name for name in loaded if name.startswith(FORBIDDEN)] == []


@pytest.mark.parametrize("path", sorted(CHECKING.rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_of_the_judge_imports_only_what_it_may(path):
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    for name in names:
        assert name.startswith(ALLOWED) or name.partition(".")[0] in sys.stdlib_module_names, name


def test_every_rule_of_the_catalogue_is_judged_once_and_in_its_order():
    assert [rule.RULE.id for rule in JUDGED] == [rule.id for rule in (*RULES, *PLAN_RULES)]


def test_every_rule_has_its_file_of_tests():
    tests = {path.stem for path in (Path(__file__).parents[1] / "rules").glob("test_*.py")}
    assert {f"test_{rule.replace('-', '_')}" for rule in (one.id for one in (*RULES, *PLAN_RULES))} <= tests


def test_a_judged_plan_is_made_in_one_place():
    made = [path.name for path in CHECKING.rglob("*.py") if "JudgedPlan(" in path.read_text()]
    assert made == ["judging.py"]
