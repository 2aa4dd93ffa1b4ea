"""Whether the mail of an invoice arrived: the mark beside its status."""

from functools import cached_property
from uuid import UUID

from freelancer_os.collections.work.outbox import STATE
from freelancer_os.core.words import Option
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.models import Mail
from freelancer_os.people.models import Workspace


class Delivery:
    """The marks of a workspace's invoices: read once, and only if one of them was sent."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def _undelivered(self) -> dict[UUID, str]:
        return Mail.objects.of(self.workspace).undelivered().by_invoice()

    def mark(self, invoice: Invoice) -> Option | None:
        """Not delivered, or perhaps sent; None where nobody has to be told anything."""
        if invoice.status != Invoice.Status.SENT:
            return None
        state = self._undelivered.get(invoice.pk)
        return STATE.option(state) if state else None
