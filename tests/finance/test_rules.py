"""What holds between rows of finance, asked of rows that no `edit` has seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.models import Category, Invoice, Payment, Transaction
from freelancer_os.finance.rules import refuse_contradictions
from tests.books import DAY, Books


@pytest.fixture
def kept(books: Books) -> dict[str, Any]:
    """Rows between which everything holds."""
    account, client = books.account(), books.client()
    invoice, other = books.invoice(client=client), books.invoice(currency="USD")
    line = books.income(10_000, invoice=invoice, description="Line")
    expense = books.expense(500, account=account, description="Paper")
    return {
        "account": account,
        "invoice": invoice,
        "dollars": other,
        "line": line,
        "expense": expense,
        "paid": books.payments(expense)[0],
        "fees": books.make(Category, name="Fees", kind="expense"),
        "interest": books.make(Category, name="Interest", kind="income"),
    }


def write(unit: Unit, record: Any, **values: Any) -> None:
    """Set columns past every rule, as an undo puts them back."""
    row = unit.fresh(record)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


Break = Callable[[Unit, dict[str, Any]], None]
BREAKS: dict[str, tuple[Break, str]] = {
    "a line in another currency than its invoice": (
        lambda unit, k: write(unit, k["line"], currency="USD", exchange_rate=10**10),
        "Line is in USD, and its invoice is not.",
    ),
    "an invoice in another currency than its lines": (
        lambda unit, k: write(unit, k["invoice"], currency="USD"),
        "Line is in EUR, and its invoice is not.",
    ),
    "a line that moves to an invoice in another currency": (
        lambda unit, k: write(unit, k["line"], invoice=k["dollars"]),
        "Line is in EUR, and its invoice is not.",
    ),
    "an expense in a category of income": (
        lambda unit, k: write(unit, k["expense"], category=k["interest"]),
        "Paper has a category of the other kind.",
    ),
    "linked income of no category": (
        lambda unit, k: write(unit, k["line"], category=None),
        "Line is linked, but is not income in the client category.",
    ),
    "linked income of another category": (
        lambda unit, k: write(unit, k["line"], category=k["interest"]),
        "Line is linked, but is not income in the client category.",
    ),
    "an expense that flows in": (
        lambda unit, k: write(unit, k["paid"], origin="typed", flow=500),
        "Paper was made for what was recorded then.",
    ),
    "an amount that settles another one in the same currency": (
        lambda unit, k: write(unit, k["paid"], origin="typed", amount=499, flow=-499),
        "Paper was made for what was recorded then.",
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_contradicts_is_named_in_a_sentence(
    what: str, books: Books, kept: dict[str, Any]
) -> None:
    spoil, sentence = BREAKS[what]
    before = books.state()

    def asked(unit: Unit) -> None:
        spoil(unit, kept)
        settle(unit)
        refuse_contradictions(unit)

    with pytest.raises(ValidationError) as refused:
        books.do(asked)
    (told,) = refused.value.messages
    if "was made for" in sentence:
        assert told.endswith("was made for what was recorded then.")
    else:
        assert told == sentence
    assert books.state() == before


def test_a_payment_on_a_void_invoice_contradicts(books: Books, kept: dict[str, Any]) -> None:
    books.make(Payment, transaction=kept["line"], account=kept["account"], amount=1, date=DAY)

    def asked(unit: Unit) -> None:
        write(unit, kept["invoice"], status="void", number="2026-001", was_sent=True)
        settle(unit)
        refuse_contradictions(unit)

    before = books.state()
    with pytest.raises(ValidationError, match="Line has a payment, and its invoice is void"):
        books.do(asked)
    assert books.state() == before


def test_what_holds_is_let_through_whatever_was_written(books: Books, kept: dict[str, Any]) -> None:
    def asked(unit: Unit) -> None:
        for name in ("line", "expense"):
            write(unit, kept[name], note="Seen")
        write(unit, kept["invoice"], note="Seen")
        write(unit, kept["fees"], name="Charges")
        settle(unit)
        refuse_contradictions(unit)

    books.do(asked)
    assert {row.note for row in books.all(Transaction)} == {"Seen"}


def test_rows_that_nobody_wrote_are_not_asked_about(
    books: Books, kept: dict[str, Any], django_assert_num_queries: Any
) -> None:
    def asked(unit: Unit) -> None:
        client = books.all(type(kept["invoice"].client))[0]
        write(unit, client, company="Acme Ltd")
        settle(unit)
        with django_assert_num_queries(0):
            refuse_contradictions(unit)

    books.do(asked)
    assert books.all(Invoice)[0].status == "draft"
