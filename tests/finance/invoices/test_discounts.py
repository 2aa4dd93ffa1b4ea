"""The discount of a whole invoice, kept as lines."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.audit import run
from freelancer_os.finance.invoices.discounts import taken_off
from freelancer_os.finance.models import Invoice, Payment, Transaction
from tests.books import DAY, TAX, Books, open_books
from tests.finance.oracle import Expected, rules_broken

pytestmark = pytest.mark.django_db
TENTH = 100_000  # 10 %


def discounts(books: Books, invoice: Invoice) -> list[Transaction]:
    rows = Transaction.objects.of(books.workspace).filter(invoice=invoice, is_discount=True)
    return list(rows.order_by("-tax_rate", "tax_category"))


def assert_right(books: Books) -> None:
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []
    assert [fault for one in run() for fault in one.faults] == []


def test_a_discount_is_one_negative_line_per_tax_category_and_rate(books: Books) -> None:
    invoice = books.invoice(discount_percent=TENTH)
    books.income(100_00, tax_rate=TAX, invoice=invoice)
    books.income(50_00, tax_rate=TAX, invoice=invoice)
    books.income(30_00, tax_rate=70_000, invoice=invoice)
    books.income(20_00, tax_category="AE", exemption_reason="§ 13b", invoice=invoice)
    books.income(10_00, tax_category="G", invoice=invoice)
    found = [(one.amount, one.tax_rate, one.tax_category) for one in discounts(books, invoice)]
    assert found == [
        (-15_00, TAX, None),
        (-3_00, 70_000, None),
        (-2_00, 0, "AE"),
        (-1_00, 0, "G"),
    ]
    assert discounts(books, invoice)[2].exemption_reason == "§ 13b"
    found_invoice = books.fresh(invoice)
    assert found_invoice.net == 189_00
    assert found_invoice.tax == 25_65 + 1_89  # 19 % of 135, 7 % of 27
    assert_right(books)


def test_an_amount_is_spread_and_never_more_than_there_is(books: Books) -> None:
    invoice = books.invoice(discount=1_00)
    first = books.income(1_00, tax_rate=TAX, invoice=invoice)
    books.income(2_00, tax_rate=70_000, invoice=invoice)
    assert [one.amount for one in discounts(books, invoice)] == [-33, -67]
    assert books.fresh(invoice).net == 2_00
    books.edit(invoice, discount=500_00)
    assert books.fresh(invoice).total == 0
    books.remove(first)
    assert [one.amount for one in discounts(books, invoice)] == [-2_00]
    assert_right(books)


@given(st.lists(st.integers(-(10**6), 10**6), max_size=6), st.integers(0, 10**7))
def test_what_an_amount_takes_off_is_all_of_it_or_all_there_is(
    amounts: list[int], discount: int
) -> None:
    found = taken_off(amounts, discount, 0)
    assert sum(found) == (min(discount, sum(amounts)) if sum(amounts) > 0 else 0)


def test_lines_that_change_take_their_discount_along(books: Books) -> None:
    invoice = books.invoice(discount_percent=TENTH)
    assert discounts(books, invoice) == []
    line = books.income(100_00, tax_rate=TAX, invoice=invoice)
    [kept] = discounts(books, invoice)
    books.edit(line, amount=200_00)
    assert books.fresh(kept).amount == -20_00
    books.edit(invoice, discount_percent=0)
    assert discounts(books, invoice) == []
    assert books.fresh(invoice).net == 200_00
    books.undo()
    assert [one.pk for one in discounts(books, invoice)] == [kept.pk]
    books.undo()
    assert books.fresh(kept).amount == -10_00
    books.undo()
    assert discounts(books, invoice) == []
    assert_right(books)
    for _ in range(3):
        books.redo()
    assert discounts(books, invoice) == []
    assert books.fresh(invoice).net == 200_00
    assert_right(books)


def test_a_discount_line_is_not_edited_or_deleted_by_hand(books: Books) -> None:
    invoice = books.invoice(discount_percent=TENTH)
    books.income(100_00, invoice=invoice)
    [kept] = discounts(books, invoice)
    for values in ({"amount": -5_00}, {"tax_rate": TAX}, {"invoice": None}, {"date": None}):
        with pytest.raises(ValidationError):
            books.edit(kept, **values)
    with pytest.raises(ValidationError, match="Change the discount there"):
        books.remove(kept)
    assert books.edit(kept, amount=-10_00).amount == -10_00
    assert_right(books)


def test_a_discount_has_the_links_that_all_its_lines_have(books: Books) -> None:
    client = books.client()
    invoice = books.invoice(client=client, discount_percent=TENTH)
    books.income(100_00, invoice=invoice)
    assert discounts(books, invoice)[0].client == client
    assert books.fresh(client).invoice_amount == 90_00
    other = books.client("Beta")
    books.edit(invoice, client=other, with_linked=True)
    assert books.fresh(client).invoice_amount == 0
    assert books.fresh(other).invoice_amount == 90_00
    assert_right(books)


def test_it_goes_with_the_draft_and_leaves_no_income_behind(books: Books) -> None:
    invoice = books.invoice(discount_percent=TENTH)
    line = books.income(100_00, invoice=invoice)
    books.remove(invoice)
    assert [one.pk for one in books.all(Transaction)] == [line.pk]
    assert_right(books)
    books.undo()
    assert books.fresh(invoice).net == 90_00
    assert_right(books)


def test_a_line_that_leaves_takes_its_part_of_the_discount(books: Books) -> None:
    invoice, account = books.invoice(discount_percent=TENTH), books.account()
    line = books.income(100_00, invoice=invoice)
    books.edit(invoice, status="paid", account=account)
    assert books.fresh(account).balance == 90_00
    books.edit(line, invoice=None)
    assert discounts(books, invoice) == []
    assert books.fresh(account).balance == 100_00
    assert len(books.all(Payment)) == 1
    assert_right(books)


def test_a_person_is_asked_before_what_was_sent_gets_a_discount(books: Books) -> None:
    invoice = books.invoice()
    books.income(100_00, invoice=invoice)
    books.call(invoice, "send")

    def discount(unit: Unit) -> None:
        unit.asks = True
        unit.fresh(invoice).edit({"discount": 10_00})

    with pytest.raises(Conflict, match=r"came to €100\.00 and would come to €90\.00"):
        books.do(discount)


def test_the_newer_of_amount_and_percentage_counts(books: Books) -> None:
    invoice = books.invoice(discount=10_00)
    assert books.edit(invoice, discount_percent=TENTH).discount == 0
    assert books.edit(invoice, discount=5_00).discount_percent == 0
    with pytest.raises(ValidationError, match="as an amount or in per cent"):
        books.edit(invoice, discount=5_00, discount_percent=TENTH)
    with pytest.raises(ValidationError) as refused:
        books.edit(invoice, discount=-1)
    assert list(refused.value.message_dict) == ["discount"]


def test_a_copy_has_a_discount_of_its_own(books: Books) -> None:
    invoice = books.invoice(discount_percent=TENTH)
    books.income(100_00, tax_rate=TAX, invoice=invoice)

    def copy(unit: Unit) -> Invoice:
        made = Invoice(workspace=unit.workspace)
        made.edit({"discount_percent": TENTH})
        made.follow_copied(unit.fresh(invoice))
        return made

    made = books.do(copy)
    assert len(discounts(books, made)) == 1
    assert books.fresh(made).total == books.fresh(invoice).total == 107_10
    assert_right(books)


LINE = st.fixed_dictionaries(
    {
        "amount": st.integers(0, 10**6),
        "tax_rate": st.sampled_from([0, 70_000, TAX]),
        "tax_included": st.booleans(),
    }
)


class DiscountsTest(TestCase):
    """Lines less the discount, with tax, are what the invoice comes to; in any currency."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.sampled_from(["JPY", "EUR", "KWD"]),
        st.lists(LINE, min_size=1, max_size=4),
        st.integers(0, 10**6),
        st.sampled_from([0, 0, 33_333, TENTH, 10**6]),
        st.data(),
    )
    def test_lines_less_discount_are_the_total(
        self, currency: str, lines: list[dict[str, Any]], off: int, percent: int, data: Any
    ) -> None:
        books = open_books(currency=currency)
        head = {"discount_percent": percent} if percent else {"discount": off}
        invoice = books.invoice(**head)
        made = [books.income(invoice=invoice, date=DAY, **line) for line in lines]
        changed = data.draw(st.integers(0, 10**6))
        books.edit(made[0], amount=changed)
        assert_right(books)
        found = books.fresh(invoice)
        typed = changed + sum(line["amount"] for line in lines[1:])
        taken = -sum(one.amount for one in discounts(books, invoice))
        if not percent:
            assert taken == min(off, typed)
        assert found.total >= 0
        books.undo()
        assert_right(books)
