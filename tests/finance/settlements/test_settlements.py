"""What one invoice pays of another: credit notes, what was paid too much, deposits."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Account, Invoice, Payment, SettledLine, Settlement
from freelancer_os.finance.models import Transaction as Entry
from tests.books import DAY, TAX, Books
from tests.finance.invoices.test_crediting import assert_right, credited, lines_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(books: Books) -> Client:
    return books.client()


@pytest.fixture
def account(books: Books) -> Account:
    return books.account()


def settled(books: Books, source: Invoice, target: Invoice, **values: Any) -> Settlement:
    return books.make(Settlement, **{"from": source, "to": target, **values})


def refused(books: Books, source: Invoice, target: Invoice, **values: Any) -> tuple[str, str]:
    """The field and the sentence that a settlement is refused with."""
    with pytest.raises(ValidationError) as found:
        settled(books, source, target, **values)
    assert_right(books)
    ((field, (sentence,)),) = found.value.message_dict.items()
    return field, sentence


def overpaid(books: Books, client: Client, account: Account, amount: int, by: int) -> Invoice:
    invoice, _ = sent(books, amount, client=client)
    return books.call(invoice, "pay", account, books.fresh(invoice).outstanding + by, DAY)


def credit_of(books: Books, client: Client) -> int:
    return int(books.fresh(client).credit)


def test_a_credit_note_that_is_sent_settles_its_invoice(books: Books, client: Client) -> None:
    invoice, _ = sent(books, 100_00, 50_00, client=client)
    whole = books.fresh(invoice).total
    note = books.call(credited(books, invoice), "send")
    invoice = books.fresh(invoice)
    assert (invoice.outstanding, invoice.state, invoice.paid) == (0, "paid", whole)
    assert (note.outstanding, note.state) == (0, "paid")
    (made,) = books.all(Settlement)
    assert (made.from_invoice, made.to_invoice, made.amount) == (note, invoice, whole)
    assert credit_of(books, client) == 0
    assert_right(books)
    books.undo()
    assert (books.all(Settlement), books.all(SettledLine)) == ([], [])
    assert books.fresh(invoice).outstanding == whole
    assert_right(books)
    books.redo()
    assert books.fresh(invoice).outstanding == 0
    assert_right(books)


def test_of_a_paid_invoice_a_credit_note_is_the_clients_credit(
    books: Books, client: Client, account: Account
) -> None:
    invoice, (line,) = sent(books, 100_00, client=client)
    books.call(invoice, "mark_paid", account, DAY)
    note = books.call(credited(books, invoice), "send")
    assert (note.state, books.all(Settlement)) == ("sent", [])
    assert credit_of(books, client) == -note.total
    books.call(note, "pay", account, 20_00, DAY)  # a part of it is paid back
    assert credit_of(books, client) == -note.total - 20_00
    other, _ = sent(books, 500_00, client=client)
    settled(books, note, other)
    assert credit_of(books, client) == 0
    assert books.fresh(other).paid == -note.total - 20_00
    assert_right(books)
    assert line.pk


def test_what_is_paid_too_much_is_kept_and_used(
    books: Books, client: Client, account: Account
) -> None:
    first = overpaid(books, client, account, 100_00, 30_00)
    assert (first.state, first.outstanding, first.is_overpaid) == ("paid", -30_00, True)
    assert credit_of(books, client) == 30_00
    balance = books.fresh(account).balance
    second, _ = sent(books, 20_00, client=client)
    total = books.fresh(second).total
    settled(books, first, second)
    assert books.fresh(second).state == "paid"
    assert books.fresh(first).outstanding == total - 30_00
    assert credit_of(books, client) == 30_00 - total
    assert books.fresh(account).balance == balance  # no money moved
    assert_right(books)
    (made,) = books.all(Settlement)
    books.edit(made, amount=5_00)
    assert (books.fresh(second).paid, credit_of(books, client)) == (5_00, 25_00)
    assert_right(books)
    books.remove(made)
    assert (books.fresh(second).paid, credit_of(books, client)) == (0, 30_00)
    assert_right(books)
    for _step in range(3):
        books.undo()
        assert_right(books)


def test_what_is_paid_too_much_is_paid_back(books: Books, client: Client, account: Account) -> None:
    invoice = overpaid(books, client, account, 100_00, 30_00)
    balance = books.fresh(account).balance
    invoice = books.call(invoice, "pay", account, 30_00, DAY)
    assert (invoice.outstanding, invoice.state) == (0, "paid")
    assert books.fresh(account).balance == balance - 30_00
    assert credit_of(books, client) == 0
    assert_right(books)
    again = overpaid(books, client, account, 100_00, 30_00)
    with pytest.raises(ValidationError):
        books.call(again, "pay", account, 30_01, DAY)


def test_money_on_a_paid_invoice_is_credit_as_well(
    books: Books, client: Client, account: Account
) -> None:
    invoice, _ = sent(books, 100_00, client=client)
    books.call(invoice, "mark_paid", account, DAY)
    invoice = books.call(invoice, "pay", account, 7_00, DAY)
    assert (invoice.outstanding, credit_of(books, client)) == (-7_00, 7_00)
    assert_right(books)


def test_of_nothing_nothing_is_paid(books: Books, account: Account) -> None:
    empty = books.edit(books.invoice(), status="sent")
    nothing, _ = sent(books, 100_00, -100_00)
    for invoice in (empty, nothing):
        with pytest.raises(ValidationError, match="nothing to be paid"):
            books.call(invoice, "pay", account, 5_00, DAY)
    assert books.all(Payment) == []


def test_a_deposit_is_taken_off_with_its_tax(
    books: Books, client: Client, account: Account
) -> None:
    deposit, _ = sent(books, 300_00, client=client, kind="deposit")
    books.call(deposit, "mark_paid", account, DAY)
    final = books.invoice(client=client)
    books.income(1000_00, tax_rate=TAX, invoice=final)
    books.income(50_00, invoice=final)
    whole = books.fresh(final).total
    settled(books, deposit, final)
    final, deposit = books.fresh(final), books.fresh(deposit)
    assert final.total == whole - deposit.total
    assert (final.net, final.tax) == (750_00, (1000_00 - 300_00) * TAX // 1_000_000)
    assert (deposit.state, deposit.outstanding) == ("paid", 0)
    assert final.net + deposit.net == books.fresh(client).income == 1050_00
    *_others, off = lines_of(books, final)
    assert (off.net, off.tax_rate, off.description) == (-300_00, TAX, f"Deposit {deposit}")
    assert_right(books)
    final = books.call(final, "send")
    final = books.call(final, "mark_paid", account, DAY)
    assert (final.state, final.outstanding) == ("paid", 0)
    assert_right(books)


def test_a_deposit_is_taken_off_once(books: Books, client: Client) -> None:
    deposit, _ = sent(books, 300_00, client=client, kind="deposit")
    total = books.fresh(deposit).total
    final, _ = sent(books, 1000_00, client=client)
    settled(books, deposit, final, amount=total - 10_01)
    other, _ = sent(books, 1000_00, client=client)
    assert refused(books, deposit, other, amount=10_02)[0] == "amount"
    made = settled(books, deposit, other)
    assert made.amount == 10_01
    assert refused(books, deposit, other)[0] == "from"
    assert_right(books)


def test_the_line_of_a_deposit_is_kept_by_its_settlement(
    books: Books, client: Client, account: Account
) -> None:
    deposit, _ = sent(books, 300_00, client=client, kind="deposit")
    final = books.invoice(client=client, discount_percent=100_000)
    books.income(1000_00, tax_rate=TAX, invoice=final)
    made = settled(books, deposit, final)
    assert books.fresh(final).net == 600_00  # the discount is of the work alone
    off = next(line for line in lines_of(books, final) if line.settlement_id)
    with pytest.raises(ValidationError, match="deposit"):
        books.edit(off, amount=1)
    with pytest.raises(ValidationError, match="deposit"):
        books.remove(off)
    books.call(final, "mark_paid", account, DAY)
    with pytest.raises(ValidationError, match="payments"):
        books.remove(made)
    books.call(final, "reopen")
    books.remove(made)
    assert books.fresh(final).net == 900_00
    assert_right(books)


def test_a_draft_that_goes_leaves_its_deposit(books: Books, client: Client) -> None:
    deposit, _ = sent(books, 300_00, client=client, kind="deposit")
    final = books.invoice(client=client)
    books.income(1000_00, tax_rate=TAX, invoice=final)
    settled(books, deposit, final)
    books.remove(final)
    assert books.all(Settlement) == []
    assert [one.amount for one in books.all(Entry)] == [300_00, 1000_00]
    assert_right(books)
    books.undo()
    assert books.fresh(final).net == 700_00
    assert_right(books)


def test_who_settles_whom(books: Books, client: Client, account: Account) -> None:
    credit = overpaid(books, client, account, 100_00, 30_00)
    target, _ = sent(books, 100_00, client=client)
    foreign, _ = sent(books, 100_00, client=books.client())
    paid = books.call(sent(books, 100_00, client=client)[0], "mark_paid", account, DAY)
    unpaid, _ = sent(books, 100_00, client=client)
    draft = books.invoice(client=client, kind="credit_note")
    deposit, _ = sent(books, 100_00, client=client, kind="deposit")
    assert refused(books, credit, credit)[0] == "to"
    assert refused(books, credit, foreign)[0] == "to"
    assert refused(books, credit, paid)[0] == "to"
    assert refused(books, unpaid, target)[0] == "from"
    assert refused(books, draft, target)[0] == "from"
    assert refused(books, deposit, deposit)[0] == "to"
    assert refused(books, credit, target, amount=30_01)[0] == "amount"
    assert refused(books, credit, target, amount=0)[0] == "amount"
    assert refused(books, credit, books.invoice(client=client, kind="pro_forma"))[0] == "to"
    made = settled(books, credit, target)
    with pytest.raises(ValidationError) as found:
        books.edit(made, to=unpaid)
    assert list(found.value.message_dict) == ["to"]


def test_what_is_settled_stays_with_client_and_lines(
    books: Books, client: Client, account: Account
) -> None:
    credit = overpaid(books, client, account, 100_00, 30_00)
    target, (line,) = sent(books, 100_00, client=client)
    settled(books, credit, target)
    with pytest.raises(ValidationError, match="is settled with"):
        books.edit(target, client=books.client())
    with pytest.raises(ValidationError, match="is settled with"):
        books.edit(line, invoice=None)
    with pytest.raises(ValidationError, match="is settled with"):
        books.remove(line)
    with pytest.raises(ValidationError, match="is settled with"):
        books.call(target, "void")
    assert_right(books)


def test_a_credit_note_that_is_no_more_settles_nothing(books: Books, client: Client) -> None:
    invoice, _ = sent(books, 100_00, client=client)
    total = books.fresh(invoice).total
    note = books.call(credited(books, invoice), "send")
    note = books.call(note, "withdraw")
    assert (note.status, books.fresh(invoice).outstanding) == ("draft", total)
    assert_right(books)
    note = books.call(note, "send")
    assert books.fresh(invoice).outstanding == 0
    books.call(note, "void")
    assert (books.all(Settlement), books.fresh(invoice).outstanding) == ([], total)
    assert_right(books)


def test_reopening_takes_the_settlement_away_where_nothing_else_pays(
    books: Books, client: Client, account: Account
) -> None:
    invoice, _ = sent(books, 100_00, client=client)
    total = books.fresh(invoice).total
    note = books.call(credited(books, invoice), "send")
    invoice = books.call(invoice, "reopen")
    assert (invoice.state, invoice.outstanding) == ("sent", total)
    assert (books.fresh(note).outstanding, books.all(Settlement)) == (-total, [])
    credit = overpaid(books, client, account, 100_00, 30_00)
    other, _ = sent(books, 100_00, client=client)
    settled(books, credit, other)
    books.call(other, "mark_paid", account, DAY)
    other = books.call(other, "reopen")
    assert (other.state, other.paid) == ("sent", 30_00)
    assert_right(books)


def test_what_is_in_use_is_not_taken_away(books: Books, client: Client, account: Account) -> None:
    credit = overpaid(books, client, account, 100_00, 30_00)
    target, _ = sent(books, 100_00, client=client)
    settled(books, credit, target)
    with pytest.raises(ValidationError, match="in use for"):
        books.call(credit, "reopen")
    with pytest.raises(ValidationError, match="taken off"):
        books.call(credit, "withdraw")
    for payment in books.all(Payment):
        with pytest.raises(ValidationError, match="in use for"):
            books.remove(payment)
    deposit, _ = sent(books, 50_00, client=client, kind="deposit")
    final, _ = sent(books, 100_00, client=client)
    settled(books, deposit, final)
    before = books.state()
    for verb in ("void", "withdraw"):
        with pytest.raises(ValidationError, match="taken off"):
            books.call(deposit, verb)
    assert books.state() == before
    assert_right(books)


def test_a_credit_note_is_reopened(books: Books, client: Client) -> None:
    invoice, _ = sent(books, 100_00, client=client)
    note = books.call(credited(books, invoice), "send")
    note = books.call(note, "reopen")
    assert (note.state, books.fresh(invoice).state, books.all(Settlement)) == ("sent", "sent", [])
    assert_right(books)


def test_other_currencies_have_their_own_credit(books: Books, client: Client) -> None:
    rate: dict[str, Any] = {"currency": "USD", "exchange_rate": 9_000_000_000}
    invoice = books.invoice(client=client, currency="USD")
    books.income(100_00, invoice=invoice, **rate)
    books.call(invoice, "send")
    dollars = books.account(currency="USD")
    books.call(invoice, "pay", dollars, 110_00, DAY)
    assert credit_of(books, client) == 9_00
    euros, _ = sent(books, 100_00, client=client)
    assert refused(books, books.fresh(invoice), euros)[0] == "to"
    assert_right(books)
