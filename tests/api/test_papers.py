"""What the API hands out as a file or a link: an invoice's PDF, a client's statement and link."""

from io import BytesIO

import pytest
from django.test import Client as Web
from pypdf import PdfReader

from tests.api.cast import Program


@pytest.fixture
def client(me: Program) -> str:
    return str(me.made("clients", {"name": "Acme", "language": "en"})["id"])


@pytest.fixture
def invoice(me: Program, client: str) -> str:
    found = me.made("invoices", {"client": client, "issue_date": "2026-03-01"})
    category = me.read("categories?is_client=true")["items"][0]["id"]
    line = {"kind": "income", "date": "2026-03-01", "category": category, "amount": "100.00"}
    me.made("transactions", {**line, "invoice": found["id"], "description": "Work"})
    return str(found["id"])


def text_of(answer: object) -> str:
    pages = PdfReader(BytesIO(answer.content)).pages  # type: ignore[attr-defined]
    return " ".join(page.extract_text() for page in pages)


def test_an_invoice_is_had_as_pdf_as_a_draft_and_as_it_was_sent(me: Program, invoice: str) -> None:
    draft = me.get(f"invoices/{invoice}/pdf")
    assert draft["Content-Type"] == "application/pdf" and "Draft" in text_of(draft)
    me.patch(f"invoices/{invoice}", {"status": "sent"})
    sent = me.get(f"invoices/{invoice}/pdf")
    assert "Draft" not in text_of(sent) and "100.00" in text_of(sent)
    me.patch(f"invoices/{invoice}", {"due_date": "2030-01-01"})
    assert me.get(f"invoices/{invoice}/pdf").content == sent.content


def test_a_statement_tells_of_a_period(me: Program, client: str, invoice: str) -> None:
    me.patch(f"invoices/{invoice}", {"status": "sent"})
    year = me.get(f"clients/{client}/statement?date_from=2026-01-01&date_to=2026-12-31")
    assert "100.00" in text_of(year)
    later = me.get(f"clients/{client}/statement?date_from=2026-04-01&date_to=2026-12-31")
    assert "Balance brought forward" in text_of(later)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("date_from=2026-02-30", "date_from"),
        ("date_from=2026-02-01&date_to=2026-01-01", "date_to"),
        ("currency=XYZ", "currency"),
        ("cursor=1", "cursor"),
    ],
)
def test_an_odd_period_is_refused(me: Program, client: str, query: str, field: str) -> None:
    answer = me.get(f"clients/{client}/statement?{query}")
    assert answer.status_code == 422 and field in answer.json()["errors"]


def test_a_link_is_made_and_ended(me: Program, client: str) -> None:
    made = me.post(f"clients/{client}/share")
    assert made.status_code == 201
    path = made.json()["url"].split("testserver")[1]
    assert Web().get(path).status_code == 200
    assert me.delete(f"clients/{client}/share").status_code == 204
    assert Web().get(path).status_code == 410
    assert me.delete(f"clients/{client}/share").status_code == 404
