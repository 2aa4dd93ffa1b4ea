"""Sentences of somebody whose books hold the starter set and nothing else."""

import pytest

from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Category
from freelancer_os.quick.asked import Reading
from freelancer_os.quick.reading import read
from tests.books import Books


@pytest.fixture
def formats(books: Books) -> Formats:
    for name in ("Bank fees", "Office"):
        books.make(Category, name=name, kind="expense")
    return Formats.of(books.workspace)


def first(formats: Formats, text: str, **answers: str) -> Reading:
    (reading, *_others) = read(formats, text, answers)
    return reading


@pytest.mark.parametrize("text", ["1200 acme logo paid bank yesterday", "1200 bank", "1200 fees"])
def test_half_the_name_of_a_category_says_neither_income_nor_expense(
    formats: Formats, text: str
) -> None:
    assert "kind" in {part.name for part in first(formats, text).asks}


@pytest.mark.parametrize("text", ["12 bank fees", "12 office", "-12 bank", "12 spent bank"])
def test_all_of_it_does(formats: Formats, text: str) -> None:
    reading = first(formats, text)
    assert (reading.makes, reading.asks) == ("expense", [])


def test_what_is_paid_without_any_account_is_asked(books: Books, formats: Formats) -> None:
    text = "1200 logo paid bank"
    reading = first(formats, text, kind="income")
    (asked,) = reading.asks
    assert (asked.name, [one.value for one in asked.options]) == ("account", [""])
    assert "category" not in reading.values
    reading = first(formats, text, kind="income", account="")
    assert (reading.asks, reading.values["description"]) == ([], "logo bank")
