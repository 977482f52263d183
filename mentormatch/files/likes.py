"""The words of the columns "interests" -> ids of the taxonomy; what it does not know is to be asked about."""

from __future__ import annotations

import attrs

from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.problem import Problems
from mentormatch.files.rows import Parsed

NEAREST_SOUGHT = 50
"""For so many unknown words a nearest one is sought, which takes some time."""


@attrs.define(eq=False)
class Likes:
    """Looks every word up once."""

    taxonomy: Taxonomy = attrs.field(factory=Taxonomy.load)
    _known: dict[str, str | None] = attrs.field(factory=dict, init=False)
    _near: dict[str, str] = attrs.field(factory=dict, init=False)

    def of(self, row: Parsed, problems: Problems) -> tuple[str, ...]:
        """Ids of the taxonomy, each once; a word that it does not know counts nothing, and is told."""
        out: dict[str, None] = {}
        for word in row.values["interests"]:
            if word not in self._known:
                self._known[word] = self.taxonomy.find(word)
            concept = self._known[word]
            if concept is not None:
                out[concept] = None
                continue
            problems.ask(
                "is not an interest that is known, and counts nothing",
                where=row.cell("interests"),
                seen=word,
                remedy=self._nearest(word),
                person=row.values.get("id"),
            )
        return tuple(out)

    def _nearest(self, word: str) -> str:
        if word not in self._near:
            labels = self.taxonomy.nearest(word, 2) if len(self._near) < NEAREST_SOUGHT else []
            near = " or ".join(f'"{label}"' for label in labels)
            self._near[word] = f"Nearest: {near}." if near else "docs/interests.md tells which are known."
        return self._near[word]
