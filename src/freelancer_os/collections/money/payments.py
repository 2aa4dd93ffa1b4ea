"""Payments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from freelancer_os.collections.money.entries.exchange_rate import RATE
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, Payment, Transaction


@dataclass(frozen=True, kw_only=True)
class Receipt(Field):
    """What the payments that came in as one have in common; it says nothing to a person."""

    read_only: bool = True
    sortable: bool = False
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "uuid"}
    operators: ClassVar[tuple[Operator, ...]] = ()

    def dump(self, record: Record, formats: Formats) -> str | None:
        value = self.value(record)
        return None if value is None else str(value)

    def raw(self, record: Record, formats: Formats) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class OfInvoice(Field):
    """The invoice of the entry that is paid; null for one on no invoice."""

    column: str = "transaction"
    over: str = "transaction"
    read_only: bool = True
    sortable: bool = False
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "uuid"}
    operators: ClassVar[tuple[Operator, ...]] = ()

    def value(self, record: Any) -> UUID | None:
        key: UUID | None = record.transaction.invoice_id if record.transaction else None
        return key

    def dump(self, record: Record, formats: Formats) -> str | None:
        key = self.value(record)
        return None if key is None else str(key)

    def raw(self, record: Record, formats: Formats) -> str:
        return ""


PAYMENTS = collections.add(
    Collection(
        slug="payments",
        model=Payment,
        singular="payment",
        plural="payments",
        icon="banknote",
        section="Money",
        fields=(
            Link(name="transaction", label="Entry", to="transactions", model=Transaction),
            Link(name="account", label="Account", to="accounts", model=Account, required=True),
            Day(name="date", label="Date"),
            Money(name="amount", label="Amount", of="account", required=True),
            RATE,
            OfInvoice(name="invoice", label="Invoice"),
            Receipt(name="receipt", label="Receipt"),
        ),
        table=("date", "transaction", "account", "amount"),
        order="-date",
        small=("date", "transaction", "account", "amount"),
        on="date",
        search=("transaction__folded", "account__folded"),
        notes={
            "transaction": "Needed; null only on the two halves of a transfer.",
            "account_rate": "What one of the entry's currency is worth in the account's, if that "
            "is another; the European Central Bank's, unless you say so.",
            "receipt": "The same for all payments of an invoice that came in as one.",
            "date": "The entry's date, unless you say so.",
        },
    )
)
