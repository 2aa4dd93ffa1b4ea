"""The unit of work that is under way, as records see it; `core.log.unit` is what it is."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model

from freelancer_os.core.errors import OutsideChange


class Writer(Protocol):
    """What writes records, and knows those that were read to be written."""

    @property
    def touched(self) -> Mapping[Any, Any]:
        """What was read or written, by model and id."""

    @property
    def known(self) -> set[tuple[Any, UUID]]:
        """The rows of its workspace that were read."""

    def find(self, model: Any, pk: UUID) -> Any:
        """One row of its workspace, or None."""

    def welcome(self, record: Model) -> None:
        """Note what a row held when it was read under the lock."""

    def put(self, record: Model) -> None:
        """Write a row as it stands."""

    def unlink(self, record: Model) -> None:
        """Empty the links to a row that goes."""

    def drop(self, record: Model) -> None:
        """Delete a row as it stands."""


current: ContextVar[Any] = ContextVar("unit", default=None)


def under_way() -> Writer | None:
    """The unit of work that is under way here, if any."""
    found: Writer | None = current.get()
    return found


def writer_of(record: object) -> Writer:
    """The unit that may write a record; raises OutsideChange if there is none."""
    found = under_way()
    if found is None:
        raise OutsideChange(f"{type(record).__name__} was written outside a change.")
    return found
