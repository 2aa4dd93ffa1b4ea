"""What the list of reminders says: that they leave by themselves, and which go nowhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from freelancer_os.engine.formats import Formats
from freelancer_os.engine.notices import Notice
from freelancer_os.invoicing.models import Reminder
from freelancer_os.invoicing.outbox.servers import has_server
from freelancer_os.invoicing.reminders.unreached import unreached

MOST = 3  # invoices that are named


def notices(formats: Formats) -> Iterator[Notice]:
    """What a reminder does; with a rule that no mail can leave, and who has no address."""
    workspace = formats.workspace
    does = _(
        "Each leaves by itself on its day, by mail to the client. A new one: from tomorrow on."
    )
    yield Notice(does, "/wordings/", _("See the texts"))
    if not Reminder.objects.of(workspace).exists():
        return
    if not has_server(workspace):
        sentence = _("No mail server is known yet, so no reminder leaves.")
        yield Notice(sentence, "/settings/#mail", _("Name the mail server"))
    for invoice in unreached(workspace)[:MOST]:
        if invoice.client is None:
            said = _("{invoice} has no client to remind.").format(invoice=invoice)
            yield Notice(said, f"/invoices/{invoice.pk}/", _("Choose the client"))
            continue
        sentence = _("{client} has no email, so no reminder of {invoice} goes out.")
        said = sentence.format(client=invoice.client, invoice=invoice)
        yield Notice(said, f"/clients/{invoice.client_id}/", _("Add an email"))
