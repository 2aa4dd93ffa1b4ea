"""What groups come to, added up once more over every record that the API prints."""

from collections import defaultdict
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.query import grouping as groups
from freelancer_os.engine.query.grouping import Come, comes_to, grouping, usual
from freelancer_os.engine.registry import collections
from tests.books import DAY, TAX, Books
from tests.web.test_every_collection import fill

GROUPED = [one for one in collections if one.groupings and one.has_page]


@pytest.fixture
def full(books: Books) -> Books:
    """Some of everything; amounts in three currencies, some of them of no client, some void."""
    fill(books, 2)
    clients = [books.client(f"C{n}", stage=stage) for n, stage in enumerate(["lead", "client"])]
    for number, currency in enumerate(["EUR", "USD", "JPY", "USD"]):
        rate = {} if currency == "EUR" else {"exchange_rate": 9 * 10**9}
        invoice = books.invoice(
            client=clients[number % 2], currency=currency, issue_date=DAY, number=f"N{number}"
        )
        books.income(10_001 * (number + 1), invoice=invoice, tax_rate=TAX, **rate)
        books.income(77, currency=currency, date=DAY, **rate)
    sent = books.edit(invoice, status="sent")
    books.call(sent, "void")
    return books


def expected(
    collection: Collection, books: Books, by: str, money: Money | None
) -> dict[str, tuple[int, dict[str, int]]]:
    """Count and sums of every group, record by record."""
    formats = Formats.of(books.workspace)
    one = grouping(collection, by)
    adds_up = set(
        collection.rows(books.workspace).filter(collection.adds_up).values_list("pk", flat=True)
    )
    found: dict[str, tuple[int, dict[str, int]]] = {}
    for record in collection.rows(books.workspace):
        count, sums = found.setdefault(one.column_of(record), (0, defaultdict(int)))
        if money is not None and (by == collection.group_by or record.pk in adds_up):
            sums[money.currency(record, formats)] += money.value(record) or 0
        found[one.column_of(record)] = (count + 1, sums)
    return found


@pytest.mark.parametrize("collection", GROUPED, ids=lambda one: one.slug)
def test_every_group_comes_to_what_its_records_do(collection: Collection, full: Books) -> None:
    rows, formats = collection.rows(full.workspace), Formats.of(full.workspace)
    summed = collection.by_name.get(collection.board_sum)
    money = summed if isinstance(summed, Money) else None
    for one in collection.groupings:
        wanted = expected(collection, full, one.name, money)
        assert wanted
        for limit in (groups.TOGETHER, 1):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(groups, "TOGETHER", limit)
                found = comes_to(collection, rows, formats, one, list(wanted))
            for value, (count, sums) in wanted.items():
                assert found[value].count == count, (one.name, value)
                assert nonzero(found[value].amounts) == nonzero(sums), (one.name, value)


def nonzero(sums: dict[str, int]) -> dict[str, int]:
    return {code: amount for code, amount in sums.items() if amount}


def test_groups_hold_what_is_asked_for_alone(full: Books) -> None:
    clients: Any = collections.get("clients")
    formats, one = Formats.of(full.workspace), grouping(clients, "stage")
    rows = clients.rows(full.workspace).filter(stage="client")
    found = comes_to(clients, rows, formats, one, ["lead", "client"])
    assert (found["lead"].count, found["client"].count) == (0, rows.count())
    assert comes_to(clients, rows, formats, one, []) == {}


def test_nothing_is_counted_beyond_the_bound(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "COUNTED", 2)
    for number in range(5):
        books.client(f"C{number}")
    clients: Any = collections.get("clients")
    rows, formats = clients.rows(books.workspace), Formats.of(books.workspace)
    come = comes_to(clients, rows, formats, grouping(clients, "stage"), ["lead"])["lead"]
    assert come.count == 3  # one more than the bound tells that there are more


@pytest.mark.parametrize(
    ("count", "limit", "is_exact"), [(200, 200, True), (201, 200, False), (9_999, None, True)]
)
def test_a_count_is_exact_up_to_its_bound(count: int, limit: int | None, is_exact: bool) -> None:
    assert Come(count, limit=limit).is_exact is is_exact


@pytest.mark.parametrize("collection", list(collections), ids=lambda one: one.slug)
def test_what_is_no_group_is_refused_on_its_name(collection: Collection) -> None:
    names = {one.name for one in collection.groupings}
    for name in ({one.name for one in collection.fields} | {"", "nonsense", "\x00"}) - names:
        if name == "" and usual(collection):
            assert grouping(collection, name).name == usual(collection)
            assert not collection.group_by or usual(collection) == collection.group_by
            continue
        with pytest.raises(ValidationError) as caught:
            grouping(collection, name)
        assert list(caught.value.message_dict) == ["group"]
    assert {grouping(collection, name).name for name in names} == names
