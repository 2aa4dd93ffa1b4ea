"""A write of many rows goes on beside the page that asked for it, in a thread.

The server is one process, which knows what it writes so. How far that is its job tells
(`core.undo.slices`); what became of it the next page of whoever asked does. What ends with the
process is taken back by the one that comes after it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.failures import met, unforeseen
from freelancer_os.core.models import Change
from freelancer_os.web.shell.access import Desk

KEPT = 100  # so many are remembered
SOON = 2  # seconds in which a page waits for it: most are done by then, or refused
logger = logging.getLogger(__name__)


@dataclass
class Beside:
    """What is written beside the pages of one person in one workspace."""

    of: tuple[UUID, UUID]
    what: str
    done: Future[Change] = field(default_factory=Future)
    refusal: str = ""  # why it was not done
    is_told: bool = False  # to one page; others that told of it tell its end too
    name: str = field(default_factory=lambda: uuid4().hex)


_known: dict[str, Beside] = {}
_lock = threading.Lock()


def beside(desk: Desk, what: str, act: Callable[[], Change]) -> Change | None:
    """The entry of what `act` writes, or None where that goes on beside the page as `what`.

    Raises what `act` raises at once, and Conflict while another one goes on.
    """
    one = Beside(_place(desk), what)
    with _lock:
        for other in _known.values():
            if other.of == one.of and not other.done.done():
                sentence = _(
                    "“{change}” is still going on. Try again when it is done, or cancel it."
                )
                raise Conflict(sentence.format(change=other.what))
        _known[one.name] = one
        for old in [*_known][:-KEPT]:
            del _known[old]
    apart(partial(copy_context().run, _run, one, act, get_language()))
    wait([one.done], SOON)
    if not one.done.done():
        return None
    one.is_told = True
    return one.done.result()


def begun(desk: Desk, name: str = "") -> Beside | None:
    """What goes on beside the pages of this person, or has ended and was not told yet; or that of
    this name."""
    place = _place(desk)
    if name:
        one = _known.get(name)
        return one if one is not None and one.of == place else None
    return next((one for one in [*_known.values()] if one.of == place and not one.is_told), None)


def apart(act: Callable[[], object]) -> None:
    """Do this in a thread."""
    threading.Thread(target=act, daemon=True).start()


def _run(one: Beside, act: Callable[[], Change], language: str | None) -> None:
    try:
        with override(language):
            try:
                one.done.set_result(act())
            except Exception as error:  # whatever it is: who waits is told
                one.refusal = _why(error)
                one.done.set_exception(error)
    finally:
        if threading.current_thread() is not threading.main_thread():
            connections.close_all()


def _why(error: Exception) -> str:
    if isinstance(error, Conflict):
        return error.sentence
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    logger.exception("What was written beside the page has failed")
    failure = met(error)
    return failure.sentence if failure else unforeseen()


def _place(desk: Desk) -> tuple[UUID, UUID]:
    return desk.workspace.pk, desk.user.pk
