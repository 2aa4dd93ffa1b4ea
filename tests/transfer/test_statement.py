"""What a statement is: mappings that are remembered, and lines that are known again."""

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.statement import (
    LeftOut,
    Line,
    Mapping,
    Statement,
    StatementError,
    identities,
    normalise,
    signature_of,
)

NAME = st.none() | st.text(max_size=8)
FORMS = {"date_order", "decimal"}
NAMES = st.lists(st.text(max_size=8), max_size=3).map(tuple)
MAPPINGS = st.builds(
    Mapping,
    date=NAME,
    other_dates=NAMES,
    payees=NAMES,
    texts=NAMES,
    kind=NAME,
    amount=NAME,
    debit=NAME,
    credit=NAME,
    direction=NAME,
    outs=NAMES,
    fee=NAME,
    currency=NAME,
    reference=NAME,
    status=NAME,
    balance=NAME,
    date_order=st.sampled_from(["dmy", "mdy", "ymd"]),
    decimal=st.sampled_from([".", ","]),
    debits_positive=st.booleans(),
    credits_negative=st.booleans(),
    by_balance=st.booleans(),
)


@given(MAPPINGS)
def test_a_mapping_comes_back_from_json(mapping: Mapping) -> None:
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


@given(MAPPINGS)
def test_a_mapping_says_what_it_uses_and_what_it_lacks(mapping: Mapping) -> None:
    assert ("date" in mapping.missing) == (not mapping.date)
    amounts = (mapping.amount, mapping.debit, mapping.credit)
    assert ("amount" in mapping.missing) == (not any(amounts))
    named = {value for value in vars(mapping).values() if isinstance(value, str)}
    lists = {*mapping.other_dates, *mapping.payees, *mapping.texts}
    assert set(mapping.columns) <= named | lists
    assert {*mapping.texts, *filter(None, amounts)} <= set(mapping.columns)


@pytest.mark.parametrize("stored", [None, [], "x", 1, True])
def test_what_is_no_object_is_no_mapping(stored: object) -> None:
    with pytest.raises(StatementError, match="is not an object"):
        Mapping.from_json(stored)


@pytest.mark.parametrize("name", [one.name for one in fields(Mapping)])
@pytest.mark.parametrize("value", [1, {}, ["a", 1], "sideways"])
def test_a_value_that_a_mapping_cannot_have_is_refused_by_name(name: str, value: Any) -> None:
    is_column = isinstance(getattr(Mapping(), name), str | None) and name not in FORMS
    if is_column and isinstance(value, str):
        assert getattr(Mapping.from_json({name: value}), name) == value
        return
    with pytest.raises(StatementError, match=f"“{name}” has a value it cannot have"):
        Mapping.from_json({name: value})


def test_an_unknown_name_is_refused_and_named() -> None:
    with pytest.raises(StatementError, match="has no “colour”"):
        Mapping.from_json({"colour": "red", "date": "Date"})


# Lines that are known again

LINES = st.builds(
    Line,
    row=st.integers(1, 9),
    date=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    amount=st.integers(-3, 3).map(Decimal),
    currency=st.sampled_from([None, "EUR"]),
    text=st.sampled_from(["Rent", "rent ", "Büro", "Buro", "Fee"]),
    reference=st.sampled_from(["", "1", " 1 "]),
    raw=st.just({}),
)


def key(line: Line) -> tuple[Any, ...]:
    """What a line is known by, in other words than the program's."""
    return line.date, line.amount, normalise(line.text), line.reference.strip()


@given(st.lists(LINES, max_size=12))
def test_lines_have_one_identity_each_however_equal_they_are(lines: list[Line]) -> None:
    found = identities(lines)
    assert len(set(found)) == len(lines)
    assert all(len(one) == 64 for one in found)


@given(st.lists(LINES, max_size=10), st.randoms())
def test_another_order_has_the_same_identities(lines: list[Line], random: Any) -> None:
    shuffled = random.sample(lines, len(lines))
    assert sorted(identities(shuffled)) == sorted(identities(lines))


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=4))
def test_a_longer_export_knows_every_line_of_the_shorter(
    lines: list[Line], more: list[Line]
) -> None:
    assert set(identities(lines)) <= set(identities([*lines, *more]))


@given(LINES, LINES)
def test_two_lines_are_one_exactly_if_what_they_are_known_by_is(one: Line, other: Line) -> None:
    assert (identities([one]) == identities([other])) == (key(one) == key(other))


@given(st.decimals(-1000, 1000, places=2), st.integers(0, 6))
def test_zeros_behind_an_amount_make_no_other_line(amount: Decimal, places: int) -> None:
    def known(value: Decimal) -> list[str]:
        return identities([Line(1, date(2026, 1, 1), value, None, "", "", {})])

    longer = amount + Decimal(0).scaleb(-places)
    assert known(longer) == known(amount)
    assert known(-longer) == known(amount) or amount


@given(st.lists(st.text(max_size=6), max_size=4), st.lists(st.text(max_size=6), max_size=4))
def test_headers_are_one_exactly_if_their_cells_are(one: list[str], other: list[str]) -> None:
    alike = list(map(normalise, one)) == list(map(normalise, other))
    assert (signature_of(one) == signature_of(other)) == alike


def test_what_is_missing_is_said_in_one_sentence() -> None:
    for mapping, missing in (
        (Mapping(), "the date and the amount"),
        (Mapping(date="Date"), "the amount"),
        (Mapping(amount="Amount"), "the date"),
    ):
        statement = Statement(lines=[], columns=["Date"], mapping=mapping)
        assert not statement.is_complete
        with pytest.raises(StatementError, match=f"recognised as {missing}."):
            statement.require_complete()
    whole = Statement(lines=[], columns=["In"], mapping=Mapping(date="Date", credit="In"))
    assert whole.is_complete
    whole.require_complete()
    assert Statement(lines=[]).is_complete  # no table, so no columns are missing


def test_what_is_left_out_says_why() -> None:
    assert str(LeftOut(5, "reverted", "Kiosk")) == (
        "Row 5: “Kiosk” was reverted, so it is no entry."
    )
