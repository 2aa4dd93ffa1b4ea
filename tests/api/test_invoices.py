"""What the API does with invoices beside setting their fields."""

from typing import Any

import pytest

from tests.api.cast import Program
from tests.books import TAX, Books

ACCOUNT = {"name": "Bank", "kind": "bank"}


@pytest.fixture
def books(me: Program) -> Books:
    return Books(me.workspace, me.user)


@pytest.fixture
def sent(me: Program, books: Books) -> dict[str, Any]:
    """A sent invoice of two lines, with its lines."""
    invoice = books.invoice(discount_percent=100_000)
    lines = [books.income(amount, tax_rate=TAX, invoice=invoice) for amount in (100_00, 50_00)]
    books.call(invoice, "send")
    return {"at": f"invoices/{invoice.pk}", "lines": [str(line.pk) for line in lines]}


def test_a_credit_note_is_made_of_all_or_of_some_lines(me: Program, sent: dict[str, Any]) -> None:
    first, second = sent["lines"]
    answer = me.post(
        f"{sent['at']}/credit", {"lines": [{"line": first, "amount": "40.00"}, second]}
    )
    assert answer.status_code == 201, answer.json()
    note = answer.json()
    assert answer["Location"].endswith(f"/invoices/{note['id']}")
    assert (note["kind"], note["status"], note["net"]) == ("credit_note", "draft", "-81.00")
    assert f"invoices/{note['credits']}" == sent["at"]
    rest = me.post(f"{sent['at']}/credit", {}).json()
    assert rest["net"] == "-54.00"
    again = me.post(f"{sent['at']}/credit", {})
    assert (again.status_code, list(again.json()["errors"])) == (422, ["lines"])


@pytest.mark.parametrize(
    "lines",
    [
        *([], "all", {}, [1], [None], ["nonsense"], [{"quantity": "1"}]),
        [{"line": "01920000-0000-7000-8000-000000000000"}],
        [{"line": "FIRST", "amount": "1.00", "quantity": "1"}],
        [{"line": "FIRST", "amount": "1000.00"}],
        [{"line": "FIRST", "amount": 1}],
        [{"line": "FIRST", "quantity": "-1"}],
        [{"line": "FIRST", "colour": "red"}],
        ["FIRST", "FIRST"],
    ],
)
def test_other_lines_are_refused_at_the_field(
    me: Program, books: Books, sent: dict[str, Any], lines: Any
) -> None:
    before, first = books.state(), sent["lines"][0]
    if isinstance(lines, list):
        lines = [first if one == "FIRST" else _named(one, first) for one in lines]
    answer = me.post(f"{sent['at']}/credit", {"lines": lines})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["lines"])
    assert books.state() == before


def _named(one: Any, first: str) -> Any:
    return {**one, "line": first} if isinstance(one, dict) and one.get("line") == "FIRST" else one


def test_parts_are_paid_until_nothing_is_outstanding(me: Program, sent: dict[str, Any]) -> None:
    account = me.made("accounts", ACCOUNT)["id"]
    given = {"account": account, "paid_on": "2026-11-05"}
    part = me.post(f"{sent['at']}/pay", {**given, "amount": "60.65"})
    assert part.status_code == 200, part.json()
    assert (part.json()["status"], part.json()["outstanding"]) == ("sent", "100.00")
    less = me.post(f"{sent['at']}/pay", {**given, "amount": "0.00"})
    assert less.status_code == 422
    assert "above zero" in less.json()["errors"]["amount"][0]
    rest = me.post(f"{sent['at']}/pay", given).json()
    assert (rest["status"], rest["paid"], rest["outstanding"]) == ("paid", "160.65", "0.00")
    assert me.read(f"accounts/{account}")["balance"] == "160.65"
    receipts = [payment["receipt"] for payment in me.everything("payments")]
    assert None not in receipts
    assert len(set(receipts)) == 2


def test_what_is_paid_too_much_is_the_clients_credit(me: Program, sent: dict[str, Any]) -> None:
    account = me.made("accounts", ACCOUNT)["id"]
    client = me.made("clients", {"name": "Acme"})["id"]
    me.patch(sent["at"], {"client": client})
    more = me.post(f"{sent['at']}/pay", {"account": account, "amount": "200.65"}).json()
    assert (more["status"], more["paid"], more["outstanding"]) == ("paid", "200.65", "-40.00")
    assert me.read(f"clients/{client}")["credit"] == "40.00"
    why = me.read(f"clients/{client}/explain/credit")
    assert (why["total"], [one["amount"] for one in why["items"]]) == ("40.00", ["40.00"])
    other = me.made("invoices", {"client": client})
    line = {"kind": "income", "date": "2026-11-05", "category": me.client_category()}
    line = me.made("transactions", {**line, "amount": "100.00", "invoice": other["id"]})
    ends = {"from": me.read(sent["at"])["id"], "to": other["id"]}
    settlement = me.made("settlements", {**ends, "date": "2026-11-06"})
    assert settlement["amount"] == "40.00"
    other = me.read(f"invoices/{other['id']}")
    assert (other["paid"], other["outstanding"]) == ("40.00", "60.00")
    why = me.read(f"transactions/{line['id']}/explain/paid")
    ((told),) = why["items"]
    assert (told["collection"], told["id"]) == ("settlements", settlement["id"])
    assert (told["amount"], told["date"]) == ("40.00", "2026-11-06")
    assert me.read(f"clients/{client}")["credit"] == "0.00"
    assert me.read(f"accounts/{account}")["balance"] == "200.65"
    assert me.delete(f"settlements/{settlement['id']}").status_code == 204
    assert me.read(f"clients/{client}")["credit"] == "40.00"


def test_an_invoice_is_duplicated_with_its_lines(me: Program, sent: dict[str, Any]) -> None:
    answer = me.post(f"{sent['at']}/duplicate", {})
    assert answer.status_code == 201, answer.json()
    made, original = answer.json(), me.read(sent["at"])
    assert answer["Location"].endswith(f"/invoices/{made['id']}")
    assert (made["status"], made["number"], made["total"]) == ("draft", None, original["total"])
    assert me.post(f"{sent['at']}/duplicate", {"number": "7"}).status_code == 422
    assert me.post("payments/01920000-0000-7000-8000-000000000000/duplicate", {}).status_code == 404


def test_what_is_no_action_is_not_found(me: Program, sent: dict[str, Any]) -> None:
    assert me.post(f"{sent['at']}/frame", {}).status_code == 404
    assert me.get(f"{sent['at']}/credit").status_code == 405
