"""E-mail and web addresses and phone numbers in columns: checked as they change, drawn as links."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.clients.models import Client
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.tools.resources import RESOURCES
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.addresses import Address
from freelancer_os.engine.query.listing import filtered
from freelancer_os.engine.write.cells import Edit, save
from freelancer_os.engine.write.writing import create, update
from freelancer_os.tools.models import Contact, Resource
from freelancer_os.web.cells.kinds import show
from tests.books import Books

CELLS: list[tuple[Collection, Any, str, str, str]] = [
    (CLIENTS, Client, "email", "ada@example.com", "mailto:ada@example.com"),
    (CLIENTS, Client, "website", "acme.example/x", "https://acme.example/x"),
    (CONTACTS, Contact, "email", "Zoë@example.com", "mailto:Zo%C3%AB@example.com"),
    (CONTACTS, Contact, "phone", "+49 (30) 1 ext. 5", "tel:+49301"),
    (RESOURCES, Resource, "url", "https://guide.example", "https://guide.example"),
]


def address_of(collection: Collection, name: str) -> Address:
    found = collection.by_name[name]
    assert isinstance(found, Address)
    return found


@pytest.mark.parametrize(("collection", "model", "name", "typed", "leads"), CELLS)
def test_what_is_typed_is_checked_and_leads_somewhere(
    collection: Collection, model: Any, name: str, typed: str, leads: str, books: Books
) -> None:
    one, formats = address_of(collection, name), Formats.of(books.workspace)
    record = books.make(model, **{collection.fields[0].name: "A"})

    def enter(text: str) -> Any:
        save(collection, books.workspace, books.user, record.pk, one, Edit(text))
        return books.fresh(record)

    held = enter(typed)
    assert one.address(one.value(held)) == leads
    assert f'href="{leads}"' in show(one, held, formats)
    for wrong in ("nonsense", "javascript:alert(1)", "a b"):
        with pytest.raises(ValidationError) as refused:
            enter(wrong)
        ((field, (sentence,)),) = refused.value.message_dict.items()
        assert field == name
        assert sentence.startswith("Write a") and sentence.endswith(".")
    assert one.value(enter("")) == ""


def test_what_stands_there_may_stay(books: Books) -> None:
    client = books.client("Acme", email="ask Ada", website="javascript:alert(1)")
    formats = Formats.of(books.workspace)
    for name in ("email", "website"):
        one = address_of(CLIENTS, name)
        assert "<a" not in show(one, client, formats)
        save(CLIENTS, books.workspace, books.user, client.pk, one, Edit(one.raw(client, formats)))
    given = {"email": "ask Ada", "website": "javascript:alert(1)", "name": "Beta"}
    record, _ = update(CLIENTS, books.workspace, books.user, client.pk, given)
    assert (record.name, record.email) == ("Beta", "ask Ada")
    with pytest.raises(ValidationError):
        create(CLIENTS, books.workspace, books.user, given)


def test_a_filter_asks_for_a_part(books: Books) -> None:
    books.client("Acme", email="ada@acme.example")
    books.client("Beta", email="Ben@beta.example")

    def found(**query: str) -> list[str]:
        return [str(row) for row in filtered(CLIENTS, Formats.of(books.workspace), query)]

    assert found(where='["email","ends_with","@ACME.example"]') == ["Acme"]
    assert found(email="ben@beta.example") == ["Beta"]
    assert found(email="none") == []
