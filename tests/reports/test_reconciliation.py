"""The bank's balance against ours: what files say is kept, and where the two part."""

from datetime import date

import pytest

from freelancer_os.finance.models import Account, BankLine, ClosingBalance
from freelancer_os.finance.sorting.reopening import ignore
from freelancer_os.reports.reconciliation import Apart, Reconciliation, reconciliation
from freelancer_os.transfer.bank.importing import run
from tests.books import Books

JANUARY = ["2026-01-05;Fee;-10.00;90.00", "2026-01-09;Acme;50.00;140.00"]
FEBRUARY = ["2026-02-03;Rent;-40.00;100.00", "2026-02-07;Shop;-5.00;95.00"]

pytestmark = pytest.mark.django_db


def take(books: Books, account: Account, *rows: str) -> None:
    content = "\n".join(["Date;Text;Amount;Balance", *rows]).encode()
    run(books.workspace, books.user, account, content)


def compared(books: Books, account: Account, **query: str) -> Reconciliation:
    found = reconciliation(books.workspace, {"account": str(account.pk), **query})
    assert found is not None
    return found


def held(books: Books) -> dict[str, int]:
    return {one.date.isoformat(): one.amount for one in books.all(ClosingBalance)}


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank", opening_balance=100_00)


def test_what_a_file_says_is_kept_day_by_day_and_goes_with_its_import(
    books: Books, bank: Account
) -> None:
    take(books, bank, *JANUARY)
    assert held(books) == {"2026-01-05": 90_00, "2026-01-09": 140_00}
    take(books, bank, JANUARY[1], "2026-01-09;More;-1.00;139.00", *FEBRUARY)
    assert held(books)["2026-01-09"] == 139_00  # what was said last of a day
    books.undo()
    assert held(books) == {"2026-01-05": 90_00, "2026-01-09": 140_00}
    books.undo()
    assert held(books) == {}


def test_the_newest_balance_of_that_day_or_before_counts_else_what_is_typed(
    books: Books, bank: Account
) -> None:
    nothing = compared(books, bank, on="2026-01-04")
    assert (nothing.closing, nothing.ours, nothing.agrees) == (None, 100_00, None)
    take(books, bank, *JANUARY, *FEBRUARY)
    found = compared(books, bank, on="2026-02-05")
    assert (found.on, found.closing, found.ours) == (date(2026, 2, 3), 100_00, 100_00)
    assert (found.agrees, found.is_typed, found.parts_on) == (True, False, None)
    typed = compared(books, bank, on="2026-02-05", closing="101.50")
    assert (typed.on, typed.difference, typed.is_typed) == (date(2026, 2, 5), 1_50, True)
    assert (typed.agreed_on, typed.parts_on) == (date(2026, 2, 3), date(2026, 2, 5))
    assert (typed.only_ours, typed.only_bank, typed.unexplained) == ([], [], 1_50)


def test_where_they_part_and_by_which_lines(books: Books, bank: Account) -> None:
    """Rent is left out, of the shop's entry nothing is left, and 7.00 were typed that no bank
    knows; what was typed and settled before the last day on which they agreed is not among them."""
    take(books, bank, *JANUARY, *FEBRUARY)
    cash = books.account("Cash")
    for amount in (3_00, -3_00):  # made good again by the 9th of January
        books.expense(amount, account=bank, date=date(2026, 1, 6))
    typed = books.income(7_00, account=bank, date=date(2026, 2, 4))
    books.expense(9_00, account=cash, date=date(2026, 2, 4))
    rent, shop = (one for one in books.all(BankLine) if one.date.month == 2)
    books.do(lambda unit: ignore(unit.fresh(rent)))
    books.remove(shop.transaction)
    found = compared(books, bank, on="2026-12-31")
    assert (found.closing, found.ours, found.difference) == (95_00, 147_00, -52_00)
    assert (found.agreed_on, found.parts_on) == (date(2026, 1, 9), date(2026, 2, 3))
    entry = f"transactions/{typed.pk}"
    assert found.only_ours == [Apart(entry, str(typed), date(2026, 2, 4), 7_00)]
    assert found.only_bank == [
        Apart(f"bank-lines/{rent.pk}", "Rent", rent.date, -40_00),
        Apart(f"bank-lines/{shop.pk}", "Shop", shop.date, -5_00),
    ]
    assert found.unexplained == 0


def test_lines_that_never_came_are_said_to_be_missing(books: Books, bank: Account) -> None:
    take(books, bank, *JANUARY, FEBRUARY[1])  # the bank says 95.00, and the rent was not in it
    found = compared(books, bank, on="2026-02-28")
    assert (found.difference, found.unexplained) == (-40_00, -40_00)
    assert (found.agreed_on, found.parts_on) == (date(2026, 1, 9), date(2026, 2, 7))
