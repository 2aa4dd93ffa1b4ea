"""The write gateway: one change, all or nothing, and the only way in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from freelancer_os.clients.models import Client
from freelancer_os.core.errors import OutsideChange
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.json_values import version
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.finance.models import Account, Category, Transaction
from freelancer_os.people.models import Workspace
from freelancer_os.projects.models import Project
from tests.books import DAY, Books, business_models, open_books
from tests.guard import WrittenOutside, by_hand


def test_a_change_is_logged_with_its_sentence_user_door_and_rows(books: Books) -> None:
    with change(books.workspace, books.user, "Added Acme", door="api") as unit:
        client = Client(workspace=books.workspace)
        client.edit({"name": "Acme", "contract_value": 500})
    assert unit.written is not None
    entry = Change.objects.get(pk=unit.written.pk)
    assert (entry.sentence, entry.user, entry.door) == ("Added Acme", books.user, "api")
    row = ChangeRow.objects.get(change=entry)
    assert (row.action, row.record_id, row.title) == ("create", client.pk, "Acme")
    assert row.before == {}
    assert row.after["name"] == "Acme"
    assert row.after["stage"] == "lead"


def test_an_update_logs_only_the_columns_that_changed(books: Books) -> None:
    client = books.client()
    books.edit(client, company="Acme Ltd", name="Acme")
    row = ChangeRow.objects.get(change=books.last())
    assert (row.before, row.after) == ({"company": ""}, {"company": "Acme Ltd"})


def test_a_deletion_logs_the_whole_row(books: Books) -> None:
    client = books.client(contract_value=500)
    books.remove(client)
    row = ChangeRow.objects.get(change=books.last())
    assert (row.action, row.after) == ("delete", {})
    assert row.before["name"] == "Acme"
    assert row.before["contract_value"] == 500


def test_totals_and_derived_columns_are_in_no_log_and_no_version(books: Books) -> None:
    client = books.client(contract_value=50_000)
    before = version(client)
    books.income(client=client)
    assert {r.model for r in ChangeRow.objects.filter(change=books.last())} == {
        "finance.transaction"
    }
    assert books.fresh(client).income == 10_000
    assert version(books.fresh(client)) == before
    for row in ChangeRow.objects.filter(workspace=books.workspace):
        unlogged = {"income", "folded", "net", "total", "outstanding", "balance", "paid"}
        assert unlogged.isdisjoint(row.after)


def test_a_change_that_changes_nothing_is_not_logged(books: Books) -> None:
    client = books.client()
    last = books.last()
    books.edit(client, name="Acme")
    assert books.last() == last


def test_numbers_of_changes_count_up_without_a_gap(books: Books) -> None:
    client = books.client()
    for name in ("A", "B", "C"):
        books.edit(client, name=name)
    books.undo()
    numbers = Change.objects.filter(workspace=books.workspace).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_an_exception_leaves_nothing_behind(books: Books) -> None:
    client, account = books.client(), books.account()
    before, log = books.state(), Change.objects.count()

    def fail(unit: Any) -> None:
        unit.fresh(client).edit({"name": "Other"})
        entry = Transaction(workspace=unit.workspace)
        entry.edit({"kind": "income", "date": DAY, "amount": 5, "client": None})
        entry.pay(account)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        books.do(fail)
    assert books.state() == before
    assert Change.objects.count() == log


def test_changes_do_not_nest(books: Books) -> None:
    def inner(unit: Any) -> None:
        with change(books.workspace, books.user, "Inner"):
            pass

    with pytest.raises(OutsideChange, match="inside another"):
        books.do(inner)


# Writing past it


def _save(client: Client) -> None:
    client.name = "Other"
    client.save()


@pytest.mark.parametrize(
    "write",
    [
        _save,
        lambda client: client.edit({"name": "Other"}),
        lambda client: client.remove(),
        lambda client: client.delete(),
        lambda client: Client.objects.update(name="Other"),
        lambda client: Client.objects.filter(pk=client.pk).update(name="Other"),
        lambda client: Client.objects.filter(pk=client.pk).delete(),
        lambda client: Client.objects.create(workspace=client.workspace, name="New"),
        lambda client: Client.objects.get_or_create(workspace=client.workspace, name="New"),
        lambda client: Client.objects.update_or_create(workspace=client.workspace, name="New"),
        lambda client: Client.objects.bulk_create([Client(workspace=client.workspace, name="N")]),
        lambda client: Client.objects.bulk_update([client], ["name"]),
        lambda client: Client._default_manager.filter(pk=client.pk).update(name="Other"),
        lambda client: Client._base_manager.filter(pk=client.pk).update(name="Other"),
        lambda client: Workspace.objects.filter(pk=client.workspace_id).update(name="Other"),
    ],
)
def test_a_write_outside_a_change_is_refused(
    books: Books, write: Callable[[Client], object]
) -> None:
    client = books.client()
    before = books.state()
    with pytest.raises(OutsideChange):
        write(client)
    assert books.state() == before


@pytest.mark.parametrize("model", business_models())
def test_no_model_has_a_manager_that_writes(books: Books, model: Any) -> None:
    for manager in (model._default_manager, model._base_manager):
        for write in ("update", "delete", "bulk_create", "bulk_update", "create"):
            with pytest.raises(OutsideChange):
                getattr(manager.all(), write)()


@pytest.mark.parametrize(
    "write",
    [
        lambda client: models.QuerySet(Client).filter(pk=client.pk).update(name="Other"),
        lambda client: models.QuerySet(Client).filter(pk=client.pk).delete(),
        models.Model.save,
        models.Model.delete,
        lambda client: connection.cursor().execute("UPDATE clients_client SET name = 'Other'"),
    ],
)
def test_the_guard_of_the_tests_sees_what_goes_past_the_models(
    books: Books, write: Callable[[Client], object]
) -> None:
    client = books.client()
    before = books.state()
    with pytest.raises(WrittenOutside), transaction.atomic():
        write(client)
    assert books.state() == before


def test_the_guard_sees_a_write_inside_a_change_that_is_not_the_gateways(books: Books) -> None:
    client = books.client()
    with pytest.raises(WrittenOutside), transaction.atomic():
        books.do(lambda unit: models.QuerySet(Client).filter(pk=client.pk).update(name="Other"))


def test_the_guard_lets_a_test_spoil_a_row_that_says_so(books: Books) -> None:
    client = books.client()
    with by_hand():
        models.QuerySet(Client).filter(pk=client.pk).update(income=7)
    assert books.fresh(client).income == 7


# Stale and foreign rows


def test_a_row_that_was_read_before_the_lock_is_not_written(books: Books) -> None:
    client = books.client()
    with pytest.raises(OutsideChange, match="before the change"):
        books.do(lambda unit: client.edit({"name": "Other"}))
    assert books.fresh(client).name == "Acme"


def test_a_stale_copy_is_refused_even_if_the_row_was_read_again(books: Books) -> None:
    client = books.client()

    def write(unit: Any) -> None:
        unit.fresh(client).edit({"company": "Acme Ltd"})
        client.edit({"name": "Other"})

    with pytest.raises(OutsideChange, match="before the change"):
        books.do(write)


def test_two_copies_of_a_row_in_one_change_do_not_undo_each_other(books: Books) -> None:
    client = books.client(contract_value=100_000)
    books.income(client=client, invoice=books.invoice())

    def write(unit: Any) -> None:
        first, second = unit.fresh(client), unit.fresh(client)
        first.edit({"contract_value": 20_000})
        second.edit({"name": "Acme & Sons"})

    books.do(write)
    stored = books.fresh(client)
    assert (stored.name, stored.contract_value) == ("Acme & Sons", 20_000)
    assert stored.share_invoiced == 5_000


def test_rows_of_another_workspace_are_out_of_reach(books: Books) -> None:
    other = open_books()
    client = other.client()
    with pytest.raises(Client.DoesNotExist):
        books.do(lambda unit: unit.get(Client, client.pk))
    with pytest.raises(OutsideChange, match="another workspace"):
        books.do(lambda unit: Client.objects.get(pk=client.pk).edit({"name": "Mine"}))
    with pytest.raises(OutsideChange, match="another workspace"):
        books.do(lambda unit: Client(workspace=other.workspace).edit({"name": "Theirs"}))
    with pytest.raises(OutsideChange, match="another workspace"):
        books.do(lambda unit: Workspace.objects.get(pk=other.workspace.pk).edit({"name": "Mine"}))
    assert books.all(Client) == []


@pytest.mark.parametrize("inside", [False, True])
def test_a_link_to_a_row_of_another_workspace_is_refused_on_its_field(
    books: Books, inside: bool
) -> None:
    theirs = open_books().client()
    entry = books.income()

    def write(unit: Any) -> None:
        target = Client.objects.get(pk=theirs.pk) if inside else theirs
        unit.fresh(entry).edit({"client": target})

    with pytest.raises(ValidationError) as refused:
        books.do(write)
    assert refused.value.message_dict == {"client": ["There is no such client in this workspace."]}
    assert books.fresh(entry).client_id is None


def test_a_link_to_a_row_that_was_deleted_meanwhile_is_refused(books: Books) -> None:
    client, entry = books.client(), books.income()
    books.remove(client)
    with pytest.raises(ValidationError) as refused:
        books.edit(entry, client=client)
    assert "client" in refused.value.message_dict


def test_a_link_is_read_under_the_lock(books: Books) -> None:
    """A project that moved to another client since it was read fills in the new one."""
    acme, beta = books.client(), books.client("Beta")
    stale = books.make(Project, name="Site", client=acme)
    books.edit(stale, client=beta)
    assert books.income(project=stale).client == beta


# Many rows at once


def test_many_rows_are_added_with_their_totals_in_one_change(books: Books) -> None:
    client = books.client()

    def write(unit: Any) -> None:
        category = unit.get(Category, books.client_income.pk)
        unit.add(
            Transaction(
                workspace=unit.workspace,
                kind="income",
                date=DAY,
                description=f"Line {n}",
                amount=100,
                currency="EUR",
                category=category,
                client=client,
            )
            for n in range(1_200)
        )

    books.do(write, "Imported")
    assert books.fresh(client).income == 120_000
    assert ChangeRow.objects.filter(change=books.last()).count() == 1_200
    books.undo()
    assert books.fresh(client).income == 0
    assert books.all(Transaction) == []


def test_a_row_that_waits_may_be_edited_and_dropped(books: Books) -> None:
    def write(unit: Any) -> None:
        first, second = (
            Account(workspace=unit.workspace, name=n, kind="bank", currency="EUR")
            for n in ("First", "Second")
        )
        unit.add([first, second])
        first.edit({"opening_balance": 500})
        unit.drop(second)

    books.do(write)
    assert [(a.name, a.balance) for a in books.all(Account)] == [("First", 500)]


# What a model takes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", None),
        ("name", "x" * 201),
        ("name", "a\x00b"),
        ("name", "a\ud800b"),
        ("name", 5),
        ("stage", "Un heard"),
        ("contract_value", 10**13 + 1),
        ("contract_value", -(10**13) - 1),
        ("contract_value", 1.5),
        ("contract_value", True),
    ],
)
def test_an_unfit_value_is_refused_on_its_field(books: Books, field: str, value: object) -> None:
    client = books.client()
    before = books.state()
    with pytest.raises(ValidationError) as refused:
        books.edit(client, **{field: value})
    assert list(refused.value.message_dict) == [field]
    assert all(message.endswith(".") for message in refused.value.messages)
    assert books.state() == before


def test_every_unfit_value_is_named_at_once(books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        books.make(Transaction, amount=10**14, description="x" * 999)
    assert refused.value.message_dict.keys() == {"amount", "description", "date", "kind"}


def test_the_settings_of_a_workspace_are_changed_and_undone_like_any_row(books: Books) -> None:
    books.do(lambda unit: unit.workspace.edit({"name": "Atelier", "street": "Elm 1"}))
    assert Workspace.objects.get(pk=books.workspace.pk).street == "Elm 1"
    books.undo()
    stored = Workspace.objects.get(pk=books.workspace.pk)
    assert (stored.name, stored.street) == ("Studio", "")
