"""Which columns hold amounts, and of which currency: a test knows of every one that is missing."""

from collections.abc import Mapping

from freelancer_os.clients.models import Client
from freelancer_os.core.records.base import Record
from freelancer_os.finance.models import (
    Account,
    BankLine,
    Budget,
    ClosingBalance,
    Invoice,
    Payment,
    Receipt,
    Recurring,
    Rule,
    Settlement,
    Transaction,
    Transfer,
)
from freelancer_os.projects.models import Project, Service

Columns = Mapping[type[Record], tuple[str, ...]]

BASE: Columns = {
    Client: ("contract_value", "hourly_rate"),
    Project: ("value", "hourly_rate"),
    Service: ("rate", "hourly_rate"),
    Budget: ("amount",),
}
"""In the base currency, by no column of their own. What is spent of budgets follows."""

OWN: Columns = {
    Account: ("opening_balance",),
    BankLine: ("amount",),
    ClosingBalance: ("amount",),
    Invoice: ("discount",),
    Payment: ("amount",),
    Receipt: ("amount",),
    Recurring: ("amount",),
    Rule: ("amount_min", "amount_max"),
    Settlement: ("amount",),
    Transaction: ("amount",),
    Transfer: ("amount", "amount_to"),
}
"""In a currency that the record says, or the account, the entry or the invoice that it is of."""
