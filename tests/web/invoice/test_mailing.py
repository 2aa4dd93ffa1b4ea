"""The form with which an invoice is mailed: the text as it will be, and a copy to oneself."""

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.models import Mail, MailServer
from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in

ME = "ada@example.com"


@pytest.fixture
def draft(books: Books) -> Invoice:
    books.make(MailServer, host="127.0.0.1", port=25, from_address=ME, copy_to_self=True)
    invoice = books.invoice(client=books.client("Acme", email="acme@example.com"))
    books.income(description="Work", invoice=invoice)
    return books.fresh(invoice)


def form(web: Web, invoice: Invoice) -> dict[str, str]:
    """What the form would send if nobody changed it."""
    context = web.get(f"/invoices/{invoice.pk}/do/mail/").context
    return {one.field.name: one.value for one in context["asked"]} | dict(context["kept"])


def send(web: Web, invoice: Invoice, given: dict[str, str]) -> None:
    answer = web.post(f"/invoices/{invoice.pk}/do/mail/", given)
    assert answer.status_code == 302, answer.content


def test_a_draft_shows_the_text_as_it_will_be_and_burns_no_number(
    books: Books, web: Web, draft: Invoice
) -> None:
    for _ in range(2):
        given = form(web, draft)
        assert given["subject"] == "Invoice 2026-001 from Studio"
        assert "{" not in given["message"] and "2026-001" in given["message"]
    assert books.fresh(draft).number is None
    send(web, draft, given)
    mail = books.all(Mail)[0]
    assert (mail.subject, mail.body) == (given["subject"], given["message"])


def test_where_another_took_the_number_the_text_has_the_one_it_got(
    books: Books, web: Web, draft: Invoice
) -> None:
    given = form(web, draft)
    books.call(books.invoice(), "send")
    send(web, draft, given)
    assert books.fresh(draft).number == "2026-002"
    mail = books.all(Mail)[0]
    assert mail.subject == "Invoice 2026-002 from Studio" and "2026-001" not in mail.body


def test_the_form_says_beforehand_where_no_mail_can_leave(
    books: Books, web: Web, draft: Invoice
) -> None:
    address = f"/invoices/{draft.pk}/do/mail/"
    assert "The mail leaves at once." in web.get(address).content.decode()
    books.remove(books.all(MailServer)[0])
    page = web.get(address).content.decode()
    assert "No mail server is known yet. Name it in the settings" in page
    assert "The mail leaves at once." not in page


def test_the_box_of_mails_looks_again_until_nothing_waits(
    books: Books, web: Web, draft: Invoice
) -> None:
    address = f"/invoices/{draft.pk}/"
    assert web.get(f"{address}mailed/").content == b""
    send(web, draft, form(web, draft))
    for there in (address, f"{address}mailed/"):
        page = web.get(there).content.decode()
        assert f'hx-get="{address}mailed/" hx-trigger="every 3s"' in page, there
        assert '<ul aria-live="polite">' in page and "Waiting" in page, there
    books.call(books.all(Mail)[0], "leave")
    page = web.get(f"{address}mailed/").content.decode()
    assert "Not delivered" in page and "hx-trigger" not in page


def test_a_stranger_does_not_see_the_box_of_mails(web: Web, draft: Invoice) -> None:
    assert signed_in(open_books().user).get(f"/invoices/{draft.pk}/mailed/").status_code == 404


def test_making_it_a_draft_again_asks_first(books: Books, web: Web, draft: Invoice) -> None:
    address = f"/invoices/{draft.pk}/"
    assert "data-confirm" not in box(web.get(address).content.decode(), "send")
    send(web, draft, form(web, draft))
    asks = box(web.get(address).content.decode(), "withdraw")
    assert 'data-confirm="Makes 2026-001 a draft again. It keeps its number.' in asks
    assert "What was mailed stays with the client." in asks


def box(page: str, verb: str) -> str:
    """The form of an action below what is told."""
    return page.split(f'-do-{verb}"')[1].partition("</form>")[0]


def test_a_copy_is_offered_as_the_settings_have_it(books: Books, web: Web, draft: Invoice) -> None:
    page = web.get(f"/invoices/{draft.pk}/do/mail/").content.decode()
    assert 'name="copy" value="true" checked' in page and "A copy to me" in page
    send(web, draft, form(web, draft))
    send(web, draft, {**form(web, draft), "copy": "false"})
    first, second = sorted(books.all(Mail), key=lambda one: one.pk)
    assert (first.copy_to, second.copy_to) == (ME, "")
    books.edit(books.all(MailServer)[0], copy_to_self=False)
    page = web.get(f"/invoices/{draft.pk}/do/mail/").content.decode()
    assert 'name="copy" value="true"' in page and "checked" not in page
