"""The form that says what a bank line is: one thing, or parts that share its amount."""

from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Account, BankLine, Category, Transaction
from tests.books import Books, open_books
from tests.finance.sorting.imported import arrive, sent

HEADERS = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/bank-lines/"}
Part = tuple[str, str, str]


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank")


@pytest.fixture
def fees(books: Books) -> Category:
    return books.make(Category, name="Fees", kind="expense")


def form(*parts: Part, **more: str) -> dict[str, Any]:
    columns: list[Any] = [list(one) for one in zip(*parts, strict=True)] or [[], [], []]
    return dict(zip(("part", "part_amount", "part_note"), columns, strict=True)) | more


def choose(web: Web, line: BankLine, *parts: Part, **more: str) -> Any:
    address = f"/bank-lines/{line.pk}/choose/"
    return web.post(address, form(*parts, **more), headers=HEADERS)


def left(web: Web, line: BankLine, *parts: Part) -> str:
    return web.get(f"/bank-lines/{line.pk}/left/", form(*parts)).content.decode()


def entries(books: Books) -> list[tuple[str, int]]:
    return [(str(one.category), one.amount) for one in books.all(Transaction)]


def test_it_names_the_line_and_offers_what_it_may_be(
    books: Books, web: Web, bank: Account, fees: Category
) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Corner shop;-45.90")
    shown = web.get(f"/bank-lines/{line.pk}/choose/").content.decode()
    assert "Corner shop" in shown and "−€45.90" in shown and "Fees" in shown
    assert "−€45.90 is to be shared out." in shown
    assert choose(web, line, ("", "", ""), ("—", "", ""), category=str(fees.pk)).status_code == 200
    assert (books.fresh(line).how, entries(books)[-1]) == ("category", ("Fees", 4_590))
    assert web.get(f"/bank-lines/{line.pk}/choose/").status_code == 404  # it is sorted


def test_an_invoice_and_the_fee_that_was_taken_off(
    books: Books, web: Web, bank: Account, fees: Category
) -> None:
    invoice = sent(books, 100_000, "2026-017")
    (line,) = arrive(books, bank, "2026-10-05;Stripe;975.00")
    parts = [(f"invoice {invoice.pk}", "1,000", ""), (f"category {fees.pk}", "-25", "Card fee")]
    assert left(web, line, parts[0]) == "−€25.00 is to be shared out."
    assert left(web, line, *parts) == "It adds up."
    assert choose(web, line, *parts).status_code == 200
    assert (books.fresh(line).how, books.fresh(invoice).outstanding) == ("split", 0)
    assert books.all(Transaction)[-1].description == "Card fee"
    books.undo()
    assert (books.fresh(line).how, books.fresh(invoice).outstanding) == (None, 100_000)


def test_invoices_alone_are_paid_as_far_as_the_line_goes(
    books: Books, web: Web, bank: Account
) -> None:
    one, two = sent(books, 10_000, "2026-017"), sent(books, 20_000, "2026-018")
    (line,) = arrive(books, bank, "2026-10-05;Acme;300.00")
    parts = [(f"invoice {one.pk}", "", ""), (f"invoice {two.pk}", "", "")]
    assert choose(web, line, *parts).status_code == 200
    assert [books.fresh(invoice).outstanding for invoice in (one, two)] == [0, 0]


@pytest.mark.parametrize(
    ("typed", "booked"),
    [
        (("20", ""), [2_000, 2_590]),
        (("-20", "−25.90"), [2_000, 2_590]),  # as the list shows it
        (("50.90", "+5"), [5_090, -500]),
    ],
)
def test_money_out_is_shared_as_it_is_typed(
    books: Books, web: Web, bank: Account, fees: Category, typed: Any, booked: list[int]
) -> None:
    paper = books.make(Category, name="Paper", kind="expense")
    (line,) = arrive(books, bank, "2026-10-05;Shop;-45.90")
    parts = [
        (what, amount, "")
        for what, amount in zip((f"category {fees.pk}", "Paper"), typed, strict=True)
    ]
    assert choose(web, line, *parts).status_code == 200
    assert entries(books)[-2:] == [("Fees", booked[0]), (paper.name, booked[1])]


def test_what_cannot_be_shared_so_is_said_and_nothing_written(
    books: Books, web: Web, bank: Account, fees: Category
) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-45.90")
    state, what = books.state(), f"category {fees.pk}"
    for parts, more, sentence in (
        ([(what, "20", ""), (what, "20", "")], {}, "The parts come to −€40.00"),
        ([(what, "", ""), (what, "", "")], {}, "Only one part can be without an amount"),
        ([(what, "20", ""), ("", "25.90", "")], {}, "Say of each part what it is."),
        ([(what, "x", ""), (what, "25.90", "")], {}, "Write the amount like"),
        ([(what, "45.90", ""), (what, "", "")], {}, "each with an amount"),
        ([(what, "", "")], {}, "at least two parts"),
        ([(what, "20", ""), (what, "", "")], {"category": str(fees.pk)}, "Say one thing"),
        ([("category nothing", "20", ""), (what, "", "")], {}, "There is no such category."),
    ):
        answer = choose(web, line, *parts, **more)
        assert answer.status_code == 422, parts
        assert sentence in answer.content.decode(), parts
    assert books.state() == state
    assert left(web, line, (what, "x", "")).startswith("Write the amount like")
    assert left(web, line, (what, "20", ""), ("", "", "")) == "−€25.90 is to be shared out."
    rest = left(web, line, (what, "20", ""), (what, "", ""))
    assert rest == "−€25.90 goes to the part without an amount."


def test_a_line_of_somebody_else_is_not_there(web: Web, bank: Account) -> None:
    theirs = open_books()
    (line,) = arrive(theirs, theirs.account("Bank"), "2026-10-05;Shop;-45.90")
    assert web.get(f"/bank-lines/{line.pk}/choose/").status_code == 404
    assert web.get(f"/bank-lines/{line.pk}/left/").status_code == 404
    assert choose(web, line, ("", "1", "")).status_code == 404
