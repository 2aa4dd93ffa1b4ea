"""What holds between rows of finance; asked after an undo, which does not pass through `edit()`.

Each rule raises ValidationError with a sentence. The links between records have a rule of their own
(`core.log.ranks`).
"""

from collections.abc import Iterator
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.budgets.budgets import Budget
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.transactions import LINKS, Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.payments.payments import Payment

ONE_CURRENCY = Q(invoice__isnull=False) & ~Q(currency=F("invoice__currency"))
ONE_KIND = Q(category__isnull=False) & ~Q(kind=F("category__kind"))
LINKED = Q(*((f"{name}__isnull", False) for name in LINKS), _connector=Q.OR)
NO_CLIENT_INCOME = LINKED & (
    ~Q(kind=Kind.INCOME) | Q(category__isnull=True) | Q(category__is_client=False)
)
INCOMING = Q(transaction__kind=Kind.INCOME)
WRONG_WAY = Q(transaction__isnull=False) & (
    (INCOMING & ~Q(flow=F("amount"))) | (~INCOMING & ~Q(flow=-F("amount")))
)
UNEQUAL = Q(account__currency=F("transaction__currency")) & ~Q(amount=F("settles"))
NO_EXPENSES = ~Q(category__kind=Kind.EXPENSE)

R = TypeVar("R", bound=Record)


def refuse_contradictions(unit: Unit) -> None:
    """Look at every transaction and payment that was written, or whose neighbour was."""
    entries: dict[str, type[Record]] = {"pk": Transaction, "invoice": Invoice, "category": Category}
    for row in _breaking(unit, Transaction, entries, ONE_CURRENCY):
        raise ValidationError(
            [
                _("{row} is in {currency}, and its invoice is not.").format(
                    row=row, currency=row.currency
                )
            ]
        )
    for row in _breaking(unit, Transaction, entries, ONE_KIND):
        raise ValidationError([_("{row} has a category of the other kind.").format(row=row)])
    for row in _breaking(unit, Transaction, entries, NO_CLIENT_INCOME):
        raise ValidationError(
            [_("{row} is linked, but is not income in the client category.").format(row=row)]
        )
    budgets: dict[str, type[Record]] = {"pk": Budget, "category": Category}
    for _row in _breaking(unit, Budget, budgets, NO_EXPENSES):
        raise ValidationError([_("A budget is of a category for expenses.")])
    payments: dict[str, type[Record]] = {
        "pk": Payment,
        "account": Account,
        "transaction": Transaction,
        "transaction__invoice": Invoice,
    }
    for payment in _breaking(unit, Payment, payments, Q(transaction__invoice__status="void")):
        raise ValidationError(
            [
                _("{transaction} has a payment, and its invoice is void.").format(
                    transaction=payment.transaction
                )
            ]
        )
    for payment in _breaking(unit, Payment, payments, WRONG_WAY | UNEQUAL):
        raise ValidationError([_("{row} was made for what was recorded then.").format(row=payment)])


def _breaking(
    unit: Unit, model: type[R], neighbours: dict[str, type[Record]], broken: Q
) -> Iterator[R]:
    """Rows of `model` for which `broken` is true and of which a neighbour was written."""
    for column, neighbour in neighbours.items():
        for keys in unit.living(neighbour):
            yield from unit.rows(model).filter(broken, **{f"{column}__in": keys})[:1]
