"""Whole programmes under other ids."""

from __future__ import annotations

import datetime as dt

import attrs


def renamed_to(thing, known):
    """The same with every id written otherwise, wherever it stands."""
    if isinstance(thing, str):
        return f"x-{thing}" if thing in known else thing
    if isinstance(thing, tuple):
        return tuple(renamed_to(one, known) for one in thing)
    if attrs.has(type(thing)) and not isinstance(thing, dt.date):
        fields = [one.name for one in attrs.fields(type(thing)) if one.init and one.name not in ("policy", "term")]
        changed = {name: renamed_to(getattr(thing, name), known) for name in fields}
        return attrs.evolve(thing, **{name: one for name, one in changed.items() if one != getattr(thing, name)})
    return thing
