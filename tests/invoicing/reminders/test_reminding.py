"""Reminders by rule: each once, the latest that is due, and not to whom it does not concern."""

from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.due import do_what_is_due
from freelancer_os.invoicing.models import Mail, Reminder
from freelancer_os.invoicing.reminders.reminding import remind_in
from freelancer_os.invoicing.reminders.restored import begin_anew
from freelancer_os.invoicing.reminders.rules import MOST
from freelancer_os.invoicing.sending import send
from freelancer_os.people import workspaces
from tests.books import Books
from tests.invoicing.post_office import TO, deliver, office

DUE = date(2030, 3, 1)


def _on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is this day everywhere."""
    monkeypatch.setattr(workspaces, "today_in", lambda zone: day)


def _after(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    _on(monkeypatch, DUE + timedelta(days=days))


@pytest.fixture
def ruled(books: Books, monkeypatch: pytest.MonkeyPatch) -> Books:
    """Steps 3 days before, 7 and 14 days after; the client has an address."""
    _after(monkeypatch, -30)
    for days, occasion in ((-3, "before"), (7, "first"), (14, "second")):
        books.make(Reminder, days=days, occasion=occasion)
    return books


def _sent(books: Books, **more: Any) -> Invoice:
    client = books.client("Acme", email=TO)
    invoice = books.invoice(client=client, due_date=DUE, **more)
    books.income(10_000, invoice=invoice)
    return books.call(invoice, "send")


def _remind(books: Books) -> list[str]:
    return [str(one) for one in remind_in(books.fresh(books.workspace))]


def test_each_step_once_in_its_time(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled) as found:
        invoice = _sent(ruled)
        for days in range(-10, 20):
            _after(monkeypatch, days)
            told = _remind(ruled)
            assert bool(told) == (days in {-3, 7, 14}), days
            assert _remind(ruled) == []
        deliver(ruled)
    assert [str(letter.message["Subject"]) for letter in found.letters] == [
        f"Invoice {invoice.number} is due on March 1, 2030",
        f"Reminder: invoice {invoice.number}",
        f"Second reminder: invoice {invoice.number}",
    ]
    assert ruled.all(Mail)[0].to == TO


def test_history_tells_on_nobodys_stack(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled):
        invoice = _sent(ruled)
        _after(monkeypatch, 7)
        assert _remind(ruled) == [f"Reminded {TO} of {invoice.number}"]
    assert (ruled.last().user, ruled.last().door) == (None, "program")


def test_of_several_that_are_due_the_latest(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled):
        _sent(ruled)
        _after(monkeypatch, 60)
        assert len(_remind(ruled)) == 1
        assert _remind(ruled) == []
    assert [mail.step for mail in ruled.all(Mail)] == [3]


def test_a_new_rule_does_not_speak_of_what_was(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    _after(monkeypatch, 100)
    with office(books):
        _sent(books)
        books.make(Reminder, days=7)
        assert _remind(books) == []
        books.make(Reminder, days=101)
        _after(monkeypatch, 101)
        assert len(_remind(books)) == 1


def test_a_rule_counts_from_the_day_after_it_was_made_or_moved(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(books):
        _sent(books)
        _after(monkeypatch, 7)
        rule = books.make(Reminder, days=7)
        assert rule.since == DUE + timedelta(days=8) and _remind(books) == []
        books.edit(rule, days=8)
        _after(monkeypatch, 8)
        assert len(_remind(books)) == 1
        books.edit(books.make(Reminder, days=30), days=8)
        assert _remind(books) == []


def test_payment_stops_them_and_a_part_does_not(
    ruled: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(ruled):
        invoice = _sent(ruled)
        _after(monkeypatch, 7)
        account = ruled.account()
        paid = ruled.call(invoice, "mark_paid", account, DUE)
        assert _remind(ruled) == []
        ruled.call(paid, "reopen")
        assert len(_remind(ruled)) == 1


def test_void_draft_and_no_due_date(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled):
        ruled.call(_sent(ruled), "void")
        ruled.invoice(due_date=DUE)
        ruled.edit(_sent(ruled), due_date=None)
        _after(monkeypatch, 7)
        assert _remind(ruled) == []


def test_stopped_by_hand_and_per_client(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled):
        one, other = _sent(ruled), _sent(ruled)
        one = ruled.edit(one, no_reminders=True)
        ruled.edit(other.client, no_reminders=True)
        _after(monkeypatch, 7)
        assert _remind(ruled) == []
        ruled.edit(one, no_reminders=False)
        ruled.edit(other.client, no_reminders=False)
        assert len(_remind(ruled)) == 2


def test_no_reminder_of_what_did_not_arrive(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled) as found:
        invoice = ruled.invoice(due_date=DUE)
        ruled.income(10_000, invoice=invoice)
        ruled.do(lambda unit: send(unit.fresh(invoice), to="a@example.com"), "Sent it")
        found.answers["RCPT"] = ["550 No"]
        deliver(ruled)
        _after(monkeypatch, 7)
        assert _remind(ruled) == []
        ruled.call(ruled.all(Mail)[0], "again", "b@example.com")
        deliver(ruled)
        assert _remind(ruled) == [f"Reminded b@example.com of {ruled.fresh(invoice).number}"]


def test_without_an_address_or_a_server_nothing_is_written(
    ruled: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice = _sent(ruled)
    _after(monkeypatch, 7)
    assert list(do_what_is_due()) == []
    with office(ruled):
        ruled.edit(invoice.client, email="")
        assert _remind(ruled) == []
    assert not ruled.all(Mail)


def test_what_is_due_is_written_and_handed_over(
    ruled: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(ruled) as found:
        number = _sent(ruled).number
        _after(monkeypatch, 7)
        told = [str(one) for one in do_what_is_due()]
        assert told == [
            f"Reminded {TO} of {number}",
            f"Mailed “Reminder: invoice {number}” to {TO}",
        ]
        assert list(do_what_is_due()) == []
    assert len(found.letters) == 1


def test_there_are_not_too_many_and_a_place_is_given_again(ruled: Books) -> None:
    for days in range(MOST - 3):
        ruled.make(Reminder, days=20 + days)
    with pytest.raises(ValidationError, match="at most 20"):
        ruled.make(Reminder, days=90)
    ruled.remove(ruled.all(Reminder)[1])
    assert ruled.make(Reminder, days=90).step == 2


@pytest.mark.usefixtures("spoiling")
def test_a_backup_that_is_put_back_reminds_from_tomorrow_on(
    ruled: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(ruled):
        _sent(ruled)
        _after(monkeypatch, 7)
        begin_anew()
        assert _remind(ruled) == []
        _after(monkeypatch, 14)
        assert len(_remind(ruled)) == 1


@pytest.mark.parametrize("days", [-91, 366])
def test_days_have_bounds(books: Books, days: int) -> None:
    with pytest.raises(ValidationError):
        books.make(Reminder, days=days)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_each_once(ruled: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with office(ruled) as found:
        for _ in range(6):
            _sent(ruled)
        _after(monkeypatch, 7)

        def run() -> None:
            try:
                list(do_what_is_due())
            finally:
                connections.close_all()

        threads = [Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        list(do_what_is_due())
    assert len(ruled.all(Mail)) == len(found.letters) == 6
