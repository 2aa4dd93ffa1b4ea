"""The sample data."""

import pytest

from freelancer_os.clients.models import Client
from freelancer_os.core.attached.attachments import attach
from freelancer_os.core.attached.notes import note_of
from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.store import keep
from freelancer_os.core.models import Change
from freelancer_os.core.undo.undo import undo
from freelancer_os.finance.invoices import numbering
from freelancer_os.finance.models import Account, Budget, Category, Invoice, TaxRate, Transaction
from freelancer_os.finance.opening import open_workspace
from freelancer_os.invoicing.models import Mail, MailText, Reminder
from freelancer_os.invoicing.reminders.reminding import open_invoices
from freelancer_os.people.models import User, Workspace
from freelancer_os.projects.models import Project
from freelancer_os.tools.models import Contact, Goal, Meeting, Resource
from freelancer_os.transfer.sample.adding import add_sample
from freelancer_os.transfer.sample.removing import remove_sample
from tests.books import Books, open_books


@pytest.fixture
def sample(db: None) -> Workspace:
    user = User.objects.create_user("ada@example.com", "correct horse", name="Ada")
    workspace = open_workspace(user, name="Sample")
    add_sample(workspace, user, is_demo=True)
    return workspace


def test_it_shows_every_stage_and_state(sample: Workspace) -> None:
    clients = Client.objects.filter(workspace=sample)
    invoices = Invoice.objects.filter(workspace=sample)
    assert {client.stage for client in clients} == {"lead", "negotiation", "client"}
    assert {invoice.state for invoice in invoices} == {"draft", "sent", "paid"}
    assert Invoice.objects.overdue(sample.today).filter(workspace=sample).count() == 1


def test_its_totals_follow_from_its_entries(sample: Workspace) -> None:
    client = Client.objects.get(workspace=sample, name="Northwind Coffee")
    assert client.invoice_amount == 520_000 + 272_000 + 144_500
    assert client.share_invoiced == 5203
    project = Project.objects.get(workspace=sample, name="Website relaunch")
    assert project.tracked_hours == int(67.5 * 3600)
    cash = Account.objects.get(workspace=sample, name="Cash")
    assert cash.balance == 15_000 - 5_420 + 35_000


def test_some_of_it_is_not_paid_yet(sample: Workspace) -> None:
    unpaid = Transaction.objects.filter(workspace=sample, outstanding__gt=0, invoice=None)
    assert {entry.kind for entry in unpaid} == {"income", "expense"}


def test_every_tool_is_in_use(sample: Workspace) -> None:
    assert {one.kind for one in Resource.objects.of(sample)} == set(Resource.Kind.values)
    assert set(Contact.Role.values) < {one.role for one in Contact.objects.of(sample)}
    goal = Goal.objects.of(sample).get(title="Lose 10 pounds")
    assert goal.completion == 4_000
    today = Meeting.objects.of(sample).on(sample.today, sample.time_zone)
    assert [len(meeting.clients) + len(meeting.contacts) for meeting in today] == [1, 1]


def test_some_records_have_notes(sample: Workspace) -> None:
    client = Client.objects.get(workspace=sample, name="Northwind Coffee")
    note = note_of(client)
    assert note is not None
    assert note.body.count("- [") == 3


def test_it_is_one_change(sample: Workspace) -> None:
    sentences = Change.objects.filter(workspace=sample).values_list("sentence", flat=True)
    assert list(sentences).count("Added the sample data") == 1


def test_mails_have_left_or_were_refused_and_none_waits(sample: Workspace) -> None:
    mails = Mail.objects.of(sample)
    assert {mail.state for mail in mails} == {"sent", "failed"}
    assert all(mail.made_at.date() < sample.today for mail in mails)
    assert len(mails.undelivered()) == 1
    said = "".join(mail.subject + mail.body for mail in mails)
    assert "{" not in said and "3,236.80" in said
    assert {mail.step for mail in mails} == {None}


def test_mail_has_wordings_and_reminders(sample: Workspace) -> None:
    assert {one.language for one in MailText.objects.of(sample)} == {"en", "de"}
    assert [one.days for one in Reminder.objects.of(sample).order_by("step")] == [-3, 7, 21, 35]


def test_it_can_be_undone(sample: Workspace) -> None:
    undo(sample, User.objects.get())
    for model in (Mail, Invoice, Client, Reminder):
        assert not model.objects.of(sample)


@pytest.mark.parametrize("currency", ["EUR", "USD", "JPY", "KWD", "SEK"])
def test_it_is_believable_in_any_currency(db: None, currency: str) -> None:
    books = open_books(currency=currency)
    add_sample(books.workspace, books.user)
    currencies = {one.currency for one in Account.objects.of(books.workspace)}
    assert currencies == {currency, "EUR" if currency == "USD" else "USD"}
    office = sum(entry.total for entry in books.all(Transaction) if "Hosting" in entry.description)
    assert office == 12 * 36 * {"JPY": 100, "KWD": 1000, "SEK": 1000}.get(currency, 100)


def test_it_changes_nothing_that_is_there(books: Books) -> None:
    mine = books.make(Category, name="Office", kind="expense")
    client = books.client("Northwind Coffee")
    sent = books.edit(books.invoice(client=client), status="sent")
    settings = books.fresh(books.workspace).values()
    add_sample(books.workspace, books.user)
    assert books.fresh(books.workspace).values() == {**settings, "sample": books.last().pk}
    assert Budget.objects.exclude(category=mine).count() == Budget.objects.count()
    assert numbering.preview(books.workspace) == str(sent.number).replace("001", "002")
    numbers = Invoice.objects.of(books.workspace).exclude(pk=sent.pk)
    assert all(str(one.number).startswith("SAMPLE-0") and one.sequence is None for one in numbers)
    assert not any(model.objects.exists() for model in (MailText, Reminder, TaxRate))
    assert not Account.objects.filter(on_invoices=True).exists()
    assert not list(open_invoices(books.workspace).filter(number__startswith="SAMPLE"))


def test_there_is_one_at_a_time_and_numbers_go_on(books: Books) -> None:
    add_sample(books.workspace, books.user)
    with pytest.raises(Conflict):
        add_sample(books.workspace, books.user)
    kept = Invoice.objects.get(number="SAMPLE-003")
    books.do(lambda unit: attach(unit.fresh(kept), [("mine.txt", keep([b"mine"]))]))
    remove_sample(books.workspace, books.user)
    add_sample(books.workspace, books.user)
    first = Invoice.objects.exclude(pk=kept.pk).order_by("number").first()
    assert first is not None and first.number == "SAMPLE-004"
    assert books.fresh(kept).outstanding == 0
