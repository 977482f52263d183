"""A library that is loaded late, or beside a search: whole, whatever is pressed meanwhile."""

from __future__ import annotations

import threading
from functools import cache
from types import ModuleType

from mentormatch.planning.running import versions
from mentormatch.solving.solvers import load


def networkx() -> ModuleType:
    """networkx, so late that nobody waits for it before there is a plan.

    Ctrl-C ends the waiting and not the loading: of a package that was loaded by half, the next import fails for good.
    """
    begin_loading().join()
    return _networkx()


def load_solvers() -> None:
    """Loads what a search for pairs would load when it first asks a solver, and the versions that a plan tells."""
    load()
    versions()


@cache
def begin_loading() -> threading.Thread:
    """Begins to load it beside what comes next: while a solver searches, nothing else needs Python."""
    loading = threading.Thread(target=_late, name="loads what is needed late", daemon=True)
    loading.start()
    return loading


def _late() -> None:
    _networkx()
    versions()


def _networkx() -> ModuleType:
    import networkx as module

    return module
