"""What the columns of a statement mean: by their names in any order, and by what they hold."""

from decimal import Decimal
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.evidence.balance import fit, negated
from freelancer_os.transfer.csv.evidence.reading import read_table
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import _VOCABULARY
from freelancer_os.transfer.statement import Mapping

ROLES = ("date", "amount", "payee", "purpose", "currency", "balance")
LANGUAGES = [
    language for language, names in sorted(_VOCABULARY["columns"].items()) if set(ROLES) <= {*names}
]
CENTS = st.integers(-999_999, 999_999).filter(bool)
AMOUNTS = st.lists(CENTS, min_size=4, max_size=9).filter(lambda found: min(found) < 0)


def table(names: list[str], rows: list[list[str]], *, named: bool = True) -> Table:
    head = Record(1, names) if named else None
    return Table(names, [Record(place, cells) for place, cells in enumerate(rows, 2)], head)


def recognise(found: Table) -> Mapping:
    return read_table(found, Known()).mapping


def point(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def written(cents: int, decimal: str) -> str:
    return point(cents).replace(".", decimal)


def rows_of(amounts: list[int], decimal: str = ".") -> list[dict[str, str]]:
    """One row an amount, by what each cell means."""
    balances = list(accumulate(amounts, initial=100_000))[1:]
    return [
        {
            "date": f"2026-03-{place:02}",
            "amount": written(amount, decimal),
            "payee": f"Payee {'abcdefghij'[place]}",
            "purpose": f"Thanks for {'abcdefghij'[place]}",
            "currency": "EUR",
            "balance": written(balance, decimal),
        }
        for place, (amount, balance) in enumerate(zip(amounts, balances, strict=True), 1)
    ]


@given(st.sampled_from(LANGUAGES), st.permutations(ROLES), AMOUNTS, st.sampled_from([".", ","]))
def test_named_columns_are_found_in_any_order(
    language: str, order: list[str], amounts: list[int], decimal: str
) -> None:
    known: Any = _VOCABULARY["columns"][language]
    names = {role: known[role][0] for role in ROLES}
    cells = [[row[role] for role in order] for row in rows_of(amounts, decimal)]
    mapping = recognise(table([names[role] for role in order], cells))
    assert mapping.missing == []
    assert (mapping.date, mapping.amount) == (names["date"], names["amount"])
    assert (mapping.payees, mapping.texts) == ((names["payee"],), (names["purpose"],))
    assert mapping.currency == names["currency"]
    assert (mapping.debit, mapping.credit, mapping.direction, mapping.fee) == (None,) * 4
    assert (mapping.date_order, mapping.decimal) == ("ymd", decimal)


@given(st.permutations(["date", "amount", "purpose", "balance"]), AMOUNTS)
def test_columns_without_names_are_told_by_what_they_hold(
    order: list[str], amounts: list[int]
) -> None:
    names = [f"Column {place}" for place in range(1, 5)]
    cells = [[row[role] for role in order] for row in rows_of(amounts)]
    mapping = recognise(table(names, cells, named=False))
    assert mapping.date == names[order.index("date")]
    assert mapping.texts == (names[order.index("purpose")],)
    assert mapping.amount == names[order.index("amount")]  # the other one is its running sum


@given(st.lists(CENTS, min_size=3, max_size=9), st.booleans(), st.integers(-(10**6), 10**6))
def test_a_running_balance_moves_by_each_amount(
    amounts: list[int], is_newest_first: bool, opening: int
) -> None:
    balances = list(accumulate(amounts, initial=opening))[1:]
    rows = [[point(a), point(b)] for a, b in zip(amounts, balances, strict=True)]
    if is_newest_first:
        rows.reverse()
    steps = [Decimal(row[0]) for row in rows]
    held = [Decimal(row[1]) for row in rows]
    found = fit(steps, held)
    assert (found.is_good, found.share) == (True, 1)
    if len(set(held)) == len(held) and any(steps[1:-1]):
        assert found.agreed == len(rows) - 1
    held[1] += sum(map(abs, steps)) + 1
    assert fit(steps, held).agreed < len(rows) - 1


def test_a_balance_that_falls_by_each_amount_has_the_other_sign() -> None:
    steps, held = [Decimal(1), Decimal(2), Decimal(4)], [Decimal(9), Decimal(7), Decimal(3)]
    assert not fit(steps, held).is_good
    assert fit(negated(steps), held).is_proof


@pytest.mark.parametrize("is_on_top", [True, False])
def test_balances_tell_whether_a_fee_is_charged_on_top(is_on_top: bool) -> None:
    balance, rows = 100_000, []
    for amount, fee in ((-1_000, 0), (-2_000, 150), (-3_000, 75), (5_000, 0)):
        balance += amount - (fee if is_on_top else 0)
        rows.append(["2026-03-01", point(amount), point(fee), point(balance)])
    mapping = recognise(table(["Date", "Amount", "Fee", "Balance"], rows))
    assert (mapping.fee == "Fee") is is_on_top


@pytest.mark.parametrize(
    ("names", "cells", "debit", "credit", "positive"),
    [
        (["Date", "Debit", "Credit"], [["2026-03-01", "5.00", ""]], "Debit", "Credit", True),
        (["Date", "Debit", "Credit"], [["2026-03-01", "-5.00", ""]], "Debit", "Credit", False),
        (["Date", "Credit", "Debit"], [["2026-03-01", "", "5.00"]], "Debit", "Credit", True),
    ],
)
def test_a_column_for_each_side(
    names: list[str], cells: list[list[str]], debit: str, credit: str, positive: bool
) -> None:
    mapping = recognise(table(names, cells))
    assert (mapping.amount, mapping.debit, mapping.credit) == (None, debit, credit)
    assert mapping.debits_positive is positive


def test_a_sign_in_a_column_of_its_own_is_needed_only_where_amounts_have_none() -> None:
    names = ["Date", "Amount", "Direction"]
    bare = recognise(table(names, [["2026-03-01", "5.00", "D"], ["2026-03-02", "6.00", "C"]]))
    signed = recognise(table(names, [["2026-03-01", "-5.00", "D"], ["2026-03-02", "6.00", "C"]]))
    assert (bare.direction, signed.direction) == ("Direction", None)


def test_what_is_not_there_is_asked_for() -> None:
    mapping = recognise(table(["Remark", "More"], [["hello", "you"], ["good", "bye"]]))
    assert mapping.missing == ["date", "amount"]
