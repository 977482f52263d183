"""Pages of docs/ that are made from the code: written anew, or with --check compared with what lies there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def made_or_checked(target: Path, text: str, arguments: Sequence[str] | None = None) -> int:
    """Writes a page, or with --check says whether the one that lies there is current; the exit code, 1 = it is not."""
    parser = argparse.ArgumentParser(description=f"Write {target.name} anew.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is not current")
    if not parser.parse_args(arguments).check:
        target.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if current(target, text):
        return 0
    sys.stderr.write(f"{target} is not current. Run the same command without --check.\n")
    return 1


def current(target: Path, text: str) -> bool:
    """Whether a page is there and says just this."""
    return target.is_file() and target.read_bytes() == text.encode("utf-8")
