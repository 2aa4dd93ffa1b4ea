"""Random accounts written as banks write them: each is read right, or something is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelancer_os.transfer.csv.statement import Known, read_statement
from freelancer_os.transfer.csv.words import _VOCABULARY

TODAY = date(2026, 11, 27)
NAMES: dict[str, Any] = _VOCABULARY["columns"]
LANGUAGES = sorted(
    language
    for language, names in NAMES.items()
    if {"date", "purpose", "amount", "debit", "credit", "balance"} <= names.keys()
)
DIRECTIONS = [("D", "C"), ("S", "H"), ("Debit", "Credit"), ("Af", "Bij"), ("-", "+"), ("D", "K")]
YEAR_FIRST = {one: {"%m/%d/%Y", "%d/%m/%y"} for one in ("ja", "zh", "ko", "hu", "sv", "lt")}
UNUSUAL: dict[str, set[str]] = {"en": set(), **YEAR_FIRST}
TEXTS = ["Rent", "Shop 5", "Invoice 2026-7", "Müller", "Café", "Łódź", "Pay"]


@dataclass(frozen=True)
class Shape:
    """How a bank writes its statements."""

    language: str
    columns: Literal["signed", "pair", "minus pair", "direction", "bare"]
    has_balance: bool
    is_newest_first: bool
    decimal: str
    days: str
    direction: tuple[str, str]
    is_named: bool


SHAPES = st.builds(
    Shape,
    language=st.sampled_from(LANGUAGES),
    columns=st.sampled_from(["signed", "pair", "minus pair", "direction", "bare"]),
    has_balance=st.booleans(),
    is_newest_first=st.booleans(),
    decimal=st.sampled_from([".", ","]),
    days=st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%Y%m%d"]),
    direction=st.sampled_from(DIRECTIONS),
    is_named=st.booleans(),
)
ROWS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(-300_000, 300_000).filter(bool)),
    min_size=1,
    max_size=9,
)


def money(cents: int, shape: Shape) -> str:
    whole = f"{abs(cents) // 100:,}".replace(",", "." if shape.decimal == "," else ",")
    return f"{'-' if cents < 0 else ''}{whole}{shape.decimal}{abs(cents) % 100:02}"


def sides(cents: int, shape: Shape) -> list[str]:
    """The cells of an amount."""
    if shape.columns == "signed":
        return [money(cents, shape)]
    if shape.columns == "direction":
        return [money(abs(cents), shape), shape.direction[cents > 0]]
    if shape.columns == "bare":
        return [money(abs(cents), shape)]
    out = abs(cents) if shape.columns == "pair" else cents
    return [money(out, shape), ""] if cents < 0 else ["", money(cents, shape)]


def header(shape: Shape) -> list[str]:
    names = NAMES[shape.language]
    money_names = {
        "signed": [names["amount"][0]],
        "bare": [names["amount"][0]],
        "direction": [names["amount"][0], names.get("direction", ["+/-"])[0]],
    }.get(shape.columns, [names["debit"][0], names["credit"][0]])
    balance = [names["balance"][0]] if shape.has_balance else []
    return [names["date"][0], names["purpose"][0], *money_names, *balance]


Booked = list[tuple[date, int]]


def written(shape: Shape, rows: list[tuple[int, int]]) -> tuple[str, Booked]:
    """A statement, and what it says: days and cents in the order of the file."""
    start = date(2026, 1, 1)
    days = accumulate((days for days, _cents in rows), lambda on, more: on + more)
    booked = [(start + timedelta(on), cents) for on, (_days, cents) in zip(days, rows, strict=True)]
    balances = list(accumulate((cents for _on, cents in booked), initial=123_456))[1:]
    table = [
        [
            on.strftime(shape.days),
            TEXTS[place % len(TEXTS)],
            *sides(cents, shape),
            *([money(balance, shape)] if shape.has_balance else []),
        ]
        for place, ((on, cents), balance) in enumerate(zip(booked, balances, strict=True))
    ]
    if shape.is_newest_first:
        table.reverse()
        booked.reverse()
    lines = [header(shape), *table] if shape.is_named else table
    return "".join(";".join(row) + "\n" for row in lines), booked


def check_right_or_asked(shape: Shape, rows: list[tuple[int, int]]) -> None:
    if shape.columns == "bare" and (
        not shape.has_balance or all(cents > 0 for _days, cents in rows[1:])
    ):
        return  # nobody could tell it from a statement of what came in
    if shape.is_named and shape.days in UNUSUAL.get(shape.language, {"%m/%d/%Y"}):
        return  # no bank of this language writes so
    text, booked = written(shape, rows)
    statement = read_statement(text.encode(), known=Known(TODAY, "bank", "EUR"))
    if statement.questions or not statement.is_complete:
        return
    refused = {problem.row for problem in statement.problems}
    first = 2 if shape.is_named else 1
    expected = [
        (on, Decimal(cents).scaleb(-2))
        for row, (on, cents) in enumerate(booked, first)
        if row not in refused
    ]
    assert [(line.date, line.amount) for line in statement.lines] == expected, text


@given(SHAPES, ROWS)
@settings(max_examples=100, deadline=None)
def test_every_statement_is_read_right_or_asked_about(
    shape: Shape, rows: list[tuple[int, int]]
) -> None:
    check_right_or_asked(shape, rows)


@pytest.mark.long
@given(SHAPES, ROWS)
@settings(max_examples=20_000, deadline=None)
def test_twenty_thousand_statements_are_read_right_or_asked_about(
    shape: Shape, rows: list[tuple[int, int]]
) -> None:
    check_right_or_asked(shape, rows)
