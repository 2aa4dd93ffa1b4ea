"""Every total of every collection opens exactly the entries that add up to it."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from freelancer_os.core.ids import new_id
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import COUNTED, Formats
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.query.listing import encode_place
from freelancer_os.engine.query.why import counted, explained, why
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Budget, Category, Payment
from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import DAY, HOUR, TAX, Books

TOTALS = [(collection, name) for collection in collections for name in explained(collection)]
EVERY = pytest.mark.parametrize(
    ("collection", "name"), TOTALS, ids=[f"{c.slug}-{name}" for c, name in TOTALS]
)


def busy(books: Books) -> None:
    """Books in which every total has several entries, and some that do not count."""
    account = books.account(opening_balance=-700)
    dollars = books.account("Dollars", currency="USD", opening_balance=250)
    client = books.client(contract_value=10**6)
    project = books.make(Project, name="Site", client=client, estimated_hours=10 * HOUR)
    service = books.make(Service, name="Design", project=project, rate=5_000)
    sent, void = books.invoice(client=client), books.invoice(client=client, number="V-1")
    for amount in (1_234, 333, -50):
        books.income(amount, service=service, invoice=sent, tax_rate=TAX)
        books.income(amount, service=service, tax_rate=TAX)
    books.income(5, service=service, invoice=void)
    books.edit(void, status="void")
    foreign = books.income(900, client=client, currency="USD", exchange_rate=9 * 10**9)
    books.make(Payment, transaction=foreign, account=dollars, amount=400, date=DAY)
    books.edit(sent, status="paid", account=account)
    over = books.invoice(client=client)
    books.income(100, client=client, invoice=over)
    books.call(over, "pay", account, 250)
    tools = books.make(Category, name="Tools", kind="expense")
    for _ in range(3):
        books.expense(77, account=account, category=tools, tax_rate=TAX)
    books.expense(77, category=tools, date=DAY.replace(month=9))
    for period in ({"month": "2026-10"}, {"month": "2026-09"}, {"year": 2026}):
        books.make(Budget, category=tools, amount=500, **period)
    for hours in (HOUR, 90 * 60, 1):
        books.make(TimeEntry, service=service, date=DAY, hours=hours)


@EVERY
def test_its_entries_add_up_to_it_page_by_page(
    collection: Collection, name: str, books: Books
) -> None:
    busy(books)
    formats = Formats.of(books.workspace)
    opened = 0
    for record in books.all(collection.model):
        first = why(collection, record, name, formats)
        entries = list(first.entries)
        assert first.cursor is None
        paged, cursor = [], None
        while True:
            page = why(collection, record, name, formats, cursor=cursor, limit=2)
            assert (page.total, page.currency, page.count) == (
                first.total,
                first.currency,
                first.count,
            )
            paged += page.entries
            cursor = page.cursor
            if cursor is None:
                break
        assert paged == entries
        assert len({(one.collection, one.id) for one in entries}) == len(entries)
        assert {one.currency for one in entries} <= {first.currency}
        value = collection.by_name[name].value(record)
        assert sum(one.amount for one in entries) == first.total == value
        opened += len(entries)
    assert opened


@EVERY
def test_a_record_says_how_many_entries_there_are(
    collection: Collection, name: str, books: Books
) -> None:
    busy(books)
    formats, one = Formats.of(books.workspace), collection.by_name[name]
    assert isinstance(one, Money | Hours)
    for record in books.all(collection.model):
        found = why(collection, record, name, formats)
        said = counted(collection, record, one, formats)
        assert found.count is not None
        assert found.count <= COUNTED
        assert said == "" if found.count == 0 else said.startswith(f"{found.count} ")
        if found.count == 1:
            assert not said.endswith("s")


def test_what_is_no_sum_of_entries_is_not_opened(books: Books) -> None:
    busy(books)
    formats = Formats.of(books.workspace)
    for collection in collections:
        for record in books.all(collection.model)[:1]:
            for one in collection.fields:
                if one.name not in explained(collection):
                    with pytest.raises(Http404):
                        why(collection, record, one.name, formats)
            with pytest.raises(Http404):
                why(collection, record, "nonsense", formats)


@pytest.mark.parametrize("cursor", ["", "x", "é", "bnVsbA", "=" * 9, encode_place("1")])
def test_what_is_no_place_in_it_is_refused(books: Books, cursor: str) -> None:
    account = books.account()
    collection = collections.get("accounts")
    assert collection is not None
    with pytest.raises(ValidationError) as refused:
        why(collection, account, "balance", Formats.of(books.workspace), cursor=cursor)
    assert list(refused.value.message_dict) == ["cursor"]


def test_a_place_is_one_whether_or_not_its_entry_is_there(books: Books) -> None:
    account = books.account(opening_balance=5)
    books.expense(1, account=account)
    collection = collections.get("accounts")
    assert collection is not None
    formats, after = Formats.of(books.workspace), encode_place(new_id())
    found = why(collection, books.fresh(account), "balance", formats, cursor=after)
    assert [one.amount for one in found.entries] == [-1]
