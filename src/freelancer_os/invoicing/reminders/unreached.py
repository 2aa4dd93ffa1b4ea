"""Invoices whose reminders have no address to go to: a person is told, since nothing is sent."""

from datetime import timedelta

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.outbox.mails import Mail
from freelancer_os.invoicing.reminders.reminding import open_invoices
from freelancer_os.invoicing.reminders.rules import Reminder
from freelancer_os.people.models import Workspace

NOWHERE = Q(client=None) | Q(client__billing_email="", client__email="")


def unreached(workspace: Workspace, ahead: int = 0) -> QuerySet[Invoice]:
    """Those whose first reminder has come, or comes within so many days, the oldest due first.

    One that was mailed itself is reminded of where it went (`reminding`).
    """
    first = Reminder.objects.of(workspace).aggregate(first=Min("days"))["first"]
    found = open_invoices(workspace)
    if first is None:
        return found.none()
    until = workspace.today + timedelta(days=ahead - first)
    mailed = Mail.objects.of(workspace).filter(invoice=OuterRef("pk"), step=None)
    found = found.filter(NOWHERE, due_date__lte=until).exclude(Exists(mailed))
    return found.order_by("due_date", "id")
