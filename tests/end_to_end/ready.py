"""The command in a process of its own that has its imports behind it.

Half of what a small command costs is Python loading the package, numpy and the solvers: hundreds of tests would pay
it again each. A process that has loaded everything and done nothing waits here and is forked for each command. What
a process shows is still seen: its exit code, what it writes to which stream, nothing left over from another run.
What only a fresh start shows (encodings, the hash seed, the script that pip installs) needs the installed command.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import json
import os
import select
import signal
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from typing import NoReturn

BELONGINGS = ("holidays", "icalendar", "matplotlib.figure", "networkx", "ortools.sat.python.cp_model", "rapidfuzz.fuzz")
"""What the package loads late, besides its own modules."""


class Ready:
    """A process that waits for commands. In: words, and two files for its streams. Out: the exit code."""

    def __init__(self) -> None:
        words = [sys.executable, __file__]
        self._waiting = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def run(self, words: list[str], out: Path, err: Path, seconds: float) -> int:
        """Raises TimeoutExpired where the command takes longer than so many seconds; the process is gone then."""
        to, back = self._waiting.stdin, self._waiting.stdout
        assert to is not None and back is not None
        asked = {"words": words, "out": str(out), "err": str(err), "at": os.getcwd(), "environment": dict(os.environ)}
        to.write(json.dumps(asked) + "\n")
        to.flush()
        if not select.select([back], [], [], seconds)[0]:
            self.end()
            raise subprocess.TimeoutExpired(words, seconds)
        code = back.readline()
        if not code:
            raise RuntimeError("The process that waits for commands has ended; what it said is above.")
        return int(code)

    def end(self) -> None:
        """Ends what waits, and with it a command that still runs."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._waiting.pid, signal.SIGKILL)
        self._waiting.communicate()


def _load() -> None:
    """Everything that a command may load; leaves one thread, or no fork would be safe."""
    import importlib
    import pkgutil

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `mentormatch.commands.main` does
    import mentormatch

    ours = [module.name for module in pkgutil.walk_packages(mentormatch.__path__, "mentormatch.")]
    for name in (*ours, *BELONGINGS):
        if not name.endswith("__main__"):
            with contextlib.suppress(ModuleNotFoundError):  # an extra that is not installed is not there to be loaded
                importlib.import_module(name)
    gc.freeze()


def _become(asked: dict) -> NoReturn:
    """The forked process takes its own streams, folder and environment; then it is the command, to its end."""
    for number, (path, mode) in enumerate(((os.devnull, "r"), (asked["out"], "w"), (asked["err"], "w"))):
        with open(path, mode, encoding="utf-8") as stream:
            os.dup2(stream.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(number, mode, closefd=False), encoding="utf-8", errors=errors, line_buffering=lines)
        for number, mode, errors, lines in (
            (0, "r", "strict", False),
            (1, "w", "strict", False),
            (2, "w", "backslashreplace", True),
        )
    )
    os.chdir(asked["at"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    from mentormatch.commands import main

    code = 1  # as Python ends after a traceback
    try:
        main(asked["words"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # to take down all that was loaded would take longer than the command


def _serve() -> None:
    _load()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    os._exit(0)


if __name__ == "__main__":
    _serve()
