"""The year-end pack of many entries: made beside the requests, told how far, kept for a day.

The server is one process, which knows what it is making; what ends with it is begun again by
whoever asks. A file takes its name when it is whole.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.translation import get_language, override

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.held import refuse_mixed
from freelancer_os.core.values.spans import Span
from freelancer_os.people.models import User, Workspace
from freelancer_os.reports.year_end import steps_of, write_pack

ZIP = "application/zip"
KEPT = 24 * 60 * 60  # seconds
logger = logging.getLogger(__name__)


@dataclass
class Making:
    """How far a pack is: `done` of `total` files; one that failed stays until it is begun anew."""

    done: int
    total: int
    has_failed: bool = False


_making: dict[Path, Making] = {}
_lock = threading.Lock()


def folder() -> Path:
    """Where packs lie while they are made and kept."""
    found = Path(settings.DATA_FOLDER) / "packs"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def named(span: Span) -> str:
    """What the file of a fiscal year is called."""
    return f"year-end-{span.first.year}.zip"


def making(workspace: Workspace, user: User, span: Span) -> Making | None:
    """How far the pack that a user asked for is; None where none is being made."""
    return _making.get(_place(workspace, user, span))


def made(workspace: Workspace, user: User, span: Span) -> Path | None:
    """The pack that a user had made, at most a day ago."""
    place = _place(workspace, user, span)
    return place if place.is_file() else None


def begin(workspace: Workspace, user: User, span: Span) -> None:
    """Have the pack of a year made, unless it is being made already."""
    sweep()
    place = _place(workspace, user, span)
    with _lock:
        known = _making.get(place)
        if known is not None and not known.has_failed:
            return
        _making[place] = found = Making(0, steps_of(workspace, span))
    apart(partial(_make, workspace, span, place, found, get_language()))


def sweep() -> None:
    """Remove what is older than a day, and what was cut off."""
    oldest = time.time() - KEPT
    for file in folder().glob("*"):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink()
        except FileNotFoundError:
            continue  # another thread was first


def apart(act: Callable[[], None]) -> None:
    """Do this beside the request that asks for it."""
    threading.Thread(target=act, daemon=True).start()


def _make(
    workspace: Workspace, span: Span, place: Path, found: Making, language: str | None
) -> None:
    draft = place.with_suffix(f".{threading.get_ident()}")
    try:
        with override(language), draft.open("wb") as file:
            for done in write_pack(workspace, span, file):
                found.done = min(done, found.total)
            refuse_mixed(workspace)
            if Workspace.objects.get(pk=workspace.pk).currency != workspace.currency:
                raise Conflict("The base currency was changed meanwhile")
        draft.replace(place)
        _making.pop(place, None)
    except Exception:  # whatever it is: who waits is told
        logger.exception("A year-end pack could not be made")
        found.has_failed = True
    finally:
        draft.unlink(missing_ok=True)
        if threading.current_thread() is not threading.main_thread():
            connections.close_all()


def _place(workspace: Workspace, user: User, span: Span) -> Path:
    return folder() / f"{workspace.pk}-{user.pk}-{span.first}.zip"
