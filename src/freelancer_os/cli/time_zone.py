"""The time zone of this machine."""

import os
import zoneinfo
from pathlib import Path


def local_time_zone() -> str:
    """The IANA name of this machine's time zone; UTC where it cannot be told."""
    linked = Path("/etc/localtime").resolve().as_posix().rpartition("zoneinfo/")[2]
    for name in (os.environ.get("TZ", "").lstrip(":"), linked):
        if name in zoneinfo.available_timezones():
            return name
    return "UTC"
