"""One programme shuffled 50 times: rows, columns and files in another order, one thread or two; the same plan."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from builders_end_to_end import run

from mentormatch.domain.plan import Plan
from mentormatch.records import body_bytes, plan_from_json

sys.path.insert(0, str(Path(__file__).parents[2]))
from scenarios.generator import generate, write

SHUFFLES, PROCESSES = 50, 10
AT_ONCE = 2
PLANNED_IN_TURN = """
import sys
from mentormatch.commands import main
threads, *folders = sys.argv[1:]
for folder in folders:
    sys.argv = ["mentormatch", "match", folder, "--out", folder + " out", "--quiet", "--threads", threads]
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
"""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 people and 10 mentors with two and a half hours a week each."""
    return written(tmp_path_factory.mktemp("canonical") / "given", hours="2:30")


def written(folder: Path, hours: str) -> Path:
    tables = generate(30, 10, 3)
    for row in tables.rows["mentors"]:
        row["hours_a_week"] = hours
    write(tables, folder)
    return folder


def shuffled(folder: Path, out: Path, seed: int) -> Path:
    """The same folder with its files written in another order, each with rows and columns in another order."""
    draw = random.Random(seed)
    paths = sorted(folder.iterdir())
    out.mkdir()
    for path in draw.sample(paths, len(paths)):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".csv":
            rows = list(csv.reader(text.splitlines()))
            columns = draw.sample(range(len(rows[0])), len(rows[0]))
            lines = [rows[0], *draw.sample(rows[1:], len(rows) - 1)]
            with (out / path.name).open("w", encoding="utf-8", newline="") as to:
                csv.writer(to).writerows([line[column] for column in columns] for line in lines)
        else:
            (out / path.name).write_text(text, encoding="utf-8")
    return out


def planned(folder: Path, threads: int) -> Plan:
    """The plan that the installed command makes in a process of its own."""
    done = run("match", folder, "--format", "json", "--quiet", "--threads", threads)
    assert done.returncode == 0, done.stderr
    plan = plan_from_json(done.stdout)
    assert plan.proven
    assert plan.evidence.threads == threads
    return plan


def test_hours_and_diaries_bind_in_this_programme(given: Path, tmp_path: Path) -> None:
    """Or the order of rows would be tried on a programme in which nothing depends on anything."""
    plan, with_time = planned(given, 2), planned(written(tmp_path / "with time", hours="40:00"), 2)
    assert len(plan.pairs) < len(with_time.pairs)
    days = Counter((pair.mentor, pair.meeting.slot.weekday) for pair in plan.pairs if pair.meeting)
    assert max(days.values()) > 1, "a mentor meets two people on one day"
    assert len({answer.kind for answer in plan.unmatched}) == 3, "each kind of answer is there to be the same"


def test_rows_columns_and_files_in_any_order_give_the_same_plan_with_one_thread_and_two(
    given: Path, tmp_path: Path
) -> None:
    expected = body_bytes(planned(given, 2))

    def different(process: int) -> list[int]:
        seeds = range(process, SHUFFLES, PROCESSES)
        folders = [str(shuffled(given, tmp_path / str(seed), seed)) for seed in seeds]
        words = [sys.executable, "-c", PLANNED_IN_TURN, str(1 + process % 2), *folders]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
        plans = [plan_from_json(Path(f"{folder} out", "plan.json").read_text("utf-8")) for folder in folders]
        return [seed for seed, plan in zip(seeds, plans, strict=True) if body_bytes(plan) != expected]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(different, range(PROCESSES)))
    assert found == [[]] * PROCESSES
