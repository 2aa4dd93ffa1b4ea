"""What invoices that have been sent lose when something is deleted."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from freelancer_os.core.words import Sentence
from freelancer_os.engine.write.hanging import count_of
from freelancer_os.finance.models import Invoice, Transaction
from freelancer_os.people.models import Workspace

WAS_SENT = (Invoice.Status.SENT, Invoice.Status.VOID)


def sent_to(workspace: Workspace, clients: Sequence[UUID]) -> Iterator[str]:
    """Invoices that were sent to one of these clients keep the name."""
    rows = Invoice.objects.of(workspace).filter(status__in=WAS_SENT)
    if count := count_of(rows, "client_id", clients):
        said = Sentence(
            "{count} invoice has been sent, and keeps the name.",
            several="{count} invoices have been sent, and keep the name.",
            count=count,
        )
        yield str(said)


def sent_lines(workspace: Workspace, entries: Sequence[UUID]) -> Iterator[str]:
    """Entries that are lines of invoices that were sent."""
    rows = Transaction.objects.of(workspace).filter(invoice__status__in=WAS_SENT)
    if count := count_of(rows, "pk", entries):
        said = Sentence(
            "{count} line of an invoice that has been sent is lost.",
            several="{count} lines of invoices that have been sent are lost.",
            count=count,
        )
        yield str(said)
