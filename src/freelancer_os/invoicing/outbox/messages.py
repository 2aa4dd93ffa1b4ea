"""A mail of the outbox as a server is given it (RFC 5322)."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from uuid import UUID

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.files.store import path_of
from freelancer_os.invoicing.outbox.addresses import each, on_wire
from freelancer_os.invoicing.outbox.mails import Mail
from freelancer_os.invoicing.outbox.servers import Server


@dataclass(frozen=True)
class Letter:
    """A mail that is being handed over: which one it is, itself, and where it goes."""

    mail: UUID
    message: EmailMessage
    to: list[str]
    copies: list[str]


def letter_of(mail: Mail, server: Server) -> Letter:
    """The same letter each time it is tried. Raises OSError if a file of it is not there."""
    to = [on_wire(one) or one for one in each(mail.to)]
    copies = [on_wire(one) or one for one in each(mail.copy_to) if one not in to]
    message = EmailMessage()
    message["From"] = formataddr((server.name, server.address))
    message["To"] = ", ".join(to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.made_at)
    message["Message-ID"] = mail.message_id
    message.set_content(mail.body)
    for file in Attachment.objects.of(mail.workspace_id).on(mail):
        kind, _slash, form = file.media_type.partition("/")
        content = path_of(file.digest).read_bytes()
        message.add_attachment(content, maintype=kind, subtype=form, filename=file.name)
    return Letter(mail.pk, message, to, copies)
