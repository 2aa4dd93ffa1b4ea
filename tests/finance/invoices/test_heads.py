"""Kinds of invoices, what they refer to, what a client withholds."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from freelancer_os.core.models import TallyRow
from freelancer_os.finance.models import Invoice, Payment
from tests.books import DAY, LATER, TAX, Books
from tests.finance.oracle import Expected, rules_broken

pytestmark = pytest.mark.django_db
IRPF = 150_000  # what Spanish clients withhold, 15 %


def assert_right(books: Books) -> None:
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []


def refused(books: Books, **values: Any) -> list[str]:
    with pytest.raises(ValidationError) as found:
        books.invoice(**values)
    return list(found.value.message_dict)


def test_an_invoice_is_one_unless_it_says_what(books: Books) -> None:
    assert books.invoice().kind == "invoice"
    assert refused(books, kind="receipt") == ["kind"]


def test_what_was_sent_stays_of_its_kind(books: Books) -> None:
    invoice = books.invoice(kind="deposit")
    assert books.edit(invoice, kind="invoice").kind == "invoice"
    books.call(invoice, "send")
    books.call(invoice, "withdraw")
    with pytest.raises(ValidationError, match="so it stays what it is"):
        books.edit(invoice, kind="pro_forma")


def test_only_a_credit_note_credits_and_only_an_invoice(books: Books) -> None:
    invoice = books.invoice()
    note = books.invoice(kind="credit_note", credits=invoice)
    assert note.credits == invoice
    assert refused(books, credits=invoice) == ["credits"]
    assert refused(books, kind="credit_note", credits=note) == ["credits"]
    with pytest.raises(ValidationError) as found:
        books.edit(note, kind="invoice")
    assert list(found.value.message_dict) == ["kind"]


def test_a_language_is_known_and_a_period_in_order(books: Books) -> None:
    assert books.invoice(language="pt").language == "pt"
    assert refused(books, language="Klingon!") == ["language"]
    assert refused(books, service_from=LATER, service_to=DAY) == ["service_to"]


def test_the_instant_of_the_first_sending_stays(books: Books) -> None:
    before = now()
    invoice = books.invoice()
    assert invoice.sent_at is None
    sent = books.call(invoice, "send").sent_at
    assert sent is not None and before <= sent <= now()
    books.call(invoice, "withdraw")
    assert books.call(invoice, "send").sent_at == sent
    for _ in range(3):
        books.undo()
    assert books.fresh(invoice).sent_at is None


def test_what_is_withheld_is_not_waited_for(books: Books) -> None:
    account = books.account()
    invoice = books.invoice(withholding_rate=IRPF)
    books.income(33_33, tax_rate=210_000, invoice=invoice)
    books.income(66_68, tax_rate=210_000, invoice=invoice)
    found = books.fresh(invoice)
    assert (found.net, found.tax, found.total) == (100_01, 21_00, 121_01)
    assert (found.withheld, found.payable, found.outstanding) == (15_00, 106_01, 106_01)
    books.edit(invoice, status="paid", account=account)
    found = books.fresh(invoice)
    assert (found.state, found.paid, found.outstanding) == ("paid", 106_01, 0)
    assert books.fresh(account).balance == 106_01
    assert_right(books)


def test_a_payment_by_mode_follows_what_is_withheld(books: Books) -> None:
    account, invoice = books.account(), books.invoice()
    entry = books.income(100_00, tax_rate=TAX, invoice=invoice, account=account)
    books.edit(invoice, withholding_rate=IRPF)
    assert [one.amount for one in books.all(Payment)] == [104_00]
    assert books.fresh(entry).account == account
    books.edit(entry, invoice=None)
    assert [one.amount for one in books.all(Payment)] == [119_00]
    assert_right(books)


def test_withholding_counts_in_base_currency_too(books: Books) -> None:
    invoice = books.invoice(currency="USD", withholding_rate=IRPF)
    books.income(100_00, currency="USD", exchange_rate=5 * 10**9, invoice=invoice)
    books.call(invoice, "send")
    found = books.fresh(invoice)
    assert (found.base_total, found.base_withheld, found.base_outstanding) == (50_00, 7_50, 42_50)
    assert_right(books)


def test_a_pro_forma_counts_in_no_total_but_its_own(books: Books) -> None:
    client = books.client(contract_value=1_000_00)
    invoice = books.invoice(kind="pro_forma", client=client, due_date=DAY)
    line = books.income(100_00, tax_rate=TAX, invoice=invoice)
    books.call(invoice, "send")
    assert books.fresh(invoice).total == 119_00
    found = books.fresh(client)
    assert (found.invoice_amount, found.invoice_total, found.income) == (0, 0, 0)
    kept = {
        (t.name, t.key) for t in TallyRow.objects.filter(workspace=books.workspace).exclude(count=0)
    }
    assert not any(name in {"days", "to_be_paid"} for name, _ in kept)
    assert not books.fresh(invoice).is_overdue(LATER)
    assert list(Invoice.objects.overdue(LATER)) == []
    with pytest.raises(ValidationError, match="no claim"):
        books.edit(invoice, status="paid", account=books.account())
    with pytest.raises(ValidationError, match="no claim"):
        books.edit(line, account=books.account("Cash"))
    assert_right(books)
    other = books.invoice(kind="pro_forma", client=client)
    books.edit(line, invoice=None)
    assert books.fresh(client).income == 100_00
    books.edit(line, invoice=other)
    assert books.edit(other, kind="invoice").total == 119_00
    assert books.fresh(client).invoice_amount == 100_00
    assert_right(books)
