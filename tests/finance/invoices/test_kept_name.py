"""A sent invoice keeps the name of the client it was sent with, when that is gone."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from freelancer_os.finance.models import Invoice
from tests.books import Books
from tests.guard import by_hand


def sent(books: Books, name: str = "Acme") -> Invoice:
    invoice = books.invoice(client=books.client(name))
    books.income(invoice=invoice)
    return books.edit(invoice, status="sent")


def test_it_is_written_when_it_is_sent_and_undone_with_it(books: Books) -> None:
    invoice = sent(books)
    assert invoice.sent_to == "Acme"
    books.undo()
    assert books.fresh(invoice).sent_to == ""


def test_it_shows_once_the_client_is_gone(books: Books) -> None:
    invoice = sent(books)
    assert invoice.once_for == ""
    books.remove(invoice.client)
    invoice = books.fresh(invoice)
    assert (invoice.client_id, invoice.once_for) == (None, "Acme")
    books.undo()
    assert books.fresh(invoice).once_for == ""


def test_a_draft_shows_none_and_another_client_another(books: Books) -> None:
    invoice, other = sent(books), books.client("Beta")
    invoice = books.edit(invoice, client=other, with_linked=True)
    assert invoice.sent_to == "Beta"
    invoice = books.edit(invoice, status="draft")
    books.remove(other)
    assert books.fresh(invoice).once_for == ""


def test_the_migration_names_those_that_were_sent(books: Books) -> None:
    invoice, draft = sent(books), books.invoice(client=books.client("Draft"))
    with by_hand():
        QuerySet(Invoice).update(sent_to="")
        import_module("freelancer_os.finance.migrations.0007_sent_to").name_clients(Plain, None)
    assert [books.fresh(one).sent_to for one in (invoice, draft)] == ["Acme", ""]


class Plain:
    """The models as a migration has them: their managers write."""

    @staticmethod
    def get_model(app: str, name: str) -> Any:
        model = apps.get_model(app, name)
        return SimpleNamespace(objects=QuerySet(model))
