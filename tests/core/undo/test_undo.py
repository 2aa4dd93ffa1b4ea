"""Undo and redo, sentence by sentence as the domain has them."""

from datetime import timedelta
from typing import Any

import pytest

from freelancer_os.clients.models import Client
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.core.undo.undo import redo, undo, undo_one
from freelancer_os.finance.models import Category, Invoice, Payment, Transaction
from freelancer_os.projects.models import Project, TimeEntry
from tests.books import DAY, HOUR, Books, open_books


def test_undo_takes_the_newest_change_of_the_user_in_the_workspace(books: Books) -> None:
    ben, other = books.colleague(), open_books()
    client = books.client()
    books.edit(client, name="Beta")
    ben.edit(client, company="Beta Ltd")
    other.client("Elsewhere")
    entry = books.undo()
    assert entry.sentence == "Undid: Edit Acme"
    stored = books.fresh(client)
    assert (stored.name, stored.company) == ("Acme", "Beta Ltd")


def test_undo_is_a_change_of_its_own_with_user_door_and_rows(books: Books) -> None:
    client = books.client()
    books.edit(client, name="Beta")
    entry = undo(books.workspace, books.user, door="api")
    assert (entry.kind, entry.user, entry.door) == ("undo", books.user, "api")
    row = ChangeRow.objects.get(change=entry)
    assert (row.action, row.before, row.after) == ("update", {"name": "Beta"}, {"name": "Acme"})


def test_only_the_fields_that_were_touched_go_back(books: Books) -> None:
    client = books.client()
    first = books.edit(client, name="Beta") and books.last()
    books.edit(client, company="Beta Ltd")
    books.undo_one(first)
    stored = books.fresh(client)
    assert (stored.name, stored.company) == ("Acme", "Beta Ltd")


def test_repeating_goes_further_back_and_ends_with_a_sentence(books: Books) -> None:
    client = books.client()
    for name in ("A", "B"):
        books.edit(client, name=name)
    names = []
    while books.has(client):
        names.append(books.fresh(client).name)
        books.undo()
    assert names == ["B", "A", "Acme"]
    with pytest.raises(Conflict) as refused:
        books.undo()
    assert refused.value.sentence == "There is nothing to undo."


def test_the_built_in_category_is_never_undone(books: Books) -> None:
    opening = Change.objects.get(workspace=books.workspace)
    with pytest.raises(Conflict, match="nothing to undo"):
        books.undo_one(opening)
    assert books.client_income.name == "Client"


# Redo


def test_redo_undoes_the_newest_undo_and_goes_further(books: Books) -> None:
    client = books.client()
    books.edit(client, name="A")
    books.edit(client, name="B")
    books.undo()
    books.undo()
    assert books.fresh(client).name == "Acme"
    assert books.redo().sentence == "Redid: Edit Acme"
    assert books.fresh(client).name == "A"
    books.redo()
    assert books.fresh(client).name == "B"
    with pytest.raises(Conflict, match="nothing to redo"):
        books.redo()


def test_redo_ends_with_a_new_write_of_the_user(books: Books) -> None:
    client = books.client()
    books.edit(client, name="A")
    books.undo()
    books.edit(client, company="New")
    with pytest.raises(Conflict, match="nothing to redo"):
        books.redo()


def test_what_was_redone_can_be_undone_again(books: Books) -> None:
    client = books.client()
    for _ in range(3):
        books.undo()
        assert not books.has(client)
        books.redo()
        assert books.has(client)
    with pytest.raises(Conflict, match="nothing to redo"):
        books.redo()


def test_redo_is_refused_when_somebody_else_has_changed_the_field_since(books: Books) -> None:
    client = books.client()
    books.edit(client, name="A")
    books.undo()
    books.colleague().edit(client, name="Theirs")
    with pytest.raises(Conflict, match="Theirs was changed since by “Edit Acme”"):
        books.redo()
    assert books.fresh(client).name == "Theirs"


def test_what_was_redone_as_one_is_undone_newest_first(books: Books) -> None:
    client = books.client()
    created = books.last()
    books.edit(client, name="A")
    books.undo_one(created, with_later=True)
    books.redo()
    assert books.fresh(client).name == "A"
    books.undo()
    assert books.fresh(client).name == "Acme"
    books.undo()
    assert not books.has(client)


# What stands in the way


def test_a_later_change_of_the_field_stands_in_the_way_and_is_named(books: Books) -> None:
    client = books.client()
    books.edit(client, name="Mine")
    books.colleague().do(
        lambda unit: unit.fresh(client).edit({"name": "Theirs"}), "Name of Mine is Theirs"
    )
    before = books.state()
    with pytest.raises(Conflict) as refused:
        books.undo()
    assert "Theirs" in refused.value.sentence
    assert "“Name of Mine is Theirs”" in refused.value.sentence
    assert books.state() == before


def test_a_later_change_of_another_field_does_not(books: Books) -> None:
    client = books.client()
    books.edit(client, name="Mine")
    books.colleague().edit(client, company="Theirs")
    books.undo()
    assert books.fresh(client).name == "Acme"


def test_a_later_change_that_was_undone_does_not_stand_in_the_way(books: Books) -> None:
    client, ben = books.client(), books.colleague()
    books.edit(client, name="Mine")
    ben.edit(client, name="Theirs")
    ben.undo()
    books.undo()
    assert books.fresh(client).name == "Acme"


def test_one_that_was_redone_stands_in_the_way_again(books: Books) -> None:
    client, ben = books.client(), books.colleague()
    books.edit(client, name="Mine")
    ben.edit(client, name="Theirs")
    ben.undo()
    ben.redo()
    with pytest.raises(Conflict, match="Theirs was changed since"):
        books.undo()


def test_a_deletion_stands_in_the_way_of_undoing_an_edit(books: Books) -> None:
    client = books.client()
    books.edit(client, name="Mine")
    books.colleague().remove(client)
    with pytest.raises(Conflict, match="Mine was changed since by “Delete Acme”"):
        books.undo()


def test_a_later_link_stands_in_the_way_of_undoing_the_creation(books: Books) -> None:
    client = books.client()
    created = books.last()
    books.colleague().make(Project, name="Site", client=client)
    with pytest.raises(Conflict, match=r"Site was changed since by “New project”"):
        books.undo_one(created)


def test_a_link_that_went_or_led_elsewhere_since_stands_in_the_way_too(books: Books) -> None:
    """Else whoever takes its going back finds nothing that it could link to again."""
    before = books.state()
    for left in (
        lambda entry: books.remove(entry),
        lambda entry: books.edit(entry, client=books.client("Beta")),
        lambda entry: books.edit(entry, client=None),
    ):
        client = books.client()
        created = books.last()
        left(books.income(client=client))
        with pytest.raises(Conflict, match="was changed since"):
            books.undo_one(created)
        books.undo_one(created, with_later=True)
        assert not books.has(client)
        while books.all(Client):
            books.undo()
        assert books.state() == before


def test_with_later_undoes_what_stands_in_the_way_newest_first_as_one(books: Books) -> None:
    before = books.state()
    client = books.client()
    created = books.last()
    project = books.make(Project, name="Site", client=client)
    books.income(project=project, invoice=books.invoice())
    books.edit(client, name="Beta")
    count = Change.objects.count()
    books.undo_one(created, with_later=True)
    assert Change.objects.count() == count + 1
    assert not books.has(client)
    assert books.all(Project) == []
    while books.all(Invoice):
        books.undo()
    assert books.state() == before


def test_an_import_with_edited_lines_goes_in_one_click(books: Books) -> None:
    def write(unit: Unit) -> None:
        unit.add(
            Transaction(
                workspace=unit.workspace,
                kind="expense",
                date=DAY,
                description=f"Line {n}",
                amount=100 + n,
                currency="EUR",
            )
            for n in range(3)
        )

    before = books.state()
    books.do(write, "Imported 3 lines")
    imported = books.last()
    line, other, gone = books.all(Transaction)
    books.edit(line, description="Rent")
    books.edit(other, account=books.account())
    books.remove(gone)
    with pytest.raises(Conflict):
        books.undo_one(imported)
    books.undo_one(imported, with_later=True)
    assert books.all(Transaction) == []
    assert books.all(Payment) == []
    books.undo()
    assert books.state() == before


def test_what_with_later_undid_comes_back_with_one_redo(books: Books) -> None:
    client = books.client()
    created = books.last()
    books.edit(client, name="Beta")
    books.make(Project, name="Site", client=client)
    full = books.state()
    books.undo_one(created, with_later=True)
    books.redo()
    assert books.state() == full


# Deletions


def test_undoing_a_deletion_restores_row_and_links(books: Books) -> None:
    client = books.client(contract_value=50_000)
    project = books.make(Project, name="Site", client=client)
    books.income(project=project, invoice=books.invoice())
    full = books.state()
    books.remove(client)
    assert books.fresh(project).client_id is None
    assert books.all(Transaction)[0].client_id is None
    books.undo()
    assert books.state() == full


@pytest.mark.parametrize("model", [Client, Project, Transaction, TimeEntry])
def test_deleting_and_undoing_gives_the_same_state(books: Books, model: type[Any]) -> None:
    client = books.client()
    project = books.make(Project, name="Site", client=client, estimated_hours=8 * HOUR)
    books.make(TimeEntry, project=project, date=DAY, hours=2 * HOUR)
    books.income(project=project, invoice=books.invoice(), account=books.account())
    full = books.state()
    books.remove(books.all(model)[0])
    assert books.state() != full
    books.undo()
    assert books.state() == full
    books.redo()
    books.undo()
    assert books.state() == full


def test_undo_of_a_link_to_what_was_deleted_since_is_refused(books: Books) -> None:
    acme, beta = books.client(), books.client("Beta")
    entry = books.income(client=acme)
    books.edit(entry, client=beta)
    moved = books.last()
    books.remove(acme)
    with pytest.raises(Conflict, match="no such client"):
        books.undo_one(moved)
    assert books.fresh(entry).client == beta


# Neighbours


def test_undo_does_not_contradict_a_neighbour_that_changed_since(books: Books) -> None:
    """A line goes back to its invoice only while both still belong to one client."""
    acme, beta = books.client(), books.client("Beta")
    invoice = books.invoice(client=acme)
    entry = books.income(invoice=invoice)
    books.edit(entry, invoice=None)
    taken_off = books.last()
    books.edit(invoice, client=beta)
    before = books.state()
    with pytest.raises(Conflict, match=r"invoice Draft belongs to the client Beta"):
        books.undo_one(taken_off)
    assert books.state() == before


def test_undo_does_not_contradict_rows_that_were_linked_since(books: Books) -> None:
    acme, beta = books.client(), books.client("Beta")
    invoice = books.invoice(client=acme)
    books.edit(invoice, client=beta)
    moved = books.last()
    books.income(invoice=invoice)
    with pytest.raises(Conflict, match="client"):
        books.undo_one(moved)
    assert books.fresh(invoice).client == beta


def test_undo_puts_no_payment_on_a_void_invoice(books: Books) -> None:
    entry = books.income(invoice=books.invoice(), account=books.account())
    assert entry.invoice is not None
    books.edit(entry.invoice, status="sent")
    books.edit(entry, account=None)
    unpaid = books.last()
    books.edit(entry.invoice, status="void")
    with pytest.raises(Conflict, match="void"):
        books.undo_one(unpaid)
    assert books.all(Payment) == []


def test_undo_gives_no_category_of_the_other_kind(books: Books) -> None:
    category = books.make(Category, name="Fees", kind="income")
    books.edit(category, kind="expense")
    turned = books.last()
    books.expense(category=category)
    with pytest.raises(Conflict, match="category of the other kind"):
        books.undo_one(turned)


def test_undo_changes_no_currency_of_an_account_that_money_moved_on_since(books: Books) -> None:
    account = books.account()
    books.edit(account, currency="USD")
    changed = books.last()
    books.make(Transaction, kind="income", date=DAY, amount=100, currency="USD", account=account)
    with pytest.raises(Conflict):
        books.undo_one(changed)
    assert books.fresh(account).currency == "USD"


# Numbers


def test_undoing_a_send_gives_the_number_back_while_it_is_the_newest(books: Books) -> None:
    first = books.edit(books.invoice(), status="sent")
    assert first.number == "2026-001"
    books.undo()
    undone = books.fresh(first)
    assert (undone.number, undone.status, undone.was_sent) == (None, "draft", False)
    assert books.edit(books.invoice(), status="sent").number == "2026-001"


def test_an_undone_send_keeps_a_number_that_others_followed(books: Books) -> None:
    first = books.edit(books.invoice(), status="sent")
    sending = books.last()
    second = books.edit(books.invoice(), status="sent")
    books.undo_one(sending)
    undone = books.fresh(first)
    assert (undone.number, undone.status) == ("2026-001", "draft")
    with pytest.raises(Exception, match="has been sent"):
        books.remove(first)
    assert books.edit(first, status="sent").number == "2026-001"
    assert books.edit(books.invoice(), status="sent").number == "2026-003"
    assert books.fresh(second).number == "2026-002"


def test_a_redone_send_has_its_number_again(books: Books) -> None:
    invoice = books.edit(books.invoice(), status="sent")
    books.undo()
    books.redo()
    assert books.fresh(invoice).number == "2026-001"
    assert books.fresh(invoice).was_sent


def test_a_send_is_not_redone_with_a_number_that_somebody_else_got(books: Books) -> None:
    invoice = books.edit(books.invoice(), status="sent")
    books.undo()
    ben = books.colleague()
    ben.edit(ben.invoice(), status="sent")
    with pytest.raises(Conflict, match="Another invoice has this number"):
        books.redo()
    assert books.fresh(invoice).number is None


def test_a_typed_number_is_not_undone_before_the_send_that_fixed_it(books: Books) -> None:
    invoice = books.invoice()
    books.edit(invoice, number="X-7")
    typed = books.last()
    books.edit(invoice, status="sent")
    with pytest.raises(Conflict, match="X-7 was changed since"):
        books.undo_one(typed)
    books.undo_one(typed, with_later=True)
    assert (books.fresh(invoice).number, books.fresh(invoice).status) == (None, "draft")


# Payments follow their log


def test_undo_of_an_amount_takes_the_payment_that_followed_it_back(books: Books) -> None:
    account = books.account()
    entry = books.income(10_000, account=account)
    books.edit(entry, amount=25_000)
    assert books.fresh(account).balance == 25_000
    books.undo()
    assert books.fresh(account).balance == 10_000
    assert [p.settles for p in books.payments(entry)] == [10_000]


def test_a_payment_that_comes_back_follows_what_changed_meanwhile(books: Books) -> None:
    """Unpaid, then raised; with the payment back it covers the raised total, and no more."""
    account = books.account()
    entry = books.income(10_000, account=account)
    books.edit(entry, account=None)
    unpaid = books.last()
    books.edit(entry, amount=25_000)
    books.undo_one(unpaid)
    assert books.fresh(account).balance == 25_000
    books.undo()
    assert books.fresh(account).balance == 10_000
    assert books.fresh(entry).outstanding == 0


def test_undo_of_an_amount_moves_a_payment_that_came_later(books: Books) -> None:
    entry = books.income(10_000)
    books.edit(entry, amount=25_000)
    raised = books.last()
    account = books.account()
    books.edit(entry, account=account)
    books.undo_one(raised)
    assert books.fresh(account).balance == 10_000
    assert books.fresh(entry).outstanding == 0


def test_a_refused_undo_leaves_nothing_behind_not_even_a_log_entry(books: Books) -> None:
    client = books.client()
    books.edit(client, name="Mine")
    books.colleague().edit(client, name="Theirs")
    count = Change.objects.count()
    with pytest.raises(Conflict):
        books.undo()
    assert Change.objects.count() == count


def test_a_workspace_has_a_stack_of_its_own(books: Books) -> None:
    other = open_books()
    theirs = other.client()
    with pytest.raises(Conflict, match="nothing to undo"):
        undo(books.workspace, other.user)
    with pytest.raises(Conflict, match="nothing to undo"):
        undo_one(books.workspace, books.user, other.last().pk)
    with pytest.raises(Conflict, match="nothing to redo"):
        redo(books.workspace, other.user)
    assert other.has(theirs)


def test_a_change_of_many_rows_is_undone_and_redone_as_one(books: Books) -> None:
    entries = [books.income(100, description=f"Line {n}") for n in range(20)]

    def shift(unit: Unit) -> None:
        for entry in entries:
            unit.fresh(entry).edit({"date": DAY + timedelta(days=1), "amount": 300})

    before = books.state()
    books.do(shift, "Shifted")
    after = books.state()
    books.undo()
    assert books.state() == before
    books.redo()
    assert books.state() == after


def test_a_change_that_sent_several_new_invoices_is_undone_whole(books: Books) -> None:
    """The numbers were given in one change, so none of them followed the others."""

    def send_three(unit: Unit) -> None:
        for _ in range(3):
            invoice = Invoice(workspace=unit.workspace)
            invoice.edit({})
            invoice.send()

    books.do(send_three, "Sent three")
    books.undo()
    assert books.all(Invoice) == []
    assert books.invoice(status="sent").sequence == 1
