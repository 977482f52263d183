"""The command line: one verb a file. Each parses, calls a room, prints, and ends with a code of `exits`.

In: what was typed. Out: data on stdout, talk on stderr. Never here: a rule, a solver, a sentence of a
report. Importing this loads click and nothing heavier; a verb's own file is loaded when it is called, the
rooms it needs when it runs.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

BETWEEN_COLLECTIONS = 200_000
"""Objects made before Python looks for circles of garbage: here nearly all goes without, and looking costs a tenth."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs one command and ends the process with its exit code."""
    gc.set_threshold(BETWEEN_COLLECTIONS, 20, 100)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # our products of matrices are small: threads cost, and wait
    try:
        from mentormatch.commands.group import run
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. No file was left half written.\n")
        raise SystemExit(130) from None  # Exit.INTERRUPTED, whose module is not there

    raise SystemExit(run(arguments))
