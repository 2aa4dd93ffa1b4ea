"""Stored totals move by the difference that each touched row makes."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from freelancer_os.clients.models import Client
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.totals.totals import registry
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import TallyRow
from freelancer_os.finance.models import Category, Payment, Transaction
from freelancer_os.projects.models import Service
from tests.books import DAY, HOUR, Books
from tests.guard import by_hand


def tally(books: Books, name: str, key: str) -> tuple[int, int]:
    row = TallyRow.objects.get(workspace=books.workspace, name=name, key=key)
    return row.count, row.amount


def test_a_total_moves_by_the_difference(books: Books) -> None:
    """A total that was spoiled by hand stays wrong by the same amount: nothing is summed anew."""
    client = books.client()
    entry = books.income(100, client=client)
    with by_hand():
        models.QuerySet(Client).filter(pk=client.pk).update(income=1_100)
    books.edit(entry, amount=130)
    assert books.fresh(client).income == 1_130


def test_moving_an_income_touches_both_sides(books: Books) -> None:
    acme, beta = books.client(), books.client("Beta")
    entry = books.income(100, client=acme)
    books.edit(entry, client=beta)
    assert (books.fresh(acme).income, books.fresh(beta).income) == (0, 100)


def test_a_removed_row_counts_for_nothing(books: Books) -> None:
    client = books.client()
    books.income(100, client=client)
    books.remove(books.income(40, client=client))
    assert books.fresh(client).income == 100


@pytest.mark.parametrize("entries", [1, 40])
def test_a_write_costs_the_same_with_many_entries(books: Books, entries: int) -> None:
    client = books.client()

    def fill(unit: Unit) -> None:
        category = unit.get(Category, books.client_income.pk)
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
            for _ in range(entries)
        )

    books.do(fill)
    one = books.all(Transaction)[0]
    with CaptureQueriesContext(connection) as queries:
        books.edit(one, amount=150)
    assert len(queries) == 17
    assert books.fresh(client).income == 100 * entries + 50


def test_settling_twice_counts_once(books: Books) -> None:
    client = books.client()

    def write(unit: Unit) -> None:
        entry = Transaction(workspace=unit.workspace)
        entry.edit(
            {"kind": "income", "date": DAY, "amount": 100, "category": books.client_income,
             "client": client}
        )  # fmt: skip
        settle(unit)
        entry.edit({"amount": 70})
        settle(unit)
        settle(unit)
        unit.fresh(entry).edit({"description": "Logo"})

    books.do(write)
    assert books.fresh(client).income == 70


def test_tallies_count_and_sum_what_boards_show(books: Books) -> None:
    client = books.client(contract_value=500)
    books.client("Beta", contract_value=None)
    books.client("Gamma", contract_value=70, stage="client")
    assert tally(books, "clients", "lead") == (2, 500)
    assert tally(books, "clients", "client") == (1, 70)
    books.edit(client, stage="client", contract_value=600)
    assert tally(books, "clients", "lead") == (1, 0)
    assert tally(books, "clients", "client") == (2, 670)
    books.remove(client)
    assert tally(books, "clients", "client") == (1, 70)


def test_derived_columns_follow_their_totals(books: Books) -> None:
    client = books.client(contract_value=30_000)
    books.income(8_000, client=client, invoice=books.invoice(client=client))
    assert books.fresh(client).share_invoiced == 2_667
    books.edit(client, contract_value=None)
    assert books.fresh(client).share_invoiced is None


@pytest.mark.parametrize("total", registry.totals, ids=lambda t: f"{t.target}.{t.column}")
def test_every_total_is_a_stored_column_that_no_log_holds(total: Any) -> None:
    assert total.column in {field.attname for field in total.model._meta.concrete_fields}
    assert total.column in total.model.unlogged
    for part in total.parts:
        assert part.model in registry.models()
        assert registry.order.index(part.source) <= registry.order.index(total.target)


def test_the_rows_behind_a_total_sum_to_it(books: Books) -> None:
    client = books.client()
    invoice = books.invoice(client=client)
    books.income(100, client=client)
    books.income(200, invoice=invoice)
    total = registry.total(Client, "invoice_amount")
    assert total is not None
    rows = total.parts[0].rows(books.workspace).filter(client=client)
    assert [row.base_net for row in rows] == [200]
    assert total.sums(books.workspace) == {client.pk: 200}


# What is too large


def test_a_total_that_would_pass_2_63_refuses_the_write(books: Books) -> None:
    client = books.client()
    with by_hand():
        models.QuerySet(Client).filter(pk=client.pk).update(income=2**63 - 100)
    books.income(99, client=client)
    before = books.state()
    with pytest.raises(ValidationError) as refused:
        books.income(1, client=client)
    assert refused.value.messages == ["This would pass the largest total that can be kept."]
    assert books.state() == before


def test_so_does_a_tally(books: Books) -> None:
    books.client(contract_value=1)
    with by_hand():
        models.QuerySet(TallyRow).filter(name="clients").update(amount=2**63 - 1)
    with pytest.raises(ValidationError, match="largest total"):
        books.client(contract_value=1)


def test_so_does_a_derived_number(books: Books) -> None:
    with pytest.raises(ValidationError, match="largest total"):
        books.make(
            Service, name="S", pricing="hourly", rate=10**13, expected_hours=1_000_000 * HOUR
        )
    with pytest.raises(ValidationError, match="largest total"):
        books.make(
            Transaction, kind="income", date=DAY, amount=10**13, currency="USD",
            exchange_rate=2**63 - 1,
        )  # fmt: skip
    account = books.account(opening_balance=10**13)
    assert account.balance == 10**13
    assert books.all(Service) == books.all(Transaction) == []


def test_a_sum_of_the_largest_amounts_is_exact(books: Books) -> None:
    account = books.account(opening_balance=-(10**13))
    for _ in range(3):
        books.expense(10**13, account=account)
    assert books.fresh(account).balance == -4 * 10**13
    assert [p.flow for p in books.all(Payment)] == [-(10**13)] * 3
