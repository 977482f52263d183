"""Times the main job on scenarios/ayrshire in fresh processes: python -m benchmarks.ayrshire [RUNS]

Prints wall seconds of each run of the whole command, and since the start of its process when some tiers were known;
then pairs, options, and each tier with value, bound, proof and seconds, from the plan that was saved last.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHOWN = ("reach", "quality", "canonical", "meetings-canonical")
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Runs the command and prints the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            out = Path(folder) / str(run)
            begun = time.monotonic()
            command = [sys.executable, "cli.py", "match", "scenarios/ayrshire", "--out", str(out), "--progress"]
            with subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            ) as asked:
                assert asked.stderr is not None
                known = {line.split()[0]: time.monotonic() - begun for line in asked.stderr if line.split()}
            took = time.monotonic() - begun
            seen = ", ".join(f"{tier} known at {known[tier]:.2f} s" for tier in SHOWN if tier in known)
            print(f"run {run + 1}: {took:.2f} s, exit {asked.returncode}; {seen}")
        plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    evidence = plan["evidence"]
    print("sizes:", evidence["sizes"])
    print("seconds:", evidence["seconds"])
    print("versions:", evidence["versions"], "stopped:", evidence["stopped"])
    for tier in plan["tiers"]:
        work = evidence["tiers"].get(tier["name"], {})
        print(f"{tier['name']:22} {tier['value']:>14} {tier['bound']!s:>14} {tier['proof']!s:>8} {work}")


if __name__ == "__main__":
    main()
