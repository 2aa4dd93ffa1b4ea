"""The lines of what recurs as they are typed on a page: each stays what it was but for that."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.money.recurring import RECURRING
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Recurring
from tests.books import DAY, TAX, Books

FIELD = RECURRING.by_name["lines"]


@pytest.fixture
def care(books: Books) -> Recurring:
    line = {"description": "Care", "quantity": 20_000, "unit": "HUR", "unit_price": 50_000_000}
    return books.make(
        Recurring,
        kind="income",
        posts_as="draft",
        client=books.client(),
        start_date=DAY,
        lines=[{**line, "tax_rate": 0, "tax_category": "AE"}],
    )


def _typed(books: Books, care: Recurring, text: str) -> Recurring:
    lines = FIELD.parse(text, Formats.of(books.workspace), {}, care)
    return books.edit(care, lines=lines)


def test_what_is_not_typed_stays(books: Books, care: Recurring) -> None:
    formats = Formats.of(books.workspace)
    assert _typed(books, care, FIELD.raw(care, formats)).lines == care.lines
    (line,) = _typed(books, care, "Care plan | 3 | 50").lines
    assert (line["description"], line["quantity"], line["unit"]) == ("Care plan", 30_000, "HUR")
    assert (line["tax_rate"], line["tax_category"]) == (0, "AE")


def test_another_rate_is_not_taxed_as_before(books: Books, care: Recurring) -> None:
    care = _typed(books, care, "Care | 2 | 50 | 19\nTravel | 1 | 9.50 | ")
    assert [(one["tax_rate"], one["tax_category"]) for one in care.lines] == [
        (TAX, None),
        (0, None),
    ]
    (care_line, travel) = _typed(books, care, "Care | 2 | 50 | \nTravel | 1 | 9.50 | 7").lines
    assert (care_line["tax_rate"], travel["tax_rate"]) == (0, 70_000)


@pytest.mark.parametrize("text", ["Care", "Care | x | 50 | 19", "Care | 1 | 2 | 3 | 4"])
def test_what_is_no_line_is_refused(books: Books, care: Recurring, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _typed(books, care, text)
    assert list(refused.value.message_dict) == ["lines"]


def test_a_rate_that_does_not_fit_its_category_is_refused(books: Books, care: Recurring) -> None:
    with pytest.raises(ValidationError) as refused:
        books.edit(care, lines=[{**care.lines[0], "tax_rate": TAX}])
    assert list(refused.value.message_dict) == ["lines"]
