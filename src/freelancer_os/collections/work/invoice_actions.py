"""What can be done with an invoice."""

from dataclasses import replace

from django.utils.translation import gettext as _

from freelancer_os.collections.money.exchange_rate import RATE
from freelancer_os.collections.work.charging import CHARGING
from freelancer_os.collections.work.credited import CreditedLines
from freelancer_os.collections.work.invoice_life import LINES, effect
from freelancer_os.core.values.amounts import format_money
from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Lines, Text, Values
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.finance.invoices.numbering import number_of
from freelancer_os.finance.models import Account, Invoice
from freelancer_os.invoicing import frozen
from freelancer_os.invoicing.outbox.addresses import LONGEST, MOST
from freelancer_os.invoicing.outbox.mails import LONGEST_BODY, LONGEST_SUBJECT
from freelancer_os.invoicing.sending import address_of, send, wants_copy
from freelancer_os.invoicing.texts.filling import filled


def sends(record: Invoice, formats: Formats) -> str:
    """What sending does: a number is given once."""
    sentence = _("Marks {invoice} as Sent. Its number is fixed.").format(invoice=record)
    found = effect(record, "sent", formats)
    return found if record.number is None else f"{sentence} {found}".strip()


def pays(record: Invoice, formats: Formats) -> str:
    """What is recorded when it is marked as paid."""
    amount = format_money(record.outstanding, record.currency, formats.locale)
    sentence = _("Marks {invoice} as Paid and adds {amount} to the account.")
    return sentence.format(invoice=record, amount=amount)


def withdraws(record: Invoice, formats: Formats) -> str:
    """What making it a draft again leaves."""
    return _("Makes {invoice} a draft again. It keeps its number.").format(invoice=record)


def pays_part(record: Invoice, formats: Formats) -> str:
    """How much may be paid."""
    amount = format_money(abs(record.outstanding), record.currency, formats.locale)
    return _("{amount} are outstanding.").format(amount=amount)


def credits_left(record: Invoice, formats: Formats) -> str:
    """What a credit note begins with."""
    sentence = _("Makes a draft that takes back what is left of {invoice}.")
    return sentence.format(invoice=record)


def pay(invoice: Invoice, given: Values) -> None:
    """Pay all that is outstanding, or a part."""
    amount, on, rate = (given.get(name) for name in ("amount", "paid_on", "account_rate"))
    frozen.pay(invoice, given["account"], amount, on, rate)


def mails(record: Invoice, formats: Formats) -> str:
    """What sending by mail does."""
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


PART = Money(name="amount", label="Amount", of="currency")
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
    Action(
        verb="pay",
        label="Mark as paid",
        icon="circle-check",
        offered=lambda invoice: bool(
            invoice.state in {"draft", "sent"} and invoice.is_claim and invoice.payable
        ),
        otherwise="Only a draft or sent invoice with something to be paid is marked as paid.",
        fields=(
            Link(name="account", label="Account", to="accounts", model=Account, required=True),
            Day(name="paid_on", label="Paid on"),
            RATE,
            PART,
        ),
        seldom=("account_rate", "amount"),
        starts=lambda invoice: {"paid_on": invoice.workspace.today.isoformat()},
        effect=pays,
        does=pay,
        done="Marked {record} as Paid on {account}",
    ),
    Action(
        verb="pay-part",
        label="Record a part payment",
        icon="coins",
        offered=lambda invoice: bool(
            invoice.state == "sent" and invoice.is_claim and invoice.outstanding
        ),
        otherwise="Only of a sent invoice with something to be paid a part is paid.",
        fields=(
            replace(PART, required=True),
            Link(name="account", label="Account", to="accounts", model=Account, required=True),
            Day(name="paid_on", label="Paid on"),
            RATE,
        ),
        seldom=("account_rate",),
        starts=lambda invoice: {"paid_on": invoice.workspace.today.isoformat()},
        effect=pays_part,
        does=pay,
        done="Recorded a part payment of {record} on {account}",
        is_quiet=True,
    ),
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
