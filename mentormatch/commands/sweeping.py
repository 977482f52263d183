"""A sweep's items answered: on processes or a cluster, kept in a file as they come, gone on from, stopped by Ctrl-C."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentormatch.commands.bar import Bar
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import talk, typed

if TYPE_CHECKING:
    from mentormatch.files import KeptRows
    from mentormatch.whatif.sweep import Job, Row


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@attrs.frozen
class Where:
    """Where items are answered, and where rows are kept: nowhere if nobody named a file."""

    jobs: int
    cluster: str | None
    kept: KeptRows | None
    quiet: bool


@attrs.define
class Run:
    """rows: by item, those from the file among them. stopped: why it ended early, as an exit code; None: it did not.

    new: how many were answered now.
    """

    rows: dict[str, Row]
    stopped: Exit | None = None
    new: int = 0


def opened(resume: Path | None, out: Path | None, quiet: bool) -> KeptRows | None:
    """The file in which rows are kept: the one named, or one in the folder for results, which is made if need be."""
    from mentormatch import files

    if resume is None and out is None:
        return None
    try:
        if resume is None and out is not None:
            out.mkdir(parents=True, exist_ok=True)
            resume = out / "sweep.jsonl"
        assert resume is not None
        kept = files.KeptRows.at(resume)
    except (files.KeptRowsError, files.WriteError) as error:
        raise Stop(str(error)) from error
    if kept.torn and not quiet:
        talk(f"The last line of {resume.name} had no end, as after a cut: it was taken off and is answered again.")
    return kept


def answered(job: Job, items: Sequence[str], run: Run, where: Where, *, what: str, batch: int) -> Run:
    """All items that have no row yet; what was done is kept whatever happens. Stops where it cannot begin at all."""
    earlier = {} if where.kept is None else where.kept.of(job.key)
    kept = {item: earlier[item] for item in items if item in earlier and item not in run.rows}
    run.rows.update(kept)
    missing = [item for item in items if item not in run.rows]
    if not missing:
        return run
    if kept and not where.quiet:
        talk(f"{len(kept):,} of {len(items):,} {what} were kept and are not repeated.")
    bar = Bar(whole=len(items), what=what, so_far=len(items) - len(missing), quiet=where.quiet)

    def taken(item: str, row: Row) -> None:
        if item in run.rows:
            return  # a worker was lost after it had answered
        if where.kept is not None:
            where.kept.add(job.key, [(item, row)])
        run.rows[item] = row
        run.new += 1
        bar.step()

    try:
        _spread(job, missing, taken, where, batch)
    except KeyboardInterrupt:
        run.stopped = Exit.INTERRUPTED
        bar.end()
        talk(f"Stopped with {len(run.rows):,} of {len(items):,} {what}. {_how_to_go_on(where)}")
    except _Lost as lost:
        run.stopped = Exit.LEFT_OUT
        bar.end()
        talk(f"{lost} {len(run.rows):,} of {len(items):,} {what} are done. {_how_to_go_on(where)}")
    bar.end()
    return run


class _Lost(RuntimeError):
    """What answers has gone; a sentence."""


def _spread(job: Job, items: Sequence[str], taken: object, where: Where, batch: int) -> None:
    from mentormatch.whatif import sweep

    if where.cluster is None:
        try:
            sweep.spread(job, items, taken, jobs=min(where.jobs, len(items)), batch=batch)  # type: ignore[arg-type]
        except sweep.LostError as error:
            says = f"A process was ended from outside again and again, the last time at {error.item}."
            raise _Lost(f"{says} Perhaps there is too little memory: try --jobs 1.") from error
        return
    from mentormatch.whatif.sweep import cluster

    try:
        cluster.spread(job, items, taken, address=where.cluster, batch=batch)  # type: ignore[arg-type]
    except ImportError as error:
        from mentormatch.domain.extras import to_install

        raise Stop(f"--cluster needs the package distributed. {to_install('sweep')}") from error
    except cluster.ClusterError as error:
        if not error.begun:
            raise Stop(str(error)) from error
        raise _Lost(str(error)) from error


def _how_to_go_on(where: Where) -> str:
    if where.kept is None:
        return "Nothing was kept: with --resume FILE a sweep can be gone on from."
    return f"The same command goes on from there (--resume {typed(str(where.kept.path))})."
