"""Making an entry or an invoice recurring: it is the first of a series, which it begins."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.recurring.booking import TAXED, note
from freelancer_os.finance.recurring.occurrences import Occurrence
from freelancer_os.finance.recurring.recurring import LINKS, Recurring
from freelancer_os.finance.recurring.template import lines_of

SAID = ("kind", "description", "amount", "currency", "category", "account", *TAXED, *LINKS)


def repeat(entry: Transaction, how: Mapping[str, Any]) -> Recurring:
    """A recurring entry whose first one is this; it pays itself if this was paid on the account.

    `how` are fields of `Recurring`: every, interval, end_date, times. Raises ValidationError.
    """
    _refuse_repeated(entry, transaction=entry)
    values = {name: getattr(entry, name) for name in SAID}
    made = Recurring(workspace=entry.workspace)
    pays = {"start_date": entry.date, "pays_itself": entry.account is not None}
    made.edit({**values, **pays, **how})
    note(made, entry.date, transaction=entry)
    writing_unit(entry).mention(entry)
    return made


def repeat_invoice(invoice: Invoice, how: Mapping[str, Any]) -> Recurring:
    """Recurring invoices with the lines of this one, which is the first. Raises ValidationError.

    `how` says besides whether they are sent at once (`as`).
    """
    _refuse_repeated(invoice, invoice=invoice)
    lines = [line for line in invoice.lines() if not line.is_kept]
    day = invoice.issue_date or invoice.workspace.today
    values = {
        "kind": "income",
        "description": lines[0].description if lines else "",
        "client": invoice.client,
        "currency": invoice.currency,
        "start_date": day,
        "lines": lines_of(lines),
    }
    made = Recurring(workspace=invoice.workspace)
    made.edit({**values, **how})
    note(made, day, invoice=invoice)
    writing_unit(invoice).mention(invoice)
    return made


def _refuse_repeated(record: Transaction | Invoice, **became: Any) -> None:
    """What is one of a series already does not begin another."""
    rows = writing_unit(record).rows(Occurrence).filter(**became).select_related("recurring")
    for one in rows[:1]:
        sentence = _("{record} is one of {recurring} already. Change that one.")
        raise ValidationError([sentence.format(record=record, recurring=one.recurring)])
