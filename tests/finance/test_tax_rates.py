"""Tax rates as a list: one is usual, and what is booked never follows it."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.finance.models import TaxRate
from tests.books import DAY, TAX, Books


def rate(books: Books, **values: object) -> TaxRate:
    return books.make(TaxRate, **{"name": "Standard", "rate": TAX, **values})


def test_one_is_usual_and_undo_gives_it_back(books: Books) -> None:
    first, other = rate(books, usual=True), rate(books, name="Reduced", rate=70_000)
    books.edit(other, usual=True)
    assert [books.fresh(one).usual for one in (first, other)] == [False, True]
    books.undo()
    assert [books.fresh(one).usual for one in (first, other)] == [True, False]
    books.redo()
    assert not books.edit(other, archived=True).usual
    with pytest.raises(ValidationError) as refused:
        books.edit(other, usual=True)
    assert list(refused.value.message_dict) == ["usual"]


def test_the_tax_category_fits_the_rate(books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        rate(books, tax_category="AE")
    assert list(refused.value.message_dict) == ["tax_category"]
    exempt = rate(books, name="Exempt", rate=0, tax_category="E")
    with pytest.raises(ValidationError) as refused:
        books.edit(exempt, rate=TAX)
    assert list(refused.value.message_dict) == ["rate"]


def test_entries_keep_the_number_that_they_bear(books: Books) -> None:
    usual = rate(books, usual=True)
    entry = books.income(10_000, date=DAY)
    assert (entry.tax_rate, entry.tax) == (TAX, 1_900)
    before = books.fresh(entry).values()
    books.edit(usual, rate=200_000)
    books.remove(usual)
    assert books.fresh(entry).values() == before
