"""One SQLite file beside a programme: what the program itself has to remember, and nothing that people write.

In: entries last exported, objects last published, judged plans that they came from. Out: the same again. A log of what
was done is only ever added to. Never here: more of a name than a calendar tells, ways to reach people, who is kept
apart, or a reason; and no connection stays open while something is reckoned.
"""

from mentormatch.store.database import NAME, StoreError
from mentormatch.store.store import Store

__all__ = ["NAME", "Store", "StoreError"]
