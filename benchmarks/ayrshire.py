"""Times the main job on scenarios/ayrshire in fresh processes: python -m benchmarks.ayrshire [RUNS]

First the whole command: wall seconds of each run, and since the start of its process when some tiers were known; least,
middle and most of all runs. Then a quick look, `--time-limit 2`: whether the plan was verified, whether reach was
proven, and the seconds. Then pairs, options, seconds by phase, answers, and each tier with value, bound, proof and
seconds, from the whole plan that was saved last.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

SHOWN = ("reach", "quality", "canonical", "meetings-canonical")
ROOT = Path(__file__).resolve().parent.parent
QUICK = ("--time-limit", "2")


def main() -> None:
    """Runs the command and prints the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        whole = [_run(Path(folder) / f"whole-{run}") for run in range(runs)]
        _spread("whole match", [took for took, _ in whole])
        quick = [_run(Path(folder) / f"quick-{run}", *QUICK) for run in range(runs)]
        _spread(f"match {' '.join(QUICK)}", [took for took, _ in quick])
    for _, plan in quick:
        print("quick look:", "nothing found" if plan is None else _proven(plan))
    if whole[-1][1] is not None:
        _told(whole[-1][1])


def _run(out: Path, *options: str) -> tuple[float, dict[str, Any] | None]:
    """(wall seconds, the plan as it was saved; None where there was none): only what was verified is saved."""
    begun = time.monotonic()
    command = [sys.executable, "cli.py", "match", "scenarios/ayrshire", "--out", str(out), "--progress", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as asked:
        assert asked.stderr is not None
        known = {line.split()[0]: time.monotonic() - begun for line in asked.stderr if line.split()}
    took = time.monotonic() - begun
    seen = ", ".join(f"{tier} known at {known[tier]:.2f} s" for tier in SHOWN if tier in known)
    print(f"{out.name}: {took:.2f} s, exit {asked.returncode}; {seen}", flush=True)
    saved = out / "plan.json"
    return took, json.loads(saved.read_text(encoding="utf-8")) if saved.exists() else None


def _spread(what: str, seconds: list[float]) -> None:
    middle = statistics.median(seconds)
    print(f"{what}: least {min(seconds):.2f}, middle {middle:.2f}, most {max(seconds):.2f} s of {len(seconds)}")


def _proven(plan: dict[str, Any]) -> str:
    proven = [tier["name"] for tier in plan["tiers"] if tier["proof"] is not None]
    sure = "reach proven" if "reach" in proven else "reach NOT proven"
    return (
        f"verified, {sure}, {len(proven)} of {len(plan['tiers'])} tiers proven, stopped {plan['evidence']['stopped']}"
    )


def _told(plan: dict[str, Any]) -> None:
    evidence = plan["evidence"]
    print("sizes:", evidence["sizes"])
    print("seconds:", evidence["seconds"])
    print("versions:", evidence["versions"], "stopped:", evidence["stopped"])
    print("answers:", dict(Counter(answer["kind"] for answer in plan["unmatched"])))
    smallest = Counter(answer["smallest"] for answer in plan["unmatched"] if answer["kind"] == "shortage")
    print("sets that fall short:", smallest[True], "proven smallest,", smallest[False], "not")
    for tier in plan["tiers"]:
        work = evidence["tiers"].get(tier["name"], {})
        print(f"{tier['name']:22} {tier['value']:>14} {tier['bound']!s:>14} {tier['proof']!s:>8} {work}")


if __name__ == "__main__":
    main()
