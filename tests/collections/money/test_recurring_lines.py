"""The lines of what recurs as they are typed on a page: each stays what it was but for that."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.money.recurring import RECURRING
from freelancer_os.collections.money.repeats.recurring_lines import TYPED, TemplateLines
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Recurring
from tests.books import DAY, TAX, Books

FIELD = RECURRING.by_name["lines"]
assert isinstance(FIELD, TemplateLines)


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


Row = dict[str, str]


def _row(text: str, line: int | None = None) -> Row:
    """A row of the page: "Care | 3 | 50 | 19", drawn for a line."""
    cells = dict(zip(TYPED, (cell.strip() for cell in text.split("|")), strict=False))
    return cells if line is None else {**cells, "line": str(line)}


def _typed(books: Books, care: Recurring, *rows: Row) -> Recurring:
    lines = FIELD.typed(rows, Formats.of(books.workspace), care)
    return books.edit(care, lines=lines)


def test_what_is_not_typed_stays(books: Books, care: Recurring) -> None:
    formats = Formats.of(books.workspace)
    assert _typed(books, care, *FIELD.rows(care, formats)).lines == care.lines
    (line,) = _typed(books, care, _row("Care plan | 3 | 50 | 0", 0)).lines
    assert (line["description"], line["quantity"], line["unit"]) == ("Care plan", 30_000, "HUR")
    assert (line["tax_rate"], line["tax_category"]) == (0, "AE")


def test_another_rate_is_not_taxed_as_before(books: Books, care: Recurring) -> None:
    care = _typed(books, care, _row("Care | 2 | 50 | 19", 0), _row("Travel | 1 | 9.50 | "))
    assert [(one["tax_rate"], one["tax_category"]) for one in care.lines] == [
        (TAX, None),
        (0, None),
    ]
    rows = (_row("Travel | 1 | 9.50 | 7", 1), _row("|||"), _row("Care | 2 | 50 | 0 AE", 0))
    travel, kept = _typed(books, care, *rows).lines
    assert (travel["tax_rate"], kept["tax_category"], kept["unit"]) == (70_000, "AE", "HUR")


def test_what_is_wrong_is_told_at_its_input(books: Books, care: Recurring) -> None:
    with pytest.raises(ValidationError) as refused:
        _typed(books, care, _row("Care | x | 50 | 19", 0), _row("Travel | 1 | much | 19"))
    assert list(refused.value.message_dict) == ["quantity.0", "unit_price.1"]


def test_a_rate_that_does_not_fit_its_category_is_refused(books: Books, care: Recurring) -> None:
    with pytest.raises(ValidationError) as refused:
        books.edit(care, lines=[{**care.lines[0], "tax_rate": TAX}])
    assert list(refused.value.message_dict) == ["lines"]
