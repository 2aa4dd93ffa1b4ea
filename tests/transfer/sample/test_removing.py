"""The sample goes without a trace, and takes nothing along that is one's own."""

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from freelancer_os.clients.models import Client
from freelancer_os.core import check
from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.attached.notes import Note
from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.links import links_of
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.undo import slices
from freelancer_os.finance.models import (
    Invoice,
    Payment,
    Recurring,
    Transaction,
)
from freelancer_os.invoicing.models import Mail
from freelancer_os.invoicing.posting import post_in
from freelancer_os.people.models import Workspace
from freelancer_os.projects.models import Project
from freelancer_os.tools.models import Participant
from freelancer_os.transfer.sample.adding import add_sample
from freelancer_os.transfer.sample.belonging import Belonging
from freelancer_os.transfer.sample.removing import remove_sample
from tests.books import Books, business_models
from tests.transfer.sample.mixing import Mixing

LOG = {"core.Change", "core.ChangeRow"}


def tables(books: Books) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the log, as the database has it."""
    found = {}
    for model in apps.get_models():
        if model._meta.label not in LOG and model.__module__.startswith("freelancer_os"):
            rows = model._base_manager.order_by("pk").values_list()
            found[model._meta.label] = list(rows)
    return found


def added(books: Books) -> Books:
    add_sample(books.workspace, books.user)
    books.workspace.refresh_from_db()
    return books


def removed(books: Books) -> Books:
    books.workspace.refresh_from_db()
    remove_sample(books.workspace, books.user)
    books.workspace.refresh_from_db()
    return books


def faults(books: Books) -> list[str]:
    one = Workspace.objects.filter(pk=books.workspace.pk)
    return [str(fault) for found in check.run(one) for fault in found.faults]


def test_nothing_is_left_of_it_but_the_log(books: Books) -> None:
    before = tables(books)
    removed(added(books))
    assert tables(books) == before


def links(books: Books) -> dict[UUID, set[UUID]]:
    """Per row what it names, and its parts: what stays with it."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for model in business_models():
        names = [f.attname for f in links_of(model) if f.attname not in model.unlogged]
        for one in model.objects.of(books.workspace):
            found[one.pk] |= {getattr(one, name) for name in names} - {None}
            for name in WITH.get(model, ()):
                if (whole := getattr(one, name)) is not None:
                    found[whole].add(one.pk)
                    found[one.pk].add(whole)
            if isinstance(one, Transaction) and one.invoice and one.invoice.was_sent:
                found[one.invoice_id].add(one.pk)
    return found


WITH: dict[Any, tuple[str, ...]] = {
    Payment: ("transaction_id", "transfer_id"),
    Participant: ("meeting_id",),
    Attachment: ("record_id",),
    Note: ("record_id",),
    Mail: ("invoice_id",),
}


def reached(start: set[UUID], steps: dict[UUID, set[UUID]]) -> set[UUID]:
    found, open_ = set(start), [*start]
    while open_:
        new = steps.get(open_.pop(), set()) - found
        found |= new
        open_ += new
    return found


def facts(books: Books) -> dict[UUID, dict[str, Any]]:
    return {
        one.pk: one.facts(one.values())
        for model in business_models()
        for one in model.objects.of(books.workspace)
    }


@pytest.mark.parametrize("seed", range(5))
def test_what_is_ones_own_stays_and_the_rest_goes(books: Books, seed: int) -> None:
    mixing = Mixing(books, seed)
    for verb in (Mixing.client, Mixing.account):
        verb(mixing)
    added(books)
    rows = ChangeRow.objects.filter(change=books.workspace.sample, action="create")
    came = set(rows.values_list("record_id", flat=True))
    for _ in range(40):
        mixing.step()
    before, steps = facts(books), links(books)
    removed(books)
    after = facts(books)
    assert faults(books) == []
    connection.check_constraints()
    odd = (after.keys() & came) - reached({*after} - came, steps)
    assert not [(row.title, row.model) for row in rows.filter(record_id__in=odd)]
    lost = {*before} - came - {*after}
    assert all(any(part in steps[gone] for gone in came - {*after}) for part in lost)
    assert all(before[pk] == after[pk] for pk in after)
    books.undo()
    back = facts(books)
    assert {pk: back.get(pk) for pk in before if pk not in mails(books)} == {
        pk: values for pk, values in before.items() if pk not in mails(books)
    }
    assert faults(books) == []


def mails(books: Books) -> set[UUID]:
    """One that comes back by undo is not sent again, and says so."""
    return set(Mail.objects.of(books.workspace).values_list("pk", flat=True))


def test_what_ones_own_rows_name_becomes_ones_own_for_good(books: Books) -> None:
    added(books)
    acme = Client.objects.get(name="Northwind Coffee")
    mine = books.make(Project, name="Mine", client=acme)
    removed(books)
    assert Client.objects.get() == acme and Project.objects.get() == mine
    removed(added(books))
    assert Client.objects.get() == acme


def test_closed_books_and_sent_invoices_do_not_hold_it(books: Books) -> None:
    before = tables(books)
    added(books)
    books.do(lambda unit: unit.workspace.edit({"closed_until": unit.workspace.today}))
    removed(books)
    assert not Invoice.objects.exists() and faults(books) == []
    with pytest.raises(Conflict, match="closed"):
        books.undo()
    books.do(lambda unit: unit.workspace.edit({"closed_until": None}))
    assert tables(books) == before


def test_closed_books_take_no_sample(books: Books) -> None:
    books.do(lambda unit: unit.workspace.edit({"closed_until": unit.workspace.today}))
    with pytest.raises(ValidationError, match="closed"):
        add_sample(books.workspace, books.user)
    assert not Client.objects.exists()


def test_a_number_of_ones_own_series_leaves_no_gap(books: Books) -> None:
    added(books)
    draft = Invoice.objects.get(status="draft")
    books.edit(draft, number=None)
    sent = books.edit(draft, status="sent")
    assert sent.number is not None and sent.sequence == 1
    removed(books)
    assert [one.number for one in Invoice.objects.all()] == [sent.number]
    assert Transaction.objects.get().invoice == sent


def test_what_posted_itself_goes_along(books: Books) -> None:
    added(books)
    one = Recurring.objects.get(description="Coworking")
    books.edit(one, start_date=books.workspace.today - timedelta(days=70))
    assert len(list(post_in(books.fresh(books.workspace)))) == 3
    removed(books)
    assert not Transaction.objects.exists() and not Payment.objects.exists()


def test_of_many_rows_it_is_a_job(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(added(books))
    monkeypatch.setattr(slices, "LARGE", 100)
    monkeypatch.setattr(slices, "SLICE", 0)
    number = books.last().number
    removed(books)
    assert books.last().number == number + 1
    assert not Transaction.objects.exists() and faults(books) == []
    books.undo()
    assert {*facts(books)} and not Belonging(books.fresh(books.workspace)).stay
    assert len(tables(books)["finance.Transaction"]) == len(before["finance.Transaction"])
