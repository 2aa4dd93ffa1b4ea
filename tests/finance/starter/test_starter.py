"""The starter set: what it has for a country, and what of it goes again."""

import pytest
from django.test import Client as Browser
from django.utils import translation

from freelancer_os.core.values.codes.countries import codes
from freelancer_os.finance.models import Category, TaxRate
from freelancer_os.finance.starter.removing import has_starter, remove_starter
from freelancer_os.finance.starter.starting import (
    add_starter,
    country_of,
    rates_of,
    starter,
)
from tests.books import Books, open_books

pytestmark = pytest.mark.django_db


def rates(books: Books) -> list[tuple[int, bool]]:
    return [(one.rate, one.usual) for one in books.all(TaxRate)]


def added(books: Books, country: str = "") -> Books:
    if country:
        books.do(lambda unit: unit.workspace.edit({"country": country}))
        books.workspace.refresh_from_db()
    add_starter(books.workspace, books.user)
    return books


def test_every_country_has_one_usual_rate() -> None:
    told = starter()
    assert set(told["rates"]) <= codes()
    assert set(told["reverse_charge"]["countries"]) <= set(told["rates"])
    for country, listed in told["rates"].items():
        found = list(rates_of(country))
        usual = [one["rate"] for one in found if one["usual"]]
        assert len(usual) == (0 if country in {"CA", "US"} else 1)
        assert len(found) == len(listed) + (country in told["reverse_charge"]["countries"])


def test_the_country_is_that_of_the_address_else_of_the_numbers() -> None:
    books = open_books(locale="de-AT")
    assert country_of(books.workspace) == "AT"
    assert rates(added(books, "FI"))[:2] == [(255_000, True), (135_000, False)]


def test_it_is_named_in_the_language_of_whoever_adds_it(books: Books) -> None:
    with translation.override("de"):
        added(books, "DE")
    assert "Reisen" in {str(one) for one in books.all(Category)}
    counts = {one.counts for one in books.all(Category)}
    assert counts == {"business", "sales_tax", "income_tax", "private"}


def test_what_is_there_stays_and_nothing_comes_twice(books: Books) -> None:
    books.make(TaxRate, name="Mine", rate=160_000, usual=True)
    travel = books.make(Category, name="TRAVEL", kind="expense")
    added(books, "DE")
    assert rates(books)[0] == (160_000, True)
    assert [is_usual for _, is_usual in rates(books)].count(True) == 1
    before = books.state()
    added(books)
    assert books.state() == before
    assert [one for one in books.all(Category) if one.folded == travel.folded] == [travel]


def test_what_was_not_used_or_changed_goes_in_one_change(books: Books) -> None:
    before = books.state()
    added(books, "DE")
    named = {one.name: one for one in books.all(Category)}
    office, travel = named["Office"], named["Travel"]
    books.edit(travel, colour="green")
    books.expense(1_190, category=office)
    there = books.state()
    remove_starter(books.workspace, books.user)
    assert {one.name for one in books.all(Category)} == {"Client", "Office", "Travel"}
    assert rates(books) == [(190_000, True)]
    assert has_starter(books.workspace)
    books.undo()
    assert books.state() == there
    for _ in range(3):
        books.undo()
    assert books.state() == before


def test_it_is_offered_in_the_settings_and_in_a_list_without_categories(books: Books) -> None:
    page = Browser()
    page.force_login(books.user)
    assert "/settings/starter/" in page.get("/categories/").content.decode()
    page.post("/settings/starter/")
    assert len(books.all(Category)) > 15
    assert "/settings/starter/" not in page.get("/categories/").content.decode()
    assert "/settings/starter/remove/" in page.get("/settings/").content.decode()
    page.post("/settings/starter/remove/")
    assert len(books.all(Category)) == 1
