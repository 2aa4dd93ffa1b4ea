"""What a bank line is decided to be; the balance is the bank's, and undo and reopening agree."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.errors import Conflict
from freelancer_os.finance.models import (
    Account,
    BankLine,
    Category,
    Invoice,
    Payment,
    Transaction,
    Transfer,
)
from freelancer_os.finance.sorting.accepting import accept_best, accept_sure
from freelancer_os.finance.sorting.deciding import categorise, link, pay_invoices
from freelancer_os.finance.sorting.halves import transfer
from freelancer_os.finance.sorting.reopening import ignore, reopen
from freelancer_os.finance.sorting.splitting import Piece, split
from tests.books import TAX, Books
from tests.finance.sorting.imported import arrive, assert_sound, decide, sent


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank")


def of(books: Books, kind: str = "expense", name: str = "Software", **more: Any) -> Category:
    return books.make(Category, name=name, kind=kind, **more)


def income(books: Books) -> int:
    """What counts as income in all."""
    rows = Transaction.objects.of(books.workspace).filter(kind="income", is_void=False)
    return sum(one.base_total for one in rows)


def test_a_category_takes_its_usual_tax_out_of_the_amount(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Adobe;-119.00")
    decided = decide(books, line, lambda one, category: categorise(one, {"category": category}),
                     of(books, tax_rate=TAX))  # fmt: skip
    (entry,) = books.all(Transaction)
    assert (decided.state, decided.how, decided.transaction) == ("sorted", "category", entry)
    assert (entry.net, entry.tax, entry.total, entry.outstanding) == (10_000, 1_900, 11_900, 0)
    assert_sound(books)


def test_money_that_came_back_lowers_its_expenses(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Refund;50.00")
    decide(books, line, lambda one, found: categorise(one, {"category": found}), of(books))
    (entry,) = books.all(Transaction)
    assert (entry.kind, entry.total, entry.outstanding) == ("expense", -5_000, 0)
    assert books.fresh(bank).balance == 5_000
    assert_sound(books)


def test_a_collective_payment_pays_several_and_the_last_gets_what_is_left(
    books: Books, bank: Account
) -> None:
    invoices = [sent(books, 10_000), sent(books, 20_000)]
    (line,) = arrive(books, bank, "2026-10-05;Acme;250.00")
    decided = decide(books, line, pay_invoices, invoices)
    assert [books.fresh(one).outstanding for one in invoices] == [0, 5_000]
    assert (decided.how, decided.transaction, income(books)) == ("invoice", None, 30_000)
    assert {one.line for one in books.all(Payment)} == {line}
    assert_sound(books)


@pytest.mark.parametrize("field", ["draft", "paid", "other way"])
def test_what_cannot_be_paid_is_refused(books: Books, bank: Account, field: str) -> None:
    invoice = books.billed() if field == "draft" else sent(books, 10_000)
    if field == "paid":
        books.edit(invoice, status="paid", account=bank)
    amount = "-1.00" if field == "other way" else "1.00"
    (line,) = arrive(books, bank, f"2026-10-05;Acme;{amount}")
    before = books.state()
    with pytest.raises(ValidationError):
        decide(books, line, pay_invoices, [invoice])
    assert books.state() == before


def test_a_foreign_invoice_is_paid_in_full_by_what_arrived(books: Books, bank: Account) -> None:
    invoice = books.invoice(currency="USD")
    books.income(10_000, invoice=invoice, currency="USD", exchange_rate=9 * 10**9)
    invoice = books.edit(invoice, status="sent")
    (line,) = arrive(books, bank, "2026-10-05;Acme;91.50")
    decide(books, line, pay_invoices, [invoice])
    assert (books.fresh(invoice).outstanding, books.fresh(bank).balance) == (0, 9_150)
    assert_sound(books)


def test_an_invoice_less_a_fee(books: Books, bank: Account) -> None:
    invoice, fees = sent(books, 100_000), of(books, name="Fees")
    (line,) = arrive(books, bank, "2026-10-05;Stripe;975.00")

    def parts(one: BankLine, paid: Invoice, fee: Category) -> None:
        split(one, [Piece(paid, 100_000), Piece(fee, -2_500, "Fee")])

    decided = decide(books, line, parts, invoice, fees)
    assert (books.fresh(invoice).outstanding, books.fresh(bank).balance) == (0, 97_500)
    assert [(one.total, one.outstanding) for one in books.all(Transaction)[1:]] == [(2_500, 0)]
    decide(books, decided, reopen)
    assert books.fresh(invoice).outstanding == 100_000
    assert [one.category for one in books.all(Transaction)[1:]] == [None]
    assert books.fresh(bank).balance == 97_500
    assert_sound(books)


def test_parts_come_to_the_line(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-10.00")
    one, other = of(books), of(books, name="Paper")
    with pytest.raises(ValidationError, match="The parts come to −€9"):
        decide(books, line, lambda it, *two: split(it, [Piece(two[0], -500), Piece(two[1], -400)]),
               one, other)  # fmt: skip
    decide(books, line, lambda it, *two: split(it, [Piece(two[0], -600), Piece(two[1], -400)]),
           one, other)  # fmt: skip
    assert sorted(entry.total for entry in books.all(Transaction)) == [400, 600]
    assert_sound(books)


@pytest.mark.parametrize("first", ["out", "in"])
def test_a_transfer_comes_from_both_sides_in_either_order(
    books: Books, bank: Account, first: str
) -> None:
    wise = books.account("Wise")
    files = [
        (bank, "2026-10-05;Own transfer to Wise;-1000.00"),
        (wise, "2026-10-06;Studio;1000.00"),
    ]
    (one,) = arrive(books, *files[first == "in"])
    (other,) = arrive(books, *files[first == "out"])
    assert income(books) == 0
    before = books.state()
    books.do(accept_sure)
    assert len(books.all(Transfer)) == 1
    assert {books.fresh(line).state for line in (one, other)} == {"sorted"}
    assert [books.fresh(account).balance for account in (bank, wise)] == [-100_000, 100_000]
    assert (books.all(Transaction), income(books)) == ([], 0)
    assert_sound(books)
    books.undo()
    assert books.state() == before
    books.redo()
    decide(books, other, reopen)
    assert books.all(Transfer) == []
    assert {books.fresh(line).state for line in (one, other)} == {"new"}
    assert (income(books), books.fresh(wise).balance) == (0, 100_000)
    assert_sound(books)


@pytest.mark.parametrize("is_made", [False, True])
def test_the_other_half_of_a_known_transfer(books: Books, bank: Account, *, is_made: bool) -> None:
    wise = books.account("Wise")
    if is_made:
        books.make(Transfer, from_account=bank, to_account=wise, date=date(2026, 10, 4), amount=700)
    else:
        decide(books, arrive(books, bank, "2026-10-04;8841;-7.00")[0], transfer, wise)
    (line,) = arrive(books, wise, "2026-10-06;8841;7.00")
    decided = decide(books, line, accept_best)
    assert (decided.how, len(books.all(Transfer)), books.fresh(wise).balance) == ("half", 1, 700)
    with pytest.raises(ValidationError, match="proves this half"):
        books.edit(books.all(Transfer)[0], amount=800)
    decide(books, decided, reopen)
    assert (len(books.all(Transfer)), books.fresh(wise).balance) == (1, 1_400)
    assert_sound(books)


@pytest.mark.parametrize("is_paid", [False, True])
def test_an_entry_that_was_typed_by_hand_is_linked_and_not_doubled(
    books: Books, bank: Account, *, is_paid: bool
) -> None:
    typed = books.expense(1_800, category=of(books), date=date(2026, 10, 4))
    if is_paid:
        books.edit(typed, account=bank)
    (line,) = arrive(books, bank, "2026-10-05;Figma;-18.00")
    before = books.state()
    decided = decide(books, line, accept_best)
    assert books.all(Transaction) == [typed]
    assert (books.fresh(bank).balance, books.fresh(typed).outstanding) == (-1_800, 0)
    assert_sound(books)
    books.undo()
    assert books.state() == before
    books.redo()
    decide(books, decided, reopen)
    assert books.fresh(typed).outstanding == (0 if is_paid else 1_800)
    assert books.fresh(bank).balance == (-3_600 if is_paid else -1_800)
    assert_sound(books)


def test_what_is_left_out_is_in_no_balance_and_stays_known(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-10.00")
    before = books.state()
    assert decide(books, line, ignore).state == "ignored"
    assert (books.all(Transaction), books.fresh(bank).balance) == ([], 0)
    assert arrive(books, bank, "2026-10-05;Shop;-10.00") == []
    books.undo()
    assert books.state() == before
    books.redo()
    assert decide(books, line, reopen).state == "new"
    assert books.fresh(bank).balance == -1_000
    with pytest.raises(Conflict, match="to be sorted already"):
        decide(books, line, reopen)


def test_a_category_set_anywhere_sorts_the_line(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-10.00")
    (entry,) = books.all(Transaction)
    books.edit(entry, category=of(books))
    assert (books.fresh(line).state, books.fresh(line).how) == ("sorted", "category")
    books.edit(entry, category=None)
    assert (books.fresh(line).state, books.fresh(line).how) == ("new", None)


def test_one_part_that_is_taken_away_opens_the_line_again(books: Books, bank: Account) -> None:
    invoices = [sent(books, 10_000), sent(books, 20_000)]
    (line,) = arrive(books, bank, "2026-10-05;Acme;300.00")
    decide(books, line, pay_invoices, invoices)
    books.edit(invoices[0], status="sent", with_lines=True)
    assert (books.fresh(line).state, books.fresh(line).transaction) == ("new", None)
    decide(books, line, pay_invoices, invoices)
    assert [books.fresh(one).outstanding for one in invoices] == [0, 0]
    assert books.fresh(bank).balance == 30_000
    assert_sound(books)


def test_what_is_closed_is_refused(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-10.00")
    books.do(lambda unit: unit.fresh(books.workspace).edit({"closed_until": date(2026, 10, 31)}))
    before = books.state()
    for verb in (ignore, lambda one: categorise(one, {"category": _software(one)})):
        with pytest.raises(ValidationError, match="closed"):
            decide(books, line, verb)
    assert books.state() == before


def _software(line: BankLine) -> Category:
    made = Category(workspace=line.workspace)
    made.edit({"name": "Software", "kind": "expense"})
    return made


def test_an_entry_of_one_s_own_may_be_linked_by_name(books: Books, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-10.00")
    (own,) = books.all(Transaction)
    decided = decide(books, line, link, own)
    assert (decided.state, decided.transaction) == ("sorted", own)
