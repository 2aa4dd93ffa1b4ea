"""What the request under way has written so far, whatever becomes of the rest of it."""

from contextvars import ContextVar
from typing import Any

from django.core.signals import request_started

_written: ContextVar[Any] = ContextVar("written", default=None)


def written() -> Any:
    """The log entry of what this request wrote last (`core.log.models.Change`), or None."""
    return _written.get()


def note_written(entry: Any) -> None:
    """The write took place."""
    _written.set(entry)


def _begin(**_of_signal: object) -> None:
    _written.set(None)


request_started.connect(_begin)
