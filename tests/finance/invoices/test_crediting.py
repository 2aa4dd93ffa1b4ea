"""Credit notes: what they take back, and that with the invoice they come to nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from freelancer_os.core.models import TallyRow
from freelancer_os.finance.invoices.crediting import CreditPart
from freelancer_os.finance.models import Invoice, Payment, Transaction
from freelancer_os.projects.models import Project
from tests.books import DAY, TAX, Books, open_books
from tests.finance.oracle import Expected, rules_broken

pytestmark = pytest.mark.django_db
ONE = 10_000


def assert_right(books: Books) -> None:
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []


def sent(books: Books, *amounts: int, **values: Any) -> tuple[Invoice, list[Transaction]]:
    """A sent invoice with a line for each amount, all taxed."""
    invoice = books.invoice(**values)
    lines = [books.income(amount, tax_rate=TAX, invoice=invoice) for amount in amounts]
    return books.call(invoice, "send"), lines


def credited(books: Books, invoice: Invoice, *parts: CreditPart) -> Invoice:
    made = books.do(lambda unit: unit.fresh(invoice).credit(list(parts) or None))
    return books.fresh(made)


def lines_of(books: Books, invoice: Invoice) -> list[Transaction]:
    return list(Transaction.objects.of(books.workspace).filter(invoice=invoice).order_by("id"))


def refused(books: Books, invoice: Invoice, *parts: CreditPart) -> str:
    with pytest.raises(ValidationError) as found:
        credited(books, invoice, *parts)
    assert list(found.value.message_dict) == ["lines"]
    return str(found.value.messages[0])


def test_a_credit_note_is_a_draft_that_takes_all_back_with_tax_and_links(books: Books) -> None:
    client = books.client()
    project = books.make(Project, name="Site", client=client)
    invoice = books.invoice(
        client=client, reference="PO 7", language="de", service_from=DAY, withholding_rate=TAX
    )
    given: dict[str, Any] = {"quantity": 25_000, "unit_price": 99_99 * ONE, "unit": "HUR"}
    books.make(
        Transaction,
        kind="income",
        date=DAY,
        category=books.client_income,
        invoice=invoice,
        project=project,
        tax_rate=TAX,
        discount_percent=50_000,
        **given,
    )
    books.income(20_00, tax_category="AE", exemption_reason="§ 13b", invoice=invoice)
    books.call(invoice, "send")
    note, whole = credited(books, invoice), books.fresh(invoice)
    assert (note.kind, note.status, note.number) == ("credit_note", "draft", None)
    assert (note.credits, note.client, note.reference) == (invoice, client, "PO 7")
    assert (note.language, note.service_from) == ("de", DAY)
    assert (note.net, note.tax, note.total) == (-whole.net, -whole.tax, -whole.total)
    assert note.withheld == -whole.withheld
    first, second = lines_of(books, note)
    assert (first.quantity, first.unit, first.unit_price) == (-25_000, "HUR", 99_99 * ONE)
    assert (first.project, first.tax_rate, first.date) == (project, TAX, books.workspace.today)
    assert (second.tax_category, second.exemption_reason) == ("AE", "§ 13b")
    assert books.fresh(client).invoice_amount == books.fresh(project).invoiced == 0
    assert books.edit(note, status="sent", issue_date=DAY).number == "CN-2026-001"
    assert not TallyRow.objects.filter(name="to_be_paid").exclude(amount=0).exists()
    assert_right(books)


def test_a_part_is_a_quantity_or_an_amount(books: Books) -> None:
    invoice, [line, other] = sent(books, 100_00, 50_00)
    note = credited(books, invoice, CreditPart(line.pk, amount=30_00), CreditPart(other.pk))
    assert [one.amount for one in lines_of(books, note)] == [-30_00, -50_00]
    assert note.total == -95_20
    rest = credited(books, invoice)
    assert [one.amount for one in lines_of(books, rest)] == [-70_00]
    assert refused(books, invoice).endswith("is credited in full.")
    assert_right(books)


def test_hours_are_credited_by_the_hour(books: Books) -> None:
    invoice = books.invoice()
    given: dict[str, Any] = {"kind": "income", "date": DAY, "category": books.client_income}
    line = books.make(
        Transaction, **given, invoice=invoice, quantity=80_000, unit_price=90_00 * ONE, unit="HUR"
    )
    books.call(invoice, "send")
    [back] = lines_of(books, credited(books, invoice, CreditPart(line.pk, quantity=15_000)))
    assert (back.quantity, back.unit, back.amount) == (-15_000, "HUR", -135_00)
    assert refused(books, invoice, CreditPart(line.pk, quantity=65_001)).startswith("Of “Income”")


def test_no_more_is_credited_than_is_left(books: Books) -> None:
    invoice, [line] = sent(books, 100_00)
    for amount in (100_01, 0, -1):
        said = refused(books, invoice, CreditPart(line.pk, amount=amount))
        assert said == "Of “Income” €100.00 are left to be credited."
    note = credited(books, invoice, CreditPart(line.pk, amount=60_00))
    assert "€40.00" in refused(books, invoice, CreditPart(line.pk, amount=40_01))
    books.remove(note)
    for left in books.all(Transaction):
        if left.amount < 0:
            books.remove(left)
    assert credited(books, invoice).net == -100_00


def test_what_a_void_credit_note_took_back_is_left_again(books: Books) -> None:
    invoice, [_line] = sent(books, 100_00)
    note = credited(books, invoice)
    books.call(note, "send")
    books.call(note, "void")
    assert credited(books, invoice).net == -100_00
    assert_right(books)


def test_only_lines_of_an_invoice_that_was_sent_are_credited(books: Books) -> None:
    draft = books.invoice()
    books.income(100_00, invoice=draft)
    assert refused(books, draft) == "Only an invoice that has been sent is credited."
    invoice, [line] = sent(books, 100_00)
    stranger = books.income(5_00)
    assert "Name lines of" in refused(books, invoice, CreditPart(stranger.pk))
    assert "each once" in refused(books, invoice, CreditPart(line.pk), CreditPart(line.pk))
    note = credited(books, invoice)
    books.call(note, "send")
    assert refused(books, note) == "Only an invoice that has been sent is credited."
    form = books.invoice(kind="pro_forma")
    books.income(1_00, invoice=form)
    assert "has been sent" in refused(books, books.call(form, "send"))


def test_a_part_takes_its_part_of_the_discount_back(books: Books) -> None:
    invoice, [first, second, third] = sent(books, 33_33, 33_33, 33_34, discount=10_00)
    notes = [credited(books, invoice, CreditPart(one.pk)) for one in (first, second, third)]
    assert [note.net for note in notes] == [-30_00, -29_99, -30_01]
    assert sum(note.net for note in notes) == -books.fresh(invoice).net
    assert refused(books, invoice).endswith("is credited in full.")
    discount = next(one for one in lines_of(books, invoice) if one.is_discount)
    assert "Name lines of" in refused(books, invoice, CreditPart(discount.pk))
    assert_right(books)


def test_in_another_currency_nothing_is_left_in_base_currency(books: Books) -> None:
    client = books.client()
    invoice = books.invoice(client=client, currency="USD")
    books.income(333, currency="USD", exchange_rate=9_123_456_789, invoice=invoice, tax_rate=TAX)
    books.call(invoice, "send")
    note = credited(books, invoice)
    assert note.base_total == -books.fresh(invoice).base_total
    assert books.fresh(client).invoice_total == 0
    assert_right(books)


def test_money_is_paid_back_on_a_credit_note(books: Books) -> None:
    account = books.account()
    invoice, _lines = sent(books, 100_00)
    books.edit(invoice, status="paid", account=account)
    note = books.call(credited(books, invoice), "send")
    books.do(lambda unit: unit.fresh(note).pay(account, 19_00))
    assert books.fresh(account).balance == 100_00
    assert books.fresh(note).outstanding == -100_00
    paid = books.edit(note, status="paid", account=account)
    assert (paid.state, paid.outstanding, books.fresh(account).balance) == ("paid", 0, 0)
    assert_right(books)
    books.edit(note, status="sent")
    assert books.fresh(note).outstanding == -100_00
    assert_right(books)


def test_undo_takes_a_credit_note_back_whole(books: Books) -> None:
    invoice, _lines = sent(books, 100_00, 50_00)
    before = books.state()
    credited(books, invoice)
    books.undo()
    assert books.state() == before
    books.redo()
    assert len(books.all(Invoice)) == 2
    assert_right(books)


# Part payments


def test_a_part_is_spread_over_the_lines_as_one_receipt(books: Books) -> None:
    account = books.account()
    invoice, lines = sent(books, 10_00, 20_00, 30_01)
    later = DAY + timedelta(days=3)
    books.do(lambda unit: unit.fresh(invoice).pay(account, 10_00, later))
    payments = [books.payments(line)[0] for line in lines]
    assert [one.amount for one in payments] == [1_67, 3_33, 5_00]
    assert len({one.receipt for one in payments} - {None}) == 1
    assert {one.date for one in payments} == {later}
    found = books.fresh(invoice)
    assert (found.state, found.paid, found.outstanding) == ("sent", 10_00, found.total - 10_00)
    books.edit(invoice, status="paid", account=account)
    assert books.fresh(account).balance == found.total
    assert len({one.receipt for one in books.all(Payment)}) == 2
    books.edit(invoice, status="sent")
    assert books.fresh(invoice).paid == 10_00
    assert_right(books)


def test_a_part_sends_a_draft_and_nothing_is_refused(books: Books) -> None:
    account, invoice = books.account(), books.invoice()
    books.income(100_00, invoice=invoice)
    for amount in (0, -1):
        with pytest.raises(ValidationError) as found:
            books.do(lambda unit, amount=amount: unit.fresh(invoice).pay(account, amount))
        assert list(found.value.message_dict) == ["amount"]
        assert "above zero" in found.value.messages[0]
    assert books.fresh(invoice).status == "draft"
    books.do(lambda unit: unit.fresh(invoice).pay(account, 40_00))
    assert (books.fresh(invoice).status, books.fresh(invoice).outstanding) == ("sent", 60_00)
    books.do(lambda unit: unit.fresh(invoice).pay(account, 60_00))
    assert books.fresh(invoice).state == "paid"
    assert_right(books)


LINE = st.fixed_dictionaries(
    {
        "amount": st.integers(-(10**4), 10**6),
        "tax_rate": st.sampled_from([0, 70_000, TAX]),
        "tax_included": st.booleans(),
    }
)


class CreditingTest(TestCase):
    """An invoice and its credit notes come to nothing in every total; in any currency."""

    @settings(max_examples=20, deadline=None)
    @given(
        st.sampled_from(["JPY", "EUR", "KWD"]),
        st.lists(LINE, min_size=1, max_size=4),
        st.sampled_from([0, 0, 123_456]),
        st.sampled_from([0, 150_000]),
    )
    def test_invoice_and_credit_note_are_nothing(
        self, currency: str, lines: list[dict[str, Any]], percent: int, withheld: int
    ) -> None:
        books = open_books(currency=currency)
        client = books.client()
        projects = [books.make(Project, name=str(n), client=client) for n in range(2)]
        invoice = books.invoice(client=client, discount_percent=percent, withholding_rate=withheld)
        for n, line in enumerate(lines):
            books.income(invoice=invoice, project=projects[n % 2], **line)
        books.call(invoice, "send")
        if not any(line["amount"] for line in lines):
            return
        note = credited(books, invoice)
        books.call(note, "send")
        found = books.fresh(client)
        assert (found.invoice_amount, found.invoice_total, found.income) == (0, 0, 0)
        for project in projects:
            fresh = books.fresh(project)
            assert (fresh.invoiced, fresh.income) == (0, 0)
        whole, back = books.fresh(invoice), books.fresh(note)
        for name in ("net", "tax", "total", "withheld", "payable", "outstanding"):
            assert getattr(whole, name) == -getattr(back, name)
        assert_right(books)


def test_a_draft_that_was_edited_credits_no_more_than_there_was(books: Books) -> None:
    invoice, _ = sent(books, 100_00)
    note = credited(books, invoice)
    (line,) = lines_of(books, note)
    books.edit(line, amount=-100_01)
    with pytest.raises(ValidationError, match="More of"):
        books.call(note, "send")
    books.edit(line, amount=-60_00)
    books.call(note, "send")
    assert books.fresh(invoice).outstanding == 40_00 + 40_00 * TAX // 1_000_000
    assert_right(books)
