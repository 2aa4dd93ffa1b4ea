"""Both parties of an invoice: live while it is a draft, kept as they were once it is sent."""

from datetime import timedelta
from typing import Any

from freelancer_os.finance.invoices.parties import Party, buyer_of, due_after, seller_of
from freelancer_os.finance.models import Invoice
from tests.books import DAY, Books


def ready(books: Books, **values: Any) -> Invoice:
    books.edit(books.workspace, street="Weg 1", city="Berlin", country="DE", tax_id="DE136695976")
    client = books.client(
        "Acme", company="Acme Ltd", contact="Eve", email="eve@acme.example", city="London",
        country="GB", buyer_reference="PO 7",
    )  # fmt: skip
    invoice = books.invoice(client=client, **values)
    books.income(10_000, invoice=invoice)
    return books.fresh(invoice)


def test_a_draft_shows_what_workspace_and_client_say_now(books: Books) -> None:
    draft = ready(books)
    assert seller_of(draft) == Party(
        name="Studio", street="Weg 1", city="Berlin", country="DE", tax_id="DE136695976"
    )
    buyer = buyer_of(draft)
    assert (buyer.name, buyer.contact, buyer.email) == ("Acme Ltd", "Eve", "eve@acme.example")
    assert (buyer.country, buyer.buyer_reference) == ("GB", "PO 7")
    assert draft.client is not None
    books.edit(draft.client, company="", billing_email="books@acme.example")
    books.edit(books.workspace, city="Bremen")
    draft = books.fresh(draft)
    assert (buyer_of(draft).name, buyer_of(draft).email) == ("Acme", "books@acme.example")
    assert seller_of(draft).city == "Bremen"
    assert draft.parties == {}
    assert buyer_of(books.invoice()) == Party()


def test_sending_keeps_both_as_they_were(books: Books) -> None:
    draft = ready(books)
    was = seller_of(draft), buyer_of(draft)
    sent = books.call(draft, "send")
    client = sent.client
    assert client is not None
    books.edit(client, company="Acme Holding", city="Paris", country="FR", archived=True)
    books.edit(books.workspace, street="Elsewhere", name="New Studio")
    assert (seller_of(books.fresh(sent)), buyer_of(books.fresh(sent))) == was
    books.call(sent, "send")
    assert (seller_of(books.fresh(sent)), buyer_of(books.fresh(sent))) == was
    books.remove(client)
    kept = books.fresh(sent)
    assert (kept.client_id, buyer_of(kept)) == (None, was[1])


def test_undo_of_a_send_makes_them_live_again(books: Books) -> None:
    draft = ready(books)
    before = books.state()
    sent = books.call(draft, "send")
    after = books.state()
    books.undo()
    assert books.state() == before
    books.redo()
    assert books.state() == after
    assert books.call(sent, "withdraw").parties == {}


def test_another_client_of_a_sent_invoice_takes_its_place(books: Books) -> None:
    sent = books.call(ready(books), "send")
    other = books.client("Beta", city="Oslo", country="NO")
    books.do(lambda unit: _moved(unit, sent, other))
    kept = books.fresh(sent)
    assert (buyer_of(kept).name, buyer_of(kept).city) == ("Beta", "Oslo")
    assert seller_of(kept).city == "Berlin"


def _moved(unit: Any, invoice: Invoice, client: Any) -> None:
    unit.moves_linked = True
    unit.fresh(invoice).edit({"client": client})


def test_one_that_was_sent_before_parties_were_kept_has_the_name_at_least(books: Books) -> None:
    sent = books.call(ready(books), "send")
    assert sent.client is not None
    books.do(lambda unit: _forget(unit.fresh(sent)))
    books.remove(sent.client)
    assert buyer_of(books.fresh(sent)) == Party(name="Acme")


def _forget(invoice: Invoice) -> None:
    invoice.parties = {}
    invoice.save()


def test_what_is_kept_reads_back_whatever_a_later_version_adds() -> None:
    party = Party(name="Acme", country="DE")
    assert party.plain == {"name": "Acme", "country": "DE"}
    assert Party.read({**party.plain, "of_later": "x"}) == party


def test_it_is_due_by_the_terms_of_the_client_else_the_workspace(books: Books) -> None:
    draft = ready(books, issue_date=DAY)
    assert due_after(draft, DAY) == DAY + timedelta(days=14)
    assert draft.client is not None
    books.edit(draft.client, payment_terms_days=0)
    assert due_after(books.fresh(draft), DAY) == DAY
    books.edit(draft.client, payment_terms_days=30)
    assert books.call(draft, "send").due_date == DAY + timedelta(days=30)
    books.undo()
    assert books.fresh(draft).due_date is None
    assert due_after(books.invoice(), DAY) == DAY + timedelta(days=14)


def test_a_due_date_that_was_typed_stays(books: Books) -> None:
    draft = ready(books, issue_date=DAY, due_date=DAY)
    assert books.call(draft, "send").due_date == DAY
