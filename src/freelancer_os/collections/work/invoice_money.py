"""What is done with an invoice about money: paid, in part, paid back, settled with another."""

from dataclasses import replace

from django.utils.translation import gettext as _

from freelancer_os.collections.money.entries.exchange_rate import RATE
from freelancer_os.collections.money.entries.payment_mode import paid_into
from freelancer_os.collections.work.settlements import SOURCE
from freelancer_os.core.values.amounts import edit_amount, format_money
from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.finance.invoices.early import early_amount, early_until
from freelancer_os.finance.invoices.rest import Rest
from freelancer_os.finance.models import Account, Invoice
from freelancer_os.finance.settlements.limits import left_of, takes
from freelancer_os.invoicing import frozen

SOME = 20  # deposits and credits that are looked at


def pays(record: Invoice, formats: Formats) -> str:
    """What is recorded when it is marked as paid."""
    amount = format_money(record.outstanding, record.currency, formats.locale)
    sentence = _("Marks {invoice} as Paid and adds {amount} to the account.")
    return sentence.format(invoice=record, amount=amount)


def pays_part(record: Invoice, formats: Formats) -> str:
    """How much is outstanding, or may be paid back."""
    amount = format_money(abs(record.outstanding), record.currency, formats.locale)
    if record.outstanding < 0:
        return _("{amount} are the client's credit. What you enter is paid back.").format(
            amount=amount
        )
    sentence = _("{amount} are outstanding. What is more is kept as the client's credit.")
    return sentence.format(amount=amount)


def pay(invoice: Invoice, given: Values) -> None:
    """Pay all that is outstanding, or a part."""
    amount, on, rate = (given.get(name) for name in ("amount", "paid_on", "account_rate"))
    frozen.pay(invoice, given["account"], amount, on, rate, given.get("rest") or Rest.OPEN)


def begins(invoice: Invoice) -> dict[str, str]:
    """A payment of today, on an account in its currency."""
    return {"paid_on": invoice.workspace.today.isoformat(), **paid_into(invoice)}


def begins_part(invoice: Invoice) -> dict[str, str]:
    """The same; of what asks less if paid by now, that much."""
    today, until = invoice.workspace.today, early_until(invoice)
    starts = {**begins(invoice), "rest": Rest.OPEN.value}
    if until is None or today > until or invoice.paid:
        return starts
    amount = edit_amount(early_amount(invoice), invoice.currency, invoice.workspace.locale)
    return {**starts, "amount": amount, "rest": Rest.DISCOUNT.value}


def settle(invoice: Invoice, given: Values) -> None:
    """Let a credit or a deposit pay of it."""
    invoice.settle_with(given["from"], given.get("amount"))


def settles(record: Invoice, formats: Formats) -> str:
    """What settling does."""
    sentence = _(
        "A credit, or a deposit with its tax, is taken off what {invoice} asks. No money moves."
    )
    return sentence.format(invoice=record)


def source_of(invoice: Invoice) -> dict[str, str]:
    """The oldest that may settle it."""
    found = takes(Invoice.objects.of(invoice.workspace), invoice).order_by("id")
    some = next((one for one in found[:SOME] if left_of(one)), None)
    return {} if some is None else {"from": str(some.pk)}


PART = Money(name="amount", label="Amount", of="currency")
REST = Choice(
    name="rest",
    label="If less arrived, the rest",
    choices=tuple((one.value, str(one.label), "stone") for one in Rest),
)
MONEY = (
    Action(
        verb="pay",
        label="Mark as paid",
        icon="circle-check",
        offered=lambda invoice: bool(invoice.state in {"draft", "sent"} and invoice.is_claim),
        otherwise="Only a draft or sent invoice is marked as paid.",
        fields=(
            Link(name="account", label="Account", to="accounts", model=Account, required=True),
            Day(name="paid_on", label="Paid on"),
            RATE,
            PART,
            REST,
        ),
        seldom=("account_rate", "amount", "rest"),
        starts=begins,
        effect=pays,
        does=pay,
        done="Marked {record} as Paid on {account}",
    ),
    Action(
        verb="pay-part",
        label="Record a payment",
        icon="coins",
        offered=lambda invoice: bool(
            invoice.status == "sent" and invoice.is_claim and invoice.payable
        ),
        otherwise="Only of a sent invoice with something to be paid a payment is recorded.",
        fields=(
            replace(PART, required=True),
            Link(name="account", label="Account", to="accounts", model=Account, required=True),
            Day(name="paid_on", label="Paid on"),
            RATE,
            REST,
        ),
        seldom=("account_rate",),
        starts=begins_part,
        effect=pays_part,
        does=pay,
        done="Recorded a payment of {record} on {account}",
        is_quiet=True,
    ),
    Action(
        verb="settle",
        label="Use a credit or deposit",
        icon="arrow-left-right",
        offered=lambda invoice: bool(
            invoice.status in {"draft", "sent"}
            and invoice.is_claim
            and invoice.client_id
            and invoice.outstanding > 0
        ),
        otherwise="Only an invoice with a client and something outstanding is settled.",
        fields=(SOURCE, PART),
        seldom=("amount",),
        starts=source_of,
        effect=settles,
        does=settle,
        done="Settled {record} with {from}",
        is_quiet=True,
    ),
)
