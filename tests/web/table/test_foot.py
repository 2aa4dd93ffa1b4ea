"""The foot of a table adds up what stands above it, or says nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.db.models import QuerySet

from freelancer_os.collections.money.accounts import ACCOUNTS
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.collections.work.projects import PROJECTS
from freelancer_os.collections.work.time_entries import TIME_ENTRIES
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.web.table.foot import foot, functions, results
from tests.books import DAY, HOUR, LATER, TAX, Books, open_books
from tests.settings import ON_POSTGRES
from tests.web.test_every_collection import fill


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


def told(books: Books, collection: Collection, **asked: str) -> dict[str, str]:
    """What the functions asked for give over all records of a collection."""
    rows, formats = collection.rows(books.workspace), Formats.of(books.workspace)
    return dict(results(collection, collection.titles(tuple(asked)), asked, rows, formats))


def test_expenses_are_taken_off(books: Books) -> None:
    books.income(10_000, tax_rate=TAX)
    books.expense(2_500)
    found = told(books, TRANSACTIONS, amount="sum", total="sum")
    assert found == {"amount": "€75.00", "total": "€94.00"}
    assert told(books, TRANSACTIONS, amount="average") == {"amount": "€37.50"}
    assert told(books, TRANSACTIONS, amount="least") == {"amount": "−€25.00"}


def test_what_is_void_does_not_count(books: Books) -> None:
    client = books.client()
    for amount in (10_000, 700):
        invoice = books.invoice(client=client, due_date=DAY)
        books.income(amount, invoice=invoice)
    books.call(books.call(invoice, "send"), "void")
    assert told(books, INVOICES, total="sum") == {"total": "€100.00"}
    assert told(books, INVOICES, total="most") == {"total": "€100.00"}


def test_currencies_stand_side_by_side(books: Books) -> None:
    books.account(opening_balance=100)
    books.account("Wise", opening_balance=250, currency="USD")
    assert told(books, ACCOUNTS, balance="sum") == {"balance": "$2.50 + €1.00"}
    for code in ("GBP", "CHF"):
        books.account(code, currency=code)
    assert told(books, ACCOUNTS, balance="sum") == {"balance": ""}


def test_an_average_is_rounded_half_up(books: Books) -> None:
    for value in (100, 101):
        books.client(contract_value=value)
    books.client()  # nothing is no number: it does not count
    assert told(books, CLIENTS, contract_value="average") == {"contract_value": "€1.01"}


def test_what_is_filled_and_what_is_empty_is_counted(books: Books) -> None:
    for company in ("Acme", "", ""):
        books.client(company=company)
    contact = books.make(CONTACTS.model, name="Ada")
    books.make(MEETINGS.model, title="Start", starts_at=datetime.now(UTC), contacts=[contact])
    counts = told(books, CLIENTS, company="filled", contract_value="empty")
    assert counts == {"company": "1", "contract_value": "3"}
    assert told(books, MEETINGS, contacts="filled", clients="filled") == {
        "contacts": "1",
        "clients": "0",
    }
    assert "filled" not in functions(CLIENTS.by_name["name"])


def test_dates_and_hours_have_their_words(books: Books) -> None:
    project = books.make(PROJECTS.model, name="Site")
    for day, hours in ((DAY, HOUR), (LATER, 2 * HOUR)):
        books.make(TIME_ENTRIES.model, project=project, date=day, hours=hours)
    assert told(books, TIME_ENTRIES, hours="sum", date="most") == {
        "hours": "3",
        "date": "Oct 15",
    }


def test_nothing_comes_to_nothing(books: Books) -> None:
    assert told(books, CLIENTS, contract_value="sum", share_invoiced="average") == {
        "contract_value": "",
        "share_invoiced": "",
    }


def test_a_sum_beyond_sixty_four_bits_is_no_error(books: Books, spoiling: None) -> None:
    """Amounts within their bounds may come to more than SQLite adds: then nothing is said."""
    for _ in range(3):
        books.client()
    QuerySet(CLIENTS.model).update(income=2**62)
    found = told(books, CLIENTS, income="sum")["income"]
    assert found == ("€138,350,580,552,821,637.12" if ON_POSTGRES else "")


@pytest.mark.parametrize("collection", list(collections), ids=lambda one: one.slug)
def test_every_function_of_every_field_works(collection: Collection, books: Books) -> None:
    fill(books)
    for one in collection.fields:
        for function in functions(one):
            assert one.name in told(books, collection, **{one.name: function})


def test_the_columns_before_the_first_sum_say_how_many(books: Books) -> None:
    formats = Formats.of(books.workspace)
    fields = CLIENTS.titles(("name", "stage", "contract_value", "company"))
    drawn = foot(
        CLIENTS,
        fields,
        {"contract_value": "sum"},
        {"contract_value": "€1.00"},
        1,
        formats,
        lead=1,
    )
    assert re.findall(r">([^<>]+)<", drawn) == ["1 client", "Contract value", "Sum", "€1.00"]
    assert re.findall(r"<td[^>]*>", drawn)[1:3] == ['<td class="stick">', '<td colspan="1">']
    assert drawn.count("<td") == 5
    assert "1,000+ clients" in foot(CLIENTS, fields, {}, {}, None, formats)
    own = foot(CLIENTS, fields, {"name": "most"}, {"name": "Zoe"}, 4_000, formats)
    assert re.findall(r">([^<>]+)<", own) == ["4,000 clients", "Name", "Most", "Zoe"]
