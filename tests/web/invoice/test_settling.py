"""What could settle an invoice stands on its page, with the way to use it."""

from django.test import Client as Web

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
