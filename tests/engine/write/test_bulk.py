"""Many records at once: one change, one undo, nothing half done."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.core.ids import new_id
from freelancer_os.core.models import Change
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.write.bulk import delete_many, edit_many
from freelancer_os.engine.write.cells import Edit
from freelancer_os.engine.write.writing import words
from tests.books import DAY, Books


def set_all(books: Books, collection: Collection, records: list, name: str, **edit: str) -> str:
    one = collection.by_name[name]
    keys = [record.pk for record in records]
    unit = edit_many(collection, books.workspace, books.user, lambda: keys, one, Edit(**edit))
    return str(unit.sentence)


def test_a_field_of_many_is_one_change_and_one_undo(books: Books) -> None:
    clients = [books.client(f"Client {n}") for n in range(3)]
    before, count = books.state(), Change.objects.count()
    sentence = set_all(books, CLIENTS, clients, "stage", value="client")
    assert sentence == "Stage of 3 clients is Client"
    assert {books.fresh(one).stage for one in clients} == {"client"}
    assert Change.objects.count() == count + 1
    books.undo()
    assert books.state() == before


def test_entries_of_one_invoice_are_paid_together(books: Books) -> None:
    """A later record sees what an earlier one moved."""
    invoice, account = books.invoice(client=books.client(), due_date=DAY), books.account()
    entries = [books.income(100, invoice=invoice) for _ in range(3)]
    books.call(invoice, "send")
    set_all(books, TRANSACTIONS, entries, "account", value=str(account.pk))
    assert books.fresh(invoice).state == "paid"
    assert books.fresh(account).balance == 300


def test_what_is_made_is_made_once(books: Books) -> None:
    entries = [books.income() for _ in range(3)]
    set_all(books, TRANSACTIONS, entries, "client", create="Acme")
    assert [str(one) for one in books.all(CLIENTS.model)] == ["Acme"]
    assert len({books.fresh(one).client_id for one in entries}) == 1


def test_each_keeps_the_links_that_it_has(books: Books) -> None:
    ada, eve = (books.make(CONTACTS.model, name=name) for name in ("Ada", "Eve"))
    starts = {"starts_at": datetime.now(UTC)}
    one = books.make(MEETINGS.model, title="One", contacts=[ada], **starts)
    two = books.make(MEETINGS.model, title="Two", contacts=[], **starts)

    def names() -> list[str]:
        field, formats = MEETINGS.by_name["contacts"], Formats.of(books.workspace)
        return [words(field, books.fresh(meeting), formats) for meeting in (one, two)]

    assert "Eve" in set_all(books, MEETINGS, [one, two], "contacts", value=str(eve.pk))
    assert names() == ["Ada, Eve", "Eve"]
    set_all(books, MEETINGS, [one, two], "contacts", create="Zoe")
    assert names() == ["Ada, Eve, Zoe", "Eve, Zoe"]
    assert set_all(books, MEETINGS, [one, two], "contacts") == "Contacts of 2 meetings is empty"
    assert names() == ["", ""]


def test_one_refusal_leaves_everything(books: Books) -> None:
    sent = books.invoice(client=books.client(), due_date=DAY)
    books.income(invoice=sent)
    books.call(sent, "send")
    draft = books.invoice()
    before = books.state()
    with pytest.raises(ValidationError, match=str(books.fresh(sent))):
        delete_many(INVOICES, books.workspace, books.user, lambda: [draft.pk, sent.pk])
    assert books.state() == before


def test_many_are_deleted_and_come_back(books: Books) -> None:
    clients = [books.client(f"Client {n}") for n in range(2)]
    before = books.state()
    keys = [*(one.pk for one in clients), new_id()]
    unit = delete_many(CLIENTS, books.workspace, books.user, lambda: keys)
    assert str(unit.sentence) == "Deleted 2 clients"
    assert not books.all(CLIENTS.model)
    books.undo()
    assert books.state() == before


def test_records_of_others_are_not_there(books: Books) -> None:
    from tests.books import open_books

    theirs = open_books().client()
    for keys in ([theirs.pk], [new_id()], []):
        with pytest.raises(Http404):
            delete_many(CLIENTS, books.workspace, books.user, lambda keys=keys: keys)
