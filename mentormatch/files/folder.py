"""Which files a folder holds, by the names they go by here; copies, workbooks and misspelt names are told."""

from __future__ import annotations

import re
from pathlib import Path

from mentormatch.domain.problem import Cell, Problems
from mentormatch.files.columns import SHEETS
from mentormatch.files.nearest import nearest
from mentormatch.files.tables import heading_key
from mentormatch.files.texts import SAVE_AS

SETTINGS = "programme.toml"

_IGNORED = re.compile(
    r"^(~\$|\.|desktop\.ini$|thumbs\.db$|postcodes.*\.csv$|calendar-files\.csv$|sheet-files\.csv$)|\.(tmp|bak)$", re.I
)
_COPY = re.compile(r"\(\d+\)|copy of| - copy|[-_ ]conflict|-[A-Z0-9]*(LAPTOP|DESKTOP|PC)[A-Z0-9-]*", re.I)
_OLD = re.compile(r"\.(?:\d+|\d{8}.*)\.(?:csv|toml)$")


def files_of(folder: Path, problems: Problems) -> dict[str, Path] | None:
    """The files of the folder by the name they go by here; odd ones are told. None where there is no such folder."""
    try:
        if not folder.exists():
            problems.error("is not there", where=Cell(file=str(folder)), remedy="Check the name of the folder.")
            return None
        if not folder.is_dir():
            problems.error(
                "is a file, not a folder", where=Cell(file=str(folder)), remedy="Name the folder that it lies in."
            )
            return None
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except (OSError, ValueError) as fault:
        says = f"cannot be read: {getattr(fault, 'strerror', None) or fault}"
        problems.error(says, where=Cell(file=str(folder)), remedy="See that you may open the folder.")
        return None
    known = {heading_key(sheet.file): sheet.file for sheet in SHEETS} | {heading_key(SETTINGS): SETTINGS}
    out: dict[str, Path] = {}
    others: list[Path] = []
    for path in entries:
        name = known.get(heading_key(path.name))
        if name is None:
            others.append(path)
        elif name in out:
            says = f"is there beside {out[name].name}: which of the two counts?"
            problems.error(says, where=Cell(file=path.name), remedy="Take one of the two out of the folder.")
        else:
            out[name] = path
    _tell_others(others, out, problems)
    return out


def _tell_others(others: list[Path], found: dict[str, Path], problems: Problems) -> None:
    names = [sheet.file for sheet in SHEETS]
    for path in others:
        if _IGNORED.search(path.name) or _OLD.search(path.name) or path.is_dir():
            continue
        where, suffix = Cell(file=path.name), path.suffix.lower()
        if suffix in (".xlsx", ".xls", ".ods", ".xlsm", ".numbers"):
            problems.warn(
                "is a workbook and is not read", where=where, remedy=f"Save each sheet as a CSV file. {SAVE_AS}"
            )
        elif suffix in (".csv", ".txt", ".tsv") and _COPY.search(path.stem):
            problems.warn("seems to be a second copy and is not read", where=where, remedy="Take it out of the folder.")
        elif suffix in (".csv", ".tsv"):
            meant = nearest(path.stem, [name.removesuffix(".csv") for name in names if name not in found])
            if meant in ("keep_apart", "approvals", "pairs"):
                problems.error(
                    "is not a file that is known here; it would not be heeded",
                    where=where,
                    remedy=f"If it is {meant}.csv, give it that name; if not, take it out.",
                )
            else:
                remedy = (
                    f"If it is {meant}.csv, give it that name."
                    if meant
                    else f"Files that are read: {', '.join(names)}."
                )
                problems.warn("is not a file that is known here, and is not read", where=where, remedy=remedy)
