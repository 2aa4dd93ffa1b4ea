"""Fields of numbers, as they are shown and typed."""

import pytest

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.engine.formats import Formats
from tests.books import TAX, Books, open_books


@pytest.mark.parametrize(
    ("locale", "shown", "typed"),
    [
        ("en-US", "19%", "7.5%"),
        ("de-DE", "19\u00a0%", "7,5 %"),
        ("tr-TR", "%19", "%7,5"),
    ],
)
def test_a_rate_is_shown_and_typed_with_its_sign(
    db: None, locale: str, shown: str, typed: str
) -> None:
    books: Books = open_books(currency="EUR", locale=locale)
    entry, rate = books.income(tax_rate=TAX), TRANSACTIONS.by_name["tax_rate"]
    formats = Formats.of(books.workspace)
    assert rate.shown(entry, formats) == shown
    assert rate.parse(typed, formats, {}, entry) == 75_000
