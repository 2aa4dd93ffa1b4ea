"""What is paid, and what is paid no longer, stands in the history of the entry and its invoice."""

from collections.abc import Callable
from typing import Any

import pytest

from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.finance.models import Invoice, Payment, Transaction
from tests.books import Books


def past(record: Any) -> list[str]:
    """The changes of a record, the oldest first."""
    rows = ChangeRow.objects.filter(record_id=record.pk).values("change")
    found = Change.objects.filter(pk__in=rows).order_by("number")
    return [change.sentence for change in found]


def by_mode(books: Books, entry: Transaction, invoice: Invoice) -> None:
    books.edit(entry, account=books.account())
    books.edit(books.fresh(entry), account=None)


def by_payment(books: Books, entry: Transaction, invoice: Invoice) -> None:
    payment = books.make(Payment, transaction=entry, account=books.account(), amount=500)
    books.remove(payment)


def by_invoice(books: Books, entry: Transaction, invoice: Invoice) -> None:
    books.call(books.fresh(invoice), "mark_paid", books.account())
    books.call(books.fresh(invoice), "reopen")


@pytest.mark.parametrize("pay", [by_mode, by_payment, by_invoice])
def test_payments_are_in_the_history(
    pay: Callable[[Books, Transaction, Invoice], None], books: Books
) -> None:
    invoice = books.invoice(client=books.client())
    entry = books.income(10_000, invoice=invoice)
    books.edit(books.fresh(invoice), status="sent")
    before = len(past(entry)), len(past(invoice))
    pay(books, entry, invoice)
    last = books.last()
    assert (len(past(entry)), len(past(invoice))) == (before[0] + 2, before[1] + 2)
    assert past(entry)[-1] == past(invoice)[-1] == last.sentence
    books.undo()
    assert len(past(entry)) == before[0] + 3
