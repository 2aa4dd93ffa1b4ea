"""For each action of the registry: a record that offers it, what it asks for, one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from freelancer_os.core.words import Sentence
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, BankLine, Category, Receipt, Recurring, TaxRate
from freelancer_os.finance.sorting.reopening import ignore
from freelancer_os.invoicing.models import MailServer
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.invoicing.outbox.talking import Outcome
from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import DAY, HOUR, NOON, TAX, Books
from tests.finance.sorting.imported import decide

__all__ = ["ACTIONS", "SAMPLES", "Sample"]

ACTIONS: list[tuple[Collection, Action]] = [
    (collection, action) for collection in collections for action in collection.actions
]


@dataclass(frozen=True)
class Sample:
    """A record that offers an action, what is sent with it, and a record that does not offer it.

    `refuses` is None where every record offers the action, which then has no sentence for others.
    """

    record: Any
    given: dict[str, str]
    refuses: Any


def _invoice(books: Books, status: str = "draft", amount: int = 10_000) -> Any:
    invoice = books.invoice()
    if amount:
        books.income(amount, invoice=invoice)
    account = {"account": books.account()} if status == "paid" else {}
    return books.edit(invoice, status=status, **account)


def _invoice_for_client(books: Books) -> Any:
    invoice = books.invoice(client=books.client())
    books.income(10_000, invoice=invoice)
    return books.fresh(invoice)


def _recurring(books: Books, **more: Any) -> Any:
    """Rent of every month, the next one to come."""
    rent = {"kind": "expense", "description": "Rent", "amount": 50_000, "start_date": DAY}
    made = books.make(Recurring, **rent)
    return books.edit(made, **more) if more else made


def _lines(books: Books) -> list[Any]:
    """Two lines of a draft."""
    invoice = books.invoice()
    return [books.income(invoice=invoice, position=place) for place in (1, 2)]


def _worked(books: Books) -> Any:
    """A draft for a client with unbilled hours."""
    client = books.edit(books.client(), hourly_rate=9_000)
    project = books.make(Project, name="Site", client=client)
    books.make(TimeEntry, project=project, date=DAY, hours=HOUR)
    return books.invoice(client=client)


def _settled(books: Books) -> Sample:
    """An invoice and a deposit of its client, and an invoice of nobody."""
    client = books.client()
    deposit = books.invoice(client=client, kind="deposit")
    books.income(4_000, invoice=deposit)
    books.call(deposit, "send")
    invoice = books.invoice(client=client)
    books.income(10_000, invoice=invoice)
    return Sample(invoice, {"from": str(deposit.pk)}, _invoice(books))


def _void(books: Books) -> Any:
    return books.call(_invoice(books, "sent"), "void")


def _with_server(record: Any, books: Books) -> Any:
    books.make(MailServer, host="127.0.0.1", port=25, from_address="ada@example.com")
    return record


def _fees(books: Books) -> Any:
    made = books.make(Category, name="Fees", kind="income")
    books.income(500, category=made)
    return made


def _rate(books: Books, **values: Any) -> Any:
    return books.make(TaxRate, name="Standard", rate=TAX, **values)


def _account(books: Books) -> dict[str, str]:
    return {"account": str(books.account("Cash").pk), "paid_on": "2026-10-05"}


def _mail(books: Books, state: str = "waiting") -> Any:
    """A mail about a sent invoice, with which a server did so."""
    invoice = _invoice(books, "sent")

    def write(unit: Any) -> Any:
        mail = enqueue(unit.fresh(invoice), to="ada@example.com", subject="Invoice", body="")
        mail.settle(Outcome(state, Sentence("It was cut off.")), NOON)
        return mail

    return books.fresh(books.do(write, "Mailed it"))


def _line(books: Books, *, is_sorted: bool = False) -> Any:
    """A bank line and its entry; one that is sorted has a category."""

    def write(unit: Any) -> Any:
        account = books.all(Account)[0] if books.all(Account) else None
        made = account or Account(workspace=unit.workspace)
        if account is None:
            made.edit({"name": "Bank", "kind": "bank"})
        line = BankLine.made(
            unit.workspace, account=unit.fresh(made), date=DAY, amount=-700, text="Card",
            identity=str(len(books.all(BankLine))),
        )  # fmt: skip
        entry, payment = line.book()
        unit.add([entry, line, payment])
        return line

    line = books.do(write, "Imported a line")
    if is_sorted:
        books.edit(line.transaction, category=_costs(books))
    return books.fresh(line)


def _receipt(books: Books) -> Any:
    """A receipt of which day and amount were read."""

    def write(unit: Any) -> Any:
        values = {"name": "adobe.pdf", "date": DAY, "amount": 6_645, "currency": "EUR"}
        receipt = Receipt(workspace=unit.workspace, **values)
        receipt.save()
        return receipt

    return books.fresh(books.do(write, "Added a receipt"))


def _costs(books: Books) -> Any:
    return books.make(Category, name="Costs", kind="expense")


Made = Callable[[Books], Sample]
SAMPLES: dict[tuple[str, str], Made] = {
    ("bank-lines", "accept"): lambda b: Sample(
        _line(b), {"category": str(_costs(b).pk)}, _line(b, is_sorted=True)
    ),
    ("bank-lines", "ignore"): lambda b: Sample(_line(b), {}, b.fresh(decide(b, _line(b), ignore))),
    ("bank-lines", "reopen"): lambda b: Sample(_line(b, is_sorted=True), {}, _line(b)),
    ("receipts", "attach"): lambda b: Sample(
        _receipt(b), {"transaction": str(b.expense(6_645).pk)}, None
    ),
    ("receipts", "expense"): lambda b: Sample(_receipt(b), {"description": "Adobe"}, None),
    ("receipts", "correct"): lambda b: Sample(_receipt(b), {"supplier": "Adobe"}, None),
    ("clients", "move"): lambda b: Sample(b.client(), {"stage": "negotiation"}, None),
    ("invoices", "mail"): lambda b: Sample(
        _with_server(_invoice(b), b), {"to": "ada@example.com"}, _void(b)
    ),
    ("invoices", "send"): lambda b: Sample(_invoice(b), {}, _invoice(b, "sent")),
    ("invoices", "pay"): lambda b: Sample(_invoice(b), _account(b), _void(b)),
    ("invoices", "pay-part"): lambda b: Sample(
        _invoice(b, "sent"), {"amount": "25.00", **_account(b)}, _invoice(b)
    ),
    ("invoices", "settle"): _settled,
    ("invoices", "credit"): lambda b: Sample(_invoice(b, "sent"), {}, _invoice(b)),
    ("invoices", "hours"): lambda b: Sample(_worked(b), {"by": "one"}, _invoice(b, "sent")),
    ("invoices", "price"): lambda b: Sample(
        _invoice(b),
        {"service": str(b.make(Service, name="Design", rate=500).pk)},
        _invoice(b, "sent"),
    ),
    ("invoices", "project"): lambda b: Sample(
        _invoice(b),
        {"project": str(b.make(Project, name="Site", value=90_000).pk)},
        _invoice(b, "sent"),
    ),
    ("invoices", "reopen"): lambda b: Sample(_invoice(b, "paid"), {}, _invoice(b, "sent")),
    ("invoices", "withdraw"): lambda b: Sample(_invoice(b, "sent"), {}, _invoice(b)),
    ("invoices", "void"): lambda b: Sample(_invoice(b, "sent"), {}, _invoice(b, "paid")),
    ("outbox", "again"): lambda b: Sample(
        _mail(b, "failed"), {"to": "bea@example.com"}, _mail(b, "sent")
    ),
    ("outbox", "arrived"): lambda b: Sample(_mail(b, "perhaps"), {}, _mail(b, "failed")),
    ("outbox", "leave"): lambda b: Sample(_mail(b, "failed"), {}, _mail(b, "sent")),
    ("invoices", "repeat"): lambda b: Sample(
        _invoice_for_client(b), {"every": "month", "as": "draft"}, _void(b)
    ),
    ("recurring", "skip"): lambda b: Sample(_recurring(b), {}, _recurring(b, paused=True)),
    ("recurring", "pause"): lambda b: Sample(_recurring(b), {}, _recurring(b, paused=True)),
    ("recurring", "resume"): lambda b: Sample(_recurring(b, paused=True), {}, _recurring(b)),
    ("transactions", "repeat"): lambda b: Sample(
        b.income(), {"every": "month"}, b.income(invoice=b.invoice())
    ),
    ("transactions", "pay"): lambda b: Sample(
        b.income(), _account(b), b.income(account=b.account())
    ),
    ("transactions", "unpay"): lambda b: Sample(b.income(account=b.account()), {}, b.income()),
    ("transactions", "move-up"): lambda b: Sample(_lines(b)[1], {}, b.income()),
    ("transactions", "move-down"): lambda b: Sample(_lines(b)[0], {}, b.income()),
    ("clients", "archive"): lambda b: Sample(b.client(), {}, b.client(archived=True)),
    ("clients", "restore"): lambda b: Sample(b.client(archived=True), {}, b.client()),
    ("accounts", "archive"): lambda b: Sample(b.account(), {}, b.account(archived=True)),
    ("accounts", "restore"): lambda b: Sample(b.account(archived=True), {}, b.account()),
    ("categories", "archive"): lambda b: Sample(_fees(b), {}, b.client_income),
    ("categories", "restore"): lambda b: Sample(
        b.make(Category, name="Old", kind="expense", archived=True), {}, b.client_income
    ),
    ("tax-rates", "archive"): lambda b: Sample(_rate(b), {}, _rate(b, archived=True)),
    ("tax-rates", "restore"): lambda b: Sample(_rate(b, archived=True), {}, _rate(b)),
    ("categories", "merge"): lambda b: Sample(
        _fees(b), {"into": str(b.client_income.pk)}, b.client_income
    ),
}
