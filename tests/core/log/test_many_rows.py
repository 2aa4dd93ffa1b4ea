"""What a change of many rows holds and asks does not grow with them: steps and rows are counted."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.core import check
from freelancer_os.core.log.rows import BATCH
from freelancer_os.core.log.totals import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.undo import slices
from freelancer_os.core.undo.slices import LARGE, pause
from freelancer_os.core.undo.undo import undo
from freelancer_os.engine.write.bulk import edit_many
from freelancer_os.engine.write.cells import Edit
from freelancer_os.finance.models import BankLine, Transaction
from freelancer_os.transfer.bank.importing import run
from tests.books import DAY, Books, business_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def most(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows a unit had in hand each time that it noted one more."""
    seen = [0]
    enter = Unit.touch

    def touch(self: Unit, record: Any) -> Any:
        found = enter(self, record)
        seen.append(len(self.touched))
        return found

    note = Unit._note

    def noted(self: Unit, record: Any, now: Any) -> Any:
        found = note(self, record, now)
        seen.append(len(self.touched))
        return found

    monkeypatch.setattr(Unit, "touch", touch)
    monkeypatch.setattr(Unit, "_note", noted)
    return seen


def statement(lines: int) -> bytes:
    rows = [f"2026-01-05;Shop {n};-{n + 1}.00" for n in range(lines)]
    return "\n".join(["Date;Text;Amount", *rows]).encode()


def test_an_import_holds_some_of_its_rows_and_no_more(books: Books, most: list[int]) -> None:
    run(books.workspace, books.user, books.account(), statement(6 * BATCH))
    assert ChangeRow.objects.filter(change=books.last()).count() > 18 * BATCH
    assert max(most) <= LARGE + 3 * BATCH + 5
    most.clear()
    undo(books.workspace, books.user)
    assert max(most) <= LARGE + 3 * BATCH + 5
    assert books.all(Transaction) == books.all(BankLine) == []


def test_five_hundred_lines_more_ask_sixty_statements_more(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE", 3600)  # a busy machine cuts it into more of them
    account = books.account()
    asked = []
    for lines in (BATCH, 2 * BATCH, 3 * BATCH):
        with CaptureQueriesContext(connection) as queries:
            run(books.workspace, books.user, account, statement(lines))
            undo(books.workspace, books.user)
        asked.append(len(queries))
    assert max(asked[2] - asked[1], asked[1] - asked[0]) <= 60


def test_rows_that_were_let_go_count_and_are_undone_with_the_others(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "LARGE", 1)
    client = books.client()
    before = books.state()

    def write(unit: Unit) -> None:
        for _ in range(3):
            category = unit.get(type(books.client_income), books.client_income.pk)
            unit.add(
                Transaction(
                    workspace=unit.workspace,
                    kind="income",
                    date=DAY,
                    amount=100,
                    currency="EUR",
                    category=category,
                    client=client,
                )
                for _ in range(2)
            )
            assert pause(unit, 0, 0)
            assert unit.changed(Transaction) == []
        unit.fresh(client).edit({"name": "Acme & Sons"})

    books.do(write)
    assert (books.fresh(client).income, len(books.all(Transaction))) == (600, 6)
    assert ChangeRow.objects.filter(change=books.last()).count() == 7
    books.undo()
    assert books.state() == before
    books.redo()
    assert books.fresh(client).income == 600


def test_an_exception_takes_back_what_was_let_go(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "LARGE", 0)
    before, log = books.state(), ChangeRow.objects.count()

    def write(unit: Unit) -> None:
        unit.add([Client(workspace=unit.workspace, name="Acme")])
        assert pause(unit, 0, 0)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        books.do(write)
    assert (books.state(), ChangeRow.objects.count()) == (before, log)


def test_a_row_that_changes_twice_is_written_once(books: Books) -> None:
    """The amount and what follows from it, of a line whose tax is that of its invoice."""
    client = books.client()
    line = books.income(client=client, invoice=books.invoice(client=client), tax_rate=190_000)
    with CaptureQueriesContext(connection) as queries:
        books.edit(line, amount=5_000)
    written = Counter(
        query["sql"].partition("UPDATE ")[2].split()[0]
        for query in queries.captured_queries
        if "UPDATE " in query["sql"]
    )
    assert written['"finance_transaction"'] == written['"finance_invoice"'] == 1


def test_what_waits_to_be_written_is_seen_by_whoever_reads(books: Books) -> None:
    client = books.client()

    def write(unit: Unit) -> tuple[bool, str]:
        unit.fresh(client).edit({"company": "Ltd"})
        there = unit.rows(Client).filter(company="Ltd").exists()
        return there, unit.fresh(client).company

    assert books.do(write) == (True, "Ltd")


def test_a_bulk_edit_asks_as_much_for_nine_rows_as_for_three(books: Books) -> None:
    """What rows link to is read once for all of them, and they are written together."""
    client = books.client()
    rows = [books.income(client=client, invoice=books.invoice(client=client)) for _ in range(9)]
    asked = []
    for some in (rows[:3], rows):
        keys = [row.pk for row in some]
        day = TRANSACTIONS.by_name["date"]
        with CaptureQueriesContext(connection) as queries:
            edit_many(
                TRANSACTIONS,
                books.workspace,
                books.user,
                lambda keys=keys: keys,
                day,
                Edit(f"2026-11-{len(some):02}"),
            )
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert {row.date for row in books.all(Transaction)} == {date(2026, 11, 9)}


def test_a_link_inside_a_change_is_the_row_in_hand_and_after_it_is_read_anew(books: Books) -> None:
    client = books.client()
    entry = books.income(client=client)

    def write(unit: Unit) -> Transaction:
        here, found = unit.fresh(client), unit.fresh(entry)
        assert found.client is here
        here.edit({"name": "Acme & Sons"})
        other = unit.fresh(entry)
        assert other.client.name == "Acme & Sons"
        return unit.fresh(entry)

    kept = books.do(write)
    books.edit(client, name="Acme")
    assert kept.client.name == "Acme"


@pytest.mark.parametrize("model", business_models())
def test_a_record_that_is_made_as_one_of_many_is_as_any_other(books: Books, model: Any) -> None:
    made, called = model.made(books.workspace), model(workspace=books.workspace)
    here, there = made.values(), called.values()
    own = {"id": None, "made_at": None, "next_at": None}  # each has its own, by its moment
    assert {**here, **own} == {**there, **own}
    assert here["id"] != there["id"]
    assert list(made.__dict__.keys() - called.__dict__.keys()) == []
    assert made._state.adding and made.workspace is books.workspace


def test_a_link_is_given_as_a_record(books: Books) -> None:
    client = books.client()
    made = Transaction.made(books.workspace, client=client, amount=5)
    assert (made.client, made.client_id, made.amount) == (client, client.pk, 5)


def test_sums_that_move_are_read_by_their_keys_however_many(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a tally by client and day there are many more than one change moves."""
    monkeypatch.setattr(settle, "BATCH", 3)
    entry = books.income(client=books.client(), account=books.account())
    with CaptureQueriesContext(connection) as asked:
        books.edit(entry, amount=900)
    statements = [one["sql"] for one in asked]
    read = [sql for sql in statements if sql.startswith("SELECT") and "tallyrow" in sql]
    assert len(read) > 3 and all('"key" IN (' in sql for sql in read)
    assert [one.line for one in check.run([books.workspace]) if one.faults] == []
