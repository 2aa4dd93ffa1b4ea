"""Transfers between accounts."""

from freelancer_os.collections.money.entries.exchange_rate import DERIVED
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, Transfer

TRANSFERS = collections.add(
    Collection(
        slug="transfers",
        model=Transfer,
        singular="transfer",
        plural="transfers",
        icon="arrow-right-left",
        section="Money",
        place=20,
        fields=(
            Link(name="from_account", label="From", to="accounts", model=Account, required=True),
            Link(name="to_account", label="To", to="accounts", model=Account, required=True),
            Day(name="date", label="Date", required=True),
            Money(name="amount", label="Amount", of="from_account", required=True),
            Money(name="amount_to", label="Arrives", of="to_account"),
            DERIVED,
        ),
        table=("date", "from_account", "to_account", "amount", "amount_to"),
        brief=("amount", "from_account", "to_account"),
        composer=("from_account", "to_account", "amount", "exchange_rate", "amount_to", "date"),
        order="-date",
        on="date",
        search=("from_account__folded", "to_account__folded"),
        notes={
            "amount_to": "What arrives: the same, or converted, unless you say so.",
            "exchange_rate": "What one that leaves is worth where it arrives, as both amounts say; "
            "null in one currency. Sets what arrives, unless that is said too; without both it is "
            "the European Central Bank's.",
        },
        taken_along=("payments",),
    )
)
