"""A private link: a client sees its open invoices and nothing else, until it is revoked."""

from django.test import Client as Web

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Account, Invoice
from freelancer_os.invoicing.shared import ClientLink
from tests.books import Books

IBAN = "HR1210010051863000160"


def sent(books: Books, client: Client, amount: int = 10_000) -> str:
    invoice = books.invoice(client=client)
    books.income(description="Work", invoice=invoice, amount=amount)
    return str(books.call(invoice, "send").pk)


def test_the_open_invoices_of_the_client_are_listed_and_downloaded(books: Books) -> None:
    acme, other = books.client("Acme"), books.client("Other")
    mine, theirs = sent(books, acme), sent(books, other)
    path = ClientLink.issue(acme)
    page = Web().get(path)
    assert page.status_code == 200 and "€100.00" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert mine in page.content.decode() and theirs not in page.content.decode()
    assert Web().get(f"{path}{mine}.pdf")["Content-Type"] == "application/pdf"
    assert Web().get(f"{path}{theirs}.pdf").status_code == 404


def test_that_each_says_how_it_is_paid_is_said_only_where_it_is_so(books: Books) -> None:
    acme, said = books.client("Acme"), "Each invoice says how it is paid."
    sent(books, acme)
    path = ClientLink.issue(acme)
    assert said not in Web().get(path).content.decode()
    account = books.make(Account, name="Bank", kind="bank", currency="USD", iban=IBAN)
    assert said not in Web().get(path).content.decode()
    books.make(Account, name="Giro", kind="bank", iban=IBAN)
    assert said in Web().get(path).content.decode()
    assert account.currency == "USD"


def test_drafts_and_paid_ones_are_not_shown(books: Books) -> None:
    acme = books.client("Acme")
    paid = sent(books, acme)
    books.income(description="Draft", invoice=books.invoice(client=acme))
    bank = books.make(Account, name="Bank", kind="bank")
    invoice = next(one for one in books.all(Invoice) if str(one.pk) == paid)
    books.call(invoice, "mark_paid", bank)
    page = Web().get(ClientLink.issue(acme)).content.decode()
    assert "Nothing is open." in page


def test_a_new_link_ends_the_old_and_revoking_ends_it_for_good(books: Books) -> None:
    acme = books.client("Acme")
    first, second = ClientLink.issue(acme), ClientLink.issue(acme)
    assert Web().get(first).status_code == 410
    assert Web().get(second).status_code == 200
    assert ClientLink.revoke(acme) and not ClientLink.revoke(acme)
    assert Web().get(second).status_code == 410


def test_the_link_of_a_deleted_client_leads_nowhere(books: Books) -> None:
    acme = books.client("Acme")
    path = ClientLink.issue(acme)
    books.remove(acme)
    assert Web().get(path).status_code == 410
    books.undo()
    assert Web().get(path).status_code == 200


def test_the_secret_is_not_kept(books: Books) -> None:
    path = ClientLink.issue(books.client("Acme"))
    secret = path.split("/")[2]
    kept = ClientLink.objects.get()
    assert secret not in {kept.digest, str(kept.pk)}


def test_the_page_is_in_the_client_s_language(books: Books) -> None:
    acme = books.client("Acme", language="de")
    sent(books, acme)
    page = Web().get(ClientLink.issue(acme)).content.decode()
    assert 'lang="de"' in page and "100,00" in page


def test_a_pro_forma_is_no_claim(books: Books) -> None:
    acme = books.client("Acme")
    invoice = books.invoice(client=acme, kind="pro_forma")
    books.income(description="Work", invoice=invoice)
    books.call(invoice, "send")
    assert "Nothing is open." in Web().get(ClientLink.issue(acme)).content.decode()


def test_several_are_added_up_and_questions_have_an_address(books: Books) -> None:
    books.edit(books.workspace, email="ada@example.com")
    acme = books.client("Acme", country="US", language="en")
    sent(books, acme)
    path = ClientLink.issue(acme)
    assert "in all" not in Web().get(path).content.decode()
    sent(books, acme, 2_050)
    page = Web().get(path)
    assert page.context["sums"] == ["€120.50"]
    assert 'href="mailto:ada@example.com"' in page.content.decode()
