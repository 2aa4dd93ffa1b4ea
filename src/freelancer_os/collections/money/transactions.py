"""Transactions: income and expenses; the workflow is their client income."""

from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.categories import KINDS
from freelancer_os.collections.money.entries import transaction_links as links
from freelancer_os.collections.money.entries.exchange_rate import RATE, ExchangeRate
from freelancer_os.collections.money.entries.known_rates import TaxRateOf, known_rates
from freelancer_os.collections.money.entries.line_order import MOVES
from freelancer_os.collections.money.entries.losing import sent_lines
from freelancer_os.collections.money.entries.payment_mode import ACTIONS, BY_VERB
from freelancer_os.collections.money.repeats.repeating import REPEAT
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice, ChoiceOrNone
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Lines, Text, Title, Values
from freelancer_os.engine.kinds.flags import Flag, Question
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.kinds.numbers import Number, Rate, UnitPrice
from freelancer_os.engine.registry import collections
from freelancer_os.finance.entries.units import TaxCategory, UnitCode
from freelancer_os.finance.models import Account, Category, Invoice, Transaction
from freelancer_os.projects.models import Project, Service

UNITS = tuple((one.value, str(one.label), "") for one in UnitCode)
TAX_CATEGORIES = tuple((one.value, str(one.label), "") for one in TaxCategory)


class Moved(Money):
    """An amount that is shown with a minus when it is spent, in the currency of its invoice."""

    def holders(self, record: Record | None, given: Values) -> tuple[object, ...]:
        return (*super().holders(record, given), given.get("invoice"))

    def amount(self, record: Any) -> int:
        value: int = self.value(record)
        return value if record.kind == "income" else -value

    @property
    def summed(self) -> Combinable:
        return Case(When(kind="income", then=F(self.attribute)), default=-F(self.attribute))


class Price(UnitPrice):
    """A unit price; that of a line which holds its tax says so, since the net stands beside it."""

    def shown(self, record: Any, formats: Formats) -> str:
        price = super().shown(record, formats)
        holds = record.invoice_id is not None and record.tax_included and record.tax_rate
        return _("{price} with tax").format(price=price) if price and holds else price


def unpaid(formats: Formats) -> Q:
    """Something is outstanding."""
    return ~Q(outstanding=0)


def in_workflow(formats: Formats) -> Q:
    """Client income."""
    client = Category.objects.of(formats.workspace).filter(is_client=True)
    return Q(category_id__in=list(client.values_list("pk", flat=True)))


def linked(formats: Formats) -> Q:
    """With an invoice and a client."""
    return Q(invoice_id__isnull=False, client_id__isnull=False)


def waiting(entry: Transaction) -> tuple[str, str] | None:
    """That it waits until its bank line is sorted, and where that is done."""
    return (_("Waits"), f"/bank-lines/of/{entry.pk}/") if entry.waits else None


TRANSACTIONS = collections.add(
    Collection(
        slug="transactions",
        model=Transaction,
        singular="entry",
        plural="entries",
        icon="arrow-left-right",
        section="Money",
        place=10,
        fields=(
            Choice(name="kind", label="Kind", choices=KINDS, required=True),
            Day(name="date", label="Date", required=True),
            Title(name="description", label="Description", max_length=300),
            Moved(
                name="amount",
                label="Amount",
                of="currency",
                required=True,
                instead="unit_price",
            ),
            Number(name="quantity", label="Quantity", minimum=-(10**13), maximum=10**13),
            Choice(name="unit", label="Unit", choices=UNITS),
            Price(
                name="unit_price",
                label="Unit price",
                within="invoice",
                minimum=-(10**17),
                maximum=10**17,
            ),
            Rate(name="discount_percent", label="Discount", minimum=0, maximum=1_000_000),
            TaxRateOf(
                name="tax_rate",
                label="Tax rate",
                minimum=0,
                maximum=1_000_000,
                known=known_rates,
            ),
            Flag(name="tax_included", label="Tax included"),
            ChoiceOrNone(name="tax_category", label="Tax category", choices=TAX_CATEGORIES),
            Text(name="exemption_reason", label="Reason for no tax", max_length=300),
            Day(name="service_from", label="Service from"),
            Day(name="service_to", label="Service to"),
            Number(name="position", label="Position", places=0, minimum=0, maximum=10**9),
            Currency(name="currency", label="Currency"),
            ExchangeRate(
                name="exchange_rate", label="Exchange rate", places=10, minimum=1, maximum=10**17
            ),
            Moved(name="net", label="Net", of="currency", read_only=True),
            Moved(name="tax", label="Tax", of="currency", read_only=True),
            Moved(name="total", label="Total", of="currency", read_only=True),
            Link(
                name="category",
                label="Category",
                to="categories",
                model=Category,
                colour="stone",
                coloured="colour",
                offered=links.of_kind,
                effect=links.reclassifies,
                starts=links.new_category,
                joins=links.of_same_kind,
                absent=waiting,
            ),
            Link(
                name="client",
                label="Client",
                to="clients",
                model=Client,
                starts=links.new_client,
                joins=links.client_income,
            ),
            Link(
                name="project",
                label="Project",
                to="projects",
                model=Project,
                offered=links.of_client,
                beside=links.client_name,
                starts=links.new_project,
                joins=links.client_income,
            ),
            Link(
                name="service",
                label="Service",
                to="services",
                model=Service,
                offered=links.of_client,
                beside=links.client_name,
                starts=links.new_service,
                joins=links.client_income,
            ),
            Link(
                name="invoice",
                label="Invoice",
                to="invoices",
                model=Invoice,
                badge="status",
                offered=links.billable,
                beside=links.total,
                starts=links.new_invoice,
                suggested=links.next_number,
                joins=links.to_invoice,
            ),
            Link(
                name="account",
                label="Payment mode",
                to="accounts",
                model=Account,
                colour="violet",
                beside=links.balance,
                effect=links.pays,
                starts=links.new_account,
            ),
            Day(name="paid_on", label="Paid on"),
            Lines(name="note", label="Note", max_length=2000),
            Money(name="paid", label="Paid", of="currency", read_only=True, why=True),
            Money(
                name="outstanding",
                label="Outstanding",
                of="currency",
                read_only=True,
                left=True,
            ),
        ),
        table=("date", "description", "amount", "category", "tax_rate", "total", "account"),
        brief=("amount", "category", "invoice", "client", "project", "service", "account", "date"),
        composer=("description", "amount", "date", "category", "account"),
        order="-date",
        on="date",
        group_by="kind",
        calendar=("date",),
        small=("date", "description", "amount", "account"),
        arguments=(RATE,),
        filters=(
            Question(name="unpaid", label="Unpaid", holds=unpaid),
            Question(name="workflow", label="Workflow", holds=in_workflow),
            Question(name="linked", label="Linked", holds=linked),
        ),
        by_verb=BY_VERB,
        actions=(*ACTIONS, *MOVES, REPEAT),
        new_label="Add income",
        notes={
            "quantity": "Times the unit price it is the amount; an amount alone makes it 1.",
            "unit_price": "Has up to four decimals more than the currency.",
            "unit": "What the quantity counts, by its code of UN/ECE Recommendation 20.",
            "discount_percent": "In per cent, taken off quantity times unit price.",
            "tax_rate": "In per cent; of a new entry with a category the usual one of that, else "
            "of the workspace, unless you send it or a tax category without tax.",
            "tax_category": "By its code of UNCL 5305; null where it follows from the rate. All "
            "but `S` have the rate 0.",
            "exemption_reason": "Why there is no tax; else what is usual for the category.",
            "position": "Its place on the invoice; lines without one stand last, by their dates.",
            "tax_included": "True for an expense and false for an income, unless you say so.",
            "currency": "That of the invoice, else the workspace's, unless you say so.",
            "exchange_rate": "What one is worth in the workspace's currency, if that is another; "
            "the European Central Bank's, unless you say so.",
            "category": "Of the same kind. Only income in the client category carries links.",
            "account": "Setting it pays what is outstanding; null takes the payments away.",
            "account_rate": "With `account`, if that is in another currency: what one is worth in "
            "it; the European Central Bank's, unless you say so.",
            "paid_on": "With `account`; the entry's date, unless you say so.",
        },
        sums=("amount", "total"),
        adds_up=Q(is_void=False),
        taken_along=("payments",),
        loses=sent_lines,
    )
)

# The columns of the workflow (row W1).
WORKFLOW = ("date", "description", "amount", "invoice", "client", "project", "service", "account")
