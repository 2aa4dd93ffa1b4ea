"""The menu of a record, what is said before it is deleted, archiving, duplicating."""

from operator import attrgetter
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.duplicating import duplicate, may_be_duplicated
from freelancer_os.finance.models import Invoice, Transaction
from freelancer_os.people.models import Membership
from tests.books import TAX, Books
from tests.web.test_every_collection import EVERY, fill

slug_of = attrgetter("slug")


def post(web: Web, address: str, given: dict[str, Any] | None = None, page: str = "/") -> Any:
    headers = {"hx-request": "true", "hx-current-url": f"http://127.0.0.1{page}"}
    return web.post(address, given or {}, headers=headers)


def menu(web: Web, slug: str, record: Any) -> str:
    return str(web.get(f"/{slug}/{record.pk}/menu/").content.decode())


@EVERY
def test_every_record_has_one_with_deleting_last(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    found = menu(web, collection.slug, record)
    assert "menu-danger" in found[found.rindex("<button") :]
    assert ("duplicate/" in found) is may_be_duplicated(collection)


def test_who_may_only_read_is_offered_no_writes(books: Books, web: Web) -> None:
    client = books.client()
    Membership.objects.filter(user=books.user).update(role="accountant")
    found = menu(web, "clients", client)
    assert "Copy link" in found and "data-post" not in found
    assert post(web, f"/clients/{client.pk}/duplicate/").status_code == 403


def test_deleting_says_what_hangs_on_it_and_offers_to_archive_first(books: Books, web: Web) -> None:
    client = books.client()
    for status in ("draft", "sent", "sent"):
        invoice = books.invoice(client=client)
        books.income(invoice=invoice)
        books.edit(invoice, status=status)
    found = menu(web, "clients", client)
    assert "Linked to it, and left without it: 3 entries, 3 invoices." in found
    assert "2 invoices have been sent, and keep the name." in found
    assert f'data-instead="/clients/{client.pk}/do/archive/"' in found
    assert "Archive client" in found

    entry = books.all(Transaction)[-1]
    books.edit(entry, account=books.account())
    found = menu(web, "transactions", entry)
    assert "With it goes: 1 payment." in found
    assert "1 line of an invoice that has been sent is lost." in found


def test_what_is_archived_leaves_lists_boards_and_choices(books: Books, web: Web) -> None:
    here, gone = books.client("Here"), books.client("Gone")
    why = {"lost_reason": "Went to a larger studio"}
    assert post(web, f"/clients/{gone.pk}/do/archive/", why).status_code == 200
    assert books.fresh(gone).lost_reason == why["lost_reason"]
    for page in ("/clients/", "/clients/?view=board", "/clients/?view=gallery", "/client/"):
        shown = web.get(page).content.decode()
        assert str(here.pk) in shown and str(gone.pk) not in shown, page
    for asked in ("archived=true", 'where=["archived","is",true]'):
        shown = web.get(f"/clients/?{asked}").content.decode()
        assert str(gone.pk) in shown and str(here.pk) not in shown
    entry = books.income()
    offered = web.get(f"/transactions/{entry.pk}/cell/client/").content.decode()
    assert str(here.pk) in offered and str(gone.pk) not in offered
    offered = web.get("/transactions/controls/targets/client/?new=1").content.decode()
    assert str(here.pk) in offered and str(gone.pk) not in offered
    assert post(web, f"/clients/{gone.pk}/do/restore/").status_code == 200
    assert str(gone.pk) in web.get("/clients/").content.decode()
    books.undo()
    assert books.fresh(gone).archived


def test_many_are_archived_or_deleted_once_one_has_said_so(books: Books, web: Web) -> None:
    clients = [books.client(f"Client {n}") for n in range(2)]
    books.income(client=clients[0])
    ids = ",".join(str(one.pk) for one in clients)
    asked = post(web, "/clients/bulk/delete/", {"ids": ids})
    assert asked.status_code == 409
    assert 'data-way="archive"' in asked.content.decode()
    assert len(books.all(Client)) == 2
    assert post(web, "/clients/bulk/delete/", {"ids": ids, "archive": "1"}).status_code == 200
    assert all(one.archived for one in books.all(Client))
    books.undo()
    assert post(web, "/clients/bulk/delete/", {"ids": ids, "sure": "1"}).status_code == 200
    assert books.all(Client) == []


@pytest.mark.parametrize(
    "collection", [c for c in collections if may_be_duplicated(c)], ids=slug_of
)
def test_a_duplicate_has_the_fields_and_nothing_else(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    before = books.state()
    made, _unit, _said = duplicate(collection, books.workspace, books.user, record.pk)
    by_verb = collection.by_verb.fields if collection.by_verb else ()
    apart = {*by_verb, *record.alone, *(["month"] if collection.slug == "budgets" else [])}
    for one in collection.fields:
        if one.read_only or one.name in apart or one.kind == "text":
            continue
        if one.name != getattr(collection.model, "title_column", ""):
            assert one.value(made) == one.value(record), one.name
    books.undo()
    assert books.state() == before


def test_an_invoice_is_duplicated_with_its_lines_unpaid_and_unsent(books: Books) -> None:
    invoice = books.invoice(client=books.client(), number="A-1")
    books.income(12_345, invoice=invoice, tax_rate=TAX, description="Logo")
    books.edit(invoice, status="paid", account=books.account())
    made, _unit, said = duplicate(INVOICES, books.workspace, books.user, invoice.pk)
    assert isinstance(made, Invoice)
    invoice = books.fresh(invoice)
    assert (made.state, made.number, made.client, made.total, made.paid) == (
        "draft",
        None,
        invoice.client,
        invoice.total,
        0,
    )
    assert said == "Not copied: Status, Due, Issued, Number."


def test_a_line_of_a_sent_invoice_is_duplicated_off_it(books: Books) -> None:
    invoice = books.invoice()
    line = books.income(12_345, invoice=invoice, account=books.account())
    books.edit(invoice, status="sent")
    made, _unit, _said = duplicate(TRANSACTIONS, books.workspace, books.user, line.pk)
    assert isinstance(made, Transaction)
    assert (made.amount, made.invoice_id, made.paid) == (12_345, None, 0)
