"""What a mail says about an invoice, in the workspace's own words or the program's."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from django.core.exceptions import ValidationError

from freelancer_os.invoicing.models import MailText
from freelancer_os.invoicing.texts.filling import fill, filled, renumbered
from tests.books import Books, open_books


def test_it_is_filled_in_the_words_of_its_language(db: None) -> None:
    books = open_books(locale="de-DE")
    invoice = books.invoice(number="2026-007", due_date=date(2026, 10, 15))
    books.income(123_450, invoice=invoice)
    found = filled(books.fresh(invoice), "invoice")
    assert found.subject == "Rechnung 2026-007 von Studio"
    assert "die Rechnung 2026-007 über 1.234,50\xa0€, fällig am 15. Oktober 2026." in found.message


def test_it_is_written_in_the_language_of_the_client(books: Books) -> None:
    client = books.client("Acme", language="fr")
    invoice = books.invoice(number="7", client=client, due_date=date(2026, 10, 15))
    assert filled(invoice, "invoice").subject == "Facture 7 de Studio"
    assert "avant le 15 octobre 2026" in filled(invoice, "invoice").message
    said = books.edit(invoice, language="de")
    assert filled(said, "invoice").subject == "Rechnung 7 von Studio"


def test_a_draft_shows_the_number_it_would_get_and_takes_none(books: Books) -> None:
    invoice = books.invoice()
    assert filled(invoice, "invoice").subject == "Invoice 2026-001 from Studio"
    assert books.fresh(invoice).number is None


def test_a_number_that_waits_for_the_client_is_left_open(books: Books) -> None:
    books.edit(books.workspace, invoice_pattern="{client}-{seq:03}")
    assert filled(books.invoice(), "invoice").subject == "Invoice {number} from Studio"


def test_a_draft_speaks_of_the_day_on_which_it_will_be_due(books: Books) -> None:
    books.edit(books.workspace, payment_terms_days=14)
    due = books.workspace.today + timedelta(days=14)
    assert format_date(due, "long", "en_US") in filled(books.invoice(), "invoice").message


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Invoice 2026-001, due", "Invoice 2026-002, due"),
        ("2026-0011 and X-2026-001", "2026-0011 and X-2026-001"),
        ("(2026-001)", "(2026-002)"),
    ],
)
def test_a_number_that_was_expected_becomes_the_one_given(text: str, after: str) -> None:
    assert renumbered(text, "2026-001", "2026-002") == after
    assert renumbered(text, "", "2026-002") == text


def test_ones_own_text_takes_its_place(books: Books) -> None:
    own = {"occasion": "invoice", "subject": "{number} for {client}", "message": "Hi {client}"}
    books.make(MailText, language="en", **own)
    books.make(MailText, language="de", **{**own, "subject": "Andere"})
    invoice = books.invoice(number="7", client=books.client("Acme"))
    assert filled(invoice, "invoice").subject == "7 for Acme"
    assert filled(invoice, "first").subject == "Reminder: invoice 7"


def test_braces_of_a_person_stay() -> None:
    assert fill("{number} {x} {}", {"number": "{client}"}) == "{client} {x} {}"


def test_a_field_that_no_mail_has_is_refused(books: Books) -> None:
    with pytest.raises(ValidationError, match=r"There is no field \{amount\}"):
        books.make(MailText, subject="{amount}", message="x")
