"""A test mail: whether a workspace's server takes mail at all, in the server's own words."""

from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid

from django.utils.translation import gettext as _

from freelancer_os.invoicing.outbox.addresses import on_wire
from freelancer_os.invoicing.outbox.servers import server_of
from freelancer_os.invoicing.outbox.talking import Outcome, hand_over
from freelancer_os.people.models import Workspace


def try_out(workspace: Workspace, to: str) -> Outcome:
    """Send a mail that says what it is. Raises Conflict if there is no server to send it by."""
    server, message = server_of(workspace), EmailMessage()
    address = on_wire(to) or to
    message["From"] = formataddr((server.name, server.address))
    message["To"] = address
    message["Subject"] = _("A test mail of {workspace}").format(workspace=workspace.name)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=server.address.rpartition("@")[2])
    message.set_content(_("Your invoices can leave by this mail server."))
    return hand_over(server, message, [address])
