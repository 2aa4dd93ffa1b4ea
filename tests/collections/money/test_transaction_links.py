"""What the cells of an entry say beforehand is what then happens."""

from typing import Any

import pytest

from freelancer_os.collections.money.entries import transaction_links as links
from freelancer_os.core.values.amounts import format_money
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Account, Category, Transaction
from freelancer_os.projects.models import Project, Service
from tests.books import DAY, Books


@pytest.fixture
def formats(books: Books) -> Formats:
    return Formats.of(books.workspace)


def said(books: Books, entry: Transaction, account: Account | None, formats: Formats) -> str:
    """What the payment mode of an entry says, without its last words."""
    sentence = links.pays(books.fresh(entry), account, formats)
    assert sentence.endswith(". Undo with Ctrl+Z.")
    return sentence.removesuffix(". Undo with Ctrl+Z.")


@pytest.mark.parametrize("amount", [10_000, 1, -2_500])
@pytest.mark.parametrize("kind", ["income", "expense"])
def test_paying_moves_the_account_by_what_it_says(
    books: Books, formats: Formats, kind: str, amount: int
) -> None:
    account = books.account()
    entry = books.make(Transaction, kind=kind, date=DAY, amount=amount)
    verb = "Adds {} to Bank" if kind == "income" else "Takes {} from Bank"
    assert said(books, entry, account, formats) == verb.format(format_money(amount, "EUR", "en-GB"))
    books.edit(entry, account=account)
    assert books.fresh(account).balance == (amount if kind == "income" else -amount)


def test_what_is_paid_in_part_says_what_is_left(books: Books, formats: Formats) -> None:
    account, other = books.account(), books.account("Cash")
    entry = books.income(10_000, account=account)
    books.edit(entry, amount=10_000)
    books.do(lambda unit: unit.fresh(books.payments(entry)[0]).edit({"amount": 4_000}))
    assert said(books, entry, other, formats) == "Adds €60.00 to Cash"
    books.edit(entry, account=other)
    assert books.fresh(other).balance == 6_000


def test_what_is_paid_is_moved(books: Books, formats: Formats) -> None:
    account, other = books.account(), books.account("Cash")
    entry = books.income(10_000, account=account)
    assert said(books, entry, other, formats) == "Moves the payment to Cash"
    books.edit(entry, account=other)
    assert (books.fresh(account).balance, books.fresh(other).balance) == (0, 10_000)


def test_clearing_it_takes_all_that_was_paid_away(books: Books, formats: Formats) -> None:
    account = books.account()
    entry = books.income(10_000, account=account)
    assert said(books, entry, None, formats) == "Takes the payment of €100.00 away"
    books.edit(entry, account=None)
    assert (books.fresh(entry).paid, books.fresh(account).balance) == (0, 0)


def test_the_last_line_of_a_sent_invoice_says_that_it_is_paid_then(
    books: Books, formats: Formats
) -> None:
    account = books.account()
    invoice = books.invoice(number="2026-007")
    lines = [books.income(amount, invoice=invoice) for amount in (500, 700)]
    assert said(books, lines[0], account, formats) == "Adds €5.00 to Bank"
    books.edit(invoice, status="sent")
    assert said(books, lines[0], account, formats) == "Adds €5.00 to Bank"
    books.edit(lines[0], account=account)
    assert books.fresh(invoice).state == "sent"
    last = said(books, lines[1], account, formats)
    assert last == "Marks 2026-007 as Paid and adds €7.00 to Bank"
    books.edit(lines[1], account=account)
    assert books.fresh(invoice).state == "paid"


# Another category


def test_taking_it_out_of_the_category_says_which_links_go(books: Books, formats: Formats) -> None:
    client = books.client()
    project = books.make(Project, name="Site", client=client)
    entry = books.income(invoice=books.invoice(client=client), project=project)
    interest = books.make(Category, name="Interest", kind="income")
    sentence = "Takes it out of the workflow and clears: invoice, client, project."
    for category in (None, interest):
        assert links.reclassifies(books.fresh(entry), category, formats) == sentence
    moved = books.edit(entry, category=interest)
    assert (moved.invoice, moved.client, moved.project) == (None, None, None)


def test_putting_it_in_says_so_and_all_else_says_nothing(books: Books, formats: Formats) -> None:
    interest = books.make(Category, name="Interest", kind="income")
    loose = books.income(category=interest)
    built_in = books.client_income
    assert links.reclassifies(loose, built_in, formats) == (
        "Puts it into the workflow of the client window."
    )
    assert links.reclassifies(loose, None, formats) == ""
    entry = books.income()
    assert links.reclassifies(entry, built_in, formats) == ""
    assert links.reclassifies(entry, interest, formats) == ""


# What is made in a row


STARTS: list[tuple[str, Any]] = [
    ("invoice", links.new_invoice),
    ("client", links.new_client),
    ("project", links.new_project),
    ("service", links.new_service),
]


@pytest.mark.parametrize(("name", "starts"), STARTS, ids=[name for name, _ in STARTS])
def test_what_is_made_in_a_row_fits_the_row(books: Books, name: str, starts: Any) -> None:
    """It is taken together with every link that the row has already."""
    client = books.client()
    project = books.make(Project, name="Site", client=client)
    there = {} if name == "client" else {"client": client, "project": project}
    entry = books.income(**there, currency="USD", exchange_rate=10**10)
    model: Any = Transaction._meta.get_field(name).related_model
    begun = {key: value for key, value in starts(entry, "Newcomer").items() if value is not None}
    made = books.make(model, **begun)
    assert str(made) == "Newcomer"
    linked = books.edit(entry, **{name: made})
    assert getattr(linked, name) == made
    if name != "client":
        assert linked.client == client
    if name == "service":
        assert isinstance(made, Service)
        assert linked.project == project


def test_an_account_and_a_category_made_there_suit_the_entry(books: Books) -> None:
    entry = books.expense(500, currency="USD", exchange_rate=10**10)
    account = books.make(Account, **links.new_account(entry, "Dollars"))
    assert account.currency == "USD"
    assert books.edit(entry, account=account).account == account
    category = books.make(Category, **links.new_category(entry, "Paper"))
    assert books.edit(entry, category=category).category == category


def test_the_suggested_number_is_the_next_one(books: Books) -> None:
    entry = books.income()
    suggested = links.next_number(entry)
    given = links.new_invoice(entry, suggested)
    invoice = books.invoice(**{name: value for name, value in given.items() if value is not None})
    assert books.edit(invoice, status="sent").number == suggested
    assert links.next_number(entry) != suggested
