"""One database transaction of a write, the end of which is never guessed.

A connection may be cut while it commits; then nobody was told whether the write took place. The
database knows: its log has the entry of the change, or has it not.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import Error, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Uncertain
from freelancer_os.core.log.models import Change
from freelancer_os.core.log.writers import writers
from freelancer_os.core.written import note_written

PAUSES = (0, 0.5, 2)  # seconds before each time that the database is asked what became of a write

_entries: ContextVar[list[Change] | None] = ContextVar("entries", default=None)
_name: ContextVar[UUID | None] = ContextVar("name", default=None)


@contextmanager
def whole(workspace: Any) -> Iterator[list[Change]]:
    """Everything inside is written together, or nothing of it; inside another one, with that.

    Gives the log entries of what is written so far. What an answer tells is read inside, since the
    database may be gone right after. Raises `Uncertain` if the end of the write cannot be known;
    any `DatabaseError` says that nothing was written.
    """
    outer = _entries.get()
    if outer is not None:
        with transaction.atomic(savepoint=False):
            yield outer
        return
    entries: list[Change] = []
    is_complete, token = False, _entries.set(entries)
    try:
        with writers.one(), transaction.atomic():
            yield entries
            is_complete = True
    except (OperationalError, InterfaceError):
        if not is_complete or not entries or not _stands(workspace, entries[-1].pk):
            raise
    finally:
        _entries.reset(token)
    if entries:
        note_written(entries[-1])


@contextmanager
def named(name: UUID | None) -> Iterator[None]:
    """The next change takes this id, by which whoever chose it finds out whether it took place."""
    token = _name.set(name)
    try:
        yield
    finally:
        _name.reset(token)


def take_name() -> UUID | None:
    """The id that was chosen for the next change, if any; it is given once."""
    name = _name.get()
    _name.set(None)
    return name


def _stands(workspace: Any, entry: UUID) -> bool:
    """Whether a write took place, asked on a new connection. Raises Uncertain.

    Locking the workspace waits for the end of the session that was cut off, if it still goes on.
    """
    for pause in PAUSES:
        time.sleep(pause)
        connection.close()
        try:
            with transaction.atomic():
                type(workspace).objects.select_for_update().get(pk=workspace.pk)
                return Change.objects.filter(workspace=workspace, pk=entry).exists()
        except Error:
            continue
    raise Uncertain(
        _(
            "The database went away while this was written. Perhaps it was written: look before you"
            " enter it once more."
        )
    )
