"""What an entry says of itself as a line of an invoice."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.models import Invoice, Transaction
from tests.books import DAY, LATER, TAX, Books, open_books
from tests.finance.oracle import Expected, rounded

pytestmark = pytest.mark.django_db
ONE = 10_000


def refused(books: Books, **values: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as found:
        books.income(**values)
    return dict(found.value.message_dict)


def line_of(books: Books, **values: Any) -> Transaction:
    """A line of quantity and price, no amount typed."""
    given = {"kind": "income", "date": DAY, "category": books.client_income}
    return books.make(Transaction, **given, **values)


def test_a_line_counts_pieces_unless_it_says_what(books: Books) -> None:
    assert books.income().unit == "C62"
    assert line_of(books, quantity=15_000, unit_price=80_00 * ONE, unit="HUR").unit == "HUR"
    assert list(refused(books, unit="XYZ")) == ["unit"]


def test_quantity_price_and_discount_make_the_amount(books: Books) -> None:
    line = line_of(books, quantity=25_000, unit_price=99_99 * ONE, discount_percent=125_000)
    assert line.amount == line.net == 218_73  # 249.975 less 12.5 %
    assert books.edit(line, discount_percent=0).amount == 249_98
    assert books.edit(line, discount_percent=10**6).amount == 0
    assert list(refused(books, discount_percent=10**6 + 1)) == ["discount_percent"]


def test_the_category_follows_from_the_rate_and_the_reason(books: Books) -> None:
    assert books.income(tax_rate=TAX).tax_kind == "S"
    assert books.income().tax_kind == "Z"
    assert books.income(exemption_reason="§ 19 UStG").tax_kind == "E"
    assert books.income(tax_category="AE").tax_kind == "AE"


@pytest.mark.parametrize("category", ["Z", "E", "AE", "K", "G", "O"])
def test_a_category_without_tax_has_no_rate(books: Books, category: str) -> None:
    found = refused(books, tax_category=category, tax_rate=TAX)
    assert list(found) == ["tax_category"]
    assert found["tax_category"][0].endswith("bears no tax. Set the tax rate to 0.")
    line = books.income(tax_category=category)
    with pytest.raises(ValidationError) as later:
        books.edit(line, tax_rate=TAX)
    assert list(later.value.message_dict) == ["tax_rate"]
    assert books.fresh(line).tax_rate == 0


def test_what_is_taxed_has_a_rate(books: Books) -> None:
    assert list(refused(books, tax_category="S")) == ["tax_category"]
    line = books.income(tax_category="S", tax_rate=TAX)
    with pytest.raises(ValidationError) as later:
        books.edit(line, tax_rate=0)
    assert later.value.message_dict == {
        "tax_rate": ["What is taxed has a rate above 0. Enter the tax rate."]
    }
    assert books.edit(line, tax_rate=0, tax_category="K").tax_kind == "K"


def test_the_database_holds_category_and_rate_together(books: Books) -> None:
    line = books.income(tax_category="AE")

    def past_the_rules(unit: Unit) -> None:
        row = unit.fresh(line)
        row.tax_rate = TAX
        row.save()

    with pytest.raises(ValidationError, match="does not fit the tax rate"):
        books.do(past_the_rules)


def test_a_service_period_does_not_end_before_it_begins(books: Books) -> None:
    line = books.income(service_from=DAY, service_to=LATER)
    assert books.edit(line, service_to=DAY).service_to == DAY
    with pytest.raises(ValidationError) as found:
        books.edit(line, service_from=LATER)
    assert found.value.message_dict == {
        "service_from": ["The service period begins on 15 Oct 2026 and cannot end on 1 Oct 2026."]
    }
    assert list(refused(books, service_from=LATER, service_to=DAY)) == ["service_to"]
    assert books.income(service_to=DAY).service_from is None


def test_lines_stand_by_position_then_by_date_then_the_oldest_first(books: Books) -> None:
    invoice = books.invoice()
    third = books.income(1, invoice=invoice)
    fourth = books.income(2, invoice=invoice, date=DAY + timedelta(days=1))
    second = books.income(3, invoice=invoice, position=2)
    first = books.income(4, invoice=invoice, position=1, date=LATER)
    found = books.do(lambda unit: [one.pk for one in unit.fresh(invoice).lines()])
    assert found == [first.pk, second.pk, third.pk, fourth.pk]


def test_a_copied_invoice_has_lines_that_say_the_same(books: Books) -> None:
    says: dict[str, Any] = {
        "quantity": 25_000,
        "unit": "DAY",
        "unit_price": 400_00 * ONE,
        "discount_percent": 50_000,
        "tax_category": "AE",
        "exemption_reason": "Reverse charge",
        "service_from": DAY,
        "service_to": LATER,
        "position": 3,
    }
    original = books.invoice()
    line_of(books, invoice=original, **says)

    def copy(unit: Unit) -> Invoice:
        made = Invoice(workspace=unit.workspace)
        made.edit({})
        made.follow_copied(unit.fresh(original))
        return made

    made = books.do(copy)
    line = Transaction.objects.of(books.workspace).get(invoice=made)
    assert {name: getattr(line, name) for name in says} == says
    assert line.amount == 950_00


LINE = st.fixed_dictionaries(
    {
        "quantity": st.integers(1, 100_000),
        "unit_price": st.integers(0, 10**9),
        "discount_percent": st.sampled_from([0, 0, 25_000, 333_333, 10**6]),
        "tax_rate": st.sampled_from([0, 55_000, 70_000, TAX]),
        "tax_included": st.booleans(),
    }
)


class LinesTest(TestCase):
    """In currencies of 0, 2 and 3 decimals."""

    @settings(max_examples=25, deadline=None)
    @given(st.sampled_from(["JPY", "EUR", "KWD"]), st.lists(LINE, min_size=1, max_size=5))
    def test_quantity_times_price_less_discount_with_tax_is_the_total(
        self, currency: str, lines: list[dict[str, Any]]
    ) -> None:
        books = open_books(currency=currency)
        invoice = books.invoice()
        for line in lines:
            line_of(books, invoice=invoice, **line)
        found = books.fresh(invoice)
        exact = [
            rounded(
                Fraction(line["quantity"] * line["unit_price"], ONE * ONE)
                * (1 - Fraction(line["discount_percent"], 10**6))
            )
            for line in lines
        ]
        entries = Transaction.objects.of(books.workspace).filter(invoice=invoice).order_by("id")
        assert [entry.amount for entry in entries] == exact
        assert found.net == sum(entry.net for entry in entries)
        assert found.total == found.net + found.tax
        state = books.state()
        assert Expected(books, state).problems(state) == []
