"""A definition of a number is one: what a row adds to it, what SQL sums, and the rows behind it."""

from typing import Any

import pytest

from freelancer_os.core.log.totals.totals import Part, Registry, Tally, registry
from freelancer_os.core.models import TallyRow
from tests.books import DAY, Books
from tests.web.test_every_collection import fill


@pytest.fixture
def whole(books: Books) -> Books:
    """Two of everything, and what counts for less: void, a draft, a refund, an expense."""
    fill(books, 2)
    client = books.client("Void")
    invoices = [books.invoice(client=client), books.invoice(client=client)]
    for invoice in invoices:
        books.income(5_005, invoice=invoice)
    books.call(books.edit(invoices[0], status="sent"), "void")
    books.income(-1_000, client=client, date=DAY)
    books.expense(700, account=books.account("Giro", opening_balance=-5))
    return books


def rows_of(part: Part, books: Books) -> list[Any]:
    """Every row of its model, whether it counts or not."""
    return list(part.model._default_manager.filter(workspace=books.workspace))


def test_a_row_counts_where_sql_finds_it(whole: Books) -> None:
    for total in registry.totals:
        for part in total.parts:
            found = set(part.rows(whole.workspace).values_list("pk", flat=True))
            for row in rows_of(part, whole):
                assert part.counts(row.values()) is (row.pk in found), (total, row)


def test_what_is_stored_is_what_rows_add_up_to(whole: Books) -> None:
    """Added up in Python, row by row."""
    for total in registry.totals:
        expected: dict[Any, int] = {}
        for part in total.parts:
            for values in (row.values() for row in rows_of(part, whole)):
                if (key := values[part.link]) is not None and part.counts(values):
                    expected[key] = expected.get(key, 0) + (values[part.column] or 0)
        assert total.sums(whole.workspace) == expected, total
        for target in total.model._default_manager.filter(workspace=whole.workspace):
            assert getattr(target, total.column) == expected.get(target.pk, 0), total


def test_what_is_tallied_is_what_rows_add_up_to(whole: Books) -> None:
    for name, sums in registry.anew(registry.tallies, whole.workspace).items():
        tally = next(one for one in registry.tallies if one.name == name)
        expected: dict[str, list[int]] = {}
        for values in source(tally, whole):
            if tally.part.counts(values):
                columns = [values[column] or 0 for column in (tally.column, tally.beside) if column]
                for at, more in enumerate([1, *columns]):
                    expected.setdefault(tally.key(values), [0, 0, 0])[at] += more
        assert sums == {key: tuple(one) for key, one in expected.items()}, name
        stored = TallyRow.objects.filter(workspace=whole.workspace, name=name)
        found = {r.key: (r.count, r.amount, r.beside) for r in stored if r.count}
        assert found == sums, name


def source(tally: Tally, books: Books) -> list[Any]:
    """Every row of its source, counting or not."""
    if tally.source in registry.derivations:
        return list(registry.derivations[tally.source].rows(books.workspace))
    return [row.values() for row in rows_of(tally.part, books)]


def test_no_number_is_defined_twice() -> None:
    totals = [(total.target, total.column) for total in registry.totals]
    assert len(set(totals)) == len(totals)
    definitions = [tally.definition for tally in registry.tallies]
    assert len(set(definitions)) == len(definitions)


def test_sources_settle_before_what_they_feed() -> None:
    for total in registry.totals:
        for part in total.parts:
            assert registry.order.index(part.source) < registry.order.index(total.target)


def test_a_definition_reads_otherwise_once_anything_of_it_does() -> None:
    one = Tally("x", "finance.Invoice", ("status",), "total", {"is_void": False})
    others = [
        Tally("x", "finance.Payment", ("status",), "total", {"is_void": False}),
        Tally("x", "finance.Invoice", ("status", "currency"), "total", {"is_void": False}),
        Tally("x", "finance.Invoice", ("status",), None, {"is_void": False}),
        Tally("x", "finance.Invoice", ("status",), "net", {"is_void": False}),
        Tally("x", "finance.Invoice", ("status",), "total", {"is_void": True}),
        Tally("x", "finance.Invoice", ("status",), "total"),
        Tally("x", "finance.Invoice", ("status",), "total", {"is_void": False}, "tax"),
    ]
    assert one.definition not in {other.definition for other in others}
    again = Tally("y", "finance.Invoice", ("status",), "total", {"is_void": False})
    assert again.definition == one.definition  # a name is no part of what is counted


def test_nothing_is_written_while_not_all_is_known() -> None:
    fresh = Registry()
    fresh.define(order=[], totals=[], tallies=[], hooks={})
    with pytest.raises(RuntimeError):
        fresh.refuse_incomplete()
    one = Tally("x", "finance.Invoice", ("status",))
    with pytest.raises(ValueError, match="x"):
        fresh.complete([one, one])
    fresh = Registry()
    fresh.define(order=["people.User"], totals=[], tallies=[], hooks={})
    fresh.complete([one])
    fresh.refuse_incomplete()
    assert fresh.order == ["people.User", "finance.Invoice"]


@pytest.mark.parametrize(
    ("where", "row", "counts"),
    [
        ({}, {}, True),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, False),
        ({"a__isnull": True}, {"a": None}, True),
        ({"a__isnull": True}, {"a": 0}, False),
        ({"a__isnull": False}, {"a": 0}, True),
        ({"a__isnull": False}, {"a": None}, False),
    ],
)
def test_a_filter_of_a_definition(where: dict[str, Any], row: dict[str, Any], counts: bool) -> None:
    assert Part("finance.Payment", "transaction_id", "settles", where).counts(row) is counts
