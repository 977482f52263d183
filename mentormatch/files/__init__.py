"""A programme's folder of CSV files and programme.toml <-> Programme, History, contacts, and every problem at once.

In: a folder, and the scenarios laid over it. Out: `Loaded`. Never raises for what is in a file; never decides who may
meet whom. It also writes what goes back into a folder: a new programme, pairs that were accepted, the list of things to
ask. What only some verbs need is loaded when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.domain.late import when_asked
from mentormatch.files.asking import Question, to_ask, write_to_ask
from mentormatch.files.contacts import Contact, Contacts
from mentormatch.files.gaps import Gap
from mentormatch.files.programme import Loaded, read_programme, read_raw
from mentormatch.files.writing import WriteError, overwrite

if TYPE_CHECKING:
    from mentormatch.files.accepting import CannotAppendError, append_pairs
    from mentormatch.files.kept_rows import KeptRows, KeptRowsError
    from mentormatch.files.keys import UnfitKeyError, calendar_key, new_calendar_key
    from mentormatch.files.new import new_programme
    from mentormatch.files.overlays import overlays_of, read_overlay
    from mentormatch.files.ticked import Ticked, read_ticked
    from mentormatch.files.varied import grid

_LATE = {
    "CannotAppendError": "accepting",
    "append_pairs": "accepting",
    "KeptRows": "kept_rows",
    "KeptRowsError": "kept_rows",
    "UnfitKeyError": "keys",
    "calendar_key": "keys",
    "new_calendar_key": "keys",
    "new_programme": "new",
    "overlays_of": "overlays",
    "read_overlay": "overlays",
    "Ticked": "ticked",
    "read_ticked": "ticked",
    "grid": "varied",
}


__getattr__ = when_asked(__name__, _LATE)

__all__ = [
    "CannotAppendError",
    "Contact",
    "Contacts",
    "Gap",
    "KeptRows",
    "KeptRowsError",
    "Loaded",
    "Question",
    "Ticked",
    "UnfitKeyError",
    "WriteError",
    "append_pairs",
    "calendar_key",
    "grid",
    "new_calendar_key",
    "new_programme",
    "overlays_of",
    "overwrite",
    "read_overlay",
    "read_programme",
    "read_raw",
    "read_ticked",
    "to_ask",
    "write_to_ask",
]
