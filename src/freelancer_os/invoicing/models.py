"""The models of invoicing, one file each kind."""

from freelancer_os.invoicing.outbox.mails import Mail
from freelancer_os.invoicing.outbox.servers import MailServer
from freelancer_os.invoicing.reminders.rules import Reminder
from freelancer_os.invoicing.shared import ClientLink
from freelancer_os.invoicing.texts.own import MailText

__all__ = ["ClientLink", "Mail", "MailServer", "MailText", "Reminder"]
