"""An entry or an invoice is made recurring, and is the first of what it begins."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.models import Change
from freelancer_os.finance.models import Invoice, Occurrence, Recurring, Transaction
from freelancer_os.finance.recurring.repeating import repeat, repeat_invoice
from freelancer_os.invoicing.posting import post_in
from freelancer_os.people import workspaces
from freelancer_os.reports.coming import coming, year_ahead
from freelancer_os.reports.forecast import Expected, expected
from tests.books import TAX, Books

pytestmark = pytest.mark.django_db
EVERY = {"every": "month"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "today_in", lambda zone: date(2026, 3, 10))


def _post(books: Books) -> int:
    return len(list(post_in(books.fresh(books.workspace))))


def test_an_entry_is_the_first_and_is_not_doubled(books: Books) -> None:
    bank = books.account()
    entry = books.expense(5_000, date=date(2026, 1, 31), tax_rate=TAX, account=bank)
    books.do(lambda unit: repeat(unit.fresh(entry), EVERY))
    (made,) = books.all(Recurring)
    assert (made.next_date, made.last_date) == (date(2026, 2, 28), date(2026, 1, 31))
    assert made.pays_itself
    assert _post(books) == 1
    posted = next(one for one in books.all(Transaction) if one != entry)
    assert (posted.date, posted.paid, posted.total) == (date(2026, 2, 28), 5_000, 5_000)
    with pytest.raises(ValidationError, match="is one of"):
        books.do(lambda unit: repeat(unit.fresh(posted), EVERY))


def test_making_it_recurring_is_undone_in_one(books: Books) -> None:
    entry = books.expense(5_000, date=date(2026, 3, 1))
    before = books.state()
    books.do(lambda unit: repeat(unit.fresh(entry), EVERY))
    books.undo()
    assert books.state() == before
    books.redo()
    assert books.all(Recurring)[0].next_date == date(2026, 4, 1)
    assert len(books.all(Occurrence)) == 1


def test_a_posted_one_stays_when_its_beginning_is_undone(books: Books) -> None:
    """What posted itself since is nobody's to lose: the entries stay as they are."""
    entry = books.expense(5_000, date=date(2026, 2, 1))
    books.do(lambda unit: repeat(unit.fresh(entry), EVERY))
    assert _post(books) == 1
    (made,) = books.all(Recurring)
    books.remove(made)
    assert len(books.all(Transaction)) == 2
    assert books.all(Occurrence) == []
    books.undo()
    assert books.fresh(made).next_date == date(2026, 4, 1)
    assert _post(books) == 0


def test_an_invoice_with_its_lines(books: Books) -> None:
    client = books.client("Acme")
    invoice = books.invoice(client=client, issue_date=date(2026, 2, 10))
    books.income(10_000, invoice=invoice, description="Care", tax_rate=TAX)
    books.income(5_000, invoice=invoice, description="Hosting")
    how = {**EVERY, "as": "draft"}
    books.do(lambda unit: repeat_invoice(unit.fresh(invoice), how))
    assert _post(books) == 1
    made = next(one for one in books.all(Invoice) if one != invoice)
    assert (made.total, made.client_id) == (books.fresh(invoice).total, client.pk)


def test_coming_months(books: Books) -> None:
    def rule(**more: Any) -> Recurring:
        rent = {"kind": "expense", "amount": 11_900, "tax_rate": TAX, "description": "Rent"}
        return books.make(Recurring, **{**rent, "start_date": date(2026, 3, 31), **more})

    rule(times=3)
    rule(kind="income", description="Retainer", amount=20_000, every="quarter", tax_included=False)
    rule(description="Server", currency="KWD")
    rule(description="Paused", paused=True)
    span = year_ahead(books.workspace)
    assert (span.first, span.last) == (date(2026, 3, 1), date(2027, 2, 28))
    found = [(one.day, str(one.recurring), one.total) for one in coming(books.workspace, span)]
    assert found[:4] == [
        (date(2026, 3, 31), "Rent", 11_900),
        (date(2026, 3, 31), "Retainer", 23_800),
        (date(2026, 3, 31), "Server", None),
        (date(2026, 4, 30), "Rent", 11_900),
    ]
    assert [name for _, name, _ in found].count("Rent") == 3
    assert [name for _, name, _ in found].count("Retainer") == 4
    assert "Paused" not in {name for _, name, _ in found}
    assert expected(books.workspace, span)["2026-06"] == Expected(0, 20_000, 0)
    assert expected(books.workspace, span)["2026-05"] == Expected(0, 0, 10_000)


def test_posting_is_told_in_the_history_of_what_recurs(books: Books) -> None:
    rent = {"kind": "expense", "amount": 11_900, "description": "Rent"}
    books.make(Recurring, **rent, start_date=date(2026, 3, 1))
    _post(books)
    change = Change.objects.filter(workspace=books.workspace).latest("number")
    assert (change.sentence, change.user) == ("Posted Rent of 1 Mar 2026", None)
