"""Taking a decision about a bank line back, and leaving a line out of the books."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.receipts.keeping import move_files
from freelancer_os.finance.sorting.moving import give_back, move, own_entry, proofs
from freelancer_os.finance.sorting.proposing import Proposer, must_wait
from freelancer_os.finance.transfers import Transfer

How = BankLine.How


def reopen(line: BankLine) -> None:
    """The line is to be sorted again, and booked as if it came now. Raises Conflict."""
    if line.state == BankLine.State.NEW:
        raise Conflict(_("{record} is to be sorted already.").format(record=line))
    _rebook(line)
    proposals = Proposer(writing_unit(line).workspace).of([line])[line.pk]
    own = own_entry(line)
    if own is not None and must_wait(proposals):
        own.waits = True
        own.save()
    settle(writing_unit(line))


def ignore(line: BankLine) -> None:
    """Leave the line out of the books, and out of the balance; it stays known. Raises Conflict."""
    if line.state == BankLine.State.IGNORED:
        raise Conflict(_("{record} is left out already.").format(record=line))
    if line.state == BankLine.State.SORTED:
        _rebook(line)
    own = own_entry(line)
    line.state, line.how, line.transaction = BankLine.State.IGNORED, None, None
    line.save()
    for payment in proofs(line):
        payment.remove()
    if own is not None:
        own.leave()
    settle(writing_unit(line))


def _rebook(line: BankLine) -> None:
    """Back to an entry of its own, new and uncategorised."""
    own = own_entry(line)
    if own is None:
        transfers = {one.transfer for one in proofs(line) if one.transfer_id}
        is_made = line.how == How.TRANSFER
        book_anew(line)
        for transfer in transfers if is_made else ():
            _undo(transfer)
        return
    kind = Kind.EXPENSE if line.amount < 0 else Kind.INCOME
    said = {"description": line.description, "kind": kind, "amount": abs(line.amount)}
    own.edit({**said, "category": None, "tax_rate": 0, "tax_included": True})
    line.state, line.how = BankLine.State.NEW, None
    line.save()


def book_anew(line: BankLine, *, waits: bool = False) -> None:
    """An entry of the line's own gets the payments of what it was; what it was stays without."""
    made = _made(line)
    if line.how in (How.PAID, How.HALF):
        for payment in proofs(line):
            give_back(payment)
    entry, _payment = line.book(waits=waits)
    entry.save()
    line.save()
    move(line, [(entry, entry.amount)])
    for old in made:
        gone = writing_unit(line).fresh(old)
        move_files(gone, entry)
        gone.leave()


def _made(line: BankLine) -> list[Transaction]:
    """The entries into which it was split: they go when it is not."""
    if line.how != How.SPLIT:
        return []
    unit = writing_unit(line)
    wanted = {one.transaction_id for one in proofs(line) if one.transaction_id}
    entries = [unit.get(Transaction, pk) for pk in sorted(wanted)]
    return [one for one in entries if one.invoice_id is None]


def _undo(transfer: Transfer) -> None:
    """A transfer goes with the decision that made it; another line that proves it is new again."""
    unit = writing_unit(transfer)
    transfer = unit.fresh(transfer)
    for leg in transfer.legs():
        if leg.line_id is not None:
            book_anew(unit.get(BankLine, leg.line_id), waits=True)
    transfer.remove()
