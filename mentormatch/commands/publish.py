"""`mentormatch publish DIR [PLAN]`."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from mentormatch.commands import options
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.terminal import data, talk
from mentormatch.domain.extras import to_install

if TYPE_CHECKING:
    from mentormatch.calendars.publishing import Outcome
    from mentormatch.calendars.server import Server
    from mentormatch.commands.exporting import Export
    from mentormatch.domain.telling import CalendarServer

PASSWORD, USER = "MENTORMATCH_CALDAV_PASSWORD", "MENTORMATCH_CALDAV_USER"
INSTALL = f"Publishing needs packages more: {to_install('caldav')}"


@click.command(
    context_settings=options.CONTEXT,
    epilog=options.examples(
        "mentormatch publish girvan girvan/out/plan.json",
        "mentormatch publish girvan girvan/out/plan.json --overwrite",
    ),
)
@options.folder
@options.saved_plan
@click.option("--overwrite", is_flag=True, help="Put right again what people changed or deleted there.")
@options.quiet
def command(*, folder: Path, plan_file: Path | None, overwrite: bool, quiet: bool) -> int:
    """Put the calendars on a CalDAV server; what changed is updated there.

    The same calendars as those of `mentormatch calendars`, a collection each
    (without PLAN: of DIR/out/plan.json). The server stands below [publish] in
    programme.toml; the password in the environment (MENTORMATCH_CALDAV_PASSWORD) or
    in the system's keyring, never on the command line. What people changed or added
    there is kept and told (exit 3). If the connection is lost, run it again: it goes
    on, and doubles nothing.
    """
    from mentormatch.commands.exporting import exported_of, remember

    try:
        from mentormatch.calendars.server import Server, ServerError
    except ModuleNotFoundError as missing:
        raise Stop(INSTALL) from missing
    from mentormatch.reports.calendar_changes import changes_told
    from mentormatch.store import StoreError

    export = exported_of(folder, plan_file or options.usual_plan(folder), quiet=quiet, objects=True)
    loaded = export.loaded
    settings = loaded.tellings.server
    user, password = _credentials(settings)
    told = changes_told(export.exported.changes, loaded.programme, loaded.tellings, loaded.names, export.local)
    remember(export)
    data([*told, ""])
    outcomes: dict[str, Outcome] = {}
    try:
        certificate = str(folder / settings.certificate) if settings.certificate else None
        with Server(settings.url, user, password, certificate=certificate, features=settings.make or None) as server:
            _publish(server, export, outcomes, overwrite=overwrite)
    except (ServerError, StoreError) as error:
        done = f" {len(outcomes)} calendars were done before." if outcomes else ""
        raise Stop(f"{error}{done} Run it again when it is put right: it goes on, and doubles nothing.") from error
    data(_summary(outcomes, export))
    kept = [line for who, one in outcomes.items() if (line := _kept(who, one))]
    if kept or export.left_out:
        talk([*kept, *export.left_out])
        return Exit.LEFT_OUT
    return Exit.DONE


def _publish(server: Server, export: Export, outcomes: dict[str, Outcome], *, overwrite: bool) -> None:
    """Every calendar into its collection; what was published before and is nobody's any longer is emptied."""
    from mentormatch.calendars.publishing import publish

    places = set()
    for file in export.exported.files:
        shelf = server.shelf(file.name, file.title)
        places.add(shelf.place)
        who = file.reader.id or "yours"
        outcomes[who] = publish(shelf, file.objects, export.store, overwrite=overwrite)
    here = urlsplit(export.loaded.tellings.server.url).netloc
    for place in export.store.places():
        if place not in places and urlsplit(place).netloc == here:
            outcomes[f"no longer wanted, {place.rstrip('/')[-8:]}"] = publish(
                server.at(place), (), export.store, overwrite=overwrite
            )


def _summary(outcomes: dict[str, Outcome], export: Export) -> list[str]:
    from mentormatch.calendars.publishing import Done

    total: Counter[Done] = Counter()
    for one in outcomes.values():
        total.update(one.counts)
    made, changed, same, deleted = (total[done] for done in (Done.MADE, Done.CHANGED, Done.SAME, Done.DELETED))
    server = urlsplit(export.loaded.tellings.server.url).netloc
    return [
        f"{len(outcomes)} calendars on {server}: {made} entries made, {changed} changed, {deleted} deleted, {same} as "
        "they were."
    ]


def _kept(who: str, outcome: Outcome) -> str:
    """What was left as a person had made it."""
    from mentormatch.calendars.publishing import Done

    changed, deleted = outcome.counts.get(Done.CHANGED_THERE, 0), outcome.counts.get(Done.DELETED_THERE, 0)
    said = [f"{changed} changed there"] * bool(changed) + [f"{deleted} deleted there"] * bool(deleted)
    if not said:
        return ""
    return f"{who}: {' and '.join(said)}, and left so. Ask them; --overwrite puts it right again."


def _credentials(settings: CalendarServer) -> tuple[str, str]:
    """User and password. Ends with a sentence where either is missing."""
    user = os.environ.get(USER) or settings.user
    if not settings.url or not user:
        raise Stop("programme.toml does not say where to publish: write url and user below [publish].")
    password = os.environ.get(PASSWORD) or _from_keyring(settings.url, user)
    if not password:
        raise Stop(
            f"There is no password for {user}: put it into the environment as {PASSWORD}, or into the system's keyring "
            f"(keyring set {_service(settings.url)} {user})."
        )
    return user, password


def _service(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _from_keyring(url: str, user: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None
    try:
        return keyring.get_password(_service(url), user)
    except (KeyringError, RuntimeError):  # no keyring on this machine, or one that is locked
        return None
