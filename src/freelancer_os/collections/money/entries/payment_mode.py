"""The payment mode of an entry: the verbs that its fields call, and its actions."""

from django.utils.translation import gettext as _

from freelancer_os.collections.money.entries.exchange_rate import RATE
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.actions import Action, ByVerb
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.link import Link
from freelancer_os.finance.models import Account, Invoice, Transaction


def set_mode(entry: Transaction, asked: Values) -> None:
    """Pay, move the payment, or take it away, as `account` and `paid_on` say.

    Raises ValidationError.
    """
    account, on, rate = asked.get("account"), asked.get("paid_on"), asked.get("account_rate")
    if account is not None:
        entry.pay(account, on, rate)
    elif rate is not None:
        raise refusal("account_rate", _("A rate is said together with the account."))
    elif "account" not in asked:
        entry.pay_on(on)
    elif on is not None:
        raise refusal("paid_on", _("Say on which account it was paid."))
    else:
        entry.unpay()


BY_VERB = ByVerb(("account", "paid_on", "account_rate"), set_mode)


def paid_into(record: Transaction | Invoice) -> dict[str, str]:
    """The account on which one in its currency is usually paid, if there is one."""
    workspace = record.workspace
    known = Account.objects.of(workspace).receiving(record.currency, workspace.currency)
    return {"account": str(known.pk)} if known else {}


def pays(entry: Transaction, formats: Formats) -> str:
    """What paying records."""
    amount = format_money(entry.outstanding, entry.currency, formats.locale)
    if entry.kind == "income":
        return _("Adds {amount} to the account.").format(amount=amount)
    return _("Takes {amount} from the account.").format(amount=amount)


def unpays(entry: Transaction, formats: Formats) -> str:
    """What is lost when its payments go."""
    amount = format_money(entry.paid, entry.currency, formats.locale)
    sentence = _("Takes the payment of {amount} away. Undo brings it back.")
    return sentence.format(amount=amount)


ACTIONS = (
    Action(
        verb="pay",
        label="Mark as paid",
        icon="circle-check",
        offered=lambda entry: entry.outstanding != 0 and not entry.is_void,
        otherwise="There is nothing to be paid.",
        fields=(
            Link(name="account", label="Account", to="accounts", model=Account, required=True),
            Day(name="paid_on", label="Paid on"),
            RATE,
        ),
        seldom=("account_rate",),
        starts=lambda entry: {"paid_on": entry.date.isoformat(), **paid_into(entry)},
        effect=pays,
        does=lambda entry, given: entry.pay(
            given["account"], given.get("paid_on"), given.get("account_rate")
        ),
        done="Marked {record} as paid on {account}",
    ),
    Action(
        verb="unpay",
        label="Mark as unpaid",
        icon="rotate-ccw",
        offered=lambda entry: entry.paid != 0,
        otherwise="It has no payment.",
        effect=unpays,
        does=lambda entry, _: entry.unpay(),
        done="Marked {record} as unpaid",
        is_dangerous=True,
    ),
)
