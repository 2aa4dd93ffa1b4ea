"""The models of finance, one file each kind."""

from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine, StatementMapping
from freelancer_os.finance.budgets.budgets import Budget
from freelancer_os.finance.categories import Category
from freelancer_os.finance.closing_balances import ClosingBalance
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.billed_time import BilledTime
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.finance.recurring.occurrences import Occurrence
from freelancer_os.finance.recurring.recurring import Recurring
from freelancer_os.finance.settlements.settlements import SettledLine, Settlement
from freelancer_os.finance.sorting.rule import Rule
from freelancer_os.finance.tax_rates import TaxRate
from freelancer_os.finance.transfers import Transfer

__all__ = [
    "Account",
    "BankLine",
    "BilledTime",
    "Budget",
    "Category",
    "ClosingBalance",
    "Invoice",
    "Occurrence",
    "Payment",
    "Receipt",
    "Recurring",
    "Rule",
    "SettledLine",
    "Settlement",
    "StatementMapping",
    "TaxRate",
    "Transaction",
    "Transfer",
]
