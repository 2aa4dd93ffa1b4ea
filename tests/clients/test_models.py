"""The client: what its numbers mean."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.books import DAY, LATER, TAX, Books


def test_invoice_amount_is_net_of_what_is_on_its_invoices_drafts_too(books: Books) -> None:
    client = books.client(contract_value=60_000)
    invoice = books.invoice(client=client)
    books.income(10_000, tax_rate=TAX, invoice=invoice)
    books.income(6_000, tax_rate=TAX, client=client)
    stored = books.fresh(client)
    assert (stored.invoice_amount, stored.invoice_total) == (10_000, 11_900)
    assert stored.income == 16_000
    assert stored.share_invoiced == 1_667
    books.edit(invoice, status="sent")
    assert books.fresh(client).invoice_amount == 10_000


def test_what_is_void_counts_in_neither(books: Books) -> None:
    client = books.client(contract_value=60_000)
    invoice = books.invoice(client=client)
    books.income(10_000, invoice=invoice)
    books.edit(invoice, status="sent")
    books.edit(invoice, status="void")
    stored = books.fresh(client)
    assert (stored.invoice_amount, stored.income, stored.share_invoiced) == (0, 0, 0)


@pytest.mark.parametrize(
    ("value", "amount", "share"),
    [(None, 5, None), (0, 5, None), (-5, 5, None), (10_000, 9_999_999, 9_999_999), (3, 1, 3_333),
     (10**13, 1, 1), (10**13, 10**13 - 1, 9_999), (100, 100, 10_000), (100, -50, -5_000)],
)  # fmt: skip
def test_share_invoiced(books: Books, value: int | None, amount: int, share: int | None) -> None:
    client = books.client(contract_value=value)
    books.income(amount, invoice=books.invoice(client=client))
    assert books.fresh(client).share_invoiced == share


def test_its_figures_are_in_base_currency(books: Books) -> None:
    client = books.client()
    invoice = books.invoice(client=client, currency="USD")
    books.income(10_000, tax_rate=TAX, invoice=invoice, exchange_rate=9 * 10**9)
    stored = books.fresh(client)
    assert (stored.invoice_amount, stored.invoice_total, stored.income) == (9_000, 10_710, 9_000)
    assert books.fresh(invoice).base_total == 10_710


def test_a_client_moves_through_its_stages(books: Books) -> None:
    client = books.client()
    assert client.stage == "lead"
    assert books.call(client, "move_to", "negotiation").stage == "negotiation"
    assert books.call(client, "move_to", "on_hold").stage == "on_hold"
    for wrong in ("On hold", "", None):
        with pytest.raises(ValidationError) as refused:
            books.call(client, "move_to", wrong)
        assert list(refused.value.message_dict) == ["stage"]
    assert books.undo().sentence == "Undid: move_to Acme"
    assert books.fresh(client).stage == "negotiation"


@pytest.mark.parametrize("value", [10**13 + 1, -(10**13) - 1])
def test_no_contract_value_is_larger_than_10_13(books: Books, value: int) -> None:
    with pytest.raises(ValidationError) as found:
        books.client(contract_value=value)
    assert list(found.value.message_dict) == ["contract_value"]


def test_a_name_is_kept_as_it_was_typed_and_folded_for_sorting(books: Books) -> None:
    client = books.client(" Łódź & Söhne ")
    assert (client.name, client.folded) == ("Łódź & Söhne", "lodz & sohne")


def test_a_tax_number_is_checked_by_the_country_as_it_changes(books: Books) -> None:
    client = books.client(country="DE", tax_id="de 136 695 976")
    assert client.tax_id == "DE136695976"
    with pytest.raises(ValidationError, match="check digit of “136695977”"):
        books.edit(client, tax_id="136695977")
    # In the same request with its country it is one of that country; alone it stays as it is.
    assert books.edit(client, country="US", tax_id="136695977").tax_id == "136695977"
    assert books.edit(client, country="DE").tax_id == "136695977"
    assert books.edit(client, name="Renamed").tax_id == "136695977"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("country", "de"), ("country", "EU"), ("language", "la"), ("payment_terms_days", -1)],
)
def test_what_invoices_need_is_checked_at_its_field(books: Books, field: str, wrong: Any) -> None:
    client = books.client()
    with pytest.raises(ValidationError) as refused:
        books.edit(client, **{field: wrong})
    assert [*refused.value.message_dict] == [field]
    assert books.fresh(client) == client


def test_a_next_step_waits_until_its_day_has_passed(books: Books) -> None:
    client = books.client(next_step="Call", next_step_on=DAY)
    assert (client.is_waiting(DAY), client.is_waiting(LATER)) == (False, True)
    assert not books.edit(client, archived=True).is_waiting(LATER)
