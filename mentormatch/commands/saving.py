"""A judged plan on the disk and on stdout, and a plan read back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mentormatch import files, records
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.progress import unbroken
from mentormatch.commands.search import WITH_SESSIONS, screen_of
from mentormatch.commands.terminal import talk, typed
from mentormatch.domain.problem import Severity
from mentormatch.files.writing import csv_text, replace
from mentormatch.reports import problems as report
from mentormatch.reports import tables
from mentormatch.reports.names import Names

if TYPE_CHECKING:
    from mentormatch.commands.programme import Opened
    from mentormatch.domain.plan import Plan
    from mentormatch.domain.verdict import JudgedPlan

LARGEST = 256 * 1024 * 1024


def refuse_unfit(folder: Path) -> None:
    """Stops where nothing can be saved in a folder: better before a search than after it. Makes nothing."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        raise Stop(f"{there} is a file, so nothing can be saved in {folder}. Give --out the name of a folder.")
    if not os.access(there, os.W_OK | os.X_OK):
        raise Stop(f"You may not write in {there}, so nothing can be saved in {folder}. Give --out another folder.")


def save(folder: Path, judged: JudgedPlan, loaded: Opened, *, with_names: bool, quiet: bool) -> None:
    """Writes plan.json and its lists into a folder, the plan last; what was there is kept under numbered names."""
    names = loaded.names if with_names else Names()
    contents = {**_lists(judged, loaded, names), "plan.json": as_json(judged, names).encode()}
    told = []
    try:
        with unbroken():
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in contents.items():
                if content is None:
                    kept = files.write_to_ask(folder, loaded.questions)
                else:
                    kept = replace(folder / name, content)
                told.append(f"  {name}{f' (the old one is kept as {kept.name})' if kept else ''}")
    except files.WriteError as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{folder} cannot be written to: {error.strerror or error}.") from error
    if not quiet:
        talk([f"Saved in {typed(str(folder))}:", *told])
    if not loaded.programme.synthetic and in_git(folder):
        talk("Warning: this folder lies in a git work tree. Lists of people do not belong there.")


def _lists(judged: JudgedPlan, loaded: Opened, names: Names) -> dict[str, bytes | None]:
    """The lists beside a plan, by file name, as Excel reads them; None: the questions, which are written apart."""
    written: dict[str, tables.Table | None] = {}
    if judged.plan.scope != "schedule":
        written["ideas.csv"] = tables.ideas(judged, loaded.programme, names)
        written["waiting.csv"] = tables.still_waiting(judged, loaded.programme, names)
    if judged.plan.scope in WITH_SESSIONS:
        from mentormatch.reports.sessions import tables as of_sessions
        from mentormatch.reports.sessions.going import Goings

        goings = Goings(screen_of(judged, loaded))
        written["sessions.csv"] = of_sessions.sessions(goings)
        written["attendance.csv"] = of_sessions.attendance(goings, names)
        written["costs.csv"] = of_sessions.costs(goings)
        written["fares.csv"] = of_sessions.fares(goings, names)
        written["offers.csv"] = of_sessions.offers(goings, names)
        written["not-reached.csv"] = of_sessions.not_reached(goings, names)
    if judged.plan.scope != "schedule":
        written["to-ask.csv"] = None
    return {name: None if table is None else as_csv(table).encode("utf-8-sig") for name, table in written.items()}


def main_list(judged: JudgedPlan, loaded: Opened, names: Names) -> str:
    """What --format csv prints: the ideas; of a timetable alone its sessions."""
    if judged.plan.scope == "schedule":
        from mentormatch.reports.sessions import tables as of_sessions
        from mentormatch.reports.sessions.going import Goings

        return as_csv(of_sessions.sessions(Goings(screen_of(judged, loaded))))
    return as_csv(tables.ideas(judged, loaded.programme, names))


def in_git(folder: Path) -> bool:
    """Whether a folder lies in a git work tree."""
    return any((above / ".git").exists() for above in (folder.resolve(), *folder.resolve().parents))


def as_json(judged: JudgedPlan, names: Names) -> str:
    """The plan as JSON; with first name and initial by id only where names were asked for."""
    called = dict(names.by_id) if names.by_id else None
    return json.dumps(records.plan_to_dict(judged, called), ensure_ascii=False, indent=1) + "\n"


def read_plan(path: Path) -> Plan:
    """The plan in a file. Ends with exit code 2 where it is no plan, 4 where it was changed after it was made."""
    try:
        if path.stat().st_size > LARGEST:
            raise Stop(f"{path.name} is too large to be a plan.")
        raw = path.read_bytes()
    except OSError as error:
        raise Stop(
            f"{path.name} cannot be read: {error.strerror or error}. Is this the right place: {path}?"
        ) from error
    try:
        record = records.record_from_json(raw, path.name)
        if "seal" in record and not records.seal_ok(record):
            raise Stop(
                f"{path.name} is refused: something in it was changed after it was made (its seal does not fit). "
                "Make the plan again, or take the one that was saved.",
                Exit.REFUSED,
            )
        plan = records.plan_from_dict(record, path.name)
    except records.RecordError as error:
        talk(report.told(error.problems, (Severity.ERROR,), 5))
        raise Stop(f"{path.name} is no plan that mentormatch can read.") from error
    if "seal" not in record:
        raise Stop(f"{path.name} is refused: it has no seal, so nobody can tell whether it was changed.", Exit.REFUSED)
    return plan


def as_csv(table: tables.Table) -> str:
    """A table as CSV, guarded against formulas."""
    return csv_text([table.header, *table.rows])


def made_from(loaded: Opened) -> str:
    """The hash of the programme, policy and history as they are now."""
    return records.made_from(loaded.programme, loaded.history)
