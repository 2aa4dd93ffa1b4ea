"""The statement of a client on the page: a period, its PDF, and what is wrong."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Web
from pypdf import PdfReader

from freelancer_os.clients.models import Client
from freelancer_os.invoicing.document.statement import first_claim
from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in


def sent(books: Books, client: Client, **given: Any) -> None:
    invoice = books.invoice(client=client, **given)
    books.income(12_300, invoice=invoice)
    books.call(invoice, "send")


def text_of(answer: Any) -> str:
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(one.extract_text() for one in PdfReader(BytesIO(answer.content)).pages)


@pytest.fixture
def client(books: Books) -> Client:
    made = books.client("Acme & Söhne/2")
    sent(books, made, issue_date=date(2024, 3, 1))
    return made


def test_the_form_offers_periods_and_begins_with_this_year(web: Web, client: Client) -> None:
    page = web.get(f"/clients/{client.pk}/statement/")
    said = page.content.decode()
    year = page.context["form"].usual["date_to"].year
    assert f'value="1/1/{year}"' in said and "<html" in said
    assert [one.words for one in page.context["usual"]] == ["This year", "Last year", "Everything"]
    assert "date_from=2024-03-01" in page.context["usual"][-1].address
    assert "<html" not in web.get(f"/clients/{client.pk}/statement/?dialog").content.decode()


def test_a_period_as_it_is_typed_becomes_a_pdf(web: Web, client: Client) -> None:
    given = {"date_from": "2/1/2024", "date_to": "March 31, 2024"}
    answer = web.get(f"/clients/{client.pk}/statement.pdf", given)
    assert "123.00" in text_of(answer)
    named = answer["Content-Disposition"]
    assert named == "attachment; filename*=utf-8''Acme---S%C3%B6hne-2-2024-03-31.pdf"


def test_everything_is_one_click(web: Web, client: Client) -> None:
    page = web.get(f"/clients/{client.pk}/statement/")
    assert "123.00" in text_of(web.get(page.context["usual"][-1].address))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"date_from": "soon-ish"}, "Write the date like"),
        ({"date_from": "2/1/2024", "date_to": "1/1/2024"}, "A period ends on or after"),
    ],
)
def test_what_is_no_period_is_said_and_kept(
    web: Web, client: Client, given: dict[str, str], sentence: str
) -> None:
    answer = web.get(f"/clients/{client.pk}/statement.pdf", given)
    said = answer.content.decode()
    assert answer.status_code == 422 and sentence in said
    assert f'value="{given["date_from"]}"' in said


def test_a_currency_is_asked_for_only_where_there_are_several(
    books: Books, web: Web, client: Client
) -> None:
    assert 'name="currency"' not in web.get(f"/clients/{client.pk}/statement/").content.decode()
    sent(books, client, currency="CHF", issue_date=date(2024, 5, 1))
    assert 'name="currency"' in web.get(f"/clients/{client.pk}/statement/").content.decode()
    given = {"date_from": "1/1/2024", "date_to": "12/31/2024"}
    in_euro = web.get(f"/clients/{client.pk}/statement.pdf", {**given, "currency": "EUR"})
    assert "€123.00" in text_of(in_euro) and "CHF" not in text_of(in_euro)
    newest = web.get(f"/clients/{client.pk}/statement.pdf", given)
    assert "CHF" in text_of(newest)
    odd = web.get(f"/clients/{client.pk}/statement.pdf", {**given, "currency": "XYZ"})
    assert odd.status_code == 422


def test_a_client_without_invoices_has_an_empty_one(books: Books, web: Web) -> None:
    bare = books.client("Bare")
    page = web.get(f"/clients/{bare.pk}/statement/")
    assert first_claim(bare) is None and len(page.context["usual"]) == 2
    assert "Bare" in text_of(web.get(page.context["usual"][0].address))


def test_a_stranger_finds_nothing(client: Client) -> None:
    stranger = signed_in(open_books().user)
    for path in ("statement/", "statement.pdf"):
        assert stranger.get(f"/clients/{client.pk}/{path}").status_code == 404
