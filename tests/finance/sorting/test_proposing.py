"""What is proposed for a bank line, why, and whether it is sure."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.finance.models import (
    Account,
    BankLine,
    Category,
    Occurrence,
    Recurring,
    Rule,
    Transaction,
)
from freelancer_os.finance.sorting.accepting import accept_best, accept_sure
from freelancer_os.finance.sorting.deciding import categorise
from freelancer_os.finance.sorting.trying import tried
from freelancer_os.invoicing.posting import post_in
from freelancer_os.people import workspaces
from tests.books import Books
from tests.finance.sorting.imported import DAY, arrive, assert_sound, decide, proposed, sent


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank")


@pytest.mark.parametrize(
    ("row", "kind", "why", "sure"),
    [
        ("RE 2026-017 vom 1.10.;2940.00", "invoice", "Amount and number agree", True),
        ("RE2026-017 ACME;2940.00", "invoice", "Amount, number and payer agree", True),
        ("INV 2026017;2940.00", "invoice", "Amount and number agree", True),
        ("Acme Robotics GmbH;2940.00", "invoice", "Amount and payer agree", True),
        ("Credit;2940.00", "invoice", "The amount agrees", False),
        ("RE 2026-017;1000.00", "part", "A part; €1,940.00 stay outstanding", False),
        ("Acme Robotics;1000.00", "part", "A part; €1,940.00 stay outstanding", False),
        ("RE 2026-017;3000.00", "invoice", "The number agrees; €60.00 more", False),
        ("2026-017 and 2026-018;4440.00", "invoices", "€2,940.00 + €1,500.00", True),
        ("Acme Robotics 17+18;4440.00", "invoices", "€2,940.00 + €1,500.00", True),
        ("Acme Robotics;4440.00", "invoices", "€2,940.00 + €1,500.00", False),
        ("RE 2026-0170;1.00", "", "", False),
        ("RE 2026-017;-2940.00", "", "", False),
    ],
)
def test_an_invoice_by_number_amount_and_payer(
    books: Books, bank: Account, row: str, kind: str, why: str, *, sure: bool
) -> None:
    acme = books.client("Acme", company="Acme Robotics GmbH")
    sent(books, 294_000, "2026-017", client=acme)
    sent(books, 150_000, "2026-018", client=acme)
    (line,) = arrive(books, bank, f"2026-10-05;{row}")
    found = proposed(books, line)
    assert (found[0].kind if found else "") == kind
    assert [why in one.why for one in found[:1]] == ([True] if kind else [])
    assert bool(found and found[0].sure) is sure
    assert books.fresh(books.all(Transaction)[-1]).waits is bool(kind)


def test_of_two_alike_neither_payer_nor_line_is_sure(books: Books, bank: Account) -> None:
    acme = books.client("Acme")
    sent(books, 10_000, client=acme)
    lines = arrive(books, bank, "2026-10-05;Acme a;100.00", "2026-10-05;Acme b;100.00")
    assert books.do(accept_sure) == 1
    assert [books.fresh(one).state for one in lines] == ["sorted", "new"]
    sent(books, 10_000, client=acme)
    sent(books, 10_000, client=acme)
    (found, *_) = proposed(books, lines[1])
    assert (found.sure, found.why) == (False, "Amount and payer agree; so they do of 1 more")


def test_what_waits_counts_in_no_figure_until_it_is_decided(books: Books, bank: Account) -> None:
    invoice = sent(books, 10_000, client=books.client("Acme"))
    (line,) = arrive(books, bank, "2026-10-05;Acme;100.00")
    own = books.fresh(line).transaction
    assert (own.waits, own.is_void, books.fresh(bank).balance) == (True, True, 10_000)
    assert_sound(books)
    books.edit(own, category=books.make(Category, name="Fees", kind="income"))
    assert (books.fresh(own).waits, books.fresh(invoice).outstanding) == (False, 10_000)
    assert_sound(books)


def test_a_rule_sorts_what_comes_and_is_tried_on_the_past(books: Books, bank: Account) -> None:
    arrive(books, bank, "2026-09-05;ADOBE Systems;-66.45", "2026-09-06;Shop;-1.00")
    software = books.make(Category, name="Software", kind="expense")
    rule = Rule(workspace=books.workspace, contains="adobe", category=software)
    assert [one.text for one in tried(books.workspace, rule).lines] == ["ADOBE Systems"]
    books.make(Rule, contains="Adóbe", category=software, amount_max=7_000)
    (old, *_rest) = books.all(BankLine)
    assert (proposed(books, old)[0].kind, proposed(books, old)[0].sure) == ("rule", True)
    new, dear = arrive(books, bank, "2026-10-05;adobe;-66.45", "2026-10-05;adobe;-70.01")
    assert (new.state, new.how, new.transaction.category) == ("sorted", "rule", software)
    assert dear.state == "new"
    assert_sound(books)


def test_rules_are_ordered_and_say_one_thing(books: Books, bank: Account) -> None:
    first, other = (books.make(Category, name=name, kind="expense") for name in ("One", "Two"))
    cash = books.account("Cash", kind="cash")
    books.make(Rule, contains="shop", category=other, position=5)
    books.make(Rule, contains="shop", category=first, position=2)
    books.make(Rule, contains="atm", transfer_to=cash)
    shop, atm = arrive(books, bank, "2026-10-05;Shop;-1.00", "2026-10-05;ATM;-2.00")
    assert shop.transaction.category == first
    assert (proposed(books, atm)[0].kind, proposed(books, atm)[0].targets) == (
        "transfer",
        (cash.pk,),
    )
    for values in (
        {},
        {"category": first, "transfer_to": cash},
        {"transfer_to": cash, "tax_rate": 0},
    ):
        with pytest.raises(ValidationError):
            books.make(Rule, contains="x", **values)
    with pytest.raises(ValidationError, match="Enter a text"):
        books.make(Rule, category=first)
    books.do(lambda unit: unit.fresh(other).merge_into(unit.fresh(first)))
    books.remove(cash)
    assert [one.category for one in books.all(Rule)] == [first, first]


def test_the_same_payee_gets_what_it_got_before(books: Books, bank: Account) -> None:
    software = books.make(Category, name="Software", kind="expense")
    for month, is_sure in ((7, False), (8, False), (9, True)):
        (line,) = arrive(books, bank, f"2026-0{month}-05;PAYPAL *FIGMA 40{month};-18.00")
        found = proposed(books, line)
        assert [one.sure for one in found] == ([] if month == 7 else [is_sure])
        decide(books, line, lambda one, to: categorise(one, {"category": to}), software)


@pytest.mark.parametrize("pays_itself", [False, True])
def test_what_recurs_is_posted_with_a_line_that_comes_before_its_day(
    books: Books, bank: Account, monkeypatch: pytest.MonkeyPatch, *, pays_itself: bool
) -> None:
    monkeypatch.setattr(workspaces, "today_in", lambda zone: date(2026, 10, 6))
    values = {"kind": "expense", "description": "Rent", "amount": 50_000, "account": bank}
    books.make(Recurring, **values, start_date=date(2026, 10, 10), pays_itself=pays_itself)
    (early,) = arrive(books, bank, "2026-10-04;Landlord;-500.00")
    assert early.state == "new"  # six days are too many
    before = books.state()
    (line,) = arrive(books, bank, "2026-10-05;Landlord;-500.00")
    assert (line.state, line.how, line.transaction.description) == ("sorted", "entry", "Rent")
    assert (line.transaction.date, line.transaction.outstanding) == (date(2026, 10, 10), 0)
    monkeypatch.setattr(workspaces, "today_in", lambda zone: date(2026, 10, 12))
    assert list(post_in(books.fresh(books.workspace))) == []
    assert (len(books.all(Occurrence)), books.fresh(bank).balance) == (1, -100_000)
    assert_sound(books)
    books.undo()
    assert books.state() == before


@pytest.mark.parametrize(("days", "sure"), [(0, True), (5, True), (6, False), (60, False)])
def test_an_unpaid_entry_may_be_paid_later(
    books: Books, bank: Account, days: int, *, sure: bool
) -> None:
    books.expense(1_800, date=DAY - timedelta(days=days))
    (line,) = arrive(books, bank, "2026-10-05;Figma;-18.00")
    (found,) = proposed(books, line)
    assert (found.kind, found.sure) == ("transaction", sure)


def test_money_on_another_account_is_no_transfer_unless_it_may_be(
    books: Books, bank: Account
) -> None:
    wise = books.account("Wise")
    (out,) = arrive(books, bank, "2026-10-05;Shop;-10.00")
    (back,) = arrive(books, wise, "2026-10-06;Refund;10.00")
    assert [one.sure for one in proposed(books, back)] == [False]
    assert all(books.fresh(one).transaction.waits for one in (out, back))
    (far,) = arrive(books, wise, "2026-10-20;Refund;10.00")
    assert proposed(books, far) == []


def test_closed_books_are_proposed_for_and_never_sure(books: Books, bank: Account) -> None:
    sent(books, 10_000, "2026-017")
    (line,) = arrive(books, bank, "2026-10-05;2026-017;100.00")
    assert proposed(books, line)[0].sure
    books.do(lambda unit: unit.fresh(books.workspace).edit({"closed_until": date(2026, 10, 31)}))
    assert not proposed(books, line)[0].sure
    assert books.do(accept_sure) == 0
    with pytest.raises(ValidationError, match="closed"):
        decide(books, line, accept_best)
