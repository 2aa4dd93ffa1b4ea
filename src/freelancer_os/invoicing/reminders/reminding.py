"""Doing what the rules say: each step of an invoice once, of several that are due the latest."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from freelancer_os.core.log.changes import change
from freelancer_os.core.words import Sentence
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.outbox.delivery import DOOR
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.invoicing.outbox.mails import Mail
from freelancer_os.invoicing.outbox.servers import has_server
from freelancer_os.invoicing.reminders.rules import FIRST, Reminder
from freelancer_os.invoicing.sending import address_of, files_of
from freelancer_os.invoicing.texts.filling import filled
from freelancer_os.people.models import Workspace


def remind() -> Iterator[Sentence]:
    """Write what is due into the outboxes of all workspaces; what was written."""
    rules = Reminder.objects.order_by().values("workspace")
    for workspace in Workspace.objects.filter(pk__in=rules):
        if has_server(workspace):
            yield from remind_in(workspace)


def remind_in(workspace: Workspace) -> Iterator[Sentence]:
    """The same of one workspace."""
    rules = list(Reminder.objects.of(workspace).order_by("days", "step"))
    for invoice in open_invoices(workspace).iterator():
        if _next(rules, invoice, workspace.today) is not None:
            told = _reminded(workspace, invoice.pk, rules)
            if told is not None:
                yield told


def open_invoices(workspace: Workspace) -> QuerySet[Invoice]:
    """Sent invoices of which something is to be paid, and whose day may have come."""
    until = workspace.today + timedelta(days=-FIRST)
    rows: QuerySet[Invoice] = Invoice.objects.of(workspace).filter(
        state=Invoice.State.SENT,
        kind__in=CLAIMS,
        outstanding__gt=0,
        due_date__lte=until,
        no_reminders=False,
    )
    return rows.select_related("client").exclude(client__no_reminders=True).order_by("id")


def _next(rules: Sequence[Reminder], invoice: Invoice, today: date) -> Reminder | None:
    """The latest step that is due, unless it was taken already."""
    due = [
        rule
        for rule in rules
        if invoice.due_date is not None and rule.since <= rule.day_for(invoice.due_date) <= today
    ]
    if not due:
        return None
    latest, mails = due[-1], Mail.objects.of(invoice.workspace_id).filter(invoice=invoice)
    return None if mails.filter(step=latest.step).exists() else latest


def _reminded(workspace: Workspace, pk: UUID, rules: Sequence[Reminder]) -> Sentence | None:
    """Write one reminder, if it is still to be written now that nobody else writes."""
    with change(workspace, None, "", door=DOOR) as unit:
        invoice = unit.find(Invoice, pk, "client")
        if invoice is None or not _is_open(invoice):
            return None
        rule, to = _next(rules, invoice, unit.workspace.today), _address(invoice)
        if rule is None or not to:
            return None
        text = filled(invoice, rule.occasion)
        enqueue(
            invoice,
            to=to,
            subject=text.subject,
            body=text.message,
            step=rule.step,
            files=files_of(invoice),
        )
        unit.mention(invoice)
        unit.sentence = told = Sentence(
            "Reminded {to} of {invoice}", {"to": to, "invoice": invoice.named}
        )
    return told


def _is_open(invoice: Invoice) -> bool:
    """Whether it is still to be paid, and has reached the client."""
    client = invoice.client
    if invoice.state != Invoice.State.SENT or invoice.outstanding <= 0 or not invoice.is_claim:
        return False
    if invoice.no_reminders or (client is not None and client.no_reminders):
        return False
    own = Mail.objects.of(invoice.workspace_id).filter(invoice=invoice, step=None)
    newest = own.order_by("-id").first()
    return newest is None or newest.state == Mail.State.SENT


def _address(invoice: Invoice) -> str:
    """Where the invoice itself went, else to the client."""
    own = Mail.objects.of(invoice.workspace_id).filter(invoice=invoice, step=None)
    newest = own.order_by("-id").first()
    return newest.to if newest is not None else address_of(invoice)
