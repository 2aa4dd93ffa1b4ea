"""Cash: what each payment brings of net and tax, by its day."""

from datetime import date

import pytest

from freelancer_os.core import check
from freelancer_os.core.models import TallyRow
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.models import Category, Invoice, Payment, Settlement
from freelancer_os.finance.periods import drafted, earned, exchanged, of_clients
from tests.books import DAY, Books

YEAR = Span(date(DAY.year, 1, 1), date(DAY.year, 12, 31))

pytestmark = pytest.mark.django_db


def sums(books: Books, span: Span, basis: str, kind: str = "income") -> tuple[int, int]:
    found = [one for one in earned(books.workspace, span, basis) if one.kind == kind]
    return sum(one.net for one in found), sum(one.tax for one in found)


def on(month: int, day: int = 5) -> date:
    return date(DAY.year, month, day)


def month(number: int) -> Span:
    return Span.months(on(number))


def test_parts_of_a_payment_add_up_to_the_entry(books: Books) -> None:
    """100.00 + 19 % in three parts: 33.33 settles 28.01 net, the last takes what is left."""
    bank = books.account()
    entry = books.income(10_000, tax_rate=190_000, date=on(1))
    for number, amount in ((2, 3_333), (3, 3_333), (4, 5_234)):
        books.make(Payment, transaction=entry, account=bank, amount=amount, date=on(number))
    found = [sums(books, month(number), "cash") for number in (1, 2, 3, 4)]
    assert found == [(0, 0), (2_801, 532), (2_801, 532), (4_398, 836)]
    assert sums(books, YEAR, "cash") == sums(books, YEAR, "accrual") == (10_000, 1_900)
    assert sums(books, month(1), "accrual") == (10_000, 1_900)


def test_days_at_the_ends_of_a_span(books: Books) -> None:
    bank = books.account()
    for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)):
        books.call(books.income(100, date=day), "pay", bank, day)
    for basis in ("accrual", "cash"):
        assert sums(books, Span(date(2026, 1, 31), date(2026, 4, 1)), basis) == (400, 0)
        assert sums(books, Span(date(2026, 2, 1), date(2026, 3, 31)), basis) == (200, 0)
        assert sums(books, Span(date(2026, 2, 2), date(2026, 3, 30)), basis) == (0, 0)
        assert sums(books, Span(date(2026, 3, 31), date(2026, 4, 1)), basis) == (200, 0)


def test_a_draft_is_earned_nowhere_until_it_is_sent(books: Books) -> None:
    client = books.client()
    invoice = books.billed(10_000, client=client)
    assert sums(books, YEAR, "accrual") == (0, 0)
    assert drafted(books.workspace, YEAR) == 10_000
    books.call(invoice, "send")
    assert sums(books, YEAR, "accrual") == (10_000, 0)
    assert drafted(books.workspace, YEAR) == 0
    assert of_clients(books.workspace, YEAR, "accrual") == {client.pk: 10_000}
    books.call(books.fresh(invoice), "void")
    assert sums(books, YEAR, "accrual") == (0, 0)


def test_the_amount_received_counts(books: Books) -> None:
    """1,000.00 USD booked at 0.90 are 900.00 EUR; 880.00 came in: a loss of 20.00."""
    bank = books.account()
    entry = books.income(100_000, currency="USD", exchange_rate=9 * 10**9, date=on(1))
    books.call(entry, "pay", bank, on(2), 88 * 10**8)
    assert sums(books, YEAR, "accrual") == (90_000, 0)
    assert sums(books, YEAR, "cash") == (88_000, 0)
    assert gains(books) == [(f"{DAY.year}-02", -2_000)]


def gains(books: Books) -> list[tuple[str, int]]:
    return [(one.month, one.gain) for one in exchanged(books.workspace, YEAR)]


def test_what_was_spent_for_more_is_a_loss(books: Books) -> None:
    bank = books.account()
    entry = books.expense(100_000, currency="USD", exchange_rate=9 * 10**9, date=on(1))
    books.call(entry, "pay", bank, on(2), 92 * 10**8)
    assert sums(books, YEAR, "cash", "expense") == (92_000, 0)
    assert gains(books) == [(f"{DAY.year}-02", -2_000)]


def test_withheld_tax_comes_in_with_the_payment(books: Books) -> None:
    """1,000.00 with 20 % withheld: 800.00 are paid, and the whole net is earned."""
    bank = books.account()
    invoice = books.billed(100_000, withholding_rate=200_000)
    books.call(invoice, "send")
    books.call(books.fresh(invoice), "pay", bank, None, on(3))
    assert sums(books, month(3), "cash") == (100_000, 0)


def test_a_settlement_moves_income_without_money(books: Books) -> None:
    """A credit note settles its invoice: nothing came in, and nothing is earned."""
    client = books.client()
    invoice = books.billed(10_000, client=client)
    books.call(invoice, "send")
    books.call(books.fresh(invoice), "credit")
    (note,) = (one for one in books.all(Invoice) if one.kind == "credit_note")
    books.call(note, "send")
    assert books.all(Settlement)
    assert sums(books, YEAR, "cash") == (0, 0)
    assert sums(books, YEAR, "accrual") == (0, 0)


def test_another_category_takes_its_shares_along(books: Books) -> None:
    bank = books.account()
    entry = books.expense(5_000, account=bank)
    food = books.make(Category, name="Food", kind="expense")
    books.edit(entry, category=food)
    found = {one.category: one.net for one in earned(books.workspace, YEAR, "cash")}
    assert {pk: net for pk, net in found.items() if net} == {food.pk: 5_000}


def test_all_of_it_is_checked(books: Books, spoiling: None) -> None:
    books.expense(5_000, account=books.account())
    assert not [one for one in check.run([books.workspace]) if one.faults]
    TallyRow.objects.filter(name="cash_months").update(beside=1)
    assert [one for one in check.run([books.workspace]) if one.faults]
