"""Settlements between invoices of one client."""

from typing import Any

from django.db.models import QuerySet

from freelancer_os.core.values.amounts import format_money
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Invoice, Settlement
from freelancer_os.finance.settlements.limits import left_of, takes


def sources(rows: QuerySet[Invoice], settled: Any) -> QuerySet[Invoice]:
    """What may settle an invoice, or the one of a settlement."""
    if isinstance(settled, Invoice):
        return takes(rows, settled)
    return rows if settled.to_invoice_id is None else takes(rows, settled.to_invoice)


def left(source: Invoice, formats: Formats) -> str:
    """How much is left of what may settle another."""
    return format_money(left_of(source), source.currency, formats.locale)


class Settled(Money):
    """An amount in the currency of both invoices."""

    def holders(self, record: Any, given: Values) -> tuple[object, ...]:
        return (given.get("to"), getattr(record, self.of, None))


SOURCE = Link(
    name="from",
    column="from_invoice",
    label="From",
    to="invoices",
    model=Invoice,
    required=True,
    offered=sources,
    beside=left,
)

SETTLEMENTS = collections.add(
    Collection(
        slug="settlements",
        model=Settlement,
        singular="settlement",
        plural="settlements",
        icon="arrow-left-right",
        section="Money",
        fields=(
            SOURCE,
            Link(
                name="to",
                column="to_invoice",
                label="To",
                to="invoices",
                model=Invoice,
                required=True,
            ),
            Day(name="date", label="Date"),
            Settled(name="amount", label="Amount", of="to_invoice"),
        ),
        table=("date", "from", "to", "amount"),
        order="-date",
        on="date",
        small=("date", "from", "to", "amount"),
        search=("from_invoice__number", "to_invoice__number"),
        notes={
            "from": "A credit note, a deposit invoice, or one that was paid too much; it stays.",
            "to": "An invoice of the same client in the same currency; it stays.",
            "amount": "As much as both leave, unless you say so. Of a deposit it is taken off with "
            "its tax, by lines of the invoice.",
            "date": "Today, unless you say so.",
        },
    )
)
