"""What is loaded late is loaded whole, though somebody presses Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PRESSED_WHILE_LOADING = """
import os, signal, sys
from mentormatch.planning import importing

def loading(event, arguments):
    if event == "import" and arguments[0].startswith("networkx.algorithms"):
        if not seen:
            seen.append(arguments[0])
            os.kill(os.getpid(), signal.SIGINT)

seen = []
sys.addaudithook(loading)
try:
    importing.networkx()
except KeyboardInterrupt:
    print("pressed", bool(seen))
print(importing.networkx().Graph.__name__)
"""
BEGUN_BEFORE = """
from mentormatch.planning import importing

importing.begin_loading()
print(sum(range(10)), importing.networkx() is importing.networkx())
"""


def _printed(script: str) -> list[str]:
    begin = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    done = subprocess.run([sys.executable, "-c", begin + script], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(os.name == "nt", reason="SIGINT cannot be sent to one process there")
def test_ctrl_c_while_a_library_is_loaded_counts_and_leaves_it_whole() -> None:
    assert _printed(PRESSED_WHILE_LOADING) == ["pressed", "True", "Graph"]


def test_what_was_begun_before_is_there_when_it_is_asked_for() -> None:
    assert _printed(BEGUN_BEFORE) == ["45", "True"]
