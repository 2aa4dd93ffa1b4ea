"""What a new entry takes for a tax rate where nobody typed one, through each door."""

from typing import Any

import pytest
from django.test import Client as Browser

from freelancer_os.finance.models import Category, TaxRate, Transaction
from freelancer_os.people.models import ApiToken
from freelancer_os.projects.models import Service
from tests.books import DAY, TAX, Books

SEVEN, ONE = 70_000, 10_000
BOOKS = {"kind": "expense", "date": DAY.isoformat(), "amount": "10.70"}


@pytest.fixture
def taxed(books: Books) -> Books:
    """Books whose usual rate is 19 %."""
    books.make(TaxRate, name="Standard", rate=TAX, usual=True)
    return books


def category(books: Books, **values: Any) -> Category:
    return books.make(Category, **{"name": "Books", "kind": "expense", "tax_rate": SEVEN, **values})


def newest(books: Books) -> Transaction:
    return books.all(Transaction)[-1]


def test_the_category_says_it_else_the_workspace(taxed: Books) -> None:
    books = taxed.expense(1_070, category=category(taxed))
    assert (books.tax_rate, books.net, books.total) == (SEVEN, 1_000, 1_070)  # included, as ever
    other = taxed.expense(1_190, category=category(taxed, name="Office", tax_rate=None))
    assert (other.tax_rate, other.net) == (TAX, 1_000)
    assert taxed.expense(1_190, category=category(taxed, name="Post", tax_rate=0)).tax_rate == 0
    assert taxed.expense(1_190).tax_rate == 0  # nobody said what it was for


@pytest.mark.parametrize("typed", [{"tax_rate": 0}, {"tax_category": "AE"}])
def test_what_is_typed_wins(taxed: Books, typed: dict[str, Any]) -> None:
    entry = taxed.income(**typed)
    assert (entry.tax_rate, entry.tax_category) == (0, typed.get("tax_category"))


@pytest.mark.parametrize("counts", ["sales_tax", "income_tax", "private"])
def test_what_is_no_business_bears_no_tax(taxed: Books, counts: str) -> None:
    entry = taxed.expense(category=category(taxed, tax_rate=None, counts=counts))
    assert entry.tax_rate == 0


def test_a_small_business_charges_none_and_pays_it(taxed: Books) -> None:
    taxed.do(lambda unit: unit.workspace.edit({"is_small_business": True}))
    assert taxed.income().tax_rate == 0
    assert taxed.expense(category=category(taxed, tax_rate=None)).tax_rate == TAX


def test_a_usual_rate_without_tax_says_why(books: Books) -> None:
    books.make(TaxRate, name="Exempt", rate=0, tax_category="E", usual=True)
    assert (books.income().tax_rate, books.income().tax_kind) == (0, "E")


def test_no_entry_follows_a_category_that_is_chosen_or_changed_later(taxed: Books) -> None:
    fees = category(taxed)
    entry = taxed.expense(1_070)
    assert taxed.edit(entry, category=fees).tax_rate == 0
    other = taxed.expense(1_070, category=fees)
    taxed.edit(fees, tax_rate=TAX)
    assert taxed.fresh(other).tax_rate == SEVEN


def test_the_first_line_of_an_invoice_takes_it_and_later_ones_that_of_the_last(
    taxed: Books,
) -> None:
    design = taxed.make(Service, name="Design", rate=10_000)
    invoice = taxed.invoice()
    taxed.call(invoice, "add_service", design, ONE)
    line = newest(taxed)
    assert (line.tax_rate, taxed.fresh(invoice).total) == (TAX, 11_900)
    taxed.edit(line, tax_rate=SEVEN)
    taxed.call(invoice, "add_service", design, ONE)
    assert newest(taxed).tax_rate == SEVEN


def test_the_page_and_the_api_are_such_doors(taxed: Books) -> None:
    page = Browser()
    page.force_login(taxed.user)
    page.post("/transactions/", {**BOOKS, "category": str(category(taxed).pk), "tax_rate": ""})
    assert newest(taxed).tax_rate == SEVEN
    program = Browser(headers={"Authorization": f"Bearer {issued(taxed)}"})
    body = {**BOOKS, "category": str(taxed.all(Category)[-1].pk)}
    for sent, expected in (({}, "7"), ({"tax_rate": "5.5"}, "5.5")):
        asked = {**body, **sent}
        made = program.post("/api/v1/transactions", asked, content_type="application/json")
        assert made.json()["tax_rate"] == expected


def issued(books: Books) -> str:
    return ApiToken.issue(books.user, books.workspace)


def test_a_client_abroad_is_not_taxed_as_at_home(taxed: Books) -> None:
    assert taxed.income(client=taxed.client("Berta", country="FR")).tax_rate == TAX  # home unknown
    taxed.edit(taxed.workspace, country="DE")
    for country, rate in (("FR", 0), ("CH", 0), ("DE", TAX), ("", TAX)):
        client = taxed.client(f"Acme {country}", country=country)
        assert taxed.income(client=client).tax_rate == rate, country
        assert taxed.income(invoice=taxed.invoice(client=client)).tax_rate == rate, country
        typed = taxed.income(client=client, tax_rate=SEVEN)
        assert typed.tax_rate == SEVEN
