"""A line of an invoice goes up or down on it."""

from functools import partial

from django.utils.translation import gettext as _

from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Values
from freelancer_os.finance.invoices.lines import shift
from freelancer_os.finance.models import Transaction


def is_line(transaction: Transaction) -> bool:
    """Whether it stands on an invoice at a place of its own."""
    return transaction.invoice_id is not None and not transaction.is_kept


def _moves(step: int, transaction: Transaction, given: Values) -> None:
    shift(transaction, step)


def _up(transaction: Transaction, formats: Formats) -> str:
    return _("It stands one line higher on the invoice.")


def _down(transaction: Transaction, formats: Formats) -> str:
    return _("It stands one line lower on the invoice.")


MOVES = (
    Action(
        verb="move-up",
        label="Move up",
        icon="arrow-up",
        offered=is_line,
        otherwise="Only a line of an invoice is moved.",
        effect=_up,
        does=partial(_moves, -1),
        done="Moved {record} up on its invoice",
        is_quiet=True,
    ),
    Action(
        verb="move-down",
        label="Move down",
        icon="arrow-down",
        offered=is_line,
        otherwise="Only a line of an invoice is moved.",
        effect=_down,
        does=partial(_moves, 1),
        done="Moved {record} down on its invoice",
        is_quiet=True,
    ),
)
