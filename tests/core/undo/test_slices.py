"""Jobs: changes of many rows in slices, here of one row each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.utils import timezone

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.core import check
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.whole import named
from freelancer_os.core.models import Change, ChangeRow, Job
from freelancer_os.core.undo import slices
from freelancer_os.core.undo.back import STALE, take_back, take_back_cut_off
from freelancer_os.core.undo.undo import undo_one
from freelancer_os.engine.write.bulk import delete_many, edit_many
from freelancer_os.engine.write.cells import Edit
from freelancer_os.engine.write.notes import write
from freelancer_os.finance import audit
from freelancer_os.finance.models import Account, Transaction
from freelancer_os.transfer.bank.importing import run
from tests.books import Books, State
from tests.finance.oracle import Expected
from tests.settings import ON_POSTGRES
from tests.sliced import between_slices, in_slices

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[Books], Any]


@pytest.fixture(autouse=True)
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    in_slices(monkeypatch)


def _imported(books: Books, month: str = "02") -> None:
    lines = [f"2026-{month}-0{n};Shop {n};-{n}.00" for n in range(1, 6)]
    content = "\n".join(["Date;Text;Amount", *lines]).encode()
    run(books.workspace, books.user, books.all(Account)[0], content)


def _client_of_all(books: Books) -> None:
    """A client that is made on the way, for entries with an invoice and without."""
    keys = [one.pk for one in books.all(Transaction) if one.kind == "income"]
    one = TRANSACTIONS.by_name["client"]
    edit_many(TRANSACTIONS, books.workspace, books.user, lambda: keys, one, Edit(create="Nova"))


def _paid_all(books: Books) -> None:
    """Each writes to the same invoice and account."""
    keys = [one.pk for one in books.all(Transaction)]
    one, account = TRANSACTIONS.by_name["account"], books.all(Account)[0]
    edit = Edit(str(account.pk))
    edit_many(TRANSACTIONS, books.workspace, books.user, lambda: keys, one, edit)


def _deleted_all(books: Books) -> None:
    keys = [one.pk for one in books.all(Transaction)]
    delete_many(TRANSACTIONS, books.workspace, books.user, lambda: keys)


def _clients_deleted(books: Books) -> None:
    keys = [one.pk for one in books.all(CLIENTS.model)]
    delete_many(CLIENTS, books.workspace, books.user, lambda: keys)


def _undone(books: Books) -> None:
    books.undo()


def _undone_with_later(books: Books) -> None:
    books.undo_one(books.first_write(), with_later=True)


ACTS: list[Act] = [
    _imported,
    _client_of_all,
    _paid_all,
    _deleted_all,
    _clients_deleted,
    _undone,
    _undone_with_later,
]
each_act = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.strip("_"))


@pytest.fixture
def full(books: Books) -> Books:
    """Entries with and without invoice, client and payment, the newest change an import."""
    account, client, invoice = books.account(), books.client(), books.invoice()
    for name in ("Beta", "Gamma", "Delta", "Omega"):
        books.income(50, client=books.client(name))
    for amount in (100, 200):
        books.income(amount, invoice=invoice)
    paid = books.income(300, client=client)
    books.edit(paid, account=account)
    books.income(400)
    _imported(books, "01")
    return books


def elsewhere(act: Callable[[], object]) -> None:
    """Do something in a thread and on a connection of its own; raises what it raises."""

    def run_and_close() -> None:
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run_and_close).result(timeout=60)


def whole(books: Books) -> list[str]:
    """What `check` finds, and an independent reckoning."""
    state = books.state()
    results = [*check.run([books.workspace]), *audit.run()]
    return [
        *Expected(books, state).problems(state),
        *(fault for result in results for fault in result.faults),
    ]


def log_of(books: Books) -> list[tuple[Any, ...]]:
    """Everything that the log says."""
    rows = ChangeRow.objects.filter(workspace=books.workspace).order_by("id")
    entries = Change.objects.filter(workspace=books.workspace).order_by("number")
    return [
        *rows.values_list("id", "change", "record_id", "action", "content"),
        *entries.values_list("id", "number", "stands_at", "undone_by", "sentence"),
    ]


def before_and_log(books: Books) -> tuple[State, list[tuple[Any, ...]]]:
    return books.state(), log_of(books)


@each_act
def test_a_job_is_one_change_with_one_row_for_each_record(
    act: Act, full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = Change.objects.count()
    before = full.state()
    passed = between_slices(monkeypatch, lambda n: None)
    act(full)
    assert len(passed) > 3
    assert not Job.objects.exists()
    assert Change.objects.count() == count + 1
    entry = full.last()
    assert entry.number == count + 1
    records = ChangeRow.objects.filter(change=entry).values_list("record_id", flat=True)
    assert len(set(records)) == len(records) > 2
    assert whole(full) == []
    after = full.state()
    assert after != before
    if entry.kind == Change.Kind.UNDO:
        full.redo()
        assert full.state() == before
    else:
        full.undo()
        assert full.state() == before
        full.redo()
        assert full.state() == after


@each_act
def test_between_two_slices_everything_adds_up(
    act: Act, full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    between_slices(monkeypatch, lambda n: seen.append(whole(full)))
    act(full)
    assert len(seen) > 3
    assert [found for found in seen if found] == []


class Stop(Exception):
    """Something that nobody expects."""


@each_act
def test_a_job_that_fails_at_any_slice_leaves_no_trace(
    act: Act, full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = before_and_log(full)
    last = [0]
    for at in range(1, 100):
        with monkeypatch.context() as inner:

            def stop(n: int, at: int = at) -> None:
                if n == at:
                    raise Stop

            between_slices(inner, stop)
            try:
                act(full)
            except Stop:
                assert before_and_log(full) == before, at
                assert not Job.objects.exists()
                continue
        last[0] = at
        break
    assert last[0] > 3


@each_act
def test_a_job_that_is_cancelled_leaves_no_trace(
    act: Act, full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = before_and_log(full)
    between_slices(monkeypatch, lambda n: n == 3 and slices.cancel(Job.objects.get()))
    with pytest.raises(Conflict, match=r"Cancelled\. Nothing of it was kept"):
        act(full)
    assert before_and_log(full) == before
    assert not Job.objects.exists()


@pytest.fixture
def cut_off(full: Books, monkeypatch: pytest.MonkeyPatch) -> Callable[[Act, int], None]:
    """Do something whose process ends after so many slices."""

    def cut(act: Act, at: int) -> None:
        def stop(n: int) -> None:
            if n == at:
                raise Stop

        with monkeypatch.context() as inner:
            between_slices(inner, stop)
            inner.setattr(slices, "take_back", lambda workspace, pk: None)
            with pytest.raises(Stop):
                act(full)

    return cut


@each_act
def test_what_was_cut_off_is_taken_back_when_the_program_starts(
    act: Act,
    full: Books,
    cut_off: Callable[[Act, int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = before_and_log(full)
    cut_off(act, 4)
    assert before_and_log(full) != before
    take_back_cut_off()  # too young: somebody may still write it
    with monkeypatch.context() as inner:  # this very process does, and reads for long meanwhile
        Job.objects.update(seen_at=timezone.now() - 2 * STALE)
        inner.setattr("freelancer_os.core.undo.back.live", {Job.objects.get().pk})
        take_back_cut_off()
    job = Job.objects.get()
    assert job.change.number == 0
    assert job.change.stands_at is None
    Job.objects.update(seen_at=timezone.now() - 2 * STALE)
    # That is cut off as well, and gone on with.
    with monkeypatch.context() as inner:
        calls = [0]

        def stop(seconds: float) -> None:
            calls[0] += 1
            if calls[0] == 2:
                raise Stop

        inner.setattr("freelancer_os.core.undo.back.time.sleep", stop)
        with pytest.raises(Stop):
            take_back_cut_off()
    assert Job.objects.exists()
    assert whole(full) == []
    Job.objects.update(seen_at=timezone.now() - 2 * STALE)
    take_back_cut_off()
    assert before_and_log(full) == before
    assert not Job.objects.exists()


def test_rows_of_a_job_are_held_until_it_ends(
    full: Books, cut_off: Callable[[Act, int], None]
) -> None:
    cut_off(_paid_all, 4)
    job = Job.objects.get()
    held = ChangeRow.objects.filter(change=job.change, model="finance.transaction").first()
    assert held is not None
    entry = Transaction.objects.get(pk=held.record_id)
    state = before_and_log(full)
    refused: list[Callable[[], object]] = [
        lambda: full.edit(entry, amount=5),
        lambda: full.remove(entry),
        lambda: full.edit(entry, account=None),
        lambda: write(TRANSACTIONS, full.workspace, full.user, entry.pk, "A note"),
        lambda: undo_one(full.workspace, full.user, full.first_write().pk, with_later=True),
    ]
    for act in refused:
        with pytest.raises(Conflict, match="still going on"):
            act()
        assert before_and_log(full) == state
    full.client("Somebody else")
    full.edit(full.all(Account)[0], name="Cash")
    take_back(full.workspace, job.pk)
    full.edit(entry, amount=5)
    assert whole(full) == []


def test_what_is_taken_back_by_many_is_held_before_it_is_looked_at(
    full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody builds on an import while it is undone."""
    line = next(one for one in full.all(Transaction) if one.kind == "expense")
    told: list[str] = []

    def build(n: int) -> None:
        try:
            elsewhere(lambda: full.edit(line, description="Mine"))
        except Conflict as conflict:
            told.append(conflict.sentence)
        except Transaction.DoesNotExist:
            pass

    between_slices(monkeypatch, build)
    full.undo()
    assert told
    assert not Transaction.objects.filter(kind="expense").exists()


def test_a_second_job_is_told_of_the_first(
    full: Books, cut_off: Callable[[Act, int], None]
) -> None:
    cut_off(_paid_all, 2)
    state = before_and_log(full)
    with pytest.raises(Conflict, match="Try again when it is done"):
        _deleted_all(full)
    assert before_and_log(full) == state


@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no connection to lose")
@each_act
def test_a_job_goes_on_though_its_connection_was_lost(
    act: Act, full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(n: int) -> None:
        if n != 2:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (own,) = cursor.fetchone()

        def end() -> None:
            with connection.cursor() as other:
                other.execute("SELECT pg_terminate_backend(%s)", [own])

        elsewhere(end)

    between_slices(monkeypatch, lose)
    count = Change.objects.count()
    act(full)
    assert Change.objects.count() == count + 1
    assert whole(full) == []


def test_a_job_that_is_sent_once_more_is_done_once(full: Books) -> None:
    name = uuid4()
    with named(name):
        full.undo()
    state = before_and_log(full)
    with named(name), pytest.raises(Conflict, match="written already"):
        full.undo()
    assert before_and_log(full) == state


def test_what_can_not_be_taken_back_stands_as_a_change(
    full: Books, cut_off: Callable[[Act, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(_paid_all, 4)
    job = Job.objects.get()

    def refuse(*of: object) -> None:
        raise ValidationError("No")

    with monkeypatch.context() as inner:
        inner.setattr("freelancer_os.core.undo.back.invert", refuse)
        with pytest.raises(Conflict, match="What was done by then stands"):
            take_back(full.workspace, job.pk)
    assert not Job.objects.exists()
    assert full.last().pk == job.pk
    assert whole(full) == []
    full.undo()
    assert whole(full) == []


def test_a_change_in_between_is_older_than_the_job(
    full: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job paid an entry after somebody renamed it: that is undone after the job only."""
    entry = full.all(Transaction)[-1]

    def rename(n: int) -> None:
        if n == 2:
            elsewhere(lambda: full.edit(entry, description="Renamed"))

    between_slices(monkeypatch, rename)
    _deleted_all(full)
    renamed = Change.objects.filter(workspace=full.workspace).order_by("-number")[1]
    with pytest.raises(Conflict, match="Undo that first"):
        full.undo_one(renamed)
    full.undo()
    assert full.fresh(entry).description == "Renamed"
