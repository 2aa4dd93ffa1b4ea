"""An invoice is sent: its number and its mail in one change."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.errors import Conflict
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing import sending
from freelancer_os.invoicing.models import Mail, MailServer
from tests.books import Books
from tests.invoicing.post_office import TO, deliver, office
from tests.smtp import USER


def _send(books: Books, invoice: Invoice, **asked: Any) -> Mail:
    given = {"to": TO, **asked}
    return books.do(lambda unit: sending.send(unit.fresh(invoice), **given), "Sent it")


def test_number_and_mail_are_one_change(books: Books) -> None:
    with office(books) as found:
        invoice = books.billed(client=books.client("Acme", email=TO))
        mail = _send(books, invoice, subject="Invoice {number}", message="Dear {client}, {number}")
        stored = books.fresh(invoice)
        assert (stored.status, stored.number) == ("sent", "2026-001")
        assert books.fresh(mail).state == Mail.State.WAITING
        deliver(books)
    assert found.letters[0].message["Subject"] == "Invoice 2026-001"
    assert found.letters[0].text == "Dear {client}, 2026-001\n"


def test_what_is_not_said_is_the_text_of_the_workspace(books: Books) -> None:
    with office(books) as found:
        _send(books, books.billed())
        deliver(books)
    assert found.letters[0].message["Subject"] == "Invoice 2026-001 from Studio"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"to": ""}, "to"),
        ({"to": "nobody"}, "to"),
        ({"to": ", ".join(f"a{n}@example.com" for n in range(11))}, "to"),
        ({"subject": "a\nBcc: b@example.com"}, "subject"),
        ({"message": "x" * 20_001}, "message"),
    ],
)
def test_what_cannot_be_sent_burns_no_number(
    books: Books, asked: dict[str, str], name: str
) -> None:
    with office(books):
        invoice = books.billed()
        with pytest.raises(ValidationError) as refused:
            _send(books, invoice, **asked)
    assert list(refused.value.message_dict) == [name]
    assert books.fresh(invoice).number is None
    assert not books.all(Mail)


def test_what_has_no_line_is_not_sent(books: Books) -> None:
    with office(books):
        invoice = books.invoice()
        with pytest.raises(ValidationError, match="no line yet"):
            _send(books, invoice)
    assert (books.fresh(invoice).number, books.all(Mail)) == (None, [])


def test_without_a_server_it_is_said_before(books: Books) -> None:
    invoice = books.billed()
    with pytest.raises(Conflict, match="mark the invoice as sent by hand"):
        _send(books, invoice)
    assert books.fresh(invoice).status == "draft"


def test_it_goes_to_the_address_for_bills(books: Books) -> None:
    client = books.client("Acme", email="a@example.com")
    invoice = books.billed(client=client)
    assert sending.address_of(invoice) == "a@example.com"
    books.edit(client, billing_email="bills@example.com")
    assert sending.address_of(books.fresh(invoice)) == "bills@example.com"
    assert sending.address_of(books.billed()) == ""


def test_a_copy_as_the_settings_have_it_or_as_is_said(books: Books) -> None:
    with office(books):
        invoice = books.billed()
        assert _send(books, invoice).copy_to == ""
        assert _send(books, invoice, copy=True).copy_to == USER
        books.edit(books.all(MailServer)[0], copy_to_self=True)
        assert _send(books, invoice).copy_to == USER
        assert _send(books, invoice, copy=False).copy_to == ""


def test_one_that_was_sent_is_mailed_once_more_under_its_number(books: Books) -> None:
    with office(books) as found:
        invoice = books.billed()
        _send(books, invoice)
        _send(books, invoice, to="boss@example.com")
        deliver(books)
    assert [letter.to for letter in found.letters] == [[TO], ["boss@example.com"]]
    assert books.fresh(invoice).number == "2026-001"


def test_a_mail_that_fails_leaves_it_sent_with_its_number(books: Books) -> None:
    with office(books) as found:
        invoice = books.billed()
        mail = _send(books, invoice)
        found.answers["RCPT"] = ["550 No"]
        deliver(books)
    assert (books.fresh(invoice).status, books.fresh(invoice).number) == ("sent", "2026-001")
    assert books.fresh(mail).state == Mail.State.FAILED


def test_what_was_shown_before_has_the_number_that_was_given(books: Books) -> None:
    with office(books):
        invoice, other = books.billed(), books.invoice()
        books.call(other, "send")
        text = {"subject": "Invoice 2026-001", "message": "2026-001, not 2026-0011"}
        mail = _send(books, invoice, **text, expected="2026-001")
    assert (mail.subject, mail.body) == ("Invoice 2026-002", "2026-002, not 2026-0011")


def test_a_copy_goes_to_whoever_sends_where_the_server_is_the_installations(
    books: Books, settings: Any
) -> None:
    settings.HAS_MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", 25
    settings.DEFAULT_FROM_EMAIL = "us@example.com"
    invoice = books.billed()
    assert _send(books, invoice).copy_to == ""
    assert _send(books, invoice, copy=True).copy_to == books.user.email
