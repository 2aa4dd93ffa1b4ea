"""What the link cells of a transaction offer, say and start (rows W2 to W4)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.words import noun_of
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.entries.exchange import worth
from freelancer_os.finance.entries.transactions import TransactionRecords
from freelancer_os.finance.invoices.numbering import preview
from freelancer_os.finance.models import Account, Category, Invoice, Transaction
from freelancer_os.projects.models import Project, Service

LINKS = {"invoice": Invoice, "client": Client, "project": Project, "service": Service}


def of_kind(rows: QuerySet[Category], record: Transaction) -> QuerySet[Category]:
    """Categories of the entry's kind ."""
    return rows.filter(kind=record.kind)


def billable(rows: QuerySet[Invoice], record: Transaction) -> QuerySet[Invoice]:
    """Invoices that may take this entry."""
    return rows.filter(currency=record.currency).exclude(status="void")


def of_client(rows: QuerySet[Any], record: Transaction) -> QuerySet[Any]:
    """Projects and services, those of the entry's client and those of nobody."""
    if record.client_id is None:
        return rows
    return rows.filter(client_id=record.client_id) | rows.filter(client_id__isnull=True)


def of_same_kind(rows: QuerySet[Transaction], category: Category) -> QuerySet[Transaction]:
    """The entries that a category may take."""
    return rows.filter(kind=category.kind)


def client_income(
    rows: TransactionRecords, target: Client | Project | Service | Invoice
) -> TransactionRecords:
    """The entries that may link to a client, or to a project or service of one."""
    client = target.pk if isinstance(target, Client) else target.client_id
    rows = rows.client_income()
    return rows if client is None else rows.filter(Q(client_id=client) | Q(client_id__isnull=True))


def to_invoice(rows: TransactionRecords, invoice: Invoice) -> TransactionRecords:
    """The entries that an invoice may take."""
    return client_income(rows, invoice).filter(currency=invoice.currency)


def balance(account: Account, formats: Formats) -> str:
    """What is on an account."""
    return format_money(account.balance, account.currency, formats.locale)


def total(invoice: Invoice, formats: Formats) -> str:
    """For whom an invoice is, and how much."""
    amount = format_money(invoice.total, invoice.currency, formats.locale)
    whose = invoice.client or invoice.once_for
    return f"{whose} · {amount}" if whose else amount


def client_name(record: Transaction, formats: Formats) -> str:
    """The client of a project or service."""
    return str(record.client) if record.client_id else ""


def pays(record: Transaction, account: Account | None, formats: Formats) -> str:
    """What setting the payment mode does, before it is done."""
    if account is None:
        paid = format_money(record.paid, record.currency, formats.locale)
        sentence = _("Takes the payment of {amount} away. Undo with Ctrl+Z.")
        return sentence.format(amount=paid)
    if record.outstanding == 0 and record.paid:
        return _("Moves the payment to {account}. Undo with Ctrl+Z.").format(account=account)
    amount = format_money(record.outstanding, record.currency, formats.locale)
    is_income = record.kind == "income"
    invoice: Invoice | None = record.invoice if record.invoice_id else None
    if (
        invoice is not None
        and invoice.status == "sent"
        and invoice.outstanding == record.outstanding
    ):
        sentence = (
            _("Marks {invoice} as Paid and adds {amount} to {account}. Undo with Ctrl+Z.")
            if is_income
            else _("Marks {invoice} as Paid and takes {amount} from {account}. Undo with Ctrl+Z.")
        )
    else:
        sentence = (
            _("Adds {amount} to {account}. Undo with Ctrl+Z.")
            if is_income
            else _("Takes {amount} from {account}. Undo with Ctrl+Z.")
        )
    said = sentence.format(invoice=invoice, amount=amount, account=account)
    parts = [said, exchanges(record, account, formats), _waits(record, invoice)]
    return " ".join(filter(None, parts))


def _waits(record: Transaction, invoice: Invoice | None) -> str:
    """That a draft is Paid as soon as it is sent, once this entry is paid."""
    if invoice is None or invoice.status != "draft" or invoice.outstanding > record.outstanding:
        return ""
    return _("{invoice} is Paid as soon as it is sent.").format(invoice=invoice)


def exchanges(record: Transaction, account: Account, formats: Formats) -> str:
    """What an amount is worth on an account of another currency; "" where nothing is exchanged."""
    if account.currency == record.currency:
        return ""
    try:
        there = worth(record, record.outstanding, account.currency, record.date)
    except ValidationError:
        return _("You are asked for the exchange rate.")
    amount = format_money(there, account.currency, formats.locale)
    return _("That is {amount} there.").format(amount=amount)


def reclassifies(record: Transaction, category: Category | None, formats: Formats) -> str:
    """What another category does to a row of the workflow."""
    leaves = record.is_client_income and not (category is not None and category.is_client)
    linked = [model for name, model in LINKS.items() if getattr(record, f"{name}_id") is not None]
    if leaves and linked:
        names = ", ".join(map(noun_of, linked))
        return _("Takes it out of the workflow and clears: {names}.").format(names=names)
    if category is not None and category.is_client and not record.is_client_income:
        return _("Puts it into the workflow of the client window.")
    return ""


def new_invoice(record: Transaction, name: str) -> dict[str, object]:
    """An invoice made in a row: a draft for its client, in its currency."""
    return {"number": name, "client": record.client, "currency": record.currency}


def next_number(record: Transaction) -> str:
    """The number that the next invoice would get."""
    return preview(record.workspace, client=str(record.client or ""))


def new_client(record: Transaction, name: str) -> dict[str, object]:
    """A client made in a row."""
    return {"name": name, "stage": "client"}


def new_project(record: Transaction, name: str) -> dict[str, object]:
    """A project made in a row, for its client."""
    return {"name": name, "client": record.client}


def new_service(record: Transaction, name: str) -> dict[str, object]:
    """A service made in a row, under its project."""
    return {"name": name, "project": record.project, "client": record.client}


def new_account(record: Transaction, name: str) -> dict[str, object]:
    """A bank account in the entry's currency."""
    return {"name": name, "kind": "bank", "currency": record.currency}


def new_category(record: Transaction, name: str) -> dict[str, object]:
    """A category for entries of the kind."""
    return {"name": name, "kind": record.kind}
