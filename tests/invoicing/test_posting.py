"""What recurs posts itself: each day once, in order, also long after, and on nobody's stack."""

from datetime import date
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from freelancer_os.core import check
from freelancer_os.finance import audit
from freelancer_os.finance.models import (
    Account,
    BankLine,
    Category,
    Invoice,
    Occurrence,
    Recurring,
    Transaction,
)
from freelancer_os.finance.recurring.booking import skip
from freelancer_os.invoicing.due import do_what_is_due
from freelancer_os.invoicing.models import Mail
from freelancer_os.invoicing.posting import post_in
from freelancer_os.invoicing.reminders.restored import begin_anew
from freelancer_os.people import workspaces
from freelancer_os.transfer.bank.importing import run
from freelancer_os.transfer.bank.preview import preview
from tests.books import TAX, Books
from tests.invoicing.post_office import TO, office

RENT: dict[str, Any] = {"kind": "expense", "description": "Rent", "amount": 50_000}


@pytest.fixture(autouse=True)
def _begins(monkeypatch: pytest.MonkeyPatch) -> None:
    _on(monkeypatch, date(2026, 1, 10))


def _on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is this day everywhere."""
    monkeypatch.setattr(workspaces, "today_in", lambda zone: day)


def _post(books: Books) -> list[str]:
    return [str(one) for one in post_in(books.fresh(books.workspace))]


def _days(books: Books, model: Any = Transaction) -> list[str]:
    return [one.date.isoformat() for one in sorted(books.all(model), key=lambda one: one.date)]


def _rent(books: Books, **more: Any) -> Recurring:
    return books.make(Recurring, **{**RENT, "start_date": date(2026, 1, 31), **more})


def test_each_once_and_in_order_after_months(books: Books, monkeypatch: Any) -> None:
    rent = _rent(books, tax_rate=TAX)
    fee = books.make(
        Recurring, **{**RENT, "description": "Fee"}, start_date=date(2026, 2, 1), every="quarter"
    )
    assert _post(books) == []
    _on(monkeypatch, date(2026, 5, 30))
    assert _post(books) == [
        "Posted Rent of Jan 31, 2026",
        "Posted Fee of Feb 1, 2026",
        "Posted Rent of Feb 28, 2026",
        "Posted Rent of Mar 31, 2026",
        "Posted Rent of Apr 30, 2026",
        "Posted Fee of May 1, 2026",
    ]
    assert _post(books) == []
    rent, fee = books.fresh(rent), books.fresh(fee)
    assert (rent.last_date, rent.next_date) == (date(2026, 4, 30), date(2026, 5, 31))
    assert (fee.last_date, fee.next_date) == (date(2026, 5, 1), date(2026, 8, 1))
    entry = next(one for one in books.all(Transaction) if one.date == date(2026, 2, 28))
    assert (entry.description, entry.total, entry.tax, entry.paid) == ("Rent", 50_000, 7_983, 0)
    found = [*check.run([books.workspace]), *audit.run()]
    assert not [one for one in found if one.faults]


def test_an_entry_that_was_deleted_is_not_posted_again(books: Books, monkeypatch: Any) -> None:
    _rent(books)
    _on(monkeypatch, date(2026, 2, 1))
    _post(books)
    books.remove(books.all(Transaction)[0])
    assert _post(books) == [] == books.all(Transaction)
    (day,) = books.all(Occurrence)
    assert (day.date, day.transaction_id) == (date(2026, 1, 31), None)
    books.undo()
    assert books.fresh(day).transaction_id is not None
    assert _post(books) == []


def test_it_is_on_nobodys_stack(books: Books, monkeypatch: Any) -> None:
    """Undo takes back what a person did, and what was posted meanwhile stays."""
    rent = _rent(books)
    books.edit(rent, amount=60_000)
    _on(monkeypatch, date(2026, 2, 1))
    _post(books)
    assert books.last().user is None
    books.undo()
    rent = books.fresh(rent)
    assert (rent.amount, rent.next_date) == (50_000, date(2026, 2, 28))
    assert [one.amount for one in books.all(Transaction)] == [60_000]
    assert _post(books) == []


def test_an_edit_changes_only_coming_ones(books: Books, monkeypatch: Any) -> None:
    rent = _rent(books)
    _on(monkeypatch, date(2026, 3, 1))
    _post(books)
    rent = books.edit(rent, start_date=date(2026, 1, 15), amount=70_000)
    assert rent.next_date == date(2026, 3, 15)
    _on(monkeypatch, date(2026, 3, 20))
    _post(books)
    assert _days(books) == ["2026-01-31", "2026-02-28", "2026-03-15"]
    assert sorted(one.amount for one in books.all(Transaction)) == [50_000, 50_000, 70_000]


def test_paused_days_are_skipped(books: Books, monkeypatch: Any) -> None:
    rent = _rent(books)
    rent = books.edit(rent, paused=True)
    assert rent.next_date is None
    _on(monkeypatch, date(2026, 4, 5))
    assert _post(books) == []
    rent = books.edit(rent, paused=False)
    assert rent.next_date == date(2026, 4, 30)
    books.undo()
    assert books.fresh(rent).next_date is None


def test_one_is_left_out(books: Books, monkeypatch: Any) -> None:
    rent = _rent(books)
    books.do(lambda unit: skip(unit.fresh(rent)))
    assert books.fresh(rent).next_date == date(2026, 2, 28)
    books.undo()
    assert books.fresh(rent).next_date == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("ends", "days"),
    [
        ({"times": 2}, ["2026-01-31", "2026-02-28"]),
        ({"end_date": date(2026, 3, 30)}, ["2026-01-31", "2026-02-28"]),
        ({"interval": 2, "times": 2}, ["2026-01-31", "2026-03-31"]),
        ({"every": "week", "interval": 13, "times": 2}, ["2026-01-31", "2026-05-02"]),
    ],
)
def test_it_ends(books: Books, monkeypatch: Any, ends: dict[str, Any], days: list[str]) -> None:
    rent = _rent(books, **ends)
    _on(monkeypatch, date(2027, 1, 1))
    _post(books)
    assert _days(books) == days
    assert books.fresh(rent).next_date is None


def test_it_pays_itself(books: Books, monkeypatch: Any) -> None:
    bank = books.account()
    _rent(books, account=bank, pays_itself=True)
    _rent(books, account=bank, description="Not by itself")
    _on(monkeypatch, date(2026, 2, 1))
    _post(books)
    assert sorted(one.paid for one in books.all(Transaction)) == [0, 50_000]
    assert books.fresh(bank).moved == -50_000


def test_a_foreign_one_waits_for_a_rate_and_no_other_does(books: Books, monkeypatch: Any) -> None:
    foreign = _rent(books, currency="KWD", description="Server")
    _rent(books)
    _on(monkeypatch, date(2026, 2, 1))
    told = _post(books)
    assert told[0].startswith("Server of Jan 31, 2026 waits: ")
    assert told[1:] == ["Posted Rent of Jan 31, 2026"]
    assert _post(books) == []  # it is told once
    foreign = books.fresh(foreign)
    assert "KWD" in foreign.waits
    foreign = books.edit(foreign, exchange_rate=30_000_000_000)
    assert _post(books) == ["Posted Server of Jan 31, 2026"]
    assert books.fresh(foreign).waits == ""


def test_closed_books_are_waited_for(books: Books, monkeypatch: Any) -> None:
    rent = _rent(books)
    _on(monkeypatch, date(2026, 3, 1))
    books.do(lambda unit: unit.fresh(books.workspace).edit({"closed_until": date(2026, 1, 31)}))
    (told,) = _post(books)
    assert "the books are closed" in told
    books.do(lambda unit: skip(unit.fresh(rent)))
    assert _post(books) == ["Posted Rent of Feb 28, 2026"]


def test_invoices_as_drafts(books: Books, monkeypatch: Any) -> None:
    client = books.client("Acme")
    line = {"quantity": 20_000, "unit": "HUR", "unit_price": 50_000_000, "discount_percent": 0}
    lines = [{**line, "description": "Care", "tax_rate": TAX}]
    care = books.make(
        Recurring,
        kind="income",
        posts_as="draft",
        client=client,
        start_date=date(2026, 1, 31),
        lines=lines,
    )
    assert care.amount == 10_000
    _on(monkeypatch, date(2026, 2, 1))
    _post(books)
    (invoice,) = books.all(Invoice)
    assert (invoice.status, invoice.client_id, invoice.net) == ("draft", client.pk, 10_000)
    (made,) = books.all(Transaction)
    assert (made.description, made.quantity, made.unit) == ("Care", 20_000, "HUR")
    books.remove(invoice)
    assert _post(books) == []
    books.remove(client)
    assert books.fresh(care).paused


def test_invoices_that_are_sent(books: Books, monkeypatch: Any) -> None:
    client = books.client("Acme", email=TO)
    care = {"kind": "income", "posts_as": "sent", "client": client, "description": "Care"}
    books.make(Recurring, **care, amount=10_000, start_date=date(2026, 1, 31))
    _on(monkeypatch, date(2026, 3, 1))
    assert "No mail server is known yet." in _post(books)[0]
    assert books.all(Invoice) == []  # nothing is left of what could not be sent
    with office(books) as found:
        told = [str(one) for one in do_what_is_due()]
        assert told[:2] == ["Sent Care of Jan 31, 2026", "Sent Care of Feb 28, 2026"]
        assert [letter.to for letter in found.letters] == [[TO], [TO]]
    invoices = books.all(Invoice)
    assert [one.status for one in invoices] == ["sent", "sent"]
    assert {one.issue_date for one in invoices} == {date(2026, 3, 1)}
    assert [(one.total, one.outstanding) for one in invoices] == [(10_000, 10_000)] * 2
    assert all("100.00" in one.body for one in books.all(Mail))
    assert _days(books) == ["2026-01-31", "2026-02-28"]


def test_after_a_backup_was_put_back_nothing_is_sent_twice(
    books: Books, monkeypatch: Any, spoiling: None
) -> None:
    client = books.client("Acme", email=TO)
    care = {"kind": "income", "posts_as": "sent", "client": client, "description": "Care"}
    books.make(Recurring, **care, amount=10_000, start_date=date(2026, 1, 31))
    _on(monkeypatch, date(2026, 3, 1))
    begin_anew()
    with office(books):
        _post(books)
    assert [one.status for one in books.all(Invoice)] == ["draft", "draft"]
    assert books.all(Mail) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"pays_itself": True}, "account"),
        ({"end_date": date(2025, 1, 1)}, "end_date"),
        ({"interval": 0}, "interval"),
        ({"times": 0}, "times"),
        ({"every": "day"}, "every"),
        ({"posts_as": "draft"}, "as"),
        ({"kind": "income", "posts_as": "draft"}, "client"),
        ({"lines": [{"quantity": 1}]}, "lines"),
    ],
)
def test_what_does_not_fit_is_refused(books: Books, given: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _rent(books, **given)
    assert list(refused.value.message_dict) == [field]
    assert books.all(Recurring) == []


BANK = "Date;Text;Amount\n{}\n"


def _bank_line(books: Books, account: Account, *rows: str) -> Any:
    content = BANK.format("\n".join(rows)).encode()
    shown = preview(books.workspace, account, content)
    outcome = run(books.workspace, books.user, account, content)
    assert len(shown.awaited) == len(shown.fresh) - _unproven(books, outcome)
    return outcome


def _unproven(books: Books, outcome: Any) -> int:
    """How many lines made an entry of their own: what is not posted by itself."""
    posted = {one.transaction_id for one in books.all(Occurrence)}
    lines = [one for one in books.all(BankLine) if one.transaction_id not in posted]
    return len(lines)


@pytest.mark.parametrize("pays_itself", [False, True])
def test_a_bank_line_pays_it_and_makes_no_other(
    books: Books, monkeypatch: Any, *, pays_itself: bool
) -> None:
    bank = books.account()
    _rent(books, account=bank, pays_itself=pays_itself)
    _on(monkeypatch, date(2026, 2, 10))
    _post(books)
    before = books.state()
    _bank_line(books, bank, "2026-02-03;Landlord;-500.00", "2026-02-03;Landlord again;-500.00")
    entries = books.all(Transaction)
    assert len(entries) == 2  # the second line is nothing that recurs
    posted = next(one for one in entries if one.description == "Rent")
    (payment,) = books.payments(posted)
    assert (payment.origin, payment.date, payment.flow) == ("bank", date(2026, 2, 3), -50_000)
    assert books.fresh(bank).moved == -100_000
    assert (posted.date, posted.outstanding) == (date(2026, 1, 31), 0)
    books.undo()
    assert books.state() == before


@pytest.mark.parametrize(
    "row",
    ["2026-02-06;Late;-500.00", "2026-02-01;Other amount;-500.01", "2026-02-01;Back;500.00"],
)
def test_another_line_is_an_entry_of_its_own(books: Books, monkeypatch: Any, row: str) -> None:
    bank = books.account()
    _rent(books, account=bank)
    _on(monkeypatch, date(2026, 2, 10))
    _post(books)
    _bank_line(books, bank, row)
    assert len(books.all(Transaction)) == 2


def test_what_was_paid_elsewhere_or_closed_is_left_alone(books: Books, monkeypatch: Any) -> None:
    bank, cash = books.account(), books.account("Cash", kind="cash")
    _rent(books)
    _on(monkeypatch, date(2026, 3, 10))
    _post(books)
    january, february = sorted(books.all(Transaction), key=lambda one: one.date)
    books.call(january, "pay", cash, january.date)
    books.do(lambda unit: unit.fresh(books.workspace).edit({"closed_until": date(2026, 2, 28)}))
    rows = ("2026-03-01;Rent;-500.00", "2026-02-01;Rent;-500.00")
    with pytest.raises(ValidationError, match="closed"):
        _bank_line(books, bank, *rows)
    _bank_line(books, bank, rows[0])
    assert books.fresh(february).outstanding == 50_000


def test_a_category_of_the_other_kind_is_refused(books: Books) -> None:
    income = books.make(Category, name="Fees", kind="income")
    with pytest.raises(ValidationError, match="is a category for income"):
        _rent(books, category=income)
    books.remove(income)
    rents = books.make(Category, name="Rents", kind="expense")
    other = books.make(Category, name="Office", kind="expense")
    rent = _rent(books, category=rents)
    with pytest.raises(ValidationError, match="in use"):
        books.remove(rents)
    books.do(lambda unit: unit.fresh(rents).merge_into(unit.fresh(other)))
    assert books.fresh(rent).category_id == other.pk


@pytest.mark.django_db(transaction=True)
def test_two_that_post_at_once_post_each_once(monkeypatch: Any) -> None:
    from tests.books import open_books

    books = open_books(currency="EUR", locale="en-US")
    _rent(books, every="week")
    _on(monkeypatch, date(2026, 6, 1))

    def run() -> None:
        try:
            list(post_in(books.workspace))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    days = _days(books)
    assert len(days) == len(set(days)) == 18


def test_an_archived_account_is_waited_for(books: Books, monkeypatch: Any) -> None:
    bank: Account = books.account()
    rent = _rent(books, account=bank, pays_itself=True)
    books.edit(bank, archived=True)
    _on(monkeypatch, date(2026, 2, 1))
    (told,) = _post(books)
    assert "archived" in told
    assert books.all(Transaction) == []
    books.edit(rent, pays_itself=False)
    assert _post(books) == ["Posted Rent of Jan 31, 2026"]
