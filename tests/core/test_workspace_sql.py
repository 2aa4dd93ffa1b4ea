"""Every statement over a business table names the workspace, on both sides of every join."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Category, Invoice, Payment, Transaction, Transfer
from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import DAY, HOUR, TAX, Books
from tests.sql import assert_scoped, unscoped

W = '"workspace_id" = %s'


@pytest.mark.parametrize(
    "sql",
    [
        f'SELECT * FROM "clients_client" WHERE "clients_client".{W}',
        """SELECT * FROM "clients_client" WHERE "clients_client"."workspace_id" = '01a2'""",
        """SELECT * FROM "clients_client" WHERE "clients_client"."workspace_id" = '01'::uuid""",
        f'SELECT 1 FROM "finance_invoice" INNER JOIN "clients_client" ON ("finance_invoice".'
        '"client_id" = "clients_client"."id" AND ("clients_client"."workspace_id" = '
        f'("finance_invoice"."workspace_id"))) WHERE "finance_invoice".{W}',
        f'SELECT 1 FROM "finance_invoice" WHERE ("finance_invoice".{W} AND EXISTS(SELECT 1 FROM '
        '"finance_transaction" U0 WHERE (U0."workspace_id" = ("finance_invoice"."workspace_id"))))',
        f'SELECT 1 FROM "finance_invoice" WHERE ("finance_invoice".{W} AND "id" IN (SELECT U0."id" '
        f'FROM "finance_transaction" U0 WHERE U0.{W}))',
        f'UPDATE "clients_client" SET "name" = %s WHERE {W} AND "id" = %s',
        f'DELETE FROM "clients_client" WHERE ("clients_client".{W} AND "id" IN (%s))',
        'INSERT INTO "clients_client" ("id", "workspace_id") VALUES (%s, %s)',
        'SELECT * FROM "people_user" WHERE "id" = %s',
        'SELECT * FROM "people_membership" WHERE "user_id" = %s',
        "SAVEPOINT s1",
    ],
)
def test_a_sound_statement_passes(sql: str) -> None:
    assert unscoped(sql) == ""


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT * FROM "clients_client"',
        'SELECT "workspace_id" FROM "clients_client" WHERE "id" = %s',
        """SELECT * FROM "clients_client" WHERE "name" = 'x "workspace_id" = ''y'' '""",
        f'SELECT 1 FROM "finance_invoice" INNER JOIN "clients_client" ON ("finance_invoice".'
        f'"client_id" = "clients_client"."id") WHERE "finance_invoice".{W}',
        f'SELECT 1 FROM "finance_invoice" LEFT OUTER JOIN "clients_client" T4 ON ("finance_invoice"'
        f'."client_id" = T4."id") WHERE "finance_invoice".{W}',
        'SELECT 1 FROM "finance_invoice" INNER JOIN "clients_client" ON ("clients_client".'
        '"workspace_id" = ("finance_invoice"."workspace_id")) WHERE "finance_invoice"."id" = %s',
        f'SELECT 1 FROM "finance_invoice" WHERE ("finance_invoice".{W} AND EXISTS(SELECT 1 FROM '
        '"finance_transaction" U0 WHERE U0."invoice_id" = ("finance_invoice"."id")))',
        'UPDATE "clients_client" SET "workspace_id" = %s WHERE "id" = %s',
        'DELETE FROM "clients_client" WHERE "clients_client"."id" IN (%s)',
        'INSERT INTO "clients_client" ("id") VALUES (%s)',
    ],
)
def test_a_statement_that_reaches_further_does_not(sql: str) -> None:
    with pytest.raises(AssertionError, match="without the workspace"):
        assert_scoped([sql])


def _begin(books: Books) -> None:
    """Something of every kind."""
    client, account = books.client(), books.account()
    project = books.make(Project, name="Site", client=client)
    service = books.make(Service, name="Design", project=project)
    books.make(TimeEntry, service=service, date=DAY, hours=HOUR)
    books.make(Category, name="Fees", kind="expense")
    invoice = books.invoice()
    books.income(33, tax_rate=TAX, service=service, invoice=invoice, account=account)
    other = books.account("Cash")
    books.make(Transfer, from_account=account, to_account=other, date=DAY, amount=5)


@pytest.mark.parametrize(
    "write",
    [
        _begin,
        lambda books: books.edit(books.all(Transaction)[0], amount=50),
        lambda books: books.edit(books.all(Transaction)[0], account=None),
        lambda books: books.edit(books.all(Invoice)[0], status="sent"),
        lambda books: books.edit(
            books.all(Project)[0], client=books.client("Beta"), with_linked=True
        ),
        lambda books: books.make(
            Payment, transaction=books.all(Transaction)[0], account=books.account("C"), amount=5
        ),
        lambda books: books.remove(books.all(Client)[0]),
        lambda books: books.remove(books.all(Invoice)[0]),
        lambda books: books.remove(books.all(Transaction)[0]),
        lambda books: books.remove(books.all(Transfer)[0]),
        lambda books: [books.undo() for _ in range(9)] and [books.redo() for _ in range(9)],
        lambda books: books.undo_one(books.first_write(), with_later=True),
        lambda books: books.state(),
    ],
)
def test_every_write_stays_in_the_workspace(books: Books, write: Callable[[Books], object]) -> None:
    _begin(books)
    with CaptureQueriesContext(connection) as queries:
        write(books)
    assert len(queries) > 3
    assert_scoped(queries)
