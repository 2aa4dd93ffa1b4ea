"""One database transaction of a write, the end of which is never guessed.

A connection may be cut while it commits; then nobody was told whether the write took place. The
database knows: its log has the entry of the change, or has it not.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import Error, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Uncertain
from freelancer_os.core.log.models import UNDER_WAY, Change
from freelancer_os.core.log.writers import writers
from freelancer_os.core.written import note_written

PAUSES = (0, 0.5, 2)  # seconds before each time that the database is asked what became of a write

_current: ContextVar["Whole | None"] = ContextVar("whole", default=None)
_name: ContextVar[UUID | None] = ContextVar("name", default=None)


class Whole:
    """A write: one transaction, or those of a job, one after another.

    `entries` are the log entries of what is written so far. `jobs` lasts as long as the write;
    what is in `when_failed` is done if it fails, after its last transaction is rolled back.
    """

    def __init__(self) -> None:
        self.entries: list[Change] = []
        self.when_failed: list[Callable[[], object]] = []
        self.jobs, self.transaction, self.is_open = ExitStack(), ExitStack(), False

    def begin(self, lock: Callable[[], object]) -> None:
        """Begin a transaction under this lock. Raises `OperationalError` where it is not had."""
        with ExitStack() as opening:
            opening.enter_context(writers.one())
            opening.enter_context(transaction.atomic())
            lock()
            self.transaction, self.is_open = opening.pop_all(), True

    def end(self) -> None:
        """Commit."""
        self.is_open = False
        self.transaction.close()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """The transactions of what is written inside; the last one is rolled back if it fails."""
        with self.jobs:
            self.begin(lambda: None)
            try:
                yield
            except BaseException as error:
                self.is_open = False
                self.transaction.__exit__(type(error), error, error.__traceback__)
                raise
            self.end()


def whole_under_way() -> Whole:
    """The write of which this is a part."""
    found = _current.get()
    assert found is not None
    return found


@contextmanager
def whole(workspace: Any) -> Iterator[Whole]:
    """Everything inside is written together, or nothing of it; inside another one, with that.

    What an answer tells is read inside, since the database may be gone right after. Raises
    `Uncertain` if the end of the write cannot be known; any `DatabaseError` says that nothing was
    written.
    """
    outer = _current.get()
    if outer is not None:
        try:
            yield outer
        except BaseException:
            if outer.is_open:  # whoever catches it cannot have the rest written
                transaction.set_rollback(True)
            raise
        return
    here = Whole()
    is_complete, token = False, _current.set(here)
    try:
        try:
            with here.under_way():
                yield here
                is_complete = True
        finally:
            _current.reset(token)
    except BaseException as error:
        is_lost = isinstance(error, OperationalError | InterfaceError) and is_complete
        if not (is_lost and here.entries and _stands(workspace, here.entries[-1].pk)):
            for undo in here.when_failed:
                undo()
            raise
    if here.entries:
        note_written(here.entries[-1])


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
                own = Change.objects.filter(workspace=workspace, pk=entry)
                return own.exclude(number=UNDER_WAY).exists()
        except Error:
            continue
    raise Uncertain(
        _(
            "The database went away while this was written. Perhaps it was written: look before you"
            " enter it once more."
        )
    )
