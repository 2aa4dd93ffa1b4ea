"""What a recurring entry becomes on one of its days: an entry, or an invoice that is a draft."""

from datetime import date
from typing import Any

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.invoices.lines import appended
from freelancer_os.finance.recurring.occurrences import Occurrence
from freelancer_os.finance.recurring.recurring import LINKS, Recurring

TAXED = ("tax_rate", "tax_included")


def book(recurring: Recurring, day: date) -> Transaction | Invoice:
    """Make what is due on `day`, and note that it was. Raises ValidationError, Conflict."""
    made: Transaction | Invoice
    if recurring.is_invoice:
        made = _invoice(recurring, day)
        note(recurring, day, invoice=made)
    else:
        made = _entry(recurring, day)
        note(recurring, day, transaction=made)
    return made


def note(recurring: Recurring, day: date, **became: Any) -> Occurrence:
    """This day is known from now on, with what it became, if anything."""
    occurrence = Occurrence.made(recurring.workspace, recurring=recurring, date=day, **became)
    occurrence.save()
    return occurrence


def skip(recurring: Recurring) -> None:
    """Leave out the next one; nothing is posted for its day."""
    if recurring.next_date is not None:
        writing_unit(recurring).mention(recurring)
        note(recurring, recurring.next_date)


def _entry(recurring: Recurring, day: date) -> Transaction:
    made = Transaction(workspace=recurring.workspace)
    said = ("kind", "description", "amount", "currency", "category", *TAXED)
    values = {name: getattr(recurring, name) for name in said}
    made.edit({**values, **_links(recurring), **_rated(recurring, day), "date": day})
    if recurring.pays_itself and recurring.account is not None:
        made.pay(recurring.account, day)
    return made


def _invoice(recurring: Recurring, day: date) -> Invoice:
    """A draft with its lines, which bear the day."""
    made = Invoice(workspace=recurring.workspace)
    made.edit({"client": recurring.client, "currency": recurring.currency})
    plain = {"description": recurring.description, "amount": recurring.amount}
    plain |= {name: getattr(recurring, name) for name in TAXED}
    others = {**_links(recurring), **_rated(recurring, day), "date": day}
    for line in recurring.lines or [plain]:
        appended(made, {**line, **others})
    return made


def _rated(recurring: Recurring, day: date) -> dict[str, int]:
    """The rate that was typed for it, on a day of which none is known."""
    typed, base = recurring.exchange_rate, recurring.workspace.currency
    if typed is None or ecb_rate(recurring.currency, base, day) is not None:
        return {}
    return {"exchange_rate": typed}


def _links(recurring: Recurring) -> dict[str, Any]:
    """The links that it has; what they imply follows."""
    return {name: found for name in LINKS if (found := getattr(recurring, name)) is not None}
