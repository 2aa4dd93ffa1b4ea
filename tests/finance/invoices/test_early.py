"""What is paid less: the rest stays open, is a discount for early payment, or a bank's fee."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from freelancer_os.finance.invoices.early import early_amount, early_until
from freelancer_os.finance.invoices.rest import Rest
from freelancer_os.finance.models import Invoice, Settlement, Transaction
from tests.books import DAY, TAX, Books, open_books
from tests.finance.invoices.test_crediting import assert_right, credited, lines_of, sent

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=5)


def paid(books: Books, invoice: Invoice, amount: int, rest: Rest) -> Invoice:
    account = books.account()
    return books.call(invoice, "pay", account, amount, LATER, None, rest)


def test_it_is_offered_by_percent_and_days(books: Books) -> None:
    invoice, _ = sent(books, 1000_00, issue_date=DAY, early_percent=20_000, early_days=10)
    invoice = books.fresh(invoice)
    assert early_until(invoice) == DAY + timedelta(days=10)
    assert early_amount(invoice) == invoice.total * 98 // 100
    assert early_until(books.edit(invoice, early_days=None)) is None
    with pytest.raises(ValidationError, match="At most"):
        books.edit(invoice, early_days=1000)


def test_a_discount_that_is_taken_is_a_credit_of_net_and_tax(books: Books) -> None:
    client = books.client()
    invoice, _ = sent(books, 800_00, 200_00, client=client)
    total = books.fresh(invoice).total
    off = total * 2 // 100
    invoice = paid(books, invoice, total - off, Rest.DISCOUNT)
    assert (invoice.state, invoice.outstanding) == ("paid", 0)
    (made,) = books.all(Settlement)
    note = made.from_invoice
    assert (note.kind, note.state, note.credits, note.issue_date) == (
        *("credit_note", "paid", invoice, LATER),
    )
    assert (note.total, note.net) == (-off, -20_00)
    assert {line.date for line in lines_of(books, note)} == {LATER}
    assert books.fresh(client).income == 980_00
    assert_right(books)
    rest = credited(books, invoice)  # what is left of its lines
    assert (rest.net, rest.total) == (-980_00, off - total)
    assert_right(books)
    books.undo()
    books.undo()
    assert (books.fresh(invoice).outstanding, books.all(Settlement)) == (total, [])
    assert_right(books)


def test_a_fee_of_the_bank_is_an_expense_and_all_is_paid(books: Books) -> None:
    invoice, _ = sent(books, 1000_00)
    total = books.fresh(invoice).total
    invoice = paid(books, invoice, total - 7_50, Rest.FEE)
    assert (invoice.state, invoice.outstanding) == ("paid", 0)
    fee = next(one for one in books.all(Transaction) if one.kind == "expense")
    assert (fee.total, fee.tax, fee.outstanding, fee.date) == (7_50, 0, 0, LATER)
    assert fee.account is not None
    assert fee.account.balance == total - 7_50
    assert str(invoice) in fee.description
    assert_right(books)


def test_what_arrived_is_less_than_what_is_outstanding(books: Books) -> None:
    invoice, _ = sent(books, 1000_00)
    before = books.state()
    for amount in (books.fresh(invoice).total, books.fresh(invoice).total + 1):
        for rest in (Rest.DISCOUNT, Rest.FEE):
            with pytest.raises(ValidationError, match="what arrived"):
                paid(books, invoice, amount, rest)
    after = books.state()
    assert after["finance.Invoice"] == before["finance.Invoice"]
    assert after["finance.Payment"] == before["finance.Payment"]


def test_a_discount_is_no_more_than_was_agreed(books: Books) -> None:
    invoice, _ = sent(books, 1000_00, early_percent=20_000, early_days=10)
    total = books.fresh(invoice).total
    with pytest.raises(ValidationError) as found:
        paid(books, invoice, total - 23_81, Rest.DISCOUNT)
    assert list(found.value.message_dict) == ["rest"]
    assert paid(books, invoice, total - 23_80, Rest.DISCOUNT).state == "paid"


LINE: dict[str, Any] = {
    "amount": st.integers(1, 10**6),
    "tax_rate": st.sampled_from([0, 70_000, TAX, 250_000]),
    "tax_included": st.booleans(),
}


class AnyDiscount(TestCase):
    @given(lines=st.lists(st.fixed_dictionaries(LINE), min_size=1, max_size=4), part=st.data())
    @settings(max_examples=25, deadline=None)
    def test_it_settles_to_the_cent(self, lines: list[dict[str, Any]], part: Any) -> None:
        books = open_books()
        invoice = books.invoice()
        for line in lines:
            books.income(
                line["amount"], **{k: v for k, v in line.items() if k != "amount"}, invoice=invoice
            )
        total = books.call(invoice, "send").total
        if total < 2:
            return
        amount = part.draw(st.integers(1, total - 1))
        invoice = paid(books, invoice, amount, Rest.DISCOUNT)
        assert (invoice.outstanding, invoice.state) == (0, "paid")
        (made,) = books.all(Settlement)
        assert made.from_invoice.total == amount - total
        assert_right(books)
