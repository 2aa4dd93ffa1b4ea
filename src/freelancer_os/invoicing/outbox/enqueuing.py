"""Writing a mail into the outbox, with what it is about."""

from collections.abc import Iterable
from email.utils import make_msgid

from freelancer_os.core.attached.attachments import attach
from freelancer_os.core.files.store import Kept
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.outbox.addresses import read_addresses
from freelancer_os.invoicing.outbox.mails import Mail
from freelancer_os.invoicing.outbox.servers import domain_of
from freelancer_os.invoicing.outbox.waking import wake

File = tuple[str, Kept]
"""A file as it is attached: the name it bears, and where it lies."""


def enqueue(
    invoice: Invoice,
    *,
    to: str,
    subject: str,
    body: str,
    copy_to: str = "",
    step: int | None = None,
    files: Iterable[File] = (),
) -> Mail:
    """Write a mail about an invoice into the outbox, in the change that is under way.

    It is handed over once that is written. Raises ValidationError per field.
    """
    unit = writing_unit(invoice)
    mail = Mail(workspace=unit.workspace, message_id=make_msgid(domain=domain_of(unit.workspace)))
    asked = admit(
        mail,
        {"invoice": invoice, "to": to, "subject": subject, "body": body, "copy_to": copy_to},
    )
    for name, value in {**asked, "step": step}.items():
        setattr(mail, name, value)
    mail.to, mail.next_at = read_addresses(to, field="to"), mail.made_at
    mail.save()
    attach(mail, files)
    wake()
    return mail
