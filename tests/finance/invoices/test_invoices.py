"""The life of an invoice, its lines and its tax."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.work.invoice_life import effect
from freelancer_os.core.errors import Conflict
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Account, Invoice, Payment, Transaction
from tests.books import DAY, LATER, TAX, Books
from tests.finance.payments.test_payments import proven


def refused(books: Books, invoice: Invoice, **values: Any) -> dict[str, list[str]]:
    before = books.state()
    with pytest.raises(ValidationError) as found:
        books.edit(invoice, **values)
    assert books.state() == before
    return found.value.message_dict


@pytest.fixture
def account(books: Books) -> Account:
    return books.account()


def sent(books: Books, *amounts: int, **values: Any) -> Invoice:
    """A sent invoice with a line per amount."""
    invoice = books.invoice(**values)
    for amount in amounts or (10_000,):
        books.income(amount, invoice=invoice)
    return books.edit(invoice, status="sent")


# Sums and tax


def test_an_invoice_is_the_sum_of_its_lines(books: Books) -> None:
    invoice = books.invoice()
    books.income(10_000, tax_rate=TAX, invoice=invoice)
    line = books.income(500, invoice=invoice)
    stored = books.fresh(invoice)
    assert (stored.net, stored.tax, stored.total) == (10_500, 1_900, 12_400)
    books.edit(line, invoice=None)
    assert books.fresh(invoice).total == 11_900


def test_tax_is_rounded_once_per_rate_and_apportioned(books: Books) -> None:
    """EN 16931, BR-CO-17: three lines of 0.33 at 19 % bear 0.19, not 0.18."""
    invoice = books.invoice()
    lines = [books.income(33, tax_rate=TAX, invoice=invoice) for _ in range(3)]
    assert books.fresh(invoice).tax == 19
    assert [books.fresh(line).tax for line in lines] == [7, 6, 6]
    assert books.income(33, tax_rate=TAX).tax == 6


def test_each_rate_is_rounded_by_itself(books: Books) -> None:
    invoice = books.invoice()
    for amount, rate in ((33, TAX), (33, TAX), (33, 70_000), (33, 70_000), (999, 0)):
        books.income(amount, tax_rate=rate, invoice=invoice)
    assert books.fresh(invoice).tax == 13 + 5  # 12.54 and 4.62


def test_lines_with_and_without_tax_of_one_rate_are_rounded_together(books: Books) -> None:
    """0.03 net bears 0.57 cent, 0.03 with tax holds 0.479: together 1.049, that is 1, not 2."""
    invoice = books.invoice()
    net = books.income(3, tax_rate=TAX, invoice=invoice)
    total = books.income(3, tax_rate=TAX, tax_included=True, invoice=invoice)
    assert books.fresh(invoice).tax == 1
    assert (books.fresh(net).tax, books.fresh(total).tax) == (1, 0)
    assert books.fresh(total).total == 3


def test_a_line_that_includes_tax_keeps_its_total(books: Books) -> None:
    invoice = books.invoice()
    lines = [books.income(100, tax_rate=TAX, tax_included=True, invoice=invoice) for _ in range(3)]
    stored = books.fresh(invoice)
    assert (stored.net, stored.tax, stored.total) == (252, 48, 300)
    assert [books.fresh(line).total for line in lines] == [100, 100, 100]


def test_a_discount_is_a_negative_line(books: Books) -> None:
    invoice = books.invoice()
    books.income(10_000, tax_rate=TAX, invoice=invoice)
    books.income(-2_500, tax_rate=TAX, invoice=invoice)
    assert books.fresh(invoice).total == 8_925


def test_a_line_that_leaves_is_rounded_alone_again(books: Books) -> None:
    invoice = books.invoice()
    lines = [books.income(33, tax_rate=TAX, invoice=invoice) for _ in range(3)]
    books.edit(lines[0], invoice=None)
    assert [books.fresh(line).tax for line in lines] == [6, 7, 6]
    assert books.fresh(invoice).tax == 13


def test_all_lines_are_in_the_currency_of_the_invoice(books: Books) -> None:
    invoice = books.invoice(currency="USD")
    assert books.income(100, invoice=invoice).currency == "USD"
    with pytest.raises(ValidationError) as found:
        books.income(100, invoice=invoice, currency="EUR")
    assert list(found.value.message_dict) == ["invoice"]
    line = books.all(Transaction)[0]
    with pytest.raises(ValidationError) as found:
        books.edit(line, currency="EUR")
    assert list(found.value.message_dict) == ["currency"]
    assert list(refused(books, invoice, currency="EUR")) == ["currency"]


# Status


def test_sending_gives_a_number_and_todays_date(books: Books) -> None:
    invoice = sent(books)
    assert (invoice.status, invoice.state) == ("sent", "sent")
    assert invoice.issue_date == books.workspace.today
    assert invoice.number == f"{books.workspace.today.year}-001"


def test_an_issue_date_that_was_set_stays(books: Books) -> None:
    assert sent(books, issue_date=DAY).issue_date == DAY


def test_a_covered_draft_stays_a_draft_until_it_is_sent(books: Books, account: Account) -> None:
    invoice = books.invoice()
    books.income(invoice=invoice, account=account)
    assert books.fresh(invoice).state == "draft"
    assert books.edit(invoice, status="sent").state == "paid"


def test_an_invoice_of_nothing_is_never_paid(books: Books, account: Account) -> None:
    assert sent(books, 100, -100).state == "sent"
    empty = books.edit(books.invoice(), status="sent")
    assert empty.state == "sent"
    assert list(refused(books, empty, status="paid", account=account)) == ["status"]


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_overdue_is_sent_past_due_and_not_paid(
    books: Books, account: Account, days: int, late: bool
) -> None:
    today = books.workspace.today
    invoice = sent(books, due_date=today + timedelta(days=days))
    assert invoice.is_overdue(today) is late
    assert Invoice.objects.of(books.workspace).overdue(today).exists() is late
    paid = books.edit(invoice, status="paid", account=account)
    assert not paid.is_overdue(today)
    assert not Invoice.objects.of(books.workspace).overdue(today).exists()


def test_neither_a_draft_nor_one_without_due_date_is_overdue(books: Books) -> None:
    today = books.workspace.today
    draft = books.invoice(due_date=today - timedelta(days=9))
    books.income(invoice=draft)
    sent(books)
    assert not Invoice.objects.of(books.workspace).overdue(today).exists()
    assert not books.fresh(draft).is_overdue(today)


# Paid


def test_paid_sends_and_records_payments_for_what_is_outstanding(
    books: Books, account: Account
) -> None:
    invoice = books.invoice()
    one, two = books.income(10_000, invoice=invoice), books.income(500, invoice=invoice)
    books.make(Payment, transaction=one, account=account, amount=4_000)
    paid = books.edit(invoice, status="paid", account=account, paid_on=LATER)
    assert (paid.state, paid.paid, paid.outstanding) == ("paid", 10_500, 0)
    assert paid.number is not None
    assert [(p.amount, p.date, p.origin) for p in books.payments(one)] == [
        (4_000, DAY, "typed"), (6_000, LATER, "invoice"),
    ]  # fmt: skip
    assert [p.amount for p in books.payments(two)] == [500]
    assert books.fresh(account).balance == 10_500


def test_paid_needs_an_account(books: Books) -> None:
    assert list(refused(books, sent(books), status="paid")) == ["account"]
    assert list(refused(books, sent(books), status="paid", account=None)) == ["account"]


def test_an_account_goes_with_paid_only(books: Books, account: Account) -> None:
    invoice = sent(books)
    assert list(refused(books, invoice, account=account)) == ["account"]
    assert list(refused(books, invoice, paid_on=DAY)) == ["paid_on"]


@pytest.mark.parametrize("back", ["sent", "draft"])
def test_moving_back_removes_what_the_move_recorded_and_no_more(
    books: Books, account: Account, back: str
) -> None:
    invoice = sent(books, 10_000)
    line = invoice_lines(books, invoice)[0]
    books.make(Payment, transaction=line, account=account, amount=4_000)
    books.edit(invoice, status="paid", account=account)
    moved = books.edit(invoice, status=back)
    assert (moved.state, moved.paid, moved.outstanding) == (back, 4_000, 6_000)
    assert [p.amount for p in books.payments(line)] == [4_000]


@pytest.mark.parametrize("door", ["workflow", "typed"])
def test_moving_back_takes_what_was_set_elsewhere(
    books: Books, account: Account, door: str
) -> None:
    invoice = sent(books, 10_000)
    line = invoice_lines(books, invoice)[0]
    if door == "workflow":
        books.edit(line, account=account)
    else:
        books.make(Payment, transaction=line, account=account, amount=10_000)
    paid = books.fresh(invoice)
    assert paid.state == "paid"
    assert "1 Oct 2026 on Bank" in effect(paid, "sent", Formats.of(books.workspace))
    assert books.edit(invoice, status="sent").outstanding == 10_000
    assert books.payments(line) == []
    books.undo()
    assert books.fresh(invoice).state == "paid"


def test_bank_lines_are_named_and_reopened_when_asked_to(books: Books, account: Account) -> None:
    invoice = sent(books, 10_000)
    line = proven(books, invoice_lines(books, invoice)[0], account)
    paid = books.fresh(invoice)
    assert "Bank lines prove" in effect(paid, "sent", Formats.of(books.workspace))
    with pytest.raises(Conflict) as conflict:
        books.edit(invoice, status="sent")
    assert "1 Oct 2026 on Bank" in conflict.value.sentence
    assert conflict.value.way == "with_lines"
    assert books.fresh(invoice).state == "paid"
    assert books.edit(invoice, status="sent", with_lines=True).outstanding == 10_000
    assert books.fresh(line).state == "new"


def test_a_line_added_to_a_paid_invoice_makes_it_sent_again(books: Books, account: Account) -> None:
    invoice = books.edit(sent(books, 10_000), status="paid", account=account)
    books.income(500, invoice=invoice)
    again = books.fresh(invoice)
    assert (again.state, again.paid, again.outstanding) == ("sent", 10_000, 500)


def test_a_raised_line_of_a_paid_invoice_makes_it_sent_with_the_part(
    books: Books, account: Account
) -> None:
    invoice = books.edit(sent(books, 10_000), status="paid", account=account)
    books.edit(invoice_lines(books, invoice)[0], amount=12_000)
    again = books.fresh(invoice)
    assert (again.state, again.paid, again.outstanding) == ("sent", 10_000, 2_000)


def test_more_than_the_total_is_overpaid(books: Books, account: Account) -> None:
    invoice = sent(books, 10_000)
    line = invoice_lines(books, invoice)[0]
    books.make(Payment, transaction=line, account=account, amount=12_000)
    stored = books.fresh(invoice)
    assert (stored.state, stored.outstanding) == ("paid", -2_000)


def test_still_to_be_paid_is_what_sent_invoices_await(books: Books, account: Account) -> None:
    sent(books, 700)
    books.income(50, invoice=books.invoice())
    books.edit(sent(books, 900), status="paid", account=account)
    waiting = Invoice.objects.of(books.workspace).filter(state="sent")
    assert [invoice.base_outstanding for invoice in waiting] == [700]


# Void


def test_void_is_final_except_by_undo(books: Books, account: Account) -> None:
    invoice = books.edit(sent(books), status="void")
    assert invoice.state == "void"
    for status in ("draft", "sent"):
        assert list(refused(books, invoice, status=status)) == ["status"]
    assert list(refused(books, invoice, status="paid", account=account)) == ["status"]
    books.undo()
    assert books.fresh(invoice).state == "sent"


def test_a_status_that_does_not_exist_is_refused(books: Books) -> None:
    assert list(refused(books, sent(books), status="lost")) == ["status"]


def test_void_is_refused_while_payments_exist(books: Books, account: Account) -> None:
    invoice = sent(books, 10_000)
    line = invoice_lines(books, invoice)[0]
    books.make(Payment, transaction=line, account=account, amount=1)
    assert list(refused(books, invoice, status="void")) == ["status"]
    books.edit(line, account=None)
    assert books.edit(invoice, status="void").state == "void"


def test_lines_of_a_void_invoice_count_in_no_total_but_its_own(books: Books) -> None:
    client = books.client()
    invoice = sent(books, 10_000, client=client)
    books.edit(invoice, status="void")
    stored = books.fresh(client)
    assert (stored.income, stored.invoice_amount, stored.invoice_total) == (0, 0, 0)
    assert books.fresh(invoice).total == 10_000
    books.undo()
    assert books.fresh(client).invoice_amount == 10_000


def test_no_money_is_recorded_for_a_void_invoice(books: Books, account: Account) -> None:
    invoice = books.edit(sent(books), status="void")
    line = invoice_lines(books, invoice)[0]
    with pytest.raises(ValidationError, match="is void"):
        books.edit(line, account=account)
    with pytest.raises(ValidationError, match="is void"):
        books.make(Payment, transaction=line, account=account, amount=5)
    with pytest.raises(ValidationError, match="is void"):
        books.income(5, invoice=invoice)
    assert books.all(Payment) == []


def test_a_draft_without_a_number_is_not_voided(books: Books) -> None:
    assert list(refused(books, books.invoice(), status="void")) == ["status"]


# Changing and deleting


def test_a_sent_invoice_can_be_changed(books: Books) -> None:
    invoice = sent(books, 10_000)
    books.edit(invoice_lines(books, invoice)[0], amount=9_000)
    assert books.edit(invoice, due_date=LATER).total == 9_000


def test_deleting_a_draft_leaves_its_lines_as_unlinked_income(
    books: Books, account: Account
) -> None:
    client = books.client()
    invoice = books.invoice(client=client)
    lines = [books.income(33, tax_rate=TAX, invoice=invoice) for _ in range(3)]
    books.edit(lines[0], account=account)
    before = books.state()
    books.remove(invoice)
    for line in lines:
        stored = books.fresh(line)
        assert (stored.invoice_id, stored.client, stored.tax) == (None, client, 6)
    assert books.fresh(lines[0]).outstanding == 0
    assert books.fresh(account).balance == 39
    stored = books.fresh(client)
    assert (stored.income, stored.invoice_amount) == (99, 0)
    books.undo()
    assert books.state() == before


def test_an_invoice_that_was_sent_is_voided_instead_of_deleted(books: Books) -> None:
    invoice = sent(books)
    with pytest.raises(ValidationError, match="Void it instead"):
        books.remove(invoice)
    moved_back = books.edit(invoice, status="draft")
    with pytest.raises(ValidationError, match="Void it instead"):
        books.remove(moved_back)
    assert books.has(invoice)


def invoice_lines(books: Books, invoice: Invoice) -> list[Transaction]:
    return [line for line in books.all(Transaction) if line.invoice_id == invoice.pk]
