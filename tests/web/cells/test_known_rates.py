"""Where a tax rate is typed the known ones are offered, and any other may be typed."""

import re
from uuid import UUID

from django.test import Client as Browser

from freelancer_os.finance.models import Category, TaxRate, Transaction
from tests.books import TAX, Books


def test_known_rates_are_offered_and_what_is_typed_wins(books: Books) -> None:
    page = Browser()
    page.force_login(books.user)
    books.make(TaxRate, name="Standard", rate=TAX, usual=True)
    books.make(TaxRate, name="Abroad", rate=0, tax_category="AE")
    books.make(TaxRate, name="Old", rate=160_000, archived=True)
    entry = books.income(tax_rate=0)
    address = f"/transactions/{entry.pk}/cell/tax_rate/"
    offered = page.get(address).content.decode()
    assert 'data-value="19 *"' in offered
    assert "Standard" in offered
    assert "Old" not in offered
    for typed, expected in (("stand", TAX), ("1", 10_000), ("7.5", 75_000)):
        page.post(address, {"typed": typed})
        assert books.fresh(entry).tax_rate == expected
    page.post(address, {"value": "0 AE"})
    assert (books.fresh(entry).tax_rate, books.fresh(entry).tax_category) == (0, "AE")
    page.post(address, {"typed": "19"})
    assert (books.fresh(entry).tax_rate, books.fresh(entry).tax_category) == (TAX, None)
    page.post(address, {"typed": "7.5"})
    refused = page.post(address, {"typed": "much"}, headers={"HX-Request": "true"})
    assert (refused.status_code, books.fresh(entry).tax_rate) == (422, 75_000)
    assert "number like" in refused.content.decode()


def test_the_form_of_a_line_offers_them_and_says_what_it_takes(books: Books) -> None:
    page = Browser()
    page.force_login(books.user)
    books.make(TaxRate, name="Standard", rate=TAX, usual=True)
    form = page.get(f"/transactions/new/?invoice={books.invoice().pk}").content.decode()
    assert '<option value="19">' in form
    assert 'placeholder="19%"' in form


def test_of_a_client_abroad_a_line_asks_for_its_rate(books: Books) -> None:
    page = Browser()
    page.force_login(books.user)
    books.edit(books.workspace, country="DE")
    books.make(TaxRate, name="Standard", rate=TAX, usual=True)
    books.make(TaxRate, name="Reverse charge", rate=0, tax_category="AE")
    invoice = books.invoice(client=books.client(country="FR"))
    form = page.get(f"/transactions/new/?invoice={invoice.pk}").content.decode()
    rate = form[form.index('name="tax_rate"') :].partition(">")[0]
    assert "required" in rate and "placeholder" not in rate
    assert re.search('<option value="0 AE">.*Reverse charge</option>', form)
    given = {"kind": "income", "category": str(category(books)), "amount": "10"}
    given |= {"invoice": str(invoice.pk), "date": "2026-05-04", "tax_rate": "0 AE"}
    page.post("/transactions/", given)
    (line,) = books.all(Transaction)
    assert (line.tax_rate, line.tax_category) == (0, "AE")


def category(books: Books) -> UUID:
    """That of clients' income."""
    return Category.objects.of(books.workspace).get(is_client=True).pk


def test_categories_are_offered_in_their_colours_and_archived_ones_not_at_all(
    books: Books,
) -> None:
    page = Browser()
    page.force_login(books.user)
    books.make(Category, name="Travel", kind="expense", colour="rose")
    books.make(Category, name="Gone", kind="expense", archived=True)
    entry = books.expense()
    cell = f"/transactions/{entry.pk}/cell/category/"
    form = "/transactions/controls/targets/category/?new=1&kind=expense"
    for address in (cell, form):
        offered = page.get(address).content.decode()
        assert '<span class="tag tag-rose">Travel</span>' in offered
        assert "Gone" not in offered
