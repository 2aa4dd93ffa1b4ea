"""What is kept of a workspace is read by ranges of keys."""

from datetime import date
from uuid import uuid4

import pytest

from freelancer_os.core.log.totals.kept import Range, kept, summed
from tests.books import Books

pytestmark = pytest.mark.django_db


def test_ranges_end_before_their_end_and_leave_out_what_is_gone(books: Books) -> None:
    client = books.client()
    for month, amount in ((1, 700), (2, 50), (3, 9)):
        books.income(amount, date=date(2026, month, 5), client=client)
    books.remove(books.income(1_000, date=date(2026, 1, 9), client=books.client("Beta")))
    pk, name = books.workspace.pk, "accrual_client_months"
    spring = Range(name, "2026-01", "2026-03")
    assert sorted(one.amount for one in kept(pk, spring)) == [50, 700]
    assert sorted(one.amount for one in kept(pk, spring, Range(name))) == [9, 50, 50, 700, 700]
    assert summed(pk, [(spring, len("2026-01|") + 1)]) == {str(client.pk): 750}
    assert (kept(pk), summed(pk, [])) == ([], {})
    assert not kept(uuid4(), Range(name))
