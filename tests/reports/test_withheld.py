"""What clients withhold and pay to the tax office is income tax that is paid."""

import pytest

from freelancer_os.core.values.spans import Span
from freelancer_os.reports.entries import counted, entries
from freelancer_os.reports.mine import mine
from tests.books import Books

pytestmark = pytest.mark.django_db


def test_what_is_withheld_lowers_what_is_set_aside(books: Books) -> None:
    workspace = books.edit(books.workspace, set_aside=300_000)
    today = workspace.today
    invoice = books.invoice(issue_date=today, withholding_rate=200_000)
    books.income(100_000, invoice=invoice, date=today)
    books.call(invoice, "send")
    found = mine(workspace)
    assert (found.withheld, found.tax_set_aside) == (0, 30_000)
    books.call(invoice, "pay", books.account(), 40_000, today)
    found = mine(workspace)
    assert (found.withheld, found.tax_set_aside) == (10_000, 20_000)  # half of 20 %
    year = Span(today.replace(month=1, day=1), today)
    query = {"date_from": f"{year.first}", "date_to": f"{year.last}", "of": "withheld"}
    assert counted(workspace, query) == 10_000
    assert [one.amount for one in entries(workspace, query).entries] == [10_000]
    books.undo()
    assert mine(workspace).withheld == 0
