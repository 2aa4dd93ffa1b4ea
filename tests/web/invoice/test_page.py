"""The page of an invoice: its head, its lines, its sums, what it lacks, its paper."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Account, Invoice, Transaction
from freelancer_os.projects.models import Project, TimeEntry
from tests.books import DAY, TAX, Books, open_books
from tests.web.test_every_collection import signed_in

READY = {
    "street": "Ilica 42",
    "postal_code": "10000",
    "city": "Zagreb",
    "country": "HR",
    "tax_id": "HR33392005961",
}


@pytest.fixture
def ready(books: Books) -> Books:
    """Books in which an invoice lacks nothing."""
    books.edit(books.workspace, **READY)
    books.make(Account, name="Bank", kind="bank", iban="HR1210010051863000160")
    return books


def draft(books: Books) -> str:
    client = books.client(
        "Acme", street="Spreeufer 9", postal_code="10179", city="Berlin", country="DE"
    )
    invoice = books.invoice(client=client, due_date=books.workspace.today)
    hours = {"quantity": 20_000, "unit_price": 500_000_000, "unit": "HUR"}
    line = {"kind": "income", "date": DAY, "category": books.client_income, "tax_rate": TAX}
    books.make(Transaction, description="Logo", invoice=invoice, **hours, **line)
    books.income(description="Photos", invoice=invoice, amount=4_900, tax_rate=70_000)
    return f"/invoices/{invoice.pk}/"


def test_a_draft_shows_its_lines_its_sums_and_that_it_is_ready(ready: Books, web: Web) -> None:
    page = web.get(draft(ready)).content.decode()
    for said in ("Logo", "Photos", "Tax 19% on €1,000.00", "€190.00", "Tax 7% on €49.00", "To pay"):
        assert said in page, said
    assert "€1,242.43" in page.split("To pay</dt>")[1].split("</div>")[0]
    assert "Ready to send" in page and "takes the number" in page
    assert "Before sending" not in page


def test_what_is_missing_is_named_with_the_way_to_it(books: Books, web: Web) -> None:
    invoice = books.invoice()
    page = web.get(f"/invoices/{invoice.pk}/").content.decode()
    assert "Before sending" in page and "Ready to send" not in page
    for said in ("It has no line yet.", "It has no client yet.", "Your tax number is missing."):
        assert said in page, said
    assert 'href="/settings/#letterhead"' in page


def test_lines_are_cells_and_a_new_one_is_one_form_away(ready: Books, web: Web) -> None:
    address = draft(ready)
    page = web.get(address).content.decode()
    assert 'data-slug="transactions"' in page and 'data-field="unit_price"' in page
    assert 'data-field="discount_percent"' not in page
    form = web.get(f"/transactions/new/?invoice={address.split('/')[2]}").content.decode()
    for name in ("description", "quantity", "unit", "unit_price", "tax_rate"):
        assert f'name="{name}"' in form, name
    assert 'name="amount"' not in form


def test_a_line_is_made_by_that_form(ready: Books, web: Web) -> None:
    address = draft(ready)
    sent = {"description": "Shooting", "quantity": "1.5", "unit": "DAY", "unit_price": "950"}
    form = web.get(f"/transactions/new/?invoice={address.split('/')[2]}")
    hidden = form.context["composer"].hidden
    answer = web.post("/transactions/", {**hidden, **sent, "tax_rate": "19"}, follow=True)
    assert answer.status_code == 200, answer.content
    page = web.get(address).content.decode()
    assert "Shooting" in page and "€1,425.00" in page


def test_unlinked_income_of_the_client_is_counted_and_offered(ready: Books, web: Web) -> None:
    address = draft(ready)
    client = ready.all(Client)[0]
    ready.income(description="Loose", client=client)
    ways = web.get(address).context["ways"]
    assert ways.unlinked == "1"
    assert "Loose" in web.get(ways.loose).content.decode()


def test_the_pdf_says_what_the_page_says(ready: Books, web: Web) -> None:
    answer = web.get(f"{draft(ready)}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    for said in ("Acme", "Spreeufer 9", "Logo", "2 h", "€1,242.43", "HR33392005961"):
        assert said in text, (said, text)
    saved = web.get(f"{draft(ready)}pdf/?download")
    assert saved["Content-Disposition"].startswith("attachment")


def test_the_preview_changes_its_address_with_every_change(ready: Books, web: Web) -> None:
    address = draft(ready)
    before = web.get(address).context["version"]
    assert web.get(address).context["version"] == before
    ready.client("Somebody else")
    assert web.get(address).context["version"] != before
    picture = web.get(f"{address}preview.svg?v={before}")
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.startswith(b"<svg")
    assert "script" not in picture["Content-Security-Policy"]


def test_a_stranger_sees_nothing(ready: Books, web: Web) -> None:
    address = draft(ready)
    stranger = signed_in(open_books().user)
    for end in ("", "pdf/", "preview.svg"):
        assert stranger.get(f"{address}{end}").status_code == 404
    assert Web().get(f"{address}pdf/").status_code == 302


def test_a_sent_invoice_that_changes_says_so_and_keeps_its_copy(ready: Books, web: Web) -> None:
    address = draft(ready)
    web.post(f"{address}do/send/")
    sent = web.get(f"{address}pdf/").content
    assert "Changed since" not in web.get(address).content.decode()
    line = ready.all(Transaction)[0]
    ready.edit(line, description="Another logo")
    assert web.get(f"{address}pdf/").content == sent
    page = web.get(address).content.decode()
    assert "Changed since" in page and "Open the copy" in page


def test_hours_and_the_price_list_are_offered_beside_the_lines(ready: Books, web: Web) -> None:
    address = draft(ready)
    page = web.get(address).content.decode()
    for label, verb in (("Unbilled hours", "hours"), ("From the price list", "price")):
        assert f'data-dialog="{address}do/{verb}/"' in page and f"</svg>{label}</button>" in page
    web.post(f"{address}do/send/")
    assert "Unbilled hours" not in web.get(address).content.decode()


def test_how_many_hours_are_unbilled_stands_on_the_button(ready: Books, web: Web) -> None:
    address, client = draft(ready), ready.all(Client)[0]
    assert web.get(address).context["ways"].hours == ""
    project = ready.make(Project, name="Site", client=client, hourly_rate=9_000)
    for hours, more in ((4 * 3600, {}), (9_000, {}), (3600, {"billable": False})):
        ready.make(TimeEntry, project=project, date=DAY, hours=hours, **more)
    other = ready.make(Project, name="Theirs", client=ready.client("Other"))
    ready.make(TimeEntry, project=other, date=DAY, hours=3600)
    assert "6.5 h</span></button>" in web.get(address).content.decode()
    web.post(f"{address}do/hours/", {"until": "31 December 2026", "by": "entry"})
    assert web.get(address).context["ways"].hours == ""


def test_hours_are_annexed_once_they_are_wanted(ready: Books, web: Web) -> None:
    address = draft(ready)
    client = ready.all(Client)[0]
    project = ready.make(Project, name="Site", client=client, hourly_rate=9_000)
    ready.make(TimeEntry, project=project, date=DAY, hours=3 * 3600, note="Sketches")
    answer = web.post(f"{address}do/hours/", {"until": "31 December 2026", "by": "entry"})
    assert answer.status_code in {200, 302}, answer.content
    assert "€270.00" in web.get(address).content.decode()
    pk = address.split("/")[2]
    ready.edit(next(one for one in ready.all(Invoice) if str(one.pk) == pk), has_annex=True)
    _first, annex = PdfReader(BytesIO(web.get(f"{address}pdf/").content)).pages
    assert "Sketches" in annex.extract_text() and "Hours worked" in annex.extract_text()


def test_what_the_settings_and_the_client_say_later_changes_no_sent_invoice(
    ready: Books, web: Web
) -> None:
    address = draft(ready)
    web.post(f"{address}do/send/")
    ready.edit(ready.workspace, invoice_note="See you", accent="#aa3300", is_small_business=True)
    ready.edit(ready.all(Client)[0], language="de", street="Elsewhere 1")
    assert "Changed since" not in web.get(address).content.decode()


def statements(web: Web, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert web.get(address).status_code == 200
    return len(captured)


def test_it_costs_the_same_however_much_there_is(ready: Books, web: Web) -> None:
    address = draft(ready)
    few = statements(web, address)
    invoice = ready.all(Invoice)[0]
    assert invoice.client is not None
    for number in range(8):
        ready.income(number * 100, invoice=invoice, tax_rate=TAX, description=f"Line {number}")
        ready.income(100, client=invoice.client)
        ready.invoice(client=invoice.client)
        project = ready.make(Project, name=f"Site {number}", client=invoice.client)
        ready.make(TimeEntry, project=project, date=DAY, hours=3600)
    assert statements(web, address) == few <= 36
    ready.call(invoice, "send")
    assert statements(web, address) <= 36
