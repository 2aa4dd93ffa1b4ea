"""What a unit has let go: rows that are written, counted and logged, and of which no more is held.

So what a change of a hundred thousand rows holds does not grow with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from freelancer_os.core.log.rows import BATCH

if TYPE_CHECKING:
    from freelancer_os.core.log.touched import Touched
    from freelancer_os.core.records.base import Logged

ID = 16  # bytes


class Final:
    """The ids of rows that were let go, which rules between rows ask for at the end."""

    def __init__(self) -> None:
        self.ids: dict[type[Logged], bytearray] = defaultdict(bytearray)

    def add(self, touched: Touched) -> None:
        """Take note of a row that is new or has other facts."""
        if touched.is_written:
            self.ids[touched.model] += touched.pk.bytes

    def living(self, model: type[Logged]) -> Iterator[list[UUID]]:
        """The ids of one model, in batches."""
        ids = bytes(self.ids.get(model, b""))
        for start in range(0, len(ids), BATCH * ID):
            batch = ids[start : start + BATCH * ID]
            yield [UUID(bytes=batch[at : at + ID]) for at in range(0, len(batch), ID)]
