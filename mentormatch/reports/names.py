"""What people are called on a coordinator's screen: the id, and first name and initial where known."""

from __future__ import annotations

from collections.abc import Mapping

from mentormatch.domain.frozen import frozen


@frozen
class Names:
    """by_id: first name and initial, by id. Without contacts.csv it is empty, and everybody is their id."""

    by_id: Mapping[str, str] = {}

    def __call__(self, person: str) -> str:
        """ "P052 Rowan B." or "P052"."""
        called = self.by_id.get(person)
        return f"{person} {called}" if called else person

    def only(self, person: str) -> str:
        """ "Rowan B." or nothing: for a column beside the id."""
        return self.by_id.get(person, "")


def short(name: str, known_as: str = "") -> str:
    """First name and initial: "Rowan Birch" is "Rowan B."; `known_as` stands in for the first name."""
    words = name.replace(",", " ").split()
    if "," in name and len(words) > 1:  # "Birch, Rowan"
        family = name.split(",", maxsplit=1)[0].split()
        words = [*name.split(",", 1)[1].split(), *family[-1:]]
    first = known_as.split(maxsplit=1)[0] if known_as.split() else (words[0] if words else "")
    initial = f" {words[-1][0].upper()}." if len(words) > 1 else ""
    return first + initial
