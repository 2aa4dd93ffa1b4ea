"""What a bank line proves: its payments are moved from entry to entry, never made twice."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.receipts.keeping import move_files
from freelancer_os.finance.transfers import Transfer

Part = tuple[Transaction, int]  # an entry and what of it is settled, in minor units of its currency


def proofs(line: BankLine) -> list[Payment]:
    """The payments that a line proves, read to be written."""
    return list(writing_unit(line).rows(Payment).filter(line=line).order_by("id"))


def own_entry(line: BankLine) -> Transaction | None:
    """The entry that a line made itself, where it stands for the whole line."""
    pk = line.transaction_id if line.is_own else None
    return writing_unit(line).get(Transaction, pk) if pk is not None else None


def move(line: BankLine, parts: Iterable[Part], amounts: Iterable[int | None] = ()) -> None:
    """Let a line prove these parts and nothing else; the entry that it made itself goes.

    `amounts` are those in the account's currency, where they follow from no rate.
    """
    held, own, receipt = proofs(line), own_entry(line), None
    found = list(parts)
    told = [*amounts, *(None for _ in found)][: len(found)]
    if len(found) > 1:
        receipt = line.pk
    for (entry, settles), amount in zip(found, told, strict=True):
        payment = held.pop(0) if held else line.prove(entry, settles, receipt)
        _settle(payment, line, entry, settles, receipt)
        if amount is not None:
            payment.amount = amount
            payment.flow = amount if entry.kind == "income" else -amount
        payment.save()
    for payment in held:
        payment.remove()
    if own is not None and own.pk not in {entry.pk for entry, _ in found}:
        _leave(line, own, found[0][0] if found else None)
    settle(writing_unit(line))


def _settle(
    payment: Payment, line: BankLine, entry: Transaction, settles: int, receipt: UUID | None
) -> None:
    payment.transaction, payment.transfer = entry, None
    payment.receipt, payment.date, payment.besides = receipt, line.date, 0
    payment.settle(settles)


def move_to_half(line: BankLine, transfer: Transfer, leg: Payment) -> None:
    """Let a line prove this half of a transfer: its own payment takes the place of `leg`."""
    held, own = proofs(line), own_entry(line)
    if held:
        payment = held.pop(0)
        writing_unit(line).drop(leg)
    else:
        payment = leg
    payment.transaction, payment.transfer, payment.line = None, transfer, line
    payment.origin, payment.date, payment.receipt = Payment.Origin.BANK, line.date, None
    payment.amount = payment.settles = payment.flow = line.amount
    payment.save()
    for other in held:
        other.remove()
    if own is not None:
        _leave(line, own)


def take_place(line: BankLine, payment: Payment) -> None:
    """Let a line prove a payment that was recorded before it came, and leave its own entry."""
    own = own_entry(line)
    for held in proofs(line):
        held.remove()
    payment.line, payment.origin, payment.date = line, Payment.Origin.BANK, line.date
    payment.save()
    if own is not None:
        _leave(line, own, payment.transaction)


def give_back(payment: Payment) -> None:
    """The payment stands for itself again, as it was typed."""
    payment.line, payment.origin = None, Payment.Origin.TYPED
    payment.save()


def _leave(line: BankLine, own: Transaction, instead: Transaction | None = None) -> None:
    """The line's own entry goes, and nothing of the line with it; its files go over to the one that
    is paid `instead`."""
    line.transaction = None
    line.save()
    if instead is not None:
        move_files(own, writing_unit(line).get(Transaction, instead.pk))
    own.leave()
