"""Which clock a TZID means: the name of a zone, a Windows name, or one that the file itself defines."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@cache
def zone_name(tzid: str) -> str | None:
    """The IANA name that a TZID stands for; None where it stands for none.

    Windows names are looked up before any definition in the file is heeded, so that a file cannot redefine them.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    tzid = tzid.strip().strip('"')
    parts = tzid.split("/")
    # "/mozilla.org/20050126_1/Europe/London" and the like end in the name.
    for name in (tzid, WINDOWS_TO_OLSON.get(tzid, ""), "/".join(parts[-2:]), "/".join(parts[-3:])):
        if name and _is_zone(name):
            return name
    return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return False
    return True
