"""What a list and a write cost does not grow with the tables: nothing is scanned or sorted."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from freelancer_os.collections.money.payments import PAYMENTS
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.collections.work.services import SERVICES
from freelancer_os.core.fields.links import links_of
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.planner import describe_tables
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.listing import read_page
from freelancer_os.engine.write.writing import delete, update
from freelancer_os.finance.base_currency.changing import Changing
from freelancer_os.finance.models import Transaction
from freelancer_os.reports.receivables import receivables
from tests.books import TAX, Books
from tests.finance.base_currency.business import recast
from tests.settings import ON_POSTGRES

pytestmark = pytest.mark.django_db
sqlite_only = pytest.mark.skipif(ON_POSTGRES, reason="PostgreSQL keeps statistics by itself")


@pytest.fixture
def described(db: None) -> Iterator[None]:
    """SQLite knows how large the tables become; reading its statistics anew forgets them."""
    describe_tables()
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")


@pytest.fixture
def entry(books: Books) -> Transaction:
    """A paid line of a sent invoice, linked to all that it can be."""
    service = books.make(
        apps.get_model("projects.Service"),
        name="Design",
        project=books.make(apps.get_model("projects.Project"), name="Site", client=books.client()),
    )
    invoice = books.invoice()
    entry = books.income(tax_rate=TAX, service=service, invoice=invoice)
    books.edit(invoice, status="paid", account=books.account(), paid_on=entry.date)
    return books.fresh(entry)


def plans(work: Callable[[], Any]) -> dict[str, list[str]]:
    """The steps of SQLite's plan for every statement that `work` runs over business tables."""
    found: dict[str, list[str]] = {}

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "UPDATE", "DELETE")) and "workspace_id" in sql:
            with connection.cursor() as cursor:
                row = params[0] if many else params
                cursor.cursor.execute(f"EXPLAIN QUERY PLAN {sql}" % (("?",) * len(row)), row)
                found[sql] = [step[3] for step in cursor.cursor.fetchall()]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        work()
    return found


def scans(found: dict[str, list[str]]) -> list[str]:
    """The steps that read a whole table, or a whole workspace of one."""
    return [
        f"{step}: {sql[:300]}"
        for sql, steps in found.items()
        for step in steps
        if (step.startswith("SCAN") and step != "SCAN subquery")
    ]


def sorts(found: dict[str, list[str]]) -> list[str]:
    return [
        f"{step}: {sql[:300]}" for sql, steps in found.items() for step in steps if "B-TREE" in step
    ]


TRANSACTION_ORDERS = ("date", "description", "amount", "total")
INVOICE_ORDERS = ("number", "issue_date", "due_date", "net", "tax", "total", "outstanding")
LISTS: list[tuple[Collection, dict[str, str]]] = [
    (TRANSACTIONS, {}),
    (TRANSACTIONS, {"order": "-date"}),
    (TRANSACTIONS, {"order": "date", "kind": "income"}),
    (TRANSACTIONS, {"kind": "income"}),
    *((TRANSACTIONS, {"order": way + n}) for n in TRANSACTION_ORDERS for way in ("", "-")),
    (TRANSACTIONS, {"client": "of the entry"}),
    (TRANSACTIONS, {"client": "of the entry", "order": "-date"}),
    (TRANSACTIONS, {"client": "of the entry", "order": "-date", "workflow": "true"}),
    (TRANSACTIONS, {"order": "-date", "workflow": "true"}),
    (TRANSACTIONS, {"project": "of the entry", "order": "-date"}),
    (TRANSACTIONS, {"account": "of the entry", "order": "-date"}),
    *((INVOICES, {"order": way + n}) for n in INVOICE_ORDERS for way in ("", "-")),
    (INVOICES, {}),
    (INVOICES, {"status": "paid"}),
    (INVOICES, {"client": "of the entry"}),
    (PAYMENTS, {}),
    *((PAYMENTS, {"order": way + n}) for n in ("date", "amount") for way in ("", "-")),
    (PAYMENTS, {"order": "-date", "account": "of the entry"}),
    (SERVICES, {}),
    (SERVICES, {"order": "name"}),
]


def named(given: Collection | dict[str, str]) -> str:
    return "-".join(map("=".join, given.items())) if isinstance(given, dict) else given.slug


@sqlite_only
@pytest.mark.usefixtures("described")
@pytest.mark.parametrize(("collection", "query"), LISTS, ids=named)
def test_a_list_is_read_in_the_order_of_an_index(
    collection: Collection, query: dict[str, str], books: Books, entry: Transaction
) -> None:
    asked = {
        n: str(getattr(entry, f"{n}_id")) if v == "of the entry" else v for n, v in query.items()
    }
    formats = Formats.of(books.workspace)
    found = plans(lambda: read_page(collection, formats, asked))
    assert len(found) >= 3
    assert scans(found) == [] and sorts(found) == []


@sqlite_only
@pytest.mark.usefixtures("described")
def test_a_cursor_begins_where_it_stands(books: Books, entry: Transaction) -> None:
    other = books.income()
    formats, asked = Formats.of(books.workspace), {"order": "-date", "limit": "1"}
    cursor = read_page(TRANSACTIONS, formats, asked).cursor or ""
    found = plans(lambda: read_page(TRANSACTIONS, formats, {**asked, "cursor": cursor}))
    assert any("date<?" in step for steps in found.values() for step in steps)
    assert {other.pk, entry.pk} >= {r.pk for r in read_page(TRANSACTIONS, formats, asked).records}


@sqlite_only
@pytest.mark.usefixtures("described")
def test_a_write_reads_no_table_from_end_to_end(books: Books, entry: Transaction) -> None:
    workspace, user = books.workspace, books.user
    found = plans(lambda: update(TRANSACTIONS, workspace, user, entry.pk, {"amount": "7.00"}))
    found |= plans(lambda: update(TRANSACTIONS, workspace, user, entry.pk, {"account": None}))
    found |= plans(lambda: delete(TRANSACTIONS, workspace, user, entry.pk))
    found |= plans(books.undo)
    assert len(found) > 30
    whole = [s for steps in found.values() for s in steps if s.endswith("(workspace_id=?)")]
    # The newest entry of the log, and the one job of a workspace.
    assert scans(found) == [] and {s.split()[1] for s in whole} <= {"core_change", "U0"}
    # A tally has as many keys as there were days and clients.
    kept = [steps for sql, steps in found.items() if '"core_tallyrow"."key" IN' in sql]
    assert kept and all("key=?" in step for steps in kept for step in steps)


@sqlite_only
@pytest.mark.usefixtures("described")
def test_what_is_owed_is_added_up_from_one_index(books: Books, entry: Transaction) -> None:
    found = plans(lambda: receivables(books.workspace, entry.date))
    steps = [step for sql, steps in found.items() if "SUM" in sql for step in steps]
    read = [step for step in steps if "finance_invoice" in step]
    assert len(read) == 2 and all("INDEX invoice_owed_on" in step for step in read)


@sqlite_only
@pytest.mark.usefixtures("described")
def test_another_base_currency_finds_lines_and_payments_by_what_they_are_of(books: Books) -> None:
    """Not in their order among all that there are, once for each fifty invoices."""
    ids = [new_id() for _ in range(200)]

    def write(unit: Unit) -> None:
        changing = Changing(unit, recast(books, "JPY"))
        found.update(plans(lambda: (changing.lines(ids[:50]), changing.paying(ids))))

    found: dict[str, list[str]] = {}
    books.do(write)
    assert len(found) == 2
    steps = [step for steps in found.values() for step in steps]
    assert not [step for step in steps if step.endswith("(workspace_id=?)")]


def test_every_link_is_the_first_column_of_an_index() -> None:
    """The database looks for what points at a row before it deletes it, by the link alone."""
    missing = []
    for model in apps.get_models():
        named = [*model._meta.indexes, *model._meta.constraints]
        first = {
            fields[0].lstrip("-") for one in named if (fields := list(getattr(one, "fields", ())))
        }
        missing += [f"{model.__name__}.{f.name}" for f in links_of(model) if f.name not in first]
    assert missing == []
