"""The order of the lines of an invoice: moved by one change, and back by undo."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.models import ChangeRow
from freelancer_os.finance.invoices.lines import put_after, shift
from freelancer_os.finance.models import Invoice, Settlement, Transaction
from tests.books import Books


def named(books: Books, invoice: Invoice) -> str:
    """The lines in their order, by the first letters of their texts."""
    found: list[Transaction] = books.do(lambda unit: unit.fresh(invoice).lines())
    return "".join(line.description[:1] for line in found)


def filled(books: Books) -> tuple[Invoice, dict[str, Transaction]]:
    invoice = books.invoice()
    return invoice, {n: books.income(description=n, invoice=invoice) for n in "ABC"}


def after(books: Books, line: Transaction, other: Transaction | None) -> None:
    def put(unit: Any) -> None:
        put_after(unit.fresh(line), unit.fresh(other) if other is not None else None)

    books.do(put, "Moved it")


def moved(books: Books, line: Transaction, step: int) -> None:
    books.do(lambda unit: shift(unit.fresh(line), step), "Moved it")


def test_a_line_is_put_after_another_or_first(books: Books) -> None:
    invoice, lines = filled(books)
    after(books, lines["A"], lines["B"])
    assert named(books, invoice) == "BAC"
    after(books, lines["C"], None)
    assert named(books, invoice) == "CBA"
    assert [books.fresh(lines[n]).position for n in "CBA"] == [1, 2, 3]


def test_it_goes_one_place_up_or_down_and_not_past_the_ends(books: Books) -> None:
    invoice, lines = filled(books)
    moved(books, lines["C"], -1)
    assert named(books, invoice) == "ACB"
    moved(books, lines["A"], 1)
    assert named(books, invoice) == "CAB"
    for name, step in (("C", -1), ("B", 1)):
        with pytest.raises(ValidationError):
            moved(books, lines[name], step)
    assert named(books, invoice) == "CAB"


def test_undo_brings_the_order_back(books: Books) -> None:
    invoice, lines = filled(books)
    before = books.state()
    after(books, lines["C"], None)
    books.undo()
    assert named(books, invoice) == "ABC" and books.state() == before


def test_only_what_changes_its_place_is_written(books: Books) -> None:
    invoice, lines = filled(books)
    after(books, lines["B"], None)
    after(books, lines["B"], lines["A"])
    written = set(ChangeRow.objects.filter(change=books.last()).values_list("record_id", flat=True))
    assert {lines["A"].pk, lines["B"].pk} <= written and lines["C"].pk not in written
    assert named(books, invoice) == "ABC"


def test_the_discount_of_the_whole_stays_last(books: Books) -> None:
    invoice, lines = filled(books)
    books.edit(invoice, discount_percent=100_000)
    after(books, lines["A"], lines["C"])
    assert named(books, invoice)[:3] == "BCA"
    (discount,) = (one for one in books.all(Transaction) if one.is_discount)
    with pytest.raises(ValidationError):
        after(books, discount, None)


def test_no_line_goes_after_one_of_another_invoice_or_itself(books: Books) -> None:
    _, lines = filled(books)
    other, loose = filled(books)[1]["A"], books.income()
    for line, to in ((lines["A"], other), (lines["A"], lines["A"]), (loose, None)):
        with pytest.raises(ValidationError):
            after(books, line, to)


def test_a_deposit_that_is_taken_off_stays_behind_the_work(books: Books) -> None:
    client = books.client()
    deposit = books.call(books.billed(5_00, client=client, kind="deposit"), "send")
    invoice = books.invoice(client=client, discount=1_00)
    lines = {n: books.income(description=n, invoice=invoice) for n in "ABC"}
    books.make(Settlement, **{"from": deposit, "to": invoice})
    assert named(books, invoice) == "ABCDD"  # the deposit, the discount
    moved(books, lines["A"], 1)
    assert named(books, invoice) == "BACDD"
    off, discount = books.do(lambda unit: unit.fresh(invoice).lines())[3:]
    for last in (off, discount):
        after(books, lines["B"], last)
        assert named(books, invoice) == "ACBDD"
        with pytest.raises(ValidationError, match="stand last"):
            moved(books, last, -1)
    with pytest.raises(ValidationError, match="last line"):
        moved(books, lines["B"], 1)
