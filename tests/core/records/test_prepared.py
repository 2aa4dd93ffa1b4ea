"""Rows asked for by their columns: the same as a query set finds, by statements compiled once."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from freelancer_os.clients.models import Client
from freelancer_os.core.records import prepared
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.finance.models import Invoice, Transaction
from freelancer_os.people.models import ApiToken
from tests.books import Books, open_books
from tests.sql import assert_scoped

pytestmark = pytest.mark.django_db


def test_rows_are_found_by_ids_and_by_texts(books: Books) -> None:
    made = [books.client(name) for name in ("Acme", "Beta", "Gamma")]
    own = books.workspace.pk
    assert {one.pk for one in rows_by(Client, workspace_id=own)} == {one.pk for one in made}
    found = rows_by(Client, workspace_id=own, pk__in=[made[2].pk, made[0].pk, uuid4()])
    assert {one.name for one in found} == {"Acme", "Gamma"}
    assert [one.pk for one in rows_by(Client, workspace_id=own, pk=made[1].pk)] == [made[1].pk]
    assert rows_by(Client, workspace_id=open_books().workspace.pk, pk=made[1].pk) == []
    secret = ApiToken.issue(books.user, books.workspace)
    found = rows_by(ApiToken, ("user",), digest=ApiToken.objects.get().digest)
    assert [one.user for one in found] == [books.user] and ApiToken.find(secret) == found[0]


def test_values_stand_where_they_were_asked_for_whatever_the_order(books: Books) -> None:
    client = books.client("Acme")
    own = books.workspace.pk
    assert rows_by(Client, pk=client.pk, workspace_id=own) == [client]
    assert rows_by(Client, workspace_id=own, pk=client.pk) == [client]


def test_the_rows_are_whole_with_what_their_links_name(books: Books) -> None:
    invoice = books.invoice(client=books.client("Acme"))
    entry = books.income(invoice=invoice)
    links = ("invoice", "client", "account")
    with CaptureQueriesContext(connection) as captured:
        (found,) = rows_by(Transaction, links, workspace_id=books.workspace.pk, pk=entry.pk)
        assert (found.invoice, found.client.name, found.account) == (invoice, "Acme", None)
    assert_scoped(captured.captured_queries)
    assert len(captured) == 1
    assert found.values() == Transaction.objects.get(pk=entry.pk).values()


def test_of_none_of_several_nothing_is_asked(books: Books) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert rows_by(Invoice, workspace_id=books.workspace.pk, pk__in=[]) == []
    assert len(captured) == 0


def test_a_statement_is_compiled_once(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = [books.client(name) for name in ("Acme", "Beta")]
    compiled: list[str] = []
    compile_once = prepared._Statement.compile_once

    def counted(self: prepared._Statement) -> None:
        compile_once(self)
        compiled.append(self.text)

    monkeypatch.setattr(prepared._Statement, "compile_once", counted)
    prepared._statement.cache_clear()
    own = books.workspace.pk
    for one in clients:
        assert rows_by(Client, workspace_id=own, pk=one.pk) == [one]
    assert len(compiled) == 1
    rows_by(Client, workspace_id=own, pk__in=[one.pk for one in clients])
    assert len(compiled) == 2


def test_many_ids_are_no_statement_that_is_kept(books: Books) -> None:
    before = prepared._statement.cache_info().currsize
    some = [uuid4() for _ in range(prepared.LONGEST + 1)]
    assert rows_by(Client, workspace_id=books.workspace.pk, pk__in=some) == []
    assert prepared._statement.cache_info().currsize == before


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection(books: Books) -> None:
    own, client = books.workspace.pk, books.client("Acme")
    seen: list[object] = []

    def ask() -> None:
        with CaptureQueriesContext(connections["default"]) as captured:
            seen.append(rows_by(Client, workspace_id=own, pk=client.pk))
        seen.append(len(captured))
        connections["default"].close()

    rows_by(Client, workspace_id=own, pk=client.pk)
    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert seen == [[client], 1]
