"""Readers of calendars that this project did not write: what each finds in a file, as instants in UTC."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

Found = tuple[dt.datetime, dt.datetime, str, str]
"""Start and end in UTC, summary, location."""

SPAN = (dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
JS = Path(__file__).parent / "js"


def by_icalendar(body: bytes) -> list[Found]:
    """icalendar with recurring-ical-events."""
    icalendar.use_zoneinfo()
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(*SPAN)
    return sorted(
        (
            one["DTSTART"].dt.astimezone(dt.UTC),
            one["DTEND"].dt.astimezone(dt.UTC),
            str(one["SUMMARY"]),
            str(one.get("LOCATION", "")),
        )
        for one in events
        if one.get("STATUS") != "CANCELLED"
    )


def by_ical(body: bytes) -> list[Found]:
    """The package ical: the strictest of them."""
    read = IcsCalendarStream.calendar_from_ics(body.decode())
    return sorted(
        (one.dtstart.astimezone(dt.UTC), one.dtend.astimezone(dt.UTC), one.summary, one.location or "")
        for one in read.timeline_tz(dt.UTC)
        if one.status is None or one.status.value != "CANCELLED"
    )


def by_node(reader: str, paths: list[Path], timezone: str) -> list[list[Found]]:
    """ "ical.js" or "node-ical", in a process that lives in a time zone. Skips the test where there is no reader."""
    node = shutil.which("node")
    if node is None:
        pytest.skip(f"{reader} was not tried: node is not installed")
    if not (JS / "node_modules" / reader).is_dir():
        pytest.skip(f"{reader} was not tried: run npm install --prefix tests/calendars/js")
    done = subprocess.run(
        [node, str(JS / "expand.mjs"), reader, *map(str, paths)],
        capture_output=True, encoding="utf-8", check=True, timeout=60, env={**os.environ, "TZ": timezone},
    )  # fmt: skip
    return [
        sorted(
            (_instant(start), _instant(end), summary, location) for start, end, summary, location in json.loads(line)
        )
        for line in done.stdout.splitlines()
    ]


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


KHAL = """[calendars]
[[plan]]
path = {folder}/objects
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""


def by_khal(bodies: list[bytes], folder: Path, first: dt.date, days: int) -> list[tuple[dt.datetime, dt.datetime, str]]:
    """khal, which reads a folder of objects as a CalDAV server keeps them; start, end, title. Skips if not there."""
    khal = shutil.which("khal")
    if khal is None:
        pytest.skip("khal was not tried: apt-get install khal")
    (folder / "objects").mkdir()
    for number, body in enumerate(bodies):
        (folder / "objects" / f"{number}.ics").write_bytes(body)
    (folder / "conf").write_text(KHAL.format(folder=folder), encoding="utf-8")
    form = "{start-long}|{end-long}|{title}"
    done = subprocess.run(
        [khal, "-c", str(folder / "conf"), "list", "-df", "", "--format", form, first.isoformat(), f"{days}d"],
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    rows = [line.split("|") for line in done.stdout.splitlines() if line]
    return sorted((_instant(f"{start}Z"), _instant(f"{end}Z"), title) for start, end, title in rows)
