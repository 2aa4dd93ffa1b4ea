"""`POST /workspace/currency`."""

from typing import Any

import pytest

from freelancer_os.finance.base_currency import preview
from freelancer_os.finance.models import Transaction
from tests.api.cast import Program
from tests.books import Books


@pytest.fixture
def books(api: Program) -> Books:
    return Books(api.workspace, api.user)


@pytest.fixture
def api(me: Program) -> Program:
    return me


PATH = "workspace/currency"


def test_a_dry_run_only_tells(api: Program, books: Books) -> None:
    books.account(opening_balance=10_050)
    books.edit(books.billed(20_051), status="sent")
    before = books.state()
    found = api.post(PATH, {"currency": "JPY", "how": "relabel", "dry_run": True}).json()
    assert books.state() == before
    assert (found["before"], found["currency"], found["dry_run"]) == ("EUR", "JPY", True)
    figures = {one.pop("name"): one for one in found["figures"]}
    assert figures["to_be_paid"] == {
        "before": "200.51", "expected": "201", "after": "201", "rounding": "0",
    }  # fmt: skip
    assert [one["after"] for one in found["accounts"]] == ["101"]
    assert (found["sent_invoices"], found["sent_invoices_count"]) == (["2026-001"], 1)
    assert found["records"]["transactions"] == 1


def test_it_is_changed_at_a_typed_rate_and_undone(api: Program, books: Books) -> None:
    for amount in (10_003, 10_003):
        books.income(amount)
    asked = {"currency": "CHF", "how": "convert", "rate": "0.95"}
    found = api.post(PATH, asked).json()
    (income,) = [one for one in found["figures"] if one["name"] == "income"]
    assert income == {"name": "income", "before": "200.06", "expected": "190.06",
                      "after": "190.06", "rounding": "0.00"}  # fmt: skip
    assert found["rate"] == "0.95"
    assert {one["currency"] for one in api.get("transactions").json()["items"]} == {"EUR"}
    assert api.get("workspace").json()["currency"] == "CHF"
    assert api.post("undo").status_code == 200
    assert api.get("workspace").json()["currency"] == "EUR"
    assert [one.base_net for one in books.all(Transaction)] == [10_003, 10_003]


def test_of_many_the_figures_are_told_as_a_whole(
    api: Program, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.income(10_000)
    monkeypatch.setattr(preview, "are_many", lambda rows: True)
    found = api.post(PATH, {"currency": "CHF", "how": "convert", "rate": "0.95", "dry_run": True})
    (income,) = [one for one in found.json()["figures"] if one["name"] == "income"]
    assert (income["expected"], income["after"], income["rounding"]) == ("95.00", None, None)
    assert books.fresh(books.workspace).currency == "EUR"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "currency"),
        ({"currency": "CHF"}, "how"),
        ({"currency": "chf", "how": "relabel"}, "currency"),
        ({"currency": 5, "how": "relabel"}, "currency"),
        ({"currency": "EUR", "how": "relabel"}, "currency"),
        ({"currency": "CHF", "how": "guess"}, "how"),
        ({"currency": "CHF", "how": "convert", "rate": "-1"}, "rate"),
        ({"currency": "CHF", "how": "convert", "rate": 1}, "rate"),
        ({"currency": "KWD", "how": "convert"}, "rate"),
        ({"currency": "CHF", "how": "convert", "date": "soon"}, "date"),
        ({"currency": "CHF", "how": "relabel", "dry_run": "yes"}, "dry_run"),
        ({"currency": "CHF", "how": "relabel", "sure": True}, "sure"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    api: Program, books: Books, asked: dict[str, Any], field: str
) -> None:
    answer = api.post(PATH, asked)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert books.fresh(books.workspace).currency == "EUR"
