"""Several people write in one workspace at the same moment, each on a connection of their own.

On PostgreSQL the lock of the workspace's row keeps them apart, on SQLite the one write lock.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connections

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.log.writers import Busy
from freelancer_os.core.models import Change
from freelancer_os.core.undo.undo import undo
from freelancer_os.engine.models import Property, View
from freelancer_os.finance.models import Invoice, Payment, Transaction
from freelancer_os.projects.models import Project
from tests.books import DAY, TAX, Books, open_books
from tests.finance.oracle import Expected, rules_broken

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 8


def at_once(writers: int, write: Callable[[int, int], Any]) -> None:
    """Call `write(writer, time)` from so many threads that begin together."""
    barrier = Barrier(writers)

    def work(writer: int) -> None:
        try:
            barrier.wait(timeout=30)
            for time in range(TIMES):
                write(writer, time)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        for done in [pool.submit(work, writer) for writer in range(writers)]:
            done.result(timeout=120)


def assert_right(books: Books) -> None:
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []
    numbers = Change.objects.filter(workspace=books.workspace).order_by("number")
    found = list(numbers.values_list("number", flat=True))
    assert found == list(range(1, len(found) + 1))


@pytest.fixture
def shared() -> Books:
    return open_books()


@pytest.mark.parametrize("writers", [2, 4])
def test_totals_of_one_client_and_one_invoice_are_right(shared: Books, writers: int) -> None:
    client, account = shared.client(contract_value=10**6), shared.account()
    invoice = shared.invoice(client=client)

    def write(writer: int, time: int) -> None:
        entry = shared.income(333, tax_rate=TAX, invoice=invoice)
        if time % 2:
            shared.edit(entry, amount=100 + writer, account=account)

    at_once(writers, write)
    assert_right(shared)
    expected = writers * (TIMES // 2) * 333 + sum((TIMES // 2) * (100 + w) for w in range(writers))
    assert shared.fresh(client).invoice_amount == expected
    assert shared.fresh(invoice).net == expected


@pytest.mark.parametrize("writers", [2, 4])
def test_numbers_have_no_gap_and_no_double(shared: Books, writers: int) -> None:
    at_once(writers, lambda writer, time: shared.make(Invoice, status="sent", issue_date=DAY))
    numbers = sorted(str(invoice.number) for invoice in shared.all(Invoice))
    assert numbers == [f"2026-{n:03}" for n in range(1, writers * TIMES + 1)]
    assert_right(shared)


@pytest.mark.parametrize("writers", [4, 32])
def test_invoices_and_credit_notes_have_no_gap_and_no_double(shared: Books, writers: int) -> None:
    kinds = ("invoice", "credit_note")

    def write(writer: int, time: int) -> None:
        while time < 2:
            kind = kinds[(writer + time) % 2]
            try:
                shared.make(Invoice, status="sent", issue_date=DAY, kind=kind)
            except (Busy, OperationalError) as error:  # too many wait, nothing was written: again
                assert isinstance(error, Busy) or "lock" in str(error)
                continue
            return

    at_once(writers, write)
    for kind, start in zip(kinds, ("2026", "CN-2026"), strict=True):
        numbers = sorted(str(one.number) for one in shared.all(Invoice) if one.kind == kind)
        assert numbers == [f"{start}-{n:03}" for n in range(1, writers + 1)]
    assert_right(shared)


@pytest.mark.parametrize("writers", [2, 4])
def test_one_entry_that_all_edit_ends_as_one_of_them_left_it(shared: Books, writers: int) -> None:
    client = shared.client()
    entry = shared.income(1, client=client, account=shared.account())
    at_once(writers, lambda writer, time: shared.edit(entry, amount=1_000 * (writer + 1) + time))
    last = shared.fresh(entry).amount
    assert last in {1_000 * (writer + 1) + TIMES - 1 for writer in range(writers)}
    assert shared.fresh(client).income == last
    assert_right(shared)


def test_a_line_is_not_linked_to_a_project_that_moves_away_meanwhile(shared: Books) -> None:
    clients = [shared.client(), shared.client("Beta")]
    project = shared.make(Project, name="Site", client=clients[0])

    def write(writer: int, time: int) -> None:
        if writer == 0:
            shared.income(5, project=project)
        else:
            shared.edit(project, client=clients[time % 2], with_linked=True)

    at_once(2, write)
    assert_right(shared)


def test_undo_of_two_people_at_once(shared: Books) -> None:
    people = [shared.colleague(name) for name in ("Ben", "Cleo")]
    client = shared.client()
    for person in people:
        for n in range(TIMES):
            person.income(100 + n, client=client)

    def write(writer: int, time: int) -> None:
        undo(shared.workspace, people[writer].user)

    at_once(2, write)
    assert shared.all(Transaction) == []
    assert shared.fresh(client).income == 0
    assert_right(shared)
    with pytest.raises(Conflict):
        undo(shared.workspace, people[0].user)


def test_paying_at_once_pays_once(shared: Books) -> None:
    account = shared.account()
    invoice = shared.invoice()
    shared.income(10_000, invoice=invoice)

    at_once(4, lambda writer, time: shared.edit(invoice, status="paid", account=account))
    assert [payment.amount for payment in shared.all(Payment)] == [10_000]
    assert shared.fresh(account).balance == 10_000


def test_workspaces_do_not_wait_for_each_other_in_vain(shared: Books) -> None:
    """Two workspaces are written at once, each right by itself."""
    both = [shared, open_books()]
    clients = [books.client() for books in both]
    at_once(2, lambda writer, time: both[writer].income(100, client=clients[writer]))
    for books, client in zip(both, clients, strict=True):
        assert books.fresh(client).income == TIMES * 100
        assert_right(books)


def test_a_change_that_fails_lets_the_next_one_in(shared: Books) -> None:
    client = shared.client()

    def write(writer: int, time: int) -> None:
        def fail(unit: Unit) -> None:
            unit.fresh(client).edit({"name": f"{writer}-{time}"})
            if writer:
                raise LookupError

        try:
            with change(shared.workspace, shared.user, "Try") as unit:
                fail(unit)
        except LookupError:
            return

    at_once(2, write)
    assert shared.fresh(client).name == f"0-{TIMES - 1}"
    assert_right(shared)


def test_numbers_that_are_given_and_taken_back_at_once_are_nobodys_twice(shared: Books) -> None:
    people = [shared.colleague(name) for name in ("Ben", "Cleo", "Dan")]

    def write(writer: int, time: int) -> None:
        person = people[writer]
        person.edit(person.invoice(issue_date=DAY), status="sent")
        if time % 2:
            try:
                person.undo()
            except Conflict:  # a later number was given since
                return

    at_once(len(people), write)
    kept = [invoice for invoice in shared.all(Invoice) if invoice.number is not None]
    sequences = sorted(int(str(invoice.number).rpartition("-")[2]) for invoice in kept)
    assert len(set(sequences)) == len(sequences)
    assert len(kept) >= len(people) * TIMES // 2
    following = shared.make(Invoice, status="sent", issue_date=DAY).number
    assert following == f"2026-{max(sequences) + 1:03}"
    assert_right(shared)


def test_redo_and_writes_at_once_leave_no_half_of_either(shared: Books) -> None:
    people = [shared.colleague(name) for name in ("Ben", "Cleo")]
    client, account = shared.client(), shared.account()
    entries = [person.income(100, client=client) for person in people]

    def write(writer: int, time: int) -> None:
        person = people[writer]
        other = entries[1 - writer] if time % 3 == 0 else entries[writer]
        person.edit(other, amount=100 + 10 * writer + time, account=account)
        for verb in (person.undo, person.redo):
            try:
                verb()
            except Conflict as refused:
                assert refused.sentence.endswith((".", "”."))

    at_once(2, write)
    assert_right(shared)


def test_what_is_named_alike_at_once_gets_names_of_its_own(shared: Books) -> None:
    def write(writer: int, time: int) -> None:
        shared.make(View, name="Mine", collection="clients", is_default=True)
        shared.make(Property, name="Size", collection="clients", kind="number")

    at_once(2, write)
    views, properties = shared.all(View), shared.all(Property)
    for slugs in ([one.slug for one in views], [one.slug for one in properties]):
        assert len(set(slugs)) == len(slugs) == 2 * TIMES
    assert sum(view.is_default for view in views) == 1
    assert_right(shared)
