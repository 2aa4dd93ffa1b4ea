"""The outbox: what was mailed when to whom. Sending writes it; here it is looked at, and asked."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from freelancer_os.collections.work.projects import named
from freelancer_os.core.records.base import Record
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Lines, Text
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.models import Mail

STATES = (
    ("waiting", "Waiting", "amber"),
    ("sending", "Sending", "blue"),
    ("sent", "Sent", "green"),
    ("failed", "Not delivered", "rose"),
    ("perhaps", "Perhaps sent", "violet"),
)


STATE = Choice(name="state", label="State", choices=STATES, read_only=True)


@dataclass(frozen=True, kw_only=True)
class Said(Text):
    """What the server said last, in the reader's language."""

    operators: ClassVar[tuple[Operator, ...]] = ()

    def raw(self, record: Record, formats: Formats) -> str:
        return str(self.value(record))

    def dump(self, record: Record, formats: Formats) -> str:
        return str(self.value(record))


def again(mail: Mail, formats: Formats) -> str:
    """What trying again means where it may have arrived already."""
    if mail.state == Mail.State.PERHAPS:
        return _("It may arrive a second time. The mail's own mark stays the same.")
    return _("The mail is handed to the server at once.")


ACTIONS = (
    Action(
        verb="again",
        label="Send again",
        icon="send",
        offered=lambda mail: mail.state in {"failed", "perhaps", "waiting"},
        otherwise="This mail has left, or is just leaving.",
        fields=(Text(name="to", label="To", max_length=2_560),),
        starts=lambda mail: {"to": mail.to},
        effect=again,
        does=lambda mail, given: mail.again(given.get("to", mail.to)),
        done="Sends “{record}” again",
    ),
    Action(
        verb="arrived",
        label="It arrived",
        icon="circle-check",
        offered=lambda mail: mail.state == "perhaps",
        otherwise="Only of a mail that was perhaps sent somebody has to say so.",
        effect=lambda mail, formats: _("The mail counts as sent."),
        does=lambda mail, _: mail.arrived(),
        done="“{record}” has arrived",
    ),
    Action(
        verb="leave",
        label="Do not send it",
        icon="ban",
        offered=lambda mail: mail.state in {"failed", "perhaps", "waiting"} and not mail.is_settled,
        otherwise="This mail has left, or is just leaving.",
        effect=lambda mail, formats: _("Nothing more is sent, and you are not told of it again."),
        does=lambda mail, _: mail.leave(),
        done="“{record}” is not sent",
        is_dangerous=True,
    ),
)

OUTBOX = collections.add(
    Collection(
        slug="outbox",
        model=Mail,
        singular="mail",
        plural="mails",
        icon="mail",
        section="Work",
        place=45,
        menu="Outbox",
        fields=(
            Text(name="subject", label="Subject", read_only=True),
            Link(
                name="invoice",
                label="Invoice",
                to="invoices",
                model=Invoice,
                starts=named,
                read_only=True,
            ),
            Text(name="to", label="To", read_only=True),
            Text(name="copy", label="Copy to", column="copy_to", read_only=True),
            Lines(name="message", label="Message", column="body", read_only=True),
            STATE,
            Instant(name="written_at", label="Written", column="made_at", read_only=True),
            Instant(name="sent_at", label="Left", column="left_at", read_only=True),
            Instant(name="next_at", label="Next try", read_only=True),
            Said(
                name="last_error",
                label="What the server said",
                read_only=True,
                sortable=False,
            ),
            Text(name="message_id", label="Message-ID", read_only=True),
        ),
        table=("subject", "invoice", "to", "state", "written_at", "sent_at", "last_error"),
        brief=("state", "to", "last_error"),
        order="-written_at",
        search=("subject", "to"),
        small=("to", "state", "sent_at", "last_error"),
        actions=ACTIONS,
        is_kept=True,
        notes={
            "state": "`perhaps`: the connection broke before the server said whether it took it.",
            "message_id": "Made once; the same each time the mail is tried.",
        },
    )
)
