"""What could settle an invoice stands on its page, with the way to use it."""

from io import BytesIO

import pytest
from django.test import Client as Web
from pypdf import PdfReader

from freelancer_os.finance.models import Settlement
from tests.books import DAY, Books


def page(web: Web, invoice: object) -> str:
    return web.get(f"/invoices/{getattr(invoice, 'pk')}/").content.decode()  # noqa: B009


def test_a_deposit_and_a_credit_are_told_and_used(books: Books, web: Web) -> None:
    client = books.client()
    deposit = books.call(books.billed(30_000, client=client, kind="deposit"), "send")
    over = books.billed(10_000, client=client)
    books.call(over, "pay", books.account(), 12_500, DAY)
    final = books.billed(100_000, client=client)
    shown = page(web, final)
    assert f"Of deposit {deposit} €300.00 are not taken off yet." in shown
    assert f"By {books.fresh(over)} the client has €25.00 to its credit." in shown
    where = f"/invoices/{final.pk}/do/settle/"
    assert where in shown
    asked = web.get(where).content.decode()
    assert f'data-key="{deposit.pk}"' in asked
    assert f"{deposit} · €300.00" in asked
    answer = web.post(where, {"from": str(deposit.pk)}, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    (made,) = books.all(Settlement)
    assert (made.from_invoice, made.amount) == (deposit, 30_000)
    shown = page(web, final)
    assert "not taken off yet" not in shown
    assert "to its credit" in shown
    assert f"Deposit {deposit}" in shown
    for invoice in (final, deposit):
        assert f"Settled Draft with {deposit}" in page(web, invoice).split('id="record-history"')[1]


def test_nothing_is_told_where_there_is_nothing(books: Books, web: Web) -> None:
    other = books.billed(30_000, client=books.client(), kind="deposit")
    books.call(other, "send")
    assert "do/settle/" not in page(web, books.billed(client=books.client()))


def test_what_arrived_less_is_a_discount(books: Books, web: Web) -> None:
    invoice = books.billed(100_000, early_percent=20_000, early_days=10)
    books.call(invoice, "send")
    where, account = f"/invoices/{invoice.pk}/do/pay-part/", books.account()
    asked = web.get(where).content.decode()
    assert 'value="980.00"' in asked
    assert 'data-key="discount"' in asked
    given = {"account": str(account.pk), "amount": "980.00", "rest": "discount"}
    answer = web.post(where, given, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    assert books.fresh(invoice).state == "paid"
    (made,) = books.all(Settlement)
    assert made.from_invoice.sent_pdf


@pytest.mark.parametrize(
    ("currency", "typed", "net"), [("JPY", "333.5", 1001), ("KWD", "1.5", 4500)]
)
def test_a_line_is_read_in_the_currency_of_its_invoice(
    books: Books, web: Web, currency: str, typed: str, net: int
) -> None:
    invoice = books.invoice(currency=currency)
    given = {
        "kind": "income",
        "date": DAY.isoformat(),
        "category": str(books.client_income.pk),
        "invoice": str(invoice.pk),
        "quantity": "3",
        "unit_price": typed,
        "exchange_rate": "0.5",
    }
    answer = web.post("/transactions/", given, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    assert books.fresh(invoice).net == net


def test_what_is_void_asks_for_nothing(books: Books, web: Web) -> None:
    invoice = books.billed(100_000, early_percent=20_000, early_days=10)
    web.post(f"/invoices/{invoice.pk}/do/send/", headers={"HX-Request": "true"})
    books.call(invoice, "void")
    text = (
        PdfReader(BytesIO(web.get(f"/invoices/{invoice.pk}/pdf/").content)).pages[0].extract_text()
    )
    assert "Void" in text
    assert "discount if paid" not in text
    shown = page(web, invoice)
    assert "Unlinked income" not in shown
    assert "€0.00" in shown.split("To pay</dt>")[1].split("</div>")[0]


def test_what_is_paid_too_much_is_no_negative_claim(books: Books, web: Web) -> None:
    invoice = books.billed(10_000, client=books.client())
    books.call(invoice, "pay", books.account(), 12_500, DAY)
    shown = page(web, invoice)
    assert "€25.00" in shown.split("Kept as a credit</dt>")[1].split("</div>")[0]
