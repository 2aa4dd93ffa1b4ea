"""Invoices."""

from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.expressions import Combinable

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.entries.exchange_rate import RATE
from freelancer_os.collections.work.invoice_actions import ACTIONS
from freelancer_os.collections.work.invoice_life import BY_VERB, LINES, Life
from freelancer_os.collections.work.projects import named
from freelancer_os.core.words import in_context
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.counted import Counted
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.codes import Code, PaperLanguage
from freelancer_os.engine.kinds.days import Day, Deadline
from freelancer_os.engine.kinds.field import Lines, Text
from freelancer_os.engine.kinds.flags import Flag, Question
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.kinds.numbers import Rate, Whole
from freelancer_os.engine.registry import collections
from freelancer_os.finance.invoices.headed import CLAIMS, InvoiceKind
from freelancer_os.finance.invoices.overdue import overdue_on
from freelancer_os.finance.models import Account, Invoice

STATES = (
    ("draft", "Draft", "stone"),
    ("sent", "Sent", "blue"),
    ("paid", "Paid", "green"),
    ("void", "Void", "rose"),
)
KINDS = tuple((one.value, str(one.label), "") for one in InvoiceKind)
TEMPLATES = (
    ("studio", "Studio", ""),
    ("classic", "Classic", ""),
    ("plain", "Plain", ""),
)
WAITING = ("draft", "sent")  # to be paid


class Claimed(Money):
    """What is still to be paid of what was sent; what is a draft, void or no claim asks nothing."""

    def amount(self, record: Any) -> int | None:
        is_asked = record.status == Invoice.Status.SENT and record.is_claim
        return super().amount(record) if is_asked else None

    @property
    def summed(self) -> Combinable:
        return Case(When(status=Invoice.Status.SENT, kind__in=CLAIMS, then=F(self.attribute)))


class Overdue(Question):
    """Whether an invoice is late on today's date."""

    def value(self, record: Any) -> bool:
        return bool(record.is_overdue(record.workspace.today))

    def dump(self, record: Any, formats: Formats) -> bool:
        return bool(record.is_overdue(formats.today))


def late(formats: Formats) -> Q:
    """The invoices that are late today."""
    return overdue_on(formats.today)


INVOICES = collections.add(
    Collection(
        slug="invoices",
        model=Invoice,
        singular="invoice",
        plural="invoices",
        icon="file-text",
        section="Work",
        place=40,
        counted=Counted("open", value="sent"),
        fields=(
            Text(name="number", label=in_context("of an invoice", "Number"), max_length=60),
            Link(
                name="client",
                label="Client",
                to="clients",
                model=Client,
                starts=named,
                once="once_for",
            ),
            Choice(name="kind", label="Kind", choices=KINDS),
            Link(name="credits", label="Credits", to="invoices", model=Invoice),
            Text(name="reference", label="Reference", max_length=100),
            Life(name="status", label="Status", column="state", choices=STATES),
            Day(name="issue_date", label="Issued"),
            Deadline(
                name="due_date",
                label="Due",
                mark="Overdue",
                waits=lambda invoice: invoice.state in WAITING,
                late=Invoice.is_overdue,
            ),
            Day(name="service_from", label="Service from"),
            Day(name="service_to", label="Service to"),
            PaperLanguage(name="language", label="Language"),
            Code(name="template", label="Template", choices=TEMPLATES),
            Lines(name="note", label="Note", max_length=1000),
            Flag(name="has_annex", label="Annex with hours"),
            Currency(name="currency", label="Currency"),
            Money(name="discount", label="Discount", of="currency"),
            Rate(name="discount_percent", label="Discount in %", minimum=0, maximum=1_000_000),
            Rate(name="early_percent", label="Early payment in %", minimum=0, maximum=1_000_000),
            Whole(name="early_days", label="Days of early payment"),
            Money(name="net", label="Net", of="currency", read_only=True, why=True),
            Money(name="tax", label="Tax", of="currency", read_only=True, why=True),
            Money(
                name="total",
                label="Total",
                of="currency",
                read_only=True,
                why=True,
                is_gross=True,
            ),
            Rate(name="withholding_rate", label="Withholding rate", minimum=0, maximum=1_000_000),
            Money(name="withheld", label="Withheld", of="currency", read_only=True, why=True),
            Money(name="payable", label="Payable", of="currency", read_only=True, is_gross=True),
            Money(
                name="paid",
                label="Paid",
                of="currency",
                read_only=True,
                why=True,
                is_gross=True,
            ),
            Claimed(
                name="outstanding",
                label="Outstanding",
                of="currency",
                read_only=True,
                left=True,
                is_gross=True,
            ),
            Instant(name="sent_at", label="Sent at", read_only=True),
            Flag(name="no_reminders", label="No reminders"),
            Overdue(name="overdue", label="Overdue", column="state", holds=late),
        ),
        table=(
            "number",
            "client",
            "status",
            "issue_date",
            "due_date",
            "net",
            "tax",
            "total",
            "outstanding",
        ),
        brief=("total", "status", "client", "due_date"),
        composer=("number", "client", "due_date"),
        order="-id",
        on="issue_date",
        group_by="status",
        card=("client", "due_date", "total", "outstanding"),
        board_sum="total",
        small=("number", "status", "due_date", "total"),
        calendar=("due_date",),
        search=("number", "client__folded"),
        sums=("net", "tax", "total", "outstanding"),
        adds_up=~Q(status=Invoice.Status.VOID) & Q(kind__in=CLAIMS),
        arguments=(
            Link(name="account", label="Account", to="accounts", model=Account),
            Day(name="paid_on", label="Paid on"),
            RATE,
            LINES,
        ),
        by_verb=BY_VERB,
        actions=ACTIONS,
        notes={
            "number": "Given when it is first sent, unless it has one.",
            "kind": "Stays what it is once it was sent. A pro forma counts in no total.",
            "credits": "The invoice that a credit note credits.",
            "reference": "The client's order number or the like.",
            "language": "Empty for the client's, else the workspace's.",
            "template": "Empty for the workspace's.",
            "discount": "Off the whole; one negative line per tax category and rate is kept for "
            "it. It takes the place of `discount_percent`, and the other way about.",
            "early_percent": "Off what is payable, for payment within `early_days` of its issue.",
            "withholding_rate": "In per cent of the net: what the client pays to the tax office.",
            "has_annex": "Whether the hours behind its lines are listed at its end.",
            "status": "`paid` needs `account`; `void` is final.",
            "issue_date": "The day of sending, unless you say so.",
            "currency": "The workspace's, unless you say so; all its lines are in it.",
            "account": "Needed with the status `paid`: what is outstanding is paid on it.",
            "account_rate": "With the status `paid`, if the account is in another currency: what "
            "one is worth in it; the European Central Bank's, unless you say so.",
            "with_lines": "With another status than `paid`: the bank lines that prove its payments "
            "become new again; without it they are named (409).",
            "paid_on": "With the status `paid`; today, unless you say so.",
        },
    )
)
