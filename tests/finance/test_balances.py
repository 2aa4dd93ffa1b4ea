"""What moved on accounts is looked up among what is kept, never searched for."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.values.spans import Span
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.balances import balance_on, by_month, moved_on
from tests.books import DAY, Books
from tests.settings import ON_POSTGRES

SPAN = Span(date(2026, 1, 10), date(2026, 11, 20))  # whole months, and days at both ends
READS: list[Callable[[list[Account]], object]] = [
    lambda accounts: moved_on(accounts, SPAN),
    lambda accounts: by_month(accounts[0], SPAN),
    lambda accounts: balance_on(accounts[0], DAY),
]


@pytest.mark.skipif(ON_POSTGRES, reason="SQLite says which columns of an index it looks up")
@pytest.mark.parametrize("read", READS)
def test_each_range_of_keys_is_looked_up(
    books: Books, read: Callable[[list[Account]], object]
) -> None:
    accounts = [books.account(), books.account("Cash")]
    with CaptureQueriesContext(connection) as captured:
        read(accounts)
    assert captured.captured_queries
    for one in captured.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
            steps = [row[3] for row in cursor.fetchall()]
        reads = [step for step in steps if "core_tallyrow" in step]
        assert reads
        assert all("workspace_id=? AND name=? AND key>? AND key<?" in step for step in reads)


def test_what_moved_of_each(books: Books) -> None:
    bank, cash = books.account(opening_balance=50), books.account("Cash")
    books.expense(700, account=bank)
    books.income(300, account=cash)
    assert moved_on([bank, cash], SPAN) == {bank.pk: -700, cash.pk: 300}
    assert moved_on([], SPAN) == {}
    assert balance_on(books.fresh(bank), DAY) == -650
