"""Payments."""

from freelancer_os.collections.money.exchange_rate import RATE
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, Payment, Transaction

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
            "date": "The entry's date, unless you say so.",
        },
    )
)
