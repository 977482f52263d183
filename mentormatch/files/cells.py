"""One cell's text -> its value. Parsers take a tidied text that is not blank; CellError has words for people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from mentormatch.domain import week
from mentormatch.domain.folding import folded
from mentormatch.domain.people import Trait, Want
from mentormatch.domain.week import Availability, DateRange, WeekError

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
Parser = Callable[[str], Any]


class CellError(ValueError):
    """Text that is not what its column wants: `says` what is wrong, `remedy` what to write instead."""

    def __init__(self, says: str, remedy: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy


def words(text: str) -> str:
    """Any text, inner blanks single."""
    return " ".join(text.split())


def lines(text: str) -> str:
    """Any text as it stands, its line breaks kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_NUMBER_CUT = re.compile(r"^\d(\.\d+)?[eE]\+\d+$")


def identifier(text: str) -> str:
    """An id. Commas and semicolons part ids in lists, so that none can hold one."""
    if ";" in text or "," in text:
        raise CellError("holds a comma or semicolon, which part ids in a list", 'Write one id, such as "P014".')
    if _NUMBER_CUT.match(text):
        raise CellError(
            "is a number that the spreadsheet has cut short", "Format the column as text, and type the id again."
        )
    return text


_WHOLE = re.compile(r"^[+]?(\d{1,9})(?:[.,]0+)?$")


def whole(low: int = 0, high: int = 1_000_000) -> Parser:
    """A parser of whole numbers from low to high."""
    allowed = f"Write a whole number from {low} to {high:,}."

    def parse(text: str) -> int:
        found = _WHOLE.match(text)
        if not found:
            raise CellError("is not a whole number", allowed)
        if not low <= int(found[1]) <= high:
            raise CellError(f"does not lie between {low} and {high:,}", allowed)
        return int(found[1])

    parse.__doc__ = f"{low} to {high:,}"
    return parse


_YES = frozenset(("yes", "y", "true", "t", "1", "x", "✓", "✔", "1.0"))
_NO = frozenset(("no", "n", "false", "f", "0", "-", "0.0"))


def yes_no(text: str) -> bool:
    """Whether it says yes."""
    lowered = text.lower()
    if lowered in _YES:
        return True
    if lowered in _NO:
        return False
    raise CellError("is neither yes nor no", 'Write "yes" or "no".')


_SERIAL = re.compile(r"^(3[6-9]|[4-6]\d|7[0-2])\d{3}(\.0+)?$")


def date(text: str) -> dt.date:
    """A day: 25/03/2027 (day first), 2027-03-25 and the like."""
    if _SERIAL.match(text):
        guess = dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
        raise CellError(
            f"is a number where a date is wanted; it may be {guess.day} {guess:%B %Y}",
            "Format the column as dates in the spreadsheet and look at them again.",
        )
    day = week.parse_date(text)
    if not 1990 <= day.year <= 2100:
        raise CellError("lies too far from now", 'Write dates as "25/03/2027" (day first) or "2027-03-25".')
    return day


def clock(text: str) -> int:
    """A minute of the day."""
    return week.parse_clock(text)


_HOURS = re.compile(r"^(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)?$")
_HOURS_MINUTES = re.compile(r"^(\d{1,3})(?::|\s*h\s*)(\d{2})\s*(?:m|mins?)?$")


def hours(text: str) -> int:
    """Minutes of "3", "3.5", "3:30", "3h30"."""
    lowered = text.lower()
    if found := _HOURS_MINUTES.match(lowered):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _HOURS.match(lowered):
        minutes = round(float(f"{found[1]}.{found[2] or 0}") * 60)
    else:
        raise CellError("is not a number of hours", 'Write "3", "3.5" or "3:30".')
    if minutes > 7 * 24 * 60:
        raise CellError("is more than a week has", 'Write hours a week, such as "3.5".')
    return minutes


_POUNDS = re.compile(r"^£?\s*(\d{1,6})(?:\.(\d{1,2}))?$")
_PENCE = re.compile(r"^(\d{1,6})\s*p$")


def pounds(text: str) -> int:
    """Pence of "5.50", "£5" or "80p"."""
    if found := _PENCE.match(text.lower()):
        return int(found[1])
    found = _POUNDS.match(text)
    if not found:
        raise CellError("is not an amount in pounds", 'Write "5.50".')
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def choice(kind: type[E], synonyms: Mapping[str, str] | None = None) -> Callable[[str], E]:
    """A parser of one of the values of an enum, in any case, blanks, hyphens and underscores alike."""
    by_key: dict[str, E] = {_key(member.value): member for member in kind}
    by_key.update({_key(word): kind(value) for word, value in (synonyms or {}).items()})
    allowed = ", ".join(member.value for member in kind)

    def parse(text: str) -> E:
        found = by_key.get(_key(text))
        if found is None:
            raise CellError("is none of the words allowed here", f"Write one of: {allowed}.")
        return found

    return parse


def one_of(*values: str) -> Callable[[str], str]:
    """A parser of one of a few words."""
    by_key = {_key(value): value for value in values}

    def parse(text: str) -> str:
        found = by_key.get(_key(text))
        if found is None:
            raise CellError("is none of the words allowed here", f"Write one of: {', '.join(values)}.")
        return found

    return parse


def _key(text: str) -> str:
    return re.sub(r"[\s_\-+/]+", "", text.lower())


def listed(parse_one: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """A parser of several values, each once: parted by semicolons or line breaks, where there are none by commas."""

    def parse(text: str) -> tuple[T, ...]:
        found: dict[T, None] = {}
        for piece in pieces(text):
            try:
                found[parse_one(piece)] = None
            except (CellError, WeekError) as fault:
                raise CellError(f'holds "{piece}", which {fault.says}', fault.remedy) from fault
        return tuple(found)

    return parse


def pieces(text: str) -> list[str]:
    """The parts of a list, blank ones left out."""
    parted = re.split(r"[;\n\r]", text) if ";" in text or "\n" in text or "\r" in text else text.split(",")
    return [piece for part in parted if (piece := part.strip())]


def availability(text: str) -> Availability:
    """Hours of the week, perhaps with dates away."""
    return week.parse_availability(text)


def away(text: str) -> tuple[DateRange, ...]:
    """Dates away, parted by semicolons or commas; "not" before them may be there or not."""
    out = []
    for piece in pieces(text):
        bare = piece[4:] if piece.lower().startswith("not ") else piece
        out.append(week.parse_dates(bare))
    return tuple(sorted(set(out), key=lambda stretch: (stretch.first, stretch.last)))


_GENDERS = {
    **dict.fromkeys(("woman", "women", "female", "f", "w", "lady", "girl"), "woman"),
    **dict.fromkeys(("man", "men", "male", "m", "boy"), "man"),
    **dict.fromkeys(("non-binary", "nonbinary", "non binary", "nb", "enby"), "non-binary"),
}


def gender(text: str) -> str:
    """As people say it, in lower case; "female" and "f" are "woman", "male" and "m" are "man"."""
    plain = folded(text)
    return _GENDERS.get(plain, plain)


def language(text: str) -> str:
    """A language as it is usually written: "polish" and "POLISH" are Polish, BSL stays BSL."""
    plain = words(text)
    if plain.islower() or (plain.isupper() and len(plain) > 4):
        return plain.upper() if plain == "bsl" else plain.title()
    return plain


_TRAITS = {
    **{_key(trait.value): trait for trait in Trait},
    "sex": Trait.GENDER,
    "languages": Trait.LANGUAGE,
    "speaks": Trait.LANGUAGE,
    "livedexperience": Trait.LIVED,
    "recoverypathway": Trait.PATHWAY,
    "mentor": Trait.PERSON,
    "mentee": Trait.PERSON,
    "id": Trait.PERSON,
}


def want(text: str) -> Want:
    """One requirement or preference, "gender: woman"."""
    name, colon, value = text.partition(":")
    trait = _TRAITS.get(_key(name))
    if trait is None or not colon or not value.strip():
        kinds = ", ".join(kind.value for kind in Trait)
        raise CellError("is not of the form kind: value", f'Write "gender: woman". Kinds: {kinds}.')
    value = words(value)
    if trait is Trait.GENDER:
        value = gender(value)
    elif trait is Trait.LANGUAGE:
        value = language(value)
    elif trait is not Trait.PERSON:
        value = folded(value)
    return Want(trait=trait, value=value)
