"""What can be done with an invoice."""

from django.utils.translation import gettext as _

from freelancer_os.collections.money.repeats.repeating import REPEAT_INVOICE
from freelancer_os.collections.work.charging import CHARGING
from freelancer_os.collections.work.credited import CreditedLines
from freelancer_os.collections.work.invoice_life import LINES, effect
from freelancer_os.collections.work.invoice_money import MONEY
from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Lines, Text, Values
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.finance.invoices.numbering import number_of
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing import frozen
from freelancer_os.invoicing.outbox.addresses import LONGEST, MOST
from freelancer_os.invoicing.outbox.mails import LONGEST_BODY, LONGEST_SUBJECT, Mail
from freelancer_os.invoicing.outbox.servers import has_server
from freelancer_os.invoicing.sending import address_of, send, wants_copy
from freelancer_os.invoicing.texts.filling import filled


def sends(record: Invoice, formats: Formats) -> str:
    """What sending does: a number is given once."""
    sentence = _("Marks {invoice} as Sent. Its number is fixed.").format(invoice=record)
    found = effect(record, "sent", formats)
    return found if record.number is None else f"{sentence} {found}".strip()


def withdraws(record: Invoice, formats: Formats) -> str:
    """What making it a draft again leaves."""
    told = _("Makes {invoice} a draft again. It keeps its number.").format(invoice=record)
    if not Mail.objects.of(record.workspace).filter(invoice=record).exists():
        return told
    return f"{told} {_('What was mailed stays with the client.')}"


def credits_left(record: Invoice, formats: Formats) -> str:
    """What a credit note begins with."""
    sentence = _("Makes a draft that takes back what is left of {invoice}.")
    return sentence.format(invoice=record)


def mails(record: Invoice, formats: Formats) -> str:
    """What sending by mail does; without a server, that it cannot, and the way on."""
    if not has_server(record.workspace):
        way = _("Name it in the settings, or mark the invoice as sent by hand.")
        return f"{_('No mail server is known yet.')} {way}"
    done = sends(record, formats) if record.status == Invoice.Status.DRAFT else ""
    return f"{_('The mail leaves at once.')} {done}".strip()


def starts(invoice: Invoice) -> dict[str, str]:
    """The mail as it would be: to the client, in its language, with the number it would get."""
    text = filled(invoice, "invoice")
    return {
        "to": address_of(invoice),
        "subject": text.subject,
        "message": text.message,
        "copy": "true" if wants_copy(invoice) else "false",
        "expected": "" if invoice.number else number_of(invoice),
    }


def mail(invoice: Invoice, given: Values) -> None:
    """Send it by mail."""
    send(
        invoice,
        to=given["to"],
        subject=given.get("subject") or "",
        message=given.get("message") or "",
        copy=given.get("copy"),
        expected=given.get("expected") or "",
    )


ACTIONS = (
    Action(
        verb="mail",
        label="Send",
        icon="send",
        offered=lambda invoice: invoice.state != "void",
        otherwise="A void invoice is not sent.",
        fields=(
            Text(name="to", label="To", max_length=MOST * LONGEST, required=True),
            Text(name="subject", label="Subject", max_length=LONGEST_SUBJECT),
            Lines(name="message", label="Message", max_length=LONGEST_BODY),
            Flag(name="copy", label="A copy to me"),
            Text(name="expected", label="Number in the text", max_length=60),
        ),
        seldom=("expected",),
        starts=starts,
        effect=mails,
        does=mail,
        done="Sent {record} to {to}",
    ),
    Action(
        verb="send",
        label="Mark as sent",
        icon="check",
        offered=lambda invoice: invoice.state == "draft",
        otherwise="Only a draft is sent.",
        effect=sends,
        does=lambda invoice, _: frozen.send(invoice),
        done="Marked {record} as Sent",
    ),
    *MONEY,
    Action(
        verb="credit",
        label="Credit note",
        icon="file-minus",
        offered=lambda invoice: bool(
            invoice.status == "sent" and invoice.kind in {"invoice", "deposit"}
        ),
        otherwise="Only an invoice that has been sent is credited.",
        fields=(CreditedLines(name="lines", label="Lines"),),
        seldom=("lines",),
        effect=credits_left,
        does=lambda invoice, given: invoice.credit(given.get("lines")),
        done="Made a credit note for {record}",
        makes=True,
        is_quiet=True,
    ),
    REPEAT_INVOICE,
    *CHARGING,
    Action(
        verb="reopen",
        label="Reopen",
        icon="rotate-ccw",
        offered=lambda invoice: invoice.state == "paid",
        otherwise="Only a paid invoice is reopened.",
        fields=(LINES,),
        seldom=("with_lines",),
        effect=lambda invoice, formats: effect(invoice, "sent", formats),
        does=lambda invoice, given: invoice.reopen(with_lines=given.get("with_lines", False)),
        done="Reopened {record}",
        is_dangerous=True,
    ),
    Action(
        verb="withdraw",
        label="Back to draft",
        icon="undo-2",
        offered=lambda invoice: invoice.state == "sent",
        otherwise="Only a sent invoice that is not paid becomes a draft again.",
        effect=withdraws,
        does=lambda invoice, _: invoice.withdraw(),
        done="Made {record} a draft again",
    ),
    Action(
        verb="void",
        label="Void",
        icon="ban",
        offered=lambda invoice: bool(
            invoice.state != "void" and invoice.number and not invoice.paid
        ),
        otherwise="Only an invoice with a number and without payments is declared void.",
        effect=lambda invoice, formats: effect(invoice, "void", formats),
        does=lambda invoice, _: invoice.void(),
        is_quiet=True,
        done="Declared {record} void",
        is_dangerous=True,
    ),
)
