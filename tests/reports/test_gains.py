"""What came of exchange rates counts for the business alone, and leads to its payments."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.spans import Span
from freelancer_os.finance.models import Category
from freelancer_os.reports.entries import counted, entries
from freelancer_os.reports.forecast import Expected, expected
from freelancer_os.reports.profit import profit
from tests.books import Books

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
QUERY = {"date_from": "2026-01-01", "date_to": "2026-12-31", "of": "exchange"}

pytestmark = pytest.mark.django_db


def test_private_money_gains_and_loses_nothing(books: Books) -> None:
    bank = books.account()
    private = books.make(Category, name="Drawings", kind="expense", counts="private")
    for category, rate in ((private, 95 * 10**8), (None, 92 * 10**8)):
        entry = books.expense(
            100_000,
            currency="USD",
            exchange_rate=9 * 10**9,
            date=date(2026, 3, 1),
            category=category,
        )
        books.call(entry, "pay", bank, date(2026, 3, 5), rate)
    assert profit(books.workspace, YEAR, "accrual").result.exchange == -2_000
    assert [one.amount for one in entries(books.workspace, QUERY).entries] == [-2_000]
    assert counted(books.workspace, QUERY) == -2_000
    assert counted(books.workspace, {**QUERY, "counts": "private"}) == -5_000


@pytest.mark.parametrize("crossing", [{"kind": "expense"}, {"category": "none"}, {"of": "tax"}])
def test_of_a_client_there_is_the_income_alone(books: Books, crossing: dict[str, str]) -> None:
    client = str(books.client().pk)
    with pytest.raises(ValidationError, match="income alone"):
        entries(books.workspace, {"client": client, **crossing})


def test_what_is_expected_is_net_in_each_currency(books: Books) -> None:
    """238.00 EUR with 19 % and 50,000 JPY without tax, at 0.006 EUR."""
    due = date(2027, 2, 10)
    euros = books.invoice(due_date=due)
    books.income(20_000, tax_rate=190_000, invoice=euros)
    yen = books.invoice(due_date=due, currency="JPY")
    books.income(50_000, currency="JPY", exchange_rate=60_000_000, invoice=yen)
    for invoice in (euros, yen):
        books.call(invoice, "send")
    ahead = Span(date(2027, 1, 1), date(2027, 3, 31))
    assert expected(books.workspace, ahead) == {"2027-02": Expected(20_000 + 30_000)}
