"""Receipts that wait for a bank line: found with it, and attached when it is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.finance.sorting.deciding import booked
from freelancer_os.finance.sorting.moving import proofs
from freelancer_os.finance.sorting.proposals.proposal import Told, name_of
from freelancer_os.people.models import Workspace

EARLY, LATE = timedelta(days=5), timedelta(days=35)  # around its day, what a line may pay
NEAR = timedelta(days=5)  # of a receipt that names no supplier


class WaitingReceipts:
    """The one receipt in the tray that is of a line, where it is one."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.by_line: dict[UUID, UUID] = {}

    def read(self, lines: Sequence[Told]) -> None:
        """Look for what fits these lines, in one statement."""
        self.by_line = {}
        spent = [told for told in lines if told.line.amount < 0]
        if not spent:
            return
        wanted = {-told.line.amount for told in spent}
        rows = Receipt.objects.of(self.workspace).filter(amount__in=wanted, date__isnull=False)
        waiting: dict[tuple[str, int], list[Receipt]] = defaultdict(list)
        for receipt in rows:
            waiting[receipt.currency, receipt.amount or 0].append(receipt)
        fitting = {told.line.pk: list(_fitting(told, waiting)) for told in spent} if waiting else {}
        lines_of: dict[UUID, int] = defaultdict(int)
        for found in fitting.values():
            for pk in found:
                lines_of[pk] += 1
        for line, found in fitting.items():
            if len(found) == 1 and lines_of[found[0]] == 1:
                self.by_line[line] = found[0]


def _fitting(told: Told, waiting: dict[tuple[str, int], list[Receipt]]) -> Iterable[UUID]:
    line = told.line
    for receipt in waiting.get((line.account.currency, -line.amount), ()):
        assert receipt.date is not None  # else it was not read
        apart, supplier = line.date - receipt.date, name_of(receipt.supplier)
        if -EARLY <= apart <= LATE and (
            supplier & told.known if supplier else -NEAR <= apart <= NEAR
        ):
            yield receipt.pk


def waiting_for(line: BankLine) -> UUID | None:
    """The receipt of one line, if it is clear."""
    receipts = WaitingReceipts(line.workspace)
    receipts.read([Told.by(line)])
    return receipts.by_line.get(line.pk)


def attach_found(line: BankLine, receipt: UUID | None) -> None:
    """Attach what was found to the entry of a line that was just decided."""
    unit = writing_unit(line)
    waiting = unit.find(Receipt, receipt) if receipt is not None else None
    entry = entry_of(line) if waiting is not None else None
    if waiting is not None and entry is not None:
        waiting.hand_over(entry)


def entry_of(line: BankLine) -> Transaction | None:
    """The entry that a line is about, or the first that it pays; its own while it is new."""
    if line.state == BankLine.State.NEW:
        return booked(line)
    unit = writing_unit(line)
    keys = [line.transaction_id, *(one.transaction_id for one in proofs(line))]
    pk = next(filter(None, keys), None)
    return unit.get(Transaction, pk) if pk is not None else None
