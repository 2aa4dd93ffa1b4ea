"""Which Chromium the browser tests drive, and how."""

import os
import shutil
from typing import Any

_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


KNOWN = ("chromium-headless-shell", "chromium", "google-chrome")


class NoChromium(Exception):
    """There is no Chromium on this machine."""


def launch_arguments() -> dict[str, Any]:
    """For Playwright's `launch`: Debian's Chromium, or the one that `E2E_CHROMIUM` names.

    That without windows is taken first, since it draws none of its own beside each page.
    Playwright's own browsers are not downloaded; root needs the sandbox off. Raises `NoChromium`.
    """
    named = os.environ.get("E2E_CHROMIUM")
    executable = named or next(filter(None, map(shutil.which, KNOWN)), None)
    if executable is None:
        raise NoChromium("No Chromium here: install Debian's package chromium-headless-shell.")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {
        "args": [*_ARGUMENTS, *(["--no-sandbox"] if root else [])],
        "executable_path": executable,
    }
