"""What is not known and could be asked, what is assumed meanwhile, and the questions as to-ask.csv holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mentormatch.domain.frozen import frozen
from mentormatch.domain.people import Member, Mentor, Status, Trait
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.travelling import BusPass, Mode
from mentormatch.files.reading import Reading, in_short, some


@frozen
class Gap:
    """One blank cell. what: its column. assumed: what holds meanwhile, as a sentence about several people.

    ask: whether it is worth a question; what is assumed will do for most where it is not.
    """

    person: str
    what: str
    question: str
    assumed: str
    where: Cell
    ask: bool = True


@frozen
class _Blank:
    """what: a column. label: its name in a list. of: the files it is in. asked: of whom, where the cell is blank."""

    what: str
    label: str
    question: str
    assumed: Callable[[Reading], str]
    of: str = "people mentors"
    asked: Callable[[Member, Reading], bool] = lambda member, reading: True
    ask: bool = True


def _says(text: str) -> Callable[[Reading], str]:
    return lambda reading: text


def _rides(member: Member, reading: Reading) -> bool:
    return Mode.BUS in member.modes


def _of_gender(member: Member, reading: Reading) -> bool:
    return Trait.GENDER in _required(member, reading)


def _of_language(member: Member, reading: Reading) -> bool:
    return Trait.LANGUAGE in _required(member, reading)


def _required(member: Member, reading: Reading) -> frozenset[Trait]:
    """What is required of somebody by anybody on the other side."""
    key = "required_of_mentors" if isinstance(member, Mentor) else "required_of_mentees"
    if key not in reading.__dict__:
        others: list[Member] = [*reading.mentees] if isinstance(member, Mentor) else [*reading.mentors]
        reading.__dict__[key] = frozenset(want.trait for other in others for want in other.requires)
    found: frozenset[Trait] = reading.__dict__[key]
    return found


BLANKS = (
    _Blank(
        what="clearance_until",
        label="clearance",
        of="mentors",
        question="Until when does the clearance (PVG) last?",
        assumed=_says("without a clearance they are matched with nobody"),
    ),
    _Blank(
        what="stage",
        label="stage",
        of="mentors",
        question="How far along do you see yourself, 0 to 5?",
        assumed=_says("without a stage of the mentor's own they are matched with nobody"),
    ),
    _Blank(
        what="stage",
        label="stage",
        of="people",
        question="How far along do you see yourself, 0 to 5?",
        assumed=_says("any mentor is far enough on for them"),
    ),
    _Blank(
        what="home",
        label="home",
        question="Where do you start from: a postcode or a town?",
        assumed=lambda reading: f"{reading.settings.policy.travel.unknown_minutes} minutes each way to anywhere",
    ),
    _Blank(
        what="availability",
        label="hours",
        question="When could you be away from home, way there and back included?",
        assumed=lambda reading: f"they are free {in_short(reading.settings.policy.default_availability)}",
    ),
    _Blank(
        what="travels_by",
        label="how they get about",
        question="How do you get about: foot, bicycle, bus, car, lift?",
        assumed=_says("they go on foot and by bus"),
    ),
    _Blank(
        what="bus_pass",
        label="bus pass",
        question="Do you have a free bus pass: none, own, own+companion?",
        asked=_rides,
        assumed=_says("they pay the fare"),
    ),
    _Blank(
        what="waiting_since",
        label="waiting since",
        of="people",
        question="Since when has this person been waiting?",
        assumed=_says("no weeks of waiting count for them"),
    ),
    _Blank(
        what="gender",
        label="gender",
        question="How would you describe your gender?",
        asked=_of_gender,
        assumed=_says("they may meet people who require a gender"),
    ),
    _Blank(
        what="languages",
        label="languages",
        question="Which languages do you speak?",
        asked=_of_language,
        ask=False,
        assumed=_says("they speak English"),
    ),
    _Blank(
        what="max_minutes",
        label="longest way",
        question="How many minutes may the way to a meeting take?",
        ask=False,
        assumed=lambda reading: f"{reading.settings.policy.max_minutes} minutes at most",
    ),
    _Blank(
        what="hours_a_week",
        label="hours a week",
        of="mentors",
        question="How many hours a week can you give, travel included?",
        assumed=lambda reading: f"{reading.settings.policy.minutes_a_week} minutes a week",
    ),
)


def gaps_of(reading: Reading) -> tuple[Gap, ...]:
    """Every blank cell that somebody could fill, of people who take part now, by person and in the order of BLANKS."""
    out: list[Gap] = []
    for sheet, members in (("people", reading.mentees), ("mentors", reading.mentors)):
        blanks = [blank for blank in BLANKS if sheet in blank.of.split()]
        assumed = {blank.what: blank.assumed(reading) for blank in blanks}
        by_id = {member.id: member for member in members}
        for row in reading.rows.get(sheet, ()):
            member = by_id.get(row.values["id"])
            if member is None or member.status is not Status.ACTIVE:
                continue
            for blank in blanks:
                if _is_blank(blank, member, row.values) and blank.asked(member, reading):
                    out.append(
                        Gap(
                            person=member.id,
                            what=blank.what,
                            question=blank.question,
                            assumed=assumed[blank.what],
                            where=row.cell(blank.what),
                            ask=blank.ask,
                        )
                    )
    return tuple(out)


def _is_blank(blank: _Blank, member: Member, values: dict[str, object]) -> bool:
    if blank.what == "bus_pass":
        return member.bus_pass is BusPass.ASK
    if blank.what == "home":
        return "home" not in values and "starts_from" not in values
    if blank.what == "availability":
        return member.availability is None or "availability" not in values
    return blank.what not in values


def tell_gaps(gaps: tuple[Gap, ...], reading: Reading) -> Iterator[Problem]:
    """One problem a person to be asked, and one for each thing assumed; rough homes are among what is assumed."""
    labels = {blank.what: blank.label for blank in BLANKS}
    by_row: dict[tuple[str, int | None], list[Gap]] = {}
    for gap in (gap for gap in gaps if gap.ask):
        by_row.setdefault((gap.where.file, gap.where.row), []).append(gap)
    for (file, row), found in by_row.items():
        says = f"not known: {', '.join(labels[gap.what] for gap in found)}"
        yield Problem(
            severity=Severity.ASK,
            says=says,
            seen=found[0].person,
            person=found[0].person,
            where=Cell(file=file, row=row),
        )
    by_assumption: dict[tuple[str, str, str], list[str]] = {}
    for gap in gaps:
        by_assumption.setdefault((gap.where.file, gap.what, gap.assumed), []).append(gap.person)
    for (file, what, assumed), people in by_assumption.items():
        yield _assumed(file, what, f"{labels[what]} not known for {len(people)} ({some(people)}): {assumed}")
    yield from _rough_homes(reading)
    yield from _without_openings(reading)


def _rough_homes(reading: Reading) -> Iterator[Problem]:
    for sheet, members in (("people", reading.mentees), ("mentors", reading.mentors), ("staff", reading.staff)):
        rough = [member.id for member in members if _is_rough(member, reading)]
        if rough:
            yield _assumed(
                f"{sheet}.csv",
                "home",
                f"only a town or sector known for {len(rough)} ({some(rough)}): they start from its middle",
            )


def _without_openings(reading: Reading) -> Iterator[Problem]:
    blank = [str(row.values["id"]) for row in reading.rows.get("venues", ()) if "open" not in row.values]
    if blank:
        yield _assumed("venues.csv", "open", f"when they are open not known for {len(blank)} ({some(blank)}): always")


def _is_rough(member: Member, reading: Reading) -> bool:
    text = member.home or member.starts_from
    return text is not None and bool(reading.places.find(text).rough)


def _assumed(file: str, what: str, says: str) -> Problem:
    return Problem(severity=Severity.ASSUMED, says=says, where=Cell(file=file, column=what))
