"""What is marked as paid is paid on an account in its currency, unless one says otherwise."""

from django.test import Client as Web

from tests.books import Books


def test_the_account_that_is_proposed(web: Web, books: Books) -> None:
    dollars = books.account("Dollars", currency="USD")
    books.account("Euros")
    usual = books.account("Giro", on_invoices=True)
    books.account("Closed", currency="CHF", archived=True)
    rate = {"exchange_rate": 9_000_000_000}
    for currency, wanted in (("EUR", usual), ("USD", dollars), ("CHF", usual), ("GBP", usual)):
        known = {} if currency == "EUR" else rate
        invoice = books.invoice(client=books.client(), currency=currency)
        books.income(1_000, invoice=invoice, currency=currency, **known)
        books.edit(invoice, status="sent")
        entry = books.income(1_000, currency=currency, **known)
        for way in (
            f"/invoices/{invoice.pk}/do/pay/",
            f"/invoices/{invoice.pk}/do/pay-part/",
            f"/transactions/{entry.pk}/do/pay/",
        ):
            page = web.get(way, headers={"hx-request": "true"}).content.decode()
            assert f'data-key="{wanted.pk}"' in page, (currency, way)
