"""Random books and random bank files: nothing is paid twice, no transfer is income, and the
balance is the bank's."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.core.values.money import convert
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Account, BankLine, Payment, Transaction
from freelancer_os.finance.sorting.accepting import accept_sure
from tests.books import Books, open_books
from tests.finance.sorting.imported import arrive, assert_sound, sent

FIRST = date(2026, 10, 1)
DAYS = st.integers(0, 20)
AMOUNTS = st.sampled_from([1_000, 1_250, 99_900])


class Event(NamedTuple):
    """Something that happened at the banks: `what`, on which day, how much, and whether (or how)
    it stood in the books before."""

    what: str
    day: int
    amount: int
    known: str


EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(["invoice", "transfer", "exchange", "expense", "income"]),
        DAYS,
        AMOUNTS,
        st.sampled_from(["", "unpaid", "paid"]),
    ),
    min_size=1,
    max_size=8,
)


def happen(books: Books, accounts: list[Account], event: Event, number: int) -> list[list[str]]:
    """The rows of each account's file that an event makes; the books know of it as it says."""
    day, amount = FIRST + timedelta(days=event.day), f"{event.amount / 100:.2f}"
    rows: list[list[str]] = [[] for _account in accounts]
    if event.what == "invoice":
        sent(books, event.amount, f"2026-{number:04}")
        rows[0] = [f"{day};Payment of 2026-{number:04};{amount}"]
    elif event.what == "transfer":
        other = day + timedelta(days=number % 3)
        rows[0] = [f"{day};Own transfer {number};-{amount}"]
        rows[1] = [f"{other};Own transfer {number};{amount}"]
    elif event.what == "exchange":
        rate = ecb_rate("EUR", "USD", day)
        assert rate is not None
        rows[0] = [f"{day};Own transfer {number};-{amount}"]
        arrives = convert(event.amount, "EUR", "USD", rate) * (100 - number % 4) // 100
        rows[2] = [f"{day + timedelta(days=number % 3)};Own transfer {number};{arrives / 100:.2f}"]
    else:
        sign = "-" if event.what == "expense" else ""
        rows[0] = [f"{day};Shop {number};{sign}{amount}"]
        if event.known:
            kind = {"kind": event.what, "date": day, "amount": event.amount, "category": None}
            made = books.make(Transaction, **kind, tax_included=True)
            if event.known == "paid":
                books.edit(made, account=accounts[0])
    return rows


def files(rows: list[str], cuts: list[int]) -> list[list[str]]:
    """Overlapping exports of the rows of one account, the last one of all of them."""
    ordered = sorted(rows)
    return [*(ordered[: cut % (len(ordered) + 1)] for cut in cuts), ordered]


def hold(events: list[Event], cuts: list[int], *, second_first: bool) -> None:
    books = open_books(currency="EUR", locale="en-US")
    accounts = [books.account("Bank"), books.account("Wise"), books.account("Revo", currency="USD")]
    made = [happen(books, accounts, event, number) for number, event in enumerate(events, 1)]
    all_rows = [[row for one in made for row in one[place]] for place in (0, 1, 2)]
    order = (2, 1, 0) if second_first else (0, 1, 2)
    for place in order:
        for some in files(all_rows[place], cuts):
            if some:
                arrive(books, accounts[place], *some)
    refuse_income_of_transfers(books)
    books.do(accept_sure)
    assert_sound(books)
    refuse_income_of_transfers(books)
    refuse_doubles(books)
    for place, account in enumerate(accounts):
        bank_s = sum(round(float(row.rpartition(";")[2]) * 100) for row in all_rows[place])
        hand = Payment.objects.of(books.workspace).filter(account=account, line=None)
        typed = sum(one.flow for one in hand)
        assert books.fresh(account).balance == bank_s + typed
        assert not typed or any(line.state == "new" for line in books.all(BankLine))


def refuse_income_of_transfers(books: Books) -> None:
    """What is the half of a transfer counts in no figure."""
    for line in books.all(BankLine):
        if line.text.startswith("Own transfer") and line.transaction is not None:
            assert line.transaction.is_void


def refuse_doubles(books: Books) -> None:
    """Each line moves its amount once, and pays nothing that another paid."""
    moved: Counter[Any] = Counter()
    for payment in books.all(Payment):
        if payment.line_id:
            moved[payment.line_id] += payment.flow
    assert dict(moved) == {line.pk: line.amount for line in books.all(BankLine)}
    for entry in books.all(Transaction):
        assert entry.paid in (0, entry.total)


FILES = {"cuts": st.lists(st.integers(0, 9), max_size=2), "second_first": st.booleans()}
SUPPRESSED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.django_db
@settings(max_examples=6, deadline=None, suppress_health_check=SUPPRESSED)
@given(events=EVENTS, **FILES)
def test_after_the_sure_ones_the_books_are_the_banks(
    events: list[Event], cuts: list[int], *, second_first: bool
) -> None:
    hold(events, cuts, second_first=second_first)


@pytest.mark.long
@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=SUPPRESSED)
@given(events=EVENTS, **FILES)
def test_so_they_are_in_hundreds_of_books(
    events: list[Event], cuts: list[int], *, second_first: bool
) -> None:
    hold(events, cuts, second_first=second_first)
