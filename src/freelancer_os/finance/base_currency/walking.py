"""Going through the records of a workspace some at a time, between which others may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db.models import Q

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.undo.slices import pause
from freelancer_os.finance.base_currency.recast import Recast
from freelancer_os.finance.models import Invoice, Payment, Transaction

R = TypeVar("R", bound=Record)
AT_ONCE = 500
INVOICES = 50  # with all their lines at once, since tax is rounded over all of them


class Walk:
    """How far one has come: `done` of `total`, as whoever waits is told."""

    def __init__(self, unit: Unit, recast: Recast) -> None:
        self.unit, self.recast = unit, recast
        self.done, self.total = 0, unit.rows(Transaction).count() + unit.rows(Payment).count()

    @property
    def old(self) -> Q:
        """What bears the old currency itself."""
        return Q(currency=self.recast.old)

    def each(self, model: type[R], which: Q, change: Callable[[R], object]) -> None:
        """Change and save each of these records."""
        for records in self.batches(model, which):
            for record in records:
                change(record)
                record.save()

    def batches(self, model: type[R], which: Q) -> Iterator[list[R]]:
        """Rows in the order of their ids."""
        rows, last = self.unit.rows(model).filter(which).order_by("pk"), None
        size = INVOICES if model is Invoice else AT_ONCE
        while batch := list((rows if last is None else rows.filter(pk__gt=last))[:size]):
            last = batch[-1].pk
            yield batch
            self.done += len(batch) if model is Payment else 0
            pause(self.unit, min(self.done, self.total), self.total)
